//! The table `sign_in_challenge`: the passphrase was right, the code is still asked for.

use jiff::SignedDuration;
use uuid::Uuid;

use super::session::Device;
use super::token::ChallengeToken;
use super::{Moment, stored};
use crate::engine::{Transaction, word};
use crate::error::StoreError;
use crate::statements::statements;

/// How long one may look for one's phone.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(5);

statements! {
    Both ADD =
        "INSERT INTO sign_in_challenge (token_digest, person_id, device, expires_at)
         VALUES ($1, $2, $3, $4)";
    Both READ =
        "SELECT person_id, device FROM sign_in_challenge
         WHERE token_digest = $1 AND expires_at > $2";
    Both DELETE_OF_PERSON = "DELETE FROM sign_in_challenge WHERE person_id = $1";
    Both DELETE_EXPIRED = "DELETE FROM sign_in_challenge WHERE expires_at <= $1";
}

/// Asks a person for a code.
pub(super) async fn add(
    transaction: &mut Transaction,
    person: Uuid,
    device: Device,
    moment: &Moment<'_>,
) -> Result<ChallengeToken, StoreError> {
    transaction
        .execute(&DELETE_EXPIRED, &[stored(moment.now).into()])
        .await?;
    let token = ChallengeToken::fresh(moment.random);
    let values = [
        token.digest().into(),
        person.into(),
        word(&device).into(),
        stored(moment.after(GOOD_FOR)).into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(token)
}

/// Who was asked, and from what kind of machine.
pub(super) async fn read(
    transaction: &mut Transaction,
    token: &ChallengeToken,
    moment: &Moment<'_>,
) -> Result<Option<(Uuid, Device)>, StoreError> {
    let values = [token.digest().into(), stored(moment.now).into()];
    let found = transaction
        .all(&READ, &values, |row| {
            Ok((row.parsed("person_id")?, row.word("device")?))
        })
        .await?;
    Ok(found.into_iter().next())
}

/// Asks a person no longer.
pub(super) async fn end_all(transaction: &mut Transaction, person: Uuid) -> Result<(), StoreError> {
    transaction
        .execute(&DELETE_OF_PERSON, &[person.into()])
        .await?;
    Ok(())
}
