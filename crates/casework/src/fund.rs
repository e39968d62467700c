//! The assistance fund: money for her, asked for by one person and approved by another.
//!
//! content.md 2.5: "request, approval by second person, purpose, amount, no vendor detail that reveals
//! location". Amounts are whole cents; a balance is never below nothing.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{CaseId, FundRequestId, Private, WorkerId, words};

/// Most that one request may ask: a million dollars. A slip of the hand is found before anybody approves it.
pub const MOST: Cents = Cents(100_000_000);

/// Canadian cents, never less than none.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(u64);

/// It is not an amount of dollars and cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is written 1234.50 or 1 234,50, with at most two places for cents")]
pub struct CentsError;

impl Cents {
    /// So many cents.
    pub const fn new(cents: u64) -> Self {
        Self(cents)
    }

    /// How many.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The sum; `None` when there is no such number.
    pub const fn plus(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// What is left; `None` when it would be less than nothing.
    pub const fn minus(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(left) => Some(Self(left)),
            None => None,
        }
    }
}

/// Dollars and cents with a point: for forms and files; pages write it in the reader's way.
impl fmt::Display for Cents {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl std::str::FromStr for Cents {
    type Err = CentsError;

    /// Reads an amount as people write one in either language: `$1,234.50`, `1 234,50 $`, `1234`.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let plain: String = written
            .chars()
            .filter(|character| !character.is_whitespace() && *character != '$')
            .collect();
        // The last point or comma parts the cents, if one or two figures follow it; three make a group.
        let mark = plain.rfind(['.', ',']);
        let (dollars, cents) = match mark {
            Some(at) if matches!(plain.len() - at - 1, 1 | 2) => (&plain[..at], &plain[at + 1..]),
            _ => (plain.as_str(), ""),
        };
        // Groups are parted by one sign, and not by the one that parts the cents.
        let parted = dollars.find(['.', ',']).map(|at| &dollars[at..=at]);
        if parted.is_some() && !cents.is_empty() && parted == mark.map(|at| &plain[at..=at]) {
            return Err(CentsError);
        }
        let groups: Vec<&str> =
            parted.map_or_else(|| vec![dollars], |sign| dollars.split(sign).collect());
        let grouped = groups.iter().skip(1).all(|group| group.len() == 3)
            && (groups.len() == 1 || (1..=3).contains(&groups[0].len()));
        let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !grouped
            || groups[0].is_empty()
            || !groups.iter().all(|group| figures(group))
            || !figures(cents)
        {
            return Err(CentsError);
        }
        let dollars: u64 = groups.concat().parse().map_err(|_| CentsError)?;
        let cents: u64 = format!("{cents:0<2}").parse().map_err(|_| CentsError)?;
        dollars
            .checked_mul(100)
            .and_then(|whole| whole.checked_add(cents))
            .map(Self)
            .ok_or(CentsError)
    }
}

words! {
    /// What the money is for. No shop, no street: nothing that tells where she is.
    FundPurpose {
        /// A night, a deposit, rent.
        Housing = "housing",
        /// Food.
        Food = "food",
        /// Clothing and what a household needs.
        Clothing = "clothing",
        /// A bus, a taxi, a ticket.
        Transport = "transport",
        /// A telephone.
        Phone = "phone",
        /// Medicine, glasses, teeth.
        Health = "health",
        /// Papers and their fees.
        Documents = "documents",
        /// For her children.
        Children = "children",
        /// Schooling and tools.
        Education = "education",
        /// Something else.
        Other = "other",
    }

    /// Where a request stands.
    FundState {
        /// Asked for.
        Requested = "requested",
        /// Another person agreed.
        Approved = "approved",
        /// Another person did not.
        Declined = "declined",
        /// The money was given.
        Paid = "paid",
        /// Taken back by whoever asked.
        Withdrawn = "withdrawn",
        /// Given back.
        Returned = "returned",
    }

    /// Why a step is refused.
    FundRefused {
        /// From here it does not go there.
        NotFromHere = "not-from-here",
        /// Whoever asked cannot also decide or pay out alone.
        SamePerson = "same-person",
        /// Nothing, or more than one request may ask.
        Amount = "amount",
        /// There is not so much in the fund.
        NotEnough = "not-enough",
        /// It does not say what for.
        NoReason = "no-reason",
    }
}

/// A request for money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundRequest {
    /// Its id.
    pub id: FundRequestId,
    /// The case.
    pub case: CaseId,
    /// How much.
    pub amount: Cents,
    /// What for.
    pub purpose: FundPurpose,
    /// More of it, in words.
    #[serde(default)]
    pub words: Private,
    /// Where it stands.
    pub state: FundState,
    /// Who asked.
    pub requested_by: WorkerId,
    /// When.
    pub requested_on: Date,
    /// Who decided.
    #[serde(default)]
    pub decided_by: Option<WorkerId>,
    /// When.
    #[serde(default)]
    pub decided_on: Option<Date>,
    /// Why it was declined.
    #[serde(default)]
    pub decline_reason: Private,
}

/// A step of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FundStep<'a> {
    /// Agree.
    Approve,
    /// Do not agree, and say why.
    Decline(&'a Private),
    /// Give the money.
    Pay,
    /// Take the request back.
    Withdraw,
    /// The money came back.
    Return,
}

impl FundRequest {
    /// The request and the fund's balance after a step, or why both stay. Money leaves the balance when it is
    /// approved, so that it is not promised twice.
    pub fn after(
        &self,
        step: FundStep<'_>,
        by: WorkerId,
        on: Date,
        balance: Cents,
    ) -> Result<(Self, Cents), FundRefused> {
        use FundState as S;
        let mut next = self.clone();
        let mut left = balance;
        let (from, to): (&[S], S) = match step {
            FundStep::Approve => (&[S::Requested], S::Approved),
            FundStep::Decline(_) => (&[S::Requested], S::Declined),
            FundStep::Pay => (&[S::Approved], S::Paid),
            FundStep::Withdraw => (&[S::Requested, S::Approved], S::Withdrawn),
            FundStep::Return => (&[S::Paid], S::Returned),
        };
        if !from.contains(&self.state) {
            return Err(FundRefused::NotFromHere);
        }
        match step {
            FundStep::Approve => {
                if self.amount == Cents(0) || self.amount > MOST {
                    return Err(FundRefused::Amount);
                }
                self.by_another(by)?;
                left = balance.minus(self.amount).ok_or(FundRefused::NotEnough)?;
                next.decided_by = Some(by);
                next.decided_on = Some(on);
            }
            FundStep::Decline(reason) => {
                self.by_another(by)?;
                if reason.is_empty() {
                    return Err(FundRefused::NoReason);
                }
                next.decided_by = Some(by);
                next.decided_on = Some(on);
                next.decline_reason = reason.clone();
            }
            FundStep::Withdraw if self.state == S::Approved => {
                left = balance.plus(self.amount).ok_or(FundRefused::Amount)?;
            }
            FundStep::Return => {
                left = balance.plus(self.amount).ok_or(FundRefused::Amount)?;
            }
            FundStep::Pay | FundStep::Withdraw => {}
        }
        next.state = to;
        Ok((next, left))
    }

    fn by_another(&self, by: WorkerId) -> Result<(), FundRefused> {
        if by == self.requested_by {
            Err(FundRefused::SamePerson)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::hold;
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn who(id: u128) -> WorkerId {
        WorkerId(Uuid::from_u128(id))
    }

    fn request(cents: u64) -> FundRequest {
        FundRequest {
            id: FundRequestId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            amount: Cents(cents),
            purpose: FundPurpose::Transport,
            words: Private::default(),
            state: FundState::Requested,
            requested_by: who(1),
            requested_on: date(2026, 11, 24),
            decided_by: None,
            decided_on: None,
            decline_reason: Private::default(),
        }
    }

    #[test]
    fn amounts_are_read_in_both_languages() {
        for (written, cents) in [
            ("12", 1200),
            ("12.5", 1250),
            ("$1,234.50", 123_450),
            ("1 234,50 $", 123_450),
            ("1\u{a0}234,05", 123_405),
            ("1,234", 123_400),
            ("0.01", 1),
        ] {
            assert_eq!(written.parse(), Ok(Cents(cents)), "{written}");
        }
        for bad in [
            "",
            "$",
            "-5",
            "1.2.3",
            "12.345.6",
            "1.234,567",
            "1e3",
            "12,3456",
            ".50",
            "٣",
            "99999999999999999999",
        ] {
            assert_eq!(bad.parse::<Cents>(), Err(CentsError), "{bad}");
        }
        assert_eq!(Cents(5).to_string(), "0.05");
    }

    #[test]
    fn nobody_approves_their_own_request_and_nothing_comes_from_nothing() {
        let on = date(2026, 11, 25);
        let step = |cents, step, by, balance| {
            request(cents)
                .after(step, who(by), on, Cents(balance))
                .map(|(_, left)| left.0)
        };
        assert_eq!(
            step(500, FundStep::Approve, 1, 900),
            Err(FundRefused::SamePerson)
        );
        assert_eq!(step(500, FundStep::Approve, 2, 900), Ok(400));
        assert_eq!(
            step(500, FundStep::Approve, 2, 499),
            Err(FundRefused::NotEnough)
        );
        assert_eq!(step(0, FundStep::Approve, 2, 900), Err(FundRefused::Amount));
        assert_eq!(
            step(100_000_001, FundStep::Approve, 2, u64::MAX),
            Err(FundRefused::Amount)
        );
        assert_eq!(
            step(500, FundStep::Pay, 2, 900),
            Err(FundRefused::NotFromHere)
        );
        assert_eq!(
            step(500, FundStep::Decline(&Private::default()), 2, 900),
            Err(FundRefused::NoReason)
        );
        hold::<FundPurpose>();
        hold::<FundState>();
        hold::<FundRefused>();
    }

    proptest! {
        /// Whatever is tried in whatever order, what is in the fund and what it has given add up.
        #[test]
        fn money_is_neither_made_nor_lost(
            start in 0_u64..2_000,
            steps in prop::collection::vec((0_usize..5, 1_u128..4), 0..20),
            amount in 0_u64..1_500,
        ) {
            let reason = Private::new("why");
            let (mut request, mut balance) = (request(amount), Cents(start));
            for (step, by) in steps {
                let step = [
                    FundStep::Approve,
                    FundStep::Decline(&reason),
                    FundStep::Pay,
                    FundStep::Withdraw,
                    FundStep::Return,
                ][step];
                if let Ok((next, left)) = request.after(step, who(by), date(2026, 11, 25), balance) {
                    (request, balance) = (next, left);
                }
                let out = matches!(request.state, FundState::Approved | FundState::Paid);
                prop_assert_eq!(balance.0 + if out { amount } else { 0 }, start);
                if out {
                    prop_assert!(request.decided_by.is_some_and(|by| by != request.requested_by));
                }
            }
        }

        #[test]
        fn an_amount_is_read_as_it_is_written(cents in 0_u64..1_000_000_000) {
            prop_assert_eq!(Cents(cents).to_string().parse(), Ok(Cents(cents)));
        }
    }
}
