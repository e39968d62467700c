//! Times, days and dates as exports write them.

use jiff::civil::{Date, Time, Weekday};

use crate::text;

/// A date that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// This day.
    Day(Date),
    /// A day and a month that could change places.
    Ambiguous,
    /// No date.
    Unreadable,
}

const MONTHS: [(&str, &str, &str); 12] = [
    ("january", "janvier", "jan"),
    ("february", "fevrier", "feb"),
    ("march", "mars", "mar"),
    ("april", "avril", "apr"),
    ("may", "mai", "may"),
    ("june", "juin", "jun"),
    ("july", "juillet", "jul"),
    ("august", "aout", "aug"),
    ("september", "septembre", "sep"),
    ("october", "octobre", "oct"),
    ("november", "novembre", "nov"),
    ("december", "decembre", "dec"),
];

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    (1..)
        .zip(MONTHS)
        .find(|(_, (english, french, short))| {
            word == *english
                || word == *french
                || word == *short
                || (word.len() >= 3 && (english.starts_with(word) || french.starts_with(word)))
        })
        .map(|(number, _)| number)
}

/// Reads a date: 2026-11-24, 2026/11/24, 20261124, 11/24/2026, 24/11/2026, 24.11.2026, 24 Nov 2026,
/// November 24, 2026, 24 novembre 2026, 24-Nov-26, with or without a time behind it.
pub(super) fn date(written: &str) -> Written {
    let folded = text::fold(written.trim());
    let folded = folded.as_str();
    // A time behind it.
    let day = match folded.split_once('t') {
        Some((day, _)) if day.len() >= 8 && day.bytes().all(|byte| !byte.is_ascii_alphabetic()) => {
            day
        }
        _ => folded,
    };
    let parts: Vec<&str> = day
        .split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty() && !matches!(*part, "le" | "the" | "of" | "de"))
        .collect();
    let weekday = |part: &&&str| self::day(part).is_none() || month(part).is_some();
    let parts: Vec<&str> = parts.iter().filter(weekday).copied().collect();
    let number = |part: &str| -> Option<i16> {
        let digits = part
            .trim_end_matches("st")
            .trim_end_matches("nd")
            .trim_end_matches("rd")
            .trim_end_matches("th")
            .trim_end_matches("er");
        digits.parse().ok()
    };
    let year = |part: &str| -> Option<i16> {
        let year = number(part)?;
        match part.len() {
            4 => (1900..=2200).contains(&year).then_some(year),
            2 if year < 70 => Some(2000 + year),
            2 => Some(1900 + year),
            _ => None,
        }
    };
    let made = |year: Option<i16>, month: Option<i16>, day: Option<i16>| {
        let made = || {
            let month = i8::try_from(month?).ok()?;
            let day = i8::try_from(day?).ok()?;
            Date::new(year?, month, day).ok()
        };
        made().map_or(Written::Unreadable, Written::Day)
    };
    match *parts.as_slice() {
        [whole, ..] if whole.len() == 8 && whole.bytes().all(|byte| byte.is_ascii_digit()) => {
            made(year(&whole[..4]), number(&whole[4..6]), number(&whole[6..]))
        }
        [first, second, third, ..] => {
            if let Some(month) = month(first) {
                return made(year(third), Some(month.into()), number(second));
            }
            if let Some(month) = month(second) {
                return if first.len() == 4 {
                    made(year(first), Some(month.into()), number(third))
                } else {
                    made(year(third), Some(month.into()), number(first))
                };
            }
            if first.len() == 4 {
                return made(year(first), number(second), number(third));
            }
            match (number(first), number(second)) {
                (Some(day @ 13..=31), Some(month @ 1..=12))
                | (Some(month @ 1..=12), Some(day @ 13..=31)) => {
                    made(year(third), Some(month), Some(day))
                }
                (Some(same), Some(other)) if same == other => {
                    made(year(third), Some(same), Some(other))
                }
                (Some(1..=12), Some(1..=12)) if year(third).is_some() => Written::Ambiguous,
                _ => Written::Unreadable,
            }
        }
        _ => Written::Unreadable,
    }
}

/// Reads a time of day: 09:00, 9:00am, 9 a.m., 17h30, 0900, noon, midi, 24:00, with or without an
/// offset behind it. 24:00 is midnight.
pub(super) fn time(written: &str) -> Option<Time> {
    let folded = text::fold(written.trim());
    let mut word: String = folded
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '.')
        .collect();
    match word.as_str() {
        "noon" | "midi" | "12noon" => return Some(Time::constant(12, 0, 0, 0)),
        "midnight" | "minuit" | "12midnight" => return Some(Time::midnight()),
        _ => {}
    }
    // A date before it.
    if let Some((before, after)) = word.split_once('t')
        && before.len() >= 8
        && before.starts_with(|first: char| first.is_ascii_digit())
    {
        word = after.to_owned();
    }
    if word.ends_with('z') {
        word.pop();
    }
    if let Some(at) = word.rfind(['+', '-']).filter(|at| *at >= 4) {
        word.truncate(at);
    }
    let (digits, half) = if let Some(digits) = word.strip_suffix("am").or(word.strip_suffix('a')) {
        (digits, Some(false))
    } else if let Some(digits) = word.strip_suffix("pm").or(word.strip_suffix('p')) {
        (digits, Some(true))
    } else {
        (word.as_str(), None)
    };
    let digits = digits.trim_end_matches("hours").trim_end_matches("hrs");
    if !digits.is_ascii() {
        return None;
    }
    let mut parts = digits.split([':', 'h']);
    let (hour, minute) = match (parts.next()?, parts.next(), parts.next()) {
        (whole, None, _) if whole.len() == 4 || whole.len() == 3 => {
            let (hour, minute) = whole.split_at(whole.len() - 2);
            (hour, minute)
        }
        (hour, minute, _) => (
            hour,
            minute.filter(|minute| !minute.is_empty()).unwrap_or("0"),
        ),
    };
    if hour.is_empty() || hour.len() > 2 || minute.len() > 2 {
        return None;
    }
    let hour: i8 = hour.parse().ok()?;
    let minute: i8 = minute.parse().ok()?;
    let hour = match (hour, half) {
        (24, None) if minute == 0 => 0,
        (12, Some(false)) => 0,
        (12, Some(true)) => 12,
        (1..=11, Some(true)) => hour + 12,
        (0..=11, Some(false)) | (0..=23, None) => hour,
        _ => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// Reads a day of the week, in either language, long or short, or by its number (1 is Monday, as in
/// HSDS 1.x).
pub(super) fn day(written: &str) -> Option<Weekday> {
    const DAYS: [(Weekday, &[&str]); 7] = [
        (
            Weekday::Monday,
            &["monday", "mon", "mo", "lundi", "lun", "1"],
        ),
        (
            Weekday::Tuesday,
            &["tuesday", "tues", "tue", "tu", "mardi", "mar", "2"],
        ),
        (
            Weekday::Wednesday,
            &["wednesday", "weds", "wed", "we", "mercredi", "mer", "3"],
        ),
        (
            Weekday::Thursday,
            &[
                "thursday", "thurs", "thur", "thu", "th", "jeudi", "jeu", "4",
            ],
        ),
        (
            Weekday::Friday,
            &["friday", "fri", "fr", "vendredi", "ven", "5"],
        ),
        (
            Weekday::Saturday,
            &["saturday", "sat", "sa", "samedi", "sam", "6"],
        ),
        (
            Weekday::Sunday,
            &["sunday", "sun", "su", "dimanche", "dim", "7", "0"],
        ),
    ];
    let folded = text::fold(written.trim().trim_end_matches(['.', ':']));
    let known = |names: &[&str]| {
        names.contains(&folded.as_str())
            || folded
                .strip_suffix('s')
                .is_some_and(|one| one.len() > 4 && names.contains(&one))
    };
    DAYS.iter()
        .find(|(_, names)| known(names))
        .map(|(day, _)| *day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date as day_of, time as at};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_in_many_forms() {
        let expected = Written::Day(day_of(2026, 11, 24));
        for written in [
            "2026-11-24",
            "2026/11/24",
            "20261124",
            "11/24/2026",
            "24/11/2026",
            "24.11.2026",
            "24 Nov 2026",
            "Nov 24, 2026",
            "November 24, 2026",
            "24 novembre 2026",
            "24-Nov-26",
            "2026-11-24T10:00:00Z",
            "2026-11-24 10:00",
            "le 24 novembre 2026",
            "11/24/26",
            "Tuesday, November 24th, 2026",
            "mardi 24 novembre 2026",
        ] {
            assert_eq!(date(written), expected, "{written}");
        }
        assert_eq!(date("1er mars 2026"), Written::Day(day_of(2026, 3, 1)));
        assert_eq!(date("03/04/2026"), Written::Ambiguous);
        assert_eq!(date("04/04/2026"), Written::Day(day_of(2026, 4, 4)));
        for written in ["", "soon", "2026-13-45", "09:00", "31/02/2026", "2026"] {
            assert_eq!(date(written), Written::Unreadable, "{written}");
        }
    }

    #[test]
    fn times_in_many_forms() {
        for written in [
            "9:00",
            "09:00",
            "09:00:00",
            "9:00am",
            "9:00 AM",
            "9 a.m.",
            "9am",
            "0900",
            "9h",
            "9h00",
            "09:00Z",
            "09:00-05:00",
            "09:00:00+00:00",
            "900",
        ] {
            assert_eq!(time(written), Some(at(9, 0, 0, 0)), "{written}");
        }
        assert_eq!(time("5:30 p.m."), Some(at(17, 30, 0, 0)));
        assert_eq!(time("17h30"), Some(at(17, 30, 0, 0)));
        assert_eq!(time("12am"), Some(at(0, 0, 0, 0)));
        assert_eq!(time("noon"), Some(at(12, 0, 0, 0)));
        assert_eq!(time("24:00"), Some(at(0, 0, 0, 0)));
        for written in ["", "25:00", "9:75", "13pm", "closed", "9-5", "2026-11-24"] {
            assert_eq!(time(written), None, "{written}");
        }
    }

    #[test]
    fn days_in_both_languages() {
        for written in ["Monday", "Mon", "MO", "lundi", "Mondays", "1"] {
            assert_eq!(day(written), Some(Weekday::Monday), "{written}");
        }
        assert_eq!(day("Thursday:"), Some(Weekday::Thursday));
        assert_eq!(day("holiday"), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in ".{0,30}") {
            let _ = (date(&text), time(&text), day(&text));
        }

        #[test]
        fn what_is_written_is_read(hour in 0_i8..24, minute in 0_i8..60) {
            let expected = at(hour, minute, 0, 0);
            prop_assert_eq!(time(&format!("{hour:02}:{minute:02}")), Some(expected));
            let (half, twelve) = (if hour < 12 { "am" } else { "pm" }, (hour + 11) % 12 + 1);
            prop_assert_eq!(time(&format!("{twelve}:{minute:02}{half}")), Some(expected));
        }
    }
}
