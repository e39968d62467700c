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
    /// Makes the row or takes its lock: tries at one time are looked at one after the other, also by
    /// several nodes.
    Both LOCK =
        "INSERT INTO failed_sign_in (account, failures, last_at, wait_until)
         VALUES ($1, 0, $2, $2)
         ON CONFLICT (account) DO UPDATE SET failures = failed_sign_in.failures
         RETURNING failures, last_at, wait_until";
    Both FAIL =
        "UPDATE failed_sign_in SET failures = $2, last_at = $3, wait_until = $4 WHERE account = $1";
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
/// Answers with the number of failures, this one among them.
pub(crate) async fn begin(
    transaction: &mut Transaction,
    account: &str,
    known: bool,
    moment: &Moment<'_>,
) -> Result<Result<i64, Duration>, StoreError> {
    let now = stored(moment.now);
    let values = [account.into(), now.clone().into()];
    let (failures, last_at, until) = transaction
        .one(&LOCK, &values, |row| {
            Ok((
                row.integer("failures")?,
                row.parsed::<Timestamp>("last_at")?,
                row.parsed::<Timestamp>("wait_until")?,
            ))
        })
        .await?;
    if until > moment.now && !known {
        let left = until.duration_since(moment.now);
        return Ok(Err(Duration::from_secs(left.as_secs().unsigned_abs() + 1)));
    }
    let forgotten = last_at <= moment.before(FORGOTTEN);
    let failures = if forgotten { 1 } else { failures + 1 };
    let wait = SignedDuration::try_from(wait_after(failures)).unwrap_or(SignedDuration::ZERO);
    let values = [
        account.into(),
        failures.into(),
        now.into(),
        stored(moment.after(wait)).into(),
    ];
    transaction.execute(&FAIL, &values).await?;
    Ok(Ok(failures))
}

/// Sweeps up what is forgotten or too much, in a transaction of its own: it touches the rows of others.
pub(super) async fn sweep(
    transaction: &mut Transaction,
    moment: &Moment<'_>,
) -> Result<(), StoreError> {
    let forgotten = stored(moment.before(FORGOTTEN));
    transaction.execute(&FORGET, &[forgotten.into()]).await?;
    transaction
        .execute(&BOUND, &[(ACCOUNTS - 1).into()])
        .await?;
    Ok(())
}

/// Wipes the failures of an account out.
pub(super) async fn clear(transaction: &mut Transaction, account: &str) -> Result<(), StoreError> {
    transaction.execute(&CLEAR, &[account.into()]).await?;
    Ok(())
}
