//! Three values: what is not known is never "no".

use serde::{Deserialize, Serialize};

/// What can be said of an item, a dimension, an element or a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// It is there, whatever the open answers turn out to be.
    Present,
    /// It is not there, whatever the open answers turn out to be.
    Absent,
    /// Not recorded, or open answers could still decide it either way.
    NotKnown,
}

impl Finding {
    /// Kleene's "or".
    pub(crate) const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Present, _) | (_, Self::Present) => Self::Present,
            (Self::Absent, Self::Absent) => Self::Absent,
            _ => Self::NotKnown,
        }
    }

    /// Kleene's "and".
    pub(crate) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Absent, _) | (_, Self::Absent) => Self::Absent,
            (Self::Present, Self::Present) => Self::Present,
            _ => Self::NotKnown,
        }
    }

    /// Kleene's "not".
    pub(crate) const fn opposite(self) -> Self {
        match self {
            Self::Present => Self::Absent,
            Self::Absent => Self::Present,
            Self::NotKnown => Self::NotKnown,
        }
    }

    pub(crate) const fn of(holds: bool) -> Self {
        if holds { Self::Present } else { Self::Absent }
    }
}

#[cfg(test)]
mod tests {
    use super::Finding::{Absent, NotKnown, Present};

    #[test]
    fn what_is_not_known_stays_so_unless_it_does_not_matter() {
        assert_eq!(Present.or(NotKnown), Present);
        assert_eq!(Absent.or(NotKnown), NotKnown);
        assert_eq!(Absent.and(NotKnown), Absent);
        assert_eq!(Present.and(NotKnown), NotKnown);
        assert_eq!(NotKnown.opposite(), NotKnown);
    }
}
