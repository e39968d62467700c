//! How many typing mistakes lie between two words, in a few machine words of bits.

/// The distance of optimal string alignment (insert, delete, replace, swap neighbours) between two
/// words of at most 64 bytes; `None` when it is greater than `limit` or a word is longer.
///
/// Hyyrö 2003 ("A bit-vector algorithm for computing Levenshtein and Damerau edit distances"): one
/// column of the table is two machine words.
pub(super) fn within(one: &[u8], other: &[u8], limit: u32) -> Option<u32> {
    let (pattern, text) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if pattern.len() > 64 || text.len() > 64 || text.len() - pattern.len() > limit as usize {
        return None;
    }
    if pattern.is_empty() {
        return Some(text.len() as u32);
    }
    let last = 1_u64 << (pattern.len() - 1);
    let (mut positive, mut negative) = (u64::MAX, 0_u64);
    let (mut diagonal, mut before) = (0_u64, 0_u64);
    let mut distance = pattern.len() as u32;
    for &byte in text {
        let here = places_of(byte, pattern);
        let swapped = (((!diagonal) & here) << 1) & before;
        diagonal =
            (((here & positive).wrapping_add(positive)) ^ positive) | here | negative | swapped;
        let up = negative | !(diagonal | positive);
        let down = diagonal & positive;
        if up & last != 0 {
            distance += 1;
        }
        if down & last != 0 {
            distance -= 1;
        }
        let up = (up << 1) | 1;
        positive = (down << 1) | !(diagonal | up);
        negative = up & diagonal;
        before = here;
    }
    (distance <= limit).then_some(distance)
}

/// The bits of the places where `byte` stands in `pattern`.
fn places_of(byte: u8, pattern: &[u8]) -> u64 {
    pattern.iter().enumerate().fold(0, |bits, (at, &letter)| {
        bits | (u64::from(letter == byte) << at)
    })
}

/// How many mistakes a word of so many letters may have and still be taken for the same: none in
/// short words, which are different words, not misspelt ones.
pub(super) const fn tolerated(length: usize) -> u32 {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The table, cell by cell.
    fn plainly(one: &[u8], other: &[u8]) -> u32 {
        let width = other.len() + 1;
        let mut table = vec![0_u32; (one.len() + 1) * width];
        for row in 0..=one.len() {
            for column in 0..=other.len() {
                let at = |row: usize, column: usize| table[row * width + column];
                let cell = if row == 0 || column == 0 {
                    (row + column) as u32
                } else {
                    let cost = u32::from(one[row - 1] != other[column - 1]);
                    let mut best = (at(row - 1, column) + 1)
                        .min(at(row, column - 1) + 1)
                        .min(at(row - 1, column - 1) + cost);
                    if row > 1
                        && column > 1
                        && one[row - 1] == other[column - 2]
                        && one[row - 2] == other[column - 1]
                    {
                        best = best.min(at(row - 2, column - 2) + 1);
                    }
                    best
                };
                table[row * width + column] = cell;
            }
        }
        table[one.len() * width + other.len()]
    }

    #[test]
    fn mistakes_are_counted() {
        for (one, other, distance) in [
            ("shelter", "shelter", 0),
            ("shelter", "shetler", 1),
            ("shelter", "sheltr", 1),
            ("refuge", "refuges", 1),
            ("", "", 0),
            ("maison", "saison", 1),
            ("counselling", "conseling", 2),
        ] {
            assert_eq!(
                within(one.as_bytes(), other.as_bytes(), 9),
                Some(distance),
                "{one} {other}"
            );
        }
        assert_eq!(within(b"shelter", b"kitchen", 2), None);
        assert_eq!(within(&[b'x'; 65], &[b'x'; 65], 2), None);
    }

    proptest! {
        #[test]
        fn agrees_with_the_table(one in "[a-d]{0,20}", other in "[a-d]{0,20}") {
            let expected = plainly(one.as_bytes(), other.as_bytes());
            prop_assert_eq!(within(one.as_bytes(), other.as_bytes(), 40), Some(expected));
        }
    }
}
