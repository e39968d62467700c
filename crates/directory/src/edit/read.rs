//! Texts read back into a service. Every fault is told at once, each with its field.

use kernel::Text;

use super::{Field, Values, hours, phones};
use crate::content::{
    ADDRESS, DESCRIPTION, NAME, SENTENCE, is_email, is_language, is_loose_date, is_website,
};
use crate::geography::{Gazetteer, Point, Province, RegionId};
use crate::location::{Confidentiality, Coverage, Location, Precision};
use crate::phone::PhoneNumberError;
use crate::service::{Confidence, Fees, Gender, Service, Status};
use crate::taxonomy::{Taxonomy, TermId, Vocabulary};

/// Most pages a record may name as its source.
const MOST_SOURCES: usize = 20;
/// Oldest age that a form takes, in years.
const OLDEST: u8 = 120;
/// Widest radius that a form takes, in kilometres.
const WIDEST: u16 = 3_000;

/// What the texts are read against.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The terms there are.
    pub taxonomy: &'a Taxonomy,
    /// The places there are.
    pub gazetteer: &'a Gazetteer,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which field.
    pub field: Field,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong with a text. A page has a sentence for each, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It must not be empty.
    Required,
    /// It is too long.
    Long {
        /// Characters found.
        found: usize,
        /// Characters possible.
        limit: usize,
    },
    /// Not one of the choices.
    Choice,
    /// Not a term of the taxonomy, or of another vocabulary.
    Term,
    /// Not a telephone number.
    Phone(PhoneNumberError),
    /// A keyword is a word to text, and this is no line for text messages.
    Keyword,
    /// An extension is up to ten digits.
    Extension,
    /// Not an e-mail address.
    Email,
    /// Not a web address.
    Website,
    /// Too many lines.
    Many {
        /// Lines possible.
        limit: usize,
    },
    /// Not a date such as 2014, 2023-04 or 2023-04-15.
    Date,
    /// Not a BCP 47 code.
    Language,
    /// Not a province or territory.
    Province,
    /// Not a region of the gazetteer.
    Region,
    /// Not a whole number of kilometres from 1 to 3,000.
    Radius,
    /// Not a whole number of years from 0 to 120.
    Age,
    /// The minimum age is above the maximum age.
    Ages,
    /// Not two numbers of degrees, in Canada.
    Point,
    /// Not times such as 08:30-12:00, 13:00-17:00.
    Times,
    /// Hours by weekday, and not one opening.
    NoOpening,
    /// Not a time zone by name, such as America/Vancouver.
    Zone,
    /// Not a date with `closed` or times.
    Exceptions,
}

/// A service in the reading.
pub(super) struct Reading<'a> {
    pub(super) values: &'a Values,
    /// The texts of the record before.
    pub(super) base: &'a Values,
    /// The record before.
    pub(super) before: &'a Service,
    pub(super) service: Service,
    pub(super) faults: Vec<Fault>,
}

/// Reads `values` over the record `before`: facts whose text is as it was stay exactly as they are.
/// The id, the organization and what verifying changes come from `before`.
pub fn read(before: &Service, values: &Values, known: Known<'_>) -> Result<Service, Vec<Fault>> {
    let base = Values::of(before);
    let mut reading = Reading {
        values,
        base: &base,
        before,
        service: before.clone(),
        faults: Vec::new(),
    };
    reading.plain();
    reading.terms(known.taxonomy);
    phones::read(&mut reading);
    hours::read(&mut reading);
    reading.coverage(known.gazetteer);
    reading.location(known.gazetteer);
    reading.access();
    reading.provenance();
    if reading.faults.is_empty() {
        return Ok(reading.service);
    }
    reading.faults.sort_by_key(|fault| fault.field);
    Err(reading.faults)
}

/// The parts of `a, b c`.
pub(super) fn list(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '\n', ' ']).map(str::trim);
    let mut found: Vec<String> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

impl<'a> Reading<'a> {
    /// One of the fields has another text than before.
    pub(super) fn touched(&self, fields: &[Field]) -> bool {
        let mut fields = fields.iter();
        fields.any(|field| self.values.get(*field) != self.base.get(*field))
    }

    pub(super) fn fault(&mut self, field: Field, wrong: Wrong) {
        self.faults.push(Fault { field, wrong });
    }

    /// The text of a field, within its limit.
    fn text(&mut self, field: Field, limit: usize) -> &'a str {
        let text = self.values.get(field);
        let found = text.chars().count();
        if found > limit {
            self.fault(field, Wrong::Long { found, limit });
        }
        text
    }

    pub(super) fn name(&mut self, field: Field) -> String {
        self.text(field, NAME).to_owned()
    }

    pub(super) fn sentence(&mut self, field: Field) -> String {
        self.text(field, SENTENCE).to_owned()
    }

    pub(super) fn short(&mut self, field: Field, limit: usize) -> Option<String> {
        let text = self.text(field, limit);
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn choice<T: Copy>(&mut self, field: Field, choices: &[(&str, T)]) -> Option<T> {
        let text = self.values.get(field);
        let found = choices.iter().find(|(word, _)| *word == text);
        if found.is_none() && !text.is_empty() {
            self.fault(field, Wrong::Choice);
        }
        found.map(|&(_, value)| value)
    }

    fn yes_or_no(&mut self, field: Field) -> Option<bool> {
        self.choice(field, &[("yes", true), ("no", false)])
    }

    fn plain(&mut self) {
        let fields = [Field::NameEnglish, Field::NameFrench];
        if self.touched(&fields) {
            self.service.name = Text::new(self.name(fields[0]), self.name(fields[1]));
        }
        if self.service.name.is_empty() {
            self.fault(Field::NameEnglish, Wrong::Required);
        }
        let fields = [Field::DescriptionEnglish, Field::DescriptionFrench];
        if self.touched(&fields) {
            self.service.description = Text::new(
                self.text(fields[0], DESCRIPTION),
                self.text(fields[1], DESCRIPTION),
            );
        }
        let fields = [Field::InterpretationEnglish, Field::InterpretationFrench];
        if self.touched(&fields) {
            self.service.interpretation =
                Text::new(self.sentence(fields[0]), self.sentence(fields[1]));
        }
        if self.touched(&[Field::Status]) {
            let statuses = [
                ("active", Status::Active),
                ("inactive", Status::Inactive),
                ("defunct", Status::Defunct),
                ("temporarily closed", Status::TemporarilyClosed),
            ];
            let status = self.choice(Field::Status, &statuses);
            self.service.status = status.unwrap_or_default();
        }
        if self.touched(&[Field::Listed]) {
            self.service.listed = self.yes_or_no(Field::Listed).unwrap_or(false);
        }
        if self.touched(&[Field::Dedicated]) {
            self.service.dedicated = self.yes_or_no(Field::Dedicated).unwrap_or(false);
        }
        if self.touched(&[Field::Fees]) {
            let fees = [("free", Fees::Free), ("unknown", Fees::Unknown)];
            self.service.fees = self.choice(Field::Fees, &fees).unwrap_or_default();
        }
        if self.touched(&[Field::Email]) {
            self.service.email = self.address(Field::Email, is_email, Wrong::Email);
        }
        if self.touched(&[Field::Url]) {
            self.service.website = self.address(Field::Url, is_website, Wrong::Website);
        }
        if self.touched(&[Field::Languages]) {
            let languages = list(self.values.get(Field::Languages));
            if !languages.iter().all(|code| is_language(code)) {
                self.fault(Field::Languages, Wrong::Language);
            }
            self.service.languages = languages;
        }
    }

    fn address(&mut self, field: Field, sound: fn(&str) -> bool, wrong: Wrong) -> Option<String> {
        let text = self.short(field, ADDRESS)?;
        if !sound(&text) {
            self.fault(field, wrong);
        }
        Some(text)
    }

    fn terms(&mut self, taxonomy: &Taxonomy) {
        if self.touched(&[Field::Everyone]) {
            self.service.everyone = self.yes_or_no(Field::Everyone).unwrap_or(false);
        }
        for (field, vocabulary) in [
            (Field::Needs, Vocabulary::Need),
            (Field::Populations, Vocabulary::Population),
            (Field::Exploitation, Vocabulary::Exploitation),
        ] {
            if !self.touched(&[field]) {
                continue;
            }
            let ids = list(self.values.get(field)).into_iter().map(TermId);
            let ids: Vec<TermId> = ids.collect();
            let sound = |id: &TermId| {
                let term = taxonomy.term(id);
                term.is_some_and(|term| term.vocabulary == vocabulary)
            };
            if !ids.iter().all(sound) {
                self.fault(field, Wrong::Term);
            }
            *match field {
                Field::Needs => &mut self.service.needs,
                Field::Populations => &mut self.service.populations,
                _ => &mut self.service.exploitation,
            } = ids;
        }
    }

    fn coverage(&mut self, gazetteer: &Gazetteer) {
        if !self.touched(&[Field::ServiceAreaExtentType, Field::ServiceAreaExtent]) {
            return;
        }
        let at = Field::ServiceAreaExtent;
        let extent = self.values.get(at);
        self.service.coverage = match self.values.get(Field::ServiceAreaExtentType) {
            "national" => Coverage::National,
            "provinces" => {
                let codes = list(extent);
                let provinces: Vec<Province> =
                    codes.iter().filter_map(|code| code.parse().ok()).collect();
                if provinces.is_empty() || provinces.len() < codes.len() {
                    self.fault(at, Wrong::Province);
                }
                Coverage::Provinces(provinces)
            }
            "region" => {
                let id = RegionId(extent.to_owned());
                if gazetteer.region(&id).is_none() {
                    self.fault(at, Wrong::Region);
                }
                Coverage::Region(id)
            }
            "radius" => match extent.parse() {
                Ok(km @ 1..=WIDEST) => Coverage::Radius { km },
                _ => return self.fault(at, Wrong::Radius),
            },
            _ => return self.fault(Field::ServiceAreaExtentType, Wrong::Choice),
        };
    }

    fn location(&mut self, gazetteer: &Gazetteer) {
        let moved = [Field::City, Field::StateProvince, Field::Address1];
        let points = [Field::Point, Field::PointPrecision];
        let confidentiality = [Field::Confidentiality];
        if !(self.touched(&moved) || self.touched(&points) || self.touched(&confidentiality)) {
            return;
        }
        // A point without a town is no place; with neither town nor address there is none to keep.
        if self.values.get(Field::City).is_empty() && self.values.get(Field::Address1).is_empty() {
            self.service.location = None;
            return;
        }
        let faults = self.faults.len();
        let city = self.name(Field::City);
        if city.is_empty() {
            self.fault(Field::City, Wrong::Required);
        }
        let province = self
            .values
            .get(Field::StateProvince)
            .parse::<Province>()
            .ok();
        if province.is_none() {
            self.fault(Field::StateProvince, Wrong::Province);
        }
        let levels = [
            ("public", Confidentiality::Public),
            ("approximate", Confidentiality::Approximate),
            ("hidden", Confidentiality::Hidden),
        ];
        let level = self.choice(Field::Confidentiality, &levels);
        // Nobody has said that it may be known: silence must not publish a place.
        if level.is_none() && self.values.get(Field::Confidentiality).is_empty() {
            self.fault(Field::Confidentiality, Wrong::Required);
        }
        let precisions = [("city", Precision::City), ("address", Precision::Address)];
        let precision = self.choice(Field::PointPrecision, &precisions);
        let address = self.short(Field::Address1, SENTENCE);
        let point = self.point();
        let (Some(province), Some(confidentiality), true) =
            (province, level, self.faults.len() == faults)
        else {
            return;
        };
        let mut location = Location {
            city,
            province,
            point,
            precision: precision.unwrap_or(Precision::City),
            confidentiality,
            address,
        };
        // Whoever moves a place rarely knows its degrees. The old point would lead people to the old
        // door; the town's own point is true until somebody gives a better one.
        if self.touched(&moved) && !self.touched(&[Field::Point]) {
            location.point = gazetteer.town_point(&location.city, province);
            location.precision = Precision::City;
        }
        self.service.location = Some(location);
    }

    fn point(&mut self) -> Option<Point> {
        let text = self.values.get(Field::Point);
        if text.is_empty() {
            return None;
        }
        let numbers = text.split_once(',').and_then(|(latitude, longitude)| {
            Some(Point {
                latitude: latitude.trim().parse().ok()?,
                longitude: longitude.trim().parse().ok()?,
            })
        });
        let point = numbers.filter(|point| point.is_in_canada());
        if point.is_none() {
            self.fault(Field::Point, Wrong::Point);
        }
        point
    }

    fn access(&mut self) {
        for field in [
            Field::PoliceReportNeeded,
            Field::StatusNeeded,
            Field::IdNeeded,
            Field::ChildrenWelcome,
            Field::PetsWelcome,
            Field::IndigenousLed,
            Field::ByAndFor,
        ] {
            if !self.touched(&[field]) {
                continue;
            }
            let answer = self.yes_or_no(field);
            let access = &mut self.service.access;
            *match field {
                Field::PoliceReportNeeded => &mut access.police_report_needed,
                Field::StatusNeeded => &mut access.status_needed,
                Field::IdNeeded => &mut access.id_needed,
                Field::ChildrenWelcome => &mut access.children_welcome,
                Field::PetsWelcome => &mut access.pets_welcome,
                Field::IndigenousLed => &mut access.indigenous_led,
                _ => &mut access.by_and_for,
            } = answer;
        }
        if self.touched(&[Field::Gender]) {
            let genders = [
                ("women", Gender::Women),
                ("men", Gender::Men),
                ("any", Gender::Any),
            ];
            self.service.access.gender = self.choice(Field::Gender, &genders);
        }
        if self.touched(&[Field::MinimumAge, Field::MaximumAge]) {
            let minimum = self.age(Field::MinimumAge);
            let maximum = self.age(Field::MaximumAge);
            if let (Some(minimum), Some(maximum)) = (minimum, maximum)
                && minimum > maximum
            {
                self.fault(Field::MinimumAge, Wrong::Ages);
            }
            self.service.access.minimum_age = minimum;
            self.service.access.maximum_age = maximum;
        }
    }

    fn age(&mut self, field: Field) -> Option<u8> {
        let text = self.values.get(field);
        if text.is_empty() {
            return None;
        }
        let age = text.parse().ok().filter(|age| *age <= OLDEST);
        if age.is_none() {
            self.fault(field, Wrong::Age);
        }
        age
    }

    fn provenance(&mut self) {
        if self.touched(&[Field::Source]) {
            let pages: Vec<String> = self
                .values
                .get(Field::Source)
                .lines()
                .map(|page| page.trim().to_owned())
                .filter(|page| !page.is_empty())
                .collect();
            if pages.len() > MOST_SOURCES {
                let limit = MOST_SOURCES;
                self.fault(Field::Source, Wrong::Many { limit });
            }
            let sound = |page: &String| page.chars().count() <= ADDRESS && is_website(page);
            if !pages.iter().all(sound) {
                self.fault(Field::Source, Wrong::Website);
            }
            self.service.provenance.source = pages;
        }
        if self.touched(&[Field::SourceDate]) {
            let date = self.short(Field::SourceDate, NAME);
            if date.as_deref().is_some_and(|date| !is_loose_date(date)) {
                self.fault(Field::SourceDate, Wrong::Date);
            }
            self.service.provenance.source_date = date;
        }
        if self.touched(&[Field::ReadOn]) {
            let date = self.name(Field::ReadOn);
            if date.is_empty() {
                self.fault(Field::ReadOn, Wrong::Required);
            } else if !is_loose_date(&date) {
                self.fault(Field::ReadOn, Wrong::Date);
            }
            self.service.provenance.read_on = date;
        }
        if self.touched(&[Field::Confidence]) {
            let confidences = [
                ("read-from-source", Confidence::ReadFromSource),
                ("read-from-secondary", Confidence::ReadFromSecondary),
                ("phone-from-memory", Confidence::PhoneFromMemory),
                ("from-memory", Confidence::FromMemory),
            ];
            if let Some(confidence) = self.choice(Field::Confidence, &confidences) {
                self.service.provenance.confidence = confidence;
            }
        }
        if self.touched(&[Field::Note]) {
            self.service.provenance.note = self.short(Field::Note, DESCRIPTION);
        }
    }
}
