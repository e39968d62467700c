//! One record as it is held for a change: read whole, changed, written back with its history, its
//! version and the directory's change counter, in one transaction.

use directory::Listing;
use directory::geography::Gazetteer;
use directory::organization::Organization;
use directory::service::Service;
use jiff::Timestamp;
use uuid::Uuid;
use vault::Vault;

use super::history::{self, Act, FieldChange};
use super::plan::Standing;
use super::read::Depth;
use super::service::Keeping;
use super::{Which, change, corrections, hiding, load, organization, read, service};
use crate::digest;
use crate::engine::Transaction;
use crate::error::StoreError;

/// A record as it is before a change.
pub(super) struct Held {
    pub(super) service: Service,
    pub(super) organization: Organization,
    pub(super) keeping: Keeping,
    /// Made or edited here; the content files leave it alone.
    pub(super) local: bool,
    /// Digest of the shipped record as it was last loaded.
    digest: String,
}

/// Locks the directory, and reads a record whole; `None` when there is none.
pub(super) async fn hold(
    transaction: &mut Transaction,
    id: Uuid,
    vault: Option<&Vault>,
) -> Result<Option<Held>, StoreError> {
    change::lock(transaction).await?;
    look(transaction, id, vault).await
}

/// Reads a record whole, without a lock.
pub(super) async fn look(
    transaction: &mut Transaction,
    id: Uuid,
    vault: Option<&Vault>,
) -> Result<Option<Held>, StoreError> {
    let found = read::services(transaction, Which::One(id), Depth::Every(vault)).await?;
    let Some(service) = found.into_iter().next() else {
        return Ok(None);
    };
    let (standing, keeping) = transaction
        .one(&service::STANDING, &[id.into()], |row| {
            Ok((Standing::from_row(row)?.1, Keeping::from_row(row)?))
        })
        .await?;
    let organization = organization::read_one(transaction, service.organization_id)
        .await?
        .ok_or_else(|| StoreError::damaged("service.organization_id", "no such organization"))?;
    Ok(Some(Held {
        service,
        organization,
        keeping,
        local: standing.local,
        digest: standing.digest,
    }))
}

impl Held {
    /// Writes `after` over the record, with what changed; the new version. The record is local from
    /// now on: the content files leave it alone.
    pub(super) async fn write(
        &self,
        transaction: &mut Transaction,
        gazetteer: &Gazetteer,
        after: &Service,
        changes: &[FieldChange],
        act: Doing<'_>,
    ) -> Result<i64, StoreError> {
        let listing = Listing::build(after, &self.organization, gazetteer);
        let public_digest = service::public_digest(listing);
        let keeping = Keeping::after(Some(&self.keeping), public_digest, act.act.now);
        if !self.local {
            let kind = corrections::Kind::Service;
            let shipped = serde_json::to_value(&self.service);
            corrections::keep(transaction, kind, after.id, shipped, act.vault).await?;
        }
        let mut changes = changes.to_vec();
        let mut doing = act.act;
        let digest = if digest::is_confidential(after) {
            hiding::seal_past(transaction, after.id, act.vault).await?;
            // A local record is compared with no content file by its digest, so that may be any.
            &digest::of_service(after, act.vault).keep(None)
        } else {
            &self.digest
        };
        let secret = digest::is_confidential(after) || digest::is_confidential(&self.service);
        if secret && !doing.reason.is_empty() {
            changes.push(history::sealed_reason(doing.reason));
            doing.reason = "";
        }
        write_row(transaction, after, digest, &keeping, act.vault).await?;
        let version = keeping.version;
        doing.version = version;
        history::record(transaction, &doing, &changes, act.vault).await?;
        count(transaction).await?;
        Ok(version)
    }

    /// Writes down an act that changed nothing of the record itself but what the public sees beside it.
    pub(super) async fn touch(
        &self,
        transaction: &mut Transaction,
        changes: &[FieldChange],
        act: Doing<'_>,
    ) -> Result<i64, StoreError> {
        let values = [act.act.now.to_string().into(), self.service.id.into()];
        transaction.execute(&service::TOUCH, &values).await?;
        let version = self.keeping.version + 1;
        history::record(transaction, &Act { version, ..act.act }, changes, act.vault).await?;
        count(transaction).await?;
        Ok(version)
    }
}

/// Writes a record that was not there.
pub(super) async fn add(
    transaction: &mut Transaction,
    gazetteer: &Gazetteer,
    organization: &Organization,
    service: &Service,
    act: Doing<'_>,
) -> Result<(), StoreError> {
    change::lock(transaction).await?;
    let public_digest = service::public_digest(Listing::build(service, organization, gazetteer));
    let keeping = Keeping::after(None, public_digest, act.act.now);
    let digest = digest::of_service(service, act.vault).keep(None);
    write_row(transaction, service, &digest, &keeping, act.vault).await?;
    let changes = history::changes(None, service);
    history::record(transaction, &act.act, &changes, act.vault).await?;
    count(transaction).await
}

async fn write_row(
    transaction: &mut Transaction,
    service: &Service,
    digest: &str,
    keeping: &Keeping,
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    load::clear(transaction, &[service.id.into()]).await?;
    let mut row = Vec::new();
    service::push(service, Standing::LOCAL, digest, keeping, &mut row);
    transaction.insert(&service::BATCH, &row).await?;
    load::write_parts(transaction, &[service], vault).await
}

/// Counts a change of the directory that no content file made.
pub(super) async fn count(transaction: &mut Transaction) -> Result<(), StoreError> {
    let content = change::lock(transaction).await?;
    change::bump(transaction, &content).await.map(|_| ())
}

/// An act before its version is known, and the keys for what it seals.
#[derive(Clone, Copy)]
pub(super) struct Doing<'a> {
    act: Act<'a>,
    vault: Option<&'a Vault>,
}

/// An act on `service`.
pub(super) fn act<'a>(
    service: Uuid,
    kind: history::ChangeKind,
    actor: &'a kernel::Actor,
    now: Timestamp,
    reason: &'a str,
    vault: Option<&'a Vault>,
) -> Doing<'a> {
    let act = Act {
        service,
        version: 1,
        kind,
        actor,
        now,
        reason,
    };
    Doing { act, vault }
}
