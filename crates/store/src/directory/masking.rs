//! Which cells of a row that was kept aside somebody may not read: those that may tell where a place is that
//! the public may not know.
//!
//! A row is a stranger's words, so that the rule leans to the safe side: of a row that says its place is
//! secret, or that belongs to a listing with such a place, everything but ids is masked; of a row that does
//! not say, whatever may be an address.

use std::collections::BTreeSet;

use directory::import::{self, Table, imported_id, namespace};
use kernel::Actor;
use uuid::Uuid;

use super::location;
use super::quarantine::QuarantinedRow;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::policy::{self, Action};

/// What a row tells of a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// Of none, or of one that anyone may know.
    Nothing,
    /// Of one of which it does not say whether anyone may know it.
    Perhaps,
    /// Of one that the public may not know.
    Secret,
}

/// The columns of a row whose cells `actor` may not read nor change.
pub(super) async fn masked(
    transaction: &mut Transaction,
    actor: &Actor,
    row: &QuarantinedRow,
) -> Result<BTreeSet<String>, StoreError> {
    let source = namespace(&row.source);
    let of = |column: &str, table: Table| {
        let key = row.cells.get(column)?.trim();
        (!key.is_empty()).then(|| imported_id(source, table, key))
    };
    let service = match of("service_id", Table::Service) {
        Some(id) => location::level_of(transaction, id).await?,
        None => None,
    };
    let tells = if import::says_secret(&row.cells)
        || service.is_some_and(|(_, confidential)| confidential)
    {
        Tells::Secret
    } else if import::tells_where(&row.table, &row.cells) {
        Tells::Perhaps
    } else {
        Tells::Nothing
    };
    if tells == Tells::Nothing {
        return Ok(BTreeSet::new());
    }
    // Whose it is, as far as one can tell; where one cannot, only who may know every place may read it.
    let owner = match service {
        Some((organization, _)) => Some(organization),
        None => of("organization_id", Table::Organization),
    };
    if may_know(transaction, actor, owner).await? {
        return Ok(BTreeSet::new());
    }
    let hides = |column: &&String| match tells {
        Tells::Secret => !import::is_key(column),
        _ => import::is_where(column),
    };
    Ok(row.cells.keys().filter(hides).cloned().collect())
}

async fn may_know(
    transaction: &mut Transaction,
    actor: &Actor,
    organization: Option<Uuid>,
) -> Result<bool, StoreError> {
    let action = Action::ReadConfidential;
    match policy::allow(transaction, actor, action, organization).await {
        Ok(()) => Ok(true),
        Err(StoreError::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
