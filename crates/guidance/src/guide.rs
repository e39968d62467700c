//! One guide: what both languages share (`guide.toml`), and each language (`en.md`, `fr.md`).

use jiff::civil::Date;
use kernel::{Lang, Text};
use serde::Deserialize;

use crate::article::Article;

/// What a guide is for; the order of the list on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What to do now.
    Respond,
    /// Signs of a form of exploitation. They carry no score.
    Recognise,
    /// The same for one kind of reader.
    Audience,
    /// Rights and papers.
    Rights,
    /// Telling somebody who must know.
    Report,
    /// Looking after those who help.
    Care,
}

/// How well a fact is known, in the directory's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in the source itself.
    ReadFromSource,
    /// Read where somebody tells what the source says.
    ReadFromSecondary,
    /// Not read anywhere: shown as not verified.
    FromMemory,
}

impl Confidence {
    /// Whether the page must say that the fact is not verified.
    pub const fn is_verified(self) -> bool {
        matches!(self, Self::ReadFromSource | Self::ReadFromSecondary)
    }
}

/// Where facts of a guide come from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name in the text: `[^id]`.
    pub id: String,
    /// Who says it and where.
    pub title: Text,
    /// The address; shown as text, never opened by the page. May be missing when nothing was read.
    pub url: Option<String>,
    /// The month in which it was read: `2026-11`.
    pub read_on: Option<String>,
    /// How well it is known.
    pub confidence: Confidence,
}

/// What the finder is asked for at the end of a guide; ids of content/taxonomy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalServices {
    /// Needs, the first most of all; at least one.
    pub needs: Vec<String>,
    /// Who it is for.
    #[serde(default)]
    pub populations: Vec<String>,
    /// Kinds of exploitation.
    #[serde(default)]
    pub exploitation: Vec<String>,
}

/// What both languages share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) number: u16,
    pub(crate) kind: Kind,
    pub(crate) licence: String,
    pub(crate) version: u32,
    pub(crate) checked_on: Date,
    pub(crate) review_by: Date,
    pub(crate) reviewed_by: Vec<String>,
    pub(crate) local_services: LocalServices,
    #[serde(default)]
    pub(crate) source: Vec<Source>,
}

/// A guide in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// Its folder, for links between guides. Never in an address: it names a topic.
    pub slug: String,
    /// Its place in the list and in addresses, which must not name a topic. Never used again for
    /// another guide.
    pub number: u16,
    /// What it is for.
    pub kind: Kind,
    /// The licence of its words.
    pub licence: String,
    /// Counts up when what it says changes.
    pub version: u32,
    /// The day on which its facts were last held against their sources.
    pub checked_on: Date,
    /// The day by which they must be looked at again.
    pub review_by: Date,
    /// Who besides the writer has read it, and as what; empty: nobody yet, and the page says so.
    pub reviewed_by: Vec<String>,
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// What the finder is asked for at its end.
    pub local_services: LocalServices,
    /// English.
    pub en: Article,
    /// French.
    pub fr: Article,
}

impl Guide {
    /// The guide in `lang`.
    pub const fn article(&self, lang: Lang) -> &Article {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
}
