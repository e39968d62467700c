//! The history of one case, for those who may read it; and the list of who has read it, for the person.

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::{Actor, Text};
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::{self, CaseEvent};
use super::kinds::ItemKind;
use crate::Store;
use crate::engine::{Row, Value};
use crate::error::StoreError;
use crate::people::Moment;
use crate::people::people_change::ChangedBy;
use crate::policy::Action;

/// An entry of the history of a case: nothing readable about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEntry {
    /// Its number in the history of the whole house.
    pub sequence: i64,
    /// When.
    pub at: Timestamp,
    /// Who, by kind.
    pub by: ChangedBy,
    /// Which person.
    pub by_person_id: Option<Uuid>,
    /// Their name now.
    pub by_name: Option<String>,
    /// The organization they worked for then.
    pub by_organization_id: Option<Uuid>,
    /// Its name now.
    pub by_organization: Option<Text>,
    /// What.
    pub what: CaseEvent,
    /// What in the case it was about.
    pub item_id: Option<Uuid>,
    /// Of which kind.
    pub kind: Option<ItemKind>,
    /// The version that was written.
    pub version: i64,
    /// A word of the program: a purpose, a new state.
    pub detail: String,
}

/// A line of the list that she can be given: who read what of hers, when, what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseAccess {
    /// When.
    pub at: Timestamp,
    /// Who; `None`: whoever held a one-time link, or somebody who is no longer there.
    pub name: Option<String>,
    /// The organization they worked for then.
    pub organization: Option<Text>,
    /// Who, by kind: a person, the program, whoever held a link.
    pub by: ChangedBy,
    /// At which kind of thing, where it was one kind.
    pub kind: Option<ItemKind>,
    /// How: read, shared, through the broken glass, taken out.
    pub what: CaseEvent,
    /// What for, or which kinds of data.
    pub detail: String,
    /// How often in this hour.
    pub times: u32,
}

fn entry(row: &dyn Row) -> Result<CaseEntry, StoreError> {
    let organization: Option<Uuid> = row.optional_parsed("by_organization_id")?;
    let named = row.optional_text("name_en")?.is_some();
    Ok(CaseEntry {
        sequence: row.integer("sequence")?,
        at: row.parsed("at")?,
        by: row.word("by_kind")?,
        by_person_id: row.optional_parsed("by_person_id")?,
        by_name: row.optional_text("by_name")?,
        by_organization_id: organization,
        by_organization: if named {
            Some(row.both("name_en", "name_fr")?)
        } else {
            None
        },
        what: row.word("what")?,
        item_id: row.optional_parsed("item_id")?,
        kind: row
            .optional_text("kind")?
            .and_then(|kind| ItemKind::parse(&kind)),
        version: row.integer("version")?,
        detail: row.text("detail")?,
    })
}

impl Change<'_> {
    pub(super) async fn trail(
        &mut self,
        before: i64,
        limit: i64,
    ) -> Result<Vec<CaseEntry>, StoreError> {
        let values: [Value<'_>; 3] = [self.id().into(), before.into(), limit.into()];
        self.transaction
            .all(&history::OF_CASE, &values, entry)
            .await
    }
}

impl Store {
    /// The history of a case, the newest first: at most `limit` entries with numbers below `before`.
    pub async fn case_history(
        &self,
        actor: &Actor,
        case: Uuid,
        before: Option<i64>,
        limit: u16,
        moment: &Moment<'_>,
    ) -> Result<Vec<CaseEntry>, StoreError> {
        let action = Action::ReadCaseHistory;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        change
            .trail(before.unwrap_or(i64::MAX), i64::from(limit))
            .await
    }

    /// Who has read the case, the newest first, for the person to be given. Readings of one person for one
    /// purpose in one hour are one line.
    pub async fn case_accesses(
        &self,
        actor: &Actor,
        case: Uuid,
        moment: &Moment<'_>,
    ) -> Result<Vec<CaseAccess>, StoreError> {
        let action = Action::ReadCaseHistory;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        Ok(lines(change.trail(i64::MAX, i64::MAX).await?))
    }
}

/// Readings of one person for one purpose in one hour as one line.
pub(super) fn lines(all: Vec<CaseEntry>) -> Vec<CaseAccess> {
    let mut lines: Vec<CaseAccess> = Vec::new();
    let mut known: BTreeMap<(Option<Uuid>, String, String, String), usize> = BTreeMap::new();
    for entry in all {
        let what = entry.what;
        if !matches!(
            what,
            CaseEvent::Read
                | CaseEvent::SharedRead
                | CaseEvent::GlassBroken
                | CaseEvent::Exported
                | CaseEvent::LinkOpened
        ) {
            continue;
        }
        let hour = entry.at.strftime("%Y-%m-%dT%H").to_string();
        let key = (
            entry.by_person_id,
            format!("{what:?}{:?}", entry.kind),
            entry.detail.clone(),
            hour,
        );
        if let Some(line) = known.get(&key).and_then(|at| lines.get_mut(*at)) {
            line.times += 1;
            continue;
        }
        known.insert(key, lines.len());
        lines.push(CaseAccess {
            at: entry.at,
            name: entry.by_name,
            organization: entry.by_organization,
            by: entry.by,
            kind: entry.kind,
            what,
            detail: entry.detail,
            times: 1,
        });
    }
    lines
}
