//! 1,000 mixed queries: both languages, misspelt, filtered, near, nearest first.
//!
//! The words of each are taken from a listing of the directory that is searched (one of the first
//! 10,000, so that the queries are the same at every size): most of them find something.

use std::collections::BTreeSet;

use directory::Listing;
use directory::geography::Near;
use directory::taxonomy::TermId;
use directory::text;
use kernel::{Lang, Text};
use search::{Filters, Request, Sort};

use crate::generator::Generator;
use crate::generator::chance::Chance;
use crate::generator::services::{OTHER_LANGUAGES, POPULATIONS, SERVICE_TYPES};
use crate::generator::towns;

/// How many there are.
pub const COUNT: usize = 1_000;

/// How many have each trait. The rest of the 1,000 do not.
const WITH_TEXT: usize = 790;
const ENGLISH: usize = 474;
const UNACCENTED: usize = 95;
const MISSPELT: usize = 76;
const WITH_NEED: usize = 302;
const WITH_POPULATION: usize = 203;
const WITH_LANGUAGE: usize = 100;
const ALWAYS_OPEN: usize = 90;
const NEAR: usize = 661;
const WITH_RADIUS: usize = 330;
const NEAREST_FIRST: usize = 500;

/// Results on a page.
const PER_PAGE: usize = 10;

/// Family of random sequences, apart from the generator's.
const QUERIES: u64 = 3;

/// Words nobody searches for, of the sentences the listings are made of. (Shorter ones are left out
/// by their length.)
const DULL: &[&str] = &[
    "anyone",
    "avec",
    "autour",
    "avez",
    "beside",
    "before",
    "chaque",
    "come",
    "demandez",
    "depuis",
    "donateurs",
    "dans",
    "doit",
    "elle",
    "everything",
    "from",
    "have",
    "l'avance",
    "leave",
    "leurs",
    "like",
    "meet",
    "near",
    "need",
    "notre",
    "nous",
    "only",
    "possible",
    "possibles",
    "pour",
    "pourquoi",
    "près",
    "quand",
    "savoir",
    "sont",
    "sous",
    "small",
    "such",
    "tout",
    "toute",
    "under",
    "upon",
    "venez",
    "vous",
    "voulez",
    "well",
    "what",
    "when",
    "where",
    "wherever",
    "while",
    "will",
    "with",
    "within",
    "your",
    "their",
    "offer",
    "offrons",
    "brings",
    "closely",
    "demeure",
    "pouvons",
    "demandera",
    "soutenir",
    "aucune",
    "quelqu",
    "entre",
    "stays",
    "pays",
    "there",
    "they",
    "this",
    "that",
    "together",
    "comme",
    "seulement",
    "vos",
    "même",
    "ceux",
];

/// One query and what is known about it.
#[derive(Debug, Clone)]
pub struct Query {
    /// What is asked.
    pub request: Request,
    /// The language of its words.
    pub lang: Lang,
    /// The words as they should have been written, when they were not.
    pub meant: Option<String>,
}

impl Query {
    /// Which work it mostly is, for tables by class.
    pub fn class(&self) -> &'static str {
        let near = self.request.near.is_some();
        match (
            self.request.text.is_empty(),
            near,
            self.request.filters.radius_km,
        ) {
            (false, false, _) => "words",
            (false, true, _) => "words, near",
            (true, _, Some(_)) => "radius, no words",
            (true, _, None) => "browse or nearest, no words",
        }
    }
}

/// The queries, the same at every run.
pub fn queries(generator: &Generator) -> Vec<Query> {
    let mut chance = Chance::of(QUERIES, 0);
    // Each trait falls on its own random selection, so that they mix.
    let [words, need, population, language, always, near] =
        std::array::from_fn(|_| ranks(&mut chance));
    (0..COUNT)
        .map(|at| {
            let mut chance = Chance::of(QUERIES, at as u64 + 1);
            let record = generator.listing(chance.below(10_000) as u64);
            let typed = typed(&mut chance, &record, words[at]);
            let request = Request {
                text: typed.text,
                lang: None,
                near: (near[at] < NEAR).then(|| from_somewhere(&mut chance, generator)),
                filters: Filters {
                    needs: chosen(need[at] < WITH_NEED, || a_need(&mut chance, &record)),
                    populations: chosen(population[at] < WITH_POPULATION, || {
                        a_population(&mut chance, &record)
                    }),
                    languages: chosen(language[at] < WITH_LANGUAGE, || a_language(&mut chance)),
                    always_open: always[at] < ALWAYS_OPEN,
                    radius_km: (near[at] < WITH_RADIUS)
                        .then(|| *chance.pick(&[5, 10, 25, 50, 75, 100])),
                    ..Filters::default()
                },
                sort: if (NEAR - NEAREST_FIRST..NEAR).contains(&near[at]) {
                    Sort::Nearest
                } else {
                    Sort::Best
                },
                page: 1,
                per_page: PER_PAGE,
            };
            Query {
                request,
                lang: typed.lang,
                meant: typed.meant,
            }
        })
        .collect()
}

/// A place in a random order for each query.
fn ranks(chance: &mut Chance) -> Vec<usize> {
    chance.order(COUNT)
}

fn chosen<T>(wanted: bool, choose: impl FnOnce() -> T) -> Vec<T> {
    if wanted { vec![choose()] } else { Vec::new() }
}

/// A query's words.
struct Typed {
    text: String,
    lang: Lang,
    meant: Option<String>,
}

/// `rank` decides: below [`ENGLISH`] English, below [`WITH_TEXT`] French, else nothing. Within each
/// language the first ranks are the misspelt ones, then (French) the unaccented ones.
fn typed(chance: &mut Chance, record: &Listing, rank: usize) -> Typed {
    let misspelt_english = MISSPELT * ENGLISH / WITH_TEXT;
    let misspelt_french = MISSPELT - misspelt_english;
    let (lang, misspelt, unaccented) = match rank {
        rank if rank < ENGLISH => (Lang::En, rank < misspelt_english, false),
        rank if rank < WITH_TEXT => {
            let rank = rank - ENGLISH;
            (
                Lang::Fr,
                rank < misspelt_french,
                (misspelt_french..misspelt_french + UNACCENTED).contains(&rank),
            )
        }
        _ => {
            return Typed {
                text: String::new(),
                lang: Lang::En,
                meant: None,
            };
        }
    };
    let mut words = words_of(chance, record, lang);
    let meant = misspelt.then(|| words.join(" "));
    if misspelt && let Some(longest) = words.iter_mut().max_by_key(|word| word.chars().count()) {
        *longest = misspell(chance, longest);
    }
    let mut text = words.join(" ");
    if unaccented {
        text = text::fold(&text);
    }
    Typed { text, lang, meant }
}

/// One to three words of the record's name, or of its name and description.
fn words_of(chance: &mut Chance, record: &Listing, lang: Lang) -> Vec<String> {
    let name = interesting(record.name.get(lang));
    let description = interesting(record.description.get(lang));
    let count = match chance.below(20) {
        0..7 => 1,
        7..16 => 2,
        _ => 3,
    };
    let mut words: Vec<String> = if chance.percent(60) && !name.is_empty() {
        name
    } else {
        let mut drawn = BTreeSet::new();
        for _ in 0..count {
            drawn.insert(chance.pick(&description).clone());
        }
        drawn.into_iter().collect()
    };
    words.truncate(count);
    words
}

fn interesting(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_lowercase)
        .filter(|word| !DULL.contains(&word.as_str()))
        .collect()
}

/// One slip of the finger, never on the first letter: a letter left out, doubled, replaced, or two
/// neighbours swapped.
fn misspell(chance: &mut Chance, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + chance.below(letters.len() - 2);
    match chance.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = *chance.pick(&['a', 'e', 'i', 'o', 'u', 'n', 'r', 's', 't']),
        _ => letters.swap(at, at + 1),
    }
    let slipped: String = letters.into_iter().collect();
    if slipped == word {
        // Two equal neighbours were swapped or a letter replaced by itself: leave one out instead.
        let mut letters: Vec<char> = word.chars().collect();
        letters.remove(at);
        return letters.into_iter().collect();
    }
    slipped
}

fn from_somewhere(chance: &mut Chance, generator: &Generator) -> Near {
    let town = generator.towns().by_population(chance);
    Near {
        label: Text::new(town.name.en.clone(), town.name.fr.clone()),
        province: town.province,
        point: towns::around(chance, town),
        measurable: true,
        fsa: None,
        district: None,
    }
}

/// The record's own in two of three, so that filters often but not always fit the words.
fn a_need(chance: &mut Chance, record: &Listing) -> TermId {
    if chance.percent(66) {
        chance.pick(&record.needs).clone()
    } else {
        TermId::from(chance.pick(SERVICE_TYPES).0)
    }
}

fn a_population(chance: &mut Chance, record: &Listing) -> TermId {
    if chance.percent(66) && !record.populations.is_empty() {
        chance.pick(&record.populations).clone()
    } else {
        TermId::from(*chance.pick(POPULATIONS))
    }
}

fn a_language(chance: &mut Chance) -> String {
    match chance.below(10) {
        0..3 => "fr".to_owned(),
        3..5 => "en".to_owned(),
        _ => (*chance.pick_early(OTHER_LANGUAGES)).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mix_is_what_it_says() {
        let generator = Generator::new().expect("shipped towns");
        let queries = queries(&generator);
        let count =
            |test: &dyn Fn(&Query) -> bool| queries.iter().filter(|query| test(query)).count();
        assert_eq!(queries.len(), COUNT);
        assert_eq!(count(&|query| !query.request.text.is_empty()), WITH_TEXT);
        assert_eq!(
            count(&|query| !query.request.text.is_empty() && query.lang == Lang::En),
            ENGLISH
        );
        assert_eq!(count(&|query| query.meant.is_some()), MISSPELT);
        assert!(
            queries
                .iter()
                .all(|query| query.meant.as_ref() != Some(&query.request.text))
        );
        assert_eq!(count(&|query| query.request.near.is_some()), NEAR);
        assert_eq!(
            count(&|query| query.request.filters.radius_km.is_some()),
            WITH_RADIUS
        );
        assert_eq!(
            count(&|query| query.request.sort == Sort::Nearest),
            NEAREST_FIRST
        );
        assert!(
            queries
                .iter()
                .filter(|query| query.request.sort == Sort::Nearest)
                .all(|query| query.request.near.is_some())
        );
        assert_eq!(
            count(&|query| !query.request.filters.needs.is_empty()),
            WITH_NEED
        );
        assert_eq!(
            count(&|query| !query.request.filters.populations.is_empty()),
            WITH_POPULATION
        );
        assert_eq!(
            count(&|query| !query.request.filters.languages.is_empty()),
            WITH_LANGUAGE
        );
        assert_eq!(
            count(&|query| query.request.filters.always_open),
            ALWAYS_OPEN
        );
    }
}
