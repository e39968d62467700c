//! Bringing what was read from an export into the directory: in one transaction, wholly or not at all.
//!
//! Records come in the order of their ids, and so does what the last import left: the two are laid side
//! by side, a slice at a time, so that memory does not grow with the directory. A record that its source
//! did not change is not touched; importing the same export again changes nothing.

use std::collections::{HashMap, HashSet};

use directory::Listing;
use directory::import::{Harvest, Quarantined, namespace};
use directory::organization::Organization;
use directory::service::Service;
use kernel::{Actor, Text};
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;
use vault::Vault;

use super::history::{Act, Acts, ChangeKind};
use super::imported::{ImportRequest, Imported, RecordChange};
use super::merging::{FieldDifference, merge};
use super::plan::Standing;
use super::service::Keeping;
use super::{change, history, imports, load, organization, read, service};
use crate::Store;
use crate::digest::{self, is_confidential};
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};

/// Records laid side by side at a time.
const SLICE: usize = 500;

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
        let mut import = Import::new(transaction, actor, self.vault()?, request);
        import.organizations(harvest).await?;
        import.services(harvest).await?;
        import.quarantine(harvest).await?;
        let (mut transaction, mut imported) = import.end();
        if request.apply && imported.anything() {
            imported.change_counter = change::bump(&mut transaction, &content_digest).await?;
            transaction.commit().await?;
            imported.applied = true;
        } else {
            imported.change_counter = change::read(&mut transaction).await?;
        }
        Ok(imported)
    }
}

/// A record that was compared with what the last import left.
struct Compared<T> {
    record: T,
    /// What to keep as "as its source last gave it".
    theirs: String,
    digest: String,
    before: Option<Keeping>,
    /// As it is here.
    was: Option<T>,
    present: bool,
    conflicts: Vec<FieldDifference>,
}

/// An import on its way.
pub(super) struct Import<'a> {
    transaction: Transaction,
    actor: &'a Actor,
    /// Seals what came from the source, and what only curators may know of a place.
    vault: &'a Vault,
    request: ImportRequest<'a>,
    source: Uuid,
    /// Names and web addresses of this import's organizations: what a listing needs.
    organizations: HashMap<Uuid, Organization>,
    imported: Imported,
    done: u64,
    /// It is one row that was mended here, not all that the source has: what is there stays as it is.
    one_row: bool,
    /// The service that is new, of one row.
    made: Option<Uuid>,
}

impl<'a> Import<'a> {
    fn new(
        transaction: Transaction,
        actor: &'a Actor,
        vault: &'a Vault,
        request: ImportRequest<'a>,
    ) -> Self {
        Self {
            transaction,
            actor,
            vault,
            request,
            source: namespace(request.source),
            organizations: HashMap::new(),
            imported: Imported::default(),
            done: 0,
            one_row: false,
            made: None,
        }
    }

    /// Of one row that was mended here: it adds what is not there, and touches nothing else.
    pub(super) fn of_one_row(
        transaction: Transaction,
        actor: &'a Actor,
        vault: &'a Vault,
        request: ImportRequest<'a>,
    ) -> Self {
        Self {
            one_row: true,
            ..Self::new(transaction, actor, vault, request)
        }
    }

    /// The service that one row made.
    pub(super) fn made_service(&self) -> Option<Uuid> {
        self.made
    }

    /// What was done, in a transaction that is not committed yet.
    pub(super) fn end(self) -> (Transaction, Imported) {
        (self.transaction, self.imported)
    }
}

impl Import<'_> {
    /// What the source no longer has. Records of rows that were mended here do not go: the source
    /// still has them as they were.
    fn gone(&self, known: &[(String, imports::Standing)], now: &HashSet<String>) -> Vec<String> {
        let gone = |(id, standing): &&(String, imports::Standing)| {
            !self.one_row && !standing.gone && !standing.mended && !now.contains(id)
        };
        let gone = known.iter().filter(gone);
        gone.map(|(id, _)| id.clone()).collect()
    }

    fn progress(&mut self, records: usize) {
        self.done += records as u64;
        (self.request.watch)(self.done);
    }

    pub(super) async fn organizations(&mut self, harvest: &mut Harvest) -> Result<(), StoreError> {
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
            let gone = self.gone(&known, &ids);
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
                        was: None,
                        present: false,
                        conflicts: Vec::new(),
                    });
                    continue;
                };
                if self.one_row {
                    if let Some(here) = self.organization_here(&id).await? {
                        self.organizations.insert(here.id, here);
                    }
                    continue;
                }
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
                    was: None,
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

    pub(super) async fn services(&mut self, harvest: &mut Harvest) -> Result<(), StoreError> {
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
            let gone = self.gone(&known, &ids);
            let known: HashMap<String, imports::Standing> = known.into_iter().collect();
            let count = slice.len();
            let mut write: Vec<Compared<Service>> = Vec::new();
            for record in slice {
                let id = record.id.to_string();
                let theirs = json_text(&record);
                let digest = digest_of(&record, self.vault);
                let Some(standing) = known.get(&id) else {
                    self.made = self.one_row.then_some(record.id);
                    self.imported.services.new += 1;
                    self.imported
                        .tell(told(&id, "service", &record.name, "new", Vec::new()));
                    write.push(Compared {
                        record,
                        theirs,
                        digest,
                        before: None,
                        was: None,
                        present: false,
                        conflicts: Vec::new(),
                    });
                    continue;
                };
                if self.one_row {
                    continue;
                }
                if same(&record, &digest, &standing.digest, self.vault) && !standing.gone {
                    self.imported.services.unchanged += 1;
                    continue;
                }
                let compared = self.changed_service(record, theirs, digest).await?;
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
        theirs: String,
        digest: String,
    ) -> Result<Compared<Service>, StoreError> {
        let id = record.id.to_string();
        let agreed = imports::record(&mut self.transaction, &id, self.vault).await?;
        let was = read::whole_service(&mut self.transaction, record.id, Some(self.vault)).await?;
        let here = was.as_ref().map_or_else(|| agreed.clone(), json);
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
            was,
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
            let here = read::whole_service(&mut self.transaction, parsed, Some(self.vault)).await?;
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
        let vault = Some(self.vault);
        load::write_slice(&mut self.transaction, &slice, Standing::LOCAL, vault).await?;
        let mut acts = Acts::default();
        for (one, (_, _, keeping)) in write.iter().zip(&slice) {
            let act = Act {
                service: one.record.id,
                version: keeping.version,
                kind: ChangeKind::Import,
                actor: self.actor,
                now: self.request.now,
                reason: "",
            };
            // Of a new record it is enough to know when it came and by whom.
            let changes = match &one.was {
                Some(was) => history::changes(Some(was), &one.record),
                None => Vec::new(),
            };
            acts.push(&act, changes, vault)?;
        }
        acts.write(&mut self.transaction).await?;
        self.keep(
            "service",
            write.iter().map(|one| (one.record.id, one)).collect(),
        )
        .await
    }

    /// Keeps each record as its source gave it, and its conflicts.
    async fn keep<T>(
        &mut self,
        kind: &'static str,
        records: Vec<(Uuid, &Compared<T>)>,
    ) -> Result<(), StoreError> {
        let mut rows: Vec<Value<'_>> = Vec::with_capacity(records.len() * 7);
        let mut conflicts: Vec<Value<'_>> = Vec::new();
        let mut settled: Vec<Value<'_>> = Vec::new();
        for (id, one) in &records {
            let row = id.to_string();
            let theirs = one.theirs.as_bytes();
            let sealed = imports::seal(imports::Table::Record, &row, theirs, self.vault);
            rows.extend([
                (*id).into(),
                self.source.into(),
                kind.into(),
                sealed.into(),
                (&one.digest).into(),
                false.into(),
                self.one_row.into(),
            ]);
            if one.present {
                settled.push((*id).into());
            }
            for conflict in &one.conflicts {
                let row = imports::conflict_row(&row, &conflict.field);
                let plain = json_text(&(&conflict.agreed, &conflict.theirs));
                let sealed =
                    imports::seal(imports::Table::Conflict, &row, plain.as_bytes(), self.vault);
                conflicts.extend([(*id).into(), (&conflict.field).into(), sealed.into()]);
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
                Ok((row.parsed::<Uuid>("id")?, row.text("state")?))
            })
            .await?;
        let known: HashMap<Uuid, String> = known.into_iter().collect();
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
            let id = self.quarantine_id(&row, &file, &cells, &seen, &known);
            seen.insert(id);
            // What was mended or set aside here stays so: the row says what it said.
            if known.get(&id).is_some_and(|state| state != "gone") {
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
                super::quarantine::seal(id, row.cells, self.vault).into(),
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
            .filter(|(id, state)| *state == "waiting" && !seen.contains(*id))
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
        known: &HashMap<Uuid, String>,
    ) -> Uuid {
        let said = format!(
            "{file}\u{1f}{}\u{1f}{}\u{1f}{cells}",
            row.table.name(),
            row.kind.code()
        );
        // Rows from before a change of keys have the id that the older key gave them.
        let ids = self
            .vault
            .blind_indexes("quarantine", "id", said.as_bytes());
        let mut ids = ids.iter().map(|said| {
            let mut id = Uuid::new_v5(&self.source, said.as_bytes());
            // Rows that say the same are kept as often as they stand there.
            while seen.contains(&id) {
                id = Uuid::new_v5(&id, b"again");
            }
            id
        });
        let newest = ids.next().unwrap_or_default();
        if known.contains_key(&newest) {
            return newest;
        }
        ids.find(|id| known.contains_key(id)).unwrap_or(newest)
    }
}

/// The digest of a service without the day it was read on: a newer copy that says the same is no
/// change. With a place that is not public it is made with the key.
pub(super) fn digest_of(service: &Service, vault: &Vault) -> String {
    let digest = plain_digest(service);
    if is_confidential(service) {
        return vault.blind_index("imported_record", "record_digest", digest.as_bytes());
    }
    digest
}

fn plain_digest(service: &Service) -> String {
    let mut same = service.clone();
    same.provenance.read_on.clear();
    digest::of(&same)
}

/// Whether the record is as it was when `before` was its digest, under whichever key.
fn same(service: &Service, digest: &str, before: &str, vault: &Vault) -> bool {
    digest == before
        || (is_confidential(service)
            && vault
                .blind_indexes(
                    "imported_record",
                    "record_digest",
                    plain_digest(service).as_bytes(),
                )
                .iter()
                .any(|known| known == before))
}

fn end_of(last: Option<Uuid>, ended: bool) -> String {
    match last {
        Some(last) if !ended => last.to_string(),
        _ => "z".to_owned(),
    }
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
