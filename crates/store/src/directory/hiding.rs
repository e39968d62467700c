//! When a place becomes confidential: what was written down of it while it was public is sealed.
//!
//! That is the history of the record, the reasons that people gave for their edits, what a merge keeps of
//! it, and the records that were merged into it: they may well stand at the same place.

use uuid::Uuid;
use vault::Vault;

use super::duplicates::merges;
use super::{history, location};
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::statements::statements;

statements! {
    /// Confidential records of which something still stands open, from before it was sealed.
    Both STILL_OPEN =
        "SELECT DISTINCT at.service_id AS id
         FROM service_at_location AS at JOIN location ON location.id = at.location_id
         WHERE location.confidentiality <> 'public' AND (
            EXISTS (SELECT 1 FROM service_change
                    WHERE service_change.service_id = at.service_id AND reason <> '')
            OR EXISTS (SELECT 1 FROM service_merge WHERE survivor_id = at.service_id
                       AND sealed = 0))
         ORDER BY at.service_id";
}

/// Seals the past of a record whose place is confidential now.
pub(super) async fn seal_past(
    transaction: &mut Transaction,
    service: Uuid,
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    let mut waiting = vec![service];
    let mut seen = Vec::new();
    while let Some(id) = waiting.pop() {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        history::seal_past(transaction, id, vault).await?;
        for merged in merges::seal_past(transaction, id).await? {
            location::hide(transaction, merged, vault).await?;
            waiting.push(merged);
        }
    }
    Ok(())
}

/// Seals what an earlier version of the program left open; of how many records.
pub(super) async fn seal_old(
    transaction: &mut Transaction,
    vault: &Vault,
) -> Result<usize, StoreError> {
    let open = transaction
        .all(&STILL_OPEN, &[], |row| row.parsed::<Uuid>("id"))
        .await?;
    for id in &open {
        seal_past(transaction, *id, Some(vault)).await?;
    }
    Ok(open.len())
}
