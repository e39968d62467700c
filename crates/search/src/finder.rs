//! The handle everyone searches through: it always leads to the newest index, and an index stays
//! alive for as long as somebody is still searching it.

use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::Index;

/// Leads to the current index.
#[derive(Debug)]
pub struct Finder(ArcSwap<Index>);

impl Finder {
    /// Begins with `index`.
    pub fn new(index: Index) -> Self {
        Self(ArcSwap::from_pointee(index))
    }

    /// The index of this moment. Hold it for one search, not longer.
    pub fn current(&self) -> Arc<Index> {
        self.0.load_full()
    }

    /// Replaces the index at once, for everyone who searches from now on.
    pub fn swap(&self, index: Index) {
        self.0.store(Arc::new(index));
    }
}
