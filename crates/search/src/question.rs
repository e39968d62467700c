//! A question made ready for the index: typing mistakes repaired, words weighed, terms looked up.

use directory::query::{self, Plan};
use directory::ranking::{Audience, Fit};
use directory::taxonomy::{Taxonomy, TermId, Vocabulary};
use kernel::Lang;

use crate::Result;
use crate::bits;
use crate::columns::MainTerms;
use crate::flags::Flags;
use crate::request::Request;
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

/// The terms of the question, laid out so that those of a document are added up without a branch for
/// each.
struct Strengths {
    /// Which positions in the taxonomy are meant, as bits.
    meant: Vec<u64>,
    /// By position: strength as a need, as a kind of exploitation, as a population, 16 bits each.
    parts: Vec<u64>,
}

impl Strengths {
    fn new(terms: &[Meant], taxonomy: &Taxonomy) -> Self {
        let count = taxonomy.terms().len();
        let mut strengths = Self {
            meant: vec![0; bits::words_for(count).max(1)],
            parts: vec![0; count],
        };
        for meant in terms {
            bits::insert(&mut strengths.meant, meant.term as u32);
            let shift = match meant.vocabulary {
                Vocabulary::Need => 0,
                Vocabulary::Exploitation => 16,
                Vocabulary::Population => 32,
            };
            strengths.parts[meant.term] = u64::from(meant.strength) << shift;
        }
        strengths
    }

    /// Calls `each` with the parts of every meant term among `terms`, given one 64-bit word at a time.
    fn each(&self, terms: impl Fn(usize) -> u64, mut each: impl FnMut(u64)) {
        for (word, meant) in self.meant.iter().enumerate() {
            let mut both = terms(word) & meant;
            while both != 0 {
                each(self.parts[word * 64 + both.trailing_zeros() as usize]);
                both &= both - 1;
            }
        }
    }

    fn need(parts: u64) -> u16 {
        parts as u16
    }
}

/// What of a document the fit looks at, beside its words and terms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) flags: Flags,
    pub(crate) main: MainTerms,
}

/// A question made ready.
pub(crate) struct Question {
    /// Rarest word first; words that no document has come last.
    pub(crate) words: Vec<Sought>,
    pub(crate) terms: Vec<Meant>,
    pub(crate) urgent: bool,
    strengths: Strengths,
    lang: Option<Lang>,
    /// Some kind of exploitation was heard.
    exploitation: bool,
    /// By position in the taxonomy: what a service for these people is to the person.
    audiences: Vec<Audience>,
    /// Bits of all the ranked words.
    every_word: u8,
    /// Per cent of the words, rare ones counting more, for each set of ranked words.
    shares: Vec<u8>,
}

impl Question {
    pub(crate) fn new(
        plan: &Plan,
        request: &Request,
        taxonomy: &Taxonomy,
        words: &Words,
    ) -> Result<Self> {
        let mut sought = Vec::with_capacity(plan.words.len());
        for word in &plan.words {
            sought.push(Sought {
                all: words.all.postings(word)?,
                name: words.name.postings(word)?,
            });
        }
        sought.sort_by_key(|sought| sought.all.as_ref().map_or(u32::MAX, Postings::frequency));
        let terms: Vec<Meant> = plan
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
        let ranked = sought.len().min(RANKED_WORDS);
        Ok(Self {
            every_word: ((1_u16 << ranked) - 1) as u8,
            strengths: Strengths::new(&terms, taxonomy),
            lang: request.lang,
            exploitation: terms
                .iter()
                .any(|meant| meant.vocabulary == Vocabulary::Exploitation),
            audiences: audiences(plan, &request.filters.populations, taxonomy),
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

    /// How well a document fits that was not found by words or terms.
    pub(crate) fn plain_fit(&self, flags: Flags) -> Fit {
        Fit {
            other_language: self.lang.is_some_and(|lang| flags.lacks(lang)),
            ..Fit::default()
        }
    }

    /// How well a document fits that has these words in its name, these anywhere, and these terms
    /// (one 64-bit word of them at a time).
    pub(crate) fn fit(
        &self,
        in_name: u8,
        in_text: u8,
        subject: Subject,
        terms: impl Fn(usize) -> u64,
    ) -> Fit {
        let Subject { flags, main } = subject;
        let of_main = |parts: &Vec<u64>| parts.get(usize::from(main.need)).copied();
        let mut fit = Fit {
            main_need: of_main(&self.strengths.parts).map_or(0, Strengths::need),
            made_for_it: self.exploitation && flags.has(Flags::DEDICATED),
            ..self.plain_fit(flags)
        };
        self.add_words(&mut fit, in_name, in_text);
        let mut sum = 0;
        self.strengths.each(terms, |parts| sum += parts);
        add_terms(&mut fit, sum);
        fit.other_exploitation =
            self.exploitation && flags.has(Flags::NAMES_KINDS) && fit.exploitation == 0;
        fit.audience = match self.audiences.get(usize::from(main.people)) {
            Some(Audience::Unnamed) if fit.population > 0 => Audience::Open,
            // Who types its name means it.
            Some(_) if fit.named => Audience::Open,
            Some(&audience) => audience,
            None => Audience::Open,
        };
        fit
    }

    /// No document fits better that has at most these words and terms.
    pub(crate) fn best_fit(&self, in_name: u8, in_text: u8, terms: impl Fn(usize) -> u64) -> Fit {
        let mut fit = Fit {
            made_for_it: self.exploitation,
            ..Fit::default()
        };
        self.add_words(&mut fit, in_name, in_text);
        let mut sum = 0;
        self.strengths.each(terms, |parts| {
            sum += parts;
            fit.main_need = fit.main_need.max(Strengths::need(parts));
        });
        add_terms(&mut fit, sum);
        fit
    }

    fn add_words(&self, fit: &mut Fit, in_name: u8, in_text: u8) {
        fit.in_name = self.shares[usize::from(in_name)];
        fit.in_text = self.shares[usize::from(in_text)];
        fit.named = self.words.len() > 1 && in_name == self.every_word;
    }
}

fn add_terms(fit: &mut Fit, sum: u64) {
    fit.need = sum as u16;
    fit.exploitation = (sum >> 16) as u16;
    fit.population = (sum >> 32) as u16;
}

/// For each population of the taxonomy, whether what is for it is for the person.
fn audiences(plan: &Plan, chosen: &[TermId], taxonomy: &Taxonomy) -> Vec<Audience> {
    let heard: Vec<&TermId> = plan.terms.iter().map(|(id, _)| id).chain(chosen).collect();
    let spoken: Vec<TermId> = heard.iter().flat_map(|id| query::spoken_of(id)).collect();
    let is_meant = |id: &TermId| heard.contains(&id) || spoken.contains(id);
    let some_named = heard.iter().any(|id| query::is_said_when_meant(id));
    let audience = |id: &TermId| {
        if is_meant(id) {
            Audience::Open
        } else if query::is_said_when_meant(id) {
            Audience::OfOthers
        } else if some_named {
            Audience::Unnamed
        } else {
            Audience::Open
        }
    };
    taxonomy
        .terms()
        .iter()
        .map(|term| audience(&term.id))
        .collect()
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
