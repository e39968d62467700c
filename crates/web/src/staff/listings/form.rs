//! The form of a record: every field, both languages side by side, what is wrong beside each; and what
//! such a form sends, as changes.

use std::collections::BTreeMap;

use directory::completeness::Lack;
use directory::edit::{Fault, Field as Fact, MOST_PHONES, PhonePart, Values};
use directory::geography::{Gazetteer, RegionId};
use directory::taxonomy::Vocabulary;
use directory::text::fold;
use kernel::{Lang, Text};

use super::words;
use crate::form::Fields;
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;
use crate::staff::fields::{Choice, Field, Form, Kind};

/// Lines of the form that are free for new numbers.
const FREE_LINES: u8 = 2;
/// Names the groups of boxes that the form carried: boxes that are not ticked send nothing.
const CARRIED: &str = "carried";

/// A part of the form under one heading.
#[derive(Debug)]
pub(super) struct Section {
    /// Where links lead.
    pub(super) id: &'static str,
    pub(super) heading: Markup,
    /// What is inside, seen while it is folded.
    pub(super) hint: Markup,
    /// How many things are missing in it, in words; empty when nothing is.
    pub(super) missing: Markup,
    pub(super) rows: Vec<Row>,
    /// It is unfolded when the page opens.
    pub(super) open: bool,
}

impl Section {
    /// The sections in which something is wrong, or missing, or that the person came for, are unfolded.
    /// Whoever came for one thing finds that thing alone.
    fn unfolding(mut self, building: &Building<'_>) -> Self {
        let mut faulty = false;
        let mut asked = false;
        let mut missing = 0_u64;
        for field in self.rows.iter().flat_map(Row::fields) {
            faulty |= field.fault.is_some();
            asked |= field.name == building.asked;
            let lacking = |lack: &&Lack| words::name(lack.field()) == field.name;
            missing += building.lacks.iter().filter(lacking).count() as u64;
        }
        if missing > 0 {
            let count = [("count", missing.into())];
            self.missing = building.messages.fill("listings-edit-missing", &count);
        }
        let came_for_one = !building.asked.is_empty() || !building.faults.is_empty();
        self.open = faulty || asked || (missing > 0 && !came_for_one);
        self
    }
}

/// What stands in one row.
#[derive(Debug)]
pub(super) enum Row {
    /// One field.
    One(Field),
    /// The same thing in both languages.
    Both(Field, Field),
    /// A heading inside the section.
    Heading(Markup),
    /// A sentence inside the section.
    Hint(Markup),
    /// Fields that few need, folded.
    More(Markup, Vec<Field>),
}

impl Row {
    fn fields(&self) -> Vec<&Field> {
        match self {
            Self::One(field) => vec![field],
            Self::Both(one, other) => vec![one, other],
            Self::Heading(_) | Self::Hint(_) => Vec::new(),
            Self::More(_, fields) => fields.iter().collect(),
        }
    }

    /// A folded row opens when something in it is wrong or was asked for, so that it is seen.
    pub(super) fn is_open(&self, asked: &str) -> bool {
        let mut fields = self.fields().into_iter();
        fields.any(|field| field.fault.is_some() || field.name == asked)
    }
}

/// Builds the form.
pub(super) struct Building<'a> {
    pub(super) site: &'a Site,
    pub(super) messages: &'static Messages,
    pub(super) values: &'a Values,
    pub(super) faults: &'a [Fault],
    /// What the record lacks.
    pub(super) lacks: &'a [Lack],
    /// The stable name of the field that the person came for; may be empty.
    pub(super) asked: &'a str,
    /// The place is confidential and the person may not know it: its fields are left out.
    pub(super) place_withheld: bool,
}

/// Fields in both languages.
const NAMES: [(Fact, Fact); 2] = [
    (Fact::NameEnglish, Fact::NameFrench),
    (Fact::DescriptionEnglish, Fact::DescriptionFrench),
];

impl Building<'_> {
    /// Every section, in the order in which a worker looks.
    pub(super) fn sections(&self) -> Vec<Section> {
        let mut phones = self.section("phones", self.phones());
        let number = |line| self.values.get(Fact::Phone(line, PhonePart::Number));
        let numbers: Vec<&str> = (1..=MOST_PHONES)
            .map(number)
            .filter(|number| !number.is_empty())
            .collect();
        if !numbers.is_empty() {
            phones.hint = Markup::escaped(&numbers.join(", "));
        }
        vec![
            phones,
            self.section("open", self.open()),
            self.section("name", self.names()),
            self.section("who", self.who()),
            self.section("access", self.access()),
            self.section("where", self.place()),
            self.section("languages", self.languages()),
            self.section("online", self.online()),
            self.section("sources", self.sources()),
        ]
    }

    fn section(&self, id: &'static str, rows: Vec<Row>) -> Section {
        let (heading, hint) = match id {
            "phones" => ("listings-edit-phones", "listings-edit-phones-none"),
            "open" => ("listings-section-open", "listings-section-open-hint"),
            "name" => ("listings-section-name", "listings-section-name-hint"),
            "who" => ("listings-section-who", "listings-section-who-hint"),
            "access" => ("listings-section-access", "listings-section-access-hint"),
            "where" => ("listings-section-where", "listings-section-where-hint"),
            "languages" => (
                "listings-section-languages",
                "listings-section-languages-hint",
            ),
            "online" => ("listings-section-online", "listings-section-online-hint"),
            _ => ("listings-section-sources", "listings-section-sources-hint"),
        };
        let section = Section {
            id,
            heading: self.messages.say(heading),
            hint: self.messages.say(hint),
            missing: Markup::ours(""),
            rows,
            open: false,
        };
        section.unfolding(self)
    }

    fn phones(&self) -> Vec<Row> {
        let number = |line| Fact::Phone(line, PhonePart::Number);
        let used = (1..=MOST_PHONES)
            .rev()
            .find(|line| !self.values.get(number(*line)).is_empty());
        let last = used
            .unwrap_or(0)
            .saturating_add(FREE_LINES)
            .min(MOST_PHONES);
        let mut rows = vec![Row::Hint(self.messages.say("listings-edit-phones-hint"))];
        for line in 1..=last {
            let at = |part| Fact::Phone(line, part);
            let heading = [("line", u64::from(line).into())];
            if line > used.unwrap_or(1) {
                let every = [
                    PhonePart::Number,
                    PhonePart::Type,
                    PhonePart::DescriptionEnglish,
                    PhonePart::DescriptionFrench,
                    PhonePart::Extension,
                    PhonePart::Keyword,
                    PhonePart::Languages,
                    PhonePart::Schedule,
                ];
                rows.push(Row::More(
                    self.messages.fill("listings-edit-phone-new", &heading),
                    every.map(|part| self.field(at(part))).into(),
                ));
                continue;
            }
            rows.push(Row::Heading(
                self.messages.fill("listings-edit-phone-line", &heading),
            ));
            rows.push(Row::Both(
                self.field(at(PhonePart::Number)),
                self.field(at(PhonePart::Type)),
            ));
            let more = [
                PhonePart::DescriptionEnglish,
                PhonePart::DescriptionFrench,
                PhonePart::Extension,
                PhonePart::Keyword,
                PhonePart::Languages,
                PhonePart::Schedule,
            ];
            rows.push(Row::More(
                self.messages.fill("listings-edit-phone-more", &heading),
                more.map(|part| self.field(at(part))).into(),
            ));
        }
        rows
    }

    fn open(&self) -> Vec<Row> {
        let mut rows = vec![
            self.one(Fact::Status),
            self.one(Fact::Listed),
            self.one(Fact::ScheduleRule),
            self.one(Fact::ScheduleTimezone),
        ];
        rows.extend((1..=7).map(|day| self.one(Fact::ScheduleDay(day))));
        rows.push(self.one(Fact::ScheduleExceptions));
        rows.push(self.both(Fact::ScheduleNotesEnglish, Fact::ScheduleNotesFrench));
        rows
    }

    fn names(&self) -> Vec<Row> {
        NAMES.map(|(en, fr)| self.both(en, fr)).into()
    }

    fn who(&self) -> Vec<Row> {
        [
            Fact::Needs,
            Fact::Everyone,
            Fact::Populations,
            Fact::Exploitation,
            Fact::Dedicated,
        ]
        .map(|fact| self.one(fact))
        .into()
    }

    fn access(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = [
            Fact::PoliceReportNeeded,
            Fact::StatusNeeded,
            Fact::IdNeeded,
            Fact::ChildrenWelcome,
            Fact::PetsWelcome,
            Fact::Gender,
        ]
        .map(|fact| self.one(fact))
        .into();
        rows.push(self.both(Fact::MinimumAge, Fact::MaximumAge));
        rows.push(self.one(Fact::IndigenousLed));
        rows.push(self.one(Fact::ByAndFor));
        rows.push(self.one(Fact::Fees));
        rows
    }

    fn place(&self) -> Vec<Row> {
        let mut rows = vec![
            self.one(Fact::ServiceAreaExtentType),
            self.one(Fact::ServiceAreaExtent),
        ];
        if !self.place_withheld {
            rows.extend(
                [
                    Fact::Confidentiality,
                    Fact::City,
                    Fact::StateProvince,
                    Fact::Address1,
                    Fact::Point,
                    Fact::PointPrecision,
                ]
                .map(|fact| self.one(fact)),
            );
        }
        rows
    }

    fn languages(&self) -> Vec<Row> {
        vec![
            self.one(Fact::Languages),
            self.both(Fact::InterpretationEnglish, Fact::InterpretationFrench),
        ]
    }

    fn online(&self) -> Vec<Row> {
        vec![self.one(Fact::Email), self.one(Fact::Url)]
    }

    fn sources(&self) -> Vec<Row> {
        [
            Fact::Source,
            Fact::SourceDate,
            Fact::ReadOn,
            Fact::Confidence,
            Fact::Note,
        ]
        .into_iter()
        // A note may say where the place is.
        .filter(|fact| !(self.place_withheld && fact.tells_where()))
        .map(|fact| self.one(fact))
        .collect()
    }

    fn one(&self, fact: Fact) -> Row {
        Row::One(self.field(fact))
    }

    fn both(&self, one: Fact, other: Fact) -> Row {
        Row::Both(self.field(one), self.field(other))
    }

    fn field(&self, fact: Fact) -> Field {
        let value = self.values.get(fact);
        let named = self.area_by_name(fact, value);
        let value = named.as_deref().unwrap_or(value);
        let field = Field::new(
            words::name(fact),
            words::label(fact, self.messages),
            self.kind(fact, value),
        );
        let mut field = field.holding(value).completing("off");
        if fact == Fact::ServiceAreaExtent {
            field.offers = self.area_names();
        }
        if let Some(hint) = hint(fact) {
            field = field.hinting(self.messages.say(hint));
        }
        if let Some(lang) = written_in(fact)
            && lang != self.messages.lang()
        {
            field = field.written_in(lang);
        }
        let fault = self.faults.iter().find(|fault| fault.field == fact);
        field.fault = fault.map(|fault| words::wrong(fault, self.messages));
        field
    }

    /// A region under its name: nobody knows it by its id.
    fn area_by_name(&self, fact: Fact, value: &str) -> Option<String> {
        if fact != Fact::ServiceAreaExtent {
            return None;
        }
        let region = self
            .site
            .content
            .gazetteer
            .region(&RegionId(value.to_owned()))?;
        Some(region.name.shown(self.messages.lang()).0.to_owned())
    }

    /// Regions, then provinces and territories, to choose from while one types.
    fn area_names(&self) -> Vec<Markup> {
        let gazetteer = &self.site.content.gazetteer;
        let regions = gazetteer.regions().iter().map(|one| &one.name);
        let provinces = gazetteer.provinces().iter().map(|one| &one.name);
        regions
            .chain(provinces)
            .map(|name| Markup::escaped(name.shown(self.messages.lang()).0))
            .collect()
    }

    fn kind(&self, fact: Fact, value: &str) -> Kind {
        let known = words::choices(fact);
        if !known.is_empty() {
            let choice = |&(word, key): &(&'static str, &'static str)| {
                Choice::new(word, self.messages.say(key), word == value)
            };
            let mut choices: Vec<Choice> = known.iter().map(choice).collect();
            // What stands there and is no choice is kept, so that a form never changes it silently.
            if !choices.iter().any(|choice| choice.chosen) && !value.is_empty() {
                choices.push(Choice::new(value, Markup::escaped(value), true));
            }
            return Kind::Select(choices);
        }
        match fact {
            Fact::Needs => self.terms(Vocabulary::Need, value),
            Fact::Populations => self.terms(Vocabulary::Population, value),
            Fact::Exploitation => self.terms(Vocabulary::Exploitation, value),
            Fact::StateProvince => self.provinces(value),
            Fact::ScheduleTimezone => self.zones(value),
            Fact::DescriptionEnglish
            | Fact::DescriptionFrench
            | Fact::ScheduleExceptions
            | Fact::Source
            | Fact::Note
            | Fact::Phone(_, PhonePart::Schedule) => Kind::Long,
            _ => Kind::Text,
        }
    }

    fn terms(&self, vocabulary: Vocabulary, value: &str) -> Kind {
        let chosen: Vec<&str> = value.split(", ").collect();
        let terms = self.site.content.taxonomy.of(vocabulary);
        let choices = terms.map(|term| {
            let id = term.id.as_str();
            Choice::new(
                id,
                say::text(&term.name, self.messages),
                chosen.contains(&id),
            )
        });
        Kind::Any(vec![(Markup::ours(""), choices.collect())])
    }

    fn provinces(&self, value: &str) -> Kind {
        let unknown = self.messages.say("listings-choice-unknown");
        let mut choices = vec![Choice::new("", unknown, value.is_empty())];
        let places = self.site.content.gazetteer.provinces().iter();
        choices.extend(places.map(|place| {
            let code = place.province.code();
            Choice::new(code, say::text(&place.name, self.messages), code == value)
        }));
        Kind::Select(choices)
    }

    fn zones(&self, value: &str) -> Kind {
        let places = self.site.content.gazetteer.provinces().iter();
        let mut zones: Vec<&str> = places.map(|place| place.time_zone.name()).collect();
        if !value.is_empty() {
            zones.push(value);
        }
        zones.sort_unstable();
        zones.dedup();
        let unknown = self.messages.say("listings-choice-unknown");
        let mut choices = vec![Choice::new("", unknown, value.is_empty())];
        choices.extend(
            zones
                .into_iter()
                .map(|zone| Choice::new(zone, Markup::escaped(zone), zone == value)),
        );
        Kind::Select(choices)
    }
}

/// Names the boxes and gathers every field, for the list of faults.
pub(super) fn gathered(action: String, sections: &[Section]) -> Form {
    let mut form = Form::to(action);
    for section in sections {
        for row in &section.rows {
            for field in row.fields() {
                if matches!(field.kind, Kind::Any(_)) {
                    form = form.along(CARRIED, field.name);
                }
                form.fields.push(field.clone());
            }
        }
    }
    form
}

/// What a form sent, as changes: only the fields that it carried. Terms keep the order that the record
/// has them in (strongest first); new ones come after.
pub(super) fn changes(sent: &Fields, base: &Values) -> BTreeMap<Fact, String> {
    let mut changes = BTreeMap::new();
    for (name, value) in sent.iter() {
        // A text that a page carried whole says what it is; boxes send their name once for each.
        let (whole, name) = match name.strip_prefix("text:") {
            Some(name) => (true, name),
            None => (false, name),
        };
        let Ok(fact) = name.parse::<Fact>() else {
            continue;
        };
        let boxes = matches!(fact, Fact::Needs | Fact::Populations | Fact::Exploitation);
        if whole || !boxes {
            changes.insert(fact, value.to_owned());
        }
    }
    for name in sent.all(CARRIED) {
        if let Ok(fact) = name.parse::<Fact>() {
            let ticked: Vec<&str> = sent.all(name).collect();
            changes.insert(fact, in_order(base.get(fact), &ticked));
        }
    }
    changes
}

/// Puts the ids of regions and the letters of provinces in place of names that a person wrote, in either
/// language.
pub(super) fn areas_by_id(gazetteer: &Gazetteer, changes: &mut BTreeMap<Fact, String>) {
    let Some(extent) = changes.get_mut(&Fact::ServiceAreaExtent) else {
        return;
    };
    let is = |name: &Text, written: &str| {
        let written = fold(written.trim());
        fold(&name.en) == written || fold(&name.fr) == written
    };
    let mut regions = gazetteer.regions().iter();
    if let Some(region) = regions.find(|one| is(&one.name, extent)) {
        extent.clone_from(&region.id.0);
        return;
    }
    let one = |part: &str| {
        let mut provinces = gazetteer.provinces().iter();
        let province = provinces.find(|one| is(&one.name, part));
        province.map_or_else(
            || part.trim().to_owned(),
            |found| found.province.code().to_owned(),
        )
    };
    let parts: Vec<String> = extent.split(',').map(one).collect();
    *extent = parts.join(", ");
}

fn in_order(before: &str, ticked: &[&str]) -> String {
    let kept = before.split(", ").filter(|id| ticked.contains(id));
    let new = ticked
        .iter()
        .copied()
        .filter(|id| !before.split(", ").any(|known| known == *id));
    kept.chain(new).collect::<Vec<_>>().join(", ")
}

fn hint(fact: Fact) -> Option<&'static str> {
    Some(match fact {
        Fact::ScheduleDay(1) => "listings-hint-schedule-day",
        Fact::ScheduleExceptions => "listings-hint-schedule-exceptions",
        Fact::ServiceAreaExtent => "listings-hint-service-area-extent",
        Fact::Confidentiality => "listings-hint-location-confidentiality",
        Fact::Point => "listings-hint-location-point",
        Fact::Languages | Fact::Phone(_, PhonePart::Languages) => "listings-hint-languages",
        Fact::Source => "listings-hint-source",
        Fact::SourceDate | Fact::ReadOn => "listings-hint-date",
        Fact::Phone(_, PhonePart::Schedule) => "listings-hint-phone-schedule",
        _ => return None,
    })
}

fn written_in(fact: Fact) -> Option<Lang> {
    Some(match fact {
        Fact::NameEnglish
        | Fact::DescriptionEnglish
        | Fact::InterpretationEnglish
        | Fact::ScheduleNotesEnglish
        | Fact::Phone(_, PhonePart::DescriptionEnglish) => Lang::En,
        Fact::NameFrench
        | Fact::DescriptionFrench
        | Fact::InterpretationFrench
        | Fact::ScheduleNotesFrench
        | Fact::Phone(_, PhonePart::DescriptionFrench) => Lang::Fr,
        _ => return None,
    })
}
