//! What the methods of the table are called with, so that nothing comes of it.

use casework::agreement::Agreement;
use casework::consent::{DataKind, Exception, ExceptionKind, Purpose, Recipient};
use casework::enquiry::{EnquiryReply, EnquiryState};
use casework::transfer::{Transfer, TransferState};
use casework::words::{
    AgreementId, CaseId, ExceptionId, OrganizationId, Private, TransferId, WorkerId,
};
use jiff::civil::date;
use uuid::Uuid;

use super::house::now;

pub(super) const REPLY: EnquiryReply<'static> = EnquiryReply {
    state: EnquiryState::Could,
    words: "",
    until: None,
};
pub(super) fn exception() -> Exception {
    Exception {
        id: ExceptionId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        kind: ExceptionKind::LegalDuty,
        authority: Private::default(),
        reason: Private::default(),
        purpose: Purpose::Referral,
        recipient: Recipient::Person,
        kinds: [DataKind::Outline].into(),
        minimum: Private::default(),
        first: WorkerId(Uuid::nil()),
        second: None,
        from: now(0),
        to: now(1),
        privacy_officer_told_at: None,
        ended_at: None,
    }
}

pub(super) fn transfer() -> Transfer {
    Transfer {
        id: TransferId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        from: OrganizationId(Uuid::nil()),
        to: OrganizationId(Uuid::nil()),
        reason: Private::default(),
        state: TransferState::Proposed,
        proposed_by: WorkerId(Uuid::nil()),
        proposed_at: now(0),
        until: now(1),
        approved_by: None,
        consent: None,
        changed_at: now(0),
    }
}

pub(super) fn agreement() -> Agreement {
    Agreement {
        id: AgreementId(Uuid::nil()),
        name: "A fictional agreement".to_owned(),
        parties: Vec::new(),
        from: date(2026, 1, 1),
        until: None,
        ended_on: None,
    }
}
