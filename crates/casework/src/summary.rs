//! The desk: what needs me now, and what a supervisor may know of a caseload. Over rows that hold no words.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::case::{ClientCode, Stage};
use crate::words::{CaseId, WorkerId, words};

words! {
    /// What a row of the desk is.
    DeskKind {
        /// A task.
        Task = "task",
        /// An appointment.
        Appointment = "appointment",
        /// A follow-up after closing.
        FollowUp = "follow-up",
        /// A review of the plan.
        Review = "review",
        /// A consent about to lapse.
        ConsentLapses = "consent-lapses",
        /// A protection order about to run out.
        OrderLapses = "order-lapses",
        /// An order that must be served, or whose end nobody knows.
        OrderNeedsAttention = "order-needs-attention",
        /// A status, a permit or health cover about to run out.
        ImmigrationLapses = "immigration-lapses",
        /// Rules of safe contact that must be agreed anew.
        ContactRulesLapse = "contact-rules-lapse",
        /// An agreement between organizations about to end.
        AgreementLapses = "agreement-lapses",
        /// An agency answered an enquiry.
        EnquiryAnswered = "enquiry-answered",
        /// A referral we sent and nobody answered yet.
        ReferralSent = "referral-sent",
        /// A referral we received.
        ReferralReceived = "referral-received",
        /// A transfer that waits for somebody.
        TransferWaits = "transfer-waits",
        /// Money that waits for a second person.
        FundWaits = "fund-waits",
        /// An exception the privacy officer must look at.
        ExceptionTold = "exception-told",
        /// A request for access or correction.
        AccessRequest = "access-request",
        /// A case whose keeping ends.
        RetentionWarning = "retention-warning",
    }

    /// Under which heading a row stands.
    DeskHeading {
        /// Its day has passed.
        Overdue = "overdue",
        /// It is today, or must be looked at now.
        Today = "today",
        /// Others answered.
        Answered = "answered",
        /// About to lapse.
        Lapsing = "lapsing",
        /// It waits on others.
        Waiting = "waiting",
        /// It comes soon.
        Soon = "soon",
    }
}

/// A row: what it is, of which case, when. What it says stands in the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRow {
    /// What it is.
    pub kind: DeskKind,
    /// Its own id: of the task, the consent, the order.
    pub id: Uuid,
    /// The case; none for an agreement.
    pub case: Option<CaseId>,
    /// Its code.
    pub code: Option<ClientCode>,
    /// Its day: due, or the last on which it holds.
    pub on: Option<Date>,
    /// Whose it is; `None`: whoever comes first.
    pub worker: Option<WorkerId>,
}

/// How many days ahead the desk looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// For what comes: tasks, appointments, follow-ups.
    pub soon: i32,
    /// For what lapses: consents, orders, permits.
    pub lapsing: i32,
}

impl Default for Horizon {
    /// A week for what comes; ninety days for what lapses, the first reminder of a permit.
    fn default() -> Self {
        Self {
            soon: 7,
            lapsing: 90,
        }
    }
}

impl DeskKind {
    /// It is something that runs out, and not something to be done on a day.
    pub const fn lapses(self) -> bool {
        matches!(
            self,
            Self::ConsentLapses
                | Self::OrderLapses
                | Self::ImmigrationLapses
                | Self::ContactRulesLapse
                | Self::AgreementLapses
        )
    }

    /// It waits on somebody else.
    pub const fn waits(self) -> bool {
        matches!(self, Self::ReferralSent)
    }
}

impl DeskRow {
    /// Under which heading it stands on `today`; `None`: not on the desk yet.
    pub fn heading(&self, today: Date, horizon: Horizon) -> Option<DeskHeading> {
        let within = |days: i32| {
            let last = today.checked_add(days.days()).unwrap_or(Date::MAX);
            self.on.is_none_or(|on| on <= last)
        };
        let overdue = self.on.is_some_and(|on| on < today);
        if self.kind == DeskKind::EnquiryAnswered {
            return Some(DeskHeading::Answered);
        }
        if overdue {
            return Some(DeskHeading::Overdue);
        }
        if self.kind.lapses() {
            return within(horizon.lapsing).then_some(DeskHeading::Lapsing);
        }
        if self.kind.waits() {
            return Some(DeskHeading::Waiting);
        }
        match self.on {
            // Nothing to wait for: somebody must look at it.
            None if self.kind == DeskKind::Task => Some(DeskHeading::Soon),
            None => Some(DeskHeading::Today),
            Some(on) if on == today => Some(DeskHeading::Today),
            Some(_) => within(horizon.soon).then_some(DeskHeading::Soon),
        }
    }
}

/// What needs `worker` now: their own rows and those that are nobody's, under their headings, the oldest
/// first. Every row stands under one heading at most.
pub fn desk(
    rows: &[DeskRow],
    worker: WorkerId,
    today: Date,
    horizon: Horizon,
) -> BTreeMap<DeskHeading, Vec<&DeskRow>> {
    let mut desk: BTreeMap<DeskHeading, Vec<&DeskRow>> = BTreeMap::new();
    let mine = rows
        .iter()
        .filter(|row| row.worker.is_none_or(|whose| whose == worker));
    for row in mine {
        if let Some(heading) = row.heading(today, horizon) {
            desk.entry(heading).or_default().push(row);
        }
    }
    for rows in desk.values_mut() {
        rows.sort_by_key(|row| (row.on.unwrap_or(today), row.kind, row.id));
    }
    desk
}

/// A case as a caseload shows it: to a supervisor too, for nothing in it is hers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseloadRow {
    /// The case.
    pub case: CaseId,
    /// Its code.
    pub code: ClientCode,
    /// Who leads it.
    pub worker: Option<WorkerId>,
    /// Where it stands.
    pub stage: Stage,
    /// The day it was last worked on.
    pub last_worked_on: Date,
    /// Open tasks.
    pub open_tasks: u32,
    /// Of them, overdue.
    pub overdue_tasks: u32,
    /// The age of the oldest open task, in days.
    pub oldest_task_days: Option<i64>,
}

/// What a worker carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caseload {
    /// Open cases.
    pub cases: u32,
    /// Open tasks.
    pub open_tasks: u32,
    /// Of them, overdue.
    pub overdue_tasks: u32,
    /// The age of the oldest open task, in days.
    pub oldest_task_days: Option<i64>,
    /// The case that nobody has worked on for the longest, by its last day.
    pub quietest: Option<Date>,
}

/// Caseloads by worker; cases without one stand under `None`.
pub fn caseloads(rows: &[CaseloadRow]) -> BTreeMap<Option<WorkerId>, Caseload> {
    let mut caseloads: BTreeMap<Option<WorkerId>, Caseload> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.stage < Stage::Closed) {
        let caseload = caseloads.entry(row.worker).or_default();
        caseload.cases += 1;
        caseload.open_tasks = caseload.open_tasks.saturating_add(row.open_tasks);
        caseload.overdue_tasks = caseload.overdue_tasks.saturating_add(row.overdue_tasks);
        caseload.oldest_task_days = caseload.oldest_task_days.max(row.oldest_task_days);
        caseload.quietest = Some(
            caseload
                .quietest
                .map_or(row.last_worked_on, |day| day.min(row.last_worked_on)),
        );
    }
    caseloads
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kernel::SeededRandom;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 24);

    fn row(kind: DeskKind, on: Option<Date>) -> DeskRow {
        DeskRow {
            kind,
            id: Uuid::nil(),
            case: None,
            code: None,
            on,
            worker: None,
        }
    }

    #[test]
    fn rows_stand_under_their_heading() {
        use DeskHeading as H;
        use DeskKind as K;
        for (kind, on, heading) in [
            (K::Task, Some(date(2026, 11, 23)), Some(H::Overdue)),
            (K::Task, Some(TODAY), Some(H::Today)),
            (K::Task, Some(date(2026, 12, 1)), Some(H::Soon)),
            (K::Task, Some(date(2026, 12, 2)), None),
            (K::Task, None, Some(H::Soon)),
            (K::ConsentLapses, Some(date(2027, 2, 22)), Some(H::Lapsing)),
            (K::ConsentLapses, Some(date(2027, 2, 23)), None),
            (K::OrderLapses, Some(TODAY), Some(H::Lapsing)),
            (K::OrderLapses, Some(date(2026, 11, 1)), Some(H::Overdue)),
            (
                K::EnquiryAnswered,
                Some(date(2026, 11, 1)),
                Some(H::Answered),
            ),
            (K::ReferralSent, Some(date(2026, 12, 24)), Some(H::Waiting)),
            (K::ReferralSent, Some(date(2026, 11, 20)), Some(H::Overdue)),
            (K::ReferralReceived, None, Some(H::Today)),
            (K::OrderNeedsAttention, None, Some(H::Today)),
        ] {
            assert_eq!(
                row(kind, on).heading(TODAY, Horizon::default()),
                heading,
                "{kind} {on:?}"
            );
        }
        crate::words::tests::hold::<DeskKind>();
        crate::words::tests::hold::<DeskHeading>();
    }

    #[test]
    fn a_caseload_counts_and_tells_nothing() {
        let random = SeededRandom::new(2);
        let case = |worker: Option<u128>, stage, tasks, days, worked| CaseloadRow {
            case: CaseId(Uuid::nil()),
            code: ClientCode::new(&random),
            worker: worker.map(|id| WorkerId(Uuid::from_u128(id))),
            stage,
            last_worked_on: worked,
            open_tasks: tasks,
            overdue_tasks: 1,
            oldest_task_days: days,
        };
        let rows = [
            case(Some(1), Stage::Active, 2, Some(9), date(2026, 11, 1)),
            case(Some(1), Stage::Intake, 1, Some(40), date(2026, 10, 1)),
            case(Some(1), Stage::Closed, 9, Some(99), date(2020, 1, 1)),
            case(None, Stage::Enquiry, 0, None, date(2026, 11, 2)),
        ];
        let caseloads = caseloads(&rows);
        assert_eq!(
            caseloads[&Some(WorkerId(Uuid::from_u128(1)))],
            Caseload {
                cases: 2,
                open_tasks: 3,
                overdue_tasks: 2,
                oldest_task_days: Some(40),
                quietest: Some(date(2026, 10, 1)),
            }
        );
        assert_eq!(caseloads[&None].cases, 1);
    }

    proptest! {
        #[test]
        fn nobody_sees_anothers_rows_and_no_row_comes_twice(
            rows in prop::collection::vec(
                (prop::sample::select(DeskKind::ALL.to_vec()), prop::option::of(-60_i32..200), prop::option::of(0_u128..3)),
                0..30,
            ),
        ) {
            let rows: Vec<_> = rows
                .into_iter()
                .enumerate()
                .map(|(id, (kind, days, worker))| DeskRow {
                    id: Uuid::from_u128(id as u128),
                    on: days.map(|days| TODAY.checked_add(days.days()).expect("near")),
                    worker: worker.map(|id| WorkerId(Uuid::from_u128(id))),
                    ..row(kind, None)
                })
                .collect();
            let me = WorkerId(Uuid::from_u128(1));
            let desk = desk(&rows, me, TODAY, Horizon::default());
            let shown: Vec<_> = desk.values().flatten().map(|row| row.id).collect();
            let once: std::collections::BTreeSet<_> = shown.iter().collect();
            prop_assert_eq!(once.len(), shown.len());
            prop_assert!(desk.values().flatten().all(|row| row.worker.is_none_or(|who| who == me)));
            // Whatever of mine is overdue or today is there.
            for row in rows.iter().filter(|row| row.worker.is_none_or(|who| who == me)) {
                if row.on.is_some_and(|on| on <= TODAY) {
                    prop_assert!(shown.contains(&row.id));
                }
            }
        }
    }
}
