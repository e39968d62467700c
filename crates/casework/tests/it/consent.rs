//! The one decision: nothing without a live consent or a whole exception; withdrawing takes everything.

use std::collections::BTreeSet;

use casework::Moment;
use casework::consent::{
    Answer, Ask, Consent, ConsentFault, DataKind, Exception, ExceptionFault, ExceptionKind, Ground,
    HowGiven, Purpose, Recipient, Refusal, Relationship, Told, Wording, contradicted, decide,
};
use casework::words::{CaseId, ConsentId, ExceptionId, OrganizationId, Private, WorkerId};
use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

const HOUR: i64 = 3600;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("within range")
}

fn house() -> Recipient {
    Recipient::Organization(OrganizationId(Uuid::from_u128(77)))
}

fn consent(kinds: &[DataKind]) -> Consent {
    Consent {
        id: ConsentId(Uuid::from_u128(1)),
        case: CaseId(Uuid::from_u128(9)),
        answer: Answer::Given,
        purpose: Purpose::Referral,
        recipient: house(),
        kinds: kinds.iter().copied().collect(),
        from: at(0),
        to: at(100),
        how: HowGiven::Spoken,
        wording: Wording {
            version: "referral-1".to_owned(),
            language: "es".parse().expect("a tag"),
        },
        through: Private::default(),
        limits_told: true,
        told: Told::default(),
        restrictions: Private::default(),
        taken_by: WorkerId(Uuid::from_u128(5)),
        taken_at: at(0),
        withdrawn_at: None,
    }
}

fn ask(kinds: &[DataKind], now: Moment) -> Ask {
    Ask {
        case: CaseId(Uuid::from_u128(9)),
        role: DataKind::ALL.iter().copied().collect(),
        relationship: Relationship::Assigned,
        purpose: Purpose::Referral,
        kinds: kinds.iter().copied().collect(),
        recipient: house(),
        now,
    }
}

fn exception(kinds: &[DataKind]) -> Exception {
    Exception {
        id: ExceptionId(Uuid::from_u128(3)),
        case: CaseId(Uuid::from_u128(9)),
        kind: ExceptionKind::Emergency,
        authority: "the organization's rule 4".into(),
        reason: "her life is in danger".into(),
        purpose: Purpose::Referral,
        recipient: house(),
        kinds: kinds.iter().copied().collect(),
        minimum: "they must find her".into(),
        first: WorkerId(Uuid::from_u128(5)),
        second: Some(WorkerId(Uuid::from_u128(6))),
        from: at(0),
        to: at(24 * HOUR),
        privacy_officer_told_at: Some(at(0)),
        ended_at: None,
    }
}

#[test]
fn consent_names_what_travels_and_nothing_else_does() {
    let consents = [consent(&[DataKind::Outline, DataKind::Needs])];
    let asked = [DataKind::Outline, DataKind::Needs, DataKind::Health];
    let decision = decide(&ask(&asked, at(50).into()), &consents, None);
    assert_eq!(
        decision.kinds(),
        BTreeSet::from([DataKind::Outline, DataKind::Needs])
    );
    assert_eq!(
        decision.allowed[&DataKind::Needs],
        Ground::Consent(consents[0].id)
    );
    assert_eq!(
        decision.refused[&DataKind::Health],
        BTreeSet::from([Refusal::NoConsent])
    );
    assert!(!decision.is_complete());
}

#[test]
fn each_of_the_three_is_needed_and_each_is_named() {
    let kinds = [DataKind::Needs];
    let consents = [consent(&kinds)];
    let why = |ask: &Ask, consents: &[Consent]| {
        decide(ask, consents, None)
            .refused
            .remove(&DataKind::Needs)
            .unwrap_or_default()
    };
    let good = ask(&kinds, at(50).into());
    assert_eq!(why(&good, &consents), BTreeSet::new());
    let mut other = good.clone();
    other.role.clear();
    assert_eq!(why(&other, &consents), BTreeSet::from([Refusal::Role]));
    other.relationship = Relationship::None;
    assert_eq!(
        why(&other, &[]),
        BTreeSet::from([Refusal::Role, Refusal::Relationship, Refusal::NoConsent])
    );
    for (now, reason) in [(100, Refusal::Expired), (-1, Refusal::NotYet)] {
        assert_eq!(
            why(&ask(&kinds, at(now).into()), &consents),
            BTreeSet::from([reason])
        );
    }
    let faulty = Consent {
        limits_told: false,
        ..consent(&kinds)
    };
    assert_eq!(why(&good, &[faulty]), BTreeSet::from([Refusal::Faulty]));
    let said_no = Consent {
        answer: Answer::Refused,
        ..consent(&kinds)
    };
    assert_eq!(
        why(&good, &[consents[0].clone(), said_no]),
        BTreeSet::from([Refusal::SaidNo])
    );
    // Another case, purpose or recipient lends nothing.
    for other in [
        Consent {
            case: CaseId(Uuid::nil()),
            ..consent(&kinds)
        },
        Consent {
            purpose: Purpose::Transfer,
            ..consent(&kinds)
        },
        Consent {
            recipient: Recipient::Outside(OrganizationId(Uuid::from_u128(77))),
            ..consent(&kinds)
        },
    ] {
        assert_eq!(why(&good, &[other]), BTreeSet::from([Refusal::NoConsent]));
    }
}

#[test]
fn a_share_reaches_its_own_fields_until_its_end() {
    let consents = [consent(&[DataKind::Needs, DataKind::Health])];
    let kinds = [DataKind::Needs, DataKind::Health];
    let with = |until, ended| {
        let mut ask = ask(&kinds, at(50).into());
        ask.relationship = Relationship::Share {
            kinds: BTreeSet::from([DataKind::Needs]),
            until,
            ended,
        };
        decide(&ask, &consents, None).kinds()
    };
    assert_eq!(with(at(60), false), BTreeSet::from([DataKind::Needs]));
    assert_eq!(with(at(50), false), BTreeSet::new());
    assert_eq!(with(at(60), true), BTreeSet::new());
}

#[test]
fn an_exception_is_whole_or_nothing() {
    let kinds = [DataKind::Contact];
    let now: Moment = at(50).into();
    let allowed =
        |exception: &Exception, now| decide(&ask(&kinds, now), &[], Some(exception)).is_complete();
    let whole = exception(&kinds);
    assert!(allowed(&whole, now));
    assert!(decide(&ask(&kinds, now), &[], Some(&whole)).is_exceptional());
    for (broken, fault) in [
        (
            Exception {
                authority: " ".into(),
                ..whole.clone()
            },
            ExceptionFault::NoAuthority,
        ),
        (
            Exception {
                reason: "\u{200b}".into(),
                ..whole.clone()
            },
            ExceptionFault::NoReason,
        ),
        (
            Exception {
                second: None,
                ..whole.clone()
            },
            ExceptionFault::NoSecondPerson,
        ),
        (
            Exception {
                second: Some(whole.first),
                ..whole.clone()
            },
            ExceptionFault::SamePerson,
        ),
        (
            Exception {
                minimum: "".into(),
                ..whole.clone()
            },
            ExceptionFault::MinimumNotExplained,
        ),
        (
            Exception {
                kinds: DataKind::ALL.iter().copied().collect(),
                ..whole.clone()
            },
            ExceptionFault::NotMinimum,
        ),
        (
            Exception {
                to: at(24 * HOUR + 1),
                ..whole.clone()
            },
            ExceptionFault::TooLong,
        ),
        (
            Exception {
                privacy_officer_told_at: None,
                ..whole.clone()
            },
            ExceptionFault::PrivacyOfficerNotTold,
        ),
        (
            Exception {
                ended_at: Some(at(9_999_999)),
                ..whole.clone()
            },
            ExceptionFault::Ended,
        ),
    ] {
        assert_eq!(broken.faults(&now), BTreeSet::from([fault]));
        assert!(!allowed(&broken, now), "{fault}");
    }
    assert!(!allowed(&whole, at(24 * HOUR).into()));
    let other = Exception {
        recipient: Recipient::Person,
        ..whole.clone()
    };
    let refused = decide(&ask(&kinds, now), &[], Some(&other)).refused;
    assert!(refused[&DataKind::Contact].contains(&Refusal::Exception));
    // It stands in for consent, and for nothing else.
    let mut stranger = ask(&kinds, now);
    stranger.relationship = Relationship::None;
    assert!(decide(&stranger, &[], Some(&whole)).allowed.is_empty());
}

#[test]
fn a_no_takes_the_yes_before_it_with_it() {
    let yes = consent(&[DataKind::Needs, DataKind::Health]);
    let no = Consent {
        id: ConsentId(Uuid::from_u128(2)),
        answer: Answer::Refused,
        ..consent(&[DataKind::Health])
    };
    let about_other = Consent {
        id: ConsentId(Uuid::from_u128(4)),
        ..consent(&[DataKind::Needs])
    };
    let earlier = [yes.clone(), about_other];
    assert_eq!(contradicted(&no, &earlier).collect::<Vec<_>>(), [yes.id]);
    let withdrawn = [Consent {
        withdrawn_at: Some(at(1)),
        ..yes
    }];
    assert_eq!(contradicted(&no, &withdrawn).count(), 0);
}

#[test]
fn what_a_consent_lacks_is_told() {
    let kinds = [DataKind::Needs];
    for (consent, fault) in [
        (consent(&[]), ConsentFault::NoKinds),
        (
            Consent {
                to: at(0),
                ..consent(&kinds)
            },
            ConsentFault::EndsBeforeItBegins,
        ),
        (
            Consent {
                how: HowGiven::Interpreter,
                ..consent(&kinds)
            },
            ConsentFault::NobodyNamed,
        ),
        (
            Consent {
                how: HowGiven::Guardian,
                ..consent(&kinds)
            },
            ConsentFault::NobodyNamed,
        ),
        (
            Consent {
                taken_at: at(1),
                ..consent(&kinds)
            },
            ConsentFault::BeginsBeforeItWasTaken,
        ),
    ] {
        assert_eq!(consent.faults(), BTreeSet::from([fault]));
    }
    assert!(
        Told::every(true).all()
            && !Told {
                research: false,
                ..Told::every(true)
            }
            .all()
    );
}

#[test]
fn she_may_have_what_is_hers() {
    let mut own = ask(&[DataKind::Narrative], at(0).into());
    (own.purpose, own.recipient, own.relationship) =
        (Purpose::OwnAccess, Recipient::Person, Relationship::Own);
    assert!(decide(&own, &[], None).is_complete());
    own.relationship = Relationship::BreakGlass { until: at(10) };
    assert!(!decide(&own, &[], None).is_complete());
}

#[test]
fn words_are_stable() {
    let mut seen = BTreeSet::new();
    for &kind in DataKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
        assert!(seen.insert(kind.as_str()));
    }
    for &purpose in Purpose::ALL {
        assert_eq!(Purpose::parse(purpose.as_str()), Some(purpose));
    }
    let written = serde_json::to_string(&consent(&[DataKind::Needs])).expect("plain");
    assert!(
        written.contains(r#""recipient":{"kind":"organization","id":"#),
        "{written}"
    );
    let read: Consent = serde_json::from_str(&written).expect("written by us");
    assert_eq!(read, consent(&[DataKind::Needs]));
    assert!(serde_json::from_str::<DataKind>("\"everything\"").is_err());
}

fn any_kinds() -> impl Strategy<Value = BTreeSet<DataKind>> {
    prop::collection::btree_set(prop::sample::select(DataKind::ALL.to_vec()), 0..6)
}

prop_compose! {
    fn any_consent()(
        id in 1_u128..9,
        refused in prop::bool::weighted(0.1),
        purpose in prop::sample::select(vec![Purpose::Referral, Purpose::Transfer]),
        here in prop::bool::weighted(0.8),
        kinds in any_kinds(),
        from in -50_i64..50,
        lasts in -5_i64..100,
        limits_told in prop::bool::weighted(0.9),
        withdrawn in prop::option::weighted(0.2, -100_i64..200),
    ) -> Consent {
        Consent {
            id: ConsentId(Uuid::from_u128(id)),
            answer: if refused { Answer::Refused } else { Answer::Given },
            purpose,
            recipient: if here { house() } else { Recipient::Person },
            kinds,
            from: at(from),
            taken_at: at(from),
            to: at(from + lasts),
            limits_told,
            withdrawn_at: withdrawn.map(at),
            ..consent(&[])
        }
    }
}

prop_compose! {
    fn any_exception()(
        kinds in any_kinds(),
        second in prop::option::weighted(0.9, 5_u128..8),
        lasts in 0_i64..30,
        told in any::<bool>(),
        ended in prop::bool::weighted(0.1),
    ) -> Exception {
        Exception {
            kinds: kinds.clone(),
            second: second.map(|id| WorkerId(Uuid::from_u128(id))),
            to: at(lasts * HOUR),
            privacy_officer_told_at: told.then(|| at(0)),
            ended_at: ended.then(|| at(0)),
            ..exception(&[])
        }
    }
}

prop_compose! {
    fn any_ask()(
        role in any_kinds(),
        wide in prop::bool::weighted(0.7),
        relationship in 0_u8..4,
        share in any_kinds(),
        until in -50_i64..200,
        kinds in any_kinds(),
        clock in -100_i64..200,
        latest in prop::option::of(-100_i64..200),
    ) -> Ask {
        Ask {
            role: if wide { DataKind::ALL.iter().copied().collect() } else { role },
            relationship: match relationship {
                0 => Relationship::None,
                1 => Relationship::Share { kinds: share, until: at(until), ended: false },
                2 => Relationship::BreakGlass { until: at(until) },
                _ => Relationship::Assigned,
            },
            kinds,
            now: Moment::new(at(clock), latest.map(at)),
            ..ask(&[], at(0).into())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Every kind asked for is either allowed or refused with a reason, and whatever is allowed has a live
    /// consent that names it or a whole exception that does.
    #[test]
    fn nothing_travels_without_ground(
        ask in any_ask(),
        consents in prop::collection::vec(any_consent(), 0..5),
        exception in prop::option::of(any_exception()),
    ) {
        let decision = decide(&ask, &consents, exception.as_ref());
        for kind in &ask.kinds {
            let refused = decision.refused.get(kind);
            prop_assert_ne!(decision.allowed.contains_key(kind), refused.is_some());
            prop_assert!(refused.is_none_or(|reasons| !reasons.is_empty()));
        }
        prop_assert_eq!(decision.allowed.len() + decision.refused.len(), ask.kinds.len());
        for (kind, ground) in &decision.allowed {
            prop_assert!(ask.role.contains(kind));
            prop_assert!(ask.relationship != Relationship::None);
            let stands = match ground {
                Ground::Consent(_) => consents.iter().any(|consent| {
                    consent.is_live(&ask.now)
                        && consent.withdrawn_at.is_none()
                        && consent.recipient == ask.recipient
                        && consent.purpose == ask.purpose
                        && consent.kinds.contains(kind)
                }),
                Ground::Exception(_) => exception.as_ref().is_some_and(|exception| {
                    exception.is_whole(&ask.now)
                        && exception.kinds.contains(kind)
                        && exception.second.is_some_and(|second| second != exception.first)
                }),
                // Nobody asked for their own.
                Ground::Own => false,
            };
            prop_assert!(stands);
        }
    }

    /// Withdrawing every consent leaves nothing but what an exception carries, whenever it happens.
    #[test]
    fn withdrawing_takes_everything_at_once(
        ask in any_ask(),
        consents in prop::collection::vec(any_consent(), 0..5),
        when in -1_000_i64..1_000,
    ) {
        let withdrawn: Vec<_> = consents
            .into_iter()
            .map(|consent| Consent { withdrawn_at: Some(at(when)), ..consent })
            .collect();
        prop_assert!(decide(&ask, &withdrawn, None).allowed.is_empty());
    }

    /// A yes more never takes a right away.
    #[test]
    fn a_yes_more_removes_nothing(
        ask in any_ask(),
        consents in prop::collection::vec(any_consent(), 0..5),
        more in any_consent(),
        exception in prop::option::of(any_exception()),
        place in 0_usize..6,
    ) {
        let more = Consent { answer: Answer::Given, ..more };
        let before = decide(&ask, &consents, exception.as_ref()).kinds();
        let mut after = consents;
        after.insert(place.min(after.len()), more);
        let after = decide(&ask, &after, exception.as_ref()).kinds();
        prop_assert!(before.is_subset(&after));
    }

    /// A no, or a withdrawal, never gives a right.
    #[test]
    fn a_no_or_a_withdrawal_gives_nothing(
        ask in any_ask(),
        consents in prop::collection::vec(any_consent(), 1..5),
        no in any_consent(),
        which in any::<prop::sample::Index>(),
    ) {
        let before = decide(&ask, &consents, None).kinds();
        let mut with_no = consents.clone();
        with_no.push(Consent { answer: Answer::Refused, ..no });
        prop_assert!(decide(&ask, &with_no, None).kinds().is_subset(&before));
        let mut without = consents;
        let one = which.index(without.len());
        if without[one].answer == Answer::Given {
            without[one].withdrawn_at = Some(at(0));
            prop_assert!(decide(&ask, &without, None).kinds().is_subset(&before));
        }
    }

    /// A clock that is set back gives nothing that was not there before it was.
    #[test]
    fn a_clock_set_back_widens_nothing(
        ask in any_ask(),
        consents in prop::collection::vec(any_consent(), 0..5),
        exception in prop::option::of(any_exception()),
        back in 1_i64..300,
    ) {
        let before = decide(&ask, &consents, exception.as_ref()).kinds();
        let mut set_back = ask.clone();
        let clock = ask.now.clock() - jiff::SignedDuration::from_secs(back);
        set_back.now = Moment::new(clock, Some(ask.now.latest()));
        let after = decide(&set_back, &consents, exception.as_ref()).kinds();
        prop_assert!(after.is_subset(&before));
    }
}
