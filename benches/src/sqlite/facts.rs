//! The facts of a listing as small numbers: what both filters and counts need, in three integers.

use std::collections::HashMap;

use directory::Listing;
use directory::geography::{Near, Point};
use directory::hours::{Hours, Rule};
use directory::listing::Area;
use directory::phone::PhoneKind;
use directory::taxonomy::Taxonomy;
use jiff::Timestamp;
use kernel::Text;

/// Bits of `traits` below the number of its timetable.
pub const NO_POLICE_REPORT: i64 = 1;
/// See [`NO_POLICE_REPORT`].
pub const NO_STATUS: i64 = 2;
/// See [`NO_POLICE_REPORT`].
pub const ALWAYS_OPEN: i64 = 4;
/// How far the number of the timetable is shifted in `traits`.
pub const TIMETABLE_SHIFT: u32 = 8;

/// What is shared by many listings and kept in memory: languages by number, distinct timetables.
#[derive(Debug, Default)]
pub struct Facts {
    languages: Vec<String>,
    timetables: Vec<Vec<Hours>>,
    timetable_numbers: HashMap<Vec<Hours>, usize>,
    areas: Vec<Area>,
    area_numbers: HashMap<Vec<u8>, usize>,
}

/// One row of the table `fact`.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// One bit for each term of the taxonomy.
    pub terms: i64,
    /// One bit for each language.
    pub languages: i64,
    /// Access facts, round the clock, and the number of the timetable.
    pub traits: i64,
    /// The number of its area.
    pub area: i64,
    /// Its area may hold people who are far from its place.
    pub wide: bool,
    /// Where it stands.
    pub point: Option<Point>,
    /// Where on the unit ball, so that the distance of a row costs no trigonometry.
    pub ball: Option<Ball>,
    /// What it is worth before anything is asked: orders a browse.
    pub standing: f64,
}

/// Stands for "around the listing's own place" in the list of areas: nothing is at the pole.
const HERE: Point = Point {
    latitude: 90.0,
    longitude: 0.0,
};

/// Whether an area holds a person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach {
    /// It does, wherever the listing stands.
    Always,
    /// It does when the listing's own place is at most this chord away.
    Within(f32),
    /// It does not.
    Never,
}

/// A point on the unit ball, in the same 32-bit steps as the finder's columns: so that both engines
/// have the same listings on the rim of a circle.
#[derive(Debug, Clone, Copy)]
pub struct Ball {
    /// Towards 0° N 0° E.
    pub x: f32,
    /// Towards 0° N 90° E.
    pub y: f32,
    /// Towards the pole.
    pub z: f32,
}

impl Ball {
    /// The place of a point.
    pub fn of(point: Point) -> Self {
        let (latitude, longitude) = (point.latitude.to_radians(), point.longitude.to_radians());
        Self {
            x: (latitude.cos() * longitude.cos()) as f32,
            y: (latitude.cos() * longitude.sin()) as f32,
            z: latitude.sin() as f32,
        }
    }

    /// The square of the straight line to another.
    pub fn chord(self, other: Self) -> f32 {
        let (x, y, z) = (self.x - other.x, self.y - other.y, self.z - other.z);
        x * x + y * y + z * z
    }

    /// The chord that belongs to a way of `km` on the ground (mean radius 6,371 km).
    pub fn chord_of_km(km: f64) -> f32 {
        let half = (km / 6_371.0 / 2.0).clamp(0.0, std::f64::consts::FRAC_PI_2);
        (4.0 * half.sin() * half.sin()) as f32
    }
}

impl Facts {
    /// The facts of `listing`.
    pub fn read(&mut self, listing: &Listing, taxonomy: &Taxonomy) -> Row {
        let timetable = timetable(listing);
        let always = timetable.iter().any(|hours| hours.rule == Rule::Always);
        let mut traits = 0;
        for (fact, bit) in [
            (
                listing.access.police_report_needed == Some(false),
                NO_POLICE_REPORT,
            ),
            (listing.access.status_needed == Some(false), NO_STATUS),
            (always, ALWAYS_OPEN),
        ] {
            traits |= if fact { bit } else { 0 };
        }
        let number = self.number_of(timetable);
        let point = listing
            .location
            .as_ref()
            .and_then(|location| location.point);
        let area = self.area_of(&listing.area, point);
        Row {
            terms: terms(listing, taxonomy),
            languages: self.languages_of(listing),
            traits: traits | (number as i64) << TIMETABLE_SHIFT,
            area: area as i64,
            wide: !matches!(self.areas[area], Area::Circle { centre: HERE, .. }),
            point,
            ball: point.map(Ball::of),
            standing: f64::from(u8::from(listing.dedicated)) * 2.0 + f64::from(u8::from(always)),
        }
    }

    fn number_of(&mut self, timetable: Vec<Hours>) -> usize {
        if let Some(&number) = self.timetable_numbers.get(&timetable) {
            return number;
        }
        self.timetables.push(timetable.clone());
        self.timetable_numbers
            .insert(timetable, self.timetables.len() - 1);
        self.timetables.len() - 1
    }

    fn area_of(&mut self, area: &Area, point: Option<Point>) -> usize {
        let area = match area {
            Area::Circle {
                name,
                centre,
                radius_km,
                ..
            } if name.is_empty() && point == Some(*centre) => Area::Circle {
                name: Text::default(),
                provinces: Vec::new(),
                centre: HERE,
                radius_km: *radius_km,
                forward_sortation_areas: Vec::new(),
                district: None,
            },
            other => other.clone(),
        };
        let key = postcard::to_stdvec(&area).unwrap_or_default();
        let next = self.areas.len();
        let number = *self.area_numbers.entry(key).or_insert(next);
        if number == next {
            self.areas.push(area);
        }
        number
    }

    /// What each area means to somebody at `near`, by number.
    pub fn reaches(&self, near: &Near) -> Vec<Reach> {
        self.areas
            .iter()
            .map(|area| match area {
                Area::National => Reach::Always,
                Area::Provinces(provinces) if provinces.contains(&near.province) => Reach::Always,
                Area::Circle {
                    centre: HERE,
                    radius_km,
                    ..
                } => Reach::Within(Ball::chord_of_km(*radius_km)),
                // A region ends at its province; a plain radius does not.
                Area::Circle {
                    name, provinces, ..
                } if !name.is_empty() && !provinces.contains(&near.province) => Reach::Never,
                Area::Circle {
                    centre, radius_km, ..
                } if near.point.distance_km(*centre) <= *radius_km => Reach::Always,
                Area::Provinces(_) | Area::Circle { .. } => Reach::Never,
            })
            .collect()
    }

    fn languages_of(&mut self, listing: &Listing) -> i64 {
        let lines = listing.phones.iter().flat_map(|phone| &phone.languages);
        listing.languages.iter().chain(lines).fold(0, |bits, code| {
            let at = self.language(code).unwrap_or_else(|| {
                self.languages.push(code.clone());
                self.languages.len() - 1
            });
            bits | 1 << at
        })
    }

    /// The number of a language; `None` when no listing speaks it.
    pub fn language(&self, code: &str) -> Option<usize> {
        self.languages.iter().position(|known| known == code)
    }

    /// The languages, by number.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// Which timetables are open at `now`.
    pub fn open_at(&self, now: Timestamp) -> Vec<bool> {
        self.timetables
            .iter()
            .map(|timetable| timetable.iter().any(|hours| hours.at(now).is_open()))
            .collect()
    }
}

/// The hours of the service and of each line one can call or text; none while it is closed.
fn timetable(listing: &Listing) -> Vec<Hours> {
    if listing.temporarily_closed {
        return Vec::new();
    }
    let lines = listing
        .phones
        .iter()
        .filter(|phone| matches!(phone.kind, PhoneKind::Voice | PhoneKind::Sms))
        .filter_map(|phone| phone.hours.clone());
    std::iter::once(listing.hours.clone())
        .chain(lines)
        .collect()
}

/// Needs, populations (all of them for a service for everyone) and kinds of exploitation.
fn terms(listing: &Listing, taxonomy: &Taxonomy) -> i64 {
    use directory::taxonomy::Vocabulary::Population;
    let own = listing
        .needs
        .iter()
        .chain(&listing.populations)
        .chain(&listing.exploitation);
    let mut bits = own
        .filter_map(|id| taxonomy.index_of(id))
        .fold(0_i64, |bits, term| bits | 1 << term);
    if listing.everyone {
        for (at, term) in taxonomy.terms().iter().enumerate() {
            bits |= i64::from(term.vocabulary == Population) << at;
        }
    }
    bits
}

/// The positions of the bits that are set.
pub fn bits(mut set: i64) -> impl Iterator<Item = i64> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let at = set.trailing_zeros();
            set &= set - 1;
            i64::from(at)
        })
    })
}
