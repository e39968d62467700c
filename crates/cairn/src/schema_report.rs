//! Faults against the schemas of HSDS, as the reports of an import and `directory check --hsds` tell them.

use std::fmt::Write as _;

use ::directory::import::{Checked, SchemaFaults};
use serde_json::{Value, json};

/// Places that are named one by one on a terminal; all are counted, and JSON has them all.
const PLACES_ON_A_TERMINAL: usize = 20;
/// Spots that are named of each.
const SPOTS_ON_A_TERMINAL: usize = 4;

/// For a program: every place, with the first spots of each. `names` are those of the files.
pub(crate) fn json(faults: &SchemaFaults, names: &[&str]) -> Value {
    let places: Vec<Value> = faults
        .iter()
        .map(|(place, spots)| {
            let at: Vec<Value> = spots
                .first
                .iter()
                .map(|spot| {
                    json!({
                        "file": names.get(usize::from(spot.file)),
                        "record": spot.line,
                        "pointer": spot.pointer,
                    })
                })
                .collect();
            json!({
                "object": place.object,
                "pointer": place.pointer,
                "wrong": place.wrong,
                "count": spots.count,
                "at": at,
            })
        })
        .collect();
    json!({"total": faults.total(), "elsewhere": faults.elsewhere(), "places": places})
}

/// For people at a terminal; empty where there is no fault.
pub(crate) fn terminal(faults: &SchemaFaults, names: &[&str]) -> String {
    let mut text = String::new();
    if faults.total() == 0 {
        return text;
    }
    let _ = writeln!(text, "\nAgainst the schemas of HSDS 3.1 and our profile");
    let mut places: Vec<_> = faults.iter().collect();
    places.sort_by_key(|(_, spots)| std::cmp::Reverse(spots.count));
    for (place, spots) in places.iter().take(PLACES_ON_A_TERMINAL) {
        let _ = writeln!(text, "{:>9} {place}", spots.count);
        let mut at: Vec<String> = spots
            .first
            .iter()
            .take(SPOTS_ON_A_TERMINAL)
            .map(|spot| {
                let name = names.get(usize::from(spot.file)).unwrap_or(&"");
                format!(
                    "{name}:{}{}{}",
                    spot.line,
                    if spot.pointer.is_empty() { "" } else { " " },
                    spot.pointer
                )
            })
            .collect();
        if spots.count > SPOTS_ON_A_TERMINAL as u64 {
            at.push("…".to_owned());
        }
        let _ = writeln!(text, "          {}", at.join(", "));
    }
    if places.len() > PLACES_ON_A_TERMINAL || faults.elsewhere() > 0 {
        let _ = writeln!(
            text,
            "          and at {} other places; --json names them",
            places.len().saturating_sub(PLACES_ON_A_TERMINAL)
        );
    }
    text
}

/// What `directory check --hsds` found, for a program.
pub(crate) fn checked_json(name: &str, checked: &Checked) -> Value {
    json!({
        "records": checked.records,
        "valid": checked.valid,
        "unknown": checked.unknown,
        "schema": json(&checked.faults, &[name]),
    })
}

/// The same for people.
pub(crate) fn checked_terminal(name: &str, checked: &Checked) -> String {
    let mut text = format!(
        "{:>9} records\n{:>9} without a fault\n",
        checked.records, checked.valid
    );
    if checked.unknown > 0 {
        let _ = writeln!(
            text,
            "{:>9} of which nobody knows what they are",
            checked.unknown
        );
    }
    text.push_str(&terminal(&checked.faults, &[name]));
    text
}
