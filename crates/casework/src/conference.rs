//! Case conferences: who met, what was decided, and whether she agrees.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{CaseId, ConferenceId, OrganizationId, Private, TaskId, WorkerId, words};

words! {
    /// Whether she agrees with what was decided. The plan is read to her (casework.md 4.3).
    Agreement {
        /// She was there or was told, and agrees.
        Agreed = "agreed",
        /// She agrees with part of it.
        PartlyAgreed = "partly-agreed",
        /// She does not.
        NotAgreed = "not-agreed",
        /// She has not been asked yet: nothing is done before.
        NotAsked = "not-asked",
    }
}

/// A conference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conference {
    /// Its id.
    pub id: ConferenceId,
    /// The case.
    pub case: CaseId,
    /// The day.
    pub on: Date,
    /// Who of the house was there.
    pub workers: BTreeSet<WorkerId>,
    /// Which organizations. Each needs a live consent for [`crate::consent::Purpose::Conference`].
    pub organizations: BTreeSet<OrganizationId>,
    /// Who else, by function.
    #[serde(default)]
    pub others: Private,
    /// She herself was there.
    pub person_attended: bool,
    /// What was decided.
    pub decisions: Vec<Decided>,
    /// Who wrote it.
    pub by: WorkerId,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// What.
    pub words: Private,
    /// What she says to it.
    pub agreement: Agreement,
    /// The task that carries it out.
    pub task: Option<TaskId>,
}

impl Conference {
    /// Decisions that she still has to be asked about.
    pub fn to_ask(&self) -> impl Iterator<Item = &Decided> {
        self.decisions
            .iter()
            .filter(|decided| decided.agreement == Agreement::NotAsked)
    }
}

impl Decided {
    /// It may be carried out: she agrees at least with part of it.
    pub const fn may_be_done(&self) -> bool {
        matches!(self.agreement, Agreement::Agreed | Agreement::PartlyAgreed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_done_before_she_is_asked() {
        crate::words::tests::hold::<Agreement>();
        for &agreement in Agreement::ALL {
            let decided = Decided {
                words: "look for a room".into(),
                agreement,
                task: None,
            };
            let done = decided.may_be_done();
            assert_eq!(
                done,
                matches!(agreement, Agreement::Agreed | Agreement::PartlyAgreed)
            );
        }
    }
}
