//! What the public may see: nothing that must stay hidden, whom a service reaches.

use std::sync::LazyLock;

use directory::Listing;
use directory::content::Content;
use directory::geography::{Fsa, Gazetteer, Near, Point, Province, RegionId};
use directory::listing::{Area, Covers};
use directory::location::{Confidentiality, Coverage, Location, Precision};
use directory::organization::Organization;
use directory::service::{Service, Status};
use proptest::prelude::*;

static CONTENT: LazyLock<Content> =
    LazyLock::new(|| Content::shipped().expect("tested in content.rs"));

fn gazetteer() -> &'static Gazetteer {
    &CONTENT.gazetteer
}

/// A real service with everything of its place replaced.
fn service(coverage: Coverage, location: Option<Location>) -> (Service, Organization) {
    let mut service = CONTENT.services[0].clone();
    service.coverage = coverage;
    service.location = location;
    service.status = Status::Active;
    service.listed = true;
    let organization = CONTENT
        .organizations
        .iter()
        .find(|known| known.id == service.organization_id);
    (service, organization.expect("its organization").clone())
}

fn build(coverage: Coverage, location: Option<Location>) -> Listing {
    let (service, organization) = service(coverage, location);
    Listing::build(&service, &organization, gazetteer()).expect("public")
}

fn secret_place(confidentiality: Confidentiality) -> Location {
    Location {
        city: "Kamloops".to_owned(),
        province: Province::BC,
        point: Some(Point {
            latitude: 50.712_345,
            longitude: -120.398_765,
        }),
        precision: Precision::Address,
        confidentiality,
        address: Some("77 Quillfeather Lane".to_owned()),
    }
}

#[test]
fn a_hidden_place_is_nowhere_in_the_listing() {
    for coverage in [
        Coverage::Radius { km: 30 },
        Coverage::National,
        Coverage::Provinces(vec![Province::BC]),
        Coverage::Region(RegionId("okanagan".to_owned())),
    ] {
        let listing = build(
            coverage.clone(),
            Some(secret_place(Confidentiality::Hidden)),
        );
        assert_eq!(listing.location, None);
        let json = serde_json::to_string(&listing).expect("plain values");
        for secret in ["Kamloops", "Quillfeather", "50.7", "120.3", "77 "] {
            assert!(!json.contains(secret), "{secret} in {json}");
        }
        if let Coverage::Radius { .. } = coverage {
            assert_eq!(listing.area, Area::Provinces(vec![Province::BC]));
        }
    }
}

#[test]
fn an_approximate_place_has_the_town_s_own_point() {
    let listing = build(
        Coverage::Radius { km: 30 },
        Some(secret_place(Confidentiality::Approximate)),
    );
    let town = gazetteer()
        .town_point("Kamloops", Province::BC)
        .expect("a town");
    let place = listing.location.clone().expect("approximate");
    assert_eq!(
        (place.point, place.approximate, place.address),
        (Some(town), true, None)
    );
    let Area::Circle { centre, .. } = &listing.area else {
        panic!("{:?}", listing.area);
    };
    assert_eq!(*centre, town);
    let json = serde_json::to_string(&listing).expect("plain values");
    for secret in ["Quillfeather", "50.7123", "120.3987"] {
        assert!(!json.contains(secret), "{secret} in {json}");
    }
}

#[test]
fn an_approximate_place_in_an_unknown_town_has_no_point() {
    let mut place = secret_place(Confidentiality::Approximate);
    place.city = "Nowhere Known".to_owned();
    let listing = build(Coverage::Radius { km: 30 }, Some(place));
    assert_eq!(listing.location.and_then(|place| place.point), None);
    assert_eq!(listing.area, Area::Provinces(vec![Province::BC]));
}

#[test]
fn a_public_place_is_shown_as_it_is() {
    let listing = build(
        Coverage::Radius { km: 30 },
        Some(secret_place(Confidentiality::Public)),
    );
    let place = listing.location.expect("public");
    assert_eq!(place.address.as_deref(), Some("77 Quillfeather Lane"));
    assert!(!place.approximate);
    assert!(
        matches!(listing.area, Area::Circle { radius_km, .. } if (radius_km - 30.0).abs() < 1e-9)
    );
}

#[test]
fn what_is_not_public_has_no_listing() {
    let (mut unlisted, organization) = service(Coverage::National, None);
    unlisted.listed = false;
    assert_eq!(Listing::build(&unlisted, &organization, gazetteer()), None);
    for status in [Status::Inactive, Status::Defunct] {
        let (mut gone, organization) = service(Coverage::National, None);
        gone.status = status;
        assert_eq!(Listing::build(&gone, &organization, gazetteer()), None);
    }
    let (mut closed, organization) = service(Coverage::National, None);
    closed.status = Status::TemporarilyClosed;
    let listing = Listing::build(&closed, &organization, gazetteer()).expect("public");
    assert!(listing.temporarily_closed);
}

#[test]
fn a_note_for_the_curators_stays_with_them() {
    let (mut service, organization) = service(Coverage::National, None);
    service.provenance.note = Some("Told by J. Quillfeather".to_owned());
    service.provenance.verified_by = Some("Jo Quillfeather".to_owned());
    let listing = Listing::build(&service, &organization, gazetteer()).expect("public");
    let json = serde_json::to_string(&listing).expect("plain values");
    assert!(!json.contains("Quillfeather"), "{json}");
}

proptest! {
    #[test]
    fn no_hidden_or_approximate_point_gets_out(
        latitude in 41.6..83.0_f64,
        longitude in -141.0..-52.6_f64,
        km in 1..500_u16,
        hidden in any::<bool>(),
    ) {
        let confidentiality = if hidden { Confidentiality::Hidden } else { Confidentiality::Approximate };
        let at = |latitude, longitude| {
            let place = Location {
                point: Some(Point { latitude, longitude }),
                ..secret_place(confidentiality)
            };
            build(Coverage::Radius { km }, Some(place))
        };
        // Wherever the building is, the public sees one and the same thing.
        prop_assert_eq!(at(latitude, longitude), at(60.0, -100.0));
    }
}

fn near(typed: &str) -> Near {
    gazetteer().find(typed).expect("a place")
}

fn region(id: &str) -> Area {
    build(Coverage::Region(RegionId(id.to_owned())), None).area
}

#[test]
fn areas_cover_whoever_is_there() {
    assert_eq!(Area::National.covers(&near("V0J")), Covers::Yes);
    let prairies = Area::Provinces(vec![Province::MB, Province::SK]);
    assert_eq!(prairies.covers(&near("Regina")), Covers::Yes);
    assert_eq!(prairies.covers(&near("Manitoba")), Covers::Yes);
    assert_eq!(prairies.covers(&near("Ottawa")), Covers::No);

    let calgary = region("calgary");
    assert_eq!(calgary.covers(&near("Calgary")), Covers::Yes);
    assert_eq!(calgary.covers(&near("T2P 1A1")), Covers::Yes);
    assert_eq!(
        calgary.covers(&near("Airdrie")),
        Covers::Nearly,
        "in the outer half of the generous circle"
    );
    assert_eq!(calgary.covers(&near("Edmonton")), Covers::No);
    assert_eq!(calgary.covers(&near("Alberta")), Covers::Unknown);
    assert_eq!(calgary.covers(&near("T0L")), Covers::Unknown);
    assert_eq!(calgary.covers(&near("British Columbia")), Covers::No);
}

#[test]
fn regions_that_share_out_a_province_do_not_overlap() {
    let (monteregie, montreal) = (region("monteregie"), region("montreal"));
    for (typed, there) in [
        ("Longueuil", &monteregie),
        ("J4G", &monteregie),
        ("Salaberry-de-Valleyfield", &monteregie),
        ("Montréal", &montreal),
        ("H2X", &montreal),
    ] {
        for area in [&monteregie, &montreal] {
            let expected = if std::ptr::eq(area, there) {
                Covers::Yes
            } else {
                Covers::No
            };
            assert_eq!(area.covers(&near(typed)), expected, "{typed}");
        }
    }
    // Nobody can say where in the province, or too far from every town to say: the circles decide.
    assert_eq!(monteregie.covers(&near("Quebec province")), Covers::Unknown);
    assert_eq!(near("Chibougamau").district, None);
}

#[test]
fn a_listed_postal_area_settles_it_without_a_distance() {
    let far = Point {
        latitude: 60.0,
        longitude: -135.0,
    };
    let area = |beginning: &str| Area::Circle {
        name: kernel::Text::default(),
        provinces: vec![Province::AB],
        centre: far,
        radius_km: 1.0,
        forward_sortation_areas: vec![beginning.to_owned()],
        district: None,
    };
    let rural = near("T0L 1A0");
    assert_eq!(rural.fsa, Fsa::parse("T0L").ok());
    assert_eq!(area("T0").covers(&rural), Covers::Yes);
    assert_eq!(area("T0L").covers(&rural), Covers::Yes);
    assert_eq!(area("T1").covers(&rural), Covers::Unknown);
    assert_eq!(area("T1").covers(&near("T2P")), Covers::No);
}
