//! Fields that were edited here and then changed at their source too: which to keep is for people.

use directory::edit::Known;
use directory::location::Confidentiality;
use directory::organization::Organization;
use directory::service::Service;
use jiff::Timestamp;
use kernel::{Actor, Text};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use uuid::Uuid;
use vault::Vault;

use super::corrections::{self, SHIPPED_SOURCE};
use super::history::{self, ChangeKind, FieldChange};
use super::imported::TELLING;
use super::merging::{flat, whole};
use super::{change, imports, organization, organization_edit, read, record};
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::policy::{self, Action};

/// A source that exports were taken in from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportSource {
    /// Its name.
    pub name: String,
    /// When an import last changed anything.
    pub imported_at: Timestamp,
    /// Organizations it has.
    pub organizations: u64,
    /// Services it has.
    pub services: u64,
    /// Rows that wait to be mended.
    pub waiting: u64,
}

/// A field of which the house and a source say different things.
#[derive(Clone, PartialEq, Serialize)]
pub struct FieldConflict {
    /// The record's id.
    pub record: Uuid,
    /// It is a service, or else an organization.
    pub of_service: bool,
    /// The record's name here.
    pub name: Text,
    /// The source.
    pub source: String,
    /// It is the content that ships with the program.
    pub shipped: bool,
    /// The field, as in the JSON of the record.
    pub field: String,
    /// It tells where a confidential place is and the reader may not know it: both values are null.
    pub withheld: bool,
    /// What is here.
    pub here: Json,
    /// What the source has.
    pub theirs: Json,
    /// The same, field by field of the record's form: what is here, and what the source has. Of an
    /// organization, and of what no form carries, there is none.
    #[serde(skip)]
    pub changes: Vec<FieldChange>,
}

/// Says which, never what: a value may be an address.
impl std::fmt::Debug for FieldConflict {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "FieldConflict({}, {})", self.record, self.field)
    }
}

/// What to do about a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictChoice {
    /// What is here stays, until the source changes the field once more.
    KeepOurs,
    /// What the source has takes its place.
    TakeTheirs,
}

/// A record with a conflict, as it is here.
enum Here {
    Service(Box<Service>),
    Organization(Organization),
}

impl Here {
    async fn read(
        transaction: &mut Transaction,
        id: Uuid,
        kind: &str,
        vault: &Vault,
    ) -> Result<Option<Self>, StoreError> {
        if kind == "service" {
            let found = read::whole_service(transaction, id, Some(vault)).await?;
            return Ok(found.map(|service| Self::Service(Box::new(service))));
        }
        let found = organization::read_one(transaction, id).await?;
        Ok(found.map(Self::Organization))
    }

    fn fields(&self) -> Map<String, Json> {
        let json = match self {
            Self::Service(service) => serde_json::to_value(service),
            Self::Organization(organization) => serde_json::to_value(organization),
        };
        flat(&json.expect("our own records are plain data"))
    }

    fn name(&self) -> Text {
        match self {
            Self::Service(service) => service.name.clone(),
            Self::Organization(organization) => organization.name.clone(),
        }
    }

    fn organization(&self) -> Uuid {
        match self {
            Self::Service(service) => service.organization_id,
            Self::Organization(organization) => organization.id,
        }
    }

    /// What taking theirs would change.
    fn changes(&self, field: &str, theirs: &Json) -> Vec<FieldChange> {
        let Self::Service(service) = self else {
            return Vec::new();
        };
        let mut fields = self.fields();
        fields.insert(field.to_owned(), theirs.clone());
        serde_json::from_value(whole(fields))
            .map(|after| history::changes(Some(service), &after))
            .unwrap_or_default()
    }

    /// Whether the field tells where a place is that the public may not know, here or there.
    fn tells(&self, field: &str, theirs: &Json) -> bool {
        let Self::Service(service) = self else {
            return false;
        };
        let ours = service.location.as_ref();
        let secret = ours.is_some_and(|place| place.confidentiality != Confidentiality::Public)
            || theirs
                .get("confidentiality")
                .is_some_and(|level| level != "public");
        secret && TELLING.contains(&field)
    }
}

async fn may_know(
    transaction: &mut Transaction,
    actor: &Actor,
    organization: Uuid,
) -> Result<bool, StoreError> {
    let action = Action::ReadConfidential;
    match policy::allow(transaction, actor, action, Some(organization)).await {
        Ok(()) => Ok(true),
        Err(StoreError::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Store {
    /// The sources that exports were taken in from, by name.
    pub async fn import_sources(&self, actor: &Actor) -> Result<Vec<ImportSource>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        transaction
            .all(&imports::SOURCES, &[corrections::SOURCE.into()], |row| {
                Ok(ImportSource {
                    name: row.text("name")?,
                    imported_at: row.parsed("imported_at")?,
                    organizations: row.integer("organizations")? as u64,
                    services: row.integer("services")? as u64,
                    waiting: row.integer("waiting")? as u64,
                })
            })
            .await
    }

    /// Fields that were edited here and then changed at their source too.
    pub async fn conflicts(&self, actor: &Actor) -> Result<Vec<FieldConflict>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let vault = self.vault()?;
        let rows = transaction
            .all(&imports::READ_CONFLICTS, &[], |row| {
                let id = row.text("record_id")?;
                let field = row.text("field")?;
                let at = imports::conflict_row(&id, &field);
                let sealed = row.text("sealed")?;
                let (_, theirs): (Json, Json) =
                    imports::open(imports::Table::Conflict, &at, &sealed, vault)?;
                let id: Uuid = row.parsed("record_id")?;
                Ok((id, row.text("kind")?, row.text("source")?, field, theirs))
            })
            .await?;
        let mut conflicts = Vec::new();
        for (record, kind, source, field, theirs) in rows {
            let Some(here) = Here::read(&mut transaction, record, &kind, vault).await? else {
                continue;
            };
            let withheld = here.tells(&field, &theirs)
                && !may_know(&mut transaction, actor, here.organization()).await?;
            let changes = here.changes(&field, &theirs);
            let ours = here.fields().remove(&field).unwrap_or(Json::Null);
            conflicts.push(FieldConflict {
                record,
                of_service: kind == "service",
                name: here.name(),
                shipped: source == SHIPPED_SOURCE,
                source,
                withheld,
                changes: if withheld { Vec::new() } else { changes },
                here: if withheld { Json::Null } else { ours },
                theirs: if withheld { Json::Null } else { theirs },
                field,
            });
        }
        Ok(conflicts)
    }

    /// Decides on one conflict. The choice is an act in the record's history.
    pub async fn decide_conflict(
        &self,
        actor: &Actor,
        known: Known<'_>,
        (id, field): (Uuid, &str),
        choice: ConflictChoice,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let vault = self.vault()?;
        change::lock(&mut transaction).await?;
        let unknown = || StoreError::UnknownConflict(id);
        let at = imports::conflict_row(&id.to_string(), field);
        let found = transaction
            .all(
                &imports::CONFLICT_OF_FIELD,
                &[id.into(), field.into()],
                |row| {
                    let sealed = row.text("sealed")?;
                    let values: (Json, Json) =
                        imports::open(imports::Table::Conflict, &at, &sealed, vault)?;
                    Ok((row.text("kind")?, values.1))
                },
            )
            .await?;
        let (kind, theirs) = found.into_iter().next().ok_or_else(unknown)?;
        let here = Here::read(&mut transaction, id, &kind, vault)
            .await?
            .ok_or_else(unknown)?;
        if here.tells(field, &theirs) {
            let of = Some(here.organization());
            policy::allow(&mut transaction, actor, Action::ReadConfidential, of).await?;
        }
        let mut fields = here.fields();
        if choice == ConflictChoice::TakeTheirs {
            fields.insert(field.to_owned(), theirs);
        }
        let after = whole(fields);
        let damaged = |problem: serde_json::Error| StoreError::damaged("import_conflict", problem);
        match here {
            Here::Service(_) => {
                let after: Service = serde_json::from_value(after).map_err(damaged)?;
                let held = record::hold(&mut transaction, id, Some(vault))
                    .await?
                    .ok_or_else(unknown)?;
                let changes = history::changes(Some(&held.service), &after);
                let act = record::act(id, ChangeKind::Import, actor, now, "", Some(vault));
                held.write(&mut transaction, known.gazetteer, &after, &changes, act)
                    .await?;
            }
            Here::Organization(before) if choice == ConflictChoice::TakeTheirs => {
                let after: Organization = serde_json::from_value(after).map_err(damaged)?;
                organization_edit::take(&mut transaction, &before, &after, (actor, now)).await?;
            }
            Here::Organization(_) => {}
        }
        let values = [id.into(), field.into()];
        transaction
            .execute(&imports::SETTLE_CONFLICT, &values)
            .await?;
        transaction.commit().await
    }
}
