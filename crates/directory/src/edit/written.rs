//! A service written as texts, one for each field.

use kernel::Text;
use serde::Serialize;

use super::{Field, Values, hours, phones};
use crate::location::{Coverage, Location};
use crate::service::{Access, Service};
use crate::taxonomy::TermId;

impl Values {
    /// Every fact of a service that people edit. What verifying changes is not among them.
    pub fn of(service: &Service) -> Self {
        let mut values = Self::new();
        let into = &mut values;
        let both = |into: &mut Self, fields: [Field; 2], text: &Text| {
            into.set(fields[0], &text.en);
            into.set(fields[1], &text.fr);
        };
        both(into, [Field::NameEnglish, Field::NameFrench], &service.name);
        both(
            into,
            [Field::DescriptionEnglish, Field::DescriptionFrench],
            &service.description,
        );
        both(
            into,
            [Field::InterpretationEnglish, Field::InterpretationFrench],
            &service.interpretation,
        );
        into.set(Field::Status, &word(&service.status));
        into.set(Field::Listed, yes_or_no(service.listed));
        into.set(Field::Everyone, yes(service.everyone));
        into.set(Field::Dedicated, yes(service.dedicated));
        into.set(Field::Needs, &terms(&service.needs));
        into.set(Field::Populations, &terms(&service.populations));
        into.set(Field::Exploitation, &terms(&service.exploitation));
        if service.fees == crate::service::Fees::Free {
            into.set(Field::Fees, &word(&service.fees));
        }
        into.set(Field::Email, service.email.as_deref().unwrap_or_default());
        into.set(Field::Url, service.website.as_deref().unwrap_or_default());
        into.set(Field::Languages, &service.languages.join(", "));
        phones::write(&service.phones, into);
        hours::write(&service.hours, into);
        coverage(&service.coverage, into);
        if let Some(location) = &service.location {
            place(location, into);
        }
        access(&service.access, into);
        let provenance = &service.provenance;
        into.set(Field::Source, &provenance.source.join("\n"));
        into.set(
            Field::SourceDate,
            provenance.source_date.as_deref().unwrap_or_default(),
        );
        into.set(Field::ReadOn, &provenance.read_on);
        into.set(Field::Confidence, &word(&provenance.confidence));
        into.set(Field::Note, provenance.note.as_deref().unwrap_or_default());
        values
    }
}

/// The word of an enumeration, as it stands in the content files.
pub(super) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "" }
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

fn known(value: Option<bool>) -> &'static str {
    value.map_or("", yes_or_no)
}

fn terms(terms: &[TermId]) -> String {
    let ids: Vec<&str> = terms.iter().map(TermId::as_str).collect();
    ids.join(", ")
}

fn coverage(coverage: &Coverage, into: &mut Values) {
    let (kind, extent) = match coverage {
        Coverage::National => ("national", String::new()),
        Coverage::Provinces(provinces) => {
            let codes: Vec<&str> = provinces.iter().map(|province| province.code()).collect();
            ("provinces", codes.join(", "))
        }
        Coverage::Region(id) => ("region", id.0.clone()),
        Coverage::Radius { km } => ("radius", km.to_string()),
    };
    into.set(Field::ServiceAreaExtentType, kind);
    into.set(Field::ServiceAreaExtent, &extent);
}

fn place(location: &Location, into: &mut Values) {
    into.set(Field::Confidentiality, &word(&location.confidentiality));
    into.set(Field::City, &location.city);
    into.set(Field::StateProvince, location.province.code());
    into.set(
        Field::Address1,
        location.address.as_deref().unwrap_or_default(),
    );
    if let Some(point) = location.point {
        let text = format!("{}, {}", point.latitude, point.longitude);
        into.set(Field::Point, &text);
    }
    into.set(Field::PointPrecision, &word(&location.precision));
}

fn access(access: &Access, into: &mut Values) {
    for (field, value) in [
        (Field::PoliceReportNeeded, access.police_report_needed),
        (Field::StatusNeeded, access.status_needed),
        (Field::IdNeeded, access.id_needed),
        (Field::ChildrenWelcome, access.children_welcome),
        (Field::PetsWelcome, access.pets_welcome),
        (Field::IndigenousLed, access.indigenous_led),
        (Field::ByAndFor, access.by_and_for),
    ] {
        into.set(field, known(value));
    }
    if let Some(gender) = access.gender {
        into.set(Field::Gender, &word(&gender));
    }
    for (field, value) in [
        (Field::MinimumAge, access.minimum_age),
        (Field::MaximumAge, access.maximum_age),
    ] {
        into.set(field, &value.map(|age| age.to_string()).unwrap_or_default());
    }
}
