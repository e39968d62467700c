//! What answers come to: rules, dimensions, scores, lenses, and the actions in which they end.

use kernel::Text;
use serde::{Deserialize, Serialize};

use super::{Provenance, Standing};

/// How strengths of indicators make a dimension positive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// What dimensions name.
    pub id: String,
    /// The rule in words.
    pub name: Text,
    /// The names of strengths, strongest first; at most 8.
    pub strengths: Vec<String>,
    /// Positive when any of these holds.
    pub any: Vec<Clause>,
}

/// Holds when each of its counts is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clause {
    /// All of these must hold.
    pub all: Vec<Count>,
}

/// So many present indicators of these strengths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Count {
    /// Strengths counted together.
    pub of: Vec<String>,
    /// How many at least; from 1.
    pub at_least: u16,
}

/// A group of indicators that a rule is applied to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dimension {
    /// What items name.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// The rule. Missing: indicators are listed and nothing is concluded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// A sum or a mean of the weights of answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Score {
    /// Unique among scores.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// How weights come together.
    pub method: Method,
    /// Items by `linkId`; a group stands for every choice in it.
    pub items: Vec<String>,
    /// What each stretch of the range calls for.
    pub band: Vec<Band>,
}

/// How weights come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Added up. Bands are whole numbers: each begins one above the end of the one before.
    Sum,
    /// The mean of the items that apply. Each band begins where the one before ends; a value on the
    /// border belongs to the upper one.
    Mean,
}

/// A stretch of a score's range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Band {
    /// Where it begins.
    pub min: f64,
    /// Where it ends.
    pub max: f64,
    /// What it is called.
    pub name: Text,
    /// What to do, by the ids of actions; at least one.
    pub action: Vec<String>,
}

/// A way to look at the answers: elements that are each present or not recorded, or classes of
/// which one may be settled. A lens is never a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lens {
    /// Unique among lenses.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// What it looks at, and what it does not say.
    pub description: Text,
    /// Where it comes from, when that is not the instrument's source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// One more present item never takes an element or a class away. Checked: no `not`.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub monotone: bool,
    /// Parts that are looked at one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub element: Vec<Element>,
    /// Classes of a published table, each with its condition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub class: Vec<Class>,
    /// What to say when no class fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unclassified: Option<Unclassified>,
}

/// One part of a lens, such as "act", "means", "purpose".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Element {
    /// Unique in its lens.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// When it is present.
    pub when: Expression,
    /// When it is not needed, such as means where the person is a child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_needed_when: Option<Expression>,
    /// What to do when it is present.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub action: Vec<String>,
    /// How well it is known, when that differs from the lens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What else a reader must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// One class of a lens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Class {
    /// Unique in its lens.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// When it fits.
    pub when: Expression,
    /// What to do; at least one.
    pub action: Vec<String>,
}

/// What to say when no class of a lens fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unclassified {
    /// What people read.
    pub name: Text,
    /// What to do; at least one.
    pub action: Vec<String>,
}

/// A condition over items and dimensions, three-valued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Expression {
    /// An item is present.
    Present(String),
    /// A choice was answered with this code.
    Is {
        /// The item.
        item: String,
        /// The code.
        is: String,
    },
    /// A dimension is positive.
    Dimension {
        /// The dimension.
        dimension: String,
    },
    /// One is enough.
    Any {
        /// Of these.
        any: Vec<Self>,
    },
    /// Each must hold.
    All {
        /// Of these.
        all: Vec<Self>,
    },
    /// The opposite; of what is not known, still not known.
    Not {
        /// Of this.
        not: Box<Self>,
    },
}

/// Answers that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contradiction {
    /// Unique among contradictions.
    pub id: String,
    /// What is told to whoever fills the form.
    pub text: Text,
    /// When it is told.
    pub when: Expression,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Action {
    /// What bands, classes and elements name.
    pub id: String,
    /// The step, in plain words.
    pub text: Text,
    /// Comes before everything else.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub urgent: bool,
    /// Shown whatever the answers are.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub always: bool,
    /// Shown until this is settled: for what must not wait for an answer that may never come, such as
    /// the duty to report while nobody knows that the person is an adult.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Expression>,
    /// Needs the finder can look for, by their ids in content/taxonomy/needs.toml.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
}
