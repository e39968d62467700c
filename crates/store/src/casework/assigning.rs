//! Who works on a case.

use casework::words::WorkerId;
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::problem::CaseError;
use super::records::may_work;
use super::worker;
use crate::Store;
use crate::error::StoreError;
use crate::people::{Moment, standing};
use crate::policy::Action;

impl Store {
    /// Puts somebody of the lead organization to work on a case; with `lead`, as the one person whom she
    /// can ask for.
    pub async fn assign_case(
        &self,
        actor: &Actor,
        case: Uuid,
        person: Uuid,
        lead: bool,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let action = Action::AssignCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        let theirs = standing::of(&mut change.transaction, person, false)
            .await?
            .filter(|standing| {
                standing.organization == change.held.summary.lead_organization_id
                    && may_work(&standing.permissions)
            });
        if theirs.is_none() {
            return Err(CaseError::UnknownWorker.into());
        }
        if worker::add(&mut change.transaction, case, person, moment.now).await? {
            change
                .note(CaseEvent::Assigned, &person.to_string())
                .await?;
        }
        if lead && change.held.summary.lead_person_id != Some(person) {
            let mut saved = change.case()?;
            saved.lead_worker = Some(WorkerId(person));
            change.save_case(&saved, CaseEvent::Changed, "").await?;
        }
        change.commit().await
    }

    /// Takes somebody off a case.
    pub async fn unassign_case(
        &self,
        actor: &Actor,
        case: Uuid,
        person: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let action = Action::AssignCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.unassign(person).await?;
        if change.held.summary.lead_person_id == Some(person) && change.key.is_some() {
            let mut saved = change.case()?;
            saved.lead_worker = None;
            change.save_case(&saved, CaseEvent::Changed, "").await?;
        }
        change.commit().await
    }
}

impl Change<'_> {
    /// Takes somebody off the case.
    pub(super) async fn unassign(&mut self, person: Uuid) -> Result<(), StoreError> {
        let case = self.id();
        if worker::remove(&mut self.transaction, case, person).await? {
            self.note(CaseEvent::Unassigned, &person.to_string())
                .await?;
        }
        Ok(())
    }
}
