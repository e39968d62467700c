//! What a person typed, understood: words to look for, terms their phrases lead to, danger.

mod people;
mod place;

pub use people::{is_said_when_meant, spoken_of};
pub use place::{NamedPlace, place_in};

use kernel::Lang;

use crate::taxonomy::{Taxonomy, TermId, Vocabulary};
use crate::text;

/// Characters of a question that are read; the rest of a longer one is ignored.
pub const MOST_CHARACTERS: usize = 200;
/// Words of a question that are read.
pub const MOST_WORDS: usize = 24;

/// The need of finding out who can help: whoever needs anything has it too.
const FINDING_HELP: &str = "information-referral";
/// Strength of a term that nothing was said of, but that goes with what was said.
pub const IMPLIED: u8 = 1;

/// A question, understood. Anything can be parsed: the worst text is an empty plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Words that carry meaning, in order, each stem set once.
    pub words: Vec<Word>,
    /// Terms that phrases led to and how strongly ([`IMPLIED`] to 100), strongest first.
    pub terms: Vec<(TermId, u8)>,
    /// Some phrase speaks of danger now.
    pub urgent: bool,
}

/// One word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded, as typed.
    pub typed: String,
    /// Its stem in English and in French, one entry when they agree.
    pub stems: Vec<String>,
}

impl Word {
    /// The word `folded`.
    pub fn new(folded: &str) -> Self {
        let mut stems = vec![text::stem(folded, Lang::En).into_owned()];
        let french = text::stem(folded, Lang::Fr);
        if stems[0] != french {
            stems.push(french.into_owned());
        }
        Self {
            typed: folded.to_owned(),
            stems,
        }
    }
}

impl Plan {
    /// Reads a question in either language.
    pub fn parse(question: &str, taxonomy: &Taxonomy) -> Self {
        let folded = read(question);
        Self::from_words(&folded, taxonomy)
    }

    /// The plan of words that are folded already, such as a repaired question.
    pub fn from_words(folded: &[String], taxonomy: &Taxonomy) -> Self {
        let mut plan = Self {
            words: words(folded, taxonomy),
            ..Self::default()
        };
        let mut strengths = vec![0_u8; taxonomy.terms().len()];
        for heard in taxonomy.hear_words(folded) {
            plan.urgent |= heard.urgent;
            for (rank, &term) in heard.leads_to.iter().enumerate() {
                strengths[term] = strengths[term].max(strength(rank, heard.length));
            }
        }
        if let Some(finder) = taxonomy.index_of(&FINDING_HELP.into())
            && strengths
                .iter()
                .zip(taxonomy.terms())
                .any(|(&strength, term)| strength > 0 && term.vocabulary != Vocabulary::Population)
        {
            strengths[finder] = strengths[finder].max(IMPLIED);
        }
        plan.terms = strengths
            .iter()
            .zip(taxonomy.terms())
            .filter(|&(&strength, _)| strength > 0)
            .map(|(&strength, term)| (term.id.clone(), strength))
            .collect();
        plan.terms
            .sort_by_key(|&(_, strength)| std::cmp::Reverse(strength));
        plan
    }
}

/// The folded words of the part of a question that is read.
pub fn read(question: &str) -> Vec<String> {
    let end = question
        .char_indices()
        .nth(MOST_CHARACTERS)
        .map_or(question.len(), |(at, _)| at);
    text::words(&question[..end])
        .take(MOST_WORDS)
        .map(text::fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// How strongly the term at `rank` of a phrase of `length` content words is meant: its first term
/// most, and a longer wording more than a shorter one.
fn strength(rank: usize, length: usize) -> u8 {
    let by_rank = match rank {
        0 => 60,
        1 => 40,
        2 => 25,
        3 => 15,
        _ => 5,
    };
    by_rank + 10 * (length.clamp(1, 5) as u8 - 1)
}

fn words(folded: &[String], taxonomy: &Taxonomy) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for folded in folded {
        // The question's language is not asked for, so a filler word of either is one.
        let filler = Lang::ALL
            .iter()
            .any(|&lang| taxonomy.fillers().contains(folded, lang));
        if filler {
            continue;
        }
        let word = Word::new(folded);
        if !words.iter().any(|known| known.stems == word.stems) {
            words.push(word);
        }
    }
    words
}
