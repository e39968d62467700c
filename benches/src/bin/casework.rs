//! `cargo run --release -p benches --bin casework -- --folder FOLDER --entries 1000000`
//!
//! How long it takes to seal a value, to save a note, to open a case and to verify a history. With
//! `--database` on PostgreSQL; it must be empty.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use benches::timing::Summary;
use casework::case::AgeBand;
use casework::note::{Note, NoteKind};
use casework::words::{CaseId, NoteId, Private, WorkerId};
use clap::Parser;
use kernel::{Actor, Clock as _, Lang, Secret, SystemClock, SystemRandom, Text};
use store::testing::{fill_history, fixed_vault};
use store::{CasePurpose, Moment, NewCase, NewOrganization, NewPerson, Store};
use uuid::Uuid;
use vault::{CaseKey, Place};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures casework.
#[derive(Debug, Parser)]
struct Arguments {
    /// Where the database is made; must not exist, and is removed afterwards.
    #[arg(long)]
    folder: PathBuf,
    /// PostgreSQL instead.
    #[arg(long)]
    database: Option<String>,
    /// Cases.
    #[arg(long, default_value_t = 1_000)]
    cases: usize,
    /// Notes saved one after the other.
    #[arg(long, default_value_t = 2_000)]
    notes: usize,
    /// Entries of the history that is verified.
    #[arg(long, default_value_t = 100_000)]
    entries: u64,
}

fn moment() -> Moment<'static> {
    Moment {
        now: SystemClock.now(),
        random: &SystemRandom,
    }
}

fn show(what: &str, times: Vec<Duration>) {
    let Summary { p50, p99, mean, .. } = Summary::of(times);
    println!("{what}: mean {mean:.1?}, p50 {p50:.1?}, p99 {p99:.1?}");
}

fn seal() {
    let vault = fixed_vault();
    let key = CaseKey::generate("case", &SystemRandom);
    let words = [b'x'; 200];
    let place = Place {
        table: "case_item",
        column: "sealed",
        row: "0190a9c1-0000-7000-8000-000000000000#1",
    };
    let one = |what: &str, run: &dyn Fn()| {
        let times = (0..200).map(|_| {
            let start = Instant::now();
            for _ in 0..100 {
                run();
            }
            start.elapsed() / 100
        });
        show(what, times.collect());
    };
    let sealed = key.seal(place, &words, &SystemRandom);
    let wrapped = key.wrap(&vault, &SystemRandom);
    one("seal 200 bytes", &|| {
        black_box(key.seal(place, black_box(&words), &SystemRandom));
    });
    one("open 200 bytes", &|| {
        let _ = black_box(key.open(place, black_box(&sealed)));
    });
    one("unwrap a case's key", &|| {
        let _ = black_box(CaseKey::unwrap(&vault, "case", black_box(&wrapped)));
    });
}

async fn worker(store: &Store) -> Result<(Uuid, Actor)> {
    let new = NewOrganization {
        name: Text::new("A fictional house", ""),
        parent: None,
    };
    let organization = store
        .add_organization(&Actor::Operator, &new, &moment())
        .await?;
    let coordinator = access::shipped("coordinator");
    let new = NewPerson {
        name: "Somebody".to_owned(),
        email: "somebody@example.org".to_owned(),
        lang: Lang::En,
        organization_id: organization,
        roles: [coordinator].into(),
    };
    let (id, token) = store.invite(&Actor::Operator, &new, &moment()).await?;
    let passphrase = Secret::new("un hibou lit sous la pluie".to_owned());
    store
        .accept_link(&Actor::Public, &token, &passphrase, &moment())
        .await?;
    Ok((organization, Actor::Person(id)))
}

/// The role by its word: benches look into every room but `access`.
mod access {
    use uuid::Uuid;

    /// The id of a shipped role, as `access` makes it.
    pub(crate) fn shipped(slug: &str) -> Uuid {
        let name = format!("cairn:role:{slug}");
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    seal();
    ensure!(!arguments.folder.exists(), "the folder is there already");
    std::fs::create_dir_all(&arguments.folder)?;
    let store = match &arguments.database {
        Some(url) => Store::postgres(&Secret::new(url.clone())).await?,
        None => Store::sqlite(&arguments.folder.join("cairn.sqlite")).await?,
    };
    store.migrate().await?;
    let store = store.with_vault(fixed_vault()).with_cheap_passphrases();
    let outcome = measure(&store, &arguments).await;
    store.close().await;
    std::fs::remove_dir_all(&arguments.folder)?;
    outcome
}

async fn measure(store: &Store, arguments: &Arguments) -> Result<()> {
    let (organization, actor) = worker(store).await?;
    let mut cases = Vec::new();
    let mut times = Vec::new();
    for _ in 0..arguments.cases {
        let new = NewCase {
            organization,
            age_band: AgeBand::NotAsked,
            languages: Vec::new(),
            interpreter: false,
            region: None,
        };
        let start = Instant::now();
        cases.push(store.open_case(&actor, &new, &moment()).await?.id);
        times.push(start.elapsed());
    }
    show("a case opened for the first time", times);
    let mut times = Vec::new();
    for at in 0..arguments.notes {
        let note = Note {
            id: NoteId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            kind: NoteKind::Call,
            happened_at: SystemClock.now(),
            minutes: Some(5),
            words: Private::new("word ".repeat(40)),
            corrects: None,
            by: WorkerId(Uuid::nil()),
            at: SystemClock.now(),
        };
        let start = Instant::now();
        store
            .add_note(&actor, cases[at % cases.len()], &note, &moment())
            .await?;
        times.push(start.elapsed());
    }
    show("a note saved", times);
    let mut times = Vec::new();
    for at in 0..arguments.notes {
        let case = cases[at % cases.len()];
        let start = Instant::now();
        let read = store
            .case(&actor, case, CasePurpose::Work, &moment())
            .await?;
        black_box(read);
        times.push(start.elapsed());
    }
    show("a case read", times);
    fill_history(store, cases[0], arguments.entries, &moment()).await?;
    let start = Instant::now();
    let verified = store.verify_history(&Actor::Operator, &[]).await?;
    let taken = start.elapsed();
    ensure!(verified.fault_count == 0, "{:?}", verified.faults);
    println!("{} entries verified in {taken:.2?}", verified.entries);
    Ok(())
}
