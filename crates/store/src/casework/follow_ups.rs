//! Follow-ups after a case was closed: planned with the closing, asked by the rules of safe contact, over when
//! the case is opened again or when she wants no more of it.

use std::collections::BTreeSet;

use casework::case::{ClosureReason, follow_ups};
use casework::consent::{DataKind, Purpose};
use casework::contact::{Attempt, ContactRefusal, ContactRules, Verdict, may_contact};
use casework::follow_up::{FollowUpEntry, FollowUpRefused, FollowUpState};
use casework::moment::Moment as Now;
use casework::words::{Private, WorkerId};
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::keeping;
use super::problem::CaseError;
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;

impl Change<'_> {
    /// Plans the times to ask, where the reason of the closing allows it and she has not said no to it.
    pub(super) async fn plan_follow_ups(
        &mut self,
        reason: ClosureReason,
    ) -> Result<(), StoreError> {
        if self.said_no_to_follow_up().await? {
            return Ok(());
        }
        let day = keeping::day_of(self.moment.now);
        for planned in follow_ups(day, reason) {
            let entry = FollowUpEntry {
                after: planned.after,
                due: planned.due,
                state: FollowUpState::Due,
                words: Private::default(),
                by: self.worker(),
                at: None,
            };
            self.add_item(&entry, CaseEvent::ItemAdded).await?;
        }
        Ok(())
    }

    /// The times that are still to come will not.
    pub(super) async fn cancel_follow_ups(&mut self) -> Result<(), StoreError> {
        for planned in self.items::<FollowUpEntry>().await? {
            if planned.payload.state == FollowUpState::Due {
                let (held, entry) = self.item::<FollowUpEntry>(planned.id).await?;
                let none = Private::default();
                let state = FollowUpState::Cancelled;
                if let Ok(over) = entry.after(state, &none, self.worker(), self.moment.now) {
                    self.save_item(&held, &over, CaseEvent::ItemChanged).await?;
                }
            }
        }
        Ok(())
    }

    async fn said_no_to_follow_up(&mut self) -> Result<bool, StoreError> {
        let consents = self.consents().await?;
        Ok(consents
            .iter()
            .any(|consent| consent.purpose == Purpose::FollowUp && consent.is_standing_refusal()))
    }
}

/// How it came to the contact of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowUpContact {
    /// She reached us.
    Hers,
    /// We reached her, or tried to.
    Ours(Attempt),
}

/// What became of a time to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpAnswer {
    /// What became of it.
    pub state: FollowUpState,
    /// How it came to the contact; `None` where there was none.
    pub contact: Option<FollowUpContact>,
    /// What she said, or why nobody asked.
    pub words: Private,
}

impl Store {
    /// Whether this contact may be made now, by what was agreed with her: asked before anybody calls.
    pub async fn may_contact_now(
        &self,
        actor: &Actor,
        case: Uuid,
        attempt: &Attempt,
        moment: &Moment<'_>,
    ) -> Result<Verdict, StoreError> {
        let action = Action::ReadCaseIdentity;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let now = change.now();
        change.verdict(attempt, &now).await
    }

    /// Writes down what became of a time to ask. A contact of ours that was not agreed is not taken: whoever
    /// asks first is told before they call.
    pub async fn answer_follow_up(
        &self,
        actor: &Actor,
        case: Uuid,
        follow_up: Uuid,
        answer: &FollowUpAnswer,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let (state, words) = (answer.state, &answer.words);
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (held, entry) = change.item::<FollowUpEntry>(follow_up).await?;
        let refused = match (state, &answer.contact) {
            (FollowUpState::NotAsked | FollowUpState::Cancelled, _)
            | (FollowUpState::Done | FollowUpState::Declined, Some(FollowUpContact::Hers)) => None,
            (_, Some(FollowUpContact::Ours(attempt))) => {
                if change.said_no_to_follow_up().await? {
                    return Err(CaseError::NotConsented(BTreeSet::from([DataKind::Contact])).into());
                }
                let now = change.now();
                match change.verdict(attempt, &now).await? {
                    Verdict::Allowed => None,
                    Verdict::Refused(reasons) => Some(reasons),
                }
            }
            _ => Some(BTreeSet::from([ContactRefusal::WayNotAgreed])),
        };
        if let Some(reasons) = refused {
            return Err(CaseError::Contact(reasons).into());
        }
        let by: WorkerId = change.worker();
        let next = entry
            .after(state, words, by, moment.now)
            .map_err(|refused| match refused {
                FollowUpRefused::NeedsReason => CaseError::NeedsReason,
                FollowUpRefused::NotFromHere => CaseError::ChangedSince {
                    found: held.version,
                },
            })?;
        change
            .save_item(&held, &next, CaseEvent::ItemChanged)
            .await?;
        if state == FollowUpState::Declined {
            change.cancel_follow_ups().await?;
        }
        change.commit().await
    }
}

impl Change<'_> {
    /// What the rules of safe contact say to an attempt at that moment.
    pub(super) async fn verdict(
        &mut self,
        attempt: &Attempt,
        at: &Now,
    ) -> Result<Verdict, StoreError> {
        let rules = self.items::<ContactRules>().await?.pop();
        let out_of_contact = self.case()?.standing.is_out_of_contact();
        let rules = rules.as_ref().map(|item| &item.payload);
        Ok(may_contact(rules, out_of_contact, attempt, at))
    }
}
