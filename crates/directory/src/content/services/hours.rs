//! `hours` of a service or of a phone.

use std::fmt::Display;

use crate::content::record::{NAME, SENTENCE};
use crate::content::table::{Found, Table};
use crate::hours::{Exception, Hours, Interval, Rule, Weekly, Zone};

/// `None` when there are none.
pub(super) fn hours(table: &mut Table) -> Option<Hours> {
    let mut table = table.table("hours", "the table of hours")?;
    let always = table.flag("always");
    let time_zone = table.text("time_zone", NAME);
    let weekly = table.list("weekly", NAME);
    let exceptions = table.list("exceptions", NAME);
    let note = table.both("note", SENTENCE).unwrap_or_default();

    let intervals = lines(&table, &weekly, Interval::parse);
    let exceptions = lines(&table, &exceptions, Exception::parse);
    let time_zone = time_zone.and_then(|written| {
        let remedy = "write the zone as region/city, such as America/Toronto";
        let zone = Zone::named(&written.value);
        zone.map_err(|error| table.fault(&written.span, error.to_string(), remedy))
            .ok()
    });
    check(&table, always, !weekly.is_empty());
    let rule = match (always, time_zone) {
        (Some(true), _) => Rule::Always,
        (_, Some(time_zone)) => Rule::Weekly(Weekly {
            time_zone,
            intervals: intervals.into_iter().flatten().collect(),
            exceptions,
        }),
        (_, None) => Rule::Unknown,
    };
    table.finish();
    Some(Hours { rule, note })
}

/// Notes keys that do not go together, and hours that say nothing.
fn check(table: &Table, always: Option<bool>, weekly: bool) {
    if always.is_some() && weekly {
        let problem = "the hours have both `always` and `weekly`";
        table.fault(
            &table.span_of("always"),
            problem,
            "keep the one that is true",
        );
    } else if always == Some(false) {
        let problem = "`always = false` says nothing about when it is open";
        let remedy = "write `weekly`, or leave the hours out when they are not known";
        table.fault(&table.span_of("always"), problem, remedy);
    }
    if weekly && !table.has("time_zone") {
        table.missing("time_zone");
    }
    for key in ["time_zone", "exceptions"] {
        if !weekly && table.has(key) {
            let problem = format!("`{key}` stands without `weekly`");
            table.fault(&table.span_of(key), problem, "add `weekly`, or delete it");
        }
    }
    let says_something = ["always", "weekly", "note", "time_zone", "exceptions"];
    if !says_something.iter().any(|key| table.has(key)) {
        let remedy = "write them, or leave the table out when they are not known";
        table.fault(table.span(), "the hours say nothing", remedy);
    }
}

fn lines<T, E: Display>(
    table: &Table,
    written: &[Found<String>],
    parse: impl Fn(&str) -> Result<T, E>,
) -> Vec<T> {
    let read = written.iter().filter_map(|line| {
        parse(&line.value)
            .map_err(|error| {
                let remedy = "write days and times, such as \"mon-fri 08:00-17:00\"; for one date, \"2026-12-25 closed\"";
                table.fault(&line.span, format!("{:?}: {error}", line.value), remedy);
            })
            .ok()
    });
    read.collect()
}
