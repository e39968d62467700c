//! Exceptions to consent: a law obliges, or somebody's life is in danger. Two people, a day at most, and the
//! privacy officer finds each of them on their page.

use casework::consent::{Exception, ExceptionFault};
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::consents::Ending;
use super::history::CaseEvent;
use super::items::CaseItem;
use super::kinds::ItemKind;
use super::problem::CaseError;
use super::records::CasePurpose;
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;

impl Store {
    /// The exceptions of a case, for whoever asks for one or may be the second person. The reading is
    /// recorded.
    pub async fn case_exceptions(
        &self,
        actor: &Actor,
        case: Uuid,
        purpose: CasePurpose,
        moment: &Moment<'_>,
    ) -> Result<Vec<CaseItem<Exception>>, StoreError> {
        let action = Action::SecondCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let found = change.items::<Exception>().await?;
        // Whoever opens a page on which there is nothing has read nothing of hers.
        if !found.is_empty() {
            change.read(purpose, Some(ItemKind::Exception)).await?;
            change.commit().await?;
        }
        Ok(found)
    }

    /// Asks for an exception to consent. It counts when a second person has agreed; the privacy officer
    /// finds it on their page from this moment.
    pub async fn ask_exception(
        &self,
        actor: &Actor,
        case: Uuid,
        exception: &Exception,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::ReferCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        let asked = Exception {
            second: None,
            ended_at: None,
            privacy_officer_told_at: Some(moment.now),
            ..exception.clone()
        };
        let mut faults = asked.faults(&change.now());
        faults.remove(&ExceptionFault::NoSecondPerson);
        if !faults.is_empty() {
            return Err(CaseError::ExceptionFaults(faults).into());
        }
        let id = change.add_item(&asked, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Agrees to an exception that somebody else asked for, while it may still count.
    pub async fn second_exception(
        &self,
        actor: &Actor,
        case: Uuid,
        exception: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let action = Action::SecondCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (held, mut agreed) = change.item::<Exception>(exception).await?;
        let second = change.worker();
        if agreed.first == second {
            return Err(CaseError::NeedsSecondPerson.into());
        }
        agreed.second = Some(second);
        let faults = agreed.faults(&change.now());
        if !faults.is_empty() {
            return Err(CaseError::ExceptionFaults(faults).into());
        }
        change
            .save_item(&held, &agreed, CaseEvent::ItemChanged)
            .await?;
        change.commit().await
    }

    /// Takes an exception back; what stood on it alone ends.
    pub async fn end_exception(
        &self,
        actor: &Actor,
        case: Uuid,
        exception: Uuid,
        moment: &Moment<'_>,
    ) -> Result<usize, StoreError> {
        let action = Action::WithdrawConsent;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (held, mut ended) = change.item::<Exception>(exception).await?;
        ended.ended_at = Some(moment.now);
        change
            .save_item(&held, &ended, CaseEvent::ItemChanged)
            .await?;
        let shares = change.end_shares(Ending::Consent).await?;
        change.commit().await?;
        Ok(shares)
    }
}
