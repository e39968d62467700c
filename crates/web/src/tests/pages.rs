//! Every page, in both languages, empty, usual and long.

use axum::http::StatusCode;
use kernel::Lang;

use super::html;
use super::{LONG_ID, Sample, Visit, encoded, every_page};
use crate::routes::Route;

const SAMPLES: [Sample; 3] = [Sample::Empty, Sample::Usual, Sample::Long];

/// Questions that between them show every part of the results.
const QUESTIONS: [&str; 8] = [
    "",
    "text=my+boss+took+my+pasport&place=V2L",
    "text=mon+patron+garde+mon+passeport&place=Prinse+Gorge&need=legal&who=women&language=fr&open=1",
    "text=zzzz+qqqq&place=Nowhere+at+all&no-police=1&no-status=1&always=1",
    "text=%3Cscript%3Ealert%281%29%3C%2Fscript%3E%26amp%3B%22%27&place=%3Cb%3E",
    "need=crisis-line&count=30&page=2&order=nearest&place=Toronto",
    "text=%F0%9F%98%80%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D&place=%D9%85%D8%AF%D9%8A%D9%86%D8%A9&kind=sexual",
    "province=QC&page=999999",
];

fn check(path: &str, body: &str) {
    let faults = html::faults(body);
    assert!(faults.is_empty(), "{path}: {faults:#?}");
    let tag = if path.starts_with("/fr") {
        Lang::Fr.tag()
    } else {
        Lang::En.tag()
    };
    assert!(body.contains(&format!("<html lang=\"{tag}\">")), "{path}");
    assert!(
        body.contains("<title>Information</title>"),
        "{path}: the title tells"
    );
    for left in [
        "undefined",
        "{ $",
        "None",
        "Some(",
        "{{",
        "service-",
        "directory-",
        "site-",
        "frame-",
        "guidance-",
    ] {
        let text = without_addresses(body);
        assert!(!text.contains(left), "{path}: {left:?} is left in the page");
    }
    let exit = body.find("id=\"exit\"").unwrap_or(usize::MAX);
    let first = body.find("<a ").unwrap_or(0);
    assert!(
        exit > first && exit - first < 40,
        "{path}: the exit comes first"
    );
    assert!(!body.contains("<script>alert"), "{path}");
}

/// Ids and addresses may hold such words; text may not.
fn without_addresses(body: &str) -> String {
    let (head, rest) = body.split_once("<style>").unwrap_or((body, ""));
    let (_, rest) = rest.split_once("</style>").unwrap_or(("", rest));
    let (rest, _) = rest.split_once("<script>").unwrap_or((rest, ""));
    let mut text = head.to_owned();
    for piece in rest.split('>') {
        text.push_str(piece.split('<').next().unwrap_or_default());
        text.push('\n');
    }
    text
}

#[tokio::test]
async fn every_page_is_sound_in_both_languages() {
    for sample in SAMPLES {
        let visit = Visit::to(sample).await;
        let pages = every_page(&visit).await;
        assert!(pages.len() >= 15);
        for (path, answer) in pages {
            check(&path, &answer.body);
        }
    }
}

#[tokio::test]
async fn every_answer_to_a_form_is_sound_in_both_languages() {
    for sample in SAMPLES {
        let visit = Visit::to(sample).await;
        for lang in Lang::ALL {
            for question in QUESTIONS {
                for route in [Route::Find, Route::Print] {
                    let path = route.address(lang);
                    let answer = visit.post(path, question).await;
                    assert_eq!(answer.status, StatusCode::OK, "{path} {question}");
                    check(path, &answer.body);
                }
                if let Some(id) = visit.any_service() {
                    let path = Route::Service.of(id, lang);
                    check(&path, &visit.post(&path, question).await.body);
                }
            }
        }
    }
}

#[tokio::test]
async fn the_language_link_leads_to_the_same_page_and_back() {
    let visit = Visit::to(Sample::Usual).await;
    for (path, answer) in every_page(&visit).await {
        if path == "/" {
            continue;
        }
        let across = other_language(&answer.body);
        assert_ne!(across, path);
        let there = visit.get(&across).await;
        assert_eq!(
            other_language(&there.body),
            path,
            "{path} and {across} must lead to each other"
        );
        assert_eq!(
            shape(&answer.body),
            shape(&there.body),
            "{path}: one structure in both languages"
        );
    }
}

fn other_language(body: &str) -> String {
    let tags = html::read(body).unwrap_or_default();
    tags.iter()
        .find(|tag| tag.get("hreflang").is_some())
        .and_then(|tag| tag.get("href"))
        .unwrap_or_default()
        .to_owned()
}

/// Fields, buttons, links and headings in order; provinces have an alphabet of their own, and
/// content that exists in one language has a label in the other.
fn shape(body: &str) -> Vec<String> {
    let tags = html::read(body).unwrap_or_default();
    tags.into_iter()
        .filter(|tag| !matches!(tag.name.as_str(), "option" | "span"))
        .map(|tag| tag.name)
        .collect()
}

#[tokio::test]
async fn a_question_goes_along_into_the_other_language_and_back_to_the_list() {
    let visit = Visit::to(Sample::Usual).await;
    let question = "text=my+boss+took+my+passport&place=V2L&need=legal&open=1&count=30";
    let list = visit.post("/en/find", question).await;
    for body in [
        &list.body,
        &visit
            .post(
                &Route::Service.of(visit.any_service().expect("one"), Lang::En),
                question,
            )
            .await
            .body,
    ] {
        for field in [
            r#"<input type="hidden" name="text" value="my boss took my passport">"#,
            r#"<input type="hidden" name="place" value="V2L">"#,
            r#"<input type="hidden" name="need" value="legal">"#,
            r#"<input type="hidden" name="open" value="1">"#,
            r#"<input type="hidden" name="count" value="30">"#,
        ] {
            assert!(body.contains(field), "{field}");
        }
    }
    assert!(
        list.body
            .contains(r#"<form method="post" action="/fr/trouver">"#)
    );
}

#[tokio::test]
async fn what_was_typed_stays_in_its_field_and_is_only_words() {
    let visit = Visit::to(Sample::Usual).await;
    let typed = "\"><script>alert('x')</script>";
    let answer = visit
        .post(
            "/fr/trouver",
            &format!("text={0}&place={0}", encoded(typed)),
        )
        .await;
    assert!(
        answer.body.contains("value=\"&#34;&#62;&#60;script&#62;")
            || answer.body.contains("value=\"&quot;&gt;&lt;script&gt;")
    );
    assert!(
        answer.body.contains(r#"aria-invalid="true""#),
        "the place is not known"
    );
    assert!(answer.body.contains("place-error"));
}

#[tokio::test]
async fn an_unknown_place_is_answered_with_likely_ones() {
    let visit = Visit::to(Sample::Usual).await;
    let answer = visit
        .post("/en/find", "text=shelter&place=Prinse+Gorge")
        .await;
    assert!(
        answer
            .body
            .contains(r#"name="place-meant" value="Prince George, BC""#)
    );
    // A button for it wins over the field before it.
    let answer = visit
        .post(
            "/en/find",
            "text=shelter&place=Prinse+Gorge&place-meant=Prince+George%2C+BC",
        )
        .await;
    assert!(answer.body.contains("near Prince George, BC"));
}

#[tokio::test]
async fn nobody_is_left_without_someone_to_call() {
    let visit = Visit::to(Sample::Usual).await;
    let nothing = visit.post("/en/find", "text=zzzzqqqq").await;
    assert!(nothing.body.contains("No service matches"));
    for page in [&nothing, &visit.get("/en").await, &visit.get("/").await] {
        assert!(page.body.contains("href=\"tel:911\""));
        assert!(page.body.contains("href=\"tel:+18339001010\""));
        assert!(
            page.body.contains("1\u{2011}833\u{2011}900\u{2011}1010"),
            "hyphens do not break"
        );
    }
    let empty = Visit::to(Sample::Empty).await;
    assert!(
        !empty.get("/en").await.body.contains("tel:"),
        "no number is written in code"
    );
}

#[tokio::test]
async fn a_service_that_may_not_answer_now_says_who_does() {
    let visit = Visit::to(Sample::Usual).await;
    let now = visit.house.clock.now();
    let index = visit.house.finder.current();
    let everything = search::Request {
        per_page: 100,
        ..search::Request::default()
    };
    let (mut open, mut other) = (0, 0);
    for found in index.find(&everything, now).expect("a page").results {
        let path = Route::Service.of(found.listing.id, Lang::Fr);
        let page = visit.get(&path).await.body;
        let elsewhere = page.contains("ces lignes répondent");
        if page.contains("class=\"state open\"") {
            assert!(!elsewhere, "{path}");
            open += 1;
        } else {
            assert!(elsewhere && page.contains("tel:911"), "{path}");
            other += 1;
        }
    }
    assert!(open > 0 && other > 0);
}

#[tokio::test]
async fn a_result_that_nobody_can_call_says_how_to_reach_it() {
    let visit = Visit::holding(|listing| listing.phones.clear()).await;
    for (path, words) in [("/en/find", "Website: "), ("/fr/trouver", "Site Web")] {
        let page = visit.post(path, "").await.body;
        assert!(page.contains(words) && page.contains("\">example.org</a>"));
    }
    let visit = Visit::holding(|listing| {
        listing.phones.clear();
        listing.website = None;
    })
    .await;
    let page = visit.post("/en/find", "").await.body;
    assert!(page.contains("We know no phone number"));
}

#[tokio::test]
async fn text_in_one_language_only_says_so() {
    let visit = Visit::to(Sample::Long).await;
    let page = visit.get(&Route::Service.of(LONG_ID, Lang::En)).await.body;
    assert!(page.contains("<span lang=\"fr-CA\">"));
    assert!(page.contains("(in French)"));
    let page = visit.get(&Route::Service.of(LONG_ID, Lang::Fr)).await.body;
    assert!(!page.contains("(in French)") && !page.contains("(en anglais)"));
}

#[tokio::test]
async fn a_wallet_card_has_numbers_and_no_names() {
    let visit = Visit::to(Sample::Usual).await;
    let page = visit.get("/en/card").await.body;
    let card = page
        .split("class=\"wallet\"")
        .nth(1)
        .and_then(|rest| rest.split("</div>").next());
    let card = card.unwrap_or_default();
    assert!(card.contains("911") && card.contains("1010"));
    for telling in ["Traffick", "Hotline", "Cairn", "help"] {
        assert!(!card.contains(telling), "{telling}");
    }
}

#[tokio::test]
async fn a_correction_is_stored_or_comes_back_with_its_words() {
    let visit = Visit::to(Sample::Usual).await;
    let path = Route::Correction.of(visit.any_service().expect("one"), Lang::Fr);
    let kept = visit
        .post(&path, "message=Le+num%C3%A9ro+a+chang%C3%A9")
        .await;
    assert_eq!(kept.status, StatusCode::OK);
    assert!(kept.body.contains("<h1>Merci</h1>"));
    let stored = visit
        .house
        .store
        .suggestions(&kernel::Actor::Operator)
        .await
        .expect("suggestions");
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].message, "Le numéro a changé");

    let empty = visit.post(&path, "message=+++").await;
    assert!(empty.body.contains("Écrivez ce qu’il faut changer."));
    let long = "é".repeat(2_003);
    let refused = visit
        .post(&path, &format!("message={}", encoded(&long)))
        .await;
    assert!(refused.body.contains("3 caractères de trop"));
    assert!(refused.body.contains(&long), "the words are not lost");
    check(&path, &refused.body);
    let stored = visit
        .house
        .store
        .suggestions(&kernel::Actor::Operator)
        .await
        .expect("suggestions");
    assert_eq!(stored.len(), 1, "neither of them is stored");
}
