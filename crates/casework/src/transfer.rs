//! Transfers: another organization leads from now on. It needs acceptance there, and her fresh consent.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::consent::{Answer, Consent, DataKind, Purpose, Recipient};
use crate::moment::Moment;
use crate::referral::Party;
use crate::words::{CaseId, ConsentId, OrganizationId, Private, TransferId, WorkerId, words};

words! {
    /// Where a transfer stands.
    TransferState {
        /// Asked, without anything that says who she is.
        Proposed = "proposed",
        /// They will take it.
        Accepted = "accepted",
        /// They will not.
        Declined = "declined",
        /// It is done: they lead.
        Completed = "completed",
        /// Taken back.
        Recalled = "recalled",
        /// Nobody answered, or she did not agree in time.
        Expired = "expired",
    }

    /// Why a move is refused.
    TransferRefused {
        /// From here it does not go there.
        NotFromHere = "not-from-here",
        /// It is not theirs to do.
        NotTheirs = "not-theirs",
        /// No live consent to this transfer, to them, given since it was proposed.
        NoFreshConsent = "no-fresh-consent",
        /// Whoever proposed it cannot also approve it.
        SamePerson = "same-person",
        /// Its time is over.
        Expired = "expired",
    }
}

/// A transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// The case.
    pub case: CaseId,
    /// Who leads now.
    pub from: OrganizationId,
    /// Who would lead.
    pub to: OrganizationId,
    /// Why, in words.
    #[serde(default)]
    pub reason: Private,
    /// Where it stands.
    pub state: TransferState,
    /// Who proposed it.
    pub proposed_by: WorkerId,
    /// When.
    pub proposed_at: Timestamp,
    /// Until when it can be completed, not included.
    pub until: Timestamp,
    /// Who approved it in the house that leads now (casework.md 6.3: request by the worker, approval by the
    /// lead coordinator or the supervisor).
    #[serde(default)]
    pub approved_by: Option<WorkerId>,
    /// The consent it was completed with.
    #[serde(default)]
    pub consent: Option<ConsentId>,
    /// When it last changed.
    pub changed_at: Timestamp,
}

/// A move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferMove<'a> {
    /// Take it.
    Accept,
    /// Do not take it.
    Decline,
    /// Take it back.
    Recall,
    /// Time is over.
    Expire,
    /// Approve, and hand over, by this consent among those of the case.
    Complete {
        /// Who approves.
        approver: WorkerId,
        /// The consents of the case.
        consents: &'a [Consent],
    },
}

impl Transfer {
    /// The consent that carries it: given since it was proposed, live, for this, to them, and no standing no.
    pub fn fresh_consent<'a>(&self, consents: &'a [Consent], now: &Moment) -> Option<&'a Consent> {
        let about = |consent: &&Consent| {
            consent.case == self.case
                && consent.is_about(Purpose::Transfer, Recipient::Organization(self.to))
        };
        if consents
            .iter()
            .filter(about)
            .any(Consent::is_standing_refusal)
        {
            return None;
        }
        consents.iter().filter(about).find(|consent| {
            consent.answer == Answer::Given
                && consent.taken_at >= self.proposed_at
                && consent.kinds.contains(&DataKind::Outline)
                && consent.is_live(now)
        })
    }

    /// The transfer after a move, or why it stays as it is.
    pub fn after(
        &self,
        step: &TransferMove<'_>,
        party: Party,
        now: &Moment,
    ) -> Result<Self, TransferRefused> {
        use TransferState as S;
        let (from, whose, to): (&[S], Party, S) = match step {
            TransferMove::Accept => (&[S::Proposed], Party::Recipient, S::Accepted),
            TransferMove::Decline => (&[S::Proposed, S::Accepted], Party::Recipient, S::Declined),
            TransferMove::Recall => (&[S::Proposed, S::Accepted], Party::Lead, S::Recalled),
            TransferMove::Expire => (&[S::Proposed, S::Accepted], Party::Program, S::Expired),
            TransferMove::Complete { .. } => (&[S::Accepted], Party::Lead, S::Completed),
        };
        if !from.contains(&self.state) {
            return Err(TransferRefused::NotFromHere);
        }
        if party != whose {
            return Err(TransferRefused::NotTheirs);
        }
        let over = now.has_ended(self.until);
        let mut next = self.clone();
        match step {
            TransferMove::Accept if over => return Err(TransferRefused::Expired),
            TransferMove::Complete { approver, consents } => {
                if over {
                    return Err(TransferRefused::Expired);
                }
                if *approver == self.proposed_by {
                    return Err(TransferRefused::SamePerson);
                }
                let consent = self
                    .fresh_consent(consents, now)
                    .ok_or(TransferRefused::NoFreshConsent)?;
                next.approved_by = Some(*approver);
                next.consent = Some(consent.id);
            }
            _ => {}
        }
        next.state = to;
        next.changed_at = now.clock();
        Ok(next)
    }
}
