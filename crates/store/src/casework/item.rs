//! The table `case_item`: everything in a case, one sealed value each.

use jiff::Timestamp;
use kernel::Random;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vault::{CaseKey, Place, chain};
use zeroize::Zeroizing;

use super::history::{Written, sealed_digest};
use super::kinds::{Clear, ItemKind};
use super::record::bound;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::people::stored;
use crate::statements::statements;

/// A row, with what is sealed still sealed.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) id: Uuid,
    pub(crate) case: Uuid,
    pub(crate) kind: ItemKind,
    pub(crate) clear: Clear,
    pub(crate) created_at: Timestamp,
    pub(crate) created_by: Option<Uuid>,
    pub(crate) changed_at: Timestamp,
    pub(crate) version: i64,
    pub(crate) sealed: String,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.id AS id, i.case_id AS case_id, i.kind AS kind, i.state AS state, i.due AS due,
                i.assignee_id AS assignee_id, i.organization_id AS organization_id,
                i.created_at AS created_at, i.created_by AS created_by, i.changed_at AS changed_at,
                i.version AS version, i.sealed AS sealed
             FROM case_item i ",
            $rest
        )
    };
}

statements! {
    Both ONE = select!("WHERE i.id = $1 AND i.case_id = $2");
    Both OF_CASE = select!("WHERE i.case_id = $1 ORDER BY i.created_at, i.id");
    Both OF_KIND = select!("WHERE i.case_id = $1 AND i.kind = $2 ORDER BY i.created_at, i.id");
    Both OF_ORGANIZATION = select!("WHERE i.organization_id = $1 AND i.kind = $2 ORDER BY i.created_at, i.id");
    Both IN_STATE = select!("WHERE i.kind = $1 AND i.state = $2 ORDER BY i.created_at, i.id");
    /// What ties somebody to a case beside their work: a referral to their organization, a broken glass.
    Both MARKS =
        "SELECT kind, state, due FROM case_item
         WHERE case_id = $1 AND ((kind = 'referral' AND organization_id = $2)
            OR (kind = 'broken-glass' AND assignee_id = $3))";
    /// What was sent to organizations that are no longer there.
    Both ORPHANS =
        "SELECT DISTINCT i.case_id AS case_id, i.organization_id AS organization_id FROM case_item i
         LEFT JOIN organization o ON o.id = i.organization_id
         WHERE i.kind = 'referral' AND i.organization_id IS NOT NULL
            AND (o.id IS NULL OR o.withdrawn = 1)
            AND i.state IN ('draft', 'sent', 'seen', 'accepted', 'in-service', 'outcome')";
    Both ORGANIZATION = "SELECT id FROM organization WHERE id = $1 AND withdrawn = 0";
    Both ADD =
        "INSERT INTO case_item
            (id, case_id, kind, state, due, assignee_id, organization_id, created_at, created_by,
             changed_at, version, sealed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// Only what is still as it was looked at.
    Both SAVE =
        "UPDATE case_item SET state = $3, due = $4, assignee_id = $5, organization_id = $6,
            changed_at = $7, version = $8, sealed = $9
         WHERE id = $1 AND version = $2";
    Both SHRED = "DELETE FROM case_item WHERE case_id = $1";
    /// Each with what was last written of it.
    Both AGAINST_HISTORY =
        "SELECT i.id AS id, i.case_id AS case_id, i.kind AS kind, i.state AS state, i.due AS due,
            i.assignee_id AS assignee_id, i.organization_id AS organization_id,
            i.created_at AS created_at, i.created_by AS created_by, i.changed_at AS changed_at,
            i.version AS version, i.sealed AS sealed, h.digest AS digest
         FROM case_item i
         LEFT JOIN case_history h ON h.sequence = (
            SELECT MAX(w.sequence) FROM case_history w WHERE w.item_id = i.id AND w.digest <> '')";
}

fn held(row: &dyn Row) -> Result<Held, StoreError> {
    Ok(Held {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        kind: row.word("kind")?,
        clear: Clear {
            state: row.text("state")?,
            due: row.optional_text("due")?,
            assignee: row.optional_parsed("assignee_id")?,
            organization: row.optional_parsed("organization_id")?,
        },
        created_at: row.parsed("created_at")?,
        created_by: row.optional_parsed("created_by")?,
        changed_at: row.parsed("changed_at")?,
        version: row.integer("version")?,
        sealed: row.text("sealed")?,
    })
}

/// One thing in a case.
pub(crate) async fn one(
    transaction: &mut Transaction,
    case: Uuid,
    id: Uuid,
) -> Result<Option<Held>, StoreError> {
    let found = transaction
        .all(&ONE, &[id.into(), case.into()], held)
        .await?;
    Ok(found.into_iter().next())
}

/// What is in a case, of one kind or of all, the oldest first.
pub(crate) async fn of_case(
    transaction: &mut Transaction,
    case: Uuid,
    kind: Option<ItemKind>,
) -> Result<Vec<Held>, StoreError> {
    match kind {
        Some(kind) => {
            let values = [case.into(), kind.word().into()];
            transaction.all(&OF_KIND, &values, held).await
        }
        None => transaction.all(&OF_CASE, &[case.into()], held).await,
    }
}

/// What may tie somebody to a case.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) kind: ItemKind,
    pub(crate) state: String,
    pub(crate) due: Option<String>,
}

/// Whatever ties somebody to a case beside their work on it.
pub(crate) async fn marks(
    transaction: &mut Transaction,
    case: Uuid,
    person: Uuid,
    organization: Uuid,
) -> Result<Vec<Mark>, StoreError> {
    let values = [case.into(), organization.into(), person.into()];
    transaction
        .all(&MARKS, &values, |row| {
            Ok(Mark {
                kind: row.word("kind")?,
                state: row.text("state")?,
                due: row.optional_text("due")?,
            })
        })
        .await
}

/// Everything of one kind that stands at one word, in all cases.
pub(crate) async fn in_state(
    transaction: &mut Transaction,
    kind: ItemKind,
    state: &str,
) -> Result<Vec<Held>, StoreError> {
    let values = [kind.word().into(), state.into()];
    transaction.all(&IN_STATE, &values, held).await
}

/// Whether an organization is there, and not withdrawn.
pub(crate) async fn is_organization(
    transaction: &mut Transaction,
    id: Uuid,
) -> Result<bool, StoreError> {
    let found = transaction
        .all(&ORGANIZATION, &[id.into()], |_| Ok(()))
        .await?;
    Ok(!found.is_empty())
}

/// Cases from which something was sent to an organization that is no longer there, with its id.
pub(crate) async fn orphans(
    transaction: &mut Transaction,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    transaction
        .all(&ORPHANS, &[], |row| {
            Ok((row.parsed("case_id")?, row.parsed("organization_id")?))
        })
        .await
}

/// What concerns an organization outside, of one kind, in all cases.
pub(crate) async fn of_organization(
    transaction: &mut Transaction,
    organization: Uuid,
    kind: ItemKind,
) -> Result<Vec<Held>, StoreError> {
    let values = [organization.into(), kind.word().into()];
    transaction.all(&OF_ORGANIZATION, &values, held).await
}

/// Writes a new row.
pub(crate) async fn add(transaction: &mut Transaction, held: &Held) -> Result<(), StoreError> {
    let values = [
        held.id.into(),
        held.case.into(),
        held.kind.word().into(),
        (&held.clear.state).into(),
        (&held.clear.due).into(),
        held.clear.assignee.into(),
        held.clear.organization.into(),
        stored(held.created_at).into(),
        held.created_by.into(),
        stored(held.changed_at).into(),
        held.version.into(),
        (&held.sealed).into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(())
}

/// Writes a row that was at `version` when it was looked at. Whether it still was.
pub(crate) async fn save(
    transaction: &mut Transaction,
    held: &Held,
    version: i64,
) -> Result<bool, StoreError> {
    let values: [Value<'_>; 9] = [
        held.id.into(),
        version.into(),
        (&held.clear.state).into(),
        (&held.clear.due).into(),
        held.clear.assignee.into(),
        held.clear.organization.into(),
        stored(held.changed_at).into(),
        held.version.into(),
        (&held.sealed).into(),
    ];
    Ok(transaction.execute(&SAVE, &values).await? == 1)
}

/// Takes everything out of a case that is being destroyed.
pub(crate) async fn shred(transaction: &mut Transaction, case: Uuid) -> Result<u64, StoreError> {
    transaction.execute(&SHRED, &[case.into()]).await
}

fn place(row: &str) -> Place<'_> {
    Place {
        table: "case_item",
        column: "sealed",
        row,
    }
}

/// Seals a payload for a version of a row.
pub(crate) fn seal(
    key: &CaseKey,
    id: Uuid,
    version: i64,
    payload: &impl Serialize,
    random: &dyn Random,
) -> String {
    sealed_json(key, place(&bound(id, version)), payload, random)
}

/// Opens the payload of a version of a row.
pub(crate) fn open<T: DeserializeOwned>(
    key: &CaseKey,
    id: Uuid,
    version: i64,
    sealed: &str,
) -> Result<T, StoreError> {
    opened_json(key, place(&bound(id, version)), sealed)
}

/// Opens a row as it is stored, whatever kind it is.
pub(crate) fn open_value(key: &CaseKey, held: &Held) -> Result<serde_json::Value, StoreError> {
    open(key, held.id, held.version, &held.sealed)
}

pub(super) fn sealed_json(
    key: &CaseKey,
    place: Place<'_>,
    value: &impl Serialize,
    random: &dyn Random,
) -> String {
    let plain = serde_json::to_vec(value).expect("our own records are plain data");
    key.seal(place, &Zeroizing::new(plain), random)
}

pub(super) fn opened_json<T: DeserializeOwned>(
    key: &CaseKey,
    place: Place<'_>,
    sealed: &str,
) -> Result<T, StoreError> {
    let plain = key.open(place, sealed)?;
    // What the parser says could repeat what it read.
    serde_json::from_slice(&plain)
        .map_err(|problem| StoreError::damaged(place.table, problem.classify_word()))
}

/// What kind of problem a parser met, without its words.
trait ClassifyWord {
    fn classify_word(&self) -> &'static str;
}

impl ClassifyWord for serde_json::Error {
    fn classify_word(&self) -> &'static str {
        match self.classify() {
            serde_json::error::Category::Io => "could not be read",
            serde_json::error::Category::Syntax => "is not JSON",
            serde_json::error::Category::Data => "is not what it should be",
            serde_json::error::Category::Eof => "ends too early",
        }
    }
}

/// What the history keeps of a row that was written.
pub(crate) fn written(held: &Held) -> Written<'_> {
    Written {
        digest: digest(held),
        sealed: &held.sealed,
    }
}

fn digest(held: &Held) -> String {
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let parts = [
        held.id.to_string(),
        held.case.to_string(),
        held.kind.word().to_owned(),
        held.clear.state.clone(),
        held.clear.due.clone().unwrap_or_default(),
        id(held.clear.assignee),
        id(held.clear.organization),
        stored(held.created_at),
        id(held.created_by),
        held.version.to_string(),
        sealed_digest(&held.sealed),
    ];
    let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
    chain::hash_text(&chain::link(&chain::FIRST_HASH, &parts))
}

/// Rows that are not as the history says.
pub(crate) async fn changed(
    transaction: &mut Transaction,
) -> Result<Vec<(Uuid, Option<Uuid>)>, StoreError> {
    let mut found = Vec::new();
    transaction
        .each(&AGAINST_HISTORY, &[], |row| {
            let known = row.optional_text("digest")?.unwrap_or_default();
            // What cannot even be read was not written by us.
            if held(row).map_or(true, |held| digest(&held) != known) {
                let (case, id) = (row.parsed("case_id"), row.parsed("id"));
                found.push((case.unwrap_or_default(), id.ok()));
            }
            Ok(())
        })
        .await?;
    Ok(found)
}
