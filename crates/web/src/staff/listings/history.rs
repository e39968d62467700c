//! What was done to a listing: who, when, from what to what.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{ChangeKind, EditedBy, FieldChange, HistoryEntry};

use super::{record_at, words};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
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
    let entries = site.store.history(&here.actor, record.service.id).await?;
    let zone = zone(&site, Some(&record.service));
    let back = StaffRoute::Listing.of(record.service.id, here.at.lang);
    let name = say::text(&record.service.name, here.at.messages());
    show_entries(&site, &here, &entries, &zone, (back, name))
}

/// The history of something that stands at no place.
pub(crate) fn show_history(
    site: &Site,
    here: &SignedIn,
    entries: &[HistoryEntry],
    back: String,
    name: Markup,
) -> Result<Response, Problem> {
    show_entries(site, here, entries, &zone(site, None), (back, name))
}

fn show_entries(
    site: &Site,
    here: &SignedIn,
    entries: &[HistoryEntry],
    zone: &TimeZone,
    (back, back_words): (String, Markup),
) -> Result<Response, Problem> {
    page(&HistoryPage {
        back,
        back_words,
        entries: entries
            .iter()
            .map(|entry| Entry::new(site, here, entry, zone))
            .collect(),
        frame: here.frame(here.at.say("listings-history-title")),
    })
}

/// The clock of the service's province, or the one furthest west: never tomorrow's date.
fn zone(site: &Site, service: Option<&directory::service::Service>) -> TimeZone {
    let place = service.and_then(|service| service.location.as_ref());
    let province = place.map(|place| place.province);
    let places = site.content.gazetteer.provinces().iter();
    let place = places
        .into_iter()
        .find(|place| Some(place.province) == province);
    let name = place.map_or("America/Vancouver", |place| place.time_zone.name());
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// One act in words.
struct Entry {
    kind: Markup,
    when: Markup,
    reason: String,
    changes: Vec<Change>,
}

/// One field that it changed.
struct Change {
    label: Markup,
    /// Before and after; `None`: it may not be shown.
    texts: Option<(Markup, Markup)>,
}

impl Entry {
    fn new(site: &Site, here: &SignedIn, entry: &HistoryEntry, zone: &TimeZone) -> Self {
        let messages = here.at.messages();
        let change = |change: &FieldChange| {
            let shown = |text: &Option<String>| {
                let text = text.as_deref().unwrap_or_default();
                words::shown(&change.field, text, &site.content.taxonomy, messages)
            };
            let known = change.before.is_some() || change.after.is_some();
            Change {
                label: words::label_of(&change.field, messages),
                texts: (known || !change.confidential)
                    .then(|| (shown(&change.before), shown(&change.after))),
            }
        };
        Self {
            kind: messages.say(kind(entry.kind)),
            when: when(here, entry.at, entry.by, zone),
            reason: entry.reason.clone(),
            changes: entry.changes.iter().map(change).collect(),
        }
    }
}

fn when(here: &SignedIn, at: Timestamp, by: EditedBy, zone: &TimeZone) -> Markup {
    let messages = here.at.messages();
    let local = zone.to_datetime(at);
    let (date, time) = (
        say::date(local.date(), messages),
        say::clock_time(local.time(), messages),
    );
    let who = who(here, by);
    messages.fill(
        "listings-history-entry",
        &[
            ("date", (&date).into()),
            ("time", (&time).into()),
            ("who", (&who).into()),
        ],
    )
}

/// Who it was: oneself by name; of others not everybody may read who they are.
pub(crate) fn who(here: &SignedIn, by: EditedBy) -> Markup {
    match by {
        EditedBy::Operator => here.at.say("listings-history-who-operator"),
        EditedBy::System => here.at.say("listings-history-who-system"),
        EditedBy::Person(id) if id == here.me.id => Markup::escaped(&here.me.name),
        EditedBy::Person(_) => here.at.say("listings-history-who-person"),
    }
}

fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Add => "listings-history-kind-add",
        ChangeKind::Edit => "listings-history-kind-edit",
        ChangeKind::Verify => "listings-history-kind-verify",
        ChangeKind::Capacity => "listings-history-kind-capacity",
        ChangeKind::Suggestion => "listings-history-kind-suggestion",
        ChangeKind::Import => "listings-history-kind-import",
        ChangeKind::Merge => "listings-history-kind-merge",
        ChangeKind::Shipped => "listings-history-kind-shipped",
    }
}

/// The context of `templates/staff/listings/history.html`.
#[derive(Template)]
#[template(path = "staff/listings/history.html")]
struct HistoryPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    back_words: Markup,
    entries: Vec<Entry>,
}
