//! Lists of cases: by code, stage and day, for the caseload and for whoever looks after those who work.
//!
//! Nothing sealed is even read for them, who works on each case comes with its row, and every list has an
//! end: an organization may have fifty thousand cases.

use std::collections::BTreeMap;

use access::{CaseRelation, Standing};
use casework::case::{ClientCode, Stage};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Actor;
use uuid::Uuid;

use super::record::CaseSummary;
use super::records::CaseList;
use crate::Store;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::people::{Moment, standing, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

/// How many cases a list holds. Whoever has more narrows it, or finds a case by its code.
pub const LONGEST_LIST: usize = 1_000;

/// A list of cases, those that changed last first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caseload {
    /// The cases.
    pub cases: Vec<CaseSummary>,
    /// There are more than these.
    pub more: bool,
}

/// An open case as whoever supervises sees it: dates and counts, and nothing of hers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedCase {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: ClientCode,
    /// Its stage.
    pub stage: Stage,
    /// The lead organization.
    pub organization: Uuid,
    /// The lead person.
    pub lead: Option<Uuid>,
    /// Their name.
    pub lead_name: Option<String>,
    /// When anybody last wrote into it.
    pub worked_at: Timestamp,
    /// Open tasks.
    pub open_tasks: u32,
    /// Of them, overdue.
    pub overdue_tasks: u32,
    /// When the oldest open task was made.
    pub oldest_task_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id AS id, c.code AS code, c.stage AS stage,
                c.lead_organization_id AS lead_organization_id, c.lead_person_id AS lead_person_id,
                c.opened_at AS opened_at, c.changed_at AS changed_at, c.closed_at AS closed_at,
                c.legal_hold AS legal_hold, c.retained_until AS retained_until, c.version AS version,
                (SELECT COUNT(*) FROM case_worker w
                 WHERE w.case_id = c.id AND w.person_id = $1) AS assigned
             FROM case_record c ",
            $rest
        )
    };
}

statements! {
    Both ONE = select!("WHERE c.id = $2");
    Both OPEN_OF_PERSON = select!("WHERE c.id IN (SELECT case_id FROM case_worker WHERE person_id = $2)
            AND c.stage NOT IN ('closed', 'sealed', 'shredded')
            ORDER BY c.changed_at DESC, c.id LIMIT $3");
    Both OPEN_OF_ORGANIZATION = select!("WHERE c.lead_organization_id = $2
            AND c.stage NOT IN ('closed', 'sealed', 'shredded')
            ORDER BY c.changed_at DESC, c.id LIMIT $3");
    Both STAGE_OF_PERSON = select!("WHERE c.id IN (SELECT case_id FROM case_worker WHERE person_id = $2)
            AND c.stage = $4 ORDER BY c.changed_at DESC, c.id LIMIT $3");
    Both STAGE_OF_ORGANIZATION = select!("WHERE c.lead_organization_id = $2 AND c.stage = $4
            ORDER BY c.changed_at DESC, c.id LIMIT $3");
    Both DUE_FOR_END = select!("WHERE c.wrapped_key IS NOT NULL AND c.legal_hold = 0
            AND c.retained_until <= $2 ORDER BY c.retained_until, c.id LIMIT $3");
    /// Open cases of an organization with what a supervisor may know of their tasks.
    Both CARRIED =
        "SELECT c.id AS id, c.code AS code, c.stage AS stage,
            c.lead_organization_id AS lead_organization_id, c.lead_person_id AS lead_person_id,
            c.changed_at AS changed_at, p.name AS lead_name,
            (SELECT MAX(i.changed_at) FROM case_item i WHERE i.case_id = c.id) AS worked_at,
            (SELECT COUNT(*) FROM case_item i
             WHERE i.case_id = c.id AND i.kind = 'task' AND i.state = 'open') AS open_tasks,
            (SELECT COUNT(*) FROM case_item i
             WHERE i.case_id = c.id AND i.kind = 'task' AND i.state = 'open' AND i.due < $2)
                AS overdue_tasks,
            (SELECT MIN(i.created_at) FROM case_item i
             WHERE i.case_id = c.id AND i.kind = 'task' AND i.state = 'open') AS oldest_task_at
         FROM case_record c LEFT JOIN person p ON p.id = c.lead_person_id
         WHERE c.lead_organization_id = $1 AND c.stage NOT IN ('closed', 'sealed', 'shredded')
         ORDER BY c.changed_at, c.id LIMIT $3";
}

/// Which cases are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Listed {
    /// One.
    One(Uuid),
    /// Those that somebody works on: of this stage, or all that are open.
    OfPerson(Uuid, Option<Stage>),
    /// Those that an organization leads: of this stage, or all that are open.
    OfOrganization(Uuid, Option<Stage>),
    /// Those that may be destroyed from this moment.
    DueForEnd(Timestamp),
}

fn summary(row: &dyn Row) -> Result<(CaseSummary, bool), StoreError> {
    let summary = CaseSummary {
        id: row.parsed("id")?,
        code: row.parsed("code")?,
        stage: row.parsed("stage")?,
        lead_organization_id: row.parsed("lead_organization_id")?,
        lead_person_id: row.optional_parsed("lead_person_id")?,
        opened_at: row.parsed("opened_at")?,
        changed_at: row.parsed("changed_at")?,
        closed_at: row.optional_parsed("closed_at")?,
        legal_hold: row.yes("legal_hold")?,
        retained_until: row.optional_parsed("retained_until")?,
        version: row.integer("version")?,
    };
    Ok((summary, row.integer("assigned")? > 0))
}

fn asker(actor: &Actor) -> Uuid {
    match actor {
        Actor::Person(person) => *person,
        _ => Uuid::nil(),
    }
}

/// Cases, each with whether `actor` works on it; at most [`LONGEST_LIST`] and one more.
pub(super) async fn listed(
    transaction: &mut Transaction,
    actor: &Actor,
    which: Listed,
) -> Result<Vec<(CaseSummary, bool)>, StoreError> {
    let limit = i64::try_from(LONGEST_LIST).unwrap_or(i64::MAX) + 1;
    let mut values: Vec<Value<'_>> = vec![asker(actor).into()];
    let statement = match which {
        Listed::One(id) => {
            values.push(id.into());
            &ONE
        }
        Listed::OfPerson(id, None) => {
            values.extend([id.into(), limit.into()]);
            &OPEN_OF_PERSON
        }
        Listed::OfOrganization(id, None) => {
            values.extend([id.into(), limit.into()]);
            &OPEN_OF_ORGANIZATION
        }
        Listed::OfPerson(id, Some(stage)) => {
            values.extend([id.into(), limit.into(), stage.as_str().into()]);
            &STAGE_OF_PERSON
        }
        Listed::OfOrganization(id, Some(stage)) => {
            values.extend([id.into(), limit.into(), stage.as_str().into()]);
            &STAGE_OF_ORGANIZATION
        }
        Listed::DueForEnd(at) => {
            values.extend([stored(at).into(), limit.into()]);
            &DUE_FOR_END
        }
    };
    transaction.all(statement, &values, summary).await
}

/// Of these cases, those of which `actor` may know.
///
/// Whether somebody may know of a case rests on who leads it and on whether they work on it, and on nothing
/// else of it: the policies are asked once for each such pair, and not for each of a thousand cases.
pub(super) async fn only_known(
    transaction: &mut Transaction,
    actor: &Actor,
    found: Vec<(CaseSummary, bool)>,
) -> Result<Vec<CaseSummary>, StoreError> {
    let standing = standing_of(transaction, actor).await?;
    let mut answers: BTreeMap<(Uuid, bool), bool> = BTreeMap::new();
    let mut known = Vec::with_capacity(found.len());
    for (summary, assigned) in found {
        let pair = (summary.lead_organization_id, assigned);
        let may = *answers.entry(pair).or_insert_with(|| {
            let relation = CaseRelation {
                case: summary.id,
                organization: summary.lead_organization_id,
                assigned,
                shared: false,
                glass_broken: false,
            };
            let action = Action::ReadCaseSummary;
            policy::allow_case(actor, standing.as_ref(), action, relation).is_ok()
        });
        if may {
            known.push(summary);
        }
    }
    Ok(known)
}

async fn standing_of(
    transaction: &mut Transaction,
    actor: &Actor,
) -> Result<Option<Standing>, StoreError> {
    match actor {
        Actor::Person(person) => standing::of(transaction, *person, true).await,
        _ => Ok(None),
    }
}

fn counted(row: &dyn Row, column: &str) -> Result<u32, StoreError> {
    Ok(u32::try_from(row.integer(column)?).unwrap_or(u32::MAX))
}

fn carried(row: &dyn Row) -> Result<CarriedCase, StoreError> {
    let changed: Timestamp = row.parsed("changed_at")?;
    let worked: Option<Timestamp> = row.optional_parsed("worked_at")?;
    Ok(CarriedCase {
        id: row.parsed("id")?,
        code: row.parsed("code")?,
        stage: row.parsed("stage")?,
        organization: row.parsed("lead_organization_id")?,
        lead: row.optional_parsed("lead_person_id")?,
        lead_name: row.optional_text("lead_name")?,
        worked_at: worked.map_or(changed, |worked| worked.max(changed)),
        open_tasks: counted(row, "open_tasks")?,
        overdue_tasks: counted(row, "overdue_tasks")?,
        oldest_task_at: row.optional_parsed("oldest_task_at")?,
    })
}

impl Store {
    /// Cases by code and stage, those that changed last first: of one stage, or all that are open. Of an
    /// organization's, only those of which one may know.
    pub async fn caseload(
        &self,
        actor: &Actor,
        list: CaseList,
        stage: Option<Stage>,
    ) -> Result<Caseload, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        let which = match (list, actor) {
            (CaseList::Mine, Actor::Person(person)) => Listed::OfPerson(*person, stage),
            (CaseList::Mine, _) => {
                return Ok(Caseload {
                    cases: Vec::new(),
                    more: false,
                });
            }
            (CaseList::Organization(id), _) => Listed::OfOrganization(id, stage),
        };
        let mut found = listed(&mut transaction, actor, which).await?;
        let more = found.len() > LONGEST_LIST;
        found.truncate(LONGEST_LIST);
        Ok(Caseload {
            cases: only_known(&mut transaction, actor, found).await?,
            more,
        })
    }

    /// Open cases of one's organization and its chapters, with the ages of their tasks and nothing of what
    /// is in them: those on which nobody has worked for the longest first.
    pub async fn carried_cases(
        &self,
        actor: &Actor,
        today: Date,
        _moment: &Moment<'_>,
    ) -> Result<Vec<CarriedCase>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        let Some(standing) = standing_of(&mut transaction, actor).await? else {
            return Ok(Vec::new());
        };
        let limit = i64::try_from(LONGEST_LIST).unwrap_or(i64::MAX);
        let mut found = Vec::new();
        for organization in &standing.organizations_within {
            let relation = CaseRelation {
                case: Uuid::nil(),
                organization: *organization,
                assigned: false,
                shared: false,
                glass_broken: false,
            };
            let action = Action::ReadCaseSummary;
            if policy::allow_case(actor, Some(&standing), action, relation).is_err() {
                continue;
            }
            let values = [
                (*organization).into(),
                today.to_string().into(),
                limit.into(),
            ];
            found.extend(transaction.all(&CARRIED, &values, carried).await?);
        }
        Ok(found)
    }
}
