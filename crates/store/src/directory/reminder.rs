//! The table `mail_job`: who is to be reminded, and what became of it. A message holds a link and nothing
//! else, so a job knows no more than to whom it goes.

use std::collections::BTreeMap;

use access::Permission;
use directory::review::{self, Facts};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use kernel::{Actor, Lang};
use uuid::Uuid;

use super::Which;
use super::read::{self, Depth};
use crate::Store;
use crate::engine::{Row, Value};
use crate::error::StoreError;
use crate::people::standing;
use crate::policy::{self, Action};
use crate::statements::statements;

/// Days before a listing is due when its people are told.
const BEFORE: i32 = 30;
/// Days between two reminders of one person.
const BETWEEN: i32 = 7;
/// How long a claim holds: whoever claimed a job and was stopped leaves it to the next.
const CLAIM: SignedDuration = SignedDuration::from_mins(15);
/// How often a message is tried before it is given up.
const ATTEMPTS: i64 = 5;

statements! {
    Both PEOPLE = "SELECT id, organization_id FROM person WHERE state = 'active' ORDER BY id";
    Both ASKED_SINCE =
        "SELECT COUNT(*) AS asked FROM mail_job
         WHERE person_id = $1 AND kind = 'review' AND asked_on > $2";
    Both ASK =
        "INSERT INTO mail_job (id, kind, person_id, asked_on, attempts)
         VALUES ($1, 'review', $2, $3, 0)";
    /// The conditions stand twice: of two nodes that chose the same job, the second sees here that it
    /// was claimed while it waited for the row.
    Both CLAIM_ONE =
        "UPDATE mail_job SET claimed_at = $1, attempts = attempts + 1
         WHERE id = (
            SELECT id FROM mail_job
            WHERE sent_at IS NULL AND attempts < $2 AND (claimed_at IS NULL OR claimed_at < $3)
            ORDER BY asked_on, id LIMIT 1
         )
            AND sent_at IS NULL AND attempts < $2 AND (claimed_at IS NULL OR claimed_at < $3)
         RETURNING id, person_id";
    Both RECIPIENT = "SELECT email, lang FROM person WHERE id = $1 AND state = 'active'";
    Both SENT = "UPDATE mail_job SET sent_at = $1 WHERE id = $2 AND sent_at IS NULL";
}

/// A message to send.
#[derive(Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The job, for [`Store::reminder_sent`].
    pub id: Uuid,
    /// The person's work address.
    pub email: String,
    /// The language they read.
    pub lang: Lang,
}

/// Says which, never to whom.
impl std::fmt::Debug for Reminder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Reminder({})", self.id)
    }
}

impl Store {
    /// Asks for a reminder to every person who may confirm a listing that is due within 30 days, at most
    /// one a week for each; how many were asked for. `id` gives the ids of the jobs.
    pub async fn ask_reminders(
        &self,
        actor: &Actor,
        now: Timestamp,
        mut id: impl FnMut() -> Uuid + Send,
    ) -> Result<usize, StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::SendReminders, None).await?;
        let today = review::today(now);
        let mut due: BTreeMap<Uuid, usize> = BTreeMap::new();
        for service in read::services(&mut transaction, Which::All, Depth::Record).await? {
            if service.is_public() && Facts::from(&service).is_due_within(today, BEFORE) {
                *due.entry(service.organization_id).or_default() += 1;
            }
        }
        let person = |row: &dyn Row| row.parsed::<Uuid>("id");
        let since = today.checked_sub(BETWEEN.days()).unwrap_or(Date::MIN);
        let mut asked = 0;
        for person in transaction.all(&PEOPLE, &[], person).await? {
            let Some(standing) = standing::of(&mut transaction, person, true).await? else {
                continue;
            };
            let may = standing
                .permissions
                .contains(&Permission::VerifyOwnListings);
            let mut theirs = standing.organizations_within.iter();
            if !may || !theirs.any(|organization| due.contains_key(organization)) {
                continue;
            }
            let values: [Value<'_>; 2] = [person.into(), since.to_string().into()];
            let before = |row: &dyn Row| row.integer("asked");
            if transaction.one(&ASKED_SINCE, &values, before).await? > 0 {
                continue;
            }
            let values = [id().into(), person.into(), today.to_string().into()];
            transaction.execute(&ASK, &values).await?;
            asked += 1;
        }
        transaction.commit().await?;
        Ok(asked)
    }

    /// Claims the next message to send; `None` when there is none. A message to somebody who has left is
    /// passed over.
    pub async fn claim_reminder(
        &self,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Option<Reminder>, StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::SendReminders, None).await?;
        let expired = now.saturating_sub(CLAIM).unwrap_or(Timestamp::MIN);
        loop {
            let values: [Value<'_>; 3] = [
                now.to_string().into(),
                ATTEMPTS.into(),
                expired.to_string().into(),
            ];
            let claimed = transaction
                .all(&CLAIM_ONE, &values, |row| {
                    Ok((row.parsed::<Uuid>("id")?, row.parsed::<Uuid>("person_id")?))
                })
                .await?;
            let Some(&(id, person)) = claimed.first() else {
                transaction.commit().await?;
                return Ok(None);
            };
            let found = transaction
                .all(&RECIPIENT, &[person.into()], |row| {
                    Ok((row.text("email")?, row.parsed::<Lang>("lang")?))
                })
                .await?;
            if let Some((email, lang)) = found.into_iter().next() {
                transaction.commit().await?;
                return Ok(Some(Reminder { id, email, lang }));
            }
            let values = [now.to_string().into(), id.into()];
            transaction.execute(&SENT, &values).await?;
        }
    }

    /// Says that a message was handed over. Saying it twice changes nothing.
    pub async fn reminder_sent(
        &self,
        actor: &Actor,
        id: Uuid,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::SendReminders, None).await?;
        let values = [now.to_string().into(), id.into()];
        transaction.execute(&SENT, &values).await?;
        transaction.commit().await
    }
}
