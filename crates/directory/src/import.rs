//! Taking in an export from another system: HSDS 1.x to 3.x, flat lists, anything with a mapping.
//!
//! Pure over readers: files come as [`Package`], scratch space as [`Scratch`], and what is read goes out
//! record by record, so that a million services need no more memory than a few. Rows are joined by
//! sorting (docs/decisions/0007-import.md): every row gets the id its record will have, UUIDv5 of source,
//! table and id, and rows with the same id meet.
//!
//! Nothing is dropped silently. Each row read ends as used, merged, quarantined or ignored, the last two
//! with a reason, and the counts add up to the rows read.

mod address;
mod assemble;
mod cells;
mod csv;
mod decode;
mod fault;
mod flat;
mod intake;
mod json;
mod languages;
mod make;
mod mapping;
mod nested;
mod package;
mod phones;
mod profile;
mod report;
mod row;
mod schedule;
mod schema;
mod secrecy;
mod sort;
mod table;
mod when;
mod words;
mod yaml;

#[cfg(test)]
mod tests;

use std::fmt;
use std::io;
use std::sync::Arc;

use kernel::Lang;
use uuid::Uuid;

use crate::geography::Gazetteer;
use crate::hours::Zone;
use crate::organization::Organization;
use crate::service::Service;
use crate::taxonomy::Taxonomy;

pub use fault::{FaultKind, Faults, Spot};
pub use intake::Quarantined;
pub use mapping::{Mapping, MappingError};
pub use package::{InHand, Package, ZipLimits, Zipped};
pub use report::{FileReport, Outcome, Report};
pub use schema::{Checked, SchemaFaults, SchemaPlace, SchemaSpot, SchemaSpots, check_hsds};
pub use secrecy::{is_key, is_where, says_secret, tells_where};
pub use sort::{InMemory, Scratch, ScratchFile};
pub use table::Table;

/// The namespace of imported records. Fixed for ever: a source's records keep their ids by it.
pub const IMPORTED: Uuid = Uuid::from_u128(0x3d0a_7c52_6f1b_4d83_9b57_8a1e_5c90_2f44);

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading rows.
    Reading,
    /// Joining rows to records.
    Joining,
}

/// How to read an export.
pub struct Options {
    /// The name of where it comes from: records are known by it, and people read it.
    pub source: String,
    /// The language its texts are in.
    pub lang: Lang,
    /// The day it was made or fetched, such as `2026-11` or `2026-11-24`.
    pub read_on: String,
    /// The zone of hours that do not say theirs and stand at no place in Canada.
    pub time_zone: Option<Zone>,
    /// What its columns mean, when they are not those of HSDS.
    pub mapping: Option<Mapping>,
    /// Told how far it is.
    pub watch: Arc<dyn Fn(Stage, u64) + Send + Sync>,
}

impl Options {
    /// English, today's form, nobody watching.
    pub fn new(source: impl Into<String>, read_on: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            lang: Lang::En,
            read_on: read_on.into(),
            time_zone: None,
            mapping: None,
            watch: Arc::new(|_, _| {}),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Options")
            .field("source", &self.source)
            .field("lang", &self.lang)
            .field("read_on", &self.read_on)
            .finish_non_exhaustive()
    }
}

/// The namespace of one source's records.
pub fn namespace(source: &str) -> Uuid {
    Uuid::new_v5(&IMPORTED, source.trim().as_bytes())
}

/// The id a record has here: UUIDv5 of source, table and id, so that importing again finds it again.
pub fn imported_id(namespace: Uuid, table: Table, id: &str) -> Uuid {
    // UUIDs are the same however they are written.
    let id = match Uuid::try_parse(id.trim()) {
        Ok(uuid) => uuid.to_string(),
        Err(_) => id.trim().to_owned(),
    };
    Uuid::new_v5(&namespace, format!("{}/{id}", table.name()).as_bytes())
}

/// An export that has been read: its records in the order of their ids, its quarantine, its report.
pub struct Harvest {
    organizations: sort::Sorted,
    services: sort::Sorted,
    quarantine: sort::Sorted,
    columns: row::Columns,
    /// What was found.
    pub report: Report,
}

impl fmt::Debug for Harvest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Harvest")
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}

impl Harvest {
    /// The next organization, in the order of ids.
    pub fn next_organization(&mut self) -> io::Result<Option<Organization>> {
        from_json(self.organizations.next_bytes()?)
    }

    /// The next service, in the order of ids.
    pub fn next_service(&mut self) -> io::Result<Option<Service>> {
        from_json(self.services.next_bytes()?)
    }

    /// The next row that cannot stand alone, in the order of the files.
    pub fn next_quarantined(&mut self) -> io::Result<Option<Quarantined>> {
        let next = self.quarantine.next::<(FaultKind, row::Row)>()?;
        Ok(next.map(|(_, (kind, row))| {
            intake::Intake::written_out(&self.columns, &self.report, kind, row)
        }))
    }
}

fn from_json<T: serde::de::DeserializeOwned>(
    next: Option<(u128, Vec<u8>)>,
) -> io::Result<Option<T>> {
    next.map(|(_, bytes)| serde_json::from_slice(&bytes).map_err(io::Error::other))
        .transpose()
}

/// Reads an export. Fails only where it cannot be read on: a file that breaks off, a zip that is a bomb,
/// a row that never ends. Everything else is a fault in the report.
pub fn read(
    package: &mut dyn Package,
    options: &Options,
    gazetteer: &Gazetteer,
    taxonomy: &Taxonomy,
    scratch: &dyn Scratch,
) -> io::Result<Harvest> {
    let mut intake = intake::Intake::new(options, scratch);
    intake.read(package)?;
    assemble::assemble(intake, gazetteer, taxonomy, scratch)
}
