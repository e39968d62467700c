//! Nameless enquiries: could you help somebody who…? Asked of several organizations at once, without
//! anything that says who she is.

use std::collections::BTreeSet;

use casework::enquiry::{Enquiry, EnquiryAnswer, EnquiryReply, EnquiryState, Known};
use casework::words::{EnquiryId, OrganizationId};
use kernel::Actor;
use uuid::Uuid;
use vault::CaseKey;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::items::CaseItem;
use super::kinds::ItemKind;
use super::problem::CaseError;
use super::{item, record};
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::{self, Action};

/// An enquiry as the organization that is asked sees it: neither the case nor whoever asks is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedEnquiry {
    /// The id of the answer: what it is answered by.
    pub id: Uuid,
    /// Where the answer belongs.
    pub case_id: Uuid,
    /// What is asked, without the case.
    pub enquiry: Enquiry,
    /// How it stands.
    pub answer: EnquiryAnswer,
}

impl Store {
    /// Sends an enquiry to organizations; its id. Words that may say who she is are refused; `known` is what
    /// the page has of her, to be looked for in them.
    pub async fn send_enquiry(
        &self,
        actor: &Actor,
        case: Uuid,
        enquiry: &Enquiry,
        to: &BTreeSet<OrganizationId>,
        known: &Known<'_>,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::ReferCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        enquiry
            .may_be_sent(to, known, &change.now())
            .map_err(CaseError::Enquiry)?;
        for organization in to {
            if !item::is_organization(&mut change.transaction, organization.0).await? {
                return Err(CaseError::UnknownOrganization.into());
            }
        }
        let id = change.add_item(enquiry, CaseEvent::ItemAdded).await?;
        for organization in to {
            let answer = EnquiryAnswer {
                enquiry: EnquiryId(id),
                to: *organization,
                state: EnquiryState::Sent,
                words: String::new(),
                until: Some(enquiry.until),
                changed_at: moment.now,
            };
            change.add_item(&answer, CaseEvent::ItemAdded).await?;
        }
        change.commit().await?;
        Ok(id)
    }

    /// What an organization was asked.
    pub async fn received_enquiries(
        &self,
        actor: &Actor,
        organization: Uuid,
    ) -> Result<Vec<ReceivedEnquiry>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        let asked = Some(organization);
        policy::allow(&mut transaction, actor, Action::ReceiveReferral, asked).await?;
        let kind = ItemKind::EnquiryAnswer;
        let mut found = Vec::new();
        for held in item::of_organization(&mut transaction, organization, kind).await? {
            let case = record::one(&mut transaction, held.case).await?;
            let Some(wrapped) = case.and_then(|case| case.wrapped_key) else {
                continue;
            };
            let key = CaseKey::unwrap(vault, &held.case.to_string(), &wrapped)?;
            let answer: CaseItem<EnquiryAnswer> = CaseItem::open(&key, &held)?;
            let about = answer.payload.enquiry.0;
            let Some(asked) = item::one(&mut transaction, answer.case_id, about).await? else {
                continue;
            };
            let asked: CaseItem<Enquiry> = CaseItem::open(&key, &asked)?;
            found.push(ReceivedEnquiry {
                id: answer.id,
                case_id: answer.case_id,
                enquiry: Enquiry {
                    case: None,
                    ..asked.payload
                },
                answer: answer.payload,
            });
        }
        Ok(found)
    }

    /// Takes an enquiry back: it is no longer needed. Whoever was asked need not answer, or keep anything.
    pub async fn recall_enquiry(
        &self,
        actor: &Actor,
        case: Uuid,
        enquiry: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let action = Action::ReferCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.item::<Enquiry>(enquiry).await?;
        let now = change.now();
        for answer in change.items::<EnquiryAnswer>().await? {
            let found = answer.payload;
            let stands = found.state.is_open() || found.state.is_answer();
            if found.enquiry.0 != enquiry || !stands {
                continue;
            }
            let until = found.until.unwrap_or(moment.now);
            let next = found
                .after(EnquiryState::Recalled, until, &now)
                .map_err(CaseError::Enquiry)?;
            let (held, _) = change.item::<EnquiryAnswer>(answer.id).await?;
            change
                .save_item(&held, &next, CaseEvent::ItemChanged)
                .await?;
        }
        change.commit().await
    }

    /// Answers an enquiry, for the organization that was asked.
    pub async fn answer_enquiry(
        &self,
        actor: &Actor,
        case: Uuid,
        answer: Uuid,
        reply: &EnquiryReply<'_>,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = Action::ReceiveReferral;
        let begun = Change::begin_unasked(self, actor, case, action, moment, Intent::Write).await;
        let mut change = begun?;
        let theirs = change
            .standing
            .as_ref()
            .map(|standing| standing.organization);
        policy::allow(&mut change.transaction, actor, action, theirs).await?;
        let (held, found) = change.item::<EnquiryAnswer>(answer).await?;
        if theirs != Some(found.to.0) {
            return Err(StoreError::Forbidden(action));
        }
        let (_, asked) = change.item::<Enquiry>(found.enquiry.0).await?;
        let mut next = found
            .after(reply.state, asked.until, &change.now())
            .map_err(CaseError::Enquiry)?;
        reply.words.clone_into(&mut next.words);
        next.until = Some(reply.until.unwrap_or(asked.until));
        let version = change
            .save_item(&held, &next, CaseEvent::ItemChanged)
            .await?;
        change.commit().await?;
        Ok(version)
    }
}
