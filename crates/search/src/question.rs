//! A question made ready for the index: typing mistakes repaired, words weighed, terms looked up.

use directory::query::Plan;
use directory::ranking::Fit;
use directory::taxonomy::{Taxonomy, Vocabulary};

use crate::Result;
use crate::words::{Postings, Words};

/// Words that take part in the ranking: the rarest, one bit each.
const RANKED_WORDS: usize = 8;

/// A word of the question and where its documents are.
pub(crate) struct Sought {
    pub(crate) all: Option<Postings>,
    pub(crate) name: Option<Postings>,
}

/// A term of the question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meant {
    /// Its position in the taxonomy.
    pub(crate) term: usize,
    pub(crate) strength: u16,
    pub(crate) vocabulary: Vocabulary,
}

/// A question made ready.
pub(crate) struct Question {
    /// Rarest word first; words that no document has come last.
    pub(crate) words: Vec<Sought>,
    pub(crate) terms: Vec<Meant>,
    pub(crate) urgent: bool,
    /// Per cent of the words, rare ones counting more, for each set of ranked words.
    shares: Vec<u8>,
}

impl Question {
    pub(crate) fn new(plan: &Plan, taxonomy: &Taxonomy, words: &Words) -> Result<Self> {
        let mut sought = Vec::with_capacity(plan.words.len());
        for word in &plan.words {
            sought.push(Sought {
                all: words.all.postings(word)?,
                name: words.name.postings(word)?,
            });
        }
        sought.sort_by_key(|sought| sought.all.as_ref().map_or(u32::MAX, Postings::frequency));
        let terms = plan
            .terms
            .iter()
            .filter_map(|(id, strength)| {
                let term = taxonomy.index_of(id)?;
                Some(Meant {
                    term,
                    strength: u16::from(*strength),
                    vocabulary: taxonomy.terms()[term].vocabulary,
                })
            })
            .collect();
        Ok(Self {
            shares: shares(&sought, words.documents),
            words: sought,
            terms,
            urgent: plan.urgent,
        })
    }

    /// Words that take part in the ranking, with their bits.
    pub(crate) fn ranked(&self) -> impl Iterator<Item = (&Sought, u8)> {
        self.words
            .iter()
            .take(RANKED_WORDS)
            .enumerate()
            .map(|(at, sought)| (sought, 1 << at))
    }

    /// How well a document fits that has these words in its name, these anywhere, and these terms.
    pub(crate) fn fit(&self, in_name: u8, in_text: u8, has_term: impl Fn(usize) -> bool) -> Fit {
        let mut fit = Fit {
            in_name: self.shares[usize::from(in_name)],
            in_text: self.shares[usize::from(in_text)],
            ..Fit::default()
        };
        for meant in &self.terms {
            if has_term(meant.term) {
                let sum = match meant.vocabulary {
                    Vocabulary::Need => &mut fit.need,
                    Vocabulary::Exploitation => &mut fit.exploitation,
                    Vocabulary::Population => &mut fit.population,
                };
                *sum += meant.strength;
            }
        }
        fit
    }
}

/// A word that half the documents have weighs 1, each halving 1 more; a word that none has, nothing.
fn weight(sought: &Sought, documents: u32) -> u32 {
    sought.all.as_ref().map_or(0, |postings| {
        (documents / postings.frequency().max(1)).max(1).ilog2() + 1
    })
}

fn shares(words: &[Sought], documents: u32) -> Vec<u8> {
    let weights: Vec<u32> = words
        .iter()
        .take(RANKED_WORDS)
        .map(|sought| weight(sought, documents))
        .collect();
    let whole: u32 = weights.iter().sum();
    (0..1_usize << weights.len())
        .map(|set| {
            let part: u32 = (0..weights.len())
                .filter(|word| set >> word & 1 == 1)
                .map(|word| weights[word])
                .sum();
            (part * 100).checked_div(whole).unwrap_or(0) as u8
        })
        .collect()
}
