//! Who may do what with a case: each method of the store × each way in which somebody can stand to it.

use casework::consent::{DataKind, Purpose};
use casework::words::Private;
use kernel::{Actor, SystemRandom};
use uuid::Uuid;

use super::given::nil;
use super::house::{CaseHouse, at, consent, note, now};
use super::policy_table::CASE_TABLE;
use crate::testing::stores;
use crate::tests::policy::{Expected, Given};
use crate::{CasePurpose, Moment, Store, StoreError};

pub(super) const MOMENT: Moment<'static> = Moment {
    now: crate::tests::sample::NOW,
    random: &SystemRandom,
};
pub(super) const WORK: CasePurpose = CasePurpose::Work;
pub(super) const NOBODY: [bool; 4] = [false; 4];
pub(super) const EVERYONE: [bool; 4] = [true; 4];
pub(super) const HOUSE: [bool; 4] = [false, true, true, false];

const LEADS: &[&str] = &["coordinator"];
const WORKERS: &[&str] = &["coordinator", "caseworker"];
const RECEIVERS: &[&str] = &["coordinator", "caseworker", "referral-recipient"];
const LEADS_OR_WATCHES: &[&str] = &["coordinator", "supervisor"];
const ALL_BUT_WORKERS: &[&str] = &["coordinator", "supervisor", "privacy-officer"];
const LISTS: &[&str] = &["coordinator", "caseworker", "supervisor", "privacy-officer"];
const GUARDS: &[&str] = &["privacy-officer"];
const FINDERS: &[&str] = &["coordinator", "caseworker", "privacy-officer"];
const OVERSEES: &[&str] = &["privacy-officer", "auditor"];
const COUNTS: &[&str] = &[
    "coordinator",
    "supervisor",
    "privacy-officer",
    "planner",
    "analyst",
];
const NO_ONE: &[&str] = &[];

/// Which shipped roles may more than a person without one, of whom nobody works on the case: in the lead
/// organization, and in another.
pub(in crate::tests) const CASE_ROLES: &[(&str, &[&str], &[&str])] = &[
    ("open_case", WORKERS, NO_ONE),
    ("caseload", LISTS, LISTS),
    ("carried_cases", LISTS, LISTS),
    ("case_view", LEADS, NO_ONE),
    ("case_exceptions", ALL_BUT_WORKERS, GUARDS),
    ("oversight", OVERSEES, OVERSEES),
    ("end_certificates", OVERSEES, OVERSEES),
    ("end_certificate", OVERSEES, OVERSEES),
    ("case_requests", &["coordinator", "privacy-officer"], GUARDS),
    ("add_request", &["coordinator", "privacy-officer"], GUARDS),
    ("step_request", &["coordinator", "privacy-officer"], GUARDS),
    ("requests_waiting", LISTS, LISTS),
    ("own_copy", &["coordinator", "privacy-officer"], GUARDS),
    ("take_outs", GUARDS, GUARDS),
    ("ask_take_out", GUARDS, GUARDS),
    ("agree_take_out", GUARDS, GUARDS),
    ("take_out", GUARDS, GUARDS),
    ("may_contact_now", LEADS, NO_ONE),
    ("answer_follow_up", LEADS, NO_ONE),
    ("keeping_rules", LISTS, LISTS),
    ("add_schedule", GUARDS, GUARDS),
    ("end_schedule", GUARDS, GUARDS),
    ("set_access_clock", GUARDS, GUARDS),
    ("kept_cases", GUARDS, GUARDS),
    ("warn_of_end", GUARDS, GUARDS),
    ("keeping_of", GUARDS, GUARDS),
    ("find_case", FINDERS, FINDERS),
    ("case", LEADS, NO_ONE),
    ("case_summary", ALL_BUT_WORKERS, GUARDS),
    ("case_colleagues", ALL_BUT_WORKERS, GUARDS),
    ("save_case", LEADS, NO_ONE),
    ("move_case", LEADS, NO_ONE),
    ("case_items", LEADS, NO_ONE),
    ("case_timeline", LEADS, NO_ONE),
    ("add_case_item", LEADS, NO_ONE),
    ("save_case_item", LEADS, NO_ONE),
    ("plan_reminder", LEADS, NO_ONE),
    ("add_fund_request", LEADS, NO_ONE),
    ("move_fund_request", LEADS_OR_WATCHES, NO_ONE),
    ("fund_balance", LEADS, NO_ONE),
    ("change_fund", LEADS, NO_ONE),
    ("fund", LEADS, NO_ONE),
    ("add_document", LEADS, NO_ONE),
    ("document", LEADS, NO_ONE),
    ("add_note", LEADS, NO_ONE),
    ("finish_task", LEADS, NO_ONE),
    ("add_need", LEADS, NO_ONE),
    ("assign_case", LEADS_OR_WATCHES, NO_ONE),
    ("unassign_case", LEADS_OR_WATCHES, NO_ONE),
    ("record_consent", ALL_BUT_WORKERS, GUARDS),
    ("withdraw_consent", ALL_BUT_WORKERS, GUARDS),
    ("ask_exception", LEADS, NO_ONE),
    ("second_exception", ALL_BUT_WORKERS, GUARDS),
    ("end_exception", ALL_BUT_WORKERS, GUARDS),
    ("add_referral", LEADS, NO_ONE),
    ("move_referral", LEADS, NO_ONE),
    ("send_enquiry", LEADS, NO_ONE),
    ("received_enquiries", RECEIVERS, NO_ONE),
    ("answer_enquiry", RECEIVERS, RECEIVERS),
    ("recall_enquiry", LEADS, NO_ONE),
    ("receiving_organizations", LISTS, LISTS),
    ("save_safety_plan", LEADS, NO_ONE),
    ("received_referrals", RECEIVERS, NO_ONE),
    ("propose_transfer", LEADS, NO_ONE),
    ("proposed_transfers", RECEIVERS, NO_ONE),
    ("answer_transfer", RECEIVERS, RECEIVERS),
    ("recall_transfer", LEADS, NO_ONE),
    ("complete_transfer", LEADS_OR_WATCHES, NO_ONE),
    ("make_outside_link", LEADS, NO_ONE),
    ("break_glass", &["supervisor", "privacy-officer"], GUARDS),
    ("broken_glasses", LISTS, LISTS),
    ("see_broken_glass", GUARDS, GUARDS),
    ("case_desk", LISTS, LISTS),
    ("case_history", ALL_BUT_WORKERS, GUARDS),
    ("case_accesses", ALL_BUT_WORKERS, GUARDS),
    ("hold_case", GUARDS, GUARDS),
    ("set_retention", ALL_BUT_WORKERS, GUARDS),
    ("cases_due_for_end", LISTS, LISTS),
    ("ask_end", ALL_BUT_WORKERS, GUARDS),
    ("shred_case", GUARDS, GUARDS),
    ("gap_counts", COUNTS, COUNTS),
    (
        "agreements",
        &["coordinator", "caseworker", "supervisor", "planner"],
        &["coordinator", "caseworker", "supervisor", "planner"],
    ),
    ("add_agreement", LEADS, LEADS),
    ("save_agreement", LEADS, LEADS),
    (
        "verify_history",
        &["administrator", "auditor", "privacy-officer"],
        &["administrator", "auditor", "privacy-officer"],
    ),
    (
        "sign_checkpoint",
        &["administrator", "auditor", "privacy-officer"],
        &["administrator", "auditor", "privacy-officer"],
    ),
];

/// Methods on one case, by what they ask for.
const READ: &[&str] = &[
    "case_view",
    "case_items",
    "case_timeline",
    "fund_balance",
    "document",
];
const IDENTITY: &[&str] = &["case", "may_contact_now"];
const REQUESTS: &[&str] = &["case_requests", "add_request", "step_request"];
const EXPORT: &[&str] = &["own_copy"];
const WRITE: &[&str] = &[
    "save_case",
    "move_case",
    "add_case_item",
    "save_case_item",
    "plan_reminder",
    "add_fund_request",
    "add_document",
    "add_note",
    "finish_task",
    "add_need",
    "save_safety_plan",
    "answer_follow_up",
];
const CONSENT: &[&str] = &["record_consent", "withdraw_consent", "end_exception"];
const REFER: &[&str] = &[
    "ask_exception",
    "send_enquiry",
    "recall_enquiry",
    "add_referral",
    "move_referral",
    "make_outside_link",
];
const REQUEST: &[&str] = &["propose_transfer", "recall_transfer"];
const APPROVE: &[&str] = &["complete_transfer", "move_fund_request"];
const END: &[&str] = &["set_retention", "ask_end"];
const ASSIGN: &[&str] = &["assign_case", "unassign_case"];
const SUMMARY: &[&str] = &["case_summary", "case_colleagues"];
const HISTORY: &[&str] = &["case_history", "case_accesses"];
const SECOND: &[&str] = &["case_exceptions", "second_exception"];
const GLASS: &[&str] = &["break_glass"];
const RETAIN: &[&str] = &[
    "see_broken_glass",
    "hold_case",
    "shred_case",
    "warn_of_end",
    "keeping_of",
];
const SHARED: &[&str] = &["shared_case", "answer_referral"];
const EACH: &[&[&str]] = &[
    READ, WRITE, CONSENT, REFER, REQUEST, APPROVE, END, ASSIGN, SUMMARY, HISTORY, SECOND, GLASS,
    RETAIN, SHARED, IDENTITY, REQUESTS, EXPORT,
];

/// Which methods on the case somebody may use, as the store answers.
async fn allowed(store: &Store, actor: &Actor, given: &Given) -> Vec<&'static str> {
    let mut found = Vec::new();
    for Expected(method, call, _) in CASE_TABLE {
        if !EACH.iter().any(|group| group.contains(method)) {
            continue;
        }
        match call(store, actor, given).await {
            Err(StoreError::Forbidden(_)) => {}
            Ok(()) | Err(StoreError::Case(_)) => found.push(*method),
            Err(error) => panic!("{method}: {error:?}"),
        }
    }
    found
}

fn of(groups: &[&[&'static str]]) -> Vec<&'static str> {
    CASE_TABLE
        .iter()
        .map(|Expected(method, ..)| *method)
        .filter(|method| groups.iter().any(|group| group.contains(method)))
        .collect()
}

#[tokio::test]
async fn whoever_stands_to_a_case_in_whatever_way_may_what_the_matrix_says() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let store = &test.store;
        let given = Given::of(house.own, case);
        let check = async |who: &str, actor: &Actor, groups: &[&[&'static str]]| {
            let found = allowed(store, actor, &given).await;
            assert_eq!(found, of(groups), "{who} on {}", test.name);
        };
        let works: &[&[&str]] = &[
            READ, IDENTITY, WRITE, CONSENT, REFER, REQUEST, SUMMARY, HISTORY, SECOND, REQUESTS,
        ];
        let guards: &[&[&str]] = &[
            CONSENT, END, SUMMARY, HISTORY, SECOND, GLASS, RETAIN, REQUESTS, EXPORT,
        ];
        check("who works on it", &house.worker, works).await;
        check("a colleague", &house.colleague, &[]).await;
        let leads = [works, &[APPROVE, END, ASSIGN, EXPORT]].concat();
        check("who coordinates", &house.coordinator, &leads).await;
        let watches: &[&[&str]] = &[
            CONSENT, APPROVE, END, ASSIGN, SUMMARY, HISTORY, SECOND, GLASS,
        ];
        check("who supervises", &house.supervisor, watches).await;
        check("who guards privacy", &house.officer, guards).await;
        check("a partner", &house.partner, &[]).await;
        check("another coordinator", &house.foreign_coordinator, &[]).await;
        check("an analyst", &house.analyst, &[]).await;
        check("who manages accounts", &house.administrator, &[]).await;
        for actor in [Actor::Public, Actor::System, Actor::Operator] {
            check("nobody in person", &actor, &[]).await;
        }
        // A case that is not there answers as one that they may know nothing of.
        let nowhere = Given::of(house.own, Uuid::from_u128(5));
        let found = allowed(store, &house.coordinator, &nowhere).await;
        assert_eq!(found, Vec::<&str>::new());
        // Through the broken glass it can be read, and no more, for a day.
        let reason = Private::new("She cannot be reached, and he knows where she is");
        for actor in [&house.supervisor, &house.officer] {
            let broken = store.break_glass(actor, case, &reason, at(10)).await;
            broken.expect("broken");
            let read = async |seconds| store.case(actor, case, WORK, at(seconds)).await;
            assert!(read(11).await.is_ok());
            // Who she is, to both; what was told, to whoever guards privacy alone.
            let told = store.case_timeline(actor, case, WORK, at(11)).await;
            assert_eq!(told.is_ok(), *actor == house.officer);
            assert!(matches!(read(90_000).await, Err(StoreError::Forbidden(_))));
        }
        check("who guards privacy", &house.colleague, &[]).await;
        // Each broken glass waits for somebody else.
        let waiting = store
            .broken_glasses(&house.second_officer, at(12))
            .await
            .expect("read");
        assert_eq!(waiting.len(), 2);
        for glass in waiting {
            let see =
                async |actor: &Actor| store.see_broken_glass(actor, case, glass.id, at(13)).await;
            see(&house.second_officer).await.expect("seen");
        }
        // With a live share, what was shared; without, nothing.
        let kinds = [DataKind::Outline];
        let theirs = consent(Purpose::Referral, house.other, &kinds, 90_100);
        let theirs = house.consent(case, &theirs, 90_100).await;
        house.referred(case, &kinds, 90_101).await;
        let later = Moment {
            now: now(90_102),
            random: &SystemRandom,
        };
        let share = store.shared_case(&house.partner, case, nil(), &later).await;
        assert!(
            matches!(share, Err(StoreError::Case(_))),
            "near enough to ask"
        );
        let note = store
            .add_note(&house.partner, case, &note("x", 1), &later)
            .await;
        assert!(matches!(note, Err(StoreError::Forbidden(_))));
        store
            .withdraw_consent(&house.worker, case, theirs, &later)
            .await
            .expect("withdrawn");
        let share = store.shared_case(&house.partner, case, nil(), &later).await;
        assert!(matches!(share, Err(StoreError::Forbidden(_))));
    }
}
