//! Putting services together again: one query for each table, however many services there are.

use std::collections::{HashMap, HashSet};

use directory::Listing;
use directory::geography::Gazetteer;
use directory::organization::{Organization, PublicOrganization};
use directory::service::Service;
use directory::taxonomy::Term;
use kernel::Actor;
use uuid::Uuid;
use vault::Vault;

use super::{
    Which, attribute, language, location, organization, phone, schedule, service, service_area,
    service_capacity, source_page, taxonomy_term,
};
use crate::Store;
use crate::engine::{Row, Transaction};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::Statement;

/// How much may be read of services.
#[derive(Clone, Copy)]
pub(super) enum Depth<'a> {
    /// What the public may know.
    Public,
    /// Whole records, also unlisted ones, with no more of their places than the public may know.
    Record,
    /// Everything, with unlisted services and confidential locations, which these keys open.
    Every(Option<&'a Vault>),
}

impl Depth<'_> {
    fn services(self) -> &'static Statement {
        match self {
            Self::Public => &service::READ_PUBLIC,
            Self::Record | Self::Every(_) => &service::READ_EVERY,
        }
    }
}

/// Services that are being put together, and where each one is.
pub(super) struct Gathering {
    pub(super) services: Vec<Service>,
    positions: HashMap<Uuid, usize>,
}

impl Gathering {
    fn new(services: Vec<Service>) -> Self {
        let positions = services.iter().map(|service| service.id).zip(0..).collect();
        Self {
            services,
            positions,
        }
    }

    /// Where the service is that a row of another table belongs to; `None` when it is not being
    /// read, such as one that is not listed.
    pub(super) fn position(&self, row: &dyn Row) -> Result<Option<usize>, StoreError> {
        let id: Uuid = row.parsed("service_id")?;
        Ok(self.positions.get(&id).copied())
    }

    /// The service that a row of another table belongs to.
    pub(super) fn service(&mut self, row: &dyn Row) -> Result<Option<&mut Service>, StoreError> {
        Ok(self.position(row)?.map(|at| &mut self.services[at]))
    }
}

pub(super) async fn services(
    transaction: &mut Transaction,
    which: Which,
    depth: Depth<'_>,
) -> Result<Vec<Service>, StoreError> {
    let found = service::read(transaction, depth.services(), which).await?;
    let mut gathering = Gathering::new(found);
    let into = &mut gathering;
    source_page::add(transaction, which, into).await?;
    match depth {
        Depth::Public | Depth::Record => location::add_public(transaction, which, into).await?,
        Depth::Every(vault) => location::add_every(transaction, which, vault, into).await?,
    }
    // Hours and languages may belong to a phone, so phones come first.
    phone::add(transaction, which, into).await?;
    schedule::add(transaction, which, into).await?;
    language::add(transaction, which, into).await?;
    service_area::add(transaction, which, into).await?;
    attribute::add(transaction, which, into).await?;
    let mut services = gathering.services;
    // In Rust and not in SQL: two servers may have two ideas of the alphabet.
    services.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(services)
}

/// Every organization a service may belong to, by id.
pub(super) async fn every_organization(
    transaction: &mut Transaction,
) -> Result<HashMap<Uuid, Organization>, StoreError> {
    let every = organization::read_every(transaction).await?;
    Ok(every
        .into_iter()
        .map(|organization| (organization.id, organization))
        .collect())
}

/// One service whole, unless it is withdrawn.
pub(super) async fn whole_service(
    transaction: &mut Transaction,
    id: Uuid,
    vault: Option<&Vault>,
) -> Result<Option<Service>, StoreError> {
    let found = services(transaction, Which::One(id), Depth::Every(vault)).await?;
    Ok(found.into_iter().next())
}

async fn public_listings(
    transaction: &mut Transaction,
    which: Which,
    gazetteer: &Gazetteer,
) -> Result<Vec<Listing>, StoreError> {
    let organizations = every_organization(transaction).await?;
    listings_of(transaction, which, gazetteer, &organizations).await
}

/// What the public may see of services, whose organizations are at hand.
pub(super) async fn listings_of(
    transaction: &mut Transaction,
    which: Which,
    gazetteer: &Gazetteer,
    organizations: &HashMap<Uuid, Organization>,
) -> Result<Vec<Listing>, StoreError> {
    let services = services(transaction, which, Depth::Public).await?;
    let mut capacities = service_capacity::read(transaction, which).await?;
    let listings = services.iter().filter_map(|service| {
        let organization = organizations.get(&service.organization_id)?;
        let listing = Listing::build(service, organization, gazetteer)?;
        Some(Listing {
            capacities: capacities.remove(&service.id).unwrap_or_default(),
            ..listing
        })
    });
    Ok(listings.collect())
}

impl Store {
    /// Everything the public may see, sorted by slug. Confidential addresses and points are not
    /// even read.
    pub async fn listings(
        &self,
        actor: &Actor,
        gazetteer: &Gazetteer,
    ) -> Result<Vec<Listing>, StoreError> {
        policy::decide(actor, Action::ReadListings)?;
        public_listings(&mut self.read().await?, Which::All, gazetteer).await
    }

    /// What the public may see of one service; `None` when there is none, or none for the public.
    pub async fn listing(
        &self,
        actor: &Actor,
        gazetteer: &Gazetteer,
        id: Uuid,
    ) -> Result<Option<Listing>, StoreError> {
        policy::decide(actor, Action::ReadListings)?;
        let found = public_listings(&mut self.read().await?, Which::One(id), gazetteer).await?;
        Ok(found.into_iter().next())
    }

    /// What the public may see of organizations: those with a service it may see, sorted by id.
    pub async fn public_organizations(
        &self,
        actor: &Actor,
    ) -> Result<Vec<PublicOrganization>, StoreError> {
        policy::decide(actor, Action::ReadListings)?;
        let found = organization::read_public(&mut self.read().await?).await?;
        let public: HashSet<Uuid> = found.iter().map(|organization| organization.id).collect();
        let mut shown = PublicOrganization::of(found, |id| public.contains(&id));
        shown.sort_by_key(|organization| organization.id);
        Ok(shown)
    }

    /// Every organization that is not withdrawn, sorted by slug.
    pub async fn organizations(&self, actor: &Actor) -> Result<Vec<Organization>, StoreError> {
        policy::decide(actor, Action::ReadRecords)?;
        let mut found = organization::read(&mut self.read().await?).await?;
        found.sort_by(|a, b| a.slug.cmp(&b.slug));
        Ok(found)
    }

    /// Every service that is not withdrawn, whole, with unlisted ones and confidential locations,
    /// sorted by slug.
    pub async fn services(&self, actor: &Actor) -> Result<Vec<Service>, StoreError> {
        policy::decide(actor, Action::ReadRecords)?;
        let depth = Depth::Every(self.vault().ok());
        services(&mut self.read().await?, Which::All, depth).await
    }

    /// The terms of the taxonomy, in its order.
    pub async fn taxonomy_terms(&self, actor: &Actor) -> Result<Vec<Term>, StoreError> {
        policy::decide(actor, Action::ReadTaxonomy)?;
        taxonomy_term::read(&mut self.read().await?).await
    }
}
