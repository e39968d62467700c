//! The structs of `casework` as kinds of thing in a case: their ids, their columns in the open, what a case
//! can be found by through them.

use std::collections::BTreeSet;

use casework::access_request::AccessRequest;
use casework::appointment::Appointment;
use casework::assessment::Assessment;
use casework::case::Person;
use casework::conference::Conference;
use casework::consent::{Consent, DataKind, Exception};
use casework::contact::ContactRules;
use casework::dependant::Dependant;
use casework::document::Document;
use casework::enquiry::{Enquiry, EnquiryAnswer};
use casework::fact::Fact;
use casework::follow_up::FollowUpEntry;
use casework::fund::FundRequest;
use casework::immigration::{ImmigrationClock, PermitState};
use casework::jurisdiction::shipped;
use casework::need::{ImmediateEntry, NeedEntry};
use casework::note::Note;
use casework::outside_link::OutsideLink;
use casework::police::PoliceContact;
use casework::protection_order::{OrderState, ProtectionOrder};
use casework::referral::Referral;
use casework::safety_plan::SafetyPlan;
use casework::task::Task;
use casework::transfer::Transfer;
use casework::words::{
    AccessRequestId, AppointmentId, AssessmentId, CaseId, ConferenceId, ConsentId, DependantId,
    DocumentId, EnquiryId, ExceptionId, FactId, FundRequestId, NoteId, OrderId, OutsideLinkId,
    Private, ReferralId, TaskId, TransferId,
};
use jiff::civil::Date;

use super::kinds::{Addable, Bound, Clear, Editable, ItemKind, Payload, organization_of};
use super::lookup::LookupKind;

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

    fn appointment(&self) -> Option<&Appointment> {
        Some(self)
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
        Clear::state(self.state.as_str())
            .due(self.until)
            .organization(Some(self.to))
    }
}

impl Payload for ImmediateEntry {
    const KIND: ItemKind = ItemKind::ImmediateNeed;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state(self.answer.as_str())
    }
}
impl Addable for ImmediateEntry {}

impl Payload for SafetyPlan {
    const KIND: ItemKind = ItemKind::SafetyPlan;
    const ONE: bool = true;

    fn bind(&mut self, bound: &Bound) {
        self.case = CaseId(bound.case);
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear {
            due: self.review_on.map(|day| day.to_string()),
            ..Clear::state(self.copy.as_str())
        }
    }
}

impl Payload for ProtectionOrder {
    const KIND: ItemKind = ItemKind::ProtectionOrder;

    fn bind(&mut self, bound: &Bound) {
        self.id = OrderId(bound.id);
        self.case = CaseId(bound.case);
    }

    fn clear(&self) -> Clear {
        let last = self.events.last();
        // The last day by the paper, or by the statute of its place; what is over has none.
        let at_last = self.status(shipped(&self.jurisdiction), Date::MAX);
        let runs = matches!(at_last.state, OrderState::Expired);
        Clear {
            due: at_last
                .expires_on
                .filter(|_| runs)
                .map(|day| day.to_string()),
            ..Clear::state(last.map_or(NOW, |event| event.kind.as_str()))
        }
    }
}
impl Addable for ProtectionOrder {}
impl Editable for ProtectionOrder {}

impl Payload for ImmigrationClock {
    const KIND: ItemKind = ItemKind::Immigration;
    const ONE: bool = true;

    fn bind(&mut self, _: &Bound) {}

    fn clear(&self) -> Clear {
        // The earliest day on which something runs out.
        let days = [
            self.status_until,
            self.health_cover_until,
            self.work_or_study_until,
            self.permit
                .as_ref()
                .filter(|permit| permit.state == PermitState::Issued)
                .and_then(|permit| permit.until),
        ];
        Clear {
            due: days.into_iter().flatten().min().map(|day| day.to_string()),
            ..Clear::state(NOW)
        }
    }
}
impl Addable for ImmigrationClock {}
impl Editable for ImmigrationClock {}

impl Payload for AccessRequest {
    const KIND: ItemKind = ItemKind::AccessRequest;

    fn bind(&mut self, bound: &Bound) {
        self.id = AccessRequestId(bound.id);
        self.case = Some(CaseId(bound.case));
        self.by = bound.by;
    }

    fn clear(&self) -> Clear {
        Clear {
            due: self.answer_by.map(|day| day.to_string()),
            ..Clear::state(self.state.as_str())
        }
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

impl Payload for FollowUpEntry {
    const KIND: ItemKind = ItemKind::FollowUp;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
    }

    fn clear(&self) -> Clear {
        Clear {
            due: Some(self.due.to_string()),
            ..Clear::state(self.state.as_str())
        }
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
