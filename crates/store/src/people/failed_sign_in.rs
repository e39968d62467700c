//! The table `failed_sign_in`: failures in a row per account, and until when it waits.
//!
//! A try is written down as a failure *before* it is looked at, and wiped out when it was right: a
//! thousand guesses at one time are a thousand failures, not one.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use vault::Vault;

use super::throttle::wait_after;
use super::{Moment, stored};
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::statements::statements;

/// Failures are forgotten so long after the last.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);
/// How many accounts, real or made up, are remembered: what a flood can fill is bounded.
const ACCOUNTS: i64 = 10_000;

statements! {
    Both READ = "SELECT failures, wait_until FROM failed_sign_in WHERE account = $1";
    Both WRITE =
        "INSERT INTO failed_sign_in (account, failures, last_at, wait_until)
         VALUES ($1, 1, $2, $3)
         ON CONFLICT (account) DO UPDATE SET
            failures = failed_sign_in.failures + 1, last_at = excluded.last_at
         RETURNING failures";
    Both WAIT = "UPDATE failed_sign_in SET wait_until = $2 WHERE account = $1";
    Both CLEAR = "DELETE FROM failed_sign_in WHERE account = $1";
    Both FORGET = "DELETE FROM failed_sign_in WHERE last_at <= $1";
    /// Beyond so many, the oldest go.
    Both BOUND =
        "DELETE FROM failed_sign_in WHERE last_at < (
            SELECT last_at FROM failed_sign_in ORDER BY last_at DESC LIMIT 1 OFFSET $1
         )";
}

/// An account as it is counted: a keyed digest of the address that was typed, in lower case.
pub(super) fn account(vault: &Vault, email_key: &str) -> String {
    vault.blind_index("failed_sign_in", "account", email_key.as_bytes())
}

/// The same for proving oneself anew: a stranger who tries the address does not hold up its owner.
pub(super) fn signed_in_account(vault: &Vault, person: uuid::Uuid) -> String {
    vault.blind_index("failed_sign_in", "person", person.as_bytes())
}

/// Writes a try down, or says how long it must wait. An account that is `known` here does not wait.
pub(super) async fn begin(
    transaction: &mut Transaction,
    account: &str,
    known: bool,
    moment: &Moment<'_>,
) -> Result<Result<(), Duration>, StoreError> {
    let forgotten = stored(moment.before(FORGOTTEN));
    transaction.execute(&FORGET, &[forgotten.into()]).await?;
    let standing = transaction
        .all(&READ, &[account.into()], |row| row.parsed::<Timestamp>("wait_until"))
        .await?;
    if let Some(until) = standing.first()
        && *until > moment.now
        && !known
    {
        let left = until.duration_since(moment.now);
        return Ok(Err(Duration::from_secs(left.as_secs().unsigned_abs() + 1)));
    }
    let now = stored(moment.now);
    let values = [account.into(), now.clone().into(), now.into()];
    let failures = transaction
        .one(&WRITE, &values, |row| row.integer("failures"))
        .await?;
    let wait = SignedDuration::try_from(wait_after(failures)).unwrap_or(SignedDuration::ZERO);
    let values = [account.into(), stored(moment.after(wait)).into()];
    transaction.execute(&WAIT, &values).await?;
    transaction.execute(&BOUND, &[(ACCOUNTS - 1).into()]).await?;
    Ok(Ok(()))
}

/// Wipes the failures of an account out.
pub(super) async fn clear(transaction: &mut Transaction, account: &str) -> Result<(), StoreError> {
    transaction.execute(&CLEAR, &[account.into()]).await?;
    Ok(())
}
