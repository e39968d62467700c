//! The safety plan: hers. She decides whether a copy exists here, and whether one exists on paper.
//!
//! content.md 3.1: "person decides whether a copy exists; default view-only, printable 'plain' version without
//! branding"; the hotline's parts: risks, how to lessen them, options when safety is threatened, her own
//! judgment, room for change; "risk rises when leaving".

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{CaseId, Private, WorkerId, words};

words! {
    /// What she decided about a copy.
    CopyWish {
        /// She has not been asked: there is none.
        NotAsked = "not-asked",
        /// None anywhere: it was only talked through.
        None = "none",
        /// One here, sealed; none on paper.
        Here = "here",
        /// One here, and one on paper that says neither what it is nor whose.
        HereAndPaper = "here-and-paper",
    }
}

/// A safety plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyPlan {
    /// The case.
    pub case: CaseId,
    /// What she decided about a copy.
    pub copy: CopyWish,
    /// The plan itself; there is none without her wish.
    parts: Option<SafetyParts>,
    /// The day it was talked through.
    pub on: Date,
    /// When to talk again, and whenever she leaves or moves.
    pub review_on: Option<Date>,
    /// With whom.
    pub by: WorkerId,
    /// When this was written.
    pub at: Timestamp,
}

/// What a plan holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SafetyParts {
    /// What she is afraid of, in her judgment.
    pub risks: Private,
    /// What lessens it.
    pub lessening: Private,
    /// What to do when it comes to it, and where to go.
    pub when_threatened: Private,
    /// A word with somebody she trusts.
    pub safety_word: Private,
    /// For when she leaves: the most dangerous time.
    pub leaving: Private,
    /// Telephone, accounts, whereabouts.
    pub devices: Private,
}

impl SafetyPlan {
    /// A plan as she wishes it: without her wish for a copy, `parts` is dropped here and goes no further.
    pub fn new(
        case: CaseId,
        copy: CopyWish,
        parts: SafetyParts,
        on: Date,
        review_on: Option<Date>,
        by: WorkerId,
        at: Timestamp,
    ) -> Self {
        let kept = matches!(copy, CopyWish::Here | CopyWish::HereAndPaper);
        Self {
            case,
            copy,
            parts: kept.then_some(parts),
            on,
            review_on,
            by,
            at,
        }
    }

    /// The plan, where she wants a copy of it here.
    pub const fn parts(&self) -> Option<&SafetyParts> {
        match self.copy {
            CopyWish::Here | CopyWish::HereAndPaper => self.parts.as_ref(),
            CopyWish::NotAsked | CopyWish::None => None,
        }
    }

    /// It may be printed.
    pub const fn may_be_printed(&self) -> bool {
        matches!(self.copy, CopyWish::HereAndPaper)
    }

    /// She changed her mind. Taking a copy away takes it away; a copy does not come back by itself.
    #[must_use]
    pub fn with_wish(self, copy: CopyWish) -> Self {
        let parts = self.parts.unwrap_or_default();
        Self::new(
            self.case,
            copy,
            parts,
            self.on,
            self.review_on,
            self.by,
            self.at,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn without_her_wish_there_is_no_copy() {
        crate::words::tests::hold::<CopyWish>();
        for &copy in CopyWish::ALL {
            let parts = SafetyParts {
                risks: "he knows the house".into(),
                ..SafetyParts::default()
            };
            let plan = SafetyPlan::new(
                CaseId(Uuid::nil()),
                copy,
                parts.clone(),
                date(2026, 11, 24),
                None,
                WorkerId(Uuid::nil()),
                Timestamp::UNIX_EPOCH,
            );
            let wanted = matches!(copy, CopyWish::Here | CopyWish::HereAndPaper);
            let written = serde_json::to_string(&plan).expect("plain");
            assert_eq!(written.contains("house"), wanted);
            assert_eq!(plan.parts().is_some(), wanted);
            assert_eq!(plan.may_be_printed(), copy == CopyWish::HereAndPaper);
            let gone = plan.with_wish(CopyWish::None);
            assert!(
                !serde_json::to_string(&gone)
                    .expect("plain")
                    .contains("house")
            );
            let again = gone.with_wish(CopyWish::Here);
            assert_eq!(again.parts(), Some(&SafetyParts::default()));
        }
    }
}
