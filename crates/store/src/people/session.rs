//! The table `session`: who is signed in, from what kind of machine, since when; each can be ended.

use jiff::{SignedDuration, Timestamp};
use kernel::Actor;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::person::{self, Me};
use super::problem::PeopleError;
use super::token::SessionToken;
use super::{Moment, stored};
use crate::Store;
use crate::engine::{Row, Transaction, word};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// `last_seen_at` moves at most this often, so that reading pages does not write on each.
const SEEN_AT_MOST: SignedDuration = SignedDuration::from_mins(1);
/// How long dangerous acts are allowed after one has proved oneself anew.
pub(super) const STEPPED_UP: SignedDuration = SignedDuration::from_mins(10);

/// How long a session lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without a request.
    pub idle: SignedDuration,
    /// In all.
    pub absolute: SignedDuration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            idle: SignedDuration::from_mins(30),
            absolute: SignedDuration::from_hours(12),
        }
    }
}

/// What kind of machine, as coarsely as helps to recognise one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Device {
    /// A desk or lap computer.
    Computer,
    /// A phone or a tablet.
    Phone,
    /// Anything else.
    Other,
}

impl Device {
    /// From a `User-Agent`, of which nothing else is kept.
    pub fn of_user_agent(user_agent: &str) -> Self {
        let has = |word| user_agent.contains(word);
        if ["Mobile", "Android", "iPhone", "iPad"].into_iter().any(has) {
            Self::Phone
        } else if ["Windows", "Macintosh", "X11", "Linux", "CrOS"]
            .into_iter()
            .any(has)
        {
            Self::Computer
        } else {
            Self::Other
        }
    }
}

/// Somebody signed in somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id: names it among one's own; opens nothing.
    pub id: Uuid,
    /// Whose it is.
    pub person_id: Uuid,
    /// From what kind of machine.
    pub device: Device,
    /// Since when.
    pub started_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_seen_at: Timestamp,
    /// Until when dangerous acts are allowed, when its owner has proved themselves anew.
    pub stepped_up_until: Option<Timestamp>,
}

impl Session {
    /// Whether dangerous acts are allowed now.
    pub fn is_stepped_up(&self, now: Timestamp) -> bool {
        self.stepped_up_until.is_some_and(|until| now < until)
    }

    fn is_over(&self, limits: SessionLimits, now: Timestamp) -> bool {
        now.duration_since(self.last_seen_at) >= limits.idle
            || now.duration_since(self.started_at) >= limits.absolute
    }
}

statements! {
    Both ADD =
        "INSERT INTO session
            (id, token_digest, person_id, device, started_at, last_seen_at, stepped_up_until)
         VALUES ($1, $2, $3, $4, $5, $6, NULL)";
    Both READ =
        "SELECT id, person_id, device, started_at, last_seen_at, stepped_up_until
         FROM session WHERE token_digest = $1";
    Both OF_PERSON =
        "SELECT id, person_id, device, started_at, last_seen_at, stepped_up_until
         FROM session WHERE person_id = $1 ORDER BY last_seen_at DESC, id";
    Both SEEN = "UPDATE session SET last_seen_at = $2 WHERE id = $1";
    Both STEP_UP =
        "UPDATE session SET token_digest = $3, stepped_up_until = $4, last_seen_at = $5
         WHERE id = $1 AND person_id = $2";
    Both DELETE = "DELETE FROM session WHERE id = $1 AND person_id = $2";
    Both DELETE_BY_TOKEN = "DELETE FROM session WHERE token_digest = $1";
    Both DELETE_OTHERS = "DELETE FROM session WHERE person_id = $1 AND id <> $2";
    Both DELETE_ALL = "DELETE FROM session WHERE person_id = $1";
    Both DELETE_OVER = "DELETE FROM session WHERE last_seen_at <= $1 OR started_at <= $2";
}

fn from_row(row: &dyn Row) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.parsed("id")?,
        person_id: row.parsed("person_id")?,
        device: row.word("device")?,
        started_at: row.parsed("started_at")?,
        last_seen_at: row.parsed("last_seen_at")?,
        stepped_up_until: row.optional_parsed("stepped_up_until")?,
    })
}

/// Starts a session under a token that nobody has seen before, and sweeps up those that are over.
pub(super) async fn start(
    transaction: &mut Transaction,
    limits: SessionLimits,
    person: Uuid,
    device: Device,
    moment: &Moment<'_>,
) -> Result<(SessionToken, Session), StoreError> {
    let over = [
        stored(moment.before(limits.idle)).into(),
        stored(moment.before(limits.absolute)).into(),
    ];
    transaction.execute(&DELETE_OVER, &over).await?;
    let token = SessionToken::fresh(moment.random);
    let id = moment.id();
    let now = stored(moment.now);
    let values = [
        id.into(),
        token.digest().into(),
        person.into(),
        word(&device).into(),
        now.clone().into(),
        now.into(),
    ];
    transaction.execute(&ADD, &values).await?;
    let session = one_of(transaction, person, id).await?;
    Ok((token, session))
}

/// Gives a session another token, good for dangerous acts for a while; the old one opens nothing.
pub(super) async fn step_up(
    transaction: &mut Transaction,
    person: Uuid,
    id: Uuid,
    moment: &Moment<'_>,
) -> Result<(SessionToken, Session), StoreError> {
    let token = SessionToken::fresh(moment.random);
    let values = [
        id.into(),
        person.into(),
        token.digest().into(),
        stored(moment.after(STEPPED_UP)).into(),
        stored(moment.now).into(),
    ];
    transaction.execute(&STEP_UP, &values).await?;
    let session = one_of(transaction, person, id).await?;
    Ok((token, session))
}

/// One session of a person.
pub(super) async fn one_of(
    transaction: &mut Transaction,
    person: Uuid,
    id: Uuid,
) -> Result<Session, StoreError> {
    let all = transaction
        .all(&OF_PERSON, &[person.into()], from_row)
        .await?;
    all.into_iter()
        .find(|session| session.id == id)
        .ok_or_else(|| PeopleError::UnknownSession.into())
}

/// Ends every session of a person but perhaps one.
pub(super) async fn end_all(
    transaction: &mut Transaction,
    person: Uuid,
    except: Option<Uuid>,
) -> Result<u64, StoreError> {
    match except {
        Some(kept) => {
            let values = [person.into(), kept.into()];
            transaction.execute(&DELETE_OTHERS, &values).await
        }
        None => transaction.execute(&DELETE_ALL, &[person.into()]).await,
    }
}

impl Store {
    /// The session that a token opens, and whose it is; `None` when it has ended. Moves `last_seen_at`
    /// at most once a minute.
    pub async fn session(
        &self,
        actor: &Actor,
        token: &SessionToken,
        moment: &Moment<'_>,
    ) -> Result<Option<(Session, Me)>, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let mut transaction = self.read().await?;
        let found = transaction
            .all(&READ, &[token.digest().into()], from_row)
            .await?;
        let Some(mut session) = found.into_iter().next() else {
            return Ok(None);
        };
        let me = person::me(&mut transaction, session.person_id).await?;
        drop(transaction);
        let over = session.is_over(self.session_limits, moment.now);
        let Some(me) = me.filter(|_| !over) else {
            return Ok(None);
        };
        if moment.now.duration_since(session.last_seen_at) >= SEEN_AT_MOST {
            let mut transaction = self.write().await?;
            let values = [session.id.into(), stored(moment.now).into()];
            transaction.execute(&SEEN, &values).await?;
            transaction.commit().await?;
            session.last_seen_at = moment.now;
        }
        Ok(Some((session, me)))
    }

    /// Ends the session of a token: signing out.
    pub async fn sign_out(&self, actor: &Actor, token: &SessionToken) -> Result<(), StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let mut transaction = self.write().await?;
        transaction
            .execute(&DELETE_BY_TOKEN, &[token.digest().into()])
            .await?;
        transaction.commit().await
    }

    /// One's own sessions that are not over, the one used last first.
    pub async fn sessions(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<Vec<Session>, StoreError> {
        let mut transaction = self.read().await?;
        let person = person::own(&mut transaction, actor).await?;
        let all = transaction
            .all(&OF_PERSON, &[person.into()], from_row)
            .await?;
        let limits = self.session_limits;
        Ok(all
            .into_iter()
            .filter(|session| !session.is_over(limits, moment.now))
            .collect())
    }

    /// Ends one of one's own sessions.
    pub async fn end_session(&self, actor: &Actor, id: Uuid) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let person = person::own(&mut transaction, actor).await?;
        let values = [id.into(), person.into()];
        if transaction.execute(&DELETE, &values).await? == 0 {
            return Err(PeopleError::UnknownSession.into());
        }
        transaction.commit().await
    }

    /// Ends all of one's own sessions but `kept`; how many.
    pub async fn end_other_sessions(&self, actor: &Actor, kept: Uuid) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let person = person::own(&mut transaction, actor).await?;
        let ended = end_all(&mut transaction, person, Some(kept)).await?;
        transaction.commit().await?;
        Ok(ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_user_agent_only_the_kind_is_kept() {
        for (user_agent, device) in [
            ("Mozilla/5.0 (Linux; Android 14) Mobile", Device::Phone),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)",
                Device::Phone,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
                Device::Computer,
            ),
            ("Mozilla/5.0 (X11; CrOS x86_64)", Device::Computer),
            ("curl/8", Device::Other),
            ("", Device::Other),
        ] {
            assert_eq!(Device::of_user_agent(user_agent), device, "{user_agent}");
        }
    }
}
