//! About 200 different weeks: patterns that real services keep, in six time zones.

use directory::geography::Province;
use directory::hours::{Hours, Interval, Rule, UnknownZone, Weekly, Zone};
use jiff::civil::{Time, Weekday};
use kernel::Text;

use super::chance::Chance;

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Opening and closing, in half hours after midnight, commonest first.
const DAYS: [(i8, i8); 9] = [
    (18, 34), // 09:00-17:00
    (17, 33),
    (16, 32),
    (17, 34),
    (20, 36),
    (18, 33),
    (24, 40),
    (16, 40),
    (40, 12), // 20:00-06:00, over midnight
];

/// First and last day, Monday being 0, commonest first.
const SPANS: [(usize, usize); 4] = [(0, 4), (0, 5), (0, 6), (1, 5)];

/// The weeks services keep, with their time zones looked up once.
#[derive(Debug)]
pub struct Weeks {
    zones: [Zone; 6],
}

impl Weeks {
    /// Looks the zones up.
    pub fn new() -> Result<Self, UnknownZone> {
        Ok(Self {
            zones: [
                Zone::named("America/Vancouver")?,
                Zone::named("America/Edmonton")?,
                Zone::named("America/Regina")?,
                Zone::named("America/Winnipeg")?,
                Zone::named("America/Toronto")?,
                Zone::named("America/Halifax")?,
            ],
        })
    }

    /// The hours of one service: 18 % round the clock, 14 % unknown, the others one of 216 weeks.
    pub fn hours(&self, chance: &mut Chance, province: Province) -> Hours {
        let rule = match chance.below(100) {
            0..18 => Rule::Always,
            18..32 => Rule::Unknown,
            _ => {
                let &(opens, closes) = chance.pick_early(&DAYS);
                let &(first, last) = chance.pick_early(&SPANS);
                Rule::Weekly(Weekly {
                    time_zone: self.zones[zone(province)].clone(),
                    intervals: WEEK[first..=last]
                        .iter()
                        .map(|&day| Interval {
                            day,
                            opens: half_hours(opens),
                            closes: half_hours(closes),
                        })
                        .collect(),
                    exceptions: Vec::new(),
                })
            }
        };
        Hours {
            rule,
            note: Text::default(),
        }
    }
}

fn half_hours(count: i8) -> Time {
    Time::constant(count / 2, count % 2 * 30, 0, 0)
}

const fn zone(province: Province) -> usize {
    match province {
        Province::BC | Province::YT => 0,
        Province::AB | Province::NT => 1,
        Province::SK => 2,
        Province::MB | Province::NU => 3,
        Province::ON | Province::QC => 4,
        Province::NB | Province::NS | Province::PE | Province::NL => 5,
    }
}
