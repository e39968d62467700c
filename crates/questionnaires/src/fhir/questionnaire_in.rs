//! A FHIR R4 `Questionnaire` of our subset as an instrument.

use jiff::civil::Date;
use kernel::{Lang, Text};
use serde_json::Value;

use crate::check::{Known, check_model};
use crate::file::Lines;
use crate::model::{
    AnswerOption, EnableWhen, Item, ItemType, Meaning, Operator, Questionnaire, Status,
    Value as Compared, ValueSet,
};

use super::object::{Object, Problems, problem};
use super::questionnaire_out::Beyond;
use super::{
    DIMENSION, EXCLUSIVE, HELP, INSTRUMENT, MAX_VALUE, MEANS, MIN_VALUE, ORDINAL_VALUE, Problem,
    STANDING, STRENGTH, TOLD, TRANSLATION,
};

/// Reads an instrument, or names everything that is outside the subset or wrong with it on `today`.
pub fn questionnaire_from_json(json: &Value, today: Date) -> Result<Questionnaire, Vec<Problem>> {
    let problems = Problems::default();
    let questionnaire = whole(json, &problems);
    let mut problems = problems.into_inner();
    let Some(questionnaire) = questionnaire.filter(|_| problems.is_empty()) else {
        return Err(problems);
    };
    let faults = check_model(
        "Questionnaire",
        &questionnaire,
        &Lines::default(),
        &Known::default(),
        today,
    );
    problems.extend(
        faults
            .into_iter()
            .filter(crate::Fault::is_error)
            .map(|fault| Problem {
                path: String::new(),
                what: format!("{} — {}", fault.problem, fault.remedy),
            }),
    );
    if problems.is_empty() {
        Ok(questionnaire)
    } else {
        Err(problems)
    }
}

fn whole(json: &Value, problems: &Problems) -> Option<Questionnaire> {
    let mut object = Object::new(json, String::new(), problems)?;
    if object.string("resourceType") != Some("Questionnaire") {
        object.problem("resourceType", "here \"Questionnaire\" is expected");
        return None;
    }
    let lang: Lang = match object.needed("language").parse() {
        Ok(lang) => lang,
        Err(unknown) => {
            object.problem("language", unknown.to_string());
            return None;
        }
    };
    let url = object.needed("url");
    let Some(id) = url.strip_prefix("urn:cairn:questionnaire:") else {
        object.problem("url", "it must be urn:cairn:questionnaire: and an id");
        return None;
    };
    let mut beyond: Option<Beyond> = None;
    for mut extension in object.objects("extension") {
        if extension.needed("url") == INSTRUMENT {
            let text = extension.needed("valueString");
            match serde_json::from_str(&text) {
                Ok(read) => beyond = Some(read),
                Err(error) => extension.problem("valueString", error.to_string()),
            }
        } else {
            extension.problem("url", "this extension is outside the subset");
        }
        extension.finish();
    }
    let value_set = object.objects("contained").into_iter();
    let value_set = value_set.map(|set| contained(set, lang)).collect();
    let item = object.objects("item").into_iter();
    let item = item.filter_map(|one| self::item(one, lang)).collect();
    let version = object.needed("version");
    let title = text(&mut object, "title", "_title", lang);
    let description = text(&mut object, "description", "_description", lang);
    let status: Option<Status> = object.code("status");
    // Both stand in the provenance.
    object.pass_over(&["date", "copyright"]);
    if beyond.is_none() {
        object.problem(
            "extension",
            format!("{INSTRUMENT} is missing: it says where the instrument comes from"),
        );
    }
    object.finish();
    let beyond = beyond?;
    Some(Questionnaire {
        id: id.to_owned(),
        version,
        status: status?,
        title,
        description,
        notice: beyond.notice,
        provenance: beyond.provenance,
        not_available: beyond.not_available,
        not_scored: beyond.not_scored,
        value_set,
        rule: beyond.rule,
        dimension: beyond.dimension,
        score: beyond.score,
        lens: beyond.lens,
        contradiction: beyond.contradiction,
        action: beyond.action,
        item,
    })
}

fn sided(lang: Lang, base: &str, other: &str) -> Text {
    match lang {
        Lang::En => Text::new(base, other),
        Lang::Fr => Text::new(other, base),
    }
}

/// A text with its translation beside it.
fn text(object: &mut Object<'_>, key: &'static str, beside: &'static str, lang: Lang) -> Text {
    let base = object.needed(key);
    let mut other = String::new();
    let path = object.below(beside);
    let problems = object.problems;
    if let Some(value) = object.take(beside)
        && let Some(mut value) = Object::new(value, path, problems)
    {
        for mut extension in value.objects("extension") {
            if extension.needed("url") == TRANSLATION {
                other = translation(&mut extension, lang).unwrap_or(other);
            } else {
                extension.problem("url", "this extension is outside the subset");
            }
            extension.finish();
        }
        value.finish();
    }
    sided(lang, &base, &other)
}

fn translation(extension: &mut Object<'_>, base: Lang) -> Option<String> {
    let mut of = None;
    let mut content = None;
    for mut part in extension.objects("extension") {
        match part.needed("url").as_str() {
            "lang" => of = part.string("valueCode").map(str::to_owned),
            "content" => content = part.string("valueString").map(str::to_owned),
            _ => part.problem("url", "this is outside the subset"),
        }
        part.finish();
    }
    let is_other = of.as_deref().and_then(|lang| lang.parse().ok()) == Some(base.other());
    if !is_other {
        extension.problem("", "here a translation into the other language is expected");
    }
    content.filter(|_| is_other)
}

fn contained(mut set: Object<'_>, lang: Lang) -> ValueSet {
    if set.string("resourceType") != Some("ValueSet") {
        set.problem("resourceType", "only value sets are contained");
    }
    set.pass_over(&["status"]);
    let id = set.needed("id");
    let mut option = Vec::new();
    let path = set.below("compose");
    let problems = set.problems;
    let compose = set
        .take("compose")
        .and_then(|value| Object::new(value, path, problems));
    if let Some(mut compose) = compose {
        for mut include in compose.objects("include") {
            include.pass_over(&["system"]);
            for mut concept in include.objects("concept") {
                let mut read = answer(&mut concept);
                read.code = concept.needed("code");
                let base = concept.needed("display");
                let mut other = String::new();
                for mut designation in concept.objects("designation") {
                    let of = designation.needed("language").parse();
                    let value = designation.needed("value");
                    if of == Ok(lang.other()) {
                        other = value;
                    } else {
                        designation.problem("language", "here the other language is expected");
                    }
                    designation.finish();
                }
                read.text = sided(lang, &base, &other);
                option.push(read);
                concept.finish();
            }
            include.finish();
        }
        compose.finish();
    }
    set.finish();
    ValueSet { id, option }
}

/// The extensions of an answer.
fn answer(object: &mut Object<'_>) -> AnswerOption {
    let mut read = AnswerOption {
        code: String::new(),
        text: Text::default(),
        means: Meaning::Value,
        weight: None,
        exclusive: false,
    };
    for mut extension in object.objects("extension") {
        match extension.needed("url").as_str() {
            ORDINAL_VALUE => {
                let weight = extension.integer("valueDecimal");
                read.weight = weight.and_then(|weight| i32::try_from(weight).ok());
            }
            MEANS => read.means = extension.code("valueCode").unwrap_or_default(),
            EXCLUSIVE => read.exclusive = extension.boolean("valueBoolean").unwrap_or_default(),
            _ => extension.problem("url", "this extension is outside the subset"),
        }
        extension.finish();
    }
    read
}

fn item(mut object: Object<'_>, lang: Lang) -> Option<Item> {
    let kind: Option<ItemType> = object.code("type");
    let mut item = Item {
        link_id: object.needed("linkId"),
        kind: kind.unwrap_or(ItemType::Display),
        prefix: object.string("prefix").map(str::to_owned),
        text: text(&mut object, "text", "_text", lang),
        help: None,
        told: None,
        required: object.boolean("required").unwrap_or_default(),
        repeats: object.boolean("repeats").unwrap_or_default(),
        max_length: object
            .integer("maxLength")
            .and_then(|length| u32::try_from(length).ok()),
        min_value: None,
        max_value: None,
        answer_value_set: None,
        answer_option: Vec::new(),
        enable_when: Vec::new(),
        enable_behavior: object.code("enableBehavior"),
        dimension: None,
        strength: None,
        standing: None,
        item: Vec::new(),
    };
    for mut extension in object.objects("extension") {
        match extension.needed("url").as_str() {
            HELP => item.help = Some(text(&mut extension, "valueString", "_valueString", lang)),
            TOLD => item.told = Some(text(&mut extension, "valueString", "_valueString", lang)),
            DIMENSION => item.dimension = extension.string("valueCode").map(str::to_owned),
            STRENGTH => item.strength = extension.string("valueCode").map(str::to_owned),
            STANDING => item.standing = extension.code("valueCode"),
            MIN_VALUE => item.min_value = extension.integer("valueInteger"),
            MAX_VALUE => item.max_value = extension.integer("valueInteger"),
            _ => extension.problem("url", "this extension is outside the subset"),
        }
        extension.finish();
    }
    if let Some(set) = object.string("answerValueSet") {
        match set.strip_prefix('#') {
            Some(set) => item.answer_value_set = Some(set.to_owned()),
            None => object.problem("answerValueSet", "only contained value sets are read"),
        }
    }
    for mut option in object.objects("answerOption") {
        let mut read = answer(&mut option);
        let path = option.below("valueCoding");
        let problems = option.problems;
        match option.take("valueCoding") {
            Some(value) => {
                if let Some(mut coding) = Object::new(value, path, problems) {
                    coding.pass_over(&["system"]);
                    read.code = coding.needed("code");
                    read.text = text(&mut coding, "display", "_display", lang);
                    coding.finish();
                }
            }
            None => problem(problems, &path, "only codings are offered as answers"),
        }
        option.finish();
        item.answer_option.push(read);
    }
    let conditions = object.objects("enableWhen").into_iter();
    item.enable_when = conditions.filter_map(condition).collect();
    let children = object.objects("item").into_iter();
    item.item = children
        .filter_map(|child| self::item(child, lang))
        .collect();
    object.finish();
    kind.map(|_| item)
}

fn condition(mut object: Object<'_>) -> Option<EnableWhen> {
    let question = object.needed("question");
    let operator: Option<Operator> = object.code("operator");
    let mut answer = object.boolean("answerBoolean").map(Compared::Boolean);
    answer = answer.or_else(|| object.integer("answerInteger").map(Compared::Integer));
    for key in ["answerDate", "answerString"] {
        let text = object
            .string(key)
            .map(|text| Compared::Text(text.to_owned()));
        answer = answer.or(text);
    }
    let path = object.below("answerCoding");
    let problems = object.problems;
    if let Some(value) = object.take("answerCoding")
        && let Some(mut coding) = Object::new(value, path, problems)
    {
        coding.pass_over(&["system", "display"]);
        answer = answer.or(Some(Compared::Text(coding.needed("code"))));
        coding.finish();
    }
    if answer.is_none() {
        object.problem("answer", "there is no answer to compare with");
    }
    object.finish();
    Some(EnableWhen {
        question,
        operator: operator?,
        answer: answer?,
    })
}
