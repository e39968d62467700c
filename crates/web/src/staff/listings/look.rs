//! What an edit would change, before and after, to be looked at before it is saved.

use askama::Template;
use store::{FieldChange, Record};

use super::words;
use crate::form::Fields;
use crate::house::Site;
use crate::markup::Markup;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// The context of `templates/staff/listings/look.html`.
#[derive(Template)]
#[template(path = "staff/listings/look.html")]
pub(super) struct LookPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    back_words: Markup,
    action: String,
    /// The form as it was sent, to be sent again.
    hidden: Vec<(String, String)>,
    /// Field by field: its name, before, after.
    changes: Vec<(Markup, Markup, Markup)>,
    /// The rest is confirmed with it.
    verified: bool,
}

impl<'a> LookPage<'a> {
    pub(super) fn new(
        site: &Site,
        here: &'a SignedIn,
        record: &Record,
        changes: &[FieldChange],
        sent: &Fields,
    ) -> Self {
        let at = &here.at;
        let messages = at.messages();
        let shown = |change: &FieldChange, text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            words::shown(&change.field, text, &site.content.taxonomy, messages)
        };
        Self {
            back: StaffRoute::Listing.of(record.service.id, at.lang),
            back_words: say::text(&record.service.name, messages),
            action: at.here(),
            hidden: sent
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            changes: changes
                .iter()
                .map(|change| {
                    let label = words::label_of(&change.field, messages);
                    (
                        label,
                        shown(change, &change.before),
                        shown(change, &change.after),
                    )
                })
                .collect(),
            verified: sent.has("verified"),
            frame: here.frame(at.say("listings-look-title")),
        }
    }
}
