//! The tables of an export, under the names that HSDS 3.x gives them, and the many names they arrive
//! under.

use serde::{Deserialize, Serialize};

/// A table of HSDS, 1.x to 3.x.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// `organization`.
    Organization,
    /// `service`.
    Service,
    /// `location`.
    Location,
    /// `service_at_location`.
    ServiceAtLocation,
    /// `address`; 1.x and 2.x: `physical_address`.
    Address,
    /// 1.x and 2.x: `postal_address`. Where letters go is not where people go.
    PostalAddress,
    /// `phone`.
    Phone,
    /// `schedule`; 1.x: `regular_schedule`.
    Schedule,
    /// 1.x and 2.x: `holiday_schedule`.
    HolidaySchedule,
    /// `language`.
    Language,
    /// `service_area`.
    ServiceArea,
    /// 1.x and 2.x: `eligibility`.
    Eligibility,
    /// `attribute`; 1.x: `service_taxonomy`; 2.x: `service_attribute`, `other_attribute`.
    Attribute,
    /// `taxonomy_term`; 1.x: `taxonomy`.
    TaxonomyTerm,
    /// 3.x `taxonomy`: a list of terms, by its name.
    Taxonomy,
    /// `cost_option`; 1.x: `payment_accepted`.
    CostOption,
    /// `contact`.
    Contact,
    /// `program`.
    Program,
    /// `funding`.
    Funding,
    /// `required_document`.
    RequiredDocument,
    /// `accessibility`; 1.x and 2.x: `accessibility_for_disabilities`.
    Accessibility,
    /// `metadata`.
    Metadata,
    /// `meta_table_description`.
    MetaTableDescription,
    /// `organization_identifier`.
    OrganizationIdentifier,
    /// `url`.
    Url,
    /// `unit`.
    Unit,
    /// `service_capacity`.
    ServiceCapacity,
}

/// Every spelling, folded to letters only and without a plural's `s`, and the table it means.
const NAMES: &[(&str, Table)] = &[
    ("organization", Table::Organization),
    ("organisation", Table::Organization),
    ("agency", Table::Organization),
    ("agencie", Table::Organization),
    ("provider", Table::Organization),
    ("service", Table::Service),
    ("location", Table::Location),
    ("site", Table::Location),
    ("serviceatlocation", Table::ServiceAtLocation),
    ("servicesatlocation", Table::ServiceAtLocation),
    ("servicelocation", Table::ServiceAtLocation),
    ("address", Table::Address),
    ("addresse", Table::Address),
    ("addres", Table::Address),
    ("physicaladdress", Table::Address),
    ("physicaladdresse", Table::Address),
    ("postaladdress", Table::PostalAddress),
    ("postaladdresse", Table::PostalAddress),
    ("mailingaddress", Table::PostalAddress),
    ("mailaddress", Table::PostalAddress),
    ("mailaddresse", Table::PostalAddress),
    ("phone", Table::Phone),
    ("telephone", Table::Phone),
    ("schedule", Table::Schedule),
    ("regularschedule", Table::Schedule),
    ("hour", Table::Schedule),
    ("holidayschedule", Table::HolidaySchedule),
    ("language", Table::Language),
    ("servicearea", Table::ServiceArea),
    ("eligibility", Table::Eligibility),
    ("eligibilitie", Table::Eligibility),
    ("attribute", Table::Attribute),
    ("serviceattribute", Table::Attribute),
    ("otherattribute", Table::Attribute),
    ("servicetaxonomy", Table::Attribute),
    ("servicestaxonomy", Table::Attribute),
    ("servicetaxonomie", Table::Attribute),
    ("taxonomyterm", Table::TaxonomyTerm),
    ("term", Table::TaxonomyTerm),
    ("category", Table::TaxonomyTerm),
    ("categorie", Table::TaxonomyTerm),
    ("taxonomy", Table::Taxonomy),
    ("taxonomie", Table::Taxonomy),
    ("costoption", Table::CostOption),
    ("paymentaccepted", Table::CostOption),
    ("paymentsaccepted", Table::CostOption),
    ("fee", Table::CostOption),
    ("contact", Table::Contact),
    ("program", Table::Program),
    ("funding", Table::Funding),
    ("requireddocument", Table::RequiredDocument),
    ("accessibility", Table::Accessibility),
    ("accessibilityfordisability", Table::Accessibility),
    ("accessibilityfordisabilitie", Table::Accessibility),
    ("metadata", Table::Metadata),
    ("metatabledescription", Table::MetaTableDescription),
    ("organizationidentifier", Table::OrganizationIdentifier),
    ("url", Table::Url),
    ("additionalwebsite", Table::Url),
    ("additionalurl", Table::Url),
    ("unit", Table::Unit),
    ("servicecapacity", Table::ServiceCapacity),
    ("capacity", Table::ServiceCapacity),
    ("capacitie", Table::ServiceCapacity),
];

impl Table {
    /// The name HSDS gives it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Service => "service",
            Self::Location => "location",
            Self::ServiceAtLocation => "service_at_location",
            Self::Address => "address",
            Self::PostalAddress => "postal_address",
            Self::Phone => "phone",
            Self::Schedule => "schedule",
            Self::HolidaySchedule => "holiday_schedule",
            Self::Language => "language",
            Self::ServiceArea => "service_area",
            Self::Eligibility => "eligibility",
            Self::Attribute => "attribute",
            Self::TaxonomyTerm => "taxonomy_term",
            Self::Taxonomy => "taxonomy",
            Self::CostOption => "cost_option",
            Self::Contact => "contact",
            Self::Program => "program",
            Self::Funding => "funding",
            Self::RequiredDocument => "required_document",
            Self::Accessibility => "accessibility",
            Self::Metadata => "metadata",
            Self::MetaTableDescription => "meta_table_description",
            Self::OrganizationIdentifier => "organization_identifier",
            Self::Url => "url",
            Self::Unit => "unit",
            Self::ServiceCapacity => "service_capacity",
        }
    }

    /// The table that a file's, a key's or a model's name means. `exact` is false when a letter had to
    /// be changed to read it.
    pub fn named(name: &str) -> Option<(Self, bool)> {
        let folded = folded(name);
        let known = NAMES.iter().find(|(known, _)| *known == folded);
        if let Some((_, table)) = known {
            return Some((*table, true));
        }
        if folded.len() < 5 {
            return None;
        }
        let mut near = NAMES.iter().filter(|(known, _)| {
            known.len() >= 5
                && crate::geography::edits(folded.as_bytes(), known.as_bytes(), 1).is_some()
        });
        let (_, table) = near.next()?;
        near.all(|(_, other)| other == table)
            .then_some((*table, false))
    }
}

/// A file's name without folder and ending, in letters only, without a plural's `s`.
fn folded(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let base = match base.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 6 => stem,
        _ => base,
    };
    let mut letters: String = base
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    if letters.starts_with("hsds") {
        letters.drain(..4);
    }
    if letters.ends_with('s') && !letters.ends_with("ss") {
        letters.pop();
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_every_name_they_have_been_seen_under() {
        for (name, table) in [
            ("organizations.csv", Table::Organization),
            ("data/services.csv", Table::Service),
            ("services_at_location.csv", Table::ServiceAtLocation),
            ("service_at_locations.csv", Table::ServiceAtLocation),
            ("services_taxonomy.csv", Table::Attribute),
            ("taxonomy.csv", Table::Taxonomy),
            ("holiday_schedules.csv", Table::HolidaySchedule),
            ("regular_schedules.csv", Table::Schedule),
            ("eligibility.csv", Table::Eligibility),
            ("physical_addresses.csv", Table::Address),
            ("addresses.csv", Table::Address),
            ("postal_address", Table::PostalAddress),
            ("hsds_phone.csv", Table::Phone),
            ("..\\..\\phones.csv", Table::Phone),
            ("url.csv", Table::Url),
        ] {
            assert_eq!(Table::named(name), Some((table, true)), "{name}");
        }
    }

    #[test]
    fn one_letter_off_is_still_read_and_said() {
        assert_eq!(
            Table::named("organisatons.csv"),
            Some((Table::Organization, false))
        );
        assert_eq!(Table::named("locatons.csv"), Some((Table::Location, false)));
        assert_eq!(Table::named("readme.csv"), None);
        assert_eq!(Table::named("x.csv"), None);
    }
}
