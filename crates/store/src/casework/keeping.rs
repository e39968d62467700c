//! The tables `retention_schedule` and `access_clock`: how long an organization keeps its cases, and how soon
//! it answers somebody who asks for what is theirs. Nothing is assumed: without a row there is no clock.

use casework::access_request::AccessClock;
use casework::moment::Moment as Now;
use casework::retention::{self, KeptFacts, Retention, Schedule};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::history::{self, By, CaseEvent, Entry};
use super::kinds::ItemKind;
use crate::Store;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::people::{Moment, standing, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

/// A schedule as it was set, and as long as it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSchedule {
    /// Its id.
    pub id: Uuid,
    /// Whose cases.
    pub organization: Uuid,
    /// What it says.
    pub schedule: Schedule,
    /// Since when.
    pub since: Timestamp,
    /// Who set it.
    pub set_by: Option<String>,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

/// A clock as it was set. The newest of an organization holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptClock {
    /// Whose.
    pub organization: Uuid,
    /// What it says.
    pub clock: AccessClock,
    /// Since when.
    pub since: Timestamp,
    /// Who set it.
    pub set_by: Option<String>,
}

/// What was set, of every organization: the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeepingRules {
    /// Schedules.
    pub schedules: Vec<KeptSchedule>,
    /// Clocks for requests.
    pub clocks: Vec<KeptClock>,
}

statements! {
    Both SCHEDULES =
        "SELECT s.id AS id, s.organization_id AS organization_id, s.name AS name, s.source AS source,
            s.months AS months, s.months_if_minor AS months_if_minor, s.warning_days AS warning_days,
            s.since AS since, s.ended_at AS ended_at, p.name AS set_by
         FROM retention_schedule s LEFT JOIN person p ON p.id = s.set_by ORDER BY s.since DESC, s.id DESC";
    Both OF_ORGANIZATION =
        "SELECT id, organization_id, name, source, months, months_if_minor, warning_days, since, ended_at,
            set_by
         FROM retention_schedule WHERE organization_id = $1 AND ended_at IS NULL";
    Both ADD_SCHEDULE =
        "INSERT INTO retention_schedule
            (id, organization_id, name, source, months, months_if_minor, warning_days, since, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    Both END_SCHEDULE =
        "UPDATE retention_schedule SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL";
    Both CLOCKS =
        "SELECT c.organization_id AS organization_id, c.days AS days, c.extension_days AS extension_days,
            c.source AS source, c.since AS since, p.name AS set_by
         FROM access_clock c LEFT JOIN person p ON p.id = c.set_by ORDER BY c.since DESC, c.id DESC";
    Both ADD_CLOCK =
        "INSERT INTO access_clock (id, organization_id, days, extension_days, source, since, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    Both CLOCK_OF =
        "SELECT organization_id, days, extension_days, source, since, set_by FROM access_clock
         WHERE organization_id = $1 ORDER BY since DESC, id DESC LIMIT 1";
    /// Closed cases of an organization: those that a new schedule is worked out for.
    Both CLOSED = "SELECT id FROM case_record WHERE lead_organization_id = $1 AND stage IN ('closed', 'sealed')";
}

fn small(row: &dyn Row, column: &str) -> Result<u16, StoreError> {
    let number = row.integer(column)?;
    u16::try_from(number).map_err(|problem| StoreError::damaged(column, problem))
}

fn optional_small(row: &dyn Row, column: &str) -> Result<Option<u16>, StoreError> {
    row.optional_integer(column)?
        .map(|number| u16::try_from(number).map_err(|problem| StoreError::damaged(column, problem)))
        .transpose()
}

fn schedule(row: &dyn Row) -> Result<KeptSchedule, StoreError> {
    Ok(KeptSchedule {
        id: row.parsed("id")?,
        organization: row.parsed("organization_id")?,
        schedule: Schedule {
            name: row.text("name")?,
            source: row.text("source")?,
            months: small(row, "months")?,
            months_if_minor: optional_small(row, "months_if_minor")?,
            warning_days: small(row, "warning_days")?,
        },
        since: row.parsed("since")?,
        set_by: row.optional_text("set_by")?,
        ended_at: row.optional_parsed("ended_at")?,
    })
}

fn clock(row: &dyn Row) -> Result<KeptClock, StoreError> {
    Ok(KeptClock {
        organization: row.parsed("organization_id")?,
        clock: AccessClock {
            days: small(row, "days")?,
            extension_days: optional_small(row, "extension_days")?,
            source: row.text("source")?,
        },
        since: row.parsed("since")?,
        set_by: row.optional_text("set_by")?,
    })
}

/// The schedules that hold for an organization now.
pub(super) async fn schedules_of(
    transaction: &mut Transaction,
    organization: Uuid,
) -> Result<Vec<Schedule>, StoreError> {
    let found = transaction
        .all(&OF_ORGANIZATION, &[organization.into()], schedule)
        .await?;
    Ok(found.into_iter().map(|kept| kept.schedule).collect())
}

/// The clock that holds for an organization now.
pub(super) async fn clock_of(
    transaction: &mut Transaction,
    organization: Uuid,
) -> Result<Option<AccessClock>, StoreError> {
    let found = transaction
        .all(&CLOCK_OF, &[organization.into()], clock)
        .await?;
    Ok(found.into_iter().next().map(|kept| kept.clock))
}

/// The day, as a moment: cases end by the calendar of UTC, which no clock of a machine moves.
pub(super) fn midnight(day: Date) -> Timestamp {
    TimeZone::UTC
        .to_timestamp(day.at(0, 0, 0, 0))
        .unwrap_or(Timestamp::MAX)
}

/// The day of a moment, by the same calendar.
pub(super) fn day_of(moment: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(moment).date()
}

/// Where a case stands with its keeping.
pub(super) fn state(
    (closed_at, retained_until): (Option<Timestamp>, Option<Timestamp>),
    legal_hold: bool,
    warned_at: Option<Timestamp>,
    schedules: &[Schedule],
    now: &Now,
) -> Retention {
    let facts = KeptFacts {
        closed_at,
        last_entry_at: closed_at.unwrap_or(Timestamp::MIN),
        known_due: retained_until.map(day_of),
        // What a minor adds was worked out at the closing, and stands in the day that is known.
        may_be_minor: false,
        legal_hold,
        warned_at,
    };
    retention::retention(&facts, schedules, now)
}

impl Change<'_> {
    /// Works out from when the case may be destroyed, as it is closed now: `None` without a schedule.
    pub(super) async fn due_by_schedule(
        &mut self,
        closed_at: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        let case = self.case()?;
        let schedules = schedules_of(&mut self.transaction, case.lead_organization.0).await?;
        let facts = KeptFacts {
            closed_at: Some(closed_at),
            // The latest that anybody has written anywhere: a clock that was set back brings no end nearer.
            last_entry_at: self.now().latest(),
            known_due: self.held.summary.retained_until.map(day_of),
            may_be_minor: case.age_band.may_be_under(18),
            legal_hold: case.legal_hold,
            warned_at: None,
        };
        Ok(retention::due_on(&facts, &schedules).map(midnight))
    }

    /// Where the case stands with its keeping; `None` where no schedule holds.
    pub(super) async fn kept(&mut self) -> Result<Option<Retention>, StoreError> {
        let summary = self.held.summary.clone();
        let organization = summary.lead_organization_id;
        let schedules = schedules_of(&mut self.transaction, organization).await?;
        if schedules.is_empty() {
            return Ok(None);
        }
        let warned = self.held_items(Some(ItemKind::EndWarning)).await?;
        // A warning of an earlier closing warned of something else.
        let warned_at = warned
            .iter()
            .map(|held| held.created_at)
            .filter(|at| summary.closed_at.is_some_and(|closed| *at >= closed))
            .max();
        Ok(Some(state(
            (summary.closed_at, summary.retained_until),
            summary.legal_hold,
            warned_at,
            &schedules,
            &self.now(),
        )))
    }
}

impl Store {
    /// What was set about keeping cases and answering requests, of every organization.
    pub async fn keeping_rules(
        &self,
        actor: &Actor,
        _moment: &Moment<'_>,
    ) -> Result<KeepingRules, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        Ok(KeepingRules {
            schedules: transaction.all(&SCHEDULES, &[], schedule).await?,
            clocks: transaction.all(&CLOCKS, &[], clock).await?,
        })
    }

    /// Sets a schedule, beside those that hold: the longest counts. What is closed already is worked out
    /// anew; how many cases that were.
    pub async fn add_schedule(
        &self,
        actor: &Actor,
        organization: Uuid,
        new: &Schedule,
        moment: &Moment<'_>,
    ) -> Result<usize, StoreError> {
        let months = new.months_if_minor.map(i64::from);
        let values = |by: Option<Uuid>| {
            [
                moment.id().into(),
                organization.into(),
                new.name.clone().into(),
                new.source.clone().into(),
                i64::from(new.months).into(),
                months.into(),
                i64::from(new.warning_days).into(),
                stored(moment.now).into(),
                by.into(),
            ]
        };
        let detail = format!(
            "schedule {} {} {}",
            new.months,
            new.months_if_minor.unwrap_or(new.months),
            new.warning_days
        );
        let mut transaction = self.write().await?;
        let by = may_set(&mut transaction, actor).await?;
        transaction
            .execute(&ADD_SCHEDULE, &values(by.person))
            .await?;
        tell(self, transaction, by, &detail, moment).await?;
        self.work_out(actor, organization, moment).await
    }

    /// Ends a schedule. Days that were worked out by it stay: nothing ends sooner because a rule went.
    pub async fn end_schedule(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let by = may_set(&mut transaction, actor).await?;
        let values = [id.into(), stored(moment.now).into(), by.person.into()];
        transaction.execute(&END_SCHEDULE, &values).await?;
        tell(self, transaction, by, "schedule ended", moment).await
    }

    /// Sets the clock for requests of people for what is theirs. Requests that are there keep their day.
    pub async fn set_access_clock(
        &self,
        actor: &Actor,
        organization: Uuid,
        new: &AccessClock,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let by = may_set(&mut transaction, actor).await?;
        let values: [Value<'_>; 7] = [
            moment.id().into(),
            organization.into(),
            i64::from(new.days).into(),
            new.extension_days.map(i64::from).into(),
            (&new.source).into(),
            stored(moment.now).into(),
            by.person.into(),
        ];
        transaction.execute(&ADD_CLOCK, &values).await?;
        let detail = format!("clock {} {}", new.days, new.extension_days.unwrap_or(0));
        tell(self, transaction, by, &detail, moment).await
    }

    /// Works the days of closed cases out anew, each in a transaction of its own.
    async fn work_out(
        &self,
        actor: &Actor,
        organization: Uuid,
        moment: &Moment<'_>,
    ) -> Result<usize, StoreError> {
        let mut reading = self.read().await?;
        let closed: Vec<Uuid> = reading
            .all(&CLOSED, &[organization.into()], |row| row.parsed("id"))
            .await?;
        drop(reading);
        let mut count = 0;
        for case in closed {
            let action = Action::RetainCase;
            let mut change =
                Change::begin(self, actor, case, action, moment, Intent::Write).await?;
            let Some(closed_at) = change.held.summary.closed_at else {
                continue;
            };
            let due = change.due_by_schedule(closed_at).await?;
            if due.is_none() || due == change.held.summary.retained_until {
                continue;
            }
            change.held.summary.retained_until = due;
            let case = change.case()?;
            change.save_case(&case, CaseEvent::Changed, "").await?;
            change.commit().await?;
            count += 1;
        }
        Ok(count)
    }
}

async fn may_set(transaction: &mut Transaction, actor: &Actor) -> Result<By, StoreError> {
    policy::allow(transaction, actor, Action::SetKeepingRules, None).await?;
    let standing = match actor {
        Actor::Person(person) => standing::of(transaction, *person, false).await?,
        _ => None,
    };
    Ok(By::of(actor, standing.as_ref()))
}

/// Writes into the history, in the same transaction, that a rule was set: of no case.
async fn tell(
    store: &Store,
    mut transaction: Transaction,
    by: By,
    detail: &str,
    moment: &Moment<'_>,
) -> Result<(), StoreError> {
    let vault = store.vault()?;
    let mut head = history::lock(&mut transaction, vault, moment.now).await?;
    let entry = Entry {
        case: Uuid::nil(),
        detail,
        ..Entry::default()
    };
    let what = CaseEvent::KeepingSet;
    history::add(&mut transaction, &mut head, by, moment.now, what, &entry).await?;
    history::close(&mut transaction, vault, &head).await?;
    transaction.commit().await
}
