//! What grades weigh, and the score they come to.

use super::compare::{FIELDS, Grades, LEVELS};
use super::weights;

/// The weight of each grade, in natural log odds, and what the sum means.
///
/// As in Fellegi and Sunter 1969 a score is a sum of weights, one for each agreement; but the weights
/// are fitted together (logistic regression over pairs whose truth is known), because the fields of a
/// directory are anything but independent. `benches/src/bin/duplicates.rs --learn` fits them.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Before anything is known.
    pub bias: f32,
    /// By field and grade.
    pub weights: [[f32; LEVELS]; FIELDS],
    /// Sums and the log odds they turned out to have, rising; between them, a straight line.
    pub calibration: Vec<(f32, f32)>,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            bias: weights::BIAS,
            weights: weights::WEIGHTS,
            calibration: weights::CALIBRATION.to_vec(),
        }
    }
}

impl Model {
    /// The sum of the weights, log odds before calibration.
    pub fn sum(&self, grades: &Grades) -> f32 {
        let weights = self.weights.iter().zip(grades);
        self.bias
            + weights
                .map(|(field, &grade)| field[usize::from(grade)])
                .sum::<f32>()
    }

    /// The score, from 0 to 1: about as many of 100 pairs with 0.9 are the same as 90.
    pub fn score(&self, grades: &Grades) -> f32 {
        let odds = self.calibrated(self.sum(grades));
        1.0 / (1.0 + (-odds).exp())
    }

    fn calibrated(&self, sum: f32) -> f32 {
        let points = &self.calibration;
        let after = points.partition_point(|&(from, _)| from <= sum);
        let (low, high) = match (after.checked_sub(1).map(|at| points[at]), points.get(after)) {
            (Some(low), Some(&high)) => (low, high),
            // Beyond the last point the line goes on, one to one.
            (Some((from, to)), None) | (None, Some(&(from, to))) => return sum - from + to,
            (None, None) => return sum,
        };
        let share = (sum - low.0) / (high.0 - low.0).max(f32::EPSILON);
        share.mul_add(high.1 - low.1, low.1)
    }

    /// What one field's grade adds.
    pub(super) fn weight(&self, field: usize, grade: u8) -> f32 {
        self.weights[field][usize::from(grade)]
    }
}
