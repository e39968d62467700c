//! An answered form keeps its version; another version says what changed.

use questionnaires::{
    Answer, Change, ChangeKind, EvaluationError, Finding, Known, Library, Response, changes,
};

use crate::support::{SHIPPED, SMALL, library, small, today};

/// The next version: one item reworded, one gone, one new, one weighed differently.
fn next() -> String {
    SMALL
        .replace("version = \"1.0\"", "version = \"1.10\"")
        .replace(r#"{ en = "W", fr = "W" }"#, r#"{ en = "W!", fr = "W!" }"#)
        .replace("linkId = \"yes\"", "linkId = \"really\"")
        .replace(
            r#"en = "High", fr = "Haut" }, weight = 2"#,
            r#"en = "High", fr = "Haut" }, weight = 3"#,
        )
        .replace("max = 4.0", "max = 6.0")
        .replace("min = 1.0, max = 2.0", "min = 1.0, max = 3.0")
}

fn both() -> Library {
    let next = next();
    let (library, faults) = Library::read(
        [
            ("folder/small-1.10.toml", next.as_bytes()),
            ("folder/small-1.0.toml", SMALL.as_bytes()),
        ],
        &Known::default(),
        today(),
    );
    assert!(faults.is_empty(), "{faults:#?}");
    library
}

#[test]
fn an_answered_form_is_read_with_its_own_version() {
    let library = both();
    let latest = small(&library);
    assert_eq!(
        latest.questionnaire().version,
        "1.10",
        "ten comes after two"
    );
    let old = library.get("small", "1.0").expect("it is kept");
    let mut response = Response::to(old.questionnaire());
    response.give("s", Answer::code("present"));
    response.give("w", Answer::code("present"));
    response.give("yes", Answer::Boolean(true));
    let evaluation = library
        .evaluate(&response)
        .expect("its own version is there");
    assert_eq!(evaluation.dimensions[0].finding, Some(Finding::Present));
}

#[test]
fn another_version_is_refused_and_says_what_changed() {
    let library = both();
    let old = library.get("small", "1.0").expect("it is kept");
    let response = Response::to(old.questionnaire());
    let error = library
        .evaluate_with_latest(&response)
        .expect_err("it is refused");
    let EvaluationError::OtherVersion(other) = &error else {
        panic!("{error}");
    };
    let change = |subject: &str, kind| Change {
        subject: subject.to_owned(),
        kind,
    };
    assert_eq!(
        other.changes.as_deref().expect("both are here"),
        [
            change("w", ChangeKind::Wording),
            change("r1", ChangeKind::Answers),
            change("r2", ChangeKind::Answers),
            change("really", ChangeKind::Added),
            change("yes", ChangeKind::Removed),
            change("score", ChangeKind::Scoring),
        ]
    );
    assert_eq!(
        error.to_string(),
        "small: answered with version 1.0, not 1.10: w is worded differently; r1 offers other answers; \
         r2 offers other answers; really came; yes went; score is scored differently"
    );
}

#[test]
fn a_version_that_is_not_here_is_said_to_be_missing() {
    let library = library(SMALL);
    let mut response = Response::to(small(&library).questionnaire());
    response.version = "0.9".to_owned();
    let error = library.evaluate(&response).expect_err("it is refused");
    assert!(
        error
            .to_string()
            .ends_with("the answered version is not here; put its file back"),
        "{error}"
    );
    response.questionnaire = "large".to_owned();
    let error = library.evaluate(&response).expect_err("it is refused");
    assert_eq!(
        error,
        EvaluationError::UnknownInstrument("large".to_owned())
    );
    let other = small(&library)
        .evaluate(&response)
        .expect_err("it is refused");
    assert!(matches!(other, EvaluationError::OtherInstrument { .. }));
}

#[test]
fn a_version_differs_from_itself_in_nothing() {
    for instrument in SHIPPED.all() {
        let questionnaire = instrument.questionnaire();
        assert!(changes(questionnaire, questionnaire).is_empty());
    }
}

#[test]
fn a_retired_version_still_reads_its_answers_and_is_offered_to_nobody() {
    let retired = SMALL.replace("status = \"active\"", "status = \"retired\"");
    let (library, _) = Library::read(
        [("folder/small.toml", retired.as_bytes())],
        &Known::default(),
        today(),
    );
    assert!(library.latest("small").is_none());
    let kept = library.get("small", "1.0").expect("it is kept");
    let response = Response::to(kept.questionnaire());
    assert!(library.evaluate(&response).is_ok());
}
