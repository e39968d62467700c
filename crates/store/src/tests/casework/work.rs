//! Working on a case: opened, found again, written into by two at once, handed over, destroyed.

use casework::case::{ClosureReason, Move, Person, Stage};
use casework::consent::{DataKind, Purpose};
use casework::need::{Barrier, Need, NeedEntry, NeedState};
use casework::note::Note;
use casework::task::Task;
use casework::transfer::{Transfer, TransferState};
use casework::words::{CaseId, NoteId, OrganizationId, Private, TaskId, TransferId, WorkerId};
use jiff::SignedDuration;
use jiff::civil::date;
use kernel::Actor;
use uuid::Uuid;

use super::house::{CaseHouse, at, consent, new_case, note, now};
use crate::testing::stores;
use crate::tests::people::id;
use crate::{CaseError, CaseEvent, CaseList, CaseLookup, CasePurpose, Saved, StoreError};

fn named(alias: &str) -> Person {
    Person {
        alias: Private::new(alias),
        ..Person::default()
    }
}

#[tokio::test]
async fn a_case_begins_with_a_code_and_is_found_again() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let made = store
            .open_case(&house.worker, &new_case(house.own), at(1))
            .await
            .expect("opened");
        let person = named("Ève Exemple");
        house.name(made.id, &person, 2).await;
        for lookup in [
            CaseLookup::Code(made.code.to_string().to_lowercase()),
            CaseLookup::Alias(Private::new("e\u{300}ve  EXEMPLE")),
        ] {
            let found = store.find_case(&house.coordinator, &lookup, at(3)).await;
            let found = found.expect("looked");
            assert_eq!(found.len(), 1, "{lookup:?} on {}", test.name);
            assert_eq!(found[0].code, made.code);
            // Whoever may not know of it finds nothing, and is not told why.
            let strange = store
                .find_case(&house.foreign_coordinator, &lookup, at(3))
                .await;
            assert_eq!(strange.expect("looked"), Vec::new());
        }
        let wrong = CaseLookup::Code("not a code".to_owned());
        let answer = store.find_case(&house.worker, &wrong, at(3)).await;
        assert!(matches!(answer, Err(StoreError::Case(CaseError::Code(_)))));
        let read = store
            .case(&house.worker, made.id, CasePurpose::Work, at(4))
            .await
            .expect("read");
        assert_eq!(read.case.standing.stage, Stage::Enquiry);
        assert_eq!(read.person.expect("named").payload, person);
        assert_eq!(read.workers, [id(&house.worker)].into());
        let mine = store.caseload(&house.worker, CaseList::Mine, None).await;
        assert_eq!(mine.expect("listed").cases.len(), 1);
        // Without consent to a record it stays an enquiry.
        let none = Private::default();
        let refused = store
            .move_case(
                &house.worker,
                made.id,
                1,
                Move::To(Stage::Intake),
                &none,
                at(5),
            )
            .await;
        assert!(matches!(refused, Err(StoreError::Case(CaseError::Move(_)))));
    }
}

#[tokio::test]
async fn of_two_who_save_at_once_the_second_sees_both() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let item = house.name(case, &named("First"), 2).await;
        let (hers, his) = (named("Hers"), named("His"));
        let (one, other) = tokio::join!(
            test.store
                .save_case_item(&house.worker, case, item, 1, &hers, at(3)),
            test.store
                .save_case_item(&house.coordinator, case, item, 1, &his, at(3)),
        );
        let answers = [one.expect("an answer"), other.expect("an answer")];
        let done = answers
            .iter()
            .filter(|answer| **answer == Saved::Done(2))
            .count();
        assert_eq!(done, 1, "{answers:?} on {}", test.name);
        let theirs = answers.iter().find_map(|answer| match answer {
            Saved::Theirs(theirs) => Some(theirs),
            Saved::Done(_) => None,
        });
        let theirs = theirs.expect("the second gets what the first wrote");
        assert_eq!(theirs.version, 2);
        assert_ne!(theirs.payload.alias.expose(), "First");
        // Two notes at once are two notes.
        let (first, second) = (note("one", 4), note("two", 4));
        let (one, other) = tokio::join!(
            test.store.add_note(&house.worker, case, &first, at(4)),
            test.store
                .add_note(&house.coordinator, case, &second, at(4)),
        );
        one.expect("added");
        other.expect("added");
        let purpose = CasePurpose::Work;
        let notes = test
            .store
            .case_items::<Note>(&house.worker, case, purpose, at(5))
            .await
            .expect("read");
        assert_eq!(notes.len(), 2);
    }
}

#[tokio::test]
async fn a_note_is_corrected_by_a_further_one_and_knows_its_writer() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let first = house.note(case, "She called at nine", 2).await;
        let correction = Note {
            corrects: Some(NoteId(first)),
            // Whatever a caller says of its writer does not count.
            by: WorkerId(Uuid::from_u128(1)),
            case: CaseId(Uuid::from_u128(2)),
            ..note("She called at ten", 3)
        };
        let add = || {
            test.store
                .add_note(&house.coordinator, case, &correction, at(3))
        };
        add().await.expect("added");
        let again = add().await;
        assert!(matches!(
            again,
            Err(StoreError::Case(CaseError::NoteFaults(_)))
        ));
        let notes = test
            .store
            .case_items::<Note>(&house.worker, case, CasePurpose::Work, at(4))
            .await
            .expect("read");
        assert_eq!(notes.len(), 2, "{}", test.name);
        assert_eq!(notes[1].payload.by, WorkerId(id(&house.coordinator)));
        assert_eq!(notes[1].payload.case, CaseId(case));
    }
}

#[tokio::test]
async fn what_was_missing_is_counted_and_leads_back_to_nobody() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let entry = NeedEntry {
            need: Need::ShelterHousing,
            state: NeedState::Unavailable,
            on: date(2026, 11, 24),
            organization: None,
            barrier: Some(Barrier::NoCapacity),
            outcome: Private::new("No bed in the whole town"),
            by: WorkerId(Uuid::nil()),
        };
        test.store
            .add_need(&house.worker, case, &entry, at(2))
            .await
            .expect("added");
        let counts = test.store.gap_counts(&house.analyst, 2026, at(3)).await;
        let counts = counts.expect("read");
        assert_eq!(
            counts.needs[&Need::ShelterHousing].total,
            casework::gap::Counted::HeldBack,
            "{}: one is too few to be shown",
            test.name
        );
        let rows = crate::testing::dump(&test.store).await;
        let row = rows
            .iter()
            .find(|row| row.starts_with("gap_entry"))
            .expect("a row");
        assert!(!row.contains(&case.to_string()) && !row.contains("2026-11-2"));
    }
}

#[tokio::test]
async fn a_task_that_repeats_comes_again_and_the_desk_shows_no_words() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let task = Task {
            id: TaskId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            words: Private::new("Call the shelter"),
            assignee: Some(WorkerId(id(&house.worker))),
            due: Some(date(2026, 11, 25)),
            repeat: None,
            repeats_from: None,
            by: WorkerId(Uuid::nil()),
            at: now(2),
            done_at: None,
            done_by: None,
        };
        let store = &test.store;
        let added = store
            .add_case_item(&house.worker, case, &task, at(2))
            .await
            .expect("added");
        let desk = store
            .case_desk(&house.worker, CaseList::Mine, date(2026, 12, 1), at(3))
            .await;
        let desk = desk.expect("read");
        assert_eq!(desk[0].due.as_deref(), Some("2026-11-25"), "{}", test.name);
        assert!(!format!("{desk:?}").contains("shelter"));
        let list = CaseList::Organization(house.own);
        let team = store
            .case_desk(&house.supervisor, list, date(2026, 12, 1), at(3))
            .await;
        assert_eq!(team.expect("read"), desk);
        let foreign = store
            .case_desk(&house.foreign_coordinator, list, date(2026, 12, 1), at(3))
            .await;
        assert_eq!(foreign.expect("read"), Vec::new());
        let day = date(2026, 11, 25);
        let next = store
            .finish_task(&house.worker, case, added, day, at(4))
            .await
            .expect("done");
        assert_eq!(next, None);
        let twice = store
            .finish_task(&house.worker, case, added, day, at(5))
            .await;
        assert!(matches!(
            twice,
            Err(StoreError::Case(CaseError::ChangedSince { .. }))
        ));
    }
}

#[tokio::test]
async fn a_transfer_needs_their_yes_her_fresh_consent_and_a_second_person() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        let proposed = Transfer {
            id: TransferId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            from: OrganizationId(Uuid::nil()),
            to: OrganizationId(house.other),
            reason: Private::new("She moves"),
            state: TransferState::Proposed,
            proposed_by: WorkerId(Uuid::nil()),
            proposed_at: now(2),
            until: now(2) + SignedDuration::from_hours(72),
            approved_by: None,
            consent: None,
            changed_at: now(2),
        };
        let transfer = store
            .propose_transfer(&house.worker, case, &proposed, at(2))
            .await
            .expect("proposed");
        let asked = store.proposed_transfers(&house.partner, house.other).await;
        assert_eq!(asked.expect("read").len(), 1);
        let foreign = store
            .answer_transfer(&house.colleague, case, transfer, true, at(3))
            .await;
        assert!(matches!(foreign, Err(StoreError::Forbidden(_))));
        store
            .answer_transfer(&house.partner, case, transfer, true, at(3))
            .await
            .expect("accepted");
        let complete = async |actor: &Actor, seconds| {
            store
                .complete_transfer(actor, case, transfer, at(seconds))
                .await
        };
        assert!(matches!(
            complete(&house.coordinator, 4).await,
            Err(StoreError::Case(CaseError::Transfer(_)))
        ));
        let fresh = consent(Purpose::Transfer, house.other, &[DataKind::Outline], 5);
        house.consent(case, &fresh, 5).await;
        complete(&house.coordinator, 6).await.expect("completed");
        // Nobody here sees it any more; those who lead now do.
        for actor in [&house.worker, &house.coordinator] {
            let read = store.case(actor, case, CasePurpose::Work, at(7)).await;
            assert!(
                matches!(read, Err(StoreError::Forbidden(_))),
                "{}",
                test.name
            );
        }
        let read = store
            .case(
                &house.foreign_coordinator,
                case,
                CasePurpose::HandOver,
                at(7),
            )
            .await
            .expect("read");
        assert_eq!(read.case.lead_organization, OrganizationId(house.other));
    }
}

#[tokio::test]
async fn a_case_is_destroyed_by_two_and_nothing_opens_any_more() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        house.note(case, "Words that must go", 2).await;
        house.name(case, &named("Gone"), 2).await;
        let reason = Private::new("The time is over");
        let version = store
            .case_summary(&house.supervisor, case, at(3))
            .await
            .expect("read")
            .version;
        let close = Move::Close(ClosureReason::GoalsMet);
        let closed = store
            .move_case(&house.coordinator, case, version, close, &reason, at(3))
            .await
            .expect("closed");
        assert_eq!(closed, version + 1);
        let into_closed = store
            .add_note(&house.worker, case, &note("late", 4), at(4))
            .await;
        assert!(matches!(
            into_closed,
            Err(StoreError::Case(CaseError::Closed))
        ));
        store
            .set_retention(&house.coordinator, case, now(10), at(4))
            .await
            .expect("set");
        let shred = async |actor: &Actor, seconds| store.shred_case(actor, case, at(seconds)).await;
        store
            .ask_end(&house.officer, case, &reason, at(5))
            .await
            .expect("asked");
        // Not alone, not before its time, not under a hold.
        assert!(shred(&house.officer, 20).await.is_err());
        assert!(shred(&house.second_officer, 6).await.is_err());
        let hold = store.hold_case(&house.officer, case, true, &reason, at(11));
        hold.await.expect("held");
        assert!(shred(&house.second_officer, 20).await.is_err());
        let release = store.hold_case(&house.officer, case, false, &reason, at(12));
        release.await.expect("released");
        let certificate = shred(&house.second_officer, 20).await.expect("destroyed");
        assert!(certificate.items > 3, "{}", test.name);
        assert_eq!(certificate.key_version, 1);
        assert_eq!(certificate.asked_by, id(&house.officer));
        let rows = crate::testing::dump(store).await;
        let sealed = rows
            .iter()
            .filter(|row| row.starts_with("case_") && row.contains("c1."))
            .count();
        assert_eq!(sealed, 0, "nothing sealed under its key is left");
        let history = store
            .case_history(&house.officer, case, None, 100, at(21))
            .await
            .expect("the history stays");
        assert_eq!(history[0].what, CaseEvent::Shredded);
        let verified = store
            .verify_history(&Actor::Operator, &[])
            .await
            .expect("verified");
        assert_eq!(verified.faults, Vec::new(), "{}", test.name);
        let read = store
            .case(&house.coordinator, case, CasePurpose::Work, at(22))
            .await;
        assert!(matches!(read, Err(StoreError::Case(CaseError::Closed))));
    }
}

/// What she no longer wants kept is gone, also from the history, and the history still holds.
#[tokio::test]
async fn a_safety_plan_is_kept_only_while_she_wants_it() {
    use casework::safety_plan::{CopyWish, SafetyParts, SafetyPlan};
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let parts = SafetyParts {
            risks: Private::new("He knows the house"),
            ..SafetyParts::default()
        };
        let (id, by) = (CaseId(Uuid::nil()), WorkerId(Uuid::nil()));
        let day = date(2026, 11, 24);
        let plan = SafetyPlan::new(id, CopyWish::Here, parts, day, None, by, now(2));
        let save = async |version, plan: &SafetyPlan| {
            let saved = test
                .store
                .save_safety_plan(&house.worker, case, version, plan, at(3))
                .await;
            saved.expect("saved")
        };
        assert_eq!(save(0, &plan).await, 1);
        assert_eq!(save(1, &plan).await, 2);
        let none = plan.with_wish(CopyWish::None);
        assert_eq!(save(2, &none).await, 3, "{}", test.name);
        let rows = crate::testing::dump(&test.store).await;
        let kept = rows
            .iter()
            .filter(|row| row.starts_with("case_history:") && row.contains("safety-plan"))
            .filter(|row| row.contains("c1."))
            .count();
        assert_eq!(kept, 1, "only that there is none");
        let verified = test.store.verify_history(&Actor::System, &[]).await;
        assert_eq!(verified.expect("verified").faults, Vec::new());
        // Whoever empties more than was erased is found.
        let said = "UPDATE case_history SET sealed = NULL WHERE kind = 'safety-plan'";
        super::house::by_hand(&test.store, said).await;
        let verified = test.store.verify_history(&Actor::System, &[]).await;
        assert!(verified.expect("verified").fault_count > 0);
    }
}
