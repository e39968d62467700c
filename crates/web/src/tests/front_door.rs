//! The house rules, for every answer.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode};

use super::{Sample, Visit, encoded, every_page, html, request};
use crate::form::ORDINARY;
use crate::problem::Problem;

#[tokio::test]
async fn every_answer_has_the_headers_and_no_cookie() {
    let visit = Visit::to(Sample::Usual).await;
    let mut answers: Vec<_> = every_page(&visit).await.into_values().collect();
    answers.push(visit.post("/en/find", "text=help").await);
    answers.push(visit.post("/en/find", "text=%FF").await);
    answers.push(visit.get("/en/nope").await);
    answers.push(visit.get("/robots.txt").await);
    for answer in answers {
        let header = |name: &str| {
            answer
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("request-otr"), "1");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert!(header("permissions-policy").contains("geolocation=()"));
        let policy = header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'")
        );
        assert!(!policy.contains("unsafe") && !policy.contains("http"));
        assert!(!answer.headers.contains_key("set-cookie"));
        assert!(!answer.headers.contains_key("server"));
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_in_the_language_of_the_address() {
    let visit = Visit::to(Sample::Usual).await;
    let long = "text=".to_owned() + &"a".repeat(ORDINARY);
    let cases = [
        (visit.get("/en/nope").await, 404, "This page is not here"),
        (
            visit.get("/fr/services/not-an-id").await,
            404,
            "Cette page n’est pas ici",
        ),
        (
            visit
                .get("/en/services/00000000-0000-4000-8000-000000000000")
                .await,
            404,
            "not here",
        ),
        (
            visit.send(request(Method::DELETE, "/fr/trouver", "")).await,
            405,
            "ne marche pas ainsi",
        ),
        (visit.post("/en", "").await, 405, "does not work that way"),
        (
            visit.post("/fr/trouver", "text=%C3%28").await,
            400,
            "Nous n’avons pas pu lire cela",
        ),
        (
            visit.post("/en/find", &long).await,
            413,
            "That was too long",
        ),
    ];
    for (answer, status, words) in cases {
        assert_eq!(answer.status.as_u16(), status);
        assert!(answer.body.contains(words), "{words}");
        assert_eq!(html::faults(&answer.body), Vec::<String>::new());
        assert!(answer.body.contains("id=\"exit\""));
        assert!(answer.body.contains("<title>Information</title>"));
    }
    let both = visit.get("/who-knows").await;
    assert_eq!(both.status, StatusCode::NOT_FOUND);
    assert!(
        both.body.contains("This page is not here")
            && both.body.contains("Cette page n’est pas ici")
    );
    assert!(
        both.body.contains("Leave this page now") && both.body.contains("Quitter cette page"),
        "the way out is in both languages too"
    );
    assert!(
        !both.body.contains("who-knows"),
        "an address is never repeated"
    );
    assert_eq!(html::faults(&both.body), Vec::<String>::new());
}

#[tokio::test]
async fn the_wrong_method_says_which_are_right() {
    let visit = Visit::to(Sample::Empty).await;
    let answer = visit.post("/en/about", "").await;
    assert_eq!(
        answer.headers.get("allow").map(HeaderValue::as_bytes),
        Some(&b"GET,HEAD"[..])
    );
}

#[tokio::test]
async fn our_own_fault_has_a_number_and_no_cause() {
    let visit = Visit::to(Sample::Empty).await;
    let site = crate::house::Site::new(Arc::clone(&visit.house));
    let page = Problem::broken(&"the disk is full").page(&site, Some(kernel::Lang::Fr));
    let page = page.unwrap_or_default();
    assert!(page.contains("donnez ce numéro"));
    assert!(!page.contains("disk"));
    assert_eq!(html::faults(&page), Vec::<String>::new());
    for lang in [None, Some(kernel::Lang::En)] {
        let page = Problem::TooSlow.page(&site, lang).unwrap_or_default();
        assert!(page.contains("This takes too long"));
    }
}

#[tokio::test]
async fn an_address_typed_by_hand_is_forgiven() {
    let visit = Visit::to(Sample::Empty).await;
    for (typed, meant) in [
        ("/EN", "/en"),
        ("/fr/", "/fr"),
        ("/FR/Trouver/", "/fr/trouver"),
        ("//en//", "/en"),
    ] {
        let answer = visit.get(typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{typed}");
        assert_eq!(answer.headers["location"], meant);
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
    for nowhere in ["/nope/", "//example.org/en/", "/en/nope", "/fr/%C3%A9"] {
        let answer = visit.get(nowhere).await;
        let to = answer.headers.get("location");
        assert!(
            to.is_none_or(|to| to.as_bytes().starts_with(b"/fr/")),
            "{nowhere}"
        );
    }
    let answer = visit.get("/fr/nulle-part/").await;
    let there = answer.headers["location"].to_str().expect("an address");
    assert_eq!(visit.get(there).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_head_request_has_no_body() {
    let visit = Visit::to(Sample::Empty).await;
    let answer = visit.send(request(Method::HEAD, "/en", "")).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn a_client_that_never_finishes_its_form_is_let_go() {
    let visit = Visit::to(Sample::Empty).await;
    let endless = Body::from_stream(futures_util::stream::pending::<
        Result<Vec<u8>, std::io::Error>,
    >());
    let mut slow = request(Method::POST, "/fr/trouver", "");
    *slow.body_mut() = endless;
    let answer = visit.send(slow).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.body.contains("Cela prend trop de temps"));
}

/// Collects everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("one thread").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_that_was_typed_is_logged() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    tracing::info!("the log works");
    let visit = Visit::to(Sample::Usual).await;
    let secret = "xyzzyplugh";
    for body in [
        format!("text={secret}&place={secret}"),
        format!("text={secret}%FF"),
        format!("text={secret}&place={}", encoded("<b>")),
        format!("message={secret}"),
    ] {
        for path in [
            "/en/find",
            "/fr/imprimer",
            "/en/services/xyzzyplugh/correction",
        ] {
            visit.post(path, &body).await;
        }
    }
    let service =
        crate::routes::Route::Correction.of(visit.any_service().expect("one"), kernel::Lang::En);
    visit.post(&service, &format!("message={secret}")).await;
    visit.get("/en/xyzzyplugh?xyzzyplugh=1").await;
    let logged = String::from_utf8(log.0.lock().expect("one thread").clone()).expect("text");
    assert!(logged.contains("the log works"));
    assert!(!logged.contains(secret), "{logged}");
}
