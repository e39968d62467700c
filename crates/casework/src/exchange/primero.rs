//! Cases exported by Primero v2 as JSON, by the mapping in `primero.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{CaseRecord, Direction, Loss, LossReason, ReferralRecord, once};
use crate::case::{AgeBand, LegalName, Stage};
use crate::fact::Said;
use crate::words::{Private, words};

words! {
    /// What a field of Primero becomes.
    Target {
        /// What she is called.
        Alias = "alias",
        /// First name.
        FirstName = "first-name",
        /// Middle names.
        MiddleName = "middle-name",
        /// Family name.
        SecondName = "second-name",
        /// Birth date.
        BirthDate = "birth-date",
        /// Age in years: kept as a band.
        Age = "age",
        /// Gender.
        Gender = "gender",
        /// Citizenship.
        Citizenship = "citizenship",
        /// Language.
        Language = "language",
        /// Stage.
        Stage = "stage",
        /// The year of this day.
        Year = "year",
        /// Who leads it.
        Owner = "owner",
        /// The lead organization.
        Organization = "organization",
        /// A form of exploitation.
        Exploitation = "exploitation",
        /// A consent without scope.
        Consent = "consent",
    }

    /// What a row of a form within the form becomes.
    ListTarget {
        /// A comment.
        Comment = "comment",
        /// A referral that went out.
        Referral = "referral",
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mapping {
    field: Vec<FieldMapping>,
    list: Vec<ListMapping>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldMapping {
    from: String,
    to: Target,
    #[serde(default)]
    values: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListMapping {
    from: String,
    to: ListTarget,
    organization: Option<String>,
    worker: Option<String>,
    on: Option<String>,
    details: Option<String>,
}

/// The shipped mapping. A test reads it; were it broken, nothing would be read and everything told.
static MAPPING: LazyLock<Mapping> = LazyLock::new(|| {
    toml::from_str(include_str!("primero.toml")).unwrap_or(Mapping {
        field: Vec::new(),
        list: Vec::new(),
    })
});

/// Why nothing can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrimeroError {
    /// It is not JSON.
    #[error("this is not JSON")]
    Json,
    /// There are no cases in it.
    #[error("there are no cases in it")]
    NoCases,
}

/// Fields of the machine: nothing is lost with them.
const MACHINE: [&str; 4] = ["id", "case_id_display", "case_id", "created_at"];

/// The records of an export: a list, or `data` with a list or a single case. `ids` gives a key to each that brings
/// none.
pub fn from_primero(
    text: &str,
    mut ids: impl FnMut() -> Uuid,
) -> Result<(Vec<CaseRecord>, Vec<Loss>), PrimeroError> {
    let document: Value = serde_json::from_str(text).map_err(|_| PrimeroError::Json)?;
    let data = match &document {
        Value::Object(object) => object.get("data").unwrap_or(&Value::Null),
        other => other,
    };
    let cases = match data {
        Value::Array(cases) => cases.as_slice(),
        Value::Object(_) => std::slice::from_ref(data),
        _ => return Err(PrimeroError::NoCases),
    };
    let mut losses = Vec::new();
    let mut records = Vec::new();
    for case in cases {
        let Value::Object(case) = case else {
            losses.push(Loss::new(
                "data",
                case.to_string(),
                LossReason::UnknownValue,
            ));
            continue;
        };
        let id = case
            .get("id")
            .and_then(Value::as_str)
            .and_then(|id| id.parse().ok())
            .unwrap_or_else(&mut ids);
        records.push(record(case, id, &mut losses));
    }
    Ok((records, once(losses)))
}

fn record(case: &Map<String, Value>, id: Uuid, losses: &mut Vec<Loss>) -> CaseRecord {
    let mut record = CaseRecord::new(id);
    for (name, value) in case {
        if is_blank(value) || MACHINE.contains(&name.as_str()) {
            continue;
        }
        let field = MAPPING.field.iter().find(|field| field.from == *name);
        let list = MAPPING.list.iter().find(|list| list.from == *name);
        match (field, list, value) {
            (Some(field), _, _) => {
                for text in texts(value) {
                    if let Err(why) = put(&mut record, field, &text) {
                        losses.push(Loss::new(name, text, why));
                    }
                }
            }
            (None, Some(list), Value::Array(rows)) => {
                for row in rows {
                    put_row(&mut record, list, row, losses);
                }
            }
            _ => losses.push(Loss::new(name, value.to_string(), LossReason::UnknownField)),
        }
    }
    record
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

fn put(record: &mut CaseRecord, field: &FieldMapping, text: &str) -> Result<(), LossReason> {
    let ours = field.values.get(text).map(String::as_str);
    let unknown = LossReason::UnknownValue;
    match field.to {
        Target::Alias => record.alias = text.into(),
        Target::FirstName => name(record).first = text.into(),
        Target::MiddleName => name(record).middle = text.into(),
        Target::SecondName => name(record).second = text.into(),
        Target::BirthDate => record.birth_date = Some(day(text).ok_or(unknown)?),
        Target::Age => {
            record.age_band = AgeBand::of(text.parse().map_err(|_| unknown)?);
            return Err(LossReason::Coarser);
        }
        Target::Gender => record.gender = Some(ours.unwrap_or(text).parse().map_err(|_| unknown)?),
        Target::Citizenship => {
            let code = text.trim().to_ascii_uppercase();
            if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                return Err(unknown);
            }
            record.citizenships.push(code);
        }
        Target::Language => record.languages.push(text.parse().map_err(|_| unknown)?),
        Target::Stage => record.stage = Stage::parse(ours.ok_or(unknown)?).ok_or(unknown)?,
        Target::Year => record.year = Some(day(text).ok_or(unknown)?.year()),
        Target::Owner => record.owner = text.into(),
        Target::Organization => text.clone_into(&mut record.organization),
        Target::Exploitation => {
            let form = ours.ok_or(unknown)?.parse().map_err(|_| unknown)?;
            record.facts.push(Said::Exploitation(form));
        }
        Target::Consent => return Err(LossReason::ConsentWithoutScope),
    }
    Ok(())
}

fn name(record: &mut CaseRecord) -> &mut LegalName {
    record.legal_name.get_or_insert_default()
}

/// A day, or the day of a moment.
fn day(text: &str) -> Option<Date> {
    text.split('T').next()?.trim().parse().ok()
}

fn put_row(record: &mut CaseRecord, list: &ListMapping, row: &Value, losses: &mut Vec<Loss>) {
    let Value::Object(row) = row else {
        losses.push(Loss::new(
            &list.from,
            row.to_string(),
            LossReason::UnknownValue,
        ));
        return;
    };
    let text = |name: &Option<String>| -> Private {
        name.as_ref()
            .and_then(|name| row.get(name))
            .map(|value| texts(value).join(", ").into())
            .unwrap_or_default()
    };
    let details = text(&list.details);
    match list.to {
        ListTarget::Comment if details.is_empty() => {}
        ListTarget::Comment => record.comments.push(details),
        ListTarget::Referral => record.referrals.push(ReferralRecord {
            direction: Direction::Outgoing,
            organization: text(&list.organization),
            worker: text(&list.worker),
            on: day(text(&list.on).expose()),
            reason: None,
            details,
        }),
    }
    let read = [&list.organization, &list.worker, &list.on, &list.details];
    for (name, value) in row {
        let is_read = read.iter().any(|read| read.as_ref() == Some(name));
        if !is_read && !is_blank(value) && name != "unique_id" {
            let field = format!("{}.{name}", list.from);
            losses.push(Loss::new(
                &field,
                value.to_string(),
                LossReason::UnknownField,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mapping_can_be_read() {
        let mapping: Mapping =
            toml::from_str(include_str!("primero.toml")).expect("the shipped mapping");
        assert!(mapping.field.len() > 10 && mapping.list.len() == 2);
        crate::words::tests::hold::<Target>();
        crate::words::tests::hold::<ListTarget>();
    }
}
