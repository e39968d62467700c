//! Where made-up services stand, and where people look from.

use directory::geography::Point;
use directory::ranking::Band;

use super::chance::Chance;
use super::{ASKED_KM, RADII_KM};

fn scattered(seed: u64, count: usize) -> Vec<Point> {
    const MIDDLES: [(f64, f64); 6] = [
        (49.2, -122.9),
        (53.9, -122.7),
        (43.7, -79.4),
        (45.5, -73.6),
        (63.7, -68.5),
        (50.4, -104.6),
    ];
    let mut chance = Chance::of(seed);
    (0..count)
        .map(|_| {
            let &(latitude, longitude) = chance.pick(&MIDDLES);
            let &spread = chance.pick(&[0.05, 0.4, 2.0]);
            let mut away = || (chance.below(2_000_001) as f64 / 1e6 - 1.0) * spread;
            Point {
                latitude: latitude + away(),
                longitude: longitude + away(),
            }
        })
        .collect()
}

/// The finder measures with 32-bit numbers: metres, not millimetres.
pub const SLACK_KM: f64 = 0.005;

/// Distances that decide something.
fn deciding_km() -> impl Iterator<Item = f64> {
    let asked = ASKED_KM.iter().map(|&km| f64::from(km));
    let nearby = 150.0;
    Band::UP_TO_KM
        .into_iter()
        .chain(RADII_KM)
        .chain(asked)
        .chain([nearby])
}

/// Where people look from: some stand on the doorstep of a service.
pub fn people() -> Vec<Point> {
    let mut people = scattered(3, 9);
    people.extend(scattered(1, 2));
    people
}

/// Where services stand: nowhere that a few metres would decide anything.
pub fn sites(people: &[Point]) -> Vec<Point> {
    let mut sites: Vec<Point> = Vec::new();
    for site in scattered(1, 120) {
        let decides_clearly = people.iter().all(|person| {
            let away = person.distance_km(site);
            let differs = |km: f64| (away - km).abs() > 2.0 * SLACK_KM;
            deciding_km().all(differs)
                && sites
                    .iter()
                    .all(|&other| differs(person.distance_km(other)))
        });
        if decides_clearly {
            sites.push(site);
        }
    }
    sites
}
