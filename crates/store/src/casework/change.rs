//! The one way into a case: whoever changes or reads one holds a [`Change`], which knows who they are and
//! what they may, opens what is sealed, and writes the history in the same transaction.

use access::{CaseRelation, Standing};
use casework::case::Case;
use casework::moment::Moment as Now;
use casework::referral::ReferralState;
use casework::words::WorkerId;
use jiff::Timestamp;
use kernel::Actor;
use uuid::Uuid;
use vault::{CaseKey, Vault};

use super::history::{self, By, CaseEvent, Entry, Head};
use super::item::{self, Held};
use super::items::CaseItem;
use super::kinds::{Bound, ItemKind, Payload};
use super::problem::CaseError;
use super::{calendar, lookup, record, worker};
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::{Moment, standing, stored};
use crate::policy::{self, Action};

/// The largest sealed value, in bytes as it is stored. A document's bytes are no value of this kind.
pub const PAYLOAD_LIMIT: usize = 2 * 1024 * 1024;

/// Work on one case in one transaction. Dropped without [`Change::commit`], it never was.
pub(crate) struct Change<'a> {
    pub(crate) transaction: Transaction,
    pub(crate) moment: &'a Moment<'a>,
    pub(crate) vault: &'a Vault,
    pub(crate) held: record::Held,
    pub(crate) standing: Option<Standing>,
    pub(super) key: Option<CaseKey>,
    actor: Actor,
    relation: CaseRelation,
    /// The latest moment that was ever recorded.
    latest: Option<Timestamp>,
    /// Taken when the first entry is written, or at the beginning by whoever is going to write.
    head: Option<Head>,
}

/// What is going to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intent {
    /// Something is written: the history is taken at once, so that nothing read before can be out of date.
    Write,
    /// Something is read, and that is recorded at the end.
    Read,
}

impl<'a> Change<'a> {
    /// Begins, if `actor` may do `action` to the case. A case that is not there answers as one that they
    /// may know nothing of.
    pub(crate) async fn begin(
        store: &'a Store,
        actor: &Actor,
        case: Uuid,
        action: Action,
        moment: &'a Moment<'a>,
        intent: Intent,
    ) -> Result<Self, StoreError> {
        let change = Self::begin_unasked(store, actor, case, action, moment, intent).await?;
        change.allow(action)?;
        Ok(change)
    }

    /// The same without asking yet: for whoever must ask about two things. `action` is what a case that is
    /// not there is refused with.
    pub(crate) async fn begin_unasked(
        store: &'a Store,
        actor: &Actor,
        case: Uuid,
        action: Action,
        moment: &'a Moment<'a>,
        intent: Intent,
    ) -> Result<Self, StoreError> {
        let vault = store.vault()?;
        let mut transaction = store.write().await?;
        let head = match intent {
            Intent::Write => Some(history::lock(&mut transaction, vault, moment.now).await?),
            Intent::Read => None,
        };
        let latest = match &head {
            Some(head) => Some(head.latest),
            None => history::look(&mut transaction)
                .await?
                .map(|head| head.latest),
        };
        let standing = match actor {
            Actor::Person(person) => standing::of(&mut transaction, *person, true).await?,
            _ => None,
        };
        let held = record::one(&mut transaction, case)
            .await?
            .ok_or(StoreError::Forbidden(action))?;
        let now = Now::new(moment.now, latest);
        let relation = relation(&mut transaction, &held, standing.as_ref(), &now).await?;
        let wrapped = held.wrapped_key.as_deref();
        let key = wrapped
            .map(|wrapped| CaseKey::unwrap(vault, &case.to_string(), wrapped))
            .transpose()?;
        Ok(Self {
            transaction,
            moment,
            vault,
            held,
            standing,
            actor: *actor,
            key,
            relation,
            latest,
            head,
        })
    }

    /// Asks whether they may do this too.
    pub(crate) fn allow(&self, action: Action) -> Result<(), StoreError> {
        policy::allow_case(&self.actor, self.standing.as_ref(), action, self.relation)
    }

    /// The id of the case.
    pub(crate) const fn id(&self) -> Uuid {
        self.held.summary.id
    }

    /// The time, held against the latest that was recorded.
    pub(crate) fn now(&self) -> Now {
        Now::new(self.moment.now, self.latest)
    }

    /// Whoever is at work, for what names its writer. The program has no name.
    pub(crate) fn worker(&self) -> WorkerId {
        WorkerId(
            self.standing
                .as_ref()
                .map(|standing| standing.person)
                .unwrap_or_default(),
        )
    }

    /// The key of the case, while it has one.
    pub(crate) fn key(&self) -> Result<&CaseKey, StoreError> {
        self.key.as_ref().ok_or(CaseError::Closed.into())
    }

    /// What stands on the case itself.
    pub(crate) fn case(&self) -> Result<Case, StoreError> {
        record::open(self.key()?, &self.held)
    }

    /// Adds an entry to the history.
    pub(crate) async fn record(
        &mut self,
        what: CaseEvent,
        entry: Entry<'_>,
    ) -> Result<(), StoreError> {
        let by = By::of(&self.actor, self.standing.as_ref());
        let mut head = match self.head.take() {
            Some(head) => head,
            None => history::lock(&mut self.transaction, self.vault, self.moment.now).await?,
        };
        let entry = Entry {
            case: self.id(),
            ..entry
        };
        let added = history::add(
            &mut self.transaction,
            &mut head,
            by,
            self.moment.now,
            what,
            &entry,
        )
        .await;
        self.head = Some(head);
        added
    }

    /// Adds an entry that is about nothing more than a word.
    pub(crate) async fn note(&mut self, what: CaseEvent, detail: &str) -> Result<(), StoreError> {
        let entry = Entry {
            detail,
            ..Entry::default()
        };
        self.record(what, entry).await
    }

    /// Writes what stands on the case itself.
    pub(crate) async fn save_case(
        &mut self,
        case: &Case,
        what: CaseEvent,
        detail: &str,
    ) -> Result<i64, StoreError> {
        let old = self.held.summary.version;
        let version = old + 1;
        let sealed = record::seal(self.key()?, case, version, self.moment.random);
        let summary = record::CaseSummary {
            stage: case.standing.stage,
            lead_organization_id: case.lead_organization.0,
            lead_person_id: case.lead_worker.map(|worker| worker.0),
            changed_at: self.moment.now,
            closed_at: case.closed_at,
            legal_hold: case.legal_hold,
            version,
            ..self.held.summary.clone()
        };
        if !record::save(&mut self.transaction, &summary, old, &sealed).await? {
            return Err(CaseError::ChangedSince { found: version }.into());
        }
        let entry = Entry {
            version,
            detail,
            written: Some(record::written(&summary, &sealed)),
            ..Entry::default()
        };
        self.record(what, entry).await?;
        self.held.summary = summary;
        self.held.sealed = Some(sealed);
        Ok(version)
    }

    /// Writes something new into the case; its id.
    pub(crate) async fn add_item<T: Payload>(
        &mut self,
        payload: &T,
        what: CaseEvent,
    ) -> Result<Uuid, StoreError> {
        let id = self.moment.id();
        let mut payload = payload.clone();
        payload.bind(&Bound {
            id,
            case: self.id(),
            by: self.worker(),
            at: self.moment.now,
        });
        let held = Held {
            id,
            case: self.id(),
            kind: T::KIND,
            clear: payload.clear(),
            created_at: self.moment.now,
            created_by: self.standing.as_ref().map(|standing| standing.person),
            changed_at: self.moment.now,
            version: 1,
            sealed: self.seal(id, 1, &payload)?,
        };
        item::add(&mut self.transaction, &held).await?;
        self.index(&held, &payload).await?;
        self.record_item(&held, what).await?;
        Ok(id)
    }

    /// Writes something anew that was looked at in this transaction; its version.
    pub(crate) async fn save_item<T: Payload>(
        &mut self,
        looked_at: &Held,
        payload: &T,
        what: CaseEvent,
    ) -> Result<i64, StoreError> {
        let version = looked_at.version + 1;
        let held = Held {
            clear: payload.clear(),
            changed_at: self.moment.now,
            version,
            sealed: self.seal(looked_at.id, version, payload)?,
            ..looked_at.clone()
        };
        if !item::save(&mut self.transaction, &held, looked_at.version).await? {
            return Err(CaseError::ChangedSince { found: version }.into());
        }
        self.index(&held, payload).await?;
        self.record_item(&held, what).await?;
        Ok(version)
    }

    fn seal<T: Payload>(&self, id: Uuid, version: i64, payload: &T) -> Result<String, StoreError> {
        let sealed = item::seal(self.key()?, id, version, payload, self.moment.random);
        if sealed.len() > PAYLOAD_LIMIT {
            return Err(CaseError::TooLarge {
                found: sealed.len(),
                limit: PAYLOAD_LIMIT,
            }
            .into());
        }
        Ok(sealed)
    }

    async fn index<T: Payload>(&mut self, held: &Held, payload: &T) -> Result<(), StoreError> {
        let found = payload.lookups();
        if held.version > 1 || !found.is_empty() {
            lookup::replace(&mut self.transaction, self.vault, held, &found).await?;
        }
        if let Some(appointment) = payload.appointment() {
            calendar::replace(&mut self.transaction, held, appointment).await?;
        }
        Ok(())
    }

    async fn record_item(&mut self, held: &Held, what: CaseEvent) -> Result<(), StoreError> {
        let entry = Entry {
            item: Some(held.id),
            kind: Some(held.kind.word()),
            version: held.version,
            detail: &held.clear.state,
            written: Some(item::written(held)),
            ..Entry::default()
        };
        self.record(what, entry).await
    }

    /// One thing of this kind in the case, with its row.
    pub(crate) async fn item<T: Payload>(&mut self, id: Uuid) -> Result<(Held, T), StoreError> {
        let case = self.id();
        let held = item::one(&mut self.transaction, case, id)
            .await?
            .filter(|held| held.kind == T::KIND)
            .ok_or(CaseError::UnknownItem)?;
        let payload = item::open(self.key()?, held.id, held.version, &held.sealed)?;
        Ok((held, payload))
    }

    /// Everything of this kind in the case, the oldest first.
    pub(crate) async fn items<T: Payload>(&mut self) -> Result<Vec<CaseItem<T>>, StoreError> {
        let found = self.held_items(Some(T::KIND)).await?;
        let key = self.key()?;
        found
            .into_iter()
            .map(|held| CaseItem::open(key, &held))
            .collect()
    }

    /// The rows of the case, of one kind or of all.
    pub(crate) async fn held_items(
        &mut self,
        kind: Option<ItemKind>,
    ) -> Result<Vec<Held>, StoreError> {
        let case = self.id();
        item::of_case(&mut self.transaction, case, kind).await
    }

    /// Empties what the history keeps of an item before this version, and says so.
    pub(crate) async fn erase_before(
        &mut self,
        item: Uuid,
        version: i64,
    ) -> Result<(), StoreError> {
        let values = [item.into(), self.id().into(), version.into()];
        self.transaction
            .execute(&history::EMPTY_ITEM, &values)
            .await?;
        let entry = Entry {
            item: Some(item),
            kind: Some(ItemKind::SafetyPlan.word()),
            version,
            ..Entry::default()
        };
        self.record(CaseEvent::Erased, entry).await
    }

    /// The last entry that was written here.
    pub(crate) fn last(&self) -> Option<(i64, [u8; vault::chain::HASH_LENGTH])> {
        self.head.as_ref().map(|head| (head.sequence, head.hash))
    }

    /// Makes it so.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        if let Some(head) = &self.head {
            history::close(&mut self.transaction, self.vault, head).await?;
        }
        self.transaction.commit().await
    }
}

/// How a case stands to whoever asks, at this moment.
pub(crate) async fn relation(
    transaction: &mut Transaction,
    held: &record::Held,
    standing: Option<&Standing>,
    now: &Now,
) -> Result<CaseRelation, StoreError> {
    let mut relation = CaseRelation {
        case: held.summary.id,
        organization: held.summary.lead_organization_id,
        assigned: false,
        shared: false,
        glass_broken: false,
    };
    let Some(standing) = standing else {
        return Ok(relation);
    };
    let case = held.summary.id;
    relation.assigned = worker::is_assigned(transaction, case, standing.person).await?;
    let latest = stored(now.latest());
    let lasts = |due: &Option<String>| due.as_ref().is_some_and(|due| *due > latest);
    for mark in item::marks(transaction, case, standing.person, standing.organization).await? {
        if !lasts(&mark.due) {
            continue;
        }
        match mark.kind {
            ItemKind::Referral => {
                relation.shared |=
                    ReferralState::parse(&mark.state).is_some_and(ReferralState::is_share);
            }
            ItemKind::BrokenGlass => relation.glass_broken = true,
            _ => {}
        }
    }
    Ok(relation)
}
