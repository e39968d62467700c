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

/// "3 beds free of 12 (2026-11-24T20:00Z)", for a file that is read later: there the moment counts, not
/// how long ago it was.
pub(crate) fn capacities_counted(listing: &Listing, messages: &'static Messages) -> String {
    let counted = listing.capacities.iter().map(|capacity| {
        let free = free(capacity, messages).plain();
        format!("{free} ({})", capacity.updated.strftime("%Y-%m-%dT%H:%MZ"))
    });
    counted.collect::<Vec<_>>().join("; ")
}

fn free(capacity: &Capacity, messages: &'static Messages) -> Markup {
    let count = u64::from(capacity.available);
    let key = match capacity.unit {
        Unit::Bed => "service-capacity-bed",
        Unit::Room => "service-capacity-room",
        Unit::Place => "service-capacity-place",
    };
    let free = messages.fill(key, &[("count", count.into())]);
    // "No bed free of 12" says nothing more than "No bed free".
    match capacity.maximum.filter(|maximum| count > 0 && *maximum > 0) {
        None => free,
        Some(maximum) => messages.fill(
            "service-capacity-of",
            &[
                ("free", (&free).into()),
                ("maximum", u64::from(maximum).into()),
            ],
        ),
    }
}

fn one(capacity: &Capacity, now: Timestamp, messages: &'static Messages) -> Markup {
    let free = free(capacity, messages);
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
