//! Values that were moved, notes that are too long, words in every script, a key that is not the right one.

use casework::case::Person;
use casework::note::{LONGEST, Note};
use casework::words::Private;
use vault::{Key, Vault, VaultError};

use super::house::{CaseHouse, at, note};
use crate::testing::stores;
use crate::{CaseError, CasePurpose, StoreError};

#[tokio::test]
async fn a_sealed_value_that_was_moved_does_not_open() {
    let moves = [
        // Into another row of the same case, into another case, and an older value put back.
        "UPDATE case_item SET sealed = (SELECT sealed FROM case_item WHERE id = '{other}')
         WHERE id = '{one}'",
        "UPDATE case_item SET sealed = (SELECT sealed FROM case_item WHERE id = '{foreign}')
         WHERE id = '{one}'",
        "UPDATE case_item SET case_id = '{foreign_case}' WHERE id = '{one}'",
        "UPDATE case_item SET version = version + 1 WHERE id = '{one}'",
        "UPDATE case_record SET wrapped_key =
            (SELECT wrapped_key FROM case_record WHERE id = '{foreign_case}') WHERE id = '{case}'",
        "UPDATE case_record SET sealed = (SELECT sealed FROM case_item WHERE id = '{one}')
         WHERE id = '{case}'",
    ];
    for said in moves {
        for test in stores().await {
            let house = CaseHouse::new(&test.store).await;
            let (case, foreign_case) = (house.case(1).await, house.case(2).await);
            let one = house.note(case, "one", 3).await;
            let other = house.note(case, "other", 3).await;
            let foreign = house.note(foreign_case, "foreign", 3).await;
            let said = said
                .replace("{one}", &one.to_string())
                .replace("{other}", &other.to_string())
                .replace("{foreign}", &foreign.to_string())
                .replace("{case}", &case.to_string())
                .replace("{foreign_case}", &foreign_case.to_string());
            assert_eq!(house.by_hand(&said).await, 1, "{said}");
            // Where something was moved to.
            let target = if said.starts_with("UPDATE case_item SET case_id") {
                foreign_case
            } else {
                case
            };
            let (purpose, by) = (CasePurpose::Work, &house.coordinator);
            let read = test.store.case_timeline(by, target, purpose, at(4)).await;
            let opened = test.store.case(by, target, purpose, at(4)).await;
            let refused =
                |error: &StoreError| matches!(error, StoreError::Vault(VaultError::CannotOpen));
            let refused = [read.map(|_| ()), opened.map(|_| ())]
                .iter()
                .any(|answer| answer.as_ref().is_err_and(refused));
            assert!(refused, "{said} on {}", test.name);
        }
    }
}

#[tokio::test]
async fn a_note_of_a_megabyte_is_refused_and_the_longest_is_kept_whole() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let megabyte = "x".repeat(1 << 20);
        let add = async |words: &str, seconds| {
            let note = note(words, seconds);
            test.store
                .add_note(&house.worker, case, &note, at(seconds))
                .await
        };
        assert!(matches!(
            add(&megabyte, 2).await,
            Err(StoreError::Case(CaseError::NoteFaults(_)))
        ));
        assert!(add(&megabyte[..LONGEST], 3).await.is_ok());
        // What is larger than anything of its kind is refused before it is written.
        let person = Person {
            alias: Private::new("x".repeat(3 << 20)),
            ..Person::default()
        };
        let added = test
            .store
            .add_case_item(&house.worker, case, &person, at(4))
            .await;
        assert!(matches!(
            added,
            Err(StoreError::Case(CaseError::TooLarge { .. }))
        ));
        let notes = test
            .store
            .case_items::<Note>(&house.worker, case, CasePurpose::Work, at(5))
            .await
            .expect("read");
        assert_eq!(notes.len(), 1, "{}", test.name);
        assert_eq!(notes[0].payload.words.expose().len(), LONGEST);
    }
}

#[tokio::test]
async fn every_script_comes_back_as_it_was_written() {
    let words = [
        "ᐊᓂᔑᓈᐯᒧᐎᓐ ᐃᓄᒃᑎᑐᑦ",
        "العربية مع تشكيلٍ",
        "עברית 中文繁體 日本語 한국어",
        "हिन्दी தமிழ் ਪੰਜਾਬੀ ខ្មែរ ไทย မြန်မာ",
        "Tiếng Việt ə́w̓ə ʔəy̓ x̌ʷay",
        "👩🏽‍👧‍👦 \u{202e}umgekehrt\u{202c} e\u{301}",
        "'; DROP TABLE case_item; -- $1 \\ \" % _",
        "\u{10ffff}\u{1f3fb}",
    ];
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        for words in words {
            house.note(case, words, 2).await;
        }
        let notes = test
            .store
            .case_items::<Note>(&house.worker, case, CasePurpose::Work, at(3))
            .await
            .expect("read");
        let mut read: Vec<&str> = notes
            .iter()
            .map(|note| note.payload.words.expose())
            .collect();
        let mut expected = words.to_vec();
        read.sort_unstable();
        expected.sort_unstable();
        assert_eq!(read, expected, "{}", test.name);
    }
}

#[tokio::test]
async fn another_key_opens_nothing_and_a_newer_one_opens_everything() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        house.note(case, "words", 2).await;
        let with = |keys: Vec<Key>| {
            let vault = Vault::new(keys).expect("keys");
            test.store.clone().with_vault(vault)
        };
        let key = |version, byte| Key::new(version, [byte; 32]);
        let purpose = CasePurpose::Work;
        let stranger = with(vec![key(1, 9)]);
        let read = stranger.case(&house.worker, case, purpose, at(3)).await;
        assert!(matches!(
            read,
            Err(StoreError::Vault(VaultError::CannotOpen))
        ));
        let newer = with(vec![key(1, 0x2c), key(2, 7)]);
        let operator = &kernel::Actor::Operator;
        let count = newer.rewrap_case_keys(operator, at(4)).await;
        assert_eq!(count.expect("wrapped"), 1, "{}", test.name);
        let again = newer.rewrap_case_keys(operator, at(4)).await;
        assert_eq!(again.expect("wrapped"), 0);
        let notes = newer
            .case_items::<Note>(&house.worker, case, purpose, at(5))
            .await;
        assert_eq!(notes.expect("read").len(), 1);
        newer
            .add_note(&house.worker, case, &note("after", 6), at(6))
            .await
            .expect("added");
        let verified = newer.verify_history(operator, &[]).await.expect("verified");
        assert_eq!(verified.faults, Vec::new());
        // A program that runs with the older key alone is told that it lacks one.
        let read = test.store.case(&house.worker, case, purpose, at(7)).await;
        assert!(matches!(
            read,
            Err(StoreError::Vault(VaultError::UnknownVersion(2)))
        ));
    }
}
