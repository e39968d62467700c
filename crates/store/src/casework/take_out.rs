//! The table `case_take_out`: all cases of an organization taken out, for another system or for an order of a
//! court. Asked for by one who guards privacy, agreed to by another, handed over once, within a day.

use casework::consent::LONGEST_EXCEPTION;
use casework::moment::Moment as Now;
use casework::words::Private;
use jiff::Timestamp;
use kernel::Actor;
use serde_json::json;
use uuid::Uuid;
use vault::{CaseKey, Place, Vault};

use super::history::{self, By, CaseEvent, Entry, Head};
use super::items::AnyItem;
use super::problem::CaseError;
use super::{item, record};
use crate::Store;
use crate::engine::{Row, Transaction};
use crate::error::StoreError;
use crate::people::{Moment, standing, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

/// Cases of an organization that are, or were, to be taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeOut {
    /// Its id.
    pub id: Uuid,
    /// Whose cases.
    pub organization: Uuid,
    /// Why.
    pub reason: Private,
    /// Who asked.
    pub asked_by: Uuid,
    /// Their name.
    pub asked_by_name: Option<String>,
    /// When.
    pub asked_at: Timestamp,
    /// Who agreed.
    pub agreed_by_name: Option<String>,
    /// When.
    pub agreed_at: Option<Timestamp>,
    /// Until when it can be handed over, not included.
    pub until: Timestamp,
    /// When it was handed over.
    pub taken_at: Option<Timestamp>,
    /// How many cases that were.
    pub cases: Option<i64>,
}

statements! {
    Both ALL =
        "SELECT t.id AS id, t.organization_id AS organization_id, t.reason AS reason,
            t.asked_by AS asked_by, a.name AS asked_by_name, t.asked_at AS asked_at,
            b.name AS agreed_by_name, t.agreed_at AS agreed_at, t.until AS until,
            t.taken_at AS taken_at, t.cases AS cases
         FROM case_take_out t
         LEFT JOIN person a ON a.id = t.asked_by LEFT JOIN person b ON b.id = t.agreed_by
         ORDER BY t.asked_at DESC, t.id LIMIT 200";
    Both ADD =
        "INSERT INTO case_take_out (id, organization_id, reason, asked_by, asked_at, until)
         VALUES ($1, $2, $3, $4, $5, $6)";
    Both AGREE =
        "UPDATE case_take_out SET agreed_by = $2, agreed_at = $3, until = $4
         WHERE id = $1 AND agreed_by IS NULL AND until > $3";
    Both TAKE =
        "UPDATE case_take_out SET taken_by = $2, taken_at = $3, cases = $4
         WHERE id = $1 AND taken_at IS NULL AND agreed_by IS NOT NULL AND until > $5";
    Both OF_ORGANIZATION =
        "SELECT id FROM case_record WHERE lead_organization_id = $1 AND wrapped_key IS NOT NULL ORDER BY id";
    Both SEALED = "SELECT id, reason FROM case_take_out";
    Both SET_SEALED = "UPDATE case_take_out SET reason = $2 WHERE id = $1 AND reason = $3";
}

fn place(row: &str) -> Place<'_> {
    Place {
        table: "case_take_out",
        column: "reason",
        row,
    }
}

fn take_out(vault: &Vault, row: &dyn Row) -> Result<TakeOut, StoreError> {
    let id: Uuid = row.parsed("id")?;
    let plain = vault.open(place(&id.to_string()), &row.text("reason")?)?;
    Ok(TakeOut {
        id,
        organization: row.parsed("organization_id")?,
        reason: Private::new(String::from_utf8_lossy(&plain)),
        asked_by: row.parsed("asked_by")?,
        asked_by_name: row.optional_text("asked_by_name")?,
        asked_at: row.parsed("asked_at")?,
        agreed_by_name: row.optional_text("agreed_by_name")?,
        agreed_at: row.optional_parsed("agreed_at")?,
        until: row.parsed("until")?,
        taken_at: row.optional_parsed("taken_at")?,
        cases: row.optional_integer("cases")?,
    })
}

/// Seals anew what is sealed under an older key; how many that were.
pub(crate) async fn reseal(
    transaction: &mut Transaction,
    vault: &Vault,
    moment: &Moment<'_>,
) -> Result<u64, StoreError> {
    let rows = transaction
        .all(&SEALED, &[], |row| {
            Ok((row.text("id")?, row.text("reason")?))
        })
        .await?;
    let mut count = 0;
    for (id, sealed) in rows {
        if let Some(anew) = vault.reseal(place(&id), &sealed, moment.random)? {
            let values = [(&id).into(), anew.into(), (&sealed).into()];
            count += transaction.execute(&SET_SEALED, &values).await?;
        }
    }
    Ok(count)
}

/// One step of taking out, in its transaction, with the history's head.
struct Step<'a> {
    transaction: Transaction,
    vault: &'a Vault,
    head: Head,
    by: By,
    person: Uuid,
    now: Now,
}

impl<'a> Step<'a> {
    async fn begin(
        store: &'a Store,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<Self, StoreError> {
        let vault = store.vault()?;
        let mut transaction = store.write().await?;
        policy::allow(&mut transaction, actor, Action::ExportCases, None).await?;
        let head = history::lock(&mut transaction, vault, moment.now).await?;
        let standing = match actor {
            Actor::Person(person) => standing::of(&mut transaction, *person, false).await?,
            _ => None,
        };
        let person = standing
            .as_ref()
            .map(|standing| standing.person)
            .ok_or(StoreError::Forbidden(Action::ExportCases))?;
        Ok(Self {
            by: By::of(actor, standing.as_ref()),
            now: Now::new(moment.now, Some(head.latest)),
            transaction,
            vault,
            head,
            person,
        })
    }

    async fn tell(
        &mut self,
        what: CaseEvent,
        case: Uuid,
        detail: &str,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let entry = Entry {
            case,
            detail,
            ..Entry::default()
        };
        history::add(
            &mut self.transaction,
            &mut self.head,
            self.by,
            moment.now,
            what,
            &entry,
        )
        .await
    }

    async fn end(mut self) -> Result<(), StoreError> {
        history::close(&mut self.transaction, self.vault, &self.head).await?;
        self.transaction.commit().await
    }
}

impl Store {
    /// What was asked for, agreed to and taken out, the newest first.
    pub async fn take_outs(
        &self,
        actor: &Actor,
        _moment: &Moment<'_>,
    ) -> Result<Vec<TakeOut>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ExportCases, None).await?;
        transaction.all(&ALL, &[], |row| take_out(vault, row)).await
    }

    /// Asks that all cases of an organization be taken out. Somebody else has a day to agree.
    pub async fn ask_take_out(
        &self,
        actor: &Actor,
        organization: Uuid,
        reason: &Private,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let mut step = Step::begin(self, actor, moment).await?;
        if reason.is_empty() {
            return Err(CaseError::NeedsReason.into());
        }
        if !item::is_organization(&mut step.transaction, organization).await? {
            return Err(CaseError::UnknownOrganization.into());
        }
        let id = moment.id();
        let sealed = step.vault.seal(
            place(&id.to_string()),
            reason.expose().as_bytes(),
            moment.random,
        );
        let values = [
            id.into(),
            organization.into(),
            sealed.into(),
            step.person.into(),
            stored(moment.now).into(),
            stored(moment.after(LONGEST_EXCEPTION)).into(),
        ];
        step.transaction.execute(&ADD, &values).await?;
        let detail = organization.to_string();
        step.tell(CaseEvent::TakeOutAsked, Uuid::nil(), &detail, moment)
            .await?;
        step.end().await?;
        Ok(id)
    }

    /// Agrees to what somebody else asked for. From now it can be handed over once, within a day.
    pub async fn agree_take_out(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut step = Step::begin(self, actor, moment).await?;
        let asked = step.one(id).await?;
        if asked.asked_by == step.person {
            return Err(CaseError::NeedsSecondPerson.into());
        }
        if step.now.has_ended(asked.until) {
            return Err(CaseError::Closed.into());
        }
        let values = [
            id.into(),
            step.person.into(),
            stored(moment.now).into(),
            stored(moment.after(LONGEST_EXCEPTION)).into(),
        ];
        if step.transaction.execute(&AGREE, &values).await? != 1 {
            return Err(CaseError::Closed.into());
        }
        let detail = asked.organization.to_string();
        step.tell(CaseEvent::TakeOutAgreed, Uuid::nil(), &detail, moment)
            .await?;
        step.end().await
    }

    /// Hands the cases over, once: one JSON document a line, each case with everything in it. The history of
    /// every case says so, and the person's list of who looked with it.
    pub async fn take_out(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<String, StoreError> {
        let mut step = Step::begin(self, actor, moment).await?;
        let asked = step.one(id).await?;
        let cases: Vec<Uuid> = step
            .transaction
            .all(&OF_ORGANIZATION, &[asked.organization.into()], |row| {
                row.parsed("id")
            })
            .await?;
        let count = i64::try_from(cases.len()).unwrap_or(i64::MAX);
        let values = [
            id.into(),
            step.person.into(),
            stored(moment.now).into(),
            count.into(),
            // By the later of the two clocks: one that was set back opens nothing again.
            stored(step.now.latest()).into(),
        ];
        if step.transaction.execute(&TAKE, &values).await? != 1 {
            return Err(CaseError::Closed.into());
        }
        let mut out = String::new();
        for case in cases {
            let Some(held) = record::one(&mut step.transaction, case).await? else {
                continue;
            };
            let Some(wrapped) = held.wrapped_key.as_deref() else {
                continue;
            };
            let key = CaseKey::unwrap(step.vault, &case.to_string(), wrapped)?;
            let items = item::of_case(&mut step.transaction, case, None)
                .await?
                .into_iter()
                .map(|held| AnyItem::open(&key, held))
                .collect::<Result<Vec<_>, _>>()?;
            let items: Vec<serde_json::Value> = items.iter().map(written).collect();
            let whole = json!({
                "format": "cairn-case-1",
                "case": record::open(&key, &held)?,
                "items": items,
            });
            out.push_str(&whole.to_string());
            out.push('\n');
            step.tell(CaseEvent::Exported, case, "take-out", moment)
                .await?;
        }
        step.end().await?;
        Ok(out)
    }
}

impl Step<'_> {
    async fn one(&mut self, id: Uuid) -> Result<TakeOut, StoreError> {
        let vault = self.vault;
        self.transaction
            .all(&ALL, &[], |row| take_out(vault, row))
            .await?
            .into_iter()
            .find(|one| one.id == id)
            .ok_or_else(|| CaseError::UnknownItem.into())
    }
}

/// A thing of a case as it is handed over.
fn written(item: &AnyItem) -> serde_json::Value {
    json!({
        "id": item.id,
        "kind": item.kind.word(),
        "state": item.state,
        "created_at": item.created_at,
        "changed_at": item.changed_at,
        "version": item.version,
        "data": item.payload,
    })
}
