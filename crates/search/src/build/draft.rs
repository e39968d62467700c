//! Everything an index needs to know of each listing, gathered in the order listings arrive.

use std::collections::HashMap;

use directory::Listing;
use directory::geography::{Point, Province};
use directory::hours::Hours;
use directory::listing::Area;
use directory::taxonomy::{Taxonomy, TermId, Vocabulary as Kind};
use kernel::{Lang, Text};
use uuid::Uuid;

use super::interner::Interner;
use super::vocabulary::Vocabulary;
use crate::columns::MainTerms;
use crate::curve::place_on_curve;
use crate::flags::{Flags, languages};
use crate::sphere::OnBall;
use crate::tables::{AreaEntry, Schedule};

/// One listing.
pub(super) struct Row {
    key: u64,
    pub(super) id: Uuid,
    pub(super) ball: OnBall,
    pub(super) flags: Flags,
    pub(super) province: Option<Province>,
    pub(super) area: u32,
    pub(super) schedule: u32,
    pub(super) main: MainTerms,
    pub(super) record: u64,
    terms_from: u32,
    languages_from: u32,
    words_from: usize,
    words_elsewhere_from: usize,
}

/// All listings.
pub(super) struct Draft<'a> {
    taxonomy: &'a Taxonomy,
    vocabulary: Vocabulary<'a>,
    pub(super) rows: Vec<Row>,
    words: Vec<u32>,
    terms: Vec<u32>,
    languages: Vec<u32>,
    pub(super) language_names: Interner,
    pub(super) areas: Vec<AreaEntry>,
    area_numbers: HashMap<Vec<u8>, u32>,
    pub(super) hours: Vec<Hours>,
    hours_numbers: HashMap<Hours, u32>,
    pub(super) schedules: Vec<Schedule>,
    schedule_numbers: HashMap<Schedule, u32>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(taxonomy: &'a Taxonomy) -> Self {
        Self {
            taxonomy,
            vocabulary: Vocabulary::new(taxonomy),
            rows: Vec::new(),
            words: Vec::new(),
            terms: Vec::new(),
            languages: Vec::new(),
            language_names: Interner::default(),
            areas: Vec::new(),
            area_numbers: HashMap::new(),
            hours: Vec::new(),
            hours_numbers: HashMap::new(),
            schedules: Vec::new(),
            schedule_numbers: HashMap::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn add(&mut self, listing: &Listing, record: u64) {
        let point = listing
            .location
            .as_ref()
            .and_then(|location| location.point);
        let schedule = self.schedule(listing);
        let row = Row {
            key: place_on_curve(point),
            id: listing.id,
            ball: point.map_or(OnBall::NOWHERE, OnBall::of),
            flags: Flags::of(listing),
            province: listing.location.as_ref().map(|location| location.province),
            area: self.area(&listing.area, point),
            schedule,
            main: self.main_terms(listing),
            record,
            terms_from: self.terms.len() as u32,
            languages_from: self.languages.len() as u32,
            words_from: self.words.len(),
            words_elsewhere_from: 0,
        };
        self.rows.push(row);
        self.add_terms(listing);
        self.add_languages(listing);
        self.add_words(listing);
    }

    fn main_terms(&self, listing: &Listing) -> MainTerms {
        let first = |terms: &[TermId]| {
            terms
                .iter()
                .find_map(|id| self.taxonomy.index_of(id))
                .and_then(|term| u16::try_from(term).ok())
                .unwrap_or(MainTerms::NONE)
        };
        MainTerms {
            need: first(&listing.needs),
            people: if listing.everyone {
                MainTerms::NONE
            } else {
                first(&listing.populations)
            },
        }
    }

    fn add_terms(&mut self, listing: &Listing) {
        for id in [&listing.needs, &listing.populations, &listing.exploitation]
            .into_iter()
            .flatten()
        {
            if let Some(term) = self.taxonomy.index_of(id) {
                self.terms.push(term as u32);
            }
        }
    }

    fn add_languages(&mut self, listing: &Listing) {
        let from = self.languages.len();
        for code in languages(listing) {
            let number = self.language_names.number(code);
            if !self.languages[from..].contains(&number) {
                self.languages.push(number);
            }
        }
    }

    fn add_words(&mut self, listing: &Listing) {
        let document = self.rows.len() as u32;
        let mut words = std::mem::take(&mut self.words);
        let mut read = |vocabulary: &mut Vocabulary<'_>, text: &Text| {
            for lang in Lang::ALL {
                vocabulary.read(text.get(lang), lang, document, &mut words);
            }
            words.len()
        };
        let vocabulary = &mut self.vocabulary;
        read(vocabulary, &listing.name);
        let elsewhere = read(vocabulary, &listing.organization);
        read(vocabulary, &listing.description);
        read(vocabulary, &listing.interpretation);
        for phone in &listing.phones {
            read(vocabulary, &phone.label);
        }
        for id in [&listing.needs, &listing.populations, &listing.exploitation]
            .into_iter()
            .flatten()
        {
            if let Some(term) = self.taxonomy.term(id) {
                read(vocabulary, &term.name);
                read(vocabulary, &term.formal);
            }
        }
        for text in places(listing) {
            read(vocabulary, &text);
        }
        self.words = words;
        if let Some(row) = self.rows.last_mut() {
            row.words_elsewhere_from = elsewhere;
        }
    }

    fn area(&mut self, area: &Area, point: Option<Point>) -> u32 {
        let bits = |provinces: &[Province]| {
            provinces
                .iter()
                .fold(0, |bits, province| bits | province.bit())
        };
        let entry = match area {
            Area::National => AreaEntry::National,
            Area::Provinces(provinces) => AreaEntry::Provinces(bits(provinces)),
            // A plain radius. A region is more: it ends at its province, and has an outer half; and
            // postal areas or a district would settle what the distance does not.
            Area::Circle {
                name,
                provinces,
                centre,
                radius_km,
                forward_sortation_areas,
                district: None,
            } if name.is_empty()
                && forward_sortation_areas.is_empty()
                && point == Some(*centre) =>
            {
                AreaEntry::Around {
                    provinces: bits(provinces),
                    radius_km: *radius_km,
                }
            }
            Area::Circle { .. } => AreaEntry::Circle(area.clone()),
        };
        // Numbers with a point have no hash of their own; their bytes do.
        let key = postcard::to_stdvec(&entry).unwrap_or_default();
        if let Some(&number) = self.area_numbers.get(&key) {
            return number;
        }
        let number = self.areas.len() as u32;
        self.areas.push(entry);
        self.area_numbers.insert(key, number);
        number
    }

    fn hours(&mut self, hours: &Hours) -> u32 {
        if let Some(&number) = self.hours_numbers.get(hours) {
            return number;
        }
        let number = self.hours.len() as u32;
        self.hours.push(hours.clone());
        self.hours_numbers.insert(hours.clone(), number);
        number
    }

    fn schedule(&mut self, listing: &Listing) -> u32 {
        let own = self.hours(&listing.hours);
        let mut lines: Vec<u32> = listing
            .lines()
            .map(|phone| phone.hours.as_ref().map_or(own, |hours| self.hours(hours)))
            .collect();
        lines.sort_unstable();
        lines.dedup();
        let schedule = Schedule {
            own,
            lines,
            closed: listing.temporarily_closed,
        };
        if let Some(&number) = self.schedule_numbers.get(&schedule) {
            return number;
        }
        let number = self.schedules.len() as u32;
        self.schedules.push(schedule.clone());
        self.schedule_numbers.insert(schedule, number);
        number
    }

    /// Listings in the order of their documents: along the curve, then by identifier.
    pub(super) fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.rows.len() as u32).collect();
        order.sort_unstable_by_key(|&listing| {
            let row = &self.rows[listing as usize];
            (row.key, row.id)
        });
        order
    }

    /// Stems of a listing: those of its name, and the others.
    pub(super) fn words(&self, listing: u32) -> (&[u32], &[u32]) {
        let row = &self.rows[listing as usize];
        let end = self
            .rows
            .get(listing as usize + 1)
            .map_or(self.words.len(), |next| next.words_from);
        (
            &self.words[row.words_from..row.words_elsewhere_from],
            &self.words[row.words_elsewhere_from..end],
        )
    }

    /// Writes stems after one another.
    pub(super) fn spell(&self, stems: &[u32], text: &mut String) {
        for &stem in stems {
            text.push_str(self.vocabulary.stem(stem));
            text.push(' ');
        }
    }

    /// Positions in the taxonomy of the terms a listing names.
    pub(super) fn terms(&self, listing: u32) -> &[u32] {
        let end = self
            .rows
            .get(listing as usize + 1)
            .map_or(self.terms.len(), |next| next.terms_from as usize);
        &self.terms[self.rows[listing as usize].terms_from as usize..end]
    }

    /// Numbers of the languages of a listing.
    pub(super) fn languages(&self, listing: u32) -> &[u32] {
        let end = self
            .rows
            .get(listing as usize + 1)
            .map_or(self.languages.len(), |next| next.languages_from as usize);
        &self.languages[self.rows[listing as usize].languages_from as usize..end]
    }

    pub(super) fn whole_words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.vocabulary.words()
    }

    /// Positions in the taxonomy of all populations.
    pub(super) fn populations(&self) -> Vec<usize> {
        let terms = self.taxonomy.terms().iter().enumerate();
        terms
            .filter(|(_, term)| term.vocabulary == Kind::Population)
            .map(|(at, _)| at)
            .collect()
    }
}

/// Names of the places a listing is in or serves.
fn places(listing: &Listing) -> Vec<Text> {
    let mut texts = Vec::new();
    if let Some(location) = &listing.location {
        texts.push(Text::new(&location.city, &location.city));
        texts.push(location.province.name());
    }
    match &listing.area {
        Area::National => {}
        Area::Provinces(provinces) => {
            texts.extend(provinces.iter().map(|province| province.name()));
        }
        Area::Circle {
            name, provinces, ..
        } => {
            texts.push(name.clone());
            texts.extend(provinces.iter().map(|province| province.name()));
        }
    }
    texts
}
