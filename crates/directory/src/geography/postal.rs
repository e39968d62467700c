//! Postal codes, of which only the first three characters are ever kept.

use std::fmt;
use std::str::FromStr;

use super::{Point, Province};

/// The first three characters of a Canadian postal code (forward sortation area).
/// A full code may be typed; only these three are kept, anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fsa([u8; 3]);

/// Not a postal code, nor the first three characters of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a Canadian postal code")]
pub struct NotAPostalCode;

/// What is known of a forward sortation area (`content/places/fsa.csv`).
#[derive(Debug, Clone, PartialEq)]
pub struct PostalArea {
    /// Its three characters.
    pub fsa: Fsa,
    /// What it is called.
    pub name: String,
    /// Its province or territory.
    pub province: Province,
    /// The middle of its addresses.
    pub point: Point,
    /// Kilometres around the point within which nearly all of it lies, when known.
    pub extent_km: Option<u16>,
}

impl PostalArea {
    /// Small enough to measure a distance from its middle.
    pub fn is_measurable(&self) -> bool {
        const LARGE_KM: u16 = 60;
        !self.fsa.is_rural() && self.extent_km.is_none_or(|extent| extent <= LARGE_KM)
    }
}

impl Fsa {
    /// Reads a postal code, whole (`V2L 1A1`) or its beginning (`V2L`), with any spaces and hyphens,
    /// and forgets all but the first three characters. Canada Post uses neither D, F, I, O, Q nor U
    /// anywhere, and neither W nor Z in front.
    pub fn parse(typed: &str) -> Result<Self, NotAPostalCode> {
        let mut area = [0; 3];
        let mut length = 0;
        for character in typed.chars() {
            if character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}') {
                continue;
            }
            let byte = u8::try_from(character).map_err(|_| NotAPostalCode)?;
            let byte = byte.to_ascii_uppercase();
            let fits = match length {
                0 => is_postal_letter(byte) && !matches!(byte, b'W' | b'Z'),
                2 | 4 => is_postal_letter(byte),
                1 | 3 | 5 => byte.is_ascii_digit(),
                _ => false,
            };
            if !fits {
                return Err(NotAPostalCode);
            }
            if let Some(kept) = area.get_mut(length) {
                *kept = byte;
            }
            length += 1;
        }
        if length < area.len() {
            return Err(NotAPostalCode);
        }
        Ok(Self(area))
    }

    /// The three characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The second character of a rural area is 0 (Canada Post): it can span hundreds of kilometres.
    pub const fn is_rural(self) -> bool {
        self.0[1] == b'0'
    }

    /// The province of its first letter (Canada Post). X is shared: X0A, X0B and X0C are Nunavut,
    /// the rest the Northwest Territories.
    pub fn province(self) -> Province {
        match self.0 {
            [b'A', ..] => Province::NL,
            [b'B', ..] => Province::NS,
            [b'C', ..] => Province::PE,
            [b'E', ..] => Province::NB,
            [b'G' | b'H' | b'J', ..] => Province::QC,
            [b'R', ..] => Province::MB,
            [b'S', ..] => Province::SK,
            [b'T', ..] => Province::AB,
            [b'V', ..] => Province::BC,
            [b'X', b'0', b'A'..=b'C'] => Province::NU,
            [b'X', ..] => Province::NT,
            [b'Y', ..] => Province::YT,
            // K, L, M, N, P: the letters that are left.
            _ => Province::ON,
        }
    }
}

const fn is_postal_letter(byte: u8) -> bool {
    byte.is_ascii_uppercase() && !matches!(byte, b'D' | b'F' | b'I' | b'O' | b'Q' | b'U')
}

impl fmt::Display for Fsa {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Fsa {
    type Err = NotAPostalCode;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        Self::parse(typed)
    }
}
