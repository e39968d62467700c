//! One listing as its people see it: what it says, whether it is due, what it lacks; and "still true".

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use directory::edit::{Field, Values};
use directory::review::{self, Facts};
use store::Record;

use super::{done, duplicates, known, record_at, words};
use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// The page.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let record = record_at(&site, &here).await?;
    let mut shown = RecordPage::new(&site, &here, &record);
    shown.merges = duplicates::of_survivor(&site, &here, record.service.id).await?;
    page(&shown)
}

/// "Everything here is still true", as it was shown.
pub(crate) async fn verify(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let record = record_at(&site, &here).await?;
    let version = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    let seen = [(record.service.id, version)];
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
    let address = StaffRoute::Listing.of(record.service.id, here.at.lang);
    done(&site, &here, &address, Some(word)).await
}

/// A fact: its name, what the listing says, where it is mended.
struct Line {
    label: Markup,
    said: Markup,
    change: String,
}

/// The context of `templates/staff/listings/record.html`.
#[derive(Template)]
#[template(path = "staff/listings/record.html")]
struct RecordPage<'a> {
    frame: StaffFrame<'a>,
    organization: Markup,
    version: i64,
    due: Vec<Markup>,
    overdue: bool,
    notes: Vec<Markup>,
    capacities: Vec<Markup>,
    lines: Vec<Line>,
    /// What it lacks, and where that is filled in.
    lacks: Vec<(Markup, String)>,
    here: String,
    edit: String,
    now: String,
    history: String,
    public: Option<String>,
    /// What was merged into it, and where that is undone.
    merges: Vec<(Markup, String)>,
}

impl<'a> RecordPage<'a> {
    fn new(site: &Site, here: &'a SignedIn, record: &Record) -> Self {
        let at = &here.at;
        let messages = at.messages();
        let service = &record.service;
        let to = |route: StaffRoute| route.of(service.id, at.lang);
        let edit = to(StaffRoute::EditListing);
        let facts = Facts::from(service);
        let now = site.clock.now();
        let date = |day| say::date(day, messages);
        let overdue = facts.is_stale(review::today(now));
        let mut due = vec![match facts.verified_on {
            Some(day) => at.fill("listings-record-verified", &[("date", (&date(day)).into())]),
            None => at.say("listings-record-never"),
        }];
        due.push(match (facts.due(), overdue) {
            (Some(day), false) => at.fill("listings-record-due", &[("date", (&date(day)).into())]),
            (Some(day), true) => {
                at.fill("listings-record-overdue", &[("date", (&date(day)).into())])
            }
            (None, _) => at.say("listings-record-overdue-unknown"),
        });
        let mut notes = Vec::new();
        if !service.is_public() {
            notes.push(at.say("listings-record-unlisted"));
        }
        if record.place_withheld {
            notes.push(at.say("listings-record-withheld"));
        }
        if record.local {
            notes.push(at.say("listings-record-local"));
        }
        let lacks = record.lacks.iter().map(|lack| {
            let field = words::name(lack.field());
            (
                words::lack(*lack, messages),
                format!("{edit}?field={field}#{field}"),
            )
        });
        Self {
            organization: say::text(&record.organization.name, messages),
            version: record.version,
            due,
            overdue,
            notes,
            capacities: say::capacities_of(&record.capacities, now, messages),
            lines: lines(site, here, record, &edit),
            lacks: lacks.collect(),
            here: at.here(),
            now: to(StaffRoute::ListingNow),
            history: to(StaffRoute::ListingHistory),
            public: service
                .is_public()
                .then(|| Route::Service.of(service.id, at.lang)),
            edit,
            merges: Vec::new(),
            frame: here.frame(say::text(&service.name, messages)),
        }
    }
}

fn lines(site: &Site, here: &SignedIn, record: &Record, edit: &str) -> Vec<Line> {
    let messages = here.at.messages();
    let values = Values::of(&record.service);
    let internal = |field: Field| field.is_internal();
    values
        .fields()
        .filter(|(field, _)| !internal(*field))
        .map(|(field, text)| {
            let name = words::name(field);
            Line {
                label: words::full_label(field, messages),
                said: words::shown(name, text, &site.content.taxonomy, messages),
                change: format!("{edit}?field={name}#{name}"),
            }
        })
        .collect()
}
