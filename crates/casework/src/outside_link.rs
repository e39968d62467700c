//! One-time links for an agency with no account: a secret in the address, a code told by telephone, one
//! opening, few tries, an early end.
//!
//! Whoever has the link alone learns nothing, not even whether it was ever good. The store keeps digests of
//! both secrets; comparing them in constant time is its part.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use kernel::Random;
use serde::{Deserialize, Serialize};

use crate::consent::DataKind;
use crate::moment::Moment;
use crate::words::{CaseId, OrganizationId, OutsideLinkId, Private, ReferralId, WorkerId, words};

/// A link can be given at most this long. Cairn's own rule.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(72);
/// Wrong codes before the link is dead. With six digits, a guesser succeeds once in two hundred thousand
/// links whose secret address they would have to hold as well.
pub const TRIES: u8 = 5;
/// The one opening is good for this long: long enough to read, short enough to be forgotten on a screen.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_mins(30);

/// A link, as it is stored beside the digests of its two secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideLink {
    /// Its id.
    pub id: OutsideLinkId,
    /// The case.
    pub case: CaseId,
    /// The referral it carries.
    pub referral: ReferralId,
    /// For whom.
    pub to: OrganizationId,
    /// What it may show at most; consent decides each time what of that.
    pub kinds: BTreeSet<DataKind>,
    /// Who made it.
    pub by: WorkerId,
    /// When.
    pub made_at: Timestamp,
    /// Until when it can be opened, not included.
    pub until: Timestamp,
    /// Tries that are left.
    pub tries_left: u8,
    /// When it was opened.
    pub opened_at: Option<Timestamp>,
    /// When it was ended by hand, or with the consent.
    pub ended_at: Option<Timestamp>,
}

words! {
    /// Why a link does not open. For the history and for whoever made it; the page outside says one and the
    /// same thing in every case.
    LinkRefusal {
        /// There is nobody behind it: consent was withdrawn or has run out.
        NoConsent = "no-consent",
        /// It was ended.
        Ended = "ended",
        /// It was opened before.
        AlreadyOpened = "already-opened",
        /// Its time is over.
        Expired = "expired",
        /// Too many wrong codes.
        TriesUsedUp = "tries-used-up",
        /// The code is wrong.
        WrongCode = "wrong-code",
    }
}

/// What comes of trying a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// It opens; this is the link from now on.
    Opened(OutsideLink),
    /// It does not; this is the link from now on.
    Refused(LinkRefusal, OutsideLink),
}

impl OutsideLink {
    /// A link that lasts no longer than [`LONGEST`].
    #[must_use]
    pub fn bounded(mut self) -> Self {
        let longest = self.made_at.checked_add(LONGEST).unwrap_or(Timestamp::MAX);
        self.until = self.until.min(longest);
        self.tries_left = self.tries_left.min(TRIES);
        self
    }

    /// Tries the link. `code_matches`: the code told by telephone is right. `consent_is_live`: something of
    /// [`Self::kinds`] may travel now.
    pub fn open(&self, code_matches: bool, consent_is_live: bool, now: &Moment) -> Opening {
        let mut next = self.clone();
        if let Some(refusal) = self.dead(now) {
            return Opening::Refused(refusal, next);
        }
        if !code_matches {
            next.tries_left = self.tries_left.saturating_sub(1);
            return Opening::Refused(LinkRefusal::WrongCode, next);
        }
        if !consent_is_live {
            return Opening::Refused(LinkRefusal::NoConsent, next);
        }
        next.opened_at = Some(now.clock());
        Opening::Opened(next)
    }

    /// Why nothing can open it any more.
    pub fn dead(&self, now: &Moment) -> Option<LinkRefusal> {
        if self.ended_at.is_some() {
            Some(LinkRefusal::Ended)
        } else if self.opened_at.is_some() {
            Some(LinkRefusal::AlreadyOpened)
        } else if self.tries_left == 0 {
            Some(LinkRefusal::TriesUsedUp)
        } else if now.has_ended(self.until) || !now.has_begun(self.made_at) {
            Some(LinkRefusal::Expired)
        } else {
            None
        }
    }

    /// Whoever opened it may still answer (accept or decline); nothing is shown a second time.
    pub fn may_answer(&self, now: &Moment) -> bool {
        self.ended_at.is_none()
            && self.opened_at.is_some_and(|opened| {
                let end = opened.checked_add(OPEN_FOR).unwrap_or(Timestamp::MAX);
                now.has_begun(opened) && !now.has_ended(end)
            })
    }
}

/// The code that is told by telephone: six digits, from chance.
pub fn code(random: &dyn Random) -> Private {
    let mut bytes = [0; 4];
    loop {
        random.fill(&mut bytes);
        // Below the largest multiple of a million, so that every code is as likely.
        let number = u32::from_le_bytes(bytes);
        if number < 4_294_000_000 {
            return Private::new(format!("{:06}", number % 1_000_000));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + hour * 3600).expect("within range")
    }

    fn link() -> OutsideLink {
        OutsideLink {
            id: OutsideLinkId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            referral: ReferralId(Uuid::nil()),
            to: OrganizationId(Uuid::nil()),
            kinds: BTreeSet::from([DataKind::Outline]),
            by: WorkerId(Uuid::nil()),
            made_at: at(0),
            until: at(24),
            tries_left: TRIES,
            opened_at: None,
            ended_at: None,
        }
    }

    fn refusal(opening: &Opening) -> Option<LinkRefusal> {
        match opening {
            Opening::Opened(_) => None,
            Opening::Refused(refusal, _) => Some(*refusal),
        }
    }

    #[test]
    fn it_opens_once() {
        let Opening::Opened(opened) = link().open(true, true, &at(1).into()) else {
            panic!("it is good");
        };
        assert_eq!(
            refusal(&opened.open(true, true, &at(1).into())),
            Some(LinkRefusal::AlreadyOpened)
        );
        assert!(opened.may_answer(&at(1).into()) && !opened.may_answer(&at(2).into()));
        // A clock set back does not let anyone answer again.
        assert!(!opened.may_answer(&Moment::new(at(1), Some(at(2)))));
    }

    #[test]
    fn guessing_ends_it_and_a_right_code_afterwards_opens_nothing() {
        let mut tried = link();
        for left in (0..TRIES).rev() {
            match tried.open(false, true, &at(1).into()) {
                Opening::Refused(LinkRefusal::WrongCode, next) => tried = next,
                other => panic!("{other:?}"),
            }
            assert_eq!(tried.tries_left, left);
        }
        assert_eq!(
            refusal(&tried.open(true, true, &at(1).into())),
            Some(LinkRefusal::TriesUsedUp)
        );
    }

    #[test]
    fn it_ends_with_its_time_its_consent_and_by_hand() {
        assert_eq!(
            refusal(&link().open(true, true, &at(24).into())),
            Some(LinkRefusal::Expired)
        );
        let set_back = Moment::new(at(1), Some(at(30)));
        assert_eq!(
            refusal(&link().open(true, true, &set_back)),
            Some(LinkRefusal::Expired)
        );
        assert_eq!(
            refusal(&link().open(true, false, &at(1).into())),
            Some(LinkRefusal::NoConsent)
        );
        let ended = OutsideLink {
            ended_at: Some(at(9)),
            ..link()
        };
        assert_eq!(
            refusal(&ended.open(true, true, &at(1).into())),
            Some(LinkRefusal::Ended)
        );
        let long = OutsideLink {
            until: at(1000),
            tries_left: 99,
            ..link()
        }
        .bounded();
        assert_eq!((long.until, long.tries_left), (at(72), TRIES));
    }

    #[test]
    fn a_dead_link_does_not_tell_whether_the_code_was_right() {
        let used = OutsideLink {
            tries_left: 0,
            ..link()
        };
        let now = at(1).into();
        assert_eq!(used.open(true, true, &now), used.open(false, true, &now));
    }

    #[test]
    fn codes_are_six_digits() {
        let random = kernel::SeededRandom::new(1);
        for _ in 0..1000 {
            let code = code(&random);
            assert!(code.expose().len() == 6 && code.expose().bytes().all(|b| b.is_ascii_digit()));
        }
        crate::words::tests::hold::<LinkRefusal>();
    }
}
