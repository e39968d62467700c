//! The forms in which HTCDS travels: JSON, CSV, and the layout of IOM's spreadsheet.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::fields::plain;
use super::{
    FIELDS, Field, FieldType, HtcdsCase, Loss, LossReason, Row, Table, field, field_named, once,
};

/// Why nothing can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// It is not JSON.
    #[error("this is not JSON")]
    Json,
    /// There is no list of cases in it.
    #[error("there is no list of cases in it")]
    NoCases,
    /// It is not CSV.
    #[error("this is not CSV")]
    Csv,
    /// No column has a name of the standard's.
    #[error("no column has a name of HTCDS")]
    NoFields,
}

/// Cases and what was lost on the way to them.
pub type Read = (Vec<HtcdsCase>, Vec<Loss>);

/// The cases as JSON.
pub fn to_json(cases: &[HtcdsCase]) -> String {
    let cases: Vec<Value> = cases
        .iter()
        .map(|case| {
            let mut object = Map::new();
            if let Some(id) = case.id {
                object.insert("id".to_owned(), Value::String(id.to_string()));
            }
            for (table, rows) in &case.tables {
                let rows = rows.iter().map(row_to_json).collect();
                object.insert(table.as_str().to_owned(), Value::Array(rows));
            }
            Value::Object(object)
        })
        .collect();
    let mut document = Map::new();
    document.insert("standard".to_owned(), "HTCDS".into());
    document.insert("version".to_owned(), "2.0".into());
    document.insert("cases".to_owned(), Value::Array(cases));
    Value::Object(document).to_string()
}

fn row_to_json(row: &Row) -> Value {
    let mut object = Map::new();
    for (name, values) in row {
        let one = values.first().cloned().unwrap_or_default();
        let value = match field(name).map(|field| field.field_type) {
            Some(FieldType::Multiselect) => Value::from(values.clone()),
            Some(FieldType::Checkbox) => Value::Bool(one == "true"),
            Some(FieldType::Number) => one.parse::<i64>().map_or(Value::String(one), Value::from),
            _ => Value::String(one),
        };
        object.insert(name.clone(), value);
    }
    Value::Object(object)
}

/// Reads JSON of this profile, and what comes near it: a case without a list, a table without one, fields in
/// another table than theirs, known misprints.
pub fn from_json(text: &str) -> Result<Read, FormError> {
    let document: Value = serde_json::from_str(text).map_err(|_| FormError::Json)?;
    let cases = match &document {
        Value::Array(cases) => cases.clone(),
        Value::Object(object) => match object.get("cases") {
            Some(Value::Array(cases)) => cases.clone(),
            _ => return Err(FormError::NoCases),
        },
        _ => return Err(FormError::NoCases),
    };
    let mut losses = Vec::new();
    let mut read = Vec::new();
    for case in &cases {
        let Value::Object(object) = case else {
            losses.push(Loss::new(
                "cases",
                case.to_string(),
                LossReason::UnknownValue,
            ));
            continue;
        };
        let mut out = HtcdsCase::default();
        for (name, value) in object {
            match (name.as_str(), value) {
                ("id", Value::String(id)) if id.parse::<uuid::Uuid>().is_ok() => {
                    out.id = id.parse().ok();
                }
                (_, Value::Array(rows)) if rows.iter().all(Value::is_object) => {
                    for row in rows {
                        object_in(row, &mut out, &mut losses);
                    }
                }
                (_, Value::Object(_)) => object_in(value, &mut out, &mut losses),
                _ => losses.push(Loss::new(name, value.to_string(), LossReason::UnknownField)),
            }
        }
        read.push(out);
    }
    Ok((read, once(losses)))
}

fn object_in(object: &Value, case: &mut HtcdsCase, losses: &mut Vec<Loss>) {
    let mut rows: BTreeMap<Table, Row> = BTreeMap::new();
    for (name, value) in object.as_object().into_iter().flatten() {
        let values: Vec<String> = match value {
            Value::Null => continue,
            Value::String(text) => vec![text.clone()],
            Value::Bool(_) | Value::Number(_) => vec![value.to_string()],
            Value::Array(list) if list.iter().all(|one| one.is_string() || one.is_number()) => list
                .iter()
                .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
                .collect(),
            Value::Array(_) | Value::Object(_) => {
                losses.push(Loss::new(name, value.to_string(), LossReason::UnknownValue));
                continue;
            }
        };
        cell_in(name, &values, &mut rows, losses);
    }
    for (table, row) in rows {
        case.push(table, row);
    }
}

/// Puts the values of a named cell where they belong.
fn cell_in(name: &str, values: &[String], rows: &mut BTreeMap<Table, Row>, losses: &mut Vec<Loss>) {
    let Some((field, misprint)) = field_named(name) else {
        losses.push(Loss::new(name, values.join(";"), LossReason::UnknownField));
        return;
    };
    if let Some(why) = misprint {
        losses.push(Loss::new(name, field.name, why));
    }
    // The survey form allows several industries where the list says one.
    let several =
        field.field_type == FieldType::Multiselect || field.name == "vic_ForcedLabourIndustry";
    let values: Vec<String> = values
        .iter()
        .flat_map(|value| {
            if several {
                value.split(';').map(str::trim).collect::<Vec<_>>()
            } else {
                vec![value.as_str()]
            }
        })
        .filter(|value| !value.trim().is_empty())
        .map(str::to_owned)
        .collect();
    if values.is_empty() {
        return;
    }
    let row = rows.entry(field.table).or_default();
    match row.get_mut(field.name) {
        Some(there) if several => there.extend(values),
        Some(_) => losses.push(Loss::new(field.name, values.join(";"), LossReason::OneOnly)),
        None => {
            row.insert(field.name.to_owned(), values);
        }
    }
}

/// The column of the exchange key in CSV; the spreadsheet has none.
const KEY: &str = "x_id";

/// One row for each case: what does not fit in one row is told.
fn flat(case: &HtcdsCase, losses: &mut Vec<Loss>) -> Row {
    let mut flat = Row::new();
    for (name, values) in case.tables.values().flatten().flatten() {
        if flat.contains_key(name) {
            losses.push(Loss::new(name, values.join(";"), LossReason::OneOnly));
        } else {
            flat.insert(name.clone(), values.clone());
        }
    }
    flat
}

fn cells(row: &Row, field: &Field) -> String {
    row.get(field.name)
        .map_or_else(String::new, |values| values.join(";"))
}

/// A cell that a spreadsheet would take for a formula is made text; [`bare`] undoes it.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']))
        .unwrap_or(cell)
}

/// The cases as CSV: the exact field names, a row for each case.
pub fn to_csv(cases: &[HtcdsCase]) -> (String, Vec<Loss>) {
    let mut losses = Vec::new();
    let mut rows = vec![
        std::iter::once(KEY.to_owned())
            .chain(FIELDS.iter().map(|field| field.name.to_owned()))
            .collect::<Vec<_>>(),
    ];
    for case in cases {
        let row = flat(case, &mut losses);
        let id = case.id.map(|id| id.to_string()).unwrap_or_default();
        rows.push(
            std::iter::once(id)
                .chain(FIELDS.iter().map(|field| guarded(&cells(&row, field))))
                .collect(),
        );
    }
    (written(&rows), once(losses))
}

/// The layout of IOM's spreadsheet: the first row, hidden there, has the field names; the second the labels; then
/// a row for each case.
pub fn sheet(cases: &[HtcdsCase]) -> (Vec<Vec<String>>, Vec<Loss>) {
    let mut losses = Vec::new();
    let mut rows = vec![
        FIELDS
            .iter()
            .map(|field| field.name.to_owned())
            .collect::<Vec<_>>(),
        FIELDS.iter().map(|field| field.label.to_owned()).collect(),
    ];
    for case in cases {
        let row = flat(case, &mut losses);
        rows.push(FIELDS.iter().map(|field| cells(&row, field)).collect());
    }
    (rows, once(losses))
}

pub(super) fn written(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory fails on nothing but a row of another length, and all have one.
        let _ = writer.write_record(row);
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// Reads CSV with the field names in its first row, with or without a row of labels after it.
pub fn from_csv(text: &str) -> Result<Read, FormError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut records = reader.records();
    let header: Vec<String> = records
        .next()
        .ok_or(FormError::Csv)?
        .map_err(|_| FormError::Csv)?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    if !header.iter().any(|name| field_named(name).is_some()) {
        return Err(FormError::NoFields);
    }
    let mut losses = Vec::new();
    let mut cases = Vec::new();
    for (at, record) in records.enumerate() {
        let record = record.map_err(|_| FormError::Csv)?;
        if at == 0 && is_labels(&header, &record) {
            continue;
        }
        let mut case = HtcdsCase::default();
        let mut rows = BTreeMap::new();
        for (name, cell) in header.iter().zip(record.iter()) {
            let cell = bare(cell);
            if name == KEY {
                case.id = cell.parse().ok();
            } else if !cell.trim().is_empty() {
                cell_in(name, &[cell.to_owned()], &mut rows, &mut losses);
            }
        }
        if rows.is_empty() {
            continue;
        }
        for (table, row) in rows {
            case.push(table, row);
        }
        cases.push(case);
    }
    Ok((cases, once(losses)))
}

/// Most of what is filled in is the label of its column.
fn is_labels(header: &[String], record: &csv::StringRecord) -> bool {
    let filled: Vec<_> = header
        .iter()
        .zip(record.iter())
        .filter(|(_, cell)| !cell.trim().is_empty())
        .collect();
    let labels = filled
        .iter()
        .filter(|(name, cell)| {
            field_named(name).is_some_and(|(field, _)| plain(field.label) == plain(cell))
        })
        .count();
    labels > 0 && labels * 2 > filled.len()
}
