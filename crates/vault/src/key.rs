//! A key of the deployment and the keys for each use that are made from it.

use std::fmt;

use hkdf::Hkdf;
use kernel::Random;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Bytes of a key.
pub const KEY_LENGTH: usize = 32;

/// One version of the deployment's key. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Key {
    version: u32,
    bytes: Zeroizing<[u8; KEY_LENGTH]>,
}

impl Key {
    /// A key from its bytes. Versions count from 1.
    pub fn new(version: u32, bytes: [u8; KEY_LENGTH]) -> Self {
        Self {
            version,
            bytes: Zeroizing::new(bytes),
        }
    }

    /// A fresh key from chance.
    pub fn fresh(version: u32, random: &dyn Random) -> Self {
        let mut key = Self::new(version, [0; KEY_LENGTH]);
        random.fill(key.bytes.as_mut());
        key
    }

    /// Which version it is.
    pub const fn version(&self) -> u32 {
        self.version
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_LENGTH] {
        &self.bytes
    }

    /// The key for one use. Different uses have nothing in common that could be worked out.
    pub(crate) fn for_use(&self, purpose: &str) -> Zeroizing<[u8; KEY_LENGTH]> {
        let mut derived = Zeroizing::new([0; KEY_LENGTH]);
        // HKDF-SHA-256 refuses only more than 255 × 32 bytes.
        Hkdf::<Sha256>::new(Some(b"cairn"), self.bytes.as_ref())
            .expand(purpose.as_bytes(), derived.as_mut())
            .expect("32 bytes are few");
        derived
    }
}

/// Says which, never what.
impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Key(version {})", self.version)
    }
}
