//! The token in which a provider says who somebody is (Core 1.0, section 2), and whether to believe it
//! (section 3.1.3.7).

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::keys::{Algorithm, Keys};
use super::{Disbelief, Issuer};
use crate::from_base64url;

/// How far the clocks of the house and of the provider may be apart.
pub const LEEWAY: SignedDuration = SignedDuration::from_mins(1);
/// A token is asked for and used at once; an older one lay about.
const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// Bytes of a token; usual ones have one or two thousand.
const LONGEST: usize = 16 * 1024;
/// Bytes of a subject (Core 1.0, section 2: at most 255 ASCII characters).
const LONGEST_SUBJECT: usize = 255;

/// A token, unread.
#[derive(Clone)]
pub struct IdToken(pub(super) String);

/// Says nothing.
impl std::fmt::Debug for IdToken {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("IdToken(…)")
    }
}

/// What the token must be about.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The provider that was asked.
    pub issuer: &'a Issuer,
    /// What the provider calls this house.
    pub client_id: &'a str,
    /// What the house wrote into this very question.
    pub nonce: &'a str,
    /// Now.
    pub now: Timestamp,
}

/// Somebody as a provider knows them, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    issuer: String,
    subject: String,
    methods: Vec<String>,
    class: Option<String>,
}

/// Says who vouches, not for whom.
impl std::fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Identity({}, …)", self.issuer)
    }
}

impl Identity {
    /// One that nobody has checked, for tests.
    #[cfg(any(test, feature = "testing"))]
    pub fn unchecked(issuer: &str, subject: &str, methods: &[&str]) -> Self {
        Self {
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
            methods: methods.iter().map(|&method| method.to_owned()).collect(),
            class: None,
        }
    }

    /// The provider.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What the provider calls them: never another person, whatever becomes of names and addresses.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Whether the provider saw a second factor, by the operator's rule.
    pub fn has_second_factor(&self, rule: &SecondFactor) -> bool {
        match rule {
            SecondFactor::Said => self.methods.iter().any(|method| method == "mfa"),
            SecondFactor::Class(class) => self.class.as_ref() == Some(class),
            SecondFactor::Always => true,
        }
    }
}

/// When a sign-in at the provider counts as both factors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SecondFactor {
    /// When the token says `mfa` among its methods (`amr`, RFC 8176).
    #[default]
    Said,
    /// When the token is of this class (`acr`).
    Class(String),
    /// Always: the operator knows that the provider lets nobody in without.
    Always,
}

impl SecondFactor {
    /// Reads `amr`, `always`, or `acr:` and a class.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "amr" => Some(Self::Said),
            "always" => Some(Self::Always),
            other => {
                let class = other.strip_prefix("acr:")?;
                (!class.is_empty()).then(|| Self::Class(class.to_owned()))
            }
        }
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Some(Vec<String>),
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    iat: f64,
    #[serde(default)]
    nbf: Option<f64>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    azp: Option<String>,
    #[serde(default)]
    amr: Option<Vec<String>>,
    #[serde(default)]
    acr: Option<String>,
}

impl IdToken {
    /// Who it is about, when everything about it is right. The numbers are those of section 3.1.3.7.
    pub fn verify(&self, keys: &Keys, expected: Expected<'_>) -> Result<Identity, Disbelief> {
        if self.0.len() > LONGEST {
            return Err(Disbelief::Malformed);
        }
        let mut parts = self.0.split('.');
        let (Some(header), Some(claims), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            // Five parts would be an encrypted token (1): none was asked for.
            return Err(Disbelief::Malformed);
        };
        let signed = &self.0.as_bytes()[..header.len() + 1 + claims.len()];
        let bytes = |part: &str| from_base64url(part).ok_or(Disbelief::Malformed);
        let header: Header = read(&bytes(header)?)?;
        // 6, 7, 8: signed, by one of a few algorithms, with the provider's key. First: of what is not signed,
        // nothing is looked at.
        let algorithm = Algorithm::named(&header.alg).ok_or(Disbelief::Algorithm)?;
        if header.crit.is_some() {
            return Err(Disbelief::Algorithm);
        }
        let named = (header.alg.as_str(), algorithm);
        keys.check(header.kid.as_deref(), named, signed, &bytes(signature)?)?;
        let claims: Claims = read(&bytes(claims)?)?;
        claims.check(&expected)?;
        Ok(Identity {
            issuer: claims.iss,
            subject: claims.sub,
            methods: claims.amr.unwrap_or_default(),
            class: claims.acr,
        })
    }
}

fn read<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Result<T, Disbelief> {
    serde_json::from_slice(json).map_err(|_| Disbelief::Malformed)
}

impl Claims {
    fn check(&self, expected: &Expected<'_>) -> Result<(), Disbelief> {
        // 2: the provider that was asked.
        if self.iss != expected.issuer.as_str() {
            return Err(Disbelief::Issuer);
        }
        // 3: for this house and nobody else: no other audience is trusted here.
        let only_us = match &self.aud {
            Audience::One(one) => one == expected.client_id,
            Audience::Some(some) => {
                !some.is_empty() && some.iter().all(|one| one == expected.client_id)
            }
        };
        // 4, 5: where it says who asked, it was us.
        let asked = self
            .azp
            .as_deref()
            .is_none_or(|asked| asked == expected.client_id);
        if !only_us || !asked {
            return Err(Disbelief::Audience);
        }
        // 11: the answer to this very question.
        if self.nonce.as_deref() != Some(expected.nonce) {
            return Err(Disbelief::Nonce);
        }
        // 9, 10: good now, and made now.
        let now = expected.now.as_second() as f64;
        let leeway = LEEWAY.as_secs_f64();
        let good = self.exp > now - leeway
            && self.iat < now + leeway
            && self.iat > now - FRESH.as_secs_f64()
            && self.nbf.is_none_or(|from| from < now + leeway);
        if !good {
            return Err(Disbelief::Clock);
        }
        if self.sub.is_empty() || self.sub.len() > LONGEST_SUBJECT {
            return Err(Disbelief::Malformed);
        }
        // 12, 13: neither a class nor an age was asked for; what counts as two factors is decided later.
        Ok(())
    }
}
