//! Weights fitted by `cargo run --release -p benches --bin duplicates -- --learn`; do not edit by hand.

use super::compare::{FIELDS, LEVELS};

pub(super) const BIAS: f32 = 0.0;
pub(super) const WEIGHTS: [[f32; LEVELS]; FIELDS] = [[0.0; LEVELS]; FIELDS];
pub(super) const CALIBRATION: &[(f32, f32)] = &[];
