//! The directory's rules: what an organization, a service, a location, an opening hour *is*, which
//! words lead to which need, where a postal area lies, and in which order results are shown.
//!
//! Pure: no database, no network, no clock of its own. Terms are those of HSDS 3.x (Open Referral's
//! Human Services Data Specification), with what it lacks: both languages, access facts,
//! coverage, confidentiality and provenance.

pub mod capacity;
pub mod completeness;
pub mod content;
pub mod duplicates;
pub mod edit;
pub mod geography;
pub mod hours;
pub mod hsds;
mod identity;
pub mod import;
pub mod listing;
pub mod location;
pub mod organization;
pub mod phone;
pub mod query;
pub mod ranking;
pub mod review;
pub mod service;
pub mod taxonomy;
pub mod text;

pub use identity::{SHIPPED, shipped_id};
pub use listing::Listing;
