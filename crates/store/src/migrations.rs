//! Bringing a database to this program's version, and refusing one that is not ours or is newer.
//!
//! A migration is one SQL text that both engines read. It is never edited once it has shipped: the
//! next change is the next file (docs/guides/adding-a-table.md).

use crate::Store;
use crate::engine::{Engine, Transaction, on_engine};
use crate::error::StoreError;
use crate::statements::statements;

struct Migration {
    version: i64,
    name: &'static str,
    text: &'static str,
}

/// Every migration, oldest first, numbered from 1 without a gap.
const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "directory",
        text: include_str!("../migrations/0001_directory.sql"),
    },
    Migration {
        version: 2,
        name: "record",
        text: include_str!("../migrations/0002_record.sql"),
    },
    Migration {
        version: 3,
        name: "people",
        text: include_str!("../migrations/0003_people.sql"),
    },
    Migration {
        version: 4,
        name: "tending",
        text: include_str!("../migrations/0004_tending.sql"),
    },
    Migration {
        version: 5,
        name: "import",
        text: include_str!("../migrations/0005_import.sql"),
    },
    Migration {
        version: 6,
        name: "duplicates",
        text: include_str!("../migrations/0006_duplicates.sql"),
    },
    Migration {
        version: 7,
        name: "sign_in",
        text: include_str!("../migrations/0007_sign_in.sql"),
    },
    Migration {
        version: 8,
        name: "imports",
        text: include_str!("../migrations/0008_imports.sql"),
    },
    Migration {
        version: 9,
        name: "casework",
        text: include_str!("../migrations/0009_casework.sql"),
    },
    Migration {
        version: 10,
        name: "kept_answers",
        text: include_str!("../migrations/0010_kept_answers.sql"),
    },
    Migration {
        version: 11,
        name: "care",
        text: include_str!("../migrations/0011_care.sql"),
    },
    Migration {
        version: 12,
        name: "oversight",
        text: include_str!("../migrations/0012_oversight.sql"),
    },
];

/// The newest version this program knows.
pub const KNOWN_VERSION: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;

/// Stands in every row of `schema_version`: other programs have tables of that name too.
const APPLICATION: &str = "cairn";

statements! {
    Sqlite TABLES_OF_SQLITE =
        "SELECT name FROM sqlite_master
         WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name";
    Postgres TABLES_OF_POSTGRES =
        "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name";
    Sqlite VERSION_COLUMNS_OF_SQLITE =
        "SELECT name FROM pragma_table_info('schema_version')";
    Postgres VERSION_COLUMNS_OF_POSTGRES =
        "SELECT CAST(column_name AS TEXT) AS name FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name = 'schema_version'";
    /// Two nodes that start together over one server migrate one after the other. The number is
    /// ours alone by being unlikely; the lock ends with the transaction.
    Postgres ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(4847350117)";
    Both CREATE_VERSION_TABLE =
        "CREATE TABLE schema_version (
            application TEXT NOT NULL,
            version BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL
        )";
    Both VERSIONS = "SELECT application, version FROM schema_version ORDER BY version";
    Both RECORD_VERSION =
        "INSERT INTO schema_version (application, version, name) VALUES ($1, $2, $3)";
}

impl Store {
    /// Brings the database to [`KNOWN_VERSION`], wholly or not at all.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        if matches!(transaction, Engine::Postgres(_)) {
            transaction.execute(&ONE_AT_A_TIME, &[]).await?;
        }
        let found = version_of(&mut transaction).await?;
        if found == Some(KNOWN_VERSION) {
            return Ok(());
        }
        if found.is_none() {
            transaction.execute(&CREATE_VERSION_TABLE, &[]).await?;
        }
        let newer = |migration: &&Migration| found.is_none_or(|found| migration.version > found);
        for migration in MIGRATIONS.iter().filter(newer) {
            apply(&mut transaction, migration).await?;
        }
        transaction.commit().await
    }
}

/// The version of the database; `None` when it is empty. A newer one, or one that is not ours, is
/// an error.
pub(crate) async fn version_of(transaction: &mut Transaction) -> Result<Option<i64>, StoreError> {
    let (tables, columns) = match transaction {
        Engine::Sqlite(_) => (&TABLES_OF_SQLITE, &VERSION_COLUMNS_OF_SQLITE),
        Engine::Postgres(_) => (&TABLES_OF_POSTGRES, &VERSION_COLUMNS_OF_POSTGRES),
    };
    let tables = transaction.all(tables, &[], |row| row.text("name")).await?;
    let Some(first) = tables.first() else {
        return Ok(None);
    };
    let not_ours = || StoreError::NotCairn {
        example: first.clone(),
    };
    let columns = transaction
        .all(columns, &[], |row| row.text("name"))
        .await?;
    if !["application", "version"]
        .iter()
        .all(|needed| columns.iter().any(|column| column == needed))
    {
        return Err(not_ours());
    }
    let versions = transaction
        .all(&VERSIONS, &[], |row| {
            Ok((row.text("application")?, row.integer("version")?))
        })
        .await
        .map_err(|_| not_ours())?;
    if versions
        .iter()
        .any(|(application, _)| application != APPLICATION)
    {
        return Err(not_ours());
    }
    match versions.last() {
        Some((_, found)) if *found > KNOWN_VERSION => Err(StoreError::NewerDatabase {
            found: *found,
            known: KNOWN_VERSION,
        }),
        Some((_, found)) if *found >= 1 => Ok(Some(*found)),
        _ => Err(not_ours()),
    }
}

async fn apply(transaction: &mut Transaction, migration: &Migration) -> Result<(), StoreError> {
    on_engine!(transaction, connection => {
        sqlx::raw_sql(migration.text).execute(&mut **connection).await.map(|_| ())
    })
    .map_err(|source| StoreError::Migration {
        version: migration.version,
        source,
    })?;
    let values = [
        APPLICATION.into(),
        migration.version.into(),
        migration.name.into(),
    ];
    transaction.execute(&RECORD_VERSION, &values).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_without_a_gap_and_named_after_their_files() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the folder of migrations")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("a name")
            })
            .collect();
        files.sort();
        let expected: Vec<_> = MIGRATIONS
            .iter()
            .map(|migration| format!("{:04}_{}.sql", migration.version, migration.name))
            .collect();
        assert_eq!(files, expected);
        assert!(
            MIGRATIONS
                .iter()
                .zip(1..)
                .all(|(migration, at)| migration.version == at)
        );
    }
}
