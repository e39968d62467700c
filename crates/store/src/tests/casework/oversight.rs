//! Answering for cases, on every engine: what a moved clock or a hand in the database cannot bring about, and
//! lists that read nothing sealed.

use casework::case::{ClosureReason, Move};
use casework::follow_up::{FollowUpEntry, FollowUpState};
use casework::retention::{KeptState, Schedule};
use casework::words::Private;
use jiff::civil::date;
use kernel::Actor;
use uuid::Uuid;

use super::house::{CaseHouse, at};
use crate::testing::stores;
use crate::{
    CaseError, CaseEvent, CaseList, CaseParts, CasePurpose, FollowUpAnswer, ItemKind, StoreError,
};

const DAY: i64 = 24 * 60 * 60;
const WORK: CasePurpose = CasePurpose::Work;

async fn closed(house: &CaseHouse<'_>, case: Uuid, reason: ClosureReason, seconds: i64) {
    let version = house
        .store
        .case_summary(&house.supervisor, case, at(seconds))
        .await
        .expect("read")
        .version;
    let none = Private::default();
    house
        .store
        .move_case(
            &house.coordinator,
            case,
            version,
            Move::Close(reason),
            &none,
            at(seconds),
        )
        .await
        .expect("closed");
}

fn schedule() -> Schedule {
    Schedule {
        name: "Files".to_owned(),
        source: "decided for a test".to_owned(),
        months: 1,
        months_if_minor: Some(12),
        warning_days: 7,
    }
}

#[tokio::test]
async fn nothing_ends_without_a_warning_a_second_person_and_a_right_clock() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        // One is closed before there is a schedule, and is worked out when it comes.
        let case = house.case(1).await;
        closed(&house, case, ClosureReason::GoalsMet, 2).await;
        let count = store
            .add_schedule(&house.officer, house.own, &schedule(), at(3))
            .await
            .expect("set");
        assert_eq!(count, 1, "{}", test.name);
        let state = async |seconds| {
            let kept = store.keeping_of(&house.officer, case, at(seconds)).await;
            kept.expect("read").1.expect("a schedule holds").state
        };
        assert_eq!(state(4).await, KeptState::Kept);
        let warn = async |seconds| store.warn_of_end(&house.officer, case, at(seconds)).await;
        assert!(warn(4).await.is_err(), "it is far too early");
        let shred = async |actor: &Actor, seconds| store.shred_case(actor, case, at(seconds)).await;
        let reason = Private::new("The time is over");
        store
            .ask_end(&house.officer, case, &reason, at(40 * DAY))
            .await
            .expect("asked");
        // Its day has come, and nobody was warned.
        assert!(shred(&house.second_officer, 41 * DAY).await.is_err());
        assert_eq!(state(41 * DAY).await, KeptState::WarningDue);
        warn(41 * DAY).await.expect("warned");
        assert!(warn(41 * DAY).await.is_err(), "once is enough");
        assert!(shred(&house.second_officer, 45 * DAY).await.is_err());
        // Somebody writes something at day 60; then the clock is set back to a day on which it would be due.
        house.case(60 * DAY).await;
        assert!(shred(&house.second_officer, 50 * DAY).await.is_err());
        assert!(shred(&house.officer, 61 * DAY).await.is_err(), "not alone");
        // A warning that is made older by hand is found.
        let older =
            "UPDATE case_item SET created_at = '2026-11-25T00:00:00Z' WHERE kind = 'end-warning'";
        let before = store.verify_history(&Actor::Operator, &[]).await;
        assert_eq!(before.expect("verified").faults, Vec::new());
        assert_eq!(house.by_hand(older).await, 1);
        let after = store.verify_history(&Actor::Operator, &[]).await;
        assert!(after.expect("verified").fault_count > 0, "{}", test.name);
        let certificate = shred(&house.second_officer, 61 * DAY).await.expect("ended");
        let kept = store
            .end_certificate(&house.officer, case, at(61 * DAY))
            .await
            .expect("read")
            .expect("it is kept");
        assert_eq!(kept.certificate, certificate, "{}", test.name);
        assert_eq!(kept.asked_by.as_deref(), Some("officer"));
        assert_eq!(kept.done_by.as_deref(), Some("officer2"));
        let all = store.end_certificates(&house.officer, at(61 * DAY)).await;
        assert_eq!(all.expect("read").len(), 1);
    }
}

#[tokio::test]
async fn a_clock_that_is_set_back_opens_no_glass_and_no_taking_out() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        let reason = Private::new("She cannot be reached");
        store
            .break_glass(&house.officer, case, &reason, at(10))
            .await
            .expect("broken");
        let ask = store.ask_take_out(&house.officer, house.own, &reason, at(10));
        let taking = ask.await.expect("asked");
        let own = store.agree_take_out(&house.officer, taking, at(11)).await;
        assert!(matches!(
            own,
            Err(StoreError::Case(CaseError::NeedsSecondPerson))
        ));
        store
            .agree_take_out(&house.second_officer, taking, at(11))
            .await
            .expect("agreed");
        let read = async |seconds| store.case(&house.officer, case, WORK, at(seconds)).await;
        assert!(read(20).await.is_ok());
        // Two days later somebody works; then the clock is set back.
        house.note(case, "later", 2 * DAY).await;
        assert!(matches!(read(20).await, Err(StoreError::Forbidden(_))));
        let late = store.take_out(&house.officer, taking, at(20)).await;
        assert!(
            matches!(late, Err(StoreError::Case(CaseError::Closed))),
            "{}",
            test.name
        );
        // Within its day it is handed over once, and every case says so.
        let ask = store.ask_take_out(&house.officer, house.own, &reason, at(2 * DAY));
        let taking = ask.await.expect("asked");
        let moment = at(2 * DAY + 5);
        store
            .agree_take_out(&house.second_officer, taking, moment)
            .await
            .expect("agreed");
        let taken = store.take_out(&house.officer, taking, moment).await;
        assert_eq!(taken.expect("taken").lines().count(), 1);
        let again = store.take_out(&house.second_officer, taking, moment).await;
        assert!(matches!(again, Err(StoreError::Case(CaseError::Closed))));
        let history = store
            .case_history(&house.officer, case, None, 5, moment)
            .await
            .expect("read");
        assert_eq!(history[0].what, CaseEvent::Exported);
    }
}

#[tokio::test]
async fn lists_read_nothing_sealed_and_a_page_is_one_reading() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        house.note(case, "Words", 2).await;
        let moment = at(3);
        let reads = async || {
            let entries = store
                .case_history(&house.officer, case, None, 100, moment)
                .await
                .expect("read");
            let read = |entry: &&crate::CaseEntry| entry.what == CaseEvent::Read;
            entries.iter().filter(read).count()
        };
        let before = reads().await;
        for parts in [
            CaseParts::Everything,
            CaseParts::WhateverIsSeen,
            CaseParts::Kinds(&[ItemKind::Note]),
        ] {
            let view = store
                .case_view(&house.worker, case, parts, WORK, moment)
                .await
                .expect("seen");
            assert!(view.narrative && !view.items.is_empty());
        }
        assert_eq!(reads().await, before + 3, "{}", test.name);
        // Whatever is sealed is made unreadable: the lists do not notice.
        house.by_hand("UPDATE case_record SET sealed = 'no'").await;
        house.by_hand("UPDATE case_item SET sealed = 'no'").await;
        let list = CaseList::Organization(house.own);
        let caseload = store.caseload(&house.coordinator, list, None).await;
        assert_eq!(caseload.expect("listed").cases.len(), 1);
        let carried = store
            .carried_cases(&house.supervisor, date(2027, 1, 1), moment)
            .await
            .expect("listed");
        assert_eq!(carried.len(), 1);
        let desk = store
            .case_desk(&house.coordinator, list, date(2027, 12, 1), moment)
            .await;
        assert!(!desk.expect("listed").is_empty(), "the consent lapses");
        assert_eq!(reads().await, before + 3, "a list is no reading");
    }
}

#[tokio::test]
async fn follow_ups_are_planned_where_a_call_may_not_harm_and_end_with_the_reopening() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let planned = async |case, seconds| {
            let found = store
                .case_items::<FollowUpEntry>(&house.worker, case, WORK, at(seconds))
                .await;
            let found = found.expect("read");
            found
                .into_iter()
                .map(|item| (item.id, item.payload.state))
                .collect::<Vec<_>>()
        };
        let lost = house.case(1).await;
        closed(&house, lost, ClosureReason::NoContact, 2).await;
        assert_eq!(planned(lost, 3).await, Vec::new(), "{}", test.name);
        let case = house.case(10).await;
        closed(&house, case, ClosureReason::GoalsMet, 11).await;
        let three = planned(case, 12).await;
        assert_eq!(three.len(), 3);
        let answer = FollowUpAnswer {
            state: FollowUpState::Done,
            contact: None,
            words: Private::default(),
        };
        let unasked = store
            .answer_follow_up(&house.worker, case, three[0].0, &answer, at(13))
            .await;
        assert!(matches!(
            unasked,
            Err(StoreError::Case(CaseError::Contact(_)))
        ));
        // It stands on the desk of those who worked on it when it is due, although the case is closed.
        let desk = store
            .case_desk(&house.worker, CaseList::Mine, date(2027, 12, 1), at(13))
            .await
            .expect("read");
        let due = desk
            .iter()
            .filter(|line| line.kind == ItemKind::FollowUp)
            .count();
        assert_eq!(due, 3);
        let version = store
            .case_summary(&house.supervisor, case, at(14))
            .await
            .expect("read")
            .version;
        let reason = Private::new("She came back");
        store
            .move_case(
                &house.coordinator,
                case,
                version,
                Move::Reopen,
                &reason,
                at(14),
            )
            .await
            .expect("reopened");
        let over = planned(case, 15).await;
        assert!(
            over.iter()
                .all(|(_, state)| *state == FollowUpState::Cancelled)
        );
    }
}
