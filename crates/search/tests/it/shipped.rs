//! The directory that ships, and folders for indexes on disk.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use directory::Listing;
use directory::content::Content;
use directory::taxonomy::Taxonomy;
use search::{Filters, Index, Page, Request};

use crate::made_up::NOW;

pub static CONTENT: LazyLock<Content> =
    LazyLock::new(|| Content::shipped().expect("the shipped content is good"));

pub static INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::in_memory(listings(), taxonomy()).expect("an index"));

pub fn taxonomy() -> Arc<Taxonomy> {
    Arc::new(CONTENT.taxonomy.clone())
}

pub fn listings() -> Vec<Listing> {
    let organization = |id| CONTENT.organizations.iter().find(|own| own.id == id);
    CONTENT
        .services
        .iter()
        .filter_map(|service| {
            let organization = organization(service.organization_id)?;
            Listing::build(service, organization, &CONTENT.gazetteer)
        })
        .collect()
}

pub fn find(request: &Request) -> Page {
    INDEX
        .find(request, NOW.parse().expect("a moment"))
        .expect("a page")
}

pub fn ask(text: &str) -> Page {
    find(&Request {
        text: text.to_owned(),
        ..Request::default()
    })
}

/// The slugs that a question finds first.
pub fn slugs(text: &str) -> Vec<String> {
    let results = ask(text).results;
    results
        .into_iter()
        .map(|found| found.listing.slug.clone())
        .collect()
}

/// What nothing can satisfy.
pub fn hopeless() -> Filters {
    Filters {
        languages: vec!["zz".to_owned()],
        ..Filters::default()
    }
}

/// A folder that is gone when the test is.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let name = format!("cairn-search-{name}-{}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        folder.clear();
        folder
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    fn clear(&self) {
        if self.0.exists() {
            std::fs::remove_dir_all(&self.0).expect("a folder of ours");
        }
    }

    /// Every file, with its bytes.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let entries = std::fs::read_dir(&self.0).expect("a folder");
        entries
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                let bytes = std::fs::read(&path).expect("a file");
                (path, bytes)
            })
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.clear();
    }
}
