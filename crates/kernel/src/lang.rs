//! The two languages, and text that exists in both.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the interface and of the content. Adding one is a content pack, not a rewrite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Canadian English.
    En,
    /// Canadian French.
    Fr,
}

impl Lang {
    /// Both, in the order of their codes; neither is the default.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The two-letter code, as it stands in addresses (`/en/…`, `/fr/…`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The BCP 47 tag for the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en-CA",
            Self::Fr => "fr-CA",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Fr,
            Self::Fr => Self::En,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// A language code that is neither `en` nor `fr`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: use en or fr")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "en" | "en-CA" => Ok(Self::En),
            "fr" | "fr-CA" => Ok(Self::Fr),
            _ => Err(UnknownLang(code.to_owned())),
        }
    }
}

/// Text in both languages. An empty side means "not written yet": it is labelled, never passed off
/// as the other language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    #[serde(default)]
    pub en: String,
    /// French.
    #[serde(default)]
    pub fr: String,
}

impl Text {
    /// Both sides at once.
    pub fn new(en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            fr: fr.into(),
        }
    }

    /// The side in `lang`, possibly empty.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }

    /// The side to show and the language it is really in, so that a page can label it.
    pub fn shown(&self, lang: Lang) -> (&str, Lang) {
        if self.get(lang).is_empty() {
            (self.get(lang.other()), lang.other())
        } else {
            (self.get(lang), lang)
        }
    }

    /// Neither side is written.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.fr.is_empty()
    }

    /// Both sides are written.
    pub fn is_complete(&self) -> bool {
        !self.en.is_empty() && !self.fr.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_side_is_shown_as_what_it_is() {
        let text = Text::new("Help line", "");
        assert_eq!(text.shown(Lang::Fr), ("Help line", Lang::En));
        assert_eq!(text.shown(Lang::En), ("Help line", Lang::En));
        assert!(!text.is_complete());
    }

    #[test]
    fn codes_round_trip() {
        for lang in Lang::ALL {
            assert_eq!(lang.code().parse(), Ok(lang));
            assert_eq!(lang.tag().parse(), Ok(lang));
            assert_eq!(lang.other().other(), lang);
        }
        assert!("de".parse::<Lang>().is_err());
    }
}
