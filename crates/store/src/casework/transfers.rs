//! Transfers: the case in other hands, with their yes, her fresh consent, and the approval of somebody else
//! than whoever proposed it.

use casework::case::Move;
use casework::referral::Party;
use casework::transfer::{Transfer, TransferMove, TransferState};
use casework::words::{OrganizationId, Private};
use jiff::Timestamp;
use kernel::Actor;
use uuid::Uuid;
use vault::CaseKey;

use super::change::{Change, Intent};
use super::consents::Ending;
use super::history::CaseEvent;
use super::kinds::ItemKind;
use super::problem::CaseError;
use super::{item, record, worker};
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::{self, Action};

/// A line in the list of an organization that is asked to take a case: nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedTransfer {
    /// Its id.
    pub id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// Who leads now.
    pub from: OrganizationId,
    /// How it stands.
    pub state: TransferState,
    /// When it was proposed.
    pub proposed_at: Timestamp,
    /// Until when it can be completed.
    pub until: Timestamp,
}

impl Store {
    /// Proposes a transfer. The other organization learns that it is asked, and nothing of the person.
    pub async fn propose_transfer(
        &self,
        actor: &Actor,
        case: Uuid,
        transfer: &Transfer,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::RequestCaseMove;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        if !item::is_organization(&mut change.transaction, transfer.to.0).await? {
            return Err(CaseError::UnknownOrganization.into());
        }
        let proposed = Transfer {
            from: OrganizationId(change.held.summary.lead_organization_id),
            state: TransferState::Proposed,
            approved_by: None,
            consent: None,
            ..transfer.clone()
        };
        let id = change.add_item(&proposed, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// The transfers that an organization is asked to take.
    pub async fn proposed_transfers(
        &self,
        actor: &Actor,
        organization: Uuid,
    ) -> Result<Vec<ProposedTransfer>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        let asked = Some(organization);
        policy::allow(&mut transaction, actor, Action::ReceiveReferral, asked).await?;
        let rows =
            item::of_organization(&mut transaction, organization, ItemKind::Transfer).await?;
        let mut found = Vec::new();
        for held in rows {
            let case = record::one(&mut transaction, held.case).await?;
            let Some(wrapped) = case.and_then(|case| case.wrapped_key) else {
                continue;
            };
            let key = CaseKey::unwrap(vault, &held.case.to_string(), &wrapped)?;
            let transfer: Transfer = item::open(&key, held.id, held.version, &held.sealed)?;
            found.push(ProposedTransfer {
                id: held.id,
                case_id: held.case,
                from: transfer.from,
                state: transfer.state,
                proposed_at: transfer.proposed_at,
                until: transfer.until,
            });
        }
        Ok(found)
    }

    /// Takes a transfer, or does not: for whoever receives for the organization that is asked.
    pub async fn answer_transfer(
        &self,
        actor: &Actor,
        case: Uuid,
        transfer: Uuid,
        accept: bool,
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
        let (held, found) = change.item::<Transfer>(transfer).await?;
        if theirs != Some(found.to.0) {
            return Err(StoreError::Forbidden(action));
        }
        let step = if accept {
            TransferMove::Accept
        } else {
            TransferMove::Decline
        };
        let version = change.step(&held, &found, &step, Party::Recipient).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a proposal back.
    pub async fn recall_transfer(
        &self,
        actor: &Actor,
        case: Uuid,
        transfer: Uuid,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = Action::RequestCaseMove;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (held, found) = change.item::<Transfer>(transfer).await?;
        let step = TransferMove::Recall;
        let version = change.step(&held, &found, &step, Party::Lead).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Approves and completes a transfer that was accepted: the other organization leads, nobody here works
    /// on the case any more, and what was shared by the old lead ends.
    pub async fn complete_transfer(
        &self,
        actor: &Actor,
        case: Uuid,
        transfer: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let action = Action::ApproveCaseMove;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (held, found) = change.item::<Transfer>(transfer).await?;
        let consents = change.consents().await?;
        let step = TransferMove::Complete {
            approver: change.worker(),
            consents: &consents,
        };
        change.step(&held, &found, &step, Party::Lead).await?;
        let mut facts = change.facts(&Private::default()).await?;
        facts.transfer_complete = true;
        let mut saved = change.case()?;
        saved.standing = saved
            .standing
            .after(Move::Transfer, facts)
            .map_err(CaseError::Move)?;
        saved.lead_organization = found.to;
        saved.lead_worker = None;
        change.end_shares(Ending::CaseClosed).await?;
        for person in worker::of_case(&mut change.transaction, case).await? {
            change.unassign(person).await?;
        }
        let stage = saved.standing.stage.as_str();
        change.save_case(&saved, CaseEvent::Moved, stage).await?;
        change.commit().await
    }
}

impl Change<'_> {
    async fn step(
        &mut self,
        held: &item::Held,
        found: &Transfer,
        step: &TransferMove<'_>,
        party: Party,
    ) -> Result<i64, StoreError> {
        let next = found
            .after(step, party, &self.now())
            .map_err(CaseError::Transfer)?;
        self.save_item(held, &next, CaseEvent::ItemChanged).await
    }
}
