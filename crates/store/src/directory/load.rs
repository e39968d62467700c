//! Writing the content files into the tables: wholly or not at all, and only what has changed.

use std::collections::HashMap;

use directory::Listing;
use directory::content::Content;
use directory::organization::Organization;
use directory::service::Service;
use jiff::Timestamp;
use kernel::Actor;
use serde::Serialize;
use uuid::Uuid;
use vault::Vault;

use super::history::{Act, ChangeKind};
use super::plan::{Plan, Standing};
use super::read::Depth;
use super::service::Keeping;
use super::{
    Which, attribute, change, corrections, hiding, history, language, location, organization,
    organization_change, phone, read, schedule, service, service_area, source_page, taxonomy_term,
};
use crate::digest::{self, Digest};
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::{Batch, Statement};
use crate::{KNOWN_VERSION, Store};

/// Services written at a time, so that loading a million needs no more memory than loading a few.
const SLICE: usize = 500;

/// What loading did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    /// The content differs from what was loaded last. When it does not, nothing below happened.
    pub changed: bool,
    /// Organizations written, new or changed.
    pub organizations_written: usize,
    /// Services written, new or changed.
    pub services_written: usize,
    /// Services the content files no longer have; kept, but no longer shown.
    pub services_withdrawn: usize,
    /// Records left alone because they were made or edited here.
    pub kept_local: usize,
    /// Fields of those that ship otherwise now, for somebody to decide on.
    pub offered: usize,
    /// The change counter afterwards.
    pub change_counter: u64,
}

impl Store {
    /// Brings the directory to `content`. Loading the same content again changes nothing, not even
    /// the change counter. A record that the content no longer has is withdrawn, never deleted; a
    /// record made or edited here is left alone.
    ///
    /// `now` becomes the `last_modified` of every record in which something changed that the public
    /// may see.
    pub async fn load_content(
        &self,
        actor: &Actor,
        content: &Content,
        now: Timestamp,
    ) -> Result<Loaded, StoreError> {
        policy::decide(actor, Action::LoadContent)?;
        let vault = self.vault().ok();
        let digest = digest_of(content, vault);
        let mut transaction = self.write().await?;
        if change::lock(&mut transaction).await? == digest {
            return Ok(Loaded {
                changed: false,
                organizations_written: 0,
                services_written: 0,
                services_withdrawn: 0,
                kept_local: 0,
                offered: 0,
                change_counter: change::read(&mut transaction).await?,
            });
        }
        let mut loaded = write(&mut transaction, content, now, vault).await?;
        loaded.change_counter = change::bump(&mut transaction, &digest).await?;
        transaction.commit().await?;
        Ok(loaded)
    }
}

fn by_id(organizations: &[Organization]) -> HashMap<Uuid, &Organization> {
    organizations
        .iter()
        .map(|organization| (organization.id, organization))
        .collect()
}

/// A digest of everything that ends in a table or, by way of the gazetteer, in a listing.
fn digest_of(content: &Content, vault: Option<&Vault>) -> String {
    let mut digest = Digest::default();
    // A newer schema may keep what an older one dropped.
    digest.take(&KNOWN_VERSION);
    digest.take(&content.organizations);
    for service in &content.services {
        if digest::is_confidential(service) {
            digest.take(&digest::of_service(service, vault).keep(None));
        } else {
            digest.take(service);
        }
    }
    digest.take(&content.taxonomy.terms());
    let organizations = by_id(&content.organizations);
    for service in &content.services {
        if let Some(organization) = organizations.get(&service.organization_id) {
            digest.take(&Listing::build(service, organization, &content.gazetteer));
        }
    }
    digest.finish()
}

async fn write(
    transaction: &mut Transaction,
    content: &Content,
    now: Timestamp,
    vault: Option<&Vault>,
) -> Result<Loaded, StoreError> {
    let terms = content.taxonomy.terms();
    // The place in the taxonomy is part of the record: a new term in the middle moves the others.
    let shipped = (0..)
        .zip(terms)
        .map(|(at, term): (usize, _)| (term.id.0.clone(), digest::of(&(at, term))));
    let plan = plan(transaction, &taxonomy_term::STANDINGS, shipped).await?;
    let mut rows = Vec::new();
    for (at, digest) in &plan.write {
        taxonomy_term::push(&terms[*at], *at, digest, &mut rows);
    }
    transaction.insert(&taxonomy_term::BATCH, &rows).await?;
    let ids = values(&plan.withdraw);
    transaction.by_ids(&taxonomy_term::WITHDRAW, &ids).await?;

    let of_organizations = write_organizations(transaction, &content.organizations, now).await?;
    let of_services = write_services(transaction, content, now, vault).await?;
    let mut offered = 0;
    if let Some(vault) = vault {
        for at in &of_organizations.kept_changed {
            let shipped = &content.organizations[*at];
            let here = organization::read_one(transaction, shipped.id).await?;
            let about = (corrections::Kind::Organization, shipped.id);
            offered += offer(transaction, about, shipped, here.as_ref(), vault, now).await?;
        }
        for at in &of_services.kept_changed {
            let shipped = &content.services[*at];
            let here = read::whole_service(transaction, shipped.id, Some(vault)).await?;
            let about = (corrections::Kind::Service, shipped.id);
            offered += offer(transaction, about, shipped, here.as_ref(), vault, now).await?;
        }
    }
    Ok(Loaded {
        changed: true,
        organizations_written: of_organizations.write.len(),
        services_written: of_services.write.len(),
        services_withdrawn: of_services.withdraw.len(),
        kept_local: plan.kept + of_organizations.kept + of_services.kept,
        offered,
        change_counter: 0,
    })
}

/// Offers what ships now of a record that was edited here, unless it was withdrawn here.
async fn offer<T: Serialize>(
    transaction: &mut Transaction,
    about: (corrections::Kind, Uuid),
    shipped: &T,
    here: Option<&T>,
    vault: &Vault,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let Some(here) = here else {
        return Ok(0);
    };
    let json = |record: &T| serde_json::to_value(record).expect("our own records are plain data");
    let (shipped, here) = (json(shipped), json(here));
    corrections::offer(transaction, about, &shipped, &here, vault, now).await
}

async fn write_organizations(
    transaction: &mut Transaction,
    organizations: &[Organization],
    now: Timestamp,
) -> Result<Plan, StoreError> {
    let shipped = organizations
        .iter()
        .map(|organization| (organization.id.to_string(), digest::of(organization)));
    let plan = plan(transaction, &organization::STANDINGS, shipped).await?;
    for slice in plan.write.chunks(SLICE) {
        let mut rows = Vec::new();
        let mut before = Vec::new();
        for (at, digest) in slice {
            let shipped = &organizations[*at];
            // Of a directory that is new there is nothing to look up.
            if plan.known > 0 {
                before.push(organization::read_one(transaction, shipped.id).await?);
            }
            organization::push(shipped, digest, &mut rows);
        }
        transaction.insert(&organization::BATCH, &rows).await?;
        for (was, (at, _)) in before.iter().zip(slice) {
            let Some(was) = was else { continue };
            let act = organization_change::Act {
                kind: ChangeKind::Shipped,
                actor: &Actor::System,
                now,
            };
            organization_change::record(transaction, was, &organizations[*at], act).await?;
        }
    }
    let ids = values(&plan.withdraw);
    transaction.by_ids(&organization::WITHDRAW, &ids).await?;
    Ok(plan)
}

async fn write_services(
    transaction: &mut Transaction,
    content: &Content,
    now: Timestamp,
    vault: Option<&Vault>,
) -> Result<Plan, StoreError> {
    let services = &content.services;
    let mut present = HashMap::new();
    let mut kept = HashMap::new();
    transaction
        .each(&service::STANDINGS, &[], |row| {
            let (id, standing) = Standing::from_row(row)?;
            kept.insert(id.clone(), Keeping::from_row(row)?);
            present.insert(id, standing);
            Ok(())
        })
        .await?;
    let organizations = by_id(&content.organizations);
    let shipped = services.iter().map(|service| {
        let id = service.id.to_string();
        let known = present.get(&id).map(|standing| standing.digest.as_str());
        let digest = digest::of_service(service, vault).keep(known);
        (id, digest)
    });
    let mut plan = Plan::new(&present, shipped);
    // In the order of their ids, so that keys are appended instead of scattered over the index.
    plan.write.sort_by_key(|(at, _)| services[*at].id);
    for slice in plan.write.chunks(SLICE) {
        let slice: Vec<(&Service, &str, Keeping)> = slice
            .iter()
            .map(|(at, digest)| {
                let service = &services[*at];
                let listing = organizations
                    .get(&service.organization_id)
                    .and_then(|of| Listing::build(service, of, &content.gazetteer));
                let public_digest = service::public_digest(listing);
                let before = kept.get(&service.id.to_string());
                let keeping = Keeping::after(before, public_digest, now);
                (service, digest.as_str(), keeping)
            })
            .collect();
        let ids: Vec<Value<'_>> = slice
            .iter()
            .map(|(service, ..)| service.id.to_string())
            .filter(|id| present.contains_key(id))
            .map(Value::from)
            .collect();
        let before = before(transaction, &slice, &present, vault).await?;
        clear(transaction, &ids).await?;
        write_slice(transaction, &slice, Standing::SHIPPED, vault).await?;
        for (was, (service, _, keeping)) in before.iter().zip(&slice) {
            let Some(was) = was else { continue };
            let act = Act {
                service: service.id,
                version: keeping.version,
                kind: ChangeKind::Shipped,
                actor: &Actor::System,
                now,
                reason: "",
            };
            if digest::is_confidential(service) {
                hiding::seal_past(transaction, service.id, vault).await?;
            }
            let changes = history::changes(Some(was), service);
            history::record(transaction, &act, &changes, vault).await?;
        }
    }
    let ids = values(&plan.withdraw);
    transaction.by_ids(&service::WITHDRAW, &ids).await?;
    Ok(plan)
}

/// The services that are about to be changed, as they are; `None` for those that are new. Content
/// that ships changes few records at a time, so each is read by itself.
async fn before(
    transaction: &mut Transaction,
    slice: &[(&Service, &str, Keeping)],
    present: &HashMap<String, Standing>,
    vault: Option<&Vault>,
) -> Result<Vec<Option<Service>>, StoreError> {
    let mut found = Vec::new();
    for (service, ..) in slice {
        let there = present.contains_key(&service.id.to_string());
        found.push(if there {
            let one = Which::One(service.id);
            let services = read::services(transaction, one, Depth::Every(vault)).await?;
            services.into_iter().next()
        } else {
            None
        });
    }
    Ok(found)
}

/// Deletes what other tables hold of these services.
pub(super) async fn clear(
    transaction: &mut Transaction,
    ids: &[Value<'_>],
) -> Result<(), StoreError> {
    for delete in [
        &source_page::DELETE,
        &location::DELETE,
        &phone::DELETE,
        &schedule::DELETE,
        &language::DELETE,
        &service_area::DELETE,
        &attribute::DELETE,
    ] {
        transaction.by_ids(delete, ids).await?;
    }
    Ok(())
}

/// Overwrites the `origin` of one row of `batch`.
pub(super) fn set_origin(batch: &Batch, row: &mut [Value<'_>], origin: &'static str) {
    let column = batch.columns.iter().position(|column| *column == "origin");
    if let Some(value) = column.and_then(|at| row.get_mut(at)) {
        *value = origin.into();
    }
}

/// Writes services that have nothing in the other tables, with their `origin`.
pub(super) async fn write_slice(
    transaction: &mut Transaction,
    slice: &[(&Service, &str, Keeping)],
    origin: &'static str,
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for (service, digest, keeping) in slice {
        service::push(service, origin, digest, keeping, &mut rows);
    }
    transaction.insert(&service::BATCH, &rows).await?;
    let services: Vec<&Service> = slice.iter().map(|(service, ..)| *service).collect();
    write_parts(transaction, &services, vault).await
}

/// Writes what other tables hold of these services, whose own rows are there.
pub(super) async fn write_parts(
    transaction: &mut Transaction,
    services: &[&Service],
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    let mut places = location::Rows::default();
    for service in services {
        places.push(service, vault)?;
    }
    transaction.insert(&location::BATCH, &places.public).await?;
    transaction
        .insert(&location::SEALED_BATCH, &places.sealed)
        .await?;
    transaction
        .insert(&location::SERVICE_BATCH, &places.service)
        .await?;

    for (batch, push) in OF_A_SERVICE {
        let mut rows = Vec::new();
        for service in services {
            push(service, &mut rows);
        }
        transaction.insert(batch, &rows).await?;
    }
    Ok(())
}

/// Lays out what one table holds of a service.
type Push = for<'a> fn(&'a Service, &mut Vec<Value<'a>>);

/// The tables that hold several rows of a service.
const OF_A_SERVICE: [(&Batch, Push); 6] = [
    (&source_page::BATCH, source_page::push),
    (&phone::BATCH, phone::push),
    (&schedule::BATCH, schedule::push),
    (&language::BATCH, language::push),
    (&service_area::BATCH, service_area::push),
    (&attribute::BATCH, attribute::push),
];

async fn standings(
    transaction: &mut Transaction,
    statement: &Statement,
) -> Result<HashMap<String, Standing>, StoreError> {
    let all = transaction.all(statement, &[], Standing::from_row).await?;
    Ok(all.into_iter().collect())
}

async fn plan(
    transaction: &mut Transaction,
    statement: &Statement,
    shipped: impl Iterator<Item = (String, String)>,
) -> Result<Plan, StoreError> {
    let present = standings(transaction, statement).await?;
    Ok(Plan::new(&present, shipped))
}

fn values(ids: &[String]) -> Vec<Value<'_>> {
    ids.iter().map(Value::from).collect()
}
