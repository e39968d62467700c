//! The table `person_link`: one-time links, of which only the digest of the token is kept.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{stored, token::LinkToken};
use crate::engine::{Transaction, word};
use crate::error::StoreError;
use crate::statements::statements;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// Set the house up; there is no account yet.
    Setup,
    /// Accept an invitation.
    Invitation,
    /// Choose a new passphrase.
    Reset,
}

statements! {
    Both ADD =
        "INSERT INTO person_link (token_digest, kind, person_id, expires_at)
         VALUES ($1, $2, $3, $4)";
    Both READ =
        "SELECT kind, person_id FROM person_link WHERE token_digest = $1 AND expires_at > $2";
    Both EXPIRES =
        "SELECT person_id, expires_at FROM person_link WHERE kind = 'invitation'";
    Both DELETE = "DELETE FROM person_link WHERE token_digest = $1";
    Both DELETE_OF_PERSON = "DELETE FROM person_link WHERE person_id = $1";
    Both DELETE_SETUP = "DELETE FROM person_link WHERE kind = 'setup'";
    Both DELETE_EXPIRED = "DELETE FROM person_link WHERE expires_at <= $1";
}

/// Keeps a link. Those a person had before are gone: there is one door at a time.
pub(super) async fn add(
    transaction: &mut Transaction,
    token: &LinkToken,
    kind: LinkKind,
    person: Option<Uuid>,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    match person {
        Some(person) => {
            transaction
                .execute(&DELETE_OF_PERSON, &[person.into()])
                .await?
        }
        None => transaction.execute(&DELETE_SETUP, &[]).await?,
    };
    let values = [
        token.digest().into(),
        word(&kind).into(),
        person.map(|person| person.to_string()).into(),
        stored(expires_at).into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(())
}

/// What a link is for, and for whom; `None` when it was used, has expired or never was.
pub(super) async fn read(
    transaction: &mut Transaction,
    token: &LinkToken,
    now: Timestamp,
) -> Result<Option<(LinkKind, Option<Uuid>)>, StoreError> {
    let values = [token.digest().into(), stored(now).into()];
    let found = transaction
        .all(&READ, &values, |row| {
            Ok((row.word("kind")?, row.optional_parsed("person_id")?))
        })
        .await?;
    Ok(found.into_iter().next())
}

/// Uses a link up; `false` when somebody else did in the meantime.
pub(super) async fn use_up(
    transaction: &mut Transaction,
    token: &LinkToken,
) -> Result<bool, StoreError> {
    let used = transaction
        .execute(&DELETE, &[token.digest().into()])
        .await?;
    Ok(used == 1)
}

/// Ends every link of a person.
pub(super) async fn end_all(transaction: &mut Transaction, person: Uuid) -> Result<(), StoreError> {
    transaction
        .execute(&DELETE_OF_PERSON, &[person.into()])
        .await?;
    Ok(())
}

/// Ends the link that sets the house up.
pub(super) async fn end_setup(transaction: &mut Transaction) -> Result<(), StoreError> {
    transaction.execute(&DELETE_SETUP, &[]).await?;
    Ok(())
}

/// Sweeps up what nobody can use any more.
pub(super) async fn sweep(transaction: &mut Transaction, now: Timestamp) -> Result<(), StoreError> {
    transaction
        .execute(&DELETE_EXPIRED, &[stored(now).into()])
        .await?;
    Ok(())
}

/// Until when each invitation can be accepted.
pub(super) async fn invitations(
    transaction: &mut Transaction,
) -> Result<Vec<(Uuid, Timestamp)>, StoreError> {
    transaction
        .all(&EXPIRES, &[], |row| {
            Ok((row.parsed("person_id")?, row.parsed("expires_at")?))
        })
        .await
}
