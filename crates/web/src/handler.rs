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

/// Bytes of a page of ten results, and some: room that need not grow.
const USUAL_PAGE: usize = 32 * 1024;

/// A page is a template, rendered.
pub(crate) fn page(template: &impl askama::Template) -> Result<Response, Problem> {
    let mut page = String::with_capacity(USUAL_PAGE);
    template.render_into(&mut page)?;
    Ok(Html(page).into_response())
}

/// The answer has a script of its own: the front door lets exactly that one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scripted;

/// The same page, with its script.
pub(crate) fn scripted(mut answer: Response) -> Response {
    answer.extensions_mut().insert(Scripted);
    answer
}
