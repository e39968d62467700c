//! Confidential places: nothing of a hidden one reaches the files of an index.

use anyhow::{Context, Result};
use directory::Listing;
use directory::geography::{Point, Province};
use directory::location::{Confidentiality, Coverage, Location, Precision};
use search::Index;

use crate::shipped::{CONTENT, Folder, listings, taxonomy};

const TOWN: &str = "Zyxwvillage";
const ADDRESS: &str = "4711 Qwyjibo Crescent";
const NOTE: &str = "ask for Vrblskaya at the side door";
const POINT: Point = Point {
    latitude: 51.123_456_7,
    longitude: -118.765_432_1,
};

fn planted(confidentiality: Confidentiality) -> Result<Listing> {
    let mut service = CONTENT.services.first().context("a service")?.clone();
    service.location = Some(Location {
        city: TOWN.to_owned(),
        province: Province::BC,
        point: Some(POINT),
        precision: Precision::Address,
        confidentiality,
        address: Some(ADDRESS.to_owned()),
    });
    service.coverage = Coverage::Radius { km: 30 };
    service.listed = true;
    service.provenance.note = Some(NOTE.to_owned());
    let organization = CONTENT
        .organizations
        .iter()
        .find(|own| own.id == service.organization_id)
        .context("its organization")?;
    Listing::build(&service, organization, &CONTENT.gazetteer).context("a public service")
}

/// Which of the planted secrets stand in the index's files, however they may be written there.
fn leaked(folder: &Folder) -> Vec<String> {
    let (latitude, longitude) = (POINT.latitude.to_radians(), POINT.longitude.to_radians());
    let ball = [
        latitude.cos() * longitude.cos(),
        latitude.cos() * longitude.sin(),
        latitude.sin(),
    ];
    let mut secrets: Vec<(String, Vec<u8>)> = Vec::new();
    for word in [TOWN, ADDRESS, NOTE, "Qwyjibo", "Vrblskaya"] {
        secrets.push((word.to_owned(), word.to_lowercase().into_bytes()));
    }
    // Stems, should an ending have been cut.
    secrets.push(("a stem".to_owned(), b"zyxwvil".to_vec()));
    for degrees in [POINT.latitude, POINT.longitude] {
        secrets.push((degrees.to_string(), degrees.to_le_bytes().to_vec()));
    }
    for axis in ball {
        secrets.push((axis.to_string(), (axis as f32).to_le_bytes().to_vec()));
    }
    let mut leaked = Vec::new();
    for (path, bytes) in folder.files() {
        let lower = bytes.to_ascii_lowercase();
        for (name, secret) in &secrets {
            let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|part| part == secret);
            if holds(&lower) || holds(&bytes) {
                leaked.push(format!("{name} in {}", path.display()));
            }
        }
    }
    leaked
}

fn index_with(folder: &Folder, confidentiality: Confidentiality) -> Result<Vec<String>> {
    let mut all = listings();
    all[0] = planted(confidentiality)?;
    drop(Index::on_disk(folder.path(), all, taxonomy(), 1)?);
    Ok(leaked(folder))
}

#[test]
fn nothing_of_a_hidden_place_is_in_the_index() -> Result<()> {
    let folder = Folder::new("hidden");
    assert_eq!(index_with(&folder, Confidentiality::Hidden)?, [""; 0]);
    Ok(())
}

/// Of an approximate place, the town may be known; its address and its point may not.
#[test]
fn nothing_but_the_town_of_an_approximate_place_is_in_the_index() -> Result<()> {
    let folder = Folder::new("approximate");
    let leaked = index_with(&folder, Confidentiality::Approximate)?;
    let more = |leak: &&String| !leak.starts_with(TOWN) && !leak.starts_with("a stem");
    assert_eq!(leaked.iter().filter(more).count(), 0, "{leaked:?}");
    Ok(())
}

/// The search above would see them: a public place is found, in each of its forms.
#[test]
fn a_public_place_is_seen_by_the_same_search() -> Result<()> {
    let folder = Folder::new("public");
    let leaked = index_with(&folder, Confidentiality::Public)?;
    let seen = |name: &str| leaked.iter().any(|leak| leak.starts_with(name));
    assert!(seen(TOWN) && seen(ADDRESS) && seen("a stem"), "{leaked:?}");
    assert!(seen(&POINT.latitude.to_string()), "{leaked:?}");
    let numbers = leaked.iter().filter(|leak| leak.contains("cairn.columns"));
    assert!(numbers.count() >= 3, "{leaked:?}");
    Ok(())
}
