//! Whether something is open, and how hours are written.

use directory::hours::{Exception, Hours, HoursError, Interval, OpenState, Rule, Weekly, Zone};
use jiff::civil::{Date, DateTime, Time, Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

fn weekly(zone: &str, lines: &[&str]) -> Weekly {
    Weekly::parse(zone, lines.iter().copied()).expect("a test's own hours")
}

fn moment(zone: &str, wall: DateTime) -> Timestamp {
    let zone = TimeZone::get(zone).expect("a test's own zone");
    zone.to_timestamp(wall).expect("a moment of our time")
}

fn open_until(weekly: &Weekly, now: Timestamp) -> Timestamp {
    match weekly.at(now) {
        OpenState::Open { until } => until,
        other => panic!("{other:?}"),
    }
}

fn closed_until(weekly: &Weekly, now: Timestamp) -> Option<Timestamp> {
    match weekly.at(now) {
        OpenState::Closed { opens } => opens,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_ordinary_week() {
    const ZONE: &str = "America/Toronto";
    let office = weekly(ZONE, &["mon-fri 09:00-17:00"]);
    let tuesday = date(2026, 11, 24);
    let at = |hour, minute| moment(ZONE, tuesday.at(hour, minute, 0, 0));
    assert_eq!(closed_until(&office, at(8, 59)), Some(at(9, 0)));
    assert_eq!(open_until(&office, at(9, 0)), at(17, 0));
    assert_eq!(open_until(&office, at(16, 59)), at(17, 0));
    let wednesday = moment(ZONE, date(2026, 11, 25).at(9, 0, 0, 0));
    assert_eq!(closed_until(&office, at(17, 0)), Some(wednesday));
    let friday_night = moment(ZONE, date(2026, 11, 27).at(20, 0, 0, 0));
    let monday = moment(ZONE, date(2026, 11, 30).at(9, 0, 0, 0));
    assert_eq!(closed_until(&office, friday_night), Some(monday));
}

#[test]
fn nights_run_over_midnight_and_overlaps_are_one_opening() {
    const ZONE: &str = "America/Halifax";
    let night = weekly(
        ZONE,
        &["fri 20:00-02:00", "sat 01:00-04:00", "sat 04:00-05:00"],
    );
    let friday = moment(ZONE, date(2026, 11, 27).at(23, 30, 0, 0));
    let end = moment(ZONE, date(2026, 11, 28).at(5, 0, 0, 0));
    assert_eq!(open_until(&night, friday), end);
    let later = moment(ZONE, date(2026, 11, 28).at(1, 30, 0, 0));
    assert_eq!(open_until(&night, later), end);
}

#[test]
fn day_and_night_never_closes_however_it_is_written() {
    let now = moment("America/Toronto", date(2026, 11, 24).at(3, 0, 0, 0));
    assert_eq!(Hours::always().at(now), OpenState::Always);
    for lines in [
        &["mon-sun 00:00-24:00"][..],
        &["mon-sun 08:00-08:00"],
        &["mon-sun 06:00-18:00", "mon-sun 18:00-06:00"],
    ] {
        assert_eq!(
            weekly("America/Toronto", lines).at(now),
            OpenState::Always,
            "{lines:?}"
        );
    }
    assert_eq!(Hours::unknown().at(now), OpenState::Unknown);
}

#[test]
fn a_week_without_hours_never_opens() {
    let now = moment("America/Toronto", date(2026, 11, 24).at(3, 0, 0, 0));
    assert_eq!(
        weekly("America/Toronto", &[]).at(now),
        OpenState::Closed { opens: None }
    );
}

#[test]
fn exceptions_replace_their_date_even_the_end_of_the_night_before() {
    const ZONE: &str = "America/Toronto";
    let mut night = weekly(ZONE, &["mon-sun 20:00-04:00"]);
    night.exceptions = vec![Exception::parse("2026-12-25 closed").expect("sound")];
    let eve = moment(ZONE, date(2026, 12, 24).at(22, 0, 0, 0));
    assert_eq!(
        open_until(&night, eve),
        moment(ZONE, date(2026, 12, 25).at(0, 0, 0, 0))
    );
    let christmas = moment(ZONE, date(2026, 12, 25).at(1, 0, 0, 0));
    let boxing_day = moment(ZONE, date(2026, 12, 26).at(20, 0, 0, 0));
    assert_eq!(
        closed_until(&night, christmas),
        Some(boxing_day),
        "nothing runs out of a closed day"
    );
    night.exceptions = vec![Exception::parse("2026-12-25 12:00-14:00,23:00-01:00").expect("sound")];
    assert_eq!(
        closed_until(&night, christmas),
        Some(moment(ZONE, date(2026, 12, 25).at(12, 0, 0, 0)))
    );
    let late = moment(ZONE, date(2026, 12, 25).at(23, 30, 0, 0));
    assert_eq!(
        open_until(&night, late),
        moment(ZONE, date(2026, 12, 26).at(1, 0, 0, 0))
    );
}

#[test]
fn an_opening_is_told_fourteen_days_ahead_and_not_more() {
    const ZONE: &str = "America/Regina";
    let mut rare = weekly(ZONE, &["mon 09:00-10:00"]);
    rare.exceptions = vec![Exception::parse("2026-11-30 closed").expect("sound")];
    let now = moment(ZONE, date(2026, 11, 24).at(9, 0, 0, 0));
    let opens = moment(ZONE, date(2026, 12, 7).at(9, 0, 0, 0));
    assert_eq!(closed_until(&rare, now), Some(opens));
    rare.exceptions
        .push(Exception::parse("2026-12-07 closed").expect("sound"));
    assert_eq!(closed_until(&rare, now), None);
}

/// Toronto, 2027: forward on 14 March at 02:00, back on 7 November at 02:00.
mod days_when_clocks_change {
    use super::*;

    const ZONE: &str = "America/Toronto";

    fn utc(text: &str) -> Timestamp {
        text.parse().expect("a test's own moment")
    }

    #[test]
    fn a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn() {
        let night = weekly(ZONE, &["sat 22:00-06:00"]);
        let length = |saturday: Date| {
            let opens = moment(ZONE, saturday.at(22, 0, 0, 0));
            open_until(&night, opens).duration_since(opens)
        };
        assert_eq!(length(date(2027, 3, 13)), SignedDuration::from_hours(7));
        assert_eq!(length(date(2027, 3, 20)), SignedDuration::from_hours(8));
        assert_eq!(length(date(2027, 11, 6)), SignedDuration::from_hours(9));
    }

    #[test]
    fn a_time_that_is_skipped_happens_at_the_jump() {
        let jump = utc("2027-03-14T07:00:00Z");
        let before = utc("2027-03-14T06:30:00Z");
        assert_eq!(
            closed_until(&weekly(ZONE, &["sun 02:30-04:00"]), before),
            Some(jump)
        );
        assert_eq!(
            open_until(&weekly(ZONE, &["sun 01:00-02:30"]), before),
            jump
        );
        // Wholly inside the skipped hour: not on that Sunday, but on the next.
        let next = moment(ZONE, date(2027, 3, 21).at(2, 15, 0, 0));
        assert_eq!(
            closed_until(&weekly(ZONE, &["sun 02:15-02:45"]), before),
            Some(next)
        );
        // The pause lies in the skipped hour, so there is none.
        let pause = weekly(ZONE, &["sun 01:00-02:15", "sun 02:45-05:00"]);
        assert_eq!(open_until(&pause, before), utc("2027-03-14T09:00:00Z"));
    }

    #[test]
    fn a_time_that_comes_twice_happens_the_first_time() {
        let first = utc("2027-11-07T05:30:00Z"); // 01:30, first
        let second = utc("2027-11-07T06:30:00Z"); // 01:30, again
        let evening = weekly(ZONE, &["sat 20:00-01:30"]);
        assert_eq!(open_until(&evening, utc("2027-11-07T05:00:00Z")), first);
        assert!(!evening.at(first).is_open());
        assert!(
            !evening.at(utc("2027-11-07T06:15:00Z")).is_open(),
            "it does not open again"
        );
        let early = weekly(ZONE, &["sun 01:30-03:00"]);
        assert_eq!(
            closed_until(&early, utc("2027-11-07T05:15:00Z")),
            Some(first)
        );
        assert!(
            early.at(utc("2027-11-07T06:15:00Z")).is_open(),
            "it stays open"
        );
        assert_eq!(open_until(&early, second), utc("2027-11-07T08:00:00Z"));
    }
}

#[test]
fn what_people_write_is_read() {
    let interval = |day, opens, closes| Interval { day, opens, closes };
    let (eight, five) = (time(8, 0, 0, 0), time(17, 0, 0, 0));
    assert_eq!(
        Interval::parse("mon-wed 08:00-17:00"),
        Ok(vec![
            interval(Weekday::Monday, eight, five),
            interval(Weekday::Tuesday, eight, five),
            interval(Weekday::Wednesday, eight, five),
        ])
    );
    let count = |line: &str| Interval::parse(line).map(|found| found.len());
    assert_eq!(count("sat,sun 10:00-14:00"), Ok(2));
    assert_eq!(count("mon-sun 00:00-24:00"), Ok(7));
    assert_eq!(count("sat-mon 10:00-14:00"), Ok(3), "over the weekend");
    assert_eq!(count("Mon-Fri 08:00-12:00,13:00-17:00"), Ok(10));
    assert_eq!(
        count(" mon,wed-thu,thu   08:00-17:00 "),
        Ok(3),
        "no day twice"
    );
    let midnight = Interval::parse("mon 22:00-24:00").expect("sound");
    assert_eq!(midnight[0].closes, Time::midnight());
}

#[test]
fn what_is_not_hours_is_refused_with_its_reason() {
    for (line, reason) in [
        ("", HoursError::Shape),
        ("mon", HoursError::Shape),
        ("mon 08:00", HoursError::Shape),
        ("08:00-17:00", HoursError::Shape),
        ("monday 08:00-17:00", HoursError::Day("monday".to_owned())),
        ("mon- 08:00-17:00", HoursError::Day(String::new())),
        ("lun-ven 08:00-17:00", HoursError::Day("lun".to_owned())),
        ("mon 8:00-17:00", HoursError::Time("8:00".to_owned())),
        ("mon 08:00-25:00", HoursError::Time("25:00".to_owned())),
        ("mon 24:00-06:00", HoursError::Time("24:00".to_owned())),
        ("mon 08h00-17h00", HoursError::Time("17h00".to_owned())),
        ("mon 08:60-17:00", HoursError::Time("08:60".to_owned())),
    ] {
        assert_eq!(Interval::parse(line), Err(reason), "{line:?}");
    }
    for zone in ["", "Vancouver", "PST8", "America/Vancouverr", "Etc/Unknown"] {
        assert!(Zone::named(zone).is_err(), "{zone}");
    }
    assert!(Exception::parse("2026-02-30 closed").is_err());
    assert!(Exception::parse("2026-12-25 shut").is_err());
}

#[test]
fn a_zone_that_does_not_exist_cannot_be_read_back() {
    let office = weekly("America/Toronto", &["mon 09:00-17:00"]);
    let hours = Hours::weekly(office);
    let json = serde_json::to_string(&hours).expect("plain values");
    assert_eq!(
        serde_json::from_str::<Hours>(&json).expect("as written"),
        hours
    );
    let wrong = json.replace("America/Toronto", "America/Nowhere");
    let error = serde_json::from_str::<Hours>(&wrong).expect_err("no such zone");
    assert!(error.to_string().contains("America/Nowhere"), "{error}");
}

#[test]
fn the_ends_of_time_are_survived() {
    let office = weekly("America/St_Johns", &["mon-sun 22:00-06:00"]);
    for now in [Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
        let _ = office.at(now);
    }
    assert!(matches!(Hours::weekly(office).rule, Rule::Weekly(_)));
}
