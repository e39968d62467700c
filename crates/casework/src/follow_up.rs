//! Asking, after a case was closed, how it goes: three times at most, each a contact like any other.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::FollowUpAfter;
use crate::words::{Private, WorkerId, words};

words! {
    /// What became of a time to ask.
    FollowUpState {
        /// It comes, or has come and nobody has asked.
        Due = "due",
        /// She was asked, and answered.
        Done = "done",
        /// It was tried, and she was not reached.
        NotReached = "not-reached",
        /// She does not want to be asked, now or again.
        Declined = "declined",
        /// Nobody asked: it was not safe, or there was no way.
        NotAsked = "not-asked",
        /// It is over: the case was opened again, or she does not want to be asked.
        Cancelled = "cancelled",
    }

    /// Why it does not become that.
    FollowUpRefused {
        /// It became something before.
        NotFromHere = "not-from-here",
        /// It needs a reason.
        NeedsReason = "needs-reason",
    }
}

/// One time to ask, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpEntry {
    /// Which of the three.
    pub after: FollowUpAfter,
    /// The day.
    pub due: Date,
    /// What became of it.
    pub state: FollowUpState,
    /// What she said, or why nobody asked.
    #[serde(default)]
    pub words: Private,
    /// Who wrote that.
    pub by: WorkerId,
    /// When.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

impl FollowUpEntry {
    /// The entry with what became of it, or why it stays. What was not asked needs a reason: silence would
    /// look like forgetting.
    pub fn after(
        &self,
        state: FollowUpState,
        words: &Private,
        by: WorkerId,
        at: Timestamp,
    ) -> Result<Self, FollowUpRefused> {
        if self.state != FollowUpState::Due || state == FollowUpState::Due {
            return Err(FollowUpRefused::NotFromHere);
        }
        if state == FollowUpState::NotAsked && words.is_empty() {
            return Err(FollowUpRefused::NeedsReason);
        }
        Ok(Self {
            state,
            words: words.clone(),
            by,
            at: Some(at),
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn it_becomes_one_thing_once_and_silence_has_a_reason() {
        crate::words::tests::hold::<FollowUpState>();
        crate::words::tests::hold::<FollowUpRefused>();
        let by = WorkerId(Uuid::nil());
        let entry = FollowUpEntry {
            after: FollowUpAfter::Days30,
            due: date(2027, 1, 1),
            state: FollowUpState::Due,
            words: Private::default(),
            by,
            at: None,
        };
        let (none, now) = (Private::default(), Timestamp::UNIX_EPOCH);
        for state in FollowUpState::ALL {
            let next = entry.after(*state, &none, by, now);
            let expected = match state {
                FollowUpState::Due => Err(FollowUpRefused::NotFromHere),
                FollowUpState::NotAsked => Err(FollowUpRefused::NeedsReason),
                other => Ok(*other),
            };
            assert_eq!(next.map(|next| next.state), expected);
        }
        let done = entry
            .after(FollowUpState::Done, &"well".into(), by, now)
            .expect("once");
        assert!(done.after(FollowUpState::Declined, &none, by, now).is_err());
    }
}
