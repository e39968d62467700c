//! The table `taxonomy_term`: needs, populations, kinds of exploitation.
//!
//! The everyday phrases that lead to them stay in the content files: they belong to the program.

use directory::taxonomy::{Term, TermId};

use super::plan::Standing;
use crate::engine::{Row, Transaction, Value, word};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "taxonomy_term",
    columns: &[
        "id",
        "vocabulary",
        "position",
        "name_en",
        "name_fr",
        "description_en",
        "description_fr",
        "formal_en",
        "formal_fr",
        "origin",
        "withdrawn",
        "record_digest",
    ],
    key: Some("id"),
};

pub(crate) const WITHDRAW: ByIds = ByIds {
    before: "UPDATE taxonomy_term SET withdrawn = 1 WHERE id IN",
    after: "",
};

statements! {
    Both STANDINGS = "SELECT id, origin, withdrawn, record_digest FROM taxonomy_term";
    Both READ =
        "SELECT id, vocabulary, name_en, name_fr, description_en, description_fr,
            formal_en, formal_fr
         FROM taxonomy_term WHERE withdrawn = 0 ORDER BY position";
}

/// The values of a shipped term that stands at `position` in its taxonomy.
pub(super) fn push<'a>(
    term: &'a Term,
    position: usize,
    digest: &'a str,
    into: &mut Vec<Value<'a>>,
) {
    into.extend([
        term.id.as_str().into(),
        word(&term.vocabulary).into(),
        (position as i64).into(),
        (&term.name.en).into(),
        (&term.name.fr).into(),
        (&term.description.en).into(),
        (&term.description.fr).into(),
        (&term.formal.en).into(),
        (&term.formal.fr).into(),
        Standing::SHIPPED.into(),
        false.into(),
        digest.into(),
    ]);
}

fn from_row(row: &dyn Row) -> Result<Term, StoreError> {
    Ok(Term {
        id: TermId(row.text("id")?),
        vocabulary: row.word("vocabulary")?,
        name: row.both("name_en", "name_fr")?,
        description: row.both("description_en", "description_fr")?,
        formal: row.both("formal_en", "formal_fr")?,
    })
}

/// The terms, in the taxonomy's order.
pub(super) async fn read(transaction: &mut Transaction) -> Result<Vec<Term>, StoreError> {
    transaction.all(&READ, &[], from_row).await
}
