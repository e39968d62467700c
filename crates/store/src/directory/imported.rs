//! What to import, what an import did, and the report that is kept of it.

use std::fmt;

use directory::geography::Gazetteer;
use directory::import::{FileReport, Outcome, Report, Spot};
use jiff::Timestamp;
use kernel::Text;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::merging::FieldDifference;

/// Changes that are told one by one; all are counted.
const MOST_TOLD: usize = 2_000;
/// Changes that a report keeps, and letters of each text in them.
const MOST_KEPT: usize = 1_000;
const LETTERS: usize = 300;
/// Places of faults that a report keeps; all are counted.
const MOST_SPOTS: usize = 100_000;

/// What to do with what was read.
#[derive(Clone, Copy)]
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
    pub watch: &'a (dyn Fn(u64) + Send + Sync),
    /// The [`Imported::plan`] that somebody agreed to: where something else would be done, nothing is.
    pub expected: Option<&'a str>,
    /// The run that it is, begun by `begin_import_run`: its report is kept there.
    pub run: Option<Uuid>,
}

impl<'a> ImportRequest<'a> {
    /// Only says what would change; nobody watches, nothing is kept of it.
    pub fn look(source: &'a str, gazetteer: &'a Gazetteer, now: Timestamp) -> Self {
        Self {
            source,
            gazetteer,
            apply: false,
            now,
            watch: &|_| {},
            expected: None,
            run: None,
        }
    }

    /// Writes it.
    pub fn apply(source: &'a str, gazetteer: &'a Gazetteer, now: Timestamp) -> Self {
        Self {
            apply: true,
            ..Self::look(source, gazetteer, now)
        }
    }
}

impl fmt::Debug for ImportRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ImportRequest")
            .field("source", &self.source)
            .field("apply", &self.apply)
            .finish_non_exhaustive()
    }
}

/// Records of one kind, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Something else would have been done than was expected, so nothing was.
    pub overtaken: bool,
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
    /// Stands for everything that was done, or would be: the same when the same would be done again.
    #[serde(skip)]
    pub plan: String,
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

/// What is kept of an import: what was wrong with it, and what it changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Rows read.
    pub rows: u64,
    /// Of them: in a record.
    pub used: u64,
    /// Of them: saying what another says.
    pub merged: u64,
    /// Of them: kept aside.
    pub quarantined: u64,
    /// Of them: of no use here.
    pub ignored: u64,
    /// The files.
    pub files: Vec<FileReport>,
    /// What is wrong, by kind.
    pub faults: Vec<ReportedFault>,
    /// Organizations made, and of them stand-ins.
    pub organizations_made: [u32; 2],
    /// Services made, and how many the public will see.
    pub services_made: [u32; 2],
    /// What became of organizations.
    pub organizations: ImportCounts,
    /// What became of services.
    pub services: ImportCounts,
    /// Rows newly kept aside, and rows that no longer need to be.
    pub aside: [u64; 2],
    /// The first changes, one by one.
    pub changes: Vec<ReportedChange>,
    /// The [`Imported::plan`].
    pub plan: String,
}

/// One kind of fault.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedFault {
    /// The code of a `directory::import::FaultKind`.
    pub code: String,
    /// How often.
    pub count: u64,
    /// Where: all of it, unless there are very many.
    pub at: Vec<Spot>,
}

/// One record that is new, changed or gone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportedChange {
    /// Its id.
    pub id: String,
    /// It is a service, or else an organization.
    pub of_service: bool,
    /// Its name.
    pub name: Text,
    /// `new`, `changed` or `gone`.
    pub what: String,
    /// The fields that differ.
    pub fields: Vec<ReportedField>,
}

/// One field that differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportedField {
    /// Its name, as in the JSON of the record.
    pub field: String,
    /// It was edited here: what is here stays until somebody decides.
    pub conflict: bool,
    /// It may tell where a place is, so that a report says no more than that it differs.
    pub withheld: bool,
    /// What is here; long texts are cut.
    pub here: Json,
    /// What the source has.
    pub theirs: Json,
}

/// Fields of a record that may tell where a confidential place is.
pub(super) const TELLING: [&str; 3] = ["location", "coverage", "provenance.note"];

impl ImportReport {
    pub(super) fn new(report: &Report, imported: &Imported) -> Self {
        let count = |outcome| report.count(outcome) as u64;
        let mut left = MOST_SPOTS;
        let faults = report.faults.iter().map(|(kind, spots)| {
            let kept = spots.len().min(left);
            left -= kept;
            ReportedFault {
                code: kind.code().to_owned(),
                count: spots.len() as u64,
                at: spots[..kept].to_vec(),
            }
        });
        let faults = faults.collect();
        // What changes or goes says more than what is new.
        let (new, other): (Vec<_>, Vec<_>) =
            imported.changes.iter().partition(|one| one.what == "new");
        Self {
            rows: report.rows() as u64,
            used: count(Outcome::Used),
            merged: count(Outcome::Merged),
            quarantined: count(Outcome::Quarantined),
            ignored: count(Outcome::Ignored),
            files: report.files.clone(),
            faults,
            organizations_made: [report.organizations + report.stand_ins, report.stand_ins],
            services_made: [report.services, report.listed],
            organizations: imported.organizations,
            services: imported.services,
            aside: [imported.quarantined, imported.left_quarantine],
            changes: other
                .into_iter()
                .chain(new)
                .take(MOST_KEPT)
                .map(ReportedChange::new)
                .collect(),
            plan: imported.plan.clone(),
        }
    }

    /// Organizations and services together.
    pub fn together(&self) -> ImportCounts {
        let (one, other) = (&self.organizations, &self.services);
        ImportCounts {
            new: one.new + other.new,
            changed: one.changed + other.changed,
            unchanged: one.unchanged + other.unchanged,
            gone: one.gone + other.gone,
            conflicts: one.conflicts + other.conflicts,
        }
    }

    /// Faults of all kinds.
    pub fn fault_count(&self) -> u64 {
        self.faults.iter().map(|fault| fault.count).sum()
    }
}

impl ReportedChange {
    fn new(change: &RecordChange) -> Self {
        let field = |field: &FieldDifference| {
            let withheld = TELLING.contains(&field.field.as_str());
            let said = |value: &Json| {
                if withheld {
                    Json::Null
                } else {
                    shortened(value)
                }
            };
            ReportedField {
                field: field.field.clone(),
                conflict: field.conflict,
                withheld,
                here: said(&field.here),
                theirs: said(&field.theirs),
            }
        };
        Self {
            id: change.id.clone(),
            of_service: change.kind == "service",
            name: change.name.clone(),
            what: change.what.to_owned(),
            fields: change.fields.iter().map(field).collect(),
        }
    }
}

/// The same with long texts cut.
fn shortened(value: &Json) -> Json {
    match value {
        Json::String(text) if text.chars().count() > LETTERS => {
            let mut short: String = text.chars().take(LETTERS).collect();
            short.push('…');
            Json::String(short)
        }
        Json::Array(all) => Json::Array(all.iter().map(shortened).collect()),
        Json::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.clone(), shortened(value)));
            Json::Object(fields.collect())
        }
        other => other.clone(),
    }
}
