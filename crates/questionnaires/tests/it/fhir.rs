//! FHIR R4 JSON, out and in.

use proptest::prelude::*;
use questionnaires::fhir::{
    questionnaire_from_json, questionnaire_to_json, response_from_json, response_to_json,
};
use questionnaires::{Answer, Compiled, Response, ResponseStatus};
use serde_json::{Value, json};

use crate::support::{SHIPPED, SMALL, library, small, today};

#[test]
fn every_shipped_instrument_comes_back_as_it_went_out() {
    for instrument in SHIPPED.all() {
        let questionnaire = instrument.questionnaire();
        let json = questionnaire_to_json(questionnaire);
        // As text, too: nothing hangs on how we hold it.
        let json: Value = serde_json::from_str(&json.to_string()).expect("JSON");
        let back = questionnaire_from_json(&json, today());
        assert_eq!(back.as_ref(), Ok(questionnaire), "{}", questionnaire.id);
    }
}

#[test]
fn the_small_instrument_has_the_shape_of_fhir() {
    let library = library(SMALL);
    let json = questionnaire_to_json(small(&library).questionnaire());
    assert_eq!(json["resourceType"], "Questionnaire");
    assert_eq!(json["url"], "urn:cairn:questionnaire:small");
    assert_eq!(
        json["contained"][0]["compose"]["include"][0]["concept"][0]["code"],
        "present"
    );
    let s = &json["item"][0]["item"][0];
    assert_eq!(s["linkId"], "s");
    assert_eq!(s["type"], "choice");
    assert_eq!(s["answerValueSet"], "#sign");
    assert_eq!(s["required"], true);
    let why = &json["item"][0]["item"][2];
    assert_eq!(
        why["enableWhen"],
        json!([{
            "question": "s", "operator": "=",
            "answerCoding": { "system": "urn:cairn:answers:small", "code": "present" },
        }])
    );
    assert_eq!(
        why["_text"]["extension"][0]["extension"][1]["valueString"],
        "Pourquoi"
    );
    let rating = &json["contained"][1]["compose"]["include"][0]["concept"][1];
    assert_eq!(
        rating["extension"][0]["url"],
        "http://hl7.org/fhir/StructureDefinition/ordinalValue"
    );
    assert_eq!(rating["extension"][0]["valueDecimal"], 2);
    assert_eq!(
        questionnaire_from_json(&json, today()).as_ref(),
        Ok(small(&library).questionnaire())
    );
}

#[test]
fn a_questionnaire_whose_base_is_french_is_read_the_right_way_round() {
    let library = library(SMALL);
    let mut json = questionnaire_to_json(small(&library).questionnaire());
    json["language"] = json!("fr-CA");
    let problems =
        questionnaire_from_json(&json, today()).expect_err("the translations are French");
    assert!(
        problems[0].what.contains("the other language"),
        "{}",
        problems[0]
    );
}

/// Each change is refused with its path.
#[test]
fn what_is_outside_the_subset_is_refused_with_its_path() {
    let library = library(SMALL);
    let whole = questionnaire_to_json(small(&library).questionnaire());
    let cases: [(&str, Value, &str); 12] = [
        (
            "/subjectType",
            json!(["Patient"]),
            "subjectType: this is outside the subset",
        ),
        (
            "/item/0/item/0/type",
            json!("attachment"),
            "item[0].item[0].type: \"attachment\" is outside",
        ),
        (
            "/item/0/item/0/type",
            json!("open-choice"),
            "item[0].item[0].type: \"open-choice\" is outside",
        ),
        (
            "/item/0/item/0/definition",
            json!("http://x"),
            "item[0].item[0].definition: this is outside",
        ),
        (
            "/item/0/item/0/initial",
            json!([]),
            "item[0].item[0].initial: this is outside",
        ),
        (
            "/item/0/item/0/answerValueSet",
            json!("http://x"),
            "only contained value sets",
        ),
        (
            "/item/0/item/0/linkId",
            json!(7),
            "item[0].item[0].linkId: here a text is expected",
        ),
        (
            "/item/0/repeats",
            json!(true),
            "only a question is required or repeats",
        ),
        ("/item/0/item/0/_text", json!({}), "text.fr is missing"),
        (
            "/item/0/item/2/enableWhen/0/operator",
            json!("~"),
            "enableWhen[0].operator: \"~\" is outside",
        ),
        (
            "/url",
            json!("https://elsewhere.example/q"),
            "url: it must be urn:cairn:questionnaire:",
        ),
        (
            "/extension",
            json!([]),
            "it says where the instrument comes from",
        ),
    ];
    for (pointer, value, expected) in cases {
        let mut json = whole.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a path");
        let parent = json.pointer_mut(parent).expect("it is there");
        parent[key] = value;
        let problems = questionnaire_from_json(&json, today()).expect_err(pointer);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            told.iter().any(|one| one.contains(expected)),
            "{pointer}: {told:#?}"
        );
    }
    for json in [
        json!(null),
        json!([]),
        json!({}),
        json!({ "resourceType": "Patient" }),
    ] {
        assert!(questionnaire_from_json(&json, today()).is_err());
    }
}

fn full(instrument: &Compiled) -> Response {
    let mut response = Response::to(instrument.questionnaire());
    response.status = ResponseStatus::Completed;
    response.authored = Some("2026-11-25T10:00:00Z".parse().expect("a time"));
    response.give("s", Answer::code("present"));
    response.give("why", Answer::Text("<b>عربي & “x”</b>".to_owned()));
    response.give("n", Answer::Integer(4));
    response.give("day", Answer::Date("2026-11-02".parse().expect("a day")));
    response.give("yes", Answer::Boolean(false));
    response.add("many", Answer::code("a"));
    response.add("many", Answer::code("b"));
    response
}

#[test]
fn a_response_has_the_shape_of_fhir_and_comes_back() {
    let library = library(SMALL);
    let instrument = small(&library);
    let response = full(instrument);
    let json = response_to_json(instrument, &response);
    assert_eq!(json["questionnaire"], "urn:cairn:questionnaire:small|1.0");
    assert_eq!(json["status"], "completed");
    assert_eq!(json["item"][0]["linkId"], "signs");
    assert_eq!(
        json["item"][0]["item"][0]["answer"][0]["valueCoding"]["code"],
        "present"
    );
    let json: Value = serde_json::from_str(&json.to_string()).expect("JSON");
    assert_eq!(response_from_json(instrument, &json), Ok(response));
}

#[test]
fn responses_outside_the_subset_are_refused_with_their_path() {
    let library = library(SMALL);
    let instrument = small(&library);
    let whole = response_to_json(instrument, &full(instrument));
    let cases: [(&str, Value, &str); 8] = [
        (
            "/subject",
            json!({ "reference": "Patient/1" }),
            "subject: this is outside the subset",
        ),
        (
            "/author",
            json!({ "display": "A" }),
            "author: this is outside the subset",
        ),
        (
            "/questionnaire",
            json!("urn:cairn:questionnaire:small|0.9"),
            "answered with version 0.9; this is 1.0",
        ),
        (
            "/questionnaire",
            json!("urn:cairn:questionnaire:large|1.0"),
            "is expected",
        ),
        (
            "/item/0/linkId",
            json!("s"),
            "item[0].linkId: no item of this linkId stands here",
        ),
        (
            "/item/0/item/0/linkId",
            json!("n"),
            "no item of this linkId stands here",
        ),
        (
            "/item/0/item/0/answer/0",
            json!({ "valueQuantity": {} }),
            "valueQuantity: this is outside",
        ),
        (
            "/item/0/item/0/answer/0/valueCoding/code",
            json!("perhaps"),
            "the code is not in the item's list",
        ),
    ];
    for (pointer, value, expected) in cases {
        let mut json = whole.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a path");
        let parent = json.pointer_mut(parent).expect("it is there");
        match key.parse::<usize>() {
            Ok(at) => parent[at] = value,
            Err(_) => parent[key] = value,
        }
        let problems = response_from_json(instrument, &json).expect_err(pointer);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            told.iter().any(|one| one.contains(expected)),
            "{pointer}: {told:#?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Any answers to any shipped instrument survive the way out and back.
    #[test]
    fn any_response_comes_back(picks in proptest::collection::vec(0_u8..=255, 120)) {
        for instrument in SHIPPED.all() {
            let questionnaire = instrument.questionnaire();
            let mut response = Response::to(questionnaire);
            for (item, &pick) in questionnaire.items().into_iter().zip(&picks) {
                let options = questionnaire.options(item);
                if let Some(option) = options.get(usize::from(pick) % (options.len() + 1)) {
                    response.give(&item.link_id, Answer::code(option.code.as_str()));
                }
            }
            let json = response_to_json(instrument, &response);
            prop_assert_eq!(response_from_json(instrument, &json), Ok(response));
        }
    }
}
