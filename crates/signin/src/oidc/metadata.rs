//! What a provider says about itself (OpenID Connect Discovery 1.0, section 3).

use serde::Deserialize;

use super::{Disbelief, Issuer};

/// How the house proves to the provider which program it is (Core 1.0, section 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientAuthentication {
    /// In the header.
    Basic,
    /// In the form.
    Post,
}

/// What the house needs to know of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// Where a person is sent.
    pub authorization_endpoint: String,
    /// Where a code is given for a token.
    pub token_endpoint: String,
    /// Where its keys are.
    pub jwks_uri: String,
    /// How the house proves itself.
    pub authentication: ClientAuthentication,
    /// It says in each answer who it is (RFC 9207): one that does not say so is not from it.
    pub names_itself: bool,
}

#[derive(Deserialize)]
struct Published {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl Metadata {
    /// Reads what `issuer` publishes.
    pub fn read(json: &[u8], issuer: &Issuer) -> Result<Self, Disbelief> {
        let published: Published = serde_json::from_slice(json).map_err(|_| Disbelief::Metadata)?;
        // Section 4.3: exactly the address that was asked.
        if published.issuer != issuer.as_str() {
            return Err(Disbelief::Metadata);
        }
        let addresses = [
            &published.authorization_endpoint,
            &published.token_endpoint,
            &published.jwks_uri,
        ];
        if !addresses
            .into_iter()
            .all(|address| issuer.may_name(address))
        {
            return Err(Disbelief::Metadata);
        }
        // Where nothing is said, the header is meant (section 3).
        let methods = published.token_endpoint_auth_methods_supported;
        let takes = |method: &str| {
            methods
                .as_ref()
                .is_none_or(|all| all.iter().any(|one| one == method))
        };
        let authentication = if takes("client_secret_basic") {
            ClientAuthentication::Basic
        } else if takes("client_secret_post") {
            ClientAuthentication::Post
        } else {
            return Err(Disbelief::Metadata);
        };
        Ok(Self {
            authorization_endpoint: published.authorization_endpoint,
            token_endpoint: published.token_endpoint,
            jwks_uri: published.jwks_uri,
            authentication,
            names_itself: published.authorization_response_iss_parameter_supported,
        })
    }
}
