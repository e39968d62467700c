//! Why a case is closed, and when somebody asks afterwards how it goes.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// Why a case is closed (casework.md 4.3).
    ClosureReason {
        /// What she wanted is in place.
        GoalsMet = "goals-met",
        /// She moved away.
        Moved = "moved",
        /// Nobody can reach her.
        NoContact = "no-contact",
        /// She no longer wants this.
        Withdrew = "withdrew",
        /// Another organization goes on.
        Referred = "referred",
        /// It is something else; she was helped onward all the same.
        NotTrafficking = "not-trafficking",
        /// She died.
        Died = "died",
    }

    /// Which of the three follow-ups (casework.md 4.3: 30, 90 and 180 days).
    FollowUpAfter {
        /// A month.
        Days30 = "30-days",
        /// A season.
        Days90 = "90-days",
        /// Half a year.
        Days180 = "180-days",
    }
}

impl ClosureReason {
    /// She may be asked afterwards how it goes. Not after she withdrew or could not be reached: a call
    /// she does not expect may be answered by whoever she fled. Cairn's own rule.
    pub const fn allows_follow_up(self) -> bool {
        !matches!(self, Self::NoContact | Self::Withdrew | Self::Died)
    }
}

impl FollowUpAfter {
    /// Days after the closing.
    pub const fn days(self) -> i32 {
        match self {
            Self::Days30 => 30,
            Self::Days90 => 90,
            Self::Days180 => 180,
        }
    }
}

/// One time to ask how it goes. Asking is a contact like any other: it must pass the rules of safe contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Which of the three.
    pub after: FollowUpAfter,
    /// The day.
    pub due: Date,
}

/// The follow-ups of a case closed on `day`, none where the reason forbids them.
pub fn follow_ups(day: Date, reason: ClosureReason) -> Vec<FollowUp> {
    if !reason.allows_follow_up() {
        return Vec::new();
    }
    FollowUpAfter::ALL
        .iter()
        .map(|&after| FollowUp {
            after,
            due: day.checked_add(after.days().days()).unwrap_or(Date::MAX),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn words_hold() {
        crate::words::tests::hold::<ClosureReason>();
        crate::words::tests::hold::<FollowUpAfter>();
    }

    #[test]
    fn three_follow_ups_and_none_where_a_call_may_harm() {
        let days: Vec<_> = follow_ups(date(2027, 1, 31), ClosureReason::GoalsMet)
            .iter()
            .map(|follow_up| follow_up.due)
            .collect();
        assert_eq!(
            days,
            [date(2027, 3, 2), date(2027, 5, 1), date(2027, 7, 30)]
        );
        for reason in [
            ClosureReason::NoContact,
            ClosureReason::Withdrew,
            ClosureReason::Died,
        ] {
            assert_eq!(follow_ups(date(2027, 1, 31), reason), []);
        }
        assert_eq!(follow_ups(Date::MAX, ClosureReason::Moved).len(), 3);
    }
}
