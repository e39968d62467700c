//! How names of places are compared: without case, accents, hyphens, apostrophes and spaces,
//! with "St." read as "Saint".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer than any name of a place with its province; the rest is not read.
const LIMIT: usize = 100;

/// Cuts what was typed into folded words. Apostrophes join ("St. John's" is `saint johns`),
/// everything else that is neither letter nor digit separates.
pub(super) fn words(typed: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in typed.chars().take(LIMIT).flat_map(char::to_lowercase).nfd() {
        match character {
            'œ' => word.push_str("oe"),
            'æ' => word.push_str("ae"),
            'ł' => word.push('l'),
            '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            mark if is_combining_mark(mark) => {}
            letter if letter.is_alphanumeric() => word.push(letter),
            _ => finish(&mut word, &mut words),
        }
    }
    finish(&mut word, &mut words);
    words
}

fn finish(word: &mut String, words: &mut Vec<String>) {
    if word.is_empty() {
        return;
    }
    let word = std::mem::take(word);
    words.push(match word.as_str() {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        "mt" => "mount".to_owned(),
        "ft" => "fort".to_owned(),
        _ => word,
    });
}

/// The whole name as one comparable word.
pub(super) fn key(name: &str) -> String {
    words(name).concat()
}

/// Edits (insert, delete, replace, swap neighbours) between two keys when there are at most `limit`.
pub(crate) fn edits(left: &[u8], right: &[u8], limit: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, &from) in left.iter().enumerate() {
        let mut here = Vec::with_capacity(right.len() + 1);
        here.push(row + 1);
        for (column, &to) in right.iter().enumerate() {
            let replace = above[column] + usize::from(from != to);
            let mut least = replace.min(above[column + 1] + 1).min(here[column] + 1);
            let swapped = row > 0 && column > 0 && from == right[column - 1] && left[row - 1] == to;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            here.push(least);
        }
        if here.iter().min().is_some_and(|&least| least > limit) {
            return None;
        }
        before = std::mem::replace(&mut above, here);
    }
    above.last().copied().filter(|&distance| distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (left, right) in [
            ("St. John's", "st johns"),
            ("St. John’s", "SAINT JOHN'S"),
            ("Trois-Rivières", "trois rivieres"),
            ("Québec", "quebec"),
            ("Que\u{301}bec", "QUÉBEC"),
            ("Sault Ste. Marie", "sault-sainte-marie"),
            ("L’Île-Perrot", "l'ile perrot"),
            ("Sacré-Cœur", "sacre coeur"),
            ("Fort St. John", "Ft St John"),
        ] {
            assert_eq!(key(left), key(right), "{left} / {right}");
        }
        assert_ne!(key("Saint John"), key("St. John's"));
    }

    #[test]
    fn edits_are_counted_up_to_a_limit() {
        let count = |left: &str, right: &str| edits(left.as_bytes(), right.as_bytes(), 2);
        assert_eq!(count("halifax", "halifax"), Some(0));
        assert_eq!(count("halifx", "halifax"), Some(1));
        assert_eq!(count("hailfax", "halifax"), Some(1), "neighbours swapped");
        assert_eq!(count("hallifacs", "halifax"), None);
        assert_eq!(count("haliffaxx", "halifax"), Some(2));
        assert_eq!(count("", "ab"), Some(2));
        assert_eq!(count("", "abc"), None);
    }

    #[test]
    fn what_is_read_is_bounded() {
        assert!(key(&"é".repeat(10_000)).len() <= LIMIT);
    }
}
