//! What time it is, when the clock may have been moved: a right never grows because of that.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Clocks of several machines differ by less than this; more is a clock that was moved.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// The machine's clock, together with the latest moment the house has recorded anywhere.
///
/// A clock that is set back would make an ended consent live again. So what must not have *ended* is held
/// against the later of the two, and what must have *begun* against the earlier. Setting a clock back or
/// forward can therefore only make rights smaller until it is right again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    clock: Timestamp,
    latest: Timestamp,
}

impl Moment {
    /// The clock, and the time of the latest entry of the history. Without history, both are the clock.
    pub fn new(clock: Timestamp, latest_recorded: Option<Timestamp>) -> Self {
        Self {
            clock,
            latest: latest_recorded.map_or(clock, |latest| latest.max(clock)),
        }
    }

    /// What the clock says: for what is written down, and for days and hours of the week.
    pub const fn clock(&self) -> Timestamp {
        self.clock
    }

    /// The latest moment that is known to have passed: for what runs out.
    pub const fn latest(&self) -> Timestamp {
        self.latest
    }

    /// `from` has come, even by the earlier of the two clocks.
    pub fn has_begun(&self, from: Timestamp) -> bool {
        from <= self.clock
    }

    /// `to` has come, by either clock. The end itself no longer counts.
    pub fn has_ended(&self, to: Timestamp) -> bool {
        to <= self.latest
    }

    /// The clock stands well before something that has already been recorded.
    pub fn is_set_back(&self) -> bool {
        self.latest.duration_since(self.clock) > SKEW
    }
}

impl From<Timestamp> for Moment {
    fn from(clock: Timestamp) -> Self {
        Self::new(clock, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("within range")
    }

    #[test]
    fn a_clock_set_back_opens_nothing_that_had_ended() {
        let set_back = Moment::new(at(100), Some(at(500)));
        assert!(set_back.is_set_back());
        assert!(!Moment::new(at(499), Some(at(500))).is_set_back());
        assert!(set_back.has_ended(at(300)));
        assert!(!set_back.has_begun(at(300)));
        let right = Moment::from(at(300));
        assert!(right.has_begun(at(300)) && right.has_ended(at(300)));
        assert!(!right.has_ended(at(301)));
    }
}
