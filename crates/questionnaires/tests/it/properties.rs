//! Properties that hold of any answers.

use proptest::prelude::*;
use questionnaires::{Answer, Compiled, ContradictionFound, Evaluation, Finding, Response};

use crate::support::{SHIPPED, SMALL, library, small};

const INSTRUMENTS: [&str; 4] = [
    "ilo-labour-adult",
    "ilo-labour-child",
    "legal-elements",
    "needs-assessment",
];

/// One number for each item of the longest instrument; it picks an answer or none.
fn picks() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(0_u8..=255, 120)
}

fn answer(instrument: &Compiled, picks: &[u8]) -> Response {
    let questionnaire = instrument.questionnaire();
    let mut response = Response::to(questionnaire);
    for (item, &pick) in questionnaire.items().into_iter().zip(picks) {
        let options = questionnaire.options(item);
        if let Some(option) = options.get(usize::from(pick) % (options.len() + 1)) {
            response.give(&item.link_id, Answer::code(option.code.as_str()));
        }
    }
    response
}

/// Every finding that a monotone lens or a dimension makes, by name.
fn findings(evaluation: &Evaluation<'_>, only_monotone: bool) -> Vec<(String, Finding)> {
    let dimensions = evaluation.dimensions.iter();
    let mut found: Vec<(String, Finding)> = dimensions
        .filter_map(|one| Some((one.id.to_owned(), one.finding?)))
        .collect();
    for lens in &evaluation.lenses {
        if only_monotone && !lens.lens.monotone {
            continue;
        }
        let elements = lens.elements.iter();
        found.extend(elements.map(|one| (format!("{}/{}", lens.lens.id, one.id), one.finding)));
        let classes = lens.classes.iter().filter(|class| class.id.is_some());
        found.extend(classes.map(|one| (format!("{}/{:?}", lens.lens.id, one.id), one.finding)));
    }
    found
}

/// Items with indicator answers, that may be set to present.
fn indicators(instrument: &Compiled) -> Vec<String> {
    let questionnaire = instrument.questionnaire();
    let items = questionnaire.items().into_iter();
    items
        .filter(|item| {
            questionnaire
                .options(item)
                .iter()
                .any(|one| one.code == "present")
        })
        .map(|item| item.link_id.clone())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// One more present indicator never takes away what is present.
    #[test]
    fn more_is_never_less(picks in picks(), which in 0_usize..10_000) {
        let library = &*SHIPPED;
        for id in INSTRUMENTS {
            let instrument = library.latest(id).expect("it ships");
            let indicators = indicators(instrument);
            let mut response = answer(instrument, &picks);
            let before = instrument.evaluate(&response).expect("sound");
            response.give(&indicators[which % indicators.len()], Answer::code("present"));
            let after = instrument.evaluate(&response).expect("sound");
            for ((name, was), (_, is)) in findings(&before, true).iter().zip(findings(&after, true)) {
                prop_assert!(*was != Finding::Present || is == Finding::Present, "{id} {name}");
            }
        }
    }

    /// Whatever an open answer turns out to be, what was settled stays: unknown is never "no".
    #[test]
    fn what_is_settled_stays_settled(picks in picks(), turns in picks()) {
        let library = &*SHIPPED;
        for id in INSTRUMENTS {
            let instrument = library.latest(id).expect("it ships");
            let questionnaire = instrument.questionnaire();
            let mut response = answer(instrument, &picks);
            let before = instrument.evaluate(&response).expect("sound");
            for (item, turn) in questionnaire.items().into_iter().zip(&turns) {
                let options = questionnaire.options(item);
                let is_open = match response.get(&item.link_id) {
                    [Answer::Code(code)] => options.iter().any(|one| one.code == *code && one.means.is_open()),
                    _ => true,
                };
                let settled: Vec<&str> = options.iter().filter(|one| !one.means.is_open()).map(|one| one.code.as_str()).collect();
                if is_open && !settled.is_empty() && turn % 2 == 0 {
                    response.give(&item.link_id, Answer::code(settled[usize::from(*turn) % settled.len()]));
                }
            }
            let after = instrument.evaluate(&response).expect("sound");
            for ((name, was), (_, is)) in findings(&before, false).iter().zip(findings(&after, false)) {
                prop_assert!(*was == Finding::NotKnown || *was == is, "{id} {name}: {was:?} became {is:?}");
            }
        }
    }

    /// Not known, not asked, declined and not answered all say the same: nothing.
    #[test]
    fn every_way_of_not_knowing_is_the_same(picks in picks(), other in picks()) {
        let library = &*SHIPPED;
        for id in ["ilo-labour-adult", "needs-assessment"] {
            let instrument = library.latest(id).expect("it ships");
            let questionnaire = instrument.questionnaire();
            let mut response = answer(instrument, &picks);
            let before = instrument.evaluate(&response).expect("sound");
            for (item, other) in questionnaire.items().into_iter().zip(&other) {
                let options = questionnaire.options(item);
                let open: Vec<&str> = options.iter().filter(|one| one.means.is_open()).map(|one| one.code.as_str()).collect();
                let is_open = match response.get(&item.link_id) {
                    [Answer::Code(code)] => open.contains(&code.as_str()),
                    _ => true,
                };
                if is_open && item.kind.is_question() {
                    response.clear(&item.link_id);
                    if let Some(code) = open.get(usize::from(*other) % (open.len() + 1)) {
                        response.give(&item.link_id, Answer::code(*code));
                    }
                }
            }
            let after = instrument.evaluate(&response).expect("sound");
            prop_assert_eq!(findings(&before, false), findings(&after, false));
            prop_assert_eq!(before.actions(instrument), after.actions(instrument));
        }
    }

    /// Reasons are real: what stands behind a finding was answered so.
    #[test]
    fn reasons_are_what_was_answered(picks in picks()) {
        let library = &*SHIPPED;
        let instrument = library.latest("ilo-labour-child").expect("it ships");
        let response = answer(instrument, &picks);
        let evaluation = instrument.evaluate(&response).expect("sound");
        for dimension in &evaluation.dimensions {
            for (items, code) in [(&dimension.because, "present"), (&dimension.absent, "absent")] {
                for item in items {
                    prop_assert_eq!(response.get(item), [Answer::code(code)]);
                }
            }
            prop_assert!(dimension.finding != Some(Finding::Present) || dimension.because.len() >= 2);
        }
    }

    /// A sum with doubts is a stretch that holds whatever the doubts turn out to be.
    #[test]
    fn a_stretch_holds_its_ends(first in 0_usize..5, second in 0_usize..5, turn in 0_usize..2) {
        let library = library(SMALL);
        let instrument = small(&library);
        let codes = ["low", "high", "skip", "unsure", ""];
        let mut response = Response::to(instrument.questionnaire());
        for (item, pick) in [("r1", first), ("r2", second)] {
            if !codes[pick].is_empty() {
                response.give(item, Answer::code(codes[pick]));
            }
        }
        let before = instrument.evaluate(&response).expect("sound");
        for (item, pick) in [("r1", first), ("r2", second)] {
            if pick >= 3 {
                response.give(item, Answer::code(codes[turn]));
            }
        }
        let after = instrument.evaluate(&response).expect("sound");
        for id in ["sum", "mean"] {
            let was = before.score(id).expect("it is there");
            let is = after.score(id).expect("it is there");
            if let (Some((low, high)), Some(value)) = (was.range, is.value) {
                prop_assert!(low <= value && value <= high, "{id}: {low} {value} {high}");
            }
            if let (Some(was), Some(is)) = (was.band, is.band) {
                prop_assert_eq!(&was.name, &is.name);
            }
        }
    }

    /// Any text is only data, and long texts are refused without being repeated.
    #[test]
    fn texts_are_data(text in ".{0,40}") {
        let library = library(SMALL);
        let instrument = small(&library);
        let mut response = Response::to(instrument.questionnaire());
        response.give("s", Answer::code("present"));
        response.give("why", Answer::Text(text.clone()));
        match instrument.evaluate(&response) {
            Ok(evaluation) => {
                prop_assert!(text.chars().count() <= 20);
                prop_assert!(evaluation.enabled.contains(&"why"));
            }
            Err(error) => {
                prop_assert!(text.chars().count() > 20);
                prop_assert_eq!(error.to_string(), "1 of the answers do not fit: why: the text is longer than the item allows");
            }
        }
    }
}

#[test]
fn two_answers_where_one_can_be_right_are_told_and_count_as_not_known() {
    let library = library(SMALL);
    let instrument = small(&library);
    let mut response = Response::to(instrument.questionnaire());
    response.add("s", Answer::code("present"));
    response.add("s", Answer::code("present"));
    response.give("w", Answer::code("present"));
    let evaluation = instrument.evaluate(&response).expect("sound");
    assert!(
        evaluation.contradictions.is_empty(),
        "the same twice is the same"
    );
    assert_eq!(evaluation.dimensions[0].finding, Some(Finding::Present));
    response.add("s", Answer::code("absent"));
    let evaluation = instrument.evaluate(&response).expect("sound");
    assert_eq!(
        evaluation.contradictions,
        [ContradictionFound::Several { item: "s" }]
    );
    assert_eq!(evaluation.dimensions[0].finding, Some(Finding::NotKnown));
    response.add("many", Answer::code("a"));
    response.add("many", Answer::code("b"));
    assert_eq!(
        instrument
            .evaluate(&response)
            .expect("sound")
            .contradictions
            .len(),
        1
    );
    response.add("many", Answer::code("none"));
    let evaluation = instrument.evaluate(&response).expect("sound");
    assert!(
        evaluation
            .contradictions
            .contains(&ContradictionFound::Exclusive { item: "many" })
    );
}

#[test]
fn answers_that_do_not_fit_are_refused_one_by_one() {
    use questionnaires::{EvaluationError, ResponseFault};
    let library = library(SMALL);
    let instrument = small(&library);
    let mut response = Response::to(instrument.questionnaire());
    response.give("s", Answer::code("perhaps"));
    response.give("n", Answer::Integer(11));
    response.give("yes", Answer::code("yes"));
    response.give("signs", Answer::code("present"));
    response.give("nothing", Answer::Boolean(true));
    let Err(EvaluationError::Faults(faults)) = instrument.evaluate(&response) else {
        panic!("it is refused");
    };
    assert_eq!(
        faults,
        [
            ResponseFault::OutOfRange("n".to_owned()),
            ResponseFault::UnknownItem("nothing".to_owned()),
            ResponseFault::UnknownCode("s".to_owned()),
            ResponseFault::NotAQuestion("signs".to_owned()),
            ResponseFault::WrongType("yes".to_owned()),
        ]
    );
}

#[test]
fn conditions_on_numbers_and_what_is_missing() {
    let library = library(SMALL);
    let instrument = small(&library);
    let mut response = Response::to(instrument.questionnaire());
    for (number, is_asked) in [(2, false), (3, true), (10, true)] {
        response.give("n", Answer::Integer(number));
        let evaluation = instrument.evaluate(&response).expect("sound");
        assert_eq!(evaluation.enabled.contains(&"day"), is_asked, "{number}");
        assert_eq!(evaluation.missing, ["s"], "the one required question");
    }
    assert_eq!(
        instrument
            .evaluate(&response)
            .expect("sound")
            .progress
            .answered,
        1
    );
}
