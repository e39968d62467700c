//! What `cairn doctor` asks of the database.

use kernel::Actor;

use crate::engine::Engine;
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;
use crate::{KNOWN_VERSION, Store, migrations};

/// The state of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// `SQLite` or `PostgreSQL`, with its version.
    pub engine: String,
    /// The schema's version; `None` when the database is empty.
    pub version: Option<i64>,
    /// The version this program knows.
    pub known: i64,
    /// SQLite's journal mode (`wal`), PostgreSQL's encoding (`UTF8`).
    pub mode: String,
    /// What is wrong, in the engine's words. Empty: nothing was found.
    pub problems: Vec<String>,
}

statements! {
    Sqlite SQLITE_VERSION = "SELECT sqlite_version() AS version";
    Sqlite JOURNAL_MODE = "PRAGMA journal_mode";
    /// Reads the whole file.
    Sqlite INTEGRITY = "PRAGMA integrity_check";
    Sqlite FOREIGN_KEYS =
        "SELECT \"table\" || ' row ' || COALESCE(rowid, 0) || ' speaks of a row of '
            || parent || ' that is not there' AS problem
         FROM pragma_foreign_key_check";
    Postgres POSTGRES_VERSION = "SELECT current_setting('server_version') AS version";
    Postgres ENCODING = "SELECT current_setting('server_encoding') AS encoding";
    /// PostgreSQL keeps its own pages and keys whole; what can be asked cheaply is whether a
    /// constraint was switched off or never checked.
    Postgres UNCHECKED_CONSTRAINTS =
        "SELECT 'constraint ' || CAST(conname AS TEXT) || ' was never checked' AS problem
         FROM pg_constraint
         WHERE NOT convalidated AND connamespace = CAST(current_schema() AS regnamespace)";
}

impl Store {
    /// Examines the database. Reads all of an SQLite file: seconds for a large one.
    pub async fn health(&self, actor: &Actor) -> Result<Health, StoreError> {
        policy::decide(actor, Action::CheckHealth)?;
        let mut transaction = self.read().await?;
        let version = migrations::version_of(&mut transaction).await?;
        let (engine, mode, mut problems);
        match transaction {
            Engine::Sqlite(_) => {
                let number = transaction
                    .one(&SQLITE_VERSION, &[], |row| row.text("version"))
                    .await?;
                engine = format!("SQLite {number}");
                mode = transaction
                    .one(&JOURNAL_MODE, &[], |row| row.text("journal_mode"))
                    .await?;
                problems = transaction
                    .all(&INTEGRITY, &[], |row| row.text("integrity_check"))
                    .await?;
                problems.retain(|problem| problem != "ok");
                problems.extend(
                    transaction
                        .all(&FOREIGN_KEYS, &[], |row| row.text("problem"))
                        .await?,
                );
            }
            Engine::Postgres(_) => {
                let number = transaction
                    .one(&POSTGRES_VERSION, &[], |row| row.text("version"))
                    .await?;
                engine = format!("PostgreSQL {number}");
                mode = transaction
                    .one(&ENCODING, &[], |row| row.text("encoding"))
                    .await?;
                problems = transaction
                    .all(&UNCHECKED_CONSTRAINTS, &[], |row| row.text("problem"))
                    .await?;
                if mode != "UTF8" {
                    problems.push(format!("the encoding is {mode}, it must be UTF8"));
                }
            }
        }
        Ok(Health {
            engine,
            version,
            known: KNOWN_VERSION,
            mode,
            problems,
        })
    }
}
