//! How long a case is kept, who is warned, and when its key may be destroyed.
//!
//! Lengths are the organization's, or a jurisdiction's as dated data; nothing is assumed: without a schedule
//! nothing is ever due. Of several the longest counts. A clock that is moved never makes it shorter.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::case::ClientCode;
use crate::moment::Moment;
use crate::words::{WorkerId, words};

/// A schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Whose: an organization's slug, or a jurisdiction's code.
    pub name: String,
    /// Where it comes from: a statute and section, or the organization's decision and its date.
    pub source: String,
    /// Months after the closing.
    pub months: u16,
    /// Months after the closing where she was or may have been a minor; `None`: the same.
    #[serde(default)]
    pub months_if_minor: Option<u16>,
    /// Days between the warning and the end; at least one.
    pub warning_days: u16,
}

/// What is known of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptFacts {
    /// When it was closed; `None` while it is open.
    pub closed_at: Option<Timestamp>,
    /// The latest entry of its history, by whatever clock wrote it.
    pub last_entry_at: Timestamp,
    /// The day that was worked out before: it never comes nearer by itself.
    pub known_due: Option<Date>,
    /// She was or may have been under 18.
    pub may_be_minor: bool,
    /// A legal hold lies on it.
    pub legal_hold: bool,
    /// When the warning was given.
    pub warned_at: Option<Timestamp>,
}

words! {
    /// Where a case stands with its keeping.
    KeptState {
        /// It is open, or nobody has set a schedule.
        NoClock = "no-clock",
        /// It is kept.
        Kept = "kept",
        /// Its end is near or has come: somebody must be warned.
        WarningDue = "warning-due",
        /// Somebody was warned, and has time to object.
        Warned = "warned",
        /// It may be destroyed, by two people.
        Due = "due",
        /// A legal hold keeps it.
        Held = "held",
    }
}

/// How long a case is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Where it stands.
    pub state: KeptState,
    /// The day from which it may be destroyed.
    pub due_on: Option<Date>,
}

/// Where the case stands with its keeping.
pub fn retention(facts: &KeptFacts, schedules: &[Schedule], now: &Moment) -> Retention {
    let Some(due_on) = due_on(facts, schedules) else {
        return Retention {
            state: KeptState::NoClock,
            due_on: None,
        };
    };
    let warning_days = schedules
        .iter()
        .map(|schedule| schedule.warning_days.max(1))
        .max()
        .unwrap_or(1);
    // The earlier clock: one that is set back makes it later, never sooner.
    let today = TimeZone::UTC.to_datetime(now.clock()).date();
    let warn_on = due_on
        .checked_sub(i32::from(warning_days).days())
        .unwrap_or(Date::MIN);
    let warning = SignedDuration::from_hours(24 * i64::from(warning_days));
    let had_time = facts.warned_at.is_some_and(|warned| {
        warned
            .checked_add(warning)
            .is_ok_and(|end| now.has_begun(end))
    });
    let state = if facts.legal_hold {
        KeptState::Held
    } else if today < warn_on {
        KeptState::Kept
    } else if facts.warned_at.is_none() {
        KeptState::WarningDue
    } else if today >= due_on && had_time && !now.is_set_back() {
        KeptState::Due
    } else {
        KeptState::Warned
    };
    Retention {
        state,
        due_on: Some(due_on),
    }
}

/// The day from which it may be destroyed. It is counted from the closing or the latest entry of the history,
/// whichever is later: closing a case while the clock stands in the past does not bring its end nearer.
pub fn due_on(facts: &KeptFacts, schedules: &[Schedule]) -> Option<Date> {
    let closed = facts.closed_at?.max(facts.last_entry_at);
    let closed = TimeZone::UTC.to_datetime(closed).date();
    let months = schedules
        .iter()
        .map(|schedule| {
            let minor = schedule.months_if_minor.filter(|_| facts.may_be_minor);
            schedule.months.max(minor.unwrap_or(0))
        })
        .max()?;
    let due = closed
        .checked_add(i32::from(months).months())
        .unwrap_or(Date::MAX);
    Some(facts.known_due.map_or(due, |known| known.max(due)))
}

/// What is left of a case whose key was destroyed: that it was, and by whom. Nothing of her.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShredCertificate {
    /// The code it had. It came from chance.
    pub code: ClientCode,
    /// The schedules by which it was due.
    pub schedules: Vec<String>,
    /// The day from which it was.
    pub due_on: Date,
    /// Who asked for it.
    pub first: WorkerId,
    /// Who agreed.
    pub second: WorkerId,
    /// When the key was destroyed.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn at(moment: &str) -> Timestamp {
        moment.parse().expect("a time")
    }

    fn schedule(months: u16) -> Schedule {
        Schedule {
            name: "example".to_owned(),
            source: "decided 2026-11-01".to_owned(),
            months,
            months_if_minor: Some(120),
            warning_days: 30,
        }
    }

    fn facts() -> KeptFacts {
        KeptFacts {
            closed_at: Some(at("2026-01-15T12:00:00Z")),
            last_entry_at: at("2026-01-20T12:00:00Z"),
            known_due: None,
            may_be_minor: false,
            legal_hold: false,
            warned_at: None,
        }
    }

    fn state(facts: KeptFacts, now: &str) -> KeptState {
        retention(&facts, &[schedule(24)], &at(now).into()).state
    }

    #[test]
    fn it_is_kept_then_warned_of_then_due() {
        assert_eq!(due_on(&facts(), &[schedule(24)]), Some(date(2028, 1, 20)));
        assert_eq!(state(facts(), "2027-12-20T00:00:00Z"), KeptState::Kept);
        assert_eq!(
            state(facts(), "2027-12-21T00:00:00Z"),
            KeptState::WarningDue
        );
        let warned = KeptFacts {
            warned_at: Some(at("2027-12-22T00:00:00Z")),
            ..facts()
        };
        assert_eq!(state(warned, "2028-01-20T12:00:00Z"), KeptState::Warned);
        assert_eq!(state(warned, "2028-01-21T12:00:00Z"), KeptState::Due);
        let held = KeptFacts {
            legal_hold: true,
            ..warned
        };
        assert_eq!(state(held, "2040-01-01T00:00:00Z"), KeptState::Held);
    }

    #[test]
    fn without_a_schedule_or_while_open_nothing_is_due() {
        let now = at("2099-01-01T00:00:00Z").into();
        assert_eq!(retention(&facts(), &[], &now).state, KeptState::NoClock);
        let open = KeptFacts {
            closed_at: None,
            ..facts()
        };
        assert_eq!(
            retention(&open, &[schedule(1)], &now).state,
            KeptState::NoClock
        );
        // However late it is: nobody was warned.
        assert_eq!(
            retention(&facts(), &[schedule(1)], &now).state,
            KeptState::WarningDue
        );
        // Of several schedules the longest counts.
        assert_eq!(
            due_on(&facts(), &[schedule(24), schedule(84)]),
            Some(date(2033, 1, 20))
        );
        let minor = KeptFacts {
            may_be_minor: true,
            ..facts()
        };
        assert_eq!(due_on(&minor, &[schedule(24)]), Some(date(2036, 1, 20)));
        crate::words::tests::hold::<KeptState>();
    }

    proptest! {
        /// Closing under a clock that is set back, or asking under one, never makes the end come sooner.
        #[test]
        fn a_clock_set_back_never_shortens(back in 0_i64..20 * 365, months in 1_u16..200, later in 0_i64..9_000) {
            let back = SignedDuration::from_hours(24 * back);
            let right = due_on(&facts(), &[schedule(months)]);
            let closed = facts().closed_at.map(|closed| closed - back);
            let wrong = due_on(&KeptFacts { closed_at: closed, ..facts() }, &[schedule(months)]);
            prop_assert!(wrong >= right);
            let known = KeptFacts { known_due: Some(date(2030, 1, 1)), ..facts() };
            prop_assert!(due_on(&known, &[schedule(months)]) >= right.max(Some(date(2030, 1, 1))));
            let warned = KeptFacts { warned_at: Some(at("2026-02-01T00:00:00Z")), ..facts() };
            let now = at("2026-02-01T00:00:00Z") + SignedDuration::from_hours(24 * later);
            let set_back = Moment::new(now - back, Some(now));
            let before = retention(&warned, &[schedule(months)], &now.into()).state;
            let after = retention(&warned, &[schedule(months)], &set_back).state;
            prop_assert!(after != KeptState::Due || before == KeptState::Due);
        }
    }
}
