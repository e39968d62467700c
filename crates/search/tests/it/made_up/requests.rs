//! Made-up requests.

use directory::geography::{Near, RegionId};
use kernel::{Lang, Text};
use search::{Filters, Request, Sort};

use super::chance::Chance;
use super::{
    ASKED_KM, KINDS, LANGUAGES, NEEDS, POPULATIONS, POSTAL, PROVINCES, REGIONS, SAID, WORDS, World,
    ids,
};

impl World {
    /// A request from one number.
    pub fn request(&self, seed: u64) -> Request {
        let mut chance = Chance::of(seed);
        let near = chance.in_hundred(65).then(|| Near {
            label: Text::default(),
            province: *chance.pick(&PROVINCES),
            point: *chance.pick(&self.people),
            measurable: chance.in_hundred(70),
            fsa: chance
                .in_hundred(25)
                .then(|| (*chance.pick(&POSTAL)).parse().expect("a postal area")),
            district: chance
                .in_hundred(25)
                .then(|| RegionId((*chance.pick(&REGIONS)).to_owned())),
        });
        Request {
            text: question(&mut chance),
            lang: *chance.pick(&[None, Some(Lang::En), Some(Lang::Fr)]),
            near,
            filters: filters(&mut chance),
            sort: *chance.pick(&[Sort::Best, Sort::Best, Sort::Nearest]),
            page: *chance.pick(&[1, 1, 1, 2, 3, 7, 5_000]),
            per_page: *chance.pick(&[0, 1, 3, 10, 10, 25, 100]),
        }
    }
}

fn question(chance: &mut Chance) -> String {
    let mut words = Vec::new();
    let kind = chance.below(10);
    if (2..8).contains(&kind) {
        for _ in 0..=chance.below(3) {
            words.push(*chance.pick_early(&WORDS));
        }
    }
    if kind > 5 {
        words.insert(0, *chance.pick(&SAID));
    }
    if kind == 9 {
        // More words than take part in the ranking, or one that nothing has.
        words.extend((0..9).map(|_| *chance.pick(&WORDS)));
        words.push("qqqqq");
    }
    words.join(" ")
}

fn filters(chance: &mut Chance) -> Filters {
    let mut filters = Filters::default();
    if chance.in_hundred(45) {
        return filters;
    }
    match chance.below(11) {
        0 => filters.needs = chance.some(&ids(&NEEDS), 2),
        1 => filters.populations = chance.some(&ids(&POPULATIONS), 2),
        2 => filters.exploitation = chance.some(&ids(&KINDS), 2),
        3 => filters.languages = vec![(*chance.pick_early(&LANGUAGES)).to_owned()],
        4 => filters.open_now = true,
        5 => filters.no_police_report = true,
        6 => filters.no_status = true,
        7 => filters.always_open = true,
        8 => filters.needs = vec!["no-such-term".into()],
        9 => filters.languages = vec!["zz".to_owned()],
        _ => {}
    }
    if chance.in_hundred(30) {
        filters.province = Some(*chance.pick(&PROVINCES));
    }
    if chance.in_hundred(30) {
        filters.radius_km = Some(*chance.pick(&ASKED_KM));
    }
    filters
}
