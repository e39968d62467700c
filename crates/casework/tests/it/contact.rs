//! Safe contact: only what was agreed, when it was agreed, where she is.

use std::collections::BTreeSet;

use casework::Moment;
use casework::contact::{
    AgreedWay, Attempt, ContactRefusal as R, ContactRules, Never, Verdict, Way, Window, may_contact,
};
use casework::weekday::Weekday;
use casework::words::{Private, WorkerId};
use jiff::Timestamp;
use jiff::civil::time;
use proptest::prelude::*;
use uuid::Uuid;

fn at(moment: &str) -> Timestamp {
    moment.parse().expect("a time")
}

/// Calls to one number on weekdays from nine to noon in Toronto, until June 2027.
fn rules() -> ContactRules {
    ContactRules {
        ways: vec![AgreedWay {
            way: Way::Call,
            destination: "416-555-0100".into(),
            may_leave_message: false,
            may_be_automatic: false,
            may_name_organization: false,
            may_show_number: false,
        }],
        windows: vec![Window {
            days: Weekday::ALL[..5].iter().copied().collect(),
            from: time(9, 0, 0, 0),
            until: time(12, 0, 0, 0),
        }],
        zone: "America/Toronto".to_owned(),
        code_word: None,
        never: BTreeSet::new(),
        never_in_words: Private::default(),
        stopped: false,
        agreed_at: at("2026-11-01T00:00:00Z"),
        review_at: Some(at("2027-06-01T00:00:00Z")),
        by: WorkerId(Uuid::nil()),
    }
}

fn attempt() -> Attempt {
    Attempt {
        way: Way::Call,
        destination: "416-555-0100".into(),
        leaves_message: false,
        names_organization: false,
        shows_number: false,
        automatic: false,
        again: false,
        code_word_ready: false,
        list_read: false,
    }
}

/// Tuesday, eleven in the morning in Toronto.
fn tuesday() -> Moment {
    at("2026-11-24T16:00:00Z").into()
}

fn refused(rules: &ContactRules, attempt: &Attempt, now: &Moment) -> BTreeSet<R> {
    match may_contact(Some(rules), false, attempt, now) {
        Verdict::Allowed => BTreeSet::new(),
        Verdict::Refused(reasons) => reasons,
    }
}

#[test]
fn no_rule_is_no_permission() {
    let verdict = may_contact(None, false, &attempt(), &tuesday());
    assert_eq!(verdict, Verdict::Refused(BTreeSet::from([R::NoRules])));
    assert!(may_contact(Some(&rules()), false, &attempt(), &tuesday()).is_allowed());
    assert_eq!(
        may_contact(Some(&rules()), true, &attempt(), &tuesday()),
        Verdict::Refused(BTreeSet::from([R::OutOfContact]))
    );
    for (rules, reason) in [
        (
            ContactRules {
                windows: Vec::new(),
                ..rules()
            },
            R::TimeNotAgreed,
        ),
        (
            ContactRules {
                ways: Vec::new(),
                ..rules()
            },
            R::WayNotAgreed,
        ),
        (
            ContactRules {
                zone: "Nowhere/Here".to_owned(),
                ..rules()
            },
            R::ZoneUnknown,
        ),
        (
            ContactRules {
                stopped: true,
                ..rules()
            },
            R::Stopped,
        ),
        (
            ContactRules {
                review_at: None,
                ..rules()
            },
            R::RulesLapsed,
        ),
        (
            ContactRules {
                review_at: Some(at("2026-11-24T16:00:00Z")),
                ..rules()
            },
            R::RulesLapsed,
        ),
        (
            ContactRules {
                agreed_at: at("2026-12-01T00:00:00Z"),
                ..rules()
            },
            R::RulesLapsed,
        ),
    ] {
        assert_eq!(
            refused(&rules, &attempt(), &tuesday()),
            BTreeSet::from([reason])
        );
    }
}

#[test]
fn only_the_way_and_the_number_that_were_agreed() {
    for (attempt, reason) in [
        (
            Attempt {
                way: Way::Text,
                ..attempt()
            },
            R::WayNotAgreed,
        ),
        (
            Attempt {
                destination: "416-555-0199".into(),
                ..attempt()
            },
            R::DestinationNotAgreed,
        ),
        (
            Attempt {
                destination: "".into(),
                ..attempt()
            },
            R::DestinationNotAgreed,
        ),
        (
            Attempt {
                leaves_message: true,
                ..attempt()
            },
            R::MessageNotAgreed,
        ),
        (
            Attempt {
                names_organization: true,
                ..attempt()
            },
            R::NamesOrganization,
        ),
        (
            Attempt {
                shows_number: true,
                ..attempt()
            },
            R::ShowsNumber,
        ),
        (
            Attempt {
                automatic: true,
                ..attempt()
            },
            R::AutomaticNotAgreed,
        ),
    ] {
        assert_eq!(
            refused(&rules(), &attempt, &tuesday()),
            BTreeSet::from([reason])
        );
    }
}

#[test]
fn the_never_do_list_goes_before_what_was_agreed() {
    let mut rules = rules();
    rules.ways[0].may_leave_message = true;
    rules.ways[0].may_name_organization = true;
    rules.ways.push(AgreedWay {
        way: Way::InPerson,
        destination: "at the clinic".into(),
        ..rules.ways[0].clone()
    });
    rules.never = BTreeSet::from([
        Never::LeaveMessage,
        Never::SayOrganization,
        Never::CallAgain,
        Never::Visit,
    ]);
    let read = Attempt {
        list_read: true,
        ..attempt()
    };
    assert_eq!(
        refused(&rules, &attempt(), &tuesday()),
        BTreeSet::from([R::ListNotRead])
    );
    assert_eq!(refused(&rules, &read, &tuesday()), BTreeSet::new());
    let everything = Attempt {
        leaves_message: true,
        names_organization: true,
        again: true,
        ..read.clone()
    };
    assert_eq!(
        refused(&rules, &everything, &tuesday()),
        BTreeSet::from([R::MessageNotAgreed, R::NamesOrganization, R::CallsAgain])
    );
    let visit = Attempt {
        way: Way::InPerson,
        destination: "at the clinic".into(),
        ..read.clone()
    };
    assert_eq!(
        refused(&rules, &visit, &tuesday()),
        BTreeSet::from([R::VisitNotAgreed])
    );
    rules.code_word = Some("marigold".into());
    assert_eq!(
        refused(&rules, &read, &tuesday()),
        BTreeSet::from([R::CodeWordNotReady])
    );
    rules.never.clear();
    rules.never_in_words = "if a man answers, you have the wrong number".into();
    let ready = Attempt {
        code_word_ready: true,
        ..attempt()
    };
    assert_eq!(
        refused(&rules, &ready, &tuesday()),
        BTreeSet::from([R::ListNotRead])
    );
}

#[test]
fn hours_are_hers_also_when_clocks_change_and_across_midnight() {
    let night = ContactRules {
        windows: vec![Window {
            days: BTreeSet::from([Weekday::Friday]),
            from: time(22, 0, 0, 0),
            until: time(2, 0, 0, 0),
        }],
        ..rules()
    };
    let is_allowed = |rules: &ContactRules, moment: &str| {
        refused(rules, &attempt(), &at(moment).into()).is_empty()
    };
    // Toronto is five hours behind UTC in winter, four in summer (from 14 March 2027).
    for (moment, allowed) in [
        ("2026-11-24T13:59:59Z", false),
        ("2026-11-24T14:00:00Z", true),
        ("2026-11-24T16:59:59Z", true),
        ("2026-11-24T17:00:00Z", false),
        ("2026-11-28T16:00:00Z", false),
        ("2027-03-15T13:00:00Z", true),
        ("2027-03-15T16:00:00Z", false),
    ] {
        assert_eq!(is_allowed(&rules(), moment), allowed, "{moment}");
    }
    for (moment, allowed) in [
        ("2026-11-28T02:59:00Z", false),
        ("2026-11-28T03:00:00Z", true),
        ("2026-11-28T06:59:00Z", true),
        ("2026-11-28T07:00:00Z", false),
        ("2026-11-27T06:00:00Z", false),
    ] {
        assert_eq!(is_allowed(&night, moment), allowed, "{moment}");
    }
    let set_back = Moment::new(at("2026-11-24T16:00:00Z"), Some(at("2026-11-25T16:00:00Z")));
    assert_eq!(
        refused(&rules(), &attempt(), &set_back),
        BTreeSet::from([R::ClockSetBack])
    );
}

proptest! {
    /// Taking away from what was agreed, or adding to what must never be, never lets a contact through that
    /// was refused before.
    #[test]
    fn fewer_permissions_never_allow_more(
        bits in prop::array::uniform8(any::<bool>()),
        never in prop::collection::btree_set(prop::sample::select(Never::ALL.to_vec()), 0..4),
        more in prop::sample::select(Never::ALL.to_vec()),
        hour in 0_i64..168,
    ) {
        let [message, automatic, name, number, leaves, names, again, read] = bits;
        let mut wide = rules();
        wide.ways[0].may_leave_message = message;
        wide.ways[0].may_be_automatic = automatic;
        wide.ways[0].may_name_organization = name;
        wide.ways[0].may_show_number = number;
        wide.never = never;
        let attempt = Attempt {
            leaves_message: leaves,
            names_organization: names,
            again,
            list_read: read,
            ..attempt()
        };
        let now = (at("2026-11-23T00:00:00Z") + jiff::SignedDuration::from_hours(hour)).into();
        let before = refused(&wide, &attempt, &now);
        let mut narrow = wide.clone();
        narrow.never.insert(more);
        prop_assert!(before.is_subset(&refused(&narrow, &attempt, &now)));
        let mut narrow = wide;
        narrow.ways[0].may_leave_message = false;
        narrow.ways[0].may_name_organization = false;
        prop_assert!(before.is_subset(&refused(&narrow, &attempt, &now)));
    }
}
