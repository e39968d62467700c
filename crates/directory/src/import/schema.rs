//! What of the JSON that is taken in does not satisfy the schemas of HSDS, place by place. It is told,
//! and what can be read is taken in all the same: few exports in the world would pass.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};

use serde::Serialize;
use serde_json::{Map, Value};

use super::fault::Spot;
use super::{Table, json};
use crate::hsds::validate::SCHEMAS;

/// Places that are told apart; a file in which every fault is elsewhere is made to fill memory.
const MOST_PLACES: usize = 2_000;
/// Spots that are told of each place.
const MOST_SPOTS: usize = 20;
/// Longest pointer that is told.
const LONGEST_POINTER: usize = 200;

/// A kind of fault at a kind of place, such as every `/phones/*/number` that is no text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SchemaPlace {
    /// The HSDS name of the object.
    pub object: &'static str,
    /// The JSON pointer (RFC 6901) with `*` for positions in lists.
    pub pointer: String,
    /// What is asked there, in words.
    pub wrong: String,
}

impl fmt::Display for SchemaPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.pointer.is_empty() { "" } else { " " };
        write!(
            formatter,
            "{}{space}{} {}",
            self.object, self.pointer, self.wrong
        )
    }
}

/// One fault: the record and the exact pointer in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaSpot {
    /// Which file, in the order of the report.
    pub file: u16,
    /// The number of the record in it, from 1.
    pub line: u32,
    /// The JSON pointer in the record.
    pub pointer: String,
}

/// Faults of one place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SchemaSpots {
    /// All of them.
    pub count: u64,
    /// The first ones.
    pub first: Vec<SchemaSpot>,
}

/// Every fault against the schemas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchemaFaults {
    places: BTreeMap<SchemaPlace, SchemaSpots>,
    elsewhere: u64,
}

impl SchemaFaults {
    /// Each place with its faults, in the order of objects and pointers.
    pub fn iter(&self) -> impl Iterator<Item = (&SchemaPlace, &SchemaSpots)> {
        self.places.iter()
    }

    /// Faults at further places, of which there are too many to name.
    pub fn elsewhere(&self) -> u64 {
        self.elsewhere
    }

    /// All faults.
    pub fn total(&self) -> u64 {
        let named: u64 = self.places.values().map(|spots| spots.count).sum();
        named + self.elsewhere
    }

    /// Holds a record against the schema of its table. Whether there is a fault.
    pub(super) fn look(&mut self, table: Table, record: &Map<String, Value>, at: Spot) -> bool {
        let Some(schema) = SCHEMAS.of(table.name()) else {
            return false;
        };
        let faults = schema.faults_of(record);
        for fault in &faults {
            let pointer = shown(&fault.pointer);
            let place = SchemaPlace {
                object: table.name(),
                pointer: without_positions(&pointer),
                wrong: fault.wrong.to_string(),
            };
            if self.places.len() >= MOST_PLACES && !self.places.contains_key(&place) {
                self.elsewhere += 1;
                continue;
            }
            let spots = self.places.entry(place).or_default();
            spots.count += 1;
            if spots.first.len() < MOST_SPOTS {
                spots.first.push(SchemaSpot {
                    file: at.file,
                    line: at.line,
                    pointer,
                });
            }
        }
        !faults.is_empty()
    }
}

/// Names of properties come from the file: nothing of them may steer a terminal, or fill it.
fn shown(pointer: &str) -> String {
    let sound = |letter: char| {
        if letter.is_control() {
            char::REPLACEMENT_CHARACTER
        } else {
            letter
        }
    };
    pointer.chars().take(LONGEST_POINTER).map(sound).collect()
}

fn without_positions(pointer: &str) -> String {
    let steps = pointer.split('/').map(|step| {
        let position = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
        if position { "*" } else { step }
    });
    steps.collect::<Vec<_>>().join("/")
}

/// What a file of HSDS JSON says of itself when it is held against the schemas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Records in it.
    pub records: u32,
    /// Records without a fault.
    pub valid: u32,
    /// Records of which nobody knows what they are.
    pub unknown: u32,
    /// Every fault.
    pub faults: SchemaFaults,
}

/// Holds every record of a file of HSDS JSON against the schemas: a list, pages of an interface, a line
/// each, or one record. The file's name tells what they are when they do not say so themselves.
///
/// # Errors
/// Where the file cannot be read, or is no JSON.
pub fn check_hsds(name: &str, source: impl Read) -> io::Result<Checked> {
    let named = Table::named(name).map(|(table, _)| table);
    let mut checked = Checked::default();
    let mut take = |table: Option<Table>, number: u32, record: Map<String, Value>| {
        checked.records += 1;
        // What a record says of itself is surer than the name of its file.
        let table = table.or_else(|| json::guess(&record)).or(named);
        let table = table.filter(|table| SCHEMAS.of(table.name()).is_some());
        match table.filter(|_| !record.is_empty()) {
            None => checked.unknown += 1,
            Some(table) => {
                let at = Spot {
                    file: 0,
                    line: number,
                };
                checked.valid += u32::from(!checked.faults.look(table, &record, at));
            }
        }
        Ok(())
    };
    json::each(source, named, &mut take)?;
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_told_without_positions_and_without_tricks() {
        assert_eq!(without_positions("/phones/12/id"), "/phones/*/id");
        assert_eq!(without_positions(""), "");
        assert_eq!(
            shown("/translations/\u{1b}[2J"),
            "/translations/\u{fffd}[2J"
        );
        assert_eq!(shown(&"/a".repeat(900)).len(), LONGEST_POINTER);
    }

    #[test]
    fn a_file_made_to_fill_memory_is_bounded() {
        let mut faults = SchemaFaults::default();
        let at = Spot { file: 0, line: 1 };
        for nth in 0..3_000 {
            let text =
                format!(r#"{{"id":1,"name":"n","status":"active","translations":{{"x{nth}":5}}}}"#);
            let record: Map<String, Value> = serde_json::from_str(&text).expect("JSON");
            assert!(faults.look(Table::Service, &record, at));
        }
        assert_eq!(faults.iter().count(), MOST_PLACES);
        assert_eq!(faults.total(), 6_000);
        assert!(
            faults
                .iter()
                .all(|(_, spots)| spots.first.len() <= MOST_SPOTS)
        );
    }
}
