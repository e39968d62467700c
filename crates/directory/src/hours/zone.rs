//! A time zone that exists, and the two questions hours ask of it.
//!
//! Both are answered by one rule: a door opens, or closes, the first time the clock on its wall
//! shows that time or a later one. When clocks go forward, a time that is skipped happens at the
//! jump; when they go back, a time that comes twice happens the first time (RFC 5545, 3.3.5).

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A time zone by its IANA name, such as `America/Vancouver`. Looked up once, when it is read:
/// copies share the table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

/// Not a time zone of the IANA database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone {0:?}: use an IANA name, such as America/Vancouver or America/St_Johns")]
pub struct UnknownZone(pub String);

impl Zone {
    /// Looks a name up in the database that travels in the binary.
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        match TimeZone::get(name) {
            Ok(zone) if zone.iana_name().is_some() && !zone.is_unknown() => Ok(Self(zone)),
            _ => Err(UnknownZone(name.to_owned())),
        }
    }

    /// Its IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or_default()
    }

    /// Offset from UTC at `moment`, in seconds (negative in Canada).
    pub fn offset_seconds(&self, moment: Timestamp) -> i32 {
        self.0.to_offset(moment).seconds()
    }

    /// What the clock on the wall shows at `moment`.
    pub fn wall(&self, moment: Timestamp) -> DateTime {
        self.0.to_datetime(moment)
    }

    /// The furthest the clock on the wall has been by `moment`: what it shows, except in the hour
    /// that is lived twice, whose second pass stands still just before the jump back.
    pub(super) fn reached(&self, moment: Timestamp) -> DateTime {
        let wall = self.wall(moment);
        let AmbiguousOffset::Fold { before, .. } = self.0.to_ambiguous_timestamp(wall).offset()
        else {
            return wall;
        };
        if before == self.0.to_offset(moment) {
            return wall;
        }
        self.jump_until(moment)
            .and_then(|jump| jump.checked_sub(SignedDuration::from_nanos(1)).ok())
            .map_or(wall, |last| before.to_datetime(last))
    }

    /// The moment when the clock on the wall first shows `wall` or later. `None` at the end of time.
    pub(super) fn first_reaching(&self, wall: DateTime) -> Option<Timestamp> {
        match self.0.to_ambiguous_timestamp(wall).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(wall).ok(),
            AmbiguousOffset::Fold { before, .. } => before.to_timestamp(wall).ok(),
            AmbiguousOffset::Gap { before, .. } => self.jump_until(before.to_timestamp(wall).ok()?),
        }
    }

    /// The last change of the clocks at or before `moment`.
    fn jump_until(&self, moment: Timestamp) -> Option<Timestamp> {
        let after = moment.checked_add(SignedDuration::from_nanos(1)).ok()?;
        Some(self.0.preceding(after).next()?.timestamp())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::named(name)
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::named(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}
