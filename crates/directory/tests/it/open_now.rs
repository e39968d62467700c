//! "Open now": one answer for a service with its lines, whoever asks.

use std::sync::LazyLock;

use directory::Listing;
use directory::content::Content;
use directory::hours::{Hours, Interval, OpenState, Weekly, Zone};
use directory::phone::{Phone, PhoneKind};
use jiff::Timestamp;
use jiff::civil::{Weekday, time};
use kernel::Text;

static CONTENT: LazyLock<Content> =
    LazyLock::new(|| Content::shipped().expect("tested in content.rs"));

/// A Tuesday in November, 10:00 in Toronto.
const NOW: Timestamp = Timestamp::constant(1_795_532_400, 0);

/// Tuesdays, from and until these hours in Toronto.
fn tuesdays(opens: i8, closes: i8) -> Hours {
    Hours::weekly(Weekly {
        time_zone: Zone::named("America/Toronto").expect("a zone"),
        intervals: vec![Interval {
            day: Weekday::Tuesday,
            opens: time(opens, 0, 0, 0),
            closes: time(closes, 0, 0, 0),
        }],
        exceptions: Vec::new(),
    })
}

fn line(kind: PhoneKind, hours: Option<Hours>) -> Phone {
    Phone {
        number: "250-555-0100".parse().expect("a number"),
        kind,
        keyword: None,
        extension: None,
        label: Text::default(),
        hours,
        languages: Vec::new(),
    }
}

fn listing(hours: Hours, phones: Vec<Phone>) -> Listing {
    let service = &CONTENT.services[0];
    let organization = CONTENT
        .organizations
        .iter()
        .find(|one| one.id == service.organization_id)
        .expect("its organization");
    let listing = Listing::build(service, organization, &CONTENT.gazetteer).expect("public");
    Listing {
        hours,
        phones,
        temporarily_closed: false,
        ..listing
    }
}

fn hours_from_now(hours: i64) -> Timestamp {
    Timestamp::from_second(NOW.as_second() + hours * 3_600).expect("a moment")
}

#[test]
fn the_longest_opening_counts_then_the_next_then_what_is_known() {
    use PhoneKind::{Fax, Sms, Tty, Voice};
    let until = |hours| OpenState::Open {
        until: hours_from_now(hours),
    };
    let opens = |hours| OpenState::Closed {
        opens: Some(hours_from_now(hours)),
    };
    let week = || tuesdays(9, 12);
    for (about, own, lines, state, call) in [
        ("itself", week(), vec![], until(2), false),
        (
            "a line without hours has the service's",
            week(),
            vec![line(Voice, None)],
            until(2),
            true,
        ),
        (
            "a line longer",
            week(),
            vec![line(Sms, Some(tuesdays(9, 17)))],
            until(7),
            true,
        ),
        (
            "a line shorter",
            week(),
            vec![line(Voice, Some(tuesdays(9, 11)))],
            until(2),
            true,
        ),
        (
            "a line day and night",
            week(),
            vec![line(Voice, Some(Hours::always()))],
            OpenState::Always,
            true,
        ),
        (
            "closed, a line open",
            tuesdays(12, 17),
            vec![line(Voice, Some(week()))],
            until(2),
            true,
        ),
        (
            "closed, a line opens sooner",
            tuesdays(14, 17),
            vec![line(Voice, Some(tuesdays(12, 13)))],
            opens(2),
            false,
        ),
        (
            "nobody knows, a line does",
            Hours::unknown(),
            vec![line(Voice, Some(week()))],
            until(2),
            true,
        ),
        (
            "nobody knows, a line is closed",
            Hours::unknown(),
            vec![line(Voice, Some(tuesdays(12, 13)))],
            opens(2),
            false,
        ),
        (
            "nobody knows",
            Hours::unknown(),
            vec![line(Voice, None)],
            OpenState::Unknown,
            false,
        ),
        (
            "nobody answers a fax",
            Hours::unknown(),
            vec![line(Fax, Some(Hours::always()))],
            OpenState::Unknown,
            false,
        ),
        (
            "a teletypewriter is not for everyone",
            tuesdays(12, 17),
            vec![line(Tty, Some(Hours::always()))],
            opens(2),
            false,
        ),
    ] {
        let mut listing = listing(own, lines);
        assert_eq!(listing.open_state(NOW), state, "{about}");
        assert_eq!(listing.can_call(NOW), call, "{about}");
        listing.temporarily_closed = true;
        let closed = OpenState::Closed { opens: None };
        assert_eq!(listing.open_state(NOW), closed, "{about}");
        assert!(!listing.can_call(NOW), "{about}");
    }
}

#[test]
fn the_order_of_two_does_not_matter() {
    let states = [
        OpenState::Always,
        OpenState::Unknown,
        OpenState::Closed { opens: None },
        OpenState::Closed {
            opens: Some(hours_from_now(1)),
        },
        OpenState::Closed {
            opens: Some(hours_from_now(2)),
        },
        OpenState::Open {
            until: hours_from_now(1),
        },
        OpenState::Open {
            until: hours_from_now(2),
        },
    ];
    for one in states {
        assert_eq!(one.or(one), one);
        for other in states {
            assert_eq!(one.or(other), other.or(one));
            assert_eq!(one.or(other).is_open(), one.is_open() || other.is_open());
            for third in states {
                assert_eq!(one.or(other).or(third), one.or(other.or(third)));
            }
        }
    }
}
