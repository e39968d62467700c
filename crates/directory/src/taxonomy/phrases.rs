//! Everyday phrases: what people really say, and the terms it leads to.
//!
//! A phrase is found when its content words (folded, without fillers, stemmed in its language) stand
//! in the text in the same order, with at most [`GAP`] other content words between neighbours.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use kernel::Lang;

use super::{Fillers, TaxonomyError, TermId};
use crate::text;

/// Other content words allowed between two words of a phrase.
const GAP: usize = 2;

/// One block of a phrases file: several ways to say one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseSource {
    /// The language they are said in.
    pub lang: Lang,
    /// The phrases.
    pub words: Vec<String>,
    /// Where they lead, strongest first.
    pub leads_to: Vec<TermId>,
    /// Someone who says this is in danger now.
    pub urgent: bool,
}

/// A phrase that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard<'a> {
    /// Which of the phrase blocks, from 0: everything said in one block means the same.
    pub meaning: usize,
    /// Positions in [`super::Taxonomy::terms`], strongest first.
    pub leads_to: &'a [usize],
    /// Someone who says this is in danger now.
    pub urgent: bool,
    /// Content words of the phrase: the more, the more it tells.
    pub length: usize,
    /// One bit for each word of the text that belongs to it (the first 64 words).
    pub span: u64,
}

#[derive(Debug, Clone)]
struct Phrase {
    stems: Vec<String>,
    block: usize,
}

#[derive(Debug, Clone)]
struct Block {
    leads_to: Vec<usize>,
    urgent: bool,
}

#[derive(Debug, Clone, Default)]
struct Language {
    phrases: Vec<Phrase>,
    by_first_stem: HashMap<String, Vec<usize>>,
    stems: HashSet<String>,
}

/// All phrases, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    blocks: Vec<Block>,
    en: Language,
    fr: Language,
    words: Vec<String>,
}

/// A word of a text in one language: its stem, and its position among all words of the text.
struct Content {
    stem: String,
    at: usize,
}

impl Phrases {
    pub(super) fn new(
        sources: &[PhraseSource],
        positions: &HashMap<TermId, usize>,
        fillers: &Fillers,
    ) -> Result<Self, TaxonomyError> {
        let mut phrases = Self::default();
        let mut words = HashSet::new();
        for (number, source) in sources.iter().enumerate() {
            let leads_to = source
                .leads_to
                .iter()
                .map(|id| {
                    positions
                        .get(id)
                        .copied()
                        .ok_or_else(|| TaxonomyError::UnknownTerm {
                            phrase: number,
                            term: id.clone(),
                        })
                })
                .collect::<Result<_, _>>()?;
            phrases.blocks.push(Block {
                leads_to,
                urgent: source.urgent,
            });
            for written in &source.words {
                let folded: Vec<String> = text::words(written).map(text::fold).collect();
                let content = content_words(&folded, fillers, source.lang);
                if content.is_empty() {
                    return Err(TaxonomyError::OnlyFillers {
                        phrase: number,
                        words: written.clone(),
                    });
                }
                words.extend(content.iter().map(|word| folded[word.at].clone()));
                let stems = content.into_iter().map(|word| word.stem).collect();
                phrases.language(source.lang).add(stems, number);
            }
        }
        phrases.words = words.into_iter().collect();
        phrases.words.sort_unstable();
        Ok(phrases)
    }

    fn language(&mut self, lang: Lang) -> &mut Language {
        match lang {
            Lang::En => &mut self.en,
            Lang::Fr => &mut self.fr,
        }
    }

    pub(super) fn count(&self, lang: Lang) -> usize {
        match lang {
            Lang::En => self.en.phrases.len(),
            Lang::Fr => self.fr.phrases.len(),
        }
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    pub(super) fn knows(&self, folded: &str) -> bool {
        self.en
            .stems
            .contains(text::stem(folded, Lang::En).as_ref())
            || self
                .fr
                .stems
                .contains(text::stem(folded, Lang::Fr).as_ref())
    }

    /// Phrases in `folded` words, without those whose words are all part of a longer one: the
    /// longest wording is what was meant.
    pub(super) fn find(&self, folded: &[String], fillers: &Fillers) -> Vec<Heard<'_>> {
        let mut heard = Vec::new();
        let speaks = spoken(folded, fillers);
        for (lang, language) in [(Lang::En, &self.en), (Lang::Fr, &self.fr)] {
            let content = content_words(folded, fillers, lang);
            for start in 0..content.len() {
                let Some(candidates) = language.by_first_stem.get(&content[start].stem) else {
                    continue;
                };
                for &candidate in candidates {
                    let phrase = &language.phrases[candidate];
                    // "Son" is "his" to whoever speaks French.
                    let other_words = phrase.stems.len() == 1
                        && speaks == Some(lang.other())
                        && fillers.contains(&folded[content[start].at], lang.other());
                    if other_words {
                        continue;
                    }
                    if let Some(span) = span_of(&phrase.stems, &content, start) {
                        let block = &self.blocks[phrase.block];
                        heard.push(Heard {
                            meaning: phrase.block,
                            leads_to: &block.leads_to,
                            urgent: block.urgent,
                            length: phrase.stems.len(),
                            span,
                        });
                    }
                }
            }
        }
        let spans: Vec<u64> = heard.iter().map(|phrase| phrase.span).collect();
        heard.retain(|phrase| {
            !spans
                .iter()
                .any(|&other| other != phrase.span && other & phrase.span == phrase.span)
        });
        heard.dedup();
        heard
    }
}

impl Language {
    fn add(&mut self, stems: Vec<String>, block: usize) {
        self.stems.extend(stems.iter().cloned());
        self.by_first_stem
            .entry(stems[0].clone())
            .or_default()
            .push(self.phrases.len());
        self.phrases.push(Phrase { stems, block });
    }
}

/// The language of most filler words, when there is one.
fn spoken(folded: &[String], fillers: &Fillers) -> Option<Lang> {
    let count = |lang: Lang| {
        let of_one_language =
            |word: &&String| fillers.contains(word, lang) && !fillers.contains(word, lang.other());
        folded.iter().filter(of_one_language).count()
    };
    match count(Lang::En).cmp(&count(Lang::Fr)) {
        Ordering::Greater => Some(Lang::En),
        Ordering::Less => Some(Lang::Fr),
        Ordering::Equal => None,
    }
}

fn content_words(folded: &[String], fillers: &Fillers, lang: Lang) -> Vec<Content> {
    folded
        .iter()
        .enumerate()
        .take(64)
        .filter(|(_, word)| !fillers.contains(word, lang))
        .map(|(at, word)| Content {
            stem: text::stem(word, lang).into_owned(),
            at,
        })
        .collect()
}

/// The words of the text that `stems` occupies when its first word stands at `start`.
fn span_of(stems: &[String], content: &[Content], start: usize) -> Option<u64> {
    let here = 1 << content[start].at;
    if stems.len() == 1 {
        return Some(here);
    }
    let reach = (start + 1 + GAP).min(content.len().saturating_sub(1));
    (start + 1..=reach)
        .filter(|&next| content[next].stem == stems[1])
        .find_map(|next| span_of(&stems[1..], content, next))
        .map(|rest| rest | here)
}

#[cfg(test)]
mod tests {
    use super::super::{Taxonomy, Term, Vocabulary};
    use super::*;
    use kernel::Text;

    fn taxonomy() -> Taxonomy {
        let term = |id: &str, vocabulary| Term {
            id: id.into(),
            vocabulary,
            name: Text::default(),
            description: Text::default(),
            formal: Text::default(),
        };
        let source = |lang, words: &[&str], leads_to: &[&str], urgent| PhraseSource {
            lang,
            words: words.iter().map(|&word| word.to_owned()).collect(),
            leads_to: leads_to.iter().map(|&id| id.into()).collect(),
            urgent,
        };
        let own = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Taxonomy::new(
            vec![
                term("legal", Vocabulary::Need),
                term("labour", Vocabulary::Exploitation),
                term("safety", Vocabulary::Need),
            ],
            &[
                source(
                    Lang::En,
                    &["took my passport", "has my papers"],
                    &["labour", "legal"],
                    false,
                ),
                source(Lang::En, &["passport"], &["legal"], false),
                source(
                    Lang::Fr,
                    &["m'oblige à travailler", "garde mon passeport"],
                    &["labour"],
                    false,
                ),
                source(Lang::Fr, &["danger de mort"], &["safety"], true),
            ],
            &(
                own(&["my", "has", "the", "not"]),
                own(&["m", "a", "mon", "de", "pas"]),
            ),
        )
        .expect("a good taxonomy")
    }

    fn leads(text: &str) -> Vec<Vec<usize>> {
        let taxonomy = taxonomy();
        taxonomy
            .hear(text)
            .iter()
            .map(|heard| heard.leads_to.to_vec())
            .collect()
    }

    #[test]
    fn phrases_are_found_with_words_between_and_either_apostrophe() {
        assert_eq!(leads("my boss TOOK all my passports"), [[1, 0]]);
        assert_eq!(leads("il m’oblige vraiment à travailler"), [[1]]);
        assert_eq!(leads("il m'oblige à travailler"), [[1]]);
        assert_eq!(leads("mon patron garde toujours mon passeport"), [[1]]);
    }

    #[test]
    fn order_and_distance_matter() {
        assert_eq!(leads("passport my took"), [[0]]);
        assert_eq!(leads("took one two three passport"), [[0]]);
        assert_eq!(leads("took one two passport"), [[1, 0]]);
        assert_eq!(leads("nothing of the kind"), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn the_longest_wording_wins() {
        assert_eq!(leads("took passport"), [[1, 0]]);
    }

    #[test]
    fn danger_is_heard() {
        assert!(
            taxonomy()
                .hear("en danger de mort")
                .iter()
                .any(|heard| heard.urgent)
        );
    }

    #[test]
    fn a_phrase_of_fillers_or_to_nowhere_is_refused() {
        let phrase = |words: &str, to: &str| PhraseSource {
            lang: Lang::En,
            words: vec![words.to_owned()],
            leads_to: vec![to.into()],
            urgent: false,
        };
        let fillers = || (vec!["the".to_owned()], Vec::new());
        assert!(matches!(
            Taxonomy::new(Vec::new(), &[phrase("word", "x")], &fillers()),
            Err(TaxonomyError::UnknownTerm { phrase: 0, .. })
        ));
        let only = PhraseSource {
            leads_to: Vec::new(),
            ..phrase("the", "")
        };
        assert!(matches!(
            Taxonomy::new(Vec::new(), &[only], &fillers()),
            Err(TaxonomyError::OnlyFillers { phrase: 0, .. })
        ));
    }
}
