//! The table `case_worker`: who works on a case.

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::stored;
use crate::statements::statements;

statements! {
    Both OF_CASE = "SELECT person_id FROM case_worker WHERE case_id = $1";
    Both IS_ASSIGNED = "SELECT person_id FROM case_worker WHERE case_id = $1 AND person_id = $2";
    Both ADD =
        "INSERT INTO case_worker (case_id, person_id, since) VALUES ($1, $2, $3)
         ON CONFLICT (case_id, person_id) DO NOTHING";
    Both REMOVE = "DELETE FROM case_worker WHERE case_id = $1 AND person_id = $2";
    Both SHRED = "DELETE FROM case_worker WHERE case_id = $1";
}

/// Who works on a case.
pub(crate) async fn of_case(
    transaction: &mut Transaction,
    case: Uuid,
) -> Result<BTreeSet<Uuid>, StoreError> {
    let found = transaction
        .all(&OF_CASE, &[case.into()], |row| row.parsed("person_id"))
        .await?;
    Ok(found.into_iter().collect())
}

/// Whether somebody works on a case.
pub(crate) async fn is_assigned(
    transaction: &mut Transaction,
    case: Uuid,
    person: Uuid,
) -> Result<bool, StoreError> {
    let found = transaction
        .all(&IS_ASSIGNED, &[case.into(), person.into()], |_| Ok(()))
        .await?;
    Ok(!found.is_empty())
}

/// Puts somebody to work on a case; whether they were not before.
pub(crate) async fn add(
    transaction: &mut Transaction,
    case: Uuid,
    person: Uuid,
    since: Timestamp,
) -> Result<bool, StoreError> {
    let values = [case.into(), person.into(), stored(since).into()];
    Ok(transaction.execute(&ADD, &values).await? == 1)
}

/// Takes somebody off a case; whether they were on it.
pub(crate) async fn remove(
    transaction: &mut Transaction,
    case: Uuid,
    person: Uuid,
) -> Result<bool, StoreError> {
    let values = [case.into(), person.into()];
    Ok(transaction.execute(&REMOVE, &values).await? == 1)
}

/// Takes everybody off a case that is being destroyed.
pub(crate) async fn shred(transaction: &mut Transaction, case: Uuid) -> Result<(), StoreError> {
    transaction.execute(&SHRED, &[case.into()]).await?;
    Ok(())
}
