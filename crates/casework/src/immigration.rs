//! The immigration clock: when a status, a permit and health cover run out, and when to remember it.
//!
//! Nothing is ever submitted from here (casework.md 4.4: "never auto-submit"), and status is never asked for
//! at first contact (content.md 3.2).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::jurisdiction::{Jurisdiction, LengthIs, RuleId};
use crate::words::{Private, words};

/// Days before the end on which somebody is reminded (casework.md 4.4).
pub const REMINDERS: [i32; 3] = [90, 60, 30];

words! {
    /// Her status in Canada, as she says it.
    ImmigrationStatus {
        /// Nobody has asked: the usual state of things.
        NotAsked = "not-asked",
        /// She does not say, or does not know.
        NotKnown = "not-known",
        /// Citizen.
        Citizen = "citizen",
        /// Permanent resident.
        PermanentResident = "permanent-resident",
        /// Protected person.
        ProtectedPerson = "protected-person",
        /// Refugee claimant.
        RefugeeClaimant = "refugee-claimant",
        /// Temporary resident permit.
        TemporaryResidentPermit = "temporary-resident-permit",
        /// Worker.
        Worker = "worker",
        /// Student.
        Student = "student",
        /// Visitor.
        Visitor = "visitor",
        /// Out of status.
        OutOfStatus = "out-of-status",
    }

    /// What became of an application for a permit.
    PermitState {
        /// She thinks about it.
        Considering = "considering",
        /// Papers are gathered.
        Gathering = "gathering",
        /// It was applied for.
        Applied = "applied",
        /// It was given.
        Issued = "issued",
        /// It was refused. Why is recorded: refusals because "the case is concluded" are reported.
        Refused = "refused",
        /// She took it back.
        Withdrawn = "withdrawn",
    }

    /// What runs out.
    ClockKind {
        /// Her status.
        Status = "status",
        /// Her permit.
        Permit = "permit",
        /// Health cover.
        HealthCover = "health-cover",
        /// The work or study permit with it.
        WorkOrStudyPermit = "work-or-study-permit",
    }
}

/// The clock. Sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImmigrationClock {
    /// Her status.
    pub status: ImmigrationStatus,
    /// Its last day.
    #[serde(default)]
    pub status_until: Option<Date>,
    /// The permit for victims of trafficking, if she wants one.
    #[serde(default)]
    pub permit: Option<Permit>,
    /// The last day of health cover.
    #[serde(default)]
    pub health_cover_until: Option<Date>,
    /// The last day of a work or study permit.
    #[serde(default)]
    pub work_or_study_until: Option<Date>,
}

/// A temporary resident permit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    /// What became of it.
    pub state: PermitState,
    /// It is a new one after an earlier one.
    #[serde(default)]
    pub renewal: bool,
    /// When it was applied for.
    #[serde(default)]
    pub applied_on: Option<Date>,
    /// When it was given.
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// Its last day, as it is written.
    #[serde(default)]
    pub until: Option<Date>,
    /// Why it was refused.
    #[serde(default)]
    pub refusal: Private,
}

/// Something that runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunsOut {
    /// What.
    pub kind: ClockKind,
    /// Its last day.
    pub on: Date,
    /// Days until then; less than nothing when it has passed.
    pub days_left: i32,
    /// The reminder that is reached: 90, 60 or 30 days, or 0 when it has passed.
    pub reminder: i32,
}

impl ImmigrationClock {
    /// What runs out within [`REMINDERS`], the nearest first.
    pub fn runs_out(&self, today: Date) -> Vec<RunsOut> {
        let permit = self
            .permit
            .as_ref()
            .filter(|permit| permit.state == PermitState::Issued)
            .and_then(|permit| permit.until);
        let mut found: Vec<RunsOut> = [
            (ClockKind::Status, self.status_until),
            (ClockKind::Permit, permit),
            (ClockKind::HealthCover, self.health_cover_until),
            (ClockKind::WorkOrStudyPermit, self.work_or_study_until),
        ]
        .into_iter()
        .filter_map(|(kind, on)| runs_out(kind, on?, today))
        .collect();
        found.sort_by_key(|one| one.on);
        found
    }
}

fn runs_out(kind: ClockKind, on: Date, today: Date) -> Option<RunsOut> {
    let days_left = i32::try_from(on.duration_since(today).as_hours() / 24).unwrap_or(i32::MAX);
    let reminder = if days_left < 0 {
        0
    } else {
        // The smallest step that is reached.
        REMINDERS
            .into_iter()
            .rev()
            .find(|step| days_left <= *step)?
    };
    Some(RunsOut {
        kind,
        on,
        days_left,
        reminder,
    })
}

impl Permit {
    /// It was given for less time than the rule says is the least: there may be an exception, or a mistake.
    /// Only for a first permit, and only by a verified rule.
    pub fn is_shorter_than_the_rule(&self, canada: Option<&Jurisdiction>) -> bool {
        let (Some(issued), Some(until), Some(canada)) = (self.issued_on, self.until, canada) else {
            return false;
        };
        !self.renewal
            && canada
                .length(RuleId::PermitDuration, issued)
                .is_some_and(|length| {
                    // A permit of twelve months from the 4th ends on the 3rd.
                    let last = length.after(issued).yesterday().unwrap_or(issued);
                    length.is == LengthIs::AtLeast && until < last
                })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jurisdiction::shipped;
    use crate::words::tests::hold;
    use jiff::civil::date;

    fn permit(issued: Date, until: Date) -> Permit {
        Permit {
            state: PermitState::Issued,
            renewal: false,
            applied_on: None,
            issued_on: Some(issued),
            until: Some(until),
            refusal: Private::default(),
        }
    }

    #[test]
    fn reminders_come_at_ninety_sixty_and_thirty_days() {
        let clock = ImmigrationClock {
            status: ImmigrationStatus::TemporaryResidentPermit,
            status_until: None,
            permit: Some(permit(date(2026, 1, 1), date(2026, 12, 31))),
            health_cover_until: Some(date(2026, 12, 1)),
            work_or_study_until: None,
        };
        let found = |today| {
            clock
                .runs_out(today)
                .iter()
                .map(|one| (one.kind, one.days_left, one.reminder))
                .collect::<Vec<_>>()
        };
        assert_eq!(found(date(2026, 8, 1)), []);
        assert_eq!(found(date(2026, 9, 2)), [(ClockKind::HealthCover, 90, 90)]);
        assert_eq!(
            found(date(2026, 11, 24)),
            [(ClockKind::HealthCover, 7, 30), (ClockKind::Permit, 37, 60)]
        );
        assert_eq!(found(date(2027, 1, 1))[1], (ClockKind::Permit, -1, 0));
        let refused = ImmigrationClock {
            permit: clock.permit.clone().map(|permit| Permit {
                state: PermitState::Refused,
                ..permit
            }),
            ..clock
        };
        assert!(
            refused
                .runs_out(date(2026, 12, 30))
                .iter()
                .all(|one| one.kind != ClockKind::Permit)
        );
    }

    #[test]
    fn a_permit_shorter_than_the_rule_is_noticed() {
        let canada = shipped("CA");
        let short = |issued, until| permit(issued, until).is_shorter_than_the_rule(canada);
        assert!(short(date(2025, 3, 1), date(2025, 8, 27)));
        assert!(!short(date(2025, 3, 1), date(2026, 2, 28)));
        // Before 4 February 2025 the rule was "up to", and says nothing of what is too short.
        assert!(!short(date(2025, 2, 3), date(2025, 3, 1)));
        assert!(!permit(date(2025, 3, 1), date(2025, 8, 27)).is_shorter_than_the_rule(None));
        hold::<ImmigrationStatus>();
        hold::<PermitState>();
        hold::<ClockKind>();
    }
}
