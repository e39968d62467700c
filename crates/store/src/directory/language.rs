//! The table `language`: languages spoken by a service, or by one of its phones.

use directory::service::Service;

use super::Which;
use super::read::Gathering;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "language",
    columns: &["service_id", "phone", "position", "code"],
    key: None,
};

pub(crate) const DELETE: ByIds = ByIds {
    before: "DELETE FROM language WHERE service_id IN",
    after: "",
};

statements! {
    Both READ =
        "SELECT service_id, phone, code FROM language
         WHERE service_id BETWEEN $1 AND $2 ORDER BY service_id, phone, position";
}

/// The values of a service's rows: its own under phone 0, then those of each phone.
pub(super) fn push<'a>(service: &'a Service, into: &mut Vec<Value<'a>>) {
    let of_phones = service.phones.iter().map(|phone| &phone.languages);
    let all = std::iter::once(&service.languages).chain(of_phones);
    for (phone, codes) in (0_i64..).zip(all) {
        for (position, code) in (1_i64..).zip(codes) {
            into.extend([
                service.id.into(),
                phone.into(),
                position.into(),
                code.into(),
            ]);
        }
    }
}

/// Adds to the services gathered so far, whose phones are there already.
pub(super) async fn add(
    transaction: &mut Transaction,
    which: Which,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    let take = |row: &dyn Row| {
        let Some(service) = gathering.service(row)? else {
            return Ok(());
        };
        let code = row.text("code")?;
        match super::phone_of(row)? {
            None => service.languages.push(code),
            Some(at) => super::nth_phone(service, at)?.languages.push(code),
        }
        Ok(())
    };
    transaction.each(&READ, &which.bounds(), take).await
}
