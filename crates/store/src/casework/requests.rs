//! Requests of a person for what is hers: to see it, to correct it, to have it gone, to know who saw it.
//!
//! They may come after a case was closed, and each step goes by the rules of `casework::access_request`:
//! until it is known that it is she, nothing is confirmed and nothing is given.

use std::collections::BTreeSet;

use casework::access_request::{
    AccessRequest, AccessRequestKind, AccessRequestRefused, AccessRequestState, Confirmation,
};
use casework::words::{AccessRequestId, CaseId, Private};
use jiff::civil::Date;
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::items::CaseItem;
use super::keeping;
use super::kinds::ItemKind;
use super::problem::CaseError;
use super::records::CasePurpose;
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;

/// A request as it comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// What is asked.
    pub kind: AccessRequestKind,
    /// In words.
    pub words: Private,
    /// The day it came in.
    pub received_on: Date,
    /// How it was confirmed so far that it is she.
    pub confirmations: BTreeSet<Confirmation>,
}

/// A step of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestStep {
    /// It is she, known in these ways too.
    Confirm(BTreeSet<Confirmation>),
    /// It was answered.
    Answer(Private),
    /// It is refused, for this reason.
    Refuse(Private),
    /// She took it back.
    Withdraw,
    /// It takes longer, for this reason.
    Extend(Private),
}

impl Store {
    /// The requests of a case. The reading is recorded, where there is something to read.
    pub async fn case_requests(
        &self,
        actor: &Actor,
        case: Uuid,
        purpose: CasePurpose,
        moment: &Moment<'_>,
    ) -> Result<Vec<CaseItem<AccessRequest>>, StoreError> {
        let mut change = Change::of_requests(self, actor, case, moment, Intent::Read).await?;
        let found = change.items::<AccessRequest>().await?;
        if !found.is_empty() {
            change.read(purpose, Some(ItemKind::AccessRequest)).await?;
            change.commit().await?;
        }
        Ok(found)
    }

    /// Writes down that somebody asks; its id. The day to answer is worked out from the clock that holds now.
    pub async fn add_request(
        &self,
        actor: &Actor,
        case: Uuid,
        new: &NewRequest,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let mut change = Change::of_requests(self, actor, case, moment, Intent::Write).await?;
        let organization = change.held.summary.lead_organization_id;
        let clock = keeping::clock_of(&mut change.transaction, organization).await?;
        let mut request = AccessRequest {
            id: AccessRequestId(Uuid::nil()),
            case: Some(CaseId(case)),
            kind: new.kind,
            words: new.words.clone(),
            state: AccessRequestState::Received,
            received_on: new.received_on,
            confirmations: new.confirmations.clone(),
            extension: None,
            answer: Private::default(),
            by: change.worker(),
            answer_by: None,
        };
        request.answer_by = request.due_on(clock.as_ref());
        if request.is_confirmed() {
            request.state = AccessRequestState::Confirmed;
        }
        let id = change.add_item(&request, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Takes a request a step on.
    pub async fn step_request(
        &self,
        actor: &Actor,
        case: Uuid,
        request: Uuid,
        step: &RequestStep,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut change = Change::of_requests(self, actor, case, moment, Intent::Write).await?;
        let (held, asked) = change.item::<AccessRequest>(request).await?;
        let none = Private::default();
        let next = match step {
            RequestStep::Confirm(ways) => {
                let mut known = asked.clone();
                known.confirmations.extend(ways.iter().copied());
                if known.is_confirmed() {
                    known.after(AccessRequestState::Confirmed, &none)
                } else if asked.state != AccessRequestState::Received {
                    Err(AccessRequestRefused::NotFromHere)
                } else if known == asked {
                    Err(AccessRequestRefused::NotConfirmed)
                } else {
                    // One way is worth writing down, and not enough.
                    Ok(known)
                }
            }
            RequestStep::Answer(words) => asked.after(AccessRequestState::Answered, words),
            RequestStep::Refuse(words) => asked.after(AccessRequestState::Refused, words),
            RequestStep::Withdraw => asked.after(AccessRequestState::Withdrawn, &none),
            RequestStep::Extend(reason) => {
                let organization = change.held.summary.lead_organization_id;
                let clock = keeping::clock_of(&mut change.transaction, organization).await?;
                match clock {
                    None => Err(AccessRequestRefused::NotExtendable),
                    Some(clock) => asked.extended(&clock, reason.clone()).map(|longer| {
                        let answer_by = longer.due_on(Some(&clock));
                        AccessRequest {
                            answer_by,
                            ..longer
                        }
                    }),
                }
            }
        };
        let next = next.map_err(CaseError::Request)?;
        change
            .save_item(&held, &next, CaseEvent::ItemChanged)
            .await?;
        change.commit().await
    }
}

impl Change<'_> {
    /// Requests are for whoever works on the case and for whoever guards privacy; also when it is closed.
    async fn of_requests<'a>(
        store: &'a Store,
        actor: &Actor,
        case: Uuid,
        moment: &'a Moment<'a>,
        intent: Intent,
    ) -> Result<Change<'a>, StoreError> {
        let action = Action::WriteCase;
        let change = Change::begin_unasked(store, actor, case, action, moment, intent).await?;
        if change.allow(Action::RetainCase).is_err() {
            change.allow(action)?;
        }
        Ok(change)
    }

    /// A request to see what is hers, of which it is known that it is she.
    pub(super) async fn confirmed_request(
        &mut self,
        request: Uuid,
    ) -> Result<CaseItem<AccessRequest>, StoreError> {
        let (held, asked) = self.item::<AccessRequest>(request).await?;
        let refused = if asked.kind != AccessRequestKind::Access {
            Some(AccessRequestRefused::NotFromHere)
        } else if !asked.is_confirmed() {
            Some(AccessRequestRefused::NotConfirmed)
        } else if asked.state != AccessRequestState::Confirmed {
            Some(AccessRequestRefused::NotFromHere)
        } else {
            None
        };
        if let Some(refused) = refused {
            return Err(CaseError::Request(refused).into());
        }
        CaseItem::open(self.key()?, &held)
    }
}
