//! Bringing what was read from an export into the directory: in one transaction, wholly or not at all.
//!
//! Records come in the order of their ids, and so does what the last import left: the two are laid side
//! by side, a slice at a time, so that memory does not grow with the directory. A record that its source
//! did not change is not touched; importing the same export again changes nothing.

use std::collections::{HashMap, HashSet};

use directory::Listing;
use directory::geography::Gazetteer;
use directory::import::{Harvest, Quarantined, namespace};
use directory::organization::Organization;
use directory::service::Service;
use jiff::Timestamp;
use kernel::{Actor, Text};
use serde::Serialize;
use serde_json::Value as Json;
use tokio::sync::mpsc::Sender;
use uuid::Uuid;
use vault::Vault;

use super::merging::{FieldDifference, merge};
use super::plan::Standing;
use super::service::Keeping;
use super::{Which, change, imports, load, organization, read, record, service};
use crate::Store;
use crate::digest::{self, Digests, is_confidential};
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};

/// Records laid side by side at a time.
const SLICE: usize = 500;
/// Changes that are told one by one; all are counted.
const MOST_TOLD: usize = 2_000;

/// What to do with what was read.
#[derive(Debug, Clone, Copy)]
pub struct ImportRequest<'a> {
    /// The name of the source, as it was read under.
    pub source: &'a str,
    /// Knows the published points of towns.
    pub gazetteer: &'a Gazetteer,
    /// False: only say what would change.
    pub apply: bool,
    /// Becomes the `last_modified` of what changes for the public.
    pub now: Timestamp,
    /// Told how many records are done.
    pub watch: fn(u64),
}

/// Records of one kind, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ImportCounts {
    /// Not here before.
    pub new: u64,
    /// Changed at the source.
    pub changed: u64,
    /// As last time.
    pub unchanged: u64,
    /// No longer at the source: withdrawn, unless edited here.
    pub gone: u64,
    /// Fields edited here and changed at the source: what is here stays.
    pub conflicts: u64,
}

/// One record that is new, changed or gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordChange {
    /// Its id.
    pub id: String,
    /// `organization` or `service`.
    pub kind: &'static str,
    /// Its name.
    pub name: Text,
    /// `new`, `changed` or `gone`.
    pub what: &'static str,
    /// The fields that differ.
    pub fields: Vec<FieldDifference>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Imported {
    /// Whether it was written.
    pub applied: bool,
    /// Organizations.
    pub organizations: ImportCounts,
    /// Services.
    pub services: ImportCounts,
    /// Rows newly kept aside.
    pub quarantined: u64,
    /// Rows kept aside by an earlier import that no longer need to be.
    pub left_quarantine: u64,
    /// The first changes, one by one.
    pub changes: Vec<RecordChange>,
    /// The change counter afterwards.
    pub change_counter: u64,
}

impl Imported {
    fn anything(&self) -> bool {
        let touched = |counts: &ImportCounts| counts.new + counts.changed + counts.gone > 0;
        touched(&self.organizations)
            || touched(&self.services)
            || self.quarantined + self.left_quarantine > 0
    }

    fn tell(&mut self, change: RecordChange) {
        if self.changes.len() < MOST_TOLD {
            self.changes.push(change);
        }
    }
}

/// A row that waits to be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuarantinedRow {
    /// Its id.
    pub id: Uuid,
    /// Where it comes from.
    pub source: String,
    /// The file it stood in.
    pub file: String,
    /// The line it stood on at the last import.
    pub line: u64,
    /// The table of HSDS it was read as.
    pub table: String,
    /// Why it cannot stand alone: the code of a `directory::import::FaultKind`.
    pub reason: String,
    /// What it says, as JSON.
    pub cells: String,
}

impl Store {
    /// Brings what was read from an export into the directory. One transaction: whatever happens, the
    /// directory is as it was before or as it is after. Importing again changes nothing, not even the
    /// change counter.
    pub async fn import(
        &self,
        actor: &Actor,
        harvest: &mut Harvest,
        request: ImportRequest<'_>,
    ) -> Result<Imported, StoreError> {
        let mut transaction = if request.apply {
            self.write().await?
        } else {
            self.read().await?
        };
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let content_digest = if request.apply {
            change::lock(&mut transaction).await?
        } else {
            String::new()
        };
        let source = namespace(request.source);
        if request.apply {
            let at = request.now.to_string();
            let row: [Value<'_>; 3] = [source.into(), request.source.trim().into(), at.into()];
            transaction.insert(&imports::SOURCE_BATCH, &row).await?;
        }
        let mut import = Import {
            transaction,
            vault: self.vault().ok(),
            request,
            source,
            organizations: HashMap::new(),
            imported: Imported::default(),
            done: 0,
        };
        import.organizations(harvest).await?;
        import.services(harvest).await?;
        import.quarantine(harvest).await?;
        let Import {
            mut transaction,
            mut imported,
            ..
        } = import;
        if request.apply && imported.anything() {
            imported.change_counter = change::bump(&mut transaction, &content_digest).await?;
            transaction.commit().await?;
            imported.applied = true;
        } else {
            imported.change_counter = change::read(&mut transaction).await?;
        }
        Ok(imported)
    }

    /// Rows of imports that cannot stand alone, until they are mended. They may hold addresses that
    /// must stay hidden.
    pub async fn quarantine(&self, actor: &Actor) -> Result<Vec<QuarantinedRow>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        transaction
            .all(&imports::READ_QUARANTINE, &[], |row| {
                let id = row.parsed("id")?;
                Ok(QuarantinedRow {
                    id,
                    source: row.text("source")?,
                    file: row.text("file")?,
                    line: row.integer("line")? as u64,
                    table: row.text("hsds_table")?,
                    reason: row.text("reason")?,
                    cells: imports::opened_cells(id, &row.text("cells")?, self.vault().ok())?,
                })
            })
            .await
    }

    /// Everything the public may see, in the order of ids, a few hundred at a time: what
    /// [`Store::listings`] gives, without holding all of it. Stops where nobody takes them.
    pub async fn each_listing(
        &self,
        actor: &Actor,
        gazetteer: &Gazetteer,
        to: &Sender<Vec<Listing>>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadListings, None).await?;
        let organizations = read::every_organization(&mut transaction).await?;
        let mut after = String::new();
        loop {
            let ids = imports::next_public(&mut transaction, &after, SLICE as i64).await?;
            let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
                return Ok(());
            };
            let parsed = |id: &String| {
                id.parse::<Uuid>()
                    .map_err(|problem| StoreError::damaged("service.id", problem))
            };
            let which = Which::Between(parsed(first)?, parsed(last)?);
            after.clone_from(last);
            let services = read::public_services(&mut transaction, which).await?;
            let listings = services.iter().filter_map(|service| {
                let organization = organizations.get(&service.organization_id)?;
                Listing::build(service, organization, gazetteer)
            });
            let slice: Vec<Listing> = listings.collect();
            if to.send(slice).await.is_err() {
                return Ok(());
            }
        }
    }
}

/// A record that was compared with what the last import left.
struct Compared<T> {
    record: T,
    /// What to keep as "as its source last gave it".
    theirs: String,
    digest: String,
    before: Option<Keeping>,
    present: bool,
    conflicts: Vec<FieldDifference>,
}

struct Import<'a> {
    transaction: Transaction,
    /// Seals what only curators may know of a place.
    vault: Option<&'a Vault>,
    request: ImportRequest<'a>,
    source: Uuid,
    /// Names and web addresses of this import's organizations: what a listing needs.
    organizations: HashMap<Uuid, Organization>,
    imported: Imported,
    done: u64,
}

impl Import<'_> {
    fn progress(&mut self, records: usize) {
        self.done += records as u64;
        (self.request.watch)(self.done);
    }

    async fn organizations(&mut self, harvest: &mut Harvest) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let mut slice: Vec<Organization> = Vec::with_capacity(SLICE);
            while slice.len() < SLICE {
                let Some(next) = harvest.next_organization()? else {
                    break;
                };
                let brief = Organization {
                    description: Text::default(),
                    ..next.clone()
                };
                self.organizations.insert(next.id, brief);
                slice.push(next);
            }
            let ended = slice.len() < SLICE;
            let to = end_of(slice.last().map(|one| one.id), ended);
            let known = imports::standings(
                &mut self.transaction,
                self.source,
                "organization",
                &after,
                &to,
            )
            .await?;
            after = to;
            let ids: HashSet<String> = slice.iter().map(|one| one.id.to_string()).collect();
            let gone = gone(&known, &ids);
            let known: HashMap<String, imports::Standing> = known.into_iter().collect();
            let count = slice.len();
            let mut write: Vec<Compared<Organization>> = Vec::new();
            for record in slice {
                let id = record.id.to_string();
                let theirs = json_text(&record);
                let digest = digest::of(&record);
                let Some(standing) = known.get(&id) else {
                    self.imported.organizations.new += 1;
                    self.imported
                        .tell(told(&id, "organization", &record.name, "new", Vec::new()));
                    write.push(Compared {
                        record,
                        theirs,
                        digest,
                        before: None,
                        present: false,
                        conflicts: Vec::new(),
                    });
                    continue;
                };
                if standing.digest == digest && !standing.gone {
                    self.imported.organizations.unchanged += 1;
                    continue;
                }
                let agreed = imports::record(&mut self.transaction, &id, self.vault).await?;
                let here = self.organization_here(&id).await?;
                let here = here.map_or_else(|| agreed.clone(), |one| json(&one));
                let (merged, fields) = merge(&agreed, &here, &json(&record));
                let conflicts: Vec<FieldDifference> =
                    fields.iter().filter(|one| one.conflict).cloned().collect();
                self.imported.organizations.changed += 1;
                self.imported.organizations.conflicts += conflicts.len() as u64;
                self.imported
                    .tell(told(&id, "organization", &record.name, "changed", fields));
                write.push(Compared {
                    record: from_json(merged, "organization")?,
                    theirs,
                    digest,
                    before: None,
                    present: true,
                    conflicts,
                });
            }
            self.imported.organizations.gone += gone.len() as u64;
            if self.request.apply {
                let mut rows = Vec::new();
                for one in &write {
                    let at = rows.len();
                    organization::push(&one.record, &one.digest, &mut rows);
                    load::set_origin(&organization::BATCH, &mut rows[at..], Standing::LOCAL);
                }
                self.transaction.insert(&organization::BATCH, &rows).await?;
                self.keep(
                    "organization",
                    write.iter().map(|one| (one.record.id, one)).collect(),
                )
                .await?;
                let ids: Vec<Value<'_>> = gone.iter().map(Value::from).collect();
                self.transaction.by_ids(&imports::GONE, &ids).await?;
                // Not withdrawn: its services may have been edited here and stay.
            }
            self.progress(count);
            if ended {
                return Ok(());
            }
        }
    }

    async fn organization_here(&mut self, id: &str) -> Result<Option<Organization>, StoreError> {
        let found = self
            .transaction
            .all(&imports::ORGANIZATION, &[id.into()], organization::from_row)
            .await?;
        Ok(found.into_iter().next())
    }

    async fn services(&mut self, harvest: &mut Harvest) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let mut slice: Vec<Service> = Vec::with_capacity(SLICE);
            while slice.len() < SLICE {
                let Some(next) = harvest.next_service()? else {
                    break;
                };
                slice.push(next);
            }
            let ended = slice.len() < SLICE;
            let to = end_of(slice.last().map(|one| one.id), ended);
            let known =
                imports::standings(&mut self.transaction, self.source, "service", &after, &to)
                    .await?;
            after = to;
            let ids: HashSet<String> = slice.iter().map(|one| one.id.to_string()).collect();
            let gone = gone(&known, &ids);
            let known: HashMap<String, imports::Standing> = known.into_iter().collect();
            let count = slice.len();
            let mut write: Vec<Compared<Service>> = Vec::new();
            for record in slice {
                let id = record.id.to_string();
                let digests = digests_of(&record, self.vault);
                let Some(standing) = known.get(&id) else {
                    self.imported.services.new += 1;
                    self.imported
                        .tell(told(&id, "service", &record.name, "new", Vec::new()));
                    write.push(Compared {
                        theirs: imports::kept(&record, self.vault)?,
                        digest: digests.keep(None),
                        record,
                        before: None,
                        present: false,
                        conflicts: Vec::new(),
                    });
                    continue;
                };
                if digests.contain(&standing.digest) && !standing.gone {
                    self.imported.services.unchanged += 1;
                    continue;
                }
                let digest = digests.keep(None);
                let compared = self.changed_service(record, digest).await?;
                write.push(compared);
            }
            self.gone_services(gone).await?;
            if self.request.apply {
                self.write_services(&write).await?;
            }
            self.progress(count);
            if ended {
                return Ok(());
            }
        }
    }

    async fn changed_service(
        &mut self,
        record: Service,
        digest: String,
    ) -> Result<Compared<Service>, StoreError> {
        let id = record.id.to_string();
        let theirs = imports::kept(&record, self.vault)?;
        let agreed = imports::record(&mut self.transaction, &id, self.vault).await?;
        let here = read::whole_service(&mut self.transaction, record.id, self.vault).await?;
        let here = here.map_or_else(|| agreed.clone(), |one| json(&one));
        let (merged, fields) = merge(&agreed, &here, &json(&record));
        let conflicts: Vec<FieldDifference> =
            fields.iter().filter(|one| one.conflict).cloned().collect();
        self.imported.services.changed += 1;
        self.imported.services.conflicts += conflicts.len() as u64;
        self.imported
            .tell(told(&id, "service", &record.name, "changed", fields));
        let before = self
            .transaction
            .all(&imports::KEEPING, &[id.as_str().into()], Keeping::from_row)
            .await?;
        Ok(Compared {
            record: from_json(merged, "service")?,
            theirs,
            digest,
            before: before.into_iter().next(),
            present: true,
            conflicts,
        })
    }

    /// What the source no longer has is withdrawn, never deleted; what was edited here stays.
    async fn gone_services(&mut self, gone: Vec<String>) -> Result<(), StoreError> {
        let mut withdraw: Vec<Value<'_>> = Vec::new();
        for id in &gone {
            self.imported.services.gone += 1;
            let agreed = imports::record(&mut self.transaction, id, self.vault).await?;
            let parsed = id.parse().map_err(|problem: uuid::Error| {
                StoreError::damaged("imported_record.record_id", problem)
            })?;
            let here = read::whole_service(&mut self.transaction, parsed, self.vault).await?;
            let edited = here.as_ref().is_some_and(|here| {
                let (_, fields) = merge(&json(here), &json(here), &agreed);
                !fields.is_empty()
            });
            if !edited {
                withdraw.push(id.into());
            }
            let name = here.map(|here| here.name).unwrap_or_default();
            self.imported
                .tell(told(id, "service", &name, "gone", Vec::new()));
        }
        if self.request.apply {
            self.transaction
                .by_ids(&service::WITHDRAW, &withdraw)
                .await?;
            let ids: Vec<Value<'_>> = gone.iter().map(Value::from).collect();
            self.transaction.by_ids(&imports::GONE, &ids).await?;
        }
        Ok(())
    }

    async fn write_services(&mut self, write: &[Compared<Service>]) -> Result<(), StoreError> {
        let present: Vec<Value<'_>> = write
            .iter()
            .filter(|one| one.present)
            .map(|one| one.record.id.into())
            .collect();
        load::clear(&mut self.transaction, &present).await?;
        let slice: Vec<(&Service, &str, Keeping)> = write
            .iter()
            .map(|one| {
                let organization = self.organizations.get(&one.record.organization_id);
                let listing = organization
                    .and_then(|of| Listing::build(&one.record, of, self.request.gazetteer));
                let public = service::public_digest(listing);
                let keeping = Keeping::after(one.before.as_ref(), public, self.request.now);
                (&one.record, one.digest.as_str(), keeping)
            })
            .collect();
        load::write_slice(&mut self.transaction, &slice, Standing::LOCAL, self.vault).await?;
        self.keep(
            "service",
            write.iter().map(|one| (one.record.id, one)).collect(),
        )
        .await?;
        let hidden = |one: &&Compared<Service>| one.present && is_confidential(&one.record);
        for one in write.iter().filter(hidden) {
            record::seal_past(&mut self.transaction, one.record.id, self.vault).await?;
        }
        Ok(())
    }

    /// Keeps each record as its source gave it, and its conflicts.
    async fn keep<T>(
        &mut self,
        kind: &'static str,
        records: Vec<(Uuid, &Compared<T>)>,
    ) -> Result<(), StoreError> {
        let mut rows: Vec<Value<'_>> = Vec::with_capacity(records.len() * 6);
        let mut conflicts: Vec<Value<'_>> = Vec::new();
        let mut settled: Vec<Value<'_>> = Vec::new();
        for (id, one) in &records {
            rows.extend([
                (*id).into(),
                self.source.into(),
                kind.into(),
                (&one.theirs).into(),
                (&one.digest).into(),
                false.into(),
            ]);
            if one.present {
                settled.push((*id).into());
            }
            for conflict in &one.conflicts {
                let [agreed, theirs] = imports::sides(*id, conflict, self.vault)?.map(Value::from);
                conflicts.extend([(*id).into(), (&conflict.field).into(), agreed, theirs]);
            }
        }
        self.transaction
            .insert(&imports::RECORD_BATCH, &rows)
            .await?;
        self.transaction
            .by_ids(&imports::CLEAR_CONFLICTS, &settled)
            .await?;
        self.transaction
            .insert(&imports::CONFLICT_BATCH, &conflicts)
            .await
    }

    async fn quarantine(&mut self, harvest: &mut Harvest) -> Result<(), StoreError> {
        let known = self
            .transaction
            .all(&imports::KEPT_ASIDE, &[self.source.into()], |row| {
                Ok((row.parsed::<Uuid>("id")?, row.text("state")? == "waiting"))
            })
            .await?;
        let known: HashMap<Uuid, bool> = known.into_iter().collect();
        let mut seen: HashSet<Uuid> = HashSet::new();
        let mut rows: Vec<Value<'_>> = Vec::new();
        while let Some(row) = harvest.next_quarantined()? {
            let file = harvest
                .report
                .files
                .get(usize::from(row.spot.file))
                .map(|file| file.name.clone())
                .unwrap_or_default();
            let cells = json_text(&row.cells);
            let id = self.quarantine_id(&row, &file, &cells, &seen)?;
            seen.insert(id);
            if known.get(&id) == Some(&true) {
                continue;
            }
            self.imported.quarantined += 1;
            rows.extend([
                id.into(),
                self.source.into(),
                file.into(),
                i64::from(row.spot.line).into(),
                row.table.name().into(),
                row.kind.code().into(),
                imports::sealed_cells(id, &cells, self.vault)?.into(),
                "waiting".into(),
            ]);
            if rows.len() >= SLICE * 8 {
                if self.request.apply {
                    self.transaction
                        .insert(&imports::QUARANTINE_BATCH, &rows)
                        .await?;
                }
                rows.clear();
            }
        }
        let left: Vec<Value<'_>> = known
            .iter()
            .filter(|(id, waiting)| **waiting && !seen.contains(*id))
            .map(|(id, _)| (*id).into())
            .collect();
        self.imported.left_quarantine = left.len() as u64;
        if self.request.apply {
            self.transaction
                .insert(&imports::QUARANTINE_BATCH, &rows)
                .await?;
            self.transaction
                .by_ids(&imports::LEFT_QUARANTINE, &left)
                .await?;
        }
        Ok(())
    }

    /// The same for the same row, wherever in its file it stands.
    fn quarantine_id(
        &self,
        row: &Quarantined,
        file: &str,
        cells: &str,
        seen: &HashSet<Uuid>,
    ) -> Result<Uuid, StoreError> {
        let said = format!(
            "{file}\u{1f}{}\u{1f}{}\u{1f}{cells}",
            row.table.name(),
            row.kind.code()
        );
        let said = imports::blinded(&said, self.vault)?;
        let mut id = Uuid::new_v5(&self.source, said.as_bytes());
        // Rows that say the same are kept as often as they stand there.
        while seen.contains(&id) {
            id = Uuid::new_v5(&id, b"again");
        }
        Ok(id)
    }
}

/// The digest of a service without the day it was read on: a newer copy that says the same is no
/// change.
fn digests_of(service: &Service, vault: Option<&Vault>) -> Digests {
    let mut same = service.clone();
    same.provenance.read_on.clear();
    digest::of_service(&same, vault)
}

fn end_of(last: Option<Uuid>, ended: bool) -> String {
    match last {
        Some(last) if !ended => last.to_string(),
        _ => "z".to_owned(),
    }
}

fn gone(known: &[(String, imports::Standing)], now: &HashSet<String>) -> Vec<String> {
    known
        .iter()
        .filter(|(id, standing)| !standing.gone && !now.contains(id))
        .map(|(id, _)| id.clone())
        .collect()
}

fn told(
    id: &str,
    kind: &'static str,
    name: &Text,
    what: &'static str,
    fields: Vec<FieldDifference>,
) -> RecordChange {
    RecordChange {
        id: id.to_owned(),
        kind,
        name: name.clone(),
        what,
        fields,
    }
}

fn json(record: &impl Serialize) -> Json {
    serde_json::to_value(record).expect("our own records are plain data")
}

fn json_text(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("our own records are plain data")
}

fn from_json<T: serde::de::DeserializeOwned>(merged: Json, what: &str) -> Result<T, StoreError> {
    serde_json::from_value(merged).map_err(|problem| StoreError::damaged(what, problem))
}
