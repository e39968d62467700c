//! Whatever anyone sends gets a clear page in their language, and is not repeated as markup.

use axum::body::Body;
use axum::http::Method;
use journeys::TestHouse;

const AWKWARD: [&str; 9] = [
    "",
    "   ",
    "🆘🙏🏽👩‍👧",
    "ساعدني من فضلك",
    "\u{202e}evil\u{202c} right to left",
    "'; DROP TABLE service; --",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\" AND (name:* OR *:*) ~2^9",
    "{{7*7}} ${7*7} <%= 7*7 %>",
];

#[tokio::test]
async fn awkward_words_get_an_ordinary_page() {
    for house in TestHouse::on_each().await {
        for words in AWKWARD
            .into_iter()
            .chain([&*"é".repeat(5_000), &*"help ".repeat(2_000)])
        {
            for path in ["/en/find", "/fr/trouver"] {
                for field in ["text", "place"] {
                    let page = house.post(path, &[(field, words)]).await;
                    assert_eq!(page.status, 200, "{} {path} {field}", house.name);
                    let lang = format!("<html lang=\"{}-CA\">", &path[1..3]);
                    assert!(page.text.contains(&lang), "{} {path}", house.name);
                    assert!(page.text.contains("href=\"tel:"), "{} {path}", house.name);
                    assert!(
                        !page.text.contains("<script>alert"),
                        "{} {path}",
                        house.name
                    );
                    assert!(
                        !page.text.contains("onerror=alert(1)>"),
                        "{} {path}",
                        house.name
                    );
                    assert!(page.text.contains("<h1"), "{} {path}", house.name);
                }
            }
        }
    }
}

#[tokio::test]
async fn ten_thousand_characters_are_searched_and_answered() {
    for house in TestHouse::on_each().await {
        let words = "shelter ".repeat(1_250);
        let page = house.post("/en/find", &[("text", &words)]).await;
        assert_eq!(page.status, 200, "{}", house.name);
        assert!(page.text.contains("href=\"tel:"), "{}", house.name);
    }
}

#[tokio::test]
async fn an_unknown_place_keeps_the_words_and_says_what_to_do() {
    for house in TestHouse::on_each().await {
        for (path, said) in [("/en/find", "postal code"), ("/fr/trouver", "code postal")] {
            let page = house
                .post(
                    path,
                    &[("text", "somewhere to sleep"), ("place", "Xyzzyville")],
                )
                .await;
            assert_eq!(page.status, 200, "{}", house.name);
            assert!(
                page.text.contains("somewhere to sleep"),
                "{} {path}",
                house.name
            );
            assert!(page.text.contains("Xyzzyville"), "{} {path}", house.name);
            assert!(page.reads().contains(said), "{} {path}", house.name);
        }
    }
}

#[tokio::test]
async fn broken_requests_get_a_clear_page_in_the_language_of_the_path() {
    for house in TestHouse::on_each().await {
        for (lang, path) in [("en-CA", "/en/find"), ("fr-CA", "/fr/trouver")] {
            for (method, body, expected) in [
                (Method::POST, Body::from("text=%FF%FE"), 400),
                (Method::POST, Body::from(vec![b'a'; 200_000]), 413),
                (Method::DELETE, Body::empty(), 405),
            ] {
                let page = house.send(method.clone(), path, body).await;
                assert_eq!(page.status, expected, "{} {method} {path}", house.name);
                assert!(
                    page.text.contains(&format!("lang=\"{lang}\"")),
                    "{} {path}",
                    house.name
                );
                assert!(
                    page.headers
                        .get("cache-control")
                        .is_some_and(|value| value == "no-store")
                );
            }
        }
        for path in [
            "/nowhere",
            "/en/nowhere",
            "/fr/nulle-part",
            "/en/services/not-an-id",
        ] {
            let page = house.get(path).await;
            assert_eq!(page.status, 404, "{} {path}", house.name);
        }
    }
}

#[tokio::test]
async fn no_page_sets_a_cookie_or_lets_itself_be_stored() {
    for house in TestHouse::on_each().await {
        for path in [
            "/",
            "/en",
            "/fr",
            "/en/find",
            "/fr/trouver",
            "/en/browse",
            "/fr/parcourir",
            "/en/nowhere",
        ] {
            let page = house.get(path).await;
            assert!(page.headers.get("set-cookie").is_none(), "{path}");
            assert_eq!(page.headers["cache-control"], "no-store", "{path}");
            assert_eq!(page.headers["referrer-policy"], "no-referrer", "{path}");
            assert_eq!(page.headers["request-otr"], "1", "{path}");
            let policy = page.headers["content-security-policy"]
                .to_str()
                .expect("text");
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
        }
    }
}
