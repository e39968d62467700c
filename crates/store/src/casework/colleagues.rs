//! The people of a case's lead organization by name: who works on it, who leads it, who could.

use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::records::may_work;
use super::worker;
use crate::Store;
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
        "SELECT id, name FROM person
         WHERE organization_id = $1
            OR id IN (SELECT person_id FROM case_worker WHERE case_id = $2)
         ORDER BY name, id";
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
        let people: Vec<(Uuid, String)> = change
            .transaction
            .all(&OF_CASE, &[organization.into(), case.into()], |row| {
                Ok((row.parsed("id")?, row.text("name")?))
            })
            .await?;
        let mut found = Vec::with_capacity(people.len());
        for (id, name) in people {
            let theirs = standing::of(&mut change.transaction, id, false).await?;
            found.push(CaseColleague {
                id,
                name,
                assigned: assigned.contains(&id),
                lead: lead == Some(id),
                may_work: theirs.is_some_and(|standing| {
                    standing.organization == organization && may_work(&standing.permissions)
                }),
            });
        }
        Ok(found)
    }
}
