//! An instrument as a FHIR R4 `Questionnaire`.

use kernel::{Lang, Text};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::model::{
    Action, AnswerOption, Contradiction, Dimension, EnableWhen, Item, ItemType, Lens, Meaning,
    Missing, Operator, Provenance, Questionnaire, Rule, Score, Value as Compared,
};

use super::{
    DIMENSION, EXCLUSIVE, HELP, INSTRUMENT, MAX_VALUE, MEANS, MIN_VALUE, ORDINAL_VALUE, STANDING,
    STRENGTH, TOLD, TRANSLATION, answers, canonical,
};

/// What FHIR has no word for, as one text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Beyond {
    #[serde(default)]
    pub(super) notice: Vec<Text>,
    pub(super) provenance: Provenance,
    #[serde(default)]
    pub(super) not_available: Option<Missing>,
    #[serde(default)]
    pub(super) not_scored: Option<Missing>,
    #[serde(default)]
    pub(super) rule: Vec<Rule>,
    #[serde(default)]
    pub(super) dimension: Vec<Dimension>,
    #[serde(default)]
    pub(super) score: Vec<Score>,
    #[serde(default)]
    pub(super) lens: Vec<Lens>,
    #[serde(default)]
    pub(super) contradiction: Vec<Contradiction>,
    #[serde(default)]
    pub(super) action: Vec<Action>,
}

/// Writes an instrument; English is the base, French its translation.
pub fn questionnaire_to_json(questionnaire: &Questionnaire) -> Value {
    let id = &questionnaire.id;
    let beyond = Beyond {
        notice: questionnaire.notice.clone(),
        provenance: questionnaire.provenance.clone(),
        not_available: questionnaire.not_available.clone(),
        not_scored: questionnaire.not_scored.clone(),
        rule: questionnaire.rule.clone(),
        dimension: questionnaire.dimension.clone(),
        score: questionnaire.score.clone(),
        lens: questionnaire.lens.clone(),
        contradiction: questionnaire.contradiction.clone(),
        action: questionnaire.action.clone(),
    };
    let beyond = json!(beyond).to_string();
    let mut object = Map::new();
    object.insert("resourceType".to_owned(), json!("Questionnaire"));
    object.insert("language".to_owned(), json!(Lang::En.tag()));
    if !questionnaire.value_set.is_empty() {
        let sets = questionnaire.value_set.iter();
        let sets: Vec<Value> = sets
            .map(|set| {
                let concepts: Vec<Value> = set.option.iter().map(concept).collect();
                json!({
                    "resourceType": "ValueSet",
                    "id": set.id,
                    "status": "active",
                    "compose": { "include": [{ "system": answers(id), "concept": concepts }] },
                })
            })
            .collect();
        object.insert("contained".to_owned(), json!(sets));
    }
    object.insert(
        "extension".to_owned(),
        json!([{ "url": INSTRUMENT, "valueString": beyond }]),
    );
    object.insert("url".to_owned(), json!(canonical(id)));
    object.insert("version".to_owned(), json!(questionnaire.version));
    text(&mut object, "title", "_title", &questionnaire.title);
    object.insert("status".to_owned(), json!(questionnaire.status));
    let checked_on = questionnaire.provenance.checked_on;
    object.insert("date".to_owned(), json!(checked_on));
    let licence = &questionnaire.provenance.licence.en;
    object.insert("copyright".to_owned(), json!(licence));
    text(
        &mut object,
        "description",
        "_description",
        &questionnaire.description,
    );
    if !questionnaire.item.is_empty() {
        let items = questionnaire.item.iter();
        let items: Vec<Value> = items.map(|one| item(questionnaire, one)).collect();
        object.insert("item".to_owned(), json!(items));
    }
    Value::Object(object)
}

fn translation(text: &Text) -> Value {
    json!({ "url": TRANSLATION, "extension": [
        { "url": "lang", "valueCode": Lang::Fr.tag() },
        { "url": "content", "valueString": text.fr },
    ] })
}

fn text(object: &mut Map<String, Value>, key: &str, beside: &str, text: &Text) {
    object.insert(key.to_owned(), json!(text.en));
    object.insert(
        beside.to_owned(),
        json!({ "extension": [translation(text)] }),
    );
}

/// The extensions of an answer.
fn answer_extensions(option: &AnswerOption) -> Vec<Value> {
    let mut found = Vec::new();
    if let Some(weight) = option.weight {
        found.push(json!({ "url": ORDINAL_VALUE, "valueDecimal": weight }));
    }
    if option.means != Meaning::Value {
        found.push(json!({ "url": MEANS, "valueCode": option.means }));
    }
    if option.exclusive {
        found.push(json!({ "url": EXCLUSIVE, "valueBoolean": true }));
    }
    found
}

fn concept(option: &AnswerOption) -> Value {
    let mut object = Map::new();
    let extensions = answer_extensions(option);
    if !extensions.is_empty() {
        object.insert("extension".to_owned(), json!(extensions));
    }
    object.insert("code".to_owned(), json!(option.code));
    object.insert("display".to_owned(), json!(option.text.en));
    let designation = json!([{ "language": Lang::Fr.tag(), "value": option.text.fr }]);
    object.insert("designation".to_owned(), designation);
    Value::Object(object)
}

fn item(questionnaire: &Questionnaire, written: &Item) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| {
        object.insert(key.to_owned(), value);
    };
    let mut extensions = Vec::new();
    for (url, words) in [(HELP, &written.help), (TOLD, &written.told)] {
        if let Some(words) = words {
            extensions.push(json!({
                "url": url,
                "valueString": words.en,
                "_valueString": { "extension": [translation(words)] },
            }));
        }
    }
    let codes = [
        (DIMENSION, &written.dimension),
        (STRENGTH, &written.strength),
    ];
    for (url, code) in codes {
        if let Some(code) = code {
            extensions.push(json!({ "url": url, "valueCode": code }));
        }
    }
    if let Some(standing) = written.standing {
        extensions.push(json!({ "url": STANDING, "valueCode": standing }));
    }
    for (url, limit) in [
        (MIN_VALUE, written.min_value),
        (MAX_VALUE, written.max_value),
    ] {
        if let Some(limit) = limit {
            extensions.push(json!({ "url": url, "valueInteger": limit }));
        }
    }
    if !extensions.is_empty() {
        put("extension", json!(extensions));
    }
    put("linkId", json!(written.link_id));
    if let Some(prefix) = &written.prefix {
        put("prefix", json!(prefix));
    }
    put("text", json!(written.text.en));
    put(
        "_text",
        json!({ "extension": [translation(&written.text)] }),
    );
    put("type", json!(written.kind));
    if !written.enable_when.is_empty() {
        let conditions = written.enable_when.iter();
        let conditions: Vec<Value> = conditions
            .map(|one| condition(questionnaire, one))
            .collect();
        put("enableWhen", json!(conditions));
    }
    if let Some(behavior) = written.enable_behavior {
        put("enableBehavior", json!(behavior));
    }
    if written.required {
        put("required", json!(true));
    }
    if written.repeats {
        put("repeats", json!(true));
    }
    if let Some(length) = written.max_length {
        put("maxLength", json!(length));
    }
    if let Some(set) = &written.answer_value_set {
        put("answerValueSet", json!(format!("#{set}")));
    }
    if !written.answer_option.is_empty() {
        let options = written.answer_option.iter();
        let options: Vec<Value> = options
            .map(|one| answer_option(questionnaire, one))
            .collect();
        put("answerOption", json!(options));
    }
    if !written.item.is_empty() {
        let items = written.item.iter();
        let items: Vec<Value> = items.map(|one| item(questionnaire, one)).collect();
        put("item", json!(items));
    }
    Value::Object(object)
}

fn answer_option(questionnaire: &Questionnaire, option: &AnswerOption) -> Value {
    let mut object = Map::new();
    let extensions = answer_extensions(option);
    if !extensions.is_empty() {
        object.insert("extension".to_owned(), json!(extensions));
    }
    object.insert(
        "valueCoding".to_owned(),
        json!({
            "system": answers(&questionnaire.id),
            "code": option.code,
            "display": option.text.en,
            "_display": { "extension": [translation(&option.text)] },
        }),
    );
    Value::Object(object)
}

fn condition(questionnaire: &Questionnaire, written: &EnableWhen) -> Value {
    let items = questionnaire.items();
    let question = items.iter().find(|item| item.link_id == written.question);
    let kind = question.map_or(ItemType::String, |item| item.kind);
    let (key, answer) = match (&written.answer, kind) {
        (Compared::Boolean(value), _) => ("answerBoolean", json!(value)),
        (Compared::Integer(number), _) => ("answerInteger", json!(number)),
        (Compared::Text(code), ItemType::Choice) => (
            "answerCoding",
            json!({ "system": answers(&questionnaire.id), "code": code }),
        ),
        (Compared::Text(day), ItemType::Date) => ("answerDate", json!(day)),
        (Compared::Text(text), _) => ("answerString", json!(text)),
    };
    let operator: &Operator = &written.operator;
    json!({ "question": written.question, "operator": operator, key: answer })
}
