//! Corrections that ship with the program, of records that were edited here: nothing is overwritten, and
//! each field that differs is offered as a conflict, as when another system's export brings it.
//!
//! For that the record is kept as it shipped before its first edit here. Of one that was edited before
//! there was this, every field that ships otherwise is offered, once.

use jiff::Timestamp;
use serde_json::Value as Json;
use uuid::Uuid;
use vault::Vault;

use super::import::{carry, says_the_same};
use super::imports::{self, Table};
use super::merging::{FieldDifference, OURS_ALONE, merge};
use crate::engine::{Transaction, Value};
use crate::error::StoreError;

/// The name that the source of these conflicts has.
pub const SHIPPED_SOURCE: &str = "Cairn";
/// Its id: no name of another system leads to it.
pub(super) const SOURCE: Uuid = Uuid::from_u128(0x5a1e_0c39_7d42_4f6b_8e15_c2b0_94d7_6a83);

/// Of which kind a record is.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Service,
    Organization,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Organization => "organization",
        }
    }
}

async fn write(
    transaction: &mut Transaction,
    kind: Kind,
    id: Uuid,
    shipped: &Json,
    vault: &Vault,
) -> Result<(), StoreError> {
    let row = id.to_string();
    let sealed = imports::seal(Table::Record, &row, shipped.to_string().as_bytes(), vault);
    let values: [Value<'_>; 7] = [
        id.into(),
        SOURCE.into(),
        kind.word().into(),
        sealed.into(),
        "".into(),
        false.into(),
        false.into(),
    ];
    transaction.insert(&imports::RECORD_BATCH, &values).await?;
    transaction
        .by_ids(&imports::CLEAR_CONFLICTS, &[id.into()])
        .await
}

async fn source(transaction: &mut Transaction, now: &str) -> Result<(), StoreError> {
    let row: [Value<'_>; 3] = [SOURCE.into(), SHIPPED_SOURCE.into(), now.into()];
    transaction.insert(&imports::SOURCE_BATCH, &row).await
}

/// Keeps a record as it shipped, before it is edited here for the first time. Without keys nothing is
/// kept.
pub(crate) async fn keep(
    transaction: &mut Transaction,
    kind: Kind,
    id: Uuid,
    shipped: Result<Json, serde_json::Error>,
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    let Some(vault) = vault else {
        return Ok(());
    };
    let shipped = shipped.expect("our own records are plain data");
    source(transaction, "").await?;
    write(transaction, kind, id, &shipped, vault).await
}

/// Offers what ships now and differs from what is here; how many fields.
pub(super) async fn offer(
    transaction: &mut Transaction,
    (kind, id): (Kind, Uuid),
    shipped: &Json,
    here: &Json,
    vault: &Vault,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let row = id.to_string();
    let agreed = imports::record_if_any(transaction, &row, vault).await?;
    if agreed
        .as_ref()
        .is_some_and(|agreed| says_the_same(agreed, shipped))
    {
        return Ok(0);
    }
    let known = agreed.is_some();
    let (_, fields) = merge(&agreed.unwrap_or(Json::Null), here, shipped);
    // Where nobody knows what shipped before, when and by whom it was read is no correction.
    let offered = |one: &FieldDifference| {
        !OURS_ALONE.contains(&one.field.as_str())
            && one.field != "provenance.read_on"
            && (known || !one.field.starts_with("provenance."))
    };
    let mut conflicts: Vec<FieldDifference> = fields.into_iter().filter(offered).collect();
    let count = conflicts.len();
    let waiting = imports::conflicts_of(transaction, &row, vault).await?;
    carry(waiting, here, shipped, &mut conflicts);
    source(transaction, &now.to_string()).await?;
    write(transaction, kind, id, shipped, vault).await?;
    imports::keep_conflicts(transaction, id, &conflicts, vault).await?;
    Ok(count)
}
