//! The table `suggestion`: corrections the public suggests, waiting for a human.

use std::collections::HashMap;
use std::fmt;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use kernel::{Actor, Lang};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::history;
use crate::Store;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// The longest message, in characters.
pub const MESSAGE_LIMIT: usize = 2_000;
/// The longest contact details, in characters.
pub const CONTACT_LIMIT: usize = 200;
/// How many suggestions may wait for one service: what a flood can fill is bounded, and a flood
/// against one service leaves the others open.
pub const WAITING_LIMIT: i64 = 200;

/// A correction as somebody wrote it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSuggestion {
    /// The service it is about.
    pub service_id: Uuid,
    /// The language of the page it was written on.
    pub lang: Lang,
    /// What they say: up to [`MESSAGE_LIMIT`] characters.
    pub message: String,
    /// How to reach them, when they wish: up to [`CONTACT_LIMIT`] characters.
    pub contact: Option<String>,
}

/// A correction that was received.
#[derive(Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: Uuid,
    /// The service it is about.
    pub service_id: Uuid,
    /// The language of the page it was written on.
    pub lang: Lang,
    /// What they say.
    pub message: String,
    /// How to reach them.
    pub contact: Option<String>,
    /// The day it came (UTC). The time is not kept: it could lead back to a person.
    pub received_on: Date,
    /// What became of it.
    pub state: SuggestionState,
    /// When, by whom and why it was decided.
    pub decision: Option<Decision>,
}

/// A decision on a suggestion.
#[derive(Clone, PartialEq, Eq)]
pub struct Decision {
    /// The day.
    pub on: Date,
    /// Who: a person's id, `operator` or `system`.
    pub by: String,
    /// Why, in their words; may be empty.
    pub reason: String,
}

/// What became of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionState {
    /// Nobody has looked yet.
    New,
    /// The record was corrected.
    Accepted,
    /// It was not.
    Declined,
}

/// Says which, never what: a debug line must not repeat what a person wrote.
impl fmt::Debug for NewSuggestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "NewSuggestion(about {})", self.service_id)
    }
}

/// Says which, never what.
impl fmt::Debug for Suggestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Suggestion({}, {:?})", self.id, self.state)
    }
}

statements! {
    Both IS_PUBLIC = "SELECT COUNT(*) AS found FROM public_service WHERE id = $1";
    Both WAITING =
        "SELECT COUNT(*) AS waiting FROM suggestion WHERE service_id = $1 AND state = 'new'";
    Both ADD =
        "INSERT INTO suggestion (id, service_id, lang, message, contact, received_on, state)
         VALUES ($1, $2, $3, $4, $5, $6, 'new')";
    Both READ =
        "SELECT id, service_id, lang, message, contact, received_on, state, decided_on, decided_by,
            decision
         FROM suggestion ORDER BY received_on, id";
    Both WAITING_FOR =
        "SELECT service_id, COUNT(*) AS waiting FROM suggestion WHERE state = 'new'
         GROUP BY service_id";
    Both ABOUT =
        "SELECT suggestion.service_id, service.organization_id
         FROM suggestion JOIN service ON service.id = suggestion.service_id
         WHERE suggestion.id = $1";
    /// The contact details go with the decision: nobody needs them any more.
    Both DECIDE =
        "UPDATE suggestion SET state = $1, decided_on = $2, decided_by = $3, decision = $4,
            contact = NULL
         WHERE id = $5 AND service_id = $6 AND state = 'new'";
}

impl Store {
    /// Keeps a suggestion for review. Of `now`, only the day (UTC) is kept; `id` must be random
    /// (version 4), for an id that holds the time would keep it after all.
    pub async fn add_suggestion(
        &self,
        actor: &Actor,
        suggestion: NewSuggestion,
        now: Timestamp,
        id: Uuid,
    ) -> Result<(), StoreError> {
        policy::decide(actor, Action::AddSuggestion)?;
        let message = clean(&suggestion.message);
        let contact = suggestion
            .contact
            .as_deref()
            .map(clean)
            .filter(|contact| !contact.is_empty());
        check_lengths(&message, contact.as_deref())?;

        let mut transaction = self.write().await?;
        let service: Value<'_> = suggestion.service_id.into();
        let about = std::slice::from_ref(&service);
        let found = transaction
            .one(&IS_PUBLIC, about, |row| row.integer("found"))
            .await?;
        if found == 0 {
            return Err(StoreError::UnknownService(suggestion.service_id));
        }
        let waiting = transaction
            .one(&WAITING, about, |row| row.integer("waiting"))
            .await?;
        if waiting >= WAITING_LIMIT {
            return Err(StoreError::TooManyWaiting {
                limit: WAITING_LIMIT,
            });
        }
        let values = [
            id.into(),
            service.clone(),
            suggestion.lang.code().into(),
            message.into(),
            contact.into(),
            TimeZone::UTC.to_datetime(now).date().to_string().into(),
        ];
        transaction.execute(&ADD, &values).await?;
        transaction.commit().await
    }

    /// Every suggestion, by day.
    pub async fn suggestions(&self, actor: &Actor) -> Result<Vec<Suggestion>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadSuggestions, None).await?;
        transaction.all(&READ, &[], from_row).await
    }

    /// Declines a suggestion, with a reason. Its contact details are deleted.
    pub async fn decline_suggestion(
        &self,
        actor: &Actor,
        id: Uuid,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let about = transaction
            .all(&ABOUT, &[id.into()], |row| {
                Ok((row.parsed("service_id")?, row.parsed("organization_id")?))
            })
            .await?;
        let Some(&(service, organization)) = about.first() else {
            policy::allow(&mut transaction, actor, Action::DecideSuggestion, None).await?;
            return Err(StoreError::UnknownSuggestion(id));
        };
        policy::allow(
            &mut transaction,
            actor,
            Action::DecideSuggestion,
            Some(organization),
        )
        .await?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(StoreError::EmptyMessage);
        }
        check_lengths(&reason, None)?;
        decide(
            &mut transaction,
            "declined",
            id,
            service,
            actor,
            &reason,
            now,
        )
        .await?;
        transaction.commit().await
    }
}

/// Accepts a suggestion about `service`, as part of the edit that answers it.
pub(super) async fn accept(
    transaction: &mut Transaction,
    id: Uuid,
    service: Uuid,
    actor: &Actor,
    reason: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    decide(transaction, "accepted", id, service, actor, reason, now).await
}

async fn decide(
    transaction: &mut Transaction,
    state: &str,
    id: Uuid,
    service: Uuid,
    actor: &Actor,
    reason: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let values = [
        state.into(),
        directory::review::today(now).to_string().into(),
        history::who(actor).into(),
        reason.into(),
        id.into(),
        service.into(),
    ];
    // Somebody else may have decided meanwhile: theirs stands.
    if transaction.execute(&DECIDE, &values).await? == 0 {
        return Err(StoreError::UnknownSuggestion(id));
    }
    Ok(())
}

/// How many suggestions wait, by service.
pub(super) async fn waiting(
    transaction: &mut Transaction,
) -> Result<HashMap<Uuid, usize>, StoreError> {
    let read = |row: &dyn Row| {
        Ok((
            row.parsed("service_id")?,
            row.integer("waiting")?.try_into().unwrap_or(0),
        ))
    };
    let found = transaction.all(&WAITING_FOR, &[], read).await?;
    Ok(found.into_iter().collect())
}

/// The words as they were written, without what no keyboard writes: PostgreSQL refuses U+0000, and
/// other control characters could play tricks on a terminal. Line ends become `\n`.
pub(super) fn clean(written: &str) -> String {
    written
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect::<String>()
        .trim()
        .to_owned()
}

fn check_lengths(message: &str, contact: Option<&str>) -> Result<(), StoreError> {
    let found = message.chars().count();
    if found == 0 {
        return Err(StoreError::EmptyMessage);
    }
    if found > MESSAGE_LIMIT {
        return Err(StoreError::MessageTooLong {
            found,
            limit: MESSAGE_LIMIT,
        });
    }
    let found = contact.map_or(0, |contact| contact.chars().count());
    if found > CONTACT_LIMIT {
        return Err(StoreError::ContactTooLong {
            found,
            limit: CONTACT_LIMIT,
        });
    }
    Ok(())
}

fn from_row(row: &dyn Row) -> Result<Suggestion, StoreError> {
    Ok(Suggestion {
        id: row.parsed("id")?,
        service_id: row.parsed("service_id")?,
        lang: row.parsed("lang")?,
        message: row.text("message")?,
        contact: row.optional_text("contact")?,
        received_on: row.parsed("received_on")?,
        state: row.word("state")?,
        decision: decision(row)?,
    })
}

fn decision(row: &dyn Row) -> Result<Option<Decision>, StoreError> {
    let Some(on) = row.optional_parsed("decided_on")? else {
        return Ok(None);
    };
    Ok(Some(Decision {
        on,
        by: row.optional_text("decided_by")?.unwrap_or_default(),
        reason: row.optional_text("decision")?.unwrap_or_default(),
    }))
}
