//! What kinds of thing stand in a case: for each, which columns stand in the open beside the sealed value,
//! what it can be found by, and which kind of data it is to a consent.

use std::collections::BTreeSet;

use casework::appointment::Appointment;
use casework::assessment::Assessment;
use casework::case::Person;
use casework::conference::Conference;
use casework::consent::{Consent, DataKind, Exception, Recipient};
use casework::contact::ContactRules;
use casework::dependant::Dependant;
use casework::document::Document;
use casework::enquiry::{Enquiry, EnquiryAnswer};
use casework::fact::Fact;
use casework::fund::FundRequest;
use casework::need::NeedEntry;
use casework::note::Note;
use casework::outside_link::OutsideLink;
use casework::police::PoliceContact;
use casework::referral::Referral;
use casework::task::Task;
use casework::transfer::Transfer;
use casework::words::{
    AppointmentId, AssessmentId, CaseId, ConferenceId, ConsentId, DependantId, DocumentId,
    EnquiryId, ExceptionId, FactId, FundRequestId, NoteId, OrganizationId, OutsideLinkId, Private,
    ReferralId, TaskId, TransferId, WorkerId,
};
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
            Self::Need => Some(DataKind::Needs),
            Self::Note => Some(DataKind::Notes),
            Self::Dependant => Some(DataKind::Dependants),
            Self::PoliceContact => Some(DataKind::Police),
            Self::FundRequest => Some(DataKind::Money),
            Self::Document => Some(DataKind::Documents),
            Self::Fact => Some(DataKind::TraffickingFacts),
            Self::Assessment => Some(DataKind::Assessments),
            Self::Consent
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
            | Self::EndRequest => None,
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
    fn state(state: &str) -> Self {
        Self {
            state: state.to_owned(),
            ..Self::default()
        }
    }

    fn due(mut self, due: Option<Timestamp>) -> Self {
        self.due = due.map(stored);
        self
    }

    fn organization(mut self, organization: Option<OrganizationId>) -> Self {
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

const NOW: &str = "now";

impl Payload for Person {
    const KIND: ItemKind = ItemKind::Person;
    const ONE: bool = true;

    fn bind(&mut self, _: &Bound) {}

    fn clear(&self) -> Clear {
        Clear::state(NOW)
    }

    fn lookups(&self) -> Vec<(LookupKind, String)> {
        let mut found = vec![(LookupKind::Alias, self.alias.expose().to_owned())];
        if let Some(kept) = &self.legal_name {
            let name = &kept.value;
            let name = format!("{} {}", name.first.expose(), name.second.expose());
            found.push((LookupKind::Name, name));
        }
        found
    }

    fn shared(&self, kinds: &BTreeSet<DataKind>) -> Option<Self> {
        let let_out = |kind| kinds.contains(&kind);
        let who = let_out(DataKind::Identity);
        let shared = Self {
            alias: if who {
                self.alias.clone()
            } else {
                Private::default()
            },
            pronouns: if who {
                self.pronouns.clone()
            } else {
                Private::default()
            },
            legal_name: self.legal_name.clone().filter(|_| who),
            birth_date: self.birth_date.clone().filter(|_| who),
            gender: self.gender.filter(|_| who),
            citizenships: self.citizenships.clone().filter(|_| who),
            indigenous_identity: self
                .indigenous_identity
                .clone()
                .filter(|_| let_out(DataKind::IndigenousIdentity)),
            health: self.health.clone().filter(|_| let_out(DataKind::Health)),
            immigration_status: self
                .immigration_status
                .clone()
                .filter(|_| let_out(DataKind::Immigration)),
        };
        (shared != Self::default()).then_some(shared)
    }
}
impl Addable for Person {}
impl Editable for Person {}

impl Payload for ContactRules {
    const KIND: ItemKind = ItemKind::ContactRules;
    const ONE: bool = true;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
    }

    fn clear(&self) -> Clear {
        let state = if self.stopped { "stopped" } else { NOW };
        Clear::state(state).due(self.review_at)
    }

    fn lookups(&self) -> Vec<(LookupKind, String)> {
        self.ways
            .iter()
            .map(|way| (LookupKind::Phone, way.destination.expose().to_owned()))
            .filter(|(_, value)| value.chars().filter(char::is_ascii_digit).count() >= 7)
            .collect()
    }
}
impl Addable for ContactRules {}
impl Editable for ContactRules {}

impl Payload for NeedEntry {
    const KIND: ItemKind = ItemKind::Need;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
    }

    fn clear(&self) -> Clear {
        Clear::state(self.state.as_str()).organization(self.organization)
    }
}

impl Payload for Fact {
    const KIND: ItemKind = ItemKind::Fact;

    fn bind(&mut self, bound: &Bound) {
        self.id = FactId(bound.id);
        self.case = CaseId(bound.case);
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(if self.struck_out { "struck-out" } else { NOW })
    }
}
impl Addable for Fact {}
impl Editable for Fact {}

impl Payload for Assessment {
    const KIND: ItemKind = ItemKind::Assessment;

    fn bind(&mut self, bound: &Bound) {
        self.id = AssessmentId(bound.id);
        self.case = CaseId(bound.case);
        self.by = bound.by;
    }

    fn clear(&self) -> Clear {
        Clear::state(NOW)
    }
}
impl Addable for Assessment {}

impl Payload for Note {
    const KIND: ItemKind = ItemKind::Note;

    fn bind(&mut self, bound: &Bound) {
        self.id = NoteId(bound.id);
        self.case = CaseId(bound.case);
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(self.kind.as_str())
    }
}

impl Payload for Task {
    const KIND: ItemKind = ItemKind::Task;

    fn bind(&mut self, bound: &Bound) {
        self.id = TaskId(bound.id);
        self.case = CaseId(bound.case);
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        let state = if self.done_at.is_some() {
            "done"
        } else {
            "open"
        };
        Clear {
            due: self.due.map(|day| day.to_string()),
            assignee: self.assignee.map(|worker| worker.0),
            ..Clear::state(state)
        }
    }
}
impl Addable for Task {}
impl Editable for Task {}

impl Payload for Appointment {
    const KIND: ItemKind = ItemKind::Appointment;

    fn bind(&mut self, bound: &Bound) {
        self.id = AppointmentId(bound.id);
        self.case = CaseId(bound.case);
        self.changed_at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(self.state.as_str()).due(Some(self.from))
    }
}
impl Addable for Appointment {}
impl Editable for Appointment {}

impl Payload for Conference {
    const KIND: ItemKind = ItemKind::Conference;

    fn bind(&mut self, bound: &Bound) {
        self.id = ConferenceId(bound.id);
        self.case = CaseId(bound.case);
        self.by = bound.by;
    }

    fn clear(&self) -> Clear {
        Clear::state(NOW)
    }
}
impl Addable for Conference {}
impl Editable for Conference {}

impl Payload for Dependant {
    const KIND: ItemKind = ItemKind::Dependant;

    fn bind(&mut self, bound: &Bound) {
        self.id = DependantId(bound.id);
        self.case = CaseId(bound.case);
    }

    fn clear(&self) -> Clear {
        Clear::state(NOW)
    }
}
impl Addable for Dependant {}
impl Editable for Dependant {}

impl Payload for PoliceContact {
    const KIND: ItemKind = ItemKind::PoliceContact;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
    }

    fn clear(&self) -> Clear {
        Clear::state(NOW)
    }
}
impl Addable for PoliceContact {}

impl Payload for FundRequest {
    const KIND: ItemKind = ItemKind::FundRequest;

    fn bind(&mut self, bound: &Bound) {
        self.id = FundRequestId(bound.id);
        self.case = CaseId(bound.case);
        self.requested_by = bound.by;
    }

    fn clear(&self) -> Clear {
        Clear::state(self.state.as_str())
    }
}

impl Payload for Document {
    const KIND: ItemKind = ItemKind::Document;

    fn bind(&mut self, bound: &Bound) {
        self.id = DocumentId(bound.id);
        self.case = CaseId(bound.case);
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(NOW)
    }
}

impl Payload for Enquiry {
    const KIND: ItemKind = ItemKind::Enquiry;

    fn bind(&mut self, bound: &Bound) {
        self.id = EnquiryId(bound.id);
        self.case = Some(CaseId(bound.case));
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(NOW).due(Some(self.until))
    }
}

impl Payload for EnquiryAnswer {
    const KIND: ItemKind = ItemKind::EnquiryAnswer;

    fn bind(&mut self, bound: &Bound) {
        self.changed_at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(self.state.as_str()).organization(Some(self.to))
    }
}

impl Payload for Consent {
    const KIND: ItemKind = ItemKind::Consent;

    fn bind(&mut self, bound: &Bound) {
        self.id = ConsentId(bound.id);
        self.case = CaseId(bound.case);
        self.taken_by = bound.by;
    }

    fn clear(&self) -> Clear {
        let state = match self.withdrawn_at {
            Some(_) => "withdrawn",
            None => self.answer.as_str(),
        };
        Clear::state(state)
            .due(Some(self.to))
            .organization(organization_of(self.recipient))
    }
}

impl Payload for Exception {
    const KIND: ItemKind = ItemKind::Exception;

    fn bind(&mut self, bound: &Bound) {
        self.id = ExceptionId(bound.id);
        self.case = CaseId(bound.case);
        self.first = bound.by;
    }

    fn clear(&self) -> Clear {
        let state = match (self.ended_at, self.second) {
            (Some(_), _) => "ended",
            (None, None) => "waits",
            (None, Some(_)) => "agreed",
        };
        Clear::state(state)
            .due(Some(self.to))
            .organization(organization_of(self.recipient))
    }
}

impl Payload for Referral {
    const KIND: ItemKind = ItemKind::Referral;

    fn bind(&mut self, bound: &Bound) {
        self.id = ReferralId(bound.id);
        self.case = CaseId(bound.case);
        self.by = bound.by;
        self.changed_at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(self.state.as_str())
            .due(Some(self.until))
            .organization(organization_of(self.to))
    }
}

impl Payload for Transfer {
    const KIND: ItemKind = ItemKind::Transfer;

    fn bind(&mut self, bound: &Bound) {
        self.id = TransferId(bound.id);
        self.case = CaseId(bound.case);
        self.proposed_by = bound.by;
        self.proposed_at = bound.at;
        self.changed_at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(self.state.as_str())
            .due(Some(self.until))
            .organization(Some(self.to))
    }
}

impl Payload for OutsideLink {
    const KIND: ItemKind = ItemKind::OutsideLink;

    fn bind(&mut self, bound: &Bound) {
        self.id = OutsideLinkId(bound.id);
        self.case = CaseId(bound.case);
        self.by = bound.by;
        self.made_at = bound.at;
    }

    fn clear(&self) -> Clear {
        let state = match (self.ended_at, self.opened_at) {
            (Some(_), _) => "ended",
            (None, Some(_)) => "opened",
            (None, None) => "waits",
        };
        Clear::state(state)
            .due(Some(self.until))
            .organization(Some(self.to))
    }
}

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
