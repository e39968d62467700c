//! Hours as fields: what is known, a time zone, the openings of each weekday, single days, and notes;
//! and the hours of one telephone line as one text.

use std::fmt::Write as _;

use jiff::civil::{Time, Weekday};
use kernel::Text;

use super::read::{Reading, Wrong};
use super::{Field, Values};
use crate::hours::{Exception, Hours, HoursError, Interval, Rule, Weekly, Zone};

/// The words of `schedule.rule`.
const ALWAYS: &str = "always";
const WEEKLY: &str = "weekly";
/// Most single days of one record.
const MOST_EXCEPTIONS: usize = 200;

const FIELDS: [Field; 12] = [
    Field::ScheduleRule,
    Field::ScheduleTimezone,
    Field::ScheduleDay(1),
    Field::ScheduleDay(2),
    Field::ScheduleDay(3),
    Field::ScheduleDay(4),
    Field::ScheduleDay(5),
    Field::ScheduleDay(6),
    Field::ScheduleDay(7),
    Field::ScheduleExceptions,
    Field::ScheduleNotesEnglish,
    Field::ScheduleNotesFrench,
];

fn hour(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `08:30-12:00, 13:00-24:00`.
fn times(open: impl Iterator<Item = (Time, Time)>) -> String {
    let mut text = String::new();
    for (opens, closes) in open {
        if !text.is_empty() {
            text.push_str(", ");
        }
        let closes = if closes == Time::midnight() {
            "24:00".to_owned()
        } else {
            hour(closes)
        };
        let _ = write!(text, "{}-{closes}", hour(opens));
    }
    text
}

fn of_day(weekly: &Weekly, day: Weekday) -> String {
    let intervals = weekly.intervals.iter();
    times(
        intervals
            .filter(|interval| interval.day == day)
            .map(|interval| (interval.opens, interval.closes)),
    )
}

fn exception(exception: &Exception) -> String {
    let open = times(exception.open.iter().copied());
    let open = if open.is_empty() { "closed" } else { &open };
    format!("{} {open}", exception.date)
}

fn weekdays() -> impl Iterator<Item = (u8, Weekday)> {
    (1..=7).filter_map(|number: u8| {
        let day = Weekday::from_monday_one_offset(number.cast_signed()).ok()?;
        Some((number, day))
    })
}

/// Writes a service's hours.
pub(super) fn write(hours: &Hours, into: &mut Values) {
    into.set(Field::ScheduleNotesEnglish, &hours.note.en);
    into.set(Field::ScheduleNotesFrench, &hours.note.fr);
    match &hours.rule {
        Rule::Unknown => {}
        Rule::Always => into.set(Field::ScheduleRule, ALWAYS),
        Rule::Weekly(weekly) => {
            into.set(Field::ScheduleRule, WEEKLY);
            into.set(Field::ScheduleTimezone, weekly.time_zone.name());
            for (number, day) in weekdays() {
                into.set(Field::ScheduleDay(number), &of_day(weekly, day));
            }
            let exceptions: Vec<String> = weekly.exceptions.iter().map(exception).collect();
            into.set(Field::ScheduleExceptions, &exceptions.join("\n"));
        }
    }
}

/// Reads a service's hours.
pub(super) fn read(reading: &mut Reading<'_>) {
    if !reading.touched(&FIELDS) {
        return;
    }
    let note = Text::new(
        reading.sentence(Field::ScheduleNotesEnglish),
        reading.sentence(Field::ScheduleNotesFrench),
    );
    let rule = match reading.values.get(Field::ScheduleRule) {
        "" | "unknown" => Rule::Unknown,
        ALWAYS => Rule::Always,
        WEEKLY => match weekly(reading) {
            Some(weekly) => Rule::Weekly(weekly),
            None => return,
        },
        _ => return reading.fault(Field::ScheduleRule, Wrong::Choice),
    };
    reading.service.hours = Hours { rule, note };
}

/// `None` after a fault.
fn weekly(reading: &mut Reading<'_>) -> Option<Weekly> {
    let before = reading.faults.len();
    let zone = match reading.values.get(Field::ScheduleTimezone) {
        "" => {
            reading.fault(Field::ScheduleTimezone, Wrong::Zone);
            None
        }
        name => Zone::named(name)
            .map_err(|_| reading.fault(Field::ScheduleTimezone, Wrong::Zone))
            .ok(),
    };
    let mut intervals = Vec::new();
    for (number, day) in weekdays() {
        let field = Field::ScheduleDay(number);
        let written = reading.values.get(field);
        if written.is_empty() {
            continue;
        }
        // The line reader wants a day before the times; any will do.
        match Interval::parse(&format!("mon {}", tidy(written))) {
            Ok(found) => intervals.extend(found.into_iter().map(|found| Interval { day, ..found })),
            Err(_) => reading.fault(field, Wrong::Times),
        }
    }
    // A week without an opening says that it is never open; that is a fact about the status.
    if intervals.is_empty() && reading.faults.len() == before {
        reading.fault(Field::ScheduleDay(1), Wrong::NoOpening);
    }
    let mut exceptions = Vec::new();
    for line in reading.values.get(Field::ScheduleExceptions).lines() {
        match exception_of(line) {
            Ok(exception) if exceptions.len() < MOST_EXCEPTIONS => exceptions.push(exception),
            _ => {
                reading.fault(Field::ScheduleExceptions, Wrong::Exceptions);
                break;
            }
        }
    }
    (reading.faults.len() == before).then_some(())?;
    Some(Weekly {
        time_zone: zone?,
        intervals,
        exceptions,
    })
}

fn exception_of(line: &str) -> Result<Exception, HoursError> {
    let (date, times) = line.trim().split_once(' ').ok_or(HoursError::Shape)?;
    // Whoever works in French writes French.
    let times = match times.trim() {
        "fermé" | "ferme" => "closed".to_owned(),
        times => tidy(times),
    };
    Exception::parse(&format!("{date} {times}"))
}

/// `8:30 - 12:00;13:00–16:00` as the line reader knows it: `08:30-12:00,13:00-16:00`. `8h30` and
/// `9 h` are how French writes times.
fn tidy(written: &str) -> String {
    let written = written
        .replace(['\u{2013}', '\u{2014}', '\u{2011}'], "-")
        .replace(" à ", "-")
        .replace(" to ", "-")
        .replace([';', '\n'], ",");
    let time = |time: &str| {
        let time = time.trim().to_ascii_lowercase().replace(' ', "");
        let (hour, minute) = time.split_once(['h', ':']).unwrap_or((&time, ""));
        let minute = if minute.is_empty() { "00" } else { minute };
        format!("{hour:0>2}:{minute}")
    };
    let interval = |interval: &str| match interval.split_once('-') {
        Some((opens, closes)) => format!("{}-{}", time(opens), time(closes)),
        None => interval.trim().to_owned(),
    };
    let parts = written.split(',').filter(|part| !part.trim().is_empty());
    parts.map(interval).collect::<Vec<_>>().join(",")
}

/// The hours of one telephone line: `always`, `unknown`, or a time zone and then lines such as
/// `mon 08:30-12:00` and `2026-12-25 closed`; lines beginning with `en:` and `fr:` are notes.
pub(super) fn line_text(hours: &Hours) -> String {
    let mut lines = Vec::new();
    match &hours.rule {
        Rule::Unknown => lines.push("unknown".to_owned()),
        Rule::Always => lines.push(ALWAYS.to_owned()),
        Rule::Weekly(weekly) => {
            lines.push(weekly.time_zone.name().to_owned());
            for (number, day) in weekdays() {
                let open = of_day(weekly, day);
                if !open.is_empty() {
                    let day = SHORT[usize::from(number - 1)];
                    lines.push(format!("{day} {}", open.replace(' ', "")));
                }
            }
            lines.extend(weekly.exceptions.iter().map(exception));
        }
    }
    for (lang, note) in [("en", &hours.note.en), ("fr", &hours.note.fr)] {
        if !note.is_empty() {
            lines.push(format!("{lang}: {}", note.replace('\n', " ")));
        }
    }
    lines.join("\n")
}

const SHORT: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads what [`line_text`] writes.
pub(super) fn line_hours(text: &str) -> Result<Hours, Wrong> {
    let mut note = Text::default();
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(words) = line.strip_prefix("en:") {
            words.trim().clone_into(&mut note.en);
        } else if let Some(words) = line.strip_prefix("fr:") {
            words.trim().clone_into(&mut note.fr);
        } else {
            lines.push(line);
        }
    }
    let rule = match lines[..] {
        [] | ["unknown"] => Rule::Unknown,
        [ALWAYS] => Rule::Always,
        [zone, ref rest @ ..] => {
            let mut weekly = Weekly {
                time_zone: Zone::named(zone).map_err(|_| Wrong::Zone)?,
                intervals: Vec::new(),
                exceptions: Vec::new(),
            };
            for line in rest {
                if line.starts_with(|first: char| first.is_ascii_digit()) {
                    let exception = exception_of(line).map_err(|_| Wrong::Exceptions)?;
                    weekly.exceptions.push(exception);
                } else {
                    let found = Interval::parse(line).map_err(|_| Wrong::Times)?;
                    weekly.intervals.extend(found);
                }
            }
            Rule::Weekly(weekly)
        }
    };
    Ok(Hours { rule, note })
}
