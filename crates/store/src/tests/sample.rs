//! Hand-made services that use every field, with values no shipped service has.

use directory::content::Content;
use directory::geography::{Gazetteer, Point, Province, RegionId};
use directory::hours::{Exception, Hours, Interval, Rule, Weekly};
use directory::location::{Confidentiality, Coverage, Location, Precision};
use directory::organization::Organization;
use directory::phone::{Phone, PhoneKind};
use directory::service::{Access, Confidence, Fees, Gender, Provenance, Service, Status};
use directory::taxonomy::{Taxonomy, Term, TermId, Vocabulary};
use jiff::Timestamp;
use jiff::civil::{Weekday, date, time};
use kernel::Text;

/// When the samples are loaded: a Tuesday afternoon in Vancouver.
pub(super) const NOW: Timestamp = Timestamp::constant(1_795_557_600, 0);

/// Words that would break a statement put together from text.
pub(super) const AWKWARD: &str =
    "L'abri — d\u{2019}\u{00c9}t\u{00e9} \"$1\"; DROP TABLE service; -- <b>é</b> 🏔 \\ %_";

pub(super) fn term(id: &str, vocabulary: Vocabulary) -> Term {
    Term {
        id: id.into(),
        vocabulary,
        name: Text::new(format!("{id} en"), format!("{id} fr")),
        description: Text::new("Plain.", "Simple."),
        formal: Text::new("", "formel"),
    }
}

pub(super) fn organization(slug: &str) -> Organization {
    Organization {
        id: directory::shipped_id("organization", slug),
        slug: slug.to_owned(),
        name: Text::new(AWKWARD, "Maison"),
        description: Text::default(),
        email: None,
        parent_organization_id: None,
        website: (slug == "house").then(|| "https://example.org/?a=1&b='2'".to_owned()),
    }
}

/// A service with nothing but what it must have.
pub(super) fn plain(slug: &str) -> Service {
    Service {
        id: directory::shipped_id("service", slug),
        slug: slug.to_owned(),
        organization_id: directory::shipped_id("organization", "house"),
        name: Text::new("Line", ""),
        description: Text::default(),
        status: Status::Active,
        listed: true,
        needs: Vec::new(),
        everyone: false,
        populations: Vec::new(),
        exploitation: Vec::new(),
        dedicated: false,
        fees: Fees::Unknown,
        email: None,
        website: None,
        phones: Vec::new(),
        coverage: Coverage::National,
        location: None,
        hours: Hours::default(),
        languages: Vec::new(),
        interpretation: Text::default(),
        access: Access::default(),
        provenance: Provenance {
            source: Vec::new(),
            source_date: None,
            read_on: "2026-11".to_owned(),
            confidence: Confidence::FromMemory,
            verified_on: None,
            verified_by: None,
            review_by: None,
            note: None,
        },
        last_modified: None,
    }
}

fn interval(day: Weekday, opens: i8, closes: i8) -> Interval {
    Interval {
        day,
        opens: time(opens, 30, 0, 0),
        closes: time(closes, 0, 0, 0),
    }
}

pub(super) fn week() -> Hours {
    Hours {
        rule: Rule::Weekly(Weekly {
            time_zone: "America/St_Johns".parse().expect("a zone"),
            intervals: vec![
                interval(Weekday::Sunday, 22, 6),
                interval(Weekday::Monday, 8, 12),
                interval(Weekday::Monday, 13, 0),
            ],
            exceptions: vec![
                Exception {
                    date: date(2026, 12, 25),
                    open: Vec::new(),
                },
                Exception {
                    date: date(2026, 12, 24),
                    open: vec![
                        (time(8, 0, 0, 0), time(9, 0, 0, 0)),
                        (time(10, 0, 0, 0), time(11, 15, 0, 0)),
                    ],
                },
            ],
        }),
        note: Text::new("Closed at the full moon", ""),
    }
}

pub(super) fn location(confidentiality: Confidentiality) -> Location {
    Location {
        city: "Prince George".to_owned(),
        province: Province::BC,
        point: Some(Point {
            latitude: 53.913_812_345_678,
            longitude: -122.745_300_000_000_1,
        }),
        precision: Precision::Address,
        confidentiality,
        address: Some("12 Secret Street, unit 'B'".to_owned()),
    }
}

fn phones() -> Vec<Phone> {
    let phone = |number: &str, kind| Phone {
        number: number.parse().expect("a number"),
        kind,
        keyword: None,
        extension: None,
        label: Text::default(),
        hours: None,
        languages: Vec::new(),
    };
    vec![
        Phone {
            extension: Some("0012".to_owned()),
            label: Text::new("Day and night", "Jour et nuit"),
            hours: Some(Hours {
                rule: Rule::Always,
                note: Text::new("", "même la nuit"),
            }),
            ..phone("250-555-0100", PhoneKind::Voice)
        },
        Phone {
            keyword: Some("HELLO".to_owned()),
            hours: Some(Hours::unknown()),
            languages: vec!["fr".to_owned(), "en".to_owned()],
            ..phone("686868", PhoneKind::Sms)
        },
        Phone {
            hours: Some(week()),
            ..phone("1 800 555 0100", PhoneKind::Tty)
        },
        phone("1 800 555 0100", PhoneKind::Fax),
    ]
}

/// A service with every field.
pub(super) fn full(slug: &str) -> Service {
    Service {
        name: Text::new(AWKWARD, AWKWARD),
        description: Text::new("One\nTwo", ""),
        status: Status::TemporarilyClosed,
        needs: vec!["shelter".into(), "crisis".into()],
        everyone: true,
        populations: vec!["women".into()],
        exploitation: vec![TermId::from("sexual")],
        dedicated: true,
        fees: Fees::Free,
        email: Some("help@example.org".to_owned()),
        website: Some("https://example.org/line".to_owned()),
        phones: phones(),
        coverage: Coverage::Provinces(vec![Province::YT, Province::BC]),
        location: Some(location(Confidentiality::Public)),
        hours: week(),
        languages: vec!["fr".to_owned(), "cr".to_owned(), "en".to_owned()],
        interpretation: Text::new("200+ languages", "plus de 200 langues"),
        access: Access {
            police_report_needed: Some(false),
            status_needed: Some(false),
            id_needed: Some(true),
            children_welcome: Some(true),
            pets_welcome: Some(false),
            gender: Some(Gender::Women),
            minimum_age: Some(0),
            maximum_age: Some(24),
            indigenous_led: Some(true),
            by_and_for: None,
        },
        provenance: Provenance {
            source: vec![
                "https://example.org/b".to_owned(),
                "https://example.org/a".to_owned(),
            ],
            source_date: Some("2014".to_owned()),
            read_on: "2026-11-20".to_owned(),
            confidence: Confidence::ReadFromSource,
            verified_on: Some(date(2026, 11, 20)),
            verified_by: Some(AWKWARD.to_owned()),
            review_by: Some(date(2027, 5, 24)),
            note: Some("For whoever corrects.".to_owned()),
        },
        ..plain(slug)
    }
}

/// Services that between them take every form a record can have.
pub(super) fn services() -> Vec<Service> {
    vec![
        plain("plain"),
        full("full"),
        Service {
            coverage: Coverage::Region(RegionId("north".to_owned())),
            location: Some(location(Confidentiality::Approximate)),
            access: Access {
                by_and_for: Some(true),
                gender: Some(Gender::Any),
                ..Access::default()
            },
            ..plain("approximate")
        },
        Service {
            coverage: Coverage::Radius { km: 65_535 },
            location: Some(location(Confidentiality::Hidden)),
            hours: Hours::always(),
            ..full("hidden")
        },
        Service {
            coverage: Coverage::Provinces(Vec::new()),
            location: Some(Location {
                point: None,
                precision: Precision::City,
                address: None,
                ..location(Confidentiality::Approximate)
            }),
            hours: Hours {
                rule: Rule::Unknown,
                note: Text::new("Call first", "Appelez d’abord"),
            },
            ..plain("words-for-hours")
        },
        Service {
            listed: false,
            location: Some(location(Confidentiality::Public)),
            ..full("unlisted")
        },
        Service {
            status: Status::Defunct,
            ..plain("defunct")
        },
    ]
}

pub(super) fn content(services: Vec<Service>) -> Content {
    let terms = vec![
        term("crisis", Vocabulary::Need),
        term("shelter", Vocabulary::Need),
        term("women", Vocabulary::Population),
        term("sexual", Vocabulary::Exploitation),
    ];
    Content {
        organizations: vec![organization("house"), organization("annex")],
        services,
        taxonomy: Taxonomy::new(terms, &[], &(Vec::new(), Vec::new())).expect("a taxonomy"),
        gazetteer: Gazetteer::default(),
    }
}
