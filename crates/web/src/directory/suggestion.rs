//! Suggesting a correction: one text, stored for a human to read; nothing about who wrote it.

use std::sync::Arc;

use ::directory::Listing;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Actor;
use store::{MESSAGE_LIMIT, NewSuggestion, StoreError};

use super::{ServiceId, listing};
use crate::form::{Form, LONG};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// The form on a page of its own.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    ServiceId(id): ServiceId,
) -> Result<Response, Problem> {
    let listing = listing(&site, id)?;
    let switch = Switch::service(Route::Correction, id);
    let frame = Frame::new(&site, lang, switch);
    page(&SuggestionPage::new(frame, &listing, String::new(), None))
}

/// Stores a correction, or brings the form back with the person's words and what is wrong.
pub(crate) async fn send(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    ServiceId(id): ServiceId,
    Form(fields): Form<LONG>,
) -> Result<Response, Problem> {
    let listing = listing(&site, id)?;
    let message = fields.get("message").trim().replace("\r\n", "\n");
    let suggestion = NewSuggestion {
        service_id: id,
        lang,
        message: message.clone(),
        contact: None,
    };
    let kept = site
        .store
        .add_suggestion(
            &Actor::Public,
            suggestion,
            site.clock.now(),
            site.random.uuid(),
        )
        .await;
    let switch = Switch::service(Route::Correction, id);
    let Err(error) = kept else {
        return page(&ThanksPage::new(Frame::new(&site, lang, switch), &listing));
    };
    // The same words again, so that a change of language loses none of them.
    let switch = switch.with_form(vec![("message", message.clone().into())]);
    let frame = Frame::new(&site, lang, switch);
    let error = explain(&frame, error)?;
    page(&SuggestionPage::new(frame, &listing, message, Some(error)))
}

/// What the person can do about it; what they can do nothing about is a problem page.
fn explain(frame: &Frame<'_>, error: StoreError) -> Result<Markup, Problem> {
    match error {
        StoreError::EmptyMessage => Ok(frame.say("service-suggest-empty")),
        StoreError::MessageTooLong { found, limit } => {
            let over = found.saturating_sub(limit);
            Ok(frame.fill("service-suggest-long", &[("over", over.into())]))
        }
        StoreError::TooManyWaiting { .. } => Ok(frame.say("service-suggest-many")),
        error => Err(error.into()),
    }
}

/// The context of `templates/directory/suggestion.html`.
#[derive(Template)]
#[template(path = "directory/suggestion.html")]
pub(crate) struct SuggestionPage<'a> {
    frame: Frame<'a>,
    name: Markup,
    back: String,
    action: String,
    message: String,
    error: Option<Markup>,
}

impl<'a> SuggestionPage<'a> {
    pub(crate) fn new(
        frame: Frame<'a>,
        listing: &Listing,
        message: String,
        error: Option<Markup>,
    ) -> Self {
        Self {
            name: say::text(&listing.name, frame.messages()),
            back: Route::Service.of(listing.id, frame.lang()),
            action: Route::Correction.of(listing.id, frame.lang()),
            message,
            error,
            frame,
        }
    }
}

/// The context of `templates/directory/thanks.html`.
#[derive(Template)]
#[template(path = "directory/thanks.html")]
pub(crate) struct ThanksPage<'a> {
    frame: Frame<'a>,
    name: Markup,
    back: String,
}

impl<'a> ThanksPage<'a> {
    pub(crate) fn new(frame: Frame<'a>, listing: &Listing) -> Self {
        Self {
            name: say::text(&listing.name, frame.messages()),
            back: Route::Service.of(listing.id, frame.lang()),
            frame,
        }
    }
}

/// The form counts as the store does: both languages promise the same limit.
const _: () = assert!(
    MESSAGE_LIMIT == 2_000,
    "the hint of the form names the limit"
);
