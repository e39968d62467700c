//! Answers kept under a code: only where somebody asks, and for nobody else.

use jiff::ToSpan as _;
use kernel::Actor;

use super::questions::{begin, form, next_with, press, sound};
use super::{Sample, Visit, encoded};

/// The code on the page that shows it.
fn code_of(page: &str) -> String {
    let (_, rest) = page.split_once("class=\"code\">").expect("a code");
    let (code, _) = rest.split_once('<').expect("its end");
    code.replace('\u{2011}', "-")
}

async fn kept(visit: &Visit, days: &str) -> (String, String) {
    let path = "/en/questions";
    let page = begin(visit, path, "needs-assessment").await;
    let page = next_with(visit, path, &page.body, &[("now.medical", "present")]).await;
    let review = press(visit, path, &page.body, "go", "review").await;
    let ask = press(visit, "/en/resume", &review.body, "go", "keep").await;
    sound("keep", &ask);
    assert!(ask.body.contains("we cannot read them either"));
    let mut fields = form(&ask.body);
    fields.retain(|(name, _)| name != "days");
    fields.push(("days".to_owned(), days.to_owned()));
    fields.push(("go".to_owned(), "store".to_owned()));
    let shown = visit
        .post("/en/resume", &super::questions::body_of(&fields))
        .await;
    sound("kept", &shown);
    (code_of(&shown.body), shown.body)
}

async fn rows(visit: &Visit) -> usize {
    let all = store::testing::dump(&visit.house.store).await;
    let kept = all.iter().filter(|row| row.starts_with("kept_answers: "));
    kept.count()
}

#[tokio::test]
async fn nothing_is_kept_until_somebody_asks() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/en/questions";
    let page = begin(&visit, path, "needs-assessment").await;
    let page = next_with(&visit, path, &page.body, &[("now.medical", "present")]).await;
    for go in ["review", "result", "paper"] {
        press(&visit, path, &page.body, "go", go).await;
    }
    let review = press(&visit, path, &page.body, "go", "review").await;
    press(&visit, "/en/resume", &review.body, "go", "keep").await;
    assert_eq!(rows(&visit).await, 0);
}

#[tokio::test]
async fn she_comes_back_with_her_code_goes_on_and_deletes() {
    let visit = Visit::to(Sample::Usual).await;
    let (code, shown) = kept(&visit, "7").await;
    assert!(
        shown.contains("Deleted on December 1, 2026."),
        "the day is shown"
    );
    assert_eq!(rows(&visit).await, 1);

    // At another computer, in French, in small letters.
    let typed = encoded(&code.to_lowercase());
    let back = visit
        .post("/fr/reprendre", &format!("code={typed}&go=open"))
        .await;
    sound("back", &back);
    assert!(back.body.contains("Effacé le 1er décembre 2026."));
    assert!(
        !back.body.contains("class=\"code\""),
        "the code is not shown again"
    );
    let review = press(&visit, "/fr/questions", &back.body, "go", "review").await;
    assert!(review.body.contains("A besoin de soins médicaux."));

    // A change under the same code.
    let page = press(&visit, "/fr/questions", &review.body, "edit", "0").await;
    let page = next_with(
        &visit,
        "/fr/questions",
        &page.body,
        &[("now.food", "present")],
    )
    .await;
    let review = press(&visit, "/fr/questions", &page.body, "go", "review").await;
    let ask = press(&visit, "/fr/reprendre", &review.body, "go", "keep").await;
    assert!(
        ask.body
            .contains("Enregistrer les changements sous mon code")
    );
    let saved = press(&visit, "/fr/reprendre", &ask.body, "go", "store").await;
    sound("saved", &saved);
    assert!(!saved.body.contains("class=\"code\""));
    assert_eq!(rows(&visit).await, 1);
    let again = visit
        .post("/en/resume", &format!("code={typed}&go=open"))
        .await;
    assert!(again.body.contains("now.food=present"));

    let gone = visit
        .post("/en/resume", &format!("code={typed}&go=delete"))
        .await;
    sound("gone", &gone);
    assert!(gone.body.contains("they are gone now"));
    assert_eq!(rows(&visit).await, 0);
}

#[tokio::test]
async fn a_wrong_an_expired_and_no_code_are_told_alike() {
    let visit = Visit::to(Sample::Usual).await;
    let (code, _) = kept(&visit, "1").await;
    visit.clock.set(visit.house.clock.now() + 48.hours());
    let mut told = Vec::new();
    for typed in [
        code.as_str(),
        "AAAAA-AAAAA-AAAAA-AAAAA",
        "no code",
        "",
        "<script>alert(1)</script>",
    ] {
        let answer = visit
            .post("/en/resume", &format!("code={}&go=open", encoded(typed)))
            .await;
        sound(typed, &answer);
        assert!(answer.body.contains("We find nothing under this code."));
        told.push((answer.status, answer.body));
    }
    told.dedup();
    assert_eq!(told.len(), 1, "one answer for all of them");
    // And by itself, without anybody asking.
    let store = &visit.house.store;
    let swept = store.sweep_kept_answers(&Actor::System, visit.house.clock.now());
    swept.await.expect("swept");
    assert_eq!(rows(&visit).await, 0);
}

/// Thousands of guesses from one network: a few are looked at, the rest wait, and none finds anything.
#[tokio::test]
async fn guessing_gets_nowhere() {
    let visit = Visit::to(Sample::Empty).await;
    let (code, _) = kept(&visit, "30").await;
    let (mut looked_at, mut waiting) = (0, 0);
    for guess in 0..2_000_u32 {
        let typed = format!("{guess:020}");
        assert_ne!(typed, code.replace('-', ""));
        let answer = visit
            .post("/en/resume", &format!("code={typed}&go=open"))
            .await;
        if answer.body.contains("We find nothing under this code.") {
            looked_at += 1;
        } else {
            assert!(answer.body.contains("There were many tries."));
            waiting += 1;
        }
    }
    // Ten a minute; the machine may need some minutes for two thousand pages.
    assert!(looked_at <= 60 && waiting >= 1_900, "{looked_at} {waiting}");
    // Whoever waits has lost nothing that the page held.
    assert_eq!(rows(&visit).await, 1);
}
