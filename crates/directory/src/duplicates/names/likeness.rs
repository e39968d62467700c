//! How alike two names are: words they share, words that are mistyped, letters alone.

use super::super::edits;
use super::{Name, Names, Word};

impl Name {
    /// It is a word made of the other's initials, of which one may be left out.
    fn abbreviates(&self, other: &Self) -> bool {
        if self.single == 0 || other.initials == 0 {
            return false;
        }
        let letters = self.single.to_be_bytes();
        let mut left = letters
            .iter()
            .copied()
            .filter(|&letter| letter != 0)
            .peekable();
        let count = left.clone().count();
        let initials = other.initials.to_be_bytes();
        let initials = initials.iter().copied().filter(|&letter| letter != 0);
        let total = initials.clone().count();
        for letter in initials {
            left.next_if_eq(&letter);
        }
        count >= 3 && total - count.min(total) <= 1 && left.peek().is_none()
    }

    /// How many pairs of letters two names share, from 0 to 1.
    fn shares_letters(&self, other: &Self) -> f32 {
        let count = |pairs: &[u64; 4]| pairs.iter().map(|bits| bits.count_ones()).sum::<u32>();
        let mut shared = self.pairs;
        for (bits, more) in shared.iter_mut().zip(&other.pairs) {
            *bits &= more;
        }
        let total = count(&self.pairs) + count(&other.pairs);
        2.0 * count(&shared) as f32 / total.max(1) as f32
    }
}

impl Names {
    /// How alike two names are. Symmetric.
    pub(in crate::duplicates) fn compare(&self, one: &Name, other: &Name) -> Likeness {
        if one.count == 0 || other.count == 0 {
            return Likeness::UNKNOWN;
        }
        if one.key == other.key {
            return Likeness::SAME;
        }
        if one.abbreviates(other) || other.abbreviates(one) {
            return Likeness::INITIALS;
        }
        let (one, other) = if one.key < other.key {
            (one, other)
        } else {
            (other, one)
        };
        let (ones, others) = (self.of(one), self.of(other));
        let mut taken = 0_u32;
        let mut left = 0_u32;
        let (mut shared, mut mended) = (0.0_f32, 0.0_f32);
        for (at, word) in ones.iter().enumerate() {
            let found = (0..others.len())
                .find(|&to| taken & (1 << to) == 0 && others[to].hash == word.hash);
            if let Some(to) = found {
                taken |= 1 << to;
                shared += word.weight;
            } else {
                left |= 1 << at;
            }
        }
        for (at, word) in ones.iter().enumerate() {
            if left & (1 << at) == 0 {
                continue;
            }
            let found = (0..others.len())
                .filter(|to| taken & (1 << to) == 0)
                .find_map(|to| Some((to, self.near(word, &others[to])?)));
            if let Some((to, likeness)) = found {
                taken |= 1 << to;
                left &= !(1 << at);
                // A mistyped word is rarer than the word it was meant to be: the commoner one's
                // weight counts for both.
                let weight = word.weight.min(others[to].weight);
                shared += weight * likeness;
                mended += word.weight.max(others[to].weight) - weight;
            }
        }
        let weight = |words: &[Word], bits: u32| -> f32 {
            let chosen = words
                .iter()
                .enumerate()
                .filter(|(at, _)| bits & (1 << at) != 0);
            chosen.map(|(_, word)| word.weight).sum()
        };
        let of_others = weight(others, !taken);
        let of_ones = weight(ones, left);
        let total = one.weight + other.weight - mended;
        let value = (2.0 * shared / total.max(0.01)).min(0.999);
        // "Maisond u Méandre": the letters are all there, the words are not.
        let as_long = one.letters.abs_diff(other.letters) <= 4;
        let letters = if as_long {
            one.shares_letters(other)
        } else {
            0.0
        };
        if letters > 0.78 && letters > value {
            return Likeness {
                value: letters.min(0.95),
                left: Left::None,
                known: true,
            };
        }
        Likeness {
            value,
            left: match (of_ones > 0.0, of_others > 0.0) {
                (false, false) => Left::None,
                (true, true) => Left::Both,
                _ => Left::One,
            },
            known: true,
        }
    }

    /// How alike two different words are, when one may be the other mistyped or shortened.
    pub(super) fn near(&self, one: &Word, other: &Word) -> Option<f32> {
        if one.known && other.known {
            return None;
        }
        let (short, long) = if one.length <= other.length {
            (one, other)
        } else {
            (other, one)
        };
        let tolerated = edits::tolerated(usize::from(long.length));
        let difference = u32::from(long.length - short.length);
        if difference <= tolerated
            && (one.letters ^ other.letters).count_ones() <= 2 * tolerated
            && let Some(distance) = edits::within(self.letters(one), self.letters(other), tolerated)
        {
            return Some(1.0 - distance as f32 / f32::from(long.length));
        }
        // "Mgmt" is not in every lexicon, but the beginning of a word is plain to see.
        let start = self.letters(long).starts_with(self.letters(short));
        (start && short.length >= 3).then_some(0.8)
    }
}

/// Who has a word that the other lacks, even in a mistyped form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::duplicates) enum Left {
    /// Nobody.
    None,
    /// One of them: "French classes" beside "French classes for men".
    One,
    /// Each: "for women" beside "for youth".
    Both,
}

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::duplicates) struct Likeness {
    /// From 0 (no word in common) to 1 (the same words).
    pub(in crate::duplicates) value: f32,
    /// Who has a word that the other lacks.
    pub(in crate::duplicates) left: Left,
    /// There were two names to compare.
    pub(in crate::duplicates) known: bool,
}

impl Likeness {
    pub(in crate::duplicates) const UNKNOWN: Self = Self {
        value: 0.0,
        left: Left::None,
        known: false,
    };
    pub(in crate::duplicates) const SAME: Self = Self {
        value: 1.0,
        left: Left::None,
        known: true,
    };
    const INITIALS: Self = Self {
        value: 0.9,
        left: Left::None,
        known: true,
    };
}
