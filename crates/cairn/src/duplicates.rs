//! `cairn directory duplicates`: records of the database that may speak of the same service.

use std::num::NonZero;

use ::directory::duplicates::{Agreement, Evidence};
use kernel::{Actor, Clock as _, Lang, SystemClock, Text};
use serde::Serialize;
use store::DuplicateCandidate;

use crate::cli::DuplicatesArguments;
use crate::config::Config;
use crate::report::{self, Waiting};
use crate::{DONE, house};

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
            arguments.min_score,
            threads,
            SystemClock.now(),
        )
        .await?;
    waiting.done();
    let found = store.duplicate_candidates(&Actor::Operator).await?;
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
