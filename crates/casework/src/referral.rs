//! Referrals: what is asked of another organization, with which fields, until when, and what came of it.
//!
//! casework.md 6.1: "draft -> sent (scope = chosen fields, end date) -> seen -> accepted / declined /
//! expired -> in service -> outcome -> closed"; "revocation of consent ends the share at once and the
//! receiver sees only that it ended". The nameless question before it is [`crate::enquiry`].

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::consent::{DataKind, Decision, Recipient, Relationship};
use crate::moment::Moment;
use crate::need::Need;
use crate::words::{CaseId, EnquiryId, OrganizationId, Private, ReferralId, WorkerId, words};

words! {
    /// Where a referral stands.
    ReferralState {
        /// Being prepared: nothing has left.
        Draft = "draft",
        /// Sent.
        Sent = "sent",
        /// Somebody there has opened it.
        Seen = "seen",
        /// They will.
        Accepted = "accepted",
        /// They will not.
        Declined = "declined",
        /// Nobody answered in time.
        Expired = "expired",
        /// They are at work.
        InService = "in-service",
        /// They told what came of it.
        Outcome = "outcome",
        /// Done.
        Closed = "closed",
        /// Taken back by those who sent it, before it was accepted.
        Recalled = "recalled",
        /// Ended at once: consent was withdrawn, or one of the two is no longer there.
        Ended = "ended",
    }

    /// Why it was declined (casework.md 6.1).
    DeclineReason {
        /// No room.
        NoCapacity = "no-capacity",
        /// She does not meet their conditions.
        NotEligible = "not-eligible",
        /// It would not be safe.
        Unsafe = "unsafe",
        /// They know somebody on the other side.
        Conflict = "conflict",
        /// She changed her mind.
        ClientChangedMind = "client-changed-mind",
    }

    /// What came of it.
    OutcomeKind {
        /// She got what she wanted.
        Met = "met",
        /// Part of it.
        PartlyMet = "partly-met",
        /// Nothing of it.
        NotMet = "not-met",
        /// She did not come.
        DidNotAttend = "did-not-attend",
        /// She no longer wanted it.
        NoLongerWanted = "no-longer-wanted",
    }

    /// Why a share ended.
    EndReason {
        /// She withdrew her consent.
        ConsentWithdrawn = "consent-withdrawn",
        /// The consent ran out.
        ConsentExpired = "consent-expired",
        /// Its own end came.
        EndDate = "end-date",
        /// The organization is no longer there.
        RecipientGone = "recipient-gone",
        /// The case was closed or destroyed.
        CaseClosed = "case-closed",
    }

    /// Who makes a move.
    Party {
        /// The lead organization.
        Lead = "lead",
        /// The organization that was asked.
        Recipient = "recipient",
        /// She herself.
        Person = "person",
        /// The program: ends and expiries.
        Program = "program",
    }

    /// Why a move is refused.
    ReferralRefused {
        /// From here it does not go there.
        NotFromHere = "not-from-here",
        /// It is not theirs to do.
        NotTheirs = "not-theirs",
        /// Not every chosen field may travel.
        Consent = "consent",
        /// Nothing was chosen.
        NothingChosen = "nothing-chosen",
        /// Its end has come, or lies before its beginning.
        EndDate = "end-date",
    }
}

/// A referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// The case.
    pub case: CaseId,
    /// Who asks.
    pub from: OrganizationId,
    /// Who is asked.
    pub to: Recipient,
    /// For which need.
    pub need: Need,
    /// The enquiry that went before, if one did.
    pub enquiry: Option<EnquiryId>,
    /// The chosen kinds of data.
    pub kinds: BTreeSet<DataKind>,
    /// Narrows the chosen kinds to fields, by name. Empty: the kinds are not narrowed.
    #[serde(default)]
    pub fields: BTreeSet<String>,
    /// What is asked, in words.
    #[serde(default)]
    pub message: Private,
    /// When the share ends, whatever has come of it.
    pub until: Timestamp,
    /// When an answer is needed.
    pub answer_by: Option<Timestamp>,
    /// Where it stands.
    pub state: ReferralState,
    /// Why it was declined.
    #[serde(default)]
    pub declined: Option<DeclineReason>,
    /// What came of it.
    #[serde(default)]
    pub outcome: Option<OutcomeKind>,
    /// Why it ended.
    #[serde(default)]
    pub ended: Option<EndReason>,
    /// Who prepared it.
    pub by: WorkerId,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When it last changed.
    pub changed_at: Timestamp,
}

/// A move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferralMove<'a> {
    /// Send it; with what [`crate::consent::decide`] said about it.
    Send(&'a Decision),
    /// Open it.
    See,
    /// Accept it.
    Accept,
    /// Decline it.
    Decline(DeclineReason),
    /// Nobody answered in time.
    Expire,
    /// Take it back.
    Recall,
    /// Begin the work.
    Begin,
    /// Tell what came of it.
    Report(OutcomeKind),
    /// Done.
    Close,
    /// End it at once.
    End(EndReason),
}

impl ReferralState {
    /// Something of the case is before the recipient's eyes.
    pub const fn is_share(self) -> bool {
        matches!(
            self,
            Self::Sent | Self::Seen | Self::Accepted | Self::InService | Self::Outcome
        )
    }

    /// The recipient has still to answer.
    pub const fn awaits_answer(self) -> bool {
        matches!(self, Self::Sent | Self::Seen)
    }

    /// Nothing of it is shown any more, and nothing is asked of the recipient.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Declined | Self::Expired | Self::Closed | Self::Recalled | Self::Ended
        )
    }
}

impl Referral {
    /// The referral after a move, or why it stays as it is.
    pub fn after(
        &self,
        step: &ReferralMove<'_>,
        party: Party,
        now: &Moment,
    ) -> Result<Self, ReferralRefused> {
        use ReferralState as S;
        // Whoever opens, answers or reports must still have something before them.
        let over = now.has_ended(self.until);
        let mut next = self.clone();
        let (from, parties, to): (&[S], &[Party], S) = match step {
            ReferralMove::Send(_) => (&[S::Draft], &[Party::Lead], S::Sent),
            ReferralMove::See => (&[S::Sent], &[Party::Recipient], S::Seen),
            ReferralMove::Accept => (&[S::Sent, S::Seen], &[Party::Recipient], S::Accepted),
            ReferralMove::Decline(_) => (
                &[S::Sent, S::Seen, S::Accepted],
                &[Party::Recipient],
                S::Declined,
            ),
            ReferralMove::Expire => (&[S::Sent, S::Seen], &[Party::Program], S::Expired),
            ReferralMove::Recall => (&[S::Draft, S::Sent, S::Seen], &[Party::Lead], S::Recalled),
            ReferralMove::Begin => (&[S::Accepted], &[Party::Recipient], S::InService),
            ReferralMove::Report(_) => (
                &[S::Accepted, S::InService],
                &[Party::Recipient],
                S::Outcome,
            ),
            // A no is closed once those who asked have taken note of it: until then it waits for them.
            ReferralMove::Close => (
                &[S::Accepted, S::InService, S::Outcome, S::Declined],
                &[Party::Lead],
                S::Closed,
            ),
            ReferralMove::End(EndReason::ConsentWithdrawn) => (
                &[
                    S::Draft,
                    S::Sent,
                    S::Seen,
                    S::Accepted,
                    S::InService,
                    S::Outcome,
                ],
                &[Party::Person, Party::Lead, Party::Program],
                S::Ended,
            ),
            ReferralMove::End(_) => (
                &[
                    S::Draft,
                    S::Sent,
                    S::Seen,
                    S::Accepted,
                    S::InService,
                    S::Outcome,
                ],
                &[Party::Program],
                S::Ended,
            ),
        };
        if !from.contains(&self.state) {
            return Err(ReferralRefused::NotFromHere);
        }
        if !parties.contains(&party) {
            return Err(ReferralRefused::NotTheirs);
        }
        match step {
            ReferralMove::Send(decision) => {
                self.may_be_sent(decision, now)?;
                next.sent_at = Some(now.clock());
            }
            ReferralMove::Decline(reason) => next.declined = Some(*reason),
            ReferralMove::Report(outcome) => next.outcome = Some(*outcome),
            ReferralMove::End(reason) => next.ended = Some(*reason),
            _ => {}
        }
        if over && party == Party::Recipient {
            return Err(ReferralRefused::EndDate);
        }
        next.state = to;
        next.changed_at = now.clock();
        Ok(next)
    }

    fn may_be_sent(&self, decision: &Decision, now: &Moment) -> Result<(), ReferralRefused> {
        if self.kinds.is_empty() {
            return Err(ReferralRefused::NothingChosen);
        }
        if now.has_ended(self.until) {
            return Err(ReferralRefused::EndDate);
        }
        if decision.refused.is_empty() && decision.kinds() == self.kinds {
            Ok(())
        } else {
            Err(ReferralRefused::Consent)
        }
    }

    /// What ties the recipient to the case through this: what [`crate::consent::decide`] is asked with
    /// each time somebody there looks. It is a share only while it stands as one.
    pub fn relationship(&self) -> Relationship {
        if self.state.is_share() {
            Relationship::Share {
                kinds: self.kinds.clone(),
                until: self.until,
                ended: false,
            }
        } else {
            Relationship::None
        }
    }

    /// Whether a field of a kind of data is shown, under what [`crate::consent::decide`] allows now: the kind was
    /// chosen and may travel, and where single fields were chosen, it is one of them.
    pub fn shows(&self, kind: DataKind, field: &str, decision: &Decision) -> bool {
        self.state.is_share()
            && self.kinds.contains(&kind)
            && decision.allowed.contains_key(&kind)
            && (self.fields.is_empty() || self.fields.contains(field))
    }

    /// All that the recipient may know of a referral that is over: that it is.
    pub fn for_recipient(&self) -> Option<RecipientView> {
        match self.state {
            ReferralState::Draft => None,
            state if state.is_share() => Some(RecipientView::Open(state)),
            ReferralState::Declined => Some(RecipientView::Declined),
            _ => Some(RecipientView::Over),
        }
    }
}

/// What the recipient's list shows of a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipientView {
    /// It is before them, and consent decides what of it.
    Open(ReferralState),
    /// They declined it.
    Declined,
    /// It ended. Why is hers to tell.
    Over,
}
