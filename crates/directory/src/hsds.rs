//! The directory as others read it: HSDS 3.x objects, made from what the public may see and nothing else.
//!
//! Everything here begins with a [`Listing`](crate::Listing) or a [`PublicOrganization`], which cannot
//! hold a confidential place; so no answer, export or table made here can tell one.

pub mod address;
mod mapping;
pub mod objects;
pub mod package;
pub mod schema;
pub mod tables;
pub mod validate;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use kernel::Lang;
use uuid::Uuid;

use crate::identity::shipped_id;
use crate::listing::Listing;
use crate::taxonomy::{Taxonomy, TermId, Vocabulary};

pub use crate::organization::PublicOrganization;

/// A version of HSDS, as far as Cairn knows how it differs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 3.0: without labels of attributes and without areas at a service's location.
    V3_0,
    /// 3.1: the version whose schemas ship with the program.
    #[default]
    V3_1,
    /// 3.2: the root also tells a description and the publisher.
    V3_2,
    /// 3.3: `operating_hours` beside `schedules`, which it deprecates. Its schemas were not to be had
    /// (2026-11): what is known is what the changelog and pull request 594 say.
    V3_3,
}

impl Version {
    /// All of them, oldest first.
    pub const ALL: [Self; 4] = [Self::V3_0, Self::V3_1, Self::V3_2, Self::V3_3];

    /// As it is written: `3.1`.
    pub const fn number(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
            Self::V3_3 => "3.3",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.number())
    }
}

/// Not a version that Cairn can speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown version of HSDS: use 3.0, 3.1, 3.2 or 3.3")]
pub struct UnknownVersion;

impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|version| version.number() == written)
            .ok_or(UnknownVersion)
    }
}

/// How much of an object is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What a list shows: its own fields, and the one organization.
    List,
    /// Everything, nested.
    Full,
}

/// The edge between the directory and HSDS: what an answer depends on besides the records.
#[derive(Clone, Copy)]
pub struct Edge<'a> {
    /// The language of plain HSDS texts; the profile's fields have both.
    pub lang: Lang,
    /// The version spoken.
    pub version: Version,
    /// Decides the offset from UTC that HSDS writes instead of time zones.
    pub now: Timestamp,
    /// The terms.
    pub taxonomy: &'a Taxonomy,
    /// The name of a language (BCP 47 code), where there is one.
    pub language_name: &'a (dyn Fn(&str, Lang) -> Option<String> + Sync),
}

impl fmt::Debug for Edge<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Edge")
            .field("lang", &self.lang)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// The id of what belongs to a record: the same for as long as the record is (UUIDv5).
fn part_id(of: Uuid, what: &str) -> Uuid {
    Uuid::new_v5(&of, what.as_bytes())
}

/// The id of the place of a service, as HSDS `service_at_location`.
pub fn service_at_location_id(service: Uuid) -> Uuid {
    part_id(service, "service_at_location")
}

/// The id of one of the three lists of terms, as HSDS `taxonomy`.
pub fn taxonomy_id(vocabulary: Vocabulary) -> Uuid {
    shipped_id("taxonomy", mapping::code(vocabulary))
}

/// The id of a term, as HSDS `taxonomy_term`.
pub fn taxonomy_term_id(term: &TermId) -> Uuid {
    shipped_id("taxonomy_term", term.as_str())
}

/// Every term that a listing names.
pub fn terms_of(listing: &Listing) -> impl Iterator<Item = &TermId> {
    let needs = listing.needs.iter();
    needs
        .chain(&listing.populations)
        .chain(&listing.exploitation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_they_are_written() {
        for version in Version::ALL {
            assert_eq!(version.number().parse(), Ok(version));
        }
        for other in ["", "3", "3.4", "3.1.0", "v3.1"] {
            assert!(other.parse::<Version>().is_err());
        }
    }
}
