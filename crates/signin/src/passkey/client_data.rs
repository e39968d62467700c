//! What the browser says and the authenticator signs with it (section 5.8.1): which question, on whose page.

use serde::Deserialize;

use super::{Refusal, RelyingParty};
use crate::from_base64url;

/// A passkey was made.
pub(super) const NEW: &str = "webauthn.create";
/// A passkey gave proof.
pub(super) const GET: &str = "webauthn.get";

/// Client data, read. Fields that later versions of the standard add are passed over, as it asks; one that
/// comes twice is refused.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    #[serde(default)]
    top_origin: Option<String>,
}

impl ClientData {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(bytes).map_err(|_| Refusal::Malformed)
    }

    /// It is of this kind, answers our question, and was made on our own page.
    pub(super) fn check(
        &self,
        kind: &str,
        party: &RelyingParty,
        is_ours: impl FnOnce(&[u8]) -> bool,
    ) -> Result<(), Refusal> {
        if self.r#type != kind {
            return Err(Refusal::Kind);
        }
        let challenge = from_base64url(&self.challenge).ok_or(Refusal::Challenge)?;
        if !is_ours(&challenge) {
            return Err(Refusal::Challenge);
        }
        if self.origin != party.origin() {
            return Err(Refusal::Origin);
        }
        // The desk never stands in anybody's frame.
        if self.cross_origin || self.top_origin.is_some() {
            return Err(Refusal::CrossOrigin);
        }
        Ok(())
    }
}
