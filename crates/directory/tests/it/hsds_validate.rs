//! Our validator of HSDS JSON says what the `jsonschema` crate says, with formats asserted, of the
//! published examples, of everything we write, and of both when they are broken.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use directory::content::Content;
use directory::hsds::schema::{MERGED, bundle};
use directory::hsds::validate::SCHEMAS;
use directory::hsds::{Depth, Edge, PublicOrganization, Version};
use directory::{Listing, import};
use jiff::Timestamp;
use jsonschema::Validator;
use kernel::Lang;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// What the other validator is made of, by the kind of object.
static OTHER: LazyLock<BTreeMap<&'static str, Validator>> = LazyLock::new(|| {
    MERGED
        .keys()
        .map(|name| {
            let validator = jsonschema::options()
                .should_validate_formats(true)
                .build(&bundle(name, true))
                .expect("a schema");
            (*name, validator)
        })
        .collect()
});

/// Objects by their kind: every published example, and what we write ourselves.
static SOUND: LazyLock<Vec<(&'static str, Value)>> = LazyLock::new(|| {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/standards/hsds-3.1/examples");
    let mut sound = Vec::new();
    for (file, kind) in [
        ("location", "location"),
        ("organization_full", "organization"),
        ("organization_list", "organization"),
        ("service_at_location_full", "service_at_location"),
        ("service_at_location_list", "service_at_location"),
        ("service_full", "service"),
        ("service_list", "service"),
        ("taxonomy", "taxonomy"),
        ("taxonomy_list", "taxonomy"),
        ("taxonomy_term", "taxonomy_term"),
        ("taxonomy_term_list", "taxonomy_term"),
    ] {
        let text = fs::read(folder.join(format!("{file}.json"))).expect(file);
        let example: Value = serde_json::from_slice(&text).expect(file);
        match example["contents"].as_array() {
            Some(contents) => sound.extend(contents.iter().map(|one| (kind, one.clone()))),
            None => sound.push((kind, example)),
        }
    }
    let content = Content::shipped().expect("the shipped content is sound");
    for (at, service) in content.services.iter().enumerate().step_by(9) {
        let organization = content
            .organizations
            .iter()
            .find(|one| one.id == service.organization_id)
            .expect("its organization");
        let Some(listing) = Listing::build(service, organization, &content.gazetteer) else {
            continue;
        };
        let edge = Edge {
            lang: Lang::ALL[at % 2],
            version: Version::V3_3,
            now: Timestamp::constant(1_795_557_600, 0),
            taxonomy: &content.taxonomy,
            language_name: &|_, _| None,
        };
        let organization = PublicOrganization::from(&listing);
        let service = edge.service(&listing, &organization, Depth::Full);
        sound.push(("service", serde_json::to_value(service).expect("JSON")));
    }
    sound
});

fn theirs(kind: &str, value: &Value) -> BTreeSet<String> {
    OTHER[kind]
        .iter_errors(value)
        .map(|error| error.instance_path().as_str().to_owned())
        .collect()
}

fn ours(kind: &str, value: &Value) -> BTreeSet<String> {
    let schema = SCHEMAS.of(kind).expect(kind);
    let faults = schema.faults(value);
    assert_eq!(schema.is_valid(value), faults.is_empty(), "{value}");
    faults.into_iter().map(|fault| fault.pointer).collect()
}

#[test]
fn what_is_sound_is_sound_to_both() {
    assert!(SOUND.len() > 25, "{}", SOUND.len());
    for (kind, value) in SOUND.iter() {
        assert_eq!(ours(kind, value), BTreeSet::new(), "{kind} {value}");
        assert_eq!(theirs(kind, value), BTreeSet::new(), "{kind} {value}");
    }
}

#[test]
fn whatever_the_kind_an_empty_object_lacks_the_same() {
    for kind in MERGED.keys() {
        for value in [json!({}), json!([]), json!(null), json!("x"), json!(1.5)] {
            assert_eq!(ours(kind, &value), theirs(kind, &value), "{kind} {value}");
        }
    }
}

/// Texts that are nearly, or just, of one format or another.
const TEXTS: [&str; 72] = [
    "",
    " ",
    "x",
    "active",
    "Active",
    "BC",
    "bc",
    "B\n",
    "0012",
    "12a",
    "WEEKLY",
    "physical",
    "11111111-1111-4111-8111-11111111111A",
    "11111111111141118111111111111111",
    "{11111111-1111-4111-8111-111111111111}",
    "g1111111-1111-4111-8111-111111111111",
    "11111111-1111-4111-8111-111111111111 ",
    "urn:uuid:11111111-1111-4111-8111-111111111111",
    "2024-02-29",
    "2023-02-29",
    "1900-02-29",
    "2000-02-29",
    "2024-04-31",
    "2024-00-10",
    "2024-1-1",
    "0000-01-01",
    "２０２４-01-01",
    "2024-01-01T00:00:00Z",
    "2024-01-01t00:00:00z",
    "2024-01-01 00:00:00Z",
    "2024-01-01T00:00:00",
    "2024-01-01T24:00:00Z",
    "2024-01-01T23:59:60Z",
    "2024-01-01T22:59:60Z",
    "2024-01-01T15:59:60-08:00",
    "2024-01-01T00:29:60+00:30",
    "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00.123456789123+14:00",
    "2024-01-01T00:00:00+24:00",
    "2024-01-01T00:00:00-0800",
    "2024-01-01T00:00Z",
    "https://example.org",
    "https://example.org/a%20b?c=d&e#f",
    "https://example.org/é",
    "https://example.org/a b",
    "https://example.org/%2",
    "https://example.org:80a/",
    "https://user:pass@example.org:8080/",
    "https://a@b@c/",
    "https://[::1]/",
    "https://[::1",
    "https://[v1.a:b]:1",
    "https://[::g]/",
    "//example.org/a",
    "www.example.org",
    "mailto:help@example.org",
    "1http://example.org",
    "a+b-c.d:",
    "http://",
    "http://#a#b",
    "a:b[c]",
    "help@example.org",
    "help@example",
    "help.@example.org",
    ".help@example.org",
    "help@-example.org",
    "help@exa_mple.org",
    "help@example..org",
    "\"a b\"@example.org",
    "help@[127.0.0.1]",
    "help@[IPv6:::1]",
    "hélp@example.org",
];

/// The ways to every value inside.
fn ways(value: &Value, way: &str, all: &mut Vec<String>) {
    all.push(way.to_owned());
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                let name = name.replace('~', "~0").replace('/', "~1");
                ways(inner, &format!("{way}/{name}"), all);
            }
        }
        Value::Array(values) => {
            for (at, inner) in values.iter().enumerate() {
                ways(inner, &format!("{way}/{at}"), all);
            }
        }
        _ => {}
    }
}

fn take(value: &mut Value, nth: usize) {
    match value {
        Value::Object(object) if !object.is_empty() => {
            let name = object.keys().nth(nth % object.len()).cloned();
            object.remove(&name.unwrap_or_default());
        }
        Value::Array(values) if !values.is_empty() => {
            values.remove(nth % values.len());
        }
        other => *other = Value::Null,
    }
}

/// One thing that goes wrong in a file; some of them leave it as sound as it was.
fn breaks(value: &mut Value, how: u8, nth: usize) {
    let number = [-181.5, -90.0, 0.0, 1e-9, 90.0, 180.0, 1e300][nth % 7];
    match how % 10 {
        0 | 1 => take(value, nth),
        2..=4 => *value = TEXTS[nth % TEXTS.len()].into(),
        5 => *value = json!(number),
        6 => *value = json!(u64::MAX - nth as u64),
        7 => *value = [json!(null), json!(true), json!([]), json!({})][nth % 4].clone(),
        8 => {
            if let Value::Object(object) = value {
                let name = ["a/b~c", "extra", "en", "id", "name", "status"][nth % 6];
                object.insert(name.to_owned(), json!(nth));
            } else {
                *value = json!([value.clone()]);
            }
        }
        _ => *value = Value::Object(Map::from_iter([("id".to_owned(), value.clone())])),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_broken_is_broken_in_the_same_places(
        document in any::<prop::sample::Index>(),
        breakages in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_usize..5_040), 1..5),
    ) {
        let (kind, mut value) = SOUND[document.index(SOUND.len())].clone();
        for (place, how, nth) in breakages {
            let mut all = Vec::new();
            ways(&value, "", &mut all);
            let way = &all[place.index(all.len())];
            if let Some(inside) = value.pointer_mut(way) {
                breaks(inside, how, nth);
            }
        }
        prop_assert_eq!(ours(kind, &value), theirs(kind, &value), "{} {}", kind, value);
    }
}

#[test]
fn every_text_is_judged_alike_wherever_it_stands() {
    for text in TEXTS {
        for (kind, field) in [
            ("service", "id"),
            ("service", "url"),
            ("service", "email"),
            ("service", "status"),
            ("service", "last_modified"),
            ("verification", "verified_on"),
            ("phone", "extension_digits"),
            ("location", "state_province"),
        ] {
            let value = json!({ field: text });
            assert_eq!(ours(kind, &value), theirs(kind, &value), "{kind} {value}");
        }
    }
}

#[test]
fn two_known_differences() {
    // A name before the address is no `Mailbox` of RFC 5321, and may be a person's.
    let named = json!({"email": "Ada Example <ada@example.org>"});
    assert!(ours("organization", &named).contains("/email"));
    assert!(!theirs("organization", &named).contains("/email"));
    // Punycode is not decoded.
    let label = json!({"email": "ada@xn--a.example"});
    assert!(!ours("organization", &label).contains("/email"));
    assert!(theirs("organization", &label).contains("/email"));
}

#[test]
fn a_file_is_checked_record_by_record() {
    let mut sound = SOUND
        .iter()
        .filter(|(kind, _)| *kind == "service")
        .map(|(_, value)| value.clone());
    let (first, mut second) = (sound.next().expect("one"), sound.next().expect("two"));
    second["status"] = json!("open");
    second["phones"] = json!([{"id": 1}, {"id": 2}]);
    let lines = format!("{first}\n{second}\n{{\"nothing\": true}}\n");
    let checked = import::check_hsds("dump.ndjson", lines.as_bytes()).expect("read");
    assert_eq!((checked.records, checked.valid, checked.unknown), (3, 1, 1));
    let said: Vec<String> = checked
        .faults
        .iter()
        .map(|(place, spots)| {
            let first = &spots.first[0];
            format!(
                "{place}: {} at {} {}",
                spots.count, first.line, first.pointer
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "service /phones/* must have \"number\": 2 at 2 /phones/0",
            "service /phones/*/id must be of type string: 2 at 2 /phones/0/id",
            "service /status must be one of: active, inactive, defunct, temporarily closed: 1 at 2 /status",
        ]
    );
    let broken = import::check_hsds("services.json", &b"[{\"id\": "[..]);
    assert!(broken.is_err());
}
