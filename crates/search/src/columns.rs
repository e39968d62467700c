//! What is known of each document beside its words, read where it lies.

use directory::Listing;
use directory::taxonomy::Taxonomy;
use uuid::Uuid;

use crate::bits::{BitTable, Bits};
use crate::flags::Flags;
use crate::layout::Layout;
use crate::sphere::{Around, OnBall};
use crate::storage::{self, Column, Files, Section};
use crate::tables::{AreaEntry, Tables};
use crate::{Error, Result};

/// Documents to a block: blocks are what nearest-first and best-first pass over.
pub(crate) const BLOCK: usize = 128;

/// The first need and the first people that a listing names, as positions in the taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MainTerms {
    /// [`MainTerms::NONE`] when it names none.
    pub(crate) need: u16,
    /// [`MainTerms::NONE`] when it is for everyone.
    pub(crate) people: u16,
}

impl MainTerms {
    pub(crate) const NONE: u16 = u16::MAX;
}

/// The opened columns.
pub(crate) struct Columns {
    pub(crate) documents: usize,
    pub(crate) layout: Layout,
    pub(crate) tables: Tables,
    /// Boxes around the places of each block.
    pub(crate) boxes: Vec<Around>,
    /// Terms that any document of a block names, as many 64-bit words a block as a document has.
    block_terms: Vec<u64>,
    /// Documents of each area that is a circle of its own.
    pub(crate) circle_documents: Vec<Vec<u32>>,
    /// The widest circle around a document's own place, in kilometres.
    pub(crate) widest_around_km: f64,
    bitmaps: BitTable,
    balls: Column<4>,
    flags: Column<2>,
    provinces: Column<1>,
    areas: Column<4>,
    schedules: Column<4>,
    mains: Column<4>,
    terms: Column<8>,
    facets: Column<8>,
    offsets: Column<8>,
    ids: Column<16>,
    id_documents: Column<4>,
    records: tantivy::directory::OwnedBytes,
}

impl Columns {
    pub(crate) fn open(files: &Files, taxonomy: &Taxonomy) -> Result<Self> {
        let documents = files.documents as usize;
        let tables: Tables = postcard::from_bytes(&files.section(Section::Tables))
            .map_err(|_| Error::Damaged("its lists do not decode"))?;
        let mut columns = Self {
            documents,
            layout: Layout::new(taxonomy, tables.languages.len()),
            boxes: Vec::new(),
            block_terms: Vec::new(),
            circle_documents: vec![Vec::new(); tables.areas.len()],
            widest_around_km: 0.0,
            tables,
            bitmaps: BitTable::new(files.section(Section::Bits), documents),
            balls: Column::new(files.section(Section::Balls)),
            flags: Column::new(files.section(Section::Flags)),
            provinces: Column::new(files.section(Section::Provinces)),
            areas: Column::new(files.section(Section::Areas)),
            schedules: Column::new(files.section(Section::Schedules)),
            mains: Column::new(files.section(Section::Mains)),
            terms: Column::new(files.section(Section::Terms)),
            facets: Column::new(files.section(Section::Facets)),
            offsets: Column::new(files.section(Section::Offsets)),
            ids: Column::new(files.section(Section::Ids)),
            id_documents: Column::new(files.section(Section::IdDocuments)),
            records: files.records.clone(),
        };
        columns.look_over();
        Ok(columns)
    }

    /// Works out what is cheaper to find once than to store.
    fn look_over(&mut self) {
        let mut boxes = vec![Around::EMPTY; self.documents.div_ceil(BLOCK)];
        let term_words = self.layout.term_words;
        let mut block_terms = vec![0; boxes.len() * term_words];
        for document in 0..self.documents as u32 {
            let block = document as usize / BLOCK;
            boxes[block].add(self.ball(document));
            for word in 0..term_words {
                block_terms[block * term_words + word] |= self.terms(document, word);
            }
            let area = self.area(document) as usize;
            match self.tables.areas[area] {
                AreaEntry::Circle(_) => self.circle_documents[area].push(document),
                AreaEntry::Around { radius_km, .. } => {
                    self.widest_around_km = self.widest_around_km.max(radius_km);
                }
                AreaEntry::National | AreaEntry::Provinces(_) => {}
            }
        }
        self.boxes = boxes;
        self.block_terms = block_terms;
    }

    pub(crate) fn bitmap(&self, bitmap: usize) -> Bits<'_> {
        self.bitmaps.row(bitmap)
    }

    pub(crate) fn ball(&self, document: u32) -> OnBall {
        let at = document as usize;
        OnBall {
            x: f32::from_le_bytes(self.balls.at(at)),
            y: f32::from_le_bytes(self.balls.at(at + self.documents)),
            z: f32::from_le_bytes(self.balls.at(at + 2 * self.documents)),
        }
    }

    /// Chords from `person` to every document of a block; not-a-number where there is no place.
    pub(crate) fn chords(&self, block: usize, person: OnBall, chords: &mut [f32; BLOCK]) {
        let from = block * BLOCK;
        let to = (from + BLOCK).min(self.documents);
        let all = self.balls.all();
        let axis =
            |number: usize| &all[number * self.documents + from..number * self.documents + to];
        let (xs, ys, zs) = (axis(0), axis(1), axis(2));
        for (((chord, &x), &y), &z) in chords.iter_mut().zip(xs).zip(ys).zip(zs) {
            *chord = person.chord(OnBall {
                x: f32::from_le_bytes(x),
                y: f32::from_le_bytes(y),
                z: f32::from_le_bytes(z),
            });
        }
    }

    pub(crate) fn flags(&self, document: u32) -> Flags {
        Flags::from_bits(u16::from_le_bytes(self.flags.at(document as usize)))
    }

    /// Number of the province it stands in, 255 for none.
    pub(crate) fn province(&self, document: u32) -> u8 {
        self.provinces.at(document as usize)[0]
    }

    pub(crate) fn area(&self, document: u32) -> u32 {
        u32::from_le_bytes(self.areas.at(document as usize))
    }

    pub(crate) fn schedule(&self, document: u32) -> u32 {
        u32::from_le_bytes(self.schedules.at(document as usize))
    }

    /// Positions in the taxonomy of the need a document exists for and of the people it is for.
    pub(crate) fn main_terms(&self, document: u32) -> MainTerms {
        let [need, need_high, people, people_high] = self.mains.at(document as usize);
        MainTerms {
            need: u16::from_le_bytes([need, need_high]),
            people: u16::from_le_bytes([people, people_high]),
        }
    }

    /// One 64-bit word of the terms a document names.
    pub(crate) fn terms(&self, document: u32, word: usize) -> u64 {
        u64::from_le_bytes(
            self.terms
                .at(document as usize * self.layout.term_words + word),
        )
    }

    /// One 64-bit word of the terms that any document of a block names.
    pub(crate) fn terms_of_block(&self, block: usize, word: usize) -> u64 {
        self.block_terms[block * self.layout.term_words + word]
    }

    /// The facet values of a document, eight to a byte.
    pub(crate) fn facets(&self, document: u32) -> &[[u8; 8]] {
        let words = self.layout.facet_words;
        &self.facets.all()[document as usize * words..(document as usize + 1) * words]
    }

    pub(crate) fn find(&self, id: Uuid) -> Option<u32> {
        let wanted = id.as_u128();
        let at = self
            .ids
            .all()
            .binary_search_by_key(&wanted, |&bytes| u128::from_le_bytes(bytes))
            .ok()?;
        Some(u32::from_le_bytes(self.id_documents.at(at)))
    }

    /// Reads the record of a document.
    pub(crate) fn listing(&self, document: u32) -> Result<Listing> {
        let from = u64::from_le_bytes(self.offsets.at(document as usize)) as usize;
        let (sum, rest) = self
            .records
            .get(from..)
            .and_then(|bytes| bytes.split_first_chunk::<4>())
            .ok_or(Error::Damaged("a record lies outside its file"))?;
        let (listing, after) = postcard::take_from_bytes::<Listing>(rest)
            .map_err(|_| Error::Damaged("a record does not decode"))?;
        let record = &rest[..rest.len() - after.len()];
        if storage::check(record) as u32 != u32::from_le_bytes(*sum) {
            return Err(Error::Damaged("a record has changed"));
        }
        Ok(listing)
    }
}
