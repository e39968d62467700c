//! The one place that knows there are two engines: transactions, values and rows for both.
//!
//! Everything above speaks to a [`Transaction`] with a [`Statement`], [`Value`]s and [`Row`]s, and
//! never names an engine. [`on_engine!`] is the only dispatch: it expands its body once per engine,
//! so each copy is compiled against sqlx's native types (never `sqlx::Any`).

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use futures_util::TryStreamExt as _;
use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

use crate::error::StoreError;
use crate::statements::{Batch, ByIds, Statement, fitting};

/// Something that exists once per engine.
pub(crate) enum Engine<S, P> {
    /// SQLite's.
    Sqlite(S),
    /// PostgreSQL's.
    Postgres(P),
}

/// Expands `$body` once per engine, with `$it` bound to that engine's own value.
macro_rules! on_engine {
    ($engine:expr, $it:ident => $body:expr) => {
        match $engine {
            $crate::engine::Engine::Sqlite($it) => $body,
            $crate::engine::Engine::Postgres($it) => $body,
        }
    };
}
pub(crate) use on_engine;

/// Binds values in order. A macro, because each engine's query is a type of its own.
macro_rules! bind_all {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Text(text) => query.bind(text.as_deref()),
                Value::Integer(integer) => query.bind(*integer),
                Value::Real(real) => query.bind(*real),
            };
        }
        query
    }};
}

/// A value of one of the three types that both engines share. `None` is NULL.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    /// TEXT: words, ids, dates, times.
    Text(Option<Cow<'a, str>>),
    /// BIGINT: numbers, and 0 or 1 for no and yes.
    Integer(Option<i64>),
    /// DOUBLE PRECISION.
    Real(Option<f64>),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(Cow::Borrowed(text)))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Some(Cow::Owned(text)))
    }
}

impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(text: &'a Option<String>) -> Self {
        Self::Text(text.as_deref().map(Cow::Borrowed))
    }
}

impl From<Option<String>> for Value<'_> {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.map(Cow::Owned))
    }
}

impl From<Uuid> for Value<'_> {
    fn from(id: Uuid) -> Self {
        Self::from(id.to_string())
    }
}

impl From<Option<Uuid>> for Value<'_> {
    fn from(id: Option<Uuid>) -> Self {
        Self::from(id.map(|id| id.to_string()))
    }
}

impl From<bool> for Value<'_> {
    fn from(yes: bool) -> Self {
        Self::Integer(Some(i64::from(yes)))
    }
}

impl From<i64> for Value<'_> {
    fn from(integer: i64) -> Self {
        Self::Integer(Some(integer))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(integer: Option<i64>) -> Self {
        Self::Integer(integer)
    }
}

impl From<Option<f64>> for Value<'_> {
    fn from(real: Option<f64>) -> Self {
        Self::Real(real)
    }
}

/// A row of either engine, read by column name.
pub(crate) trait Row {
    /// A TEXT that cannot be NULL.
    fn text(&self, column: &str) -> Result<String, StoreError>;
    /// A TEXT or NULL.
    fn optional_text(&self, column: &str) -> Result<Option<String>, StoreError>;
    /// A BIGINT that cannot be NULL.
    fn integer(&self, column: &str) -> Result<i64, StoreError>;
    /// A BIGINT or NULL.
    fn optional_integer(&self, column: &str) -> Result<Option<i64>, StoreError>;
    /// A DOUBLE PRECISION or NULL.
    fn optional_real(&self, column: &str) -> Result<Option<f64>, StoreError>;
}

impl dyn Row + '_ {
    /// A BIGINT that is 0 or 1.
    pub(crate) fn yes(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.integer(column)? != 0)
    }

    /// A TEXT that is read as something finer.
    pub(crate) fn parsed<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T, StoreError> {
        let text = self.text(column)?;
        text.parse()
            .map_err(|problem| StoreError::damaged(column, problem))
    }

    /// The same, or NULL.
    pub(crate) fn optional_parsed<T: FromStr<Err: Display>>(
        &self,
        column: &str,
    ) -> Result<Option<T>, StoreError> {
        let Some(text) = self.optional_text(column)? else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|problem| StoreError::damaged(column, problem))
    }

    /// A TEXT that is one of the words of an enumeration, spelt as in the content files.
    pub(crate) fn word<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        let text = self.text(column)?;
        T::deserialize(text.as_str().into_deserializer())
            .map_err(|problem: serde::de::value::Error| StoreError::damaged(column, problem))
    }

    /// A pair of columns, English and French.
    pub(crate) fn both(&self, english: &str, french: &str) -> Result<kernel::Text, StoreError> {
        Ok(kernel::Text {
            en: self.text(english)?,
            fr: self.text(french)?,
        })
    }
}

macro_rules! row_of {
    ($row:ty) => {
        impl Row for $row {
            fn text(&self, column: &str) -> Result<String, StoreError> {
                Ok(self.try_get(column)?)
            }
            fn optional_text(&self, column: &str) -> Result<Option<String>, StoreError> {
                Ok(self.try_get(column)?)
            }
            fn integer(&self, column: &str) -> Result<i64, StoreError> {
                Ok(self.try_get(column)?)
            }
            fn optional_integer(&self, column: &str) -> Result<Option<i64>, StoreError> {
                Ok(self.try_get(column)?)
            }
            fn optional_real(&self, column: &str) -> Result<Option<f64>, StoreError> {
                Ok(self.try_get(column)?)
            }
        }
    };
}
row_of!(SqliteRow);
row_of!(PgRow);

/// The word of an enumeration, spelt as in the content files: what [`Row`]'s `word` reads back.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => unreachable!("only enumerations without fields are stored as words"),
    }
}

/// Work that happens wholly or not at all. Dropped without [`Transaction::commit`], it never was.
pub(crate) type Transaction =
    Engine<sqlx::Transaction<'static, sqlx::Sqlite>, sqlx::Transaction<'static, sqlx::Postgres>>;

impl Transaction {
    /// Makes it so.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        on_engine!(self, transaction => Ok(transaction.commit().await?))
    }

    /// Runs a statement; the number of rows it changed.
    pub(crate) async fn execute(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        on_engine!(self, connection => {
            let query = bind_all!(sqlx::query(statement.text), values);
            Ok(query.execute(&mut **connection).await?.rows_affected())
        })
    }

    /// Runs a statement and hands each row over as it comes.
    pub(crate) async fn each(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
        mut take: impl FnMut(&dyn Row) -> Result<(), StoreError> + Send,
    ) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            let query = bind_all!(sqlx::query(statement.text), values);
            let mut rows = query.fetch(&mut **connection);
            while let Some(row) = rows.try_next().await? {
                take(&row)?;
            }
            Ok(())
        })
    }

    /// Runs a statement and reads every row.
    pub(crate) async fn all<T: Send>(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
        read: impl Fn(&dyn Row) -> Result<T, StoreError> + Send + Sync,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(statement, values, |row| {
            found.push(read(row)?);
            Ok(())
        })
        .await?;
        Ok(found)
    }

    /// Runs a statement that answers with exactly one row.
    pub(crate) async fn one<T: Send>(
        &mut self,
        statement: &Statement,
        values: &[Value<'_>],
        read: impl Fn(&dyn Row) -> Result<T, StoreError> + Send + Sync,
    ) -> Result<T, StoreError> {
        let found = self.all(statement, values, read).await?;
        found
            .into_iter()
            .next()
            .ok_or_else(|| StoreError::damaged(statement.name, "the one row is not there"))
    }

    /// Writes any number of rows, laid end to end in `values`, many rows to a statement.
    pub(crate) async fn insert(
        &mut self,
        batch: &Batch,
        values: &[Value<'_>],
    ) -> Result<(), StoreError> {
        let width = batch.columns.len();
        debug_assert_eq!(values.len() % width, 0, "rows of {}", batch.table);
        let mut left = values;
        while !left.is_empty() {
            let rows = fitting(width, left.len() / width);
            let (now, later) = left.split_at(rows * width);
            self.run(batch.text(rows), now).await?;
            left = later;
        }
        Ok(())
    }

    /// Runs a statement for any number of ids, many ids to a statement.
    pub(crate) async fn by_ids(
        &mut self,
        statement: &ByIds,
        ids: &[Value<'_>],
    ) -> Result<(), StoreError> {
        let mut left = ids;
        while !left.is_empty() {
            let (now, later) = left.split_at(fitting(1, left.len()));
            self.run(statement.text(now.len()), now).await?;
            left = later;
        }
        Ok(())
    }

    /// Runs a text put together by [`Batch`] or [`ByIds`], which hold nothing but our own words.
    async fn run(&mut self, text: String, values: &[Value<'_>]) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            let query = bind_all!(sqlx::query(AssertSqlSafe(text)), values);
            query.execute(&mut **connection).await?;
            Ok(())
        })
    }
}
