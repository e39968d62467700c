//! Marks as a printer sets them, so that whoever writes a guide may type plain ones.

use kernel::Lang;

const NO_BREAK: char = '\u{a0}';

/// Apostrophes that curl and, in French, spaces before `: ; ? ! »` and after `«` that do not break.
pub(crate) fn set(text: &str, lang: Lang) -> String {
    let text = text.replace('\'', "\u{2019}");
    if lang == Lang::En {
        return text;
    }
    let mut set = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let before_mark = letter == ' '
            && letters
                .peek()
                .is_some_and(|next| matches!(next, ':' | ';' | '?' | '!' | '»'));
        let after_mark = letter == ' ' && set.ends_with('«');
        set.push(if before_mark || after_mark {
            NO_BREAK
        } else {
            letter
        });
    }
    set
}

/// A telephone number that a narrow screen does not cut: hyphens that do not break.
pub(crate) fn telephone(text: &str) -> String {
    text.replace('-', "\u{2011}")
}
