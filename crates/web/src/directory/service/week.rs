//! A week of opening hours as a short table: days with the same hours stand together.

use ::directory::hours::{Hours, Interval, Rule};

use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;

/// Days and their hours, Monday first; empty when there is no week to show.
pub(crate) fn days(hours: &Hours, messages: &'static Messages) -> Vec<(Markup, Markup)> {
    let Rule::Weekly(week) = &hours.rule else {
        return Vec::new();
    };
    let mut rows: Vec<(i8, i8, String)> = Vec::new();
    for number in 1..=7_i8 {
        let mut intervals: Vec<&Interval> = week
            .intervals
            .iter()
            .filter(|interval| interval.day.to_monday_one_offset() == number)
            .collect();
        intervals.sort_by_key(|interval| interval.opens);
        let said = one_day(&intervals, messages);
        match rows.last_mut() {
            Some((_, last, same)) if *same == said => *last = number,
            _ => rows.push((number, number, said)),
        }
    }
    rows.into_iter()
        .map(|(first, last, said)| (span_of_days(first, last, messages), Markup::built(said)))
        .collect()
}

fn one_day(intervals: &[&Interval], messages: &'static Messages) -> String {
    if intervals.is_empty() {
        return messages.say("service-hours-closed").to_string();
    }
    let spans: Vec<String> = intervals.iter().map(|one| span(one, messages)).collect();
    spans.join(", ")
}

fn span(interval: &Interval, messages: &'static Messages) -> String {
    if interval.opens == interval.closes {
        return messages.say("service-hours-all-day").to_string();
    }
    let opens = say::clock_time(interval.opens, messages);
    let closes = say::clock_time(interval.closes, messages);
    let values = [("opens", (&opens).into()), ("closes", (&closes).into())];
    messages.fill("service-hours-span", &values).to_string()
}

fn span_of_days(first: i8, last: i8, messages: &'static Messages) -> Markup {
    let day = |number: i8| messages.say(&format!("service-day-{number}"));
    if (first, last) == (1, 7) {
        return messages.say("service-days-all");
    }
    if first == last {
        return day(first);
    }
    let (first, last) = (day(first), day(last));
    let values = [("first", (&first).into()), ("last", (&last).into())];
    messages.fill("service-days-to", &values)
}

#[cfg(test)]
mod tests {
    use ::directory::hours::{Weekly, Zone};
    use jiff::civil::{Weekday, time};
    use kernel::Lang;

    use super::*;

    #[test]
    fn days_with_the_same_hours_stand_together() {
        let zone = Zone::named("America/Vancouver").expect("a zone");
        let at = |day, opens, closes| Interval {
            day,
            opens: time(opens, 0, 0, 0),
            closes: time(closes, 30, 0, 0),
        };
        let mut intervals: Vec<Interval> = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
        ]
        .map(|day| at(day, 8, 16))
        .to_vec();
        intervals.push(at(Weekday::Friday, 13, 16));
        intervals.push(at(Weekday::Friday, 8, 11));
        let hours = Hours::weekly(Weekly {
            time_zone: zone,
            intervals,
            exceptions: Vec::new(),
        });
        let shown: Vec<(String, String)> = days(&hours, Messages::of(Lang::Fr))
            .iter()
            .map(|(day, hours)| (day.to_string(), hours.to_string().replace('\u{a0}', " ")))
            .collect();
        assert_eq!(
            shown,
            [
                (
                    "du lundi au jeudi".to_owned(),
                    "de 8 h à 16 h 30".to_owned()
                ),
                (
                    "vendredi".to_owned(),
                    "de 8 h à 11 h 30, de 13 h à 16 h 30".to_owned()
                ),
                ("du samedi au dimanche".to_owned(), "fermé".to_owned()),
            ]
        );
        assert!(days(&Hours::always(), Messages::of(Lang::En)).is_empty());
    }
}
