//! What needs somebody now: what is due and what waits, by code and kind. Nothing is opened for it, but for
//! the moment by which an answer to a referral is needed.

use casework::case::{ClientCode, Stage};
use casework::referral::{Referral, ReferralState};
use kernel::Actor;
use uuid::Uuid;
use vault::CaseKey;

use super::kinds::ItemKind;
use super::records::CaseList;
use super::{item, record};
use crate::Store;
use crate::engine::{Row, Transaction};
use crate::error::StoreError;
use crate::people::{Moment, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

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
                i.organization_id AS organization_id
             FROM case_item i JOIN case_record c ON c.id = i.case_id ",
            $rest
        )
    };
}

statements! {
    Both OF_PERSON = select!("WHERE i.case_id IN (SELECT case_id FROM case_worker WHERE person_id = $1)
            AND (i.due IS NOT NULL OR i.assignee_id IS NOT NULL) ORDER BY i.due, i.id");
    Both OF_ORGANIZATION = select!("WHERE c.lead_organization_id = $1
            AND (i.due IS NOT NULL OR i.assignee_id IS NOT NULL) ORDER BY i.due, i.id");
}

fn line(row: &dyn Row) -> Result<DeskLine, StoreError> {
    Ok(DeskLine {
        case_id: row.parsed("case_id")?,
        code: row.parsed("code")?,
        stage: row.parsed("stage")?,
        item_id: row.parsed("item_id")?,
        kind: row.word("kind")?,
        state: row.text("state")?,
        due: row.optional_text("due")?,
        assignee_id: row.optional_parsed("assignee_id")?,
        organization_id: row.optional_parsed("organization_id")?,
    })
}

async fn lines(
    transaction: &mut Transaction,
    actor: &Actor,
    list: CaseList,
) -> Result<Vec<DeskLine>, StoreError> {
    match (list, actor) {
        (CaseList::Mine, Actor::Person(person)) => {
            transaction.all(&OF_PERSON, &[(*person).into()], line).await
        }
        (CaseList::Mine, _) => Ok(Vec::new()),
        (CaseList::Organization(id), _) => {
            transaction.all(&OF_ORGANIZATION, &[id.into()], line).await
        }
    }
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

    /// What is due or waits in one's own cases, or in those of an organization of which one may know: the
    /// earliest first, those without a day last. Also what is over: the state says so.
    pub async fn case_desk(
        &self,
        actor: &Actor,
        list: CaseList,
        moment: &Moment<'_>,
    ) -> Result<Vec<DeskLine>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        let mut found = lines(&mut transaction, actor, list).await?;
        drop(transaction);
        let known: Vec<Uuid> = self
            .cases(actor, list, moment)
            .await?
            .into_iter()
            .map(|case| case.id)
            .collect();
        let known: std::collections::BTreeSet<Uuid> = known.into_iter().collect();
        found.retain(|line| known.contains(&line.case_id));
        self.answers_needed(&mut found).await?;
        found.sort_by(|one, other| {
            (one.due.is_none(), &one.due).cmp(&(other.due.is_none(), &other.due))
        });
        Ok(found)
    }
}
