//! Opening a database, and starting work in it.

use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::time::Duration;

use kernel::Secret;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, PgConnection};

use crate::engine::{Engine, Transaction};
use crate::error::StoreError;
use crate::{Pools, Store, migrations};

/// How long to wait for another process that writes to the same file.
const BUSY: Duration = Duration::from_secs(10);
/// How long to wait for a free connection before saying so.
const ACQUIRE: Duration = Duration::from_secs(30);
/// How long to wait for a PostgreSQL server to answer when starting.
const REACH: Duration = Duration::from_secs(10);
/// Connections for reading one SQLite file. Readers never wait for the writer (WAL).
const READERS: u32 = 4;
/// Connections to PostgreSQL: small, because several nodes may share one server of a hundred.
const POSTGRES_CONNECTIONS: u32 = 8;
/// Limits PostgreSQL keeps for us, unless the address brings its own `options`.
const POSTGRES_LIMITS: [(&str, &str); 3] = [
    ("statement_timeout", "5min"),
    ("lock_timeout", "30s"),
    ("idle_in_transaction_session_timeout", "5min"),
];
/// The first bytes of every SQLite file (<https://www.sqlite.org/fileformat.html>).
const SQLITE_HEADER: &[u8; 16] = b"SQLite format 3\0";

/// The embedded database's connections.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    /// One connection: SQLite has one writer at a time, and queueing for a connection is kinder
    /// than being told that the file is busy.
    pub(crate) writer: SqlitePool,
    /// Several that cannot write.
    pub(crate) readers: SqlitePool,
}

impl Store {
    /// Opens the SQLite database at `path`, making an empty one where there is none. A file that is
    /// not a database, is not Cairn's, or is newer than this program is refused and left as it is.
    pub async fn sqlite(path: &Path) -> Result<Self, StoreError> {
        if look_at_file(path)? {
            look_inside(path).await?;
        } else {
            create_private(path)?;
        }
        let file = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            // What is deleted is overwritten: an address that was sealed must not stay in a free page.
            .pragma("secure_delete", "ON")
            .disable_statement_logging();
        // FULL: what was said to be saved is on the disk. NORMAL in WAL mode can lose the last moments after
        // a power cut, and a note about somebody's night is in them.
        let writing = file
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let writer = pool(1)
            .connect_with(writing)
            .await
            .map_err(|error| cannot_open(path, error))?;
        let readers = pool(READERS).connect_lazy_with(file.read_only(true));
        Ok(Self::of(Pools::Sqlite(SqliteStore { writer, readers })))
    }

    /// An empty SQLite database in memory, gone when the last clone is dropped.
    pub async fn sqlite_in_memory() -> Result<Self, StoreError> {
        // One connection for reading and writing, never closed: the database *is* the connection.
        let options = SqliteConnectOptions::new()
            .in_memory(true)
            .foreign_keys(true)
            .disable_statement_logging();
        let writer = pool(1).min_connections(1).connect_with(options).await?;
        let readers = writer.clone();
        Ok(Self::of(Pools::Sqlite(SqliteStore { writer, readers })))
    }

    /// Opens a PostgreSQL database. `url` is `postgres://user:password@host:5432/name`; with
    /// `?sslmode=require`, `verify-ca` or `verify-full` the connection is encrypted by rustls.
    pub async fn postgres(url: &Secret<String>) -> Result<Self, StoreError> {
        // What the parser says could repeat the password.
        let mut options: PgConnectOptions =
            url.expose().parse().map_err(|_| StoreError::BadAddress)?;
        let own = options.get_options().unwrap_or_default().to_owned();
        let ours = POSTGRES_LIMITS
            .into_iter()
            .filter(|(limit, _)| !own.contains(limit));
        options = options
            .application_name("cairn")
            .options(ours)
            .disable_statement_logging();
        // One attempt first: the pool would go on trying for as long as it may wait, and then say
        // only that it has waited.
        let cannot_reach = |problem: &dyn Display| StoreError::CannotReach {
            host: options.get_host().to_owned(),
            port: options.get_port(),
            problem: problem.to_string(),
        };
        match tokio::time::timeout(REACH, PgConnection::connect_with(&options)).await {
            Ok(Ok(connection)) => connection.close().await?,
            Ok(Err(error)) => return Err(cannot_reach(&error)),
            Err(late) => return Err(cannot_reach(&late)),
        }
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(ACQUIRE)
            .connect_lazy_with(options);
        Ok(Self::of(Pools::Postgres(pool)))
    }

    /// Closes every connection, after the work under way.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite(sqlite) => {
                sqlite.readers.close().await;
                sqlite.writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// Starts reading: everything read until the end stands as it was at one moment.
    pub(crate) async fn read(&self) -> Result<Transaction, StoreError> {
        Ok(match &self.pools {
            Pools::Sqlite(sqlite) => Engine::Sqlite(sqlite.readers.begin_with("BEGIN").await?),
            Pools::Postgres(pool) => Engine::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// Starts writing. SQLite takes its write lock at once, so that nothing read before the first
    /// change can be out of date.
    pub(crate) async fn write(&self) -> Result<Transaction, StoreError> {
        Ok(match &self.pools {
            Pools::Sqlite(sqlite) => {
                Engine::Sqlite(sqlite.writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Pools::Postgres(pool) => Engine::Postgres(pool.begin().await?),
        })
    }
}

/// SQLite connections are files: nothing is gained by closing idle ones.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        .idle_timeout(None)
        .max_lifetime(None)
}

/// Whether there is a database to open. Nothing is opened for writing yet.
fn look_at_file(path: &Path) -> Result<bool, StoreError> {
    let cannot = |problem: &dyn Display| StoreError::CannotOpen {
        path: path.to_owned(),
        problem: problem.to_string(),
    };
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(cannot(&error)),
    };
    if !about.is_file() {
        return Err(cannot(&"it is not a file"));
    }
    // Asked of the file and not of the system, which lets root write anywhere: whoever took away
    // the permission meant it.
    if about.permissions().readonly() {
        return Err(StoreError::ReadOnly {
            path: path.to_owned(),
        });
    }
    let mut header = Vec::with_capacity(SQLITE_HEADER.len());
    File::open(path)
        .and_then(|file| file.take(16).read_to_end(&mut header))
        .map_err(|error| cannot(&error))?;
    // SQLite writes nothing into a new database before the first table: an empty file is one.
    if !header.is_empty() && header != SQLITE_HEADER {
        return Err(StoreError::NotADatabase {
            path: path.to_owned(),
        });
    }
    Ok(!header.is_empty())
}

/// Refuses a database that is not ours or newer than we are, over a connection that cannot write.
async fn look_inside(path: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(BUSY)
        .disable_statement_logging();
    let looking = pool(1)
        .connect_with(options)
        .await
        .map_err(|error| cannot_open(path, error))?;
    let mut transaction = Engine::Sqlite(looking.begin_with("BEGIN").await?);
    let verdict = migrations::version_of(&mut transaction).await;
    drop(transaction);
    looking.close().await;
    match verdict {
        Err(StoreError::Database(error)) => Err(cannot_open(path, error)),
        other => other.map(|_| ()),
    }
}

/// Makes an empty file that only its owner can read: suggestions hold what people wrote.
fn create_private(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map(|_| ())
        .map_err(|error| StoreError::CannotOpen {
            path: path.to_owned(),
            problem: error.to_string(),
        })
}

/// SQLite's result codes (<https://www.sqlite.org/rescode.html>) in an operator's words.
fn cannot_open(path: &Path, error: sqlx::Error) -> StoreError {
    let path = path.to_owned();
    let code = error
        .as_database_error()
        .and_then(|database| database.code()?.parse::<u32>().ok());
    // The low byte is the kind, the rest the detail.
    match code.map(|code| code & 0xff) {
        Some(8) => StoreError::ReadOnly { path },
        Some(11) => StoreError::damaged(&path.display().to_string(), error),
        Some(14) => StoreError::CannotOpen {
            path,
            problem: error.to_string(),
        },
        Some(26) => StoreError::NotADatabase { path },
        _ => StoreError::Database(error),
    }
}
