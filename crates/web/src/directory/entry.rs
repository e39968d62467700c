//! One result, as it stands in a list, on screen and on paper.

use std::sync::Arc;

use ::directory::taxonomy::Taxonomy;
use search::Found;

use super::described::{Described, Descriptions};
use crate::markup::Markup;
use crate::messages::Messages;
use crate::say::{self, Reader};

/// One result in words.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What is said of it to everyone.
    pub(crate) known: Arc<Described>,
    pub(crate) state: Markup,
    /// The style of `state`.
    pub(crate) tone: &'static str,
    /// Where it is or whom it reaches.
    pub(crate) place: Markup,
    pub(crate) reasons: Markup,
    /// Since when nobody has confirmed it, when that is too long.
    pub(crate) stale: Option<Markup>,
    /// Free places.
    pub(crate) capacities: Vec<Markup>,
}

/// What results are put into words with.
pub(crate) struct Telling<'a> {
    pub(crate) descriptions: &'a Descriptions,
    pub(crate) taxonomy: &'a Taxonomy,
    pub(crate) reader: &'a Reader,
    pub(crate) messages: &'static Messages,
}

impl Entry {
    /// Puts `found` into words.
    pub(crate) fn new(found: &Found, telling: &Telling<'_>) -> Self {
        let listing = &found.listing;
        let messages = telling.messages;
        Self {
            known: telling.descriptions.of_found(found, messages),
            state: if listing.temporarily_closed {
                messages.say("directory-result-closed-for-now")
            } else {
                say::open_state(found.open, listing, telling.reader, messages)
            },
            tone: say::tone(found.open, listing),
            place: say::place(listing, found.distance_km, messages),
            reasons: say::reasons(&found.reasons, telling.taxonomy, messages),
            stale: say::stale(listing, telling.reader.now, messages),
            capacities: say::capacities(listing, telling.reader.now, messages),
        }
    }
}
