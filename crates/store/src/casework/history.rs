//! The tables `case_history` and `case_history_head`: every change to a case and every reading of one, each
//! standing on the hash of the one before. Rows are only added; what a destroyed case sealed is emptied.
//!
//! How it is made, and what it finds: docs/decisions/0012-history.md.

use access::Standing;
use jiff::Timestamp;
use kernel::Actor;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Vault, chain};

use crate::engine::{Row, Transaction, Value, word};
use crate::error::StoreError;
use crate::people::people_change::ChangedBy;
use crate::people::stored;
use crate::statements::statements;

/// What was done. The words are stored and hashed: one is never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseEvent {
    /// The case was opened.
    Opened,
    /// What stands on the case itself was changed.
    Changed,
    /// It went to another stage; the detail says which.
    Moved,
    /// Somebody works on it now; the detail is who.
    Assigned,
    /// Somebody no longer does.
    Unassigned,
    /// Something was added to it.
    ItemAdded,
    /// Something in it was changed.
    ItemChanged,
    /// A consent was recorded.
    ConsentRecorded,
    /// A consent was withdrawn, and what it let out ended.
    ConsentWithdrawn,
    /// A share ended because a consent did.
    ShareEnded,
    /// It was read; the detail is the purpose.
    Read,
    /// What a consent lets out was read by its recipient; the detail says which kinds of data.
    SharedRead,
    /// The glass was broken.
    GlassBroken,
    /// The privacy officer saw why.
    GlassSeen,
    /// It was taken out; the detail says in which form.
    Exported,
    /// It must be kept.
    Held,
    /// It need no longer be kept.
    Released,
    /// A one-time link was made for somebody without an account.
    LinkMade,
    /// Such a link was opened.
    LinkOpened,
    /// What had been written of one thing is gone, because she wants no copy of it.
    Erased,
    /// It was said how long an organization keeps its cases, or how soon it answers; no case is named.
    KeepingSet,
    /// Somebody asked to take all cases of an organization out; no case is named.
    TakeOutAsked,
    /// Somebody else agreed.
    TakeOutAgreed,
    /// Its key was destroyed.
    Shredded,
    /// The mark on the last entry was not ours: somebody wrote into the history who has no key. Work goes
    /// on, and this entry stays.
    MarkWasWrong,
}

/// Where the history stands.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) sequence: i64,
    pub(crate) hash: [u8; chain::HASH_LENGTH],
    pub(crate) mark: String,
    /// The latest moment that was ever recorded.
    pub(crate) latest: Timestamp,
}

/// What is to be added.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry<'a> {
    pub(crate) case: Uuid,
    pub(crate) item: Option<Uuid>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) version: i64,
    pub(crate) detail: &'a str,
    /// Digest of the row, and the sealed value in it.
    pub(crate) written: Option<Written<'a>>,
}

/// A row that was written.
#[derive(Debug, Clone)]
pub(crate) struct Written<'a> {
    pub(crate) digest: String,
    pub(crate) sealed: &'a str,
}

/// Who does something, for the history.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By {
    pub(crate) kind: ChangedBy,
    pub(crate) person: Option<Uuid>,
    pub(crate) organization: Option<Uuid>,
}

impl By {
    pub(crate) fn of(actor: &Actor, standing: Option<&Standing>) -> Self {
        let kind = match actor {
            Actor::Person(_) => ChangedBy::Person,
            Actor::Operator => ChangedBy::Operator,
            Actor::System => ChangedBy::System,
            Actor::Public => ChangedBy::Link,
        };
        Self {
            kind,
            person: standing.map(|standing| standing.person),
            organization: standing.map(|standing| standing.organization),
        }
    }
}

statements! {
    /// Locks the head until the end of the transaction: whoever writes waits here for whoever wrote.
    Both LOCK =
        "UPDATE case_history_head SET sequence = sequence WHERE id = 1
         RETURNING sequence, hash, mark, latest";
    Both HEAD = "SELECT sequence, hash, mark, latest FROM case_history_head WHERE id = 1";
    Both BEGIN_HEAD =
        "INSERT INTO case_history_head (id, sequence, hash, mark, latest) VALUES (1, 0, $1, $2, $3)
         ON CONFLICT (id) DO NOTHING";
    Both SET_HEAD =
        "UPDATE case_history_head SET sequence = $1, hash = $2, mark = $3, latest = $4 WHERE id = 1";
    Both ADD =
        "INSERT INTO case_history
            (sequence, at, by_kind, by_person_id, by_organization_id, what, case_id, item_id, kind,
             version, detail, digest, sealed, sealed_digest, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    /// The case is destroyed: what it sealed goes here too. The digests stay, so the chain still holds.
    Both EMPTY = "UPDATE case_history SET sealed = NULL WHERE case_id = $1";
    /// She wants no copy of it: what was written before goes, as if the case were destroyed.
    Both EMPTY_ITEM =
        "UPDATE case_history SET sealed = NULL WHERE item_id = $1 AND case_id = $2 AND version < $3";
    Both OF_CASE =
        "SELECT h.sequence AS sequence, h.at AS at, h.by_kind AS by_kind,
            h.by_person_id AS by_person_id, h.by_organization_id AS by_organization_id,
            h.what AS what, h.case_id AS case_id, h.item_id AS item_id, h.kind AS kind,
            h.version AS version, h.detail AS detail, person.name AS by_name,
            organization.name_en AS name_en, organization.name_fr AS name_fr
         FROM case_history h
         LEFT JOIN person ON person.id = h.by_person_id
         LEFT JOIN organization ON organization.id = h.by_organization_id
         WHERE h.case_id = $1 AND h.sequence < $2 ORDER BY h.sequence DESC LIMIT $3";
}

fn head(row: &dyn Row) -> Result<Head, StoreError> {
    let hash = row.text("hash")?;
    Ok(Head {
        sequence: row.integer("sequence")?,
        hash: chain::parse_hash(&hash)
            .ok_or_else(|| StoreError::damaged("case_history_head", "no hash"))?,
        mark: row.text("mark")?,
        latest: row.parsed("latest")?,
    })
}

/// Where the history stands, without holding anybody up. `None` before the first case.
pub(crate) async fn look(transaction: &mut Transaction) -> Result<Option<Head>, StoreError> {
    let found = transaction.all(&HEAD, &[], head).await?;
    Ok(found.into_iter().next())
}

/// Takes the head, for this transaction alone, and looks whether its mark is ours.
pub(crate) async fn lock(
    transaction: &mut Transaction,
    vault: &Vault,
    now: Timestamp,
) -> Result<Head, StoreError> {
    let mut found = transaction.all(&LOCK, &[], head).await?;
    if found.is_empty() {
        let values = [
            chain::hash_text(&chain::FIRST_HASH).into(),
            vault.mark(0, &chain::FIRST_HASH).into(),
            stored(now).into(),
        ];
        transaction.execute(&BEGIN_HEAD, &values).await?;
        found = transaction.all(&LOCK, &[], head).await?;
    }
    let mut head = found
        .into_iter()
        .next()
        .ok_or_else(|| StoreError::damaged("case_history_head", "the one row is not there"))?;
    if !vault.is_marked(number(head.sequence), &head.hash, &head.mark)? {
        // Not to be passed over in silence: the next mark would make it good.
        let entry = Entry {
            case: Uuid::nil(),
            ..Entry::default()
        };
        let by = By::of(&Actor::System, None);
        add(
            transaction,
            &mut head,
            by,
            now,
            CaseEvent::MarkWasWrong,
            &entry,
        )
        .await?;
    }
    Ok(head)
}

pub(crate) fn number(sequence: i64) -> u64 {
    u64::try_from(sequence).unwrap_or_default()
}

/// Adds an entry and moves the head on; the head itself is written by [`close`].
pub(crate) async fn add(
    transaction: &mut Transaction,
    head: &mut Head,
    by: By,
    now: Timestamp,
    what: CaseEvent,
    entry: &Entry<'_>,
) -> Result<(), StoreError> {
    let sequence = head.sequence + 1;
    let row = Link {
        sequence,
        at: &stored(now),
        by_kind: &word(&by.kind),
        by_person_id: by.person.map(|id| id.to_string()),
        by_organization_id: by.organization.map(|id| id.to_string()),
        what: &word(&what),
        case_id: &entry.case.to_string(),
        item_id: entry.item.map(|id| id.to_string()),
        kind: entry.kind,
        version: entry.version,
        detail: entry.detail,
        digest: entry.written.as_ref().map_or("", |written| &written.digest),
        sealed_digest: &entry
            .written
            .as_ref()
            .map_or_else(String::new, |written| sealed_digest(written.sealed)),
    };
    let hash = row.hash(&head.hash);
    let values = [
        sequence.into(),
        row.at.into(),
        row.by_kind.into(),
        (&row.by_person_id).into(),
        (&row.by_organization_id).into(),
        row.what.into(),
        row.case_id.into(),
        (&row.item_id).into(),
        Value::Text(row.kind.map(Into::into)),
        row.version.into(),
        row.detail.into(),
        row.digest.into(),
        Value::Text(entry.written.as_ref().map(|written| written.sealed.into())),
        row.sealed_digest.into(),
        chain::hash_text(&hash).into(),
    ];
    transaction.execute(&ADD, &values).await?;
    head.sequence = sequence;
    head.hash = hash;
    head.latest = head.latest.max(now);
    Ok(())
}

/// Writes the head with a fresh mark, as the last thing before the transaction ends.
pub(crate) async fn close(
    transaction: &mut Transaction,
    vault: &Vault,
    head: &Head,
) -> Result<(), StoreError> {
    let values = [
        head.sequence.into(),
        chain::hash_text(&head.hash).into(),
        vault.mark(number(head.sequence), &head.hash).into(),
        stored(head.latest).into(),
    ];
    transaction.execute(&SET_HEAD, &values).await?;
    Ok(())
}

/// The digest of a sealed value.
pub(crate) fn sealed_digest(sealed: &str) -> String {
    chain::hash_text(&chain::digest(sealed.as_bytes()))
}

/// Everything of an entry that its hash covers.
pub(crate) struct Link<'a> {
    pub(crate) sequence: i64,
    pub(crate) at: &'a str,
    pub(crate) by_kind: &'a str,
    pub(crate) by_person_id: Option<String>,
    pub(crate) by_organization_id: Option<String>,
    pub(crate) what: &'a str,
    pub(crate) case_id: &'a str,
    pub(crate) item_id: Option<String>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) version: i64,
    pub(crate) detail: &'a str,
    pub(crate) digest: &'a str,
    pub(crate) sealed_digest: &'a str,
}

impl Link<'_> {
    /// The hash on top of the one before. Nothing and an empty text hash alike: no column that may be
    /// nothing is ever empty.
    pub(crate) fn hash(&self, previous: &[u8; chain::HASH_LENGTH]) -> [u8; chain::HASH_LENGTH] {
        let text = |text: &Option<String>| text.clone().unwrap_or_default().into_bytes();
        chain::link(
            previous,
            &[
                &self.sequence.to_le_bytes(),
                self.at.as_bytes(),
                self.by_kind.as_bytes(),
                &text(&self.by_person_id),
                &text(&self.by_organization_id),
                self.what.as_bytes(),
                self.case_id.as_bytes(),
                &text(&self.item_id),
                self.kind.unwrap_or_default().as_bytes(),
                &self.version.to_le_bytes(),
                self.detail.as_bytes(),
                self.digest.as_bytes(),
                self.sealed_digest.as_bytes(),
            ],
        )
    }
}
