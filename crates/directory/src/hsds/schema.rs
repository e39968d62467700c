//! The schemas of HSDS as they were published, Cairn's profile over them, and the two merged.
//!
//! The files are content/standards/; the licence of the published ones is CC BY-SA 4.0.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

macro_rules! files {
    ($folder:literal: $($name:literal)*) => {
        &[$((
            $name,
            include_str!(concat!("../../../../content/standards/", $folder, "/", $name, ".json")),
        )),*]
    };
}

/// The objects of HSDS 3.1: name and schema, as published.
pub const PUBLISHED: &[(&str, &str)] = files!("hsds-3.1/schema":
    "accessibility" "address" "attribute" "contact" "cost_option" "funding" "language" "location"
    "meta_table_description" "metadata" "organization" "organization_identifier" "phone" "program"
    "required_document" "schedule" "service" "service_area" "service_at_location" "service_capacity"
    "taxonomy" "taxonomy_term" "unit" "url");

/// The profile: JSON Merge Patches (RFC 7386) by the name of the object they are for.
pub const PROFILE: &[(&str, &str)] = files!("profile":
    "attribute" "cost_option" "coverage" "location" "organization" "phone" "schedule" "service"
    "service_area" "service_at_location" "taxonomy" "taxonomy_term" "text" "verification");

/// Every object's schema with the profile merged in, by name. References are relative
/// (`phone.json`), so that the files can lie in any one place.
pub static MERGED: LazyLock<BTreeMap<&'static str, Value>> = LazyLock::new(|| {
    let mut merged: BTreeMap<&'static str, Value> = PUBLISHED
        .iter()
        .map(|&(name, text)| (name, parse(text)))
        .collect();
    for &(name, text) in PROFILE {
        let schema = merged
            .entry(name)
            .or_insert_with(|| Value::Object(Map::new()));
        json_patch::merge(schema, &parse(text));
    }
    for schema in merged.values_mut() {
        if let Some(schema) = schema.as_object_mut() {
            schema.insert(
                "$schema".to_owned(),
                "https://json-schema.org/draft/2020-12/schema".into(),
            );
        }
    }
    merged
});

/// The order in which HSDS lists its tables, then the names.
pub fn in_tabular_order() -> Vec<&'static str> {
    let order = |schema: &Value| {
        schema["datapackage_metadata"]["order"]
            .as_u64()
            .unwrap_or(99)
    };
    let mut tables: Vec<(u64, &'static str)> = MERGED
        .iter()
        .filter(|(_, schema)| schema.get("datapackage_metadata").is_some())
        .map(|(&name, schema)| (order(schema), name))
        .collect();
    tables.sort_unstable();
    tables.into_iter().map(|(_, name)| name).collect()
}

/// What a merged schema becomes inside another document: references lead to `prefix` + name, and
/// words that only tables and authors need are left out.
pub fn embedded(name: &str, prefix: &str) -> Option<Value> {
    let mut schema = MERGED.get(name)?.clone();
    tidy(&mut schema, prefix, false);
    Some(schema)
}

/// One schema with every other one inside it (`$defs`), to hold a `root` object against. With the
/// profile, or HSDS as it was published.
pub fn bundle(root: &str, with_profile: bool) -> Value {
    let mut definitions = Map::new();
    for &(name, text) in PUBLISHED {
        let mut schema = if with_profile {
            MERGED[name].clone()
        } else {
            parse(text)
        };
        tidy(&mut schema, DEFINITIONS, false);
        definitions.insert(name.to_owned(), schema);
    }
    for &(name, _) in PROFILE.iter().filter(|_| with_profile) {
        if let Some(schema) = embedded(name, DEFINITIONS) {
            definitions.insert(name.to_owned(), schema);
        }
    }
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("{DEFINITIONS}{root}"),
        "$defs": definitions,
    })
}

/// Where schemas lie in a [`bundle`].
const DEFINITIONS: &str = "#/$defs/";

/// `names` is true where the keys are names of fields and not words of JSON Schema.
fn tidy(value: &mut Value, prefix: &str, names: bool) {
    match value {
        Value::Object(object) => {
            if !names {
                for word in [
                    "$schema",
                    "constraints",
                    "core",
                    "datapackage_metadata",
                    "datapackage_type",
                    "example",
                    "name",
                    "path",
                    "tabular_required",
                ] {
                    object.remove(word);
                }
                if let Some(Value::String(reference)) = object.get_mut("$ref") {
                    let name = reference.trim_end_matches(".json");
                    *reference = format!("{prefix}{name}");
                }
            }
            for (key, inner) in object.iter_mut() {
                tidy(inner, prefix, !names && key == "properties");
            }
        }
        Value::Array(values) => {
            for inner in values {
                tidy(inner, prefix, false);
            }
        }
        _ => {}
    }
}

/// The files are part of the program: a damaged one is caught by the first test.
fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("a schema inside the program is JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_adds_and_takes_nothing_away() {
        for &(name, text) in PUBLISHED {
            let published = parse(text);
            let merged = &MERGED[name];
            for (key, property) in published["properties"].as_object().into_iter().flatten() {
                assert_eq!(&merged["properties"][key], property, "{name}.{key}");
            }
            assert_eq!(merged["required"], published["required"], "{name}");
        }
        assert!(MERGED["service"]["properties"]["access"].is_object());
    }

    #[test]
    fn every_reference_leads_to_a_schema() {
        fn walk(value: &Value, seen: &mut Vec<String>) {
            match value {
                Value::Object(object) => {
                    if let Some(Value::String(reference)) = object.get("$ref") {
                        seen.push(reference.clone());
                    }
                    object.values().for_each(|inner| walk(inner, seen));
                }
                Value::Array(values) => values.iter().for_each(|inner| walk(inner, seen)),
                _ => {}
            }
        }
        let mut seen = Vec::new();
        MERGED.values().for_each(|schema| walk(schema, &mut seen));
        assert!(seen.len() > 50, "{}", seen.len());
        for reference in seen {
            let name = reference.trim_end_matches(".json");
            assert!(MERGED.contains_key(name), "{reference}");
        }
    }

    #[test]
    fn tables_begin_with_organizations() {
        let tables = in_tabular_order();
        assert_eq!(tables.len(), PUBLISHED.len());
        assert_eq!(tables[..3], ["organization", "program", "service"]);
    }

    #[test]
    fn an_embedded_schema_keeps_fields_that_are_called_name() {
        let schema = embedded("phone", "#/x/").unwrap_or_default();
        assert!(schema["properties"]["number"].is_object() && schema.get("path").is_none());
        let organization = embedded("organization", "#/x/").unwrap_or_default();
        assert_eq!(organization["properties"]["name"]["type"], "string");
        assert_eq!(
            organization["properties"]["phones"]["items"]["$ref"],
            "#/x/phone"
        );
    }
}
