//! A made-up export in HSDS 3.1's tables, of any size: what an import is measured with.

use std::collections::HashSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::Result;
use jiff::Timestamp;
use kernel::Lang;

use crate::generator::Generator;

type Table = csv::Writer<BufWriter<File>>;

fn table(folder: &Path, name: &str, header: &[&str]) -> Result<Table> {
    let file = BufWriter::with_capacity(1 << 18, File::create(folder.join(name))?);
    let mut table = csv::Writer::from_writer(file);
    table.write_record(header)?;
    Ok(table)
}

/// Writes the tables of `count` services into `folder`: organizations, services, locations, addresses,
/// services at locations, phones, schedules, languages. Each service has its own location.
pub fn write(folder: &Path, generator: &Generator, count: u64, now: Timestamp) -> Result<()> {
    let mut organizations = table(
        folder,
        "organizations.csv",
        &["id", "name", "description", "website"],
    )?;
    let mut services = table(
        folder,
        "services.csv",
        &[
            "id",
            "organization_id",
            "name",
            "description",
            "status",
            "email",
            "url",
        ],
    )?;
    let mut locations = table(
        folder,
        "locations.csv",
        &["id", "location_type", "name", "latitude", "longitude"],
    )?;
    let mut addresses = table(
        folder,
        "addresses.csv",
        &[
            "id",
            "location_id",
            "address_1",
            "city",
            "state_province",
            "country",
            "address_type",
        ],
    )?;
    let mut links = table(
        folder,
        "service_at_location.csv",
        &["id", "service_id", "location_id"],
    )?;
    let mut phones = table(
        folder,
        "phones.csv",
        &["id", "service_id", "number", "type"],
    )?;
    let mut schedules = table(
        folder,
        "schedules.csv",
        &["id", "service_id", "freq", "byday", "opens_at", "closes_at"],
    )?;
    let mut languages = table(folder, "languages.csv", &["id", "service_id", "code"])?;
    let mut known = HashSet::new();
    for at in 0..count {
        let listing = generator.listing(at);
        let organization = listing.organization_id.to_string();
        if known.insert(listing.organization_id) {
            let website = listing.website.as_deref().unwrap_or_default();
            organizations.write_record([
                organization.as_str(),
                &listing.organization.en,
                "Made up.",
                website,
            ])?;
        }
        let id = listing.id.to_string();
        services.write_record([
            id.as_str(),
            &organization,
            &listing.name.en,
            &listing.description.en,
            "active",
            listing.email.as_deref().unwrap_or_default(),
            listing.website.as_deref().unwrap_or_default(),
        ])?;
        if let Some(place) = &listing.location {
            let location = format!("l{at}");
            let degrees =
                |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
            let latitude = degrees(place.point.map(|point| point.latitude));
            let longitude = degrees(place.point.map(|point| point.longitude));
            locations.write_record([location.as_str(), "physical", "", &latitude, &longitude])?;
            let address = place.address.as_deref().unwrap_or_default();
            let line = format!("a{at}");
            addresses.write_record([
                line.as_str(),
                &location,
                address,
                &place.city,
                place.province.code(),
                "CA",
                "physical",
            ])?;
            let link = format!("x{at}");
            links.write_record([link.as_str(), &id, &location])?;
        }
        for (nth, phone) in listing.phones.iter().enumerate() {
            let line = format!("p{at}-{nth}");
            phones.write_record([line.as_str(), &id, phone.number.digits(), "voice"])?;
        }
        for (nth, row) in listing.hours.to_hsds(Lang::En, now).into_iter().enumerate() {
            let line = format!("h{at}-{nth}");
            schedules.write_record([
                line.as_str(),
                &id,
                row.freq.unwrap_or_default(),
                row.byday.as_deref().unwrap_or_default(),
                row.opens_at.as_deref().unwrap_or_default(),
                row.closes_at.as_deref().unwrap_or_default(),
            ])?;
        }
        for code in &listing.languages {
            let line = format!("g{at}-{code}");
            languages.write_record([line.as_str(), &id, code])?;
        }
    }
    for mut table in [
        organizations,
        services,
        locations,
        addresses,
        links,
        phones,
        schedules,
        languages,
    ] {
        table.flush()?;
    }
    Ok(())
}
