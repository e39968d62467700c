//! The assistance fund: requests stand in a case; what an organization has left is one row of
//! `assistance_fund`. A step of a request and what it takes from the fund are one transaction.

use casework::fund::{Cents, FundRefused, FundRequest, FundState, FundStep, MOST};
use casework::words::Private;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::problem::CaseError;
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::{Moment, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

statements! {
    Both BALANCE = "SELECT cents FROM assistance_fund WHERE organization_id = $1";
    Both BEGIN =
        "INSERT INTO assistance_fund (organization_id, cents, changed_at) VALUES ($1, 0, $2)
         ON CONFLICT (organization_id) DO NOTHING";
    /// Never below nothing, whoever else takes from it at the same moment.
    Both MOVE =
        "UPDATE assistance_fund SET cents = cents + $2, changed_at = $3
         WHERE organization_id = $1 AND cents + $2 >= 0";
}

/// A step of a request, as somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FundMove {
    /// Agree.
    Approve,
    /// Do not agree, and say why.
    Decline(Private),
    /// Give the money.
    Pay,
    /// Take the request back.
    Withdraw,
    /// The money came back.
    Return,
}

impl FundMove {
    const fn step(&self) -> FundStep<'_> {
        match self {
            Self::Approve => FundStep::Approve,
            Self::Decline(reason) => FundStep::Decline(reason),
            Self::Pay => FundStep::Pay,
            Self::Withdraw => FundStep::Withdraw,
            Self::Return => FundStep::Return,
        }
    }
}

async fn balance(transaction: &mut Transaction, organization: Uuid) -> Result<Cents, StoreError> {
    let found = transaction
        .all(&BALANCE, &[organization.into()], |row| row.integer("cents"))
        .await?;
    let cents = found.first().copied().unwrap_or_default();
    Ok(Cents::new(u64::try_from(cents).unwrap_or_default()))
}

/// Puts so many cents in, or takes them out; whether there was enough.
async fn take(
    transaction: &mut Transaction,
    organization: Uuid,
    cents: i64,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = [organization.into(), stored(now).into()];
    transaction.execute(&BEGIN, &values).await?;
    let values = [organization.into(), cents.into(), stored(now).into()];
    Ok(transaction.execute(&MOVE, &values).await? == 1)
}

fn signed(cents: Cents) -> Result<i64, StoreError> {
    i64::try_from(cents.get()).map_err(|_| CaseError::Fund(FundRefused::Amount).into())
}

impl Store {
    /// Asks for money; the id of the request. Whoever asks is whoever is signed in.
    pub async fn add_fund_request(
        &self,
        actor: &Actor,
        case: Uuid,
        request: &FundRequest,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        if request.amount == Cents::new(0) || request.amount > MOST {
            return Err(CaseError::Fund(FundRefused::Amount).into());
        }
        let fresh = FundRequest {
            state: FundState::Requested,
            decided_by: None,
            decided_on: None,
            decline_reason: Private::default(),
            ..request.clone()
        };
        let id = change.add_item(&fresh, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Moves a request that stood at `version` on, and the money with it; its version then. To agree and to
    /// decline are for whoever may approve moves of the case, and never for whoever asked.
    pub async fn move_fund_request(
        &self,
        actor: &Actor,
        case: Uuid,
        (request, version): (Uuid, i64),
        step: &FundMove,
        on: Date,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = match step {
            FundMove::Approve | FundMove::Decline(_) => Action::ApproveCaseMove,
            FundMove::Pay | FundMove::Withdraw | FundMove::Return => Action::WriteCase,
        };
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (held, found) = change.item::<FundRequest>(request).await?;
        if held.version != version {
            return Err(CaseError::ChangedSince {
                found: held.version,
            }
            .into());
        }
        let organization = change.held.summary.lead_organization_id;
        let before = balance(&mut change.transaction, organization).await?;
        let (next, after) = found
            .after(step.step(), change.worker(), on, before)
            .map_err(CaseError::Fund)?;
        if after != before {
            let moved = signed(after)? - signed(before)?;
            if !take(&mut change.transaction, organization, moved, moment.now).await? {
                return Err(CaseError::Fund(FundRefused::NotEnough).into());
            }
        }
        let saved = change
            .save_item(&held, &next, CaseEvent::ItemChanged)
            .await?;
        change.commit().await?;
        Ok(saved)
    }

    /// What is left in the fund of the organization that leads a case.
    pub async fn fund_balance(
        &self,
        actor: &Actor,
        case: Uuid,
        moment: &Moment<'_>,
    ) -> Result<Cents, StoreError> {
        let action = Action::ReadCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let organization = change.held.summary.lead_organization_id;
        balance(&mut change.transaction, organization).await
    }

    /// Puts money into an organization's fund, or takes it out (less than nothing); what is in it then.
    pub async fn change_fund(
        &self,
        actor: &Actor,
        organization: Uuid,
        cents: i64,
        moment: &Moment<'_>,
    ) -> Result<Cents, StoreError> {
        let mut transaction = self.write().await?;
        let action = Action::ManageFund;
        policy::allow(&mut transaction, actor, action, Some(organization)).await?;
        if !take(&mut transaction, organization, cents, moment.now).await? {
            return Err(CaseError::Fund(FundRefused::NotEnough).into());
        }
        let left = balance(&mut transaction, organization).await?;
        transaction.commit().await?;
        Ok(left)
    }

    /// What is in an organization's fund.
    pub async fn fund(&self, actor: &Actor, organization: Uuid) -> Result<Cents, StoreError> {
        let mut transaction = self.read().await?;
        let action = Action::ManageFund;
        policy::allow(&mut transaction, actor, action, Some(organization)).await?;
        balance(&mut transaction, organization).await
    }
}
