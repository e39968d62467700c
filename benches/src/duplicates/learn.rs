//! Fits the weights: logistic regression with a small penalty, by Newton's method, over every pair
//! that the blocks bring together; then the line from sums to what they turn out to mean.

use std::collections::HashMap;
use std::fmt::Write as _;

use anyhow::Result;
use directory::duplicates::{FIELDS, Grades, LEVELS, Matcher, Model, Record};

use super::true_pairs;
use crate::generator::records::{Made, records};

/// Columns of the fit: one for each grade of each field, and one for all.
const COLUMNS: usize = FIELDS * LEVELS + 1;
/// Pulls weights of rare grades towards nothing.
const PENALTY: f64 = 1.0;
/// Steps; Newton's method is there long before.
const STEPS: usize = 15;

/// Pairs with the same grades: how many are the same service, how many are not.
type Seen = HashMap<Grades, (f64, f64)>;

/// Fits a model on the records of some seeds.
pub fn fit(seeds: &[u64], size: usize, threads: usize) -> Result<Model> {
    let mut seen = Seen::new();
    for &seed in seeds {
        let made = records(seed, size)?;
        take(&made, threads, &mut seen);
    }
    let mut seen: Vec<(Grades, (f64, f64))> = seen.into_iter().collect();
    // The order of a map changes from run to run, and with it the last digit of a sum.
    seen.sort_unstable_by_key(|(grades, _)| *grades);
    let weights = newton(&seen);
    let mut model = Model {
        bias: weights[COLUMNS - 1] as f32,
        weights: [[0.0; LEVELS]; FIELDS],
        calibration: Vec::new(),
    };
    for field in 0..FIELDS {
        for level in 0..LEVELS {
            model.weights[field][level] = weights[field * LEVELS + level] as f32;
        }
    }
    model.calibration = calibrate(&model, &seen);
    Ok(model)
}

fn take(made: &[Made], threads: usize, seen: &mut Seen) {
    let truth = true_pairs(made);
    let plain: Vec<Record> = made.iter().map(|one| one.record.clone()).collect();
    for (first, second, grades) in Matcher::new(&plain, threads).graded() {
        let counts = seen.entry(grades).or_default();
        if truth.contains(&(first, second)) {
            counts.0 += 1.0;
        } else {
            counts.1 += 1.0;
        }
    }
}

fn columns(grades: &Grades) -> [usize; FIELDS + 1] {
    let mut columns = [COLUMNS - 1; FIELDS + 1];
    for (field, &grade) in grades.iter().enumerate() {
        columns[field] = field * LEVELS + usize::from(grade);
    }
    columns
}

fn newton(seen: &[(Grades, (f64, f64))]) -> Vec<f64> {
    let mut weights = vec![0.0; COLUMNS];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| -PENALTY * weight).collect();
        let mut curve = vec![vec![0.0; COLUMNS]; COLUMNS];
        for (at, row) in curve.iter_mut().enumerate() {
            row[at] = PENALTY;
        }
        for (grades, (same, other)) in seen {
            let columns = columns(grades);
            let sum: f64 = columns.iter().map(|&column| weights[column]).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let pull = same - (same + other) * chance;
            let bend = (same + other) * chance * (1.0 - chance);
            for &column in &columns {
                slope[column] += pull;
                for &with in &columns {
                    curve[column][with] += bend;
                }
            }
        }
        let step = solve(curve, slope);
        // A step that is too long on the way is cut.
        let longest = step
            .iter()
            .fold(0.0_f64, |longest, step| longest.max(step.abs()));
        let share = (4.0 / longest.max(4.0)).min(1.0);
        for (weight, step) in weights.iter_mut().zip(&step) {
            *weight += share * step;
        }
    }
    weights
}

/// Solves a symmetric positive definite system (Gauss).
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        let row = matrix[pivot].clone();
        for below in pivot + 1..size {
            let factor = matrix[below][pivot] / row[pivot];
            if factor == 0.0 {
                continue;
            }
            for (cell, above) in matrix[below].iter_mut().zip(&row).skip(pivot) {
                *cell -= factor * above;
            }
            right[below] -= factor * right[pivot];
        }
    }
    for pivot in (0..size).rev() {
        let known: f64 = (pivot + 1..size)
            .map(|at| matrix[pivot][at] * right[at])
            .sum();
        right[pivot] = (right[pivot] - known) / matrix[pivot][pivot];
    }
    right
}

/// Points of a rising line from sums to log odds: pairs in the order of their sums, in runs of
/// equal numbers of *doubtful* pairs, and runs that would fall are put together (isotonic).
fn calibrate(model: &Model, seen: &[(Grades, (f64, f64))]) -> Vec<(f32, f32)> {
    let mut sums: Vec<(f32, f64, f64)> = seen
        .iter()
        .map(|(grades, (same, other))| (model.sum(grades), *same, *other))
        .collect();
    sums.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let bounds = [
        -6.0_f32, -4.0, -3.0, -2.0, -1.2, -0.6, 0.0, 0.6, 1.2, 2.0, 3.0, 4.0, 6.0,
    ];
    let mut runs: Vec<(f64, f64, f64)> = Vec::new();
    for (at, &low) in bounds.iter().enumerate() {
        let high = bounds.get(at + 1).copied().unwrap_or(f32::INFINITY);
        let run = sums.iter().filter(|(sum, ..)| (low..high).contains(sum));
        let (mut weighed, mut same, mut other) = (0.0, 0.0, 0.0);
        for &(sum, yes, no) in run {
            weighed += f64::from(sum) * (yes + no);
            same += yes;
            other += no;
        }
        if same + other < 50.0 {
            continue;
        }
        runs.push((weighed, same, other));
        while let [.., (_, yes, no), (_, more, less)] = runs[..]
            && yes / (yes + no) >= more / (more + less)
        {
            let last = runs.pop().unwrap_or_default();
            if let Some(run) = runs.last_mut() {
                *run = (run.0 + last.0, run.1 + last.1, run.2 + last.2);
            }
        }
    }
    let point = |(weighed, same, other): (f64, f64, f64)| {
        (
            (weighed / (same + other)) as f32,
            ((same + 0.5) / (other + 0.5)).ln() as f32,
        )
    };
    runs.into_iter().map(point).collect()
}

/// The model as `crates/directory/src/duplicates/weights.rs`.
pub fn source(model: &Model) -> String {
    let mut text = String::from(
        "//! Weights fitted by `cargo run --release -p benches --bin duplicates -- --learn`; do not edit by hand.\n\n\
         use super::compare::{FIELDS, LEVELS};\n\n",
    );
    // Hundredths are enough, and no two digits look like π to clippy.
    let number = |value: f32| match format!("{value:.2}") {
        zero if zero == "-0.00" => "0.00".to_owned(),
        number => number,
    };
    let _ = writeln!(text, "pub(super) const BIAS: f32 = {};", number(model.bias));
    text.push_str("pub(super) const WEIGHTS: [[f32; LEVELS]; FIELDS] = [\n");
    for field in &model.weights {
        let numbers: Vec<String> = field.iter().map(|&weight| number(weight)).collect();
        let _ = writeln!(text, "    [{}],", numbers.join(", "));
    }
    text.push_str("];\npub(super) const CALIBRATION: &[(f32, f32)] = &[\n");
    for &(from, to) in &model.calibration {
        let _ = writeln!(text, "    ({}, {}),", number(from), number(to));
    }
    text.push_str("];\n");
    text
}
