//! Identity providers (OpenID Connect Core 1.0): what to ask one, and whether to believe what it answers.
//!
//! The authorization code flow with PKCE (RFC 7636), `state` and `nonce`, and nothing else of the standard.
//! Reaching the provider is for others: here are the requests to send and the readers of its answers.
//! An [`Identity`] can only come out of [`IdToken::verify`]: whoever holds one knows that it was checked.

mod id_token;
mod issuer;
mod keys;
mod metadata;
mod request;
#[cfg(any(test, feature = "testing"))]
pub mod software;
#[cfg(test)]
mod tests;

pub use id_token::{Expected, IdToken, Identity, LEEWAY, SecondFactor};
pub use issuer::Issuer;
pub use keys::Keys;
pub use metadata::{ClientAuthentication, Metadata};
pub use request::{Asked, Client, Returned, TokenRequest, read_token};

/// Why the house does not believe a provider, or cannot speak with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Disbelief {
    /// What it says of itself cannot be read, or is of somebody else.
    #[error("what the identity provider publishes about itself cannot be used")]
    Metadata,
    /// It did not give a token for the code: it was used already, or is too old.
    #[error("the identity provider did not take the code")]
    Code,
    /// The token cannot be read.
    #[error("the token cannot be read")]
    Malformed,
    /// Not signed, or by an algorithm that is not taken.
    #[error("the token is signed in a way that is not taken")]
    Algorithm,
    /// Signed with a key that the provider does not publish (yet).
    #[error("the token is signed with an unknown key")]
    UnknownKey,
    /// The signature is not right.
    #[error("the signature of the token is not right")]
    Signature,
    /// From another provider.
    #[error("the token is of another provider")]
    Issuer,
    /// For another program.
    #[error("the token is for another program")]
    Audience,
    /// For another sign-in.
    #[error("the token is for another sign-in")]
    Nonce,
    /// Not good now: one of the two clocks is wrong, or it lay about.
    #[error("the token is not good at this time: the clocks may differ")]
    Clock,
}
