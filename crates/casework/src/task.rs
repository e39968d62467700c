//! Tasks: who does what by when, again if need be, and how old it has grown.

mod repeat;

pub use repeat::{Frequency, Repeat, RepeatEnd, RepeatError};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{CaseId, Private, TaskId, WorkerId, words};

words! {
    /// How near a task's day is.
    Urgency {
        /// Its day has passed.
        Overdue = "overdue",
        /// It is today.
        Today = "today",
        /// It is within a week.
        ThisWeek = "this-week",
        /// It is later.
        Later = "later",
        /// It has no day.
        NoDay = "no-day",
    }
}

/// A task. Supervisors see its dates and its age, never its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The case.
    pub case: CaseId,
    /// What is to be done.
    pub words: Private,
    /// Who does it. `None`: nobody yet.
    pub assignee: Option<WorkerId>,
    /// The day.
    pub due: Option<Date>,
    /// When it comes again.
    #[serde(default)]
    pub repeat: Option<Repeat>,
    /// The day from which it is counted: the first `due`.
    #[serde(default)]
    pub repeats_from: Option<Date>,
    /// Who made it.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// Who did it.
    pub done_by: Option<WorkerId>,
}

impl Task {
    /// How near its day is; `None` once it is done.
    pub fn urgency(&self, today: Date) -> Option<Urgency> {
        self.done_at.is_none().then(|| urgency(self.due, today))
    }

    /// Its age in whole days: from the making until it was done, or until now.
    pub fn age_days(&self, now: Timestamp) -> i64 {
        let end = self.done_at.unwrap_or(now);
        (end.duration_since(self.at).as_hours() / 24).max(0)
    }

    /// It is done; and the next of its row, if it repeats. Days that have passed in the meantime are not made
    /// up for: nobody wants five overdue calls.
    pub fn done(
        &self,
        by: WorkerId,
        at: Timestamp,
        today: Date,
        next_id: TaskId,
    ) -> (Self, Option<Self>) {
        let done = Self {
            done_at: Some(at),
            done_by: Some(by),
            ..self.clone()
        };
        let next = self
            .repeat
            .as_ref()
            .zip(self.due)
            .and_then(|(repeat, due)| {
                let first = self.repeats_from.unwrap_or(due);
                let after = due.max(today.yesterday().unwrap_or(today));
                let next = repeat.next_after(first, after)?;
                Some(Self {
                    id: next_id,
                    due: Some(next),
                    repeats_from: Some(first),
                    at,
                    by,
                    ..self.clone()
                })
            });
        (done, next)
    }
}

/// How near a day is.
pub fn urgency(due: Option<Date>, today: Date) -> Urgency {
    match due {
        None => Urgency::NoDay,
        Some(due) if due < today => Urgency::Overdue,
        Some(due) if due == today => Urgency::Today,
        Some(due) if due.duration_since(today).as_hours() <= 7 * 24 => Urgency::ThisWeek,
        Some(_) => Urgency::Later,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn task(repeat: Option<&str>) -> Task {
        Task {
            id: TaskId(Uuid::from_u128(1)),
            case: CaseId(Uuid::nil()),
            words: "call the clinic".into(),
            assignee: None,
            due: Some(date(2026, 11, 2)),
            repeat: repeat.map(|rule| rule.parse().expect("a rule")),
            repeats_from: None,
            by: WorkerId(Uuid::nil()),
            at: "2026-11-01T12:00:00Z".parse().expect("a time"),
            done_at: None,
            done_by: None,
        }
    }

    #[test]
    fn urgency_goes_by_the_day() {
        let at = |day| task(None).urgency(date(2026, 11, day));
        assert_eq!(at(3), Some(Urgency::Overdue));
        assert_eq!(at(2), Some(Urgency::Today));
        assert_eq!(
            urgency(Some(date(2026, 11, 9)), date(2026, 11, 2)),
            Urgency::ThisWeek
        );
        assert_eq!(
            urgency(Some(date(2026, 11, 10)), date(2026, 11, 2)),
            Urgency::Later
        );
        assert_eq!(urgency(None, date(2026, 11, 2)), Urgency::NoDay);
        crate::words::tests::hold::<Urgency>();
    }

    #[test]
    fn the_next_of_a_row_comes_after_today_and_keeps_its_beat() {
        let by = WorkerId(Uuid::nil());
        let at: Timestamp = "2026-11-20T12:00:00Z".parse().expect("a time");
        let weekly = task(Some("FREQ=WEEKLY"));
        let (done, next) = weekly.done(by, at, date(2026, 11, 20), TaskId(Uuid::from_u128(2)));
        assert_eq!((done.done_at, done.age_days(at)), (Some(at), 19));
        let next = next.expect("it repeats");
        assert_eq!((next.due, next.done_at), (Some(date(2026, 11, 23)), None));
        assert_eq!(next.repeats_from, Some(date(2026, 11, 2)));
        assert!(
            task(None)
                .done(by, at, date(2026, 11, 20), next.id)
                .1
                .is_none()
        );
        // Done before its day: the next is not the same day again.
        let (_, next) = weekly.done(by, at, date(2026, 11, 1), next.id);
        assert_eq!(next.expect("it repeats").due, Some(date(2026, 11, 9)));
        let last = task(Some("FREQ=DAILY;COUNT=1"));
        assert!(
            last.done(by, at, date(2026, 11, 2), TaskId(Uuid::nil()))
                .1
                .is_none()
        );
    }
}
