//! Versions: an answered form keeps the version it was answered with, and whoever holds it against
//! another is told what changed between the two.

use std::collections::HashMap;
use std::fmt;

use crate::answers::{Response, ResponseFault};
use crate::compile::Compiled;
use crate::model::{Item, Questionnaire};

/// Why answers cannot be evaluated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EvaluationError {
    /// They are answers to something else.
    #[error("these are answers to {answered:?}, not to {asked:?}")]
    OtherInstrument {
        /// What was answered.
        answered: String,
        /// What they were held against.
        asked: String,
    },
    /// They are answers to another version.
    #[error("{0}")]
    OtherVersion(OtherVersion),
    /// Nothing here has this id.
    #[error("there is no instrument {0:?}")]
    UnknownInstrument(String),
    /// Some answers do not fit their items.
    #[error("{} of the answers do not fit: {}", .0.len(), .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<ResponseFault>),
}

/// The answers were given to another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherVersion {
    /// The instrument.
    pub questionnaire: String,
    /// The version that was answered.
    pub answered: String,
    /// The version they were held against.
    pub asked: String,
    /// What changed from the one to the other; `None` when the answered version is not here, so that
    /// nobody can say.
    pub changes: Option<Vec<Change>>,
}

impl fmt::Display for OtherVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            questionnaire,
            answered,
            asked,
            changes,
        } = self;
        write!(
            formatter,
            "{questionnaire}: answered with version {answered}, not {asked}: "
        )?;
        match changes {
            None => formatter.write_str("the answered version is not here; put its file back"),
            Some(changes) if changes.is_empty() => {
                formatter.write_str("nothing that counts changed")
            }
            Some(changes) => {
                let changes: Vec<String> = changes.iter().map(ToString::to_string).collect();
                formatter.write_str(&changes.join("; "))
            }
        }
    }
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The item, or the part of the instrument.
    pub subject: String,
    /// What happened to it.
    pub kind: ChangeKind,
}

/// What happened to a part between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It takes another type of answer, or more or fewer of them.
    Type,
    /// Its words are others.
    Wording,
    /// It offers other answers, or they mean or weigh something else.
    Answers,
    /// It is asked in other cases.
    Conditions,
    /// It is weighed differently.
    Weight,
    /// Rules, dimensions, scores or lenses are others.
    Scoring,
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ChangeKind::Added => "came",
            ChangeKind::Removed => "went",
            ChangeKind::Type => "takes another type of answer",
            ChangeKind::Wording => "is worded differently",
            ChangeKind::Answers => "offers other answers",
            ChangeKind::Conditions => "is asked in other cases",
            ChangeKind::Weight => "is weighed differently",
            ChangeKind::Scoring => "is scored differently",
        };
        write!(formatter, "{} {what}", self.subject)
    }
}

/// What changed from the older version to the newer, items in the order of the newer.
pub fn changes(older: &Questionnaire, newer: &Questionnaire) -> Vec<Change> {
    let by_id = |questionnaire: &'_ Questionnaire| -> HashMap<String, Item> {
        let items = questionnaire.items().into_iter();
        items
            .map(|item| (item.link_id.clone(), item.clone()))
            .collect()
    };
    let before = by_id(older);
    let after = by_id(newer);
    let mut found = Vec::new();
    let mut change = |subject: &str, kind| {
        found.push(Change {
            subject: subject.to_owned(),
            kind,
        });
    };
    for item in newer.items() {
        let id = item.link_id.as_str();
        let Some(old) = before.get(id) else {
            change(id, ChangeKind::Added);
            continue;
        };
        if (old.kind, old.repeats) != (item.kind, item.repeats) {
            change(id, ChangeKind::Type);
        }
        if (&old.text, &old.help, &old.told) != (&item.text, &item.help, &item.told) {
            change(id, ChangeKind::Wording);
        }
        let limits = |item: &Item| (item.max_length, item.min_value, item.max_value);
        if older.options(old) != newer.options(item) || limits(old) != limits(item) {
            change(id, ChangeKind::Answers);
        }
        if (&old.enable_when, old.enable_behavior) != (&item.enable_when, item.enable_behavior) {
            change(id, ChangeKind::Conditions);
        }
        if (&old.dimension, &old.strength) != (&item.dimension, &item.strength) {
            change(id, ChangeKind::Weight);
        }
    }
    for item in older.items() {
        if !after.contains_key(&item.link_id) {
            change(&item.link_id, ChangeKind::Removed);
        }
    }
    if older.rule != newer.rule || older.dimension != newer.dimension {
        change("rule", ChangeKind::Scoring);
    }
    if older.score != newer.score {
        change("score", ChangeKind::Scoring);
    }
    if older.lens != newer.lens {
        change("lens", ChangeKind::Scoring);
    }
    if older.action != newer.action {
        change("action", ChangeKind::Wording);
    }
    if older.not_scored.is_some() != newer.not_scored.is_some() {
        change("notScored", ChangeKind::Scoring);
    }
    found
}

impl Compiled {
    /// The error for answers to another version; `older` is that version, when it is here.
    pub(crate) fn other_version(
        &self,
        response: &Response,
        older: Option<&Questionnaire>,
    ) -> EvaluationError {
        EvaluationError::OtherVersion(OtherVersion {
            questionnaire: response.questionnaire.clone(),
            answered: response.version.clone(),
            asked: self.questionnaire.version.clone(),
            changes: older.map(|older| changes(older, &self.questionnaire)),
        })
    }
}
