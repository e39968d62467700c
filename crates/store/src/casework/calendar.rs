//! The tables `calendar_entry` and `calendar_feed`: when a worker is busy, and the secret address of the feed
//! that tells their telephone. No case is opened for it, and nothing of one is in it.

use casework::appointment::Appointment;
use casework::ical::Busy;
use jiff::{SignedDuration, Timestamp};
use kernel::Actor;
use uuid::Uuid;

use super::item::Held;
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::throttle::NetworkKey;
use crate::people::token::CalendarToken;
use crate::people::{Moment, person, standing, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

/// How long what is over stays in a feed.
const BEHIND: SignedDuration = SignedDuration::from_hours(31 * 24);

statements! {
    Both CLEAR = "DELETE FROM calendar_entry WHERE item_id = $1";
    Both ADD =
        "INSERT INTO calendar_entry
            (item_id, person_id, case_id, calendar_uid, starts_at, ends_at, state, sequence)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Of cases on which they work now, and no others.
    Both OF_PERSON =
        "SELECT e.calendar_uid AS calendar_uid, e.starts_at AS starts_at, e.ends_at AS ends_at,
            e.state AS state, e.sequence AS sequence
         FROM calendar_entry e
         JOIN case_worker w ON w.case_id = e.case_id AND w.person_id = e.person_id
         WHERE e.person_id = $1 AND e.ends_at > $2 ORDER BY e.starts_at, e.item_id LIMIT 2000";
    Both SHRED = "DELETE FROM calendar_entry WHERE case_id = $1";
    Both FEED = "SELECT made_at FROM calendar_feed WHERE person_id = $1";
    Both OWNER = "SELECT person_id FROM calendar_feed WHERE token_digest = $1";
    Both END_FEED = "DELETE FROM calendar_feed WHERE person_id = $1";
    Both ADD_FEED =
        "INSERT INTO calendar_feed (person_id, token_digest, made_at) VALUES ($1, $2, $3)";
}

/// Puts what an appointment says now in the place of what it said before.
pub(crate) async fn replace(
    transaction: &mut Transaction,
    held: &Held,
    appointment: &Appointment,
) -> Result<(), StoreError> {
    transaction.execute(&CLEAR, &[held.id.into()]).await?;
    for worker in &appointment.workers {
        let values = [
            held.id.into(),
            worker.0.into(),
            held.case.into(),
            appointment.calendar_uid.into(),
            stored(appointment.from).into(),
            stored(appointment.to).into(),
            appointment.state.as_str().into(),
            i64::from(appointment.sequence).into(),
        ];
        transaction.execute(&ADD, &values).await?;
    }
    Ok(())
}

/// Takes out whatever a case that is being destroyed left there.
pub(crate) async fn shred(transaction: &mut Transaction, case: Uuid) -> Result<(), StoreError> {
    transaction.execute(&SHRED, &[case.into()]).await?;
    Ok(())
}

impl Store {
    /// Since when one's own calendar feed has an address; `None`: it has none.
    pub async fn calendar_feed(&self, actor: &Actor) -> Result<Option<Timestamp>, StoreError> {
        let mut transaction = self.read().await?;
        let me = person::own(&mut transaction, actor).await?;
        let found = transaction
            .all(&FEED, &[me.into()], |row| row.parsed("made_at"))
            .await?;
        Ok(found.into_iter().next())
    }

    /// Gives one's own calendar feed a new address, which is told this once; one it had before ends.
    pub async fn make_calendar_feed(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<CalendarToken, StoreError> {
        let mut transaction = self.write().await?;
        let me = person::own(&mut transaction, actor).await?;
        let token = CalendarToken::fresh(moment.random);
        transaction.execute(&END_FEED, &[me.into()]).await?;
        let values = [me.into(), token.digest().into(), stored(moment.now).into()];
        transaction.execute(&ADD_FEED, &values).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Ends the address of one's own calendar feed.
    pub async fn end_calendar_feed(&self, actor: &Actor) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let me = person::own(&mut transaction, actor).await?;
        transaction.execute(&END_FEED, &[me.into()]).await?;
        transaction.commit().await
    }

    /// When the owner of a feed is busy; `None` for an address that leads nowhere, that has ended, or whose
    /// owner may not come in. A network that asks for too much waits; what is found costs it nothing.
    pub async fn calendar(
        &self,
        actor: &Actor,
        token: &CalendarToken,
        network: Option<NetworkKey>,
        moment: &Moment<'_>,
    ) -> Result<Option<Vec<Busy>>, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        if let Some(network) = network
            && self.throttle.take(network, moment.now).is_err()
        {
            return Ok(None);
        }
        let mut transaction = self.read().await?;
        let owners = transaction
            .all(&OWNER, &[token.digest().into()], |row| {
                row.parsed::<Uuid>("person_id")
            })
            .await?;
        let Some(owner) = owners.first().copied() else {
            return Ok(None);
        };
        if standing::of(&mut transaction, owner, false)
            .await?
            .is_none()
        {
            return Ok(None);
        }
        let values = [owner.into(), stored(moment.before(BEHIND)).into()];
        let found = transaction
            .all(&OF_PERSON, &values, |row| {
                Ok(Busy {
                    uid: row.parsed("calendar_uid")?,
                    from: row.parsed("starts_at")?,
                    to: row.parsed("ends_at")?,
                    state: row.parsed("state")?,
                    sequence: u32::try_from(row.integer("sequence")?).unwrap_or_default(),
                })
            })
            .await?;
        if let Some(network) = network {
            self.throttle.give_back(network);
        }
        Ok(Some(found))
    }
}
