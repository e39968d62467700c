//! A service (HSDS `service`) with its phones, languages, access facts and provenance.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Lang, Text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::hours::Hours;
use crate::location::{Coverage, Location};
use crate::phone::Phone;
use crate::taxonomy::TermId;

/// What an organization does for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// HSDS `id`.
    pub id: Uuid,
    /// The short name a person who edits content knows it by; unique in the directory.
    pub slug: String,
    /// HSDS `organization_id`.
    pub organization_id: Uuid,
    /// Its name.
    pub name: Text,
    /// What it does, in plain words.
    pub description: Text,
    /// HSDS `status`.
    pub status: Status,
    /// Shown to the public. A record kept only for the curators is not.
    pub listed: bool,
    /// Terms of the needs taxonomy it answers.
    pub needs: Vec<TermId>,
    /// The source says that it serves everyone.
    pub everyone: bool,
    /// Terms of the populations taxonomy it is for. Empty and not `everyone`: not known.
    pub populations: Vec<TermId>,
    /// Kinds of exploitation it is for. Empty: not known.
    pub exploitation: Vec<TermId>,
    /// It exists for people touched by trafficking or exploitation.
    pub dedicated: bool,
    /// What it costs.
    pub fees: Fees,
    /// HSDS `email`.
    pub email: Option<String>,
    /// HSDS `url`.
    pub website: Option<String>,
    /// How to reach it, in the order to try.
    pub phones: Vec<Phone>,
    /// Whom it reaches.
    pub coverage: Coverage,
    /// Where it is, when it is somewhere.
    pub location: Option<Location>,
    /// When it is open; `Hours::unknown()` when nobody has said.
    pub hours: Hours,
    /// BCP 47 codes of the languages spoken. Empty: not known.
    pub languages: Vec<String>,
    /// What the source says about interpretation.
    pub interpretation: Text,
    /// What one needs, and need not, to be helped.
    pub access: Access,
    /// Where the facts come from.
    pub provenance: Provenance,
    /// HSDS `last_modified`: when something last changed that the public may see. `None` until a
    /// database has kept the record; a change to what is confidential never moves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<Timestamp>,
}

/// HSDS `service.status`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// In operation.
    #[default]
    #[serde(rename = "active")]
    Active,
    /// Not in operation, may come back.
    #[serde(rename = "inactive")]
    Inactive,
    /// Gone.
    #[serde(rename = "defunct")]
    Defunct,
    /// Closed for now.
    #[serde(rename = "temporarily closed")]
    TemporarilyClosed,
}

/// What a service costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fees {
    /// Nothing.
    Free,
    /// The source did not say.
    #[default]
    Unknown,
}

/// What one needs, and need not, to be helped. `None` is "not known", never "no".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Access {
    /// A police report is needed.
    pub police_report_needed: Option<bool>,
    /// An immigration status is needed; `Some(false)` also helps people without one.
    pub status_needed: Option<bool>,
    /// Proof of identity is needed.
    pub id_needed: Option<bool>,
    /// One may come with children.
    pub children_welcome: Option<bool>,
    /// One may come with pets.
    pub pets_welcome: Option<bool>,
    /// Whom it is for.
    pub gender: Option<Gender>,
    /// HSDS `minimum_age`, in years.
    pub minimum_age: Option<u8>,
    /// HSDS `maximum_age`, in years.
    pub maximum_age: Option<u8>,
    /// Led by Indigenous people.
    pub indigenous_led: Option<bool>,
    /// Led by people who have lived it, or by the community it serves.
    pub by_and_for: Option<bool>,
}

/// Whom a service is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Women.
    Women,
    /// Men.
    Men,
    /// Everyone.
    Any,
}

/// Where a record's facts come from and how far they can be trusted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Pages read.
    pub source: Vec<String>,
    /// Date of the page as it is known: `2014`, `2023-04` or `2023-04-15`.
    pub source_date: Option<String>,
    /// When it was read: `2026-11` or a full date.
    pub read_on: String,
    /// How it was read.
    pub confidence: Confidence,
    /// The day somebody asked the organization itself.
    pub verified_on: Option<Date>,
    /// Who asked.
    pub verified_by: Option<String>,
    /// When it should be asked again.
    pub review_by: Option<Date>,
    /// For whoever corrects the record; not shown to the public.
    pub note: Option<String>,
}

impl Provenance {
    /// What a page may say about this record: only facts read in a source, or confirmed by the
    /// organization, are shown without the "not yet verified" label.
    pub fn standing(&self) -> Standing {
        match (self.verified_on, self.confidence) {
            (Some(date), _) => Standing::Verified(date),
            (None, Confidence::ReadFromSource) => Standing::ReadInSource,
            (None, _) => Standing::NotYetVerified,
        }
    }
}

/// How a record's facts were obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read on a page of the organization, of a government, or of the press naming it.
    ReadFromSource,
    /// Read in somebody else's list.
    ReadFromSecondary,
    /// The description was read; the telephone number is from memory.
    PhoneFromMemory,
    /// From memory only.
    FromMemory,
}

/// What the public is told about a record's truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The organization confirmed it on this day.
    Verified(Date),
    /// It was read in a source.
    ReadInSource,
    /// It was not; the page says so.
    NotYetVerified,
}

impl Service {
    /// Text to show for `lang`, with its real language.
    pub fn title(&self, lang: Lang) -> (&str, Lang) {
        self.name.shown(lang)
    }

    /// Whether the public may see it at all.
    pub fn is_public(&self) -> bool {
        self.listed && matches!(self.status, Status::Active | Status::TemporarilyClosed)
    }
}
