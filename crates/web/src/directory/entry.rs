//! One result, as it stands in a list, on screen and on paper.

use ::directory::Listing;
use ::directory::phone::{Phone, PhoneKind};
use ::directory::taxonomy::Taxonomy;
use search::Found;

use crate::markup::Markup;
use crate::messages::Messages;
use crate::routes::Route;
use crate::say::{self, PhoneLine, Reader};

/// Lines shown in a list; the service's own page has all of them.
const MOST_LINES: usize = 3;

/// One result in words.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The address of the service's page.
    pub(crate) address: String,
    pub(crate) name: Markup,
    pub(crate) organization: Markup,
    pub(crate) description: Markup,
    pub(crate) lines: Vec<PhoneLine>,
    /// How to reach it when it has no line.
    pub(crate) otherwise: Markup,
    pub(crate) state: Markup,
    /// The style of `state`.
    pub(crate) tone: &'static str,
    pub(crate) languages: Markup,
    /// Where it is or whom it reaches.
    pub(crate) place: Markup,
    pub(crate) reasons: Markup,
    pub(crate) standing: Markup,
    pub(crate) unverified: bool,
    /// Since when nobody has confirmed it, when that is too long.
    pub(crate) stale: Option<Markup>,
    /// Free places.
    pub(crate) capacities: Vec<Markup>,
}

impl Entry {
    /// Puts `found` into words.
    pub(crate) fn new(
        found: &Found,
        taxonomy: &Taxonomy,
        reader: &Reader,
        messages: &'static Messages,
    ) -> Self {
        let listing = &found.listing;
        let closed_for_now = listing.temporarily_closed;
        let lines = listing
            .phones
            .iter()
            .filter(|phone| phone.kind != PhoneKind::Fax);
        Self {
            address: Route::Service.of(listing.id, messages.lang()),
            name: say::text(&listing.name, messages),
            organization: say::text(&listing.organization, messages),
            description: say::text(&listing.description, messages),
            lines: lines
                .take(MOST_LINES)
                .map(|phone| PhoneLine::new(phone, messages))
                .collect(),
            state: if closed_for_now {
                messages.say("directory-result-closed-for-now")
            } else {
                say::open_state(found.open, listing, reader, messages)
            },
            tone: say::tone(found.open, listing),
            otherwise: otherwise(listing, messages),
            languages: languages(listing, messages),
            place: say::place(listing, found.distance_km, messages),
            reasons: say::reasons(&found.reasons, taxonomy, messages),
            standing: say::standing(listing, messages),
            unverified: say::is_unverified(listing),
            stale: say::stale(listing, reader.now, messages),
            capacities: say::capacities(listing, reader.now, messages),
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

/// "Languages: English, French", or nothing when they are not known.
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
