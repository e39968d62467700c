//! Readings: every look into a case has a purpose, and she can be given the list of who looked.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::consent::DataKind;
use crate::words::{OrganizationId, WorkerId, words};

words! {
    /// What somebody looked for.
    ReadingPurpose {
        /// To work on the case.
        Work = "work",
        /// To answer a referral.
        Referral = "referral",
        /// To look after a worker's cases.
        Supervision = "supervision",
        /// Something in it runs out or is due.
        Reminder = "reminder",
        /// A contact with her, or a call from her.
        Contact = "contact",
        /// Her own request for her data.
        AccessRequest = "access-request",
        /// To take it out.
        Export = "export",
        /// A legal duty or an emergency.
        Exception = "exception",
        /// The glass was broken.
        BrokenGlass = "broken-glass",
        /// Its keeping ends.
        Retention = "retention",
    }
}

/// One look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Who.
    pub worker: WorkerId,
    /// Of which organization.
    pub organization: OrganizationId,
    /// What for.
    pub purpose: ReadingPurpose,
    /// At which kind of data.
    pub kind: DataKind,
    /// When.
    pub at: Timestamp,
}

/// A line of the list that she can be given: by organization and day, with what was looked at and why. Workers
/// are not named to her: the organization answers for them, and a list may fall into other hands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AccessLine {
    /// The day, in the time zone that was asked for.
    pub on: Date,
    /// The organization.
    pub organization: OrganizationId,
    /// What for.
    pub purpose: ReadingPurpose,
    /// At which kind of data.
    pub kind: DataKind,
    /// How often.
    pub times: u32,
}

/// The list, by day. Nothing is left out of it.
pub fn access_list(readings: &[Reading], zone: &TimeZone) -> Vec<AccessLine> {
    let mut lines: BTreeMap<_, u32> = BTreeMap::new();
    for reading in readings {
        let on = zone.to_datetime(reading.at).date();
        let key = (on, reading.organization, reading.purpose, reading.kind);
        let times = lines.entry(key).or_default();
        *times = times.saturating_add(1);
    }
    lines
        .into_iter()
        .map(|((on, organization, purpose, kind), times)| AccessLine {
            on,
            organization,
            purpose,
            kind,
            times,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        #[test]
        fn every_look_is_counted(looks in prop::collection::vec((0_u128..3, 0_u128..2, 0_usize..4, 0_i64..9), 0..40)) {
            let readings: Vec<_> = looks
                .iter()
                .map(|&(worker, organization, purpose, day)| Reading {
                    worker: WorkerId(Uuid::from_u128(worker)),
                    organization: OrganizationId(Uuid::from_u128(organization)),
                    purpose: ReadingPurpose::ALL[purpose],
                    kind: DataKind::Notes,
                    at: Timestamp::from_second(day * 43_200).expect("a time"),
                })
                .collect();
            let list = access_list(&readings, &TimeZone::UTC);
            prop_assert_eq!(list.iter().map(|line| line.times as usize).sum::<usize>(), readings.len());
            prop_assert!(list.is_sorted());
        }
    }

    #[test]
    fn words_hold() {
        crate::words::tests::hold::<ReadingPurpose>();
    }
}
