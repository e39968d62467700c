//! The table `service_capacity`: free places.

use std::collections::HashMap;

use directory::capacity::{Capacity, Unit};
use uuid::Uuid;

use super::Which;
use crate::engine::{Row, Transaction, Value, word};
use crate::error::StoreError;
use crate::statements::statements;

statements! {
    Both READ =
        "SELECT service_id, unit, available, maximum, updated FROM service_capacity
         WHERE service_id BETWEEN $1 AND $2 ORDER BY service_id, unit";
    Both WRITE =
        "INSERT INTO service_capacity (service_id, unit, available, maximum, updated)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (service_id, unit) DO UPDATE SET available = excluded.available,
            maximum = excluded.maximum, updated = excluded.updated";
    Both DELETE = "DELETE FROM service_capacity WHERE service_id = $1 AND unit = $2";
}

fn from_row(row: &dyn Row) -> Result<(Uuid, Capacity), StoreError> {
    let number = |number: i64| {
        u16::try_from(number).map_err(|problem| StoreError::damaged("service_capacity", problem))
    };
    let capacity = Capacity {
        unit: row.word("unit")?,
        available: number(row.integer("available")?)?,
        maximum: row.optional_integer("maximum")?.map(number).transpose()?,
        updated: row.parsed("updated")?,
    };
    Ok((row.parsed("service_id")?, capacity))
}

/// What is known of free places, by service.
pub(super) async fn read(
    transaction: &mut Transaction,
    which: Which,
) -> Result<HashMap<Uuid, Vec<Capacity>>, StoreError> {
    let mut found: HashMap<Uuid, Vec<Capacity>> = HashMap::new();
    for (service, capacity) in transaction.all(&READ, &which.bounds(), from_row).await? {
        found.entry(service).or_default().push(capacity);
    }
    Ok(found)
}

/// Writes a figure over the one of the same unit.
pub(super) async fn write(
    transaction: &mut Transaction,
    service: Uuid,
    capacity: &Capacity,
) -> Result<(), StoreError> {
    let values: [Value<'_>; 5] = [
        service.into(),
        word(&capacity.unit).into(),
        i64::from(capacity.available).into(),
        capacity.maximum.map(i64::from).into(),
        capacity.updated.to_string().into(),
    ];
    transaction.execute(&WRITE, &values).await.map(|_| ())
}

/// Takes a figure away: the service no longer counts.
pub(super) async fn delete(
    transaction: &mut Transaction,
    service: Uuid,
    unit: Unit,
) -> Result<(), StoreError> {
    let values = [service.into(), word(&unit).into()];
    transaction.execute(&DELETE, &values).await.map(|_| ())
}
