//! A case: a code before any name, where it stands, who leads it, and what is kept of the person.

mod age;
mod closure;
mod code;
mod lifecycle;
mod person;

pub use age::AgeBand;
pub use closure::{ClosureReason, FollowUp, FollowUpAfter, follow_ups};
pub use code::{ClientCode, ClientCodeError};
pub use lifecycle::{Facts, Move, MoveRefused, SideState, Stage, Standing};
pub use person::{IDENTITY_FIELDS, Kept, LanguageTag, LanguageTagError, LegalName, Person};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::words::{CaseId, OrganizationId, WorkerId};

/// What a case is before anything is known of the person: nothing in it names her. Language, age band and
/// region may point at her all the same in a small place, so it is sealed like [`Person`] and the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The code by which it is spoken of.
    pub code: ClientCode,
    /// Where it stands.
    pub standing: Standing,
    /// The lead agency (HTCDS has none; `cas_CaseOwner` is the person).
    pub lead_organization: OrganizationId,
    /// The lead person (HTCDS `cas_CaseOwner`): one, so that she has one person to ask for.
    pub lead_worker: Option<WorkerId>,
    /// Her age, as a band.
    pub age_band: AgeBand,
    /// The languages she speaks, the best first.
    pub languages: Vec<LanguageTag>,
    /// She needs an interpreter to speak with those who lead the case.
    pub interpreter: bool,
    /// The region for counting gaps (a region of the directory, or a province's code); never an address.
    pub region: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last closed.
    pub closed_at: Option<Timestamp>,
    /// A police matter runs beside it (product.md: a flag, never intake).
    pub police_lead: bool,
    /// It must not be destroyed, whatever the schedule says.
    pub legal_hold: bool,
}
