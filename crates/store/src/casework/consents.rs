//! Consents: recorded, withdrawn, and with the withdrawal everything ended that stood on them.

use std::collections::BTreeSet;

use casework::consent::{
    Ask, Consent, DataKind, Decision, Exception, Purpose, Recipient, Refusal, Relationship,
    contradicted, decide,
};
use casework::moment::Moment as Now;
use casework::outside_link::OutsideLink;
use casework::referral::{EndReason, Party, Referral, ReferralMove, ReferralState};
use casework::words::{CaseId, ConsentId};
use kernel::Actor;
use uuid::Uuid;
use vault::CaseKey;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::kinds::{Payload, organization_of};
use super::problem::CaseError;
use super::{item, outside};
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;

/// Why shares end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A consent was withdrawn, or is contradicted: only those end that no longer stand on one.
    Consent,
    /// The case was closed, or is being destroyed: all end.
    CaseClosed,
    /// This organization is no longer there: what was sent to it ends.
    RecipientGone(Uuid),
}

/// What came of recording a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRecorded {
    /// Its id.
    pub id: Uuid,
    /// Earlier ones that it contradicted, and that were withdrawn with it.
    pub withdrawn: Vec<Uuid>,
    /// How many shares ended.
    pub ended: usize,
}

/// What a decision on a case stands on.
pub(super) struct Grounds {
    case: Uuid,
    consents: Vec<Consent>,
    exceptions: Vec<Exception>,
}

impl Grounds {
    /// Reads and opens them.
    pub(super) async fn read(
        transaction: &mut Transaction,
        key: Option<&CaseKey>,
        case: Uuid,
    ) -> Result<Self, StoreError> {
        let key = key.ok_or(CaseError::Closed)?;
        Ok(Self {
            case,
            consents: opened(transaction, key, case).await?,
            exceptions: opened(transaction, key, case).await?,
        })
    }

    /// The one decision (`casework::consent::decide`) on what may be shown or sent outside: role,
    /// relationship and live consent, or a whole exception in its place. Nothing of a case leaves it in any
    /// other way.
    pub(super) fn decide(
        &self,
        now: &Now,
        relationship: Relationship,
        purpose: Purpose,
        kinds: &BTreeSet<DataKind>,
        recipient: Recipient,
    ) -> Decision {
        let ask = Ask {
            case: CaseId(self.case),
            // The policies answered already whether the role may ask at all; no role is kept from a kind.
            role: DataKind::ALL.iter().copied().collect(),
            relationship,
            purpose,
            kinds: kinds.clone(),
            recipient,
            now: *now,
        };
        let exception = self.exceptions.iter().find(|exception| {
            exception.purpose == purpose
                && exception.recipient == recipient
                && exception.is_whole(now)
        });
        decide(&ask, &self.consents, exception)
    }

    /// What a referral lets its recipient see now.
    pub(super) fn of_referral(&self, now: &Now, referral: &Referral) -> Decision {
        let (kinds, to) = (&referral.kinds, referral.to);
        self.decide(now, referral.relationship(), Purpose::Referral, kinds, to)
    }
}

async fn opened<T: Payload>(
    transaction: &mut Transaction,
    key: &CaseKey,
    case: Uuid,
) -> Result<Vec<T>, StoreError> {
    let held = item::of_case(transaction, case, Some(T::KIND)).await?;
    held.into_iter()
        .map(|held| item::open(key, held.id, held.version, &held.sealed))
        .collect()
}

impl Change<'_> {
    /// Every consent of the case.
    pub(super) async fn consents(&mut self) -> Result<Vec<Consent>, StoreError> {
        let found = self.items::<Consent>().await?;
        Ok(found.into_iter().map(|item| item.payload).collect())
    }

    /// Ends every share that no longer stands on anything; how many those were.
    pub(super) async fn end_shares(&mut self, ending: Ending) -> Result<usize, StoreError> {
        let mut ended = 0;
        let (case, now) = (self.id(), self.now());
        let grounds = Grounds::read(&mut self.transaction, self.key.as_ref(), case).await?;
        for shared in self.items::<Referral>().await? {
            let referral = shared.payload;
            let reason = match ending {
                _ if referral.state.is_final() => continue,
                Ending::CaseClosed => EndReason::CaseClosed,
                Ending::RecipientGone(id) => {
                    if organization_of(referral.to).map(|to| to.0) != Some(id) {
                        continue;
                    }
                    EndReason::RecipientGone
                }
                // A draft has sent nothing: it is decided upon when it is sent.
                Ending::Consent if referral.state == ReferralState::Draft => continue,
                Ending::Consent => match why_over(&grounds, &now, &referral) {
                    Some(reason) => reason,
                    None if self.is_gone(referral.to).await? => EndReason::RecipientGone,
                    None => continue,
                },
            };
            let next = referral
                .after(&ReferralMove::End(reason), Party::Program, &now)
                .map_err(CaseError::Referral)?;
            let (held, _) = self.item::<Referral>(shared.id).await?;
            self.save_item(&held, &next, CaseEvent::ShareEnded).await?;
            ended += 1;
        }
        self.end_links().await?;
        Ok(ended)
    }

    /// The organization that receives is no longer there.
    async fn is_gone(&mut self, to: Recipient) -> Result<bool, StoreError> {
        match organization_of(to) {
            Some(id) => Ok(!item::is_organization(&mut self.transaction, id.0).await?),
            None => Ok(false),
        }
    }

    /// Ends every link whose referral is no longer a share.
    async fn end_links(&mut self) -> Result<(), StoreError> {
        let shares: BTreeSet<Uuid> = self
            .items::<Referral>()
            .await?
            .into_iter()
            .filter(|referral| referral.payload.state.is_share())
            .map(|referral| referral.id)
            .collect();
        for link in self.items::<OutsideLink>().await? {
            if link.payload.ended_at.is_none() && !shares.contains(&link.payload.referral.0) {
                let (held, mut ended) = self.item::<OutsideLink>(link.id).await?;
                ended.ended_at = Some(self.moment.now);
                self.save_item(&held, &ended, CaseEvent::ShareEnded).await?;
                outside::forget(&mut self.transaction, link.id).await?;
            }
        }
        Ok(())
    }

    async fn withdraw(&mut self, id: Uuid) -> Result<bool, StoreError> {
        let (held, mut consent) = self.item::<Consent>(id).await?;
        if consent.withdrawn_at.is_some() {
            return Ok(false);
        }
        consent.withdrawn_at = Some(self.moment.now);
        self.save_item(&held, &consent, CaseEvent::ConsentWithdrawn)
            .await?;
        Ok(true)
    }
}

/// Why nothing of a share may be shown any more; `None` while something may.
fn why_over(grounds: &Grounds, now: &Now, referral: &Referral) -> Option<EndReason> {
    if now.has_ended(referral.until) {
        return Some(EndReason::EndDate);
    }
    let decision = grounds.of_referral(now, referral);
    if !decision.allowed.is_empty() {
        return None;
    }
    let mut reasons = decision.refused.values().flatten();
    let hers = reasons.any(|reason| matches!(reason, Refusal::Withdrawn | Refusal::SaidNo));
    Some(if hers {
        EndReason::ConsentWithdrawn
    } else {
        EndReason::ConsentExpired
    })
}

impl Store {
    /// Records a consent, or a refusal. What it contradicts is withdrawn with it, and what stood on that
    /// ends, in the same transaction.
    pub async fn record_consent(
        &self,
        actor: &Actor,
        case: Uuid,
        consent: &Consent,
        moment: &Moment<'_>,
    ) -> Result<ConsentRecorded, StoreError> {
        let action = Action::RecordConsent;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let earlier = change.consents().await?;
        let faults = consent.faults();
        if !faults.is_empty() {
            return Err(CaseError::ConsentFaults(faults).into());
        }
        let id = change.add_item(consent, CaseEvent::ConsentRecorded).await?;
        let new = Consent {
            id: ConsentId(id),
            ..consent.clone()
        };
        let against: Vec<Uuid> = contradicted(&new, &earlier).map(|id| id.0).collect();
        for old in &against {
            change.withdraw(*old).await?;
        }
        let ended = change.end_shares(Ending::Consent).await?;
        change.commit().await?;
        Ok(ConsentRecorded {
            id,
            withdrawn: against,
            ended,
        })
    }

    /// Withdraws a consent. Every share that stood on it ends in the same transaction; how many those were.
    /// One that was withdrawn before stays so.
    pub async fn withdraw_consent(
        &self,
        actor: &Actor,
        case: Uuid,
        consent: Uuid,
        moment: &Moment<'_>,
    ) -> Result<usize, StoreError> {
        let action = Action::WithdrawConsent;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.withdraw(consent).await?;
        let ended = change.end_shares(Ending::Consent).await?;
        change.commit().await?;
        Ok(ended)
    }
}
