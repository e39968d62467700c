//! Proofs of who somebody is that other machines give: passkeys ([`passkey`]) and identity providers ([`oidc`]).
//!
//! Nothing here asks, stores or waits: bytes come in, a verdict goes out, and whoever calls says what time
//! it is and what was expected. Signatures are checked by *ring*, which the house has for TLS already; why
//! nothing larger is used: docs/decisions/0011-passkeys-and-single-sign-on.md.

pub mod oidc;
pub mod passkey;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Bytes as text that may stand in a form or an address (RFC 4648, section 5, without padding).
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads what [`base64url`] wrote; `None` for anything else.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
