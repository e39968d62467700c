//! The best of many: carries out the rule of [`directory::ranking`] without looking at every document.
//!
//! Documents lie along a curve over the map, in blocks. For each block the rule is asked for the most
//! that anything in it could score; blocks are visited best bound first, and once a page is full,
//! every block whose bound cannot enter it is passed over. The outcome is exactly that of scoring
//! every document, which a test checks.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use directory::ranking::{Fit, best_way_points, fit_points, way_points};

use crate::candidates::{Candidates, List};
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

/// Candidates of one block and what they can score at most.
struct Group {
    bound: u64,
    block: u32,
    /// For lists: the stretch of it.
    from: u32,
    to: u32,
}

impl Ranking<'_> {
    /// The first `wanted` candidates, in order.
    pub(crate) fn best(&self, candidates: &Candidates, wanted: usize) -> Vec<u32> {
        if wanted == 0 {
            return Vec::new();
        }
        let groups = match candidates {
            Candidates::Set(set) => self.groups_of_set(set),
            Candidates::List(list) => self.groups_of_list(list),
        };
        let mut groups: BinaryHeap<(u64, Reverse<u32>, u32, u32)> = groups
            .into_iter()
            .map(|group| (group.bound, Reverse(group.block), group.from, group.to))
            .collect();
        let mut best: BinaryHeap<Reverse<Standing>> = BinaryHeap::with_capacity(wanted + 1);
        while let Some((bound, Reverse(block), from, to)) = groups.pop() {
            if best.len() == wanted
                && let Some(Reverse(last)) = best.peek()
            {
                // What equals the last one's points and distance may still be an earlier document.
                if bound < last.0 {
                    break;
                }
                if (bound, Reverse(block * BLOCK as u32)) < *last {
                    continue;
                }
            }
            let mut enter = |standing| {
                if best.len() < wanted {
                    best.push(Reverse(standing));
                } else if best.peek().is_some_and(|Reverse(last)| standing > *last) {
                    best.pop();
                    best.push(Reverse(standing));
                }
            };
            match candidates {
                Candidates::Set(set) => self.visit_set(set, block, &mut enter),
                Candidates::List(list) => {
                    self.visit_list(list, from as usize..to as usize, &mut enter)
                }
            }
        }
        let mut best: Vec<Standing> = best.into_iter().map(|Reverse(standing)| standing).collect();
        best.sort_unstable_by(|one, other| other.cmp(one));
        best.into_iter()
            .map(|(_, Reverse(document))| document)
            .collect()
    }

    fn groups_of_set(&self, set: &[u64]) -> Vec<Group> {
        let fit = fit_points(&Fit::default());
        set.chunks(BLOCK / 64)
            .enumerate()
            .filter(|(_, words)| words.iter().any(|&word| word != 0))
            .map(|(block, _)| Group {
                bound: self.bound(block, fit),
                block: block as u32,
                from: 0,
                to: 0,
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
            let bound = if sparse {
                u64::MAX
            } else {
                self.bound(block, fit_points(&self.best_fit(list, from..to)))
            };
            groups.push(Group {
                bound,
                block: block as u32,
                from: from as u32,
                to: to as u32,
            });
            from = to;
        }
        groups
    }

    /// No document of this stretch fits better.
    fn best_fit(&self, list: &List, stretch: std::ops::Range<usize>) -> Fit {
        let any = |marks: &[u8]| marks.iter().fold(0, |all, mark| all | mark);
        let has_term = |term: usize| {
            list.documents[stretch.clone()]
                .iter()
                .any(|&document| self.has_term(document, term))
        };
        self.question.best_fit(
            any(&list.in_name[stretch.clone()]),
            any(&list.in_text[stretch.clone()]),
            has_term,
        )
    }

    fn has_term(&self, document: u32, term: usize) -> bool {
        self.columns.terms(document, term / 64) >> (term % 64) & 1 == 1
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

    fn visit_set(&self, set: &[u64], block: u32, enter: &mut impl FnMut(Standing)) {
        let first = block as usize * BLOCK / 64;
        let words = &set[first..(first + BLOCK / 64).min(set.len())];
        crate::bits::for_each(words, first, |document| {
            let fit = self.question.plain_fit(self.columns.flags(document));
            enter((self.standing(document, fit_points(&fit)), Reverse(document)));
        });
    }

    fn visit_list(
        &self,
        list: &List,
        stretch: std::ops::Range<usize>,
        enter: &mut impl FnMut(Standing),
    ) {
        for at in stretch {
            let document = list.documents[at];
            let subject = Subject {
                flags: self.columns.flags(document),
                main: self.columns.main_terms(document),
            };
            let has_term = |term| self.has_term(document, term);
            let (in_name, in_text) = (list.in_name[at], list.in_text[at]);
            let fit = self.question.fit(in_name, in_text, subject, has_term);
            enter((self.standing(document, fit_points(&fit)), Reverse(document)));
        }
    }

    fn standing(&self, document: u32, fit: i32) -> u64 {
        let chord = self.place.chord(self.columns, document);
        let points = fit
            + self
                .moment
                .points(self.columns, document, self.question.urgent)
            + way_points(self.place.way(self.columns, document, chord));
        self.key(points, chord)
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
