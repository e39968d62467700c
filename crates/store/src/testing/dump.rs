//! Everything that a database holds, as whoever copied it would read it.

use std::path::Path;

use sqlx::{AssertSqlSafe, Row as _};

use crate::{Pools, Store};

/// Every row of every table as text, with the name of its table before it.
///
/// # Panics
///
/// When the database does not answer: it is a test's.
pub async fn dump(store: &Store) -> Vec<String> {
    let mut rows = Vec::new();
    match &store.pools {
        Pools::Sqlite(sqlite) => {
            let tables = " SELECT name FROM sqlite_master WHERE type = 'table'";
            for table in column(&sqlite.writer, tables).await {
                let columns = format!(" SELECT name FROM pragma_table_info('{table}')");
                let columns = column(&sqlite.writer, &columns).await;
                let quoted: Vec<String> = columns
                    .iter()
                    .map(|name| format!("'{name}='||quote(\"{name}\")"))
                    .collect();
                let said = format!(" SELECT {} FROM \"{table}\"", quoted.join("||' '||"));
                let found = column(&sqlite.writer, &said).await;
                rows.extend(found.into_iter().map(|row| format!("{table}: {row}")));
            }
        }
        Pools::Postgres(pool) => {
            let tables = " SELECT table_name::text FROM information_schema.tables
                 WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'";
            for table in column(pool, tables).await {
                let said = format!(" SELECT row_to_json(one)::text FROM \"{table}\" AS one");
                let found = column(pool, &said).await;
                rows.extend(found.into_iter().map(|row| format!("{table}: {row}")));
            }
        }
    }
    rows
}

/// A copy of an SQLite database as a backup makes it, without the key; false where it is no SQLite.
///
/// # Panics
///
/// When the copy cannot be made.
pub async fn backup(store: &Store, to: &Path) -> bool {
    let Pools::Sqlite(sqlite) = &store.pools else {
        return false;
    };
    let said = format!("VACUUM INTO '{}'", to.display());
    sqlx::raw_sql(AssertSqlSafe(said))
        .execute(&sqlite.writer)
        .await
        .expect("a copy");
    true
}

async fn column<D>(pool: &sqlx::Pool<D>, said: &str) -> Vec<String>
where
    D: sqlx::Database,
    for<'q> D::Arguments: sqlx::IntoArguments<D>,
    for<'c> &'c mut D::Connection: sqlx::Executor<'c, Database = D>,
    for<'r> String: sqlx::Decode<'r, D> + sqlx::Type<D>,
    usize: sqlx::ColumnIndex<D::Row>,
{
    let rows = sqlx::query(AssertSqlSafe(said.to_owned()))
        .fetch_all(pool)
        .await
        .expect("a test's database answers");
    rows.iter().map(|row| row.get(0)).collect()
}
