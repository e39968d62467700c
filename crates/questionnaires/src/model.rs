//! What the file of an instrument may say. Field names are FHIR R4's where FHIR has them (`linkId`,
//! `enableWhen`, `answerOption`, `answerValueSet`); the rest is ours and is described here.

mod item;
mod scoring;

use jiff::civil::Date;
use kernel::Text;
use serde::{Deserialize, Serialize};

pub use item::{
    AnswerOption, EnableBehavior, EnableWhen, Item, ItemType, Meaning, Operator, Value, ValueSet,
};
pub use scoring::{
    Action, Band, Class, Clause, Contradiction, Count, Dimension, Element, Expression, Lens,
    Method, Rule, Score, Unclassified,
};

/// The `linkId` of the question: who fills the form in, and the answer for "somebody else, together with
/// the person". An instrument whose items have `told` asks it.
pub const FILLED: (&str, &str) = ("filled", "with");

/// One instrument in one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Questionnaire {
    /// Lower-case letters, digits and hyphens; unique together with the version.
    pub id: String,
    /// Changes whenever an item, an option, a weight or a rule changes; answers keep it.
    pub version: String,
    /// Whether it may be used.
    pub status: Status,
    /// What it is called.
    pub title: Text,
    /// What it is for and how it is to be used, in plain words.
    pub description: Text,
    /// Sentences that stand on every page and print of it, such as "no checklist proves trafficking".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notice: Vec<Text>,
    /// Where it comes from and how well that is known.
    pub provenance: Provenance,
    /// Present: it has no items yet, and this says what must be obtained first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_available: Option<Missing>,
    /// Present: it can be answered but not scored, and this says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_scored: Option<Missing>,
    /// Lists of answers that several items share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub value_set: Vec<ValueSet>,
    /// How strengths add up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rule: Vec<Rule>,
    /// Groups of indicators that a rule is applied to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimension: Vec<Dimension>,
    /// Sums and means of weights.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub score: Vec<Score>,
    /// Ways to look at the same answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lens: Vec<Lens>,
    /// Answers that cannot both be right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradiction: Vec<Contradiction>,
    /// What to do next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub action: Vec<Action>,
    /// What is asked or noted, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<Item>,
}

/// FHIR's publication status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being written, or waiting for what is missing.
    Draft,
    /// May be used.
    Active,
    /// Kept for the answers that were given with it.
    Retired,
}

/// How well something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Read in a copy of the source itself.
    Source,
    /// Read in another text that cites the source.
    Secondary,
    /// Not read; to be checked before anybody relies on it. Pages say so.
    Memory,
    /// Our own, not taken from a published instrument.
    Ours,
}

/// Where an instrument or a lens comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Provenance {
    /// What it is made from; at least one.
    pub source: Vec<Source>,
    /// The licence of the source, and of our words where they differ.
    pub licence: Text,
    /// How well the facts are known.
    pub standing: Standing,
    /// What was taken and what is ours, such as "wording ours after the indicators in …".
    pub wording: Text,
    /// The day the facts were last held against the source.
    pub checked_on: Date,
    /// The day by which that must be done again.
    pub review_by: Date,
    /// Who looked at it from the field. Empty: nobody yet, and pages say so.
    #[serde(default)]
    pub reviewed_by: Vec<String>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// Its title, as one would cite it.
    pub title: Text,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What keeps an instrument from being used or scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Missing {
    /// Why.
    pub reason: Text,
    /// What must be obtained first, one thing each.
    pub obtain: Vec<Text>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands a reference to what decides on leaving out"
)]
fn is_false(value: &bool) -> bool {
    !value
}

impl Questionnaire {
    /// Every item, parents before children, in order.
    pub fn items(&self) -> Vec<&Item> {
        fn walk<'a>(items: &'a [Item], found: &mut Vec<&'a Item>) {
            for item in items {
                found.push(item);
                walk(&item.item, found);
            }
        }
        let mut found = Vec::new();
        walk(&self.item, &mut found);
        found
    }

    /// The answers an item offers; empty for what is not a choice.
    pub fn options<'a>(&'a self, item: &'a Item) -> &'a [AnswerOption] {
        match &item.answer_value_set {
            Some(id) => self
                .value_set
                .iter()
                .find(|set| set.id == *id)
                .map_or(&[], |set| &set.option),
            None => &item.answer_option,
        }
    }
}
