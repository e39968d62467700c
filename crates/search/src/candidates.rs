//! Which documents answer a question: words, terms, filters and place brought together.

use directory::taxonomy::{Taxonomy, Vocabulary};

use crate::Result;
use crate::bits::{self, Bits};
use crate::columns::Columns;
use crate::moment::Moment;
use crate::place::Place;
use crate::question::{Question, Sought};
use crate::request::Filters;
use crate::words::Words;

/// Any-word search stops adding commoner words once it has so many documents.
const ENOUGH: usize = 200;

/// More than one document in so many are held as a bitmap with a mark for each document, fewer as a
/// list: marks for all are cheap to fill but have to be cleared, which a few documents do not repay.
const FEW: usize = 32;

/// The documents of an answer.
pub(crate) enum Candidates {
    /// As a bitmap: no words were asked for.
    Set(Vec<u64>),
    /// As a bitmap, with the words each has: many.
    Dense(Dense),
    /// In order, with the words each has.
    List(List),
}

/// Documents as a bitmap, with the words of every document, whether in it or not.
pub(crate) struct Dense {
    pub(crate) set: Vec<u64>,
    /// Bits of the words in each document's name.
    pub(crate) in_name: Vec<u8>,
    /// Bits of the words anywhere in each.
    pub(crate) in_text: Vec<u8>,
}

/// Documents in order, with the words each has.
#[derive(Default)]
pub(crate) struct List {
    pub(crate) documents: Vec<u32>,
    /// Bits of the words in its name.
    pub(crate) in_name: Vec<u8>,
    /// Bits of the words anywhere in it.
    pub(crate) in_text: Vec<u8>,
}

/// Which of the ranked words one document has, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) in_name: u8,
    pub(crate) in_text: u8,
}

impl Candidates {
    /// The words that a candidate has.
    pub(crate) fn marks(&self, document: u32) -> Marks {
        let of = |in_name: &[u8], in_text: &[u8], at: usize| Marks {
            in_name: in_name[at],
            in_text: in_text[at],
        };
        match self {
            Self::Set(_) => Marks::default(),
            Self::Dense(dense) => of(&dense.in_name, &dense.in_text, document as usize),
            Self::List(list) => list
                .documents
                .binary_search(&document)
                .map(|at| of(&list.in_name, &list.in_text, at))
                .unwrap_or_default(),
        }
    }

    pub(crate) fn total(&self) -> usize {
        match self {
            Self::Set(set) | Self::Dense(Dense { set, .. }) => bits::count(set),
            Self::List(list) => list.documents.len(),
        }
    }
}

/// What every document must satisfy beside its place: bitmaps to be met all.
pub(crate) struct Sieve<'a> {
    bitmaps: Vec<Bits<'a>>,
    open: Option<&'a [u64]>,
    /// Something was asked for that the index does not know: nothing can satisfy it.
    hopeless: bool,
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(
        columns: &'a Columns,
        taxonomy: &Taxonomy,
        moment: &'a Moment,
        filters: &Filters,
    ) -> Self {
        let layout = columns.layout;
        let mut values = Vec::new();
        let mut hopeless = false;
        for term in [&filters.needs, &filters.populations, &filters.exploitation]
            .into_iter()
            .flatten()
        {
            match taxonomy.index_of(term) {
                Some(term) => values.push(term),
                None => hopeless = true,
            }
        }
        for code in &filters.languages {
            match columns
                .tables
                .languages
                .iter()
                .position(|known| known == code)
            {
                Some(language) => values.push(layout.language(language)),
                None => hopeless = true,
            }
        }
        for (asked, value) in [
            (filters.no_police_report, layout.no_police()),
            (filters.no_status, layout.no_status()),
            (filters.always_open, layout.always()),
        ] {
            if asked {
                values.push(value);
            }
        }
        let mut bitmaps: Vec<Bits<'_>> = values
            .into_iter()
            .map(|value| columns.bitmap(layout.facet(value)))
            .collect();
        bitmaps.extend(
            filters
                .province
                .map(|province| columns.bitmap(layout.concerns(province))),
        );
        Self {
            bitmaps,
            open: filters.open_now.then_some(moment.open.as_slice()),
            hopeless,
        }
    }

    /// Nothing is asked for: everything passes.
    fn is_open(&self) -> bool {
        !self.hopeless && self.bitmaps.is_empty() && self.open.is_none()
    }

    fn passes(&self, document: u32) -> bool {
        !self.hopeless
            && self.bitmaps.iter().all(|bitmap| bitmap.contains(document))
            && self.open.is_none_or(|open| bits::contains(open, document))
    }

    fn apply(&self, set: &mut [u64]) {
        if self.hopeless {
            set.fill(0);
        }
        for &bitmap in &self.bitmaps {
            bits::and(set, bitmap);
        }
        for (word, open) in set.iter_mut().zip(self.open.unwrap_or_default()) {
            *word &= open;
        }
    }
}

/// Everything a search reads from.
pub(crate) struct Sources<'a> {
    pub(crate) columns: &'a Columns,
    pub(crate) words: &'a Words,
    pub(crate) sieve: Sieve<'a>,
    pub(crate) place: &'a Place,
}

impl Sources<'_> {
    /// Documents with all the words, and documents with any of the terms.
    pub(crate) fn gather(&self, question: &Question) -> Result<Candidates> {
        if question.words.is_empty() && question.terms.is_empty() {
            let mut set = if self.place.limits() {
                self.place.admitted(self.columns)
            } else {
                bits::full(self.columns.documents)
            };
            self.sieve.apply(&mut set);
            return Ok(Candidates::Set(set));
        }
        let with_words = self.with_all_words(&question.words)?;
        if question.terms.is_empty() && !self.are_many(with_words.len()) {
            let every_word = u8::MAX >> (8 - question.ranked().count());
            let in_text = vec![every_word; with_words.len()];
            return self.list(question, with_words, Some(in_text));
        }
        let mut set = if question.terms.is_empty() {
            vec![0; bits::words_for(self.columns.documents)]
        } else {
            self.with_terms(question)
        };
        for &document in &with_words {
            bits::insert(&mut set, document);
        }
        if self.are_many(bits::count(&set)) {
            return self.dense(question, set);
        }
        let mut documents = with_words;
        documents.clear();
        bits::for_each(&set, 0, |document| documents.push(document));
        self.list(question, documents, None)
    }

    /// Documents with any of the words: the rarest words first, until there are enough.
    pub(crate) fn gather_any_word(&self, question: &Question) -> Result<Candidates> {
        let (mut documents, mut more) = (Vec::new(), Vec::new());
        for sought in &question.words {
            let Some(postings) = &sought.all else { break };
            self.words.all.documents(postings, &mut more)?;
            self.keep_admitted(&mut more);
            documents.append(&mut more);
            documents.sort_unstable();
            documents.dedup();
            if documents.len() >= ENOUGH {
                break;
            }
        }
        self.list(question, documents, None)
    }

    fn keep_admitted(&self, documents: &mut Vec<u32>) {
        documents.retain(|&document| self.sieve.passes(document));
        if self.place.limits() {
            documents.retain(|&document| self.place.admits(self.columns, document));
        }
    }

    /// Documents that have every one of the words and are not left out.
    fn with_all_words(&self, words: &[Sought]) -> Result<Vec<u32>> {
        let mut documents = Vec::new();
        let mut all = Vec::with_capacity(words.len());
        for sought in words {
            match &sought.all {
                Some(postings) => all.push(postings),
                None => return Ok(documents),
            }
        }
        let Some((rarest, others)) = all.split_first() else {
            return Ok(documents);
        };
        self.words.all.documents(rarest, &mut documents)?;
        if !self.sieve.is_open() {
            documents.retain(|&document| self.sieve.passes(document));
        }
        let mut marks = Vec::new();
        for postings in others {
            marks.clear();
            marks.resize(documents.len(), 0);
            self.words.all.mark(postings, &documents, &mut marks, 1)?;
            let mut marks = marks.iter();
            documents.retain(|_| marks.next() == Some(&1));
        }
        if self.place.limits() {
            documents.retain(|&document| self.place.admits(self.columns, document));
        }
        Ok(documents)
    }

    /// Documents that name a term of the question and are not left out. Who a person is does not
    /// make an answer by itself, as long as the question says what they need or what is done to them.
    fn with_terms(&self, question: &Question) -> Vec<u64> {
        let layout = self.columns.layout;
        let only_populations = question
            .terms
            .iter()
            .all(|meant| meant.vocabulary == Vocabulary::Population);
        let mut set = vec![0; bits::words_for(self.columns.documents)];
        for meant in &question.terms {
            if only_populations || meant.vocabulary != Vocabulary::Population {
                bits::or(&mut set, self.columns.bitmap(layout.named(meant.term)));
            }
        }
        self.sieve.apply(&mut set);
        if self.place.limits() {
            for (word, admitted) in set.iter_mut().zip(self.place.admitted(self.columns)) {
                *word &= admitted;
            }
        }
        set
    }

    fn are_many(&self, documents: usize) -> bool {
        documents * FEW > self.columns.documents
    }

    /// Looks up which of the ranked words every document has.
    fn dense(&self, question: &Question, set: Vec<u64>) -> Result<Candidates> {
        let mut dense = Dense {
            set,
            in_name: vec![0; self.columns.documents],
            in_text: vec![0; self.columns.documents],
        };
        for (sought, bit) in question.ranked() {
            if let Some(postings) = &sought.name {
                self.words
                    .name
                    .mark_all(postings, &mut dense.in_name, bit)?;
            }
            if let Some(postings) = &sought.all {
                self.words.all.mark_all(postings, &mut dense.in_text, bit)?;
            }
        }
        Ok(Candidates::Dense(dense))
    }

    /// Looks up which of the ranked words each document has.
    pub(crate) fn list(
        &self,
        question: &Question,
        documents: Vec<u32>,
        in_text: Option<Vec<u8>>,
    ) -> Result<Candidates> {
        let mut list = List {
            in_name: vec![0; documents.len()],
            in_text: Vec::new(),
            documents,
        };
        let known = in_text.is_some();
        list.in_text = in_text.unwrap_or_else(|| vec![0; list.documents.len()]);
        for (sought, bit) in question.ranked() {
            if let Some(postings) = &sought.name {
                self.words
                    .name
                    .mark(postings, &list.documents, &mut list.in_name, bit)?;
            }
            if let (false, Some(postings)) = (known, &sought.all) {
                self.words
                    .all
                    .mark(postings, &list.documents, &mut list.in_text, bit)?;
            }
        }
        Ok(Candidates::List(list))
    }
}
