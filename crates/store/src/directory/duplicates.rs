//! Records that may speak of the same service: what the last search found, what was judged not to be
//! the same, and merges that can be undone.

pub(crate) mod candidates;
pub(crate) mod merges;

use directory::duplicates::{Comparison, Evidence, MergeField};
use directory::location::Confidentiality;
use directory::organization::Organization;
use directory::service::Service;
use jiff::Timestamp;
use kernel::{Actor, Text};
use uuid::Uuid;

use crate::digest::is_confidential;

/// Pairs kept of one search, the surest first: more than a person reviews in months.
pub const CANDIDATE_LIMIT: usize = 10_000;

/// From which score on a pair is kept for people to look at: as likely as not.
pub const REVIEW_MINIMUM: f64 = 0.5;

/// Records that the house looks through by itself. It takes about 2 KiB of memory for each: a larger
/// directory is looked through when the operator says so.
pub const BY_ITSELF_LIMIT: usize = 100_000;

/// A pair that may be the same.
#[derive(Debug, Clone, PartialEq)]
pub struct DuplicateCandidate {
    /// The smaller id.
    pub first: Uuid,
    /// The larger id.
    pub second: Uuid,
    /// From 0 to 1: about as many of 100 pairs with 0.9 are the same as 90.
    pub score: f64,
    /// What speaks for and against it.
    pub evidence: Vec<Evidence>,
    /// When the search was made.
    pub found_at: Timestamp,
    /// The name of each service.
    pub names: [Text; 2],
    /// The name of each one's organization.
    pub organizations: [Text; 2],
}

/// Two records beside each other. Of a place that is not public they hold what the public may know.
#[derive(Debug, Clone, PartialEq)]
pub struct DuplicatePair {
    /// The one with the smaller id.
    pub first: Service,
    /// The other.
    pub second: Service,
    /// Who offers each.
    pub organizations: [Organization; 2],
    /// What speaks for and against it, as the records are now.
    pub comparison: Comparison,
    /// Versions a merge is based on.
    pub versions: [i64; 2],
    /// Whether each one's place is not public: it stays where it is.
    pub places_withheld: [bool; 2],
    /// Fields in which they differ.
    pub differences: Vec<MergeField>,
}

/// A merge, as a curator is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceMerge {
    /// Its id.
    pub id: Uuid,
    /// The record that stayed.
    pub survivor_id: Uuid,
    /// Its name, as it is now.
    pub survivor_name: Text,
    /// The record that went.
    pub merged_id: Uuid,
    /// Its name, as it was.
    pub merged_name: Text,
    /// When.
    pub merged_at: Timestamp,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

/// Ids of a pair, the smaller first.
pub(super) fn ordered(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    (one.min(other), one.max(other))
}

/// Who did it: nobody's id when it was done at the machine's own command line.
pub(super) const fn who(actor: &Actor) -> Option<Uuid> {
    match actor {
        Actor::Person(id) => Some(*id),
        _ => None,
    }
}

/// A record without what the public may not know of its place, nor the note beside it.
pub(super) fn without_confidential_place(mut service: Service) -> Service {
    if is_confidential(&service) {
        service.provenance.note = None;
    }
    service.location = service.location.and_then(|mut location| {
        match location.confidentiality {
            Confidentiality::Public => {}
            Confidentiality::Hidden => return None,
            Confidentiality::Approximate => {
                location.address = None;
                location.point = None;
            }
        }
        Some(location)
    });
    service
}
