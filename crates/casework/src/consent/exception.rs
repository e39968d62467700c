//! When the law or an emergency goes before consent: written down, by two people, for a day at most.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{DataKind, Purpose, Recipient};
use crate::moment::Moment;
use crate::words::{CaseId, ExceptionId, Private, WorkerId, words};

/// An exception ends after this (issue 4; casework.md 6.2: "24 h limit").
pub const LONGEST_EXCEPTION: SignedDuration = SignedDuration::from_hours(24);

words! {
    /// What goes before consent.
    ExceptionKind {
        /// A law obliges: a child in need of protection, a court's order.
        LegalDuty = "legal-duty",
        /// Somebody's life or body is in danger now.
        Emergency = "emergency",
    }

    /// Why an exception does not count.
    ExceptionFault {
        /// No statute, order or rule is named.
        NoAuthority = "no-authority",
        /// No reason is written.
        NoReason = "no-reason",
        /// Nobody else agreed.
        NoSecondPerson = "no-second-person",
        /// Both are the same person.
        SamePerson = "same-person",
        /// It names no kind of data.
        NoKinds = "no-kinds",
        /// It names everything: that is not the least.
        NotMinimum = "not-minimum",
        /// Nobody wrote why this is the least that serves.
        MinimumNotExplained = "minimum-not-explained",
        /// It lasts longer than a day, or ends before it begins.
        TooLong = "too-long",
        /// The privacy officer was not told.
        PrivacyOfficerNotTold = "privacy-officer-not-told",
        /// It has not begun, or is over.
        NotNow = "not-now",
        /// It was taken back.
        Ended = "ended",
    }
}

/// One exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Its id.
    pub id: ExceptionId,
    /// The case.
    pub case: CaseId,
    /// What goes before consent.
    pub kind: ExceptionKind,
    /// The statute and section, the order, or the rule of the organization.
    pub authority: Private,
    /// Why, here and now.
    pub reason: Private,
    /// What for.
    pub purpose: Purpose,
    /// To whom.
    pub recipient: Recipient,
    /// The least that serves.
    pub kinds: BTreeSet<DataKind>,
    /// Why less would not serve.
    pub minimum: Private,
    /// Who wants it.
    pub first: WorkerId,
    /// Who else agreed.
    pub second: Option<WorkerId>,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
    /// When the notice to the privacy officer was written: by the store, with the exception itself.
    pub privacy_officer_told_at: Option<Timestamp>,
    /// When it was taken back. Any value ends it at once.
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
}

impl Exception {
    /// Why it does not count now, if anything.
    pub fn faults(&self, now: &Moment) -> BTreeSet<ExceptionFault> {
        let lasts = self.to.duration_since(self.from);
        [
            (self.authority.is_empty(), ExceptionFault::NoAuthority),
            (self.reason.is_empty(), ExceptionFault::NoReason),
            (self.second.is_none(), ExceptionFault::NoSecondPerson),
            (self.second == Some(self.first), ExceptionFault::SamePerson),
            (self.kinds.is_empty(), ExceptionFault::NoKinds),
            (
                self.kinds.len() == DataKind::ALL.len(),
                ExceptionFault::NotMinimum,
            ),
            (self.minimum.is_empty(), ExceptionFault::MinimumNotExplained),
            (
                lasts > LONGEST_EXCEPTION || lasts <= SignedDuration::ZERO,
                ExceptionFault::TooLong,
            ),
            (
                self.privacy_officer_told_at.is_none(),
                ExceptionFault::PrivacyOfficerNotTold,
            ),
            (
                !now.has_begun(self.from) || now.has_ended(self.to),
                ExceptionFault::NotNow,
            ),
            (self.ended_at.is_some(), ExceptionFault::Ended),
        ]
        .into_iter()
        .filter_map(|(holds, fault)| holds.then_some(fault))
        .collect()
    }

    /// Nothing is missing, and it counts now.
    pub fn is_whole(&self, now: &Moment) -> bool {
        self.faults(now).is_empty()
    }
}
