//! Sets of documents as bitmaps: one bit a document, 64 to a word.

use tantivy::directory::OwnedBytes;

/// Words needed for `documents` bits.
pub(crate) const fn words_for(documents: usize) -> usize {
    documents.div_ceil(64)
}

/// A bitmap read where it lies, in memory or on disk.
#[derive(Clone, Copy)]
pub(crate) struct Bits<'a>(&'a [u8]);

impl<'a> Bits<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn words(self) -> impl ExactSizeIterator<Item = u64> + 'a {
        let (chunks, _) = self.0.as_chunks::<8>();
        chunks.iter().map(|&chunk| u64::from_le_bytes(chunk))
    }

    pub(crate) fn contains(self, document: u32) -> bool {
        self.0[document as usize / 8] >> (document % 8) & 1 == 1
    }

    /// The documents from 64-bit word `word` on.
    pub(crate) fn starting_at(self, word: usize) -> Self {
        Self(&self.0[word * 8..])
    }

    pub(crate) fn count(self) -> u32 {
        self.words().map(u64::count_ones).sum()
    }

    /// Documents both here and in `set`.
    pub(crate) fn count_with(self, set: &[u64]) -> u32 {
        self.words()
            .zip(set)
            .map(|(word, other)| (word & other).count_ones())
            .sum()
    }
}

/// Many bitmaps of equal length in one file.
pub(crate) struct BitTable {
    bytes: OwnedBytes,
    stride: usize,
}

impl BitTable {
    pub(crate) fn new(bytes: OwnedBytes, documents: usize) -> Self {
        Self {
            bytes,
            stride: words_for(documents) * 8,
        }
    }

    pub(crate) fn row(&self, row: usize) -> Bits<'_> {
        Bits::new(&self.bytes.as_slice()[row * self.stride..(row + 1) * self.stride])
    }
}

/// A bitmap of all `documents`.
pub(crate) fn full(documents: usize) -> Vec<u64> {
    let mut set = vec![u64::MAX; words_for(documents)];
    if let Some(last) = set.last_mut()
        && !documents.is_multiple_of(64)
    {
        *last = (1 << (documents % 64)) - 1;
    }
    set
}

pub(crate) fn insert(set: &mut [u64], document: u32) {
    set[document as usize / 64] |= 1 << (document % 64);
}

pub(crate) fn remove(set: &mut [u64], document: u32) {
    set[document as usize / 64] &= !(1 << (document % 64));
}

pub(crate) fn contains(set: &[u64], document: u32) -> bool {
    set[document as usize / 64] >> (document % 64) & 1 == 1
}

pub(crate) fn and(set: &mut [u64], other: Bits<'_>) {
    for (word, other) in set.iter_mut().zip(other.words()) {
        *word &= other;
    }
}

pub(crate) fn or(set: &mut [u64], other: Bits<'_>) {
    for (word, other) in set.iter_mut().zip(other.words()) {
        *word |= other;
    }
}

pub(crate) fn count(set: &[u64]) -> usize {
    set.iter().map(|word| word.count_ones() as usize).sum()
}

/// Calls `each` with every document of the words beginning at word `first`.
pub(crate) fn for_each(words: &[u64], first: usize, mut each: impl FnMut(u32)) {
    for (at, &word) in words.iter().enumerate() {
        let mut rest = word;
        while rest != 0 {
            each(((first + at) * 64) as u32 + rest.trailing_zeros());
            rest &= rest - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put_in() {
        let mut set = vec![0; words_for(130)];
        for document in [0, 63, 64, 129] {
            insert(&mut set, document);
        }
        let mut seen = Vec::new();
        for_each(&set, 0, |document| seen.push(document));
        assert_eq!(seen, [0, 63, 64, 129]);
        assert_eq!(count(&set), 4);
        assert_eq!(count(&full(130)), 130);
        assert_eq!(count(&full(128)), 128);
        let bytes: Vec<u8> = set.iter().flat_map(|word| word.to_le_bytes()).collect();
        assert!(Bits::new(&bytes).contains(129) && !Bits::new(&bytes).contains(128));
        assert_eq!(Bits::new(&bytes).count_with(&full(130)), 4);
    }
}
