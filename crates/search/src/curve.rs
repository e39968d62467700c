//! The order of documents: along a curve that fills the map, so that neighbours on the ground are
//! neighbours in the index and whole blocks can be passed over.

use directory::geography::Point;

/// Places along a Hilbert curve over Canada, 2¹⁶ steps a side. What has no place comes first.
pub(crate) fn place_on_curve(point: Option<Point>) -> u64 {
    const SIDE: u32 = 1 << 16;
    let Some(point) = point else { return 0 };
    let step = |value: f64, low: f64, high: f64| {
        ((value - low) / (high - low) * f64::from(SIDE)).clamp(0.0, f64::from(SIDE - 1)) as u32
    };
    let x = step(point.longitude, -142.0, -52.0);
    let y = step(point.latitude, 41.0, 84.0);
    1 + hilbert(x, y, SIDE)
}

/// Distance along the Hilbert curve (the usual rotation of quadrants, from the largest down).
fn hilbert(mut x: u32, mut y: u32, side: u32) -> u64 {
    let mut along = 0_u64;
    let mut quarter = side / 2;
    while quarter > 0 {
        let right = u32::from(x & quarter > 0);
        let up = u32::from(y & quarter > 0);
        along += u64::from(quarter) * u64::from(quarter) * u64::from((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                x = (side - 1).wrapping_sub(x);
                y = (side - 1).wrapping_sub(y);
            }
            std::mem::swap(&mut x, &mut y);
        }
        quarter /= 2;
    }
    along
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_visits_every_square_once_stepping_to_a_neighbour() {
        let side = 16;
        let mut at = vec![None; (side * side) as usize];
        for x in 0..side {
            for y in 0..side {
                at[hilbert(x, y, side) as usize] = Some((x, y));
            }
        }
        let squares: Vec<(u32, u32)> = at
            .into_iter()
            .map(|square| square.expect("visited"))
            .collect();
        for pair in squares.windows(2) {
            assert_eq!(
                pair[0].0.abs_diff(pair[1].0) + pair[0].1.abs_diff(pair[1].1),
                1
            );
        }
    }

    #[test]
    fn what_has_no_place_comes_first() {
        let victoria = Point {
            latitude: 48.43,
            longitude: -123.37,
        };
        assert!(place_on_curve(None) < place_on_curve(Some(victoria)));
    }
}
