//! The one decision: role and relationship and live consent, or a whole exception in place of the consent.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Consent, DataKind, Exception, Purpose, Recipient};
use crate::moment::Moment;
use crate::words::{CaseId, ConsentId, ExceptionId, words};

/// What ties whoever asks to the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Relationship {
    /// Nothing.
    None,
    /// They work on it, in the lead organization.
    Assigned,
    /// Something of it was shared with them: a referral, a transfer, a link.
    Share {
        /// The fields that were chosen.
        kinds: BTreeSet<DataKind>,
        /// Until when, not included.
        until: Timestamp,
        /// It was ended.
        ended: bool,
    },
    /// They broke the glass, with a reason and until a time.
    BreakGlass {
        /// Until when, not included.
        until: Timestamp,
    },
    /// It is their own.
    Own,
}

impl Relationship {
    /// Whether the relationship reaches this kind of data now.
    fn reaches(&self, kind: DataKind, now: &Moment) -> bool {
        match self {
            Self::None => false,
            Self::Assigned | Self::Own => true,
            Self::Share {
                kinds,
                until,
                ended,
            } => !ended && !now.has_ended(*until) && kinds.contains(&kind),
            Self::BreakGlass { until } => !now.has_ended(*until),
        }
    }
}

/// What is asked: may these kinds of data of this case be shown or sent to this recipient, for this?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The case.
    pub case: CaseId,
    /// The kinds of data that the role of whoever asks may handle at all (looked up in `access`).
    pub role: BTreeSet<DataKind>,
    /// What ties them to the case.
    pub relationship: Relationship,
    /// What for.
    pub purpose: Purpose,
    /// Which kinds.
    pub kinds: BTreeSet<DataKind>,
    /// To whom.
    pub recipient: Recipient,
    /// When.
    pub now: Moment,
}

words! {
    /// Why a kind of data is refused.
    Refusal {
        /// The role does not handle this kind.
        Role = "role",
        /// Nothing ties whoever asks to the case, or the share does not name this kind or is over.
        Relationship = "relationship",
        /// No consent names this purpose, recipient and kind.
        NoConsent = "no-consent",
        /// One does, and was withdrawn.
        Withdrawn = "withdrawn",
        /// One does, and is over.
        Expired = "expired",
        /// One does, and has not begun.
        NotYet = "not-yet",
        /// One does, and lacks something.
        Faulty = "faulty",
        /// She said no.
        SaidNo = "said-no",
        /// There is an exception, and it is not whole, or not about this.
        Exception = "exception",
    }
}

/// What a kind of data is allowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Ground {
    /// A live consent.
    Consent(ConsentId),
    /// A whole exception.
    Exception(ExceptionId),
    /// It is her own.
    Own,
}

/// What may travel, by what, and why the rest may not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// What may travel, each by one ground: the history says which.
    pub allowed: BTreeMap<DataKind, Ground>,
    /// What may not, with every reason.
    pub refused: BTreeMap<DataKind, BTreeSet<Refusal>>,
}

impl Decision {
    /// Everything that was asked for may travel, and something was.
    pub fn is_complete(&self) -> bool {
        self.refused.is_empty() && !self.allowed.is_empty()
    }

    /// What may travel.
    pub fn kinds(&self) -> BTreeSet<DataKind> {
        self.allowed.keys().copied().collect()
    }

    /// It stands on an exception somewhere.
    pub fn is_exceptional(&self) -> bool {
        self.allowed
            .values()
            .any(|ground| matches!(ground, Ground::Exception(_)))
    }
}

/// Decides, kind by kind. Each kind stands for itself: what is not named is not lent by what is.
pub fn decide(ask: &Ask, consents: &[Consent], exception: Option<&Exception>) -> Decision {
    let mut decision = Decision::default();
    for &kind in &ask.kinds {
        let mut refused = BTreeSet::new();
        if !ask.role.contains(&kind) {
            refused.insert(Refusal::Role);
        }
        if !ask.relationship.reaches(kind, &ask.now) {
            refused.insert(Refusal::Relationship);
        }
        let ground = ground(ask, kind, consents, exception);
        match ground {
            Ok(ground) if refused.is_empty() => {
                decision.allowed.insert(kind, ground);
            }
            Ok(_) => {
                decision.refused.insert(kind, refused);
            }
            Err(reasons) => {
                refused.extend(reasons);
                decision.refused.insert(kind, refused);
            }
        }
    }
    decision
}

fn ground(
    ask: &Ask,
    kind: DataKind,
    consents: &[Consent],
    exception: Option<&Exception>,
) -> Result<Ground, BTreeSet<Refusal>> {
    // To give a person what is hers needs no consent of hers; that it is she is the relationship's matter.
    if ask.recipient == Recipient::Person
        && ask.purpose == Purpose::OwnAccess
        && matches!(ask.relationship, Relationship::Own | Relationship::Assigned)
    {
        return Ok(Ground::Own);
    }
    let mut reasons = BTreeSet::new();
    match by_consent(ask, kind, consents) {
        Ok(id) => return Ok(Ground::Consent(id)),
        Err(found) => reasons.extend(found),
    }
    if let Some(exception) = exception {
        if exception.case == ask.case
            && exception.purpose == ask.purpose
            && exception.recipient == ask.recipient
            && exception.kinds.contains(&kind)
            && exception.is_whole(&ask.now)
        {
            return Ok(Ground::Exception(exception.id));
        }
        reasons.insert(Refusal::Exception);
    }
    Err(reasons)
}

fn by_consent(
    ask: &Ask,
    kind: DataKind,
    consents: &[Consent],
) -> Result<ConsentId, BTreeSet<Refusal>> {
    let mut reasons = BTreeSet::new();
    let mut live = None;
    for consent in consents {
        if consent.case != ask.case
            || !consent.is_about(ask.purpose, ask.recipient)
            || !consent.kinds.contains(&kind)
        {
            continue;
        }
        if consent.is_standing_refusal() {
            reasons.insert(Refusal::SaidNo);
        } else if consent.is_live(&ask.now) {
            live = live.or(Some(consent.id));
        } else if consent.answer == super::Answer::Given {
            reasons.insert(why_dead(consent, &ask.now));
        }
    }
    match live {
        Some(id) if !reasons.contains(&Refusal::SaidNo) => Ok(id),
        _ => {
            if reasons.is_empty() {
                reasons.insert(Refusal::NoConsent);
            }
            Err(reasons)
        }
    }
}

fn why_dead(consent: &Consent, now: &Moment) -> Refusal {
    if consent.withdrawn_at.is_some() {
        Refusal::Withdrawn
    } else if !consent.faults().is_empty() {
        Refusal::Faulty
    } else if now.has_ended(consent.to) {
        Refusal::Expired
    } else {
        Refusal::NotYet
    }
}
