//! A worker's calendar feed (RFC 5545) that says nothing private: when they are busy, and no more.
//!
//! A calendar is read on a telephone that lies on a table, and kept by companies elsewhere. So an entry has
//! a neutral summary, its times in UTC, and an id from chance: no place, no name, no code, no organization.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{Lang, Text};
use uuid::Uuid;

use crate::appointment::{Appointment, AppointmentState};

/// A line has at most so many bytes, its end not counted (RFC 5545, section 3.1).
const LINE: usize = 75;

/// What every entry is called.
fn summary() -> Text {
    Text::new("Busy", "Occupé")
}

/// A time in which somebody is busy: all that a calendar is told of an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// What a calendar knows it by: from chance.
    pub uid: Uuid,
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub to: Timestamp,
    /// What became of it.
    pub state: AppointmentState,
    /// Counted up with each change.
    pub sequence: u32,
}

impl From<&Appointment> for Busy {
    fn from(appointment: &Appointment) -> Self {
        Self {
            uid: appointment.calendar_uid,
            from: appointment.from,
            to: appointment.to,
            state: appointment.state,
            sequence: appointment.sequence,
        }
    }
}

/// The feed of these times, made at `now`. Those that were called off are told as such, so that
/// they vanish from the telephone too.
pub fn feed(times: &[Busy], lang: Lang, now: Timestamp) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Calendar//Feed//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
    ];
    for busy in times.iter().filter(|one| one.from < one.to) {
        let cancelled = busy.state == AppointmentState::Cancelled;
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", busy.uid),
            format!("DTSTAMP:{}", utc(now)),
            format!("DTSTART:{}", utc(busy.from)),
            format!("DTEND:{}", utc(busy.to)),
            format!("SEQUENCE:{}", busy.sequence),
            format!("SUMMARY:{}", escape(summary().get(lang))),
            "CLASS:PRIVATE".to_owned(),
            format!(
                "TRANSP:{}",
                if cancelled { "TRANSPARENT" } else { "OPAQUE" }
            ),
            format!(
                "STATUS:{}",
                if cancelled { "CANCELLED" } else { "CONFIRMED" }
            ),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    let mut feed = String::new();
    for line in lines {
        fold(&line, &mut feed);
    }
    feed
}

/// A moment in UTC (section 3.3.5, form 2).
fn utc(moment: Timestamp) -> String {
    let there = TimeZone::UTC.to_datetime(moment);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        there.year(),
        there.month(),
        there.day(),
        there.hour(),
        there.minute(),
        there.second()
    )
}

/// Text values (section 3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Writes a line, folded so that none is longer than [`LINE`] bytes and no character is cut.
fn fold(line: &str, out: &mut String) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(character);
        length += character.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{AppointmentId, CaseId, Private, WorkerId};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn appointment(state: AppointmentState) -> Appointment {
        Appointment {
            id: AppointmentId(Uuid::from_u128(0xaaaa)),
            calendar_uid: Uuid::from_u128(0xbbbb),
            case: CaseId(Uuid::from_u128(0xcccc)),
            from: "2026-11-30T15:00:00Z".parse().expect("a time"),
            to: "2026-11-30T16:30:00Z".parse().expect("a time"),
            zone: "America/Winnipeg".to_owned(),
            words: "Lawyer for Example Person".into(),
            place: "12 Example Street".into(),
            workers: BTreeSet::from([WorkerId(Uuid::from_u128(0xdddd))]),
            interpreter: true,
            with: "Example Clinic".into(),
            transport: "Example Taxi".into(),
            outcome: Private::default(),
            state,
            sequence: 3,
            changed_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn unfold(feed: &str) -> Vec<String> {
        feed.replace("\r\n ", "")
            .split_terminator("\r\n")
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn the_feed_says_when_and_nothing_else() {
        let now = "2026-11-24T12:00:00.5Z".parse().expect("a time");
        let planned = Busy::from(&appointment(AppointmentState::Planned));
        let feed = feed(&[planned], Lang::Fr, now);
        assert_eq!(
            unfold(&feed),
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Calendar//Feed//EN",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:00000000-0000-0000-0000-00000000bbbb",
                "DTSTAMP:20261124T120000Z",
                "DTSTART:20261130T150000Z",
                "DTEND:20261130T163000Z",
                "SEQUENCE:3",
                "SUMMARY:Occupé",
                "CLASS:PRIVATE",
                "TRANSP:OPAQUE",
                "STATUS:CONFIRMED",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
        for private in [
            "Lawyer", "Example", "Street", "Winnipeg", "aaaa", "cccc", "dddd",
        ] {
            assert!(!feed.contains(private), "{private}");
        }
    }

    #[test]
    fn what_was_called_off_is_told_and_what_takes_no_time_is_left_out() {
        let cancelled = Busy::from(&appointment(AppointmentState::Cancelled));
        assert!(
            feed(&[cancelled], Lang::En, Timestamp::UNIX_EPOCH).contains("STATUS:CANCELLED\r\n")
        );
        let mut none = Busy::from(&appointment(AppointmentState::Planned));
        none.to = none.from;
        assert!(!feed(&[none], Lang::En, Timestamp::UNIX_EPOCH).contains("VEVENT"));
    }

    proptest! {
        #[test]
        fn lines_are_folded_whole(text in "\\PC{0,400}") {
            let mut folded = String::new();
            fold(&format!("SUMMARY:{}", escape(&text)), &mut folded);
            prop_assert!(folded.ends_with("\r\n"));
            for line in folded.split_terminator("\r\n") {
                prop_assert!(line.len() <= LINE, "{}", line.len());
            }
            prop_assert_eq!(unfold(&folded), vec![format!("SUMMARY:{}", escape(&text))]);
        }
    }
}
