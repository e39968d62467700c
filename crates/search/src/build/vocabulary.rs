//! Every word of the directory: folded and stemmed once, however often it occurs.

use directory::taxonomy::Taxonomy;
use directory::text;
use kernel::Lang;

use super::interner::{ByWord, Interner};

/// What a written word comes to in one language; `None` for fillers.
type Meaning = Option<(u32, u32)>;

/// Stems and whole words seen so far.
pub(super) struct Vocabulary<'a> {
    taxonomy: &'a Taxonomy,
    written: [ByWord<Meaning>; 2],
    stems: Interner,
    words: Interner,
    counts: Vec<u32>,
    /// The last document each stem was seen in, so that a document has each once.
    last_seen: Vec<u32>,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(taxonomy: &'a Taxonomy) -> Self {
        Self {
            taxonomy,
            written: Default::default(),
            stems: Interner::default(),
            words: Interner::default(),
            counts: Vec::new(),
            last_seen: Vec::new(),
        }
    }

    /// Appends to `found` the stems of `text` that `document` (from 1) has not had yet.
    pub(super) fn read(&mut self, text: &str, lang: Lang, document: u32, found: &mut Vec<u32>) {
        for written in text::words(text) {
            let Some((stem, word)) = self.meaning(written, lang) else {
                continue;
            };
            self.counts[word as usize] += 1;
            let last = &mut self.last_seen[stem as usize];
            if *last != document {
                *last = document;
                found.push(stem);
            }
        }
    }

    fn meaning(&mut self, written: &str, lang: Lang) -> Meaning {
        if let Some(&known) = self.written[lang as usize].get(written) {
            return known;
        }
        let folded = text::fold(written);
        let meaning = if folded.is_empty() || self.taxonomy.fillers().contains(&folded, lang) {
            None
        } else {
            let stem = self.stems.number(&text::stem(&folded, lang));
            let word = self.words.number(&folded);
            self.last_seen.resize(self.stems.strings().len(), 0);
            self.counts.resize(self.words.strings().len(), 0);
            Some((stem, word))
        };
        self.written[lang as usize].insert(written.to_owned(), meaning);
        meaning
    }

    pub(super) fn stem(&self, number: u32) -> &str {
        self.stems.string(number)
    }

    /// Whole words with how often they occur.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.words
            .strings()
            .iter()
            .map(String::as_str)
            .zip(self.counts.iter().copied())
    }
}
