//! Needs, populations, kinds of exploitation (HSDS `taxonomy_term`), and the everyday phrases that
//! lead to them.

use std::collections::HashMap;
use std::fmt;

use kernel::{Lang, Text};
use serde::{Deserialize, Serialize};

use crate::text;

mod fillers;
mod phrases;

pub use fillers::Fillers;
pub use phrases::{Heard, PhraseSource};

use phrases::Phrases;

/// The id of a term of `content/taxonomy/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TermId(pub String);

impl TermId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for TermId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl fmt::Display for TermId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Which list a term belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vocabulary {
    /// What a person needs.
    Need,
    /// Who a person is.
    Population,
    /// What is being done to a person.
    Exploitation,
}

/// One term.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// Which list it belongs to.
    pub vocabulary: Vocabulary,
    /// Plain words for everyone.
    pub name: Text,
    /// One sentence.
    pub description: Text,
    /// The field's own word, when it differs.
    pub formal: Text,
}

/// All terms, and the phrases that lead to them.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    terms: Vec<Term>,
    positions: HashMap<TermId, usize>,
    fillers: Fillers,
    phrases: Phrases,
    fingerprint: u64,
}

/// Why terms and phrases do not make a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaxonomyError {
    /// One id, two terms.
    #[error("the term {0} exists twice")]
    DuplicateTerm(TermId),
    /// A phrase leads nowhere.
    #[error("a phrase leads to {term}, which is no term")]
    UnknownTerm {
        /// Which of the phrase blocks, from 0.
        phrase: usize,
        /// The id that is no term.
        term: TermId,
    },
    /// A phrase that would be found everywhere, or nowhere.
    #[error("the phrase {words:?} has only filler words")]
    OnlyFillers {
        /// Which of the phrase blocks, from 0.
        phrase: usize,
        /// The phrase as written.
        words: String,
    },
}

impl Taxonomy {
    /// Puts terms, phrases and filler words (English, French) together.
    pub fn new(
        terms: Vec<Term>,
        phrases: &[PhraseSource],
        fillers: &(Vec<String>, Vec<String>),
    ) -> Result<Self, TaxonomyError> {
        let mut positions = HashMap::with_capacity(terms.len());
        for (at, term) in terms.iter().enumerate() {
            if positions.insert(term.id.clone(), at).is_some() {
                return Err(TaxonomyError::DuplicateTerm(term.id.clone()));
            }
        }
        let fingerprint = fingerprint(&terms, phrases, fillers);
        let fillers = Fillers::new(&fillers.0, &fillers.1);
        let phrases = Phrases::new(phrases, &positions, &fillers)?;
        Ok(Self {
            terms,
            positions,
            fillers,
            phrases,
            fingerprint,
        })
    }

    /// Every term, in the order of its files: needs, populations, exploitation.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms of one list.
    pub fn of(&self, vocabulary: Vocabulary) -> impl Iterator<Item = &Term> {
        self.terms
            .iter()
            .filter(move |term| term.vocabulary == vocabulary)
    }

    /// Where a term stands in [`Taxonomy::terms`].
    pub fn index_of(&self, id: &TermId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The term with this id.
    pub fn term(&self, id: &TermId) -> Option<&Term> {
        self.index_of(id).map(|at| &self.terms[at])
    }

    /// Words that carry no meaning of their own.
    pub fn fillers(&self) -> &Fillers {
        &self.fillers
    }

    /// Phrases that stand in `text`, in either language.
    pub fn hear(&self, text: &str) -> Vec<Heard<'_>> {
        let folded: Vec<String> = text::words(text).map(text::fold).collect();
        self.hear_words(&folded)
    }

    /// Phrases that stand in a text that is cut and folded already.
    pub fn hear_words(&self, folded: &[String]) -> Vec<Heard<'_>> {
        self.phrases.find(folded, &self.fillers)
    }

    /// How many phrases there are in one language.
    pub fn phrase_count(&self, lang: Lang) -> usize {
        self.phrases.count(lang)
    }

    /// The folded words phrases are made of, each once; a typing mistake may be read as one of them.
    pub fn phrase_words(&self) -> impl Iterator<Item = &str> {
        self.phrases.words()
    }

    /// A folded word, or another form of it, stands in some phrase.
    pub fn is_phrase_word(&self, folded: &str) -> bool {
        self.phrases.knows(folded)
    }

    /// Changes whenever a term, a phrase or a filler word does: an index made with another one is
    /// built anew.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

/// FNV-1a (Fowler, Noll, Vo): the same on every machine and in every version, unlike the standard
/// library's hashes.
fn fingerprint(
    terms: &[Term],
    phrases: &[PhraseSource],
    fillers: &(Vec<String>, Vec<String>),
) -> u64 {
    let described = format!("{terms:?}{phrases:?}{fillers:?}");
    described.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
