//! Two real exports with an open licence (tests/exports/), read whole and held against the HSDS output
//! that came with one of them.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use directory::content::Content;
use directory::import::{FaultKind, Harvest, InHand, InMemory, Mapping, Options, Outcome, read};
use directory::service::Service;

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/exports")
        .join(name)
}

fn harvest(source: &str, input: &str, mapping: &str) -> (Harvest, Content) {
    let content = Content::shipped().expect("sound");
    let files = ["organizations.csv", "locations.csv", "services.csv"]
        .map(|name| {
            let bytes = std::fs::read(folder(input).join(name)).expect(name);
            (name.to_owned(), bytes)
        })
        .to_vec();
    let mut options = Options::new(source, "2019");
    options.time_zone = Some("America/Chicago".parse().expect("a zone"));
    let text = std::fs::read_to_string(folder(mapping)).expect("a mapping");
    options.mapping = Some(Mapping::from_yaml(&text).expect("readable"));
    let harvest = read(
        &mut InHand(files),
        &options,
        &content.gazetteer,
        &content.taxonomy,
        &InMemory,
    )
    .expect("readable");
    (harvest, content)
}

fn services(harvest: &mut Harvest) -> Vec<Service> {
    let mut services = Vec::new();
    while let Some(service) = harvest.next_service().expect("memory") {
        services.push(service);
    }
    services
}

fn expected(table: &str) -> Vec<BTreeMap<String, String>> {
    let path = folder("illinois-legal-aid/output").join(table);
    let mut reader = csv::Reader::from_path(path).expect(table);
    reader.deserialize().collect::<Result<_, _>>().expect(table)
}

#[test]
fn illinois_comes_to_what_was_expected_of_it() {
    let (mut harvest, _) = harvest(
        "Illinois Legal Aid Online",
        "illinois-legal-aid/input",
        "illinois-legal-aid/mapping.yaml",
    );
    let report = &harvest.report;
    assert_eq!(report.count(Outcome::Open), 0);
    assert_eq!(report.rows(), 33 + 520 + 430);
    for (table, expected_rows) in [
        ("organization", expected("organizations.csv").len()),
        ("service", expected("services.csv").len()),
        ("location", expected("locations.csv").len()),
        ("postal_address", expected("postal_addresses.csv").len()),
    ] {
        assert_eq!(report.tables[table] as usize, expected_rows, "{table}");
    }
    // The expected phones have 19 rows for locations without a number: here a blank cell is no phone.
    let numbers = expected("phones.csv")
        .iter()
        .filter(|row| !row["number"].trim().is_empty())
        .count();
    assert_eq!(report.tables["phone"] as usize, numbers);
    // The expected schedules have one row for each day; here a day that opens twice has two.
    let days = expected("regular_schedules.csv").len();
    assert_eq!(days, 2_492);
    let twice = report.tables["schedule"] as usize - days;
    let input =
        std::fs::read_to_string(folder("illinois-legal-aid/input/locations.csv")).expect("input");
    let mut reader = csv::Reader::from_reader(input.as_bytes());
    let column = reader
        .headers()
        .expect("a header")
        .iter()
        .position(|name| name == "Hours of operation");
    let commas: usize = reader
        .records()
        .map(|row| {
            row.expect("a row")[column.expect("hours")]
                .matches(" , ")
                .count()
        })
        .sum();
    assert_eq!(twice, commas);

    let sums = |kind| report.faults.count(kind);
    assert_eq!(
        sums(FaultKind::OrphanService),
        340,
        "services whose organization is not in the export"
    );
    assert_eq!(sums(FaultKind::LocationWithoutOrganization), 448);
    // One row of the services holds nothing but the id of an organization.
    assert_eq!(sums(FaultKind::NoName), 1);
    assert_eq!(report.source_services, 429);
    assert_eq!(report.organizations, 33);
    let names: HashSet<String> = expected("services.csv")
        .iter()
        .map(|row| row["name"].clone())
        .collect();
    let made = services(&mut harvest);
    let known = made.iter().filter(|one| {
        names.iter().any(|name| {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            one.name.en == name || one.name.en.starts_with(&format!("{name} – "))
        })
    });
    assert_eq!(known.count(), made.len());
    let public = made.iter().filter(|one| one.is_public()).count();
    assert_eq!(public as u32, harvest.report.listed);
    assert!(
        public * 100 >= made.len() * 99,
        "{public} of {} can be reached",
        made.len()
    );
}

#[test]
fn florida_is_usable_at_the_end() {
    let (mut harvest, _) = harvest("Florida", "florida", "florida/mapping.yaml");
    let report = &harvest.report;
    assert_eq!(report.count(Outcome::Open), 0);
    assert_eq!(report.rows(), 20 + 378 + 135);
    assert_eq!(report.organizations, 20);
    assert_eq!(report.source_services, 135);
    assert_eq!(report.stand_ins, 0);
    let made = services(&mut harvest);
    assert_eq!(made.len(), 135);
    assert!(made.iter().filter(|one| one.is_public()).count() >= 130);
    // No service says where it is given, so no location has a service: each is kept aside.
    assert!(harvest.report.faults.count(FaultKind::UnusedLocation) >= 378);
}
