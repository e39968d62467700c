//! A provider's keys (RFC 7517, RFC 7518, RFC 8037) and the algorithms they may sign with.

use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;

use super::Disbelief;
use crate::from_base64url;

/// What a token may be signed with. Neither `none` nor a shared secret: with one, whoever knows the public
/// key could sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Ps256,
    Es256,
    EdDsa,
}

impl Algorithm {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "PS256" => Some(Self::Ps256),
            "ES256" => Some(Self::Es256),
            "EdDSA" => Some(Self::EdDsa),
            _ => None,
        }
    }
}

/// A key as it is published.
#[derive(Deserialize)]
struct Published {
    kty: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    alg: Option<String>,
    #[serde(default, rename = "use")]
    purpose: Option<String>,
    #[serde(default)]
    crv: Option<String>,
    #[serde(default)]
    n: Option<String>,
    #[serde(default)]
    e: Option<String>,
    #[serde(default)]
    x: Option<String>,
    #[serde(default)]
    y: Option<String>,
}

#[derive(Deserialize)]
struct PublishedKeys {
    keys: Vec<serde_json::Value>,
}

#[derive(Debug, Clone)]
enum Material {
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
    P256([u8; 65]),
    Ed25519([u8; 32]),
}

#[derive(Debug, Clone)]
struct Key {
    id: Option<String>,
    /// The one algorithm that it is for, when it says so.
    only: Option<String>,
    material: Material,
}

/// A provider's keys.
#[derive(Debug, Clone)]
pub struct Keys(Vec<Key>);

/// Keys that are looked at; a provider has a few.
const MOST: usize = 100;

impl Keys {
    /// Reads a key set. Keys of kinds that are not taken are passed over: a provider may have them for others.
    pub fn read(json: &[u8]) -> Result<Self, Disbelief> {
        let published: PublishedKeys =
            serde_json::from_slice(json).map_err(|_| Disbelief::Metadata)?;
        let keys = published.keys.into_iter().take(MOST);
        Ok(Self(keys.filter_map(key).collect()))
    }

    /// Checks a signature with the key of this id; where the token names none, with the only key there is
    /// for its algorithm.
    pub(super) fn check(
        &self,
        id: Option<&str>,
        algorithm: (&str, Algorithm),
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), Disbelief> {
        let (name, algorithm) = algorithm;
        let fits = |key: &&Key| {
            id.is_none_or(|id| key.id.as_deref() == Some(id))
                && key.only.as_deref().is_none_or(|only| only == name)
                && matches!(
                    (algorithm, &key.material),
                    (Algorithm::Rs256 | Algorithm::Ps256, Material::Rsa { .. })
                        | (Algorithm::Es256, Material::P256(_))
                        | (Algorithm::EdDsa, Material::Ed25519(_))
                )
        };
        let mut fitting = self.0.iter().filter(fits);
        let key = fitting.next().ok_or(Disbelief::UnknownKey)?;
        if fitting.next().is_some() {
            return Err(Disbelief::UnknownKey);
        }
        key.material
            .verifies(algorithm, message, signature)
            .then_some(())
            .ok_or(Disbelief::Signature)
    }
}

fn key(json: serde_json::Value) -> Option<Key> {
    let published: Published = serde_json::from_value(json).ok()?;
    if published.purpose.is_some_and(|purpose| purpose != "sig") {
        return None;
    }
    let bytes = |text: Option<String>| from_base64url(text?.as_str());
    let material = match (published.kty.as_str(), published.crv.as_deref()) {
        ("RSA", _) => Material::Rsa {
            modulus: bytes(published.n)?,
            exponent: bytes(published.e)?,
        },
        ("EC", Some("P-256")) => {
            let point = [vec![4], bytes(published.x)?, bytes(published.y)?].concat();
            Material::P256(point.try_into().ok()?)
        }
        ("OKP", Some("Ed25519")) => Material::Ed25519(bytes(published.x)?.try_into().ok()?),
        _ => return None,
    };
    Some(Key {
        id: published.kid,
        only: published.alg,
        material,
    })
}

impl Material {
    fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        let verified = match self {
            Self::Rsa { modulus, exponent } => {
                let key = RsaPublicKeyComponents {
                    n: modulus,
                    e: exponent,
                };
                let parameters = match algorithm {
                    Algorithm::Ps256 => &RSA_PSS_2048_8192_SHA256,
                    _ => &RSA_PKCS1_2048_8192_SHA256,
                };
                key.verify(parameters, message, signature)
            }
            Self::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
        };
        verified.is_ok()
    }
}
