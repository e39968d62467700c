//! The 83 fields of HTCDS 2.0, as the standard lists them, and the names under which they also go.

use std::sync::LazyLock;

use super::{LossReason, Table};

/// The type of a field, as far as exchange needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Text.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Number,
    /// Yes or no.
    Checkbox,
    /// One of a list.
    Picklist,
    /// Several of a list.
    Multiselect,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its exact name.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// It is core.
    pub core: bool,
    /// It is deprecated.
    pub deprecated: bool,
    /// Its type.
    pub field_type: FieldType,
    /// Its values, where it has a list.
    pub values: Vec<&'static str>,
    /// Its table.
    pub table: Table,
}

const TSV: &str = include_str!("../../../../content/standards/htcds-2.0/fields.tsv");

/// All of them, in the order of the standard.
pub static FIELDS: LazyLock<Vec<Field>> =
    LazyLock::new(|| TSV.lines().skip(1).filter_map(read).collect());

fn read(line: &'static str) -> Option<Field> {
    let mut cells = line.split('\t');
    let (name, core, status, kind, label) = (
        cells.next()?,
        cells.next()?,
        cells.next()?,
        cells.next()?,
        cells.next()?,
    );
    let values: Vec<_> = cells
        .next()?
        .split(';')
        .filter(|value| !value.is_empty())
        .collect();
    Some(Field {
        name,
        label,
        core: core == "core",
        deprecated: status == "deprecated",
        field_type: match kind {
            "Date" => FieldType::Date,
            "Number" => FieldType::Number,
            "Checkbox" => FieldType::Checkbox,
            "Picklist" if !values.is_empty() => FieldType::Picklist,
            "Multiselect Picklist" => FieldType::Multiselect,
            _ => FieldType::Text,
        },
        values,
        table: table(name)?,
    })
}

fn table(name: &str) -> Option<Table> {
    Some(match name.split('_').next()? {
        "org" => Table::Organization,
        "prs" | "vic" => Table::Person,
        "per" => Table::Perpetrator,
        "cas" if name.contains("Refer") => Table::Referral,
        "cas" => Table::Case,
        "cco" => Table::Comment,
        "hte" => Table::Event,
        "spl" => Table::Plan,
        "con" => Table::Consent,
        _ => return None,
    })
}

/// The field of this exact name.
pub fn field(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

/// Names in the standard's own files that differ from its list (casework.md 1.1), beside those that only set
/// underscores or capitals otherwise.
const MISPRINTS: [(&str, &str); 1] = [(
    "victraffickinstatusdecisionmakingorg",
    "vic_TraffickingStatusDecisionMakingOrg",
)];

/// The field meant by a name, and whether the name is a misprint of it.
pub fn field_named(name: &str) -> Option<(&'static Field, Option<LossReason>)> {
    let name = name.trim().trim_start_matches('\u{feff}');
    if let Some(field) = field(name) {
        return Some((field, None));
    }
    let plain = plain(name);
    let meant = MISPRINTS
        .iter()
        .find(|(misprint, _)| *misprint == plain)
        .map(|(_, right)| *right);
    FIELDS
        .iter()
        .find(|field| {
            meant.map_or_else(
                || self::plain(field.name) == plain,
                |right| field.name == right,
            )
        })
        .map(|field| (field, Some(LossReason::Misprint)))
}

/// Letters and digits only, in lower case: how names and values are compared.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_the_standards() {
        assert_eq!(FIELDS.len(), 83);
        assert_eq!(FIELDS.iter().filter(|field| field.core).count(), 40);
        assert_eq!(FIELDS.iter().filter(|field| field.deprecated).count(), 3);
        assert_eq!(
            FIELDS
                .iter()
                .filter(|field| field.core && !field.deprecated)
                .count(),
            38
        );
        let control = field("vic_MethodsOfControl").expect("it is there");
        assert_eq!(
            (control.field_type, control.values.len()),
            (FieldType::Multiselect, 16)
        );
        // No two fields are the same name without its underscores.
        let mut names: Vec<_> = FIELDS.iter().map(|field| plain(field.name)).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 83);
    }

    #[test]
    fn known_misprints_are_read() {
        for (written, name) in [
            ("prs_First_Name", "prs_FirstName"),
            ("prs_Second_Name", "prs_SecondName"),
            ("vic_Methods_of_Control", "vic_MethodsOfControl"),
            (
                "vic_TraffickinStatusDecisionMakingOrg",
                "vic_TraffickingStatusDecisionMakingOrg",
            ),
        ] {
            let (field, why) = field_named(written).expect(written);
            assert_eq!((field.name, why), (name, Some(LossReason::Misprint)));
        }
        assert_eq!(field_named("prs_FirstName").expect("exact").1, None);
        assert!(field_named("prs_Nonsense").is_none() && field_named("").is_none());
    }
}
