//! The history tells when somebody wrote into it, or into the cases, without the key.

use kernel::Actor;

use super::house::{CaseHouse, at, by_hand};
use crate::testing::stores;
use crate::tests::people::id;
use crate::{CasePurpose, Checkpoint, HistoryFault, HistoryVerified, Store};

async fn verify(store: &Store, brought: &[Checkpoint]) -> HistoryVerified {
    store
        .verify_history(&Actor::Operator, brought)
        .await
        .expect("verified")
}

async fn written(store: &Store) -> u64 {
    let house = CaseHouse::new(store).await;
    for start in [1, 11, 21] {
        let case = house.case(start).await;
        house.note(case, "words", start + 1).await;
        let purpose = CasePurpose::Work;
        let read = store
            .case(&house.worker, case, purpose, at(start + 2))
            .await;
        read.expect("read");
    }
    let verified = verify(store, &[]).await;
    assert_eq!(verified.faults, Vec::new());
    verified.entries
}

/// Whether a fault is the one that an attack should leave.
type Finds = fn(&HistoryFault) -> bool;

#[tokio::test]
async fn whatever_is_done_to_the_history_by_hand_is_found() {
    let attacks: [(&str, Finds); 9] = [
        (
            "UPDATE case_history SET detail = 'emergency' WHERE sequence = 5",
            |fault| *fault == HistoryFault::Changed { sequence: 5 },
        ),
        (
            "UPDATE case_history SET by_person_id = 'somebody else' WHERE sequence = 3",
            |fault| *fault == HistoryFault::Changed { sequence: 3 },
        ),
        (
            "UPDATE case_history SET by_organization_id = NULL WHERE sequence = 3",
            |fault| *fault == HistoryFault::Changed { sequence: 3 },
        ),
        ("DELETE FROM case_history WHERE sequence = 4", |fault| {
            *fault == HistoryFault::Missing { sequence: 4 }
        }),
        (
            "DELETE FROM case_history WHERE sequence = (SELECT MAX(sequence) FROM case_history)",
            |fault| matches!(fault, HistoryFault::WrongEnd { .. }),
        ),
        ("DELETE FROM case_history_head", |fault| {
            *fault == HistoryFault::NoHead
        }),
        ("UPDATE case_history_head SET mark = '1.AAAA'", |fault| {
            *fault == HistoryFault::WrongMark
        }),
        (
            "UPDATE case_history SET sealed = 'c1.AAAA' WHERE sequence =
                (SELECT MIN(sequence) FROM case_history WHERE sealed IS NOT NULL)",
            |fault| matches!(fault, HistoryFault::SealedChanged { .. }),
        ),
        (
            "UPDATE case_history SET sealed = NULL WHERE sequence =
                (SELECT MAX(sequence) FROM case_history WHERE sealed IS NOT NULL)",
            |fault| matches!(fault, HistoryFault::SealedChanged { .. }),
        ),
    ];
    for (attack, found) in attacks {
        for test in stores().await {
            written(&test.store).await;
            assert_eq!(by_hand(&test.store, attack).await, 1, "{attack}");
            let verified = verify(&test.store, &[]).await;
            assert!(
                verified.faults.iter().any(found),
                "{attack} on {}: {:?}",
                test.name,
                verified.faults
            );
        }
    }
}

#[tokio::test]
async fn entries_that_changed_places_are_found() {
    for test in stores().await {
        written(&test.store).await;
        for said in [
            "UPDATE case_history SET sequence = -1 WHERE sequence = 4",
            "UPDATE case_history SET sequence = 4 WHERE sequence = 5",
            "UPDATE case_history SET sequence = 5 WHERE sequence = -1",
        ] {
            assert_eq!(by_hand(&test.store, said).await, 1);
        }
        let verified = verify(&test.store, &[]).await;
        for sequence in [4, 5] {
            let fault = HistoryFault::Changed { sequence };
            assert!(verified.faults.contains(&fault), "{}", test.name);
        }
    }
}

/// Whoever knows how the hashes are made and rewrites them all still has no key for the mark.
#[tokio::test]
async fn a_history_that_is_rewritten_to_its_end_is_found() {
    for test in stores().await {
        written(&test.store).await;
        // The last two entries go, and the head is made to say so, with a hash that is right.
        let cut = "UPDATE case_history_head SET sequence = sequence - 2, hash =
            (SELECT h.hash FROM case_history h WHERE h.sequence = case_history_head.sequence - 2)";
        assert_eq!(by_hand(&test.store, cut).await, 1);
        let gone =
            "DELETE FROM case_history WHERE sequence > (SELECT sequence FROM case_history_head)";
        assert_eq!(by_hand(&test.store, gone).await, 2);
        let verified = verify(&test.store, &[]).await;
        assert!(
            verified.faults.contains(&HistoryFault::WrongMark),
            "{}",
            test.name
        );
        // Work goes on, and what happened stays in the history although the mark is good again.
        let house = crate::tests::people::Fixture::new(&test.store).await;
        let worker = house.person("another", house.own, &["caseworker"]).await;
        super::opened(&test.store, &worker, house.own, 100).await;
        let verified = verify(&test.store, &[]).await;
        assert!(!verified.faults.contains(&HistoryFault::WrongMark));
        let stays = |fault: &HistoryFault| matches!(fault, HistoryFault::MarkWasWrong { .. });
        assert!(verified.faults.iter().any(stays), "{}", test.name);
    }
}

/// Whoever kept an old head can cut the history back to it; a checkpoint that was kept elsewhere tells.
#[tokio::test]
async fn a_checkpoint_finds_a_history_that_was_cut_back_with_its_head() {
    for test in stores().await {
        let entries = written(&test.store).await;
        let store = &test.store;
        by_hand(
            store,
            "CREATE TABLE kept AS SELECT * FROM case_history_head",
        )
        .await;
        let house = crate::tests::people::Fixture::new(store).await;
        let worker = house.person("another", house.own, &["caseworker"]).await;
        super::opened(store, &worker, house.own, 100).await;
        let signed = store
            .sign_checkpoint(&Actor::Operator, at(101))
            .await
            .expect("signed")
            .expect("there is a history");
        assert_eq!(
            verify(store, std::slice::from_ref(&signed))
                .await
                .fault_count,
            0
        );
        // It comes back from a file as it was written there.
        let text = serde_json::to_string(&signed).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Checkpoint>(&text).expect("read"),
            signed
        );
        for said in [
            format!("DELETE FROM case_history WHERE sequence > {entries}"),
            "DELETE FROM case_history_head".to_owned(),
            "INSERT INTO case_history_head SELECT * FROM kept".to_owned(),
            "DELETE FROM case_worker WHERE case_id NOT IN (SELECT case_id FROM case_history)"
                .to_owned(),
            "DELETE FROM case_record WHERE id NOT IN (SELECT case_id FROM case_history)".to_owned(),
            "DELETE FROM case_history_checkpoint".to_owned(),
        ] {
            by_hand(store, &said).await;
        }
        assert_eq!(
            verify(store, &[]).await.fault_count,
            0,
            "so well was it done"
        );
        let verified = verify(store, std::slice::from_ref(&signed)).await;
        let sequence = signed.sequence;
        let broken = HistoryFault::CheckpointBroken { sequence };
        assert!(verified.faults.contains(&broken), "{}", test.name);
        let forged = Checkpoint {
            hash: verified.hash.clone(),
            sequence: verified.sequence,
            ..signed
        };
        let verified = verify(store, &[forged]).await;
        let found = |fault: &HistoryFault| matches!(fault, HistoryFault::CheckpointForged { .. });
        assert!(verified.faults.iter().any(found));
    }
}

#[tokio::test]
async fn cases_that_were_written_by_hand_are_found() {
    let attacks = [
        "UPDATE case_item SET state = 'refused' WHERE kind = 'consent' AND state = 'given'",
        "UPDATE case_item SET due = '2099-01-01T00:00:00Z' WHERE kind = 'consent'",
        "UPDATE case_item SET organization_id = 'another' WHERE kind = 'consent'",
        "UPDATE case_record SET legal_hold = 1 - legal_hold",
        "UPDATE case_record SET lead_organization_id = 'another'",
        "DELETE FROM case_item WHERE kind = 'note'",
        "DELETE FROM case_worker",
    ];
    for attack in attacks {
        for test in stores().await {
            written(&test.store).await;
            assert!(by_hand(&test.store, attack).await > 0, "{attack}");
            let verified = verify(&test.store, &[]).await;
            assert!(verified.fault_count > 0, "{attack} on {}", test.name);
        }
    }
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let given = format!(
            "INSERT INTO case_worker (case_id, person_id, since) VALUES ('{case}', '{}', '2026')",
            id(&house.colleague)
        );
        house.by_hand(&given).await;
        let fault = HistoryFault::WorkersChanged { case_id: case };
        assert_eq!(
            verify(&test.store, &[]).await.faults,
            [fault],
            "{}",
            test.name
        );
    }
}
