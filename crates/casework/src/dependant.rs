//! Children and dependants: who they are to her, and whether somebody is obliged to report.

use serde::{Deserialize, Serialize};

use crate::case::{AgeBand, LanguageTag};
use crate::words::{CaseId, DependantId, Private, WorkerId, words};

words! {
    /// What somebody is to her.
    Relation {
        /// Her child.
        Child = "child",
        /// A child she cares for.
        ChildInCare = "child-in-care",
        /// Another child of the family.
        Sibling = "sibling",
        /// A parent or another grown-up who depends on her.
        Adult = "adult",
        /// An animal: a shelter that takes none is no shelter for her.
        Animal = "animal",
    }

    /// Where they are.
    Whereabouts {
        /// With her.
        WithHer = "with-her",
        /// With family or friends.
        WithFamily = "with-family",
        /// In the care of an agency.
        InCare = "in-care",
        /// Still with whoever exploited her: somebody must act today.
        WithExploiter = "with-exploiter",
        /// In another country.
        Abroad = "abroad",
        /// Not known.
        NotKnown = "not-known",
    }

    /// What became of a duty to report. The program never reports, and one person's report does not
    /// discharge another's (content.md 3.4).
    DutyState {
        /// Not looked at.
        NotConsidered = "not-considered",
        /// Somebody reported it.
        Reported = "reported",
        /// Somebody decided not to, said why, and whom they asked.
        NotReported = "not-reported",
    }
}

/// A dependant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependant {
    /// Its id.
    pub id: DependantId,
    /// The case.
    pub case: CaseId,
    /// What to call them.
    #[serde(default)]
    pub alias: Private,
    /// What they are to her.
    pub relation: Relation,
    /// How old.
    pub age_band: AgeBand,
    /// The languages they speak.
    #[serde(default)]
    pub languages: Vec<LanguageTag>,
    /// Where they are.
    pub whereabouts: Whereabouts,
    /// What they need.
    #[serde(default)]
    pub needs: Private,
    /// Whether a report had to be made.
    pub duty: Duty,
}

/// A duty to report a child in need of protection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// What became of it.
    pub state: DutyState,
    /// Who reported or decided.
    pub by: Option<WorkerId>,
    /// To whom and under which reference, or why not.
    #[serde(default)]
    pub words: Private,
    /// Who was asked before somebody decided not to.
    pub consulted: Option<WorkerId>,
}

impl Duty {
    /// Not looked at yet.
    pub fn new() -> Self {
        Self {
            state: DutyState::NotConsidered,
            by: None,
            words: Private::default(),
            consulted: None,
        }
    }

    /// It is answered: by a report, or by a reason and a second person.
    pub fn is_answered(&self) -> bool {
        match self.state {
            DutyState::NotConsidered => false,
            DutyState::Reported => self.by.is_some() && !self.words.is_empty(),
            DutyState::NotReported => {
                self.by.is_some()
                    && !self.words.is_empty()
                    && self.consulted.is_some()
                    && self.consulted != self.by
            }
        }
    }
}

impl Default for Duty {
    fn default() -> Self {
        Self::new()
    }
}

impl Dependant {
    /// The duty card of the place must be shown: they may be a child there, and nobody has answered it.
    pub fn needs_duty_card(&self, protection_age: u8) -> bool {
        self.relation != Relation::Animal
            && self.age_band.may_be_under(protection_age)
            && !self.duty.is_answered()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::hold;
    use uuid::Uuid;

    #[test]
    fn not_reporting_needs_a_reason_and_somebody_else() {
        let (one, other) = (WorkerId(Uuid::from_u128(1)), WorkerId(Uuid::from_u128(2)));
        let duty = |state, by, words: &str, consulted| Duty {
            state,
            by,
            words: words.into(),
            consulted,
        };
        assert!(!Duty::new().is_answered());
        assert!(duty(DutyState::Reported, Some(one), "to the agency", None).is_answered());
        assert!(!duty(DutyState::Reported, Some(one), "", None).is_answered());
        assert!(duty(DutyState::NotReported, Some(one), "why", Some(other)).is_answered());
        assert!(!duty(DutyState::NotReported, Some(one), "why", Some(one)).is_answered());
        assert!(!duty(DutyState::NotReported, Some(one), "why", None).is_answered());
    }

    #[test]
    fn doubt_about_the_age_shows_the_card() {
        let mut dependant = Dependant {
            id: DependantId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            alias: Private::default(),
            relation: Relation::Child,
            age_band: AgeBand::NotAsked,
            languages: Vec::new(),
            whereabouts: Whereabouts::NotKnown,
            needs: Private::default(),
            duty: Duty::new(),
        };
        assert!(dependant.needs_duty_card(16));
        dependant.age_band = AgeBand::Eighteen;
        assert!(dependant.needs_duty_card(19) && !dependant.needs_duty_card(18));
        dependant.age_band = AgeBand::NotAsked;
        dependant.relation = Relation::Animal;
        assert!(!dependant.needs_duty_card(19));
        hold::<Relation>();
        hold::<Whereabouts>();
        hold::<DutyState>();
    }
}
