//! Bringing what was read from an export into the directory: in one transaction, wholly or not at all.
//!
//! Records come in the order of their ids, and so does what the last import left: the two are laid side
//! by side, a slice at a time, so that memory does not grow with the directory. A record that its source
//! did not change is not touched; importing the same export again changes nothing. What the two kinds of
//! records do in their own ways is in [`super::import_kinds`].

use std::collections::{HashMap, HashSet};

use directory::import::{Harvest, Quarantined, namespace};
use directory::organization::Organization;
use directory::service::Service;
use kernel::{Actor, Text};
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;
use vault::Vault;

use super::import_kinds::Kind;
use super::imported::{ImportReport, ImportRequest, Imported, RecordChange};
use super::merging::{FieldDifference, flat, merge};
use super::runs::{self, ImportRunState};
use super::service::Keeping;
use super::{change, imports};
use crate::Store;
use crate::digest::Digest;
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};

/// Records laid side by side at a time.
const SLICE: usize = 500;

impl Store {
    /// Brings what was read from an export into the directory. One transaction: whatever happens, the
    /// directory is as it was before or as it is after. Importing again changes nothing, not even the
    /// change counter. Where the request says what is expected to come of it and something else would,
    /// nothing is changed and the answer says so.
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
        import.records::<Organization>(harvest).await?;
        import.records::<Service>(harvest).await?;
        import.quarantine(harvest).await?;
        let ended = import.end();
        let (mut transaction, mut imported) = (ended.transaction, ended.imported);
        imported.overtaken = request.expected.is_some_and(|plan| plan != imported.plan);
        let state = match (request.apply && !imported.overtaken, imported.anything()) {
            (false, _) => ImportRunState::Compared,
            (true, false) => ImportRunState::Unchanged,
            (true, true) => ImportRunState::Applied,
        };
        if state == ImportRunState::Applied {
            imports::remember(&mut transaction, ended.digests).await?;
            imported.change_counter = change::bump(&mut transaction, &content_digest).await?;
        } else {
            imported.change_counter = change::read(&mut transaction).await?;
            drop(transaction);
            let known_again = state == ImportRunState::Unchanged && !ended.digests.is_empty();
            if request.run.is_none() && !known_again {
                return Ok(imported);
            }
            transaction = self.write().await?;
            if known_again {
                imports::remember(&mut transaction, ended.digests).await?;
            }
        }
        if let Some(run) = request.run {
            let report = ImportReport::new(&harvest.report, &imported);
            let came_to = (state, actor, request.now);
            runs::report(&mut transaction, run, came_to, report, self.vault()?).await?;
        }
        transaction.commit().await?;
        imported.applied = state == ImportRunState::Applied;
        Ok(imported)
    }
}

/// A record that was compared with what the last import left.
pub(super) struct Compared<T> {
    pub(super) record: T,
    /// What to keep as "as its source last gave it".
    pub(super) theirs: String,
    pub(super) digest: String,
    /// As it is here.
    pub(super) was: Option<T>,
    /// What is kept beside it here: of a service.
    pub(super) before: Option<Keeping>,
    pub(super) present: bool,
    pub(super) conflicts: Vec<FieldDifference>,
}

/// An import on its way.
pub(super) struct Import<'a> {
    pub(super) transaction: Transaction,
    pub(super) actor: &'a Actor,
    /// Seals what came from the source, and what only curators may know of a place.
    pub(super) vault: &'a Vault,
    pub(super) request: ImportRequest<'a>,
    source: Uuid,
    /// Names and web addresses of this import's organizations: what a listing needs.
    pub(super) organizations: HashMap<Uuid, Organization>,
    pub(super) imported: Imported,
    /// Everything that is done, one after the other.
    plan: Digest,
    /// Digests of records that say what they said, under a name that was not known.
    digests: Vec<(String, String)>,
    done: u64,
    /// It is one row that was mended here, not all that the source has: what is there stays as it is.
    one_row: bool,
    /// The service that is new, of one row.
    made: Option<Uuid>,
}

/// What an import came to, in a transaction that is not committed yet.
pub(super) struct Ended {
    pub(super) transaction: Transaction,
    pub(super) imported: Imported,
    digests: Vec<(String, String)>,
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
            plan: Digest::default(),
            digests: Vec::new(),
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

    /// What was done.
    pub(super) fn end(mut self) -> Ended {
        // Of rows kept aside the numbers are enough: what they say is the same for the same file.
        let rows = (self.imported.quarantined, self.imported.left_quarantine);
        self.plan.take(&rows);
        self.imported.plan = self.plan.finish();
        Ended {
            transaction: self.transaction,
            imported: self.imported,
            digests: self.digests,
        }
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

    /// Notes a change: for the report, and for what tells whether the same would be done again.
    pub(super) fn tell(&mut self, change: RecordChange) {
        self.plan.take(&change);
        self.imported.tell(change);
    }

    /// Brings in the records of one kind.
    pub(super) async fn records<K: Kind>(
        &mut self,
        harvest: &mut Harvest,
    ) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let mut slice: Vec<K> = Vec::with_capacity(SLICE);
            while slice.len() < SLICE {
                let Some(next) = K::next(harvest)? else {
                    break;
                };
                next.remember(self);
                slice.push(next);
            }
            let ended = slice.len() < SLICE;
            let to = end_of(slice.last().map(Kind::id), ended);
            let (transaction, source) = (&mut self.transaction, self.source);
            let known = imports::standings(transaction, source, K::WORD, &after, &to).await?;
            after = to;
            let ids: HashSet<String> = slice.iter().map(|one| one.id().to_string()).collect();
            let gone = self.gone(&known, &ids);
            let known: HashMap<String, imports::Standing> = known.into_iter().collect();
            let count = slice.len();
            let mut write: Vec<Compared<K>> = Vec::new();
            for record in slice {
                let standing = known.get(&record.id().to_string());
                write.extend(self.compared(record, standing).await?);
            }
            K::counts(&mut self.imported).gone += gone.len() as u64;
            K::gone(self, &gone).await?;
            if self.request.apply {
                K::write(self, &write).await?;
                let kept = write.iter().map(|one| (one.record.id(), one)).collect();
                self.keep(K::WORD, kept).await?;
                let ids: Vec<Value<'_>> = gone.iter().map(Value::from).collect();
                self.transaction.by_ids(&imports::GONE, &ids).await?;
            }
            self.progress(count);
            if ended {
                return Ok(());
            }
        }
    }

    /// What is to be written of a record; nothing when its source did not change it.
    async fn compared<K: Kind>(
        &mut self,
        record: K,
        standing: Option<&imports::Standing>,
    ) -> Result<Option<Compared<K>>, StoreError> {
        let id = record.id().to_string();
        let digests = record.digests(self.vault);
        let theirs = json(&record);
        let Some(standing) = standing else {
            if self.one_row && K::WORD == "service" {
                self.made = Some(record.id());
            }
            K::counts(&mut self.imported).new += 1;
            self.tell(told(&id, K::WORD, record.name(), "new", Vec::new()));
            return Ok(Some(Compared {
                theirs: theirs.to_string(),
                digest: digests.keep(None),
                record,
                was: None,
                before: None,
                present: false,
                conflicts: Vec::new(),
            }));
        };
        if self.one_row {
            let here = K::here(&mut self.transaction, record.id(), self.vault).await?;
            if let Some(here) = here {
                here.remember(self);
            }
            return Ok(None);
        }
        if digests.contain(&standing.digest) && !standing.gone {
            K::counts(&mut self.imported).unchanged += 1;
            return Ok(None);
        }
        let agreed = imports::record(&mut self.transaction, &id, self.vault).await?;
        if !standing.gone && says_the_same(&agreed, &theirs) {
            K::counts(&mut self.imported).unchanged += 1;
            self.digests.push((id, digests.keep(None)));
            return Ok(None);
        }
        let was = K::here(&mut self.transaction, record.id(), self.vault).await?;
        let here = was.as_ref().map_or_else(|| agreed.clone(), json);
        let (merged, fields) = merge(&agreed, &here, &theirs);
        let mut conflicts: Vec<FieldDifference> =
            fields.iter().filter(|one| one.conflict).cloned().collect();
        K::counts(&mut self.imported).changed += 1;
        K::counts(&mut self.imported).conflicts += conflicts.len() as u64;
        self.tell(told(&id, K::WORD, record.name(), "changed", fields));
        // What nobody has decided yet waits on, with what the source says now.
        let waiting = imports::conflicts_of(&mut self.transaction, &id, self.vault).await?;
        carry(waiting, &here, &theirs, &mut conflicts);
        Ok(Some(Compared {
            before: K::keeping(&mut self.transaction, &id).await?,
            record: from_json(merged, K::WORD)?,
            theirs: theirs.to_string(),
            digest: digests.keep(None),
            was,
            present: true,
            conflicts,
        }))
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
                imports::push_conflict(*id, conflict, self.vault, &mut conflicts);
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

/// Adds the conflicts that wait already and that nothing has settled meanwhile.
pub(super) fn carry(
    waiting: Vec<(String, Json)>,
    here: &Json,
    theirs: &Json,
    conflicts: &mut Vec<FieldDifference>,
) {
    let (here, theirs) = (flat(here), flat(theirs));
    for (field, agreed) in waiting {
        let here = here.get(&field).cloned().unwrap_or(Json::Null);
        let theirs = theirs.get(&field).cloned().unwrap_or(Json::Null);
        let known = conflicts.iter().any(|one| one.field == field);
        if !known && here != theirs {
            conflicts.push(FieldDifference {
                field,
                here,
                theirs,
                conflict: true,
                agreed,
            });
        }
    }
}

/// Whether two readings of a record say the same: the day of reading is no part of it.
pub(super) fn says_the_same(one: &Json, other: &Json) -> bool {
    let said = |record: &Json| {
        let mut fields = flat(record);
        fields.remove("provenance.read_on");
        fields.remove("last_modified");
        fields
    };
    said(one) == said(other)
}

fn end_of(last: Option<Uuid>, ended: bool) -> String {
    match last {
        Some(last) if !ended => last.to_string(),
        _ => "z".to_owned(),
    }
}

pub(super) fn told(
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

pub(super) fn json(record: &impl Serialize) -> Json {
    serde_json::to_value(record).expect("our own records are plain data")
}

pub(super) fn json_text(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("our own records are plain data")
}

fn from_json<T: serde::de::DeserializeOwned>(merged: Json, what: &str) -> Result<T, StoreError> {
    serde_json::from_value(merged).map_err(|problem| StoreError::damaged(what, problem))
}
