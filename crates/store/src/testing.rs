//! Stores for tests: every test of the store, and every journey, runs on each of them.
//!
//! SQLite in memory, SQLite in a file (where reading and writing are different connections), and
//! PostgreSQL when the variable [`POSTGRES`] holds the address of a server that tests may make
//! databases on (`scripts/postgres.sh start` prints one). Without it, PostgreSQL is skipped with a
//! message; when [`REQUIRE_POSTGRES`] is `1`, that is a failure.

mod dump;
mod history;

use std::path::{Path, PathBuf};

use kernel::{Random as _, Secret, SystemRandom};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::Store;
use crate::engine::on_engine;

pub use dump::{backup, dump};
pub use history::fill_history;

/// Holds the address of a PostgreSQL server for tests.
pub const POSTGRES: &str = "CAIRN_TEST_POSTGRES";
/// When `1`, tests fail where they could not use PostgreSQL.
pub const REQUIRE_POSTGRES: &str = "CAIRN_TEST_REQUIRE_POSTGRES";

/// A store of one test alone, gone with it.
#[derive(Debug)]
pub struct TestStore {
    /// What it is, for messages.
    pub name: &'static str,
    /// The store; empty and not migrated when made by [`empty_stores`].
    pub store: Store,
    home: Home,
}

impl TestStore {
    /// The address of a database on PostgreSQL, for another process.
    pub fn url(&self) -> Option<String> {
        match &self.home {
            Home::Database(database) => Some(database.url()),
            Home::Memory | Home::Folder(_) => None,
        }
    }

    /// The folder of a database in a file.
    pub fn folder(&self) -> Option<&Path> {
        match &self.home {
            Home::Folder(folder) => Some(&folder.0),
            Home::Memory | Home::Database(_) => None,
        }
    }
}

/// One empty, migrated store of each kind.
pub async fn stores() -> Vec<TestStore> {
    let stores = empty_stores().await;
    for test in &stores {
        test.store.migrate().await.expect(test.name);
    }
    // With a key, as in every house, and with passphrases that nobody has to wait for.
    stores
        .into_iter()
        .map(|test| TestStore {
            store: test
                .store
                .with_vault(fixed_vault())
                .with_cheap_passphrases(),
            ..test
        })
        .collect()
}

/// Keys that are the same in every test.
pub fn fixed_vault() -> vault::Vault {
    vault::Vault::new(vec![vault::Key::new(1, [0x2c; 32])]).expect("one key")
}

/// Says something to the database as whoever holds it and no key; how many rows it changed.
pub async fn by_hand(store: &Store, said: &str) -> u64 {
    let mut transaction = store.write().await.expect("writing");
    let changed = on_engine!(&mut transaction, connection => {
        sqlx::query(AssertSqlSafe(said.to_owned()))
            .execute(&mut **connection)
            .await
            .expect(said)
            .rows_affected()
    });
    transaction.commit().await.expect("committed");
    changed
}

/// One store of each kind, without any table.
pub async fn empty_stores() -> Vec<TestStore> {
    let mut stores = vec![in_memory().await, in_a_file().await];
    stores.extend(on_postgres().await);
    stores
}

async fn in_memory() -> TestStore {
    TestStore {
        name: "SQLite in memory",
        store: Store::sqlite_in_memory().await.expect("SQLite in memory"),
        home: Home::Memory,
    }
}

async fn in_a_file() -> TestStore {
    let folder = Folder::new();
    TestStore {
        name: "SQLite in a file",
        store: Store::sqlite(&folder.0.join("cairn.sqlite"))
            .await
            .expect("SQLite in a file"),
        home: Home::Folder(folder),
    }
}

/// An empty store in a PostgreSQL database of its own, when there is a server.
pub async fn on_postgres() -> Option<TestStore> {
    let database = Database::new().await?;
    let url = Secret::new(database.url());
    Some(TestStore {
        name: "PostgreSQL",
        store: Store::postgres(&url).await.expect("PostgreSQL"),
        home: Home::Database(database),
    })
}

#[derive(Debug)]
enum Home {
    Memory,
    Folder(Folder),
    Database(Database),
}

/// A folder of one test alone.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// Makes it.
    #[expect(clippy::new_without_default, reason = "it makes a folder")]
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("cairn-test-{}", SystemRandom.uuid()));
        std::fs::create_dir(&path).expect("a folder for the test");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A PostgreSQL database of one test alone.
#[derive(Debug)]
struct Database {
    server: String,
    name: String,
}

impl Database {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests are told by the environment"
    )]
    #[expect(
        clippy::print_stderr,
        reason = "whoever runs the tests must see what was left out"
    )]
    async fn new() -> Option<Self> {
        let Ok(server) = std::env::var(POSTGRES) else {
            assert!(
                std::env::var(REQUIRE_POSTGRES).as_deref() != Ok("1"),
                "{REQUIRE_POSTGRES} is 1 but {POSTGRES} is not set: run scripts/postgres.sh start"
            );
            eprintln!("skipped on PostgreSQL: {POSTGRES} is not set");
            return None;
        };
        let name = format!("cairn_test_{}", SystemRandom.uuid().simple());
        let database = Self { server, name };
        database.tell("CREATE DATABASE").await;
        Some(database)
    }

    fn url(&self) -> String {
        let join = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{join}dbname={}", self.server, self.name)
    }

    async fn tell(&self, order: &str) {
        let text = match order {
            "DROP DATABASE" => format!("{order} {} WITH (FORCE)", self.name),
            _ => format!("{order} {}", self.name),
        };
        let mut connection = PgConnection::connect(&self.server)
            .await
            .expect("the PostgreSQL server for tests");
        sqlx::raw_sql(AssertSqlSafe(text))
            .execute(&mut connection)
            .await
            .expect(order);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A runtime of its own: the test's may be the one that is being torn down.
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .expect("a runtime to clean up with");
                runtime.block_on(self.tell("DROP DATABASE"));
            });
        });
    }
}
