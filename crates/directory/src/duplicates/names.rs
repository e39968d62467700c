//! Names, cut into the words that tell them apart.

use kernel::Lang;

use super::folding::{beginning, fold};
use super::hashing::{hash, mix};
use super::lexicon::{self, Known};
use crate::text;

mod likeness;
mod prefix;

pub(super) use likeness::{Left, Likeness};

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
    /// The languages it names, one bit each, as "Helpline (English service)" does.
    pub(super) names_languages: u8,
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
}

/// Words and letters of many names.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) words: Vec<Word>,
    letters: Vec<u8>,
    folded: String,
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
        let mut names_languages = 0_u8;
        for word in text::words(&folded) {
            let (lang, meaning) = match lexicon::look_up(word) {
                Some(Known::LeftOut(lang)) => (lang, Some(None)),
                Some(Known::Meaning(meaning, lang)) => (lang, Some(Some(meaning))),
                None => (None, None),
            };
            names_languages |= lexicon::names_language(word);
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
            names_languages,
        };
        self.folded = folded;
        name
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
}
