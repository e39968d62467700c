//! The two kinds of records that an import brings in, and what each does in its own way.

use std::io;

use directory::Listing;
use directory::import::Harvest;
use directory::organization::Organization;
use directory::service::Service;
use kernel::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vault::Vault;

use super::history::{self, Act, Acts, ChangeKind};
use super::import::{Compared, Import, json, told};
use super::imported::{ImportCounts, Imported};
use super::merging::merge;
use super::plan::Standing;
use super::service::Keeping;
use super::{hiding, imports, load, organization, organization_change, read, service};
use crate::digest::{self, Digests};
use crate::engine::{Transaction, Value};
use crate::error::StoreError;

/// A kind of record.
pub(super) trait Kind: Serialize + DeserializeOwned + Send + Sync + Sized {
    /// Its word in the tables.
    const WORD: &'static str;

    fn id(&self) -> Uuid;
    fn name(&self) -> &Text;
    /// The next one, in the order of ids.
    fn next(harvest: &mut Harvest) -> io::Result<Option<Self>>;
    /// What it may stand under, however its place may be known one day.
    fn digests(&self, vault: &Vault) -> Digests;
    fn counts(imported: &mut Imported) -> &mut ImportCounts;
    /// Keeps in memory what records that follow need of it.
    fn remember(&self, import: &mut Import<'_>);
    /// As it is here.
    fn here(
        transaction: &mut Transaction,
        id: Uuid,
        vault: &Vault,
    ) -> impl Future<Output = Result<Option<Self>, StoreError>> + Send;
    /// What is kept beside it here.
    fn keeping(
        transaction: &mut Transaction,
        id: &str,
    ) -> impl Future<Output = Result<Option<Keeping>, StoreError>> + Send;
    /// What the source no longer has.
    fn gone(
        import: &mut Import<'_>,
        ids: &[String],
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
    /// Writes what is new and what changed.
    fn write(
        import: &mut Import<'_>,
        records: &[Compared<Self>],
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

impl Kind for Organization {
    const WORD: &'static str = "organization";

    fn id(&self) -> Uuid {
        self.id
    }

    fn name(&self) -> &Text {
        &self.name
    }

    fn next(harvest: &mut Harvest) -> io::Result<Option<Self>> {
        harvest.next_organization()
    }

    fn digests(&self, _: &Vault) -> Digests {
        digest::of_organization(self)
    }

    fn counts(imported: &mut Imported) -> &mut ImportCounts {
        &mut imported.organizations
    }

    fn remember(&self, import: &mut Import<'_>) {
        let brief = Self {
            description: Text::default(),
            ..self.clone()
        };
        import.organizations.insert(self.id, brief);
    }

    async fn here(
        transaction: &mut Transaction,
        id: Uuid,
        _: &Vault,
    ) -> Result<Option<Self>, StoreError> {
        organization::read_one(transaction, id).await
    }

    async fn keeping(_: &mut Transaction, _: &str) -> Result<Option<Keeping>, StoreError> {
        Ok(None)
    }

    /// It is not withdrawn: its services may have been edited here and stay.
    async fn gone(_: &mut Import<'_>, _: &[String]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn write(import: &mut Import<'_>, records: &[Compared<Self>]) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for one in records {
            let at = rows.len();
            organization::push(&one.record, &one.digest, &mut rows);
            load::set_origin(&organization::BATCH, &mut rows[at..], Standing::LOCAL);
        }
        import
            .transaction
            .insert(&organization::BATCH, &rows)
            .await?;
        for one in records {
            let Some(was) = &one.was else { continue };
            let act = organization_change::Act {
                kind: ChangeKind::Import,
                actor: import.actor,
                now: import.request.now,
            };
            organization_change::record(&mut import.transaction, was, &one.record, act).await?;
        }
        Ok(())
    }
}

impl Kind for Service {
    const WORD: &'static str = "service";

    fn id(&self) -> Uuid {
        self.id
    }

    fn name(&self) -> &Text {
        &self.name
    }

    fn next(harvest: &mut Harvest) -> io::Result<Option<Self>> {
        harvest.next_service()
    }

    fn digests(&self, vault: &Vault) -> Digests {
        digest::of_imported(self, vault)
    }

    fn counts(imported: &mut Imported) -> &mut ImportCounts {
        &mut imported.services
    }

    fn remember(&self, _: &mut Import<'_>) {}

    async fn here(
        transaction: &mut Transaction,
        id: Uuid,
        vault: &Vault,
    ) -> Result<Option<Self>, StoreError> {
        read::whole_service(transaction, id, Some(vault)).await
    }

    async fn keeping(
        transaction: &mut Transaction,
        id: &str,
    ) -> Result<Option<Keeping>, StoreError> {
        let found = transaction
            .all(&imports::KEEPING, &[id.into()], Keeping::from_row)
            .await?;
        Ok(found.into_iter().next())
    }

    /// It is withdrawn, never deleted; what was edited here stays.
    async fn gone(import: &mut Import<'_>, ids: &[String]) -> Result<(), StoreError> {
        let mut withdraw: Vec<Value<'_>> = Vec::new();
        for id in ids {
            let agreed = imports::record(&mut import.transaction, id, import.vault).await?;
            let parsed = id.parse().map_err(|problem: uuid::Error| {
                StoreError::damaged("imported_record.record_id", problem)
            })?;
            let here = Self::here(&mut import.transaction, parsed, import.vault).await?;
            let edited = here.as_ref().is_some_and(|here| {
                let (_, fields) = merge(&json(here), &json(here), &agreed);
                !fields.is_empty()
            });
            if !edited {
                withdraw.push(id.into());
            }
            let name = here.map(|here| here.name).unwrap_or_default();
            import.tell(told(id, Self::WORD, &name, "gone", Vec::new()));
        }
        if import.request.apply {
            import
                .transaction
                .by_ids(&service::WITHDRAW, &withdraw)
                .await?;
        }
        Ok(())
    }

    async fn write(import: &mut Import<'_>, records: &[Compared<Self>]) -> Result<(), StoreError> {
        let present: Vec<Value<'_>> = records
            .iter()
            .filter(|one| one.present)
            .map(|one| one.record.id.into())
            .collect();
        load::clear(&mut import.transaction, &present).await?;
        let slice: Vec<(&Self, &str, Keeping)> = records
            .iter()
            .map(|one| {
                let organization = import.organizations.get(&one.record.organization_id);
                let listing = organization
                    .and_then(|of| Listing::build(&one.record, of, import.request.gazetteer));
                let public = service::public_digest(listing);
                let keeping = Keeping::after(one.before.as_ref(), public, import.request.now);
                (&one.record, one.digest.as_str(), keeping)
            })
            .collect();
        let vault = Some(import.vault);
        load::write_slice(&mut import.transaction, &slice, Standing::LOCAL, vault).await?;
        let mut acts = Acts::default();
        for (one, (_, _, keeping)) in records.iter().zip(&slice) {
            let act = Act {
                service: one.record.id,
                version: keeping.version,
                kind: ChangeKind::Import,
                actor: import.actor,
                now: import.request.now,
                reason: "",
            };
            // Of a new record it is enough to know when it came and by whom.
            let changes = match &one.was {
                Some(was) => history::changes(Some(was), &one.record),
                None => Vec::new(),
            };
            if one.present && digest::is_confidential(&one.record) {
                // Its source may hide a place that was public at the last import.
                hiding::seal_past(&mut import.transaction, one.record.id, vault).await?;
            }
            acts.push(&act, changes, vault)?;
        }
        acts.write(&mut import.transaction).await
    }
}
