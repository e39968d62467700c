//! The table `source_page`: where the facts of a service were read.

use directory::service::Service;

use super::Which;
use super::read::Gathering;
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "source_page",
    columns: &["service_id", "position", "url"],
    key: None,
};

pub(crate) const DELETE: ByIds = ByIds {
    before: "DELETE FROM source_page WHERE service_id IN",
    after: "",
};

statements! {
    Both READ =
        "SELECT service_id, url FROM source_page
         WHERE service_id BETWEEN $1 AND $2 ORDER BY service_id, position";
}

/// The values of a service's rows.
pub(super) fn push<'a>(service: &'a Service, into: &mut Vec<Value<'a>>) {
    for (position, url) in (1_i64..).zip(&service.provenance.source) {
        into.extend([service.id.into(), position.into(), url.into()]);
    }
}

/// Adds to the services gathered so far.
pub(super) async fn add(
    transaction: &mut Transaction,
    which: Which,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    let take = |row: &dyn crate::engine::Row| {
        if let Some(service) = gathering.service(row)? {
            service.provenance.source.push(row.text("url")?);
        }
        Ok(())
    };
    transaction.each(&READ, &which.bounds(), take).await
}
