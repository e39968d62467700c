//! Answers as a FHIR R4 `QuestionnaireResponse`, and back.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::answers::{Answer, Response, ResponseStatus};
use crate::compile::Compiled;
use crate::model::{Item, ItemType};

use super::object::{Object, Problems, problem};
use super::{Problem, answers, canonical};

/// Writes the answers to `instrument`, nested in its groups. It says nothing of who answered.
pub fn response_to_json(instrument: &Compiled, response: &Response) -> Value {
    let questionnaire = format!(
        "{}|{}",
        canonical(&response.questionnaire),
        response.version
    );
    let mut object = Map::new();
    object.insert("resourceType".to_owned(), json!("QuestionnaireResponse"));
    object.insert("questionnaire".to_owned(), json!(questionnaire));
    object.insert("status".to_owned(), json!(response.status));
    if let Some(authored) = response.authored {
        object.insert("authored".to_owned(), json!(authored));
    }
    let items = items_out(instrument, &instrument.questionnaire.item, response);
    if !items.is_empty() {
        object.insert("item".to_owned(), json!(items));
    }
    Value::Object(object)
}

fn items_out(instrument: &Compiled, items: &[Item], response: &Response) -> Vec<Value> {
    let mut found = Vec::new();
    for item in items {
        if item.kind == ItemType::Group {
            let inside = items_out(instrument, &item.item, response);
            if !inside.is_empty() {
                found.push(json!({ "linkId": item.link_id, "item": inside }));
            }
            continue;
        }
        let given = response.get(&item.link_id);
        if !given.is_empty() {
            let given: Vec<Value> = given
                .iter()
                .map(|answer| answer_out(instrument, item, answer))
                .collect();
            found.push(json!({ "linkId": item.link_id, "answer": given }));
        }
    }
    found
}

fn answer_out(instrument: &Compiled, item: &Item, answer: &Answer) -> Value {
    match answer {
        Answer::Code(code) => {
            let questionnaire = &instrument.questionnaire;
            let mut options = questionnaire.options(item).iter();
            let display = options.find(|option| option.code == *code);
            let display = display.map_or("", |option| option.text.en.as_str());
            json!({ "valueCoding": {
                "system": answers(&questionnaire.id),
                "code": code,
                "display": display,
            } })
        }
        Answer::Boolean(value) => json!({ "valueBoolean": value }),
        Answer::Integer(number) => json!({ "valueInteger": number }),
        Answer::Date(day) => json!({ "valueDate": day }),
        Answer::Text(text) => json!({ "valueString": text }),
    }
}

/// Reads answers to `instrument`, or names everything that is outside the subset, that does not fit the
/// instrument, or that was answered with another version.
pub fn response_from_json(instrument: &Compiled, json: &Value) -> Result<Response, Vec<Problem>> {
    let problems = Problems::default();
    let response = whole(instrument, json, &problems);
    let mut problems = problems.into_inner();
    let Some(response) = response.filter(|_| problems.is_empty()) else {
        return Err(problems);
    };
    let faults = instrument.faults(&response).into_iter();
    problems.extend(faults.map(|fault| Problem {
        path: fault.link_id().to_owned(),
        what: fault.to_string(),
    }));
    if problems.is_empty() {
        Ok(response)
    } else {
        Err(problems)
    }
}

/// Reads answers as they are written, whatever instrument and version they belong to: nothing is held
/// against an instrument here. For a file that was answered with a version that is no longer here.
pub fn response_as_written(json: &Value) -> Result<Response, Vec<Problem>> {
    let problems = Problems::default();
    let response = as_written(json, &problems);
    let problems = problems.into_inner();
    response.filter(|_| problems.is_empty()).ok_or(problems)
}

fn as_written(json: &Value, problems: &Problems) -> Option<Response> {
    let mut object = Object::new(json, String::new(), problems)?;
    if object.string("resourceType") != Some("QuestionnaireResponse") {
        object.problem("resourceType", "here \"QuestionnaireResponse\" is expected");
        return None;
    }
    let written = object.needed("questionnaire");
    let ours = written.strip_prefix(canonical("").as_str());
    let Some((id, version)) = ours.and_then(|name| name.split_once('|')) else {
        object.problem(
            "questionnaire",
            format!("here {}id|version is expected", canonical("")),
        );
        return None;
    };
    let status: Option<ResponseStatus> = object.code("status");
    let authored = object.code("authored");
    let mut found = BTreeMap::new();
    all_items_in(&mut object, &mut found);
    object.finish();
    Some(Response {
        questionnaire: id.to_owned(),
        version: version.to_owned(),
        status: status?,
        authored,
        answers: found,
    })
}

fn all_items_in(object: &mut Object<'_>, found: &mut BTreeMap<String, Vec<Answer>>) {
    for mut item in object.objects("item") {
        let link_id = item.needed("linkId");
        item.pass_over(&["text"]);
        let given = item.objects("answer").into_iter();
        let given: Vec<Answer> = given.filter_map(answer_in).collect();
        if !given.is_empty() {
            let answers = found.entry(link_id).or_default();
            for answer in given {
                if !answers.contains(&answer) {
                    answers.push(answer);
                }
            }
        }
        all_items_in(&mut item, found);
        item.finish();
    }
}

fn whole(instrument: &Compiled, json: &Value, problems: &Problems) -> Option<Response> {
    let mut object = Object::new(json, String::new(), problems)?;
    if object.string("resourceType") != Some("QuestionnaireResponse") {
        object.problem("resourceType", "here \"QuestionnaireResponse\" is expected");
        return None;
    }
    let questionnaire = &instrument.questionnaire;
    let written = object.needed("questionnaire");
    let expected = canonical(&questionnaire.id);
    match written.split_once('|') {
        Some((url, version)) if url == expected => {
            if version != questionnaire.version {
                object.problem(
                    "questionnaire",
                    format!(
                        "answered with version {version}; this is {}",
                        questionnaire.version
                    ),
                );
            }
        }
        _ => object.problem(
            "questionnaire",
            format!("here {expected}|{} is expected", questionnaire.version),
        ),
    }
    let status: Option<ResponseStatus> = object.code("status");
    let authored = object.code("authored");
    let mut found = BTreeMap::new();
    items_in(&mut object, &questionnaire.item, &mut found);
    object.finish();
    Some(Response {
        questionnaire: questionnaire.id.clone(),
        version: questionnaire.version.clone(),
        status: status?,
        authored,
        answers: found,
    })
}

fn items_in(object: &mut Object<'_>, written: &[Item], found: &mut BTreeMap<String, Vec<Answer>>) {
    for mut item in object.objects("item") {
        let link_id = item.needed("linkId");
        item.pass_over(&["text"]);
        let Some(known) = written.iter().find(|one| one.link_id == link_id) else {
            problem(
                item.problems,
                &item.below("linkId"),
                "no item of this linkId stands here in the questionnaire",
            );
            continue;
        };
        if known.kind == ItemType::Group {
            items_in(&mut item, &known.item, found);
        } else {
            let given = item.objects("answer").into_iter();
            let given: Vec<Answer> = given.filter_map(answer_in).collect();
            let answers = found.entry(link_id).or_default();
            for answer in given {
                if !answers.contains(&answer) {
                    answers.push(answer);
                }
            }
        }
        item.finish();
    }
}

fn answer_in(mut object: Object<'_>) -> Option<Answer> {
    let mut answer = object.boolean("valueBoolean").map(Answer::Boolean);
    answer = answer.or_else(|| object.integer("valueInteger").map(Answer::Integer));
    answer = answer.or_else(|| object.code("valueDate").map(Answer::Date));
    let text = object.string("valueString");
    answer = answer.or_else(|| text.map(|text| Answer::Text(text.to_owned())));
    let path = object.below("valueCoding");
    let problems = object.problems;
    if let Some(value) = object.take("valueCoding")
        && let Some(mut coding) = Object::new(value, path, problems)
    {
        coding.pass_over(&["system", "display"]);
        answer = answer.or(Some(Answer::Code(coding.needed("code"))));
        coding.finish();
    }
    if answer.is_none() {
        object.problem("value", "there is no answer of a type of the subset");
    }
    object.finish();
    answer
}
