//! What speaks for and against a pair, in words a page can translate.

use serde::{Deserialize, Serialize};

use super::compare::{self, Grades};
use super::model::Model;

/// A fact that two records were compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The organization's name.
    Organization,
    /// The service's name.
    Name,
    /// Telephone numbers.
    Phone,
    /// The page.
    Website,
    /// The mailbox.
    Email,
    /// Town and street.
    Place,
    /// The first three characters of the postal code.
    PostalArea,
    /// The description.
    Description,
    /// Languages spoken, or named in a name.
    Languages,
}

impl Field {
    /// All, in the order in which a person would look.
    pub const ALL: [Self; 9] = [
        Self::Organization,
        Self::Name,
        Self::Phone,
        Self::Website,
        Self::Email,
        Self::Place,
        Self::PostalArea,
        Self::Description,
        Self::Languages,
    ];

    /// The word of its message key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Website => "website",
            Self::Email => "email",
            Self::Place => "place",
            Self::PostalArea => "postal-area",
            Self::Description => "description",
            Self::Languages => "languages",
        }
    }
}

/// How two records compare in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// The same.
    Same,
    /// The same but for spelling, an abbreviation or a digit.
    Close,
    /// In part: the same site but another page, the same town but another house.
    Part,
    /// One is in English, the other in French.
    OtherLanguage,
    /// Different.
    Different,
    /// One of them does not say.
    Unknown,
}

impl Agreement {
    /// The word of its message key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Close => "close",
            Self::Part => "part",
            Self::OtherLanguage => "other-language",
            Self::Different => "different",
            Self::Unknown => "unknown",
        }
    }
}

/// What one field says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The field.
    pub field: Field,
    /// What it says.
    pub agreement: Agreement,
    /// Natural log odds it adds by itself: above 0 it speaks for the pair.
    pub weight: f32,
}

/// The evidence behind grades, in the order of [`Field::ALL`].
pub(super) fn of(grades: &Grades, model: &Model) -> [Evidence; 9] {
    let evidence = |field: Field| {
        let at = field as usize;
        let grade = grades[at];
        Evidence {
            field,
            agreement: agreement(at, grade),
            weight: model.weight(at, grade) - model.weight(at, 0),
        }
    };
    Field::ALL.map(evidence)
}

const fn agreement(field: usize, grade: u8) -> Agreement {
    use Agreement::{Close, Different, OtherLanguage, Part, Same, Unknown};
    match (field, grade) {
        (_, 0) => Unknown,
        (compare::ORGANIZATION, 6..=8)
        | (compare::NAME, 9)
        | (compare::PHONE, 3..)
        | (compare::WEBSITE, 2..=5)
        | (compare::EMAIL, 3)
        | (compare::PLACE, 7)
        | (compare::POSTAL_AREA, 2)
        | (compare::DESCRIPTION, 6)
        | (compare::LANGUAGES, 5) => Same,
        (compare::ORGANIZATION | compare::DESCRIPTION, 4..=5)
        | (compare::NAME, 6..=8 | 14)
        | (compare::PHONE, 2) => Close,
        (compare::ORGANIZATION, 9..) | (compare::NAME, 10..=12) => OtherLanguage,
        (compare::ORGANIZATION | compare::DESCRIPTION, 2..=3)
        | (compare::NAME, 2..=5 | 13)
        | (compare::WEBSITE, 6)
        | (compare::EMAIL, 2)
        | (compare::PLACE, 3..=6)
        | (compare::LANGUAGES, 3..=4) => Part,
        _ => Different,
    }
}
