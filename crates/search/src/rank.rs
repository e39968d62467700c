//! The best of many: carries out the rule of [`directory::ranking`] without looking at every document.
//!
//! Documents lie along a curve over the map, in blocks. For each block the rule is asked for the most
//! that anything in it could score; blocks are visited best bound first, and once a page is full,
//! every block whose bound cannot enter it is passed over, and within a block every document whose
//! facts and way leave too little for the best fit of the block. The outcome is exactly that of
//! scoring every document, which `tests/it/agreement.rs` checks.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use directory::ranking::{Fit, best_way_points, fit_points, way_points};

use crate::bits;
use crate::candidates::{Candidates, Dense, List};
use crate::columns::{BLOCK, Columns};
use crate::moment::Moment;
use crate::place::Place;
use crate::question::{Question, Subject};
use crate::request::Sort;

/// A document's standing in the order: higher is better, then the earlier document.
type Standing = (u64, Reverse<u32>);

/// Everything the order depends on.
pub(crate) struct Ranking<'a> {
    pub(crate) columns: &'a Columns,
    pub(crate) moment: &'a Moment,
    pub(crate) place: &'a Place,
    pub(crate) question: &'a Question,
    pub(crate) sort: Sort,
}

/// Candidates of one block and what they can score at most: the highest bound first, then the
/// earliest block.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    bound: u64,
    block: Reverse<u32>,
    /// Points of the best fit of the block.
    best_fit: i32,
    /// For lists: the stretch of it.
    from: u32,
    to: u32,
}

/// The best so far.
struct Top {
    wanted: usize,
    standings: BinaryHeap<Reverse<Standing>>,
}

impl Top {
    /// The last one's standing, once there are enough.
    fn last(&self) -> Option<Standing> {
        let Reverse(last) = self.standings.peek()?;
        (self.standings.len() == self.wanted).then_some(*last)
    }

    fn enter(&mut self, standing: Standing) {
        match self.last() {
            None => self.standings.push(Reverse(standing)),
            Some(last) if standing > last => {
                self.standings.pop();
                self.standings.push(Reverse(standing));
            }
            Some(_) => {}
        }
    }

    fn in_order(self) -> Vec<u32> {
        // Reversed standings in ascending order: best first.
        self.standings
            .into_sorted_vec()
            .into_iter()
            .map(|Reverse((_, Reverse(document)))| document)
            .collect()
    }
}

impl Ranking<'_> {
    /// The first `wanted` candidates, in order.
    pub(crate) fn best(&self, candidates: &Candidates, wanted: usize) -> Vec<u32> {
        if wanted == 0 {
            return Vec::new();
        }
        let mut groups: BinaryHeap<Group> = match candidates {
            // What was found by neither words nor terms can only lose: by its language.
            Candidates::Set(set) => self.groups_of_set(set, |_| fit_points(&Fit::default())),
            Candidates::Dense(dense) => {
                self.groups_of_set(&dense.set, |block| self.best_fit_of_block(dense, block))
            }
            Candidates::List(list) => self.groups_of_list(list),
        }
        .into();
        let mut top = Top {
            wanted,
            standings: BinaryHeap::with_capacity(wanted + 1),
        };
        while let Some(group) = groups.pop() {
            let Reverse(block) = group.block;
            if let Some(last) = top.last() {
                if group.bound < last.0 {
                    break;
                }
                // What equals the last one's points and distance may still be an earlier document.
                if (group.bound, Reverse(block * BLOCK as u32)) < last {
                    continue;
                }
            }
            match candidates {
                Candidates::Set(set) => self.visit_set(set, &group, &mut top),
                Candidates::Dense(dense) => self.visit_dense(dense, &group, &mut top),
                Candidates::List(list) => self.visit_list(list, &group, &mut top),
            }
        }
        top.in_order()
    }

    fn groups_of_set(&self, set: &[u64], best_fit: impl Fn(usize) -> i32) -> Vec<Group> {
        set.chunks(BLOCK / 64)
            .enumerate()
            .filter(|(_, words)| words.iter().any(|&word| word != 0))
            .map(|(block, _)| {
                let best_fit = best_fit(block);
                Group {
                    bound: self.bound(block, best_fit),
                    block: Reverse(block as u32),
                    best_fit,
                    from: 0,
                    to: 0,
                }
            })
            .collect()
    }

    fn groups_of_list(&self, list: &List) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        // A bound for every few documents costs more than it saves.
        let sparse = list.documents.len() < 4 * self.columns.boxes.len().min(256);
        let mut from = 0;
        for run in list
            .documents
            .chunk_by(|one, other| *one as usize / BLOCK == *other as usize / BLOCK)
        {
            let block = run[0] as usize / BLOCK;
            let to = from + run.len();
            let (bound, best_fit) = if sparse {
                (u64::MAX, i32::MAX / 2)
            } else {
                let best_fit = self.best_fit_of_stretch(list, from..to);
                (self.bound(block, best_fit), best_fit)
            };
            groups.push(Group {
                bound,
                block: Reverse(block as u32),
                best_fit,
                from: from as u32,
                to: to as u32,
            });
            from = to;
        }
        groups
    }

    /// No document of this stretch fits better.
    fn best_fit_of_stretch(&self, list: &List, stretch: std::ops::Range<usize>) -> i32 {
        fit_points(&self.question.best_fit(
            any(&list.in_name[stretch.clone()]),
            any(&list.in_text[stretch.clone()]),
            |word| {
                list.documents[stretch.clone()]
                    .iter()
                    .fold(0, |all, &document| all | self.columns.terms(document, word))
            },
        ))
    }

    /// No document of this block fits better.
    fn best_fit_of_block(&self, dense: &Dense, block: usize) -> i32 {
        let from = block * BLOCK;
        let to = (from + BLOCK).min(self.columns.documents);
        fit_points(&self.question.best_fit(
            any(&dense.in_name[from..to]),
            any(&dense.in_text[from..to]),
            |word| self.columns.terms_of_block(block, word),
        ))
    }

    /// No document of the block that fits at most so well stands higher.
    fn bound(&self, block: usize, fit: i32) -> u64 {
        let facts = self.moment.best_points(block, self.question.urgent);
        let nearest = self
            .place
            .measured_from()
            .map_or(f32::NAN, |person| self.columns.boxes[block].chord(person));
        let band = self.place.band(nearest);
        // A block of places without a point has no nearest, and what has none there has no distance.
        self.key(fit + facts + best_way_points(band), nearest)
    }

    fn visit_set(&self, set: &[u64], group: &Group, top: &mut Top) {
        each_of_block(set, group, |document| {
            self.consider(document, group.best_fit, top, || {
                let fit = self.question.plain_fit(self.columns.flags(document));
                fit_points(&fit)
            });
        });
    }

    fn visit_dense(&self, dense: &Dense, group: &Group, top: &mut Top) {
        each_of_block(&dense.set, group, |document| {
            let at = document as usize;
            self.consider(document, group.best_fit, top, || {
                self.fit(document, dense.in_name[at], dense.in_text[at])
            });
        });
    }

    fn visit_list(&self, list: &List, group: &Group, top: &mut Top) {
        for at in group.from as usize..group.to as usize {
            let document = list.documents[at];
            self.consider(document, group.best_fit, top, || {
                self.fit(document, list.in_name[at], list.in_text[at])
            });
        }
    }

    fn fit(&self, document: u32, in_name: u8, in_text: u8) -> i32 {
        let subject = Subject {
            flags: self.columns.flags(document),
            main: self.columns.main_terms(document),
        };
        let terms = |word| self.columns.terms(document, word);
        fit_points(&self.question.fit(in_name, in_text, subject, terms))
    }

    /// Lets a document enter the best, if it is. How well it fits is only asked when it matters.
    fn consider(&self, document: u32, best_fit: i32, top: &mut Top, fit: impl FnOnce() -> i32) {
        let chord = self.place.chord(self.columns, document);
        let rest = self
            .moment
            .points(self.columns, document, self.question.urgent)
            + way_points(self.place.way(self.columns, document, chord));
        if top
            .last()
            .is_some_and(|last| self.key(rest + best_fit, chord) < last.0)
        {
            return;
        }
        top.enter((self.key(rest + fit(), chord), Reverse(document)));
    }

    /// Points and chord in one number: points first for the best, chord first for the nearest. What
    /// has no distance counts as infinitely far.
    fn key(&self, points: i32, chord: f32) -> u64 {
        let points = u64::from(points.wrapping_sub(i32::MIN) as u32);
        let near = if chord.is_nan() || self.place.measured_from().is_none() {
            0
        } else {
            u64::from(u32::MAX - chord.to_bits())
        };
        match self.sort {
            Sort::Nearest if self.place.measured_from().is_some() => near << 32 | points,
            Sort::Best | Sort::Nearest => points << 32 | near,
        }
    }
}

/// Calls `each` with the documents of `set` in the group's block.
fn each_of_block(set: &[u64], group: &Group, each: impl FnMut(u32)) {
    let first = group.block.0 as usize * BLOCK / 64;
    let words = &set[first..(first + BLOCK / 64).min(set.len())];
    bits::for_each(words, first, each);
}

/// All the marks together.
fn any(marks: &[u8]) -> u8 {
    marks.iter().fold(0, |all, mark| all | mark)
}
