//! Cases whose keeping ends: the list with the warning before, the warning, and the certificates of those that
//! are gone.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use casework::retention::{KeptState, Retention};
use casework::words::WorkerId;
use jiff::Timestamp;
use kernel::Actor;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::keeping;
use super::kinds::{Bound, Clear, ItemKind, Payload};
use super::problem::CaseError;
use super::record::CaseSummary;
use super::retention::EndCertificate;
use crate::Store;
use crate::engine::{Row, Transaction};
use crate::error::StoreError;
use crate::people::{Moment, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

/// Whoever worked on the case was told that its end is near, and has time to object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndWarning {
    /// Who told them.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
    /// From when it may be destroyed.
    pub due: Timestamp,
}

impl Payload for EndWarning {
    const KIND: ItemKind = ItemKind::EndWarning;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear::state("warned").due(Some(self.due))
    }
}

/// A closed case, with where it stands with its keeping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCase {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: casework::case::ClientCode,
    /// The lead organization.
    pub organization: Uuid,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Where it stands.
    pub retention: Retention,
    /// Somebody asked that it be destroyed.
    pub asked: bool,
}

/// A certificate as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCertificate {
    /// The case that is gone.
    pub case_id: Uuid,
    /// The organization that led it.
    pub organization: Uuid,
    /// What was certified.
    pub certificate: EndCertificate,
    /// The name of whoever asked, now.
    pub asked_by: Option<String>,
    /// The name of whoever did it, now.
    pub done_by: Option<String>,
}

/// How many cases and certificates a page shows.
const LONGEST: i64 = 500;

statements! {
    /// Closed cases, those whose end comes first first; without a day last.
    Both KEPT =
        "SELECT c.id AS id, c.code AS code, c.lead_organization_id AS lead_organization_id,
            c.closed_at AS closed_at, c.legal_hold AS legal_hold, c.retained_until AS retained_until,
            (SELECT MAX(i.created_at) FROM case_item i
             WHERE i.case_id = c.id AND i.kind = 'end-warning') AS warned_at,
            (SELECT COUNT(*) FROM case_item i
             WHERE i.case_id = c.id AND i.kind = 'end-request') AS asked
         FROM case_record c WHERE c.stage IN ('closed', 'sealed')
         ORDER BY CASE WHEN c.retained_until IS NULL THEN 1 ELSE 0 END, c.retained_until, c.id LIMIT $1";
    Both ADD = "INSERT INTO case_end (case_id, organization_id, ended_at, certificate) VALUES ($1, $2, $3, $4)";
    Both NEWEST =
        "SELECT case_id, organization_id, certificate FROM case_end ORDER BY ended_at DESC, case_id LIMIT $1";
    Both ONE = "SELECT case_id, organization_id, certificate FROM case_end WHERE case_id = $1";
    Both NAMES = "SELECT name FROM person WHERE id = $1";
}

fn certificate(row: &dyn Row) -> Result<KeptCertificate, StoreError> {
    let written = row.text("certificate")?;
    Ok(KeptCertificate {
        case_id: row.parsed("case_id")?,
        organization: row.parsed("organization_id")?,
        certificate: serde_json::from_str(&written)
            .map_err(|_| StoreError::damaged("case_end", "is not what it should be"))?,
        asked_by: None,
        done_by: None,
    })
}

/// Keeps a certificate, in the transaction in which the case ended.
pub(super) async fn keep(
    transaction: &mut Transaction,
    case: &CaseSummary,
    certificate: &EndCertificate,
) -> Result<(), StoreError> {
    let written = serde_json::to_string(certificate).expect("our own records are plain data");
    let values = [
        case.id.into(),
        case.lead_organization_id.into(),
        stored(certificate.ended_at).into(),
        written.into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(())
}

async fn name(
    transaction: &mut Transaction,
    person: Option<Uuid>,
) -> Result<Option<String>, StoreError> {
    let found = transaction
        .all(&NAMES, &[person.into()], |row| row.text("name"))
        .await?;
    Ok(found.into_iter().next())
}

impl Store {
    /// Closed cases with where each stands with its keeping, those whose end comes first first.
    pub async fn kept_cases(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<Vec<KeptCase>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::SetKeepingRules, None).await?;
        let latest = super::history::look(&mut transaction)
            .await?
            .map(|head| head.latest);
        let now = casework::moment::Moment::new(moment.now, latest);
        let rows = transaction
            .all(&KEPT, &[LONGEST.into()], |row| {
                let closed: Option<Timestamp> = row.optional_parsed("closed_at")?;
                let warned: Option<Timestamp> = row.optional_parsed("warned_at")?;
                let kept = KeptCase {
                    id: row.parsed("id")?,
                    code: row.parsed("code")?,
                    organization: row.parsed("lead_organization_id")?,
                    closed_at: closed,
                    retention: Retention {
                        state: KeptState::NoClock,
                        due_on: None,
                    },
                    asked: row.integer("asked")? > 0,
                };
                Ok((
                    kept,
                    row.yes("legal_hold")?,
                    row.optional_parsed::<Timestamp>("retained_until")?,
                    warned.filter(|at| closed.is_some_and(|closed| *at >= closed)),
                ))
            })
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        let mut schedules = BTreeMap::new();
        for (mut kept, held, until, warned) in rows {
            let theirs = match schedules.entry(kept.organization) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    new.insert(keeping::schedules_of(&mut transaction, kept.organization).await?)
                }
            };
            kept.retention = keeping::state((kept.closed_at, until), held, warned, theirs, &now);
            found.push(kept);
        }
        Ok(found)
    }

    /// Tells whoever works on a case, on their desk, that its end is near.
    pub async fn warn_of_end(
        &self,
        actor: &Actor,
        case: Uuid,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::RetainCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let kept = change.kept().await?;
        let due = kept
            .filter(|kept| kept.state == KeptState::WarningDue)
            .and_then(|kept| kept.due_on);
        let Some(due) = due else {
            let refused = casework::case::MoveRefused::StillKept;
            return Err(CaseError::Move(refused).into());
        };
        let warning = EndWarning {
            by: change.worker(),
            at: moment.now,
            due: keeping::midnight(due),
        };
        let id = change.add_item(&warning, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Where a closed case stands with its keeping, and whether somebody asked for its end; `None` where no
    /// schedule holds.
    pub async fn keeping_of(
        &self,
        actor: &Actor,
        case: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(CaseSummary, Option<Retention>, bool), StoreError> {
        let action = Action::RetainCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let kept = change.kept().await?;
        let asked = change.held_items(Some(ItemKind::EndRequest)).await?;
        Ok((change.held.summary, kept, !asked.is_empty()))
    }

    /// The certificates of cases that were destroyed, the newest first.
    pub async fn end_certificates(
        &self,
        actor: &Actor,
        _moment: &Moment<'_>,
    ) -> Result<Vec<KeptCertificate>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadOversight, None).await?;
        transaction
            .all(&NEWEST, &[LONGEST.into()], certificate)
            .await
    }

    /// The certificate of one case that was destroyed.
    pub async fn end_certificate(
        &self,
        actor: &Actor,
        case: Uuid,
        _moment: &Moment<'_>,
    ) -> Result<Option<KeptCertificate>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadOversight, None).await?;
        let found = transaction.all(&ONE, &[case.into()], certificate).await?;
        let Some(mut kept) = found.into_iter().next() else {
            return Ok(None);
        };
        kept.asked_by = name(&mut transaction, Some(kept.certificate.asked_by)).await?;
        kept.done_by = name(&mut transaction, kept.certificate.done_by).await?;
        Ok(Some(kept))
    }
}
