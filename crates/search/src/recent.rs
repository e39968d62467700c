//! Records that were shown lately, decoded: most searches show the same few hundred services.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use directory::Listing;

use crate::Result;

/// Places for records, about two kilobytes each: more than any directory of this country needs.
const PLACES: usize = 16_384;

/// Each document has one place, which it shares with others in a large directory: the last one shown
/// stays. Nobody waits for anybody.
pub(crate) struct Recent {
    places: Vec<ArcSwapOption<(u32, Arc<Listing>)>>,
}

impl Recent {
    pub(crate) fn new(documents: usize) -> Self {
        let places = documents.clamp(1, PLACES);
        Self {
            places: (0..places).map(|_| ArcSwapOption::empty()).collect(),
        }
    }

    /// The record of a document, read with `read` unless it is still there.
    pub(crate) fn listing(
        &self,
        document: u32,
        read: impl FnOnce() -> Result<Listing>,
    ) -> Result<Arc<Listing>> {
        let place = &self.places[document as usize % self.places.len()];
        if let Some((owner, listing)) = place.load().as_deref()
            && *owner == document
        {
            return Ok(listing.clone());
        }
        let listing = Arc::new(read()?);
        place.store(Some(Arc::new((document, listing.clone()))));
        Ok(listing)
    }
}
