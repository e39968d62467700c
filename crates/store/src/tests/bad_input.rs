//! Databases that must be refused, and how they are left.

use std::path::Path;

use kernel::{Actor, Secret};

use super::sample;
use crate::statements::{Speaks, Statement};
use crate::testing::{Folder, TestStore, empty_stores, fixed_vault, on_postgres, stores};
use crate::{KNOWN_VERSION, Pools, Store, StoreError};

async fn tell(store: &Store, text: &'static str) {
    let statement = Statement {
        name: "test",
        speaks: Speaks::Both,
        text,
    };
    let mut transaction = store.write().await.expect("writing");
    transaction.execute(&statement, &[]).await.expect(text);
    transaction.commit().await.expect("committed");
}

/// Makes a database at `path` by these statements and closes it.
async fn database(path: &Path, migrated: bool, texts: &[&'static str]) {
    let store = Store::sqlite(path).await.expect("a database");
    if migrated {
        store.migrate().await.expect("migrated");
    }
    for text in texts {
        tell(&store, text).await;
    }
    store.close().await;
}

const NEWER: &str =
    "INSERT INTO schema_version (application, version, name) VALUES ('cairn', 999, 'later')";

#[tokio::test]
async fn a_newer_database_is_refused_untouched() {
    let folder = Folder::new();
    let path = folder.0.join("newer.sqlite");
    database(&path, true, &[NEWER]).await;
    let before = std::fs::read(&path).expect("the file");
    let error = Store::sqlite(&path).await.expect_err("refused");
    assert!(matches!(
        error,
        StoreError::NewerDatabase {
            found: 999,
            known: KNOWN_VERSION
        }
    ));
    assert!(
        error.to_string().contains("newer version of Cairn"),
        "{error}"
    );
    assert_eq!(std::fs::read(&path).expect("the file"), before);
}

#[tokio::test]
async fn a_newer_database_is_refused_on_every_engine() {
    for TestStore { store, name, .. } in &stores().await {
        tell(store, NEWER).await;
        let error = store.migrate().await.expect_err("refused");
        assert!(
            matches!(
                error,
                StoreError::NewerDatabase {
                    found: 999,
                    known: KNOWN_VERSION
                }
            ),
            "{name}: {error}"
        );
        let error = store.health(&Actor::Operator).await.expect_err("refused");
        assert!(matches!(error, StoreError::NewerDatabase { .. }), "{name}");
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_refused() {
    let others: [&[&str]; 3] = [
        &["CREATE TABLE customer (id BIGINT)"],
        // Other programs count their versions too, in a table of the same name.
        &["CREATE TABLE schema_version (version BIGINT)"],
        &[
            "CREATE TABLE schema_version (application TEXT, version BIGINT, name TEXT)",
            "INSERT INTO schema_version VALUES ('another', 1, 'first')",
        ],
    ];
    for texts in others {
        for TestStore { store, name, .. } in &empty_stores().await {
            for text in texts {
                tell(store, text).await;
            }
            let error = store.migrate().await.expect_err("refused");
            assert!(
                matches!(error, StoreError::NotCairn { .. }),
                "{name}: {error}"
            );
        }
    }
    let folder = Folder::new();
    let path = folder.0.join("other.sqlite");
    database(&path, false, others[0]).await;
    let before = std::fs::read(&path).expect("the file");
    let error = Store::sqlite(&path).await.expect_err("refused");
    assert!(matches!(&error, StoreError::NotCairn { example } if example == "customer"));
    assert_eq!(std::fs::read(&path).expect("the file"), before);
}

#[tokio::test]
async fn a_file_that_is_not_a_database_is_refused_untouched() {
    let folder = Folder::new();
    for (name, bytes) in [
        (
            "text",
            &b"Dear diary, this is long enough to look like a header."[..],
        ),
        ("short", &b"SQL"[..]),
    ] {
        let path = folder.0.join(name);
        std::fs::write(&path, bytes).expect("written");
        let error = Store::sqlite(&path).await.expect_err("refused");
        assert!(matches!(&error, StoreError::NotADatabase { .. }), "{error}");
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(std::fs::read(&path).expect("the file"), bytes);
    }
}

#[tokio::test]
async fn a_damaged_database_is_told() {
    let folder = Folder::new();
    let path = folder.0.join("damaged.sqlite");
    database(&path, true, &[]).await;
    let mut bytes = std::fs::read(&path).expect("the file");
    bytes[100..4_096].fill(0xa5);
    std::fs::write(&path, bytes).expect("written");
    let error = Store::sqlite(&path).await.expect_err("refused");
    assert!(matches!(&error, StoreError::Damaged { .. }), "{error:?}");
    assert!(error.to_string().contains("damaged.sqlite"), "{error}");
}

#[tokio::test]
async fn a_read_only_file_is_refused() {
    let folder = Folder::new();
    let path = folder.0.join("kept.sqlite");
    database(&path, true, &[]).await;
    let mut permissions = std::fs::metadata(&path).expect("the file").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("set");
    let error = Store::sqlite(&path).await.expect_err("refused");
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
}

#[tokio::test]
async fn a_place_that_is_none_is_refused() {
    let folder = Folder::new();
    for path in [
        folder.0.clone(),
        folder.0.join("no/such/folder/cairn.sqlite"),
    ] {
        let error = Store::sqlite(&path).await.expect_err("refused");
        assert!(matches!(error, StoreError::CannotOpen { .. }), "{error}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let path = folder.0.join("cairn.sqlite");
    let store = Store::sqlite(&path).await.expect("a database");
    store.migrate().await.expect("migrated");
    for file in ["cairn.sqlite", "cairn.sqlite-wal"] {
        let about = std::fs::metadata(folder.0.join(file)).expect(file);
        assert_eq!(about.permissions().mode() & 0o077, 0, "{file}");
    }
}

#[tokio::test]
async fn what_was_written_is_there_after_closing() {
    let folder = Folder::new();
    let path = folder.0.join("cairn.sqlite");
    let content = super::sample::content(super::sample::services());
    for change_counter in [1, 1] {
        let store = Store::sqlite(&path).await.expect("a database");
        let store = store.with_vault(fixed_vault());
        store.migrate().await.expect("migrated");
        let loaded = store
            .load_content(&Actor::System, &content, sample::NOW)
            .await
            .expect("loaded");
        assert_eq!(loaded.change_counter, change_counter);
        store.close().await;
    }
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    for TestStore { store, name, .. } in &stores().await {
        store.migrate().await.expect(name);
        let health = store.health(&Actor::Operator).await.expect(name);
        assert_eq!(health.version, Some(KNOWN_VERSION));
        assert_eq!(health.known, KNOWN_VERSION);
        assert!(health.problems.is_empty(), "{health:?}");
        let expected = match *name {
            "SQLite in memory" => ("SQLite", "memory"),
            "SQLite in a file" => ("SQLite", "wal"),
            _ => ("PostgreSQL", "UTF8"),
        };
        assert!(health.engine.starts_with(expected.0), "{health:?}");
        assert_eq!(health.mode, expected.1);
    }
}

#[tokio::test]
async fn two_nodes_that_start_together_migrate_once() {
    for TestStore { store, name, .. } in &empty_stores().await {
        let (first, second) = tokio::join!(store.migrate(), store.migrate());
        first.expect(name);
        second.expect(name);
    }
}

#[tokio::test]
async fn health_tells_a_row_that_speaks_of_nothing() {
    let folder = Folder::new();
    let path = folder.0.join("cairn.sqlite");
    let content = super::sample::content(super::sample::services());
    let store = Store::sqlite(&path).await.expect("a database");
    let store = store.with_vault(fixed_vault());
    store.migrate().await.expect("migrated");
    store
        .load_content(&Actor::System, &content, sample::NOW)
        .await
        .expect("loaded");
    let Pools::Sqlite(sqlite) = &store.pools else {
        unreachable!("opened as SQLite")
    };
    // Outside a transaction, where SQLite lets the keys be switched off.
    sqlx::raw_sql("PRAGMA foreign_keys = OFF; DELETE FROM organization; PRAGMA foreign_keys = ON")
        .execute(&sqlite.writer)
        .await
        .expect("damaged on purpose");
    let health = store.health(&Actor::System).await.expect("health");
    assert!(
        health
            .problems
            .iter()
            .any(|problem| problem.contains("organization")),
        "{health:?}"
    );
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_not_repeated() {
    for address in ["mysql:/secret", "postgres://cairn:secret@[::1", "secret"] {
        let url = Secret::new(address.to_owned());
        let error = Store::postgres(&url).await.expect_err("refused");
        assert!(
            !format!("{error} {error:?}").contains("secret"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_without_the_password() {
    // Port 9 is "discard": nobody answers.
    let url = Secret::new("postgres://cairn:secret@127.0.0.1:9/cairn".to_owned());
    let error = Store::postgres(&url).await.expect_err("refused");
    assert!(
        !format!("{error} {error:?}").contains("secret"),
        "{error:?}"
    );
}

#[tokio::test]
async fn postgres_runs_within_limits() {
    let Some(test) = on_postgres().await else {
        return;
    };
    let statement = Statement {
        name: "test",
        speaks: Speaks::Postgres,
        text: "SELECT current_setting('statement_timeout') AS value",
    };
    let mut transaction = test.store.read().await.expect("reading");
    let limit = transaction
        .one(&statement, &[], |row| row.text("value"))
        .await
        .expect("a setting");
    assert_eq!(limit, "5min");
}
