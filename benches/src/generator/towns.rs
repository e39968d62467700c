//! The shipped towns, drawn by population, with services scattered around each by its size.

use anyhow::{Context, Result};
use directory::geography::{Place, Point, Province};
use kernel::Text;

use super::chance::Chance;

/// Kilometres in one degree of latitude.
const KM_PER_DEGREE: f64 = 111.2;

/// The towns of `content/places/places.csv`.
const PLACES: &str = include_str!("../../../content/places/places.csv");

/// Towns with the running sum of their populations.
#[derive(Debug)]
pub struct Towns {
    places: Vec<Place>,
    cumulative: Vec<u64>,
}

impl Towns {
    /// The towns that ship with the program and whose population is known.
    pub fn shipped() -> Result<Self> {
        let mut reader = csv::Reader::from_reader(PLACES.as_bytes());
        let headers = reader.headers()?.clone();
        let column = |name: &str| {
            headers
                .iter()
                .position(|header| header == name)
                .with_context(|| format!("places.csv has no column {name}"))
        };
        let [en, fr, province, latitude, longitude, population] = [
            column("name_en")?,
            column("name_fr")?,
            column("province")?,
            column("latitude")?,
            column("longitude")?,
            column("population")?,
        ];
        let mut places = Vec::new();
        for row in reader.records() {
            let row = row?;
            let people: u32 = row[population].parse().unwrap_or(0);
            if people == 0 {
                continue;
            }
            places.push(Place {
                name: Text::new(
                    &row[en],
                    if row[fr].is_empty() {
                        &row[en]
                    } else {
                        &row[fr]
                    },
                ),
                province: row[province].parse()?,
                point: Point {
                    latitude: row[latitude].parse()?,
                    longitude: row[longitude].parse()?,
                },
                population: people,
            });
        }
        anyhow::ensure!(!places.is_empty(), "no town has a population");
        let cumulative = places
            .iter()
            .scan(0_u64, |sum, place| {
                *sum += u64::from(place.population);
                Some(*sum)
            })
            .collect();
        Ok(Self { places, cumulative })
    }

    /// A town, likelier the more people live in it.
    pub fn by_population(&self, chance: &mut Chance) -> &Place {
        let total = self.cumulative.last().copied().unwrap_or(1);
        let at = chance.below(total as usize) as u64;
        &self.places[self.cumulative.partition_point(|&sum| sum <= at)]
    }

    /// A town, large or small.
    pub fn any(&self, chance: &mut Chance) -> &Place {
        chance.pick(&self.places)
    }
}

/// A point in or around `town`: half of them within about a kilometre per 160,000 people of the
/// root of its population (Toronto: 16 km; a town of 10,000: 1 km).
pub fn around(chance: &mut Chance, town: &Place) -> Point {
    let spread_km = (f64::from(town.population).sqrt() / 100.0).clamp(0.5, 18.0);
    shifted(
        town.point,
        chance.bell() * spread_km,
        chance.bell() * spread_km,
    )
}

/// A point far out in the country of `town`, up to about 120 km away.
pub fn out_of(chance: &mut Chance, town: &Place) -> Point {
    let (north, east) = (chance.unit() - 0.5, chance.unit() - 0.5);
    shifted(town.point, north * 170.0, east * 170.0)
}

fn shifted(point: Point, north_km: f64, east_km: f64) -> Point {
    let latitude = (point.latitude + north_km / KM_PER_DEGREE).clamp(41.7, 83.0);
    let east_degree = KM_PER_DEGREE * latitude.to_radians().cos();
    Point {
        latitude,
        longitude: (point.longitude + east_km / east_degree).clamp(-141.0, -52.6),
    }
}

/// Neighbouring provinces a service of `province` may also reach.
pub const fn neighbours(province: Province) -> &'static [Province] {
    match province {
        Province::BC => &[Province::YT],
        Province::AB => &[Province::NT, Province::SK],
        Province::SK => &[Province::AB, Province::MB],
        Province::MB => &[Province::ON],
        Province::ON => &[Province::QC],
        Province::QC => &[Province::NB],
        Province::NB => &[Province::NS, Province::PE],
        Province::NS => &[Province::NB, Province::PE],
        Province::PE | Province::NL => &[Province::NS],
        Province::YT => &[Province::BC],
        Province::NT => &[Province::NU],
        Province::NU => &[Province::MB],
    }
}

/// An area code of the province, for numbers 555-0100 to 555-0199, which are nobody's.
pub const fn area_code(province: Province) -> &'static str {
    match province {
        Province::AB => "403",
        Province::BC => "604",
        Province::MB => "204",
        Province::NB => "506",
        Province::NL => "709",
        Province::NS | Province::PE => "902",
        Province::NT | Province::NU | Province::YT => "867",
        Province::ON => "416",
        Province::QC => "514",
        Province::SK => "306",
    }
}
