//! A point on the map, and how far it is to another.

use serde::{Deserialize, Serialize};

/// A point on the map, degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east (negative in Canada).
    pub longitude: f64,
}

impl Point {
    /// Great-circle distance in kilometres (haversine, mean radius 6,371 km).
    pub fn distance_km(self, other: Self) -> f64 {
        let (a, b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_latitude = ((b - a) / 2.0).sin();
        let half_longitude = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let chord = half_latitude.powi(2) + a.cos() * b.cos() * half_longitude.powi(2);
        2.0 * 6_371.0 * chord.sqrt().min(1.0).asin()
    }
}

impl Point {
    /// Inside the rectangle that holds all of Canada's land: Point Pelee to Cape Columbia,
    /// the Yukon's western line to Cape Spear, with a little sea around.
    pub fn is_in_canada(self) -> bool {
        (41.5..=83.5).contains(&self.latitude) && (-141.1..=-52.5).contains(&self.longitude)
    }
}
