//! Where a case stands, and which moves are allowed from there (casework.md 6.1).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ClosureReason;
use crate::words::words;

words! {
    /// The stages of a case, in their order.
    Stage {
        /// Somebody asked; there is no name and no consent to write anything down about a person.
        Enquiry = "enquiry",
        /// There is a code, and she agreed that a record is kept.
        Intake = "intake",
        /// Act, means, purpose: by whom, with views that may differ.
        Assessment = "assessment",
        /// Ten needs, safety.
        Plan = "plan",
        /// Organizations are at work.
        Active = "active",
        /// Looked over together (every 30 days).
        Review = "review",
        /// In place, with somebody who still asks.
        Stabilised = "stabilised",
        /// Closed; the time it is kept has begun.
        Closed = "closed",
        /// Nobody reads it any more but for a reason.
        Sealed = "sealed",
        /// The key is destroyed: there is a tombstone and a count.
        Shredded = "shredded",
    }

    /// What stands beside the stage.
    SideState {
        /// Nobody may call: she cannot be reached, or must not be.
        OutOfContact = "out-of-contact",
        /// Another organization leads now.
        Transferred = "transferred",
        /// It was closed before.
        Reopened = "reopened",
        /// It is not trafficking; she is helped onward.
        NotTrafficking = "not-trafficking",
    }
}

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Standing {
    /// The stage.
    pub stage: Stage,
    /// What stands beside it.
    #[serde(default)]
    pub side: BTreeSet<SideState>,
    /// Why it was closed, while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closure: Option<ClosureReason>,
}

/// Something that changes where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "move", content = "to", rename_all = "kebab-case")]
pub enum Move {
    /// To another stage; closing, sealing, shredding and reopening have moves of their own.
    To(Stage),
    /// Close it.
    Close(ClosureReason),
    /// Close it to reading.
    Seal,
    /// Destroy its key.
    Shred,
    /// Take it up again.
    Reopen,
    /// Nobody may call any more.
    LoseContact,
    /// She is back in touch, of her own doing.
    RegainContact,
    /// Another organization leads now: made by an accepted transfer, not by hand.
    Transfer,
    /// It is not trafficking; she is helped onward.
    FindNotTrafficking,
}

/// What a move needs to be true.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts {
    /// A reason was written.
    pub reason: bool,
    /// She consents to a record (a live consent with the purpose of keeping one).
    pub consent_to_record: bool,
    /// A legal hold lies on it.
    pub legal_hold: bool,
    /// The time it must be kept is over, and the warning was given.
    pub retention_over: bool,
    /// Two different people agreed.
    pub second_person: bool,
    /// A transfer was accepted, with fresh consent.
    pub transfer_complete: bool,
}

/// Why a move is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum MoveRefused {
    /// From here it does not go there.
    #[error("a case does not go there from where it stands")]
    NotFromHere,
    /// It needs a reason.
    #[error("this needs a reason")]
    NeedsReason,
    /// She has not agreed that a record is kept.
    #[error("a record needs consent")]
    NeedsConsent,
    /// A legal hold lies on it.
    #[error("a legal hold lies on this case")]
    LegalHold,
    /// It must still be kept.
    #[error("the time it is kept is not over")]
    StillKept,
    /// It needs a second person.
    #[error("this needs a second person")]
    NeedsSecondPerson,
    /// No transfer was accepted.
    #[error("no transfer with fresh consent stands behind this")]
    NeedsTransfer,
}

impl Standing {
    /// A new case: an enquiry, with no name.
    pub fn new() -> Self {
        Self {
            stage: Stage::Enquiry,
            side: BTreeSet::new(),
            closure: None,
        }
    }

    /// Nobody may call.
    pub fn is_out_of_contact(&self) -> bool {
        self.side.contains(&SideState::OutOfContact)
    }

    /// Work goes on: it is neither closed nor gone.
    pub fn is_open(&self) -> bool {
        self.stage < Stage::Closed
    }

    /// The stages that [`Move::To`] may reach from here.
    pub const fn next(&self) -> &'static [Stage] {
        use Stage::{Active, Assessment, Intake, Plan, Review, Stabilised};
        match self.stage {
            Stage::Enquiry => &[Intake],
            // A bed tonight comes before an assessment, so a case may go to work at once.
            Stage::Intake => &[Assessment, Plan, Active],
            Stage::Assessment => &[Plan, Active],
            Stage::Plan => &[Assessment, Active],
            Stage::Active => &[Assessment, Plan, Review, Stabilised],
            Stage::Review => &[Assessment, Plan, Active, Stabilised],
            Stage::Stabilised => &[Active, Review],
            Stage::Closed | Stage::Sealed | Stage::Shredded => &[],
        }
    }

    /// Where the case stands after `step`, or why it stays.
    pub fn after(&self, step: Move, facts: Facts) -> Result<Self, MoveRefused> {
        let mut next = self.clone();
        let need = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
        match step {
            Move::To(stage) => {
                need(self.next().contains(&stage), MoveRefused::NotFromHere)?;
                if stage != Stage::Enquiry {
                    need(facts.consent_to_record, MoveRefused::NeedsConsent)?;
                }
                next.stage = stage;
            }
            Move::Close(reason) => {
                need(self.is_open(), MoveRefused::NotFromHere)?;
                next.stage = Stage::Closed;
                next.closure = Some(reason);
                if reason == ClosureReason::NoContact {
                    next.side.insert(SideState::OutOfContact);
                }
            }
            Move::Seal => {
                need(self.stage == Stage::Closed, MoveRefused::NotFromHere)?;
                next.stage = Stage::Sealed;
            }
            Move::Shred => {
                need(
                    matches!(self.stage, Stage::Closed | Stage::Sealed),
                    MoveRefused::NotFromHere,
                )?;
                need(!facts.legal_hold, MoveRefused::LegalHold)?;
                need(facts.retention_over, MoveRefused::StillKept)?;
                need(facts.second_person, MoveRefused::NeedsSecondPerson)?;
                next.stage = Stage::Shredded;
            }
            Move::Reopen => {
                need(
                    matches!(self.stage, Stage::Closed | Stage::Sealed),
                    MoveRefused::NotFromHere,
                )?;
                need(facts.reason, MoveRefused::NeedsReason)?;
                need(facts.consent_to_record, MoveRefused::NeedsConsent)?;
                next.stage = Stage::Intake;
                next.closure = None;
                next.side.insert(SideState::Reopened);
            }
            Move::LoseContact => {
                need(
                    self.is_open() && !self.is_out_of_contact(),
                    MoveRefused::NotFromHere,
                )?;
                need(facts.reason, MoveRefused::NeedsReason)?;
                next.side.insert(SideState::OutOfContact);
            }
            Move::RegainContact => {
                need(
                    self.is_open() && self.is_out_of_contact(),
                    MoveRefused::NotFromHere,
                )?;
                need(facts.reason, MoveRefused::NeedsReason)?;
                next.side.remove(&SideState::OutOfContact);
            }
            Move::Transfer => {
                need(self.is_open(), MoveRefused::NotFromHere)?;
                need(facts.transfer_complete, MoveRefused::NeedsTransfer)?;
                next.side.insert(SideState::Transferred);
            }
            Move::FindNotTrafficking => {
                need(
                    self.is_open() && !self.side.contains(&SideState::NotTrafficking),
                    MoveRefused::NotFromHere,
                )?;
                need(facts.reason, MoveRefused::NeedsReason)?;
                next.side.insert(SideState::NotTrafficking);
            }
        }
        Ok(next)
    }
}

impl Default for Standing {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL_TRUE: Facts = Facts {
        reason: true,
        consent_to_record: true,
        legal_hold: false,
        retention_over: true,
        second_person: true,
        transfer_complete: true,
    };

    fn moves() -> Vec<Move> {
        let mut moves: Vec<_> = Stage::ALL.iter().map(|&stage| Move::To(stage)).collect();
        moves.extend(ClosureReason::ALL.iter().map(|&reason| Move::Close(reason)));
        moves.extend([
            Move::Seal,
            Move::Shred,
            Move::Reopen,
            Move::LoseContact,
            Move::RegainContact,
            Move::Transfer,
            Move::FindNotTrafficking,
        ]);
        moves
    }

    /// Every standing that can be reached with these facts.
    fn reachable(facts: Facts) -> BTreeSet<(Stage, BTreeSet<SideState>)> {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![Standing::new()];
        while let Some(standing) = waiting.pop() {
            if seen.insert((standing.stage, standing.side.clone())) {
                for step in moves() {
                    waiting.extend(standing.after(step, facts));
                }
            }
        }
        seen
    }

    fn stages(facts: Facts) -> BTreeSet<Stage> {
        reachable(facts)
            .into_iter()
            .map(|(stage, _)| stage)
            .collect()
    }

    #[test]
    fn words_hold() {
        crate::words::tests::hold::<Stage>();
        crate::words::tests::hold::<SideState>();
    }

    #[test]
    fn every_stage_can_be_reached_and_the_end_is_the_end() {
        assert_eq!(stages(ALL_TRUE).len(), Stage::ALL.len());
        let gone = Standing {
            stage: Stage::Shredded,
            ..Standing::new()
        };
        for step in moves() {
            assert_eq!(
                gone.after(step, ALL_TRUE),
                Err(MoveRefused::NotFromHere),
                "{step:?}"
            );
        }
    }

    #[test]
    fn without_consent_there_is_no_record() {
        let facts = Facts {
            consent_to_record: false,
            ..ALL_TRUE
        };
        let reached = stages(facts);
        for stage in [
            Stage::Intake,
            Stage::Assessment,
            Stage::Active,
            Stage::Stabilised,
        ] {
            assert!(!reached.contains(&stage), "{stage}");
        }
    }

    #[test]
    fn nothing_is_shredded_under_a_hold_too_early_or_by_one_person() {
        for facts in [
            Facts {
                legal_hold: true,
                ..ALL_TRUE
            },
            Facts {
                retention_over: false,
                ..ALL_TRUE
            },
            Facts {
                second_person: false,
                ..ALL_TRUE
            },
        ] {
            assert!(!stages(facts).contains(&Stage::Shredded), "{facts:?}");
        }
    }

    #[test]
    fn who_cannot_be_reached_stays_so_until_somebody_says_why() {
        let closed = Standing::new()
            .after(Move::Close(ClosureReason::NoContact), Facts::default())
            .expect("an enquiry can be closed");
        assert!(closed.is_out_of_contact() && !closed.is_open());
        let reopened = closed.after(Move::Reopen, ALL_TRUE).expect("with reason");
        assert!(reopened.is_out_of_contact() && reopened.side.contains(&SideState::Reopened));
        assert_eq!(reopened.closure, None);
        assert_eq!(
            reopened.after(Move::RegainContact, Facts::default()),
            Err(MoveRefused::NeedsReason)
        );
        assert!(
            !reopened
                .after(Move::RegainContact, ALL_TRUE)
                .expect("why")
                .is_out_of_contact()
        );
    }

    #[test]
    fn a_standing_survives_being_written_down() {
        for (stage, side) in reachable(ALL_TRUE) {
            let standing = Standing {
                stage,
                side,
                closure: None,
            };
            let written = serde_json::to_string(&standing).expect("plain");
            assert_eq!(
                serde_json::from_str::<Standing>(&written).expect("plain"),
                standing
            );
        }
    }
}
