//! HSDS: the published files are untouched, our objects satisfy them, and broken ones do not.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use directory::capacity::{Capacity, Unit};
use directory::content::Content;
use directory::geography::{Point, Province};
use directory::hours::Hours;
use directory::hsds::schema::{MERGED, bundle};
use directory::hsds::tables::{Tables, columns};
use directory::hsds::{Depth, Edge, PublicOrganization, Version, package};
use directory::location::{Confidentiality, Coverage, Location, Precision};
use directory::phone::{Phone, PhoneKind};
use directory::service::{Access, Fees, Gender, Service};
use directory::{Listing, taxonomy::Vocabulary};
use jiff::Timestamp;
use jsonschema::Validator;
use kernel::{Lang, Text};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

static CONTENT: LazyLock<Content> =
    LazyLock::new(|| Content::shipped().expect("the shipped content is sound"));

/// A Tuesday in November.
const NOW: Timestamp = Timestamp::constant(1_795_557_600, 0);

fn standards() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/standards/hsds-3.1")
}

fn validator(root: &str, with_profile: bool) -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(&bundle(root, with_profile))
        .expect("a schema")
}

fn faults(validator: &Validator, object: &Value) -> Vec<String> {
    validator
        .iter_errors(object)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn edge(lang: Lang, version: Version) -> Edge<'static> {
    Edge {
        lang,
        version,
        now: NOW,
        taxonomy: &CONTENT.taxonomy,
        language_name: &|code, _| (code == "fr").then(|| "French".to_owned()),
    }
}

fn listings() -> Vec<(Listing, PublicOrganization)> {
    let all = PublicOrganization::of(CONTENT.organizations.clone(), |_| true);
    CONTENT
        .services
        .iter()
        .filter_map(|service| {
            let at = CONTENT
                .organizations
                .iter()
                .position(|one| one.id == service.organization_id)?;
            let listing = Listing::build(service, &CONTENT.organizations[at], &CONTENT.gazetteer)?;
            Some((listing, all[at].clone()))
        })
        .collect()
}

/// A service in which everything is said, some of it in one language only.
fn whole(confidentiality: Confidentiality) -> (Listing, PublicOrganization) {
    let service = Service {
        name: Text::new("Help line", ""),
        description: Text::new("", "Une ligne d’aide"),
        website: Some("https://example.org/aide é".to_owned()),
        email: Some("not an address".to_owned()),
        fees: Fees::Free,
        hours: Hours::always(),
        coverage: Coverage::Radius { km: 30 },
        location: Some(Location {
            city: "Prince George".to_owned(),
            province: Province::BC,
            point: Some(Point {
                latitude: 53.876_543_21,
                longitude: -122.698_765_43,
            }),
            precision: Precision::Address,
            confidentiality,
            address: Some("4711 Qwyjibo Crescent V2L 1A1".to_owned()),
        }),
        phones: vec![Phone {
            number: "250-555-0100".parse().expect("a number"),
            kind: PhoneKind::Sms,
            keyword: Some("HELP".to_owned()),
            extension: Some("0012".to_owned()),
            label: Text::new("Night line", "Ligne de nuit"),
            hours: Some(Hours::always()),
            languages: vec!["fr".to_owned(), "moh".to_owned()],
        }],
        access: Access {
            police_report_needed: Some(false),
            gender: Some(Gender::Any),
            minimum_age: Some(16),
            ..Access::default()
        },
        last_modified: Some(NOW),
        ..CONTENT.services[0].clone()
    };
    let organization = CONTENT
        .organizations
        .iter()
        .find(|one| one.id == service.organization_id)
        .expect("its organization");
    let mut listing = Listing::build(&service, organization, &CONTENT.gazetteer).expect("public");
    listing.capacities = vec![Capacity {
        unit: Unit::Bed,
        available: 3,
        maximum: Some(12),
        updated: NOW,
    }];
    let organization = PublicOrganization::from(&listing);
    (listing, organization)
}

#[test]
fn the_published_files_are_as_they_were_published() {
    let sums = fs::read_to_string(standards().join("SHA256SUMS")).expect("the list");
    let mut listed = Vec::new();
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").expect("sum and name");
        let bytes = fs::read(standards().join(name)).expect(name);
        let found = Sha256::digest(bytes)
            .iter()
            .fold(String::new(), |mut out, byte| {
                let _ = write!(out, "{byte:02x}");
                out
            });
        assert_eq!(found, sum, "{name} was changed");
        listed.push(name.to_owned());
    }
    for folder in ["schema", "examples"] {
        for entry in fs::read_dir(standards().join(folder)).expect(folder) {
            let name = entry.expect("an entry").file_name();
            let name = format!("{folder}/{}", name.to_string_lossy());
            assert!(listed.contains(&name), "{name} is not listed");
        }
    }
}

/// The examples that are an object, or a page of objects.
const EXAMPLES: [(&str, &str); 10] = [
    ("location", "location"),
    ("organization_full", "organization"),
    ("organization_list", "organization"),
    ("service_at_location_full", "service_at_location"),
    ("service_at_location_list", "service_at_location"),
    ("service_full", "service"),
    ("service_list", "service"),
    ("taxonomy", "taxonomy"),
    ("taxonomy_list", "taxonomy"),
    ("taxonomy_term_list", "taxonomy_term"),
];

fn example(name: &str) -> Value {
    let file = standards().join("examples").join(format!("{name}.json"));
    serde_json::from_slice(&fs::read(file).expect(name)).expect(name)
}

#[test]
fn every_published_example_is_valid_with_and_without_the_profile() {
    for with_profile in [false, true] {
        for (name, root) in EXAMPLES {
            let validator = validator(root, with_profile);
            let example = example(name);
            let objects = match example["contents"].as_array() {
                Some(contents) => contents.clone(),
                None => vec![example],
            };
            assert!(!objects.is_empty(), "{name}");
            for object in objects {
                assert_eq!(faults(&validator, &object), [""; 0], "{name}");
            }
        }
    }
    let term = example("taxonomy_term");
    assert_eq!(faults(&validator("taxonomy_term", true), &term), [""; 0]);
}

/// The faults of the published examples: numbers where the schema wants text. See the README.
const KNOWN_UPSTREAM: [&str; 2] = [
    "/external_identifier: 10092008082 is not of type \"string\"",
    "/identifier: 1234567 is not of type \"string\"",
];

#[test]
fn every_row_of_the_tabular_example_is_valid() {
    let example = example("tabular");
    let tables = example.as_object().expect("tables");
    assert!(tables.len() > 20);
    for (path, rows) in tables {
        let (name, schema) = MERGED
            .iter()
            .find(|(_, schema)| schema["path"] == path.as_str())
            .unwrap_or_else(|| panic!("{path} is a table"));
        let validator = validator(name, true);
        for row in rows.as_array().expect("rows") {
            // In tables an object inside another stands as its id, so only what is there is looked at.
            let expected = faults(&validator, row)
                .into_iter()
                .filter(|fault| !fault.contains("is a required property"))
                .filter(|fault| !KNOWN_UPSTREAM.contains(&fault.as_str()))
                .collect::<Vec<_>>();
            assert_eq!(expected, [""; 0], "{path}");
            for key in schema["tabular_required"].as_array().into_iter().flatten() {
                assert!(
                    row.get(key.as_str().unwrap_or_default()).is_some(),
                    "{path} {key}"
                );
            }
        }
    }
}

#[test]
fn broken_objects_are_seen() {
    let validator = validator("service", true);
    let (listing, organization) = whole(Confidentiality::Public);
    let service = edge(Lang::En, Version::V3_3).service(&listing, &organization, Depth::Full);
    let mut sound = serde_json::to_value(service).expect("JSON");
    sound["email"] = json!("help@example.org");
    assert_eq!(faults(&validator, &sound), [""; 0]);
    for (pointer, wrong) in [
        ("/id", json!("not-a-uuid")),
        ("/name", json!(7)),
        ("/status", json!("open")),
        ("/url", json!("www.example.org")),
        ("/email", json!("nobody")),
        ("/last_modified", json!("yesterday")),
        ("/minimum_age", json!("16")),
        ("/phones/0/id", json!("1")),
        ("/phones/0/extension", json!("12")),
        ("/schedules/0/freq", json!("DAILY")),
        ("/operating_hours/0/freq", json!("DAILY")),
        (
            "/service_at_locations/0/location/location_type",
            json!("house"),
        ),
        (
            "/service_at_locations/0/location/addresses/0/address_type",
            json!("home"),
        ),
        (
            "/service_at_locations/0/location/confidentiality",
            json!("secret"),
        ),
        (
            "/attributes/0/taxonomy_term/taxonomy_detail/id",
            json!("need"),
        ),
        ("/capacities/0/available", json!("three")),
        ("/capacities/0/updated", json!("2026-11-24")),
        ("/capacities/0/unit/id", json!("bed")),
        ("/verification/standing", json!("sure")),
        ("/translations/name", json!("Help line")),
        ("/access/police_report_needed", json!("no")),
        ("/coverage/radius_km", json!(0)),
    ] {
        let mut broken = sound.clone();
        let place = broken.pointer_mut(pointer);
        *place.unwrap_or_else(|| panic!("{pointer} is there")) = wrong;
        assert_ne!(faults(&validator, &broken), [""; 0], "{pointer}");
    }
    for required in ["id", "name", "status"] {
        let mut broken = sound.clone();
        broken.as_object_mut().expect("an object").remove(required);
        assert_ne!(faults(&validator, &broken), [""; 0], "{required}");
    }
}

#[test]
fn every_shipped_service_is_valid_in_every_version_and_language() {
    let of_hsds = validator("service", false);
    let of_profile = validator("service", true);
    let all = listings();
    assert!(all.len() > 150);
    for (at, (listing, organization)) in all.iter().enumerate() {
        for lang in Lang::ALL {
            // Every version is tried; not every service in every one, to save a minute.
            let version = Version::ALL[at % 4];
            for depth in [Depth::List, Depth::Full] {
                let service = edge(lang, version).service(listing, organization, depth);
                let service = serde_json::to_value(service).expect("JSON");
                assert_eq!(faults(&of_hsds, &service), [""; 0], "{}", listing.slug);
                assert_eq!(faults(&of_profile, &service), [""; 0], "{}", listing.slug);
            }
        }
    }
}

#[test]
fn versions_differ_where_they_are_known_to() {
    let (listing, organization) = whole(Confidentiality::Public);
    let of = |version| {
        let service = edge(Lang::En, version).service(&listing, &organization, Depth::Full);
        serde_json::to_value(service).expect("JSON")
    };
    let has = |version, pointer: &str| of(version).pointer(pointer).is_some();
    for (version, label, areas, hours) in [
        (Version::V3_0, false, false, false),
        (Version::V3_1, true, true, false),
        (Version::V3_2, true, true, false),
        (Version::V3_3, true, true, true),
    ] {
        assert_eq!(has(version, "/attributes/0/label"), label, "{version}");
        assert_eq!(has(version, "/capacities"), label, "{version}");
        let at_location = "/service_at_locations/0/service_areas";
        assert_eq!(has(version, at_location), areas, "{version}");
        assert_eq!(has(version, "/operating_hours"), hours, "{version}");
        assert!(has(version, "/schedules"), "{version}: still there");
    }
}

#[test]
fn free_places_are_told_with_the_moment_they_were_counted() {
    let (listing, organization) = whole(Confidentiality::Public);
    let service = edge(Lang::Fr, Version::V3_1).service(&listing, &organization, Depth::Full);
    let service = serde_json::to_value(service).expect("JSON");
    let mut told = service["capacities"][0].clone();
    assert_eq!(
        (&told["unit"]["name"], &told["unit"]["identifier"]),
        (&json!("Lit"), &json!("bed"))
    );
    for id in ["/id", "/unit/id"] {
        *told.pointer_mut(id).expect(id) = Value::Null;
    }
    assert_eq!(told["available"], 3);
    assert_eq!(told["maximum"], 12);
    assert_eq!(told["updated"], "2026-11-24T22:00:00Z");
    let list = edge(Lang::Fr, Version::V3_1).service(&listing, &organization, Depth::List);
    assert_eq!(list.capacities, []);
    let mut tables = Tables::new().expect("tables");
    tables.add("service", &service).expect("a row");
    let tables = tables.finish().expect("CSV");
    let row = |name: &str| {
        let (table, bytes) = tables
            .iter()
            .find(|(table, _)| table.name == name)
            .expect(name);
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let row = reader.records().next().expect("a row").expect("CSV");
        let columns = table.columns.clone();
        move |column: &str| {
            let at = columns.iter().position(|known| known == column);
            row[at.expect("the column")].to_owned()
        }
    };
    let (capacity, unit) = (row("service_capacity"), row("unit"));
    assert_eq!(capacity("service_id"), listing.id.to_string());
    assert_eq!(capacity("unit_id"), unit("id"));
    assert_eq!(capacity("available"), "3");
}

#[test]
fn a_text_in_the_other_language_is_said_to_be_one() {
    let (listing, organization) = whole(Confidentiality::Public);
    let french = edge(Lang::Fr, Version::V3_1).service(&listing, &organization, Depth::Full);
    assert_eq!(french.name, "Help line");
    assert_eq!(french.other_language, ["name"]);
    let english = edge(Lang::En, Version::V3_1).service(&listing, &organization, Depth::Full);
    assert_eq!(english.other_language, ["description"]);
    let both = &english.phones[0].translations["description"];
    assert_eq!(both.fr.as_deref(), Some("Ligne de nuit"));
    assert_eq!(english.translations["name"].fr, None);
}

#[test]
fn what_a_strict_reader_would_refuse_is_mended_or_left_out() {
    let (listing, organization) = whole(Confidentiality::Public);
    let service = edge(Lang::En, Version::V3_1).service(&listing, &organization, Depth::Full);
    assert_eq!(
        service.url.as_deref(),
        Some("https://example.org/aide%20%C3%A9")
    );
    assert_eq!(service.email, None);
    let phone = &service.phones[0];
    assert_eq!(
        (phone.number.as_str(), phone.r#type),
        ("+12505550100", "text")
    );
    assert_eq!(phone.extension, Some(12));
    assert_eq!(phone.extension_digits.as_deref(), Some("0012"));
    assert_eq!(phone.schedules.len(), 1);
    let codes: Vec<&str> = phone
        .languages
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(codes, ["fra", "moh"]);
    let place = service.service_at_locations[0]
        .location
        .as_ref()
        .expect("a place");
    assert_eq!(place.addresses[0].postal_code, "V2L 1A1");
    assert_eq!(place.confidentiality, "public");
}

#[test]
fn ids_are_the_same_each_time_and_never_shared() {
    let (listing, organization) = whole(Confidentiality::Public);
    let told = |lang| {
        let service = edge(lang, Version::V3_1).service(&listing, &organization, Depth::Full);
        let mut ids = Vec::new();
        gather_ids(&serde_json::to_value(service).expect("JSON"), &mut ids);
        ids
    };
    let ids = told(Lang::En);
    assert_eq!(ids, told(Lang::Fr));
    let terms = directory::hsds::terms_of(&listing).count();
    let mut own = ids.clone();
    own.sort();
    own.dedup();
    // A taxonomy is named by each of its terms, an area by the service and by its place.
    assert!(ids.len() - own.len() <= terms + 1, "{ids:?}");
}

fn gather_ids(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            ids.extend(object.get("id").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|inner| gather_ids(inner, ids));
        }
        Value::Array(values) => values.iter().for_each(|inner| gather_ids(inner, ids)),
        _ => {}
    }
}

#[test]
fn a_confidential_place_is_in_no_object() {
    for confidentiality in [Confidentiality::Approximate, Confidentiality::Hidden] {
        let (listing, organization) = whole(confidentiality);
        for version in Version::ALL {
            let edge = edge(Lang::En, version);
            let service = edge.service(&listing, &organization, Depth::Full);
            let place = edge.service_at_location(&listing, &organization, Depth::Full);
            let text = serde_json::to_string(&(service, place)).expect("JSON");
            for secret in ["Qwyjibo", "4711", "V2L", "53.87", "122.69"] {
                assert!(!text.contains(secret), "{confidentiality:?}: {secret}");
            }
            let town = text.contains("Prince George");
            assert_eq!(town, confidentiality == Confidentiality::Approximate);
        }
    }
}

#[test]
fn an_organization_is_public_only_with_something_to_show() {
    let mut house = CONTENT.organizations[0].clone();
    let mut parent = CONTENT.organizations[1].clone();
    house.parent_organization_id = Some(parent.id);
    parent.slug = "parent".to_owned();
    let (id, parent_id) = (house.id, parent.id);
    let alone = PublicOrganization::of(vec![house.clone(), parent.clone()], |one| one == id);
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].parent_organization_id, None);
    let both = PublicOrganization::of(vec![house, parent], |_| true);
    assert_eq!(both[0].parent_organization_id, Some(parent_id));
}

#[test]
fn terms_and_taxonomies_are_valid() {
    let (terms, taxonomies) = (
        validator("taxonomy_term", true),
        validator("taxonomy", true),
    );
    for lang in Lang::ALL {
        let edge = edge(lang, Version::V3_1);
        for term in CONTENT.taxonomy.terms() {
            let term = serde_json::to_value(edge.taxonomy_term(term)).expect("JSON");
            assert_eq!(faults(&terms, &term), [""; 0]);
        }
        for vocabulary in [
            Vocabulary::Need,
            Vocabulary::Population,
            Vocabulary::Exploitation,
        ] {
            let taxonomy = serde_json::to_value(edge.taxonomy(vocabulary)).expect("JSON");
            assert_eq!(faults(&taxonomies, &taxonomy), [""; 0]);
        }
    }
}

fn packed() -> Vec<u8> {
    let edge = edge(Lang::Fr, Version::V3_1);
    let mut tables = Tables::new().expect("tables");
    for (listing, organization) in &listings() {
        let service = edge.service(listing, organization, Depth::Full);
        tables
            .add("service", &serde_json::to_value(service).expect("JSON"))
            .expect("a row");
    }
    package::write(tables, Version::V3_1, Cursor::new(Vec::new()))
        .expect("a package")
        .into_inner()
}

#[test]
fn the_package_is_whole_and_its_keys_lead_somewhere() {
    let bytes = packed();
    assert_eq!(bytes, packed(), "the same directory gives the same file");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut read = |name: &str| {
        let mut text = String::new();
        let mut file = zip
            .by_name(name)
            .unwrap_or_else(|_| panic!("{name} is there"));
        file.read_to_string(&mut text).expect("UTF-8");
        text
    };
    let package: Value = serde_json::from_str(&read("datapackage.json")).expect("JSON");
    let mut tables = std::collections::BTreeMap::new();
    for resource in package["resources"].as_array().expect("resources") {
        let name = resource["name"].as_str().expect("a name").to_owned();
        let text = read(resource["path"].as_str().expect("a path"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head: Vec<String> = reader
            .headers()
            .expect("a head")
            .iter()
            .map(str::to_owned)
            .collect();
        let described: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .expect("fields")
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        assert_eq!(head, described, "{name}");
        assert_eq!(head.len(), columns(&name).len());
        let rows: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("rows");
        assert!(!rows.is_empty(), "{name}");
        tables.insert(name, (head, rows));
    }
    assert!(tables.len() >= 9, "{:?}", tables.keys());
    let column = |table: &str, name: &str| -> Vec<String> {
        let (head, rows) = &tables[table];
        let at = head.iter().position(|one| one == name).expect("the column");
        rows.iter().map(|row| row[at].to_owned()).collect()
    };
    let mut checked = 0;
    for resource in package["resources"].as_array().expect("resources") {
        let table = resource["name"].as_str().expect("a name");
        for key in resource["schema"]["foreignKeys"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let to = key["reference"]["resource"].as_str().expect("a table");
            let ids = column(if to.is_empty() { table } else { to }, "id");
            for value in column(table, key["fields"].as_str().expect("a column")) {
                assert!(value.is_empty() || ids.contains(&value), "{table} {key}");
                checked += usize::from(!value.is_empty());
            }
        }
    }
    assert!(checked > 1_000, "{checked}");
    assert!(!column("phone", "service_id").iter().any(String::is_empty));
}
