//! What one house writes, another takes in: our own export is read again, as JSON and as tables, and the
//! public sees the same.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;

use directory::Listing;
use directory::content::Content;
use directory::hsds::tables::Tables;
use directory::hsds::{Depth, Edge, PublicOrganization, Version, package};
use directory::import::{
    self, FaultKind, InHand, InMemory, Options, Package, Report, Table, ZipLimits, Zipped,
};
use directory::organization::Organization;
use jiff::Timestamp;
use kernel::Lang;
use serde_json::{Value, json};
use uuid::Uuid;

static CONTENT: LazyLock<Content> =
    LazyLock::new(|| Content::shipped().expect("the shipped content is sound"));

static LISTINGS: LazyLock<Vec<Listing>> = LazyLock::new(|| {
    let listings = CONTENT.services.iter().filter_map(|service| {
        let organization = CONTENT
            .organizations
            .iter()
            .find(|one| one.id == service.organization_id)?;
        Listing::build(service, organization, &CONTENT.gazetteer)
    });
    listings.collect()
});

fn written() -> Vec<Value> {
    let edge = Edge {
        lang: Lang::En,
        version: Version::V3_1,
        now: Timestamp::constant(1_795_557_600, 0),
        taxonomy: &CONTENT.taxonomy,
        language_name: &|_, _| None,
    };
    LISTINGS
        .iter()
        .map(|listing| {
            let organization = PublicOrganization::from(listing);
            let service = edge.service(listing, &organization, Depth::Full);
            serde_json::to_value(service).expect("JSON")
        })
        .collect()
}

const SOURCE: &str = "the other house";

/// What comes of an export here, by the id it had there.
fn taken(package: &mut dyn Package) -> (BTreeMap<Uuid, Listing>, Report) {
    let options = Options::new(SOURCE, "2026-11");
    let mut harvest = import::read(
        package,
        &options,
        &CONTENT.gazetteer,
        &CONTENT.taxonomy,
        &InMemory,
    )
    .expect("readable");
    let mut organizations: BTreeMap<Uuid, Organization> = BTreeMap::new();
    while let Some(one) = harvest.next_organization().expect("memory") {
        organizations.insert(one.id, one);
    }
    let namespace = import::namespace(SOURCE);
    let before: BTreeMap<Uuid, Uuid> = LISTINGS
        .iter()
        .map(|one| {
            let id = one.id.to_string();
            (import::imported_id(namespace, Table::Service, &id), one.id)
        })
        .collect();
    let mut listings = BTreeMap::new();
    while let Some(one) = harvest.next_service().expect("memory") {
        let organization = &organizations[&one.organization_id];
        let listing = Listing::build(&one, organization, &CONTENT.gazetteer);
        listings.insert(before[&one.id], listing.expect("public as before"));
    }
    (listings, harvest.report)
}

/// What the public reads of a listing, field by field; without what each house says of itself.
fn said(listing: &Listing) -> BTreeMap<&'static str, Value> {
    let of_lines: Vec<Value> = listing
        .phones
        .iter()
        .map(|phone| json!([phone.hours, phone.languages]))
        .collect();
    let phones: Vec<Value> = listing
        .phones
        .iter()
        .map(|phone| {
            json!([
                phone.number,
                phone.kind,
                phone.label,
                phone.extension,
                phone.keyword
            ])
        })
        .collect();
    // The point of an approximate place is its town's, of which the gazetteer rounds the last metre.
    let place = listing.location.as_ref().map(|place| {
        let point = place.point.filter(|_| !place.approximate);
        json!([
            place.city,
            place.province,
            place.approximate,
            place.address,
            point
        ])
    });
    BTreeMap::from([
        ("name", json!(listing.name)),
        ("description", json!(listing.description)),
        ("organization", json!(listing.organization)),
        ("temporarily_closed", json!(listing.temporarily_closed)),
        ("needs", json!(listing.needs)),
        ("populations", json!(listing.populations)),
        ("exploitation", json!(listing.exploitation)),
        ("everyone", json!(listing.everyone)),
        ("dedicated", json!(listing.dedicated)),
        ("fees", json!(listing.fees)),
        ("email", json!(listing.email)),
        ("website", json!(listing.website)),
        ("phones", json!(phones)),
        ("hours and languages of lines", json!(of_lines)),
        ("area", json!(listing.area)),
        ("location", json!(place)),
        ("hours", json!(listing.hours)),
        ("languages", json!(listing.languages)),
        ("interpretation", json!(listing.interpretation)),
        ("access", json!(listing.access)),
    ])
}

/// How many listings differ in each field, with an example of each.
fn lost(listings: &BTreeMap<Uuid, Listing>) -> BTreeMap<&'static str, (usize, String)> {
    let mut lost: BTreeMap<&'static str, (usize, String)> = BTreeMap::new();
    for before in LISTINGS.iter() {
        let after = &listings[&before.id];
        // Where its own words speak of a secret address, whoever takes it in hides the place: stricter than
        // it came, and meant.
        let words = before.description.en.to_lowercase();
        let hidden = words.contains("confidential address") && after.location.is_none();
        let after = said(after);
        for (field, value) in said(before) {
            if field == "location" && hidden {
                continue;
            }
            if after[field] != value {
                let found = lost.entry(field).or_default();
                found.0 += 1;
                found.1 = format!("{}: {value} became {}", before.slug, after[field]);
            }
        }
    }
    lost
}

#[test]
fn json_comes_back_as_it_went() {
    let text = serde_json::to_vec(&written()).expect("JSON");
    let mut package = InHand(vec![("services.json".to_owned(), text)]);
    let (listings, report) = taken(&mut package);
    assert_eq!(listings.len(), LISTINGS.len());
    assert_eq!(report.faults.count(FaultKind::AgainstSchema), 0);
    assert_eq!(lost(&listings), BTreeMap::new());
}

#[test]
fn tables_come_back_as_they_went() {
    let mut tables = Tables::new().expect("tables");
    for service in written() {
        tables.add("service", &service).expect("a row");
    }
    let zip = package::write(tables, Version::V3_1, Cursor::new(Vec::new())).expect("a package");
    let mut package = Zipped::new(zip, ZipLimits::default()).expect("a zip");
    let (listings, _) = taken(&mut package);
    assert_eq!(listings.len(), LISTINGS.len());
    let mut lost = lost(&listings);
    // Tables join a line's hours and languages to the line alone, and rows are joined by records here.
    lost.remove("hours and languages of lines");
    assert_eq!(lost, BTreeMap::new());
}
