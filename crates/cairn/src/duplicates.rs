//! `cairn directory duplicates`: records of the database that may speak of the same service; and what
//! keeps the curators' list of them fresh while the house is open.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use ::directory::duplicates::{Agreement, Evidence};
use kernel::{Actor, Clock as _, Lang, SystemClock, Text};
use serde::Serialize;
use store::{BY_ITSELF_LIMIT, DuplicateCandidate, REVIEW_MINIMUM};

use crate::cli::DuplicatesArguments;
use crate::config::Config;
use crate::report::{self, Waiting};
use crate::{DONE, house};

/// How long after the start the house looks for the first time: people come first.
const FIRST_LOOK: Duration = Duration::from_mins(1);
/// How often it looks whether the directory has changed.
const LOOK_AGAIN: Duration = Duration::from_mins(10);

/// Looks through the directory for duplicates whenever it has changed. Never returns.
pub async fn keep_finding(house: Arc<web::House>) {
    let mut known = None;
    tokio::time::sleep(FIRST_LOOK).await;
    loop {
        match find_when_changed(&house, known).await {
            Ok(counter) => known = Some(counter),
            Err(error) => tracing::error!("the directory could not be looked through: {error}"),
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// The change counter of the directory that was looked through.
async fn find_when_changed(
    house: &web::House,
    known: Option<u64>,
) -> Result<u64, store::StoreError> {
    let counter = house.store.change_counter(&Actor::System).await?;
    if known == Some(counter) || house.finder.current().len() > BY_ITSELF_LIMIT {
        return Ok(counter);
    }
    let now = house.clock.now();
    let found = house
        .store
        .find_duplicates(&Actor::System, REVIEW_MINIMUM, 1, now)
        .await?;
    tracing::info!(found, "looked for duplicates");
    Ok(counter)
}

/// A pair, as a program reads it.
#[derive(Debug, Serialize)]
struct Found<'a> {
    score: f64,
    services: [Named<'a>; 2],
    evidence: &'a [Evidence],
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    id: uuid::Uuid,
    name: &'a Text,
    organization: &'a Text,
}

/// Looks for duplicates, keeps what it found for the curators, and prints it.
pub async fn run(config: &Config, arguments: &DuplicatesArguments) -> anyhow::Result<u8> {
    let store = house::open_store(config).await?;
    let content = house::shipped_content()?;
    store
        .load_content(&Actor::System, &content, SystemClock.now())
        .await?;
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let waiting = Waiting::on("Comparing records");
    store
        .find_duplicates(
            &Actor::Operator,
            // What the curators see is not cut short by what is printed here.
            arguments.min_score.min(REVIEW_MINIMUM),
            threads,
            SystemClock.now(),
        )
        .await?;
    waiting.done();
    let mut found = store.duplicate_candidates(&Actor::Operator).await?;
    found.retain(|pair| pair.score >= arguments.min_score);
    if arguments.json {
        let found: Vec<Found<'_>> = found.iter().map(Found::of).collect();
        report::json(&found)?;
        return Ok(DONE);
    }
    for pair in &found {
        print(pair);
    }
    println!(
        "{} {} with a score of {} or more.",
        found.len(),
        if found.len() == 1 { "pair" } else { "pairs" },
        arguments.min_score
    );
    Ok(DONE)
}

impl<'a> Found<'a> {
    fn of(pair: &'a DuplicateCandidate) -> Self {
        let named = |at: usize, id| Named {
            id,
            name: &pair.names[at],
            organization: &pair.organizations[at],
        };
        Self {
            score: pair.score,
            services: [named(0, pair.first), named(1, pair.second)],
            evidence: &pair.evidence,
        }
    }
}

fn print(pair: &DuplicateCandidate) {
    println!("{:.2}", pair.score);
    for (at, id) in [pair.first, pair.second].into_iter().enumerate() {
        let (name, _) = pair.names[at].shown(Lang::En);
        let (organization, _) = pair.organizations[at].shown(Lang::En);
        println!("  {name} ({organization})  {id}");
    }
    let said: Vec<String> = pair
        .evidence
        .iter()
        .filter(|evidence| evidence.agreement != Agreement::Unknown)
        .map(|evidence| format!("{}: {}", evidence.field.code(), evidence.agreement.code()))
        .collect();
    println!("  {}\n", said.join(", "));
}
