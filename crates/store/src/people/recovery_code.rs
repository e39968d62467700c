//! The table `recovery_code`: codes for when the authenticator is lost, as keyed digests.

use kernel::Secret;
use uuid::Uuid;
use vault::Vault;

use super::Moment;
use super::totp;
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::statements::{Batch, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "recovery_code",
    columns: &["person_id", "code_index"],
    key: None,
};

statements! {
    Both USE = "DELETE FROM recovery_code WHERE person_id = $1 AND code_index = $2";
    Both DELETE_ALL = "DELETE FROM recovery_code WHERE person_id = $1";
    Both LEFT = "SELECT COUNT(*) AS codes FROM recovery_code WHERE person_id = $1";
}

/// The person is part of what is digested: two people with one code have nothing in common.
fn digested(person: Uuid, code: &str) -> Vec<u8> {
    let mut bytes = person.as_bytes().to_vec();
    bytes.extend_from_slice(code.as_bytes());
    bytes
}

/// Fresh codes instead of those there were; shown once, kept as digests.
pub(super) async fn renew(
    transaction: &mut Transaction,
    vault: &Vault,
    person: Uuid,
    moment: &Moment<'_>,
) -> Result<Vec<Secret<String>>, StoreError> {
    end_all(transaction, person).await?;
    let codes = totp::recovery_codes(moment.random);
    let mut values: Vec<Value<'_>> = Vec::with_capacity(codes.len() * 2);
    for code in &codes {
        // What we make ourselves is a code.
        let Some(folded) = totp::folded_recovery_code(code.expose()) else {
            continue;
        };
        let index = vault.blind_index(BATCH.table, "code_index", &digested(person, &folded));
        values.extend([person.into(), index.into()]);
    }
    transaction.insert(&BATCH, &values).await?;
    Ok(codes)
}

/// Uses a code up; `false` when it is none of the person's.
pub(super) async fn use_up(
    transaction: &mut Transaction,
    vault: &Vault,
    person: Uuid,
    typed: &str,
) -> Result<bool, StoreError> {
    let Some(folded) = totp::folded_recovery_code(typed) else {
        return Ok(false);
    };
    for index in vault.blind_indexes(BATCH.table, "code_index", &digested(person, &folded)) {
        let values = [person.into(), index.into()];
        if transaction.execute(&USE, &values).await? == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many are left.
pub(super) async fn left(transaction: &mut Transaction, person: Uuid) -> Result<u64, StoreError> {
    transaction
        .one(&LEFT, &[person.into()], |row| {
            Ok(row.integer("codes")? as u64)
        })
        .await
}

/// Ends them all.
pub(super) async fn end_all(transaction: &mut Transaction, person: Uuid) -> Result<(), StoreError> {
    transaction.execute(&DELETE_ALL, &[person.into()]).await?;
    Ok(())
}
