//! Exchange with others: HTCDS 2.0 out and in, CTDC's columns out, Primero's JSON in. Nothing is lost in silence.
//!
//! HTCDS has neither a schema nor a format for exchange (casework.md 1.1). The profile here: JSON with an object
//! per table and arrays for several values; CSV and a sheet with one row for each case, exact field names, `;`
//! between values, ISO dates. Whatever cannot be carried is told: field, value, why.
//!
//! Telephone numbers and addresses never leave this way: no field can carry the rules of safe contact, and a
//! number without them can kill.

mod codes;
mod ctdc;
mod fields;
mod form;
mod htcds_in;
mod htcds_out;
mod primero;
mod workbook;

pub use ctdc::{COLUMNS as CTDC_COLUMNS, ctdc_csv, ctdc_row};
pub use fields::{FIELDS, Field, FieldType, field, field_named};
pub use form::{FormError, from_csv, from_json, sheet, to_csv, to_json};
pub use htcds_in::import;
pub use htcds_out::export;
pub use primero::{ListTarget, PrimeroError, Target, from_primero};
pub use workbook::{WorkbookError, to_workbook};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::assessment::{AssessorKind, View};
use crate::case::{AgeBand, ClosureReason, LanguageTag, LegalName, Stage};
use crate::consent::Told;
use crate::fact::{Gender, Said};
use crate::words::{Private, words};

words! {
    /// Why something could not be carried, or not whole.
    LossReason {
        /// The other side has no field for it.
        NoField = "no-field",
        /// It becomes a coarser word there.
        Coarser = "coarser",
        /// There is room for one, and there are several.
        OneOnly = "one-only",
        /// Consent does not name it for this recipient.
        NotConsented = "not-consented",
        /// It is not safe without what cannot be carried with it.
        Unsafe = "unsafe",
        /// The field is none of the standard's.
        UnknownField = "unknown-field",
        /// The value is none of the field's.
        UnknownValue = "unknown-value",
        /// The field's name is one of the known misprints; it was read all the same.
        Misprint = "misprint",
        /// The field is deprecated; it was not read.
        Deprecated = "deprecated",
        /// It was read, and we keep it otherwise or not at all.
        NotKept = "not-kept",
        /// It says that there was consent, not to what, to whom or until when: it opens nothing here.
        ConsentWithoutScope = "consent-without-scope",
    }

    /// Whether a referral came or went.
    Direction {
        /// From another organization.
        Incoming = "incoming",
        /// To another organization.
        Outgoing = "outgoing",
    }

    /// Why somebody was referred (HTCDS `cas_ReasonForIncomingReferral`, `cas_ReasonForOutgoingReferral`).
    ReferralReason {
        /// HTCDS `AdditionalServicesRequired`.
        AdditionalServicesRequired = "additional-services-required",
        /// HTCDS `MigrationOrChangeOfLocation`.
        MigrationOrChangeOfLocation = "migration-or-change-of-location",
        /// HTCDS `Other`.
        Other = "other",
    }
}

/// Something that could not be carried. The value may be hers: it is shown to whoever exports or imports, and
/// printed nowhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Loss {
    /// Which field, theirs or ours.
    pub field: String,
    /// Its value.
    pub value: Private,
    /// Why.
    pub why: LossReason,
}

impl Loss {
    fn new(field: &str, value: impl AsRef<str>, why: LossReason) -> Self {
        Self {
            field: field.to_owned(),
            value: Private::new(value),
            why,
        }
    }
}

/// A case as it is exchanged: what any of the other systems can give or take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRecord {
    /// A key for the exchange.
    pub id: Uuid,
    /// The lead organization's name (`org_Name`).
    pub organization: String,
    /// Who leads it (`cas_CaseOwner`).
    pub owner: Private,
    /// Where it stands (`cas_Status`).
    pub stage: Stage,
    /// Why it was closed (`cas_ReasonForCaseClosure`).
    pub closure: Option<ClosureReason>,
    /// The year in which it was opened.
    pub year: Option<i16>,
    /// What she is called.
    pub alias: Private,
    /// The name on papers.
    pub legal_name: Option<LegalName>,
    /// Her birth date.
    pub birth_date: Option<Date>,
    /// Her age band.
    pub age_band: AgeBand,
    /// Her gender.
    pub gender: Option<Gender>,
    /// ISO 3166-1 alpha-2.
    pub citizenships: Vec<String>,
    /// Her languages, the best first.
    pub languages: Vec<LanguageTag>,
    /// How many children she has.
    pub children: Option<u16>,
    /// What is said of the trafficking.
    pub facts: Vec<Said>,
    /// How it is seen, and by what sort of organization.
    pub view: Option<(View, AssessorKind)>,
    /// Referrals.
    pub referrals: Vec<ReferralRecord>,
    /// Notes (`cco_CaseComment`).
    pub comments: Vec<Private>,
    /// Plans.
    pub plans: Vec<PlanRecord>,
    /// What she was told and agreed to.
    pub told: Option<Told>,
    /// There are numbers and rules of safe contact.
    pub has_contact: bool,
}

/// A referral, as it is exchanged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralRecord {
    /// Whether it came or went.
    pub direction: Direction,
    /// The other organization.
    pub organization: Private,
    /// Who there.
    pub worker: Private,
    /// The day.
    pub on: Option<Date>,
    /// Why.
    pub reason: Option<ReferralReason>,
    /// More of it.
    pub details: Private,
}

/// A plan, as it is exchanged (`spl_*`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRecord {
    /// What for.
    pub objectives: Private,
    /// How.
    pub actions: Private,
    /// Until when it was meant to.
    pub planned_end: Option<Date>,
    /// When it ended.
    pub ended: Option<Date>,
}

impl CaseRecord {
    /// An empty one.
    pub fn new(id: Uuid) -> Self {
        Self {
            id,
            organization: String::new(),
            owner: Private::default(),
            stage: Stage::Enquiry,
            closure: None,
            year: None,
            alias: Private::default(),
            legal_name: None,
            birth_date: None,
            age_band: AgeBand::NotAsked,
            gender: None,
            citizenships: Vec::new(),
            languages: Vec::new(),
            children: None,
            facts: Vec::new(),
            view: None,
            referrals: Vec::new(),
            comments: Vec::new(),
            plans: Vec::new(),
            told: None,
            has_contact: false,
        }
    }
}

words! {
    /// The tables of HTCDS, as objects of the JSON profile.
    Table {
        /// `org_`
        Organization = "organization",
        /// `prs_` and `vic_`
        Person = "person",
        /// `per_`
        Perpetrator = "perpetrator",
        /// `cas_`
        Case = "case",
        /// `cas_`, of referrals
        Referral = "referral",
        /// `cco_`
        Comment = "comment",
        /// `hte_`
        Event = "event",
        /// `spl_`
        Plan = "plan",
        /// `con_`
        Consent = "consent",
    }
}

/// The fields of one row, by their exact names; several values where the standard allows several.
pub type Row = BTreeMap<String, Vec<String>>;

/// One case in HTCDS's terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HtcdsCase {
    /// The key of the exchange.
    pub id: Option<Uuid>,
    /// Rows by table.
    pub tables: BTreeMap<Table, Vec<Row>>,
}

impl HtcdsCase {
    fn rows(&self, table: Table) -> &[Row] {
        self.tables.get(&table).map_or(&[], Vec::as_slice)
    }

    fn push(&mut self, table: Table, row: Row) {
        if !row.is_empty() {
            self.tables.entry(table).or_default().push(row);
        }
    }
}

/// Losses without those that say the same twice.
fn once(losses: Vec<Loss>) -> Vec<Loss> {
    losses
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}
