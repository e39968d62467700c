//! Where things are: provinces, towns, postal areas, regions, distances.

mod gazetteer;
mod names;
mod point;
mod postal;
mod province;

use kernel::Text;
use serde::{Deserialize, Serialize};

pub use gazetteer::{Gazetteer, OtherName, ProvincePlace};
pub(crate) use names::edits;
pub use point::Point;
pub use postal::{Fsa, NotAPostalCode, PostalArea};
pub use province::{Province, UnknownProvince};

/// The id of a region of `content/places/regions.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RegionId(pub String);

/// A named region, drawn as a generous circle: it orders results, it never refuses anyone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Its id.
    pub id: RegionId,
    /// Its name.
    pub name: Text,
    /// Provinces it lies in.
    pub provinces: Vec<Province>,
    /// Its middle.
    pub centre: Point,
    /// Kilometres around the middle.
    pub radius_km: f64,
    /// Beginnings of postal areas that are exactly inside it, when that is known.
    pub forward_sortation_areas: Vec<String>,
    /// Towns inside it. Regions with towns share their province out among them: a person belongs to
    /// the one whose town is nearest, whatever other circles they stand in.
    pub towns: Vec<String>,
}

/// Where the person looks from. Made by [`Gazetteer::find`].
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// What to call it: "Prince George, BC", "V2L (Prince George)".
    pub label: Text,
    /// Its province.
    pub province: Province,
    /// Where to measure from.
    pub point: Point,
    /// False for a large rural postal area, a whole province or a wide region: then no distance is
    /// shown and none orders the list.
    pub measurable: bool,
    /// The postal area, when one was typed.
    pub fsa: Option<Fsa>,
    /// Which of the regions that share out the province it belongs to, when that is known.
    pub district: Option<RegionId>,
}

/// A town or settlement.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: Text,
    /// Its province.
    pub province: Province,
    /// Where it is.
    pub point: Point,
    /// People, 0 when not known; only for choosing between towns of one name.
    pub population: u32,
}

impl Place {
    /// "Prince George, BC".
    pub fn label(&self) -> Text {
        let code = self.province.code();
        Text::new(
            format!("{}, {code}", self.name.en),
            format!("{}, {code}", self.name.fr),
        )
    }
}
