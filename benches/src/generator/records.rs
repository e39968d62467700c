//! Made-up records of several sources, of which it is known which speak of the same service.
//!
//! Honest difficulty: a duplicate is another source's account of a service, with its own mistakes,
//! abbreviations, moves and languages; and around it stand services that look alike and are not the
//! same: branches of one organization, namesakes in other towns, several services at one counter
//! with one telephone, the English and the French line of one service. Nothing is real: exchanges begin with 0 or 1, which no number has, and
//! addresses of pages end in `.example`.

mod damage;
mod spoken;

use directory::duplicates::Record;
use directory::geography::Place;
use kernel::Text;
use uuid::Uuid;

use anyhow::Result;

use super::chance::Chance;
use super::sentences::{self, Filling};
use super::services::SERVICE_TYPES;
use super::towns::{self, Towns};
use super::words::{ACTIVITIES, AUDIENCES, BODIES, CORNERS, EMBLEMS, NAMESAKES, Pair, QUALITIES};
use super::{different, invented_name};

/// Families of random sequences, apart from those of the listings.
const ORGANIZATIONS: u64 = 101;
const DUPLICATES: u64 = 102;
const ORDER: u64 = 103;

/// A record, and the service it speaks of.
#[derive(Debug, Clone)]
pub struct Made {
    /// What a source says.
    pub record: Record,
    /// Equal for records of one service.
    pub truth: u32,
}

/// A service as it really is: what a source's account is made from.
#[derive(Debug, Clone)]
pub(super) struct Real {
    pub(super) organization: Text,
    pub(super) name: Text,
    pub(super) phones: Vec<String>,
    pub(super) host: String,
    pub(super) path: String,
    pub(super) email: String,
    pub(super) street: Street,
    pub(super) town: Place,
    pub(super) service: Pair,
    /// Languages spoken, BCP 47.
    pub(super) languages: Vec<String>,
    /// Beside its number, nothing but its languages sets it apart from another service.
    pub(super) only_languages_differ: bool,
    /// What the description tells, whichever way it is told.
    pub(super) telling: u64,
}

/// A street address in parts.
#[derive(Debug, Clone)]
pub(super) struct Street {
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) kind: usize,
    pub(super) unit: Option<usize>,
}

/// `count` records, of which a tenth are duplicates. A seed gives the same records everywhere.
pub fn records(seed: u64, count: usize) -> Result<Vec<Made>> {
    let towns = Towns::shipped()?;
    let originals = count - count / 10;
    let mut real = Vec::with_capacity(originals + 16);
    let mut index = 0;
    let mut names: Vec<Text> = Vec::new();
    while real.len() < originals {
        let mut chance = Chance::of(ORGANIZATIONS + seed * 1_000, index);
        organization(&mut chance, &towns, &mut names, &mut real);
        index += 1;
    }
    real.truncate(originals);
    let mut made = Vec::with_capacity(count);
    for (truth, service) in (0_u32..).zip(&real) {
        let mut chance = Chance::of(DUPLICATES + seed * 1_000, u64::from(truth) * 2);
        made.push(Made {
            record: damage::first_account(&mut chance, service),
            truth,
        });
    }
    let mut chance = Chance::of(DUPLICATES + seed * 1_000, 1);
    while made.len() < count {
        let truth = chance.below(originals);
        made.push(Made {
            record: damage::other_account(&mut chance, &real[truth]),
            truth: truth as u32,
        });
    }
    let order = Chance::of(ORDER + seed * 1_000, 0).order(count);
    let mut shuffled = Vec::with_capacity(count);
    for (at, from) in order.into_iter().enumerate() {
        let mut one = made[from].clone();
        one.record.id = Uuid::from_u128((u128::from(seed) << 64) | at as u128);
        shuffled.push(one);
    }
    Ok(shuffled)
}

/// An organization with its sites and services.
fn organization(chance: &mut Chance, towns: &Towns, names: &mut Vec<Text>, real: &mut Vec<Real>) {
    let home = town(chance, towns);
    // A namesake: another organization of the same name, elsewhere.
    let name = if !names.is_empty() && chance.percent(6) {
        chance.pick(names).clone()
    } else {
        organization_name(chance, &home)
    };
    names.push(name.clone());
    let host = host(chance, &name);
    let sites = if chance.percent(12) {
        2 + chance.below(9)
    } else {
        1
    };
    let offered: Vec<(Pair, Text)> = services(chance, &home, &name);
    let mut taken: Vec<String> = Vec::new();
    for site in 0..sites {
        // Branches stand in different towns.
        let town = loop {
            let town = if site == 0 {
                home.clone()
            } else {
                town(chance, towns)
            };
            if !taken.contains(&town.name.en) {
                break town;
            }
        };
        taken.push(town.name.en.clone());
        let counter = phone(chance, &town);
        let street = street(chance);
        let here = if sites == 1 {
            offered.len()
        } else {
            1 + chance.below(offered.len())
        };
        for (service, service_name) in &offered[..here] {
            // Most services answer at the counter; some have a line of their own.
            let phones = match chance.below(10) {
                0 => Vec::new(),
                1..7 => vec![counter.clone()],
                _ => vec![phone(chance, &town)],
            };
            let languages = spoken::languages(chance, town.province);
            let one = Real {
                organization: name.clone(),
                name: service_name.clone(),
                phones,
                host: if chance.percent(75) {
                    host.clone()
                } else {
                    String::new()
                },
                path: if chance.percent(40) {
                    slug(&service_name.en)
                } else {
                    String::new()
                },
                email: match chance.below(10) {
                    0..4 => format!("info@{host}"),
                    4..6 => format!(
                        "{}@{host}",
                        slug(service.0).chars().take(8).collect::<String>()
                    ),
                    _ => String::new(),
                },
                street: street.clone(),
                town: town.clone(),
                service: *service,
                languages,
                only_languages_differ: false,
                telling: chance.bits(),
            };
            if chance.percent(3) {
                real.extend(spoken::two_lines(chance, &one));
            } else {
                real.push(one);
            }
        }
    }
}

fn town(chance: &mut Chance, towns: &Towns) -> Place {
    if chance.percent(15) {
        towns.any(chance).clone()
    } else {
        towns.by_population(chance).clone()
    }
}

fn organization_name(chance: &mut Chance, town: &Place) -> Text {
    let body = *chance.pick_early(BODIES);
    match chance.below(10) {
        0..3 => {
            let emblem = *chance.pick(EMBLEMS);
            Text::new(
                format!("{} {}", emblem.0, body.0),
                format!("{} {}", body.1, emblem.1),
            )
        }
        3..5 => {
            let audience = *chance.pick_early(&[
                ("Women's", "des femmes"),
                ("Youth", "jeunesse"),
                ("Family", "de la famille"),
                ("Newcomer", "des nouveaux arrivants"),
                ("Indigenous", "autochtone"),
            ]);
            Text::new(
                format!("{} {} {}", town.name.en, audience.0, body.0),
                format!("{} {} de {}", body.1, audience.1, town.name.fr),
            )
        }
        5..7 => {
            let namesake = *chance.pick(NAMESAKES);
            Text::new(
                format!("{namesake} {}", body.0),
                format!("{} {namesake}", body.1),
            )
        }
        7 => {
            let saint = *chance.pick(NAMESAKES);
            Text::new(
                format!("Saint {saint} {}", body.0),
                format!("{} Saint-{saint}", body.1),
            )
        }
        _ => {
            let invented = invented_name(chance);
            Text::new(
                format!("{invented} {}", body.0),
                format!("{} {invented}", body.1),
            )
        }
    }
}

/// One to four services; some of the same kind for different people.
fn services(chance: &mut Chance, town: &Place, organization: &Text) -> Vec<(Pair, Text)> {
    let count = 1 + chance.below(4).min(chance.below(4));
    let mut offered: Vec<(Pair, Text)> = Vec::with_capacity(count);
    while offered.len() < count {
        let service = match offered.first() {
            Some(first) if chance.percent(25) => first.0,
            _ => {
                let kind = chance.pick(SERVICE_TYPES);
                (kind.1, kind.2)
            }
        };
        // Two services of one kind are for different people, or they would be one.
        let before = offered.iter().position(|(kind, _)| *kind == service);
        let again = before.is_some();
        if let Some(before) = before.filter(|_| chance.percent(65)) {
            let name = service_name(chance, service, town, organization, true);
            if offered.iter().all(|(_, other)| *other != name) {
                offered[before].1 = name;
            }
        }
        let name = service_name(chance, service, town, organization, again);
        if offered.iter().all(|(_, other)| *other != name) {
            offered.push((service, name));
        }
    }
    offered
}

fn service_name(
    chance: &mut Chance,
    service: Pair,
    town: &Place,
    organization: &Text,
    for_someone: bool,
) -> Text {
    match if for_someone { 8 } else { chance.below(20) } {
        0..8 => Text::new(service.0, service.1),
        8..15 => {
            let audience = *chance.pick_early(AUDIENCES);
            Text::new(
                format!("{} for {}", service.0, audience.0),
                format!("{} pour {}", service.1, audience.1),
            )
        }
        15..18 => Text::new(
            format!("{} of {}", service.0, town.name.en),
            format!("{} de {}", service.1, town.name.fr),
        ),
        _ => Text::new(
            format!("{} - {}", organization.en, service.0),
            format!("{} - {}", organization.fr, service.1),
        ),
    }
}

fn host(chance: &mut Chance, name: &Text) -> String {
    let slug = slug(if chance.percent(70) {
        &name.en
    } else {
        &name.fr
    });
    let short: String = slug.split('-').take(3).collect();
    format!("{short}{}.example", chance.below(4_000))
}

fn slug(text: &str) -> String {
    let folded = directory::text::fold(text);
    directory::text::words(&folded)
        .collect::<Vec<_>>()
        .join("-")
}

/// A number that nobody can have: its exchange begins with 0 or 1.
pub(super) fn phone(chance: &mut Chance, town: &Place) -> String {
    let area = towns::area_code(town.province);
    format!("{area}{:03}{:04}", chance.below(200), chance.below(10_000))
}

pub(super) fn street(chance: &mut Chance) -> Street {
    let name = match chance.below(10) {
        0..6 => (*chance.pick(NAMESAKES)).to_owned(),
        6..8 => invented_name(chance),
        _ => format!("{}", 2 + chance.below(150)),
    };
    Street {
        number: 1 + chance.below(9_900),
        name,
        kind: chance.below(5),
        unit: chance.percent(25).then(|| 1 + chance.below(500)),
    }
}

/// What a source writes about a service. `telling` fixes what there is to tell, `wording` how.
pub(super) fn description(real: &Real, wording: u64) -> Text {
    let mut facts = Chance::of(real.telling, 0);
    let invented = invented_name(&mut facts);
    let filling = Filling {
        service: real.service,
        town: (&real.town.name.en, &real.town.name.fr),
        activities: different(&mut facts, ACTIVITIES),
        audience: *facts.pick_early(AUDIENCES),
        qualities: different(&mut facts, QUALITIES),
        corner: *facts.pick(CORNERS),
        name: &invented,
    };
    let mut chance = Chance::of(real.telling, 1 + wording);
    let (mut en, mut fr) = (String::with_capacity(560), String::with_capacity(640));
    sentences::write(
        *chance.pick(sentences::OPENINGS),
        &filling,
        &mut en,
        &mut fr,
    );
    let first = chance.below(sentences::MIDDLES.len());
    for step in 0..3 {
        let at = (first + step * 3) % sentences::MIDDLES.len();
        sentences::write(sentences::MIDDLES[at], &filling, &mut en, &mut fr);
    }
    sentences::write(
        *chance.pick(sentences::CLOSINGS),
        &filling,
        &mut en,
        &mut fr,
    );
    Text { en, fr }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_records_and_a_tenth_of_them_twice() {
        let made = records(4, 2_000).expect("made");
        let again = records(4, 2_000).expect("made");
        assert_eq!(made.len(), 2_000);
        for (one, other) in made.iter().zip(&again) {
            assert_eq!((one.truth, &one.record), (other.truth, &other.record));
        }
        let different: std::collections::HashSet<u32> = made.iter().map(|one| one.truth).collect();
        assert_eq!(different.len(), 1_800);
        let other = records(5, 2_000).expect("made");
        assert!(
            made.iter()
                .zip(&other)
                .any(|(one, other)| one.record.name != other.record.name)
        );
    }
}
