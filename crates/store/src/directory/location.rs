//! The tables `location`, `location_sealed` and `service_at_location`.
//!
//! What the public may know of a place is in `location`; what only curators may know is in
//! `location_sealed`, which [`READ_PUBLIC`] does not name and which the vault has sealed. The split is
//! made once, here, when a location is written, and the database's own constraints refuse any other.

use directory::location::{Confidentiality, Coverage, Location, Precision};
use directory::service::Service;
use kernel::SystemRandom;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Place, Vault};
use zeroize::Zeroizing;

use super::Which;
use super::read::Gathering;
use crate::engine::{Row, Transaction, Value, word};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

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

pub(crate) const SEALED_BATCH: Batch = Batch {
    table: "location_sealed",
    columns: &["location_id", "sealed"],
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
    /// What the curators know: the sealed row, where there is one, instead of the public one.
    Both READ_EVERY =
        "SELECT at.service_id, location.id AS location_id, location.confidentiality,
            COALESCE(location.city, '') AS city, location.state_province, location.latitude,
            location.longitude, location.point_precision, location.address_1,
            location_sealed.sealed AS sealed
         FROM service_at_location AS at JOIN location ON location.id = at.location_id
            LEFT JOIN location_sealed ON location_sealed.location_id = location.id
         WHERE at.service_id BETWEEN $1 AND $2
         ORDER BY at.service_id";
    /// Rows from before there was a key.
    Both READ_UNSEALED =
        "SELECT confidential.location_id, location.confidentiality, confidential.city,
            confidential.state_province, confidential.latitude, confidential.longitude,
            confidential.point_precision, confidential.address_1
         FROM location_confidential AS confidential
            JOIN location ON location.id = confidential.location_id";
    /// Whose a record is, and how much of its place may be known.
    Both LEVEL_OF =
        "SELECT service.organization_id, location.confidentiality
         FROM service LEFT JOIN service_at_location AS at ON at.service_id = service.id
            LEFT JOIN location ON location.id = at.location_id
         WHERE service.id = $1";
    /// The open place of a record, withdrawn or not, and what is noted beside it.
    Both READ_OPEN =
        "SELECT location.id AS location_id, location.confidentiality, location.city,
            location.state_province, location.latitude, location.longitude,
            location.point_precision, location.address_1, service.note
         FROM service_at_location AS at JOIN location ON location.id = at.location_id
            JOIN service ON service.id = at.service_id
         WHERE at.service_id = $1 AND location.confidentiality = 'public'";
    Both HIDE =
        "UPDATE location SET confidentiality = 'hidden', city = NULL, state_province = NULL,
            latitude = NULL, longitude = NULL, point_precision = 'city', address_1 = NULL
         WHERE id = $1";
    Both DROP_NOTE = "UPDATE service SET note = NULL WHERE id = $1";
    Both DELETE_UNSEALED = "DELETE FROM location_confidential";
    Both READ_SEALED = "SELECT location_id, sealed FROM location_sealed ORDER BY location_id";
    Both RESEAL = "UPDATE location_sealed SET sealed = $1 WHERE location_id = $2";
}

/// The values of a service's location in each of the three tables.
#[derive(Default)]
pub(super) struct Rows<'a> {
    /// For [`BATCH`].
    pub(super) public: Vec<Value<'a>>,
    /// For [`SEALED_BATCH`].
    pub(super) sealed: Vec<Value<'a>>,
    /// For [`SERVICE_BATCH`].
    pub(super) service: Vec<Value<'a>>,
}

impl<'a> Rows<'a> {
    /// Adds a service's location. What the public may not know is sealed first.
    pub(super) fn push(
        &mut self,
        service: &'a Service,
        vault: Option<&Vault>,
    ) -> Result<(), StoreError> {
        let Some(location) = &service.location else {
            return Ok(());
        };
        // Shipped services have one location each, so its id can follow the service's.
        let id = directory::shipped_id("location", &service.id.to_string());
        self.service.extend([service.id.into(), id.into()]);
        if location.confidentiality == Confidentiality::Public {
            self.push_public(id, location, town(location), exact(location));
            return Ok(());
        }
        let note = service.provenance.note.clone();
        self.sealed
            .extend([id.into(), seal(id, location, note, vault)?.into()]);
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
        Ok(())
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

fn place_of(id: &str) -> Place<'_> {
    Place {
        table: "location_sealed",
        column: "sealed",
        row: id,
    }
}

/// What is sealed: the place, and what whoever tends the record wrote down for themselves, which may well
/// say where it is.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    location: Location,
    #[serde(default)]
    note: Option<String>,
}

fn seal(
    id: Uuid,
    location: &Location,
    note: Option<String>,
    vault: Option<&Vault>,
) -> Result<String, StoreError> {
    let vault = vault.ok_or(StoreError::NoVault)?;
    let location = location.clone();
    let kept = Kept { location, note };
    let plain = Zeroizing::new(serde_json::to_vec(&kept).expect("our own records are plain data"));
    // A nonce has to be new, not repeatable: no test and no journey depends on it.
    Ok(vault.seal(place_of(&id.to_string()), &plain, &SystemRandom))
}

fn open(id: &str, sealed: &str, vault: Option<&Vault>) -> Result<Kept, StoreError> {
    let vault = vault.ok_or(StoreError::NoVault)?;
    let plain = vault.open(place_of(id), sealed)?;
    serde_json::from_slice(&plain)
        .map_err(|_| StoreError::damaged("location_sealed.sealed", "it is no location"))
}

/// Adds what the public may know to the services gathered so far.
pub(super) async fn add_public(
    transaction: &mut Transaction,
    which: Which,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    let take = |row: &dyn Row| {
        if let Some(service) = gathering.service(row)? {
            service.location = Some(from_row(row)?);
        }
        Ok(())
    };
    transaction.each(&READ_PUBLIC, &which.bounds(), take).await
}

/// Adds everything that the curators know.
pub(super) async fn add_every(
    transaction: &mut Transaction,
    which: Which,
    vault: Option<&Vault>,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    let take = |row: &dyn Row| {
        if let Some(service) = gathering.service(row)? {
            service.location = Some(match row.optional_text("sealed")? {
                Some(sealed) => {
                    let kept = open(&row.text("location_id")?, &sealed, vault)?;
                    let note = &mut service.provenance.note;
                    *note = note.take().or(kept.note);
                    kept.location
                }
                None => from_row(row)?,
            });
        }
        Ok(())
    };
    transaction.each(&READ_EVERY, &which.bounds(), take).await
}

/// Whose a record is, and whether its place is confidential; `None` when there is no such record.
pub(super) async fn level_of(
    transaction: &mut Transaction,
    service: Uuid,
) -> Result<Option<(Uuid, bool)>, StoreError> {
    let found = transaction
        .all(&LEVEL_OF, &[service.into()], |row| {
            let level = row.optional_text("confidentiality")?;
            let confidential = level.is_some_and(|level| level != "public");
            Ok((row.parsed("organization_id")?, confidential))
        })
        .await?;
    Ok(found.into_iter().next())
}

/// Hides the place of a record that lives on in another one whose place is confidential now, as nobody can
/// edit it: it is sealed with the note beside it, and comes back hidden when the merge is undone.
pub(super) async fn hide(
    transaction: &mut Transaction,
    service: Uuid,
    vault: Option<&Vault>,
) -> Result<(), StoreError> {
    let open = transaction
        .all(&READ_OPEN, &[service.into()], |row| {
            let id: Uuid = row.parsed("location_id")?;
            Ok((id, from_row(row)?, row.optional_text("note")?))
        })
        .await?;
    for (id, mut location, note) in open {
        location.confidentiality = Confidentiality::Hidden;
        let sealed = [id.into(), seal(id, &location, note, vault)?.into()];
        transaction.insert(&SEALED_BATCH, &sealed).await?;
        transaction.execute(&HIDE, &[id.into()]).await?;
        transaction.execute(&DROP_NOTE, &[service.into()]).await?;
    }
    Ok(())
}

/// Seals what a version without a key left open, and takes it out of its old table; how many places.
pub(super) async fn seal_old(
    transaction: &mut Transaction,
    vault: &Vault,
) -> Result<usize, StoreError> {
    let old = transaction
        .all(&READ_UNSEALED, &[], |row| {
            Ok((row.parsed::<Uuid>("location_id")?, from_row(row)?))
        })
        .await?;
    let mut rows = Vec::new();
    for (id, location) in &old {
        rows.extend([(*id).into(), seal(*id, location, None, Some(vault))?.into()]);
    }
    transaction.insert(&SEALED_BATCH, &rows).await?;
    transaction.execute(&DELETE_UNSEALED, &[]).await?;
    Ok(old.len())
}

/// Seals every place under the newest key; how many were under an older one.
pub(crate) async fn reseal(
    transaction: &mut Transaction,
    vault: &Vault,
) -> Result<usize, StoreError> {
    let all = transaction
        .all(&READ_SEALED, &[], |row| {
            Ok((row.text("location_id")?, row.text("sealed")?))
        })
        .await?;
    let mut changed = 0;
    for (id, sealed) in all {
        if let Some(newer) = vault.reseal(place_of(&id), &sealed, &SystemRandom)? {
            transaction
                .execute(&RESEAL, &[newer.into(), id.into()])
                .await?;
            changed += 1;
        }
    }
    Ok(changed)
}
