//! Two people edit one record: what each changed is kept, and where both changed the same thing
//! differently, a human chooses. Nothing is overwritten silently.

use std::collections::BTreeMap;

use super::{Field, Group, Values};

/// A field that both changed, each in their own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which field.
    pub field: Field,
    /// Its text before either changed it.
    pub base: String,
    /// Its text in the record as it is now.
    pub theirs: String,
    /// The text that was to be saved.
    pub mine: String,
}

/// The outcome of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Both sides' changes; where they conflict, the record as it is now.
    pub values: Values,
    /// Fields to choose for, in the order of a form. Empty: nothing was lost and nothing is left open.
    pub conflicts: Vec<Conflict>,
}

/// Merges two edits of one record, each made on `base`. Fields that only mean something together
/// ([`Field::group`]) are taken from one side whole.
pub fn merge(base: &Values, theirs: &Values, mine: &Values) -> Merged {
    let mut groups: BTreeMap<Group, Vec<Field>> = BTreeMap::new();
    for (field, _) in base.fields().chain(theirs.fields()).chain(mine.fields()) {
        let fields = groups.entry(field.group()).or_default();
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let mut merged = Merged {
        values: Values::new(),
        conflicts: Vec::new(),
    };
    for fields in groups.values() {
        let differ =
            |a: &Values, b: &Values| fields.iter().any(|field| a.get(*field) != b.get(*field));
        let from = if differ(base, theirs) { theirs } else { mine };
        if differ(base, theirs) && differ(base, mine) && differ(theirs, mine) {
            let contested = fields
                .iter()
                .filter(|field| theirs.get(**field) != mine.get(**field));
            merged.conflicts.extend(contested.map(|&field| Conflict {
                field,
                base: base.get(field).to_owned(),
                theirs: theirs.get(field).to_owned(),
                mine: mine.get(field).to_owned(),
            }));
        }
        for &field in fields {
            merged.values.set(field, from.get(field));
        }
    }
    merged.conflicts.sort_by_key(|conflict| conflict.field);
    merged
}
