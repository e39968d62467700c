//! Breaking the glass: somebody who is not on a case looks into it, for a day, with a reason that somebody
//! else sees.

use casework::consent::LONGEST_EXCEPTION;
use casework::words::Private;
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::item;
use super::items::CaseItem;
use super::kinds::{BrokenGlass, Payload as _};
use super::problem::CaseError;
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::{self, Action};

impl Store {
    /// Breaks the glass of a case that is not one's own: it can be read for a day. The reason is sealed, and
    /// waits for whoever guards privacy.
    pub async fn break_glass(
        &self,
        actor: &Actor,
        case: Uuid,
        reason: &Private,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::BreakGlass;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        if reason.is_empty() {
            return Err(CaseError::NeedsReason.into());
        }
        let broken = BrokenGlass {
            by: change.worker(),
            reason: reason.clone(),
            broken_at: moment.now,
            until: moment.after(LONGEST_EXCEPTION),
            seen_by: None,
        };
        let id = change.add_item(&broken, CaseEvent::GlassBroken).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Broken glasses whose reason nobody else has looked at yet, in all cases.
    pub async fn broken_glasses(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<Vec<CaseItem<BrokenGlass>>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        let waiting =
            item::in_state(&mut transaction, BrokenGlass::KIND, BrokenGlass::BROKEN).await?;
        drop(transaction);
        let mut found = Vec::new();
        for held in waiting {
            let action = Action::RetainCase;
            let begun = Change::begin(self, actor, held.case, action, moment, Intent::Read).await;
            match begun {
                Ok(change) => found.push(CaseItem::open(change.key()?, &held)?),
                Err(StoreError::Forbidden(_)) => {}
                Err(problem) => return Err(problem),
            }
        }
        Ok(found)
    }

    /// Says that one has looked at the reason why somebody else broke a glass.
    pub async fn see_broken_glass(
        &self,
        actor: &Actor,
        case: Uuid,
        glass: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let action = Action::RetainCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (held, mut seen) = change.item::<BrokenGlass>(glass).await?;
        if seen.by == change.worker() {
            return Err(CaseError::NeedsSecondPerson.into());
        }
        seen.seen_by = Some(change.worker());
        change.save_item(&held, &seen, CaseEvent::GlassSeen).await?;
        change.commit().await
    }
}
