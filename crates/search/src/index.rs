//! The index: one immutable snapshot of the public directory.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use directory::Listing;
use directory::taxonomy::Taxonomy;
use jiff::Timestamp;
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use uuid::Uuid;

use crate::columns::Columns;
use crate::fallback::Fallback;
use crate::moment::Moment;
use crate::recent::Recent;
use crate::repair::Spelling;
use crate::storage::{Files, MadeFrom, Section};
use crate::words::Words;
use crate::{Error, Result, build, facets};

/// One immutable snapshot of the public directory, ready to be searched.
pub struct Index {
    pub(crate) taxonomy: Arc<Taxonomy>,
    pub(crate) columns: Columns,
    pub(crate) words: Words,
    pub(crate) spelling: Spelling,
    pub(crate) fallback: Fallback,
    /// Counts of every facet value over all documents.
    pub(crate) everything: Vec<u32>,
    pub(crate) recent: Recent,
    moment: ArcSwapOption<Moment>,
}

impl fmt::Debug for Index {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Index")
            .field("listings", &self.len())
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Builds an index that lives in memory.
    pub fn in_memory(
        listings: impl IntoIterator<Item = Listing>,
        taxonomy: Arc<Taxonomy>,
    ) -> Result<Self> {
        let folder = RamDirectory::create();
        build::build(&folder, listings, &taxonomy, 0)?;
        Self::open_folder(&folder, taxonomy, 0)?
            .ok_or(Error::Damaged("it was lost while it was made"))
    }

    /// Builds an index in `folder` (replacing what is there once it is complete) and opens it.
    /// `change_counter` is the directory's own; [`Index::open`] compares it.
    pub fn on_disk(
        folder: &Path,
        listings: impl IntoIterator<Item = Listing>,
        taxonomy: Arc<Taxonomy>,
        change_counter: u64,
    ) -> Result<Self> {
        build::build_on_disk(folder, listings, &taxonomy, change_counter)?;
        Self::open_folder(&mapped(folder)?, taxonomy, change_counter)?
            .ok_or(Error::Damaged("it was lost while it was made"))
    }

    /// Opens the index in `folder`. `None` when there is none, or it was made from another state of
    /// the directory, by another version of the program, or is damaged: build it anew.
    pub fn open(
        folder: &Path,
        taxonomy: Arc<Taxonomy>,
        change_counter: u64,
    ) -> Result<Option<Self>> {
        if !folder.is_dir() {
            return Ok(None);
        }
        let files = mapped(folder)?;
        let sound = tantivy::Index::open(files.clone())
            .and_then(|index| index.validate_checksum())
            .is_ok_and(|damaged| damaged.is_empty());
        if !sound {
            return Ok(None);
        }
        match Self::open_folder(&files, taxonomy, change_counter) {
            Ok(index) => Ok(index),
            Err(Error::Damaged(_) | Error::Engine(_) | Error::Io(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    fn open_folder(
        folder: &dyn Directory,
        taxonomy: Arc<Taxonomy>,
        change_counter: u64,
    ) -> Result<Option<Self>> {
        let made_from = MadeFrom {
            change_counter,
            fingerprint: taxonomy.fingerprint(),
        };
        let Some(files) = Files::open(folder, made_from)? else {
            return Ok(None);
        };
        let words = Words::open(folder.box_clone())?;
        if words.documents != files.documents {
            return Err(Error::Damaged("its words and its columns disagree"));
        }
        let columns = Columns::open(&files, &taxonomy)?;
        Ok(Some(Self {
            spelling: Spelling::open(files.section(Section::Words))?,
            fallback: Fallback::new(&columns),
            everything: facets::of_everything(&columns),
            moment: ArcSwapOption::empty(),
            recent: Recent::new(columns.documents),
            columns,
            words,
            taxonomy,
        }))
    }

    /// The listing with this id.
    pub fn listing(&self, id: Uuid) -> Result<Option<Listing>> {
        self.columns
            .find(id)
            .map(|document| self.columns.listing(document))
            .transpose()
    }

    /// The listing at a position of the index, 0 to [`Self::len`]; positions are those of
    /// [`Self::matching`] and belong to this index alone.
    pub fn listing_at(&self, position: u32) -> Result<Arc<Listing>> {
        self.recent
            .listing(position, || self.columns.listing(position))
    }

    /// Every listing with its position, in no order that means anything.
    pub fn listings(&self) -> impl Iterator<Item = (u32, Result<Listing>)> + '_ {
        (0..self.columns.documents as u32)
            .map(|position| (position, self.columns.listing(position)))
    }

    /// Listings in the index.
    pub fn len(&self) -> usize {
        self.columns.documents
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The directory at the minute of `now`. Two searches that both find the minute over both work
    /// it out: that costs less than having one wait for the other.
    pub(crate) fn moment(&self, now: Timestamp) -> Arc<Moment> {
        let kept = self.moment.load_full();
        if let Some(moment) = kept.filter(|moment| moment.minute() == Moment::minute_of(now)) {
            return moment;
        }
        let fresh = Arc::new(Moment::new(&self.columns, now));
        self.moment.store(Some(fresh.clone()));
        fresh
    }
}

/// A folder on disk, its files mapped into memory.
pub(crate) fn mapped(folder: &Path) -> Result<MmapDirectory> {
    MmapDirectory::open(folder).map_err(|error| Error::Engine(error.into()))
}
