//! The tables `service_change` and `service_change_sealed`: who changed what, when, from what to
//! what. Rows are added; the only change to one is that its texts are sealed when the place they tell of
//! becomes confidential ([`seal_past`]). The reason that somebody gave for editing a record with a
//! confidential place may tell where it is: it is a sealed row of its own, [`REASON`].

use std::collections::BTreeMap;

use directory::edit::{Difference, Field, Values};
use directory::location::{Confidentiality, Location};
use directory::service::Service;
use jiff::Timestamp;
use kernel::{Actor, SystemRandom};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Place, Vault};
use zeroize::Zeroizing;

use crate::engine::{Row, Transaction, Value, word};
use crate::error::StoreError;
use crate::statements::{Batch, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "service_change",
    columns: &[
        "service_id",
        "version",
        "position",
        "kind",
        "field",
        "before_text",
        "after_text",
        "confidential",
        "changed_by",
        "changed_at",
        "reason",
    ],
    key: None,
};

pub(crate) const SEALED_BATCH: Batch = Batch {
    table: "service_change_sealed",
    columns: &["service_id", "version", "position", "sealed"],
    key: None,
};

statements! {
    Both READ =
        "SELECT version, position, kind, field, before_text, after_text, confidential, changed_by,
            changed_at, reason
         FROM service_change WHERE service_id = $1 ORDER BY version DESC, position";
    /// With what only those may read who may know where the place is.
    Both READ_EVERY =
        "SELECT change.version, change.position, change.kind, change.field, change.before_text,
            change.after_text, change.confidential, change.changed_by, change.changed_at,
            change.reason, service_change_sealed.sealed AS sealed
         FROM service_change AS change
            LEFT JOIN service_change_sealed
                ON service_change_sealed.service_id = change.service_id
                AND service_change_sealed.version = change.version
                AND service_change_sealed.position = change.position
         WHERE change.service_id = $1 ORDER BY change.version DESC, change.position";
    Both READ_OPEN =
        "SELECT version, position, kind, field, before_text, after_text, confidential, changed_by,
            changed_at, reason
         FROM service_change WHERE service_id = $1 AND confidential = 0";
    /// The reasons that stand open, each with the last row of its act.
    Both OPEN_REASONS =
        "SELECT version, kind, changed_by, changed_at, reason, MAX(position) AS position
         FROM service_change WHERE service_id = $1 AND reason <> ''
         GROUP BY version, kind, changed_by, changed_at, reason";
    Both WITHHOLD_REASON =
        "UPDATE service_change SET reason = '' WHERE service_id = $1 AND version = $2";
    Both WITHHOLD =
        "UPDATE service_change SET before_text = NULL, after_text = NULL, confidential = 1
         WHERE service_id = $1 AND version = $2 AND position = $3";
    Both READ_SEALED =
        "SELECT service_id, version, position, sealed FROM service_change_sealed";
    Both RESEAL =
        "UPDATE service_change_sealed SET sealed = $1
         WHERE service_id = $2 AND version = $3 AND position = $4";
}

/// What an act was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// The record was made.
    Add,
    /// Somebody edited it.
    Edit,
    /// Somebody said that it is still true.
    Verify,
    /// Somebody counted free places.
    Capacity,
    /// Somebody edited it because of what the public suggested.
    Suggestion,
    /// Another system's export was taken in.
    Import,
    /// Two records became one.
    Merge,
    /// The content files that ship with the program changed it.
    Shipped,
}

/// Who made a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditedBy {
    /// A signed-in person.
    Person(Uuid),
    /// Whoever holds the machine.
    Operator,
    /// The program itself.
    System,
}

/// One act and what it changed.
#[derive(Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The record's version after it.
    pub version: i64,
    /// What it was.
    pub kind: ChangeKind,
    /// Who did it.
    pub by: EditedBy,
    /// When.
    pub at: Timestamp,
    /// Why, in their words; may be empty.
    pub reason: String,
    /// Field by field.
    pub changes: Vec<FieldChange>,
}

/// One field that an act changed.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its stable name.
    pub field: String,
    /// Its text before. `None`: nothing was known, or the reader may not know it.
    pub before: Option<String>,
    /// Its text after, likewise.
    pub after: Option<String>,
    /// It told where a place is that the public may not know.
    pub confidential: bool,
}

/// Says which field, never what stood in it.
impl std::fmt::Debug for FieldChange {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "FieldChange({})", self.field)
    }
}

/// Says which act, never what: a history may hold an address.
impl std::fmt::Debug for HistoryEntry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "HistoryEntry({}, {:?}, {} fields)",
            self.version,
            self.kind,
            self.changes.len()
        )
    }
}

/// An act about to be written down.
#[derive(Clone, Copy)]
pub(super) struct Act<'a> {
    pub(super) service: Uuid,
    /// The record's version after it.
    pub(super) version: i64,
    pub(super) kind: ChangeKind,
    pub(super) actor: &'a Actor,
    pub(super) now: Timestamp,
    pub(super) reason: &'a str,
}

/// Who it was that was written down so.
pub(super) fn by(written: &str) -> Result<EditedBy, StoreError> {
    Ok(match written {
        "operator" => EditedBy::Operator,
        "system" => EditedBy::System,
        person => EditedBy::Person(
            person
                .parse()
                .map_err(|problem| StoreError::damaged("changed_by", problem))?,
        ),
    })
}

/// Stands in the place of a field where a sealed reason is kept.
const REASON: &str = "reason";

/// A reason as a row of its own.
pub(super) fn sealed_reason(reason: &str) -> FieldChange {
    FieldChange {
        field: REASON.to_owned(),
        before: None,
        after: Some(reason.to_owned()),
        confidential: true,
    }
}

/// How an actor is written down.
pub(super) fn who(actor: &Actor) -> String {
    match actor {
        Actor::Person(id) => id.to_string(),
        Actor::Operator => "operator".to_owned(),
        Actor::Public | Actor::System => "system".to_owned(),
    }
}

/// Writes an act down.
pub(super) async fn record(
    transaction: &mut Transaction,
    act: &Act<'_>,
    changes: &[FieldChange],
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    let mut acts = Acts::default();
    acts.push(act, changes.to_vec(), vault)?;
    acts.write(transaction).await
}

/// Acts that are written down together.
#[derive(Default)]
pub(super) struct Acts<'a> {
    rows: Vec<Value<'a>>,
    sealed: Vec<Value<'a>>,
}

impl<'a> Acts<'a> {
    /// Adds one. An act that changed no field was still done.
    pub(super) fn push(
        &mut self,
        act: &Act<'a>,
        mut changes: Vec<FieldChange>,
        vault: Option<&Vault>,
    ) -> Result<(), StoreError> {
        if changes.is_empty() {
            changes.push(FieldChange {
                field: String::new(),
                before: None,
                after: None,
                confidential: false,
            });
        }
        for (position, change) in (1_i64..).zip(changes) {
            let key = [act.service.into(), act.version.into(), position.into()];
            self.rows.extend(key.clone());
            if change.confidential {
                self.sealed.extend(key);
                let row = row_of(act.service, act.version, position);
                self.sealed.push(seal(&row, &change, vault)?.into());
            }
            let shown = |text: Option<String>| text.filter(|_| !change.confidential);
            self.rows.extend([
                word(&act.kind).into(),
                change.field.into(),
                shown(change.before).into(),
                shown(change.after).into(),
                change.confidential.into(),
                who(act.actor).into(),
                act.now.to_string().into(),
                act.reason.into(),
            ]);
        }
        Ok(())
    }

    /// Writes them down.
    pub(super) async fn write(self, transaction: &mut Transaction) -> Result<(), StoreError> {
        transaction.insert(&BATCH, &self.rows).await?;
        transaction.insert(&SEALED_BATCH, &self.sealed).await
    }
}

/// The row of the sealed texts of one change.
fn row_of(service: Uuid, version: i64, position: i64) -> String {
    format!("{service}/{version}/{position}")
}

fn place_of(row: &str) -> Place<'_> {
    Place {
        table: "service_change_sealed",
        column: "sealed",
        row,
    }
}

fn seal(row: &str, change: &FieldChange, vault: Option<&Vault>) -> Result<String, StoreError> {
    let vault = vault.ok_or(StoreError::NoVault)?;
    let texts = (&change.before, &change.after);
    let plain = Zeroizing::new(serde_json::to_vec(&texts).expect("two texts are plain data"));
    Ok(vault.seal(place_of(row), &plain, &SystemRandom))
}

/// Seals what earlier acts said of the place of a record: it was public then and is confidential now.
pub(super) async fn seal_past(
    transaction: &mut Transaction,
    service: Uuid,
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    let open = transaction
        .all(&READ_OPEN, &[service.into()], |row| {
            Ok((from_row(row)?, row.integer("position")?))
        })
        .await?;
    let mut sealed: Vec<Value<'_>> = Vec::new();
    for ((entry, change), position) in &open {
        let field = change.field.parse::<Field>();
        if !field.is_ok_and(Field::tells_where) {
            continue;
        }
        let key = [service.into(), entry.version.into(), (*position).into()];
        transaction.execute(&WITHHOLD, &key).await?;
        sealed.extend(key);
        let row = row_of(service, entry.version, *position);
        sealed.push(seal(&row, change, vault)?.into());
    }
    let mut rows: Vec<Value<'_>> = Vec::new();
    let reasons = transaction
        .all(&OPEN_REASONS, &[service.into()], |row| {
            let said = ["kind", "changed_by", "changed_at", "reason"];
            let said = said.map(|column| row.text(column));
            Ok((row.integer("version")?, row.integer("position")? + 1, said))
        })
        .await?;
    for (version, position, said) in reasons {
        let [kind, by, at, reason] = said;
        let reason = sealed_reason(&reason?);
        let key = [service.into(), version.into(), position.into()];
        transaction.execute(&WITHHOLD_REASON, &key[..2]).await?;
        rows.extend(key.clone());
        rows.extend([
            kind?.into(),
            REASON.into(),
            None::<String>.into(),
            None::<String>.into(),
            true.into(),
            by?.into(),
            at?.into(),
            "".into(),
        ]);
        sealed.extend(key);
        sealed.push(seal(&row_of(service, version, position), &reason, vault)?.into());
    }
    transaction.insert(&BATCH, &rows).await?;
    transaction.insert(&SEALED_BATCH, &sealed).await
}

type Texts = (Option<String>, Option<String>);

fn open(row: &str, sealed: &str, vault: &Vault) -> Result<Texts, StoreError> {
    let plain = vault.open(place_of(row), sealed)?;
    serde_json::from_slice(&plain)
        .map_err(|_| StoreError::damaged("service_change_sealed.sealed", "it is no change"))
}

/// Seals every text under the newest key; how many were under an older one.
pub(crate) async fn reseal(
    transaction: &mut Transaction,
    vault: &Vault,
) -> Result<usize, StoreError> {
    let all = transaction
        .all(&READ_SEALED, &[], |row| {
            Ok((
                row.parsed::<Uuid>("service_id")?,
                row.integer("version")?,
                row.integer("position")?,
                row.text("sealed")?,
            ))
        })
        .await?;
    let mut changed = 0;
    for (service, version, position, sealed) in all {
        let row = row_of(service, version, position);
        if let Some(newer) = vault.reseal(place_of(&row), &sealed, &SystemRandom)? {
            let values = [
                newer.into(),
                service.into(),
                version.into(),
                position.into(),
            ];
            transaction.execute(&RESEAL, &values).await?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// What an edit changed: one row for each field. What tells where a place is that was not public, or
/// is not any more, is confidential on both sides.
pub(super) fn changes(before: Option<&Service>, after: &Service) -> Vec<FieldChange> {
    let secret = |service: &Service| {
        let level = |place: &Location| place.confidentiality != Confidentiality::Public;
        service.location.as_ref().is_some_and(level)
    };
    let confidential = secret(after) || before.is_some_and(secret);
    let base = before.map(Values::of).unwrap_or_default();
    let differences = base.differences(&Values::of(after));
    differences
        .into_iter()
        .map(|difference| field_change(difference, confidential))
        .collect()
}

fn field_change(difference: Difference, confidential: bool) -> FieldChange {
    let known = |text: String| (!text.is_empty()).then_some(text);
    FieldChange {
        field: difference.field.to_string(),
        before: known(difference.before),
        after: known(difference.after),
        confidential: confidential && difference.field.tells_where(),
    }
}

/// The acts on a record, the newest first; confidential texts only for whoever brings the keys.
pub(super) async fn read(
    transaction: &mut Transaction,
    service: Uuid,
    vault: Option<&Vault>,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let statement = if vault.is_some() { &READ_EVERY } else { &READ };
    let with_texts = |row: &dyn Row| {
        let (entry, mut change) = from_row(row)?;
        if let Some(vault) = vault
            && let Some(sealed) = row.optional_text("sealed")?
        {
            let at = row_of(service, entry.version, row.integer("position")?);
            (change.before, change.after) = open(&at, &sealed, vault)?;
        }
        Ok((entry, change))
    };
    let rows = transaction
        .all(statement, &[service.into()], with_texts)
        .await?;
    let mut entries: Vec<HistoryEntry> = Vec::new();
    for (entry, change) in rows {
        if entries
            .last()
            .is_none_or(|last| last.version != entry.version)
        {
            entries.push(entry);
        }
        match entries.last_mut() {
            Some(last) if change.field == REASON && change.after.is_some() => {
                last.reason = change.after.unwrap_or_default();
            }
            Some(last) if !change.field.is_empty() => last.changes.push(change),
            _ => {}
        }
    }
    Ok(entries)
}

fn from_row(row: &dyn Row) -> Result<(HistoryEntry, FieldChange), StoreError> {
    let entry = HistoryEntry {
        version: row.integer("version")?,
        kind: row.word("kind")?,
        by: by(&row.text("changed_by")?)?,
        at: row.parsed("changed_at")?,
        reason: row.text("reason")?,
        changes: Vec::new(),
    };
    let change = FieldChange {
        field: row.text("field")?,
        before: row.optional_text("before_text")?,
        after: row.optional_text("after_text")?,
        confidential: row.yes("confidential")?,
    };
    Ok((entry, change))
}

/// The texts of a record as they were at `version`: those of now, with every later act undone.
pub(super) async fn as_at(
    transaction: &mut Transaction,
    service: Uuid,
    version: i64,
    now: &Values,
    vault: Option<&Vault>,
) -> Result<Values, StoreError> {
    let mut undo: BTreeMap<Field, String> = BTreeMap::new();
    for entry in read(transaction, service, vault).await? {
        if entry.version <= version {
            break;
        }
        for change in entry.changes {
            // The newest come first, so that the oldest of them has the last word.
            if let Ok(field) = change.field.parse() {
                undo.insert(field, change.before.unwrap_or_default());
            }
        }
    }
    Ok(now.with(&undo))
}
