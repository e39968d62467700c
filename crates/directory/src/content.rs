//! The files of content/ become the directory, or a list of everything that is wrong with them.
//!
//! Nothing is guessed and nothing is dropped: one fault anywhere, and there is no content; but every
//! fault is told at once, with its file, its line and what to do, so that a person without a
//! programmer can mend it. The formats are described in the READMEs beside the files.

mod fault;
mod organizations;
mod places;
mod record;
mod references;
mod services;
mod sheet;
mod table;
mod taxonomy;

use crate::geography::Gazetteer;
use crate::organization::Organization;
use crate::service::Service;
use crate::taxonomy::Taxonomy;

pub use fault::{Fault, Faults};
pub(crate) use record::{
    ADDRESS, DESCRIPTION, NAME, SENTENCE, is_email, is_language, is_loose_date, is_website,
};

use references::References;
use sheet::Sheet;

/// What ships, as `(path, bytes)`; written by `build.rs`.
static SHIPPED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// A larger file is refused unread.
pub const LARGEST_FILE: usize = 4 << 20;

/// Everything that the files say.
#[derive(Debug, Clone)]
pub struct Content {
    /// Who offers services, in the order of their files.
    pub organizations: Vec<Organization>,
    /// What they do, in the order of their files.
    pub services: Vec<Service>,
    /// Terms, and the phrases that lead to them.
    pub taxonomy: Taxonomy,
    /// Every place the program knows.
    pub gazetteer: Gazetteer,
}

impl Content {
    /// Reads what was folded into the binary when it was built.
    pub fn shipped() -> Result<Self, Faults> {
        Self::read(Self::shipped_files())
    }

    /// The files that were folded into the binary: paths such as `content/places/fsa.csv`.
    pub fn shipped_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
        SHIPPED.iter().copied()
    }

    /// Reads files given by path (from the folder content/ or from inside it) and bytes, in any order.
    /// Markdown files, `guides/`, `jurisdictions/`, `questionnaires/`, `relevance/`, `standards/` and
    /// `taxonomy/examples.toml` are for people and for tests, or read elsewhere; they are passed over.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Self, Faults> {
        let mut files: Vec<(&str, &[u8])> = files.into_iter().collect();
        files.sort_unstable_by_key(|&(path, _)| path);
        let mut reading = Reading::default();
        for (path, bytes) in files {
            reading.file(path, bytes);
        }
        reading.finish()
    }
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Reading {
    faults: Vec<Fault>,
    references: References,
    organizations: Vec<Organization>,
    services: Vec<Service>,
    taxonomy: taxonomy::Parts,
    places: places::Parts,
}

impl Reading {
    fn file(&mut self, path: &str, bytes: &[u8]) {
        let inside = path.strip_prefix("content/").unwrap_or(path);
        let is_markdown = inside.to_ascii_lowercase().ends_with(".md");
        if is_markdown
            || ["guides/", "jurisdictions/", "questionnaires/", "relevance/"]
                .iter()
                .any(|folder| inside.starts_with(folder))
            || inside.starts_with("standards/")
            || inside == "taxonomy/examples.toml"
        {
            return;
        }
        let sheet = match Sheet::new(path, bytes) {
            Ok(sheet) => sheet,
            Err(fault) => return self.faults.push(fault),
        };
        let folders: Vec<&str> = inside.split('/').collect();
        let known = match folders[..] {
            ["directory", folder, name] => self.organization(&sheet, folder, name),
            ["taxonomy", name] => self.taxonomy.read(&sheet, name, &mut self.references),
            ["places", name] => self.places.read(&sheet, name, &mut self.references),
            _ => false,
        };
        if !known {
            sheet.fault_in_file(
                "nothing reads a file of this name in this place",
                "see the README of the folder for the names that are read, or move the file out of content/",
            );
        }
        self.faults.extend(sheet.into_faults());
    }

    /// False when the file is none of ours.
    fn organization(&mut self, sheet: &Sheet, folder: &str, name: &str) -> bool {
        let Some(slug) = name.strip_suffix(".toml") else {
            return false;
        };
        organizations::check_folder(sheet, folder);
        let read = organizations::read(sheet, slug, &mut self.references);
        if let Some((organization, services)) = read {
            self.organizations.push(organization);
            self.services.extend(services);
        }
        true
    }

    fn finish(mut self) -> Result<Content, Faults> {
        self.taxonomy.check_complete(&mut self.faults);
        self.places.check(&mut self.faults);
        self.references.check(&mut self.faults);
        let gazetteer = self.places.gazetteer();
        let taxonomy = self.taxonomy.taxonomy(&mut self.faults);
        match (taxonomy, Faults::found(self.faults)) {
            (Some(taxonomy), None) => Ok(Content {
                organizations: self.organizations,
                services: self.services,
                taxonomy,
                gazetteer,
            }),
            (_, Some(faults)) => Err(faults),
            (None, None) => Err(Faults::one(Fault::in_file(
                "content/taxonomy",
                "the terms and phrases do not fit together",
                "look for what changed last in the folder",
            ))),
        }
    }
}
