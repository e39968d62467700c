//! Where each facet value and each bitmap stands: a value's number is its place in a document's facet
//! values and the number of its bitmap.

use directory::geography::Province;
use directory::taxonomy::Taxonomy;

use crate::bits;

/// Where each facet value and each bitmap stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    terms: usize,
    languages: usize,
    pub(crate) term_words: usize,
    pub(crate) facet_words: usize,
    pub(crate) bitmaps: usize,
}

impl Layout {
    pub(crate) fn new(taxonomy: &Taxonomy, languages: usize) -> Self {
        let terms = taxonomy.terms().len();
        let values = terms + languages + 3;
        Self {
            terms,
            languages,
            term_words: bits::words_for(terms).max(1),
            facet_words: bits::words_for(values),
            bitmaps: values + terms + 2 * Province::ALL.len(),
        }
    }

    /// Facet values: terms (populations include services for everyone), languages, three flags.
    pub(crate) fn values(&self) -> usize {
        self.terms + self.languages + 3
    }

    pub(crate) fn language(&self, number: usize) -> usize {
        self.terms + number
    }

    pub(crate) fn no_police(&self) -> usize {
        self.terms + self.languages
    }

    pub(crate) fn no_status(&self) -> usize {
        self.no_police() + 1
    }

    pub(crate) fn always(&self) -> usize {
        self.no_police() + 2
    }

    /// The bitmap of a facet value.
    #[expect(clippy::unused_self, reason = "beside its sisters, which need it")]
    pub(crate) fn facet(&self, value: usize) -> usize {
        value
    }

    /// The bitmap of documents that name a term themselves.
    pub(crate) fn named(&self, term: usize) -> usize {
        self.values() + term
    }

    /// The bitmap of documents that serve all of a province.
    pub(crate) fn reaches(&self, province: Province) -> usize {
        self.values() + self.terms + province as usize
    }

    /// The bitmap of documents that serve or stand in some of a province.
    pub(crate) fn concerns(&self, province: Province) -> usize {
        self.reaches(province) + Province::ALL.len()
    }
}
