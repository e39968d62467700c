//! Hours of an export: HSDS schedules of any version, and hours in words.

use jiff::civil::{Time, Weekday};
use kernel::{Lang, Text};

use super::fault::FaultKind;
use super::profile::{self, Translations};
use super::row::{Field, Row};
use super::{Table, when, words};
use crate::hours::{Exception, Hours, Interval, Rule, Weekly, Zone};
use crate::text;

/// One opening, or a day that is said to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) day: Weekday,
    pub(super) times: Option<(Time, Time)>,
}

/// The code HSDS 3.x has for a day.
pub(super) const fn code(day: Weekday) -> &'static str {
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

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Reads hours in words, such as "Monday: 9:00-17:00, 18:00-20:00 Tuesday: Closed" or "Mon-Fri 9am-5pm;
/// Sat 10am to 2pm". `None` when any part of them cannot be read: half-read hours would be wrong hours.
pub(super) fn from_words(written: &str) -> Option<Vec<Opening>> {
    if written.len() > 2_000 {
        return None;
    }
    let folded = text::fold(written);
    if is_always(&folded) {
        return Some(
            WEEK.map(|day| Opening {
                day,
                times: Some((Time::midnight(), Time::midnight())),
            })
            .to_vec(),
        );
    }
    let spaced = folded
        .replace("a.m.", "am")
        .replace("p.m.", "pm")
        .replace(" am", "am")
        .replace(" pm", "pm")
        .replace(['–', '—', '−'], "-")
        .replace(" to ", "-")
        .replace(" a ", "-")
        .replace(" through ", "-")
        .replace(" - ", "-")
        .replace("- ", "-")
        .replace(" -", "-");
    let tokens = spaced
        .split([' ', ',', ';', '\n', '\t', '|', '/', '&'])
        .map(|token| token.trim_matches([':', '.', '(', ')']))
        .filter(|token| !token.is_empty() && !matches!(*token, "and" | "et" | "from" | "de"));
    let mut openings = Vec::new();
    let mut days: Vec<Weekday> = Vec::new();
    let mut spoken_for = false;
    for token in tokens {
        // A day and its times may stand together: "monday:9:00-17:00".
        if let Some(more) = read_days(token) {
            if spoken_for {
                days.clear();
                spoken_for = false;
            }
            days.extend(more);
            continue;
        }
        if days.is_empty() {
            return None;
        }
        spoken_for = true;
        if matches!(token, "closed" | "ferme" | "close") {
            openings.extend(days.iter().map(|&day| Opening { day, times: None }));
            continue;
        }
        let (opens, closes) = token.split_once('-')?;
        let closes_at = when::time(closes)?;
        // "9-5pm": the first half takes no half of the day from the second; it is not guessed.
        let opens_at = when::time(opens)?;
        if closes.ends_with("pm")
            && !opens.ends_with('m')
            && opens_at.hour() <= 12
            && !opens.contains(':')
        {
            return None;
        }
        openings.extend(days.iter().map(|&day| Opening {
            day,
            times: Some((opens_at, closes_at)),
        }));
    }
    (spoken_for && !openings.is_empty()).then_some(openings)
}

fn read_days(token: &str) -> Option<Vec<Weekday>> {
    if let Some(day) = named_day(token) {
        return Some(vec![day]);
    }
    match token {
        "daily" | "everyday" | "quotidien" => return Some(WEEK.to_vec()),
        "weekdays" => return Some(WEEK[..5].to_vec()),
        "weekends" => return Some(WEEK[5..].to_vec()),
        _ => {}
    }
    let (first, last) = token.split_once('-')?;
    let (mut day, last) = (named_day(first)?, named_day(last)?);
    let mut days = vec![day];
    while day != last {
        day = day.next();
        days.push(day);
    }
    Some(days)
}

/// A day by name: in words, a number is a time.
fn named_day(token: &str) -> Option<Weekday> {
    token
        .starts_with(|first: char| first.is_ascii_alphabetic())
        .then(|| when::day(token))?
}

fn is_always(folded: &str) -> bool {
    let squeezed: String = folded.chars().filter(|one| one.is_alphanumeric()).collect();
    [
        "247",
        "24hours7days",
        "24hours7daysaweek",
        "24hoursaday7daysaweek",
        "24hours",
        "24hoursaday",
        "24heures",
        "24heuressur24",
        "24h24",
        "24h247j7",
        "alwaysopen",
        "247365",
    ]
    .contains(&squeezed.as_str())
}

/// What schedules come to.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) hours: Hours,
    pub(super) faults: Vec<(FaultKind, u32)>,
}

/// Makes hours of the schedule rows of a service, a location or both together.
pub(super) fn hours<'r>(
    rows: impl Iterator<Item = &'r Row>,
    zone: Option<&Zone>,
    lang: Lang,
) -> Read {
    let mut read = Read::default();
    let mut intervals: Vec<Interval> = Vec::new();
    let mut exceptions: Vec<Exception> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut first = None;
    let mut both = Translations::default();
    let mut zone = zone.cloned();
    for row in rows {
        first.get_or_insert(row.at);
        if row.get(Field::Translations).is_some() {
            both = Translations::of(row);
        }
        if let Some(named) = row
            .get(Field::Timezone)
            .and_then(|name| Zone::named(name).ok())
        {
            zone = Some(named);
        }
        let mut note = |kind| read.faults.push((kind, row.at));
        if let Some(said) = row.get(Field::Description).or(row.get(Field::HoursText)) {
            let said = words::plain(said).text;
            if !said.is_empty() && !notes.contains(&said) {
                notes.push(said);
            }
            if row.get(Field::HoursText).is_some() {
                note(FaultKind::ScheduleInWords);
                continue;
            }
        }
        if row.table == Table::HolidaySchedule {
            holiday(row, &mut exceptions, &mut note);
            continue;
        }
        weekly(row, &mut intervals, &mut exceptions, &mut notes, &mut note);
    }
    intervals.sort_by_key(|one| (one.day.to_monday_one_offset(), one.opens, one.closes));
    intervals.dedup();
    let always = WEEK.iter().all(|day| {
        let whole = |one: &Interval| {
            one.day == *day
                && one.opens == Time::midnight()
                && (one.closes == Time::midnight() || one.closes >= Time::constant(23, 59, 0, 0))
        };
        intervals.iter().any(whole)
    });
    read.hours.rule = if always && exceptions.is_empty() {
        Rule::Always
    } else if intervals.is_empty() && exceptions.is_empty() {
        Rule::Unknown
    } else if let Some(time_zone) = zone {
        Rule::Weekly(Weekly {
            time_zone,
            intervals,
            exceptions,
        })
    } else {
        // Which moment "9:00" is, nobody can say: the words stay, the finder does not guess.
        read.faults
            .push((FaultKind::NoTimeZone, first.unwrap_or_default()));
        notes.insert(0, in_words(&intervals, lang));
        Rule::Unknown
    };
    notes.retain(|note| !note.is_empty());
    let said = notes.join("\n");
    read.hours.note = match lang {
        Lang::En => Text::new(said, ""),
        Lang::Fr => Text::new("", said),
    };
    if notes.len() == 1 {
        both.fill("description", &mut read.hours.note, profile::text);
    }
    read
}

fn weekly(
    row: &Row,
    intervals: &mut Vec<Interval>,
    exceptions: &mut Vec<Exception>,
    notes: &mut Vec<String>,
    note: &mut impl FnMut(FaultKind),
) {
    if row
        .get(Field::Freq)
        .is_some_and(|freq| !freq.eq_ignore_ascii_case("weekly"))
        || row.get(Field::ByMonthDay).is_some()
        || row.get(Field::Interval).is_some_and(|every| every != "1")
    {
        note(FaultKind::ScheduleInWords);
        let said = [
            Field::Freq,
            Field::Interval,
            Field::ByDay,
            Field::ByMonthDay,
            Field::OpensAt,
            Field::ClosesAt,
        ]
        .into_iter()
        .filter_map(|field| row.get(field))
        .collect::<Vec<_>>()
        .join(" ");
        notes.push(said);
        return;
    }
    let mut times = (row.get(Field::OpensAt), row.get(Field::ClosesAt));
    if times == (None, None)
        && let (Some(from), Some(to)) = (row.get(Field::ValidFrom), row.get(Field::ValidTo))
        && when::time(from).is_some()
        && when::time(to).is_some()
    {
        note(FaultKind::TimesInDates);
        times = (Some(from), Some(to));
    }
    let closed = row.yes(Field::Closed)
        || times
            .0
            .is_some_and(|word| word.eq_ignore_ascii_case("closed"));
    let read = match times {
        _ if closed => None,
        (Some(opens), Some(closes)) => match (when::time(opens), when::time(closes)) {
            (Some(opens), Some(closes)) => Some((opens, closes)),
            _ => return note(FaultKind::BadTime),
        },
        (None, None) => None,
        _ => return note(FaultKind::BadTime),
    };
    let days = row.get(Field::ByDay).or(row.get(Field::Weekday));
    let Some(days) = days else {
        // A single date, when the same day stands in both columns.
        let date = |field| row.get(field).map(when::date);
        if let (Some(when::Written::Day(from)), Some(when::Written::Day(to))) =
            (date(Field::ValidFrom), date(Field::ValidTo))
            && from == to
        {
            exceptions.push(Exception {
                date: from,
                open: read.into_iter().collect(),
            });
        } else if read.is_some() {
            note(FaultKind::BadDay);
        }
        return;
    };
    for day in days.split([',', ';', ' ']).filter(|day| !day.is_empty()) {
        let Some(day) = when::day(day) else {
            note(
                if day.starts_with(|one: char| one.is_ascii_digit() || one == '-') {
                    FaultKind::ScheduleInWords
                } else {
                    FaultKind::BadDay
                },
            );
            continue;
        };
        if let Some((opens, closes)) = read {
            intervals.push(Interval { day, opens, closes });
        }
    }
}

fn holiday(row: &Row, exceptions: &mut Vec<Exception>, note: &mut impl FnMut(FaultKind)) {
    let day = |field| row.get(field).map(when::date);
    let (Some(from), to) = (day(Field::ValidFrom), day(Field::ValidTo)) else {
        return note(FaultKind::BadDate);
    };
    let (from, to) = match (from, to.unwrap_or(from)) {
        (when::Written::Day(from), when::Written::Day(to)) => (from, to),
        (when::Written::Ambiguous, _) | (_, when::Written::Ambiguous) => {
            return note(FaultKind::AmbiguousDate);
        }
        _ => return note(FaultKind::BadDate),
    };
    let times = match (row.get(Field::OpensAt), row.get(Field::ClosesAt)) {
        (Some(opens), Some(closes)) if !row.yes(Field::Closed) => {
            match (when::time(opens), when::time(closes)) {
                (Some(opens), Some(closes)) => vec![(opens, closes)],
                _ => return note(FaultKind::BadTime),
            }
        }
        _ => Vec::new(),
    };
    let mut date = from;
    // A closing of more than a month is no holiday.
    for _ in 0..31 {
        if date > to {
            break;
        }
        if !exceptions.iter().any(|known| known.date == date) {
            exceptions.push(Exception {
                date,
                open: times.clone(),
            });
        }
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
}

/// A week in words, for hours whose zone nobody knows.
fn in_words(intervals: &[Interval], lang: Lang) -> String {
    const NAMES: [(&str, &str); 7] = [
        ("Mon", "lun."),
        ("Tue", "mar."),
        ("Wed", "mer."),
        ("Thu", "jeu."),
        ("Fri", "ven."),
        ("Sat", "sam."),
        ("Sun", "dim."),
    ];
    let lines: Vec<String> = WEEK
        .iter()
        .zip(NAMES)
        .filter_map(|(day, (english, french))| {
            let times: Vec<String> = intervals
                .iter()
                .filter(|one| one.day == *day)
                .map(|one| {
                    format!(
                        "{}–{}",
                        one.opens.strftime("%H:%M"),
                        one.closes.strftime("%H:%M")
                    )
                })
                .collect();
            let name = if lang == Lang::Fr { french } else { english };
            (!times.is_empty()).then(|| format!("{name} {}", times.join(", ")))
        })
        .collect();
    lines.join("; ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::time as at;
    use proptest::prelude::*;

    use super::*;

    fn open(day: Weekday, opens: i8, closes: i8) -> Opening {
        Opening {
            day,
            times: Some((at(opens, 0, 0, 0), at(closes, 0, 0, 0))),
        }
    }

    #[test]
    fn hours_in_words() {
        assert_eq!(
            from_words("Sunday: Closed Monday: 9:00-12:00 , 13:00-17:00  Tuesday: 10:00-15:00"),
            Some(vec![
                Opening {
                    day: Weekday::Sunday,
                    times: None
                },
                open(Weekday::Monday, 9, 12),
                open(Weekday::Monday, 13, 17),
                open(Weekday::Tuesday, 10, 15),
            ])
        );
        let week: Vec<Opening> = WEEK[..5].iter().map(|&day| open(day, 9, 17)).collect();
        for words in [
            "Mon-Fri 9am-5pm",
            "Monday - Friday, 9:00 a.m. to 5:00 p.m.",
            "lundi-vendredi 9h-17h",
            "Weekdays 9:00–17:00",
        ] {
            assert_eq!(from_words(words), Some(week.clone()), "{words}");
        }
        assert_eq!(from_words("24/7").map(|all| all.len()), Some(7));
        for words in [
            "",
            "Call first",
            "Mon-Fri 9-5pm",
            "9:00-17:00",
            "Mon 9:00-17:00 by appointment",
            "First Monday 9:00-10:00",
        ] {
            assert_eq!(from_words(words), None, "{words}");
        }
    }

    proptest! {
        #[test]
        fn words_never_panic(words in "[a-z0-9:,;\\- é]{0,60}") {
            let _ = from_words(&words);
        }
    }
}
