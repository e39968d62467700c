//! Strings given numbers, each once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a: quicker than the standard hash on short words. Only for words of the directory's own
/// records, which nobody outside chooses.
#[derive(Debug, Clone)]
pub(crate) struct ShortHash(u64);

impl Default for ShortHash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for ShortHash {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A map keyed by short strings.
pub(crate) type ByWord<V> = HashMap<String, V, BuildHasherDefault<ShortHash>>;

/// Strings and their numbers.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    numbers: ByWord<u32>,
    strings: Vec<String>,
}

impl Interner {
    pub(crate) fn number(&mut self, string: &str) -> u32 {
        if let Some(&number) = self.numbers.get(string) {
            return number;
        }
        let number = self.strings.len() as u32;
        self.numbers.insert(string.to_owned(), number);
        self.strings.push(string.to_owned());
        number
    }

    pub(crate) fn string(&self, number: u32) -> &str {
        &self.strings[number as usize]
    }

    pub(crate) fn strings(&self) -> &[String] {
        &self.strings
    }
}
