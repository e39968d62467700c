//! Protection orders: applied for, granted, served, varied, breached, set aside, run out. By the place's data.
//!
//! What is recorded is what happened, day by day; where it stands is worked out. Preparing an application is
//! guidance; nothing here files one (content.md 2.8: "never auto-file").

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::jurisdiction::{Jurisdiction, LengthIs, RuleId};
use crate::words::{CaseId, OrderId, Private, WorkerId, words};

words! {
    /// What happened.
    OrderEventKind {
        /// Somebody applied.
        Applied = "applied",
        /// A court or a justice granted it.
        Granted = "granted",
        /// It was refused.
        Refused = "refused",
        /// The respondent was served.
        Served = "served",
        /// It was varied.
        Varied = "varied",
        /// The respondent did what it forbids.
        Breached = "breached",
        /// The respondent asked that it be set aside.
        SetAsideRequested = "set-aside-requested",
        /// It was set aside or revoked.
        SetAside = "set-aside",
        /// The request to set it aside was refused.
        SetAsideRefused = "set-aside-refused",
        /// Somebody appealed.
        Appealed = "appealed",
        /// The application was taken back.
        Withdrawn = "withdrawn",
    }

    /// Where it stands.
    OrderState {
        /// Being prepared.
        Preparing = "preparing",
        /// Applied for.
        Applied = "applied",
        /// Refused.
        Refused = "refused",
        /// Granted, and the respondent does not know yet.
        GrantedNotServed = "granted-not-served",
        /// In force.
        InForce = "in-force",
        /// In force, and the respondent wants it gone.
        InForceContested = "in-force-contested",
        /// Set aside.
        SetAside = "set-aside",
        /// Run out.
        Expired = "expired",
        /// The application was taken back.
        Withdrawn = "withdrawn",
    }

    /// Where the last day comes from.
    ExpirySource {
        /// It is written in the order.
        Order = "order",
        /// The order says nothing, and the statute does.
        Statute = "statute",
        /// Nobody knows: somebody must look it up in the order.
        Unknown = "unknown",
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEvent {
    /// What.
    pub kind: OrderEventKind,
    /// The day.
    pub on: Date,
    /// The last day of the order, where the paper says one (granted, varied).
    #[serde(default)]
    pub expires_on: Option<Date>,
    /// In words.
    #[serde(default)]
    pub words: Private,
    /// Who wrote it down.
    pub by: WorkerId,
}

/// An order. All of it is sealed: that there is one says who she is to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtectionOrder {
    /// Its id.
    pub id: OrderId,
    /// The case.
    pub case: CaseId,
    /// The place whose law it is.
    pub jurisdiction: String,
    /// The court's file number.
    #[serde(default)]
    pub file_number: Private,
    /// Against whom.
    #[serde(default)]
    pub respondent: Private,
    /// Somebody applies for her, and she, an adult, agreed.
    #[serde(default)]
    pub consented_to_application: bool,
    /// What happened, in the order in which it was written down.
    pub events: Vec<OrderEvent>,
}

/// Where an order stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderStatus {
    /// Where it stands.
    pub state: OrderState,
    /// The last day, if it is known.
    pub expires_on: Option<Date>,
    /// Where that is known from.
    pub expiry: ExpirySource,
    /// How often it was breached.
    pub breaches: usize,
}

impl ProtectionOrder {
    /// Where it stands on `today`, by the law of its place. The day itself when it expires still counts.
    pub fn status(&self, place: Option<&Jurisdiction>, today: Date) -> OrderStatus {
        use OrderEventKind as E;
        use OrderState as S;
        let mut events: Vec<&OrderEvent> = self
            .events
            .iter()
            .filter(|event| event.on <= today)
            .collect();
        events.sort_by_key(|event| event.on);
        let mut state = S::Preparing;
        let mut granted_on = None;
        let mut written = None;
        let mut breaches = 0;
        for event in events {
            match (event.kind, state) {
                (E::Applied, S::Preparing) => state = S::Applied,
                (E::Refused, S::Preparing | S::Applied) => state = S::Refused,
                (E::Withdrawn, S::Preparing | S::Applied) => state = S::Withdrawn,
                (E::Granted, _) => {
                    state = S::GrantedNotServed;
                    granted_on = Some(event.on);
                    written = event.expires_on;
                }
                (E::Served, S::GrantedNotServed) | (E::SetAsideRefused, S::InForceContested) => {
                    state = S::InForce;
                }
                (E::SetAsideRequested | E::Appealed, S::InForce) => state = S::InForceContested,
                (E::SetAside, S::GrantedNotServed | S::InForce | S::InForceContested) => {
                    state = S::SetAside;
                }
                (E::Varied, _) => written = event.expires_on.or(written),
                (E::Breached, _) => breaches += 1,
                _ => {}
            }
        }
        let (expires_on, expiry) = expiry(written, granted_on, place);
        let was_granted = matches!(
            state,
            S::GrantedNotServed | S::InForce | S::InForceContested
        );
        if was_granted && expires_on.is_some_and(|last| last < today) {
            state = S::Expired;
        }
        OrderStatus {
            state,
            expires_on: expires_on.filter(|_| granted_on.is_some()),
            expiry,
            breaches,
        }
    }
}

/// The paper's own date; else the statute's length, where it is one that holds unless the paper says
/// otherwise. "Up to three years" says nothing about this order.
fn expiry(
    written: Option<Date>,
    granted_on: Option<Date>,
    place: Option<&Jurisdiction>,
) -> (Option<Date>, ExpirySource) {
    if written.is_some() {
        return (written, ExpirySource::Order);
    }
    let by_statute = granted_on.zip(place).and_then(|(day, place)| {
        place
            .length(RuleId::ProtectionOrderDuration, day)
            .filter(|length| length.is == LengthIs::Default)
            .map(|length| length.after(day))
    });
    match by_statute {
        Some(day) => (Some(day), ExpirySource::Statute),
        None => (None, ExpirySource::Unknown),
    }
}

impl OrderStatus {
    /// The respondent is bound today.
    pub const fn is_in_force(&self) -> bool {
        matches!(
            self.state,
            OrderState::InForce | OrderState::InForceContested
        )
    }

    /// Something is to be done: serve it, or find out when it ends.
    pub const fn needs_attention(&self) -> bool {
        matches!(self.state, OrderState::GrantedNotServed)
            || (self.is_in_force() && matches!(self.expiry, ExpirySource::Unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jurisdiction::shipped;
    use crate::words::tests::hold;
    use OrderEventKind as E;
    use jiff::civil::date;
    use uuid::Uuid;

    fn order(jurisdiction: &str, events: &[(E, Date, Option<Date>)]) -> ProtectionOrder {
        ProtectionOrder {
            id: OrderId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            jurisdiction: jurisdiction.to_owned(),
            file_number: Private::default(),
            respondent: Private::default(),
            consented_to_application: true,
            events: events
                .iter()
                .map(|&(kind, on, expires_on)| OrderEvent {
                    kind,
                    on,
                    expires_on,
                    words: Private::default(),
                    by: WorkerId(Uuid::nil()),
                })
                .collect(),
        }
    }

    fn status(order: &ProtectionOrder, today: Date) -> OrderStatus {
        order.status(shipped(&order.jurisdiction), today)
    }

    #[test]
    fn an_order_binds_when_served_and_runs_out_by_the_statute() {
        let granted = date(2026, 3, 1);
        let order = order(
            "MB",
            &[
                (E::Applied, granted, None),
                (E::Granted, granted, None),
                (E::Served, date(2026, 3, 4), None),
            ],
        );
        assert_eq!(
            status(&order, date(2026, 2, 28)).state,
            OrderState::Preparing
        );
        let waiting = status(&order, date(2026, 3, 3));
        assert_eq!(waiting.state, OrderState::GrantedNotServed);
        assert!(waiting.needs_attention() && !waiting.is_in_force());
        let in_force = status(&order, date(2029, 3, 1));
        assert!(in_force.is_in_force() && !in_force.needs_attention());
        assert_eq!(
            (in_force.expires_on, in_force.expiry),
            (Some(date(2029, 3, 1)), ExpirySource::Statute)
        );
        assert_eq!(status(&order, date(2029, 3, 2)).state, OrderState::Expired);
    }

    #[test]
    fn the_papers_own_date_goes_first_and_a_variation_moves_it() {
        let order = order(
            "MB",
            &[
                (E::Granted, date(2026, 3, 1), Some(date(2026, 9, 1))),
                (E::Served, date(2026, 3, 2), None),
                (E::Breached, date(2026, 4, 1), None),
                (E::Varied, date(2026, 8, 1), Some(date(2027, 1, 1))),
            ],
        );
        assert_eq!(
            status(&order, date(2026, 5, 1)).expires_on,
            Some(date(2026, 9, 1))
        );
        let varied = status(&order, date(2026, 12, 31));
        assert_eq!(
            (varied.expires_on, varied.breaches),
            (Some(date(2027, 1, 1)), 1)
        );
        assert!(varied.is_in_force());
    }

    #[test]
    fn up_to_three_years_and_not_verified_are_not_dates() {
        for place in ["AB", "ON", "SK", "BC"] {
            let order = order(
                place,
                &[
                    (E::Granted, date(2026, 3, 1), None),
                    (E::Served, date(2026, 3, 2), None),
                ],
            );
            let status = status(&order, date(2040, 1, 1));
            assert_eq!(
                (status.expires_on, status.expiry),
                (None, ExpirySource::Unknown),
                "{place}"
            );
            assert!(status.is_in_force() && status.needs_attention());
        }
    }

    #[test]
    fn asking_to_set_it_aside_does_not_suspend_it() {
        let mut events = vec![
            (E::Granted, date(2026, 3, 1), None),
            (E::Served, date(2026, 3, 2), None),
            (E::SetAsideRequested, date(2026, 3, 9), None),
        ];
        assert_eq!(
            status(&order("MB", &events), date(2026, 3, 9)).state,
            OrderState::InForceContested
        );
        events.push((E::SetAside, date(2026, 3, 20), None));
        assert_eq!(
            status(&order("MB", &events), date(2026, 3, 20)).state,
            OrderState::SetAside
        );
        // A new order after that (section 13) is a new order.
        events.push((E::Granted, date(2026, 5, 1), None));
        assert_eq!(
            status(&order("MB", &events), date(2026, 5, 1)).state,
            OrderState::GrantedNotServed
        );
        hold::<OrderEventKind>();
        hold::<OrderState>();
        hold::<ExpirySource>();
    }
}
