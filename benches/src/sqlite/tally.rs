//! Total, counts and the best few, kept while rows stream by.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashSet};

use super::facts::{self, ALWAYS_OPEN, NO_POLICE_REPORT, NO_STATUS};

/// One candidate row.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) terms: i64,
    pub(super) languages: i64,
    pub(super) traits: i64,
    pub(super) is_open: bool,
    /// Square of the straight line to the person, on the unit ball.
    pub(super) chord: Option<f32>,
    /// Less is better.
    pub(super) order: f64,
}

/// A result that may make the page; the greatest is the last one.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Candidate {
    key: (f64, f64),
    id: i64,
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key
            .0
            .total_cmp(&other.key.0)
            .then(self.key.1.total_cmp(&other.key.1))
            .then(self.id.cmp(&other.id))
    }
}

/// What is known of the rows so far.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) total: usize,
    pub(super) terms: [u32; 64],
    pub(super) languages: [u32; 64],
    pub(super) traits: [u32; 3],
    pub(super) open_now: u32,
    /// Rows taken, those seen before included.
    pub(super) taken: usize,
    /// Rows seen, when one may come twice.
    pub(super) seen: Option<HashSet<i64>>,
    keep: usize,
    nearest: bool,
    best: BinaryHeap<Candidate>,
}

impl Tally {
    /// Keeps the best `keep` rows, by distance or by their order.
    pub(super) fn new(keep: usize, nearest: bool) -> Self {
        Self {
            total: 0,
            terms: [0; 64],
            languages: [0; 64],
            traits: [0; 3],
            open_now: 0,
            taken: 0,
            seen: None,
            keep,
            nearest,
            best: BinaryHeap::with_capacity(keep + 1),
        }
    }

    pub(super) fn take(&mut self, row: &Row) {
        self.taken += 1;
        if let Some(seen) = &mut self.seen
            && !seen.insert(row.id)
        {
            return;
        }
        self.total += 1;
        for term in facts::bits(row.terms) {
            self.terms[term as usize] += 1;
        }
        for language in facts::bits(row.languages) {
            self.languages[language as usize] += 1;
        }
        let flags = [NO_POLICE_REPORT, NO_STATUS, ALWAYS_OPEN];
        for (count, flag) in self.traits.iter_mut().zip(flags) {
            *count += u32::from(row.traits & flag != 0);
        }
        self.open_now += u32::from(row.is_open);
        let distance = row.chord.map_or(f64::INFINITY, f64::from);
        let key = if self.nearest {
            (distance, row.order)
        } else {
            (row.order, distance)
        };
        let candidate = Candidate { key, id: row.id };
        if self.best.len() < self.keep {
            self.best.push(candidate);
        } else if self.best.peek().is_some_and(|worst| candidate < *worst) {
            self.best.pop();
            self.best.push(candidate);
        }
    }

    /// The best rows, best first.
    pub(super) fn best(&self) -> Vec<i64> {
        let sorted = self.best.clone().into_sorted_vec();
        sorted.into_iter().map(|candidate| candidate.id).collect()
    }
}
