//! HSDS objects taken apart into the rows of its tables, by what the schemas say of each field.
//!
//! Generic on purpose: the published tabular package lacks fields (`unit`, `service_capacity`), and
//! whatever the profile adds has its column without a word here.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

use super::schema::{MERGED, in_tabular_order};

/// One table being filled.
#[derive(Debug)]
pub struct Table {
    /// The object's name, such as `service`.
    pub name: &'static str,
    /// The file's name, such as `services.csv`.
    pub path: String,
    /// Names of columns, in the schema's order.
    pub columns: Vec<String>,
    /// How many rows were written.
    pub rows: usize,
    /// The rows so far, as CSV with its head.
    csv: csv::Writer<Vec<u8>>,
    seen: HashSet<String>,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The writer failed.
    #[error("a table could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// An object did not become JSON.
    #[error("an object could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The package could not be put together.
    #[error("the package could not be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// The file could not be written.
    #[error("the package could not be written: {0}")]
    Io(#[from] std::io::Error),
}

/// All tables of HSDS.
#[derive(Debug)]
pub struct Tables {
    tables: Vec<Table>,
    positions: BTreeMap<&'static str, usize>,
}

/// The schema of an object that is a table of its own.
fn table_schema(name: &str) -> Option<(&'static str, &'static Value)> {
    MERGED
        .get_key_value(name)
        .filter(|(_, schema)| schema.get("datapackage_metadata").is_some())
        .map(|(&name, schema)| (name, schema))
}

/// The object that a field leads to, and whether there may be many of it.
fn leads_to(field: &Value) -> Option<(&'static str, bool)> {
    let (reference, many) = match (&field["$ref"], &field["items"]["$ref"]) {
        (Value::String(one), _) => (one, false),
        (_, Value::String(many)) => (many, true),
        _ => return None,
    };
    let (name, _) = table_schema(reference.trim_end_matches(".json"))?;
    Some((name, many))
}

/// The columns of a table: every field that is not another table.
pub fn columns(name: &str) -> Vec<(&'static str, &'static Value)> {
    let Some((_, schema)) = table_schema(name) else {
        return Vec::new();
    };
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .filter(|(_, field)| leads_to(field).is_none())
        .map(|(key, field)| (key.as_str(), field))
        .collect()
}

impl Tables {
    /// Empty tables, in the order of the standard.
    pub fn new() -> Result<Self, TableError> {
        let mut tables = Vec::new();
        for name in in_tabular_order() {
            let columns: Vec<String> = columns(name)
                .into_iter()
                .map(|(key, _)| key.to_owned())
                .collect();
            let mut csv = csv::Writer::from_writer(Vec::new());
            csv.write_record(&columns)?;
            let path = MERGED[name]["path"].as_str().unwrap_or(name).to_owned();
            tables.push(Table {
                name,
                path,
                columns,
                rows: 0,
                csv,
                seen: HashSet::new(),
            });
        }
        let positions = tables
            .iter()
            .enumerate()
            .map(|(at, table)| (table.name, at))
            .collect();
        Ok(Self { tables, positions })
    }

    /// Adds an object and everything inside it. An object that is there already (an organization of
    /// many services, a term of many attributes) is written once.
    pub fn add(&mut self, name: &'static str, object: &Value) -> Result<(), TableError> {
        if let Value::Object(object) = object {
            self.add_row(name, object, None)?;
        }
        Ok(())
    }

    fn add_row(
        &mut self,
        name: &'static str,
        object: &Map<String, Value>,
        parent: Option<(&'static str, &Value)>,
    ) -> Result<(), TableError> {
        let (Some(&at), Some((_, schema))) = (self.positions.get(name), table_schema(name)) else {
            return Ok(());
        };
        let id = object.get("id").unwrap_or(&Value::Null);
        if !self.tables[at].seen.insert(id.to_string()) {
            return Ok(());
        }
        let mut row = object.clone();
        if let Some((parent, parent_id)) = parent {
            for key in [format!("{parent}_id"), "link_id".to_owned()] {
                if schema["properties"].get(&key).is_some() {
                    row.entry(key).or_insert_with(|| parent_id.clone());
                    break;
                }
            }
        }
        let properties = schema["properties"].as_object().into_iter().flatten();
        for (key, field) in properties {
            // What 3.3 says a second time is the same rows under another name.
            if key == "operating_hours" {
                continue;
            }
            let (Some(inside), Some((child, many))) = (object.get(key), leads_to(field)) else {
                continue;
            };
            let empty = Vec::new();
            let list = if many {
                inside.as_array().unwrap_or(&empty).as_slice()
            } else {
                std::slice::from_ref(inside)
            };
            for one in list.iter().filter_map(Value::as_object) {
                if many {
                    self.add_row(child, one, Some((name, id)))?;
                } else {
                    self.add_row(child, one, None)?;
                    let link = link_to(schema, key, child);
                    if let (Some(link), Some(id)) = (link, one.get("id")) {
                        row.entry(link).or_insert_with(|| id.clone());
                    }
                }
            }
        }
        let table = &mut self.tables[at];
        let cells: Vec<String> = table
            .columns
            .iter()
            .map(|column| row.get(column).map_or_else(String::new, cell))
            .collect();
        table.csv.write_record(&cells)?;
        table.rows += 1;
        Ok(())
    }

    /// The tables with rows, and the CSV of each.
    pub fn finish(self) -> Result<Vec<(Table, Vec<u8>)>, TableError> {
        let mut finished = Vec::new();
        for mut table in self.tables {
            if table.rows > 0 {
                let writer =
                    std::mem::replace(&mut table.csv, csv::Writer::from_writer(Vec::new()));
                let bytes = writer
                    .into_inner()
                    .map_err(|error| std::io::Error::other(error.to_string()))?;
                finished.push((table, bytes));
            }
        }
        Ok(finished)
    }
}

/// The column that holds the id of the one object in the field `key`.
fn link_to(schema: &Value, key: &str, child: &str) -> Option<String> {
    [format!("{key}_id"), format!("{child}_id")]
        .into_iter()
        .find(|column| schema["properties"].get(column).is_some())
}

/// A value as it stands in a cell: text as it is, lists and objects as JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => guarded(text),
        other => other.to_string(),
    }
}

/// Text that no spreadsheet runs as a formula: a leading `=`, `+`, `-`, `@`, tab or line break has
/// an apostrophe put before it (OWASP, CSV injection, read 2026-11). What is only a number or a
/// telephone number (`+18005550100`, `-7.5`) stays as it is: it can do nothing.
pub fn guarded(text: &str) -> String {
    let harmless = |rest: &str| {
        rest.bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b':'))
    };
    let dangerous = match text.as_bytes() {
        [b'+' | b'-', ..] => !harmless(&text[1..]),
        [b'=' | b'@' | b'\t' | b'\r' | b'\n', ..] => true,
        // Some programs read the wide signs of East Asian keyboards alike.
        _ => text.starts_with(['＝', '＋', '－', '＠']),
    };
    if dangerous {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn formulas_are_text_and_numbers_stay_numbers() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("+18005550100", "+18005550100"),
            ("-7.5", "-7.5"),
            ("Help - now", "Help - now"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written);
        }
    }

    #[test]
    fn objects_become_rows_that_know_their_parents() {
        let mut tables = Tables::new().expect("tables");
        let service = json!({
            "id": "s", "name": "=Line", "status": "active",
            "organization": {"id": "o", "name": "House", "description": ""},
            "phones": [{"id": "p", "number": "911", "languages": [{"id": "l", "code": "fra"}]}],
            "attributes": [{"id": "a", "taxonomy_term": {"id": "t", "name": "n", "description": "d"}}],
            "operating_hours": [{"id": "again"}],
            "translations": {"name": {"en": "Line"}},
        });
        tables.add("service", &service).expect("a row");
        tables.add("service", &service).expect("the same row");
        let finished = tables.finish().expect("CSV");
        let named = |name: &str| {
            let (table, bytes) = finished
                .iter()
                .find(|(table, _)| table.name == name)
                .expect("the table");
            let mut reader = csv::Reader::from_reader(&bytes[..]);
            let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("rows");
            assert_eq!(rows.len(), 1, "{name}");
            let at = move |column: &str| {
                let at = table.columns.iter().position(|known| known == column);
                at.map_or_else(String::new, |at| rows[0][at].to_owned())
            };
            move |columns: &[&str]| columns.iter().map(|column| at(column)).collect::<Vec<_>>()
        };
        assert_eq!(
            named("service")(&["id", "name", "organization_id", "translations"]),
            ["s", "'=Line", "o", r#"{"name":{"en":"Line"}}"#]
        );
        assert_eq!(named("phone")(&["service_id", "number"]), ["s", "911"]);
        assert_eq!(named("language")(&["phone_id", "code"]), ["p", "fra"]);
        assert_eq!(
            named("attribute")(&["link_id", "taxonomy_term_id"]),
            ["s", "t"]
        );
        assert!(!finished.iter().any(|(table, _)| table.name == "schedule"));
    }
}
