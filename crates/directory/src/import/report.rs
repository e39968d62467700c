//! What reading an export found: files, rows and what became of each, faults.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fault::{Faults, Spot};
use super::schema::SchemaFaults;

/// What became of a row. A row of a flat export stands for several; then the best of theirs counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Not decided. None is left when reading has ended.
    #[default]
    Open,
    /// Nothing here holds it; its fault says why.
    Ignored,
    /// It cannot stand alone; kept, with the reason, until it is mended.
    Quarantined,
    /// It says what another row says.
    Merged,
    /// It is in a record.
    Used,
}

/// A file of an export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    /// Its name inside the export.
    pub name: String,
    /// The table it was read as.
    pub table: Option<String>,
    /// Rows read, without the header.
    pub rows: u32,
    /// Columns that nothing was made of, with how many rows held something in them.
    pub unused_columns: BTreeMap<String, u32>,
}

/// What reading an export found.
#[derive(Debug, Default)]
pub struct Report {
    /// Its files.
    pub files: Vec<FileReport>,
    /// Every fault.
    pub faults: Faults,
    /// Where JSON does not satisfy the schemas of HSDS.
    pub schema: SchemaFaults,
    /// Rows of each table, after a mapping has taken flat rows apart.
    pub tables: BTreeMap<&'static str, u32>,
    /// Organizations made, without stand-ins.
    pub organizations: u32,
    /// Organizations that stand in for one that is not in the export.
    pub stand_ins: u32,
    /// Services made: one for each place a service is given at.
    pub services: u32,
    /// Services of the export they were made of.
    pub source_services: u32,
    /// Places that services were given at.
    pub places: u32,
    /// Services the public will see.
    pub listed: u32,
    /// What became of each row.
    pub(super) outcomes: Vec<Outcome>,
    /// The line of each row.
    pub(super) lines: Vec<u32>,
    /// The first row of each file.
    pub(super) starts: Vec<u32>,
}

impl Report {
    /// Rows read.
    pub fn rows(&self) -> usize {
        self.outcomes.len()
    }

    /// How many rows came to this end. The sum over all ends is [`Report::rows`], always.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.iter().filter(|one| **one == outcome).count()
    }

    /// Where a row stands.
    pub fn spot(&self, row: u32) -> Spot {
        let file = self.starts.partition_point(|start| *start <= row);
        Spot {
            file: u16::try_from(file.saturating_sub(1)).unwrap_or(u16::MAX),
            line: self.lines.get(row as usize).copied().unwrap_or(0),
        }
    }

    pub(super) fn mark(&mut self, row: u32, outcome: Outcome) {
        if let Some(known) = self.outcomes.get_mut(row as usize) {
            *known = outcome.max(*known);
        }
    }

    pub(super) fn note(&mut self, kind: super::FaultKind, row: u32) {
        let spot = self.spot(row);
        self.faults.note(kind, spot);
    }
}
