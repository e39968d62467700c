//! Words, as the finder sees them: folded, cut, stemmed. The index and the question go through the
//! same functions, so that they meet.

use std::borrow::Cow;

use kernel::Lang;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower case without accents: `Détresse` → `detresse`, `œuvre` → `oeuvre`, `Straße` → `strasse`.
/// Compatibility forms are unfolded too (`ﬁ` → `fi`, full-width letters).
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// [`fold`] onto the end of `folded`.
pub fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        folded.extend(
            text.bytes()
                .map(|byte| char::from(byte.to_ascii_lowercase())),
        );
        return;
    }
    // One by one: what normalization would put in another order are marks, and those are left out.
    for character in text.chars() {
        if character.is_ascii() {
            folded.push(character.to_ascii_lowercase());
        } else {
            decompose_compatible(character, |part| fold_part(part, folded));
        }
    }
}

/// A part of a letter that was taken apart.
fn fold_part(part: char, folded: &mut String) {
    if is_combining_mark(part) {
        return;
    }
    for lower in part.to_lowercase() {
        match lower {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            mark if is_combining_mark(mark) => {}
            other => folded.push(other),
        }
    }
}

/// The words of a text as they are written: cut at everything that is neither letter nor digit, so
/// that `l'aide` and `l’aide` both give `l` and `aide`. Combining accents belong to their letter.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let belongs = |character: char| {
        if character.is_ascii() {
            character.is_ascii_alphanumeric()
        } else {
            character.is_alphanumeric() || is_combining_mark(character)
        }
    };
    text.split(move |character| !belongs(character))
        .filter(|word| !word.is_empty())
}

/// The stem of a folded word in one language (Snowball).
pub fn stem(folded: &str, lang: Lang) -> Cow<'_, str> {
    // Digits have no stem, and a word this long is no word.
    if folded.len() > 40 || folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(folded);
    }
    let algorithm = match lang {
        Lang::En => frostem::Algorithm::English,
        Lang::Fr => frostem::Algorithm::French,
    };
    frostem::Stemmer::new(algorithm).stem(folded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    proptest! {
        #[test]
        fn letter_by_letter_is_what_normalization_says(text in "\\PC{0,20}|[a-zé\u{301}\u{327}ﬁ가Åœ ]{0,12}") {
            let mut whole = String::new();
            text.nfkd().for_each(|part| fold_part(part, &mut whole));
            // Capital letters of ASCII are lowered either way.
            prop_assert_eq!(fold(&text), whole);
        }
    }

    #[test]
    fn accents_case_and_ligatures_fold_away() {
        assert_eq!(fold("DÉTRESSE"), "detresse");
        assert_eq!(fold("de\u{301}tresse"), "detresse");
        assert_eq!(fold("Cœur Œuvre æ"), "coeur oeuvre ae");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("ﬁn"), "fin");
    }

    #[test]
    fn both_apostrophes_cut() {
        for text in ["l'aide", "l’aide", "L’AIDE"] {
            let found: Vec<String> = words(text).map(fold).collect();
            assert_eq!(found, ["l", "aide"]);
        }
        assert_eq!(
            words("(24/7) — a…b").collect::<Vec<_>>(),
            ["24", "7", "a", "b"]
        );
        assert_eq!(words("").count(), 0);
        assert_eq!(words("👩‍👧 … ").count(), 0);
    }

    #[test]
    fn a_combining_accent_does_not_cut() {
        assert_eq!(
            words("de\u{301}tresse").map(fold).collect::<Vec<_>>(),
            ["detresse"]
        );
    }

    #[test]
    fn stems_meet_across_forms() {
        assert_eq!(stem("shelters", Lang::En), stem("shelter", Lang::En));
        assert_eq!(stem("exploited", Lang::En), stem("exploitation", Lang::En));
        assert_eq!(stem("refuges", Lang::Fr), stem("refuge", Lang::Fr));
        assert_eq!(stem("911", Lang::En), "911");
    }
}
