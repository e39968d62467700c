//! Files of our own beside tantivy's: how they are laid out, opened and checked.
//!
//! Two files and a header. `columns` holds the sections of [`Section`], one after another; `records`
//! holds the listings, each behind a checksum; the header, written last, tells what they were made
//! from. All are read where they lie, so that an index on disk costs only the pages it touches.

use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, OwnedBytes, TerminatingWrite};

use crate::{Error, Result};

/// Raised whenever a layout changes: an index of another format is built anew.
const FORMAT: u32 = 4;

const HEADER: &str = "cairn.header";
const COLUMNS: &str = "cairn.columns";
pub(crate) const RECORDS: &str = "cairn.records";

/// The parts of the columns file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Lists and lookups: [`crate::tables::Tables`].
    Tables,
    /// Whole words and how often they occur, for typing mistakes (a finite-state map).
    Words,
    /// Places on the ball: 32-bit x of every document, then every y, then every z.
    Balls,
    /// 16 bits a document: [`crate::flags::Flags`].
    Flags,
    /// 8 bits a document: number of its province, 255 when it has no place.
    Provinces,
    /// 32 bits a document: number of its area.
    Areas,
    /// 32 bits a document: number of its opening hours.
    Schedules,
    /// Twice 16 bits a document: [`crate::columns::MainTerms`].
    Mains,
    /// A few 64-bit words a document: the terms it names.
    Terms,
    /// A few 64-bit words a document: the facet values it counts for.
    Facets,
    /// Bitmaps.
    Bits,
    /// 64 bits a document: where its record begins.
    Offsets,
    /// 128 bits a document, sorted: identifiers.
    Ids,
    /// 32 bits a document: whose identifier it is.
    IdDocuments,
}

const SECTIONS: usize = Section::IdDocuments as usize + 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Header {
    format: u32,
    change_counter: u64,
    fingerprint: u64,
    documents: u32,
    sections: Vec<u64>,
    columns_check: u64,
    records_length: u64,
}

/// What an index was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MadeFrom {
    pub(crate) change_counter: u64,
    pub(crate) fingerprint: u64,
}

/// The opened files.
pub(crate) struct Files {
    pub(crate) documents: u32,
    columns: OwnedBytes,
    starts: [usize; SECTIONS + 1],
    pub(crate) records: OwnedBytes,
}

impl Files {
    pub(crate) fn section(&self, section: Section) -> OwnedBytes {
        let number = section as usize;
        self.columns
            .slice(self.starts[number]..self.starts[number + 1])
    }

    /// Opens what [`write`] wrote; `None` when it is missing, damaged or made from something else.
    pub(crate) fn open(folder: &dyn Directory, made_from: MadeFrom) -> Result<Option<Self>> {
        let Ok(bytes) = folder.atomic_read(Path::new(HEADER)) else {
            return Ok(None);
        };
        let Some(header) = read_header(&bytes, made_from) else {
            return Ok(None);
        };
        let (Ok(columns), Ok(records)) = (
            folder.open_read(Path::new(COLUMNS)),
            folder.open_read(Path::new(RECORDS)),
        ) else {
            return Ok(None);
        };
        let (columns, records) = (columns.read_bytes()?, records.read_bytes()?);
        let mut starts = [0; SECTIONS + 1];
        for (number, &length) in header.sections.iter().enumerate() {
            starts[number + 1] = starts[number] + length as usize;
        }
        let whole = starts[SECTIONS] == columns.len()
            && header.records_length == records.len() as u64
            && header.columns_check == check(&columns);
        Ok(whole.then_some(Self {
            documents: header.documents,
            columns,
            starts,
            records,
        }))
    }
}

fn read_header(bytes: &[u8], made_from: MadeFrom) -> Option<Header> {
    let (body, sum) = bytes.split_last_chunk::<8>()?;
    if u64::from_le_bytes(*sum) != check(body) {
        return None;
    }
    let header: Header = postcard::from_bytes(body).ok()?;
    let usable = header.format == FORMAT
        && header.change_counter == made_from.change_counter
        && header.fingerprint == made_from.fingerprint
        && header.sections.len() == SECTIONS;
    usable.then_some(header)
}

/// Writes the columns file and then the header. The records must be written already.
pub(crate) fn write(
    folder: &dyn Directory,
    made_from: MadeFrom,
    documents: u32,
    records_length: u64,
    sections: &[(Section, Vec<u8>)],
) -> Result<()> {
    let mut columns = Vec::with_capacity(sections.iter().map(|(_, bytes)| bytes.len()).sum());
    let mut lengths = Vec::with_capacity(SECTIONS);
    for (number, (section, bytes)) in sections.iter().enumerate() {
        debug_assert_eq!(*section as usize, number, "sections in their order");
        lengths.push(bytes.len() as u64);
        columns.extend_from_slice(bytes);
    }
    let header = Header {
        format: FORMAT,
        change_counter: made_from.change_counter,
        fingerprint: made_from.fingerprint,
        documents,
        sections: lengths,
        columns_check: check(&columns),
        records_length,
    };
    let mut file = create(folder, COLUMNS)?;
    file.write_all(&columns)?;
    file.terminate()?;
    let mut bytes = postcard::to_stdvec(&header).map_err(Error::Encode)?;
    bytes.extend_from_slice(&check(&bytes).to_le_bytes());
    folder.atomic_write(Path::new(HEADER), &bytes)?;
    Ok(())
}

/// A new file in `folder`.
pub(crate) fn create(folder: &dyn Directory, name: &str) -> Result<tantivy::directory::WritePtr> {
    folder
        .open_write(Path::new(name))
        .map_err(|error| Error::Engine(error.into()))
}

/// A checksum against bad disks, not against bad people: eight bytes at a time.
pub(crate) fn check(bytes: &[u8]) -> u64 {
    let mix = |sum: u64, word: u64| {
        (sum ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let mut sum = bytes.len() as u64;
    for &word in words {
        sum = mix(sum, u64::from_le_bytes(word));
    }
    for &byte in rest {
        sum = mix(sum, u64::from(byte));
    }
    sum ^ (sum >> 32)
}

/// Values of `N` bytes, one after another.
pub(crate) struct Column<const N: usize>(OwnedBytes);

impl<const N: usize> Column<N> {
    pub(crate) fn new(bytes: OwnedBytes) -> Self {
        Self(bytes)
    }

    pub(crate) fn all(&self) -> &[[u8; N]] {
        self.0.as_slice().as_chunks().0
    }

    pub(crate) fn at(&self, position: usize) -> [u8; N] {
        self.all()[position]
    }
}
