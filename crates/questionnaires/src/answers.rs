//! Answers, and the response that holds them with the version they were given to.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::Questionnaire;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// A code of the item's list.
    Code(String),
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A day.
    Date(Date),
    /// What somebody wrote. It is data: whatever shows it must escape it.
    Text(String),
}

impl Answer {
    /// A code of the item's list.
    pub fn code(code: impl Into<String>) -> Self {
        Self::Code(code.into())
    }
}

/// FHIR's status of a response.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResponseStatus {
    /// Still being filled.
    #[default]
    InProgress,
    /// Done.
    Completed,
    /// Changed after it was done.
    Amended,
}

/// The answers to one version of one instrument. It says nothing of who answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Response {
    /// The instrument's id.
    pub questionnaire: String,
    /// The version that was answered; it never changes.
    pub version: String,
    /// Whether it is done.
    #[serde(default)]
    pub status: ResponseStatus,
    /// When it was written, if that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authored: Option<Timestamp>,
    /// Answers by `linkId`. Two different answers to an item that takes one are kept: they are told
    /// as a contradiction, not silently resolved.
    #[serde(default)]
    pub answers: BTreeMap<String, Vec<Answer>>,
}

impl Response {
    /// An empty response to this version.
    pub fn to(questionnaire: &Questionnaire) -> Self {
        Self {
            questionnaire: questionnaire.id.clone(),
            version: questionnaire.version.clone(),
            status: ResponseStatus::default(),
            authored: None,
            answers: BTreeMap::new(),
        }
    }

    /// Puts one answer in the place of whatever was there.
    pub fn give(&mut self, link_id: &str, answer: Answer) {
        self.answers.insert(link_id.to_owned(), vec![answer]);
    }

    /// Adds an answer beside those that are there, unless it is there already.
    pub fn add(&mut self, link_id: &str, answer: Answer) {
        let answers = self.answers.entry(link_id.to_owned()).or_default();
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }

    /// Takes the answers to an item away.
    pub fn clear(&mut self, link_id: &str) {
        self.answers.remove(link_id);
    }

    /// The answers to an item; empty when there is none.
    pub fn get(&self, link_id: &str) -> &[Answer] {
        self.answers.get(link_id).map_or(&[], Vec::as_slice)
    }
}

/// An answer that does not fit its item. It does not say what was answered: that may be personal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResponseFault {
    /// No item has this `linkId`.
    UnknownItem(String),
    /// The item takes no answer: it is a group or a text.
    NotAQuestion(String),
    /// The answer is of another type.
    WrongType(String),
    /// The code is none of the item's.
    UnknownCode(String),
    /// The number is smaller or larger than the item allows.
    OutOfRange(String),
    /// The text is longer than the item allows.
    TooLong(String),
}

impl ResponseFault {
    /// The item at fault.
    pub fn link_id(&self) -> &str {
        match self {
            Self::UnknownItem(id)
            | Self::NotAQuestion(id)
            | Self::WrongType(id)
            | Self::UnknownCode(id)
            | Self::OutOfRange(id)
            | Self::TooLong(id) => id,
        }
    }
}

impl fmt::Display for ResponseFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::UnknownItem(_) => "no item has this linkId",
            Self::NotAQuestion(_) => "this item takes no answer",
            Self::WrongType(_) => "the answer is of another type than the item",
            Self::UnknownCode(_) => "the code is not in the item's list",
            Self::OutOfRange(_) => "the number is outside the item's limits",
            Self::TooLong(_) => "the text is longer than the item allows",
        };
        write!(formatter, "{}: {what}", self.link_id())
    }
}
