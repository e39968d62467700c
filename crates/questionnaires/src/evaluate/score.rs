//! Sums and means of weights. What is open makes the result a stretch, not a smaller number.

use kernel::Text;

use crate::compile::Compiled;
use crate::finding::Finding;
use crate::model::{Band, Meaning, Method, Score};

use super::read::Answered;

/// What a score comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreResult<'q> {
    /// Its id.
    pub id: &'q str,
    /// What people read.
    pub name: &'q Text,
    /// The value over what is answered; `None` when nothing is.
    pub value: Option<f64>,
    /// The least and the most it could be, whatever the open answers turn out to be.
    pub range: Option<(f64, f64)>,
    /// The band, when open answers cannot lead to another.
    pub band: Option<&'q Band>,
    /// Items that were counted, lowest weight first: where to begin.
    pub because: Vec<&'q str>,
    /// Items that are open.
    pub open: Vec<&'q str>,
    /// Items that do not apply.
    pub not_applicable: Vec<&'q str>,
}

impl<'q> ScoreResult<'q> {
    /// Ids of what to do next.
    pub fn actions(&self) -> impl Iterator<Item = &'q str> + use<'q> {
        let band = self.band;
        band.into_iter()
            .flat_map(|band| band.action.iter().map(String::as_str))
    }
}

impl Compiled {
    pub(super) fn score_results(&self, answered: &Answered<'_>) -> Vec<ScoreResult<'_>> {
        let scores = self.scores.iter().zip(&self.questionnaire.score);
        scores
            .map(|(flat, score)| self.one_score(&flat.items, score, answered))
            .collect()
    }

    fn one_score<'q>(
        &'q self,
        items: &[usize],
        score: &'q Score,
        answered: &Answered<'_>,
    ) -> ScoreResult<'q> {
        let mut counted: Vec<(i32, usize)> = Vec::new();
        let mut open = Vec::new();
        let mut not_applicable = Vec::new();
        let (mut sum, mut low, mut high) = (0_i64, 0_i64, 0_i64);
        for &at in items {
            let item = &self.items[at];
            if answered.enabled[at] == Finding::Absent {
                not_applicable.push(at);
                continue;
            }
            let chosen = answered.chosen[at];
            let is_settled = answered.enabled[at] == Finding::Present
                && answered.clash(at).is_none()
                && chosen != 0;
            let option = &item.options.get(chosen.trailing_zeros() as usize);
            match option.filter(|_| is_settled) {
                Some(option) if option.means == Meaning::NotApplicable => not_applicable.push(at),
                Some(option) if option.weight.is_some() => {
                    let weight = option.weight.unwrap_or_default();
                    sum += i64::from(weight);
                    low += i64::from(weight);
                    high += i64::from(weight);
                    counted.push((weight, at));
                }
                _ => {
                    let weights = item.options.iter().filter_map(|option| option.weight);
                    let can_be_left_out = answered.enabled[at] == Finding::NotKnown
                        || item
                            .options
                            .iter()
                            .any(|option| option.means == Meaning::NotApplicable);
                    let zero = (can_be_left_out && score.method == Method::Sum).then_some(0);
                    let (least, most) = weights
                        .chain(zero)
                        .fold((i32::MAX, i32::MIN), |(least, most), weight| {
                            (least.min(weight), most.max(weight))
                        });
                    low += i64::from(least);
                    high += i64::from(most);
                    open.push(at);
                }
            }
        }
        counted.sort_by_key(|&(weight, at)| (weight, at));
        let mean = |total: i64, of: usize| total as f64 / of as f64;
        let (value, range) = match score.method {
            Method::Sum => (
                (!counted.is_empty()).then_some(sum as f64),
                (!counted.is_empty() || !open.is_empty()).then_some((low as f64, high as f64)),
            ),
            Method::Mean => {
                let all = counted.len() + open.len();
                (
                    (!counted.is_empty()).then(|| mean(sum, counted.len())),
                    (all > 0).then(|| self.mean_range(sum, counted.len(), &open)),
                )
            }
        };
        let band = range
            .filter(|_| !counted.is_empty())
            .and_then(|(low, high)| {
                let lowest = band_of(score, low)?;
                let highest = band_of(score, high)?;
                std::ptr::eq(lowest, highest).then_some(lowest)
            });
        let counted: Vec<usize> = counted.into_iter().map(|(_, at)| at).collect();
        ScoreResult {
            id: &score.id,
            name: &score.name,
            value,
            range,
            band,
            because: self.names(&counted),
            open: self.names(&open),
            not_applicable: self.names(&not_applicable),
        }
    }

    /// The least and most a mean could be: any open item may turn out lowest, highest, or, where it
    /// need not apply, be left out.
    fn mean_range(&self, sum: i64, counted: usize, open: &[usize]) -> (f64, f64) {
        let bounds = |pick: fn(i32, i32) -> i32, start: i32| {
            let mut total = sum;
            let mut number = counted as i64;
            let mut optional = Vec::new();
            for &at in open {
                let item = &self.items[at];
                let weights = item.options.iter().filter_map(|option| option.weight);
                let weight = i64::from(weights.fold(start, pick));
                let left_out = item
                    .options
                    .iter()
                    .any(|one| one.means == Meaning::NotApplicable)
                    || !item.conditions.is_empty();
                if left_out {
                    optional.push(weight);
                } else {
                    total += weight;
                    number += 1;
                }
            }
            (total, number, optional)
        };
        let (total, number, optional) = bounds(i32::min, i32::MAX);
        let low = best(total, number, optional, |with, without| with < without);
        let (total, number, optional) = bounds(i32::max, i32::MIN);
        let high = best(total, number, optional, |with, without| with > without);
        (low, high)
    }
}

/// Takes an optional weight in wherever that moves the mean the wanted way.
fn best(
    mut total: i64,
    mut number: i64,
    mut optional: Vec<i64>,
    better: fn(f64, f64) -> bool,
) -> f64 {
    optional.sort_unstable();
    if better(1.0, 0.0) {
        optional.reverse();
    }
    for weight in optional {
        let with = (total + weight) as f64 / (number + 1) as f64;
        if number == 0 || better(with, total as f64 / number as f64) {
            total += weight;
            number += 1;
        }
    }
    total as f64 / number as f64
}

/// The band of a value; a value on a border belongs to the upper one.
fn band_of(score: &Score, value: f64) -> Option<&Band> {
    let mut bands = score.band.iter().rev();
    bands.find(|band| band.min <= value && value <= band.max)
}
