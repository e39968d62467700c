//! Finds where a person is from what they typed: a postal code, a town, a region or a province, in
//! either language, however it is spelt.
//!
//! Lean on purpose: all names in one string, sorted keys, no map, because the whole program must
//! stay small on a small machine.

mod building;
mod typed;

use kernel::Text;

use crate::hours::Zone;

use super::names::{edits, key, words};
use super::{Fsa, Near, Place, Point, PostalArea, Province, Region, RegionId};
use typed::{trailing_postal_code, without_decoration};

/// Regions wider than this (kilometres from the middle) are too wide to measure from.
const MEASURABLE_RADIUS_KM: f64 = 40.0;
/// Farther from every town that tells, nobody can say to which region a place belongs.
const DISTRICT_KM: f64 = 150.0;

/// What is known of a province or territory (`content/places/provinces.toml`).
#[derive(Debug, Clone, PartialEq)]
pub struct ProvincePlace {
    /// Which one.
    pub province: Province,
    /// Its name.
    pub name: Text,
    /// The zone most people there live by.
    pub time_zone: Zone,
    /// Provinces one can reach by land, bridge or ferry.
    pub neighbours: Vec<Province>,
    /// Beginnings of its postal codes.
    pub forward_sortation_areas: Vec<String>,
}

/// Another name of a town (`content/places/other_names.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherName {
    /// What a person may type.
    pub name: String,
    /// The town's name among the places.
    pub place: String,
    /// The town's province.
    pub province: Province,
}

/// Every place the program knows.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// All names and keys, one after the other.
    letters: String,
    /// Towns, in the order they were given.
    towns: Vec<Town>,
    /// Keys of towns, sorted; a town has one for each spelling.
    town_keys: Vec<Key>,
    /// Postal areas, sorted.
    areas: Vec<PostalArea>,
    /// Regions, in the order they were given.
    regions: Vec<Region>,
    /// Keys of regions, sorted.
    region_keys: Vec<(String, usize)>,
    /// What is known of each province.
    provinces: Vec<ProvincePlace>,
    /// Keys of provinces, sorted.
    province_keys: Vec<(String, Province)>,
    /// A point in each province.
    province_points: Vec<(Province, Point)>,
    /// Towns of the regions that share out their province, and whose they are.
    district_towns: Vec<(Province, Point, usize)>,
}

/// A stretch of [`Gazetteer::letters`].
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: u32,
    length: u16,
}

#[derive(Debug, Clone, Copy)]
struct Town {
    en: Stretch,
    fr: Stretch,
    point: Point,
    population: u32,
    province: Province,
}

#[derive(Debug, Clone, Copy)]
struct Key {
    letters: Stretch,
    town: u32,
}

impl Gazetteer {
    /// Where that is. `None` when nobody knows such a place: see [`Self::near_misses`].
    pub fn find(&self, typed: &str) -> Option<Near> {
        let mut near = self.look_up(typed)?;
        near.district = self.district(&near);
        Some(near)
    }

    /// The region a place belongs to, where regions share out a province.
    fn district(&self, near: &Near) -> Option<RegionId> {
        if !near.measurable {
            return near.district.clone();
        }
        self.district_towns
            .iter()
            .filter(|(province, ..)| *province == near.province)
            .map(|&(_, town, region)| (near.point.distance_km(town), region))
            .filter(|&(km, _)| km <= DISTRICT_KM)
            .min_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, region)| self.regions[region].id.clone())
    }

    fn look_up(&self, typed: &str) -> Option<Near> {
        if let Ok(fsa) = Fsa::parse(typed) {
            return Some(self.postal(fsa));
        }
        let mut typed = words(typed);
        if typed.len() > 1 && typed.last().is_some_and(|word| word == "canada") {
            typed.pop();
        }
        if let Some(fsa) = trailing_postal_code(&typed) {
            return Some(self.postal(fsa));
        }
        self.said_to_be_a_province(&typed)
            .or_else(|| self.named(&typed))
            .or_else(|| self.named(without_decoration(&typed)))
    }

    /// Towns whose name is at most two edits from what was typed, the likeliest first, at most five.
    /// A province typed behind the name comes first.
    pub fn near_misses(&self, typed: &str) -> Vec<Place> {
        let typed = words(typed);
        if let Some((name, province)) = self.split_province(&typed).next() {
            let found = self.resembling(&name.concat(), Some(province));
            if found.is_empty() {
                return self.resembling(&name.concat(), None);
            }
            return found;
        }
        self.resembling(&typed.concat(), None)
    }

    fn resembling(&self, name: &str, province: Option<Province>) -> Vec<Place> {
        let limit = match name.len() {
            0..=2 => return Vec::new(),
            3..=4 => 1,
            _ => 2,
        };
        let mut found: Vec<(usize, u32, u32)> = Vec::new();
        for key in &self.town_keys {
            let town = self.towns[key.town as usize];
            if province.is_some_and(|province| province != town.province) {
                continue;
            }
            let letters = self.letters(key.letters).as_bytes();
            if let Some(distance) = edits(name.as_bytes(), letters, limit) {
                found.push((distance, u32::MAX - town.population, key.town));
            }
        }
        found.sort_unstable();
        let mut seen = Vec::new();
        for (_, _, town) in found {
            if !seen.contains(&town) {
                seen.push(town);
            }
        }
        seen.truncate(5);
        seen.into_iter()
            .map(|town| self.place(self.towns[town as usize]))
            .collect()
    }

    /// The most populous town of exactly that name, however it is written.
    pub fn town_named(&self, name: &str) -> Option<Place> {
        self.town(&key(name), None).map(|town| self.place(town))
    }

    /// The published point of a town.
    pub fn town_point(&self, city: &str, province: Province) -> Option<Point> {
        self.town(&key(city), Some(province)).map(|town| town.point)
    }

    /// The named regions.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// One region.
    pub fn region(&self, id: &RegionId) -> Option<&Region> {
        self.regions.iter().find(|region| region.id == *id)
    }

    /// What is known of each province and territory.
    pub fn provinces(&self) -> &[ProvincePlace] {
        &self.provinces
    }

    /// A point in the province (its largest town), for what needs one; never measured from.
    pub fn province_point(&self, province: Province) -> Option<Point> {
        self.province_points
            .iter()
            .find(|(known, _)| *known == province)
            .map(|&(_, point)| point)
    }

    /// How many towns it knows.
    pub fn len(&self) -> usize {
        self.towns.len()
    }

    /// It knows no town.
    pub fn is_empty(&self) -> bool {
        self.towns.is_empty()
    }

    fn named(&self, typed: &[String]) -> Option<Near> {
        let name = typed.concat();
        // First with a province behind it: "Bright, ON" is not Brighton.
        let with_province = |name: &[String], province| {
            let town = self.town(&name.concat(), Some(province));
            town.map(|town| self.near_town(town))
        };
        self.split_province(typed)
            .find_map(|(name, province)| with_province(name, province))
            .or_else(|| match (self.province(&name), self.town(&name, None)) {
                // "Québec" is the city, "Ontario" the province, even if a hamlet bears the name.
                (Some(province), None | Some(Town { population: 0, .. })) => {
                    Some(self.whole_province(province))
                }
                (_, town) => town.map(|town| self.near_town(town)),
            })
            .or_else(|| {
                self.split_province(typed)
                    .find_map(|(name, province)| self.near_region(&name.concat(), Some(province)))
            })
            .or_else(|| self.near_region(&name, None))
    }

    /// "province of Québec", "Quebec province": not the city of that name.
    fn said_to_be_a_province(&self, typed: &[String]) -> Option<Near> {
        let words = |words: &[&str]| typed.iter().zip(words).all(|(word, known)| word == known);
        let name = match typed {
            [name @ .., last] if last == "province" => name,
            [_, _, name @ ..] if words(&["province", "of"]) || words(&["province", "de"]) => name,
            _ => return None,
        };
        Some(self.whole_province(self.province(&name.concat())?))
    }

    /// Every way to read the last words as a province, the longest name first.
    fn split_province<'a>(
        &'a self,
        typed: &'a [String],
    ) -> impl Iterator<Item = (&'a [String], Province)> {
        (1..typed.len()).filter_map(|at| {
            let (name, province) = typed.split_at(at);
            Some((name, self.province(&province.concat())?))
        })
    }

    /// The most populous town of that key, in that province when one is given.
    fn town(&self, key: &str, province: Option<Province>) -> Option<Town> {
        let first = self
            .town_keys
            .partition_point(|known| self.letters(known.letters) < key);
        let mut best: Option<Town> = None;
        for known in &self.town_keys[first..] {
            if self.letters(known.letters) != key {
                break;
            }
            let town = self.towns[known.town as usize];
            if province.is_none_or(|province| province == town.province)
                && best.is_none_or(|best| best.population < town.population)
            {
                best = Some(town);
            }
        }
        best
    }

    fn province(&self, key: &str) -> Option<Province> {
        self.province_keys
            .binary_search_by(|(known, _)| known.as_str().cmp(key))
            .ok()
            .map(|at| self.province_keys[at].1)
    }

    fn postal(&self, fsa: Fsa) -> Near {
        match self.areas.binary_search_by_key(&fsa, |area| area.fsa) {
            Ok(at) => {
                let area = &self.areas[at];
                let name = area.name.split(" (").next().unwrap_or_default();
                let label = format!("{fsa} ({name})");
                Near {
                    label: Text::new(label.clone(), label),
                    province: area.province,
                    point: area.point,
                    measurable: area.is_measurable(),
                    fsa: Some(fsa),
                    district: None,
                }
            }
            Err(_) => self.unknown_postal(fsa),
        }
    }

    /// A postal area newer than our list: its first letter still tells the province.
    fn unknown_postal(&self, fsa: Fsa) -> Near {
        let province = fsa.province();
        let name = province.name();
        Near {
            label: Text::new(
                format!("{fsa} ({})", name.en),
                format!("{fsa} ({})", name.fr),
            ),
            province,
            point: self.province_point(province).unwrap_or(MIDDLE_OF_CANADA),
            measurable: false,
            fsa: Some(fsa),
            district: None,
        }
    }

    fn whole_province(&self, province: Province) -> Near {
        Near {
            label: province.name(),
            province,
            point: self.province_point(province).unwrap_or(MIDDLE_OF_CANADA),
            measurable: false,
            fsa: None,
            district: None,
        }
    }

    fn near_town(&self, town: Town) -> Near {
        Near {
            label: self.place(town).label(),
            province: town.province,
            point: town.point,
            measurable: true,
            fsa: None,
            district: None,
        }
    }

    fn near_region(&self, key: &str, province: Option<Province>) -> Option<Near> {
        let at = self
            .region_keys
            .partition_point(|(known, _)| known.as_str() < key);
        let region = self.region_keys[at..]
            .iter()
            .take_while(|(known, _)| known == key)
            .map(|&(_, region)| &self.regions[region])
            .find(|region| province.is_none_or(|province| region.provinces.contains(&province)))?;
        Some(Near {
            label: region.name.clone(),
            province: province.or_else(|| region.provinces.first().copied())?,
            point: region.centre,
            measurable: region.radius_km <= MEASURABLE_RADIUS_KM,
            fsa: None,
            district: (!region.towns.is_empty()).then(|| region.id.clone()),
        })
    }

    fn place(&self, town: Town) -> Place {
        Place {
            name: Text::new(self.letters(town.en), self.letters(town.fr)),
            province: town.province,
            point: town.point,
            population: town.population,
        }
    }

    fn letters(&self, stretch: Stretch) -> &str {
        let start = stretch.start as usize;
        &self.letters[start..start + usize::from(stretch.length)]
    }
}

/// Near Arviat, for a province without any place at all; never measured from.
const MIDDLE_OF_CANADA: Point = Point {
    latitude: 62.4,
    longitude: -96.47,
};
