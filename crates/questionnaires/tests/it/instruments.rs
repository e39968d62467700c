//! The other instruments: the legal tests, needs, self-assessments, and those that wait.

use questionnaires::{Answer, Compiled, Finding, Response};

use crate::support::SHIPPED;

fn with(instrument: &Compiled, present: &[&str]) -> Response {
    let mut response = Response::to(instrument.questionnaire());
    for item in present {
        response.give(item, Answer::code("present"));
    }
    response
}

fn element(instrument: &Compiled, response: &Response, lens: &str, element: &str) -> Finding {
    let evaluation = instrument.evaluate(response).expect("sound");
    let lens = evaluation.lens(lens).expect("the lens");
    lens.element(element).expect("the element").finding
}

#[test]
fn four_laws_read_the_same_facts_differently() {
    let library = &*SHIPPED;
    let legal = library.latest("legal-elements").expect("it ships");
    // Housed, made to work by fear, no deception: no means in Palermo, enough acts for the Code.
    let response = with(legal, &["act.harbour", "purpose.fear", "purpose.labour"]);
    let of = |lens, id| element(legal, &response, lens, id);
    assert_eq!(of("palermo", "act"), Finding::Present);
    assert_eq!(of("palermo", "means"), Finding::NotKnown);
    assert_eq!(of("palermo", "purpose"), Finding::Present);
    assert_eq!(of("criminal-code", "act"), Finding::Present);
    assert_eq!(of("criminal-code", "exploitation"), Finding::Present);
    // To house somebody is no act of Manitoba's list, and nobody came into Canada.
    assert_eq!(of("manitoba", "act"), Finding::NotKnown);
    assert_eq!(of("irpa", "organise"), Finding::NotKnown);
    // Drugs again and again are a means in Manitoba alone.
    let drugs = with(legal, &["means.substance"]);
    assert_eq!(
        element(legal, &drugs, "manitoba", "means"),
        Finding::Present
    );
    assert_eq!(
        element(legal, &drugs, "palermo", "means"),
        Finding::NotKnown
    );
    // Control of where the person goes is an act in Canada, not in Palermo's words.
    let control = with(legal, &["act.control"]);
    assert_eq!(
        element(legal, &control, "criminal-code", "act"),
        Finding::Present
    );
    assert_eq!(
        element(legal, &control, "manitoba", "act"),
        Finding::Present
    );
    assert_eq!(
        element(legal, &control, "palermo", "act"),
        Finding::NotKnown
    );
    // An organ counts for the Code when deception, force or coercion was used.
    let organ = with(legal, &["purpose.organs"]);
    assert_eq!(
        element(legal, &organ, "palermo", "purpose"),
        Finding::Present
    );
    assert_eq!(
        element(legal, &organ, "criminal-code", "exploitation"),
        Finding::NotKnown
    );
    let organ = with(legal, &["purpose.organs", "means.deception"]);
    assert_eq!(
        element(legal, &organ, "criminal-code", "exploitation"),
        Finding::Present
    );
}

#[test]
fn a_child_needs_no_means_and_an_unknown_age_leaves_it_open() {
    let library = &*SHIPPED;
    let legal = library.latest("legal-elements").expect("it ships");
    for (age, expected) in [
        (Some("under-18"), Finding::Present),
        (Some("adult"), Finding::Absent),
        (Some("not-known"), Finding::NotKnown),
        (None, Finding::NotKnown),
    ] {
        let mut response = with(legal, &["act.recruit"]);
        if let Some(age) = age {
            response.give("age", Answer::code(age));
        }
        let evaluation = legal.evaluate(&response).expect("sound");
        let lens = evaluation.lens("palermo").expect("the lens");
        assert_eq!(
            lens.element("means").expect("it").not_needed,
            expected,
            "{age:?}"
        );
        let reports = evaluation
            .actions(legal)
            .iter()
            .any(|one| one.id == "duty-to-report");
        // As long as nobody knows that the person is an adult, the duty to report is looked at.
        assert_eq!(reports, age != Some("adult"), "{age:?}");
    }
}

#[test]
fn the_border_is_only_looked_at_when_it_was_crossed_or_may_have_been() {
    let library = &*SHIPPED;
    let legal = library.latest("legal-elements").expect("it ships");
    for (crossed, is_asked) in [
        ("present", true),
        ("not-known", true),
        ("absent", false),
        ("not-asked", false),
    ] {
        let mut response = Response::to(legal.questionnaire());
        response.give("entry.crossed", Answer::code(crossed));
        let evaluation = legal.evaluate(&response).expect("sound");
        assert_eq!(
            evaluation.enabled.contains(&"entry.organised"),
            is_asked,
            "{crossed}"
        );
    }
    // Not crossed: the element is absent. An answer that was there before is set aside, and told.
    let mut response = with(legal, &["entry.organised"]);
    response.give("entry.crossed", Answer::code("absent"));
    let evaluation = legal.evaluate(&response).expect("sound");
    assert_eq!(evaluation.set_aside, ["entry.organised"]);
    assert_eq!(
        element(legal, &response, "irpa", "organise"),
        Finding::Absent
    );
}

#[test]
fn no_legal_lens_sums_its_elements_up() {
    let library = &*SHIPPED;
    let legal = library
        .latest("legal-elements")
        .expect("it ships")
        .questionnaire();
    assert_eq!(legal.lens.len(), 4);
    for lens in &legal.lens {
        assert!(
            lens.class.is_empty() && lens.provenance.is_some(),
            "{}",
            lens.id
        );
    }
    assert!(legal.score.is_empty() && legal.dimension.is_empty());
}

#[test]
fn contradicting_facts_are_told_with_their_items() {
    let library = &*SHIPPED;
    let legal = library.latest("legal-elements").expect("it ships");
    let mut response = with(legal, &["purpose.fear"]);
    for kind in ["sexual", "labour", "slavery"] {
        response.give(&format!("purpose.{kind}"), Answer::code("absent"));
    }
    // One kind is not recorded: nothing contradicts yet.
    assert!(
        legal
            .evaluate(&response)
            .expect("sound")
            .contradictions
            .is_empty()
    );
    response.give("purpose.servitude", Answer::code("absent"));
    let evaluation = legal.evaluate(&response).expect("sound");
    let [questionnaires::ContradictionFound::Declared { id, items, text }] =
        evaluation.contradictions.as_slice()
    else {
        panic!("{:?}", evaluation.contradictions);
    };
    assert_eq!(*id, "service-without-kind");
    assert_eq!(items.len(), 5);
    assert!(text.is_complete());
}

#[test]
fn what_cannot_wait_comes_first() {
    let library = &*SHIPPED;
    let needs = library.latest("needs-assessment").expect("it ships");
    let mut response = Response::to(needs.questionnaire());
    response.give("service.shelter", Answer::code("now"));
    response.give("service.legal", Answer::code("later"));
    response.give("service.health", Answer::code("no"));
    response.give("service.work", Answer::code("declined"));
    response.give("now.food", Answer::code("present"));
    response.give("now.medical", Answer::code("declined"));
    let evaluation = needs.evaluate(&response).expect("sound");
    let actions: Vec<&str> = evaluation
        .actions(needs)
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(actions, ["food", "service-shelter", "service-legal"]);
    let services = evaluation.lens("services").expect("the lens");
    assert_eq!(services.elements.len(), 10);
    assert_eq!(
        services.element("health").expect("it").finding,
        Finding::Absent
    );
    assert_eq!(
        services.element("work").expect("it").finding,
        Finding::NotKnown
    );
    assert_eq!(
        evaluation
            .lens("immediate")
            .expect("the lens")
            .elements
            .len(),
        8
    );
}

#[test]
fn nine_functions_are_rated_and_doubt_is_no_low_mark() {
    let library = &*SHIPPED;
    let culture = library.latest("cultural-competency").expect("it ships");
    assert_eq!(culture.questionnaire().score.len(), 9);
    let mut response = Response::to(culture.questionnaire());
    response.give("policy.1", Answer::code("always"));
    response.give("policy.2", Answer::code("mostly"));
    response.give("policy.3", Answer::code("not-applicable"));
    response.give("policy.4", Answer::code("always"));
    let evaluation = culture.evaluate(&response).expect("sound");
    let policy = evaluation.score("policy").expect("it is there");
    assert_eq!(policy.value, Some(8.0 / 3.0));
    assert_eq!(policy.band.expect("settled").action, ["keep"]);
    assert_eq!(policy.because[0], "policy.2", "where to begin comes first");
    assert_eq!(policy.not_applicable, ["policy.3"]);
    let culture_part = evaluation.score("culture").expect("it is there");
    assert_eq!((culture_part.value, culture_part.band), (None, None));
    // A doubt leaves the band open when it could change it.
    response.give("policy.4", Answer::code("not-known"));
    let evaluation = culture.evaluate(&response).expect("sound");
    let policy = evaluation.score("policy").expect("it is there");
    assert_eq!(policy.value, Some(2.5));
    assert_eq!(policy.range, Some((5.0 / 3.0, 8.0 / 3.0)));
    assert_eq!(policy.band, None);
    // The owner of a step is asked once there is a step.
    assert!(!evaluation.enabled.contains(&"policy.owner"));
    response.give("policy.step", Answer::Text("Ask the elders.".to_owned()));
    let evaluation = culture.evaluate(&response).expect("sound");
    assert!(evaluation.enabled.contains(&"policy.owner"));
}

#[test]
fn readiness_adds_up_and_every_band_is_reached() {
    let library = &*SHIPPED;
    let ready = library
        .latest("organisational-readiness")
        .expect("it ships");
    for (steps, band) in [
        (0, "policy-first"),
        (4, "policy-first"),
        (5, "finish"),
        (7, "finish"),
        (8, "keep"),
        (10, "keep"),
    ] {
        let mut response = Response::to(ready.questionnaire());
        let mut left: i32 = steps;
        for at in 1..=5 {
            let code =
                ["not-yet", "partly", "in-place"][usize::try_from(left.min(2)).expect("small")];
            left -= left.min(2);
            response.give(&format!("policy.{at}"), Answer::code(code));
        }
        let evaluation = ready.evaluate(&response).expect("sound");
        let policy = evaluation.score("policy").expect("it is there");
        assert_eq!(policy.value, Some(f64::from(steps)));
        assert_eq!(policy.band.expect("settled").action, [band], "{steps}");
    }
}

#[test]
fn two_instruments_wait_and_say_for_what() {
    let library = &*SHIPPED;
    for id in ["tvit", "ahtst"] {
        let questionnaire = library.latest(id).expect("it ships").questionnaire();
        assert!(questionnaire.item.is_empty());
        let waits = questionnaire.not_available.as_ref().expect("it says why");
        assert!(waits.obtain.len() >= 3, "{id}");
    }
}
