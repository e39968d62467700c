//! Distances without trigonometry: a place is a point on a ball, and the straight line through the
//! ball grows with the way around it.

use directory::geography::Point;

/// Mean radius of the Earth, as in [`Point::distance_km`].
const RADIUS_KM: f64 = 6_371.0;

/// A place as a point on the unit ball. Not-a-number in all three when there is no place: then every
/// comparison of its distance is false.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct OnBall {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) z: f32,
}

impl OnBall {
    pub(crate) const NOWHERE: Self = Self {
        x: f32::NAN,
        y: f32::NAN,
        z: f32::NAN,
    };

    pub(crate) fn of(point: Point) -> Self {
        let (latitude, longitude) = (point.latitude.to_radians(), point.longitude.to_radians());
        Self {
            x: (latitude.cos() * longitude.cos()) as f32,
            y: (latitude.cos() * longitude.sin()) as f32,
            z: latitude.sin() as f32,
        }
    }

    /// The square of the straight line to `other`, 0 to 4.
    pub(crate) fn chord(self, other: Self) -> f32 {
        let (x, y, z) = (self.x - other.x, self.y - other.y, self.z - other.z);
        x * x + y * y + z * z
    }
}

/// The square of the straight line that belongs to a way of `km` around the ball.
pub(crate) fn chord_of_km(km: f64) -> f32 {
    let half = (km / RADIUS_KM / 2.0).clamp(0.0, std::f64::consts::FRAC_PI_2);
    (4.0 * half.sin() * half.sin()) as f32
}

/// A box around points on the ball.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around {
    low: [f32; 3],
    high: [f32; 3],
}

impl Around {
    pub(crate) const EMPTY: Self = Self {
        low: [f32::INFINITY; 3],
        high: [f32::NEG_INFINITY; 3],
    };

    pub(crate) fn add(&mut self, point: OnBall) {
        for (axis, value) in [point.x, point.y, point.z].into_iter().enumerate() {
            // `min` and `max` pass over not-a-number.
            self.low[axis] = self.low[axis].min(value);
            self.high[axis] = self.high[axis].max(value);
        }
    }

    /// No [`OnBall::chord`] from `point` to anything inside is less; infinite when nothing is inside.
    /// Shrunk by more than the rounding of 32-bit numbers.
    pub(crate) fn chord(&self, point: OnBall) -> f32 {
        let mut sum = 0.0;
        for (axis, value) in [point.x, point.y, point.z].into_iter().enumerate() {
            let away = (self.low[axis] - value)
                .max(value - self.high[axis])
                .max(0.0);
            sum += away * away;
        }
        sum * 0.999_99
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_agree_with_great_circles() {
        let vancouver = Point {
            latitude: 49.249_66,
            longitude: -123.119_34,
        };
        for (latitude, longitude) in [
            (49.25, -123.12),
            (48.43, -123.37),
            (53.55, -113.47),
            (46.23, -63.13),
        ] {
            let other = Point {
                latitude,
                longitude,
            };
            let km = vancouver.distance_km(other);
            let chord = OnBall::of(vancouver).chord(OnBall::of(other));
            let margin = 0.01 + km / 1_000.0;
            assert!(chord <= chord_of_km(km + margin), "{km}");
            assert!(chord >= chord_of_km(km - margin), "{km}");
        }
        assert!(OnBall::of(vancouver).chord(OnBall::NOWHERE).is_nan());
    }

    #[test]
    fn a_box_is_never_farther_than_what_is_in_it() {
        let person = OnBall::of(Point {
            latitude: 53.9,
            longitude: -122.7,
        });
        let mut around = Around::EMPTY;
        assert!(around.chord(person).is_infinite());
        around.add(OnBall::NOWHERE);
        assert!(around.chord(person).is_infinite());
        for step in 0..50_u8 {
            let place = OnBall::of(Point {
                latitude: 49.0 + f64::from(step) / 10.0,
                longitude: -120.0 - f64::from(step % 7) / 3.0,
            });
            around.add(place);
            assert!(around.chord(person) <= person.chord(place));
        }
    }
}
