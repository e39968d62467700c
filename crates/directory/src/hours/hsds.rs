//! Hours as HSDS `schedule` rows (3.x: RFC 5545 words in columns). The unstable edge: HSDS is moving
//! from `service.schedules` to `operating_hours` and `events` (pull request 594, seen 2026-11), so
//! nothing inside the program depends on this.

use jiff::Timestamp;
use jiff::civil::{Time, Weekday};
use kernel::Lang;
use serde::Serialize;

use super::{Hours, Rule, Weekly};

/// One row of HSDS `schedule`, without the ids, which belong to whoever exports it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Schedule {
    /// Always `WEEKLY` for the usual week, absent for a single date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freq: Option<&'static str>,
    /// Days with commas: `MO,TU,WE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byday: Option<String>,
    /// Opens, `HH:MM` with the offset of the day of export, such as `08:00-08:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
    /// Closes, likewise; `24:00` is midnight (ISO 8601), an earlier time than `opens_at` the next day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
    /// Offset from UTC in hours on the day of export (HSDS has no names of zones).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<f64>,
    /// First date of a single date's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last date of a single date's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// The source's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What the columns cannot hold: the zone's name, "closed".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

const EMPTY: Schedule = Schedule {
    freq: None,
    byday: None,
    opens_at: None,
    closes_at: None,
    timezone: None,
    valid_from: None,
    valid_to: None,
    description: None,
    notes: None,
};

const EVERY_DAY: &str = "MO,TU,WE,TH,FR,SA,SU";

impl Hours {
    /// The rows that say these hours in HSDS: one for each pair of times with its days, one for each
    /// exception. `now` decides the offset, because HSDS writes offsets instead of zones. Hours that
    /// nobody knows give no row, or one with the source's words alone.
    pub fn to_hsds(&self, lang: Lang, now: Timestamp) -> Vec<Schedule> {
        let words = match self.note.shown(lang).0 {
            "" => None,
            words => Some(words.to_owned()),
        };
        let mut rows = match &self.rule {
            Rule::Unknown => Vec::new(),
            Rule::Always => vec![Schedule {
                freq: Some("WEEKLY"),
                byday: Some(EVERY_DAY.to_owned()),
                opens_at: Some("00:00".to_owned()),
                closes_at: Some("24:00".to_owned()),
                ..EMPTY
            }],
            Rule::Weekly(weekly) => weekly.to_hsds(now),
        };
        if rows.is_empty() && words.is_some() {
            rows.push(EMPTY);
        }
        for row in &mut rows {
            row.description.clone_from(&words);
        }
        rows
    }
}

impl Weekly {
    fn to_hsds(&self, now: Timestamp) -> Vec<Schedule> {
        let offset = self.time_zone.offset_seconds(now);
        let row = Schedule {
            timezone: Some(f64::from(offset) / 3600.0),
            notes: Some(self.time_zone.name().to_owned()),
            ..EMPTY
        };
        let mut pairs: Vec<(Time, Time)> = Vec::new();
        for interval in &self.intervals {
            if !pairs.contains(&(interval.opens, interval.closes)) {
                pairs.push((interval.opens, interval.closes));
            }
        }
        let usual = pairs.into_iter().map(|(opens, closes)| Schedule {
            freq: Some("WEEKLY"),
            byday: Some(self.days_with(opens, closes)),
            opens_at: Some(time_with_offset(opens, offset)),
            closes_at: Some(closing_with_offset(closes, offset)),
            ..row.clone()
        });
        let single = self.exceptions.iter().flat_map(|exception| {
            let date = exception.date.to_string();
            let day = Schedule {
                valid_from: Some(date.clone()),
                valid_to: Some(date),
                ..row.clone()
            };
            if exception.open.is_empty() {
                let notes = Some("Closed / Fermé".to_owned());
                return vec![Schedule { notes, ..day }];
            }
            let open = exception.open.iter().map(|&(opens, closes)| Schedule {
                opens_at: Some(time_with_offset(opens, offset)),
                closes_at: Some(closing_with_offset(closes, offset)),
                ..day.clone()
            });
            open.collect()
        });
        usual.chain(single).collect()
    }

    fn days_with(&self, opens: Time, closes: Time) -> String {
        let mut days: Vec<Weekday> = self
            .intervals
            .iter()
            .filter(|interval| (interval.opens, interval.closes) == (opens, closes))
            .map(|interval| interval.day)
            .collect();
        days.sort_by_key(|day| day.to_monday_one_offset());
        days.dedup();
        let codes: Vec<&str> = days.into_iter().map(code).collect();
        codes.join(",")
    }
}

const fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

fn time_with_offset(time: Time, offset: i32) -> String {
    written(time.hour(), time.minute(), offset)
}

fn closing_with_offset(time: Time, offset: i32) -> String {
    if time == Time::midnight() {
        written(24, 0, offset)
    } else {
        time_with_offset(time, offset)
    }
}

fn written(hour: i8, minute: i8, offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    format!(
        "{hour:02}:{minute:02}{sign}{:02}:{:02}",
        minutes / 60,
        minutes % 60
    )
}
