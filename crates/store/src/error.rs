//! What can go wrong with the store, in words an operator can act on.

use std::fmt::Display;
use std::path::PathBuf;

use uuid::Uuid;

use crate::people::problem::PeopleError;
use crate::policy::Action;

/// Why the store did not do what it was asked.
///
/// No message holds what a person wrote, nor a password; file paths are the operator's own.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The actor may not do this.
    #[error("not allowed: {0:?}")]
    Forbidden(Action),
    /// The database was written by a newer version of Cairn.
    #[error(
        "this database was written by a newer version of Cairn (its schema is version {found}, \
         this program knows up to {known}); nothing was changed: install the newer version, or use \
         another database"
    )]
    NewerDatabase {
        /// The version found.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The database holds something else.
    #[error(
        "this database is not Cairn's (it has tables of its own, such as {example:?}); nothing was \
         changed: give Cairn an empty database"
    )]
    NotCairn {
        /// One of the tables found.
        example: String,
    },
    /// The file is no SQLite database.
    #[error("{path} is not a database; nothing was changed: give another place with --data", path = path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is marked read-only.
    #[error("{path} is read-only; Cairn needs to write to it: change its permissions, or give another place with --data", path = path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be opened.
    #[error("cannot open {path}: {problem}", path = path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What the system says.
        problem: String,
    },
    /// The address of the PostgreSQL server cannot be read. It is not repeated: it holds a password.
    #[error(
        "the database address cannot be read: it must look like postgres://user:password@host:5432/name"
    )]
    BadAddress,
    /// The PostgreSQL server does not answer, or not to us.
    #[error("cannot use PostgreSQL at {host}:{port}: {problem}")]
    CannotReach {
        /// Its name or address.
        host: String,
        /// Its port.
        port: u16,
        /// What it or the system says.
        problem: String,
    },
    /// A migration failed; the database is as it was.
    #[error("updating the database to version {version} failed; it is as it was: {source}")]
    Migration {
        /// The version that could not be reached.
        version: i64,
        /// Why.
        source: sqlx::Error,
    },
    /// The database answers something that no version of Cairn wrote.
    #[error(
        "the database is damaged at {place}: {problem}; restore a backup, or run `cairn doctor`"
    )]
    Damaged {
        /// Table, column or statement.
        place: String,
        /// What was found.
        problem: String,
    },
    /// A suggestion without a word.
    #[error("the message is empty")]
    EmptyMessage,
    /// A suggestion that is too long.
    #[error("the message has {found} characters; {limit} are possible")]
    MessageTooLong {
        /// Characters found.
        found: usize,
        /// Characters possible.
        limit: usize,
    },
    /// Contact details that are too long.
    #[error("the contact details have {found} characters; {limit} are possible")]
    ContactTooLong {
        /// Characters found.
        found: usize,
        /// Characters possible.
        limit: usize,
    },
    /// As many suggestions as may wait for one service wait already.
    #[error("{limit} suggestions wait for this service already")]
    TooManyWaiting {
        /// How many may wait.
        limit: i64,
    },
    /// There is no such service, or the public may not know of it.
    #[error("there is no service {0}")]
    UnknownService(Uuid),
    /// A record cannot be merged with itself.
    #[error("a record cannot be merged with itself")]
    SameRecord,
    /// There is no such merge, or it was undone already.
    #[error("there is no such merge to undo")]
    NoSuchMerge,
    /// A record was edited since it was looked at, or since it was merged.
    #[error("a record was edited since ({} fields differ)", fields.len())]
    EditedSince {
        /// The fields that are different now, when they are known.
        fields: Vec<directory::duplicates::MergeField>,
    },
    /// A place that is not public would have moved into another record.
    #[error(transparent)]
    ConfidentialPlace(#[from] directory::duplicates::ConfidentialPlace),
    /// There is no such organization.
    #[error("there is no organization {0}")]
    UnknownOrganization(Uuid),
    /// There is no such suggestion, or somebody has decided on it already.
    #[error("no suggestion {0} waits for a decision")]
    UnknownSuggestion(Uuid),
    /// There is no such row of an import, or somebody has decided on it already.
    #[error("no row {0} of an import waits to be mended")]
    UnknownQuarantinedRow(Uuid),
    /// There is no such run of an import.
    #[error("there is no run {0} of an import")]
    UnknownImportRun(Uuid),
    /// There is no such conflict, or somebody has decided on it already.
    #[error("no conflict of record {0} waits for a decision on this field")]
    UnknownConflict(Uuid),
    /// More places are free than there are.
    #[error("more places are free than there are")]
    MoreThanAll,
    /// What was asked about people, roles or organizations cannot be done.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// What was asked about a case cannot be done.
    #[error(transparent)]
    Case(#[from] crate::casework::problem::CaseError),
    /// Too many passphrases are being checked at this moment.
    #[error("too many people are signing in at this moment: try again in a few seconds")]
    Busy,
    /// The deployment's key was not given to the store.
    #[error("the key file was not read: nothing can be sealed or opened")]
    NoVault,
    /// The key in the file is not the one this database was sealed with.
    #[error(
        "this database was sealed with another key (version {version}); nothing was changed: put back \
         the key file that belongs to it"
    )]
    OtherKey {
        /// The version of the key.
        version: u32,
    },
    /// Something sealed could not be opened.
    #[error("something sealed cannot be opened: {0}")]
    Vault(#[from] vault::VaultError),
    /// What was to be written could not be read to its end; nothing was changed.
    #[error("what was to be written could not be read: {0}; nothing was changed")]
    Reading(#[from] std::io::Error),
    /// The database itself failed.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}

impl StoreError {
    /// Something read that no version of Cairn wrote.
    pub(crate) fn damaged(place: &str, problem: impl Display) -> Self {
        Self::Damaged {
            place: place.to_owned(),
            problem: problem.to_string(),
        }
    }
}
