//! Dates and times of day, the Canadian way in each language.

use jiff::civil::{Date, Time};
use kernel::Lang;

use crate::markup::Markup;
use crate::messages::{Messages, Value};

/// `8:30 am`, `5 pm`, noon (Canada.ca Content Style Guide); `8 h 30`, `17 h`, midi (OQLF).
/// Spaces inside do not break.
pub(crate) fn clock_time(time: Time, messages: &'static Messages) -> Markup {
    let (hour, minute) = (time.hour(), time.minute());
    match (hour, minute, messages.lang()) {
        (0, 0, _) => messages.say("service-time-midnight"),
        (12, 0, _) => messages.say("service-time-noon"),
        (_, 0, Lang::Fr) => Markup::built(format!("{hour}\u{a0}h")),
        (_, _, Lang::Fr) => Markup::built(format!("{hour}\u{a0}h\u{a0}{minute:02}")),
        (_, _, Lang::En) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = (hour + 11) % 12 + 1;
            Markup::built(match minute {
                0 => format!("{hour}\u{a0}{half}"),
                _ => format!("{hour}:{minute:02}\u{a0}{half}"),
            })
        }
    }
}

/// `November 20, 2026`, `20 novembre 2026`.
pub(crate) fn date(date: Date, messages: &'static Messages) -> Markup {
    let month = month(date.month(), messages);
    let (day, year) = (date.day().to_string(), date.year().to_string());
    // French writes the first of a month as an ordinal.
    let day = match (date.day(), messages.lang()) {
        (1, Lang::Fr) => "1er",
        _ => &day,
    };
    let values: [(&str, Value<'_>); 3] = [
        ("month", (&month).into()),
        ("day", day.into()),
        ("year", (&year).into()),
    ];
    messages.fill("service-date", &values)
}

fn month(number: i8, messages: &'static Messages) -> Markup {
    messages.say(&format!("service-month-{number}"))
}

/// A date as a source gives it (`2026`, `2026-11`, `2026-11-20`): said as `2026` or `November 2026`,
/// because the day does not help a reader. Anything else is said as it is written.
pub(crate) fn month_of(written: &str, messages: &'static Messages) -> Markup {
    let mut parts = written.split('-');
    let year = parts.next().unwrap_or_default();
    let number = parts.next().and_then(|month| month.parse::<i8>().ok());
    match number {
        Some(number @ 1..=12) => {
            let month = month(number, messages);
            let values: [(&str, Value<'_>); 2] =
                [("month", (&month).into()), ("year", year.into())];
            messages.fill("service-date-month", &values)
        }
        _ => Markup::escaped(written),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date as on, time};

    use super::*;

    #[test]
    fn times_are_written_as_people_write_them() {
        let (english, french) = (Messages::of(Lang::En), Messages::of(Lang::Fr));
        let cases = [
            ((0, 0), "midnight", "minuit"),
            ((0, 5), "12:05\u{a0}am", "0\u{a0}h\u{a0}05"),
            ((8, 30), "8:30\u{a0}am", "8\u{a0}h\u{a0}30"),
            ((12, 0), "noon", "midi"),
            ((12, 30), "12:30\u{a0}pm", "12\u{a0}h\u{a0}30"),
            ((17, 0), "5\u{a0}pm", "17\u{a0}h"),
        ];
        for ((hour, minute), en, fr) in cases {
            let at = time(hour, minute, 0, 0);
            assert_eq!(clock_time(at, english).as_str(), en);
            assert_eq!(clock_time(at, french).as_str(), fr);
        }
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        let (english, french) = (Messages::of(Lang::En), Messages::of(Lang::Fr));
        assert_eq!(
            date(on(2026, 11, 20), english).as_str(),
            "November 20, 2026"
        );
        assert_eq!(date(on(2026, 11, 1), french).as_str(), "1er novembre 2026");
        assert_eq!(month_of("2026-11", french).as_str(), "novembre 2026");
        assert_eq!(month_of("2026-11-20", english).as_str(), "November 2026");
        assert_eq!(month_of("2014", english).as_str(), "2014");
        assert_eq!(month_of("soon", english).as_str(), "soon");
    }
}
