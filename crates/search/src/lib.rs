//! The finder's index: words, everyday phrases, places, filters and counts over the public directory.
//!
//! tantivy gives the term dictionary and the postings; beside them stand our own columns (facets,
//! places, hours, records), all read where they lie, in memory or mapped from disk. The order of
//! results is not decided here: [`directory::ranking`] owns the rule, this crate carries it out.
//! Nothing a person types is kept or logged.

mod answer;
mod bits;
mod build;
mod candidates;
mod columns;
mod curve;
mod error;
mod facets;
mod fallback;
mod finder;
mod flags;
mod index;
mod layout;
mod moment;
mod page;
mod place;
mod question;
mod rank;
mod reasons;
mod recent;
mod repair;
mod request;
mod sphere;
mod storage;
mod tables;
mod words;

pub use error::{Error, Result};
pub use finder::Finder;
pub use index::Index;
pub use page::{Facets, Found, Page, Reason};
pub use request::{Filters, Request, Sort};
