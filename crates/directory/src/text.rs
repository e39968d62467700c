//! Words, as the finder sees them: folded, cut, stemmed. The index and the question go through the
//! same functions, so that they meet.

use std::borrow::Cow;

use kernel::Lang;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
    for character in text
        .nfkd()
        .filter(|&character| !is_combining_mark(character))
    {
        for lower in character.to_lowercase() {
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
}

/// The words of a text as they are written: cut at everything that is neither letter nor digit, so
/// that `l'aide` and `l’aide` both give `l` and `aide`. Combining accents belong to their letter.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !(character.is_alphanumeric() || is_combining_mark(character)))
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
    use super::*;

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
