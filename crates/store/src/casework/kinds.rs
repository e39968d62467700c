//! What kinds of thing stand in a case: for each, which columns stand in the open beside the sealed value,
//! what it can be found by, and which kind of data it is to a consent.

use std::collections::BTreeSet;

use casework::appointment::Appointment;
use casework::consent::{DataKind, Recipient};
use casework::words::{OrganizationId, Private, WorkerId};
use jiff::Timestamp;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::lookup::LookupKind;
use crate::people::stored;

/// A kind of thing in a case. The words are stored and hashed: one is never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// Who the person is: one in each case.
    Person,
    /// How she may be reached: one in each case.
    ContactRules,
    /// A note: never changed, corrected by a further one.
    Note,
    /// A task.
    Task,
    /// An appointment.
    Appointment,
    /// A case conference.
    Conference,
    /// A child, or somebody else who depends on her.
    Dependant,
    /// A contact with police.
    PoliceContact,
    /// A request for money.
    FundRequest,
    /// A document, beside its sealed bytes.
    Document,
    /// A nameless enquiry.
    Enquiry,
    /// How an enquiry stands with one organization.
    EnquiryAnswer,
    /// What is known of a need of the first hour.
    ImmediateNeed,
    /// The safety plan: one in each case, and only if she wants a copy.
    SafetyPlan,
    /// A protection order.
    ProtectionOrder,
    /// The immigration clock: one in each case.
    Immigration,
    /// She asks for what is known of her, or for a correction.
    AccessRequest,
    /// A line of the map of needs.
    Need,
    /// A fact of the trafficking.
    Fact,
    /// An assessment.
    Assessment,
    /// A consent.
    Consent,
    /// An exception to consent.
    Exception,
    /// A referral.
    Referral,
    /// A transfer.
    Transfer,
    /// A one-time link for an agency without an account.
    OutsideLink,
    /// Somebody who is not on the case looked, or may.
    BrokenGlass,
    /// Words that were given for a move of the case.
    MoveReason,
    /// Somebody asks that it be destroyed.
    EndRequest,
    /// Whoever worked on it was told that its end is near.
    EndWarning,
    /// A time to ask, after the closing, how it goes.
    FollowUp,
}

impl ItemKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::Person,
        Self::ContactRules,
        Self::Note,
        Self::Task,
        Self::Appointment,
        Self::Conference,
        Self::Dependant,
        Self::PoliceContact,
        Self::FundRequest,
        Self::Document,
        Self::Enquiry,
        Self::EnquiryAnswer,
        Self::ImmediateNeed,
        Self::SafetyPlan,
        Self::ProtectionOrder,
        Self::Immigration,
        Self::AccessRequest,
        Self::Need,
        Self::Fact,
        Self::Assessment,
        Self::Consent,
        Self::Exception,
        Self::Referral,
        Self::Transfer,
        Self::OutsideLink,
        Self::BrokenGlass,
        Self::MoveReason,
        Self::EndRequest,
        Self::EndWarning,
        Self::FollowUp,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::ContactRules => "contact-rules",
            Self::Note => "note",
            Self::Task => "task",
            Self::Appointment => "appointment",
            Self::Conference => "conference",
            Self::Dependant => "dependant",
            Self::PoliceContact => "police-contact",
            Self::FundRequest => "fund-request",
            Self::Document => "document",
            Self::Enquiry => "enquiry",
            Self::EnquiryAnswer => "enquiry-answer",
            Self::ImmediateNeed => "immediate-need",
            Self::SafetyPlan => "safety-plan",
            Self::ProtectionOrder => "protection-order",
            Self::Immigration => "immigration",
            Self::AccessRequest => "access-request",
            Self::Need => "need",
            Self::Fact => "fact",
            Self::Assessment => "assessment",
            Self::Consent => "consent",
            Self::Exception => "exception",
            Self::Referral => "referral",
            Self::Transfer => "transfer",
            Self::OutsideLink => "outside-link",
            Self::BrokenGlass => "broken-glass",
            Self::MoveReason => "move-reason",
            Self::EndRequest => "end-request",
            Self::EndWarning => "end-warning",
            Self::FollowUp => "follow-up",
        }
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<Self> {
        let read: Result<Self, serde::de::value::Error> =
            Self::deserialize(word.into_deserializer());
        read.ok()
    }

    /// Which kind of data it is to a consent; `None`: it is shown to nobody outside, whatever is consented.
    pub const fn data(self) -> Option<DataKind> {
        match self {
            // Each field of hers is a kind of its own: `shared` chooses.
            Self::Person => Some(DataKind::Identity),
            Self::ContactRules => Some(DataKind::Contact),
            Self::Need | Self::ImmediateNeed => Some(DataKind::Needs),
            Self::SafetyPlan => Some(DataKind::SafetyPlan),
            Self::ProtectionOrder => Some(DataKind::Legal),
            Self::Immigration => Some(DataKind::Immigration),
            Self::Note => Some(DataKind::Notes),
            Self::Dependant => Some(DataKind::Dependants),
            Self::PoliceContact => Some(DataKind::Police),
            Self::FundRequest => Some(DataKind::Money),
            Self::Document => Some(DataKind::Documents),
            Self::Fact => Some(DataKind::TraffickingFacts),
            Self::Assessment => Some(DataKind::Assessments),
            Self::Consent
            | Self::AccessRequest
            | Self::Task
            | Self::Appointment
            | Self::Conference
            | Self::Enquiry
            | Self::EnquiryAnswer
            | Self::Exception
            | Self::Referral
            | Self::Transfer
            | Self::OutsideLink
            | Self::BrokenGlass
            | Self::MoveReason
            | Self::EndRequest
            | Self::EndWarning
            | Self::FollowUp => None,
        }
    }
}

/// The columns that stand in the open beside a sealed value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clear {
    /// Where it stands, in a word of the program.
    pub state: String,
    /// The day (`2026-11-25`) or moment by which it is due, or until which it holds.
    pub due: Option<String>,
    /// Whose turn it is.
    pub assignee: Option<Uuid>,
    /// The organization outside that it concerns.
    pub organization: Option<Uuid>,
}

impl Clear {
    pub(super) fn state(state: &str) -> Self {
        Self {
            state: state.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn due(mut self, due: Option<Timestamp>) -> Self {
        self.due = due.map(stored);
        self
    }

    pub(super) fn organization(mut self, organization: Option<OrganizationId>) -> Self {
        self.organization = organization.map(|organization| organization.0);
        self
    }
}

/// Which row a value stands in, and who wrote it first.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    /// The id of the row.
    pub id: Uuid,
    /// The case.
    pub case: Uuid,
    /// Who wrote it.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
}

/// A kind of thing in a case.
pub trait Payload: Clone + Serialize + DeserializeOwned + Send + Sync {
    /// Which kind.
    const KIND: ItemKind;
    /// A case has one of it.
    const ONE: bool = false;

    /// Takes the ids of the row and its writer into those fields that hold them: whatever a caller put
    /// there does not count.
    fn bind(&mut self, bound: &Bound);

    /// The columns in the open.
    fn clear(&self) -> Clear;

    /// What the case can be found by through this.
    fn lookups(&self) -> Vec<(LookupKind, String)> {
        Vec::new()
    }

    /// When somebody of the house is busy with it.
    fn appointment(&self) -> Option<&Appointment> {
        None
    }

    /// What of it these kinds of data let out.
    fn shared(&self, kinds: &BTreeSet<DataKind>) -> Option<Self> {
        let kind = Self::KIND.data()?;
        kinds.contains(&kind).then(|| self.clone())
    }
}

/// Kinds that whoever may write into a case adds and nobody changes: what was written stays.
pub trait Addable: Payload {}

/// Kinds that whoever may write into a case changes.
pub trait Editable: Addable {}

/// Somebody who is not on a case looked into it, or may for a time, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenGlass {
    /// Who.
    pub by: WorkerId,
    /// Why.
    pub reason: Private,
    /// From when.
    pub broken_at: Timestamp,
    /// Until when, not included.
    pub until: Timestamp,
    /// Who looked at the reason since: somebody else who guards privacy.
    #[serde(default)]
    pub seen_by: Option<WorkerId>,
}

impl BrokenGlass {
    /// The word of its state while nobody has looked at the reason.
    pub(crate) const BROKEN: &'static str = "broken";
    /// The word once somebody has; whoever broke it may still look until the end.
    pub(crate) const SEEN: &'static str = "seen";
}

impl Payload for BrokenGlass {
    const KIND: ItemKind = ItemKind::BrokenGlass;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
        self.broken_at = bound.at;
    }

    fn clear(&self) -> Clear {
        let state = match self.seen_by {
            Some(_) => Self::SEEN,
            None => Self::BROKEN,
        };
        Clear {
            assignee: Some(self.by.0),
            ..Clear::state(state).due(Some(self.until))
        }
    }
}

/// The organization that receives, whether it has an account or not.
pub(crate) fn organization_of(recipient: Recipient) -> Option<OrganizationId> {
    match recipient {
        Recipient::Organization(id) | Recipient::Outside(id) => Some(id),
        Recipient::Person => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::word;

    #[test]
    fn words_round_trip() {
        for &kind in ItemKind::ALL {
            assert_eq!(word(&kind), kind.word());
            assert_eq!(ItemKind::parse(kind.word()), Some(kind));
        }
    }
}
