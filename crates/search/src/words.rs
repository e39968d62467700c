//! Words to documents: tantivy's term dictionary and postings, read directly.

use directory::query::Word;
use std::sync::Arc;
use tantivy::directory::Directory;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{InvertedIndexReader, SegmentReader};

use crate::build::{ALL, NAME};
use crate::{Error, Result};

/// One field's dictionary and postings; `None` when no document has a word in it.
pub(crate) struct Field(Option<Arc<InvertedIndexReader>>);

/// Both fields.
pub(crate) struct Words {
    pub(crate) name: Field,
    pub(crate) all: Field,
    pub(crate) documents: u32,
}

/// Where the documents of one word are: the postings of each of its stems.
pub(crate) struct Postings {
    stems: Vec<TermInfo>,
}

impl Words {
    pub(crate) fn open(folder: Box<dyn Directory>) -> Result<Self> {
        let index = tantivy::Index::open(folder)?;
        let (name, all) = (
            index.schema().get_field(NAME)?,
            index.schema().get_field(ALL)?,
        );
        let segments = index.searchable_segments()?;
        match segments.as_slice() {
            [] => Ok(Self {
                name: Field(None),
                all: Field(None),
                documents: 0,
            }),
            [segment] => {
                let reader = SegmentReader::open(segment)?;
                Ok(Self {
                    name: Field(Some(reader.inverted_index(name)?)),
                    all: Field(Some(reader.inverted_index(all)?)),
                    documents: reader.max_doc(),
                })
            }
            _ => Err(Error::Damaged("it has several segments")),
        }
    }
}

impl Field {
    /// The postings of a word; `None` when no document has it.
    pub(crate) fn postings(&self, word: &Word) -> Result<Option<Postings>> {
        let Some(reader) = &self.0 else {
            return Ok(None);
        };
        let mut stems = Vec::with_capacity(word.stems.len());
        for stem in &word.stems {
            if let Some(found) = reader.terms().get(stem.as_bytes())? {
                stems.push(found);
            }
        }
        Ok((!stems.is_empty()).then_some(Postings { stems }))
    }

    fn blocks(&self, stem: &TermInfo) -> Result<Option<BlockSegmentPostings>> {
        let Some(reader) = &self.0 else {
            return Ok(None);
        };
        Ok(Some(reader.read_block_postings_from_terminfo(
            stem,
            IndexRecordOption::Basic,
        )?))
    }

    /// All documents of a word, in order.
    pub(crate) fn documents(&self, postings: &Postings, found: &mut Vec<u32>) -> Result<()> {
        found.clear();
        for stem in &postings.stems {
            let Some(mut blocks) = self.blocks(stem)? else {
                continue;
            };
            found.reserve(stem.doc_freq as usize);
            while !blocks.docs().is_empty() {
                found.extend_from_slice(blocks.docs());
                blocks.advance();
            }
        }
        if postings.stems.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        Ok(())
    }

    /// Sets `bit` in the mark of every document that has the word, one mark a document.
    pub(crate) fn mark_all(&self, postings: &Postings, marks: &mut [u8], bit: u8) -> Result<()> {
        for stem in &postings.stems {
            let Some(mut blocks) = self.blocks(stem)? else {
                continue;
            };
            while !blocks.docs().is_empty() {
                for &document in blocks.docs() {
                    if let Some(mark) = marks.get_mut(document as usize) {
                        *mark |= bit;
                    }
                }
                blocks.advance();
            }
        }
        Ok(())
    }

    /// Sets `bit` in the mark of every one of `documents` (in order) that has the word.
    pub(crate) fn mark(
        &self,
        postings: &Postings,
        documents: &[u32],
        marks: &mut [u8],
        bit: u8,
    ) -> Result<()> {
        for stem in &postings.stems {
            if let Some(blocks) = self.blocks(stem)? {
                mark_one(blocks, documents, marks, bit);
            }
        }
        Ok(())
    }
}

/// Documents in every block of postings but the last, which has fewer.
const POSTINGS_BLOCK: usize = 128;

fn mark_one(mut blocks: BlockSegmentPostings, documents: &[u32], marks: &mut [u8], bit: u8) {
    let mut at = 0;
    while at < documents.len() {
        // Passes over blocks that end before the next document.
        let mut within = blocks.seek(documents[at]);
        let docs = blocks.docs();
        while at < documents.len() && within < docs.len() {
            let (wanted, here) = (documents[at], docs[within]);
            if here < wanted {
                within += 1;
            } else {
                marks[at] |= if here == wanted { bit } else { 0 };
                at += 1;
            }
        }
        if docs.len() < POSTINGS_BLOCK {
            return;
        }
    }
}

impl Postings {
    /// Documents that have the word; an upper bound when it has two stems.
    pub(crate) fn frequency(&self) -> u32 {
        self.stems
            .iter()
            .fold(0, |sum, stem| sum.saturating_add(stem.doc_freq))
    }
}
