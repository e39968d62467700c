//! Numbers that stand for words and values: the same on every machine, and quick.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash for words, the same on every machine (FNV-1a, mixed).
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(hash)
}

/// Spreads a number over 64 bits (splitmix64).
pub(super) const fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A hasher for keys that are hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0 ^ hash(bytes));
    }
    fn write_u32(&mut self, number: u32) {
        self.0 = mix(u64::from(number));
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = mix(number);
    }
}

/// A map whose keys are hashes.
pub(super) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Already>>;
