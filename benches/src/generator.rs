//! A made-up directory of any size, the same on every machine.
//!
//! Listing `i` depends on `i` alone (and on the shipped towns), so a million of them can be streamed
//! into an index without ever standing in memory together, and a larger directory contains the
//! smaller one. Nothing in it is real: numbers are 555-01xx, addresses of pages end in `.example`.

pub mod chance;
mod opening_hours;
pub mod records;
mod sentences;
pub mod services;
pub mod towns;
mod words;

use anyhow::Result;
use directory::Listing;
use directory::geography::{Place, Point, Province};
use directory::hours::Hours;
use directory::listing::Area;
use directory::location::PublicLocation;
use directory::phone::{Phone, PhoneKind};
use directory::service::{Access, Confidence, Fees, Gender};
use directory::taxonomy::TermId;
use jiff::civil::{Date, date};
use kernel::Text;
use uuid::Uuid;

use chance::Chance;
use opening_hours::Weeks;
use sentences::Filling;
use services::{EXPLOITATION, OTHER_LANGUAGES, POPULATIONS, SERVICE_TYPES};
use towns::Towns;
use words::{ACTIVITIES, AUDIENCES, BODIES, CORNERS, EMBLEMS, NAMESAKES, Pair, QUALITIES};

/// Families of random sequences.
const LISTINGS: u64 = 1;
const ORGANIZATIONS: u64 = 2;

/// Services that belong to one organization.
const SERVICES_PER_ORGANIZATION: u64 = 3;

/// Makes listings.
#[derive(Debug)]
pub struct Generator {
    towns: Towns,
    weeks: Weeks,
}

impl Generator {
    /// Over the shipped towns.
    pub fn new() -> Result<Self> {
        Ok(Self {
            towns: Towns::shipped()?,
            weeks: Weeks::new()?,
        })
    }

    /// The towns listings stand in.
    pub const fn towns(&self) -> &Towns {
        &self.towns
    }

    /// The first `count` listings, one at a time.
    pub fn listings(&self, count: usize) -> impl Iterator<Item = Listing> + Send + '_ {
        (0..count as u64).map(|index| self.listing(index))
    }

    /// Listing `index`.
    pub fn listing(&self, index: u64) -> Listing {
        let mut chance = Chance::of(LISTINGS, index);
        let &service = chance.pick(SERVICE_TYPES);
        let rural = chance.percent(8);
        let town = if rural {
            self.towns.any(&mut chance)
        } else {
            self.towns.by_population(&mut chance)
        };
        let approximate = chance.percent(20);
        let point = match (approximate, rural) {
            // As the real directory does: nothing of such a place is measured from its own point.
            (true, _) => town.point,
            (false, true) => towns::out_of(&mut chance, town),
            (false, false) => towns::around(&mut chance, town),
        };
        let (organization_id, organization) = organization(index / SERVICES_PER_ORGANIZATION);
        let (name, description) = text(&mut chance, (service.1, service.2), town);
        let area = area(&mut chance, town, point);
        let needs = needs(&mut chance, service.0);
        let everyone = chance.percent(35);
        let provenance = provenance(&mut chance);
        Listing {
            id: identifier(&mut chance),
            slug: format!("bench-{index:07}"),
            organization_id,
            organization,
            name,
            description,
            temporarily_closed: chance.percent(1),
            needs,
            everyone,
            populations: if everyone {
                Vec::new()
            } else {
                populations(&mut chance)
            },
            exploitation: exploitation(&mut chance),
            dedicated: chance.percent(15),
            fees: if chance.percent(60) {
                Fees::Free
            } else {
                Fees::Unknown
            },
            email: chance
                .percent(40)
                .then(|| format!("help{index}@service.example")),
            website: chance
                .percent(70)
                .then(|| format!("https://service.example/{index}")),
            phones: phones(&mut chance, town.province),
            location: location(&mut chance, &area, town, (point, approximate)),
            area,
            hours: self.weeks.hours(&mut chance, town.province),
            languages: languages(&mut chance, town.province),
            interpretation: if chance.percent(10) {
                Text::new("By telephone interpreter", "Par interprète au téléphone")
            } else {
                Text::default()
            },
            access: access(&mut chance),
            source: vec![format!("https://service.example/{index}/about")],
            source_date: chance.percent(50).then(|| "2025-06".to_owned()),
            read_on: "2026-11".to_owned(),
            confidence: provenance.0,
            verified_on: provenance.1,
            review_by: provenance.1.map(|_| date(2027, 5, 24)),
            last_modified: None,
            capacities: Vec::new(),
        }
    }
}

fn identifier(chance: &mut Chance) -> Uuid {
    let high = u128::from(chance.bits());
    let low = u128::from(chance.bits());
    uuid::Builder::from_random_bytes(((high << 64) | low).to_be_bytes()).into_uuid()
}

fn organization(index: u64) -> (Uuid, Text) {
    let mut chance = Chance::of(ORGANIZATIONS, index);
    let id = identifier(&mut chance);
    let body = *chance.pick_early(BODIES);
    let name = if chance.percent(50) {
        let emblem = *chance.pick(EMBLEMS);
        Text::new(
            format!("{} {}", emblem.0, body.0),
            format!("{} {}", body.1, emblem.1),
        )
    } else {
        let namesake = if chance.percent(40) {
            (*chance.pick(NAMESAKES)).to_owned()
        } else {
            invented_name(&mut chance)
        };
        Text::new(
            format!("{namesake} {}", body.0),
            format!("{} {namesake}", body.1),
        )
    };
    (id, name)
}

fn invented_name(chance: &mut Chance) -> String {
    let mut name = (*chance.pick(words::NAME_BEGINNINGS)).to_owned();
    if chance.percent(50) {
        name.push_str(chance.pick::<&str>(words::NAME_MIDDLES));
    }
    name.push_str(chance.pick::<&str>(words::NAME_ENDINGS));
    name
}

/// Name and description: about 1,000 bytes in both languages together.
fn text(chance: &mut Chance, service: Pair, town: &Place) -> (Text, Text) {
    let name = match chance.below(4) {
        0 => Text::new(service.0, service.1),
        1 => Text::new(
            format!("{} of {}", service.0, town.name.en),
            format!("{} de {}", service.1, town.name.fr),
        ),
        2 => {
            let emblem = chance.pick(EMBLEMS);
            Text::new(
                format!("{} {}", emblem.0, service.0.to_lowercase()),
                format!("{} {}", service.1, emblem.1),
            )
        }
        _ => {
            let namesake = invented_name(chance);
            Text::new(
                format!("{namesake} {}", service.0.to_lowercase()),
                format!("{} {namesake}", service.1),
            )
        }
    };
    let invented = invented_name(chance);
    let filling = Filling {
        service,
        town: (&town.name.en, &town.name.fr),
        activities: different(chance, ACTIVITIES),
        audience: *chance.pick_early(AUDIENCES),
        qualities: different(chance, QUALITIES),
        corner: *chance.pick(CORNERS),
        name: &invented,
    };
    let (mut en, mut fr) = (String::with_capacity(560), String::with_capacity(640));
    sentences::write(
        *chance.pick(sentences::OPENINGS),
        &filling,
        &mut en,
        &mut fr,
    );
    let first = chance.below(sentences::MIDDLES.len());
    for step in 0..3 {
        // Three different ones: 10 sentences, steps of 3.
        let at = (first + step * 3) % sentences::MIDDLES.len();
        sentences::write(sentences::MIDDLES[at], &filling, &mut en, &mut fr);
    }
    sentences::write(
        *chance.pick(sentences::CLOSINGS),
        &filling,
        &mut en,
        &mut fr,
    );
    (name, Text { en, fr })
}

/// `N` different ones of `choices`, the early ones likelier.
fn different<const N: usize>(chance: &mut Chance, choices: &[Pair]) -> [Pair; N] {
    let mut chosen = [("", ""); N];
    for at in 0..N {
        let mut next = *chance.pick_early(choices);
        while chosen[..at].contains(&next) {
            next = *chance.pick(choices);
        }
        chosen[at] = next;
    }
    chosen
}

fn needs(chance: &mut Chance, first: &'static str) -> Vec<TermId> {
    let mut needs = vec![TermId::from(first)];
    for _ in 0..chance.below(3) {
        let other = chance.pick(SERVICE_TYPES).0;
        if needs.iter().all(|need| need.as_str() != other) {
            needs.push(TermId::from(other));
        }
    }
    needs
}

fn populations(chance: &mut Chance) -> Vec<TermId> {
    let first = *chance.pick_early(POPULATIONS);
    let mut populations = vec![TermId::from(first)];
    if chance.percent(50) {
        let second = *chance.pick_early(POPULATIONS);
        if second != first {
            populations.push(TermId::from(second));
        }
    }
    populations
}

fn exploitation(chance: &mut Chance) -> Vec<TermId> {
    match chance.below(10) {
        0..2 => vec![TermId::from(EXPLOITATION[0])],
        2 => vec![TermId::from(EXPLOITATION[1])],
        3 => EXPLOITATION.iter().map(|&id| TermId::from(id)).collect(),
        _ => Vec::new(),
    }
}

/// Towns from this population on have a region called after them.
const REGION_FROM: u32 = 50_000;

/// National 0.5 %, provinces 6 %, a named region 5 %, the others around their own point.
fn area(chance: &mut Chance, town: &Place, point: Point) -> Area {
    match chance.below(1000) {
        0..5 => Area::National,
        5..50 => Area::Provinces(vec![town.province]),
        50..65 => {
            let mut provinces = vec![town.province];
            provinces.extend_from_slice(towns::neighbours(town.province));
            Area::Provinces(provinces)
        }
        65..115 if town.population >= REGION_FROM => Area::Circle {
            name: Text::new(
                format!("Greater {}", town.name.en),
                format!("Grand {}", town.name.fr),
            ),
            provinces: vec![town.province],
            centre: town.point,
            radius_km: 60.0,
            forward_sortation_areas: Vec::new(),
            district: None,
        },
        _ => Area::Circle {
            name: Text::default(),
            provinces: vec![town.province],
            centre: point,
            radius_km: *chance.pick(&[10.0, 25.0, 40.0, 60.0, 80.0, 120.0]),
            forward_sortation_areas: Vec::new(),
            district: None,
        },
    }
}

/// Services of a country, a province or a region half of the time have no place of their own.
fn location(
    chance: &mut Chance,
    area: &Area,
    town: &Place,
    (point, approximate): (Point, bool),
) -> Option<PublicLocation> {
    let wide = match area {
        Area::National | Area::Provinces(_) => true,
        Area::Circle { name, .. } => !name.is_empty(),
    };
    let placeless = wide && chance.percent(50);
    (!placeless).then(|| PublicLocation {
        city: town.name.en.clone(),
        province: town.province,
        point: Some(point),
        approximate,
        address: (!approximate).then(|| {
            format!(
                "{} {} Street",
                10 + chance.below(9990),
                chance.pick(NAMESAKES)
            )
        }),
    })
}

/// Numbers 555-0100 to 555-0199, kept free for fiction in every area code (NANP).
fn phones(chance: &mut Chance, province: Province) -> Vec<Phone> {
    let count = 1 + usize::from(chance.percent(25));
    (0..count)
        .filter_map(|at| {
            let area = if chance.percent(15) {
                "800"
            } else {
                towns::area_code(province)
            };
            let number = format!("{area}55501{:02}", chance.below(100))
                .parse()
                .ok()?;
            Some(Phone {
                number,
                kind: if at == 0 {
                    PhoneKind::Voice
                } else {
                    PhoneKind::Sms
                },
                keyword: None,
                extension: None,
                label: Text::default(),
                hours: (at == 0 && chance.percent(8)).then(Hours::always),
                languages: Vec::new(),
            })
        })
        .collect()
}

/// English or French or both, and up to two of 18 others; unknown for a quarter.
fn languages(chance: &mut Chance, province: Province) -> Vec<String> {
    if chance.percent(25) {
        return Vec::new();
    }
    let (english, french) = match province {
        Province::QC => (45, 100),
        Province::NB => (90, 60),
        _ => (100, 20),
    };
    let mut languages = Vec::with_capacity(4);
    if chance.percent(english) {
        languages.push("en".to_owned());
    }
    if chance.percent(french) {
        languages.push("fr".to_owned());
    }
    for _ in 0..chance.below(3) {
        let other = *chance.pick_early(OTHER_LANGUAGES);
        if languages.iter().all(|language| language != other) {
            languages.push(other.to_owned());
        }
    }
    languages
}

fn access(chance: &mut Chance) -> Access {
    // Unknown is the commonest answer, as in the real directory.
    let mut fact = |yes: usize, no: usize| match chance.below(100) {
        roll if roll < yes => Some(true),
        roll if roll < yes + no => Some(false),
        _ => None,
    };
    let mut access = Access {
        police_report_needed: fact(3, 30),
        status_needed: fact(8, 25),
        id_needed: fact(8, 20),
        children_welcome: fact(25, 5),
        pets_welcome: fact(5, 10),
        indigenous_led: fact(6, 0),
        by_and_for: fact(8, 0),
        ..Access::default()
    };
    access.gender = match chance.below(10) {
        0..3 => Some(Gender::Women),
        3 => Some(Gender::Men),
        4..6 => Some(Gender::Any),
        _ => None,
    };
    if chance.percent(20) {
        access.minimum_age = Some(*chance.pick(&[12, 13, 16, 18, 19]));
        access.maximum_age = chance.percent(50).then(|| *chance.pick(&[24, 25, 29]));
    }
    access
}

fn provenance(chance: &mut Chance) -> (Confidence, Option<Date>) {
    let confidence = *chance.pick_early(&[
        Confidence::ReadFromSource,
        Confidence::ReadFromSource,
        Confidence::ReadFromSource,
        Confidence::ReadFromSecondary,
        Confidence::PhoneFromMemory,
        Confidence::FromMemory,
    ]);
    let day = 1 + chance.below(28) as i8;
    (confidence, chance.percent(20).then(|| date(2026, 10, day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_depends_on_its_number_alone() {
        let one = Generator::new().expect("shipped towns");
        let other = Generator::new().expect("shipped towns");
        let from_the_start: Vec<Listing> = one.listings(50).collect();
        assert_eq!(other.listing(49), from_the_start[49]);
        assert_ne!(from_the_start[0], from_the_start[1]);
    }

    #[test]
    fn it_looks_like_the_directory_it_stands_for() {
        let generator = Generator::new().expect("shipped towns");
        let listings: Vec<Listing> = generator.listings(3_000).collect();
        let bytes: usize = listings
            .iter()
            .flat_map(|listing| [&listing.name, &listing.description, &listing.organization])
            .map(|text| text.en.len() + text.fr.len())
            .sum();
        let mean = bytes / listings.len();
        assert!(
            (850..1250).contains(&mean),
            "{mean} bytes of text per listing"
        );

        let mut weeks: Vec<String> = listings
            .iter()
            .map(|listing| format!("{:?}", listing.hours))
            .collect();
        weeks.sort();
        weeks.dedup();
        assert!(
            (120..260).contains(&weeks.len()),
            "{} different weeks",
            weeks.len()
        );

        assert!(listings.iter().all(|listing| {
            listing
                .phones
                .iter()
                .all(|phone| &phone.number.digits()[3..8] == "55501")
        }));
        let national = listings
            .iter()
            .filter(|listing| listing.area == Area::National)
            .count();
        assert!(
            (3..40).contains(&national),
            "{national} national services in 3,000"
        );
        let provinces: std::collections::BTreeSet<Province> = listings
            .iter()
            .filter_map(|listing| Some(listing.location.as_ref()?.province))
            .collect();
        assert!(provinces.len() >= 11, "{provinces:?}");
    }
}
