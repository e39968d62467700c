//! Nameless enquiries: "could you house a woman with two children, Spanish-speaking, tonight?"
//!
//! No consent is needed because nothing in it says who she is (content.md 2.4: "contact agency with consent
//! and *without name*"; product.md, rule 2). [`check`] keeps it so, as far as a program can tell.

mod check;

pub use check::{Finding, Known, Sign, Weight, check};

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::case::LanguageTag;
use crate::moment::Moment;
use crate::need::Need;
use crate::words::{CaseId, EnquiryId, OrganizationId, WorkerId, words};

words! {
    /// Where an enquiry stands with one agency.
    EnquiryState {
        /// Asked.
        Sent = "sent",
        /// Somebody there has read it.
        Seen = "seen",
        /// They could.
        Could = "could",
        /// They could, with conditions.
        CouldIf = "could-if",
        /// They cannot.
        Cannot = "cannot",
        /// They want to be called.
        CallUs = "call-us",
        /// Nobody answered in time.
        Expired = "expired",
        /// Taken back: it is no longer needed.
        Recalled = "recalled",
    }

    /// Why a move is refused.
    EnquiryRefused {
        /// From here it does not go there.
        NotFromHere = "not-from-here",
        /// Its time is over.
        Expired = "expired",
        /// Its words may say who she is.
        SaysWho = "says-who",
        /// Nobody was chosen to be asked.
        NobodyAsked = "nobody-asked",
        /// It asks for nothing.
        Empty = "empty",
    }
}

/// What is asked. The agencies see everything here but the case and whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    /// Its id.
    pub id: EnquiryId,
    /// The case, for the desk alone; `None` while there is none.
    pub case: Option<CaseId>,
    /// For which needs.
    pub needs: BTreeSet<Need>,
    /// Languages in which she could be helped.
    #[serde(default)]
    pub languages: Vec<LanguageTag>,
    /// Grown-ups.
    pub adults: u8,
    /// Children.
    pub children: u8,
    /// By when.
    pub needed_by: Option<Timestamp>,
    /// The rest in words; checked before it goes out.
    #[serde(default)]
    pub words: String,
    /// Until when an answer helps, not included.
    pub until: Timestamp,
    /// Who asks.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
}

/// How it stands with one agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryAnswer {
    /// The enquiry.
    pub enquiry: EnquiryId,
    /// Who was asked.
    pub to: OrganizationId,
    /// Where it stands.
    pub state: EnquiryState,
    /// Their conditions, or what else they say; it says nothing of her, for they know nothing.
    #[serde(default)]
    pub words: String,
    /// Until when it may be answered; once it is, until when the answer holds. `None` in what was written
    /// before this was asked.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// When it last changed.
    pub changed_at: Timestamp,
}

/// What an agency answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnquiryReply<'a> {
    /// Where it stands now.
    pub state: EnquiryState,
    /// Their conditions, or what else they say.
    pub words: &'a str,
    /// Until when the answer holds: a bed is kept until nine. `None`: as long as the enquiry lasts.
    pub until: Option<Timestamp>,
}

impl EnquiryState {
    /// They have answered.
    pub const fn is_answer(self) -> bool {
        matches!(
            self,
            Self::Could | Self::CouldIf | Self::Cannot | Self::CallUs
        )
    }

    /// It may yet change.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Seen)
    }
}

impl Enquiry {
    /// Whether it may go out to these agencies; `known` is what the case knows of her, to be looked for.
    pub fn may_be_sent(
        &self,
        to: &BTreeSet<OrganizationId>,
        known: &Known<'_>,
        now: &Moment,
    ) -> Result<(), EnquiryRefused> {
        if to.is_empty() {
            return Err(EnquiryRefused::NobodyAsked);
        }
        if self.needs.is_empty() && self.words.trim().is_empty() {
            return Err(EnquiryRefused::Empty);
        }
        if now.has_ended(self.until) {
            return Err(EnquiryRefused::Expired);
        }
        let says_who = check(&self.words, known)
            .iter()
            .any(|finding| finding.weight == Weight::Refuse);
        if says_who {
            Err(EnquiryRefused::SaysWho)
        } else {
            Ok(())
        }
    }
}

impl EnquiryAnswer {
    /// The answer after a step to `to`, or why it stays. An answer may be changed while the enquiry lasts:
    /// a bed is taken, another comes free.
    pub fn after(
        &self,
        to: EnquiryState,
        until: Timestamp,
        now: &Moment,
    ) -> Result<Self, EnquiryRefused> {
        use EnquiryState as S;
        let over = now.has_ended(until);
        let allowed = match to {
            S::Sent => false,
            S::Seen => self.state == S::Sent,
            S::Could | S::CouldIf | S::Cannot | S::CallUs => {
                self.state.is_open() || self.state.is_answer()
            }
            S::Expired => self.state.is_open() && over,
            S::Recalled => self.state.is_open() || self.state.is_answer(),
        };
        if !allowed {
            return Err(EnquiryRefused::NotFromHere);
        }
        if over && to != S::Expired && to != S::Recalled {
            return Err(EnquiryRefused::Expired);
        }
        Ok(Self {
            state: to,
            changed_at: now.clock(),
            ..self.clone()
        })
    }
}
