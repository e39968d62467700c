//! Lists and lookups of an index that are small whatever its size: languages, areas, opening hours.

use directory::hours::Hours;
use directory::listing::Area;
use serde::{Deserialize, Serialize};

/// The lists.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tables {
    /// BCP 47 codes, most frequent first.
    pub(crate) languages: Vec<String>,
    /// Distinct areas.
    pub(crate) areas: Vec<AreaEntry>,
    /// Distinct opening hours.
    pub(crate) hours: Vec<Hours>,
    /// Distinct combinations of them.
    pub(crate) schedules: Vec<Schedule>,
}

/// An area that documents share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum AreaEntry {
    /// All of Canada.
    National,
    /// Whole provinces, as bits.
    Provinces(u16),
    /// So many kilometres around the document's own place.
    Around { provinces: u16, radius_km: f64 },
    /// A circle of its own.
    Circle(Area),
}

/// The opening hours of a service and its lines, as positions in [`Tables::hours`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Schedule {
    /// The service's own.
    pub(crate) own: u32,
    /// Those of its voice and text lines.
    pub(crate) lines: Vec<u32>,
    /// Closed for now, whatever the hours.
    pub(crate) closed: bool,
}
