//! "Open now until 5 pm", "Closed; opens tomorrow at 8:30 am": whether a service answers, in words.

use directory::Listing;
use directory::geography::{Gazetteer, Province};
use directory::hours::{Hours, OpenState, Rule, Zone};
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::clock_time;
use super::moment::date;
use crate::markup::Markup;
use crate::messages::Messages;

/// Who reads: when, and in which province, when that is known.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    pub(crate) now: Timestamp,
    zone: Option<Zone>,
}

impl Reader {
    /// A reader at `now`, perhaps in `province`, who lives by the clock of most people there.
    pub(crate) fn new(now: Timestamp, province: Option<Province>, gazetteer: &Gazetteer) -> Self {
        let known = |province| {
            let mut places = gazetteer.provinces().iter();
            places.find(|place| place.province == province)
        };
        Self {
            now,
            zone: province
                .and_then(known)
                .map(|place| place.time_zone.clone()),
        }
    }
}

/// Says `state`, which is that of `listing` or of one of its lines. Times are on the service's own
/// clock; its zone is named unless the reader's clock shows the same.
pub(crate) fn open_state(
    state: OpenState,
    listing: &Listing,
    reader: &Reader,
    messages: &'static Messages,
) -> Markup {
    let change = match state {
        OpenState::Always => return messages.say("service-open-always"),
        OpenState::Unknown => return messages.say("service-open-unknown"),
        OpenState::Closed { opens: None } => return messages.say("service-closed"),
        OpenState::Open { until } => until,
        OpenState::Closed { opens: Some(opens) } => opens,
    };
    let Some(zone) = zone_of(listing) else {
        // Only a week has changes, and every week has a zone: never reached, and still true.
        let open = state.is_open();
        return messages.say(if open {
            "service-open-always"
        } else {
            "service-closed"
        });
    };
    let (wall, today) = (zone.wall(change), zone.wall(reader.now));
    let line = at(state.is_open(), wall, today, messages);
    let same_clock = reader
        .zone
        .as_ref()
        .is_some_and(|own| own.offset_seconds(change) == zone.offset_seconds(change));
    match zone_name(zone.name(), messages) {
        Some(name) if !same_clock => {
            let there = messages.fill("service-time-there", &[("zone", (&name).into())]);
            Markup::built(format!("{line} {there}"))
        }
        _ => line,
    }
}

/// The style of what [`open_state`] says: what is not known stands back.
pub(crate) fn tone(state: OpenState, listing: &Listing) -> &'static str {
    match state {
        _ if listing.temporarily_closed => "state",
        OpenState::Unknown => "quiet",
        open if open.is_open() => "state open",
        _ => "state",
    }
}

fn at(open: bool, wall: DateTime, today: DateTime, messages: &'static Messages) -> Markup {
    let time = clock_time(wall.time(), messages);
    let time = ("time", (&time).into());
    let days = (wall.date() - today.date()).get_days();
    // Closing at midnight, or some hours after it, belongs to tonight for everyone awake then.
    let tonight = open && days == 1 && wall.hour() < 6;
    match (open, days) {
        (true, 0) => messages.fill("service-open-until", &[time]),
        (true, _) if tonight => messages.fill("service-open-until", &[time]),
        (true, 1) => messages.fill("service-open-until-tomorrow", &[time]),
        (false, 0) => messages.fill("service-closed-until", &[time]),
        (false, 1) => messages.fill("service-closed-until-tomorrow", &[time]),
        (_, days) => {
            let day = if (0..7).contains(&days) {
                day_name(wall.date().weekday().to_monday_one_offset(), messages)
            } else {
                date(wall.date(), messages)
            };
            let key = if open {
                "service-open-until-day"
            } else {
                "service-closed-until-day"
            };
            messages.fill(key, &[("day", (&day).into()), time])
        }
    }
}

/// The name of a weekday, Monday being 1.
pub(super) fn day_name(number: i8, messages: &'static Messages) -> Markup {
    messages.say(&format!("service-day-{number}"))
}

/// The clock of the first known week among the service and its lines.
fn zone_of(listing: &Listing) -> Option<&Zone> {
    let lines = listing
        .phones
        .iter()
        .filter_map(|phone| phone.hours.as_ref());
    std::iter::once(&listing.hours)
        .chain(lines)
        .find_map(|hours: &Hours| match &hours.rule {
            Rule::Weekly(week) => Some(&week.time_zone),
            _ => None,
        })
}

fn zone_name(name: &str, messages: &'static Messages) -> Option<Markup> {
    let key = match name.rsplit('/').next()? {
        "Vancouver" => "service-zone-pacific",
        "Whitehorse" | "Dawson" => "service-zone-yukon",
        "Edmonton" | "Yellowknife" | "Calgary" | "Inuvik" => "service-zone-mountain",
        "Regina" => "service-zone-saskatchewan",
        "Winnipeg" => "service-zone-central",
        "Toronto" | "Montreal" | "Iqaluit" => "service-zone-eastern",
        "Halifax" | "Moncton" => "service-zone-atlantic",
        "St_Johns" => "service-zone-newfoundland",
        _ => return None,
    };
    Some(messages.say(key))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as on;
    use kernel::Lang;

    use super::*;

    fn said(open: bool, days: i8, hour: i8, minute: i8, lang: Lang) -> String {
        let today = on(2026, 11, 24).at(14, 0, 0, 0);
        let wall = on(2026, 11, 24 + days).at(hour, minute, 0, 0);
        at(open, wall, today, Messages::of(lang))
            .as_str()
            .to_owned()
    }

    #[test]
    fn changes_are_said_as_people_say_them() {
        assert_eq!(said(true, 0, 17, 0, Lang::En), "Open now until 5\u{a0}pm");
        assert_eq!(said(true, 1, 0, 0, Lang::En), "Open now until midnight");
        assert_eq!(
            said(true, 1, 9, 0, Lang::En),
            "Open now until tomorrow at 9\u{a0}am"
        );
        assert_eq!(
            said(false, 0, 20, 0, Lang::En),
            "Closed; opens at 8\u{a0}pm"
        );
        assert_eq!(
            said(false, 1, 8, 30, Lang::En),
            "Closed; opens tomorrow at 8:30\u{a0}am"
        );
        assert_eq!(
            said(false, 3, 8, 30, Lang::En),
            "Closed; opens Friday at 8:30\u{a0}am"
        );
        assert_eq!(
            said(false, 1, 8, 30, Lang::Fr),
            "Fermé\u{a0}; ouvre demain à 8\u{a0}h\u{a0}30"
        );
        assert_eq!(
            said(true, 0, 17, 0, Lang::Fr),
            "Ouvert maintenant, jusqu’à 17\u{a0}h"
        );
    }

    #[test]
    fn every_province_has_a_zone_with_a_name() {
        let gazetteer = &crate::tests::content().gazetteer;
        for province in Province::ALL {
            let reader = Reader::new(Timestamp::UNIX_EPOCH, Some(province), gazetteer);
            let zone = reader.zone.as_ref().map_or("none", Zone::name);
            for lang in Lang::ALL {
                let name = zone_name(zone, Messages::of(lang));
                assert!(name.is_some(), "{province:?}: {zone}");
            }
        }
    }
}
