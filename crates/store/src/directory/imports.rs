//! The tables of imports: sources, records as their source gave them, conflicts, quarantine.
//!
//! What a source says of a place that must stay hidden is sealed, and so is every row kept aside: nobody
//! has read yet what stands in it.

use directory::location::Location;
use directory::service::Service;
use kernel::SystemRandom;
use serde_json::Value as Json;
use uuid::Uuid;
use vault::{Place, Vault};
use zeroize::Zeroizing;

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
    // Sealed text begins with the key's version; JSON of a record or of a place does not.
    Both SEALED_RECORDS =
        "SELECT record_id AS id, record AS kept FROM imported_record WHERE record NOT LIKE '{%'";
    Both RESEAL_RECORD = "UPDATE imported_record SET record = $1 WHERE record_id = $2";
    Both READ_OPEN =
        "SELECT record FROM imported_record WHERE record_id = $1 AND record LIKE '{%'";
    Both OPEN_SIDES =
        "SELECT agreed, theirs FROM import_conflict
         WHERE record_id = $1 AND field = 'location'
            AND (agreed LIKE '{%' OR agreed = 'null') AND (theirs LIKE '{%' OR theirs = 'null')";
    Both SEALED_AGREED =
        "SELECT record_id AS id, agreed AS kept FROM import_conflict
         WHERE field = 'location' AND agreed NOT LIKE '{%' AND agreed <> 'null'";
    Both RESEAL_AGREED =
        "UPDATE import_conflict SET agreed = $1 WHERE record_id = $2 AND field = 'location'";
    Both SEALED_THEIRS =
        "SELECT record_id AS id, theirs AS kept FROM import_conflict
         WHERE field = 'location' AND theirs NOT LIKE '{%' AND theirs <> 'null'";
    Both RESEAL_THEIRS =
        "UPDATE import_conflict SET theirs = $1 WHERE record_id = $2 AND field = 'location'";
    Both SEALED_CELLS = "SELECT id, cells AS kept FROM quarantine";
    Both RESEAL_CELLS = "UPDATE quarantine SET cells = $1 WHERE id = $2";
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
    vault: Option<&Vault>,
) -> Result<Json, StoreError> {
    let text = transaction
        .one(&READ_RECORD, &[id.into()], |row| row.text("record"))
        .await?;
    if text.starts_with('{') {
        return serde_json::from_str(&text)
            .map_err(|_| StoreError::damaged("imported_record.record", "it is no record"));
    }
    let plain = opened(RECORD, id, &text, vault)?;
    serde_json::from_slice(&plain)
        .map_err(|_| StoreError::damaged("imported_record.record", "it is no record"))
}

/// A column that holds sealed text: table and column.
type Sealed = (&'static str, &'static str);

const RECORD: Sealed = ("imported_record", "record");
const AGREED: Sealed = ("import_conflict", "agreed");
const THEIRS: Sealed = ("import_conflict", "theirs");
const CELLS: Sealed = ("quarantine", "cells");

fn place_of((table, column): Sealed, row: &str) -> Place<'_> {
    Place { table, column, row }
}

fn sealed(
    at: Sealed,
    row: &str,
    plain: &[u8],
    vault: Option<&Vault>,
) -> Result<String, StoreError> {
    let vault = vault.ok_or(StoreError::NoVault)?;
    Ok(vault.seal(place_of(at, row), plain, &SystemRandom))
}

fn opened(
    at: Sealed,
    row: &str,
    text: &str,
    vault: Option<&Vault>,
) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let vault = vault.ok_or(StoreError::NoVault)?;
    Ok(vault.open(place_of(at, row), text)?)
}

/// A service as its source gave it, as it is kept.
pub(super) fn kept(service: &Service, vault: Option<&Vault>) -> Result<String, StoreError> {
    let plain = serde_json::to_string(service).expect("our own records are plain data");
    if !digest::is_confidential(service) {
        return Ok(plain);
    }
    let plain = Zeroizing::new(plain.into_bytes());
    sealed(RECORD, &service.id.to_string(), &plain, vault)
}

/// Seals what a source said of a record whose place is confidential here, whatever it is to the source.
pub(super) async fn seal_past(
    transaction: &mut Transaction,
    id: Uuid,
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    let row = id.to_string();
    let open = transaction
        .all(&READ_OPEN, &[id.into()], |row| row.text("record"))
        .await?;
    for record in open {
        let sealed = sealed(RECORD, &row, record.as_bytes(), vault)?;
        let values = [sealed.into(), id.into()];
        transaction.execute(&RESEAL_RECORD, &values).await?;
    }
    let sides = transaction
        .all(&OPEN_SIDES, &[id.into()], |row| {
            Ok([row.text("agreed")?, row.text("theirs")?])
        })
        .await?;
    for [agreed, theirs] in sides {
        for (at, text, write) in [
            (AGREED, agreed, &RESEAL_AGREED),
            (THEIRS, theirs, &RESEAL_THEIRS),
        ] {
            let sealed = sealed(at, &row, text.as_bytes(), vault)?;
            transaction
                .execute(write, &[sealed.into(), id.into()])
                .await?;
        }
    }
    Ok(())
}

/// Both sides of a conflict, as they are kept: sealed when either tells of a place that must stay hidden.
pub(super) fn sides(
    id: Uuid,
    conflict: &FieldDifference,
    vault: Option<&Vault>,
) -> Result<[String; 2], StoreError> {
    let plain = [conflict.agreed.to_string(), conflict.theirs.to_string()];
    let public = |side: &Json| {
        use directory::location::Confidentiality::Public;
        let place = serde_json::from_value::<Option<Location>>(side.clone());
        place.is_ok_and(|place| place.is_none_or(|place| place.confidentiality == Public))
    };
    let every = [&conflict.agreed, &conflict.theirs, &conflict.here];
    if conflict.field != "location" || every.into_iter().all(public) {
        return Ok(plain);
    }
    let row = id.to_string();
    Ok([
        sealed(AGREED, &row, plain[0].as_bytes(), vault)?,
        sealed(THEIRS, &row, plain[1].as_bytes(), vault)?,
    ])
}

/// What stands for a row in its id. The row may hold an address that must stay hidden, and an id made of
/// it without a key could be tried out. The oldest key, because the id has to stay the same.
pub(super) fn blinded(said: &str, vault: Option<&Vault>) -> Result<String, StoreError> {
    let vault = vault.ok_or(StoreError::NoVault)?;
    let mut blind = vault.blind_indexes("quarantine", "id", said.as_bytes());
    Ok(blind.pop().unwrap_or_default())
}

/// The cells of a row that is kept aside, sealed.
pub(super) fn sealed_cells(
    id: Uuid,
    cells: &str,
    vault: Option<&Vault>,
) -> Result<String, StoreError> {
    sealed(CELLS, &id.to_string(), cells.as_bytes(), vault)
}

/// The cells of a row that is kept aside.
pub(super) fn opened_cells(
    id: Uuid,
    text: &str,
    vault: Option<&Vault>,
) -> Result<String, StoreError> {
    let plain = opened(CELLS, &id.to_string(), text, vault)?;
    String::from_utf8(plain.to_vec())
        .map_err(|_| StoreError::damaged("quarantine.cells", "it is no text"))
}

/// Seals everything anew that is under an older key; how many rows.
pub(crate) async fn reseal(
    transaction: &mut Transaction,
    vault: &Vault,
) -> Result<usize, StoreError> {
    let mut changed = 0;
    for (at, read, write) in [
        (RECORD, &SEALED_RECORDS, &RESEAL_RECORD),
        (AGREED, &SEALED_AGREED, &RESEAL_AGREED),
        (THEIRS, &SEALED_THEIRS, &RESEAL_THEIRS),
        (CELLS, &SEALED_CELLS, &RESEAL_CELLS),
    ] {
        let all = transaction
            .all(read, &[], |row| Ok((row.text("id")?, row.text("kept")?)))
            .await?;
        for (id, kept) in all {
            if let Some(newer) = vault.reseal(place_of(at, &id), &kept, &SystemRandom)? {
                let values = [newer.into(), id.into()];
                transaction.execute(write, &values).await?;
                changed += 1;
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
