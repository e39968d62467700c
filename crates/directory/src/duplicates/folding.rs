//! Text as it is compared: lower case, without accents, and no longer than anybody means it.

use crate::text;

/// The beginning of `text`, at most `limit` bytes, cut between characters.
pub(super) fn beginning(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    &text[..end]
}

/// Lower case without accents, and the letters of `C.A.L.A.C.S.` brought together.
pub(super) fn fold(text: &str, folded: &mut String) {
    folded.clear();
    text::fold_into(text, folded);
    if !folded.contains('.') {
        return;
    }
    let bytes = folded.as_bytes();
    let single = |at: usize| {
        bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
            && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
            && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    // A dot between two single letters joins them; every other dot cuts.
    let joins: Vec<usize> = (1..bytes.len())
        .filter(|&at| bytes[at] == b'.' && single(at - 1) && single(at + 1))
        .collect();
    for at in joins.into_iter().rev() {
        folded.remove(at);
    }
}
