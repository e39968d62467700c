//! Exports good and bad, read whole; in every one of them each row ends somewhere.

use proptest::prelude::*;

use super::*;
use crate::content::Content;
use crate::geography::Province;
use crate::location::Confidentiality;
use std::sync::LazyLock;

static CONTENT: LazyLock<Content> = LazyLock::new(|| Content::shipped().expect("sound"));

/// An export and everything that came of it.
pub(super) struct Taken {
    pub(super) organizations: Vec<Organization>,
    pub(super) services: Vec<Service>,
    pub(super) quarantine: Vec<Quarantined>,
    pub(super) report: Report,
}

pub(super) fn take_with(options: &Options, files: &[(&str, &[u8])]) -> Taken {
    let files = files
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    let mut harvest = read(
        &mut InHand(files),
        options,
        &CONTENT.gazetteer,
        &CONTENT.taxonomy,
        &InMemory,
    )
    .expect("readable");
    let mut taken = Taken {
        organizations: Vec::new(),
        services: Vec::new(),
        quarantine: Vec::new(),
        report: Report::default(),
    };
    while let Some(one) = harvest.next_organization().expect("memory") {
        taken.organizations.push(one);
    }
    while let Some(one) = harvest.next_service().expect("memory") {
        taken.services.push(one);
    }
    while let Some(one) = harvest.next_quarantined().expect("memory") {
        taken.quarantine.push(one);
    }
    taken.report = harvest.report;
    check(&taken);
    taken
}

fn take(files: &[(&str, &str)]) -> Taken {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    take_with(&Options::new("test", "2026-11"), &files)
}

/// What holds of every import, however bad the export.
fn check(taken: &Taken) {
    let report = &taken.report;
    let ends = [
        Outcome::Used,
        Outcome::Merged,
        Outcome::Quarantined,
        Outcome::Ignored,
    ];
    assert_eq!(
        report.count(Outcome::Open),
        0,
        "a row was lost: {:?}",
        report.faults
    );
    let sum: usize = ends.iter().map(|end| report.count(*end)).sum();
    assert_eq!(sum, report.rows());
    let by_file: u32 = report.files.iter().map(|file| file.rows).sum();
    assert_eq!(by_file as usize, report.rows());
    // Every row that ends in quarantine is there to be mended, with its reason.
    let kept: std::collections::HashSet<Spot> =
        taken.quarantine.iter().map(|one| one.spot).collect();
    for (at, outcome) in report.outcomes.iter().enumerate() {
        if *outcome == Outcome::Quarantined {
            assert!(
                kept.contains(&report.spot(at as u32)),
                "row {at} is not kept"
            );
        }
    }
    let ids: std::collections::HashSet<Uuid> = taken.services.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), taken.services.len(), "an id was used twice");
    assert!(taken.services.is_sorted_by_key(|one| one.id));
    assert!(taken.organizations.is_sorted_by_key(|one| one.id));
    let owners: std::collections::HashSet<Uuid> =
        taken.organizations.iter().map(|one| one.id).collect();
    for service in &taken.services {
        assert!(
            owners.contains(&service.organization_id),
            "{}",
            service.slug
        );
        assert!(!service.name.is_empty());
    }
}

const ORGANIZATIONS: &str =
    "id,name,description,website\no1,Example House,A house.,www.example.org\n";
const SERVICES: &str = "id,organization_id,name,description,status,email\ns1,o1,Night shelter,\"<p>Beds &amp; meals</p>\",active,beds@example.org\n";

#[test]
fn a_tidy_export_of_version_3() {
    let taken = take(&[
        ("organizations.csv", ORGANIZATIONS),
        ("services.csv", SERVICES),
        (
            "locations.csv",
            "id,location_type,name,latitude,longitude\nl1,physical,Main,50.4,-104.6\nl2,physical,West,,\n",
        ),
        (
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code,country,address_type\na1,l1,1 Any Street,Regina,SK,S4P 3Y2,CA,physical\na2,l2,2 Any Street,Saskatoon,Saskatchewan,,Canada,physical\n",
        ),
        (
            "service_at_location.csv",
            "id,service_id,location_id\nx1,s1,l1\nx2,s1,l2\n",
        ),
        (
            "phones.csv",
            "id,service_id,location_id,number,type\np1,s1,,306-555-0100,voice\np2,,l2,306-555-0101,voice\n",
        ),
        (
            "schedules.csv",
            "id,service_id,freq,byday,opens_at,closes_at\nh1,s1,WEEKLY,\"MO,TU\",9:00am,5:00 p.m.\n",
        ),
        ("languages.csv", "id,service_id,name\ng1,s1,Français\n"),
        (
            "service_areas.csv",
            "id,service_id,name\nz1,s1,Saskatchewan\n",
        ),
    ]);
    assert_eq!(taken.report.count(Outcome::Used), taken.report.rows());
    assert_eq!(
        taken.organizations[0].website.as_deref(),
        Some("https://www.example.org")
    );
    assert_eq!(taken.services.len(), 2);
    for service in &taken.services {
        assert!(service.is_public());
        assert_eq!(service.description.en, "Beds & meals");
        assert_eq!(service.languages, ["fr"]);
        let place = service.location.as_ref().expect("a place");
        assert_eq!(place.province, Province::SK);
        assert!(matches!(service.hours.rule, crate::hours::Rule::Weekly(_)));
    }
    let west = taken
        .services
        .iter()
        .find(|one| one.name.en.contains("West"))
        .expect("west");
    assert_eq!(west.phones.len(), 2);
    assert_eq!(west.phones[0].number.digits(), "3065550101");
    // The first place has the id of the service.
    let own = imported_id(namespace("test"), Table::Service, "s1");
    assert!(taken.services.iter().any(|one| one.id == own));
}

#[test]
fn what_points_nowhere_is_kept_and_counted() {
    let taken = take(&[
        ("organizations.csv", "id,name\no1,One\n"),
        (
            "services.csv",
            "id,organization_id,name,email\ns1,o9,A,a@example.org\ns2,,B,b@example.org\ns3,o1,,c@example.org\ns1,o1,Another,\ns1,o9,A,a@example.org\n",
        ),
        ("locations.csv", "id,organization_id,name\nl1,o9,Nowhere\n"),
        (
            "service_at_location.csv",
            "id,service_id,location_id\nx1,s1,l9\nx2,s9,l1\nx3,,\n",
        ),
        (
            "phones.csv",
            "id,service_id,location_id,organization_id,number\np1,s9,,,306-555-0100\np2,,l9,,306-555-0100\np3,,,o9,306-555-0100\np4,,,,306-555-0100\np5,s1,,,call us\np6,s1,,,\n",
        ),
    ]);
    let faults = &taken.report.faults;
    for (kind, count) in [
        (FaultKind::OrphanService, 1),
        (FaultKind::NoOrganization, 1),
        (FaultKind::NoName, 1),
        (FaultKind::IdReused, 1),
        (FaultKind::SameTwice, 1),
        (FaultKind::OrphanOfLocation, 2),
        (FaultKind::OrphanOfService, 2),
        (FaultKind::OrphanOfOrganization, 1),
        (FaultKind::BelongsToNothing, 2),
        (FaultKind::BadPhone, 1),
        (FaultKind::BlankPhone, 1),
        (FaultKind::UnusedLocation, 1),
    ] {
        assert_eq!(faults.count(kind), count, "{kind:?}: {faults:?}");
    }
    assert_eq!(taken.services.len(), 2);
    assert_eq!(taken.report.stand_ins, 2);
    assert!(
        taken
            .organizations
            .iter()
            .any(|one| one.name.fr.contains("ne nomme pas"))
    );
}

#[test]
fn a_hidden_place_is_never_told() {
    let taken = take(&[
        ("organizations.csv", ORGANIZATIONS),
        (
            "services.csv",
            "id,organization_id,name,description,email\ns1,o1,Shelter,Come to 12 Secret Road any night.,a@example.org\ns2,o1,Other,Fine.,a@example.org\n",
        ),
        (
            "locations.csv",
            "id,name,confidential\nl1,House,yes\nl2,Office,\n",
        ),
        (
            "physical_addresses.csv",
            "id,location_id,address_1,city,state_province\na1,l1,\"12 Secret Road\",Regina,SK\na2,l2,Undisclosed,Regina,SK\n",
        ),
        (
            "services_at_location.csv",
            "service_id,location_id\ns1,l1\ns2,l2\n",
        ),
    ]);
    assert_eq!(taken.report.faults.count(FaultKind::Confidential), 2);
    assert_eq!(taken.report.faults.count(FaultKind::AddressInWords), 1);
    for service in &taken.services {
        let place = service.location.as_ref().expect("a town");
        assert_eq!(place.confidentiality, Confidentiality::Hidden);
        let owner = &taken.organizations[0];
        let listing = crate::Listing::build(service, owner, &CONTENT.gazetteer);
        let told = serde_json::to_string(&listing).expect("plain data");
        assert!(
            !told.contains("Secret Road") && !told.contains("Regina"),
            "{told}"
        );
    }
}

#[test]
fn every_shape_of_json() {
    let service = r#"{"id":"s1","name":"Line","status":"active","phones":[{"id":"p","number":"306-555-0100"}],
        "organization":{"id":"o1","name":"House","description":"x"},
        "attributes":[{"id":"a","taxonomy_term":{"id":"t","name":"Shelter"}}],
        "service_at_locations":[{"id":"x","location":{"id":"l","addresses":[{"id":"d","city":"Regina","state_province":"SK","address_1":"1 Any Street"}]}}]}"#;
    let page = format!(r#"{{"total_items":1,"empty":false,"contents":[{service}]}}"#);
    let array = format!("[{service}]");
    let lines = format!(
        "{}\n{}\n",
        service.replace('\n', " "),
        service.replace('\n', " ")
    );
    let many = format!(r#"{{"services":[{service}],"organizations":[]}}"#);
    for (name, text) in [
        ("service.json", service),
        ("page_1.json", &page),
        ("services.json", &array),
        ("dump.ndjson", &lines),
        ("export.json", &many),
    ] {
        let taken = take(&[(name, text)]);
        assert_eq!(taken.services.len(), 1, "{name}: {:?}", taken.report);
        assert_eq!(taken.services[0].phones.len(), 1, "{name}");
        assert_eq!(
            taken.services[0]
                .location
                .as_ref()
                .map(|place| place.city.as_str()),
            Some("Regina"),
            "{name}"
        );
        assert_eq!(taken.organizations.len(), 1, "{name}");
        assert_eq!(taken.report.stand_ins, 0, "{name}");
    }
    let broken = take(&[("services.json", &array[..array.len() - 9])]);
    assert_eq!(broken.report.faults.count(FaultKind::NotJson), 1);
}

#[test]
fn icarol_rows_of_three_kinds() {
    let text = "ResourceAgencyNum,PublicName,TaxonomyLevelName,ParentAgencyNum,AgencyDescription,PhysicalAddress1,PhysicalCity,PhysicalStateProvince,PhysicalAddressIsPrivate,Phone1Number,PhoneTTY,HoursOfOperation,Favourite\n\
        1,House,Agency,,Helps.,,,,,306-555-0100,,,\n\
        2,Shelter,Program,1,Beds.,9 Hidden Road,Regina,SK,Yes,306-555-0101,306-555-0102,Mon-Fri 9:00am-5:00pm,blue\n\
        3,West,Site,1,,3 Any Street,Regina,SK,,,,,\n\
        4,Odd,Taxonomy,1,,,,,,,,,\n";
    let taken = take(&[("export.csv", text)]);
    assert_eq!(taken.services.len(), 1);
    let shelter = &taken.services[0];
    assert_eq!(shelter.phones.len(), 2);
    assert_eq!(
        shelter.location.as_ref().map(|place| place.confidentiality),
        Some(Confidentiality::Hidden)
    );
    assert_eq!(taken.report.faults.count(FaultKind::UnmappedRow), 1);
    assert_eq!(
        taken.report.faults.count(FaultKind::UnusedLocation),
        2,
        "the place and its address"
    );
    assert_eq!(
        taken.report.files[0].unused_columns.get("Favourite"),
        Some(&1)
    );
}

#[test]
fn parents_that_go_round_and_ids_that_are_blank() {
    let taken = take(&[
        (
            "organizations.csv",
            "id,name,parent_organization_id\na,A,b\nb,B,a\nc,C,a\nd,D,x\ne,E,f\nf,F,\n",
        ),
        (
            "services.csv",
            "id,organization_id,name,url\n,f,One,example.org\n,f,Two,example.org\n,f,Two,example.org\n",
        ),
    ]);
    assert_eq!(taken.report.faults.count(FaultKind::ParentCycle), 3);
    assert_eq!(taken.report.faults.count(FaultKind::ParentMissing), 1);
    assert_eq!(
        taken
            .organizations
            .iter()
            .filter(|one| one.parent_organization_id.is_some())
            .count(),
        1
    );
    assert_eq!(taken.report.faults.count(FaultKind::BlankId), 3);
    assert_eq!(taken.report.faults.count(FaultKind::SameTwice), 1);
    assert_eq!(taken.services.len(), 2);
}

#[test]
fn a_zip_is_read_in_place_and_a_bomb_is_refused() {
    use std::io::Write as _;
    let zipped = |files: &[(&str, Vec<u8>)]| {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).expect("memory");
            zip.write_all(bytes).expect("memory");
        }
        zip.finish().expect("memory")
    };
    let go = |zip, limits| {
        let mut package = Zipped::new(zip, limits)?;
        read(
            &mut package,
            &Options::new("zip", "2026"),
            &CONTENT.gazetteer,
            &CONTENT.taxonomy,
            &InMemory,
        )
    };
    let good = zipped(&[
        ("../../etc/organizations.csv", ORGANIZATIONS.into()),
        ("/abs/services.csv", SERVICES.into()),
    ]);
    let mut harvest = go(good, ZipLimits::default()).expect("names are only names");
    assert!(harvest.next_service().expect("memory").is_some());

    let bomb = || zipped(&[("services.csv", vec![b' '; 30 << 20])]);
    let problem = go(bomb(), ZipLimits::default())
        .expect_err("a bomb")
        .to_string();
    assert!(problem.contains("fill a disk"), "{problem}");
    let small = ZipLimits {
        total: 1000,
        ..ZipLimits::default()
    };
    assert!(go(bomb(), small).is_err());
    let few = ZipLimits {
        files: 0,
        ..ZipLimits::default()
    };
    assert!(go(bomb(), few).is_err());
    assert!(Zipped::new(io::Cursor::new(b"no zip".to_vec()), ZipLimits::default()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Rows of any nonsense: each ends somewhere, and reading twice gives the same.
    #[test]
    fn no_row_is_ever_lost(
        rows in prop::collection::vec((0_usize..9, prop::collection::vec(0_usize..9, 8)), 0..40),
    ) {
        const FILES: [(&str, &str); 9] = [
            ("organizations.csv", "id,name,parent_organization_id,url,email,description,x,y"),
            ("services.csv", "id,organization_id,name,status,location_id,minimum_age,email,url"),
            ("locations.csv", "id,organization_id,name,latitude,longitude,confidential,city,state_province"),
            ("service_at_location.csv", "id,service_id,location_id,description,a,b,c,d"),
            ("phones.csv", "id,service_id,location_id,organization_id,contact_id,service_at_location_id,number,type"),
            ("schedules.csv", "id,service_id,location_id,opens_at,closes_at,weekday,valid_from,valid_to"),
            ("addresses.csv", "id,location_id,organization_id,address_1,city,state_province,country,postal_code"),
            ("service_attributes.csv", "id,service_id,link_id,link_entity,taxonomy_id,value,a,b"),
            ("taxonomy_terms.csv", "id,name,parent_id,description,a,b,c,d"),
        ];
        const CELLS: [&str; 9] = ["", "1", "2", "3", "9:00am", "Confidential", "ON", "306-555-0100", "<b>x</b>"];
        let mut texts = FILES.map(|(_, header)| format!("{header}\n"));
        for (file, cells) in rows {
            let cells: Vec<&str> = cells.iter().map(|cell| CELLS[*cell]).collect();
            texts[file].push_str(&cells.join(","));
            texts[file].push('\n');
        }
        let files: Vec<(&str, &str)> =
            FILES.iter().zip(&texts).map(|((name, _), text)| (*name, text.as_str())).collect();
        let (once, again) = (take(&files), take(&files));
        prop_assert_eq!(once.services, again.services);
        prop_assert_eq!(once.organizations, again.organizations);
        prop_assert_eq!(once.quarantine, again.quarantine);
    }

    /// Bytes of any kind under any name.
    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200), name in 0_usize..4) {
        let name = ["services.csv", "services.json", "x.ndjson", "export.csv"][name];
        take_with(&Options::new("test", "2026"), &[(name, &bytes)]);
    }
}
