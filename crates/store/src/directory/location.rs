//! The tables `location`, `location_confidential` and `service_at_location`.
//!
//! What the public may know of a place is in `location`; what only curators may know is in
//! `location_confidential`, which [`READ_PUBLIC`] does not name. The split is made once, here, when a
//! location is written, and the database's own constraints refuse any other.

use directory::location::{Confidentiality, Coverage, Location, Precision};
use directory::service::Service;
use uuid::Uuid;

use super::Which;
use super::read::Gathering;
use crate::engine::{Row, Transaction, Value, word};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, Statement, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "location",
    columns: &[
        "id",
        "confidentiality",
        "city",
        "state_province",
        "latitude",
        "longitude",
        "point_precision",
        "address_1",
    ],
    key: None,
};

pub(crate) const CONFIDENTIAL_BATCH: Batch = Batch {
    table: "location_confidential",
    columns: &[
        "location_id",
        "city",
        "state_province",
        "latitude",
        "longitude",
        "point_precision",
        "address_1",
    ],
    key: None,
};

pub(crate) const SERVICE_BATCH: Batch = Batch {
    table: "service_at_location",
    columns: &["service_id", "location_id"],
    key: None,
};

/// Takes the rows of the other two tables with it.
pub(crate) const DELETE: ByIds = ByIds {
    before: "DELETE FROM location WHERE id IN
             (SELECT location_id FROM service_at_location WHERE service_id IN",
    after: ")",
};

statements! {
    /// What the public may know. A hidden location does not exist, or is no more than a province.
    Both READ_PUBLIC =
        "SELECT at.service_id, location.confidentiality, COALESCE(location.city, '') AS city,
            location.state_province, location.latitude, location.longitude,
            location.point_precision, location.address_1
         FROM service_at_location AS at JOIN location ON location.id = at.location_id
         WHERE location.state_province IS NOT NULL AND at.service_id BETWEEN $1 AND $2
         ORDER BY at.service_id";
    /// What the curators know: the confidential row, where there is one, instead of the public one.
    Both READ_EVERY =
        "SELECT at.service_id, location.confidentiality,
            COALESCE(confidential.city, location.city) AS city,
            COALESCE(confidential.state_province, location.state_province) AS state_province,
            COALESCE(confidential.latitude, location.latitude) AS latitude,
            COALESCE(confidential.longitude, location.longitude) AS longitude,
            COALESCE(confidential.point_precision, location.point_precision) AS point_precision,
            COALESCE(confidential.address_1, location.address_1) AS address_1
         FROM service_at_location AS at JOIN location ON location.id = at.location_id
            LEFT JOIN location_confidential AS confidential
                ON confidential.location_id = location.id
         WHERE at.service_id BETWEEN $1 AND $2
         ORDER BY at.service_id";
}

/// The values of a service's location in each of the three tables.
#[derive(Default)]
pub(super) struct Rows<'a> {
    /// For [`BATCH`].
    pub(super) public: Vec<Value<'a>>,
    /// For [`CONFIDENTIAL_BATCH`].
    pub(super) confidential: Vec<Value<'a>>,
    /// For [`SERVICE_BATCH`].
    pub(super) service: Vec<Value<'a>>,
}

impl<'a> Rows<'a> {
    /// Adds a service's location.
    pub(super) fn push(&mut self, service: &'a Service) {
        let Some(location) = &service.location else {
            return;
        };
        // Shipped services have one location each, so its id can follow the service's.
        let id = directory::shipped_id("location", &service.id.to_string());
        self.service.extend([service.id.into(), id.into()]);
        if location.confidentiality == Confidentiality::Public {
            self.push_public(id, location, town(location), exact(location));
            return;
        }
        self.confidential.push(id.into());
        self.confidential.extend(town(location));
        self.confidential.extend(exact(location));
        let [city, province] = town(location);
        let known = match (location.confidentiality, &service.coverage) {
            // So many kilometres around a hidden place are published as its province, or nobody
            // could be told that the service reaches them.
            (Confidentiality::Hidden, Coverage::Radius { .. }) => [None::<String>.into(), province],
            (Confidentiality::Hidden, _) => [None::<String>.into(), None::<String>.into()],
            _ => [city, province],
        };
        let withheld = [
            None::<f64>.into(),
            None::<f64>.into(),
            word(&Precision::City).into(),
            None::<String>.into(),
        ];
        self.push_public(id, location, known, withheld);
    }

    fn push_public(
        &mut self,
        id: Uuid,
        location: &Location,
        town: [Value<'a>; 2],
        exact: [Value<'a>; 4],
    ) {
        self.public
            .extend([id.into(), word(&location.confidentiality).into()]);
        self.public.extend(town);
        self.public.extend(exact);
    }
}

fn town(location: &Location) -> [Value<'_>; 2] {
    [(&location.city).into(), location.province.code().into()]
}

fn exact(location: &Location) -> [Value<'_>; 4] {
    [
        location.point.map(|point| point.latitude).into(),
        location.point.map(|point| point.longitude).into(),
        word(&location.precision).into(),
        (&location.address).into(),
    ]
}

fn from_row(row: &dyn Row) -> Result<Location, StoreError> {
    let latitude = row.optional_real("latitude")?;
    let longitude = row.optional_real("longitude")?;
    Ok(Location {
        city: row.text("city")?,
        province: row.parsed("state_province")?,
        point: latitude
            .zip(longitude)
            .map(|(latitude, longitude)| directory::geography::Point {
                latitude,
                longitude,
            }),
        precision: row.word("point_precision")?,
        confidentiality: row.word("confidentiality")?,
        address: row.optional_text("address_1")?,
    })
}

/// Adds to the services gathered so far, by [`READ_PUBLIC`] or [`READ_EVERY`].
pub(super) async fn add(
    transaction: &mut Transaction,
    statement: &Statement,
    which: Which,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    let take = |row: &dyn Row| {
        if let Some(service) = gathering.service(row)? {
            service.location = Some(from_row(row)?);
        }
        Ok(())
    };
    transaction.each(statement, &which.bounds(), take).await
}
