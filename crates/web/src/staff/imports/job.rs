//! Exports that this process holds: their files, how far each is, and the work itself, which no request
//! waits for.
//!
//! A file has no name in the folder it lies in: nobody else can open it, and it is gone when it is let go or
//! when the program ends, however it ends. What is known of a run is in the database; only its file and its
//! progress are here, so that a run of which this process has no file can be read about and not applied.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use directory::hours::Zone;
use directory::import::{Harvest, Mapping, Options, Scratch, ScratchFile, Stage, read};
use directory::review;
use kernel::{Actor, Lang};
use sha2::{Digest as _, Sha256};
use store::{ImportReport, ImportRequest, ImportRunState, StoreError};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::kind::{FileKind, begin, open};
use crate::house::Site;

/// Files held at one time.
const MOST: usize = 4;
/// How long a file waits for somebody to decide.
pub(super) const HELD: Duration = Duration::from_hours(6);

/// What a person said about a file.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub(super) source: String,
    pub(super) name: String,
    pub(super) kind: FileKind,
    pub(super) lang: Lang,
    pub(super) time_zone: Option<Zone>,
    pub(super) mapping: Option<Mapping>,
    /// SHA-256 in hexadecimal.
    pub(super) digest: String,
}

/// A file that is held, and how far it is.
#[derive(Debug)]
pub(crate) struct Job {
    run: Uuid,
    pub(super) about: About,
    file: File,
    /// Somebody works on it.
    busy: AtomicBool,
    stage: AtomicU8,
    done: AtomicU64,
    /// The report that somebody agreed to, when it was overtaken.
    before: Mutex<Option<ImportReport>>,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Waiting,
    Reading,
    Joining,
    Comparing,
    Writing,
}

const STEPS: [Step; 5] = [
    Step::Waiting,
    Step::Reading,
    Step::Joining,
    Step::Comparing,
    Step::Writing,
];

impl Job {
    fn at(&self, step: Step, done: u64) {
        self.stage.store(step as u8, Ordering::Relaxed);
        self.done.store(done, Ordering::Relaxed);
    }

    /// What it does now, and how many rows or records are done.
    pub(super) fn progress(&self) -> (Step, u64) {
        let step = STEPS.get(usize::from(self.stage.load(Ordering::Relaxed)));
        let done = self.done.load(Ordering::Relaxed);
        (step.copied().unwrap_or(Step::Waiting), done)
    }

    /// The report that was overtaken.
    pub(super) fn before(&self) -> Option<ImportReport> {
        let before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
        before.clone()
    }
}

/// What this process holds.
#[derive(Debug)]
pub(crate) struct Jobs {
    held: Mutex<HashMap<Uuid, Arc<Job>>>,
    /// One is worked on at a time: reading takes memory.
    turn: Semaphore,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            held: Mutex::default(),
            turn: Semaphore::new(1),
        }
    }
}

/// As many files are held as may be.
#[derive(Debug)]
pub(super) struct Full;

impl Jobs {
    fn with<T>(&self, act: impl FnOnce(&mut HashMap<Uuid, Arc<Job>>) -> T) -> T {
        act(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// No further file can be held now.
    pub(super) fn is_full(&self) -> bool {
        self.with(|held| held.len() >= MOST)
    }

    /// The file of a run, when this process holds it.
    pub(super) fn of(&self, run: Uuid) -> Option<Arc<Job>> {
        self.with(|held| held.get(&run).cloned())
    }

    /// Lets a file go, unless it is being worked on.
    pub(super) fn let_go(&self, run: Uuid) -> bool {
        self.with(|held| match held.get(&run) {
            Some(job) if job.busy.load(Ordering::Acquire) => false,
            _ => {
                held.remove(&run);
                true
            }
        })
    }

    /// Holds a file.
    pub(super) fn hold(&self, run: Uuid, about: About, file: File) -> Result<Arc<Job>, Full> {
        let job = Arc::new(Job {
            run,
            about,
            file,
            busy: AtomicBool::new(false),
            stage: AtomicU8::new(0),
            done: AtomicU64::new(0),
            before: Mutex::new(None),
        });
        self.with(|held| {
            if held.len() >= MOST {
                return Err(Full);
            }
            held.insert(run, Arc::clone(&job));
            Ok(job)
        })
    }
}

/// Lets a file go when nobody has decided for long enough.
pub(super) fn let_go_in_time(site: &Arc<Site>, run: Uuid) {
    let site = Arc::clone(site);
    tokio::spawn(async move {
        tokio::time::sleep(HELD).await;
        while !site.imports.let_go(run) {
            tokio::time::sleep(Duration::from_mins(1)).await;
        }
    });
}

/// Begins the work on a file: to look, or to apply what somebody agreed to. False when somebody works on it
/// already.
pub(super) fn begin_work(
    site: &Arc<Site>,
    actor: &Actor,
    job: &Arc<Job>,
    agreed: Option<ImportReport>,
) -> bool {
    if job.busy.swap(true, Ordering::AcqRel) {
        return false;
    }
    job.at(Step::Waiting, 0);
    let plan = agreed.as_ref().map(|report| report.plan.clone());
    *job.before.lock().unwrap_or_else(PoisonError::into_inner) = agreed;
    let (site, actor, job) = (Arc::clone(site), *actor, Arc::clone(job));
    tokio::spawn(async move {
        // In a task of its own, so that a panic is one failure and not a job that never ends.
        let task = {
            let (site, job) = (Arc::clone(&site), Arc::clone(&job));
            tokio::spawn(async move { work(&site, &actor, &job, plan.as_deref()).await })
        };
        let kept = match task.await {
            Ok(Ok(kept)) => kept,
            Ok(Err(failure)) => {
                fail(&site, &actor, job.run, &failure).await;
                false
            }
            Err(_) => {
                fail(&site, &actor, job.run, &Failure::ours("")).await;
                false
            }
        };
        job.busy.store(false, Ordering::Release);
        if !kept {
            site.imports.let_go(job.run);
        }
    });
    true
}

/// Why a file was not taken in: the last part of a message's key, and what the reader said.
struct Failure {
    word: &'static str,
    said: String,
}

impl Failure {
    fn ours(said: &str) -> Self {
        Self {
            word: "broken",
            said: said.to_owned(),
        }
    }

    fn reading(problem: &io::Error) -> Self {
        let said = problem.to_string();
        let word = if said.contains("made to fill a disk") || said.contains("are possible") {
            "too-much"
        } else {
            "unreadable"
        };
        Self { word, said }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Forbidden(_) => Self {
                word: "forbidden",
                said: String::new(),
            },
            StoreError::Reading(problem) => Self::reading(&problem),
            error => {
                tracing::error!("an import failed: {error}");
                Self::ours("")
            }
        }
    }
}

async fn fail(site: &Site, actor: &Actor, run: Uuid, failure: &Failure) {
    let problem = Some((failure.word, failure.said.as_str()));
    let now = site.clock.now();
    let failed = ImportRunState::Failed;
    // Whoever may no longer import still began it, and it ended.
    for actor in [actor, &Actor::Operator] {
        let marked = site
            .store
            .mark_import_run(actor, run, failed, problem, now)
            .await;
        match marked {
            Ok(()) => return,
            Err(StoreError::Forbidden(_)) => {}
            Err(error) => return tracing::error!("the end of an import was not kept: {error}"),
        }
    }
}

/// Reads, compares and, when a plan was agreed to, writes. Whether the file is still needed.
async fn work(
    site: &Arc<Site>,
    actor: &Actor,
    job: &Arc<Job>,
    plan: Option<&str>,
) -> Result<bool, Failure> {
    let turn = site.imports.turn.acquire().await;
    let _turn = turn.map_err(|_| Failure::ours(""))?;
    let today = review::today(site.clock.now()).to_string();
    let reading = {
        let (site, job) = (Arc::clone(site), Arc::clone(job));
        tokio::task::spawn_blocking(move || harvest(&site, &job, today))
    };
    let read = reading.await.map_err(|_| Failure::ours(""))?;
    let mut harvest = read.map_err(|problem| Failure::reading(&problem))?;
    if harvest.report.rows() == 0 {
        return Err(Failure {
            word: "nothing",
            said: String::new(),
        });
    }
    let step = match plan {
        Some(_) => Step::Writing,
        None => Step::Comparing,
    };
    job.at(step, 0);
    let watch = |done| job.at(step, done);
    let imported = site
        .store
        .import(
            actor,
            &mut harvest,
            ImportRequest {
                source: &job.about.source,
                gazetteer: &site.content.gazetteer,
                apply: plan.is_some(),
                now: site.clock.now(),
                watch: &watch,
                expected: plan,
                run: Some(job.run),
            },
        )
        .await?;
    Ok(plan.is_none() || imported.overtaken)
}

fn harvest(site: &Site, job: &Arc<Job>, today: String) -> io::Result<Harvest> {
    if digest_of(&job.file)? != job.about.digest {
        return Err(io::Error::other("the file is not the one that was sent"));
    }
    let about = &job.about;
    let mut options = Options::new(about.source.as_str(), today);
    options.lang = about.lang;
    options.time_zone.clone_from(&about.time_zone);
    options.mapping.clone_from(&about.mapping);
    let watched = Arc::clone(job);
    options.watch = Arc::new(move |stage, done| {
        let step = match stage {
            Stage::Reading => Step::Reading,
            Stage::Joining => Step::Joining,
        };
        watched.at(step, done);
    });
    let mut package = open(&job.file, &about.name, about.kind)?;
    let scratch = InFolder(site.settings.scratch.clone());
    let content = &site.content;
    read(
        package.as_mut(),
        &options,
        &content.gazetteer,
        &content.taxonomy,
        &scratch,
    )
}

fn digest_of(file: &File) -> io::Result<String> {
    let mut file = begin(file)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(hexadecimal(&digest.finalize()));
        }
        digest.update(&piece[..read]);
    }
}

/// Bytes in hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Scratch files without a name, beside the database.
struct InFolder(PathBuf);

impl Scratch for InFolder {
    fn file(&self) -> io::Result<Box<dyn ScratchFile>> {
        Ok(Box::new(tempfile::tempfile_in(&self.0)?))
    }
}
