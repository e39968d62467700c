//! The house's memory: SQLite and PostgreSQL behind one set of methods, and the SQL of every domain.
//!
//! There is one SQL text for both engines (docs/decisions/0002-one-sql-text.md). Every method takes
//! the [`kernel::Actor`] first and decides by [`policy::decide`] whether to answer, so that no caller
//! can forget. Time and ids are parameters. To add a table: docs/guides/adding-a-table.md.

mod casework;
mod digest;
mod directory;
mod engine;
mod error;
mod health;
mod migrations;
mod open;
mod people;
pub mod policy;
mod questionnaires;
#[cfg(test)]
mod register;
mod statements;

#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

pub use casework::agreement::KeptAgreement;
pub use casework::caseload::{CarriedCase, Caseload, LONGEST_LIST};
pub use casework::change::PAYLOAD_LIMIT;
pub use casework::colleagues::CaseColleague;
pub use casework::consents::ConsentRecorded;
pub use casework::desk::DeskLine;
pub use casework::documents::NewDocument;
pub use casework::ending::{EndWarning, KeptCase, KeptCertificate};
pub use casework::enquiries::ReceivedEnquiry;
pub use casework::follow_ups::{FollowUpAnswer, FollowUpContact};
pub use casework::fund::FundMove;
pub use casework::history::CaseEvent;
pub use casework::items::{AnyItem, CaseItem, Saved};
pub use casework::keeping::{KeepingRules, KeptClock, KeptSchedule};
pub use casework::kinds::{Addable, Bound, BrokenGlass, Clear, Editable, ItemKind, Payload};
pub use casework::lookup::LookupKind;
pub use casework::outside::MadeLink;
pub use casework::oversight::OversightLine;
pub use casework::own_copy::{CopyForm, OwnCopy};
pub use casework::problem::CaseError;
pub use casework::record::CaseSummary;
pub use casework::records::{
    CaseDetails, CaseList, CaseLookup, CasePurpose, NewCase, OpenCase, OpenedCase,
};
pub use casework::referrals::{LeadMove, ReceivedReferral, ReferralAnswer, SharedCase};
pub use casework::requests::{NewRequest, RequestStep};
pub use casework::retention::{EndCertificate, EndRequest, MoveReason};
pub use casework::take_out::TakeOut;
pub use casework::trail::{CaseAccess, CaseEntry};
pub use casework::transfers::ProposedTransfer;
pub use casework::verify::{Checkpoint, HistoryFault, HistoryVerified};
pub use casework::view::{CaseParts, CaseView};
pub use directory::conflicts::{ConflictChoice, FieldConflict, ImportSource};
pub use directory::corrections::SHIPPED_SOURCE;
pub use directory::duplicates::{
    BY_ITSELF_LIMIT, CANDIDATE_LIMIT, DuplicateCandidate, DuplicatePair, REVIEW_MINIMUM,
    ServiceMerge,
};
pub use directory::history::{ChangeKind, EditedBy, FieldChange, HistoryEntry};
pub use directory::imported::{
    ImportCounts, ImportReport, ImportRequest, Imported, RecordChange, ReportedChange,
    ReportedFault, ReportedField,
};
pub use directory::load::Loaded;
pub use directory::merging::FieldDifference;
pub use directory::organization_edit::{
    DESCRIPTION_LIMIT, ORGANIZATION_FIELDS, OrganizationEdited, OrganizationFault,
    OrganizationRecord, OrganizationTexts,
};
pub use directory::quarantine::{QuarantineState, QuarantinedRow, Retried};
pub use directory::records::{Record, RecordSummary};
pub use directory::reminder::Reminder;
pub use directory::runs::{ImportRun, ImportRunState, NewImportRun, RunKept};
pub use directory::statistics::Statistics;
pub use directory::suggestion::{
    CONTACT_LIMIT, Decision, MESSAGE_LIMIT, NewSuggestion, Suggestion, SuggestionState,
    WAITING_LIMIT,
};
pub use directory::tending::{Conflicting, Edit, Edited, REASON_LIMIT, Verified};
pub use error::StoreError;
pub use health::Health;
pub use migrations::KNOWN_VERSION;
pub use open::SqliteStore;
pub use people::Moment;
pub use people::account::{ProofOf, Proven, SteppedUp};
pub use people::identity_question::{
    IdentityAsked, IdentityBegun, IdentityQuestion, IdentityReturn,
};
pub use people::invitation::{Link, LinkKind, NewPerson, SetUp};
pub use people::organization::{NewOrganization, StaffOrganization};
pub use people::passkey::{PASSKEY_LIMIT, Passkey, PasskeyQuestion};
pub use people::passkey_challenge::PasskeyChallenge;
pub use people::passkey_sign_in::PasskeyAttempt;
pub use people::passphrase::{LONGEST, SHORTEST, check_passphrase};
pub use people::people_change::{ChangedBy, PeopleChange, PeopleChangeKind};
pub use people::person::{Me, NAME_LIMIT, Person, PersonDetails, PersonState};
pub use people::person_identity::{IdentityAttempt, LinkedIdentity};
pub use people::problem::PeopleError;
pub use people::role::{NewRole, Role};
pub use people::session::{Device, Session, SessionLimits};
pub use people::sign_in::{CodeAttempt, SignIn, SignedIn};
pub use people::throttle::NetworkKey;
pub use people::token::{
    BrowserToken, CalendarToken, ChallengeToken, LinkToken, SessionToken, StateToken,
};
pub use people::totp::TotpSetup;

pub use questionnaires::kept_answers::{KEPT_DAYS, KEPT_LIMIT, KEPT_ROWS, KeptAnswers};
pub use questionnaires::resume_code::ResumeCode;

use std::sync::Arc;

use people::passphrase::Passphrases;
use people::throttle::Throttle;
use vault::Vault;

/// An open database, and what this process needs beside it. Cheap to clone; clones share everything.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Pools,
    vault: Option<Arc<Vault>>,
    passphrases: Arc<Passphrases>,
    throttle: Arc<Throttle>,
    session_limits: SessionLimits,
}

/// The connections.
#[derive(Debug, Clone)]
pub(crate) enum Pools {
    /// The embedded database: one file, this machine.
    Sqlite(SqliteStore),
    /// A server, shared by any number of nodes.
    Postgres(sqlx::PgPool),
}

impl Store {
    fn of(pools: Pools) -> Self {
        Self {
            pools,
            vault: None,
            passphrases: Arc::default(),
            throttle: Arc::default(),
            session_limits: SessionLimits::default(),
        }
    }

    /// The same store with the deployment's keys: whatever seals, opens or signs in needs them.
    #[must_use]
    pub fn with_vault(mut self, vault: Vault) -> Self {
        self.vault = Some(Arc::new(vault));
        self
    }

    /// The same store with other limits for sessions.
    #[must_use]
    pub fn with_session_limits(mut self, limits: SessionLimits) -> Self {
        self.session_limits = limits;
        self
    }

    /// The same store with passphrases that cost next to nothing, so that tests need not wait. What it
    /// hashes is brought to the house's costs at the next sign-in of a real one.
    #[cfg(any(test, feature = "testing"))]
    #[must_use]
    pub fn with_cheap_passphrases(mut self) -> Self {
        self.passphrases = Arc::new(Passphrases::with_cost(64, 1));
        self
    }

    /// How often this process ran Argon2.
    #[cfg(any(test, feature = "testing"))]
    pub fn argon2_runs(&self) -> u64 {
        self.passphrases.runs()
    }

    /// The network that an address belongs to, for [`SignIn`]. It is a hash that is good in this
    /// process only; the address itself goes nowhere.
    pub fn network_key(&self, address: std::net::IpAddr) -> NetworkKey {
        self.throttle.network(address)
    }

    /// The keys, for whoever seals a column.
    pub(crate) fn vault(&self) -> Result<&Vault, StoreError> {
        self.vault.as_deref().ok_or(StoreError::NoVault)
    }
}
