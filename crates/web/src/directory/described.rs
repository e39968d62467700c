//! What a list says of a service whoever asks: worked out once for each language, and kept.
//!
//! It is made of the directory alone. What depends on the question or on the hour (why it is listed,
//! how far it is, whether it is open) is never kept.

use std::sync::{Arc, OnceLock};

use ::directory::Listing;
use ::directory::phone::{Phone, PhoneKind};
use askama::Template;
use kernel::Lang;
use search::{Found, Index};

use crate::markup::Markup;
use crate::messages::Messages;
use crate::routes::Route;
use crate::say::{self, PhoneLine};

/// Services that are kept, about three kilobytes each in both languages: more than any directory of
/// this country has.
const MOST: usize = 16_384;
/// Lines shown in a list; the service's own page has all of them.
const MOST_LINES: usize = 3;

/// What is said of one service in one language.
#[derive(Debug)]
pub(crate) struct Described {
    /// The address of the service's page.
    pub(crate) address: String,
    pub(crate) name: Markup,
    pub(crate) organization: Markup,
    /// How to reach it and what it does.
    pub(crate) body: Markup,
    /// "Languages: English, French", or nothing when they are not known.
    pub(crate) languages: Markup,
    pub(crate) standing: Markup,
}

/// How to reach a service and what it does: the context of `templates/directory/entry-body.html`.
#[derive(Template)]
#[template(path = "directory/entry-body.html")]
struct Body {
    lines: Vec<PhoneLine>,
    /// How to reach it when it has no line.
    otherwise: Markup,
    description: Markup,
}

impl Described {
    /// Puts `listing` into words.
    pub(crate) fn new(listing: &Listing, messages: &'static Messages) -> Self {
        let lines = listing
            .phones
            .iter()
            .filter(|phone| phone.kind != PhoneKind::Fax);
        let body = Body {
            lines: lines
                .take(MOST_LINES)
                .map(|phone| PhoneLine::new(phone, messages))
                .collect(),
            otherwise: otherwise(listing, messages),
            description: say::text(&listing.description, messages),
        };
        let standing = say::standing(listing, messages);
        Self {
            address: Route::Service.of(listing.id, messages.lang()),
            name: say::text(&listing.name, messages),
            organization: say::text(&listing.organization, messages),
            // Writing to memory does not fail, and nothing in it can.
            body: Markup::built(body.render().unwrap_or_default()),
            languages: languages(listing, messages),
            standing: if say::is_unverified(listing) {
                Markup::built(format!("<span class=\"label-new\">{standing}</span>"))
            } else {
                standing
            },
        }
    }
}

/// The website of a service that nobody can call, or that there is no way known to us.
fn otherwise(listing: &Listing, messages: &'static Messages) -> Markup {
    let callable = |phone: &Phone| phone.kind != PhoneKind::Fax;
    if listing.phones.iter().any(callable) {
        return Markup::ours("");
    }
    match listing.website.as_deref().and_then(say::website) {
        Some(link) => messages.fill("service-online-website", &[("link", (&link).into())]),
        None => messages.say("service-phone-none"),
    }
}

fn languages(listing: &Listing, messages: &'static Messages) -> Markup {
    if listing.languages.is_empty() {
        return Markup::ours("");
    }
    let languages = say::languages(&listing.languages, messages);
    messages.fill(
        "directory-result-languages",
        &[("languages", (&languages).into())],
    )
}

/// The services of one index as lists describe them, each once it was shown.
#[derive(Debug)]
pub(crate) struct Descriptions(Vec<[OnceLock<Arc<Described>>; Lang::ALL.len()]>);

impl Descriptions {
    /// Room for the services of `index`, or for the first of very many.
    pub(crate) fn of(index: &Index) -> Self {
        let room = index.len().min(MOST);
        Self(
            std::iter::repeat_with(Default::default)
                .take(room)
                .collect(),
        )
    }

    /// What is said of a result of the same index.
    pub(crate) fn of_found(&self, found: &Found, messages: &'static Messages) -> Arc<Described> {
        let describe = || Arc::new(Described::new(&found.listing, messages));
        match self.0.get(found.document as usize) {
            Some(kept) => kept[messages.lang() as usize].get_or_init(describe).clone(),
            None => describe(),
        }
    }
}
