//! The table `organization_change`: what was changed of an organization, field by field. Nothing of an
//! organization is secret, so that nothing here is sealed.

use directory::organization::Organization;
use jiff::Timestamp;
use kernel::Actor;
use uuid::Uuid;

use super::history::{self, ChangeKind, FieldChange, HistoryEntry};
use crate::engine::{Transaction, Value, word};
use crate::error::StoreError;
use crate::statements::{Batch, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "organization_change",
    columns: &[
        "organization_id",
        "version",
        "position",
        "kind",
        "field",
        "before_text",
        "after_text",
        "changed_by",
        "changed_at",
    ],
    key: None,
};

statements! {
    Both NEXT_VERSION =
        "UPDATE organization SET version = version + 1 WHERE id = $1 RETURNING version";
    Both READ =
        "SELECT version, kind, field, before_text, after_text, changed_by, changed_at
         FROM organization_change WHERE organization_id = $1 ORDER BY version DESC, position";
}

/// An act on an organization.
#[derive(Clone, Copy)]
pub(super) struct Act<'a> {
    pub(super) kind: ChangeKind,
    pub(super) actor: &'a Actor,
    pub(super) now: Timestamp,
}

/// The fields that a form carries, by their stable names.
pub(super) fn texts(organization: &Organization) -> [(&'static str, &str); 6] {
    [
        ("name.en", &organization.name.en),
        ("name.fr", &organization.name.fr),
        ("description.en", &organization.description.en),
        ("description.fr", &organization.description.fr),
        ("website", organization.website.as_deref().unwrap_or("")),
        ("email", organization.email.as_deref().unwrap_or("")),
    ]
}

/// Counts a change that was written, and writes down what it was; the organization's version now.
pub(super) async fn record(
    transaction: &mut Transaction,
    before: &Organization,
    after: &Organization,
    act: Act<'_>,
) -> Result<i64, StoreError> {
    let version = transaction
        .one(&NEXT_VERSION, &[after.id.into()], |row| {
            row.integer("version")
        })
        .await?;
    let changed = texts(before).into_iter().zip(texts(after));
    let changed = changed.filter(|(before, after)| before.1 != after.1);
    let mut rows: Vec<Value<'_>> = Vec::new();
    for (position, ((field, before), (_, after_text))) in (1_i64..).zip(changed) {
        let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        rows.extend([
            after.id.into(),
            version.into(),
            position.into(),
            word(&act.kind).into(),
            field.into(),
            known(before).into(),
            known(after_text).into(),
            history::who(act.actor).into(),
            act.now.to_string().into(),
        ]);
    }
    transaction.insert(&BATCH, &rows).await?;
    Ok(version)
}

/// What was done to an organization, the newest first.
pub(super) async fn read(
    transaction: &mut Transaction,
    id: Uuid,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let rows = transaction
        .all(&READ, &[id.into()], |row| {
            let entry = HistoryEntry {
                version: row.integer("version")?,
                kind: row.word("kind")?,
                by: history::by(&row.text("changed_by")?)?,
                at: row.parsed("changed_at")?,
                reason: String::new(),
                changes: Vec::new(),
            };
            let change = FieldChange {
                field: row.text("field")?,
                before: row.optional_text("before_text")?,
                after: row.optional_text("after_text")?,
                confidential: false,
            };
            Ok((entry, change))
        })
        .await?;
    let mut entries: Vec<HistoryEntry> = Vec::new();
    for (entry, change) in rows {
        if entries
            .last()
            .is_none_or(|last| last.version != entry.version)
        {
            entries.push(entry);
        }
        if let Some(last) = entries.last_mut() {
            last.changes.push(change);
        }
    }
    Ok(entries)
}
