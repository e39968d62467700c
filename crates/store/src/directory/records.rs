//! Records as the staff read them: one, those that somebody may tend, and what was done to one.

use std::collections::HashMap;

use directory::capacity::Capacity;
use directory::completeness::{self, Lack};
use directory::organization::Organization;
use directory::review::Facts;
use directory::service::{Service, Status};
use jiff::civil::Date;
use kernel::{Actor, Text};
use uuid::Uuid;

use super::history::{self, HistoryEntry};
use super::read::Depth;
use super::{Which, organization, read, record, service, service_capacity, suggestion};
use crate::Store;
use crate::digest::is_confidential;
use crate::engine::{Row, Transaction};
use crate::error::StoreError;
use crate::people::standing;
use crate::policy::{self, Action};

/// A record as the staff see it.
#[derive(Debug, Clone)]
pub struct Record {
    /// The service; its place only as far as the reader may know.
    pub service: Service,
    /// Whose it is.
    pub organization: Organization,
    /// Its version: what an edit is made on.
    pub version: i64,
    /// It was made or edited here, and the content files leave it alone.
    pub local: bool,
    /// Its place is confidential and the reader may not know it.
    pub place_withheld: bool,
    /// What is known of free places.
    pub capacities: Vec<Capacity>,
    /// What it lacks, the weightiest first.
    pub lacks: Vec<Lack>,
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSummary {
    /// The service.
    pub id: Uuid,
    /// Its name.
    pub name: Text,
    /// Whose it is.
    pub organization_id: Uuid,
    /// Its organization's name.
    pub organization: Text,
    /// Its version.
    pub version: i64,
    /// HSDS status.
    pub status: Status,
    /// Shown to the public.
    pub public: bool,
    /// When somebody confirmed it.
    pub verified_on: Option<Date>,
    /// When it should be asked again; `None`: nobody knows since when it has been true.
    pub due: Option<Date>,
    /// How many things it lacks.
    pub lacks: usize,
    /// How many suggestions wait for it; 0 for whoever may not read them.
    pub suggestions: usize,
}

/// Whether the actor may; other errors are errors.
pub(super) async fn may(
    transaction: &mut Transaction,
    actor: &Actor,
    action: Action,
    organization: Uuid,
) -> Result<bool, StoreError> {
    match policy::allow(transaction, actor, action, Some(organization)).await {
        Ok(()) => Ok(true),
        Err(StoreError::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Store {
    /// One record as it is kept; `None` when there is none.
    pub async fn record(&self, actor: &Actor, id: Uuid) -> Result<Option<Record>, StoreError> {
        let mut transaction = self.read().await?;
        let Some(held) = record::look(&mut transaction, id, self.vault().ok()).await? else {
            policy::allow(&mut transaction, actor, Action::ReadRecord, None).await?;
            return Ok(None);
        };
        let of = held.organization.id;
        policy::allow(&mut transaction, actor, Action::ReadRecord, Some(of)).await?;
        let place_withheld = is_confidential(&held.service)
            && !may(&mut transaction, actor, Action::ReadConfidential, of).await?;
        let lacks = completeness::lacks(&held.service);
        let service = if place_withheld {
            // Read again without it, so that no code here decides what to leave out.
            let found = read::services(&mut transaction, Which::One(id), Depth::Record).await?;
            found.into_iter().next().unwrap_or(Service {
                location: None,
                ..held.service
            })
        } else {
            held.service
        };
        let mut capacities = service_capacity::read(&mut transaction, Which::One(id)).await?;
        Ok(Some(Record {
            service,
            organization: held.organization,
            version: held.keeping.version,
            local: held.local,
            place_withheld,
            capacities: capacities.remove(&id).unwrap_or_default(),
            lacks,
        }))
    }

    /// The records that the actor may tend, by slug: every one, or those of their own organization and
    /// its chapters.
    pub async fn records(&self, actor: &Actor) -> Result<Vec<RecordSummary>, StoreError> {
        let mut transaction = self.read().await?;
        let action = Action::ReadRecord;
        match policy::allow(&mut transaction, actor, action, None).await {
            Ok(()) => {
                let services = read::services(&mut transaction, Which::All, Depth::Record).await?;
                summaries(&mut transaction, actor, services).await
            }
            Err(StoreError::Forbidden(_)) => {
                let Actor::Person(person) = actor else {
                    return Err(StoreError::Forbidden(action));
                };
                let theirs = standing::of(&mut transaction, *person, true).await?;
                let theirs = theirs.ok_or(StoreError::Forbidden(action))?;
                let mut services = Vec::new();
                for of in theirs.organizations_within {
                    policy::allow(&mut transaction, actor, action, Some(of)).await?;
                    let ids: Vec<Uuid> = transaction
                        .all(&service::OF_ORGANIZATION, &[of.into()], |row| {
                            row.parsed("id")
                        })
                        .await?;
                    for id in ids {
                        let one = Which::One(id);
                        services
                            .extend(read::services(&mut transaction, one, Depth::Record).await?);
                    }
                }
                summaries(&mut transaction, actor, services).await
            }
            Err(error) => Err(error),
        }
    }

    /// What was done to a record, the newest first. Texts that tell where a confidential place is are
    /// left out for whoever may not know it.
    pub async fn history(&self, actor: &Actor, id: Uuid) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut transaction = self.read().await?;
        let Some(held) = record::look(&mut transaction, id, self.vault().ok()).await? else {
            policy::allow(&mut transaction, actor, Action::ReadRecord, None).await?;
            return Ok(Vec::new());
        };
        let of = held.organization.id;
        policy::allow(&mut transaction, actor, Action::ReadRecord, Some(of)).await?;
        let may_know = may(&mut transaction, actor, Action::ReadConfidential, of).await?;
        let vault = self.vault().ok().filter(|_| may_know);
        history::read(&mut transaction, id, vault).await
    }
}

async fn summaries(
    transaction: &mut Transaction,
    actor: &Actor,
    services: Vec<Service>,
) -> Result<Vec<RecordSummary>, StoreError> {
    let names: HashMap<Uuid, Text> = organization::read_every(transaction)
        .await?
        .into_iter()
        .map(|organization| (organization.id, organization.name))
        .collect();
    let version = |row: &dyn Row| Ok((row.parsed::<Uuid>("id")?, row.integer("version")?));
    let versions: HashMap<Uuid, i64> = transaction
        .all(&service::VERSIONS, &[], version)
        .await?
        .into_iter()
        .collect();
    // A suggestion may be a complaint about the very organization: even that there is one is for those
    // who may read it.
    let waiting = match policy::allow(transaction, actor, Action::ReadSuggestions, None).await {
        Ok(()) => suggestion::waiting(transaction).await?,
        Err(StoreError::Forbidden(_)) => HashMap::new(),
        Err(error) => return Err(error),
    };
    let summary = |service: Service| RecordSummary {
        id: service.id,
        organization_id: service.organization_id,
        organization: names
            .get(&service.organization_id)
            .cloned()
            .unwrap_or_default(),
        version: versions.get(&service.id).copied().unwrap_or(1),
        status: service.status,
        public: service.is_public(),
        verified_on: service.provenance.verified_on,
        due: Facts::from(&service).due(),
        lacks: completeness::lacks(&service).len(),
        suggestions: waiting.get(&service.id).copied().unwrap_or(0),
        name: service.name,
    };
    Ok(services.into_iter().map(summary).collect())
}
