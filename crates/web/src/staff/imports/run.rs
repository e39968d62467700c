//! The page of one run: how far it is, what is wrong with the export, what it would change or changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use directory::import::Spot;
use store::{ImportCounts, ImportReport, ImportRun, ImportRunState, ReportedChange, ReportedField};

use super::job::{Job, Step};
use super::kind::FileKind;
use super::state_key;
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::account::moment;
use crate::staff::csv;
use crate::staff::door::SignedIn;
use crate::staff::frame::StaffFrame;
use crate::staff::list::plain;
use crate::staff::listings::{label_of, plain_value, reason, who};
use crate::staff::routes::StaffRoute;

/// Lines of a file that the page names for each kind of fault; the list to download has more.
const LINES: usize = 30;
/// Records that the page tells of one by one.
const TOLD: usize = 200;

/// The run that the address is about.
pub(super) async fn at(site: &Site, here: &SignedIn) -> Result<ImportRun, Problem> {
    let run = site.store.import_run(&here.actor, here.at.id()?).await?;
    run.ok_or(Problem::NotFound)
}

/// The page, or its faults as a file.
pub(crate) async fn run(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    // In this order: what is known of a run is written down before its file is let go.
    let job = site.imports.of(here.at.id()?);
    let run = at(&site, &here).await?;
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    if query.get("format") == "csv" {
        let report = run.kept.report.as_ref().ok_or(Problem::NotFound)?;
        return Ok(faults_as_csv(&here, report));
    }
    page(&RunPage::new(&here, &run, job.as_deref()))
}

/// Lets the file go: nothing is made of it.
pub(crate) async fn discard(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let run = at(&site, &here).await?;
    if sent.get("discard") != "yes" {
        return Err(Problem::BadForm);
    }
    let address = StaffRoute::ImportRun.of(run.id, here.at.lang);
    if run.state != ImportRunState::Compared || !site.imports.let_go(run.id) {
        return Ok(here.done(&address, "unchanged"));
    }
    let now = site.clock.now();
    let discarded = ImportRunState::Discarded;
    site.store
        .mark_import_run(&here.actor, run.id, discarded, None, now)
        .await?;
    Ok(here.done(here.at.to(StaffRoute::ImportRuns), "discarded"))
}

fn faults_as_csv(here: &SignedIn, report: &ImportReport) -> Response {
    let at = &here.at;
    let heads = [
        "imports-fault-code",
        "imports-why",
        "imports-in-file",
        "imports-line",
    ];
    let mut rows = vec![heads.map(|key| plain(&at.say(key)))];
    for fault in &report.faults {
        let words = reason(&fault.code, at.lang);
        for spot in &fault.at {
            let line = match spot.line {
                0 => String::new(),
                line => line.to_string(),
            };
            rows.push([
                fault.code.clone(),
                words.clone(),
                file_of(report, *spot),
                line,
            ]);
        }
    }
    csv::answer(csv::write(
        rows.iter().map(|row| row.iter().map(String::as_str)),
    ))
}

fn file_of(report: &ImportReport, spot: Spot) -> String {
    let file = report.files.get(usize::from(spot.file));
    file.map_or_else(String::new, |file| file.name.clone())
}

/// A kind of fault on the page.
struct Fault {
    count: u64,
    words: String,
    /// Where, file by file: as many lines as are named.
    places: Vec<String>,
}

/// A record on the page.
struct Told {
    name: Markup,
    /// Where it can be read whole; empty where it cannot, or not yet.
    href: String,
    what: Markup,
    fields: Vec<ToldField>,
}

/// A field that differs.
struct ToldField {
    label: Markup,
    /// `None`: it may tell where a confidential place is.
    values: Option<(Markup, Markup)>,
    conflict: bool,
}

/// The numbers of one kind of record.
struct Numbers {
    name: Markup,
    counts: ImportCounts,
}

/// The context of `templates/staff/imports/run.html`.
#[derive(Template)]
#[template(path = "staff/imports/run.html")]
struct RunPage<'a> {
    frame: StaffFrame<'a>,
    here: String,
    /// Names and values.
    facts: Vec<(Markup, Markup)>,
    state: Markup,
    /// What it does at this moment: then there is nothing more to see.
    busy: Option<Markup>,
    /// What somebody should know before they decide, or why it failed.
    notes: Vec<Markup>,
    /// What the reader itself said of a file that it could not read: English, for whoever mends the file.
    said: String,
    /// Can be applied, or thrown away.
    apply: Option<String>,
    /// What differs from the report that somebody agreed to.
    overtaken: Vec<Markup>,
    report: Option<&'a ImportReport>,
    rows: Vec<(Markup, u64)>,
    files: Vec<FileLine>,
    faults: Vec<Fault>,
    numbers: Vec<Numbers>,
    told: Vec<Told>,
    more: Option<Markup>,
    decide: bool,
}

/// A file of the export.
struct FileLine {
    name: String,
    table: String,
    rows: u32,
    unused: String,
}

impl<'a> RunPage<'a> {
    fn new(here: &'a SignedIn, run: &'a ImportRun, job: Option<&Job>) -> Self {
        let at = &here.at;
        let working = matches!(
            run.state,
            ImportRunState::Reading | ImportRunState::Applying
        );
        let busy = job.filter(|_| working).map(|job| {
            let (step, done) = job.progress();
            let key = match step {
                Step::Waiting => "imports-step-waiting",
                Step::Reading => "imports-step-reading",
                Step::Joining => "imports-step-joining",
                Step::Comparing => "imports-step-comparing",
                Step::Writing => "imports-step-writing",
            };
            at.fill(key, &[("count", done.into())])
        });
        let report = run.kept.report.as_ref().filter(|_| busy.is_none());
        let apply = (run.state == ImportRunState::Compared && job.is_some())
            .then(|| StaffRoute::ApplyImport.of(run.id, at.lang));
        let before = job.and_then(Job::before);
        let overtaken = match (&before, report) {
            (Some(before), Some(now)) if apply.is_some() => differences(here, before, now),
            _ => Vec::new(),
        };
        let mut page = Self {
            here: at.here(),
            facts: facts(here, run),
            state: at.say(state_key(run.state)),
            notes: notes(here, run, job.is_some(), report),
            said: run
                .kept
                .problem
                .as_ref()
                .map(|(_, said)| said.clone())
                .unwrap_or_default(),
            busy,
            decide: apply.is_none() && report.is_some_and(|report| report.together().conflicts > 0),
            apply,
            overtaken,
            report,
            rows: Vec::new(),
            files: Vec::new(),
            faults: Vec::new(),
            numbers: Vec::new(),
            told: Vec::new(),
            more: None,
            frame: here.frame(at.say("imports-run-title")),
        };
        if let Some(report) = report {
            page.fill(here, report);
        }
        page
    }

    fn fill(&mut self, here: &SignedIn, report: &ImportReport) {
        let at = &here.at;
        self.rows = [
            ("imports-rows-read", report.rows),
            ("imports-rows-used", report.used),
            ("imports-rows-merged", report.merged),
            ("imports-aside-column", report.quarantined),
            ("imports-rows-ignored", report.ignored),
        ]
        .map(|(key, count)| (at.say(key), count))
        .to_vec();
        let unused = |columns: &BTreeMap<String, u32>| {
            let names: Vec<&str> = columns.keys().map(String::as_str).collect();
            names.join(", ")
        };
        let files = report.files.iter().map(|file| FileLine {
            name: file.name.clone(),
            table: file.table.clone().unwrap_or_default(),
            rows: file.rows,
            unused: unused(&file.unused_columns),
        });
        self.files = files.collect();
        let faults = report.faults.iter().map(|fault| Fault {
            count: fault.count,
            words: reason(&fault.code, at.lang),
            places: places(report, &fault.at, fault.count),
        });
        self.faults = faults.collect();
        self.numbers = vec![
            Numbers {
                name: at.say("people-organizations-title"),
                counts: report.organizations,
            },
            Numbers {
                name: at.say("listings-title"),
                counts: report.services,
            },
        ];
        let there = self.apply.is_none();
        let told = report.changes.iter().take(TOLD);
        self.told = told.map(|change| Told::new(here, change, there)).collect();
        let together = report.together();
        let all = together.new + together.changed + together.gone;
        let left = all.saturating_sub(self.told.len() as u64);
        self.more = (left > 0).then(|| at.fill("imports-more", &[("count", left.into())]));
    }
}

fn places(report: &ImportReport, spots: &[Spot], count: u64) -> Vec<String> {
    let mut files: Vec<(u16, String)> = Vec::new();
    for spot in spots.iter().take(LINES) {
        let line = match spot.line {
            0 => file_of(report, *spot),
            line => line.to_string(),
        };
        match files.last_mut() {
            Some((file, lines)) if *file == spot.file => {
                lines.push_str(", ");
                lines.push_str(&line);
            }
            _ if spot.line == 0 => files.push((spot.file, line)),
            _ => files.push((spot.file, format!("{}: {line}", file_of(report, *spot)))),
        }
    }
    let mut places: Vec<String> = files.into_iter().map(|(_, lines)| lines).collect();
    if count > LINES as u64 {
        places.push("…".to_owned());
    }
    places
}

impl Told {
    fn new(here: &SignedIn, change: &ReportedChange, there: bool) -> Self {
        let at = &here.at;
        let key = match change.what.as_str() {
            "new" => "imports-what-new",
            "gone" => "imports-what-gone",
            _ => "imports-what-changed",
        };
        let messages = at.messages();
        let field = |field: &ReportedField| ToldField {
            label: label_of(&field.field, messages),
            values: (!field.withheld).then(|| {
                let shown = |value| match plain_value(value) {
                    text if text.is_empty() => at.say("listings-empty"),
                    text => Markup::escaped(&text),
                };
                (shown(&field.here), shown(&field.theirs))
            }),
            conflict: field.conflict,
        };
        let known = change.of_service && (there || change.what != "new") && change.what != "gone";
        Self {
            name: say::text(&change.name, messages),
            href: match change.id.parse() {
                Ok(id) if known => StaffRoute::Listing.of(id, at.lang),
                _ => String::new(),
            },
            what: at.say(key),
            fields: change.fields.iter().map(field).collect(),
        }
    }
}

fn facts(here: &SignedIn, run: &ImportRun) -> Vec<(Markup, Markup)> {
    let at = &here.at;
    let mut facts = vec![
        (at.say("imports-source"), Markup::escaped(&run.source)),
        (at.say("imports-file-name"), Markup::escaped(&run.kept.file)),
        (
            at.say("imports-format"),
            at.say(&format!("imports-format-{}", run.format)),
        ),
        (at.say("imports-when"), moment(run.started_at, at)),
        (at.say("imports-who"), who(here, run.started_by)),
    ];
    if let (Some(by), Some(when)) = (run.ended_by, run.ended_at) {
        facts.push((at.say("imports-last-by"), who(here, by)));
        facts.push((at.say("imports-last-at"), moment(when, at)));
    }
    if !run.kept.digest.is_empty() {
        facts.push((at.say("imports-digest"), Markup::escaped(&run.kept.digest)));
    }
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

fn notes(
    here: &SignedIn,
    run: &ImportRun,
    held: bool,
    report: Option<&ImportReport>,
) -> Vec<Markup> {
    let at = &here.at;
    let mut notes = Vec::new();
    let promised = FileKind::promised(&run.kept.file);
    if promised.is_some_and(|promised| promised.word() != run.format) && run.format != "folder" {
        notes.push(at.say("imports-note-name"));
    }
    match run.state {
        ImportRunState::Reading | ImportRunState::Applying if !held => {
            notes.push(at.say("imports-note-interrupted"));
        }
        ImportRunState::Compared if !held => notes.push(at.say("imports-note-not-held")),
        ImportRunState::Compared => {
            let gone = report.map_or(0, |report| report.services.gone);
            if gone > 0 {
                notes.push(at.fill("imports-note-gone", &[("count", gone.into())]));
            }
        }
        ImportRunState::Failed => {
            let word = run.kept.problem.as_ref().map_or("broken", |(word, _)| word);
            let known = at.messages().find(&format!("imports-failed-{word}"));
            notes.push(known.unwrap_or_else(|| at.say("imports-failed-broken")));
        }
        _ => {}
    }
    notes
}

/// What is otherwise than in the report that somebody agreed to.
fn differences(here: &SignedIn, before: &ImportReport, now: &ImportReport) -> Vec<Markup> {
    let at = &here.at;
    if before.plan == now.plan {
        return Vec::new();
    }
    let mut said = Vec::new();
    let (was, is) = (before.together(), now.together());
    for (key, was, is) in [
        ("imports-new", was.new, is.new),
        ("imports-changed", was.changed, is.changed),
        ("imports-gone", was.gone, is.gone),
        ("imports-conflicts-column", was.conflicts, is.conflicts),
    ] {
        if was != is {
            let what = at.say(key);
            let values = [
                ("what", (&what).into()),
                ("before", was.into()),
                ("now", is.into()),
            ];
            said.push(at.fill("imports-overtaken-count", &values));
        }
    }
    let by_id = |report: &ImportReport| -> BTreeMap<String, ReportedChange> {
        let changes = report.changes.iter();
        changes.map(|one| (one.id.clone(), one.clone())).collect()
    };
    let (was, is) = (by_id(before), by_id(now));
    let ids: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for id in ids {
        let (old, new) = (was.get(id), is.get(id));
        if old != new
            && let Some(change) = new.or(old)
        {
            let name = say::text(&change.name, at.messages());
            said.push(at.fill("imports-overtaken-record", &[("name", (&name).into())]));
        }
    }
    said
}
