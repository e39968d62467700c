//! A made-up taxonomy, with more terms than fit into one 64-bit word.

use directory::taxonomy::{PhraseSource, Taxonomy, Term, Vocabulary};
use kernel::{Lang, Text};

use super::{KINDS, MORE_NEEDS, NEEDS, POPULATIONS};

/// Terms, phrases and fillers; the ids that the rule knows by name are the real ones.
pub fn taxonomy() -> Taxonomy {
    let named = |id: &str, vocabulary| Term {
        id: id.into(),
        vocabulary,
        name: Text::new(format!("{id} harbour"), format!("{id} étape")),
        description: Text::default(),
        formal: Text::default(),
    };
    let more: Vec<String> = (0..MORE_NEEDS).map(more_need).collect();
    let needs = NEEDS[..2]
        .iter()
        .copied()
        .chain(more.iter().map(String::as_str))
        .chain(NEEDS[2..].iter().copied());
    let terms = needs
        .map(|id| named(id, Vocabulary::Need))
        .chain(POPULATIONS.map(|id| named(id, Vocabulary::Population)))
        .chain(KINDS.map(|id| named(id, Vocabulary::Exploitation)))
        .collect();
    let phrase = |lang, words: &str, leads_to: &[&str], urgent| PhraseSource {
        lang,
        words: vec![words.to_owned()],
        leads_to: leads_to.iter().map(|&id| id.into()).collect(),
        urgent,
    };
    let phrases = [
        phrase(
            Lang::En,
            "passport",
            &["labour", "immigration", "legal"],
            false,
        ),
        phrase(Lang::En, "danger", &["crisis-line"], true),
        phrase(
            Lang::Fr,
            "enfant",
            &["child-protection", "child-sexual"],
            false,
        ),
        phrase(Lang::En, "beds tonight", &["shelter-housing"], false),
        phrase(Lang::En, "boss", &["labour"], false),
        phrase(Lang::En, "women", &["women"], false),
        phrase(Lang::En, "hidden seven", &["more-need-7", "sexual"], false),
        phrase(Lang::Fr, "avocat", &["legal"], false),
    ];
    let own = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    Taxonomy::new(
        terms,
        &phrases,
        &(own(&["the", "of"]), own(&["pour", "le"])),
    )
    .expect("a good taxonomy")
}

pub fn more_need(number: usize) -> String {
    format!("more-need-{number}")
}
