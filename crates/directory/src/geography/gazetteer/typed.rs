//! What people put around the name of a place.

use super::super::Fsa;

/// "Prince George V2L 1A1": the code says more than the name.
pub(super) fn trailing_postal_code(typed: &[String]) -> Option<Fsa> {
    let from = |count: usize| {
        let at = typed.len().checked_sub(count).filter(|&at| at > 0)?;
        let code = typed[at..].concat();
        (code.len() == 3 || code.len() == 6).then_some(())?;
        Fsa::parse(&code).ok()
    };
    from(2).or_else(|| from(1))
}

/// "city of Toronto", "ville de Gatineau", "Montréal area": the name alone.
pub(super) fn without_decoration(typed: &[String]) -> &[String] {
    const BEFORE: [&[&str]; 10] = [
        &["city", "of"],
        &["town", "of"],
        &["village", "of"],
        &["ville", "de"],
        &["region", "de"],
        &["pres", "de"],
        &["near"],
        &["in"],
        &["a"],
        &["au"],
    ];
    const BEHIND: [&str; 5] = ["city", "area", "region", "ville", "downtown"];
    let mut typed = typed;
    for words in BEFORE {
        if typed.len() > words.len() && typed.iter().zip(words).all(|(word, known)| word == known) {
            typed = &typed[words.len()..];
            break;
        }
    }
    match typed {
        [name @ .., last] if !name.is_empty() && BEHIND.contains(&last.as_str()) => name,
        _ => typed,
    }
}
