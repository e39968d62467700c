//! Pages over the directory: start, results, browse, a service, print, wallet card, correction, a table, a frame.

pub(crate) mod browse;
pub(crate) mod call_now;
pub(crate) mod card;
pub(crate) mod described;
pub(crate) mod embed;
pub(crate) mod entry;
pub(crate) mod filters;
pub(crate) mod find;
pub(crate) mod print;
pub(crate) mod question;
pub(crate) mod service;
pub(crate) mod start;
pub(crate) mod suggestion;
pub(crate) mod table;

use ::directory::Listing;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use crate::house::Site;
use crate::problem::Problem;

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
