//! The measurements in process: building, latency by query, queries per second, what was found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use directory::query::Word;
use directory::taxonomy::{Taxonomy, TermId};
use directory::{Listing, text};
use jiff::Timestamp;
use search::{Index, Page, Request};

use crate::generator::Generator;
use crate::machine::{self, Memory};
use crate::queries::Query;
use crate::sqlite::{Alternative, Answer};
use crate::timing::Summary;

/// The moment every query is asked at: Tuesday 24 November 2026, 14:00 in Vancouver.
pub const NOW: &str = "2026-11-24T22:00:00Z";

/// Above this many listings they are streamed into the index instead of standing ready in memory.
pub const MOST_IN_MEMORY: usize = 200_000;

/// The change counter the measured index on disk is made with.
const COUNTER: u64 = 7;

/// How long a throughput loop runs.
const LOOP: Duration = Duration::from_secs(4);

/// How long something took, on the wall and in processor time of all threads.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    /// On the wall.
    pub wall: Duration,
    /// Processor time of the whole process.
    pub cpu: Duration,
}

/// Runs `work` and says how long it took.
pub fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, Took)> {
    let (wall, cpu) = (Instant::now(), machine::process_cpu());
    let result = work()?;
    let took = Took {
        wall: wall.elapsed(),
        cpu: machine::process_cpu().saturating_sub(cpu),
    };
    Ok((result, took))
}

/// What building cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Built {
    /// In memory; `None` when it was left out.
    pub in_memory: Option<Took>,
    /// Highest resident memory until the index in memory stood, the listings included, MiB.
    pub in_memory_peak: f64,
    /// On disk, the generator included.
    pub on_disk: Option<Took>,
    /// Highest resident memory until the index on disk stood, MiB.
    pub on_disk_peak: f64,
    /// Opening the one on disk again.
    pub reopen: Option<Took>,
    /// Bytes on disk.
    pub bytes: u64,
    /// The listings stood ready in memory (else the generator's time is in `in_memory`).
    pub listings_ready: bool,
}

/// Builds in memory and on disk, opens the latter, and keeps the one to be searched: in memory up
/// to [`MOST_IN_MEMORY`] listings, on disk beyond, as an operator would.
pub fn build(
    generator: &Generator,
    size: usize,
    folder: &Path,
    taxonomy: &Arc<Taxonomy>,
) -> Result<(Index, Built)> {
    let mut built = Built {
        listings_ready: size <= MOST_IN_MEMORY,
        ..Built::default()
    };
    let folder = folder.join("index");
    let (index, took) = timed(|| {
        Ok(Index::on_disk(
            &folder,
            generator.listings(size),
            Arc::clone(taxonomy),
            COUNTER,
        )?)
    })?;
    drop(index);
    built.on_disk = Some(took);
    built.on_disk_peak = Memory::here().peak;
    built.bytes = machine::folder_bytes(&folder)?;
    let (reopened, took) = timed(|| {
        Index::open(&folder, Arc::clone(taxonomy), COUNTER)?
            .context("the index on disk was not recognised when it was opened again")
    })?;
    built.reopen = Some(took);
    if !built.listings_ready {
        return Ok((reopened, built));
    }
    drop(reopened);
    let listings: Vec<Listing> = generator.listings(size).collect();
    let (index, took) = timed(|| Ok(Index::in_memory(listings, Arc::clone(taxonomy))?))?;
    built.in_memory = Some(took);
    built.in_memory_peak = Memory::here().peak;
    Ok((index, built))
}

/// Latencies of all queries: processor time of the asking thread, and wall.
#[derive(Debug, Clone, Default)]
pub struct Latency {
    /// Processor time.
    pub cpu: Summary,
    /// Wall.
    pub wall: Summary,
    /// Processor time by class of query.
    pub by_class: BTreeMap<&'static str, Summary>,
    /// The slowest queries by processor time, slowest first.
    pub slowest: Vec<(Duration, String)>,
}

/// Asks every query `rounds` times, one after the other.
pub fn latency(
    queries: &[Query],
    rounds: usize,
    mut ask: impl FnMut(&Request) -> Result<()>,
) -> Result<Latency> {
    let (mut cpu, mut wall) = (Vec::new(), Vec::new());
    let mut by_class: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut slowest = Vec::new();
    for round in 0..rounds {
        for query in queries {
            let (wall_begun, cpu_begun) = (Instant::now(), machine::thread_cpu());
            ask(&query.request)?;
            let spent = machine::thread_cpu().saturating_sub(cpu_begun);
            wall.push(wall_begun.elapsed());
            cpu.push(spent);
            by_class.entry(query.class()).or_default().push(spent);
            if round == 0 {
                slowest.push((spent, describe(&query.request)));
            }
        }
    }
    slowest.sort_by_key(|&(spent, _)| std::cmp::Reverse(spent));
    slowest.truncate(15);
    Ok(Latency {
        cpu: Summary::of(cpu),
        wall: Summary::of(wall),
        by_class: by_class
            .into_iter()
            .map(|(class, times)| (class, Summary::of(times)))
            .collect(),
        slowest,
    })
}

/// A query in one line.
pub fn describe(request: &Request) -> String {
    let filters = &request.filters;
    format!(
        "{:?} near={} radius={:?} needs={:?} populations={:?} languages={:?} always={} {:?}",
        request.text,
        request
            .near
            .as_ref()
            .map_or("-", |near| near.label.en.as_str()),
        filters.radius_km,
        filters.needs.iter().map(TermId::as_str).collect::<Vec<_>>(),
        filters
            .populations
            .iter()
            .map(TermId::as_str)
            .collect::<Vec<_>>(),
        filters.languages,
        filters.always_open,
        request.sort,
    )
}

/// Queries answered per second by `threads` threads at once, each with its own `ask`.
pub fn throughput<A: FnMut(&Request) -> Result<()> + Send>(
    queries: &[Query],
    threads: usize,
    make: impl Fn() -> Result<A>,
) -> Result<f64> {
    let answered = AtomicUsize::new(0);
    let askers = (0..threads).map(|_| make()).collect::<Result<Vec<A>>>()?;
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let threads: Vec<_> = askers
            .into_iter()
            .enumerate()
            .map(|(number, mut ask)| {
                let answered = &answered;
                scope.spawn(move || -> Result<()> {
                    let mut at = number * queries.len() / threads;
                    while begun.elapsed() < LOOP {
                        ask(&queries[at % queries.len()].request)?;
                        answered.fetch_add(1, Ordering::Relaxed);
                        at += 1;
                    }
                    Ok(())
                })
            })
            .collect();
        for thread in threads {
            thread
                .join()
                .map_err(|_| anyhow::anyhow!("a thread panicked"))??;
        }
        Ok::<_, anyhow::Error>(())
    })?;
    Ok(answered.into_inner() as f64 / begun.elapsed().as_secs_f64())
}

/// What became of the misspelt queries.
#[derive(Debug, Clone, Copy, Default)]
pub struct Misspelt {
    /// How many there are.
    pub asked: usize,
    /// Found something.
    pub found: usize,
    /// Found something sensible: a result of the first page has the word that was meant, or stands on
    /// the first page of the question as it was meant.
    pub sensible: usize,
    /// The same questions, rightly spelt, that find something all words considered: no repair
    /// can do better without widening.
    pub findable: usize,
}

/// Asks the misspelt queries and looks at what came.
pub fn misspelt(
    index: &Index,
    queries: &[Query],
    taxonomy: &Taxonomy,
    now: Timestamp,
) -> Result<(Misspelt, Vec<String>)> {
    let (mut result, mut failed) = (Misspelt::default(), Vec::new());
    for query in queries {
        let Some(meant) = &query.meant else { continue };
        result.asked += 1;
        let page = index.find(&query.request, now)?;
        let rightly = Request {
            text: meant.clone(),
            ..query.request.clone()
        };
        let right = index.find(&rightly, now)?;
        result.findable += usize::from(right.total > 0 && !right.widened);
        result.found += usize::from(page.total > 0);
        if is_sensible(&page, &right, &query.request.text, meant, taxonomy) {
            result.sensible += 1;
        } else {
            failed.push(format!(
                "{meant:?} typed {} -> {} found",
                describe(&query.request),
                page.total
            ));
        }
    }
    Ok((result, failed))
}

fn is_sensible(page: &Page, right: &Page, typed: &str, meant: &str, taxonomy: &Taxonomy) -> bool {
    let expected: BTreeSet<_> = right.results.iter().map(|found| found.listing.id).collect();
    if page
        .results
        .iter()
        .any(|found| expected.contains(&found.listing.id))
    {
        return true;
    }
    let typed: BTreeSet<&str> = text::words(typed).collect();
    let meant = text::words(meant)
        .filter(|word| !typed.contains(word))
        .flat_map(|word| Word::new(&text::fold(word)).stems)
        .collect::<Vec<_>>();
    page.results.iter().any(|found| {
        let (name, rest) = crate::sqlite::words_of(&found.listing, taxonomy);
        name.split(' ')
            .chain(rest.split(' '))
            .any(|word| meant.iter().any(|stem| stem == word))
    })
}

/// How far two engines agree.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    /// Same total and the same counts.
    pub agree: usize,
    /// Typo repair stepped in, and the result is another.
    pub repaired: usize,
    /// Typo repair did not step in, and yet they differ: must be none.
    pub other: Vec<String>,
}

/// Asks both engines everything.
pub fn agreement(
    index: &Index,
    alternative: &Alternative,
    queries: &[Query],
    now: Timestamp,
) -> Result<Agreement> {
    let mut agreement = Agreement::default();
    let mut asker = alternative.asker()?;
    for query in queries {
        let page = index.find(&query.request, now)?;
        let answer = asker.find(&query.request, now)?;
        if let Some(difference) = difference(&page, &answer) {
            if page.corrected.is_empty() {
                agreement
                    .other
                    .push(format!("{}: {difference}", describe(&query.request)));
            } else {
                agreement.repaired += 1;
            }
        } else {
            agreement.agree += 1;
        }
    }
    Ok(agreement)
}

fn difference(page: &Page, answer: &Answer) -> Option<String> {
    if page.total != answer.total {
        return Some(format!("{} found, SQLite {}", page.total, answer.total));
    }
    let (ours, theirs) = (&page.facets, &answer.facets);
    let languages = |pairs: &[(String, u32)]| pairs.iter().cloned().collect::<BTreeMap<_, _>>();
    let flags = |facets: &search::Facets| {
        [
            facets.open_now,
            facets.no_police_report,
            facets.no_status,
            facets.always_open,
        ]
    };
    let same = ours.needs == theirs.needs
        && ours.populations == theirs.populations
        && languages(&ours.languages) == languages(&theirs.languages)
        && flags(ours) == flags(theirs);
    (!same).then(|| format!("counts differ: {ours:?} and {theirs:?}"))
}
