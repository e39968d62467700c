//! Free places (HSDS `service_capacity`), and how long a figure can be believed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A figure older than this is shown with a warning: a bed that was free yesterday may be taken.
/// Cairn's own default.
pub const BELIEVED: SignedDuration = SignedDuration::from_hours(24);
/// Most places that a form takes.
pub const MOST: u16 = 9_999;

/// What is counted (HSDS `unit`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Beds.
    #[default]
    Bed,
    /// Rooms or units for a family.
    Room,
    /// Places in a programme.
    Place,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Bed, Self::Room, Self::Place];

    /// Its word, as it is stored and as HSDS `unit.name` has it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bed => "bed",
            Self::Room => "room",
            Self::Place => "place",
        }
    }
}

/// How many places are free (HSDS `service_capacity`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// What is counted.
    pub unit: Unit,
    /// HSDS `available`.
    pub available: u16,
    /// HSDS `maximum`.
    pub maximum: Option<u16>,
    /// HSDS `updated`: when somebody counted.
    pub updated: Timestamp,
}

impl Capacity {
    /// The figure is too old to be believed at `now`.
    pub fn is_old(&self, now: Timestamp) -> bool {
        now.duration_since(self.updated) > BELIEVED
    }
}
