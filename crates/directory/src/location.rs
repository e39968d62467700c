//! A location (HSDS `location`), what may be said of it, and whom a service reaches.

use kernel::Text;
use serde::{Deserialize, Serialize};

use crate::geography::{Point, Province, RegionId};

/// Where a service is, as its curators know it. Public output never uses this type:
/// it uses [`PublicLocation`], which cannot hold what must stay hidden.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Town.
    pub city: String,
    /// Province or territory.
    pub province: Province,
    /// Where on the map.
    pub point: Option<Point>,
    /// How exact `point` is.
    pub precision: Precision,
    /// What may be said of it.
    pub confidentiality: Confidentiality,
    /// Street address, when it may be known.
    pub address: Option<String>,
}

/// How exact a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The middle of the town.
    City,
    /// The building.
    Address,
}

/// What may be said of a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidentiality {
    /// Everything.
    Public,
    /// The town, and a point no finer than the town's.
    Approximate,
    /// Nothing at all: not the town, not a distance.
    Hidden,
}

/// What anyone may know of a location. Built by [`Location::public`] alone, from an allow-list:
/// an approximate location has the town and the town's own published point, a hidden one does not exist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicLocation {
    /// Town.
    pub city: String,
    /// Province or territory.
    pub province: Province,
    /// A point that may be shown and measured from.
    pub point: Option<Point>,
    /// The point is the town's, not the building's: a distance is "about".
    pub approximate: bool,
    /// Street address, for public locations only.
    pub address: Option<String>,
}

impl Location {
    /// What may be said in public. `town_point` looks up the published point of a town: an
    /// approximate location is never measured from a point of its own.
    pub fn public(
        &self,
        town_point: impl FnOnce(&str, Province) -> Option<Point>,
    ) -> Option<PublicLocation> {
        match self.confidentiality {
            Confidentiality::Hidden => None,
            Confidentiality::Approximate => Some(PublicLocation {
                city: self.city.clone(),
                province: self.province,
                point: town_point(&self.city, self.province),
                approximate: true,
                address: None,
            }),
            Confidentiality::Public => Some(PublicLocation {
                city: self.city.clone(),
                province: self.province,
                point: self.point,
                approximate: self.precision == Precision::City,
                address: self.address.clone(),
            }),
        }
    }
}

/// Whom a service reaches, wherever its building is (HSDS `service_area`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Coverage {
    /// All of Canada.
    National,
    /// These provinces and territories.
    Provinces(Vec<Province>),
    /// A named region of `content/places/regions.toml`.
    Region(RegionId),
    /// Within so many kilometres of its own point.
    Radius {
        /// Kilometres.
        km: u16,
    },
}

/// Text that names the town for a reader.
impl PublicLocation {
    /// "Victoria, BC" in either language.
    pub fn label(&self) -> Text {
        let line = format!("{}, {}", self.city, self.province.code());
        Text::new(line.clone(), line)
    }
}
