//! Whether something is open, compared with walking the clock minute by minute.

use directory::hours::{Exception, Hours, Interval, OpenState, Weekly, Zone};
use jiff::civil::{Date, DateTime, Time, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const ZONES: [&str; 6] = [
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Regina",
    "America/Edmonton",
    "America/Vancouver",
];

/// 14 days.
const HORIZON: SignedDuration = SignedDuration::from_hours(14 * 24);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The same rule, walked minute by minute with nothing clever: `walls[i]` is the furthest the clock
/// on the wall has been by minute `i`.
struct Walk {
    start: Timestamp,
    walls: Vec<DateTime>,
}

impl Walk {
    /// From a little before `now` to a little after the horizon.
    fn around(zone: &Zone, now: Timestamp) -> Self {
        let lead = 180;
        let start = now - MINUTE * lead;
        let mut furthest = DateTime::MIN;
        let mut at = start;
        let end = now + HORIZON + MINUTE * 2;
        let mut walls = Vec::new();
        while at <= end {
            furthest = furthest.max(zone.wall(at));
            walls.push(furthest);
            at += MINUTE;
        }
        Self { start, walls }
    }

    fn wall(&self, at: Timestamp) -> DateTime {
        let minutes = at.duration_since(self.start).as_mins();
        self.walls[usize::try_from(minutes).expect("inside the walk")]
    }
}

/// Whether the minute `wall` belongs to some opening, straight from the definition.
fn is_open_at(weekly: &Weekly, wall: DateTime) -> bool {
    let openings = |day: Date| -> Vec<(Time, Time)> {
        let mut exceptions = weekly
            .exceptions
            .iter()
            .filter(|known| known.date == day)
            .peekable();
        if exceptions.peek().is_some() {
            return exceptions.flat_map(|known| known.open.clone()).collect();
        }
        let usual = weekly
            .intervals
            .iter()
            .filter(|known| known.day == day.weekday());
        usual.map(|known| (known.opens, known.closes)).collect()
    };
    let (today, now) = (wall.date(), wall.time());
    let own = openings(today)
        .into_iter()
        .any(|(opens, closes)| now >= opens && (closes <= opens || now < closes));
    let is_exception = weekly.exceptions.iter().any(|known| known.date == today);
    let yesterday = today.yesterday().expect("our time");
    let spilt = openings(yesterday)
        .into_iter()
        .any(|(opens, closes)| closes <= opens && now < closes);
    own || (spilt && !is_exception)
}

fn expected(weekly: &Weekly, now: Timestamp) -> OpenState {
    let walk = Walk::around(&weekly.time_zone, now);
    let open = is_open_at(weekly, walk.wall(now));
    let mut at = now;
    while at <= now + HORIZON {
        if is_open_at(weekly, walk.wall(at)) != open {
            return if open {
                OpenState::Open { until: at }
            } else {
                OpenState::Closed { opens: Some(at) }
            };
        }
        at += MINUTE;
    }
    if open {
        OpenState::Always
    } else {
        OpenState::Closed { opens: None }
    }
}

fn minutes() -> impl Strategy<Value = Time> {
    // Half of all times around the hours that are skipped or lived twice.
    prop_oneof![
        (0..24_i8, 0..60_i8).prop_map(|(hour, minute)| time(hour, minute, 0, 0)),
        (
            0..4_i8,
            prop_oneof![Just(0_i8), Just(15), Just(30), Just(59)]
        )
            .prop_map(|(hour, minute)| time(hour, minute, 0, 0)),
    ]
}

fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    let interval = (0..7_i8, minutes(), minutes()).prop_map(|(day, opens, closes)| Interval {
        day: Weekday::from_monday_zero_offset(day).expect("0 to 6"),
        opens,
        closes,
    });
    proptest::collection::vec(interval, 0..12)
}

/// A minute of 2025 or 2026; two thirds of them near a change of the clocks. Not later years: in tzdata
/// 2026f, Alberta and British Columbia no longer change theirs.
fn moments(zone: &'static str) -> impl Strategy<Value = Timestamp> {
    let start: Timestamp = "2025-01-01T00:00:00Z".parse().expect("sound");
    let zone = TimeZone::get(zone).expect("sound");
    let end = start + MINUTE * (730 * 24 * 60);
    let changes: Vec<Timestamp> = zone
        .following(start)
        .take_while(|change| change.timestamp() < end)
        .map(|change| change.timestamp())
        .collect();
    let anywhere = (0..730 * 24 * 60_i32)
        .prop_map(move |minute| start + MINUTE * minute)
        .boxed();
    if changes.is_empty() {
        return anywhere;
    }
    let around = move |minutes: i32| {
        let change = proptest::sample::select(changes.clone());
        let moment = (change, -minutes..minutes);
        moment.prop_map(|(change, minute)| change + MINUTE * minute)
    };
    prop_oneof![anywhere, around(1_500), around(90)].boxed()
}

fn cases() -> impl Strategy<Value = (Weekly, Timestamp)> {
    let exceptions = proptest::collection::vec(
        (
            -2..12_i32,
            proptest::collection::vec((minutes(), minutes()), 0..3),
        ),
        0..4,
    );
    (0..ZONES.len(), intervals(), exceptions)
        .prop_flat_map(|(zone, intervals, exceptions)| {
            (
                Just(zone),
                Just(intervals),
                Just(exceptions),
                moments(ZONES[zone]),
            )
        })
        .prop_map(|(zone, intervals, exceptions, now)| {
            let time_zone = Zone::named(ZONES[zone]).expect("sound");
            let today = time_zone.wall(now).date();
            let exceptions = exceptions.into_iter().map(|(days, open)| Exception {
                date: today.saturating_add(jiff::ToSpan::days(days)),
                open,
            });
            let weekly = Weekly {
                exceptions: exceptions.collect(),
                time_zone,
                intervals,
            };
            (weekly, now)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_answer_is_that_of_walking_minute_by_minute((weekly, now) in cases()) {
        prop_assert_eq!(weekly.at(now), expected(&weekly, now));
    }

    #[test]
    fn the_state_flips_exactly_when_it_is_said_to((weekly, now) in cases(), second in 0..60_i64) {
        let now = now + SignedDuration::from_secs(second);
        let second_before = SignedDuration::from_secs(-1);
        match weekly.at(now) {
            OpenState::Open { until } => {
                prop_assert!(now < until && until <= now + HORIZON);
                prop_assert!(weekly.at(until + second_before).is_open());
                prop_assert!(!weekly.at(until).is_open());
            }
            OpenState::Closed { opens: Some(opens) } => {
                prop_assert!(now < opens && opens <= now + HORIZON);
                prop_assert!(!weekly.at(opens + second_before).is_open());
                prop_assert!(weekly.at(opens).is_open());
            }
            OpenState::Closed { opens: None } | OpenState::Always => {
                prop_assert_eq!(weekly.at(now + HORIZON).is_open(), weekly.at(now).is_open());
            }
            OpenState::Unknown => prop_assert!(false, "weekly hours are known"),
        }
    }

    #[test]
    fn what_is_written_back_is_the_same((weekly, _) in cases()) {
        let hours = Hours::weekly(weekly);
        let json = serde_json::to_string(&hours).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(serde_json::from_str::<Hours>(&json).ok(), Some(hours));
    }

    #[test]
    fn no_line_brings_it_down(line in any::<String>(), days in "[a-z,-]{0,9} [0-9:,-]{0,24}") {
        let _ = (Interval::parse(&line), Exception::parse(&line), Interval::parse(&days), Zone::named(&line));
    }
}
