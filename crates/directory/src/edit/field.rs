//! The name of every field of a record, in the words of HSDS, and which of them belong together.

use std::fmt;
use std::str::FromStr;

/// Most telephone lines of one service.
pub const MOST_PHONES: u8 = 30;

/// One field of a record. The order is that of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "each is the HSDS word it is named after; see `name`"
)]
pub enum Field {
    NameEnglish,
    NameFrench,
    DescriptionEnglish,
    DescriptionFrench,
    Status,
    Listed,
    /// A part of the n-th telephone line, from 1.
    Phone(u8, PhonePart),
    Email,
    Url,
    ScheduleRule,
    ScheduleTimezone,
    /// The openings of a weekday; Monday is 1.
    ScheduleDay(u8),
    ScheduleExceptions,
    ScheduleNotesEnglish,
    ScheduleNotesFrench,
    Needs,
    Everyone,
    Populations,
    Exploitation,
    Dedicated,
    ServiceAreaExtentType,
    ServiceAreaExtent,
    Confidentiality,
    City,
    StateProvince,
    Address1,
    Point,
    PointPrecision,
    Languages,
    InterpretationEnglish,
    InterpretationFrench,
    Fees,
    PoliceReportNeeded,
    StatusNeeded,
    IdNeeded,
    ChildrenWelcome,
    PetsWelcome,
    Gender,
    MinimumAge,
    MaximumAge,
    IndigenousLed,
    ByAndFor,
    Source,
    SourceDate,
    ReadOn,
    Confidence,
    Note,
}

/// A part of a telephone line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhonePart {
    /// HSDS `number`.
    Number,
    /// HSDS `type`.
    Type,
    /// HSDS `extension`.
    Extension,
    /// The word to text.
    Keyword,
    /// HSDS `description`, in English.
    DescriptionEnglish,
    /// HSDS `description`, in French.
    DescriptionFrench,
    /// Languages, when they differ from the service's.
    Languages,
    /// Hours, when they differ from the service's.
    Schedule,
}

/// Fields that only mean something together: two edits of one group are a conflict even when they
/// touch different fields of it. An address that one person mends must not come out beside the
/// "public" of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// A field that stands alone.
    Alone(Field),
    /// All telephone lines: their order is the order to try.
    Phones,
    /// The hours.
    Schedule,
    /// Whom it reaches.
    ServiceArea,
    /// Where it is and what may be said of it.
    Location,
    /// The ages.
    Ages,
    /// Everyone, or these people.
    Populations,
}

impl PhonePart {
    /// Every part, in the order of a form.
    pub const ALL: [Self; 8] = [
        Self::Number,
        Self::Type,
        Self::Extension,
        Self::Keyword,
        Self::DescriptionEnglish,
        Self::DescriptionFrench,
        Self::Languages,
        Self::Schedule,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Type => "type",
            Self::Extension => "extension",
            Self::Keyword => "keyword",
            Self::DescriptionEnglish => "description.en",
            Self::DescriptionFrench => "description.fr",
            Self::Languages => "languages",
            Self::Schedule => "schedule",
        }
    }
}

/// Every field with one name, in the order of a form.
const NAMES: [(Field, &str); 45] = [
    (Field::NameEnglish, "name.en"),
    (Field::NameFrench, "name.fr"),
    (Field::DescriptionEnglish, "description.en"),
    (Field::DescriptionFrench, "description.fr"),
    (Field::Status, "status"),
    (Field::Listed, "listed"),
    (Field::Email, "email"),
    (Field::Url, "url"),
    (Field::ScheduleRule, "schedule.rule"),
    (Field::ScheduleTimezone, "schedule.timezone"),
    (Field::ScheduleExceptions, "schedule.exceptions"),
    (Field::ScheduleNotesEnglish, "schedule.notes.en"),
    (Field::ScheduleNotesFrench, "schedule.notes.fr"),
    (Field::Needs, "needs"),
    (Field::Everyone, "everyone"),
    (Field::Populations, "populations"),
    (Field::Exploitation, "exploitation"),
    (Field::Dedicated, "dedicated"),
    (Field::ServiceAreaExtentType, "service_area.extent_type"),
    (Field::ServiceAreaExtent, "service_area.extent"),
    (Field::Confidentiality, "location.confidentiality"),
    (Field::City, "location.city"),
    (Field::StateProvince, "location.state_province"),
    (Field::Address1, "location.address_1"),
    (Field::Point, "location.point"),
    (Field::PointPrecision, "location.point_precision"),
    (Field::Languages, "languages"),
    (Field::InterpretationEnglish, "interpretation_services.en"),
    (Field::InterpretationFrench, "interpretation_services.fr"),
    (Field::Fees, "fees"),
    (Field::PoliceReportNeeded, "access.police_report_needed"),
    (Field::StatusNeeded, "access.status_needed"),
    (Field::IdNeeded, "access.id_needed"),
    (Field::ChildrenWelcome, "access.children_welcome"),
    (Field::PetsWelcome, "access.pets_welcome"),
    (Field::Gender, "access.gender"),
    (Field::MinimumAge, "minimum_age"),
    (Field::MaximumAge, "maximum_age"),
    (Field::IndigenousLed, "access.indigenous_led"),
    (Field::ByAndFor, "access.by_and_for"),
    (Field::Source, "provenance.source"),
    (Field::SourceDate, "provenance.source_date"),
    (Field::ReadOn, "provenance.read_on"),
    (Field::Confidence, "provenance.confidence"),
    (Field::Note, "provenance.note"),
];

/// Names of the weekdays in `schedule.monday` and its sisters.
const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

impl Field {
    /// Every field, with so many telephone lines, in the order of a form.
    pub fn all(phones: u8) -> Vec<Self> {
        let plain = NAMES.iter().map(|&(field, _)| field);
        let days = (1..=7).map(Self::ScheduleDay);
        let lines =
            (1..=phones).flat_map(|line| PhonePart::ALL.map(|part| Self::Phone(line, part)));
        let mut all: Vec<Self> = plain.chain(days).chain(lines).collect();
        all.sort_unstable();
        all
    }

    /// Which fields it means something with.
    pub const fn group(self) -> Group {
        match self {
            Self::Phone(..) => Group::Phones,
            Self::ScheduleRule
            | Self::ScheduleTimezone
            | Self::ScheduleDay(_)
            | Self::ScheduleExceptions => Group::Schedule,
            Self::ServiceAreaExtentType | Self::ServiceAreaExtent => Group::ServiceArea,
            Self::Confidentiality
            | Self::City
            | Self::StateProvince
            | Self::Address1
            | Self::Point
            | Self::PointPrecision => Group::Location,
            Self::MinimumAge | Self::MaximumAge => Group::Ages,
            Self::Everyone | Self::Populations => Group::Populations,
            other => Group::Alone(other),
        }
    }

    /// Its text says where the place is, or may (the note): of a location that is not public, only those
    /// may read it who may know it.
    pub const fn tells_where(self) -> bool {
        matches!(
            self,
            Self::City
                | Self::StateProvince
                | Self::Address1
                | Self::Point
                | Self::PointPrecision
                | Self::Note
        )
    }

    /// Its text is for whoever corrects the record, not for the public.
    pub const fn is_internal(self) -> bool {
        matches!(self, Self::Note)
    }
}

/// The stable name: it stands in forms, in the history and in exports.
impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Phone(line, part) => write!(formatter, "phones.{line}.{}", part.name()),
            Self::ScheduleDay(day) => {
                let day = DAYS[usize::from(day.saturating_sub(1).min(6))];
                write!(formatter, "schedule.{day}")
            }
            plain => {
                let name = NAMES.iter().find(|(field, _)| field == plain);
                formatter.write_str(name.map_or("", |&(_, name)| name))
            }
        }
    }
}

/// Not the name of a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no field of this name")]
pub struct UnknownField;

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        if let Some(&(field, _)) = NAMES.iter().find(|(_, name)| *name == written) {
            return Ok(field);
        }
        if let Some(day) = written.strip_prefix("schedule.") {
            let at = DAYS.iter().position(|name| *name == day);
            return (1..)
                .nth(at.ok_or(UnknownField)?)
                .map(Self::ScheduleDay)
                .ok_or(UnknownField);
        }
        let rest = written.strip_prefix("phones.").ok_or(UnknownField)?;
        let (line, part) = rest.split_once('.').ok_or(UnknownField)?;
        let part = PhonePart::ALL
            .into_iter()
            .find(|known| known.name() == part)
            .ok_or(UnknownField)?;
        match line.parse() {
            Ok(line @ 1..=MOST_PHONES) if !rest.starts_with(['0', '+']) => {
                Ok(Self::Phone(line, part))
            }
            _ => Err(UnknownField),
        }
    }
}
