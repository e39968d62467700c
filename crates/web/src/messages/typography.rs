//! The small marks of good typesetting, so that translators can type on an ordinary keyboard.

use kernel::Lang;

/// A space that does not break a line.
const NO_BREAK: char = '\u{a0}';

/// Sets a locale file or a text of the directory: curly apostrophes in both languages; in French also the spaces that belong
/// before `: ; ! ?` and inside `« »`, so that no mark ever begins a line.
pub(crate) fn set(source: &str, lang: Lang) -> String {
    let letters: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len() + source.len() / 50);
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        out.push(match letter {
            '\'' => '’',
            ' ' if lang == Lang::Fr && binds(before, after) => NO_BREAK,
            _ => letter,
        });
    }
    out
}

/// A French space between these two characters must not break.
fn binds(before: Option<char>, after: Option<char>) -> bool {
    matches!(after, Some(':' | ';' | '!' | '?' | '»')) || before == Some('«')
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
