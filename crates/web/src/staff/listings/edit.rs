//! Editing a listing: the form, what is wrong beside each field, and the page on which somebody chooses
//! when two people changed the same thing.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use directory::edit::{Conflict, Fault, Field as Fact, Group, Values};
use directory::review;
use directory::service::Service;
use store::{Conflicting, Edit, Edited, REASON_LIMIT, Record, StoreError, Suggestion};
use uuid::Uuid;

use super::form::{Building, Row, Section, areas_by_id, changes, gathered};
use super::look::LookPage;
use super::{done, known, record_at, words};
use crate::form::{self, Fields};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Field, Form, Kind};
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// Bytes of a form with every field of a record, both descriptions long and encoded.
const WHOLE: usize = 256 * 1024;

/// The form, with the record as it is.
pub(crate) async fn edit_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let record = record_at(&site, &here).await?;
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let suggestion = suggestion(&site, &here, &record, query.get("suggestion")).await?;
    let values = Values::of(&record.service);
    let filled = Filled {
        base_version: record.version,
        values: &values,
        faults: &[],
        asked: query.get("field"),
        sent: &Fields::default(),
        suggestion,
    };
    show(&site, &here, Some(&record), filled)
}

/// What the form is filled in with.
struct Filled<'a> {
    base_version: i64,
    values: &'a Values,
    faults: &'a [Fault],
    /// The field that the person came for; may be empty.
    asked: &'a str,
    sent: &'a Fields,
    suggestion: Option<Suggestion>,
}

/// The suggestion that an edit answers, when it is about this record and still waits.
async fn suggestion(
    site: &Site,
    here: &SignedIn,
    record: &Record,
    id: &str,
) -> Result<Option<Suggestion>, Problem> {
    let Ok(id) = id.parse::<Uuid>() else {
        return Ok(None);
    };
    let waiting = site.store.suggestions(&here.actor).await?;
    let found = waiting.into_iter().find(|one| {
        one.id == id
            && one.service_id == record.service.id
            && one.state == store::SuggestionState::New
    });
    Ok(found)
}

/// Saves an edit, or brings the form back with the person's words, or asks them to choose.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<WHOLE>,
) -> Result<Response, Problem> {
    let record = record_at(&site, &here).await?;
    let before = Values::of(&record.service);
    let base_version = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    let mut changes = changes(&sent, &before);
    choose(&sent, &mut changes);
    areas_by_id(&site.content.gazetteer, &mut changes);
    let edit = Edit {
        base_version,
        changes: changes.clone(),
        reason: sent.get("reason").to_owned(),
        verified: sent.has("verified"),
        suggestion: sent.get("suggestion").parse().ok(),
        // What answers a suggestion is looked at before it is saved.
        look: sent.has("suggestion") && !sent.has("seen"),
    };
    let id = record.service.id;
    let now = site.clock.now();
    let edited = site
        .store
        .edit_service(&here.actor, known(&site), id, edit, now)
        .await;
    let address = StaffRoute::Listing.of(id, here.at.lang);
    let faults = match edited {
        Ok(Edited::Saved { .. }) => return done(&site, &here, &address, None).await,
        Ok(Edited::Unchanged) => return Ok(here.done(&address, "unchanged")),
        Ok(Edited::Conflict(conflict)) => {
            return page(&ConflictPage::new(&site, &here, &record, &conflict, &sent));
        }
        Ok(Edited::Look(_)) if sent.has("again") => Vec::new(),
        Ok(Edited::Look(changes)) => {
            return page(&LookPage::new(&site, &here, &record, &changes, &sent));
        }
        Ok(Edited::Faulty(faults)) => faults,
        Err(StoreError::MessageTooLong { .. }) => Vec::new(),
        Err(StoreError::UnknownSuggestion(_)) => {
            return Ok(here.done(here.at.to(StaffRoute::Suggestions), "saved"));
        }
        Err(error) => return Err(error.into()),
    };
    let suggestion = suggestion(&site, &here, &record, sent.get("suggestion")).await?;
    let filled = Filled {
        base_version,
        values: &before.with(&changes),
        faults: &faults,
        asked: "",
        sent: &sent,
        suggestion,
    };
    show(&site, &here, Some(&record), filled)
}

/// The choices of a conflict page: "mine" lays the person's own texts over the record.
fn choose(sent: &Fields, changes: &mut BTreeMap<Fact, String>) {
    for (name, value) in sent.iter() {
        let Some(fact) = name.strip_prefix("mine:") else {
            continue;
        };
        let Ok(fact) = fact.parse::<Fact>() else {
            continue;
        };
        if sent.get(&format!("choose:{}", group_word(fact))) == "mine" {
            changes.insert(fact, value.to_owned());
        }
    }
}

/// A word for the group of a field, for the names of a form.
fn group_word(fact: Fact) -> String {
    match fact.group() {
        Group::Alone(fact) => fact.to_string(),
        Group::Phones => "phones".to_owned(),
        Group::Schedule => "schedule".to_owned(),
        Group::ServiceArea => "service_area".to_owned(),
        Group::Location => "location".to_owned(),
        Group::Ages => "ages".to_owned(),
        Group::Populations => "populations-group".to_owned(),
    }
}

/// The form of a new record.
pub(crate) async fn new_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let filled = Filled {
        base_version: 0,
        values: &untouched(&site),
        faults: &[],
        asked: "name.en",
        sent: &Fields::default(),
        suggestion: None,
    };
    show(&site, &here, None, filled)
}

/// What a new record says before anybody writes in it. Every choice is made here: a browser takes the first
/// of a list where none is, and a listing must not be public, or reach all of the country, by itself.
fn untouched(site: &Site) -> Values {
    let today = review::today(site.clock.now()).to_string();
    let changes = [
        (Fact::Status, "active".to_owned()),
        (Fact::Listed, "no".to_owned()),
        (Fact::ServiceAreaExtentType, "provinces".to_owned()),
        (Fact::ReadOn, today),
    ];
    Values::new().with(&changes.into())
}

/// Adds a record to one's own organization.
pub(crate) async fn save_new(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<WHOLE>,
) -> Result<Response, Problem> {
    let mut changes = changes(&sent, &Values::new());
    areas_by_id(&site.content.gazetteer, &mut changes);
    let id = site.random.uuid();
    let now = site.clock.now();
    let of = here.me.organization_id;
    let added = site
        .store
        .add_service(&here.actor, known(&site), of, &changes, id, now)
        .await?;
    let Edited::Faulty(faults) = added else {
        let address = StaffRoute::Listing.of(id, here.at.lang);
        return Ok(here.done(&address, "added"));
    };
    let filled = Filled {
        base_version: 0,
        values: &Values::new().with(&changes),
        faults: &faults,
        asked: "",
        sent: &sent,
        suggestion: None,
    };
    show(&site, &here, None, filled)
}

fn show(
    site: &Site,
    here: &SignedIn,
    record: Option<&Record>,
    filled: Filled<'_>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let messages = at.messages();
    let sections = Building {
        site,
        messages,
        values: filled.values,
        faults: filled.faults,
        lacks: record.map_or(&[], |record| record.lacks.as_slice()),
        asked: filled.asked,
        place_withheld: record.is_some_and(|record| record.place_withheld),
    }
    .sections();
    let name = |service: &Service| say::text(&service.name, messages);
    let title = match record {
        Some(record) => at.fill(
            "listings-edit-title",
            &[("name", (&name(&record.service)).into())],
        ),
        None => at.say("listings-new-title"),
    };
    let mut reason = Field::new("reason", at.say("listings-edit-reason"), Kind::Text)
        .holding(filled.sent.get("reason"))
        .hinting(at.say("listings-edit-reason-hint"))
        .completing("off");
    if filled.sent.get("reason").chars().count() > REASON_LIMIT {
        let limit = [("limit", REASON_LIMIT.into())];
        reason.fault = Some(at.fill("listings-wrong-reason", &limit));
    }
    let mut form = gathered(at.here(), &sections).along("version", filled.base_version.to_string());
    form.fields.push(reason.clone());
    if let Some(suggestion) = &filled.suggestion {
        form = form.along("suggestion", suggestion.id.to_string());
    }
    let mut frame = here.frame(title);
    frame.faulty = form.is_faulty();
    page(&EditPage {
        frame,
        back: match record {
            Some(record) => StaffRoute::Listing.of(record.service.id, at.lang),
            None => at.to(StaffRoute::Listings).to_owned(),
        },
        back_words: record.map_or_else(|| at.say("listings-back"), |record| name(&record.service)),
        lead: record.is_none().then(|| at.say("listings-new-lead")),
        suggestion: filled
            .suggestion
            .map(|suggestion| Markup::escaped(&suggestion.message)),
        sections,
        asked: filled.asked.to_owned(),
        reason,
        verifiable: record.is_some(),
        verified: filled.sent.has("verified"),
        form,
    })
}

/// The context of `templates/staff/listings/edit.html`.
#[derive(Template)]
#[template(path = "staff/listings/edit.html")]
struct EditPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    back_words: Markup,
    lead: Option<Markup>,
    suggestion: Option<Markup>,
    form: Form,
    sections: Vec<Section>,
    /// The field that the person came for; may be empty.
    asked: String,
    reason: Field,
    /// There is a rest that could be confirmed.
    verifiable: bool,
    verified: bool,
}

/// One thing to choose for.
struct Contested {
    /// The name of the two buttons.
    name: String,
    label: Markup,
    /// Field by field: its name, theirs, mine.
    fields: Vec<(Markup, Markup, Markup)>,
}

/// The context of `templates/staff/listings/conflict.html`.
#[derive(Template)]
#[template(path = "staff/listings/conflict.html")]
struct ConflictPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    back_words: Markup,
    action: String,
    hidden: Vec<(String, String)>,
    contested: Vec<Contested>,
    also: bool,
}

impl<'a> ConflictPage<'a> {
    fn new(
        site: &Site,
        here: &'a SignedIn,
        record: &Record,
        conflict: &Conflicting,
        sent: &Fields,
    ) -> Self {
        let at = &here.at;
        let messages = at.messages();
        let others = conflict.theirs.differences(&conflict.merged);
        let mut hidden = vec![("version".to_owned(), conflict.version.to_string())];
        for name in ["reason", "verified", "suggestion"] {
            if sent.has(name) {
                hidden.push((name.to_owned(), sent.get(name).to_owned()));
            }
        }
        let also = !others.is_empty();
        // A change that fits beside theirs goes along unseen; boxes travel as their text.
        for other in others {
            hidden.push((format!("text:{}", other.field), other.after));
        }
        let mut contested: Vec<Contested> = Vec::new();
        for Conflict {
            field,
            theirs,
            mine,
            ..
        } in &conflict.conflicts
        {
            let name = format!("choose:{}", group_word(*field));
            if contested.last().is_none_or(|last| last.name != name) {
                contested.push(Contested {
                    name,
                    label: group_label(*field, messages),
                    fields: Vec::new(),
                });
            }
            hidden.push((format!("mine:{field}"), mine.clone()));
            let shown = |text: &str| {
                words::shown(words::name(*field), text, &site.content.taxonomy, messages)
            };
            if let Some(last) = contested.last_mut() {
                let label = words::full_label(*field, messages);
                last.fields.push((label, shown(theirs), shown(mine)));
            }
        }
        Self {
            back: StaffRoute::Listing.of(record.service.id, at.lang),
            back_words: say::text(&record.service.name, messages),
            action: at.here(),
            hidden,
            contested,
            also,
            frame: here.frame(at.say("listings-conflict-title")),
        }
    }
}

fn group_label(fact: Fact, messages: &'static crate::messages::Messages) -> Markup {
    match fact.group() {
        Group::Alone(fact) => words::full_label(fact, messages),
        Group::Phones => messages.say("listings-conflict-group-phones"),
        Group::Schedule => messages.say("listings-conflict-group-schedule"),
        Group::ServiceArea => messages.say("listings-conflict-group-area"),
        Group::Location => messages.say("listings-conflict-group-location"),
        Group::Ages => messages.say("listings-conflict-group-ages"),
        Group::Populations => messages.say("listings-conflict-group-populations"),
    }
}
