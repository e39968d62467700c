//! Appointments: where and when somebody is expected, and whom it concerns.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::words::{AppointmentId, CaseId, Private, WorkerId, words};

words! {
    /// What became of it.
    AppointmentState {
        /// It is to be.
        Planned = "planned",
        /// She came.
        Kept = "kept",
        /// She did not.
        Missed = "missed",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

/// Longest appointment: a journey by bus takes a day.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// What a calendar knows it by: from chance, and nothing here can be found with it.
    pub calendar_uid: Uuid,
    /// The case.
    pub case: CaseId,
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub to: Timestamp,
    /// The time zone in which it was agreed (IANA).
    pub zone: String,
    /// What it is.
    #[serde(default)]
    pub words: Private,
    /// With whom: a person, a service.
    #[serde(default)]
    pub with: Private,
    /// Where. Never the address of a shelter: the listing holds that.
    #[serde(default)]
    pub place: Private,
    /// Who of us goes along.
    #[serde(default)]
    pub workers: BTreeSet<WorkerId>,
    /// An interpreter comes.
    #[serde(default)]
    pub interpreter: bool,
    /// How she gets there and back, and who pays.
    #[serde(default)]
    pub transport: Private,
    /// What came of it, in words.
    #[serde(default)]
    pub outcome: Private,
    /// What became of it.
    pub state: AppointmentState,
    /// Counted up with each change, for calendars (RFC 5545, `SEQUENCE`).
    #[serde(default)]
    pub sequence: u32,
    /// When it last changed.
    pub changed_at: Timestamp,
}

impl Appointment {
    /// It takes time, and no more than a day of it: a slip of the hand is found before a telephone shows it.
    pub fn is_sound(&self) -> bool {
        self.from < self.to && self.to.duration_since(self.from) <= LONGEST
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_hold() {
        crate::words::tests::hold::<super::AppointmentState>();
    }
}
