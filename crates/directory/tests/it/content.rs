//! The content that ships.

use std::collections::HashSet;

use directory::Listing;
use directory::content::Content;
use directory::geography::{Fsa, Province};
use directory::location::{Confidentiality, Coverage};
use directory::service::Status;
use directory::shipped_id;
use kernel::Lang;

fn shipped() -> Content {
    Content::shipped().unwrap_or_else(|faults| panic!("{} faults:\n{faults}", faults.len()))
}

#[test]
fn the_shipped_content_has_no_fault_and_201_services() {
    let content = shipped();
    assert_eq!(content.services.len(), 201);
    assert!(
        content.organizations.len() > 150,
        "{}",
        content.organizations.len()
    );
    assert!(
        content.gazetteer.len() > 5_000,
        "{}",
        content.gazetteer.len()
    );
    assert_eq!(content.gazetteer.provinces().len(), 13);
    for lang in Lang::ALL {
        let count = content.taxonomy.phrase_count(lang);
        assert!(count >= 300, "{count} phrases in {lang}");
    }
}

#[test]
fn everything_shipped_is_written_in_both_languages() {
    let content = shipped();
    for service in &content.services {
        assert!(service.name.is_complete(), "{}", service.slug);
        assert!(service.description.is_complete(), "{}", service.slug);
        for phone in &service.phones {
            assert_eq!(
                phone.label.is_empty(),
                !phone.label.is_complete(),
                "{}",
                service.slug
            );
        }
    }
    for organization in &content.organizations {
        assert!(organization.name.is_complete(), "{}", organization.slug);
    }
    for term in content.taxonomy.terms() {
        assert!(
            term.name.is_complete() && term.description.is_complete(),
            "{:?}",
            term.id
        );
    }
}

#[test]
fn every_service_belongs_to_its_organization_and_keeps_its_id() {
    let content = shipped();
    let organizations: HashSet<_> = content.organizations.iter().map(|known| known.id).collect();
    for service in &content.services {
        assert!(
            organizations.contains(&service.organization_id),
            "{}",
            service.slug
        );
        assert_eq!(service.id, shipped_id("service", &service.slug));
    }
    // Written out, because a change would break every address that anyone has kept.
    let hotline = content
        .services
        .iter()
        .find(|service| service.slug == "ca-hotline");
    let id = hotline.map(|service| service.id.to_string());
    assert_eq!(id.as_deref(), Some("cde174be-3dfc-5dd2-a343-101f792e1155"));
}

#[test]
fn every_public_service_has_a_listing_and_no_other_has() {
    let content = shipped();
    let mut listed = 0;
    for service in &content.services {
        let organization = content
            .organizations
            .iter()
            .find(|organization| organization.id == service.organization_id)
            .expect("checked above");
        let listing = Listing::build(service, organization, &content.gazetteer);
        let public =
            service.listed && matches!(service.status, Status::Active | Status::TemporarilyClosed);
        assert_eq!(listing.is_some(), public, "{}", service.slug);
        listed += usize::from(public);
        let Some(listing) = listing else { continue };
        if let Coverage::Region(_) = service.coverage {
            let circle = matches!(listing.area, directory::listing::Area::Circle { .. });
            assert!(circle, "{}", service.slug);
        }
        if let Some(place) = &service.location
            && place.confidentiality == Confidentiality::Approximate
        {
            let town = content.gazetteer.town_point(&place.city, place.province);
            assert!(town.is_some(), "{}: no town {}", service.slug, place.city);
            assert_eq!(listing.location.and_then(|place| place.point), town);
        }
    }
    assert!(listed > 190, "{listed}");
}

#[test]
fn shipped_points_are_in_the_town_they_name() {
    let content = shipped();
    for service in &content.services {
        let Some(place) = &service.location else {
            continue;
        };
        let (Some(point), Some(town)) = (
            place.point,
            content.gazetteer.town_point(&place.city, place.province),
        ) else {
            continue;
        };
        let distance = point.distance_km(town);
        assert!(
            distance < 60.0,
            "{} is {distance:.0} km from {}",
            service.slug,
            place.city
        );
    }
}

#[test]
fn postal_codes_begin_as_their_province_says() {
    let content = shipped();
    for place in content.gazetteer.provinces() {
        for beginning in &place.forward_sortation_areas {
            let whole = format!("{beginning}{}", &"0A"[beginning.len().min(2) - 1..]);
            let fsa = Fsa::parse(&whole[..3.min(whole.len())]).expect("checked by the parser");
            assert_eq!(fsa.province(), place.province, "{beginning}");
        }
    }
    assert_eq!(content.gazetteer.provinces().len(), Province::ALL.len());
}

#[test]
fn reading_twice_gives_the_same() {
    let (one, two) = (shipped(), shipped());
    assert_eq!(one.organizations, two.organizations);
    assert_eq!(one.services, two.services);
    assert_eq!(one.taxonomy.fingerprint(), two.taxonomy.fingerprint());
}

#[test]
fn the_order_and_the_root_of_paths_do_not_matter() {
    let mut files: Vec<(&str, &[u8])> = Content::shipped_files()
        .map(|(path, bytes)| (path.strip_prefix("content/").unwrap_or(path), bytes))
        .collect();
    files.reverse();
    let content = Content::read(files).expect("the same files");
    assert_eq!(content.services, shipped().services);
}
