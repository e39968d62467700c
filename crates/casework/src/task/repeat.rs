//! When something comes again: the part of RFC 5545's recurrence rules (section 3.3.10) that people use.
//!
//! `FREQ` (`DAILY`, `WEEKLY`, `MONTHLY`, `YEARLY`), `INTERVAL`, `BYDAY` (plain days, with `WEEKLY`),
//! `BYMONTHDAY` (one day, with `MONTHLY`), and `COUNT` or `UNTIL` (a day). Weeks begin on Monday. A day that a
//! month does not have is passed over, as the standard says.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::weekday::Weekday;

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// `DAILY`.
    Daily,
    /// `WEEKLY`.
    Weekly,
    /// `MONTHLY`.
    Monthly,
    /// `YEARLY`.
    Yearly,
}

/// When it stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RepeatEnd {
    /// Never.
    Never,
    /// After so many times, the first counted.
    Count(u16),
    /// After this day.
    Until(Date),
}

/// A rule of repeating. Written and stored as RFC 5545 writes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Repeat {
    frequency: Frequency,
    interval: u16,
    by_day: BTreeSet<Weekday>,
    by_month_day: Option<i8>,
    end: RepeatEnd,
}

/// Why a rule cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RepeatError {
    /// It is not of the form `NAME=VALUE;NAME=VALUE`, or names a part twice.
    #[error("a rule of repeating is written like FREQ=WEEKLY;INTERVAL=2")]
    Form,
    /// It has a part that is not supported.
    #[error("only FREQ, INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL can be used")]
    Unsupported,
    /// A value is out of its range.
    #[error("a value of the rule is out of range")]
    Value,
    /// Parts that do not go together.
    #[error("BYDAY goes with WEEKLY, BYMONTHDAY with MONTHLY, and COUNT not with UNTIL")]
    Together,
}

impl Repeat {
    /// Each `interval`-th day, week, month or year, without end. The interval is 1 to 999.
    pub fn every(interval: u16, frequency: Frequency) -> Result<Self, RepeatError> {
        if !(1..=999).contains(&interval) {
            return Err(RepeatError::Value);
        }
        Ok(Self {
            frequency,
            interval,
            by_day: BTreeSet::new(),
            by_month_day: None,
            end: RepeatEnd::Never,
        })
    }

    /// The days of a row that begins on `first`. It ends where the rule or the calendar does.
    pub fn days(&self, first: Date) -> impl Iterator<Item = Date> + '_ {
        let most = match self.end {
            RepeatEnd::Count(count) => usize::from(count),
            RepeatEnd::Never | RepeatEnd::Until(_) => usize::MAX,
        };
        let until = match self.end {
            RepeatEnd::Until(until) => until,
            RepeatEnd::Never | RepeatEnd::Count(_) => Date::MAX,
        };
        // The first day belongs to the row also where the rule would not fall on it (section 3.8.5.3).
        std::iter::once(first)
            .chain(
                (0_i32..)
                    .map_while(move |step| self.period(first, step))
                    .flatten()
                    .filter(move |day| *day > first),
            )
            .take_while(move |day| *day <= until)
            .take(most)
    }

    /// The first day of the row after `day`.
    pub fn next_after(&self, first: Date, day: Date) -> Option<Date> {
        self.days(first).find(|candidate| *candidate > day)
    }

    /// The days of the `step`-th period, in order; `None` beyond the calendar.
    fn period(&self, first: Date, step: i32) -> Option<Vec<Date>> {
        let by = step.checked_mul(i32::from(self.interval))?;
        match self.frequency {
            Frequency::Daily => Some(vec![first.checked_add(by.days()).ok()?]),
            Frequency::Weekly if self.by_day.is_empty() => {
                Some(vec![first.checked_add(by.weeks()).ok()?])
            }
            Frequency::Weekly => {
                let back = Weekday::of(first) as i32;
                let monday = first.checked_sub(back.days()).ok()?;
                let monday = monday.checked_add(by.weeks()).ok()?;
                self.by_day
                    .iter()
                    .map(|day| monday.checked_add((*day as i32).days()).ok())
                    .collect()
            }
            Frequency::Monthly => {
                let month = first.first_of_month().checked_add(by.months()).ok()?;
                let day = self.by_month_day.unwrap_or(first.day());
                Some(
                    Date::new(month.year(), month.month(), day)
                        .ok()
                        .into_iter()
                        .collect(),
                )
            }
            Frequency::Yearly => {
                let year = i16::try_from(i32::from(first.year()).checked_add(by)?).ok()?;
                if year > Date::MAX.year() {
                    return None;
                }
                Some(
                    Date::new(year, first.month(), first.day())
                        .ok()
                        .into_iter()
                        .collect(),
                )
            }
        }
    }
}

impl fmt::Display for Repeat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(formatter, "FREQ={frequency}")?;
        if self.interval != 1 {
            write!(formatter, ";INTERVAL={}", self.interval)?;
        }
        if !self.by_day.is_empty() {
            let days: Vec<_> = self.by_day.iter().map(|day| day.rfc_5545()).collect();
            write!(formatter, ";BYDAY={}", days.join(","))?;
        }
        if let Some(day) = self.by_month_day {
            write!(formatter, ";BYMONTHDAY={day}")?;
        }
        match self.end {
            RepeatEnd::Never => Ok(()),
            RepeatEnd::Count(count) => write!(formatter, ";COUNT={count}"),
            RepeatEnd::Until(day) => write!(
                formatter,
                ";UNTIL={:04}{:02}{:02}",
                day.year(),
                day.month(),
                day.day()
            ),
        }
    }
}

impl FromStr for Repeat {
    type Err = RepeatError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let written = written.trim();
        let written = written.strip_prefix("RRULE:").unwrap_or(written);
        let mut seen = BTreeSet::new();
        let mut frequency = None;
        let mut rule = Self::every(1, Frequency::Daily)?;
        for part in written.split(';') {
            let (name, value) = part.split_once('=').ok_or(RepeatError::Form)?;
            if !seen.insert(name) {
                return Err(RepeatError::Form);
            }
            match name {
                "FREQ" => {
                    frequency = Some(match value {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return Err(RepeatError::Unsupported),
                    });
                }
                "INTERVAL" => rule.interval = within(value, 1..=999)?,
                "BYDAY" => {
                    rule.by_day = value
                        .split(',')
                        .map(|day| Weekday::from_rfc_5545(day).ok_or(RepeatError::Unsupported))
                        .collect::<Result<_, _>>()?;
                }
                "BYMONTHDAY" => {
                    let day = within(value, 1..=31)?;
                    rule.by_month_day = Some(i8::try_from(day).map_err(|_| RepeatError::Value)?);
                }
                "COUNT" if rule.end == RepeatEnd::Never => {
                    rule.end = RepeatEnd::Count(within(value, 1..=999)?);
                }
                "UNTIL" if rule.end == RepeatEnd::Never => rule.end = RepeatEnd::Until(day(value)?),
                "COUNT" | "UNTIL" => return Err(RepeatError::Together),
                // Monday is what we count from.
                "WKST" if value == "MO" => {}
                _ => return Err(RepeatError::Unsupported),
            }
        }
        rule.frequency = frequency.ok_or(RepeatError::Form)?;
        let days_fit = rule.by_day.is_empty() || rule.frequency == Frequency::Weekly;
        let day_fits = rule.by_month_day.is_none() || rule.frequency == Frequency::Monthly;
        if days_fit && day_fits {
            Ok(rule)
        } else {
            Err(RepeatError::Together)
        }
    }
}

fn within(value: &str, range: std::ops::RangeInclusive<u16>) -> Result<u16, RepeatError> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    value
        .parse()
        .ok()
        .filter(|number| digits && range.contains(number))
        .ok_or(RepeatError::Value)
}

/// `20261231`, or the day of `20261231T235959Z`.
fn day(value: &str) -> Result<Date, RepeatError> {
    let day = value.split('T').next().unwrap_or(value);
    if day.len() != 8 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(RepeatError::Value);
    }
    format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])
        .parse()
        .map_err(|_| RepeatError::Value)
}

impl TryFrom<String> for Repeat {
    type Error = RepeatError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse()
    }
}

impl From<Repeat> for String {
    fn from(repeat: Repeat) -> Self {
        repeat.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn days(rule: &str, first: Date) -> Vec<String> {
        let rule: Repeat = rule.parse().expect(rule);
        rule.days(first)
            .take(5)
            .map(|day| day.to_string())
            .collect()
    }

    #[test]
    fn rows_are_those_of_the_standard() {
        let first = date(1997, 9, 2);
        // From the examples of RFC 5545, section 3.8.5.3.
        assert_eq!(
            days("FREQ=WEEKLY;COUNT=10;WKST=MO;BYDAY=TU,TH", first),
            [
                "1997-09-02",
                "1997-09-04",
                "1997-09-09",
                "1997-09-11",
                "1997-09-16"
            ]
        );
        assert_eq!(
            days("FREQ=DAILY;INTERVAL=10;COUNT=5", first),
            [
                "1997-09-02",
                "1997-09-12",
                "1997-09-22",
                "1997-10-02",
                "1997-10-12"
            ]
        );
        assert_eq!(
            days("FREQ=DAILY;UNTIL=19970904T000000Z", first),
            ["1997-09-02", "1997-09-03", "1997-09-04"]
        );
        assert_eq!(
            days("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR", date(1997, 9, 1)),
            [
                "1997-09-01",
                "1997-09-03",
                "1997-09-05",
                "1997-09-15",
                "1997-09-17"
            ]
        );
        // A day that a month does not have is passed over.
        assert_eq!(
            days("FREQ=MONTHLY", date(2027, 1, 31)),
            [
                "2027-01-31",
                "2027-03-31",
                "2027-05-31",
                "2027-07-31",
                "2027-08-31"
            ]
        );
        assert_eq!(
            days("FREQ=YEARLY;COUNT=3", date(2028, 2, 29)),
            ["2028-02-29", "2032-02-29", "2036-02-29"]
        );
        assert_eq!(
            days("FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3", date(2026, 11, 24)),
            ["2026-11-24", "2026-12-01", "2027-01-01"]
        );
        // A rule that never falls on a day ends with the calendar and not later.
        assert_eq!(
            days("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", date(2026, 4, 30)),
            ["2026-04-30"]
        );
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (rule, why) in [
            ("", RepeatError::Form),
            ("INTERVAL=2", RepeatError::Form),
            ("FREQ=DAILY;FREQ=DAILY", RepeatError::Form),
            ("FREQ=SECONDLY", RepeatError::Unsupported),
            ("FREQ=MONTHLY;BYDAY=1MO", RepeatError::Unsupported),
            ("FREQ=DAILY;BYHOUR=9", RepeatError::Unsupported),
            ("FREQ=DAILY;BYDAY=MO", RepeatError::Together),
            ("FREQ=DAILY;COUNT=2;UNTIL=20270101", RepeatError::Together),
            ("FREQ=DAILY;INTERVAL=0", RepeatError::Value),
            ("FREQ=DAILY;INTERVAL=+2", RepeatError::Value),
            ("FREQ=DAILY;COUNT=99999999999", RepeatError::Value),
            ("FREQ=DAILY;UNTIL=20270230", RepeatError::Value),
            ("FREQ=DAILY;UNTIL=é0270230", RepeatError::Value),
        ] {
            assert_eq!(rule.parse::<Repeat>(), Err(why), "{rule}");
        }
    }

    proptest! {
        #[test]
        fn rows_rise_and_rules_are_written_as_they_are_read(
            frequency in prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
            interval in 1_u16..40,
            day in 0_i32..20_000,
        ) {
            let rule: Repeat = format!("FREQ={frequency};INTERVAL={interval}").parse().expect("a rule");
            let first = date(2000, 1, 1).checked_add(day.days()).expect("within the calendar");
            let row: Vec<_> = rule.days(first).take(12).collect();
            prop_assert_eq!(row[0], first);
            prop_assert!(row.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!(rule.to_string().parse::<Repeat>().expect("written by us"), rule);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
            let _ = text.parse::<Repeat>();
        }
    }
}
