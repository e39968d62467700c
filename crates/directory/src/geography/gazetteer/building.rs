//! Puts the gazetteer in order: names into one string, keys sorted.

use super::super::names::key;
use super::super::{Place, PostalArea, Province, Region};
use super::{Gazetteer, Key, OtherName, ProvincePlace, Stretch, Town};

impl Gazetteer {
    /// Puts everything in order for looking up. Another name of a town that is not among the places
    /// has no effect.
    pub fn new(
        places: Vec<Place>,
        other_names: &[OtherName],
        mut areas: Vec<PostalArea>,
        regions: Vec<Region>,
        provinces: Vec<ProvincePlace>,
    ) -> Self {
        let mut gazetteer = Self {
            provinces,
            ..Self::default()
        };
        gazetteer.take_provinces(&places);
        gazetteer.take_towns(places, other_names);
        gazetteer.take_regions(regions);
        areas.sort_by_key(|area| area.fsa);
        gazetteer.areas = areas;
        gazetteer
    }

    fn take_towns(&mut self, places: Vec<Place>, other_names: &[OtherName]) {
        for place in places {
            let town = self.towns.len() as u32;
            let en = self.keep(&place.name.en);
            let fr = if place.name.fr == place.name.en {
                en
            } else {
                self.keep(&place.name.fr)
            };
            self.towns.push(Town {
                en,
                fr,
                point: place.point,
                population: place.population,
                province: place.province,
            });
            let mut keys = spellings(&place.name.en);
            keys.extend(spellings(&place.name.fr));
            let also = other_names
                .iter()
                .filter(|other| other.province == place.province && other.place == place.name.en);
            keys.extend(also.map(|other| key(&other.name)));
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                let letters = self.keep(&key);
                self.town_keys.push(Key { letters, town });
            }
        }
        let letters = std::mem::take(&mut self.letters);
        let of = |key: &Key| {
            let start = key.letters.start as usize;
            &letters[start..start + usize::from(key.letters.length)]
        };
        self.town_keys
            .sort_by(|left, right| of(left).cmp(of(right)).then(left.town.cmp(&right.town)));
        self.letters = letters;
        self.letters.shrink_to_fit();
        self.town_keys.shrink_to_fit();
        self.towns.shrink_to_fit();
    }

    fn take_regions(&mut self, regions: Vec<Region>) {
        for (at, region) in regions.iter().enumerate() {
            for name in [&region.name.en, &region.name.fr] {
                let keys = spellings(name).into_iter();
                self.region_keys.extend(keys.map(|key| (key, at)));
            }
        }
        self.region_keys.sort_unstable();
        self.region_keys.dedup();
        for (at, region) in regions.iter().enumerate() {
            for &province in &region.provinces {
                let points = region
                    .towns
                    .iter()
                    .filter_map(|town| self.town_point(town, province));
                let towns: Vec<_> = points.map(|point| (province, point, at)).collect();
                self.district_towns.extend(towns);
            }
        }
        self.regions = regions;
    }

    fn take_provinces(&mut self, places: &[Place]) {
        for province in Province::ALL {
            let name = province.name();
            for written in [province.code(), &name.en, &name.fr] {
                self.province_keys.push((key(written), province));
            }
            let also = province.also().iter();
            self.province_keys
                .extend(also.map(|written| (key(written), province)));
            let largest = places
                .iter()
                .filter(|place| place.province == province)
                .max_by_key(|place| place.population);
            if let Some(place) = largest {
                self.province_points.push((province, place.point));
            }
        }
        self.province_keys.sort();
        self.province_keys.dedup();
    }

    fn keep(&mut self, letters: &str) -> Stretch {
        let start = self.letters.len() as u32;
        // Content is refused long before a name is this long.
        let length = u16::try_from(letters.len()).unwrap_or(0);
        self.letters.push_str(&letters[..usize::from(length)]);
        Stretch { start, length }
    }
}

/// The keys of a name: whole, and both parts of "St. John's (Saint-Jean)".
fn spellings(name: &str) -> Vec<String> {
    let mut keys = vec![key(name)];
    if let Some((outside, inside)) = name.split_once('(') {
        keys.push(key(outside));
        keys.push(key(inside));
    }
    keys.retain(|key| !key.is_empty());
    keys
}
