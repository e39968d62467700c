//! The table `case_record`: one row for each case, its data key wrapped, and `casework::Case` sealed.

use casework::case::{Case, ClientCode, Stage};
use jiff::Timestamp;
use kernel::Random;
use uuid::Uuid;
use vault::{CaseKey, Place, chain};

use super::history::{Written, sealed_digest};
use super::item::{opened_json, sealed_json};
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::people::stored;
use crate::statements::statements;

/// A case in a list: nothing that says who the person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSummary {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: ClientCode,
    /// Its stage.
    pub stage: Stage,
    /// The lead organization.
    pub lead_organization_id: Uuid,
    /// The lead person.
    pub lead_person_id: Option<Uuid>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// It must not be destroyed.
    pub legal_hold: bool,
    /// From when it may be destroyed.
    pub retained_until: Option<Timestamp>,
    /// Its version.
    pub version: i64,
}

/// The row, with what is sealed still sealed.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) summary: CaseSummary,
    pub(crate) wrapped_key: Option<String>,
    pub(crate) sealed: Option<String>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, code, wrapped_key, stage, lead_organization_id, lead_person_id, opened_at,
                changed_at, closed_at, legal_hold, retained_until, version, sealed
             FROM case_record ",
            $rest
        )
    };
}

statements! {
    Both ONE = select!("WHERE id = $1");
    Both BY_CODE = select!("WHERE code = $1");
    Both ADD =
        "INSERT INTO case_record
            (id, code, wrapped_key, stage, lead_organization_id, lead_person_id, opened_at, changed_at,
             closed_at, legal_hold, retained_until, version, sealed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// Only what is still as it was looked at.
    Both SAVE =
        "UPDATE case_record SET stage = $3, lead_organization_id = $4, lead_person_id = $5,
            changed_at = $6, closed_at = $7, legal_hold = $8, retained_until = $9, version = $10,
            sealed = $11
         WHERE id = $1 AND version = $2";
    Both SHRED =
        "UPDATE case_record SET wrapped_key = NULL, sealed = NULL, stage = $2, lead_person_id = NULL,
            changed_at = $3, version = $4
         WHERE id = $1 AND version = $5";
    Both WRAPPED = "SELECT id, wrapped_key FROM case_record WHERE wrapped_key IS NOT NULL";
    Both SET_WRAPPED = "UPDATE case_record SET wrapped_key = $2 WHERE id = $1 AND wrapped_key = $3";
    /// Each case with what was last written of it.
    Both AGAINST_HISTORY =
        "SELECT c.id AS id, c.code AS code, c.wrapped_key AS wrapped_key, c.stage AS stage,
            c.lead_organization_id AS lead_organization_id, c.lead_person_id AS lead_person_id,
            c.opened_at AS opened_at, c.changed_at AS changed_at, c.closed_at AS closed_at,
            c.legal_hold AS legal_hold, c.retained_until AS retained_until, c.version AS version,
            c.sealed AS sealed, h.digest AS digest
         FROM case_record c
         LEFT JOIN case_history h ON h.sequence = (
            SELECT MAX(w.sequence) FROM case_history w
            WHERE w.case_id = c.id AND w.item_id IS NULL AND w.digest <> '')";
}

fn held(row: &dyn Row) -> Result<Held, StoreError> {
    Ok(Held {
        summary: CaseSummary {
            id: row.parsed("id")?,
            code: row.parsed("code")?,
            stage: row.parsed("stage")?,
            lead_organization_id: row.parsed("lead_organization_id")?,
            lead_person_id: row.optional_parsed("lead_person_id")?,
            opened_at: row.parsed("opened_at")?,
            changed_at: row.parsed("changed_at")?,
            closed_at: row.optional_parsed("closed_at")?,
            legal_hold: row.yes("legal_hold")?,
            retained_until: row.optional_parsed("retained_until")?,
            version: row.integer("version")?,
        },
        wrapped_key: row.optional_text("wrapped_key")?,
        sealed: row.optional_text("sealed")?,
    })
}

/// One case.
pub(crate) async fn one(
    transaction: &mut Transaction,
    id: Uuid,
) -> Result<Option<Held>, StoreError> {
    let found = transaction.all(&ONE, &[id.into()], held).await?;
    Ok(found.into_iter().next())
}

/// The case of a code.
pub(crate) async fn by_code(
    transaction: &mut Transaction,
    code: ClientCode,
) -> Result<Option<Held>, StoreError> {
    let found = transaction
        .all(&BY_CODE, &[code.to_string().into()], held)
        .await?;
    Ok(found.into_iter().next())
}

fn place(row: &str) -> Place<'_> {
    Place {
        table: "case_record",
        column: "sealed",
        row,
    }
}

/// `casework::Case`, sealed for this version of the row.
pub(crate) fn seal(key: &CaseKey, case: &Case, version: i64, random: &dyn Random) -> String {
    sealed_json(key, place(&bound(case.id.0, version)), case, random)
}

/// A row is bound to its version: an older value that is put back does not open.
pub(crate) fn bound(id: Uuid, version: i64) -> String {
    format!("{id}#{version}")
}

/// `casework::Case` of a row.
pub(crate) fn open(key: &CaseKey, held: &Held) -> Result<Case, StoreError> {
    let sealed = held
        .sealed
        .as_deref()
        .ok_or_else(|| StoreError::damaged("case_record", "nothing is sealed"))?;
    opened_json(
        key,
        place(&bound(held.summary.id, held.summary.version)),
        sealed,
    )
}

fn time(time: Option<Timestamp>) -> Value<'static> {
    Value::from(time.map(stored))
}

/// Writes a new case.
pub(crate) async fn add(
    transaction: &mut Transaction,
    summary: &CaseSummary,
    wrapped_key: &str,
    sealed: &str,
) -> Result<(), StoreError> {
    let values = [
        summary.id.into(),
        summary.code.to_string().into(),
        wrapped_key.into(),
        summary.stage.as_str().into(),
        summary.lead_organization_id.into(),
        summary.lead_person_id.into(),
        stored(summary.opened_at).into(),
        stored(summary.changed_at).into(),
        time(summary.closed_at),
        summary.legal_hold.into(),
        time(summary.retained_until),
        summary.version.into(),
        sealed.into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(())
}

/// Writes a case that was at `version` when it was looked at. Whether it still was.
pub(crate) async fn save(
    transaction: &mut Transaction,
    summary: &CaseSummary,
    version: i64,
    sealed: &str,
) -> Result<bool, StoreError> {
    let values = [
        summary.id.into(),
        version.into(),
        summary.stage.as_str().into(),
        summary.lead_organization_id.into(),
        summary.lead_person_id.into(),
        stored(summary.changed_at).into(),
        time(summary.closed_at),
        summary.legal_hold.into(),
        time(summary.retained_until),
        summary.version.into(),
        sealed.into(),
    ];
    Ok(transaction.execute(&SAVE, &values).await? == 1)
}

/// Destroys the key and what stands under it. Whether the case was still as it was looked at.
pub(crate) async fn shred(
    transaction: &mut Transaction,
    summary: &CaseSummary,
    version: i64,
) -> Result<bool, StoreError> {
    let values = [
        summary.id.into(),
        Stage::Shredded.as_str().into(),
        stored(summary.changed_at).into(),
        summary.version.into(),
        version.into(),
    ];
    Ok(transaction.execute(&SHRED, &values).await? == 1)
}

/// Every wrapped key, with its case.
pub(crate) async fn wrapped(
    transaction: &mut Transaction,
) -> Result<Vec<(String, String)>, StoreError> {
    transaction
        .all(&WRAPPED, &[], |row| {
            Ok((row.text("id")?, row.text("wrapped_key")?))
        })
        .await
}

/// Puts a key that was wrapped anew in the place of the old one, if that is still there.
pub(crate) async fn set_wrapped(
    transaction: &mut Transaction,
    id: &str,
    old: &str,
    new: &str,
) -> Result<(), StoreError> {
    let values = [id.into(), new.into(), old.into()];
    transaction.execute(&SET_WRAPPED, &values).await?;
    Ok(())
}

/// What the history keeps of a case that was written.
pub(crate) fn written<'a>(summary: &CaseSummary, sealed: &'a str) -> Written<'a> {
    Written {
        digest: digest(summary, sealed),
        sealed,
    }
}

/// The digest of everything that counts in a row. The wrapped key is not in it: it changes when the
/// deployment's key does, and a wrong one opens nothing.
fn digest(summary: &CaseSummary, sealed: &str) -> String {
    let time = |time: Option<Timestamp>| time.map(stored).unwrap_or_default();
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let parts = [
        summary.id.to_string(),
        summary.code.to_string(),
        summary.stage.as_str().to_owned(),
        summary.lead_organization_id.to_string(),
        id(summary.lead_person_id),
        stored(summary.opened_at),
        time(summary.closed_at),
        summary.legal_hold.to_string(),
        time(summary.retained_until),
        summary.version.to_string(),
        sealed_digest(sealed),
    ];
    let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
    chain::hash_text(&chain::link(&chain::FIRST_HASH, &parts))
}

/// Cases that are not as the history says.
pub(crate) async fn changed(
    transaction: &mut Transaction,
) -> Result<Vec<(Uuid, Option<Uuid>)>, StoreError> {
    let mut found = Vec::new();
    transaction
        .each(&AGAINST_HISTORY, &[], |row| {
            let known = row.optional_text("digest")?.unwrap_or_default();
            let right = |held: Held| {
                let sealed = held.sealed.as_deref().unwrap_or_default();
                digest(&held.summary, sealed) == known
            };
            // What cannot even be read was not written by us.
            if !held(row).is_ok_and(right) {
                found.push((row.parsed("id").unwrap_or_default(), None));
            }
            Ok(())
        })
        .await?;
    Ok(found)
}
