//! What stands in a case: added, changed, read. Kinds with rules of their own (consents, referrals,
//! transfers, exceptions, links) have their own files.

use casework::need::NeedEntry;
use casework::note::Note;
use casework::safety_plan::SafetyPlan;
use casework::task::Task;
use casework::words::{CaseId, TaskId};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Actor;
use uuid::Uuid;
use vault::CaseKey;

use super::change::{Change, Intent};
use super::gap;
use super::history::CaseEvent;
use super::item::{self, Held};
use super::kinds::{Addable, Editable, ItemKind, Payload};
use super::problem::CaseError;
use super::records::CasePurpose;
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;

/// One thing in a case, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseItem<T> {
    /// Its id.
    pub id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// When it was first written.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Option<Uuid>,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Its version.
    pub version: i64,
    /// What it holds.
    pub payload: T,
}

impl<T: Payload> CaseItem<T> {
    pub(crate) fn open(key: &CaseKey, held: &Held) -> Result<Self, StoreError> {
        Ok(Self {
            payload: item::open(key, held.id, held.version, &held.sealed)?,
            id: held.id,
            case_id: held.case,
            created_at: held.created_at,
            created_by: held.created_by,
            changed_at: held.changed_at,
            version: held.version,
        })
    }
}

/// One thing in a case, of whatever kind, opened: for a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct AnyItem {
    /// Its id.
    pub id: Uuid,
    /// Its kind.
    pub kind: ItemKind,
    /// When it was first written.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Option<Uuid>,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Its version.
    pub version: i64,
    /// Where it stands, in a word.
    pub state: String,
    /// What it holds, as it is stored.
    pub payload: serde_json::Value,
}

impl AnyItem {
    pub(crate) fn open(key: &CaseKey, held: Held) -> Result<Self, StoreError> {
        let payload = item::open_value(key, &held)?;
        Ok(Self {
            id: held.id,
            kind: held.kind,
            created_at: held.created_at,
            created_by: held.created_by,
            changed_at: held.changed_at,
            version: held.version,
            state: held.clear.state,
            payload,
        })
    }

    /// What it holds, when it is of this kind.
    pub fn of<T: Payload>(&self) -> Option<T> {
        if self.kind != T::KIND {
            return None;
        }
        serde_json::from_value(self.payload.clone()).ok()
    }
}

/// What came of saving something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved<T> {
    /// It stands at this version now.
    Done(i64),
    /// Somebody saved it in between; this is theirs, and nothing was changed.
    Theirs(Box<CaseItem<T>>),
}

impl Store {
    /// Everything of one kind in a case, the oldest first. The reading is recorded.
    pub async fn case_items<T: Payload>(
        &self,
        actor: &Actor,
        case: Uuid,
        purpose: CasePurpose,
        moment: &Moment<'_>,
    ) -> Result<Vec<CaseItem<T>>, StoreError> {
        let action = super::view::reading(T::KIND);
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let found = change.items::<T>().await?;
        change.read(purpose, Some(T::KIND)).await?;
        change.commit().await?;
        Ok(found)
    }

    /// Everything in a case, the oldest first. The reading is recorded.
    pub async fn case_timeline(
        &self,
        actor: &Actor,
        case: Uuid,
        purpose: CasePurpose,
        moment: &Moment<'_>,
    ) -> Result<Vec<AnyItem>, StoreError> {
        let action = Action::ReadCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let held = change.held_items(None).await?;
        let key = change.key()?;
        let found = held
            .into_iter()
            .map(|held| AnyItem::open(key, held))
            .collect::<Result<_, _>>()?;
        change.read(purpose, None).await?;
        change.commit().await?;
        Ok(found)
    }

    /// Adds something to a case; its id.
    pub async fn add_case_item<T: Addable>(
        &self,
        actor: &Actor,
        case: Uuid,
        payload: &T,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        if T::ONE
            && let Some(there) = change.held_items(Some(T::KIND)).await?.first()
        {
            return Err(CaseError::ChangedSince {
                found: there.version,
            }
            .into());
        }
        let id = change.add_item(payload, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Changes something in a case that stood at `version` when it was looked at. Whoever comes second is
    /// given what the first wrote.
    pub async fn save_case_item<T: Editable>(
        &self,
        actor: &Actor,
        case: Uuid,
        item: Uuid,
        version: i64,
        payload: &T,
        moment: &Moment<'_>,
    ) -> Result<Saved<T>, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        let (held, _) = change.item::<T>(item).await?;
        if held.version != version {
            let theirs = CaseItem::open(change.key()?, &held)?;
            return Ok(Saved::Theirs(Box::new(theirs)));
        }
        let saved = change
            .save_item(&held, payload, CaseEvent::ItemChanged)
            .await?;
        change.commit().await?;
        Ok(Saved::Done(saved))
    }

    /// Adds a note; its id. A note is never changed: what is wrong in it is corrected by a further one.
    pub async fn add_note(
        &self,
        actor: &Actor,
        case: Uuid,
        note: &Note,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        // The others are opened only where the rules look at them: a note is saved while somebody speaks.
        let existing: Vec<Note> = match note.corrects {
            Some(_) => change
                .items::<Note>()
                .await?
                .into_iter()
                .map(|item| item.payload)
                .collect(),
            None => Vec::new(),
        };
        let of_this_case = Note {
            case: CaseId(case),
            ..note.clone()
        };
        let faults = of_this_case.faults(&existing);
        if !faults.is_empty() {
            return Err(CaseError::NoteFaults(faults).into());
        }
        let id = change.add_item(&of_this_case, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Says that a task is done; the id of the next of its row, if it repeats.
    pub async fn finish_task(
        &self,
        actor: &Actor,
        case: Uuid,
        task: Uuid,
        today: Date,
        moment: &Moment<'_>,
    ) -> Result<Option<Uuid>, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (held, found) = change.item::<Task>(task).await?;
        if found.done_at.is_some() {
            return Err(CaseError::ChangedSince {
                found: held.version,
            }
            .into());
        }
        let next_id = TaskId(moment.id());
        let (done, next) = found.done(change.worker(), moment.now, today, next_id);
        change
            .save_item(&held, &done, CaseEvent::ItemChanged)
            .await?;
        let next = match next {
            Some(next) => Some(change.add_item(&next, CaseEvent::ItemAdded).await?),
            None => None,
        };
        change.commit().await?;
        Ok(next)
    }

    /// Writes the safety plan of a case, from the version that was looked at (0: there is none yet). Where she
    /// wants no copy, whatever was written of it before is gone from the history too.
    pub async fn save_safety_plan(
        &self,
        actor: &Actor,
        case: Uuid,
        version: i64,
        plan: &SafetyPlan,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        let there = change.held_items(Some(ItemKind::SafetyPlan)).await?;
        let Some(held) = there.into_iter().next() else {
            if version != 0 {
                return Err(CaseError::UnknownItem.into());
            }
            change.add_item(plan, CaseEvent::ItemAdded).await?;
            change.commit().await?;
            return Ok(1);
        };
        if held.version != version {
            return Err(CaseError::ChangedSince {
                found: held.version,
            }
            .into());
        }
        let saved = change
            .save_item(&held, plan, CaseEvent::ItemChanged)
            .await?;
        if plan.parts().is_none() {
            change.erase_before(held.id, saved).await?;
        }
        change.commit().await?;
        Ok(saved)
    }

    /// Adds a line to the map of needs, and what it leaves in the gap log, which leads back to nobody.
    pub async fn add_need(
        &self,
        actor: &Actor,
        case: Uuid,
        entry: &NeedEntry,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        let id = change.add_item(entry, CaseEvent::ItemAdded).await?;
        let region = change.case()?.region;
        gap::add(&mut change.transaction, entry, region.as_deref(), moment).await?;
        change.commit().await?;
        Ok(id)
    }
}
