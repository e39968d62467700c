//! Where the person is, and which documents reach them there.

use directory::geography::{Near, Province};
use directory::listing::Covers;
use directory::ranking::{Band, Reach, Way};

use crate::columns::{BLOCK, Columns};
use crate::request::Filters;
use crate::sphere::{OnBall, chord_of_km};
use crate::tables::AreaEntry;
use crate::{bits, request};

/// What does not reach the person is still shown when it stands within so many kilometres.
pub(crate) const NEARBY_KM: f64 = 150.0;

/// What an area means to this person.
#[derive(Debug, Clone, Copy)]
enum Verdict {
    /// The same for every document of the area.
    Is(Reach),
    /// Inside when the document's own place is at most this chord away.
    Within(f32),
}

/// Which documents are left out because of their place.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Limit {
    /// None.
    No,
    /// Those farther than a chord the person asked for.
    Radius(f32),
    /// Those that neither reach the person nor stand nearby.
    Nearby,
}

/// The person's place, compared with every area of the index.
pub(crate) struct Place {
    person: Option<OnBall>,
    measurable: bool,
    province: Option<Province>,
    verdicts: Vec<Verdict>,
    limit: Limit,
    nearby: f32,
    bands: [f32; Band::UP_TO_KM.len()],
}

impl Place {
    pub(crate) fn new(columns: &Columns, request: &request::Request) -> Self {
        let near = request.near.as_ref();
        let measurable = near.is_some_and(|near| near.measurable);
        let person = near.map(|near| OnBall::of(near.point));
        let verdict = |area: &AreaEntry| match near {
            Some(near) => of_area(area, near),
            None => Verdict::Is(without_place(area, &request.filters)),
        };
        Self {
            person,
            measurable,
            province: near.map(|near| near.province),
            verdicts: columns.tables.areas.iter().map(verdict).collect(),
            limit: match (near, request.filters.radius_km) {
                (None, _) => Limit::No,
                (Some(near), Some(km)) if near.measurable => {
                    Limit::Radius(chord_of_km(f64::from(km)))
                }
                (Some(_), _) => Limit::Nearby,
            },
            nearby: chord_of_km(NEARBY_KM),
            bands: Band::UP_TO_KM.map(chord_of_km),
        }
    }

    /// Some documents are left out.
    pub(crate) fn limits(&self) -> bool {
        self.limit != Limit::No
    }

    /// Where distances are measured from, when they are.
    pub(crate) fn measured_from(&self) -> Option<OnBall> {
        self.person.filter(|_| self.measurable)
    }

    /// The chord between a document and the person, measurable or not; not-a-number without places.
    pub(crate) fn chord(&self, columns: &Columns, document: u32) -> f32 {
        self.person
            .map_or(f32::NAN, |person| person.chord(columns.ball(document)))
    }

    pub(crate) fn reach(&self, area: u32, chord: f32) -> Reach {
        match self.verdicts[area as usize] {
            Verdict::Is(reach) => reach,
            Verdict::Within(limit) if chord <= limit => Reach::Region,
            Verdict::Within(_) => Reach::Outside,
        }
    }

    /// The band of a chord; `None` when it may not be measured.
    pub(crate) fn band(&self, chord: f32) -> Option<Band> {
        (self.measurable && !chord.is_nan())
            .then(|| Band::numbered(self.bands.iter().filter(|&&limit| chord > limit).count()))
    }

    pub(crate) fn way(&self, columns: &Columns, document: u32, chord: f32) -> Way {
        Way {
            reach: self.reach(columns.area(document), chord),
            distance: self.band(chord),
        }
    }

    /// The document is not left out because of its place.
    pub(crate) fn admits(&self, columns: &Columns, document: u32) -> bool {
        match self.limit {
            Limit::No => true,
            Limit::Radius(limit) => self.chord(columns, document) <= limit,
            Limit::Nearby => self.admits_nearby(columns, document, self.chord(columns, document)),
        }
    }

    fn admits_nearby(&self, columns: &Columns, document: u32, chord: f32) -> bool {
        if self.reach(columns.area(document), chord) != Reach::Outside {
            return true;
        }
        if self.measurable {
            chord <= self.nearby
        } else {
            self.stands_in_province(columns, document)
        }
    }

    fn stands_in_province(&self, columns: &Columns, document: u32) -> bool {
        self.province
            .is_some_and(|province| columns.province(document) == province as u8)
    }

    /// All documents that are not left out because of their place.
    pub(crate) fn admitted(&self, columns: &Columns) -> Vec<u64> {
        let Some(person) = self.person else {
            return bits::full(columns.documents);
        };
        let mut set = vec![0; bits::words_for(columns.documents)];
        let farthest = match self.limit {
            Limit::No => return bits::full(columns.documents),
            Limit::Radius(limit) => limit,
            Limit::Nearby => {
                self.admit_areas(columns, &mut set);
                if !self.measurable {
                    return set;
                }
                chord_of_km(columns.widest_around_km).max(self.nearby)
            }
        };
        let mut chords = [f32::NAN; BLOCK];
        for (block, around) in columns.boxes.iter().enumerate() {
            if around.chord(person) > farthest {
                continue;
            }
            columns.chords(block, person, &mut chords);
            self.admit_block(columns, block, &chords, &mut set);
        }
        set
    }

    /// Documents whose whole area decides, wherever they stand; and, where nothing is measured, those
    /// of the person's province.
    fn admit_areas(&self, columns: &Columns, set: &mut [u64]) {
        if let Some(province) = self.province {
            bits::or(set, columns.bitmap(columns.layout.reaches(province)));
            if !self.measurable {
                bits::or(set, columns.bitmap(columns.layout.concerns(province)));
            }
        }
        for (documents, verdict) in columns.circle_documents.iter().zip(&self.verdicts) {
            match verdict {
                Verdict::Is(Reach::Region | Reach::Outskirts | Reach::Perhaps) => {
                    for &document in documents {
                        bits::insert(set, document);
                    }
                }
                // In the person's province, but known to be for another part of it.
                Verdict::Is(Reach::Outside) if !self.measurable => {
                    for &document in documents {
                        if !self.stands_in_province(columns, document) {
                            bits::remove(set, document);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn admit_block(&self, columns: &Columns, block: usize, chords: &[f32; BLOCK], set: &mut [u64]) {
        let from = block * BLOCK;
        let size = BLOCK.min(columns.documents - from);
        for (at, &chord) in chords[..size].iter().enumerate() {
            let document = (from + at) as u32;
            let admitted = match self.limit {
                Limit::No => true,
                Limit::Radius(limit) => chord <= limit,
                Limit::Nearby => {
                    chord <= self.nearby || self.admits_nearby(columns, document, chord)
                }
            };
            if admitted {
                bits::insert(set, document);
            }
        }
    }
}

fn of_area(area: &AreaEntry, near: &Near) -> Verdict {
    match area {
        AreaEntry::National => Verdict::Is(Reach::National),
        AreaEntry::Provinces(provinces) if provinces & near.province.bit() != 0 => {
            Verdict::Is(Reach::Province)
        }
        AreaEntry::Around { radius_km, .. } if near.measurable => {
            Verdict::Within(chord_of_km(*radius_km))
        }
        AreaEntry::Around { provinces, .. } if provinces & near.province.bit() != 0 => {
            Verdict::Is(Reach::Perhaps)
        }
        AreaEntry::Provinces(_) | AreaEntry::Around { .. } => Verdict::Is(Reach::Outside),
        AreaEntry::Circle(area) => Verdict::Is(match area.covers(near) {
            Covers::Yes => Reach::Region,
            Covers::Nearly => Reach::Outskirts,
            Covers::Unknown => Reach::Perhaps,
            Covers::No => Reach::Outside,
        }),
    }
}

/// Without a place, a province to browse stands in for one.
fn without_place(area: &AreaEntry, filters: &Filters) -> Reach {
    match (area, filters.province) {
        (AreaEntry::National, _) => Reach::National,
        (AreaEntry::Provinces(provinces), Some(province)) if provinces & province.bit() != 0 => {
            Reach::Province
        }
        (AreaEntry::Provinces(_), _) => Reach::SomeProvince,
        (AreaEntry::Around { .. } | AreaEntry::Circle(_), _) => Reach::SomeRegion,
    }
}
