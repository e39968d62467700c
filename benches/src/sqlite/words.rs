//! Words for SQLite, cut and stemmed by the finder's own rules, so that both engines look for the
//! same thing; a term that a phrase leads to is a word of its own.

use std::collections::BTreeSet;

use directory::Listing;
use directory::listing::Area;
use directory::query::Plan;
use directory::taxonomy::{Taxonomy, Vocabulary};
use directory::text;
use kernel::{Lang, Text};

/// The stems of a listing, each once: of its names, and of the rest.
pub fn of(listing: &Listing, taxonomy: &Taxonomy) -> (String, String) {
    let mut seen = BTreeSet::new();
    let mut name = String::with_capacity(80);
    let mut rest = String::with_capacity(800);
    for text in [&listing.name, &listing.organization] {
        append(text, taxonomy, &mut seen, &mut name);
    }
    let labels = listing.phones.iter().map(|phone| &phone.label);
    for text in [&listing.description, &listing.interpretation]
        .into_iter()
        .chain(labels)
    {
        append(text, taxonomy, &mut seen, &mut rest);
    }
    let terms = [&listing.needs, &listing.populations, &listing.exploitation];
    for (number, term) in terms
        .into_iter()
        .flatten()
        .filter_map(|id| Some((taxonomy.index_of(id)?, taxonomy.term(id)?)))
    {
        rest.push_str(&term_word(number));
        rest.push(' ');
        append(&term.name, taxonomy, &mut seen, &mut rest);
        append(&term.formal, taxonomy, &mut seen, &mut rest);
    }
    for place in places(listing) {
        append(&place, taxonomy, &mut seen, &mut rest);
    }
    (name, rest)
}

fn places(listing: &Listing) -> Vec<Text> {
    let mut names = Vec::new();
    if let Some(location) = &listing.location {
        names.push(Text::new(&location.city, &location.city));
        names.push(location.province.name());
    }
    let provinces = match &listing.area {
        Area::National => &[][..],
        Area::Provinces(provinces) => provinces,
        Area::Circle {
            name, provinces, ..
        } => {
            names.push(name.clone());
            provinces
        }
    };
    names.extend(provinces.iter().map(|province| province.name()));
    names
}

fn append(written: &Text, taxonomy: &Taxonomy, seen: &mut BTreeSet<String>, to: &mut String) {
    for lang in Lang::ALL {
        for word in text::words(written.get(lang)) {
            let folded = text::fold(word);
            if taxonomy.fillers().contains(&folded, lang) {
                continue;
            }
            let stem = text::stem(&folded, lang);
            if !seen.contains(&*stem) {
                to.push_str(&stem);
                to.push(' ');
                seen.insert(stem.into_owned());
            }
        }
    }
}

/// What is looked for: the plan's words and terms.
#[derive(Debug, Default)]
pub struct Sought {
    /// For each word, its stems.
    pub words: Vec<Vec<String>>,
    /// Terms any of which makes an answer, by position in the taxonomy.
    pub terms: Vec<usize>,
    /// Every term the words led to, with its strength: for the order.
    pub strengths: Vec<(usize, f64)>,
}

/// The word that stands for a term which a listing itself names.
pub fn term_word(term: usize) -> String {
    format!("zzterm{term}")
}

impl Sought {
    /// Reads a question; the same plan as the finder's.
    pub fn read(typed: &str, taxonomy: &Taxonomy) -> Self {
        let plan = Plan::parse(typed, taxonomy);
        let strengths: Vec<(usize, f64)> = plan
            .terms
            .iter()
            .filter_map(|(id, strength)| Some((taxonomy.index_of(id)?, f64::from(*strength))))
            .collect();
        let is_population =
            |term: usize| taxonomy.terms()[term].vocabulary == Vocabulary::Population;
        // Who a person is makes no answer by itself while the question says what they need.
        let only_populations = strengths.iter().all(|&(term, _)| is_population(term));
        Self {
            words: plan.words.into_iter().map(|word| word.stems).collect(),
            terms: strengths
                .iter()
                .map(|&(term, _)| term)
                .filter(|&term| only_populations || !is_population(term))
                .collect(),
            strengths,
        }
    }

    /// The strengths of the sought terms among `terms`, added up.
    pub fn strength(&self, terms: i64) -> f64 {
        self.strengths
            .iter()
            .filter(|&&(term, _)| terms >> term & 1 == 1)
            .map(|&(_, strength)| strength)
            .sum()
    }

    /// The FTS5 expression for all words, or any term; `None` when there is nothing to look for.
    pub fn expression(&self) -> Option<String> {
        let words: Vec<String> = self.words.iter().map(|stems| any_of(stems)).collect();
        let all_words = (!words.is_empty()).then(|| format!("({})", words.join(" AND ")));
        let terms = self.terms.iter().map(|&term| term_word(term));
        let parts: Vec<String> = all_words.into_iter().chain(terms).collect();
        (!parts.is_empty()).then(|| parts.join(" OR "))
    }
}

/// The FTS5 expression for a word. Stems are letters and digits: nothing has to be escaped.
pub fn any_of(stems: &[String]) -> String {
    let quoted: Vec<String> = stems.iter().map(|stem| format!("\"{stem}\"")).collect();
    format!("({})", quoted.join(" OR "))
}
