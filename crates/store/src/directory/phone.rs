//! The table `phone`.

use directory::phone::Phone;
use directory::service::Service;

use super::Which;
use super::read::Gathering;
use crate::engine::{Row, Transaction, Value, word};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "phone",
    columns: &[
        "service_id",
        "position",
        "number",
        "type",
        "keyword",
        "extension",
        "description_en",
        "description_fr",
    ],
    key: None,
};

pub(crate) const DELETE: ByIds = ByIds {
    before: "DELETE FROM phone WHERE service_id IN",
    after: "",
};

statements! {
    Both READ =
        "SELECT service_id, number, type, keyword, extension, description_en, description_fr
         FROM phone WHERE service_id BETWEEN $1 AND $2 ORDER BY service_id, position";
}

/// The values of a service's rows, from position 1.
pub(super) fn push<'a>(service: &'a Service, into: &mut Vec<Value<'a>>) {
    for (position, phone) in (1_i64..).zip(&service.phones) {
        into.extend([
            service.id.into(),
            position.into(),
            phone.number.digits().into(),
            word(&phone.kind).into(),
            (&phone.keyword).into(),
            (&phone.extension).into(),
            (&phone.label.en).into(),
            (&phone.label.fr).into(),
        ]);
    }
}

/// The phone as its own row tells it; `schedule` and `language` add the rest.
fn from_row(row: &dyn Row) -> Result<Phone, StoreError> {
    Ok(Phone {
        number: row.parsed("number")?,
        kind: row.word("type")?,
        keyword: row.optional_text("keyword")?,
        extension: row.optional_text("extension")?,
        label: row.both("description_en", "description_fr")?,
        hours: None,
        languages: Vec::new(),
    })
}

/// Adds to the services gathered so far.
pub(super) async fn add(
    transaction: &mut Transaction,
    which: Which,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    let take = |row: &dyn Row| {
        if let Some(service) = gathering.service(row)? {
            service.phones.push(from_row(row)?);
        }
        Ok(())
    };
    transaction.each(&READ, &which.bounds(), take).await
}
