//! Made-up directories and questions: each listing and each request comes from one number, so that a
//! failing case gets smaller by leaving numbers out.

mod chance;
mod places;
mod requests;
mod terms;

use directory::Listing;
use directory::geography::{Point, Province, RegionId};
use directory::hours::{Hours, Interval, Weekly, Zone};
use directory::listing::Area;
use directory::location::PublicLocation;
use directory::phone::{Phone, PhoneKind};
use directory::service::{Access, Confidence, Fees};
use directory::taxonomy::TermId;
use jiff::civil::{Date, Time, Weekday};
use kernel::Text;
use uuid::Uuid;

use chance::Chance;
pub use places::SLACK_KM;
use places::{people, sites};
use terms::more_need;
pub use terms::taxonomy;

const NEEDS: [&str; 8] = [
    "information-referral",
    "shelter-housing",
    "crisis-line",
    "legal",
    "child-protection",
    "immigration",
    "health",
    "counselling",
];
const POPULATIONS: [&str; 6] = [
    "women",
    "children",
    "youth",
    "indigenous",
    "migrant-workers",
    "families",
];
const KINDS: [&str; 3] = ["sexual", "labour", "child-sexual"];
/// More needs than fit into one 64-bit word of terms.
const MORE_NEEDS: usize = 70;
const LANGUAGES: [&str; 5] = ["en", "fr", "es", "tl", "cr"];
/// Words of texts and of questions, common ones first. Some are stemmed differently in English and in
/// French, some are fillers of one of them.
const WORDS: [&str; 26] = [
    "aide",
    "help",
    "centre",
    "refuge",
    "shelters",
    "services",
    "pour",
    "femmes",
    "women",
    "rivière",
    "river",
    "maison",
    "house",
    "night",
    "nuit",
    "legal",
    "juridiques",
    "warming",
    "étape",
    "stage",
    "harbour",
    "nation",
    "exploited",
    "exploitées",
    "cedar",
    "loon",
];
/// Words that lead somewhere.
const SAID: [&str; 8] = [
    "passport",
    "danger",
    "enfant",
    "beds tonight",
    "boss",
    "women",
    "hidden seven",
    "avocat",
];
const PROVINCES: [Province; 4] = [Province::BC, Province::ON, Province::QC, Province::NU];
const REGIONS: [&str; 3] = ["north-shore", "lakes", "delta"];
const POSTAL: [&str; 4] = ["V2L", "M5V", "V8W", "H2X"];
const RADII_KM: [f64; 5] = [8.0, 30.0, 90.0, 220.0, 700.0];
const ASKED_KM: [u16; 4] = [5, 60, 180, 900];

fn ids(from: &[&str]) -> Vec<TermId> {
    from.iter().map(|&id| id.into()).collect()
}

/// A Tuesday morning in Vancouver.
pub const NOW: &str = "2026-11-24T10:00:00-08:00";

/// A listing of which nothing is known.
pub fn nothing_known() -> Listing {
    Listing {
        id: Uuid::nil(),
        slug: "nothing-known".to_owned(),
        organization_id: Uuid::nil(),
        organization: Text::default(),
        name: Text::default(),
        description: Text::default(),
        temporarily_closed: false,
        needs: Vec::new(),
        everyone: false,
        populations: Vec::new(),
        exploitation: Vec::new(),
        dedicated: false,
        fees: Fees::Unknown,
        email: None,
        website: None,
        phones: Vec::new(),
        area: Area::National,
        location: None,
        hours: Hours::unknown(),
        languages: Vec::new(),
        interpretation: Text::default(),
        access: Access::default(),
        source: Vec::new(),
        source_date: None,
        read_on: "2026-11".to_owned(),
        confidence: Confidence::FromMemory,
        verified_on: None,
        review_by: None,
        last_modified: None,
        capacities: Vec::new(),
    }
}

/// A telephone line of which only the number is known.
pub fn voice(number: &str) -> Phone {
    Phone {
        number: number.parse().expect("a telephone number"),
        kind: PhoneKind::Voice,
        keyword: None,
        extension: None,
        label: Text::default(),
        hours: None,
        languages: Vec::new(),
    }
}

/// The places of a made-up Canada.
pub struct World {
    sites: Vec<Point>,
    people: Vec<Point>,
}

impl World {
    pub fn new() -> Self {
        let people = people();
        Self {
            sites: sites(&people),
            people,
        }
    }

    pub fn listing(&self, seed: u64) -> Listing {
        let mut chance = Chance::of(seed);
        let location = self.location(&mut chance);
        let point = location.as_ref().and_then(|location| location.point);
        // Places differ as towns do: some have little of anything.
        let at = point.and_then(|point| self.sites.iter().position(|&site| site == point));
        let modest = at.is_some_and(|site| site % 2 == 1);
        let mut needs = chance.some(&ids(&NEEDS), if modest { 1 } else { 3 });
        if !modest && chance.in_hundred(30) {
            needs.push(more_need(chance.below(MORE_NEEDS)).as_str().into());
        }
        let phones = (0..chance.below(3)).map(|_| phone(&mut chance)).collect();
        Listing {
            id: Uuid::from_u64_pair(chance.next(), seed),
            slug: format!("made-up-{seed}"),
            organization_id: Uuid::from_u128(7),
            organization: text(&mut chance, 1),
            name: text(&mut chance, if modest { 1 } else { 3 }),
            description: text(&mut chance, if modest { 2 } else { 8 }),
            temporarily_closed: chance.in_hundred(4),
            needs,
            everyone: chance.in_hundred(30),
            populations: chance.some(&ids(&POPULATIONS), 2),
            exploitation: chance.some(&ids(&KINDS), if modest { 0 } else { 2 }),
            dedicated: !modest && chance.in_hundred(20),
            website: chance
                .in_hundred(60)
                .then(|| "https://service.example".to_owned()),
            phones,
            area: self.area(&mut chance, point),
            location,
            hours: if modest {
                Hours::unknown()
            } else {
                hours(&mut chance)
            },
            languages: languages(&mut chance),
            interpretation: if chance.in_hundred(10) {
                text(&mut chance, 2)
            } else {
                Text::default()
            },
            access: Access {
                police_report_needed: yes_no_or_unknown(&mut chance),
                status_needed: yes_no_or_unknown(&mut chance),
                ..Access::default()
            },
            confidence: *chance.pick(&[
                Confidence::ReadFromSource,
                Confidence::ReadFromSecondary,
                Confidence::FromMemory,
            ]),
            verified_on: chance.in_hundred(10).then(|| Date::constant(2026, 10, 1)),
            ..nothing_known()
        }
    }

    fn location(&self, chance: &mut Chance) -> Option<PublicLocation> {
        chance.in_hundred(80).then(|| PublicLocation {
            city: (*chance.pick(&WORDS)).to_owned(),
            province: *chance.pick(&PROVINCES),
            point: chance
                .in_hundred(85)
                .then(|| *chance.pick_early(&self.sites)),
            approximate: chance.in_hundred(20),
            address: None,
        })
    }

    fn area(&self, chance: &mut Chance, point: Option<Point>) -> Area {
        let provinces = |chance: &mut Chance| {
            let mut some = vec![*chance.pick(&PROVINCES)];
            if chance.in_hundred(20) {
                some.push(Province::YT);
            }
            some
        };
        let postal = || POSTAL[..2].iter().map(|&area| area.to_owned()).collect();
        let own = point.unwrap_or(self.sites[0]);
        let elsewhere = *chance.pick(&self.sites);
        let radius_km = *chance.pick(&RADII_KM);
        let circle = |name: &str, provinces, centre, postal, district: Option<&str>| Area::Circle {
            name: Text::new(name, name),
            provinces,
            centre,
            radius_km,
            forward_sortation_areas: postal,
            district: district.map(|id| RegionId(id.to_owned())),
        };
        match chance.below(9) {
            0 | 1 => Area::National,
            2 => Area::Provinces(provinces(chance)),
            3 | 4 => circle("", provinces(chance), own, Vec::new(), None),
            5 => circle("", provinces(chance), elsewhere, Vec::new(), None),
            6 => circle("", provinces(chance), own, postal(), None),
            7 => {
                let listed = if chance.in_hundred(50) {
                    postal()
                } else {
                    Vec::new()
                };
                circle("Lakes river", provinces(chance), elsewhere, listed, None)
            }
            _ => {
                let &region = chance.pick(&REGIONS);
                circle(
                    region,
                    provinces(chance),
                    elsewhere,
                    Vec::new(),
                    Some(region),
                )
            }
        }
    }
}

fn text(chance: &mut Chance, most: usize) -> Text {
    let mut side = || {
        let words: Vec<&str> = (0..=chance.below(most))
            .map(|_| *chance.pick_early(&WORDS))
            .collect();
        words.join(" ")
    };
    Text::new(side(), side())
}

fn languages(chance: &mut Chance) -> Vec<String> {
    chance
        .some(&LANGUAGES, 2)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn hours(chance: &mut Chance) -> Hours {
    let week = |opens: Time, closes: Time| {
        let days = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        Hours::weekly(Weekly {
            time_zone: Zone::named("America/Vancouver").expect("a time zone"),
            intervals: days.map(|day| Interval { day, opens, closes }).into(),
            exceptions: Vec::new(),
        })
    };
    match chance.below(5) {
        0 | 1 => Hours::unknown(),
        2 => Hours::always(),
        3 => week(Time::midnight(), Time::midnight()),
        _ => week(Time::constant(9, 0, 0, 0), Time::constant(17, 0, 0, 0)),
    }
}

fn phone(chance: &mut Chance) -> Phone {
    let number = if chance.below(400) == 0 {
        "911"
    } else {
        "250-555-0100"
    };
    Phone {
        kind: *chance.pick(&[
            PhoneKind::Voice,
            PhoneKind::Voice,
            PhoneKind::Sms,
            PhoneKind::Tty,
            PhoneKind::Fax,
        ]),
        label: text(chance, 1),
        hours: chance.in_hundred(40).then(|| hours(chance)),
        languages: if chance.in_hundred(20) {
            languages(chance)
        } else {
            Vec::new()
        },
        ..voice(number)
    }
}

fn yes_no_or_unknown(chance: &mut Chance) -> Option<bool> {
    *chance.pick(&[None, Some(false), Some(true)])
}
