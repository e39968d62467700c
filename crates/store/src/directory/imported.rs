//! What to import, and what an import did.

use directory::geography::Gazetteer;
use jiff::Timestamp;
use kernel::Text;
use serde::Serialize;

use super::merging::FieldDifference;

/// Changes that are told one by one; all are counted.
const MOST_TOLD: usize = 2_000;

/// What to do with what was read.
#[derive(Debug, Clone, Copy)]
pub struct ImportRequest<'a> {
    /// The name of the source, as it was read under.
    pub source: &'a str,
    /// Knows the published points of towns.
    pub gazetteer: &'a Gazetteer,
    /// False: only say what would change.
    pub apply: bool,
    /// Becomes the `last_modified` of what changes for the public.
    pub now: Timestamp,
    /// Told how many records are done.
    pub watch: fn(u64),
}

/// Records of one kind, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ImportCounts {
    /// Not here before.
    pub new: u64,
    /// Changed at the source.
    pub changed: u64,
    /// As last time.
    pub unchanged: u64,
    /// No longer at the source: withdrawn, unless edited here.
    pub gone: u64,
    /// Fields edited here and changed at the source: what is here stays.
    pub conflicts: u64,
}

/// One record that is new, changed or gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordChange {
    /// Its id.
    pub id: String,
    /// `organization` or `service`.
    pub kind: &'static str,
    /// Its name.
    pub name: Text,
    /// `new`, `changed` or `gone`.
    pub what: &'static str,
    /// The fields that differ.
    pub fields: Vec<FieldDifference>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Imported {
    /// Whether it was written.
    pub applied: bool,
    /// Organizations.
    pub organizations: ImportCounts,
    /// Services.
    pub services: ImportCounts,
    /// Rows newly kept aside.
    pub quarantined: u64,
    /// Rows kept aside by an earlier import that no longer need to be.
    pub left_quarantine: u64,
    /// The first changes, one by one.
    pub changes: Vec<RecordChange>,
    /// The change counter afterwards.
    pub change_counter: u64,
}

impl Imported {
    pub(super) fn anything(&self) -> bool {
        let touched = |counts: &ImportCounts| counts.new + counts.changed + counts.gone > 0;
        touched(&self.organizations)
            || touched(&self.services)
            || self.quarantined + self.left_quarantine > 0
    }

    pub(super) fn tell(&mut self, change: RecordChange) {
        if self.changes.len() < MOST_TOLD {
            self.changes.push(change);
        }
    }
}
