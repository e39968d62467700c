//! Pages of guides: what brings a person here, one step at a time, on paper, with the help near them; what
//! the law of a province asks.

pub(crate) mod around;
pub(crate) mod duty;
pub(crate) mod guide;
pub(crate) mod law;
pub(crate) mod list;
pub(crate) mod local;
pub(crate) mod near;
pub(crate) mod order;
pub(crate) mod paper;
pub(crate) mod place;
pub(crate) mod sheet;
pub(crate) mod sources;
pub(crate) mod step;

use std::sync::{Arc, LazyLock};

use ::directory::content::Content;
use ::guidance::{Guide, Library, Vocabulary};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::civil::Date;

use crate::house::Site;
use crate::problem::Problem;

/// The guides and sheets that ship, read once.
pub fn shipped_guides() -> Arc<Library> {
    static SHIPPED: LazyLock<Arc<Library>> = LazyLock::new(|| {
        // The day only tells which are due for a review, and the check of content tells that.
        let library = Library::read(::guidance::shipped_files(), guide_vocabulary(), Date::ZERO);
        Arc::new(library)
    });
    Arc::clone(&SHIPPED)
}

/// What guides may name of the content that ships: needs, services, numbers.
pub fn guide_vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> =
        LazyLock::new(|| Vocabulary::read(Content::shipped_files()));
    &VOCABULARY
}

/// The number of the guide whose page was asked for.
pub(crate) struct GuideNumber(pub(crate) u16);

/// The step that was asked for, from 1.
pub(crate) struct StepNumber(pub(crate) usize);

impl<S: Sync> FromRequestParts<S> for GuideNumber {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // Every address of a guide is /{language}/guides/{guide}…: see `routes`.
        number(parts, 3).map(Self)
    }
}

impl<S: Sync> FromRequestParts<S> for StepNumber {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        number(parts, 4).map(|number| Self(number.into()))
    }
}

/// A number in the address, written in the one way in which we write it.
fn number(parts: &Parts, at: usize) -> Result<u16, Problem> {
    let written = parts.uri.path().split('/').nth(at).unwrap_or_default();
    let number: u16 = written.parse().map_err(|_| Problem::NotFound)?;
    if number == 0 || number.to_string() != written {
        return Err(Problem::NotFound);
    }
    Ok(number)
}

/// The guide of this number, or "there is no such page".
pub(crate) fn guide_of(site: &Site, number: u16) -> Result<&Guide, Problem> {
    let guides = &site.settings.guides;
    guides.guide(number).ok_or(Problem::NotFound)
}

/// The guide is about children, so that the duty to report belongs beside it.
pub(crate) fn is_about_children(guide: &Guide) -> bool {
    let services = &guide.local_services;
    services.needs.iter().any(|need| need == "child-protection")
        || services.populations.iter().any(|who| who == "children")
}
