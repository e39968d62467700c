//! Every method of the store about cases against casework's table of who may do what: role × method × how the
//! case stands to whoever asks × consent, asked of a real store. No difference is let pass, and a method that is
//! in none of the lists here fails the build.

use std::collections::BTreeSet;

use casework::consent::{DataKind, Purpose};
use casework::matrix::{Circumstance as C, MATRIX, MatrixAction as A, MatrixRole as R};
use kernel::Actor;
use uuid::Uuid;

use super::house::{CaseHouse, at, consent, now};
use super::policy_table::CASE_TABLE;
use crate::testing::stores;
use crate::tests::people::id;
use crate::tests::policy::{Expected, Given};
use crate::{Store, StoreError};

/// Methods about one case, with what each is in the table.
const METHODS: &[(&str, A)] = &[
    ("case", A::SeeIdentity),
    ("may_contact_now", A::SeeIdentity),
    ("case_view", A::SeeNarrative),
    ("case_items", A::SeeNarrative),
    ("case_timeline", A::SeeNarrative),
    ("case_summary", A::SeeOutline),
    ("case_colleagues", A::SeeOutline),
    ("save_case", A::Edit),
    ("move_case", A::Edit),
    ("add_case_item", A::Edit),
    ("save_case_item", A::Edit),
    ("add_note", A::Edit),
    ("finish_task", A::Edit),
    ("add_need", A::Edit),
    ("save_safety_plan", A::Edit),
    ("plan_reminder", A::Edit),
    ("add_document", A::Edit),
    ("document", A::SeeNarrative),
    ("add_fund_request", A::Edit),
    ("fund_balance", A::SeeNarrative),
    ("move_fund_request", A::ApproveClosing),
    ("answer_follow_up", A::Edit),
    ("assign_case", A::Assign),
    ("unassign_case", A::Assign),
    ("record_consent", A::RecordConsent),
    ("withdraw_consent", A::WithdrawConsent),
    ("end_exception", A::WithdrawConsent),
    ("ask_exception", A::UseException),
    ("case_exceptions", A::SecondException),
    ("second_exception", A::SecondException),
    ("add_referral", A::Refer),
    ("move_referral", A::Refer),
    ("send_enquiry", A::Refer),
    ("recall_enquiry", A::Refer),
    ("make_outside_link", A::Refer),
    ("propose_transfer", A::RequestClosing),
    ("recall_transfer", A::RequestClosing),
    ("complete_transfer", A::ApproveClosing),
    ("own_copy", A::ExportCase),
    ("break_glass", A::BreakGlass),
    ("case_history", A::ReadAccessList),
    ("case_accesses", A::ReadAccessList),
    ("case_requests", A::HandleRequest),
    ("add_request", A::HandleRequest),
    ("step_request", A::HandleRequest),
    ("set_retention", A::AskEnd),
    ("ask_end", A::AskEnd),
    ("shred_case", A::Shred),
    ("hold_case", A::SetLegalHold),
    ("see_broken_glass", A::GuardKeeping),
    ("warn_of_end", A::GuardKeeping),
    ("keeping_of", A::GuardKeeping),
];

/// What a partner does to a case; whoever leads it has the methods above.
const PARTNERS: &[(&str, A)] = &[
    ("shared_case", A::SeeOutline),
    ("answer_referral", A::AnswerReferral),
];

/// What is about no one case, so that no circumstance of one can decide: `policy.rs` holds each of them against
/// its roles. The two of the table among them are asked here too.
const HOUSE: &[&str] = &[
    "open_case",
    "caseload",
    "carried_cases",
    "find_case",
    "case_desk",
    "requests_waiting",
    "oversight",
    "broken_glasses",
    "end_certificates",
    "end_certificate",
    "keeping_rules",
    "add_schedule",
    "end_schedule",
    "set_access_clock",
    "kept_cases",
    "cases_due_for_end",
    "take_outs",
    "received_enquiries",
    "receiving_organizations",
    "calendar",
    "make_calendar_feed",
    "end_calendar_feed",
    "calendar_feed",
    "fund",
    "change_fund",
    "answer_enquiry",
    "received_referrals",
    "proposed_transfers",
    "answer_transfer",
    "end_orphaned_shares",
    "open_outside_link",
    "answer_outside_link",
    "agreements",
    "add_agreement",
    "save_agreement",
    "rewrap_case_keys",
    "verify_history",
    "sign_checkpoint",
];
const OF_MANY: &[(&str, A)] = &[
    ("gap_counts", A::ReadCounts),
    ("ask_take_out", A::ExportMany),
    ("agree_take_out", A::ExportMany),
    ("take_out", A::ExportMany),
];

/// Roles that ship, with what each is in the table; a role that is none of them may nothing.
const ROLES: &[(&str, Option<R>)] = &[
    ("caseworker", Some(R::CaseWorker)),
    ("coordinator", Some(R::LeadCoordinator)),
    ("referral-recipient", None),
    ("supervisor", Some(R::Supervisor)),
    ("privacy-officer", Some(R::PrivacyOfficer)),
    ("analyst", Some(R::Analyst)),
    ("administrator", Some(R::SystemAdministrator)),
    ("auditor", None),
    ("trainer", None),
];

/// Roles that receive referrals: to a case of another organization they are its partner.
const RECEIVES: &[&str] = &["caseworker", "coordinator", "referral-recipient"];

#[test]
fn no_method_is_missing_from_the_lists() {
    let mut listed: Vec<&str> = METHODS
        .iter()
        .chain(PARTNERS)
        .chain(OF_MANY)
        .map(|(method, _)| *method)
        .chain(HOUSE.iter().copied())
        .collect();
    listed.sort_unstable();
    let mut known: Vec<&str> = CASE_TABLE
        .iter()
        .map(|Expected(method, ..)| *method)
        .collect();
    known.sort_unstable();
    assert_eq!(listed, known);
}

/// How a case stands to somebody.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a circumstance of its own"
)]
struct Stands {
    team: bool,
    assigned: bool,
    glass: bool,
    /// A live share reaches the other organization.
    shared: bool,
    /// The consent that it stood on is live.
    consent: bool,
}

impl Stands {
    /// The circumstances of the table. What a method asks for besides, a reason, a second person, an end of the
    /// keeping, has tests of its own: here it is given.
    fn circumstances(self) -> BTreeSet<C> {
        let mut all = BTreeSet::from([C::Reason, C::SecondPerson, C::RetentionOver, C::Suppressed]);
        for (holds, circumstance) in [
            (self.team, C::Team),
            (self.assigned, C::Assigned),
            (self.glass, C::GlassBroken),
            (self.shared, C::Shared),
            (self.consent, C::Consent),
        ] {
            if holds {
                all.insert(circumstance);
            }
        }
        all
    }
}

/// Whether the store lets somebody: whatever else is wrong with what was asked.
async fn lets(store: &Store, actor: &Actor, given: &Given, method: &str) -> bool {
    let Expected(_, call, _) = CASE_TABLE
        .iter()
        .find(|Expected(known, ..)| *known == method)
        .expect("a row");
    !matches!(
        call(store, actor, given).await,
        Err(StoreError::Forbidden(_))
    )
}

/// Stands somebody to a case in this way, past every method: the database itself says so.
async fn stand(house: &CaseHouse<'_>, case: Uuid, person: Uuid, stands: Stands) {
    for (holds, said) in [
        (
            stands.assigned,
            format!(
                "INSERT INTO case_worker (case_id, person_id, since)
                 VALUES ('{case}', '{person}', '2026-01-01T00:00:00Z')"
            ),
        ),
        (
            stands.glass,
            format!(
                "INSERT INTO case_item (id, case_id, kind, state, due, assignee_id, created_at,
                    changed_at, version, sealed)
                 VALUES ('{}', '{case}', 'broken-glass', 'broken', '2099-01-01T00:00:00Z', '{person}',
                    '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, '')",
                Uuid::from_u128(person.as_u128() ^ 0xff)
            ),
        ),
    ] {
        if holds {
            house.by_hand(&said).await;
        }
    }
}

async fn fall(house: &CaseHouse<'_>, case: Uuid, person: Uuid) {
    for said in [
        format!("DELETE FROM case_worker WHERE case_id = '{case}' AND person_id = '{person}'"),
        format!(
            "DELETE FROM case_item WHERE case_id = '{case}' AND kind = 'broken-glass'
             AND assignee_id = '{person}'"
        ),
    ] {
        house.by_hand(&said).await;
    }
}

/// One cell for each method: what the store says against what the table says.
async fn compare(
    store: &Store,
    case: Uuid,
    house: &CaseHouse<'_>,
    (slug, role, actor): (&str, Option<R>, &Actor),
    stands: Stands,
) -> usize {
    let given = Given::of(house.own, case);
    let circumstances = stands.circumstances();
    let of_role = |action| role.is_some_and(|role| MATRIX.allows(action, role, &circumstances));
    let partner = RECEIVES.contains(&slug) && !stands.team;
    let as_partner = |action| partner && MATRIX.allows(action, R::PartnerAgency, &circumstances);
    let mut cells = 0;
    for (method, action) in METHODS.iter().chain(OF_MANY) {
        let found = lets(store, actor, &given, method).await;
        let who = format!("{slug}: {method} ({action}) {stands:?}");
        assert_eq!(found, of_role(*action), "{who}");
        cells += 1;
    }
    for (method, action) in PARTNERS {
        let found = lets(store, actor, &given, method).await;
        assert_eq!(found, as_partner(*action), "{slug}: {method} {stands:?}");
        cells += 1;
    }
    cells
}

#[tokio::test]
async fn the_store_and_the_table_say_the_same_in_every_cell() {
    let test = stores().await.into_iter().next().expect("a store");
    let store = &test.store;
    let house = CaseHouse::new(store).await;
    let fixture = house.fixture();
    let kinds = [DataKind::Outline];
    // Three cases: nothing shared, a live share, and one whose consent was withdrawn.
    let alone = house.case(1).await;
    let mut shared = Vec::new();
    for seconds in [10, 20] {
        let case = house.case(seconds).await;
        let theirs = consent(Purpose::Referral, house.other, &kinds, seconds + 1);
        let theirs = house.consent(case, &theirs, seconds + 1).await;
        house.referred(case, &kinds, seconds + 2).await;
        shared.push((case, theirs));
    }
    store
        .withdraw_consent(&house.worker, shared[1].0, shared[1].1, at(30))
        .await
        .expect("withdrawn");
    assert!(now(30) < crate::tests::sample::NOW + jiff::SignedDuration::from_hours(24));
    let cases = [
        (alone, false, false),
        (shared[0].0, true, true),
        (shared[1].0, false, false),
    ];
    let mut cells = 0;
    for (slug, role) in ROLES {
        for team in [true, false] {
            let place = if team { house.own } else { house.other };
            let name = format!("cell-{slug}-{team}");
            let actor = fixture.person(&name, place, &[slug]).await;
            for (case, is_shared, live) in cases {
                for (assigned, glass) in
                    [(false, false), (true, false), (false, true), (true, true)]
                {
                    let stands = Stands {
                        team,
                        assigned,
                        glass,
                        // What is shared reaches the other organization, and nobody of one's own.
                        shared: is_shared && !team,
                        consent: live && !team,
                    };
                    let person = id(&actor);
                    stand(&house, case, person, stands).await;
                    cells += compare(store, case, &house, (slug, *role, &actor), stands).await;
                    fall(&house, case, person).await;
                }
            }
        }
    }
    assert_eq!(
        cells,
        ROLES.len() * 2 * 3 * 4 * (METHODS.len() + OF_MANY.len() + PARTNERS.len())
    );
    assert!(cells > 10_000, "{cells} cells");
}
