//! The tables of imports: sources, records as their source gave them, conflicts, quarantine.

use directory::service::Service;
use kernel::SystemRandom;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vault::{Place, Vault};

use super::merging::FieldDifference;
use crate::digest;
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const SOURCE_BATCH: Batch = Batch {
    table: "import_source",
    columns: &["id", "name", "imported_at"],
    key: Some("id"),
};

pub(crate) const RECORD_BATCH: Batch = Batch {
    table: "imported_record",
    columns: &[
        "record_id",
        "source_id",
        "kind",
        "sealed",
        "record_digest",
        "gone",
        "mended",
    ],
    key: Some("record_id"),
};

pub(crate) const CONFLICT_BATCH: Batch = Batch {
    table: "import_conflict",
    columns: &["record_id", "field", "sealed"],
    key: None,
};

pub(crate) const QUARANTINE_BATCH: Batch = Batch {
    table: "quarantine",
    columns: &[
        "id",
        "source_id",
        "file",
        "line",
        "hsds_table",
        "reason",
        "sealed",
        "state",
    ],
    key: Some("id"),
};

pub(crate) const GONE: ByIds = ByIds {
    before: "UPDATE imported_record SET gone = 1 WHERE record_id IN",
    after: "",
};

pub(crate) const LEFT_QUARANTINE: ByIds = ByIds {
    before: "UPDATE quarantine SET state = 'gone' WHERE id IN",
    after: "",
};

pub(crate) const CLEAR_CONFLICTS: ByIds = ByIds {
    before: "DELETE FROM import_conflict WHERE record_id IN",
    after: "",
};

statements! {
    Both STANDINGS =
        "SELECT record_id, record_digest, gone, mended FROM imported_record
         WHERE source_id = $1 AND kind = $2 AND record_id > $3 AND record_id <= $4";
    Both READ_RECORD = "SELECT sealed FROM imported_record WHERE record_id = $1";
    Both KEPT_ASIDE = "SELECT id, state FROM quarantine WHERE source_id = $1";
    Both READ_QUARANTINE =
        "SELECT quarantine.id, import_source.name AS source, quarantine.file, quarantine.line,
            quarantine.hsds_table, quarantine.reason, quarantine.sealed, quarantine.state
         FROM quarantine JOIN import_source ON import_source.id = quarantine.source_id
         WHERE quarantine.state = 'waiting'
         ORDER BY quarantine.file, quarantine.line, quarantine.id";
    Both READ_ONE_QUARANTINED =
        "SELECT quarantine.id, import_source.name AS source, quarantine.file, quarantine.line,
            quarantine.hsds_table, quarantine.reason, quarantine.sealed, quarantine.state
         FROM quarantine JOIN import_source ON import_source.id = quarantine.source_id
         WHERE quarantine.id = $1";
    /// Once only: a row that somebody else decided on meanwhile stays as they left it.
    Both DECIDE_QUARANTINED =
        "UPDATE quarantine SET reason = $1, sealed = $2, state = $3, decided_by = $4,
            decided_at = $5
         WHERE id = $6 AND state = 'waiting'";
    Both SEALED_RECORDS =
        "SELECT record_id, kind, record_digest, sealed FROM imported_record
         WHERE record_id > $1 ORDER BY record_id LIMIT $2";
    Both RESEAL_RECORD =
        "UPDATE imported_record SET sealed = $1, record_digest = $2 WHERE record_id = $3";
    Both SEALED_CONFLICTS = "SELECT record_id, field, sealed FROM import_conflict";
    Both RESEAL_CONFLICT =
        "UPDATE import_conflict SET sealed = $1 WHERE record_id = $2 AND field = $3";
    Both SEALED_ROWS =
        "SELECT id, sealed FROM quarantine WHERE id > $1 ORDER BY id LIMIT $2";
    Both SEALED_RUNS =
        "SELECT id, sealed FROM import_run WHERE id > $1 ORDER BY id LIMIT $2";
    Both RESEAL_RUN = "UPDATE import_run SET sealed = $1 WHERE id = $2";
    Both RESEAL_ROW = "UPDATE quarantine SET sealed = $1 WHERE id = $2";
    Both READ_CONFLICTS =
        "SELECT import_conflict.record_id, import_conflict.field, import_conflict.sealed,
            imported_record.kind, import_source.name AS source
         FROM import_conflict
            JOIN imported_record ON imported_record.record_id = import_conflict.record_id
            JOIN import_source ON import_source.id = imported_record.source_id
         ORDER BY import_conflict.record_id, import_conflict.field";
    Both CONFLICT_OF_FIELD =
        "SELECT import_conflict.sealed, imported_record.kind
         FROM import_conflict
            JOIN imported_record ON imported_record.record_id = import_conflict.record_id
         WHERE import_conflict.record_id = $1 AND import_conflict.field = $2";
    Both CONFLICTS_OF_RECORD =
        "SELECT field, sealed FROM import_conflict WHERE record_id = $1 ORDER BY field";
    Both REMEMBER = "UPDATE imported_record SET record_digest = $1 WHERE record_id = $2";
    Both SETTLE_CONFLICT =
        "DELETE FROM import_conflict WHERE record_id = $1 AND field = $2";
    Both SOURCES =
        "SELECT import_source.name, import_source.imported_at,
            (SELECT COUNT(*) FROM imported_record AS one
             WHERE one.source_id = import_source.id AND one.kind = 'service' AND one.gone = 0)
                AS services,
            (SELECT COUNT(*) FROM imported_record AS one
             WHERE one.source_id = import_source.id AND one.kind = 'organization'
                AND one.gone = 0) AS organizations,
            (SELECT COUNT(*) FROM quarantine
             WHERE quarantine.source_id = import_source.id AND quarantine.state = 'waiting')
                AS waiting
         FROM import_source WHERE import_source.id <> $1 ORDER BY import_source.name";
    Both NEXT_PUBLIC =
        "SELECT id FROM public_service WHERE id > $1 ORDER BY id LIMIT $2";
    Both KEEPING =
        "SELECT id, version, last_modified, public_digest FROM service WHERE id = $1";
}

/// How an imported record stood after the last import.
pub(super) struct Standing {
    pub(super) digest: String,
    pub(super) gone: bool,
    /// Made of a row that was mended here.
    pub(super) mended: bool,
}

/// Records of a source after the first id, up to the second.
pub(super) async fn standings(
    transaction: &mut Transaction,
    source: Uuid,
    kind: &'static str,
    after: &str,
    to: &str,
) -> Result<Vec<(String, Standing)>, StoreError> {
    let values: [Value<'_>; 4] = [source.into(), kind.into(), after.into(), to.into()];
    transaction
        .all(&STANDINGS, &values, |row| {
            let standing = Standing {
                digest: row.text("record_digest")?,
                gone: row.yes("gone")?,
                mended: row.yes("mended")?,
            };
            Ok((row.text("record_id")?, standing))
        })
        .await
}

/// A record as its source last gave it; `None` when no source gave it.
pub(super) async fn record_if_any(
    transaction: &mut Transaction,
    id: &str,
    vault: &Vault,
) -> Result<Option<serde_json::Value>, StoreError> {
    let sealed = transaction
        .all(&READ_RECORD, &[id.into()], |row| row.text("sealed"))
        .await?;
    let sealed = sealed.into_iter().next();
    sealed
        .map(|sealed| open(Table::Record, id, &sealed, vault))
        .transpose()
}

/// The fields of a record that nobody has decided on, and what both last agreed on.
pub(super) async fn conflicts_of(
    transaction: &mut Transaction,
    id: &str,
    vault: &Vault,
) -> Result<Vec<(String, serde_json::Value)>, StoreError> {
    transaction
        .all(&CONFLICTS_OF_RECORD, &[id.into()], |row| {
            let field = row.text("field")?;
            let at = conflict_row(id, &field);
            let (agreed, _): (serde_json::Value, serde_json::Value) =
                open(Table::Conflict, &at, &row.text("sealed")?, vault)?;
            Ok((field, agreed))
        })
        .await
}

/// Keeps conflicts of a record that has none.
pub(super) async fn keep_conflicts(
    transaction: &mut Transaction,
    id: Uuid,
    conflicts: &[FieldDifference],
    vault: &Vault,
) -> Result<(), StoreError> {
    let mut rows: Vec<Value<'_>> = Vec::new();
    for conflict in conflicts {
        push_conflict(id, conflict, vault, &mut rows);
    }
    transaction.insert(&CONFLICT_BATCH, &rows).await
}

/// Lays out a conflict for [`CONFLICT_BATCH`].
pub(super) fn push_conflict<'a>(
    id: Uuid,
    conflict: &'a FieldDifference,
    vault: &Vault,
    into: &mut Vec<Value<'a>>,
) {
    let row = conflict_row(&id.to_string(), &conflict.field);
    let plain = serde_json::json!([&conflict.agreed, &conflict.theirs]).to_string();
    let sealed = seal(Table::Conflict, &row, plain.as_bytes(), vault);
    into.extend([id.into(), (&conflict.field).into(), sealed.into()]);
}

/// Writes down digests of records that say what they said.
pub(super) async fn remember(
    transaction: &mut Transaction,
    digests: Vec<(String, String)>,
) -> Result<(), StoreError> {
    for (id, digest) in digests {
        transaction
            .execute(&REMEMBER, &[digest.into(), id.into()])
            .await?;
    }
    Ok(())
}

/// A record as its source last gave it.
pub(super) async fn record(
    transaction: &mut Transaction,
    id: &str,
    vault: &Vault,
) -> Result<serde_json::Value, StoreError> {
    let sealed = transaction
        .one(&READ_RECORD, &[id.into()], |row| row.text("sealed"))
        .await?;
    open(Table::Record, id, &sealed, vault)
}

/// The tables whose column `sealed` the vault has sealed.
#[derive(Clone, Copy)]
pub(super) enum Table {
    /// By the record's id.
    Record,
    /// By the record's id and the field.
    Conflict,
    /// By the row's id.
    Quarantine,
    /// By the run's id.
    Run,
}

impl Table {
    const fn place(self, row: &str) -> Place<'_> {
        let table = match self {
            Self::Record => "imported_record",
            Self::Conflict => "import_conflict",
            Self::Quarantine => "quarantine",
            Self::Run => "import_run",
        };
        Place {
            table,
            column: "sealed",
            row,
        }
    }
}

/// The row of a conflict.
pub(super) fn conflict_row(record: &str, field: &str) -> String {
    format!("{record}/{field}")
}

/// Seals what came from a source.
pub(super) fn seal(table: Table, row: &str, plain: &[u8], vault: &Vault) -> String {
    vault.seal(table.place(row), plain, &SystemRandom)
}

/// Opens it.
pub(super) fn open<T: DeserializeOwned>(
    table: Table,
    row: &str,
    sealed: &str,
    vault: &Vault,
) -> Result<T, StoreError> {
    let plain = vault.open(table.place(row), sealed)?;
    serde_json::from_slice(&plain).map_err(|_| {
        // Not the parser's own words: they may quote what was sealed.
        StoreError::damaged(table.place(row).table, "what was sealed cannot be read")
    })
}

/// Rows sealed anew at a time.
const SLICE: i64 = 500;

/// Seals everything under the newest key; how many rows were under an older one.
pub(crate) async fn reseal(
    transaction: &mut Transaction,
    vault: &Vault,
) -> Result<usize, StoreError> {
    let mut changed = 0;
    let mut after = String::new();
    loop {
        let values: [Value<'_>; 2] = [after.as_str().into(), SLICE.into()];
        let slice = transaction
            .all(&SEALED_RECORDS, &values, |row| {
                let kind = row.text("kind")?;
                let digest = row.text("record_digest")?;
                Ok((row.text("record_id")?, kind, digest, row.text("sealed")?))
            })
            .await?;
        let Some((last, ..)) = slice.last() else {
            break;
        };
        after.clone_from(last);
        for (id, kind, digest, sealed) in slice {
            let place = Table::Record.place(&id);
            let Some(newer) = vault.reseal(place, &sealed, &SystemRandom)? else {
                continue;
            };
            let digest = if kind == "service" {
                let service: Service = open(Table::Record, &id, &newer, vault)?;
                digest::of_imported(&service, vault).keep(None)
            } else {
                digest
            };
            let values = [newer.into(), digest.into(), id.into()];
            transaction.execute(&RESEAL_RECORD, &values).await?;
            changed += 1;
        }
    }
    let conflicts = transaction
        .all(&SEALED_CONFLICTS, &[], |row| {
            let field = row.text("field")?;
            Ok((row.text("record_id")?, field, row.text("sealed")?))
        })
        .await?;
    for (id, field, sealed) in conflicts {
        let row = conflict_row(&id, &field);
        let place = Table::Conflict.place(&row);
        if let Some(newer) = vault.reseal(place, &sealed, &SystemRandom)? {
            let values = [newer.into(), id.into(), field.into()];
            transaction.execute(&RESEAL_CONFLICT, &values).await?;
            changed += 1;
        }
    }
    for (table, read, write) in [
        (Table::Quarantine, &SEALED_ROWS, &RESEAL_ROW),
        (Table::Run, &SEALED_RUNS, &RESEAL_RUN),
    ] {
        let mut after = String::new();
        loop {
            let values: [Value<'_>; 2] = [after.as_str().into(), SLICE.into()];
            let slice = transaction
                .all(read, &values, |row| {
                    Ok((row.text("id")?, row.text("sealed")?))
                })
                .await?;
            let Some((last, _)) = slice.last() else {
                break;
            };
            after.clone_from(last);
            for (id, sealed) in slice {
                if let Some(newer) = vault.reseal(table.place(&id), &sealed, &SystemRandom)? {
                    transaction
                        .execute(write, &[newer.into(), id.into()])
                        .await?;
                    changed += 1;
                }
            }
        }
    }
    Ok(changed)
}

/// The public services after an id, at most so many.
pub(super) async fn next_public(
    transaction: &mut Transaction,
    after: &str,
    most: i64,
) -> Result<Vec<String>, StoreError> {
    let values: [Value<'_>; 2] = [after.into(), most.into()];
    transaction
        .all(&NEXT_PUBLIC, &values, |row| row.text("id"))
        .await
}
