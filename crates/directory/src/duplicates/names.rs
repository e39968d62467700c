//! Names, cut into the words that tell them apart.

use kernel::Lang;

use super::edits;
use super::lexicon::{self, Known};
use crate::text;

/// Letters of a field that are looked at: whoever writes more writes no name.
const NAME_LIMIT: usize = 300;
/// Words of a name that are kept.
const WORD_LIMIT: usize = 24;

/// A word of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// What it is: equal for equal words, and for words with one meaning in the lexicon.
    pub(super) hash: u32,
    /// How much it tells: much when few records have it. Set when all are known.
    pub(super) weight: f32,
    /// Where its letters stand, and how many.
    start: u32,
    length: u8,
    /// It is in the lexicon, so that a spelling near it is another word, not a mistake.
    known: bool,
    /// One bit for each letter it has.
    letters: u32,
}

/// The words of a name, and what else is known of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Name {
    start: u32,
    pub(super) count: u8,
    /// Its language, when its words tell.
    pub(super) lang: Option<Lang>,
    /// First letters of its words, at most eight.
    initials: u64,
    /// The name itself when it is a single short word, as initials are.
    single: u64,
    /// One number for the whole: equal for equal names, whatever the order of words. 0: empty.
    pub(super) key: u64,
    /// Sum of its words' weights. Set when all are known.
    pub(super) weight: f32,
    /// One bit for each two letters that follow each other, spaces left out.
    pairs: [u64; 4],
    /// Its letters, spaces left out.
    letters: u16,
}

impl Word {
    /// It is in the lexicon.
    pub(super) const fn is_known(&self) -> bool {
        self.known
    }
}

impl Name {
    /// Says that its words now stand so much farther.
    pub(super) const fn move_by(&mut self, words: u32) {
        self.start += words;
    }

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

/// Words and letters of many names.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) words: Vec<Word>,
    letters: Vec<u8>,
    folded: String,
}

/// A hash for words, the same on every machine (FNV-1a, mixed).
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(hash)
}

/// Spreads a number over 64 bits (splitmix64).
pub(super) const fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The beginning of `text`, at most `limit` bytes, cut between characters.
pub(super) fn beginning(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    &text[..end]
}

/// Lower case without accents, and the letters of `C.A.L.A.C.S.` brought together.
pub(super) fn fold(text: &str, folded: &mut String) {
    folded.clear();
    text::fold_into(text, folded);
    if !folded.contains('.') {
        return;
    }
    let bytes = folded.as_bytes();
    let single = |at: usize| {
        bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
            && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
            && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    // A dot between two single letters joins them; every other dot cuts.
    let joins: Vec<usize> = (1..bytes.len())
        .filter(|&at| bytes[at] == b'.' && single(at - 1) && single(at + 1))
        .collect();
    for at in joins.into_iter().rev() {
        folded.remove(at);
    }
}

/// Letters of all words.
fn length(words: &[Word]) -> u16 {
    words.iter().map(|word| u16::from(word.length)).sum()
}

/// One number for words in any order.
fn key(words: &[Word]) -> u64 {
    words.iter().fold(0_u64, |key, word| {
        key.wrapping_add(mix(u64::from(word.hash)))
    })
}

impl Names {
    /// Takes a name in.
    pub(super) fn take(&mut self, text: &str) -> Name {
        let mut folded = std::mem::take(&mut self.folded);
        fold(beginning(text, NAME_LIMIT), &mut folded);
        let start = self.words.len() as u32;
        let (mut english, mut french) = (0_u32, 0_u32);
        let mut initials = 0_u64;
        for word in text::words(&folded) {
            let (lang, meaning) = match lexicon::look_up(word) {
                Some(Known::LeftOut(lang)) => (lang, Some(None)),
                Some(Known::Meaning(meaning, lang)) => (lang, Some(Some(meaning))),
                None => (None, None),
            };
            match lang {
                Some(Lang::En) => english += 1,
                Some(Lang::Fr) => french += 1,
                None => {}
            }
            let count = self.words.len() - start as usize;
            if meaning == Some(None) || count == WORD_LIMIT {
                continue;
            }
            if count < 8 {
                initials = (initials << 8) | u64::from(word.as_bytes()[0]);
            }
            self.push(word, meaning.flatten());
        }
        let words = &self.words[start as usize..];
        let name = Name {
            start,
            count: words.len() as u8,
            lang: match english.cmp(&french) {
                std::cmp::Ordering::Greater => Some(Lang::En),
                std::cmp::Ordering::Less => Some(Lang::Fr),
                std::cmp::Ordering::Equal => None,
            },
            initials: if words.len() > 1 { initials } else { 0 },
            single: match words {
                [word] if (2..=8).contains(&word.length) && !word.known => {
                    let start = word.start as usize;
                    let letters = &self.letters[start..start + usize::from(word.length)];
                    letters
                        .iter()
                        .fold(0, |packed, &letter| (packed << 8) | u64::from(letter))
                }
                _ => 0,
            },
            key: key(words),
            weight: 0.0,
            pairs: self.pairs(words),
            letters: length(words),
        };
        self.folded = folded;
        name
    }

    /// A service's name without the name of its organization, which some sources put in front, even
    /// twice: all its words must be there, if mistyped, and a word must be left.
    pub(super) fn without(&mut self, mut name: Name, organizations: &[Name; 2]) -> Name {
        for organization in organizations.iter().filter(|name| name.count > 0) {
            while let Some(cut) = self.cut(&name, organization) {
                let start = name.start as usize;
                let mut kept = start;
                for at in start..start + usize::from(name.count) {
                    if cut & (1 << (at - start)) == 0 {
                        self.words[kept] = self.words[at];
                        kept += 1;
                    }
                }
                name.count = (kept - start) as u8;
                name.initials = 0;
                name.single = 0;
                name.key = key(self.of(&name));
                name.pairs = self.pairs(self.of(&name));
                name.letters = length(self.of(&name));
            }
        }
        name
    }

    /// The words of `name` that are the words of `organization`, one bit each; `None` when one is
    /// missing or nothing else would be left.
    fn cut(&self, name: &Name, organization: &Name) -> Option<u32> {
        if organization.count >= name.count {
            return None;
        }
        let words = self.of(name);
        let mut cut = 0_u32;
        for theirs in self.of(organization) {
            let free = |at: &usize| cut & (1 << at) == 0;
            let same = (0..words.len())
                .filter(free)
                .find(|&at| words[at].hash == theirs.hash);
            let at = same.or_else(|| {
                (0..words.len())
                    .filter(free)
                    .find(|&at| self.near(&words[at], theirs).is_some())
            })?;
            cut |= 1 << at;
        }
        Some(cut)
    }

    fn push(&mut self, word: &str, meaning: Option<u16>) {
        let start = self.letters.len();
        let kept = lexicon::singular(beginning(word, usize::from(u8::MAX)));
        self.letters.extend_from_slice(kept.as_bytes());
        let letters = kept
            .bytes()
            .fold(0_u32, |bits, byte| bits | 1 << (byte & 31));
        self.words.push(Word {
            hash: match meaning {
                Some(meaning) => mix(u64::from(meaning) + 1) as u32,
                None => hash(kept.as_bytes()) as u32,
            },
            weight: 0.0,
            start: start as u32,
            length: kept.len() as u8,
            known: meaning.is_some(),
            letters,
        });
    }

    /// The pairs of letters of words written as one.
    fn pairs(&self, words: &[Word]) -> [u64; 4] {
        let mut pairs = [0; 4];
        let mut before = 0_u8;
        for word in words {
            for &letter in self.letters(word) {
                let bit = mix(u64::from(before) << 8 | u64::from(letter)) & 255;
                pairs[(bit >> 6) as usize] |= 1 << (bit & 63);
                before = letter;
            }
        }
        pairs
    }

    /// Takes in what another gathered; how far its words move.
    pub(super) fn append(&mut self, other: &Self) -> u32 {
        let moved = self.words.len() as u32;
        let letters = self.letters.len() as u32;
        self.words.extend(other.words.iter().map(|word| Word {
            start: word.start + letters,
            ..*word
        }));
        self.letters.extend_from_slice(&other.letters);
        moved
    }

    /// The words of a name.
    pub(super) fn of(&self, name: &Name) -> &[Word] {
        &self.words[name.start as usize..name.start as usize + usize::from(name.count)]
    }

    fn letters(&self, word: &Word) -> &[u8] {
        &self.letters[word.start as usize..word.start as usize + usize::from(word.length)]
    }

    /// How alike two names are. Symmetric.
    pub(super) fn compare(&self, one: &Name, other: &Name) -> Likeness {
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
    fn near(&self, one: &Word, other: &Word) -> Option<f32> {
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
pub(super) enum Left {
    /// Nobody.
    None,
    /// One of them: "French classes" beside "French classes for men".
    One,
    /// Each: "for women" beside "for youth".
    Both,
}

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likeness {
    /// From 0 (no word in common) to 1 (the same words).
    pub(super) value: f32,
    /// Who has a word that the other lacks.
    pub(super) left: Left,
    /// There were two names to compare.
    pub(super) known: bool,
}

impl Likeness {
    pub(super) const UNKNOWN: Self = Self {
        value: 0.0,
        left: Left::None,
        known: false,
    };
    const SAME: Self = Self {
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
