//! The table `schedule`: the hours of a service, or of one of its phones.
//!
//! Row 0 says what is known (and the source's own words); the rows after it are the openings of a
//! week and the single days that differ. Hours of which nothing is known have no row.

use directory::hours::{Exception, Hours, Interval, Rule, Weekly};
use directory::service::Service;
use jiff::civil::{Date, Time, Weekday};
use uuid::Uuid;

use super::Which;
use super::read::Gathering;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "schedule",
    columns: &[
        "service_id",
        "phone",
        "position",
        "kind",
        "timezone",
        "notes_en",
        "notes_fr",
        "weekday",
        "date",
        "opens_at",
        "closes_at",
    ],
    key: None,
};

pub(crate) const DELETE: ByIds = ByIds {
    before: "DELETE FROM schedule WHERE service_id IN",
    after: "",
};

statements! {
    Both READ =
        "SELECT service_id, phone, position, kind, timezone, notes_en, notes_fr, weekday, date,
            opens_at, closes_at
         FROM schedule WHERE service_id BETWEEN $1 AND $2 ORDER BY service_id, phone, position";
}

/// One row, before it is laid out as values.
#[derive(Default)]
struct Line<'a> {
    kind: &'static str,
    time_zone: Option<&'a str>,
    notes: Option<&'a kernel::Text>,
    weekday: Option<Weekday>,
    date: Option<Date>,
    open: Option<(Time, Time)>,
}

/// The values of a service's rows: its own under phone 0, then those of each phone.
pub(super) fn push<'a>(service: &'a Service, into: &mut Vec<Value<'a>>) {
    if service.hours != Hours::default() {
        push_hours(service.id, 0, &service.hours, into);
    }
    for (phone, at) in service.phones.iter().zip(1..) {
        // A phone of which nothing is known differs from one that follows the service.
        if let Some(hours) = &phone.hours {
            push_hours(service.id, at, hours, into);
        }
    }
}

fn push_hours<'a>(service: Uuid, phone: i64, hours: &'a Hours, into: &mut Vec<Value<'a>>) {
    for (position, line) in (0_i64..).zip(lines(hours)) {
        into.extend([
            service.into(),
            phone.into(),
            position.into(),
            line.kind.into(),
            line.time_zone.map(str::to_owned).into(),
            line.notes.map(|notes| notes.en.clone()).into(),
            line.notes.map(|notes| notes.fr.clone()).into(),
            line.weekday
                .map(|day| i64::from(day.to_monday_one_offset()))
                .into(),
            line.date.map(|date| date.to_string()).into(),
            line.open.map(|(opens, _)| opens.to_string()).into(),
            line.open.map(|(_, closes)| closes.to_string()).into(),
        ]);
    }
}

fn lines(hours: &Hours) -> Vec<Line<'_>> {
    let head = |kind| Line {
        kind,
        notes: Some(&hours.note),
        ..Line::default()
    };
    let weekly = match &hours.rule {
        Rule::Unknown => return vec![head("unknown")],
        Rule::Always => return vec![head("always")],
        Rule::Weekly(weekly) => weekly,
    };
    let mut lines = vec![Line {
        time_zone: Some(weekly.time_zone.name()),
        ..head("weekly")
    }];
    lines.extend(weekly.intervals.iter().map(|interval| Line {
        kind: "interval",
        weekday: Some(interval.day),
        open: Some((interval.opens, interval.closes)),
        ..Line::default()
    }));
    for exception in &weekly.exceptions {
        let day = |open| Line {
            kind: "exception",
            date: Some(exception.date),
            open,
            ..Line::default()
        };
        if exception.open.is_empty() {
            lines.push(day(None));
        }
        lines.extend(exception.open.iter().map(|open| day(Some(*open))));
    }
    lines
}

/// Adds to the services gathered so far, whose phones are there already.
pub(super) async fn add(
    transaction: &mut Transaction,
    which: Which,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    let take = |row: &dyn Row| {
        let Some(service) = gathering.service(row)? else {
            return Ok(());
        };
        let hours = match super::phone_of(row)? {
            None => &mut service.hours,
            Some(at) => super::nth_phone(service, at)?.hours.get_or_insert_default(),
        };
        add_row(row, hours)
    };
    transaction.each(&READ, &which.bounds(), take).await
}

fn add_row(row: &dyn Row, hours: &mut Hours) -> Result<(), StoreError> {
    let kind = row.text("kind")?;
    match (kind.as_str(), &mut hours.rule) {
        ("unknown", _) => hours.note = row.both("notes_en", "notes_fr")?,
        ("always", rule) => {
            *rule = Rule::Always;
            hours.note = row.both("notes_en", "notes_fr")?;
        }
        ("weekly", rule) => {
            *rule = Rule::Weekly(Weekly {
                time_zone: row.parsed("timezone")?,
                intervals: Vec::new(),
                exceptions: Vec::new(),
            });
            hours.note = row.both("notes_en", "notes_fr")?;
        }
        ("interval", Rule::Weekly(weekly)) => weekly.intervals.push(Interval {
            day: weekday(row)?,
            opens: row.parsed("opens_at")?,
            closes: row.parsed("closes_at")?,
        }),
        ("exception", Rule::Weekly(weekly)) => add_exception(row, weekly)?,
        _ => return Err(StoreError::damaged("schedule.kind", kind)),
    }
    Ok(())
}

fn add_exception(row: &dyn Row, weekly: &mut Weekly) -> Result<(), StoreError> {
    let date = row.parsed("date")?;
    if weekly
        .exceptions
        .last()
        .is_none_or(|last| last.date != date)
    {
        weekly.exceptions.push(Exception {
            date,
            open: Vec::new(),
        });
    }
    let opens = row.optional_parsed("opens_at")?;
    let closes = row.optional_parsed("closes_at")?;
    if let (Some(last), Some(opens), Some(closes)) = (weekly.exceptions.last_mut(), opens, closes) {
        last.open.push((opens, closes));
    }
    Ok(())
}

fn weekday(row: &dyn Row) -> Result<Weekday, StoreError> {
    let number = row.integer("weekday")?;
    i8::try_from(number)
        .ok()
        .and_then(|number| Weekday::from_monday_one_offset(number).ok())
        .ok_or_else(|| StoreError::damaged("schedule.weekday", number))
}
