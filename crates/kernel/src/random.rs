//! Chance as a parameter, so that a test can repeat a run exactly.

use std::fmt::Debug;
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

/// Gives unpredictable identifiers.
pub trait Random: Debug + Send + Sync + 'static {
    /// A random (version 4) identifier, for whatever a stranger sees: it tells nothing, not even when.
    fn uuid(&self) -> Uuid;

    /// Fills `bytes` with chance: keys, salts, one-time links, recovery codes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine"
    )]
    fn uuid(&self) -> Uuid {
        Uuid::new_v4()
    }

    fn fill(&self, bytes: &mut [u8]) {
        // The machine refuses only where it has no source of chance at all; going on with a guessable
        // key would be worse than stopping.
        getrandom::fill(bytes).expect("the operating system has randomness");
    }
}

/// A repeatable sequence for tests. Never for anything that must not be guessed.
#[derive(Debug)]
pub struct SeededRandom(Mutex<u64>);

impl SeededRandom {
    /// The sequence of `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    fn next(&self) -> u64 {
        // splitmix64 (Steele, Lea, Flood 2014): small, well spread, and the same everywhere.
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Random for SeededRandom {
    fn uuid(&self) -> Uuid {
        let high = u128::from(self.next());
        let low = u128::from(self.next());
        uuid::Builder::from_random_bytes(((high << 64) | low).to_be_bytes()).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        for piece in bytes.chunks_mut(8) {
            piece.copy_from_slice(&self.next().to_le_bytes()[..piece.len()]);
        }
    }
}
