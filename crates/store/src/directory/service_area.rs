//! The table `service_area`: whom a service reaches.

use directory::geography::RegionId;
use directory::location::Coverage;
use directory::service::Service;

use super::Which;
use super::read::Gathering;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "service_area",
    columns: &["service_id", "position", "extent_type", "extent"],
    key: None,
};

pub(crate) const DELETE: ByIds = ByIds {
    before: "DELETE FROM service_area WHERE service_id IN",
    after: "",
};

statements! {
    Both READ =
        "SELECT service_id, extent_type, extent FROM service_area
         WHERE service_id BETWEEN $1 AND $2 ORDER BY service_id, position";
}

/// The values of a service's rows: one, or one for each of its provinces.
pub(super) fn push<'a>(service: &'a Service, into: &mut Vec<Value<'a>>) {
    let mut row = |position: i64, extent_type: &'static str, extent: Option<String>| {
        into.extend([
            service.id.into(),
            position.into(),
            extent_type.into(),
            extent.into(),
        ]);
    };
    match &service.coverage {
        Coverage::National => row(1, "national", None),
        Coverage::Region(region) => row(1, "region", Some(region.0.clone())),
        Coverage::Radius { km } => row(1, "radius", Some(km.to_string())),
        Coverage::Provinces(provinces) => {
            for (position, province) in (1..).zip(provinces) {
                row(position, "province", Some(province.code().to_owned()));
            }
        }
    }
}

/// Adds to the services gathered so far. A service without a row reaches no province that we know.
pub(super) async fn add(
    transaction: &mut Transaction,
    which: Which,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    let take = |row: &dyn Row| {
        let Some(service) = gathering.service(row)? else {
            return Ok(());
        };
        let kind = row.text("extent_type")?;
        match (kind.as_str(), &mut service.coverage) {
            ("province", Coverage::Provinces(provinces)) => provinces.push(row.parsed("extent")?),
            ("national", coverage) => *coverage = Coverage::National,
            ("region", coverage) => *coverage = Coverage::Region(RegionId(row.text("extent")?)),
            ("radius", coverage) => {
                *coverage = Coverage::Radius {
                    km: row.parsed("extent")?,
                }
            }
            _ => return Err(StoreError::damaged("service_area.extent_type", kind)),
        }
        Ok(())
    };
    transaction.each(&READ, &which.bounds(), take).await
}
