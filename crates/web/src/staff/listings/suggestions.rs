//! What the public suggests: a queue, a way to mend the listing, a way to decline.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Text;
use store::{StoreError, Suggestion, SuggestionState};
use uuid::Uuid;

use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Field, Form, Kind};
use crate::staff::frame::StaffFrame;
use crate::staff::pages::FormPage;
use crate::staff::routes::StaffRoute;

/// One suggestion that waits.
struct Waiting {
    name: Markup,
    received: Markup,
    lang: &'static str,
    message: String,
    contact: Option<Markup>,
    listing: String,
    accept: String,
    decline: String,
}

/// The context of `templates/staff/listings/suggestions.html`.
#[derive(Template)]
#[template(path = "staff/listings/suggestions.html")]
struct QueuePage<'a> {
    frame: StaffFrame<'a>,
    waiting: Vec<Waiting>,
}

async fn waiting(site: &Site, here: &SignedIn) -> Result<Vec<Suggestion>, Problem> {
    let mut found = site.store.suggestions(&here.actor).await?;
    found.retain(|suggestion| suggestion.state == SuggestionState::New);
    Ok(found)
}

async fn names(site: &Site, here: &SignedIn) -> Result<HashMap<Uuid, Text>, Problem> {
    let records = site.store.records(&here.actor).await?;
    Ok(records
        .into_iter()
        .map(|record| (record.id, record.name))
        .collect())
}

/// The queue, the oldest first.
pub(crate) async fn queue(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let at = &here.at;
    let messages = at.messages();
    let names = names(&site, &here).await?;
    let waiting = waiting(&site, &here).await?;
    let waiting = waiting.into_iter().map(|suggestion| {
        let listing = suggestion.service_id;
        let received = say::date(suggestion.received_on, messages);
        let edit = StaffRoute::EditListing.of(listing, at.lang);
        let contact = suggestion.contact.as_ref().map(|contact| {
            at.fill(
                "listings-suggestions-contact",
                &[("contact", contact.into())],
            )
        });
        Waiting {
            name: say::text(names.get(&listing).unwrap_or(&Text::default()), messages),
            received: at.fill(
                "listings-suggestions-received",
                &[("date", (&received).into())],
            ),
            lang: suggestion.lang.tag(),
            message: suggestion.message,
            contact,
            listing: StaffRoute::Listing.of(listing, at.lang),
            accept: format!("{edit}?suggestion={}", suggestion.id),
            decline: StaffRoute::DeclineSuggestion.of(suggestion.id, at.lang),
        }
    });
    page(&QueuePage {
        waiting: waiting.collect(),
        frame: here.frame(at.say("listings-suggestions-title")),
    })
}

async fn one(site: &Site, here: &SignedIn) -> Result<Suggestion, Problem> {
    let id = here.at.id()?;
    let mut waiting = waiting(site, here).await?.into_iter();
    waiting.find(|one| one.id == id).ok_or(Problem::NotFound)
}

/// The form in which one says why.
pub(crate) async fn decline_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let suggestion = one(&site, &here).await?;
    let form = fields(&here, "");
    show(&here, &suggestion, form)
}

fn fields(here: &SignedIn, reason: &str) -> Form {
    let label = here.at.say("listings-suggestions-reason");
    let field = Field::new("reason", label, Kind::Text).completing("off");
    Form::to(here.at.here()).with(field.holding(reason))
}

fn show(here: &SignedIn, suggestion: &Suggestion, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let frame = here.frame(at.say("listings-suggestions-decline-title"));
    let quoted = Markup::built(format!(
        "<q lang=\"{}\">{}</q>",
        suggestion.lang.tag(),
        Markup::escaped(&suggestion.message)
    ));
    FormPage::new(frame, form, at.say("listings-suggestions-decline"))
        .saying(quoted)
        .saying(at.say("listings-suggestions-decline-lead"))
        .back(
            at.to(StaffRoute::Suggestions),
            at.say("listings-suggestions-title"),
        )
        .dangerous()
        .show()
}

/// Declines it.
pub(crate) async fn decline(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let suggestion = one(&site, &here).await?;
    let reason = sent.get("reason");
    let now = site.clock.now();
    let declined = site
        .store
        .decline_suggestion(&here.actor, suggestion.id, reason, now)
        .await;
    let fault = match declined {
        Ok(()) => return Ok(here.done(here.at.to(StaffRoute::Suggestions), "declined")),
        Err(StoreError::EmptyMessage) => here.at.say("listings-suggestions-fault-reason"),
        Err(StoreError::UnknownSuggestion(_)) => here.at.say("listings-suggestions-gone"),
        Err(StoreError::MessageTooLong { limit, .. }) => here
            .at
            .fill("listings-wrong-reason", &[("limit", limit.into())]),
        Err(error) => return Err(error.into()),
    };
    let mut form = fields(&here, reason);
    form.blame("reason", fault);
    show(&here, &suggestion, form)
}
