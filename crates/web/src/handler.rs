//! What every handler takes and gives: the language of the address, a page.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse as _, Response};
use kernel::Lang;

use crate::front_door::lang_of;
use crate::problem::Problem;

/// The language of the address that was asked for.
pub(crate) struct Here(pub(crate) Lang);

impl<S: Sync> FromRequestParts<S> for Here {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        lang_of(parts.uri.path()).map(Self).ok_or(Problem::NotFound)
    }
}

/// A page is a template, rendered.
pub(crate) fn page(template: &impl askama::Template) -> Result<Response, Problem> {
    Ok(Html(template.render()?).into_response())
}
