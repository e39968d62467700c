//! The people of a case's lead organization by name: who works on it, who leads it, who could.

use std::collections::{BTreeMap, BTreeSet};

use access::Permission;
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::record::CaseSummary;
use super::records::may_work;
use super::worker;
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::{Moment, standing};
use crate::policy::Action;
use crate::statements::statements;

/// Somebody of the lead organization, or somebody who works on the case from before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseColleague {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// They work on the case.
    pub assigned: bool,
    /// They lead it.
    pub lead: bool,
    /// Their roles let them work on cases, and their account is open.
    pub may_work: bool,
}

statements! {
    Both OF_CASE =
        "SELECT id, name, organization_id, state FROM person
         WHERE organization_id = $1
            OR id IN (SELECT person_id FROM case_worker WHERE case_id = $2)
         ORDER BY name, id";
    /// What the roles of an organization's people let them do.
    Both GRANTED =
        "SELECT r.person_id AS person_id, r.role_id AS role_id, m.permission AS permission
         FROM person p
         JOIN person_role r ON r.person_id = p.id
         LEFT JOIN role_permission m ON m.role_id = r.role_id
         WHERE p.organization_id = $1";
    /// Whoever works on a case, wrote into it, or is to do something in it.
    Both NAMED =
        "SELECT id, name FROM person
         WHERE id IN (SELECT person_id FROM case_worker WHERE case_id = $1)
            OR id IN (SELECT created_by FROM case_item WHERE case_id = $1)
            OR id IN (SELECT assignee_id FROM case_item WHERE case_id = $1)
         ORDER BY name, id";
}

/// Whoever works on a case or wrote into it, by name.
pub(super) async fn named(
    transaction: &mut Transaction,
    case: &CaseSummary,
) -> Result<Vec<CaseColleague>, StoreError> {
    let assigned = worker::of_case(transaction, case.id).await?;
    transaction
        .all(&NAMED, &[case.id.into()], |row| {
            let id: Uuid = row.parsed("id")?;
            Ok(CaseColleague {
                id,
                name: row.text("name")?,
                assigned: assigned.contains(&id),
                lead: case.lead_person_id == Some(id),
                may_work: false,
            })
        })
        .await
}

impl Store {
    /// The people of the lead organization of a case, by name; and whoever else works on it.
    pub async fn case_colleagues(
        &self,
        actor: &Actor,
        case: Uuid,
        moment: &Moment<'_>,
    ) -> Result<Vec<CaseColleague>, StoreError> {
        let action = Action::ReadCaseSummary;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let organization = change.held.summary.lead_organization_id;
        let lead = change.held.summary.lead_person_id;
        let assigned = worker::of_case(&mut change.transaction, case).await?;
        let mut granted: BTreeMap<Uuid, BTreeSet<Permission>> = BTreeMap::new();
        change
            .transaction
            .each(&GRANTED, &[organization.into()], |row| {
                let permission = row.optional_text("permission")?;
                let theirs = granted.entry(row.parsed("person_id")?).or_default();
                theirs.extend(standing::granted(
                    row.parsed("role_id")?,
                    permission.as_deref(),
                ));
                Ok(())
            })
            .await?;
        let values = [organization.into(), case.into()];
        change
            .transaction
            .all(&OF_CASE, &values, |row| {
                let id: Uuid = row.parsed("id")?;
                let here = row.parsed::<Uuid>("organization_id")? == organization
                    && row.text("state")? == "active";
                Ok(CaseColleague {
                    id,
                    name: row.text("name")?,
                    assigned: assigned.contains(&id),
                    lead: lead == Some(id),
                    may_work: here && granted.get(&id).is_some_and(may_work),
                })
            })
            .await
    }
}
