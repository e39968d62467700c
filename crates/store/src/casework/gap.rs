//! The table `gap_entry`: what was missing, refused or in the way. Nothing in it leads back to a case.

use casework::gap::GapCounts;
use casework::need::{GapEntry, NeedEntry};
use kernel::Actor;

use crate::Store;
use crate::engine::{Row, Transaction};
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::{self, Action};
use crate::statements::statements;

statements! {
    Both ADD =
        "INSERT INTO gap_entry (id, need, region, month, kind, reason)
         VALUES ($1, $2, $3, $4, $5, $6)";
    /// In the order of the ids, which come from chance: not in the order in which they were written.
    Both ALL = "SELECT need, region, month, kind, reason FROM gap_entry ORDER BY id";
}

/// Writes what a line of the map of needs leaves in the log, if anything.
pub(super) async fn add(
    transaction: &mut Transaction,
    entry: &NeedEntry,
    region: Option<&str>,
    moment: &Moment<'_>,
) -> Result<(), StoreError> {
    let Some(gap) = GapEntry::of(entry, region) else {
        return Ok(());
    };
    let values = [
        // Not from the clock, as other ids are: it would lead back to the entry of the history beside it.
        moment.random.uuid().into(),
        gap.need.as_str().into(),
        (&gap.region).into(),
        gap.month.to_string().into(),
        gap.kind.as_str().into(),
        gap.reason.as_str().into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(())
}

fn gap(row: &dyn Row) -> Result<GapEntry, StoreError> {
    Ok(GapEntry {
        need: row.parsed("need")?,
        region: row.optional_text("region")?,
        month: row.parsed("month")?,
        kind: row.parsed("kind")?,
        reason: row.parsed("reason")?,
    })
}

impl Store {
    /// The log counted for one year, with what is small held back ([`casework::gap`]). Nobody is given its
    /// lines: a line of a small place could be somebody.
    pub async fn gap_counts(
        &self,
        actor: &Actor,
        year: i16,
        _moment: &Moment<'_>,
    ) -> Result<GapCounts, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadGaps, None).await?;
        let entries = transaction.all(&ALL, &[], gap).await?;
        Ok(casework::gap::count(&entries, year))
    }
}
