//! "Open now" of a service with its lines: one rule, for the finder, its order and every page.

use jiff::Timestamp;

use super::OpenState;
use crate::listing::Listing;
use crate::phone::{Phone, PhoneKind};

impl OpenState {
    /// The better of two for whoever needs help: the longest opening, else the next one, else what is
    /// known.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        use OpenState::{Always, Closed, Open, Unknown};
        match (self, other) {
            (Always, _) | (_, Always) => Always,
            (Open { until: first }, Open { until: second }) => Open {
                until: first.max(second),
            },
            (Open { until }, _) | (_, Open { until }) => Open { until },
            (Closed { opens: first }, Closed { opens: second }) => Closed {
                opens: match (first, second) {
                    (Some(first), Some(second)) => Some(first.min(second)),
                    (first, second) => first.or(second),
                },
            },
            (Unknown, state) | (state, Unknown) => state,
        }
    }
}

impl Listing {
    /// Telephone lines a person can call or text.
    pub fn lines(&self) -> impl Iterator<Item = &Phone> {
        self.phones
            .iter()
            .filter(|phone| matches!(phone.kind, PhoneKind::Voice | PhoneKind::Sms))
    }

    /// Whether it is open at `now`, itself or by one of its lines. Closed for now is closed, whatever
    /// its hours say, and nobody knows until when.
    pub fn open_state(&self, now: Timestamp) -> OpenState {
        if self.temporarily_closed {
            return OpenState::Closed { opens: None };
        }
        self.lines()
            .filter_map(|phone| phone.hours.as_ref())
            .map(|hours| hours.at(now))
            .fold(self.hours.at(now), OpenState::or)
    }

    /// Whether a call or a text is answered at `now`: a line without hours of its own has the service's.
    pub fn can_call(&self, now: Timestamp) -> bool {
        !self.temporarily_closed
            && self.lines().any(|phone| {
                let hours = phone.hours.as_ref().unwrap_or(&self.hours);
                hours.at(now).is_open()
            })
    }
}
