//! Typing mistakes: a word nobody knows is read as the nearest one that somebody does.

use std::sync::OnceLock;

use directory::query::Word;
use directory::taxonomy::Taxonomy;
use kernel::Lang;
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::directory::OwnedBytes;
use tantivy_fst::{Automaton, IntoStreamer, Map, Streamer};

use crate::words::Words;
use crate::{Error, Result};

/// Shorter words are never repaired: too many others are one letter away.
const SHORTEST: usize = 4;
/// Words shorter than this are only repaired in questions of a few words: a sentence has many ordinary
/// ones that no listing uses ("coach", "grade"), each one letter from another.
const LONG_ENOUGH_FOR_A_SENTENCE: usize = 6;
/// Words, fillers counted, of the longest question that is not a sentence.
const FEW_WORDS: usize = 5;
/// From this length on, two mistakes are repaired.
const LONG: usize = 8;

/// Whole words of the directory and of everyday phrases.
pub(crate) struct Spelling(Map<OwnedBytes>);

struct Nearby<'a>(&'a DFA);

impl Automaton for Nearby<'_> {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

/// Making a builder costs milliseconds, so there is one of each for the whole program, made when a
/// mistake first needs it. Exchanged neighbours count as one mistake.
fn builder(mistakes: u8) -> &'static LevenshteinAutomatonBuilder {
    static ONE: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    static TWO: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    if mistakes == 1 {
        ONE.get_or_init(|| LevenshteinAutomatonBuilder::new(1, true))
    } else {
        TWO.get_or_init(|| LevenshteinAutomatonBuilder::new(2, true))
    }
}

impl Spelling {
    pub(crate) fn open(bytes: OwnedBytes) -> Result<Self> {
        let raw = tantivy_fst::raw::Fst::new(bytes)
            .map_err(|_| Error::Damaged("its list of words does not open"))?;
        Ok(Self(Map::from(raw)))
    }

    /// Reads `folded` words that neither the index nor any phrase knows as the nearest ones known,
    /// in place; returns (typed, read as).
    pub(crate) fn repair(
        &self,
        folded: &mut [String],
        taxonomy: &Taxonomy,
        words: &Words,
    ) -> Result<Vec<(String, String)>> {
        let mut corrected = Vec::new();
        let shortest = if folded.len() > FEW_WORDS {
            LONG_ENOUGH_FOR_A_SENTENCE
        } else {
            SHORTEST
        };
        for word in folded {
            let filler = Lang::ALL
                .iter()
                .any(|&lang| taxonomy.fillers().contains(word, lang));
            let letters = word.chars().count();
            if filler
                || letters < shortest
                || word.bytes().any(|byte| byte.is_ascii_digit())
                || taxonomy.is_phrase_word(word)
                || words.all.postings(&Word::new(word))?.is_some()
            {
                continue;
            }
            if let Some(better) = self.nearest(word, letters) {
                corrected.push((word.clone(), better.clone()));
                *word = better;
            }
        }
        Ok(corrected)
    }

    /// The nearest word; of several equally near, one with the same first letter, then the most
    /// frequent, then the first in the alphabet.
    fn nearest(&self, word: &str, letters: usize) -> Option<String> {
        self.within(word, 1).or_else(|| {
            if letters >= LONG {
                self.within(word, 2)
            } else {
                None
            }
        })
    }

    fn within(&self, word: &str, mistakes: u8) -> Option<String> {
        let automaton = builder(mistakes).build_dfa(word);
        let mut stream = self.0.search(Nearby(&automaton)).into_stream();
        let mut best: Option<((u8, bool, u64), String)> = None;
        while let Some((found, count)) = stream.next() {
            let Ok(found) = std::str::from_utf8(found) else {
                continue;
            };
            if found.len() < 3 {
                continue;
            }
            let distance = match automaton.eval(found) {
                Distance::Exact(distance) => distance,
                Distance::AtLeast(_) => continue,
            };
            let same_start = found.chars().next() == word.chars().next();
            let merit = (u8::MAX - distance, same_start, count);
            if best.as_ref().is_none_or(|(known, _)| merit > *known) {
                best = Some((merit, found.to_owned()));
            }
        }
        best.map(|(_, word)| word)
    }
}
