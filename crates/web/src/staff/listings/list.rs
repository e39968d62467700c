//! The listings that this person may tend: sorted, filtered, exported; and all of them confirmed at once.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use directory::review;
use directory::service::Status;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::RecordSummary;

use super::{done, known};
use crate::form::{self, LONG, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::{SignedIn, may_open};
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::list::{Asked, Cell, Filter, Row, Sheet};
use crate::staff::pages::{FormPage, list_page};
use crate::staff::people::within;
use crate::staff::routes::StaffRoute;

/// Days before its date when a listing counts as due soon.
const SOON: i32 = 30;

/// The list, as its address asks.
pub(crate) async fn list(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show(&site, &here, &Asked::in_query(uri.query())?).await
}

/// The list, narrowed by words.
pub(crate) async fn list_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show(&site, &here, &Asked::in_form(&sent)?).await
}

async fn show(site: &Site, here: &SignedIn, asked: &Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let records = site.store.records(&here.actor).await?;
    let today = review::today(site.clock.now());
    let mut columns = vec![
        ("name", at.say("listings-column-name")),
        ("organization", at.say("listings-column-organization")),
        ("due", at.say("listings-column-due")),
        ("verified", at.say("listings-column-verified")),
        ("missing", at.say("listings-column-missing")),
        ("state", at.say("listings-column-state")),
    ];
    // Whoever may not read suggestions has no use for an empty column.
    if may_open(&here.me, StaffRoute::Suggestions) {
        columns.push(("suggestions", at.say("listings-column-suggestions")));
    }
    let mut sheet = Sheet::with_columns(columns);
    let choice = |value: &str, key: &str| (value.to_owned(), at.say(key));
    sheet.filters = vec![
        Filter {
            key: "confirm",
            label: at.say("listings-filter-due"),
            choices: vec![
                choice("past", "listings-due-past"),
                choice("soon", "listings-due-soon"),
                choice("later", "listings-due-later"),
            ],
        },
        Filter {
            key: "shown",
            label: at.say("listings-filter-state"),
            choices: vec![
                choice("public", "listings-state-public"),
                choice("closed", "listings-state-closed"),
                choice("unlisted", "listings-state-unlisted"),
            ],
        },
    ];
    sheet.rows = records
        .iter()
        .map(|record| row(here, record, today))
        .collect();
    let actions = [
        (StaffRoute::ConfirmListings, "listings-verify-all"),
        (StaffRoute::NewListing, "listings-new"),
    ]
    .into_iter()
    .filter(|(route, _)| may_open(&here.me, *route))
    .map(|(route, key)| (at.to(route).to_owned(), at.say(key)))
    .collect();
    list_page(here, &sheet, asked, "listings-title", actions)
}

/// Whether a listing is due: a word of the filter.
fn confirm(due: Option<Date>, today: Date) -> &'static str {
    let soon = today.checked_add(SOON.days()).unwrap_or(Date::MAX);
    match due {
        Some(due) if due > soon => "later",
        Some(due) if due >= today => "soon",
        _ => "past",
    }
}

fn row(here: &SignedIn, record: &RecordSummary, today: Date) -> Row {
    let at = &here.at;
    let date = |date: Option<Date>| match date {
        Some(date) => Cell::words(&date.to_string()),
        None => Cell::said(at.say("listings-never")).ordered_by(""),
    };
    let number = |number: usize| {
        let shown = match number {
            0 => String::new(),
            number => number.to_string(),
        };
        Cell::words(&shown).ordered_by(format!("{number:09}"))
    };
    let due = confirm(record.due, today);
    let (state, key) = match (record.public, record.status) {
        (true, Status::TemporarilyClosed) => ("closed", "listings-state-closed"),
        (true, _) => ("public", "listings-state-public"),
        (false, _) => ("unlisted", "listings-state-unlisted"),
    };
    let mut due_cell = date(record.due);
    if due == "past" {
        let mark = at.say("listings-due-past");
        let shown = format!("{} <span class=\"mark\">{mark}</span>", due_cell.shown);
        due_cell.shown = Markup::built(shown);
    }
    let mut cells = vec![
        Cell::link(
            &StaffRoute::Listing.of(record.id, at.lang),
            record.name.shown(at.lang).0,
        ),
        Cell::words(record.organization.shown(at.lang).0),
        due_cell,
        date(record.verified_on),
        number(record.lacks),
        Cell::said(at.say(key)),
    ];
    if may_open(&here.me, StaffRoute::Suggestions) {
        cells.push(number(record.suggestions));
    }
    Row {
        cells,
        values: vec![("confirm", due.to_owned()), ("shown", state.to_owned())],
    }
}

/// Every listing of one's own organization and its chapters that the public sees, each with a box; ticked
/// for those that are due. Whoever may tend others confirms those one by one, on their own pages.
pub(crate) async fn verify_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    show_verify_form(&site, &here, None).await
}

async fn show_verify_form(
    site: &Site,
    here: &SignedIn,
    fault: Option<Markup>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let today = review::today(site.clock.now());
    let records = site.store.records(&here.actor).await?;
    let all = site.store.staff_organizations(&here.actor).await?;
    let own = within(&all, here.me.organization_id);
    let mut records: Vec<_> = records
        .into_iter()
        .filter(|record| record.public && own.contains(&record.organization_id))
        .collect();
    records.sort_by_key(|record| record.due);
    let choice = |record: &RecordSummary| {
        let name = say::text(&record.name, at.messages());
        let value = format!("{}@{}", record.id, record.version);
        let due = confirm(record.due, today);
        let mut choice = Choice::new(value, name, due != "later");
        if let Some(date) = record.due {
            let date = say::date(date, at.messages());
            let key = match due {
                "past" => "listings-verify-was-due",
                _ => "listings-record-due",
            };
            choice.hint = at.fill(key, &[("date", (&date).into())]);
        }
        choice
    };
    let none = records.is_empty();
    let choices = records.iter().map(choice).collect();
    let boxes = Kind::Any(vec![(Markup::ours(""), choices)]);
    let mut field = Field::new("seen", at.say("listings-verify-which"), boxes);
    field.fault = fault.filter(|_| !none);
    let form = Form::to(at.here()).with(field);
    let frame = here.frame(at.say("listings-verify-all"));
    let shown = FormPage::new(frame, form, at.say("listings-verify-go"))
        .back(at.to(StaffRoute::Listings), at.say("listings-back"));
    if none {
        shown.only_saying(at.say("listings-verify-none"))
    } else {
        shown.saying(at.say("listings-verify-lead"))
    }
    .show()
}

/// Confirms the listings that were ticked, each as it was shown.
pub(crate) async fn verify_all(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<LONG>,
) -> Result<Response, Problem> {
    let seen = sent.all("seen").map(|seen| {
        let (id, version) = seen.split_once('@')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    });
    let seen: Option<Vec<_>> = seen.collect();
    let seen = seen.ok_or(Problem::BadForm)?;
    if seen.is_empty() {
        let fault = here.at.say("listings-verify-nothing");
        return show_verify_form(&site, &here, Some(fault)).await;
    }
    let now = site.clock.now();
    let verified = site
        .store
        .verify_services(&here.actor, known(&site), &seen, now)
        .await?;
    let word = if verified.changed_since.is_empty() {
        "verified"
    } else {
        "verified-some"
    };
    let address = here.at.to(StaffRoute::Listings);
    done(&site, &here, address, Some(word)).await
}
