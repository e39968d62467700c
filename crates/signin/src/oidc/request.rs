//! What the house asks a provider, and the answers that come back.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::metadata::{ClientAuthentication, Metadata};
use super::{Disbelief, IdToken, Issuer};
use crate::{base64url, sha256};

/// This house, as a provider knows it.
#[derive(Debug, Clone, Copy)]
pub struct Client<'a> {
    /// The provider.
    pub issuer: &'a Issuer,
    /// What it calls this house.
    pub id: &'a str,
    /// Where it sends people back.
    pub redirect_uri: &'a str,
}

/// What the house keeps of a question until the answer comes.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Comes back in the address.
    pub state: &'a str,
    /// Comes back in the token.
    pub nonce: &'a str,
    /// Proves that whoever brings the code has asked for it (RFC 7636), 43 characters or more.
    pub verifier: &'a str,
}

/// The form that gives a code for a token.
pub struct TokenRequest {
    /// Where to.
    pub address: String,
    /// The header `Authorization`, where the provider takes the secret there.
    pub authorization: Option<String>,
    /// The form.
    pub body: String,
}

/// Says nothing: the code and the secret are in it.
impl std::fmt::Debug for TokenRequest {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "TokenRequest({}, …)", self.address)
    }
}

impl Client<'_> {
    /// The address to which a person goes to prove who they are (Core 1.0, section 3.1.2.1). Only who they
    /// are is asked for: neither name nor address.
    pub fn address(&self, provider: &Metadata, asked: Asked<'_>) -> String {
        let challenge = base64url(&sha256(asked.verifier.as_bytes()));
        let fields = [
            ("response_type", "code"),
            ("scope", "openid"),
            ("client_id", self.id),
            ("redirect_uri", self.redirect_uri),
            ("state", asked.state),
            ("nonce", asked.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let endpoint = &provider.authorization_endpoint;
        let join = if endpoint.contains('?') { '&' } else { '?' };
        format!("{endpoint}{join}{}", form(&fields))
    }

    /// The request that gives `code` for a token (section 3.1.3.1).
    pub fn token_request(
        &self,
        provider: &Metadata,
        secret: &str,
        code: &str,
        verifier: &str,
    ) -> TokenRequest {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", self.redirect_uri),
            ("code_verifier", verifier),
        ];
        let authorization = match provider.authentication {
            ClientAuthentication::Basic => {
                // RFC 6749, section 2.3.1: each is encoded as in a form first.
                let both = format!("{}:{}", encoded(self.id), encoded(secret));
                Some(format!("Basic {}", STANDARD.encode(both)))
            }
            ClientAuthentication::Post => {
                fields.extend([("client_id", self.id), ("client_secret", secret)]);
                None
            }
        };
        TokenRequest {
            address: provider.token_endpoint.clone(),
            authorization,
            body: form(&fields),
        }
    }
}

/// What a person brings back from the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returned<'a> {
    /// A code to be given for a token.
    Code(&'a str),
    /// They said no, or may not.
    Denied,
    /// The provider cannot now.
    Unavailable,
    /// Nothing of this provider's.
    Nonsense,
}

impl<'a> Returned<'a> {
    /// Reads the fields of the address (RFC 6749, section 4.1.2; RFC 9207, section 2.4). The provider's words
    /// about an error are not looked at beyond which it is.
    pub fn read(field: impl Fn(&str) -> &'a str, provider: &Metadata, issuer: &Issuer) -> Self {
        let named = field("iss");
        let from_it = if named.is_empty() {
            !provider.names_itself
        } else {
            named == issuer.as_str()
        };
        match (from_it, field("code"), field("error")) {
            (false, _, _) | (true, "", "") => Self::Nonsense,
            (true, "", "temporarily_unavailable" | "server_error") => Self::Unavailable,
            (true, "", _) => Self::Denied,
            (true, code, "") => Self::Code(code),
            (true, _, _) => Self::Nonsense,
        }
    }
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: String,
}

/// Reads the answer to a [`TokenRequest`].
pub fn read_token(status: u16, json: &[u8]) -> Result<IdToken, Disbelief> {
    if !(200..300).contains(&status) {
        return Err(Disbelief::Code);
    }
    let answer: TokenAnswer = serde_json::from_slice(json).map_err(|_| Disbelief::Malformed)?;
    Ok(IdToken(answer.id_token))
}

fn form(fields: &[(&str, &str)]) -> String {
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// As forms and addresses both read it.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            use std::fmt::Write as _;
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
