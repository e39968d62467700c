//! What is known of a person is found nowhere by whoever copies the disk: not in the database, its log, its
//! temporary files, nor in a backup.

use std::path::Path;

use casework::case::{Kept, LegalName, Person};
use casework::contact::{AgreedWay, ContactRules, Way};
use casework::words::{Private, WorkerId};
use uuid::Uuid;

use super::house::{CaseHouse, at, now};
use crate::testing::{backup, dump, stores};
use crate::{CaseLookup, CasePurpose};

/// Planted: they stand nowhere else in the house.
const PLANTED: [&str; 6] = [
    "Zephirine",
    "Quillebeuf",
    "6045550142",
    "604 555 0142",
    "corbeau bleu",
    "ne jamais nommer",
];

fn planted() -> (Person, ContactRules) {
    let by = WorkerId(Uuid::nil());
    let name = LegalName {
        first: Private::new(PLANTED[0]),
        second: Private::new(PLANTED[1]),
        ..LegalName::default()
    };
    let person = Person {
        alias: Private::new(PLANTED[0]),
        legal_name: Kept::new(name, Private::new("for the permit"), by, now(0)),
        ..Person::default()
    };
    let rules = ContactRules {
        ways: vec![AgreedWay {
            way: Way::Call,
            destination: Private::new(PLANTED[3]),
            may_leave_message: false,
            may_be_automatic: false,
            may_name_organization: false,
            may_show_number: false,
        }],
        windows: Vec::new(),
        zone: "America/Vancouver".to_owned(),
        code_word: Some(Private::new(PLANTED[4])),
        never: [].into(),
        never_in_words: Private::new(PLANTED[5]),
        stopped: false,
        agreed_at: now(0),
        review_at: None,
        by,
    };
    (person, rules)
}

fn hexadecimal(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        for digit in [byte >> 4, byte & 15] {
            out.extend(char::from_digit(digit.into(), 16));
        }
    }
    out
}

fn found_in(bytes: &[u8]) -> Option<&'static str> {
    let base64 = |name: &str| {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD_NO_PAD.encode(name)
    };
    let holds = |sign: &[u8]| bytes.windows(sign.len()).any(|window| window == sign);
    PLANTED.into_iter().find(|name| {
        let hexadecimal = hexadecimal(name);
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        holds(name.as_bytes())
            || holds(hexadecimal.as_bytes())
            || holds(hexadecimal.to_uppercase().as_bytes())
            || holds(&wide)
            || holds(base64(name).as_bytes())
    })
}

fn files_under(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn planted_names_are_found_nowhere() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        let (person, rules) = planted();
        let person_id = house.name(case, &person, 2).await;
        store
            .add_case_item(&house.worker, case, &rules, at(2))
            .await
            .expect("added");
        let note = format!("{} at {} said {}", PLANTED[0], PLANTED[2], PLANTED[4]);
        house.note(case, &note, 3).await;
        // Changed, looked for, read: nothing of it is left anywhere either.
        store
            .save_case_item(&house.worker, case, person_id, 1, &person, at(4))
            .await
            .expect("saved");
        for lookup in [
            CaseLookup::Alias(Private::new(PLANTED[0])),
            CaseLookup::Name(Private::new(format!("{} {}", PLANTED[0], PLANTED[1]))),
            CaseLookup::Phone(Private::new(PLANTED[2])),
        ] {
            let found = store.find_case(&house.worker, &lookup, at(5)).await;
            assert_eq!(found.expect("looked").len(), 1, "{lookup:?}");
        }
        store
            .case_timeline(&house.worker, case, CasePurpose::Work, at(6))
            .await
            .expect("read");
        for row in dump(store).await {
            assert_eq!(found_in(row.as_bytes()), None, "{} on {}", row, test.name);
        }
        let Some(folder) = test.folder() else {
            continue;
        };
        assert!(backup(store, &folder.join("backup.sqlite")).await);
        let files = files_under(folder);
        assert!(files.len() >= 3, "database, log, backup: {files:?}");
        for file in files {
            let bytes = std::fs::read(&file).expect("read");
            assert_eq!(found_in(&bytes), None, "{}", file.display());
        }
    }
}

#[test]
fn what_is_looked_for_would_be_found() {
    use base64::Engine as _;
    let base64 = base64::engine::general_purpose::STANDARD_NO_PAD.encode(PLANTED[0]);
    for bytes in [
        format!("x{}y", PLANTED[1]),
        base64,
        hexadecimal(PLANTED[2]).to_uppercase(),
    ] {
        assert!(found_in(bytes.as_bytes()).is_some(), "{bytes}");
    }
}
