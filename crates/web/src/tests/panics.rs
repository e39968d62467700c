//! When the program fails in the middle of a page, nothing of what it held is told: not to the reader, not
//! in the log, not on the terminal.

use std::process::Command;
use std::sync::Arc;

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::routing::post;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::{Sample, Visit, request};
use crate::form::{Form, ORDINARY};
use crate::front_door;
use crate::house::Site;

/// What a person wrote, and where somebody hides. Joined at run time, so that no source line that a
/// report may quote holds them.
fn planted() -> [String; 2] {
    [
        ["he", "-took-my-", "passport"].concat(),
        ["4711", "-Qwyjibo-", "Crescent"].concat(),
    ]
}

async fn fails(Form(fields): Form<ORDINARY>) -> &'static str {
    let text = fields.get("text").to_owned();
    assert!(!text.len().is_multiple_of(2), "no page for {text}");
    let number = text.parse::<u32>().map_err(|_| text);
    number.expect("a page");
    "never"
}

/// The child of the next test: a process of its own, because the place that panics are told at belongs to
/// the whole process.
#[tokio::test]
#[ignore = "run by `a_panic_says_where_it_was_and_nothing_else`, in a process of its own"]
async fn a_page_that_panics() {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(std::io::stderr)
        .init();
    crate::quiet_panics();
    let visit = Visit::to(Sample::Empty).await;
    let site = Arc::new(Site::new(Arc::clone(&visit.house)));
    let router = Router::new().route("/en/find", post(fails));
    let router = front_door::around(router, &site).with_state(site);
    for words in planted() {
        for words in [words.clone(), format!("{words}.")] {
            let asked = request(Method::POST, "/en/find", &format!("text={words}"));
            let answer = router.clone().oneshot(asked).await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
            let bytes = answer.into_body().collect().await.expect("whole");
            let page = String::from_utf8(bytes.to_bytes().to_vec()).expect("text");
            assert!(page.contains("<h1"));
            assert!(!page.contains(&words));
        }
    }
    // A task of its own, away from every page.
    let task = tokio::spawn(async {
        let words = planted().concat();
        assert!(words.is_empty(), "{words}");
    });
    assert!(task.await.is_err());
}

#[test]
fn a_panic_says_where_it_was_and_nothing_else() {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program)
        .args([
            "tests::panics::a_page_that_panics",
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env("RUST_BACKTRACE", "1")
        .output()
        .expect("it starts");
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("1 passed"), "{told}");
    assert_eq!(told.matches("a panic was caught").count(), 5, "{told}");
    assert!(told.contains("panics.rs:"), "it says where: {told}");
    for secret in planted() {
        assert!(!told.contains(&secret), "{told}");
    }
}
