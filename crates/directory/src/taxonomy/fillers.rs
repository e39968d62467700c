//! Filler words: articles, pronouns, prepositions. They are dropped before words are compared.

use std::collections::HashSet;

use kernel::Lang;

use crate::text;

/// The filler words of each language, folded.
#[derive(Debug, Clone, Default)]
pub struct Fillers {
    en: HashSet<String>,
    fr: HashSet<String>,
}

impl Fillers {
    pub(super) fn new(en: &[String], fr: &[String]) -> Self {
        // "don't" is cut into "don" and "t": each piece is dropped.
        let cut = |words: &[String]| {
            words
                .iter()
                .flat_map(|word| text::words(word).map(text::fold))
                .collect()
        };
        Self {
            en: cut(en),
            fr: cut(fr),
        }
    }

    /// `folded` carries no meaning in `lang`. Single letters never do; single digits may.
    pub fn contains(&self, folded: &str, lang: Lang) -> bool {
        let words = match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        };
        words.contains(folded) || (folded.len() == 1 && !folded.as_bytes()[0].is_ascii_digit())
    }
}
