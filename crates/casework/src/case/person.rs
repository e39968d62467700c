//! What is kept of the person: an alias, and more only for a purpose that is written beside it.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{Private, WorkerId};

/// A language by its tag (BCP 47), such as `es`, `zh-Hant`, `cr` or `moe`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

/// It does not have the shape of a language tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language tag: use a code such as es, zh-Hant or cr")]
pub struct LanguageTagError;

impl LanguageTag {
    /// The tag, in the usual case of its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language itself, without script or region: two or three letters.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::str::FromStr for LanguageTag {
    type Err = LanguageTagError;

    /// The shapes that RFC 5646 has for language, script, region and variants; no extensions.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let mut tag = String::with_capacity(written.len());
        for (at, part) in written.trim().split(['-', '_']).enumerate() {
            let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            let any = part.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let part = match (at, part.len()) {
                (0, 2 | 3) if letters => part.to_ascii_lowercase(),
                (0, _) => return Err(LanguageTagError),
                (_, 4) if letters => {
                    let lower = part.to_ascii_lowercase();
                    lower[..1].to_ascii_uppercase() + &lower[1..]
                }
                (_, 2) if letters => part.to_ascii_uppercase(),
                (_, 3) if digits => part.to_owned(),
                (_, 4..=8) if any => part.to_ascii_lowercase(),
                _ => return Err(LanguageTagError),
            };
            if at > 4 {
                return Err(LanguageTagError);
            }
            if at > 0 {
                tag.push('-');
            }
            tag.push_str(&part);
        }
        Ok(Self(tag))
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = LanguageTagError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse()
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

/// Something that is kept only because somebody wrote down what for (product.md, rule 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept<T> {
    /// The thing.
    pub value: T,
    /// What it is needed for.
    pub purpose: Private,
    /// Who kept it.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
}

impl<T> Kept<T> {
    /// Keeps `value`, unless no purpose is given.
    pub fn new(value: T, purpose: Private, by: WorkerId, at: Timestamp) -> Option<Self> {
        (!purpose.is_empty()).then_some(Self {
            value,
            purpose,
            by,
            at,
        })
    }
}

/// Who she is, as far as the work needs it. All of it is sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// What she wants to be called.
    pub alias: Private,
    /// The pronouns she uses, in her words.
    pub pronouns: Private,
    /// HTCDS `prs_FirstName`, `prs_MiddleName`, `prs_SecondName` in one.
    pub legal_name: Option<Kept<LegalName>>,
    /// HTCDS `prs_Birthdate`.
    pub birth_date: Option<Kept<Date>>,
    /// HTCDS `prs_Gender`, in our own superset.
    pub gender: Option<crate::fact::Gender>,
    /// HTCDS `prs_Citizenship` (ISO 3166-1 alpha-2).
    pub citizenships: Option<Kept<Vec<String>>>,
    /// Her own words on being First Nations, Inuit or Métis, and which Nation or community; only if she
    /// wants it known, and never counted without the Nation's leave.
    pub indigenous_identity: Option<Kept<Private>>,
    /// What matters for her health, for whoever must know.
    pub health: Option<Kept<Private>>,
    /// Her status in Canada.
    pub immigration_status: Option<Kept<Private>>,
}

/// The names by which a referral narrows what it shows of who she is: of a kind of data that may travel, no
/// more than was chosen.
pub const IDENTITY_FIELDS: [&str; 6] = [
    "alias",
    "pronouns",
    "gender",
    "legal-name",
    "birth-date",
    "citizenships",
];

impl Person {
    /// The same with only those of [`IDENTITY_FIELDS`] that `shows` says; what is of another kind stays.
    #[must_use]
    pub fn narrowed(self, shows: impl Fn(&str) -> bool) -> Self {
        let shown = |name: &str, words: Private| {
            if shows(name) {
                words
            } else {
                Private::default()
            }
        };
        Self {
            alias: shown("alias", self.alias),
            pronouns: shown("pronouns", self.pronouns),
            gender: self.gender.filter(|_| shows("gender")),
            legal_name: self.legal_name.filter(|_| shows("legal-name")),
            birth_date: self.birth_date.filter(|_| shows("birth-date")),
            citizenships: self.citizenships.filter(|_| shows("citizenships")),
            ..self
        }
    }
}

/// A name on papers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LegalName {
    /// HTCDS `prs_FirstName`.
    pub first: Private,
    /// HTCDS `prs_MiddleName`.
    pub middle: Private,
    /// HTCDS `prs_SecondName`: the family name.
    pub second: Private,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_take_their_usual_shape() {
        for (written, tag) in [
            ("ES", "es"),
            ("zh-hant", "zh-Hant"),
            ("pt_br", "pt-BR"),
            ("moe", "moe"),
            ("es-419", "es-419"),
            ("cr-Cans-ca", "cr-Cans-CA"),
        ] {
            assert_eq!(written.parse::<LanguageTag>().expect(written).as_str(), tag);
        }
        for bad in [
            "",
            "e",
            "english",
            "en--CA",
            "é",
            "en-x",
            "e1",
            "en-a-b-c-d-e",
        ] {
            assert_eq!(bad.parse::<LanguageTag>(), Err(LanguageTagError), "{bad}");
        }
    }

    #[test]
    fn nothing_is_kept_without_a_purpose() {
        let by = WorkerId(uuid::Uuid::nil());
        let at = Timestamp::UNIX_EPOCH;
        assert!(Kept::new(1, Private::new(" \u{200b}"), by, at).is_none());
        assert!(Kept::new(1, Private::new("for the permit"), by, at).is_some());
    }

    #[test]
    fn a_person_is_not_printed() {
        let person = Person {
            alias: "Example".into(),
            ..Person::default()
        };
        assert!(!format!("{person:?}").contains("Example"));
    }
}
