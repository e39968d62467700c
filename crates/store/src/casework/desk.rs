//! What needs somebody now: what is due and what waits, by code and kind. Nothing is opened for it, but for
//! the moment by which an answer to a referral is needed.

use casework::case::{ClientCode, Stage};
use casework::referral::{Referral, ReferralState};
use jiff::civil::Date;
use kernel::Actor;
use uuid::Uuid;
use vault::CaseKey;

use super::kinds::ItemKind;
use super::records::CaseList;
use super::{item, record};
use crate::Store;
use crate::engine::Row;
use crate::error::StoreError;
use crate::people::{Moment, standing, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

/// How many lines the desk holds: whoever has more has more than a day's work, the earliest first.
const LONGEST_DESK: i64 = 500;

/// A line of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskLine {
    /// The case.
    pub case_id: Uuid,
    /// Its code.
    pub code: ClientCode,
    /// Its stage.
    pub stage: Stage,
    /// What it is about.
    pub item_id: Uuid,
    /// Of which kind.
    pub kind: ItemKind,
    /// Where it stands, in a word of its kind.
    pub state: String,
    /// The day or moment by which it is due, or until which it holds.
    pub due: Option<String>,
    /// Whose turn it is.
    pub assignee_id: Option<Uuid>,
    /// The other organization.
    pub organization_id: Option<Uuid>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id AS case_id, c.code AS code, c.stage AS stage, i.id AS item_id, i.kind AS kind,
                i.state AS state, i.due AS due, i.assignee_id AS assignee_id,
                i.organization_id AS organization_id, c.lead_organization_id AS lead_organization_id,
                (SELECT COUNT(*) FROM case_worker w
                 WHERE w.case_id = c.id AND w.person_id = $1) AS assigned
             FROM case_item i JOIN case_record c ON c.id = i.case_id ",
            $rest
        )
    };
}

statements! {
    // What waits. The states stand in the index `case_item_waiting` too, word for word: what is over is never
    // read again.
    Both OF_PERSON = select!("WHERE i.due < $2 AND i.due IS NOT NULL
            AND i.state NOT IN ('done', 'closed', 'ended', 'cancelled', 'withdrawn', 'refused', 'declined',
                'answered', 'expired', 'completed', 'recalled', 'not-reached', 'not-asked')
            AND i.case_id IN (SELECT case_id FROM case_worker WHERE person_id = $1)
            ORDER BY i.due, i.id LIMIT $3");
    Both OF_ORGANIZATION = select!("WHERE i.due < $2 AND i.due IS NOT NULL
            AND i.state NOT IN ('done', 'closed', 'ended', 'cancelled', 'withdrawn', 'refused', 'declined',
                'answered', 'expired', 'completed', 'recalled', 'not-reached', 'not-asked')
            AND c.lead_organization_id = $4 ORDER BY i.due, i.id LIMIT $3");
    // What others were asked and what they said: it waits for a look whatever its day.
    Both ASKED_BY_PERSON = select!("WHERE i.kind IN ('enquiry-answer', 'referral', 'transfer')
            AND i.state IN ('sent', 'seen', 'could', 'could-if', 'cannot', 'call-us', 'accepted', 'declined')
            AND i.case_id IN (SELECT case_id FROM case_worker WHERE person_id = $1)
            ORDER BY i.due, i.id LIMIT $2");
    Both ASKED_BY_ORGANIZATION = select!("WHERE i.kind IN ('enquiry-answer', 'referral', 'transfer')
            AND i.state IN ('sent', 'seen', 'could', 'could-if', 'cannot', 'call-us', 'accepted', 'declined')
            AND c.lead_organization_id = $3 ORDER BY i.due, i.id LIMIT $2");
    /// Requests of people for what is theirs, wherever they are, also where no clock was set.
    Both REQUESTS = select!("WHERE i.kind = 'access-request' AND i.state IN ('received', 'confirmed')
            ORDER BY i.created_at, i.id LIMIT $2");
}

fn line(row: &dyn Row) -> Result<(DeskLine, Uuid, bool), StoreError> {
    let line = DeskLine {
        case_id: row.parsed("case_id")?,
        code: row.parsed("code")?,
        stage: row.parsed("stage")?,
        item_id: row.parsed("item_id")?,
        kind: row.word("kind")?,
        state: row.text("state")?,
        due: row.optional_text("due")?,
        assignee_id: row.optional_parsed("assignee_id")?,
        organization_id: row.optional_parsed("organization_id")?,
    };
    let organization = row.parsed("lead_organization_id")?;
    Ok((line, organization, row.integer("assigned")? > 0))
}

impl Store {
    /// A referral that waits is due when its answer is needed, not when the share ends. The row has only the
    /// end in the open, because what is shared hangs on it.
    async fn answers_needed(&self, lines: &mut [DeskLine]) -> Result<(), StoreError> {
        let waits = |line: &&mut DeskLine| {
            line.kind == ItemKind::Referral
                && ReferralState::parse(&line.state).is_some_and(ReferralState::awaits_answer)
        };
        let mut transaction = self.read().await?;
        for line in lines.iter_mut().filter(waits) {
            let held = item::one(&mut transaction, line.case_id, line.item_id).await?;
            let case = record::one(&mut transaction, line.case_id).await?;
            let (Some(held), Some(wrapped)) = (held, case.and_then(|case| case.wrapped_key)) else {
                continue;
            };
            let key = CaseKey::unwrap(self.vault()?, &line.case_id.to_string(), &wrapped)?;
            let referral: Referral = item::open(&key, held.id, held.version, &held.sealed)?;
            if let Some(needed) = referral.answer_by {
                line.due = Some(stored(needed));
            }
        }
        Ok(())
    }

    /// What is due before `before` in one's own cases, or in those of an organization of which one may know:
    /// the earliest first, at most five hundred. What is over is left out where its state says so.
    pub async fn case_desk(
        &self,
        actor: &Actor,
        list: CaseList,
        before: Date,
        _moment: &Moment<'_>,
    ) -> Result<Vec<DeskLine>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        let Actor::Person(person) = actor else {
            return Ok(Vec::new());
        };
        let mut values = vec![
            (*person).into(),
            before.to_string().into(),
            LONGEST_DESK.into(),
        ];
        let statement = match list {
            CaseList::Mine => &OF_PERSON,
            CaseList::Organization(id) => {
                values.push(id.into());
                &OF_ORGANIZATION
            }
        };
        let mut found = transaction.all(statement, &values, line).await?;
        let asked = match list {
            CaseList::Mine => &ASKED_BY_PERSON,
            CaseList::Organization(_) => &ASKED_BY_ORGANIZATION,
        };
        values.remove(1);
        let asked = transaction.all(asked, &values, line).await?;
        found.retain(|(one, ..)| asked.iter().all(|(other, ..)| other.item_id != one.item_id));
        found.extend(asked);
        let standing = standing::of(&mut transaction, *person, true).await?;
        let mut found = known(actor, standing.as_ref(), found);
        drop(transaction);
        self.answers_needed(&mut found).await?;
        found.sort_by(|one, other| {
            (one.due.is_none(), &one.due).cmp(&(other.due.is_none(), &other.due))
        });
        Ok(found)
    }

    /// Requests of people for what is theirs that wait for an answer, in all cases of which one may know.
    pub async fn requests_waiting(
        &self,
        actor: &Actor,
        _moment: &Moment<'_>,
    ) -> Result<Vec<DeskLine>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        let Actor::Person(person) = actor else {
            return Ok(Vec::new());
        };
        let values = [(*person).into(), LONGEST_DESK.into()];
        let found = transaction.all(&REQUESTS, &values, line).await?;
        let standing = standing::of(&mut transaction, *person, true).await?;
        Ok(known(actor, standing.as_ref(), found))
    }
}

/// Those of the cases of which one may know: asked once for each organization, as for the caseload.
fn known(
    actor: &Actor,
    standing: Option<&access::Standing>,
    found: Vec<(DeskLine, Uuid, bool)>,
) -> Vec<DeskLine> {
    let mut answers = std::collections::BTreeMap::new();
    found
        .into_iter()
        .filter(|(line, organization, assigned)| {
            *answers
                .entry((*organization, *assigned))
                .or_insert_with(|| {
                    let relation = access::CaseRelation {
                        case: line.case_id,
                        organization: *organization,
                        assigned: *assigned,
                        shared: false,
                        glass_broken: false,
                    };
                    let action = Action::ReadCaseSummary;
                    policy::allow_case(actor, standing, action, relation).is_ok()
                })
        })
        .map(|(line, ..)| line)
        .collect()
}
