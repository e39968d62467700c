//! What a record lacks, in the order of what matters to a person who looks for help: first a way to
//! reach somebody, then whether it is for them and open to them, then the rest.

use crate::edit::{Field, PhonePart};
use crate::hours::Rule;
use crate::location::{Confidentiality, Coverage};
use crate::phone::PhoneKind;
use crate::service::{Fees, Service};

/// Something a record lacks. The order is the order of its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lack {
    /// No telephone, no e-mail address and no web page: nobody can reach it.
    AnyContact,
    /// There is another way, but no number to call or to text.
    Phone,
    /// What it helps with.
    Needs,
    /// When it is open.
    Hours,
    /// Where it serves.
    ServiceArea,
    /// Whether a police report is needed.
    PoliceReport,
    /// Whether an immigration status is needed.
    ImmigrationStatus,
    /// What it does, in English.
    DescriptionEnglish,
    /// What it does, in French.
    DescriptionFrench,
    /// Its name in English.
    NameEnglish,
    /// Its name in French.
    NameFrench,
    /// Which languages it speaks.
    Languages,
    /// Whom it is for.
    Populations,
    /// What it costs.
    Fees,
    /// Whether proof of identity is needed.
    Identity,
    /// Whether one may come with children.
    Children,
    /// A public place without an address.
    Address,
    /// A place that may be known, without a point to measure from.
    Point,
    /// A page its facts were read on, when nobody has confirmed it.
    Source,
}

/// Every kind of lack.
pub const ALL: [Lack; 19] = [
    Lack::AnyContact,
    Lack::Phone,
    Lack::Needs,
    Lack::Hours,
    Lack::ServiceArea,
    Lack::PoliceReport,
    Lack::ImmigrationStatus,
    Lack::DescriptionEnglish,
    Lack::DescriptionFrench,
    Lack::NameEnglish,
    Lack::NameFrench,
    Lack::Languages,
    Lack::Populations,
    Lack::Fees,
    Lack::Identity,
    Lack::Children,
    Lack::Address,
    Lack::Point,
    Lack::Source,
];

impl Lack {
    /// The field to fill in.
    pub const fn field(self) -> Field {
        match self {
            Self::AnyContact | Self::Phone => Field::Phone(1, PhonePart::Number),
            Self::Needs => Field::Needs,
            Self::Hours => Field::ScheduleRule,
            Self::ServiceArea => Field::ServiceAreaExtentType,
            Self::PoliceReport => Field::PoliceReportNeeded,
            Self::ImmigrationStatus => Field::StatusNeeded,
            Self::DescriptionEnglish => Field::DescriptionEnglish,
            Self::DescriptionFrench => Field::DescriptionFrench,
            Self::NameEnglish => Field::NameEnglish,
            Self::NameFrench => Field::NameFrench,
            Self::Languages => Field::Languages,
            Self::Populations => Field::Populations,
            Self::Fees => Field::Fees,
            Self::Identity => Field::IdNeeded,
            Self::Children => Field::ChildrenWelcome,
            Self::Address => Field::Address1,
            Self::Point => Field::Point,
            Self::Source => Field::Source,
        }
    }
}

/// What `service` lacks, the weightiest first.
pub fn lacks(service: &Service) -> Vec<Lack> {
    ALL.into_iter()
        .filter(|lack| is_lacking(service, *lack))
        .collect()
}

fn is_lacking(service: &Service, lack: Lack) -> bool {
    let callable = service
        .phones
        .iter()
        .any(|phone| matches!(phone.kind, PhoneKind::Voice | PhoneKind::Sms));
    let other_way = service.email.is_some() || service.website.is_some();
    let access = &service.access;
    let location = service.location.as_ref();
    match lack {
        Lack::AnyContact => !callable && !other_way,
        Lack::Phone => !callable && other_way,
        Lack::Needs => service.needs.is_empty(),
        Lack::Hours => {
            let known = |rule: &Rule| *rule != Rule::Unknown;
            let of_phones = service
                .phones
                .iter()
                .filter_map(|phone| phone.hours.as_ref());
            !known(&service.hours.rule)
                && service.hours.note.is_empty()
                && !of_phones.into_iter().any(|hours| known(&hours.rule))
        }
        Lack::ServiceArea => {
            matches!(&service.coverage, Coverage::Provinces(provinces) if provinces.is_empty())
        }
        Lack::PoliceReport => access.police_report_needed.is_none(),
        Lack::ImmigrationStatus => access.status_needed.is_none(),
        Lack::DescriptionEnglish => service.description.en.is_empty(),
        Lack::DescriptionFrench => service.description.fr.is_empty(),
        Lack::NameEnglish => service.name.en.is_empty(),
        Lack::NameFrench => service.name.fr.is_empty(),
        Lack::Languages => service.languages.is_empty() && service.interpretation.is_empty(),
        Lack::Populations => !service.everyone && service.populations.is_empty(),
        Lack::Fees => service.fees == Fees::Unknown,
        Lack::Identity => access.id_needed.is_none(),
        Lack::Children => access.children_welcome.is_none(),
        Lack::Address => location.is_some_and(|place| {
            place.confidentiality == Confidentiality::Public && place.address.is_none()
        }),
        Lack::Point => location.is_some_and(|place| {
            place.confidentiality == Confidentiality::Public && place.point.is_none()
        }),
        Lack::Source => {
            service.provenance.source.is_empty() && service.provenance.verified_on.is_none()
        }
    }
}
