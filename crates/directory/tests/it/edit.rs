//! Editing a record as fields: nothing that was not touched changes, and nothing that somebody changed
//! is lost.

use std::collections::BTreeMap;

use directory::content::Content;
use directory::edit::{Field, Group, Known, PhonePart, Values, Wrong, merge, read};
use directory::geography::{Point, Province};
use directory::hours::{Hours, Rule};
use directory::location::{Confidentiality, Location, Precision};
use directory::phone::PhoneNumberError;
use directory::service::{Service, Status};
use proptest::prelude::*;

fn shipped() -> Content {
    Content::shipped().expect("the shipped content")
}

fn known(content: &Content) -> Known<'_> {
    Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    }
}

/// A shipped service in a place that anyone may know; made up, for none that ships has an address.
fn with_place(content: &Content) -> Service {
    Service {
        location: Some(Location {
            city: "Kamloops".to_owned(),
            province: Province::BC,
            point: Some(Point {
                latitude: 50.7,
                longitude: -120.4,
            }),
            precision: Precision::Address,
            confidentiality: Confidentiality::Public,
            address: Some("77 Example Lane".to_owned()),
        }),
        ..content.services[0].clone()
    }
}

fn edited(
    content: &Content,
    before: &Service,
    changes: &[(Field, &str)],
) -> Result<Service, Vec<(String, Wrong)>> {
    let changes: BTreeMap<Field, String> = changes
        .iter()
        .map(|&(field, text)| (field, text.to_owned()))
        .collect();
    let values = Values::of(before).with(&changes);
    read(before, &values, known(content)).map_err(|faults| {
        faults
            .into_iter()
            .map(|fault| (fault.field.to_string(), fault.wrong))
            .collect()
    })
}

#[test]
fn every_name_is_one_field() {
    let mut seen = BTreeMap::new();
    for field in Field::all(3) {
        let name = field.to_string();
        assert_eq!(name.parse(), Ok(field), "{name}");
        assert_eq!(seen.insert(name.clone(), field), None, "{name} twice");
    }
    for name in [
        "",
        "id",
        "slug",
        "phones",
        "phones.0.number",
        "phones.01.number",
        "phones.31.number",
        "phones.1",
        "phones.1.hours",
        "schedule.someday",
        "name.de",
    ] {
        assert!(name.parse::<Field>().is_err(), "{name}");
    }
}

#[test]
fn every_shipped_record_survives_its_own_texts() {
    let content = shipped();
    for service in &content.services {
        let values = Values::of(service);
        let read = read(service, &values, known(&content)).expect(&service.slug);
        assert_eq!(&read, service, "{}", service.slug);
    }
}

/// Everything a form can say is said: a blank record takes every text and gives it back.
#[test]
fn every_shipped_record_can_be_typed_into_a_blank_one() {
    let content = shipped();
    for service in &content.services {
        let blank = Service {
            id: service.id,
            slug: service.slug.clone(),
            organization_id: service.organization_id,
            ..blank(&content)
        };
        let values = Values::of(service);
        let typed = read(&blank, &values, known(&content));
        let typed = typed.unwrap_or_else(|faults| panic!("{}: {faults:?}", service.slug));
        assert_eq!(Values::of(&typed), values, "{}", service.slug);
        assert_eq!(
            typed.hours.rule == Rule::Unknown,
            service.hours.rule == Rule::Unknown
        );
    }
}

fn blank(content: &Content) -> Service {
    let any = &content.services[0];
    Service {
        name: kernel::Text::new("Blank", ""),
        description: kernel::Text::default(),
        needs: Vec::new(),
        populations: Vec::new(),
        exploitation: Vec::new(),
        everyone: false,
        dedicated: false,
        phones: Vec::new(),
        hours: Hours::unknown(),
        location: None,
        languages: Vec::new(),
        interpretation: kernel::Text::default(),
        access: directory::service::Access::default(),
        email: None,
        website: None,
        ..any.clone()
    }
}

#[test]
fn a_new_number_is_the_only_thing_that_changes() {
    let content = shipped();
    let before = content
        .services
        .iter()
        .find(|service| service.phones.len() >= 2)
        .expect("a service with two lines");
    let after = edited(
        &content,
        before,
        &[(Field::Phone(1, PhonePart::Number), "250 555 0199")],
    )
    .expect("an edit");
    assert_eq!(after.phones[0].number.digits(), "2505550199");
    assert_eq!(after.phones[0].hours, before.phones[0].hours);
    assert_eq!(after.phones[1..], before.phones[1..]);
    let differences = Values::of(before).differences(&Values::of(&after));
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].field.to_string(), "phones.1.number");
    assert_eq!(differences[0].after, "250-555-0199");
}

#[test]
fn an_emptied_line_goes_and_the_others_close_up() {
    let content = shipped();
    let before = content
        .services
        .iter()
        .find(|service| service.phones.len() >= 2)
        .expect("a service with two lines");
    let after = edited(
        &content,
        before,
        &[(Field::Phone(1, PhonePart::Number), "")],
    );
    assert_eq!(after.expect("an edit").phones[..], before.phones[1..]);
}

#[test]
fn whoever_moves_a_place_does_not_leave_its_old_point_behind() {
    let content = shipped();
    let before = with_place(&content);
    let after = edited(
        &content,
        &before,
        &[
            (Field::City, "Prince George"),
            (Field::StateProvince, "BC"),
            (Field::Address1, "1 Example Street"),
        ],
    )
    .expect("an edit");
    let place = after.location.expect("a place");
    let town = content
        .gazetteer
        .town_point("Prince George", "BC".parse().expect("a province"));
    assert_eq!(place.point, town);
    assert!(town.is_some());
    assert_eq!(place.precision, Precision::City);
}

#[test]
fn a_new_place_says_what_may_be_known_of_it() {
    let content = shipped();
    let blank = blank(&content);
    let changes = [
        (Field::City, "Prince George"),
        (Field::StateProvince, "BC"),
        (Field::Address1, "1 Example Street"),
    ];
    let faults = edited(&content, &blank, &changes).expect_err("nobody said");
    assert_eq!(
        faults,
        [("location.confidentiality".to_owned(), Wrong::Required)]
    );
}

#[test]
fn times_are_read_as_people_type_them() {
    let content = shipped();
    let blank = blank(&content);
    for (typed, kept) in [
        ("8:30-12, 13h-17 h 30", "08:30-12:00, 13:00-17:30"),
        ("9 to 5", "09:00-05:00"),
        ("9h à 17h", "09:00-17:00"),
        ("22:00–24:00", "22:00-24:00"),
    ] {
        let after = edited(
            &content,
            &blank,
            &[
                (Field::ScheduleRule, "weekly"),
                (Field::ScheduleTimezone, "America/Vancouver"),
                (Field::ScheduleDay(2), typed),
                (
                    Field::ScheduleExceptions,
                    "2026-12-25 fermé\n2026-12-24 8-12",
                ),
            ],
        )
        .expect(typed);
        let values = Values::of(&after);
        assert_eq!(values.get(Field::ScheduleDay(2)), kept, "{typed}");
        assert_eq!(
            values.get(Field::ScheduleExceptions),
            "2026-12-25 closed\n2026-12-24 08:00-12:00"
        );
    }
}

/// What is written where, the field that is named, and what is wrong with it.
type Case<'a> = (&'a [(Field, &'a str)], &'a str, Wrong);

#[test]
fn every_fault_is_told_with_its_field() {
    let content = shipped();
    let before = &content.services[0];
    let long = "x".repeat(201);
    let cases: &[Case<'_>] = &[
        (
            &[(Field::NameEnglish, ""), (Field::NameFrench, "")],
            "name.en",
            Wrong::Required,
        ),
        (
            &[(Field::NameEnglish, &long)],
            "name.en",
            Wrong::Long {
                found: 201,
                limit: 200,
            },
        ),
        (&[(Field::Status, "open")], "status", Wrong::Choice),
        (
            &[(Field::Needs, "shelter-housing, nothing")],
            "needs",
            Wrong::Term,
        ),
        (&[(Field::Needs, "women")], "needs", Wrong::Term),
        (
            &[(Field::Phone(1, PhonePart::Number), "call us")],
            "phones.1.number",
            Wrong::Phone(PhoneNumberError::Character),
        ),
        (
            &[(Field::Phone(1, PhonePart::Number), "12")],
            "phones.1.number",
            Wrong::Phone(PhoneNumberError::Length),
        ),
        (
            &[(Field::Phone(29, PhonePart::DescriptionEnglish), "Night")],
            "phones.29.number",
            Wrong::Required,
        ),
        (
            &[(Field::Phone(1, PhonePart::Extension), "twelve")],
            "phones.1.extension",
            Wrong::Extension,
        ),
        (&[(Field::Email, "nobody")], "email", Wrong::Email),
        (
            &[(Field::Url, "javascript:alert(1)")],
            "url",
            Wrong::Website,
        ),
        (
            &[(Field::Url, "https://example.org/\"><script>")],
            "url",
            Wrong::Website,
        ),
        (
            &[(Field::Languages, "english")],
            "languages",
            Wrong::Language,
        ),
        (
            &[(Field::MinimumAge, "30"), (Field::MaximumAge, "18")],
            "minimum_age",
            Wrong::Ages,
        ),
        (&[(Field::MaximumAge, "-1")], "maximum_age", Wrong::Age),
        (
            &[
                (Field::ServiceAreaExtentType, "provinces"),
                (Field::ServiceAreaExtent, "BC, XX"),
            ],
            "service_area.extent",
            Wrong::Province,
        ),
        (
            &[
                (Field::ServiceAreaExtentType, "radius"),
                (Field::ServiceAreaExtent, "0"),
            ],
            "service_area.extent",
            Wrong::Radius,
        ),
        (
            &[
                (Field::ScheduleRule, "weekly"),
                (Field::ScheduleTimezone, "Mars/Olympus"),
                (Field::ScheduleDay(1), "09:00-17:00"),
            ],
            "schedule.timezone",
            Wrong::Zone,
        ),
        (
            &[
                (Field::ScheduleRule, "weekly"),
                (Field::ScheduleTimezone, "America/Toronto"),
                (Field::ScheduleDay(1), "all day"),
            ],
            "schedule.monday",
            Wrong::Times,
        ),
        (
            &[
                (Field::ScheduleRule, "weekly"),
                (Field::ScheduleTimezone, "America/Toronto"),
                (Field::ScheduleDay(1), ""),
            ],
            "schedule.monday",
            Wrong::NoOpening,
        ),
        (
            &[(Field::Source, "not a page")],
            "provenance.source",
            Wrong::Website,
        ),
        (
            &[(Field::ReadOn, "")],
            "provenance.read_on",
            Wrong::Required,
        ),
        (
            &[(Field::ReadOn, "2026-13")],
            "provenance.read_on",
            Wrong::Date,
        ),
    ];
    // A record without hours, so that the cases about hours say all there is.
    let before = Service {
        hours: Hours::unknown(),
        ..before.clone()
    };
    for (changes, field, wrong) in cases {
        let faults = edited(&content, &before, changes).expect_err(field);
        assert_eq!(faults, [((*field).to_owned(), wrong.clone())]);
    }
    let two = [(Field::Email, "nobody"), (Field::MaximumAge, "old")];
    assert_eq!(edited(&content, &before, &two).expect_err("two").len(), 2);
}

#[test]
fn two_people_who_change_different_things_both_win() {
    let content = shipped();
    let base = Values::of(&with_place(&content));
    let theirs = base.with(&[(Field::Email, "new@example.org".to_owned())].into());
    let mine = base.with(&[(Field::Status, "temporarily closed".to_owned())].into());
    let merged = merge(&base, &theirs, &mine);
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.values.get(Field::Email), "new@example.org");
    assert_eq!(merged.values.get(Field::Status), "temporarily closed");
    let closed = read(&content.services[0], &merged.values, known(&content));
    assert_eq!(
        closed.map(|service| service.status),
        Ok(Status::TemporarilyClosed)
    );
}

/// The dangerous pair: one person hides a place while another mends its address. Taken field by field,
/// the other way round, a new secret address would come out as public.
#[test]
fn a_place_is_merged_whole() {
    let content = shipped();
    let base = Values::of(&with_place(&content));
    let theirs = base.with(&[(Field::Confidentiality, "hidden".to_owned())].into());
    let mine = base.with(&[(Field::Address1, "2 New Street".to_owned())].into());
    let merged = merge(&base, &theirs, &mine);
    let fields: Vec<String> = merged
        .conflicts
        .iter()
        .map(|conflict| conflict.field.to_string())
        .collect();
    assert_eq!(fields, ["location.confidentiality", "location.address_1"]);
    assert_eq!(merged.values.get(Field::Confidentiality), "hidden");
    assert_ne!(merged.values.get(Field::Address1), "2 New Street");
}

fn some_field() -> impl Strategy<Value = Field> {
    let fields = Field::all(2);
    (0..fields.len()).prop_map(move |at| fields[at])
}

fn some_changes() -> impl Strategy<Value = BTreeMap<Field, String>> {
    proptest::collection::btree_map(some_field(), "[ab]?", 0..12)
}

proptest! {
    /// Every change of either side is in the result or among the conflicts, with both texts; what
    /// nobody changed stays; and it does not matter who came first.
    #[test]
    fn no_change_is_lost(
        base in some_changes(),
        theirs in some_changes(),
        mine in some_changes(),
    ) {
        let base = Values::new().with(&base);
        let theirs = base.with(&theirs);
        let mine = base.with(&mine);
        let one = merge(&base, &theirs, &mine);
        let contested: Vec<Group> = one
            .conflicts
            .iter()
            .map(|conflict| conflict.field.group())
            .collect();
        for field in Field::all(2) {
            let (before, now) = (base.get(field), one.values.get(field));
            if contested.contains(&field.group()) {
                prop_assert_eq!(now, theirs.get(field));
                let told = one.conflicts.iter().find(|conflict| conflict.field == field);
                prop_assert_eq!(told.is_some(), theirs.get(field) != mine.get(field));
                if let Some(told) = told {
                    prop_assert_eq!(&told.mine, mine.get(field));
                    prop_assert_eq!(&told.theirs, theirs.get(field));
                    prop_assert_eq!(&told.base, before);
                }
            } else {
                if theirs.get(field) != before {
                    prop_assert_eq!(now, theirs.get(field));
                }
                if mine.get(field) != before {
                    prop_assert_eq!(now, mine.get(field));
                }
                if theirs.get(field) == before && mine.get(field) == before {
                    prop_assert_eq!(now, before);
                }
            }
        }
        let other = merge(&base, &mine, &theirs);
        prop_assert_eq!(other.conflicts.len(), one.conflicts.len());
        for (here, there) in one.conflicts.iter().zip(&other.conflicts) {
            prop_assert_eq!(here.field, there.field);
            prop_assert_eq!(&here.mine, &there.theirs);
            prop_assert_eq!(&here.theirs, &there.mine);
        }
        if one.conflicts.is_empty() {
            prop_assert_eq!(&one.values, &other.values);
        }
    }

    /// Whatever is typed into a field, there is a record or a fault for a field, and never a panic.
    #[test]
    fn anything_may_be_typed(field in some_field(), text in "\\PC{0,40}") {
        let content = shipped_once();
        let before = &content.services[0];
        let values = Values::of(before).with(&[(field, text)].into());
        match read(before, &values, known(content)) {
            // What was read can be written and read again.
            Ok(service) => {
                let again = Values::of(&service);
                prop_assert_eq!(read(&service, &again, known(content)), Ok(service));
            }
            Err(faults) => prop_assert!(!faults.is_empty()),
        }
    }
}

fn shipped_once() -> &'static Content {
    static CONTENT: std::sync::OnceLock<Content> = std::sync::OnceLock::new();
    CONTENT.get_or_init(shipped)
}
