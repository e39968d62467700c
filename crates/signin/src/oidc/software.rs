//! A provider's pen, for tests: signs tokens rightly or wrongly with real keys.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::{Value, json};

use crate::base64url;

/// Keys to sign with.
#[derive(Debug)]
pub struct Pen {
    id: String,
    key: Key,
    random: SystemRandom,
}

#[derive(Debug)]
enum Key {
    Es256(Box<EcdsaKeyPair>),
    Rs256(Box<RsaKeyPair>),
}

/// A key made for these tests and for nothing else (RSA, 2048 bits, PKCS #8).
const RSA_KEY: &[u8] = include_bytes!("test-key-rsa.der");

impl Pen {
    /// One with a fresh key on P-256.
    ///
    /// # Panics
    /// When the machine gives no chance.
    pub fn es256(id: &str) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("chance");
        let key = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).expect("a key");
        Self {
            id: id.to_owned(),
            key: Key::Es256(Box::new(key)),
            random,
        }
    }

    /// One with the RSA key of the tests.
    ///
    /// # Panics
    /// When that key is damaged.
    pub fn rs256(id: &str) -> Self {
        let key = RsaKeyPair::from_pkcs8(RSA_KEY).expect("a key");
        Self {
            id: id.to_owned(),
            key: Key::Rs256(Box::new(key)),
            random: SystemRandom::new(),
        }
    }

    /// The key as it is published.
    pub fn published(&self) -> Value {
        match &self.key {
            Key::Es256(key) => {
                let point = key.public_key().as_ref();
                json!({
                    "kty": "EC", "crv": "P-256", "use": "sig", "kid": self.id, "alg": "ES256",
                    "x": base64url(&point[1..33]), "y": base64url(&point[33..]),
                })
            }
            Key::Rs256(key) => {
                let components: ring::rsa::PublicKeyComponents<Vec<u8>> = key.public_key().into();
                json!({
                    "kty": "RSA", "use": "sig", "kid": self.id,
                    "n": base64url(&components.n), "e": base64url(&components.e),
                })
            }
        }
    }

    /// A header that fits the key.
    pub fn header(&self) -> Value {
        let algorithm = match &self.key {
            Key::Es256(_) => "ES256",
            Key::Rs256(_) => "RS256",
        };
        json!({ "alg": algorithm, "kid": self.id, "typ": "JWT" })
    }

    /// A token with this header and these claims, signed.
    ///
    /// # Panics
    /// When the machine gives no chance.
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let part = |json: &Value| base64url(json.to_string().as_bytes());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature = match &self.key {
            Key::Es256(key) => {
                let signature = key.sign(&self.random, signed.as_bytes()).expect("chance");
                signature.as_ref().to_vec()
            }
            Key::Rs256(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(
                    &RSA_PKCS1_SHA256,
                    &self.random,
                    signed.as_bytes(),
                    &mut signature,
                )
                .expect("signed");
                signature
            }
        };
        format!("{signed}.{}", base64url(&signature))
    }
}
