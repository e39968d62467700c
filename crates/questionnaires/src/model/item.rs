//! What is asked: items, their answers, and when they are asked.

use kernel::Text;
use serde::{Deserialize, Serialize};

use super::Standing;

/// A list of answers that several items share (a contained FHIR `ValueSet`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ValueSet {
    /// What items name in `answerValueSet`.
    pub id: String,
    /// The answers, in order; at most 64.
    pub option: Vec<AnswerOption>,
}

/// One answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnswerOption {
    /// What is stored.
    pub code: String,
    /// What people read.
    pub text: Text,
    /// What it says about the item.
    #[serde(default, skip_serializing_if = "Meaning::is_value")]
    pub means: Meaning,
    /// What it adds to a score (FHIR `ordinalValue`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i32>,
    /// It cannot stand beside another answer ("none of these").
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub exclusive: bool,
}

/// What an answer says about its item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// The indicator is there.
    Present,
    /// It was looked at and is not there.
    Absent,
    /// It was looked at and cannot be told. Never "no".
    NotKnown,
    /// It was not looked at. Never "no".
    NotAsked,
    /// The person did not wish to say. Never "no", never a risk.
    Declined,
    /// It does not apply here; left out of sums and means.
    NotApplicable,
    /// One value among several, such as a rating or an age band.
    #[default]
    Value,
}

impl Meaning {
    /// Says nothing either way.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::NotKnown | Self::NotAsked | Self::Declined | Self::NotApplicable
        )
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands a reference to what decides on leaving out"
    )]
    fn is_value(&self) -> bool {
        *self == Self::Value
    }
}

/// A question, a group of questions, or a text between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Item {
    /// Unique in the instrument.
    pub link_id: String,
    /// What kind of answer it takes.
    #[serde(rename = "type")]
    pub kind: ItemType,
    /// A number or code to show before the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// The question, or the statement to mark.
    pub text: Text,
    /// Why it is asked, or how to understand it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// The same question where somebody else fills the form in together with the person: used once
    /// [`FILLED`](super::FILLED) says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Text>,
    /// The form is not complete without it. It can still be saved.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub required: bool,
    /// Takes several answers. Questions only: a group that repeats is outside our subset.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub repeats: bool,
    /// Most characters of a string or text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Smallest integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_value: Option<i64>,
    /// Largest integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_value: Option<i64>,
    /// Its answers, by the id of a [`ValueSet`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_value_set: Option<String>,
    /// Its answers, written out; either this or `answerValueSet`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answer_option: Vec<AnswerOption>,
    /// Asked only when earlier answers say so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enable_when: Vec<EnableWhen>,
    /// Whether all of them or any must hold; needed when there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enable_behavior: Option<EnableBehavior>,
    /// The dimension it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// How strong an indicator it is, by the names of the dimension's rule. Missing: not known, and
    /// then the instrument must not be scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<String>,
    /// How well it is known, when that differs from the instrument's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What stands inside a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<Self>,
}

/// The kinds of item of our subset. FHIR's `attachment` is left out on purpose: nothing is uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemType {
    /// Holds other items.
    Group,
    /// Is only read.
    Display,
    /// Yes or no.
    Boolean,
    /// A whole number.
    Integer,
    /// A day.
    Date,
    /// One line.
    String,
    /// Several lines.
    Text,
    /// One of a list, or several when it repeats.
    Choice,
}

impl ItemType {
    /// Takes an answer.
    pub const fn is_question(self) -> bool {
        !matches!(self, Self::Group | Self::Display)
    }

    /// FHIR's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Display => "display",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Date => "date",
            Self::String => "string",
            Self::Text => "text",
            Self::Choice => "choice",
        }
    }
}

/// An earlier answer that decides whether an item is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnableWhen {
    /// The `linkId` of the earlier question.
    pub question: String,
    /// How its answer is compared.
    pub operator: Operator,
    /// With what: a code, a boolean, a whole number, a day or a text.
    pub answer: Value,
}

/// FHIR's operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// There is an answer (`true`) or none (`false`).
    #[serde(rename = "exists")]
    Exists,
    /// Some answer equals it.
    #[serde(rename = "=")]
    Equal,
    /// There is an answer, and none equals it.
    #[serde(rename = "!=")]
    NotEqual,
    /// Some answer is greater.
    #[serde(rename = ">")]
    Greater,
    /// Some answer is less.
    #[serde(rename = "<")]
    Less,
    /// Some answer is at least it.
    #[serde(rename = ">=")]
    AtLeast,
    /// Some answer is at most it.
    #[serde(rename = "<=")]
    AtMost,
}

/// What an answer is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A code, a day or a text, as the question's type says.
    Text(String),
}

/// How several conditions go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EnableBehavior {
    /// Each must hold.
    All,
    /// One is enough.
    Any,
}
