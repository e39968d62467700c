//! The directory's tables, one file each, and the methods that read and write them.
//!
//! [`load`] writes the content files into the tables; [`read`] puts services together again, in a
//! handful of queries however many there are.

pub(crate) mod attribute;
pub(crate) mod change;
pub(crate) mod conflicts;
pub(crate) mod corrections;
pub(crate) mod duplicates;
pub(crate) mod hiding;
pub(crate) mod history;
pub(crate) mod import;
mod import_kinds;
pub(crate) mod imported;
pub(crate) mod imports;
pub(crate) mod language;
pub(crate) mod load;
pub(crate) mod location;
mod masking;
pub(crate) mod merging;
pub(crate) mod organization;
pub(crate) mod organization_change;
pub(crate) mod organization_edit;
pub(crate) mod phone;
pub(crate) mod plan;
pub(crate) mod quarantine;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod records;
pub(crate) mod reminder;
pub(crate) mod runs;
pub(crate) mod schedule;
pub(crate) mod service;
pub(crate) mod service_area;
pub(crate) mod service_capacity;
pub(crate) mod source_page;
pub(crate) mod statistics;
pub(crate) mod streaming;
pub(crate) mod suggestion;
pub(crate) mod taxonomy_term;
pub(crate) mod tending;

use directory::phone::Phone;
use directory::service::Service;
use uuid::Uuid;

use crate::engine::{Row, Value};
use crate::error::StoreError;

/// Which services to read: those whose id lies between two ids, both included. One text serves
/// one service and all of them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which {
    /// Every service.
    All,
    /// One.
    One(Uuid),
    /// Those from one id to another.
    Between(Uuid, Uuid),
}

impl Which {
    /// The two bounds, as `$1` and `$2`. Ids are lower-case hexadecimal, so nothing sorts before
    /// the empty text nor after "z", in any collation a server may have.
    fn bounds(self) -> [Value<'static>; 2] {
        match self {
            Self::All => ["".into(), "z".into()],
            Self::One(id) => [id.into(), id.into()],
            Self::Between(first, last) => [first.into(), last.into()],
        }
    }
}

/// The column `phone` of `language` and `schedule`: `None` for 0, the service's own row, and the
/// place of the phone otherwise.
fn phone_of(row: &dyn Row) -> Result<Option<usize>, StoreError> {
    let phone = row.integer("phone")?;
    usize::try_from(phone)
        .map(|phone| phone.checked_sub(1))
        .map_err(|problem| StoreError::damaged("phone", problem))
}

/// A phone of a service that has been read.
fn nth_phone(service: &mut Service, at: usize) -> Result<&mut Phone, StoreError> {
    service
        .phones
        .get_mut(at)
        .ok_or_else(|| StoreError::damaged("phone", "there is no such phone"))
}
