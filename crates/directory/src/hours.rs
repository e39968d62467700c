//! Opening hours: our own model, mapped to HSDS `schedule` at the edge because HSDS is changing it.
//!
//! Weekly intervals, exceptions, round the clock, a time zone by name; "not known" is a value.

pub mod hsds;
mod state;
mod together;
mod written;
mod zone;

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use kernel::Text;
use serde::{Deserialize, Serialize};

pub use written::HoursError;
pub use zone::{UnknownZone, Zone};

/// When something is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// What is known of the hours.
    pub rule: Rule,
    /// The source's own words, when they say more.
    pub note: Text,
}

/// What is known of the hours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Nobody has said.
    #[default]
    Unknown,
    /// Day and night, every day.
    Always,
    /// A week that repeats, with exceptions.
    Weekly(Weekly),
}

/// A week that repeats in a place's own time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Weekly {
    /// Whose clock the times are read on.
    pub time_zone: Zone,
    /// Intervals; they may overlap, and one that closes at or before it opens crosses midnight.
    pub intervals: Vec<Interval>,
    /// Single days that differ.
    pub exceptions: Vec<Exception>,
}

/// One opening on one day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The day it opens.
    #[serde(with = "weekday_number")]
    pub day: Weekday,
    /// Opens, local time.
    pub opens: Time,
    /// Closes, local time; at or before `opens` means the next day. `00:00` closes at midnight.
    pub closes: Time,
}

/// A local date with hours of its own: nothing of the usual week holds on it, not even the end of
/// the night before. Without intervals, it is closed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Exception {
    /// Local date.
    pub date: Date,
    /// Open from, until (as in [`Interval`]); empty means closed all day.
    pub open: Vec<(Time, Time)>,
}

/// Whether something is open at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenState {
    /// Day and night: it does not close within 14 days.
    Always,
    /// Open, until this moment.
    Open {
        /// When it closes.
        until: Timestamp,
    },
    /// Closed, until this moment when there is a next opening within 14 days.
    Closed {
        /// When it opens next.
        opens: Option<Timestamp>,
    },
    /// Nobody has said.
    Unknown,
}

impl OpenState {
    /// Somebody answers now.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Always | Self::Open { .. })
    }
}

impl Hours {
    /// Nobody has said.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// Day and night, every day.
    pub fn always() -> Self {
        Self {
            rule: Rule::Always,
            note: Text::default(),
        }
    }

    /// A week that repeats.
    pub fn weekly(weekly: Weekly) -> Self {
        Self {
            rule: Rule::Weekly(weekly),
            note: Text::default(),
        }
    }

    /// Whether it is open at `now`, and when that changes.
    pub fn at(&self, now: Timestamp) -> OpenState {
        match &self.rule {
            Rule::Unknown => OpenState::Unknown,
            Rule::Always => OpenState::Always,
            Rule::Weekly(weekly) => weekly.at(now),
        }
    }
}

mod weekday_number {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    pub(super) fn serialize<S: Serializer>(day: &Weekday, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i8(day.to_monday_one_offset())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Weekday, D::Error> {
        Weekday::from_monday_one_offset(i8::deserialize(from)?).map_err(D::Error::custom)
    }
}
