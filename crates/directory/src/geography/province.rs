//! The thirteen provinces and territories.

use std::fmt;
use std::str::FromStr;

use kernel::Text;
use serde::{Deserialize, Serialize};

/// A province or territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Province {
    /// Alberta.
    AB,
    /// British Columbia.
    BC,
    /// Manitoba.
    MB,
    /// New Brunswick.
    NB,
    /// Newfoundland and Labrador.
    NL,
    /// Nova Scotia.
    NS,
    /// Northwest Territories.
    NT,
    /// Nunavut.
    NU,
    /// Ontario.
    ON,
    /// Prince Edward Island.
    PE,
    /// Québec.
    QC,
    /// Saskatchewan.
    SK,
    /// Yukon.
    YT,
}

/// Not one of the thirteen codes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown province {0:?}: use the two-letter code, such as BC or NT")]
pub struct UnknownProvince(pub String);

impl Province {
    /// All thirteen, by code.
    pub const ALL: [Self; 13] = [
        Self::AB,
        Self::BC,
        Self::MB,
        Self::NB,
        Self::NL,
        Self::NS,
        Self::NT,
        Self::NU,
        Self::ON,
        Self::PE,
        Self::QC,
        Self::SK,
        Self::YT,
    ];

    /// The two-letter code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AB => "AB",
            Self::BC => "BC",
            Self::MB => "MB",
            Self::NB => "NB",
            Self::NL => "NL",
            Self::NS => "NS",
            Self::NT => "NT",
            Self::NU => "NU",
            Self::ON => "ON",
            Self::PE => "PE",
            Self::QC => "QC",
            Self::SK => "SK",
            Self::YT => "YT",
        }
    }

    /// Its name.
    pub fn name(self) -> Text {
        let (en, fr) = match self {
            Self::AB => ("Alberta", "Alberta"),
            Self::BC => ("British Columbia", "Colombie-Britannique"),
            Self::MB => ("Manitoba", "Manitoba"),
            Self::NB => ("New Brunswick", "Nouveau-Brunswick"),
            Self::NL => ("Newfoundland and Labrador", "Terre-Neuve-et-Labrador"),
            Self::NS => ("Nova Scotia", "Nouvelle-Écosse"),
            Self::NT => ("Northwest Territories", "Territoires du Nord-Ouest"),
            Self::NU => ("Nunavut", "Nunavut"),
            Self::ON => ("Ontario", "Ontario"),
            Self::PE => ("Prince Edward Island", "Île-du-Prince-Édouard"),
            Self::QC => ("Quebec", "Québec"),
            Self::SK => ("Saskatchewan", "Saskatchewan"),
            Self::YT => ("Yukon", "Yukon"),
        };
        Text::new(en, fr)
    }

    /// Other ways people write it, besides its code and its names: old codes, French codes,
    /// abbreviations.
    pub(super) const fn also(self) -> &'static [&'static str] {
        match self {
            Self::AB => &["Alta", "Alb"],
            Self::BC => &["C.-B."],
            Self::MB => &["Man"],
            Self::NB => &["N.-B."],
            Self::NL => &[
                "Nfld",
                "Newfoundland",
                "Terre-Neuve",
                "Labrador",
                "T.-N.-L.",
            ],
            Self::NS => &["N.-É."],
            Self::NT => &["NWT", "T.N.-O.", "North West Territories"],
            Self::NU => &["Nvt", "Nun"],
            Self::ON => &["Ont"],
            Self::PE => &["PEI", "Î.-P.-É."],
            Self::QC => &["PQ", "Que", "P.Q."],
            Self::SK => &["Sask"],
            Self::YT => &["YK", "Yukon Territory", "Territoire du Yukon"],
        }
    }

    /// The province that a cell of a table means: its code, its name in either language, an old code or
    /// an abbreviation.
    pub(crate) fn read(written: &str) -> Option<Self> {
        if let Ok(province) = written.trim().parse() {
            return Some(province);
        }
        let written = super::names::key(written);
        if written.is_empty() {
            return None;
        }
        Self::ALL.into_iter().find(|province| {
            let name = province.name();
            [province.code(), &name.en, &name.fr]
                .into_iter()
                .chain(province.also().iter().copied())
                .any(|known| super::names::key(known) == written)
        })
    }

    /// One bit each, for sets of provinces.
    pub const fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

impl fmt::Display for Province {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for Province {
    type Err = UnknownProvince;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|province| province.code().eq_ignore_ascii_case(code))
            .ok_or_else(|| UnknownProvince(code.to_owned()))
    }
}

impl TryFrom<String> for Province {
    type Error = UnknownProvince;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<Province> for String {
    fn from(province: Province) -> Self {
        province.code().to_owned()
    }
}
