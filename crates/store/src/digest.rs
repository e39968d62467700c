//! Digests that tell changed content from unchanged content.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Takes in values one after the other.
#[derive(Default)]
pub(crate) struct Digest(Sha256);

impl Digest {
    /// Takes in a value.
    pub(crate) fn take(&mut self, value: &impl Serialize) {
        self.0
            .update(serde_json::to_vec(value).expect("our own records are plain data"));
    }

    /// The first 128 bits of SHA-256 in hexadecimal: enough to tell versions of a record apart.
    pub(crate) fn finish(self) -> String {
        let digest = self.0.finalize();
        let mut text = String::with_capacity(32);
        for byte in &digest[..16] {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

/// The digest of one record.
pub(crate) fn of(record: &impl Serialize) -> String {
    let mut digest = Digest::default();
    digest.take(record);
    digest.finish()
}
