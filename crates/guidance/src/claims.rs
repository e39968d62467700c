//! Statements of law and numbers: what a sentence may not say without naming a source.
//!
//! A rule of thumb over words, on purpose a strict one: a digit, or a word of law. It cannot see a
//! number written as a word; the reviewer does.

use kernel::Lang;

/// Numbers that everybody knows and that stand for themselves.
const SHORT_CODES: [&str; 5] = ["911", "211", "811", "988", "24"];

const LAW_EN: [&str; 8] = [
    "law", "laws", "statute", "illegal", "crime", "crimes", "offence", "offences",
];
const LAW_FR: [&str; 9] = [
    "loi",
    "lois",
    "illégal",
    "illégale",
    "illégaux",
    "crime",
    "crimes",
    "infraction",
    "infractions",
];

/// The first word of `text` that needs a source, if any.
pub(crate) fn first_claim(text: &str, lang: Lang) -> Option<&str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .find(|word| {
            if word.bytes().any(|byte| byte.is_ascii_digit()) {
                return !SHORT_CODES.contains(word);
            }
            is_law(word, lang)
        })
}

fn is_law(word: &str, lang: Lang) -> bool {
    match lang {
        // "act" the verb is not "Act" the statute.
        Lang::En if word.eq_ignore_ascii_case("act") || word.eq_ignore_ascii_case("acts") => {
            word.starts_with('A')
        }
        Lang::En => LAW_EN.contains(&word.to_lowercase().as_str()),
        Lang::Fr if word.eq_ignore_ascii_case("code") => word.starts_with('C'),
        Lang::Fr => LAW_FR.contains(&word.to_lowercase().as_str()),
    }
}
