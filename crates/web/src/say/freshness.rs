//! How far a listing can be believed today: since when nobody has confirmed it, and how old the figure
//! of its free places is.

use directory::Listing;
use directory::capacity::{Capacity, Unit};
use directory::review::{self, Facts};
use jiff::Timestamp;

use super::{date, month_of};
use crate::markup::Markup;
use crate::messages::Messages;

/// "Not confirmed since May 3, 2025", when the listing should have been asked again before `now`.
pub(crate) fn stale(
    listing: &Listing,
    now: Timestamp,
    messages: &'static Messages,
) -> Option<Markup> {
    let facts = Facts::from(listing);
    if !facts.is_stale(review::today(now)) {
        return None;
    }
    Some(match (facts.verified_on, facts.known_since()) {
        (Some(day), _) => {
            let day = date(day, messages);
            messages.fill("service-stale-day", &[("date", (&day).into())])
        }
        (None, Some(_)) => {
            let month = month_of(facts.read_on, messages);
            messages.fill("service-stale-month", &[("date", (&month).into())])
        }
        (None, None) => messages.say("service-stale-unknown"),
    })
}

/// "3 beds free of 12. Counted 2 hours ago.", for each unit that the service counts.
pub(crate) fn capacities(
    listing: &Listing,
    now: Timestamp,
    messages: &'static Messages,
) -> Vec<Markup> {
    capacities_of(&listing.capacities, now, messages)
}

/// The same, for figures without their listing.
pub(crate) fn capacities_of(
    capacities: &[Capacity],
    now: Timestamp,
    messages: &'static Messages,
) -> Vec<Markup> {
    let say = |capacity| one(capacity, now, messages);
    capacities.iter().map(say).collect()
}

fn one(capacity: &Capacity, now: Timestamp, messages: &'static Messages) -> Markup {
    let count = u64::from(capacity.available);
    let key = match capacity.unit {
        Unit::Bed => "service-capacity-bed",
        Unit::Room => "service-capacity-room",
        Unit::Place => "service-capacity-place",
    };
    let mut free = messages.fill(key, &[("count", count.into())]);
    if let Some(maximum) = capacity.maximum.filter(|maximum| *maximum > 0) {
        let maximum = u64::from(maximum);
        free = messages.fill(
            "service-capacity-of",
            &[("free", (&free).into()), ("maximum", maximum.into())],
        );
    }
    let age = if capacity.is_old(now) {
        messages.say("service-capacity-old")
    } else {
        let hours = now.duration_since(capacity.updated).as_hours().max(0);
        messages.fill("service-capacity-age", &[("hours", (hours as u64).into())])
    };
    messages.fill(
        "service-capacity-line",
        &[("free", (&free).into()), ("age", (&age).into())],
    )
}
