//! Pages over the directory: start, results, browse, a service, print, wallet card, correction.

pub(crate) mod browse;
pub(crate) mod call_now;
pub(crate) mod card;
pub(crate) mod entry;
pub(crate) mod filters;
pub(crate) mod find;
pub(crate) mod print;
pub(crate) mod question;
pub(crate) mod service;
pub(crate) mod start;
pub(crate) mod suggestion;

use ::directory::Listing;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse as _, Response};
use kernel::Lang;
use uuid::Uuid;

use crate::front_door::lang_of;
use crate::house::Site;
use crate::problem::Problem;

/// The language of the address that was asked for.
pub(crate) struct Here(pub(crate) Lang);

impl<S: Sync> FromRequestParts<S> for Here {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        lang_of(parts.uri.path()).map(Self).ok_or(Problem::NotFound)
    }
}

/// The id of the service whose page was asked for; what is no id is no page.
pub(crate) struct ServiceId(pub(crate) Uuid);

impl<S: Sync> FromRequestParts<S> for ServiceId {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // Every address of a service is /{language}/services/{id}…: see `routes`.
        let third = parts.uri.path().split('/').nth(3);
        third
            .and_then(|id| Uuid::try_parse(id).ok())
            .map(Self)
            .ok_or(Problem::NotFound)
    }
}

/// The listing `id`, or "there is no such page".
pub(crate) fn listing(site: &Site, id: Uuid) -> Result<Listing, Problem> {
    site.finder.current().listing(id)?.ok_or(Problem::NotFound)
}

/// A page is a template, rendered.
pub(crate) fn page(template: &impl askama::Template) -> Result<Response, Problem> {
    Ok(Html(template.render()?).into_response())
}
