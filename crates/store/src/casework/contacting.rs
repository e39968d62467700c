//! Reminders for her: whatever is going to go out passes the rules of safe contact before it is even planned.

use casework::appointment::Appointment;
use casework::contact::{Attempt, Verdict};
use casework::moment::Moment as Now;
use casework::task::Task;
use jiff::Timestamp;
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::problem::CaseError;
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;

impl Store {
    /// Plans that somebody reminds her of an appointment: a task, if the rules of safe contact allow the
    /// attempt at the moment for which it is planned; its id. Whoever carries it out asks the rules again.
    pub async fn plan_reminder(
        &self,
        actor: &Actor,
        case: Uuid,
        appointment: Uuid,
        (attempt, on): (&Attempt, Timestamp),
        task: &Task,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        change.item::<Appointment>(appointment).await?;
        let latest = change.now().latest();
        let verdict = change.verdict(attempt, &Now::new(on, Some(latest))).await?;
        if let Verdict::Refused(reasons) = verdict {
            return Err(CaseError::Contact(reasons).into());
        }
        let id = change.add_item(task, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }
}
