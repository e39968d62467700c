//! The directory as a tabular data package: a zip of CSV files and the `datapackage.json` that
//! describes them, generated from the schemas.

use std::io::{Seek, Write};

use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Version;
use super::schema::MERGED;
use super::tables::{Table, TableError, Tables, columns};

/// Writes the package. The same rows give the same bytes: entries have no time of their own.
pub fn write<W: Write + Seek>(tables: Tables, version: Version, into: W) -> Result<W, TableError> {
    let finished = tables.finish()?;
    let mut zip = ZipWriter::new(into);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    zip.start_file("datapackage.json", options)?;
    let described: Vec<&Table> = finished.iter().map(|(table, _)| table).collect();
    serde_json::to_writer_pretty(&mut zip, &describe(&described, version))?;
    for (table, bytes) in &finished {
        zip.start_file(table.path.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?)
}

/// `datapackage.json` (Tabular Data Package, Frictionless Data).
fn describe(tables: &[&Table], version: Version) -> Value {
    let resources: Vec<Value> = tables.iter().map(|table| resource(table, tables)).collect();
    json!({
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": version.number(),
        "homepage": "https://docs.openreferral.org",
        "licenses": [{
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "Creative Commons Attribution 4.0",
        }],
        "resources": resources,
    })
}

fn resource(table: &Table, all: &[&Table]) -> Value {
    let schema = &MERGED[table.name];
    let required: Vec<&str> = ["required", "tabular_required"]
        .iter()
        .flat_map(|list| schema[*list].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .collect();
    let fields: Vec<Value> = columns(table.name)
        .into_iter()
        .map(|(key, field)| described(key, field, &required))
        .collect();
    let keys: Vec<Value> = columns(table.name)
        .into_iter()
        .filter_map(|(key, _)| foreign_key(key, table.name, all))
        .collect();
    let mut described = Map::new();
    described.insert("primaryKey".to_owned(), "id".into());
    described.insert("fields".to_owned(), fields.into());
    if !keys.is_empty() {
        described.insert("foreignKeys".to_owned(), keys.into());
    }
    json!({
        "name": table.name,
        "path": table.path,
        "description": schema["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": described,
    })
}

fn described(key: &str, field: &Value, required: &[&str]) -> Value {
    let is_text = field["type"] == "string";
    let kind = match (&field["datapackage_type"], &field["type"]) {
        // Times carry their offset and close at 24:00, which the type `time` cannot hold.
        (Value::String(kind), _) if kind != "time" => kind.clone(),
        (_, Value::String(kind)) if matches!(kind.as_str(), "number" | "boolean" | "array") => {
            kind.clone()
        }
        _ if is_text => "string".to_owned(),
        _ => "object".to_owned(),
    };
    let mut out = Map::new();
    out.insert("name".to_owned(), key.into());
    for word in ["title", "description"] {
        if let Some(words) = field.get(word) {
            out.insert(word.to_owned(), words.clone());
        }
    }
    if kind == "string"
        && let Some(format) = field["format"].as_str()
        && matches!(format, "uuid" | "uri" | "email")
    {
        out.insert("format".to_owned(), format.into());
    }
    let mut constraints = Map::new();
    if key == "id" {
        constraints.insert("unique".to_owned(), true.into());
    }
    // An empty cell is a missing value to a table; these two may well be empty texts.
    if required.contains(&key) && !matches!(key, "description" | "postal_code") {
        constraints.insert("required".to_owned(), true.into());
    }
    if is_text && let Some(words) = field.get("enum") {
        constraints.insert("enum".to_owned(), words.clone());
    }
    if !constraints.is_empty() {
        out.insert("constraints".to_owned(), constraints.into());
    }
    out.insert("type".to_owned(), kind.into());
    out.into()
}

/// `organization_id` refers to `organization`; `parent_organization_id` to its own table.
fn foreign_key(key: &str, table: &str, all: &[&Table]) -> Option<Value> {
    let name = key.strip_suffix("_id")?;
    let name = name.strip_prefix("parent_").unwrap_or(name);
    let resource = match (key, name) {
        // Attributes link to any table, here always to services.
        ("link_id", _) => "service",
        ("parent_id", _) => table,
        (_, name) => name,
    };
    let known = all.iter().any(|one| one.name == resource);
    let own = resource == table;
    known.then(|| {
        json!({
            "fields": key,
            "reference": {"resource": if own { "" } else { resource }, "fields": "id"},
        })
    })
}
