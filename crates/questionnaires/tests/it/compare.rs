//! Self-assessments side by side.

use questionnaires::{Answer, Known, Library, Response, over_time, raters};

use crate::support::{SMALL, library, small, today};

fn rated(instrument: &questionnaires::Compiled, r1: &str, r2: &str) -> Response {
    let mut response = Response::to(instrument.questionnaire());
    response.give("r1", Answer::code(r1));
    response.give("r2", Answer::code(r2));
    response
}

#[test]
fn raters_are_held_side_by_side_and_nobody_is_averaged_away() {
    let library = library(SMALL);
    let instrument = small(&library);
    let responses = [
        rated(instrument, "low", "high"),
        rated(instrument, "high", "high"),
        rated(instrument, "unsure", "skip"),
    ];
    let raters = raters(instrument, &responses).expect("one version");
    let sum = &raters.scores[0];
    assert_eq!(sum.values, [Some(2.0), Some(4.0), None]);
    assert_eq!(sum.spread, Some(2.0));
    assert_eq!(raters.items[0].link_id, "r1", "where they differ most");
    assert_eq!(raters.items[0].weights, [Some(0), Some(2), None]);
    assert_eq!(raters.items[0].spread, Some(2));
    assert_eq!(raters.items[1].spread, Some(0));
}

#[test]
fn two_times_are_compared_where_the_question_stayed_the_same() {
    let reworded = SMALL
        .replace("version = \"1.0\"", "version = \"2.0\"")
        .replace(
            r#"{ en = "R2", fr = "R2" }"#,
            r#"{ en = "R two", fr = "R deux" }"#,
        )
        .replace("items = [\"r1\", \"r2\"]", "items = [\"r1\"]")
        .replace("min = 2.0, max = 4.0", "min = 2.0, max = 2.0");
    let (library, faults) = Library::read(
        [
            ("a.toml", SMALL.as_bytes()),
            ("b.toml", reworded.as_bytes()),
        ],
        &Known::default(),
        today(),
    );
    assert!(faults.is_empty(), "{faults:#?}");
    let old = library.get("small", "1.0").expect("it is kept");
    let new = small(&library);
    let before = rated(old, "low", "low");
    let after = rated(new, "high", "high");
    let compared = over_time((old, &before), (new, &after)).expect("one instrument");
    assert_eq!(compared.items.len(), 1, "r2 was reworded");
    assert_eq!(compared.items[0].change(), Some(2));
    assert!(compared.scores.is_empty(), "both scores count what changed");
    assert_eq!(compared.not_comparable, ["r2", "sum", "mean"]);
    let same = rated(old, "high", "low");
    let compared = over_time((old, &before), (old, &same)).expect("one instrument");
    assert_eq!(compared.scores[0].change(), Some(2.0));
    assert_eq!(compared.scores[1].change(), Some(1.0));
    assert!(compared.not_comparable.is_empty());
}

#[test]
fn answers_to_another_version_are_not_mixed_in() {
    let library = library(SMALL);
    let instrument = small(&library);
    let mut other = rated(instrument, "low", "low");
    other.version = "0.9".to_owned();
    assert!(raters(instrument, &[other]).is_err());
}
