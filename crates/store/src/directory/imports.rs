//! The tables of imports: sources, records as their source gave them, conflicts, quarantine.

use uuid::Uuid;

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
        "record",
        "record_digest",
        "gone",
    ],
    key: Some("record_id"),
};

pub(crate) const CONFLICT_BATCH: Batch = Batch {
    table: "import_conflict",
    columns: &["record_id", "field", "agreed", "theirs"],
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
        "cells",
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
        "SELECT record_id, record_digest, gone FROM imported_record
         WHERE source_id = $1 AND kind = $2 AND record_id > $3 AND record_id <= $4";
    Both READ_RECORD = "SELECT record FROM imported_record WHERE record_id = $1";
    Both KEPT_ASIDE = "SELECT id, state FROM quarantine WHERE source_id = $1";
    Both READ_QUARANTINE =
        "SELECT quarantine.id, import_source.name AS source, quarantine.file, quarantine.line,
            quarantine.hsds_table, quarantine.reason, quarantine.cells
         FROM quarantine JOIN import_source ON import_source.id = quarantine.source_id
         WHERE quarantine.state = 'waiting'
         ORDER BY quarantine.file, quarantine.line, quarantine.id";
    Both NEXT_PUBLIC =
        "SELECT id FROM public_service WHERE id > $1 ORDER BY id LIMIT $2";
    Both KEEPING =
        "SELECT id, version, last_modified, public_digest FROM service WHERE id = $1";
    Both ORGANIZATION =
        "SELECT id, slug, name_en, name_fr, description_en, description_fr, website, email,
            parent_organization_id
         FROM organization WHERE id = $1";
}

/// How an imported record stood after the last import.
pub(super) struct Standing {
    pub(super) digest: String,
    pub(super) gone: bool,
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
            };
            Ok((row.text("record_id")?, standing))
        })
        .await
}

/// A record as its source last gave it.
pub(super) async fn record(
    transaction: &mut Transaction,
    id: &str,
) -> Result<serde_json::Value, StoreError> {
    let text = transaction
        .one(&READ_RECORD, &[id.into()], |row| row.text("record"))
        .await?;
    serde_json::from_str(&text)
        .map_err(|problem| StoreError::damaged("imported_record.record", problem))
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
