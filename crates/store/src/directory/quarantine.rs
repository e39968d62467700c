//! Rows of imports that cannot stand alone: read, mended and tried again one by one, or set aside.

use std::collections::{BTreeMap, BTreeSet};

use directory::edit::Known;
use directory::import::{
    FaultKind, Harvest, InHand, InMemory, Options, Table, imported_id, namespace, read,
};
use directory::organization::Organization;
use directory::review;
use directory::service::Service;
use jiff::Timestamp;
use kernel::{Actor, Lang};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;
use vault::Vault;
use zeroize::Zeroizing;

use super::history::{self, ChangeKind};
use super::import::Import;
use super::imported::ImportRequest;
use super::merging::{flat, whole};
use super::tending::REASON_LIMIT;
use super::{change, imports, masking, record, suggestion};
use crate::Store;
use crate::engine::{Row, Transaction, word};
use crate::error::StoreError;
use crate::policy::{self, Action};

/// A row that was kept aside.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct QuarantinedRow {
    /// Its id.
    pub id: Uuid,
    /// Where it comes from.
    pub source: String,
    /// The file it stood in.
    pub file: String,
    /// The line it stood on when it was first kept aside.
    pub line: u64,
    /// The table of HSDS it was read as.
    pub table: String,
    /// Why it cannot stand alone: the code of a `directory::import::FaultKind`.
    pub reason: String,
    /// What it says, column by column. It may hold an address that must stay hidden.
    pub cells: BTreeMap<String, String>,
    /// Columns whose cells the reader may not know: they may tell where a confidential place is. Their cells
    /// are empty here.
    pub masked: BTreeSet<String>,
    /// What became of it.
    pub state: QuarantineState,
    /// Why it was set aside, in somebody's words; empty when it was not.
    pub note: String,
}

/// Says which row, never what it says: it may hold an address.
impl std::fmt::Debug for QuarantinedRow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "QuarantinedRow({}, {})", self.id, self.reason)
    }
}

/// What became of a row that was kept aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuarantineState {
    /// It waits.
    Waiting,
    /// The last import no longer had it, or no longer needed to keep it aside.
    Gone,
    /// Its cells were changed here, and it was taken in.
    Mended,
    /// Somebody decided that nothing is to be made of it.
    SetAside,
}

/// What became of a row that was tried again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Retried {
    /// It was taken in: the service it made or belongs to, when there is one.
    TakenIn(Option<Uuid>),
    /// It still cannot stand alone, for this reason. Nothing was changed.
    StillFaulty(FaultKind),
    /// The record is there already, and says what the row says or more. Nothing was changed.
    AlreadyThere,
    /// The record says something else in these fields. Nothing was changed: edit the record itself.
    Differs(Vec<String>),
    /// A row of this table is joined with others of its file: it can be mended at its source only.
    OnlyAtItsSource,
}

/// What the vault keeps of a row.
#[derive(Serialize, Deserialize)]
struct Sealed {
    cells: BTreeMap<String, String>,
    /// Before they were mended.
    #[serde(default)]
    before: Option<BTreeMap<String, String>>,
    #[serde(default)]
    note: Option<String>,
}

/// Seals what a row says.
pub(super) fn seal(id: Uuid, cells: BTreeMap<String, String>, vault: &Vault) -> String {
    let sealed = Sealed {
        cells,
        before: None,
        note: None,
    };
    seal_whole(id, &sealed, vault)
}

fn seal_whole(id: Uuid, sealed: &Sealed, vault: &Vault) -> String {
    let plain = Zeroizing::new(serde_json::to_vec(sealed).expect("cells are plain data"));
    imports::seal(imports::Table::Quarantine, &id.to_string(), &plain, vault)
}

fn from_row(row: &dyn Row, vault: &Vault) -> Result<QuarantinedRow, StoreError> {
    let id = row.text("id")?;
    let sealed: Sealed =
        imports::open(imports::Table::Quarantine, &id, &row.text("sealed")?, vault)?;
    Ok(QuarantinedRow {
        id: row.parsed("id")?,
        source: row.text("source")?,
        file: row.text("file")?,
        line: row.integer("line")? as u64,
        table: row.text("hsds_table")?,
        reason: row.text("reason")?,
        cells: sealed.cells,
        masked: BTreeSet::new(),
        state: row.word("state")?,
        note: sealed.note.unwrap_or_default(),
    })
}

async fn one(
    transaction: &mut Transaction,
    id: Uuid,
    vault: &Vault,
) -> Result<Option<QuarantinedRow>, StoreError> {
    let found = transaction
        .all(&imports::READ_ONE_QUARANTINED, &[id.into()], |row| {
            from_row(row, vault)
        })
        .await?;
    Ok(found.into_iter().next())
}

/// The row as `actor` may read it.
async fn shown(
    transaction: &mut Transaction,
    actor: &Actor,
    mut row: QuarantinedRow,
) -> Result<QuarantinedRow, StoreError> {
    row.masked = masking::masked(transaction, actor, &row).await?;
    for column in &row.masked {
        if let Some(cell) = row.cells.get_mut(column) {
            cell.clear();
        }
    }
    if !row.masked.is_empty() {
        // Why it was set aside may say where it is.
        row.note.clear();
    }
    Ok(row)
}

/// Locks the directory, and reads a row that waits.
async fn hold(
    transaction: &mut Transaction,
    id: Uuid,
    vault: &Vault,
) -> Result<QuarantinedRow, StoreError> {
    change::lock(transaction).await?;
    one(transaction, id, vault)
        .await?
        .filter(|row| row.state == QuarantineState::Waiting)
        .ok_or(StoreError::UnknownQuarantinedRow(id))
}

async fn decide(
    transaction: &mut Transaction,
    actor: &Actor,
    row: &QuarantinedRow,
    (sealed, state): (String, QuarantineState),
    now: Timestamp,
) -> Result<(), StoreError> {
    let values = [
        (&row.reason).into(),
        sealed.into(),
        word(&state).into(),
        history::who(actor).into(),
        now.to_string().into(),
        row.id.into(),
    ];
    transaction
        .execute(&imports::DECIDE_QUARANTINED, &values)
        .await
        .map(drop)
}

impl Store {
    /// Rows of imports that cannot stand alone, until they are mended. They may hold addresses that
    /// must stay hidden.
    pub async fn quarantine(&self, actor: &Actor) -> Result<Vec<QuarantinedRow>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let vault = self.vault()?;
        let rows = transaction
            .all(&imports::READ_QUARANTINE, &[], |row| from_row(row, vault))
            .await?;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            all.push(shown(&mut transaction, actor, row).await?);
        }
        Ok(all)
    }

    /// One of them, whatever became of it; `None` when there is none.
    pub async fn quarantined_row(
        &self,
        actor: &Actor,
        id: Uuid,
    ) -> Result<Option<QuarantinedRow>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let vault = self.vault()?;
        match one(&mut transaction, id, vault).await? {
            Some(row) => shown(&mut transaction, actor, row).await.map(Some),
            None => Ok(None),
        }
    }

    /// Tries one row again, alone, with these cells, as its source's. What it says is in `lang`. Where
    /// it cannot be taken in, nothing is changed. Cells that the actor may not know stay as they are,
    /// whatever is sent: nobody tries addresses until one makes no difference.
    pub async fn retry_quarantined(
        &self,
        actor: &Actor,
        known: Known<'_>,
        id: Uuid,
        cells: &BTreeMap<String, String>,
        lang: Lang,
        now: Timestamp,
    ) -> Result<Retried, StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let vault = self.vault()?;
        let row = hold(&mut transaction, id, vault).await?;
        let mut cells = cells.clone();
        let mut kept = masking::masked(&mut transaction, actor, &row).await?;
        if !kept.is_empty() {
            // Nor do they say that what they may not know may be known.
            kept.insert("confidential".to_owned());
        }
        for column in kept {
            match row.cells.get(&column) {
                Some(cell) => cells.insert(column, cell.clone()),
                None => cells.remove(&column),
            };
        }
        let cells = &cells;
        let mut options = Options::new(row.source.as_str(), review::today(now).to_string());
        options.lang = lang;
        let alone = Alone {
            known,
            options,
            table: row.table.clone(),
            cells,
        };
        let retried = match Table::named(&row.table) {
            Some((Table::Organization | Table::Service, _)) => {
                let given = (self, actor, now);
                let (back, retried) = take_in(transaction, given, &alone).await?;
                transaction = back;
                retried
            }
            _ if cells.contains_key("service_id") => {
                graft(&mut transaction, (actor, now), &alone, vault).await?
            }
            _ => Retried::OnlyAtItsSource,
        };
        if matches!(retried, Retried::TakenIn(_)) {
            let sealed = Sealed {
                cells: cells.clone(),
                before: Some(row.cells.clone()),
                note: None,
            };
            let sealed = seal_whole(id, &sealed, vault);
            let decided = (sealed, QuarantineState::Mended);
            decide(&mut transaction, actor, &row, decided, now).await?;
            transaction.commit().await?;
        }
        Ok(retried)
    }

    /// Says that nothing is to be made of a row, and why: one to [`REASON_LIMIT`] characters.
    pub async fn set_aside_quarantined(
        &self,
        actor: &Actor,
        id: Uuid,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let vault = self.vault()?;
        let row = hold(&mut transaction, id, vault).await?;
        let reason = suggestion::clean(reason);
        let found = reason.chars().count();
        if found == 0 {
            return Err(StoreError::EmptyMessage);
        }
        if found > REASON_LIMIT {
            let limit = REASON_LIMIT;
            return Err(StoreError::MessageTooLong { found, limit });
        }
        let sealed = Sealed {
            cells: row.cells.clone(),
            before: None,
            note: Some(reason),
        };
        let sealed = seal_whole(id, &sealed, vault);
        let decided = (sealed, QuarantineState::SetAside);
        decide(&mut transaction, actor, &row, decided, now).await?;
        transaction.commit().await
    }
}

/// One row, read without the rest of its export.
struct Alone<'a> {
    known: Known<'a>,
    options: Options,
    table: String,
    cells: &'a BTreeMap<String, String>,
}

impl Alone<'_> {
    fn read(&self, files: Vec<(String, Vec<u8>)>) -> Result<Harvest, StoreError> {
        let harvest = read(
            &mut InHand(files),
            &self.options,
            self.known.gazetteer,
            self.known.taxonomy,
            &InMemory,
        )?;
        Ok(harvest)
    }

    fn file(&self) -> (String, Vec<u8>) {
        (format!("{}.csv", self.table), csv(self.cells))
    }

    /// The service of this id, read alone, with or without the row.
    fn service(
        &self,
        key: &str,
        id: Uuid,
        with: bool,
    ) -> Result<Result<Service, FaultKind>, StoreError> {
        let frame = [("id", key), ("organization_id", "frame"), ("name", "Frame")];
        let frame = frame.map(|(column, cell)| (column.to_owned(), cell.to_owned()));
        let mut files = vec![("service.csv".to_owned(), csv(&BTreeMap::from(frame)))];
        if with {
            files.push(self.file());
        }
        let mut harvest = self.read(files)?;
        if let Some(row) = harvest.next_quarantined()? {
            return Ok(Err(row.kind));
        }
        while let Some(service) = harvest.next_service()? {
            if service.id == id {
                return Ok(Ok(service));
            }
        }
        Ok(Err(FaultKind::OrphanOfService))
    }
}

/// A header and one row.
fn csv(cells: &BTreeMap<String, String>) -> Vec<u8> {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let columns: Vec<String> = cells.keys().map(quoted).collect();
    let values: Vec<String> = cells.values().map(quoted).collect();
    format!("{}\n{}\n", columns.join(","), values.join(",")).into_bytes()
}

/// Takes in a row that makes a record of its own. Gives the transaction back.
async fn take_in(
    mut transaction: Transaction,
    (store, actor, now): (&Store, &Actor, Timestamp),
    alone: &Alone<'_>,
) -> Result<(Transaction, Retried), StoreError> {
    let mut harvest = alone.read(vec![alone.file()])?;
    if let Some(row) = harvest.next_quarantined()? {
        return Ok((transaction, Retried::StillFaulty(row.kind)));
    }
    let source = &alone.options.source;
    let request = ImportRequest::apply(source, alone.known.gazetteer, now);
    let content_digest = change::lock(&mut transaction).await?;
    let mut import = Import::of_one_row(transaction, actor, store.vault()?, request);
    import.records::<Organization>(&mut harvest).await?;
    import.records::<Service>(&mut harvest).await?;
    let service = import.made_service();
    let ended = import.end();
    let (mut transaction, imported) = (ended.transaction, ended.imported);
    if imported.organizations.new + imported.services.new == 0 {
        return Ok((transaction, Retried::AlreadyThere));
    }
    change::bump(&mut transaction, &content_digest).await?;
    Ok((transaction, Retried::TakenIn(service)))
}

/// Adds what a row says to the service that it names.
async fn graft(
    transaction: &mut Transaction,
    (actor, now): (&Actor, Timestamp),
    alone: &Alone<'_>,
    vault: &Vault,
) -> Result<Retried, StoreError> {
    let key = alone.cells.get("service_id").map_or("", |key| key.trim());
    let id = imported_id(namespace(&alone.options.source), Table::Service, key);
    let Some(held) = record::hold(transaction, id, Some(vault)).await? else {
        return Ok(Retried::StillFaulty(FaultKind::OrphanOfService));
    };
    let without = match alone.service(key, id, false)? {
        Ok(service) => service,
        Err(kind) => return Ok(Retried::StillFaulty(kind)),
    };
    let with = match alone.service(key, id, true)? {
        Ok(service) => service,
        Err(kind) => return Ok(Retried::StillFaulty(kind)),
    };
    let as_json =
        |service: &Service| serde_json::to_value(service).expect("our own records are plain data");
    let (without, with) = (as_json(&without), as_json(&with));
    let after = match added(&without, &with, &as_json(&held.service)) {
        Ok(Some(after)) => after,
        Ok(None) => return Ok(Retried::AlreadyThere),
        Err(fields) => return Ok(Retried::Differs(fields)),
    };
    let after: Service =
        serde_json::from_value(after).map_err(|problem| StoreError::damaged("service", problem))?;
    let changes = history::changes(Some(&held.service), &after);
    let act = record::act(id, ChangeKind::Import, actor, now, "", Some(vault));
    held.write(transaction, alone.known.gazetteer, &after, &changes, act)
        .await?;
    Ok(Retried::TakenIn(Some(id)))
}

/// `here` with what `with` says more than `without`; `None` when it says all of it already, and the
/// fields in which it says something else.
fn added(without: &Json, with: &Json, here: &Json) -> Result<Option<Json>, Vec<String>> {
    let (without, with) = (flat(without), flat(with));
    let mut after = flat(here);
    let mut changed = false;
    let mut differs = Vec::new();
    for (field, new) in with {
        let none = without.get(&field).unwrap_or(&Json::Null);
        let there = after.get(&field).cloned().unwrap_or(Json::Null);
        if new == *none || new == there {
            continue;
        }
        let value = match (&there, &new) {
            _ if there == *none => new,
            (Json::Array(there), Json::Array(new)) => {
                let mut all = there.clone();
                all.extend(new.iter().filter(|one| !there.contains(one)).cloned());
                if all.len() == there.len() {
                    continue;
                }
                Json::Array(all)
            }
            _ => {
                differs.push(field);
                continue;
            }
        };
        after.insert(field, value);
        changed = true;
    }
    if !differs.is_empty() {
        return Err(differs);
    }
    Ok(changed.then(|| whole(after)))
}
