//! The three forms in which the house speaks SQL: [`statements!`] (one text), [`Batch`] (many rows to
//! one INSERT) and [`ByIds`] (one statement for many ids).
//!
//! Each stands beside the code that uses it, and its file is listed in `register.rs`, so that a test
//! can prepare every statement on both engines. Another test reads the sources and fails when SQL
//! stands anywhere else, or in a file that is not listed.

use std::fmt::Write as _;

/// Which engines understand a text. Nearly everything is [`Speaks::Both`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// One text for both.
    Both,
    /// About SQLite itself.
    Sqlite,
    /// About PostgreSQL itself.
    Postgres,
}

/// One SQL text with a name. Made by [`statements!`] only.
#[derive(Debug)]
pub(crate) struct Statement {
    /// The constant's name.
    pub(crate) name: &'static str,
    /// Who understands it.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the test that prepares it asks")
    )]
    pub(crate) speaks: Speaks,
    /// The text.
    pub(crate) text: &'static str,
}

/// Defines statements as constants and collects them in the file's `STATEMENTS`.
macro_rules! statements {
    ($($(#[$about:meta])* $speaks:ident $name:ident = $text:expr;)*) => {
        $(
            $(#[$about])*
            pub(super) const $name: $crate::statements::Statement = $crate::statements::Statement {
                name: stringify!($name),
                speaks: $crate::statements::Speaks::$speaks,
                text: $text,
            };
        )*
        /// This file's part of the register.
        #[cfg(test)]
        pub(crate) const STATEMENTS: &[$crate::statements::Statement] = &[$($name),*];
    };
}
pub(crate) use statements;

/// How many rows of so many columns go into one statement, largest first. Few sizes, so that each
/// is prepared once and kept. About 256 values: SQLite looks each `$n` up by walking the list of
/// them all, so a statement twice as long takes four times as long.
pub(crate) fn sizes(columns: usize) -> [usize; 3] {
    [(256 / columns).max(1), (32 / columns).max(1), 1]
}

/// The largest of those sizes that `count` rows fill.
pub(crate) fn fitting(columns: usize, count: usize) -> usize {
    let mut sizes = sizes(columns).into_iter();
    sizes.find(|size| *size <= count).unwrap_or(1)
}

/// An INSERT of many rows. With a `key`, a row that is there already is overwritten.
#[derive(Debug)]
pub(crate) struct Batch {
    /// The table.
    pub(crate) table: &'static str,
    /// Its columns, in the order of the values.
    pub(crate) columns: &'static [&'static str],
    /// The column that tells whether the row is there already.
    pub(crate) key: Option<&'static str>,
}

impl Batch {
    /// The text for so many rows.
    pub(crate) fn text(&self, rows: usize) -> String {
        let mut text = format!(
            "INSERT INTO {} ({}) VALUES ",
            self.table,
            self.columns.join(", ")
        );
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            push_placeholders(&mut text, row * self.columns.len(), self.columns.len());
            text.push(')');
        }
        if let Some(key) = self.key {
            let _ = write!(text, " ON CONFLICT ({key}) DO UPDATE SET ");
            let others = self.columns.iter().filter(|column| **column != key);
            for (at, column) in others.enumerate() {
                let comma = if at == 0 { "" } else { ", " };
                let _ = write!(text, "{comma}{column} = excluded.{column}");
            }
        }
        text
    }
}

/// A statement that ends in a list of ids: `before ($1, $2, …) after`.
#[derive(Debug)]
pub(crate) struct ByIds {
    /// The text up to the list.
    pub(crate) before: &'static str,
    /// The text after it.
    pub(crate) after: &'static str,
}

impl ByIds {
    /// The text for so many ids.
    pub(crate) fn text(&self, ids: usize) -> String {
        let mut text = format!("{} (", self.before);
        push_placeholders(&mut text, 0, ids);
        text.push(')');
        text.push_str(self.after);
        text
    }
}

/// `$<after + 1>, …, $<after + count>`.
fn push_placeholders(text: &mut String, after: usize, count: usize) {
    for number in after + 1..=after + count {
        let comma = if number == after + 1 { "" } else { ", " };
        let _ = write!(text, "{comma}${number}");
    }
}
