//! What the methods of the table of cases are called with: so little that nothing comes of it.

use std::collections::BTreeSet;

use casework::access_request::{AccessClock, AccessRequestKind};
use casework::agreement::Agreement;
use casework::case::{Move, Stage};
use casework::consent::{DataKind, Exception, ExceptionKind, Purpose, Recipient};
use casework::contact::{Attempt, Way};
use casework::document::{DocumentKind, Offered, Scan};
use casework::enquiry::{Enquiry, EnquiryReply, EnquiryState, Known};
use casework::follow_up::FollowUpState;
use casework::fund::{Cents, FundPurpose, FundRequest, FundState};
use casework::need::{Need, NeedEntry, NeedState};
use casework::retention::Schedule;
use casework::safety_plan::{CopyWish, SafetyParts, SafetyPlan};
use casework::task::Task;
use casework::transfer::{Transfer, TransferState};
use casework::words::{
    AgreementId, CaseId, EnquiryId, ExceptionId, FundRequestId, OrganizationId, Private, TaskId,
    TransferId, WorkerId,
};
use jiff::civil::date;
use kernel::Actor;
use uuid::Uuid;

use super::house::{consent, now};
use super::policy::MOMENT;
use crate::tests::policy::{Answer, Given};
use crate::{
    CalendarToken, CaseDetails, CaseLookup, FollowUpAnswer, LinkToken, NewDocument, NewRequest,
    Store,
};

/// What an agency could answer.
pub(super) const REPLY: EnquiryReply<'static> = EnquiryReply {
    state: EnquiryState::Could,
    words: "",
    until: None,
};

pub(super) fn nil() -> Uuid {
    Uuid::nil()
}

pub(super) fn none() -> Private {
    Private::default()
}

pub(super) fn details() -> CaseDetails {
    CaseDetails {
        age_band: casework::case::AgeBand::NotAsked,
        languages: Vec::new(),
        interpreter: false,
        region: None,
        police_lead: false,
    }
}

pub(super) fn need() -> NeedEntry {
    NeedEntry {
        need: Need::Legal,
        state: NeedState::Wanted,
        on: date(2026, 11, 24),
        organization: None,
        barrier: None,
        outcome: none(),
        by: WorkerId(nil()),
    }
}

pub(super) fn exception() -> Exception {
    Exception {
        id: ExceptionId(nil()),
        case: CaseId(nil()),
        kind: ExceptionKind::LegalDuty,
        authority: none(),
        reason: none(),
        purpose: Purpose::Referral,
        recipient: Recipient::Person,
        kinds: [DataKind::Outline].into(),
        minimum: none(),
        first: WorkerId(nil()),
        second: None,
        from: now(0),
        to: now(1),
        privacy_officer_told_at: None,
        ended_at: None,
    }
}

pub(super) fn transfer() -> Transfer {
    Transfer {
        id: TransferId(nil()),
        case: CaseId(nil()),
        from: OrganizationId(nil()),
        to: OrganizationId(nil()),
        reason: none(),
        state: TransferState::Proposed,
        proposed_by: WorkerId(nil()),
        proposed_at: now(0),
        until: now(1),
        approved_by: None,
        consent: None,
        changed_at: now(0),
    }
}

pub(super) fn agreement() -> Agreement {
    Agreement {
        id: AgreementId(nil()),
        name: "A fictional agreement".to_owned(),
        parties: Vec::new(),
        from: date(2026, 1, 1),
        until: None,
        ended_on: None,
    }
}

pub(super) fn plan() -> SafetyPlan {
    let (case, by) = (CaseId(nil()), WorkerId(nil()));
    let (day, copy) = (date(2026, 11, 24), CopyWish::None);
    SafetyPlan::new(case, copy, SafetyParts::default(), day, None, by, now(0))
}

pub(super) fn send_enquiry<'a>(store: &'a Store, actor: &'a Actor, given: &'a Given) -> Answer<'a> {
    let enquiry = Enquiry {
        id: EnquiryId(nil()),
        case: None,
        needs: [].into(),
        languages: Vec::new(),
        adults: 1,
        children: 0,
        needed_by: None,
        words: String::new(),
        until: now(9),
        by: WorkerId(nil()),
        at: now(0),
    };
    Box::pin(async move {
        let case = given.of_case().case;
        let (to, known) = (BTreeSet::new(), Known::default());
        let sent = store
            .send_enquiry(actor, case, &enquiry, &to, &known, &MOMENT)
            .await;
        sent.map(|_| ())
    })
}

pub(super) fn plan_reminder<'a>(
    store: &'a Store,
    actor: &'a Actor,
    given: &'a Given,
) -> Answer<'a> {
    let attempt = Attempt {
        way: Way::Call,
        destination: none(),
        leaves_message: false,
        names_organization: false,
        shows_number: false,
        automatic: false,
        again: false,
        code_word_ready: true,
        list_read: true,
    };
    let task = Task {
        id: TaskId(nil()),
        case: CaseId(nil()),
        words: none(),
        assignee: None,
        due: None,
        repeat: None,
        repeats_from: None,
        by: WorkerId(nil()),
        at: now(0),
        done_at: None,
        done_by: None,
    };
    Box::pin(async move {
        let case = given.of_case().case;
        let about = (&attempt, now(9));
        let planned = store
            .plan_reminder(actor, case, nil(), about, &task, &MOMENT)
            .await;
        planned.map(|_| ())
    })
}

pub(super) fn fund_request() -> FundRequest {
    FundRequest {
        id: FundRequestId(nil()),
        case: CaseId(nil()),
        amount: Cents::new(0),
        purpose: FundPurpose::Food,
        words: none(),
        state: FundState::Requested,
        requested_by: WorkerId(nil()),
        requested_on: date(2026, 11, 24),
        decided_by: None,
        decided_on: None,
        decline_reason: none(),
    }
}

/// Nothing is in it, so that it is not taken.
pub(super) fn new_document() -> NewDocument<'static> {
    NewDocument {
        kind: DocumentKind::Other,
        title: none(),
        offered: Offered {
            bytes: &[],
            name: "",
            is_identity_paper: false,
            scan: Scan::NotDone,
            scan_required: false,
        },
    }
}

pub(super) fn calendar_token() -> CalendarToken {
    CalendarToken::parse(&"A".repeat(43)).expect("a token")
}

pub(super) fn token() -> LinkToken {
    LinkToken::parse(&"A".repeat(43)).expect("a token")
}

pub(super) fn code() -> CaseLookup {
    CaseLookup::Alias(Private::new("nobody at all"))
}

pub(super) fn faulty() -> casework::consent::Consent {
    consent(Purpose::Research, nil(), &[], 0)
}

pub(super) fn step() -> Move {
    Move::To(Stage::Plan)
}

pub(super) fn own_copy<'a>(store: &'a Store, actor: &'a Actor, given: &'a Given) -> Answer<'a> {
    Box::pin(async move {
        let case = given.of_case().case;
        let nothing = BTreeSet::new();
        let copy = store.own_copy(actor, case, nil(), &nothing, None, &MOMENT);
        copy.await.map(|_| ())
    })
}

pub(super) fn may_contact_now<'a>(
    store: &'a Store,
    actor: &'a Actor,
    given: &'a Given,
) -> Answer<'a> {
    let attempt = Attempt {
        way: Way::Call,
        destination: none(),
        leaves_message: false,
        names_organization: false,
        shows_number: false,
        automatic: false,
        again: false,
        code_word_ready: false,
        list_read: false,
    };
    Box::pin(async move {
        let case = given.of_case().case;
        let asked = store.may_contact_now(actor, case, &attempt, &MOMENT).await;
        asked.map(|_| ())
    })
}

pub(super) fn not_asked() -> FollowUpAnswer {
    FollowUpAnswer {
        state: FollowUpState::NotAsked,
        contact: None,
        words: none(),
    }
}

pub(super) fn asked() -> NewRequest {
    NewRequest {
        kind: AccessRequestKind::Access,
        words: none(),
        received_on: date(2026, 11, 24),
        confirmations: BTreeSet::new(),
    }
}

pub(super) fn add_schedule<'a>(store: &'a Store, actor: &'a Actor, given: &'a Given) -> Answer<'a> {
    let schedule = Schedule {
        name: "An example".to_owned(),
        source: "decided for a test".to_owned(),
        months: 1200,
        months_if_minor: None,
        warning_days: 30,
    };
    Box::pin(async move {
        let organization = given.of_case().organization;
        let added = store.add_schedule(actor, organization, &schedule, &MOMENT);
        added.await.map(|_| ())
    })
}

pub(super) fn set_access_clock<'a>(
    store: &'a Store,
    actor: &'a Actor,
    given: &'a Given,
) -> Answer<'a> {
    let clock = AccessClock {
        days: 30,
        extension_days: None,
        source: "decided for a test".to_owned(),
    };
    Box::pin(async move {
        let organization = given.of_case().organization;
        store
            .set_access_clock(actor, organization, &clock, &MOMENT)
            .await
    })
}
