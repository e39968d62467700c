//! The place a person types for help near them: it travels by POST alone, and is forgotten with the answer.

use ::directory::geography::Near;
use kernel::Lang;

use crate::form::Fields;
use crate::frame::Frame;
use crate::house::Site;
use crate::markup::Markup;

/// The field, and the button for the place that was meant; the finder's own names.
pub(crate) const PLACE: &str = "place";
const PLACE_MEANT: &str = "place-meant";
/// No place has a name of so many bytes; the gazetteer need not look.
const LONGEST: usize = 200;
/// Enough of what was typed to recognise it by.
const SHOWN: usize = 60;

/// What was typed, and where that is.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) typed: String,
    pub(crate) near: Option<Near>,
}

impl Asked {
    pub(crate) fn read(fields: &Fields, site: &Site) -> Self {
        let typed = match fields.get(PLACE_MEANT) {
            "" => fields.get(PLACE),
            meant => meant,
        };
        let looked = Some(typed.trim()).filter(|place| !place.is_empty() && place.len() <= LONGEST);
        Self {
            near: looked.and_then(|place| site.content.gazetteer.find(place)),
            typed: typed.to_owned(),
        }
    }

    /// Something was typed that nobody knows as a place.
    pub(crate) fn is_unknown(&self) -> bool {
        self.near.is_none() && !self.typed.trim().is_empty()
    }

    /// The message beside the field.
    pub(crate) fn error(&self, frame: &Frame<'_>) -> Option<Markup> {
        self.is_unknown().then(|| {
            let place = self.shown();
            frame.fill("guidance-place-unknown", &[("place", place.into())])
        })
    }

    /// Places that may have been meant.
    pub(crate) fn choices(&self, site: &Site, lang: Lang) -> Vec<String> {
        if !self.is_unknown() {
            return Vec::new();
        }
        let places = site.content.gazetteer.near_misses(self.shown());
        let labels = places
            .iter()
            .map(|place| place.label().get(lang).to_owned());
        labels.collect()
    }

    /// What to call the place.
    pub(crate) fn label(&self, lang: Lang) -> Option<&str> {
        self.near.as_ref().map(|near| near.label.get(lang))
    }

    fn shown(&self) -> &str {
        let typed = self.typed.trim();
        let end = typed.char_indices().nth(SHOWN);
        &typed[..end.map_or(typed.len(), |(at, _)| at)]
    }
}
