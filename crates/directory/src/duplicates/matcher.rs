//! Finding the pairs: prepare, bring together, compare, resolve.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::blocking::{Blocks, pass_of};
use super::compare::{self, Grades};
use super::evidence::{self, Evidence};
use super::features::Prepared;
use super::model::Model;
use super::{PASSES, Record, resolve};

/// Two records that may speak of the same service, by their places; `first` is the smaller.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The place of one record.
    pub first: usize,
    /// The place of the other.
    pub second: usize,
    /// From 0 to 1: about as many of 100 pairs with 0.9 are the same as 90.
    pub score: f32,
}

/// Records that speak of the same service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Their places, rising.
    pub members: Vec<usize>,
}

/// Two records beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// From 0 to 1.
    pub score: f32,
    /// Field by field, as [`super::Field::ALL`].
    pub evidence: [Evidence; 9],
}

/// Records, ready to be matched.
#[derive(Debug)]
pub struct Matcher {
    prepared: Prepared,
    blocks: Blocks,
    model: Model,
    threads: usize,
}

/// The least score of records that are alike in everything that is compared, and have a name.
const ALIKE: f32 = 0.995;

/// Pieces of work that threads take one after the other.
const PIECES: usize = 256;

impl Matcher {
    /// Prepares records on so many threads (at least one).
    pub fn new(records: &[Record], threads: usize) -> Self {
        Self::with_model(records, threads, Model::default())
    }

    /// The same, with another model.
    pub fn with_model(records: &[Record], threads: usize, model: Model) -> Self {
        let prepared = Prepared::of(records, threads);
        let blocks = Blocks::of(&prepared, threads);
        Self {
            prepared,
            blocks,
            model,
            threads: threads.max(1),
        }
    }

    /// Every pair that shares a rare fact and scores at least `minimum`, by place.
    pub fn pairs(&self, minimum: f32) -> Vec<Pair> {
        let mut found = self.walk(|first, second| {
            let score = self.score(first, second);
            (score >= minimum).then_some(Pair {
                first,
                second,
                score,
            })
        });
        found.sort_unstable_by_key(|pair| (pair.first, pair.second));
        found
    }

    /// Records that speak of the same service, once pairs that contradict each other are resolved:
    /// of two services that are surely not the same, a third can be only one.
    pub fn clusters(&self, pairs: &[Pair], minimum: f32) -> Vec<Cluster> {
        let score = |one, other| self.score(one, other);
        resolve::clusters(self.prepared.records.len(), pairs, minimum, score)
    }

    /// Two records beside each other, whether or not they share a rare fact.
    pub fn compare(&self, one: usize, other: usize) -> Comparison {
        let grades = self.grades(one, other);
        Comparison {
            score: self.score(one, other),
            evidence: evidence::of(&grades, &self.model),
        }
    }

    /// The grades of every pair that shares a rare fact: what a model is fitted on.
    pub fn graded(&self) -> Vec<(usize, usize, Grades)> {
        let mut found =
            self.walk(|first, second| Some((first, second, self.grades(first, second))));
        found.sort_unstable_by_key(|&(first, second, _)| (first, second));
        found
    }

    /// The keys that bring a record together with others, by pass: for whoever wants to compare the
    /// same pairs by other means.
    pub fn block_keys(&self, record: usize) -> [Vec<u64>; PASSES.len()] {
        let mut keys: [Vec<u64>; PASSES.len()] = Default::default();
        for &key in self.blocks.keys_of(record) {
            keys[pass_of(key)].push(key);
        }
        keys
    }

    fn grades(&self, one: usize, other: usize) -> Grades {
        let records = &self.prepared.records;
        compare::grade(&self.prepared, &records[one], &records[other])
    }

    fn score(&self, one: usize, other: usize) -> f32 {
        let score = self.model.score(&self.grades(one, other));
        let (left, right) = (&self.prepared.records[one], &self.prepared.records[other]);
        // Whatever they say, saying the same thing in every field is no accident.
        if left.digest == right.digest && left.has_name() {
            score.max(ALIKE)
        } else {
            score
        }
    }

    /// Looks at every pair that shares a rare fact, on all threads.
    fn walk<T: Send>(&self, look: impl Fn(usize, usize) -> Option<T> + Sync) -> Vec<T> {
        let count = self.blocks.count();
        let size = count.div_ceil(PIECES).max(1);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut found = Vec::new();
            loop {
                let start = next.fetch_add(size, Ordering::Relaxed);
                if start >= count {
                    return found;
                }
                let range = start..(start + size).min(count);
                self.blocks.pairs(range, |first, second| {
                    found.extend(look(first, second));
                });
            }
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..self.threads).map(|_| scope.spawn(work)).collect();
            let mut found = work();
            for other in others {
                match other.join() {
                    Ok(more) => found.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            found
        })
    }
}
