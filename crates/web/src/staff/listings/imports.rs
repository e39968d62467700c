//! What was taken in from other systems: sources, rows to mend, conflicts to decide.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use directory::import::FaultKind;
use directory::review;
use kernel::Lang;
use serde_json::Value as Json;
use store::{ConflictChoice, FieldConflict, QuarantineState, QuarantinedRow, Retried, StoreError};
use uuid::Uuid;

use super::{done, known, words};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Field, Form, Kind};
use crate::staff::frame::StaffFrame;
use crate::staff::list::{Asked, Cell, Filter, Row, Sheet};
use crate::staff::pages::{FormPage, list_page};
use crate::staff::routes::StaffRoute;

/// The context of `templates/staff/listings/imports.html`.
#[derive(Template)]
#[template(path = "staff/listings/imports.html")]
struct ImportsPage<'a> {
    frame: StaffFrame<'a>,
    sources: Vec<Source>,
    rows: Markup,
    conflicts: Markup,
}

/// A source in the list.
struct Source {
    name: String,
    imported: Markup,
    organizations: u64,
    services: u64,
    waiting: u64,
}

/// The sources, and the way to what waits.
pub(crate) async fn imports(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let at = &here.at;
    let sources = site.store.import_sources(&here.actor).await?;
    let waiting: u64 = sources.iter().map(|source| source.waiting).sum();
    let conflicts = site.store.conflicts(&here.actor).await?.len() as u64;
    let sources = sources.into_iter().map(|source| Source {
        imported: say::date(review::today(source.imported_at), at.messages()),
        name: source.name,
        organizations: source.organizations,
        services: source.services,
        waiting: source.waiting,
    });
    page(&ImportsPage {
        sources: sources.collect(),
        rows: at.fill("imports-rows-count", &[("count", waiting.into())]),
        conflicts: at.fill("imports-conflicts-count", &[("count", conflicts.into())]),
        frame: here.frame(at.say("imports-title")),
    })
}

/// Why a row waits, in words.
pub(crate) fn reason(code: &str, lang: Lang) -> String {
    let kind = FaultKind::ALL.iter().find(|kind| kind.code() == code);
    kind.map_or_else(
        || code.to_owned(),
        |kind| kind.words().shown(lang).0.to_owned(),
    )
}

/// The rows, as the address asks.
pub(crate) async fn import_rows(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show_rows(&site, &here, &Asked::in_query(uri.query())?).await
}

/// The rows, narrowed by words.
pub(crate) async fn import_rows_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show_rows(&site, &here, &Asked::in_form(&sent)?).await
}

async fn show_rows(site: &Site, here: &SignedIn, asked: &Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let rows = site.store.quarantine(&here.actor).await?;
    let mut sheet = Sheet::with_columns(vec![
        ("row", at.say("imports-row")),
        ("why", at.say("imports-why")),
        ("table", at.say("imports-table")),
        ("source", at.say("imports-source")),
    ]);
    let mut reasons = BTreeMap::new();
    for row in &rows {
        reasons
            .entry(row.reason.clone())
            .or_insert_with(|| Markup::escaped(&reason(&row.reason, at.lang)));
    }
    sheet.filters = vec![Filter {
        key: "reason",
        label: at.say("imports-why"),
        choices: reasons.into_iter().collect(),
    }];
    // What the row itself says stays on its own page: a list may be exported, and a cell may hold an
    // address that nobody else should know.
    let row = |row: &QuarantinedRow| {
        let place = place(row);
        let href = StaffRoute::ImportRow.of(row.id, at.lang);
        Row {
            cells: vec![
                Cell::link(&href, &place).ordered_by(format!("{}{:012}", row.file, row.line)),
                Cell::words(&reason(&row.reason, at.lang)),
                Cell::words(&row.table),
                Cell::words(&row.source),
            ],
            values: vec![("reason", row.reason.clone())],
        }
    };
    sheet.rows = rows.iter().map(row).collect();
    let actions = vec![(
        at.to(StaffRoute::Imports).to_owned(),
        at.say("imports-title"),
    )];
    list_page(here, &sheet, asked, "imports-rows-title", actions)
}

/// File and line, the same in every language.
fn place(row: &QuarantinedRow) -> String {
    format!("{}:{}", row.file, row.line)
}

async fn waiting_row(site: &Site, here: &SignedIn) -> Result<QuarantinedRow, Problem> {
    let id = here.at.id()?;
    let row = site.store.quarantined_row(&here.actor, id).await?;
    row.filter(|row| row.state == QuarantineState::Waiting)
        .ok_or(Problem::NotFound)
}

/// One cell of a row in its form.
struct CellField {
    /// Its name in the form and its id in the page.
    name: String,
    column: String,
    value: String,
    /// What is wrong with the row stands beside this cell.
    faulty: bool,
    /// It may tell where a confidential place is, and this person may not know it.
    masked: bool,
}

/// The context of `templates/staff/listings/import_row.html`.
#[derive(Template)]
#[template(path = "staff/listings/import_row.html")]
struct RowPage<'a> {
    frame: StaffFrame<'a>,
    facts: [Markup; 3],
    cells: Vec<CellField>,
    french: bool,
    /// What is wrong.
    fault: Option<Markup>,
    /// The field where it is mended.
    fault_at: String,
    here: String,
    aside: String,
}

/// The columns of a row, and those that it may lack.
fn columns(row: &QuarantinedRow) -> Vec<String> {
    let needed: &[&str] = match row.table.as_str() {
        "organization" => &["name"],
        "service" => &["name", "organization_id"],
        _ => &["service_id"],
    };
    let mut columns: Vec<String> = row.cells.keys().cloned().collect();
    for column in needed {
        if !row.cells.contains_key(*column) {
            columns.push((*column).to_owned());
        }
    }
    columns
}

fn show_row(
    here: &SignedIn,
    row: &QuarantinedRow,
    cells: &BTreeMap<String, String>,
    lang: Lang,
    fault: Option<(&str, Markup)>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let columns = columns(row);
    let (fault_at, fault) = match fault {
        Some((column, words)) => {
            let number = columns.iter().position(|known| known == column);
            (format!("cell-{}", number.unwrap_or_default()), Some(words))
        }
        None => (String::new(), None),
    };
    let cell = |(number, column): (usize, String)| {
        let name = format!("cell-{number}");
        CellField {
            faulty: fault_at == name,
            value: cells.get(&column).cloned().unwrap_or_default(),
            masked: row.masked.contains(&column),
            name,
            column,
        }
    };
    let said = |key: &str, what: &str| at.fill(key, &[("what", what.into())]);
    page(&RowPage {
        facts: [
            said("imports-from", &format!("{}, {}", row.source, place(row))),
            said("imports-because", &reason(&row.reason, at.lang)),
            said("imports-of-table", &row.table),
        ],
        cells: columns.into_iter().enumerate().map(cell).collect(),
        french: lang == Lang::Fr,
        here: at.here(),
        aside: StaffRoute::SetAsideRow.of(row.id, at.lang),
        frame: here
            .frame(at.say("imports-row-title"))
            .faulty(fault.is_some()),
        fault,
        fault_at,
    })
}

/// One row, to be mended.
pub(crate) async fn row_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let row = waiting_row(&site, &here).await?;
    show_row(&here, &row, &row.cells, Lang::En, None)
}

/// Tries it again, with what was typed.
pub(crate) async fn row_retry(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let row = waiting_row(&site, &here).await?;
    let mut cells = BTreeMap::new();
    for (number, column) in columns(&row).into_iter().enumerate() {
        let value = sent.get(&format!("cell-{number}")).trim();
        if !value.is_empty() {
            cells.insert(column, value.to_owned());
        }
    }
    let lang = if sent.get("lang") == "fr" {
        Lang::Fr
    } else {
        Lang::En
    };
    let now = site.clock.now();
    let retried = site
        .store
        .retry_quarantined(&here.actor, known(&site), row.id, &cells, lang, now)
        .await;
    let column = match &retried {
        Ok(Retried::StillFaulty(kind)) => mended_in(*kind),
        Ok(Retried::OnlyAtItsSource) => "service_id",
        _ => "",
    };
    let fault = match retried {
        Ok(Retried::TakenIn(Some(service))) => {
            let address = StaffRoute::Listing.of(service, at.lang);
            return done(&site, &here, &address, None).await;
        }
        Ok(Retried::TakenIn(None)) => {
            return done(&site, &here, at.to(StaffRoute::ImportRows), None).await;
        }
        Ok(Retried::StillFaulty(kind)) => at.fill(
            "imports-still",
            &[("why", kind.words().shown(at.lang).0.into())],
        ),
        Ok(Retried::AlreadyThere) => at.say("imports-already"),
        Ok(Retried::Differs(_)) => at.say("imports-differs"),
        Ok(Retried::OnlyAtItsSource) => at.say("imports-only-source"),
        Err(StoreError::UnknownQuarantinedRow(_)) => return Err(Problem::NotFound),
        Err(error) => return Err(error.into()),
    };
    show_row(&here, &row, &cells, lang, Some((column, fault)))
}

/// The column in which a fault is mended; any other for the first.
fn mended_in(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::NoName => "name",
        FaultKind::BadPhone => "number",
        FaultKind::OrphanOfService | FaultKind::BelongsToNothing => "service_id",
        FaultKind::OrphanOfOrganization => "organization_id",
        _ => "",
    }
}

fn aside_form(here: &SignedIn, reason: &str) -> Form {
    let label = here.at.say("imports-aside-reason");
    let field = Field::new("reason", label, Kind::Text).completing("off");
    Form::to(here.at.here()).with(field.holding(reason))
}

fn show_aside(here: &SignedIn, row: &QuarantinedRow, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    FormPage::new(
        here.frame(at.say("imports-aside-title")),
        form,
        at.say("imports-aside"),
    )
    .saying(Markup::escaped(&place(row)))
    .saying(at.say("imports-aside-lead"))
    .back(
        StaffRoute::ImportRow.of(row.id, at.lang),
        at.say("imports-row-title"),
    )
    .dangerous()
    .show()
}

/// The form in which one says why.
pub(crate) async fn set_aside_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let row = waiting_row(&site, &here).await?;
    show_aside(&here, &row, aside_form(&here, ""))
}

/// Sets it aside.
pub(crate) async fn set_aside(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let row = waiting_row(&site, &here).await?;
    let reason = sent.get("reason");
    let set_aside = site
        .store
        .set_aside_quarantined(&here.actor, row.id, reason, site.clock.now())
        .await;
    let fault = match set_aside {
        Ok(()) => return Ok(here.done(here.at.to(StaffRoute::ImportRows), "set-aside")),
        Err(StoreError::EmptyMessage) => here.at.say("listings-suggestions-fault-reason"),
        Err(StoreError::MessageTooLong { limit, .. }) => here
            .at
            .fill("listings-wrong-reason", &[("limit", limit.into())]),
        Err(StoreError::UnknownQuarantinedRow(_)) => return Err(Problem::NotFound),
        Err(error) => return Err(error.into()),
    };
    let mut form = aside_form(&here, reason);
    form.blame("reason", fault);
    show_aside(&here, &row, form)
}

/// A conflict in the page.
struct Conflict {
    id: Uuid,
    field: String,
    name: Markup,
    source: Markup,
    /// Where it can be read whole; empty for an organization.
    listing: String,
    /// The field's name, what is here, what the source has.
    values: Vec<(Markup, Markup, Markup)>,
    withheld: bool,
}

/// The context of `templates/staff/listings/conflicts.html`.
#[derive(Template)]
#[template(path = "staff/listings/conflicts.html")]
struct ConflictsPage<'a> {
    frame: StaffFrame<'a>,
    conflicts: Vec<Conflict>,
    here: String,
}

/// A value that no form carries, as text.
pub(crate) fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(all) => {
            let all: Vec<String> = all.iter().map(plain).collect();
            all.join(", ")
        }
        Json::Object(fields) => {
            let all: Vec<String> = fields.values().map(plain).collect();
            let said = all.into_iter().filter(|text| !text.is_empty());
            said.collect::<Vec<_>>().join(" · ")
        }
        other => other.to_string(),
    }
}

fn conflict(site: &Site, here: &SignedIn, conflict: FieldConflict) -> Conflict {
    let messages = here.at.messages();
    let mut values: Vec<_> = conflict
        .changes
        .iter()
        .map(|change| {
            let shown = |text: &Option<String>| {
                let text = text.as_deref().unwrap_or_default();
                words::shown(&change.field, text, &site.content.taxonomy, messages)
            };
            (
                words::label_of(&change.field, messages),
                shown(&change.before),
                shown(&change.after),
            )
        })
        .collect();
    if values.is_empty() {
        let shown = |value: &Json| Markup::escaped(&plain(value));
        values.push((
            words::label_of(&conflict.field, messages),
            shown(&conflict.here),
            shown(&conflict.theirs),
        ));
    }
    Conflict {
        id: conflict.record,
        name: say::text(&conflict.name, messages),
        source: if conflict.shipped {
            here.at.say("imports-shipped")
        } else {
            Markup::escaped(&conflict.source)
        },
        listing: if conflict.of_service {
            StaffRoute::Listing.of(conflict.record, here.at.lang)
        } else {
            String::new()
        },
        values,
        withheld: conflict.withheld,
        field: conflict.field,
    }
}

/// Every conflict, with what is here and what its source has.
pub(crate) async fn conflicts(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let found = site.store.conflicts(&here.actor).await?;
    let conflicts = found.into_iter().map(|one| conflict(&site, &here, one));
    page(&ConflictsPage {
        conflicts: conflicts.collect(),
        here: here.at.here(),
        frame: here.frame(here.at.say("imports-conflicts-title")),
    })
}

fn choice(sent: &Fields) -> Result<(Uuid, ConflictChoice), Problem> {
    let record = Uuid::try_parse(sent.get("record")).map_err(|_| Problem::BadForm)?;
    let choice = match sent.get("choice") {
        "ours" => ConflictChoice::KeepOurs,
        "theirs" => ConflictChoice::TakeTheirs,
        _ => return Err(Problem::BadForm),
    };
    Ok((record, choice))
}

/// Decides on one.
pub(crate) async fn decide(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let (record, choice) = choice(&sent)?;
    let about = (record, sent.get("field"));
    let now = site.clock.now();
    let address = here.at.to(StaffRoute::ImportConflicts);
    match site
        .store
        .decide_conflict(&here.actor, known(&site), about, choice, now)
        .await
    {
        Ok(()) => done(&site, &here, address, None).await,
        // Somebody was faster: the page says what waits still.
        Err(StoreError::UnknownConflict(_)) => Ok(here.done(address, "unchanged")),
        Err(error) => Err(error.into()),
    }
}
