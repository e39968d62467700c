//! Killed at random moments while several write: whatever was said to be saved is there, nothing is half
//! there, and the history holds.
//!
//! The program that is killed is this test program itself, started again for the one test that writes.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use kernel::{Actor, Random as _, Secret, SystemRandom};
use uuid::Uuid;

use super::house::{CaseHouse, at, note};
use crate::testing::{TestStore, fixed_vault, stores};
use crate::{CasePurpose, Store};
use casework::note::Note;

/// Set for the program that is killed: where it writes, as whom, and into which cases.
const WRITES: &str = "CAIRN_TEST_WRITES";
/// When `1`, killed two hundred times on each engine, instead of twenty.
const LONG: &str = "CAIRN_TEST_LONG";
const WRITERS: usize = 4;

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment"
)]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// No test of its own: what the other one starts and kills.
#[tokio::test(flavor = "multi_thread")]
async fn writer_that_is_killed() {
    let Some(told) = told(WRITES) else { return };
    let parts: Vec<&str> = told.split('|').collect();
    let [place, person, cases @ ..] = parts.as_slice() else {
        panic!("told too little");
    };
    let store = if place.starts_with("postgres") {
        Store::postgres(&Secret::new((*place).to_owned())).await
    } else {
        Store::sqlite(std::path::Path::new(place)).await
    };
    let store = store.expect("opened").with_vault(fixed_vault());
    let actor = Actor::Person(person.parse().expect("an id"));
    let mut writers = tokio::task::JoinSet::new();
    for (writer, case) in cases.iter().enumerate() {
        let (store, case) = (store.clone(), case.parse::<Uuid>().expect("an id"));
        writers.spawn(async move {
            for number in 0_u32.. {
                let words = format!("{writer} {number}");
                let saved = store
                    .add_note(&actor, case, &note(&words, 10), at(10))
                    .await;
                let id = saved.expect("saved");
                let mut out = std::io::stdout().lock();
                let _ = writeln!(out, "saved {case} {id}");
                let _ = out.flush();
            }
        });
    }
    while writers.join_next().await.is_some() {}
}

fn place(test: &TestStore) -> Option<String> {
    let file = test.folder().map(|folder| folder.join("cairn.sqlite"));
    file.map(|file| file.display().to_string())
        .or_else(|| test.url())
}

/// Starts the writers, kills them after a while, and answers what they said was saved.
fn write_and_kill(told: &str) -> Vec<(Uuid, Uuid)> {
    let program = std::env::current_exe().expect("this program");
    let mut running = Command::new(program)
        .args(["--exact", "tests::casework::killed::writer_that_is_killed"])
        .args(["--nocapture", "--test-threads", "1"])
        .env(WRITES, told)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let output = running.stdout.take().expect("its output");
    let reading = std::thread::spawn(move || {
        let mut saved = Vec::new();
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // The name of the test may stand before the first.
            let Some((_, ids)) = line.split_once("saved ") else {
                continue;
            };
            if let Some((case, id)) = ids.split_once(' ')
                && let (Ok(case), Ok(id)) = (case.parse(), id.parse())
            {
                saved.push((case, id));
            }
        }
        saved
    });
    let mut chance = [0; 2];
    SystemRandom.fill(&mut chance);
    let milliseconds = 60 + u64::from(u16::from_le_bytes(chance)) % 500;
    std::thread::sleep(Duration::from_millis(milliseconds));
    running.kill().expect("killed");
    running.wait().expect("gone");
    reading.join().expect("read")
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_saved_is_lost_and_nothing_is_half_written() {
    let times = if told(LONG).as_deref() == Some("1") {
        200
    } else {
        20
    };
    for test in stores().await {
        let Some(place) = place(&test) else { continue };
        let house = CaseHouse::new(&test.store).await;
        let mut told = format!("{place}|{}", super::super::people::id(&house.worker));
        let mut cases = BTreeSet::new();
        for _ in 0..WRITERS {
            let case = house.case(1).await;
            told.push('|');
            told.push_str(&case.to_string());
            cases.insert(case);
        }
        let mut saved = BTreeSet::new();
        for _ in 0..times {
            let told = told.clone();
            let more = tokio::task::spawn_blocking(move || write_and_kill(&told)).await;
            saved.extend(more.expect("killed"));
        }
        assert!(saved.len() > times, "{} on {}", saved.len(), test.name);
        let mut found = BTreeSet::new();
        for &case in &cases {
            let notes = test
                .store
                .case_items::<Note>(&house.worker, case, CasePurpose::Work, at(20))
                .await
                .expect("every one opens");
            found.extend(notes.into_iter().map(|note| (case, note.id)));
        }
        let lost: Vec<_> = saved.difference(&found).collect();
        assert!(
            lost.is_empty(),
            "{lost:?} of {} on {}",
            saved.len(),
            test.name
        );
        let verified = test.store.verify_history(&Actor::Operator, &[]).await;
        let verified = verified.expect("verified");
        assert_eq!(verified.faults, Vec::new(), "{}", test.name);
    }
}
