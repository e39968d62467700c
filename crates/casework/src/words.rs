//! What every room here is made of: stable words for enums, typed ids, and words that must not be printed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A word that none of ours is. It does not repeat the word: a person may have typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a word of {0}")]
pub struct UnknownWord(pub &'static str);

/// Defines an enum whose members have stable words: in the database, in exports, in keys of messages.
macro_rules! words {
    ($(
        $(#[$about:meta])*
        $name:ident { $($(#[$each:meta])* $member:ident = $word:literal,)+ }
    )+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $member,)+ }

        impl $name {
            /// All of them, in the order in which a form lists them.
            pub const ALL: &[Self] = &[$(Self::$member),+];

            /// Its word, as it is stored and exchanged: it never changes.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$member => $word,)+ }
            }

            /// The one with this word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$member),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::parse(word).ok_or($crate::words::UnknownWord(stringify!($name)))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                word.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(test)]
        impl $crate::words::tests::Worded for $name {
            const NAME: &str = stringify!($name);
            fn words() -> Vec<(&'static str, bool)> {
                Self::ALL
                    .iter()
                    .map(|member| (member.as_str(), Self::parse(member.as_str()) == Some(*member)))
                    .collect()
            }
        }
    )+ };
}
pub(crate) use words;

/// Defines ids that cannot be taken for one another. Each is a UUID; the store makes it.
macro_rules! ids {
    ($($(#[$about:meta])* $name:ident,)+) => { $(
        $(#[$about])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }
    )+ };
}

ids! {
    /// A case.
    CaseId,
    /// Somebody who works here.
    WorkerId,
    /// An organization of the house (HSDS `organization`), or one outside that has no account.
    OrganizationId,
    /// A consent.
    ConsentId,
    /// An exception to consent.
    ExceptionId,
    /// A note.
    NoteId,
    /// A task.
    TaskId,
    /// An appointment.
    AppointmentId,
    /// A referral.
    ReferralId,
    /// A transfer.
    TransferId,
    /// A nameless enquiry.
    EnquiryId,
    /// A one-time link for an agency with no account.
    OutsideLinkId,
    /// A document.
    DocumentId,
    /// A dependant.
    DependantId,
    /// A protection order.
    OrderId,
    /// A request for money.
    FundRequestId,
    /// A case conference.
    ConferenceId,
    /// An assessment.
    AssessmentId,
    /// A fact about the trafficking.
    FactId,
    /// A request for access or correction.
    AccessRequestId,
    /// An agreement between organizations.
    AgreementId,
}

/// Words of or about a person. `Debug` shows nothing, so that no log or panic can; they travel as plain
/// text only inside a sealed payload.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private(String);

impl Private {
    /// Wraps the words, without the space around them.
    pub fn new(words: impl AsRef<str>) -> Self {
        Self(words.as_ref().trim().to_owned())
    }

    /// The words; the name makes each use easy to find in review.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// There is nothing in it to read: no letter, digit or sign, only space.
    pub fn is_empty(&self) -> bool {
        self.0.chars().all(|character| {
            character.is_whitespace() || character.is_control() || is_invisible(character)
        })
    }
}

/// Characters that take no ink: a reason made of them is no reason.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

impl fmt::Debug for Private {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Private(…)")
    }
}

impl From<&str> for Private {
    fn from(words: &str) -> Self {
        Self::new(words)
    }
}

impl From<String> for Private {
    fn from(words: String) -> Self {
        Self::new(words)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Lets one test hold every enum of words to the same rules.
    pub(crate) trait Worded {
        const NAME: &str;
        fn words() -> Vec<(&'static str, bool)>;
    }

    /// Stable, kebab-case, each once, and read back as itself.
    pub(crate) fn hold<W: Worded>() {
        let words = W::words();
        let mut seen = std::collections::BTreeSet::new();
        for (word, reads_back) in words {
            assert!(reads_back, "{}: {word}", W::NAME);
            assert!(seen.insert(word), "{}: {word} twice", W::NAME);
            let kebab = word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            assert!(
                kebab && !word.starts_with('-') && !word.ends_with('-'),
                "{word}"
            );
        }
    }

    #[test]
    fn words_of_the_rooms_that_are_tested_from_outside_hold() {
        use crate::consent::{
            Answer, ConsentFault, DataKind, ExceptionFault, ExceptionKind, HowGiven, Purpose,
            Refusal,
        };
        use crate::contact::{ContactRefusal, Never, Way};
        use crate::enquiry::{EnquiryRefused, EnquiryState};
        use crate::exchange::{Direction, LossReason, ReferralReason, Table};
        use crate::matrix::{Circumstance, MatrixAction, MatrixRole};
        use crate::referral::{
            DeclineReason, EndReason, OutcomeKind, Party, ReferralRefused, ReferralState,
        };
        use crate::transfer::{TransferRefused, TransferState};
        hold::<Answer>();
        hold::<ConsentFault>();
        hold::<DataKind>();
        hold::<ExceptionFault>();
        hold::<ExceptionKind>();
        hold::<HowGiven>();
        hold::<Purpose>();
        hold::<Refusal>();
        hold::<ContactRefusal>();
        hold::<Never>();
        hold::<Way>();
        hold::<EnquiryRefused>();
        hold::<EnquiryState>();
        hold::<Direction>();
        hold::<LossReason>();
        hold::<ReferralReason>();
        hold::<Table>();
        hold::<Circumstance>();
        hold::<MatrixAction>();
        hold::<MatrixRole>();
        hold::<DeclineReason>();
        hold::<EndReason>();
        hold::<OutcomeKind>();
        hold::<Party>();
        hold::<ReferralRefused>();
        hold::<ReferralState>();
        hold::<TransferRefused>();
        hold::<TransferState>();
    }

    #[test]
    fn private_words_are_not_printed_and_blanks_are_nothing() {
        let words = Private::new("  a name  ");
        assert_eq!(format!("{words:?}"), "Private(…)");
        assert_eq!(words.expose(), "a name");
        for blank in ["", " \t\n", "\u{200b}\u{feff}", "\u{2800}", "\u{a0}"] {
            assert!(Private::new(blank).is_empty(), "{blank:?}");
        }
        assert!(!Private::new("·").is_empty());
    }
}
