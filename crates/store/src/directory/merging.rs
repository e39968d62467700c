//! Three records become one, field by field: as both sides last agreed, as it is here, as the source
//! has it now. What was edited here stays; where the source changed the same field, that is said.

use serde_json::{Map, Value as Json};

/// A field that differs.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct FieldDifference {
    /// Its name, as in the JSON of the record.
    pub field: String,
    /// What is here.
    pub here: Json,
    /// What the source has now.
    pub theirs: Json,
    /// It was edited here since the last import: what is here stays.
    pub conflict: bool,
    /// As both last agreed.
    #[serde(skip)]
    pub agreed: Json,
}

/// Fields that are the house's own and never the source's.
pub(super) const OURS_ALONE: [&str; 4] = ["id", "slug", "last_modified", "organization_id"];

/// Merges; what it comes to, and each field in which the source differs from what is here.
pub(super) fn merge(agreed: &Json, here: &Json, theirs: &Json) -> (Json, Vec<FieldDifference>) {
    let (agreed, here, theirs) = (flat(agreed), flat(here), flat(theirs));
    let mut merged = here.clone();
    let mut changes = Vec::new();
    let mut fields: Vec<&String> = here.keys().chain(theirs.keys()).collect();
    fields.sort();
    fields.dedup();
    for field in fields {
        let value = |map: &Map<String, Json>| map.get(field).cloned().unwrap_or(Json::Null);
        let (was, is, new) = (value(&agreed), value(&here), value(&theirs));
        if field == "last_modified" || is == new || was == new {
            continue;
        }
        // The source changed it.
        let edited = is != was && !OURS_ALONE.contains(&field.as_str());
        if !edited {
            merged.insert(field.clone(), new.clone());
        }
        changes.push(FieldDifference {
            field: field.clone(),
            here: is,
            theirs: new,
            conflict: edited,
            agreed: was,
        });
    }
    (whole(merged), changes)
}

/// Objects whose fields are compared one by one: verifying a record here is no edit of its source.
const TAKEN_APART: [&str; 2] = ["provenance", "access"];

/// The fields of a record.
pub(super) fn flat(record: &Json) -> Map<String, Json> {
    let mut flat = Map::new();
    for (field, value) in record.as_object().into_iter().flatten() {
        match value {
            Json::Object(inner) if TAKEN_APART.contains(&field.as_str()) => {
                for (name, value) in inner {
                    flat.insert(format!("{field}.{name}"), value.clone());
                }
            }
            other => drop(flat.insert(field.clone(), other.clone())),
        }
    }
    flat
}

/// The record of its fields.
pub(super) fn whole(flat: Map<String, Json>) -> Json {
    let mut whole = Map::new();
    for (field, value) in flat {
        let Some((outer, inner)) = field.split_once('.') else {
            whole.insert(field, value);
            continue;
        };
        let object = whole
            .entry(outer.to_owned())
            .or_insert_with(|| Json::Object(Map::new()));
        if let Json::Object(object) = object {
            object.insert(inner.to_owned(), value);
        }
    }
    Json::Object(whole)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_way_three_values_can_stand() {
        for (agreed, here, theirs, merged, changed, conflict) in [
            (1, 1, 1, 1, false, false),
            (1, 1, 2, 2, true, false),
            (1, 2, 1, 2, false, false),
            (1, 2, 2, 2, false, false),
            (1, 2, 3, 2, true, true),
        ] {
            let of = |value: i32| json!({"name": value, "id": "x"});
            let (found, changes) = merge(&of(agreed), &of(here), &of(theirs));
            assert_eq!(found, of(merged));
            assert_eq!(changes.len(), usize::from(changed));
            assert_eq!(changes.iter().any(|one| one.conflict), conflict);
        }
    }
}
