//! Making one record of two, field by field, and what differs between them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::location::{Confidentiality, Coverage, Location};
use crate::service::Service;

/// A field whose value is taken from one record or the other. Telephone numbers and sources are not
/// chosen: both records' are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MergeField {
    /// Which organization it belongs to.
    Organization,
    /// Its name in English.
    NameEn,
    /// Its name in French.
    NameFr,
    /// What it does, in English.
    DescriptionEn,
    /// What it does, in French.
    DescriptionFr,
    /// HSDS `status`.
    Status,
    /// HSDS `email`.
    Email,
    /// HSDS `url`.
    Website,
    /// Where it is. Can be chosen only when both places are public.
    Location,
    /// Whom it reaches.
    Coverage,
    /// When it is open.
    Hours,
    /// Languages spoken, and interpretation.
    Languages,
    /// Needs, populations and kinds of exploitation.
    Taxonomy,
    /// What it costs.
    Fees,
    /// What one needs, and need not, to be helped.
    Access,
}

impl MergeField {
    /// All, in the order of a record's page.
    pub const ALL: [Self; 15] = [
        Self::NameEn,
        Self::NameFr,
        Self::Organization,
        Self::DescriptionEn,
        Self::DescriptionFr,
        Self::Status,
        Self::Email,
        Self::Website,
        Self::Location,
        Self::Coverage,
        Self::Hours,
        Self::Languages,
        Self::Taxonomy,
        Self::Fees,
        Self::Access,
    ];

    /// Its word in forms and message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::NameEn => "name-en",
            Self::NameFr => "name-fr",
            Self::DescriptionEn => "description-en",
            Self::DescriptionFr => "description-fr",
            Self::Status => "status",
            Self::Email => "email",
            Self::Website => "website",
            Self::Location => "location",
            Self::Coverage => "coverage",
            Self::Hours => "hours",
            Self::Languages => "languages",
            Self::Taxonomy => "taxonomy",
            Self::Fees => "fees",
            Self::Access => "access",
        }
    }

    /// Whether two records say the same here.
    pub fn agrees(self, one: &Service, other: &Service) -> bool {
        match self {
            Self::Organization => one.organization_id == other.organization_id,
            Self::NameEn => one.name.en == other.name.en,
            Self::NameFr => one.name.fr == other.name.fr,
            Self::DescriptionEn => one.description.en == other.description.en,
            Self::DescriptionFr => one.description.fr == other.description.fr,
            Self::Status => one.status == other.status && one.listed == other.listed,
            Self::Email => one.email == other.email,
            Self::Website => one.website == other.website,
            Self::Location => one.location == other.location,
            Self::Coverage => one.coverage == other.coverage,
            Self::Hours => one.hours == other.hours,
            Self::Languages => {
                one.languages == other.languages && one.interpretation == other.interpretation
            }
            Self::Taxonomy => {
                one.needs == other.needs
                    && one.everyone == other.everyone
                    && one.populations == other.populations
                    && one.exploitation == other.exploitation
                    && one.dedicated == other.dedicated
            }
            Self::Fees => one.fees == other.fees,
            Self::Access => one.access == other.access,
        }
    }

    /// Whether a record says nothing here, so that the other's word is the better one.
    pub fn is_empty(self, service: &Service) -> bool {
        match self {
            Self::NameEn => service.name.en.is_empty(),
            Self::NameFr => service.name.fr.is_empty(),
            Self::DescriptionEn => service.description.en.is_empty(),
            Self::DescriptionFr => service.description.fr.is_empty(),
            Self::Email => service.email.is_none(),
            Self::Website => service.website.is_none(),
            Self::Location => service.location.is_none(),
            Self::Hours => service.hours == crate::hours::Hours::unknown(),
            Self::Languages => service.languages.is_empty() && service.interpretation.is_empty(),
            Self::Taxonomy => service.needs.is_empty(),
            Self::Fees => service.fees == crate::service::Fees::Unknown,
            Self::Access => service.access == crate::service::Access::default(),
            Self::Organization | Self::Status | Self::Coverage => false,
        }
    }

    /// Whether the other record's value may be taken. A place that is not public stays where it is:
    /// it must not end in a record that other people may read. Nor may an area of so many kilometres come
    /// to such a place: it would be published around it, and tell in which province it is.
    pub fn may_be_taken(self, survivor: &Service, other: &Service) -> bool {
        let public = |location: &Option<Location>| {
            location
                .as_ref()
                .is_none_or(|location| location.confidentiality == Confidentiality::Public)
        };
        match self {
            Self::Location => public(&survivor.location) && public(&other.location),
            Self::Coverage => {
                public(&survivor.location) || !matches!(other.coverage, Coverage::Radius { .. })
            }
            _ => true,
        }
    }

    fn take(self, into: &mut Service, from: &Service) {
        match self {
            Self::Organization => into.organization_id = from.organization_id,
            Self::NameEn => into.name.en.clone_from(&from.name.en),
            Self::NameFr => into.name.fr.clone_from(&from.name.fr),
            Self::DescriptionEn => into.description.en.clone_from(&from.description.en),
            Self::DescriptionFr => into.description.fr.clone_from(&from.description.fr),
            Self::Status => {
                into.status = from.status;
                into.listed = from.listed;
            }
            Self::Email => into.email.clone_from(&from.email),
            Self::Website => into.website.clone_from(&from.website),
            Self::Location => into.location.clone_from(&from.location),
            Self::Coverage => into.coverage.clone_from(&from.coverage),
            Self::Hours => into.hours.clone_from(&from.hours),
            Self::Languages => {
                into.languages.clone_from(&from.languages);
                into.interpretation.clone_from(&from.interpretation);
            }
            Self::Taxonomy => {
                into.needs.clone_from(&from.needs);
                into.everyone = from.everyone;
                into.populations.clone_from(&from.populations);
                into.exploitation.clone_from(&from.exploitation);
                into.dedicated = from.dedicated;
            }
            Self::Fees => into.fees = from.fees,
            Self::Access => into.access.clone_from(&from.access),
        }
    }
}

/// From which record a field is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The record that stays.
    Survivor,
    /// The record that goes.
    Other,
}

/// From which record each field is taken. What is not named is taken from the survivor, or from the
/// other where the survivor says nothing.
pub type Choices = BTreeMap<MergeField, Side>;

/// The side a field is taken from when nobody chooses.
pub fn proposed(field: MergeField, survivor: &Service, other: &Service) -> Side {
    let other_knows_more =
        field.is_empty(survivor) && !field.is_empty(other) && field.may_be_taken(survivor, other);
    if other_knows_more {
        Side::Other
    } else {
        Side::Survivor
    }
}

/// The fields in which two records differ.
pub fn differences(one: &Service, other: &Service) -> Vec<MergeField> {
    MergeField::ALL
        .into_iter()
        .filter(|field| !field.agrees(one, other))
        .collect()
}

/// A place that is not public would have moved into another record, or an area around one would have been
/// published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the place of one of the records is not public, so it cannot be taken over, nor can an area around it"
)]
pub struct ConfidentialPlace;

/// One record of two. It keeps the survivor's id and provenance; telephone numbers and sources of the
/// other follow its own.
pub fn merge(
    survivor: &Service,
    other: &Service,
    choices: &Choices,
) -> Result<Service, ConfidentialPlace> {
    let mut merged = survivor.clone();
    for field in MergeField::ALL {
        let side = choices
            .get(&field)
            .copied()
            .unwrap_or_else(|| proposed(field, survivor, other));
        if side == Side::Other {
            if !field.may_be_taken(survivor, other) {
                return Err(ConfidentialPlace);
            }
            field.take(&mut merged, other);
        }
    }
    for phone in &other.phones {
        let there = merged.phones.iter().any(|known| {
            (&known.number, &known.extension, known.kind)
                == (&phone.number, &phone.extension, phone.kind)
        });
        if !there {
            merged.phones.push(phone.clone());
        }
    }
    for page in &other.provenance.source {
        if !merged.provenance.source.contains(page) {
            merged.provenance.source.push(page.clone());
        }
    }
    Ok(merged)
}
