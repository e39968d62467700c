//! The house's memory: SQLite and PostgreSQL behind one set of methods, and the SQL of every domain.
//!
//! There is one SQL text for both engines (docs/decisions/0002-one-sql-text.md). Every method takes
//! the [`kernel::Actor`] first and decides by [`policy::decide`] whether to answer, so that no caller
//! can forget. Time and ids are parameters. To add a table: docs/guides/adding-a-table.md.

mod digest;
mod directory;
mod engine;
mod error;
mod health;
mod migrations;
mod open;
pub mod policy;
#[cfg(test)]
mod register;
mod statements;

#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

pub use directory::duplicates::{CANDIDATE_LIMIT, DuplicateCandidate, DuplicatePair, ServiceMerge};
pub use directory::load::Loaded;
pub use directory::statistics::Statistics;
pub use directory::suggestion::{
    CONTACT_LIMIT, MESSAGE_LIMIT, NewSuggestion, Suggestion, SuggestionState, WAITING_LIMIT,
};
pub use error::StoreError;
pub use health::Health;
pub use migrations::KNOWN_VERSION;
pub use open::SqliteStore;

/// An open database. Cheap to clone; clones share the connections.
#[derive(Debug, Clone)]
pub enum Store {
    /// The embedded database: one file, this machine.
    Sqlite(SqliteStore),
    /// A server, shared by any number of nodes.
    Postgres(sqlx::PgPool),
}
