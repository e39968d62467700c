//! Every statement can be prepared on the engines it speaks to, and every statement is registered.

use std::path::Path;

use sqlx::{AssertSqlSafe, Executor as _, SqlSafeStr as _};

use crate::Store;
use crate::engine::{Engine, Transaction, on_engine};
use crate::register::ALL;
use crate::statements::{Speaks, sizes};
use crate::testing::stores;

async fn prepares(transaction: &mut Transaction, what: &str, text: String) {
    let prepared: Result<(), sqlx::Error> = on_engine!(transaction, connection => {
        (&mut **connection).prepare(AssertSqlSafe(text).into_sql_str()).await.map(|_| ())
    });
    if let Err(error) = prepared {
        panic!("{what}: {error}");
    }
}

async fn prepares_all(store: &Store) -> usize {
    let mut count = 0;
    // One transaction for all would end at the first fault on PostgreSQL; that is the point.
    let mut transaction = store.read().await.expect("reading");
    for said in ALL {
        for statement in said.statements {
            let ours = match transaction {
                Engine::Sqlite(_) => Speaks::Sqlite,
                Engine::Postgres(_) => Speaks::Postgres,
            };
            // The table that migrations make is there already, and SQLite looks when preparing.
            if (statement.speaks == Speaks::Both || statement.speaks == ours)
                && statement.name != "CREATE_VERSION_TABLE"
            {
                let what = format!("{} {}", said.file, statement.name);
                prepares(&mut transaction, &what, statement.text.to_owned()).await;
                count += 1;
            }
        }
        for batch in said.batches {
            for size in sizes(batch.columns.len()) {
                let what = format!("{} {} × {size}", said.file, batch.table);
                prepares(&mut transaction, &what, batch.text(size)).await;
                count += 1;
            }
        }
        for by_ids in said.by_ids {
            for size in sizes(1) {
                let what = format!("{} {} × {size}", said.file, by_ids.before);
                prepares(&mut transaction, &what, by_ids.text(size)).await;
                count += 1;
            }
        }
    }
    count
}

#[tokio::test]
async fn every_statement_prepares_on_its_engines() {
    for test in stores().await {
        assert!(prepares_all(&test.store).await > 60, "{}", test.name);
    }
}

/// The sources of this crate without its tests, as path under `src/` and text.
pub(super) fn sources() -> Vec<(String, String)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut folders = vec![root.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root).expect("under src");
            let name = name.to_str().expect("a name").replace('\\', "/");
            if path.is_dir() && name != "tests" {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && name != "testing.rs"
            {
                found.push((name, std::fs::read_to_string(&path).expect("a source")));
            }
        }
    }
    found
}

/// Begins of SQL, as they stand at the start of a text in a source.
const SQL: [&str; 8] = [
    "\"SELECT ",
    "\"INSERT ",
    "\"UPDATE ",
    "\"DELETE ",
    "\"CREATE ",
    "\"PRAGMA ",
    "\"WITH ",
    "\"DROP ",
];

#[test]
fn sql_stands_only_in_registered_files() {
    for (file, text) in sources() {
        let text = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let said = ALL.iter().find(|said| said.file == file);
        let has_sql = SQL.iter().any(|begin| text.contains(begin));
        // The register itself builds INSERTs from a Batch.
        assert!(
            !has_sql || said.is_some() || file == "statements.rs",
            "{file} has SQL but is not in register::ALL"
        );
        let texts = SQL
            .iter()
            .map(|begin| text.matches(begin).count())
            .sum::<usize>();
        let Some(said) = said else { continue };
        let registered = said.statements.len() + said.by_ids.len();
        // Some files write the columns of several statements once, in a macro.
        let shared = text.matches("= select!(").count().saturating_sub(1);
        assert_eq!(
            texts,
            registered - shared,
            "{file}: SQL that is not registered"
        );
        assert_eq!(
            text.matches(": Batch = ").count(),
            said.batches.len(),
            "{file}: a Batch that is not registered"
        );
        assert_eq!(
            text.matches(": ByIds = ").count(),
            said.by_ids.len(),
            "{file}: a ByIds that is not registered"
        );
    }
}

#[test]
fn queries_are_made_in_the_engine_only() {
    for (file, text) in sources() {
        let queries = text.matches("sqlx::query").count() + text.matches("raw_sql(").count();
        let expected = match file.as_str() {
            // execute, each, run.
            "engine.rs" => 3,
            // The migrations.
            "migrations.rs" => 1,
            // Everything, read as whoever copied the database; in tests only.
            "testing/dump.rs" => 2,
            _ => 0,
        };
        assert_eq!(queries, expected, "{file}");
    }
}
