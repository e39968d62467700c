//! `taxonomy/`: the terms, the phrases that lead to them, the words that are skipped.

use kernel::{Lang, Text};

use crate::taxonomy::{PhraseSource, Taxonomy, TaxonomyError, Term, TermId, Vocabulary};

use super::fault::Fault;
use super::record::{NAME, SENTENCE};
use super::references::{References, file_of};
use super::sheet::{At, Sheet};
use super::table::Table;

/// Most characters of one phrase.
const PHRASE: usize = 100;

/// What the files of the folder said.
#[derive(Debug, Default)]
pub(super) struct Parts {
    needs: Option<Vec<Term>>,
    populations: Option<Vec<Term>>,
    exploitation: Option<Vec<Term>>,
    english: Option<Vec<(PhraseSource, At)>>,
    french: Option<Vec<(PhraseSource, At)>>,
    fillers: Option<(Vec<String>, Vec<String>)>,
}

impl Parts {
    /// Reads the file of that name; false when it is none of ours.
    pub(super) fn read(&mut self, sheet: &Sheet, name: &str, references: &mut References) -> bool {
        match name {
            "needs.toml" => self.needs = Some(terms(sheet, Vocabulary::Need, references)),
            "populations.toml" => {
                self.populations = Some(terms(sheet, Vocabulary::Population, references));
            }
            "exploitation.toml" => {
                self.exploitation = Some(terms(sheet, Vocabulary::Exploitation, references));
            }
            "phrases.en.toml" => self.english = Some(phrases(sheet, Lang::En, references)),
            "phrases.fr.toml" => self.french = Some(phrases(sheet, Lang::Fr, references)),
            "fillers.toml" => self.fillers = Some(fillers(sheet)),
            _ => return false,
        }
        true
    }

    pub(super) fn check_complete(&self, faults: &mut Vec<Fault>) {
        for (file, found) in [
            (file_of(Vocabulary::Need), self.needs.is_some()),
            (file_of(Vocabulary::Population), self.populations.is_some()),
            (
                file_of(Vocabulary::Exploitation),
                self.exploitation.is_some(),
            ),
            ("content/taxonomy/phrases.en.toml", self.english.is_some()),
            ("content/taxonomy/phrases.fr.toml", self.french.is_some()),
            ("content/taxonomy/fillers.toml", self.fillers.is_some()),
        ] {
            if !found {
                let remedy = "put it back; content/taxonomy/README.md says what it holds";
                faults.push(Fault::in_file(file, "the file is missing", remedy));
            }
        }
    }

    /// Puts terms and phrases together; `None` when terms or phrases have faults of their own, which
    /// are then noted already.
    pub(super) fn taxonomy(self, faults: &mut Vec<Fault>) -> Option<Taxonomy> {
        let lists = [self.needs, self.populations, self.exploitation];
        let terms: Vec<Term> = lists.into_iter().flatten().flatten().collect();
        let phrases = [self.english, self.french].into_iter().flatten().flatten();
        let (mut phrases, mut places): (Vec<PhraseSource>, Vec<At>) = phrases.unzip();
        let fillers = self.fillers.unwrap_or_default();
        loop {
            let error = match Taxonomy::new(terms.clone(), &phrases, &fillers) {
                Ok(taxonomy) => return Some(taxonomy),
                Err(error) => error,
            };
            let TaxonomyError::OnlyFillers { phrase, words } = error else {
                // The others are noted with their lines by `References`.
                return None;
            };
            let source = phrases.get_mut(phrase)?;
            faults.push(places[phrase].fault(
                format!("the phrase {words:?} has only words that carry no meaning"),
                "add a word that says what happens, or delete the phrase",
            ));
            // Without it, the next one of its kind comes to light.
            source.words.retain(|known| *known != words);
            if source.words.is_empty() {
                phrases.remove(phrase);
                places.remove(phrase);
            }
        }
    }
}

fn terms(sheet: &Sheet, vocabulary: Vocabulary, references: &mut References) -> Vec<Term> {
    let Some(mut table) = Table::document(sheet) else {
        return Vec::new();
    };
    let terms = table.tables("term", "the term").into_iter();
    let terms = terms.filter_map(|mut table| {
        let id = table.slug("id");
        if let Some(id) = &id {
            references.give_term(&id.value, vocabulary, table.at(&id.span));
        }
        let name = table.required_both("name", NAME);
        let description = table.required_both("description", SENTENCE);
        let formal = table.both("formal", NAME).unwrap_or_else(Text::default);
        table.finish();
        Some(Term {
            id: TermId(id?.value),
            vocabulary,
            name: name?,
            description: description?,
            formal,
        })
    });
    let terms = terms.collect();
    table.finish();
    terms
}

fn phrases(sheet: &Sheet, lang: Lang, references: &mut References) -> Vec<(PhraseSource, At)> {
    let Some(mut table) = Table::document(sheet) else {
        return Vec::new();
    };
    let phrases = table.tables("phrase", "the phrase").into_iter();
    let phrases = phrases.map(|mut table| {
        let at = table.at(table.span());
        let words = table.required_list("words", PHRASE);
        let leads_to = table.required_list("leads_to", NAME);
        let urgent = table.flag("urgent").unwrap_or(false);
        let leads_to = leads_to.into_iter().map(|term| {
            let id = TermId(term.value);
            references.mean_term(&id, None, table.at(&term.span));
            id
        });
        let leads_to = leads_to.collect();
        table.finish();
        let source = PhraseSource {
            lang,
            words: words.into_iter().map(|words| words.value).collect(),
            leads_to,
            urgent,
        };
        (source, at)
    });
    let phrases = phrases.collect();
    table.finish();
    phrases
}

fn fillers(sheet: &Sheet) -> (Vec<String>, Vec<String>) {
    let Some(mut table) = Table::document(sheet) else {
        return Default::default();
    };
    let [english, french] = ["en", "fr"].map(|lang| {
        let words = table.required_list(lang, PHRASE).into_iter();
        words.map(|word| word.value).collect()
    });
    table.finish();
    (english, french)
}
