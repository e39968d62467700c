//! The small marks of good typesetting, so that translators can type on an ordinary keyboard.

use std::borrow::Cow;

use kernel::Lang;

/// A space that does not break a line.
const NO_BREAK: char = '\u{a0}';

/// Sets a locale file or a text of the directory: curly apostrophes in both languages; in French also
/// the spaces that belong before `: ; ! ?` and inside `« »`, so that no mark ever begins a line.
/// Most texts have none that change, and are handed back as they are.
pub(crate) fn set(source: &str, lang: Lang) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, byte) in source.bytes().enumerate() {
        let mark = match byte {
            b'\'' => '’',
            b' ' if lang == Lang::Fr && binds(&source[..at], &source[at + 1..]) => NO_BREAK,
            _ => continue,
        };
        out.push_str(&source[copied..at]);
        out.push(mark);
        copied = at + 1;
    }
    if copied == 0 {
        return Cow::Borrowed(source);
    }
    out.push_str(&source[copied..]);
    Cow::Owned(out)
}

/// A French space between these two must not break.
fn binds(before: &str, after: &str) -> bool {
    after.starts_with([':', ';', '!', '?', '»']) || before.ends_with('«')
}

/// A count as the language groups digits: `12,345` or `12 345`.
pub(crate) fn group_thousands(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    // The Canadian style guides of both languages leave four digits together.
    if digits.len() <= 4 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(match lang {
                Lang::En => ',',
                Lang::Fr => NO_BREAK,
            });
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_marks_never_begin_a_line() {
        assert_eq!(
            set("Où êtes-vous ? « Ici » : l'été !", Lang::Fr),
            "Où êtes-vous\u{a0}? «\u{a0}Ici\u{a0}»\u{a0}: l’été\u{a0}!"
        );
        assert_eq!(
            set("Where? It's here : x", Lang::En),
            "Where? It’s here : x"
        );
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(group_thousands(201, Lang::En), "201");
        assert_eq!(group_thousands(9_999, Lang::Fr), "9999");
        assert_eq!(group_thousands(1_234_567, Lang::En), "1,234,567");
        assert_eq!(group_thousands(10_000, Lang::Fr), "10\u{a0}000");
    }
}
