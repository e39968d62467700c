//! Hours as people write them in the content files: `mon-fri 08:00-17:00`, `sat,sun 22:00-06:00`.

use jiff::civil::{Date, Time, Weekday};

use super::{Exception, Interval, UnknownZone, Weekly, Zone};

/// Why a line is not hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// The line has no days, or no times, or more than both.
    #[error("hours are days, a space, and times: \"mon-fri 08:00-17:00\"")]
    Shape,
    /// Not a day of the week.
    #[error("unknown day {0:?}: use mon, tue, wed, thu, fri, sat or sun")]
    Day(String),
    /// Not a time of day.
    #[error("unknown time {0:?}: use 24-hour times with four digits, such as 08:00 or 17:30")]
    Time(String),
    /// Not a date.
    #[error("unknown date {0:?}: use year-month-day, such as 2026-12-25")]
    Date(String),
    /// Not a time zone.
    #[error(transparent)]
    Zone(#[from] UnknownZone),
}

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

impl Weekly {
    /// Reads a time zone's name and lines such as `mon-fri 08:00-17:00`; the first fault wins.
    pub fn parse<'a>(
        time_zone: &str,
        lines: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, HoursError> {
        let time_zone = Zone::named(time_zone)?;
        let mut intervals = Vec::new();
        for line in lines {
            intervals.extend(Interval::parse(line)?);
        }
        Ok(Self {
            time_zone,
            intervals,
            exceptions: Vec::new(),
        })
    }
}

impl Interval {
    /// Reads one line: days (`mon`, `mon-fri`, `sat,sun`, `fri-mon`), a space, times
    /// (`08:00-17:00`, several with commas). `24:00` closes at midnight; a time at or before the
    /// opening closes the next day.
    pub fn parse(line: &str) -> Result<Vec<Self>, HoursError> {
        let (days, times) = line
            .trim()
            .split_once(char::is_whitespace)
            .ok_or(HoursError::Shape)?;
        let days = parse_days(days)?;
        let times = parse_times(times)?;
        Ok(days
            .iter()
            .flat_map(|&day| {
                times
                    .iter()
                    .map(move |&(opens, closes)| Self { day, opens, closes })
            })
            .collect())
    }
}

impl Exception {
    /// Reads one line: a date, a space, and `closed` or times as in [`Interval::parse`].
    pub fn parse(line: &str) -> Result<Self, HoursError> {
        let (date, times) = line
            .trim()
            .split_once(char::is_whitespace)
            .ok_or(HoursError::Shape)?;
        let date: Date = date
            .parse()
            .map_err(|_| HoursError::Date(date.to_owned()))?;
        let open = match times.trim() {
            "closed" => Vec::new(),
            times => parse_times(times)?,
        };
        Ok(Self { date, open })
    }
}

fn parse_days(written: &str) -> Result<Vec<Weekday>, HoursError> {
    let mut days = Vec::new();
    for part in written.split(',') {
        let (first, last) = match part.split_once('-') {
            Some((first, last)) => (parse_day(first)?, parse_day(last)?),
            None => (parse_day(part)?, parse_day(part)?),
        };
        let mut day = first;
        loop {
            if !days.contains(&day) {
                days.push(day);
            }
            if day == last {
                break;
            }
            day = day.next();
        }
    }
    Ok(days)
}

fn parse_day(written: &str) -> Result<Weekday, HoursError> {
    DAYS.iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(written))
        .map(|&(_, day)| day)
        .ok_or_else(|| HoursError::Day(written.to_owned()))
}

fn parse_times(written: &str) -> Result<Vec<(Time, Time)>, HoursError> {
    written
        .split(',')
        .map(|part| {
            let (opens, closes) = part.trim().split_once('-').ok_or(HoursError::Shape)?;
            let closes = match closes {
                "24:00" => Time::midnight(),
                closes => parse_time(closes)?,
            };
            Ok((parse_time(opens)?, closes))
        })
        .collect()
}

fn parse_time(written: &str) -> Result<Time, HoursError> {
    let fault = || HoursError::Time(written.to_owned());
    let bytes = written.as_bytes();
    if bytes.len() != 5 || bytes[2] != b':' {
        return Err(fault());
    }
    let number = |pair: &[u8]| match pair {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    };
    let hour = number(&bytes[..2]).ok_or_else(fault)?;
    let minute = number(&bytes[3..]).ok_or_else(fault)?;
    Time::new(hour.cast_signed(), minute.cast_signed(), 0, 0).map_err(|_| fault())
}
