//! The public key of a passkey (RFC 9052, section 7; RFC 9053): three kinds are taken.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

use super::Refusal;
use super::cbor::Reader;

/// ECDSA on P-256 with SHA-256.
pub(super) const ES256: i64 = -7;
/// Ed25519.
pub(super) const EDDSA: i64 = -8;
/// RSASSA-PKCS1-v1_5 with SHA-256, as the TPMs of older laptops have it.
pub(super) const RS256: i64 = -257;

/// A key that checks signatures.
#[derive(Debug)]
pub(super) enum PublicKey {
    /// The point, uncompressed (SEC 1, 2.3.3).
    Es256([u8; 65]),
    Ed25519([u8; 32]),
    Rs256 {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
}

/// What a COSE key says, before it is known of what kind it is. The labels -1 to -3 mean something else in
/// each kind.
#[derive(Default)]
struct Fields<'a> {
    kind: Option<i64>,
    algorithm: Option<i64>,
    curve: Option<i64>,
    first: Option<&'a [u8]>,
    second: Option<&'a [u8]>,
    third: Option<&'a [u8]>,
}

impl<'a> Fields<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut reader = Reader::new(bytes);
        let mut fields = Self::default();
        for _ in 0..reader.map()? {
            let twice = match reader.integer()? {
                1 => fields.kind.replace(reader.integer()?).is_some(),
                3 => fields.algorithm.replace(reader.integer()?).is_some(),
                // A curve is a number, an RSA modulus is bytes.
                -1 if fields.kind == Some(3) => fields.first.replace(reader.bytes()?).is_some(),
                -1 => fields.curve.replace(reader.integer()?).is_some(),
                -2 => fields.second.replace(reader.bytes()?).is_some(),
                -3 => fields.third.replace(reader.bytes()?).is_some(),
                _ => return Err(Refusal::Key),
            };
            if twice {
                return Err(Refusal::Key);
            }
        }
        reader.end()?;
        Ok(fields)
    }
}

impl PublicKey {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let fields = Fields::read(bytes)?;
        let read = match fields {
            Fields {
                kind: Some(2),
                algorithm: Some(ES256),
                curve: Some(1),
                first: None,
                second: Some(x),
                third: Some(y),
            } if x.len() == 32 && y.len() == 32 => {
                let mut point = [4; 65];
                point[1..33].copy_from_slice(x);
                point[33..].copy_from_slice(y);
                Some(Self::Es256(point))
            }
            Fields {
                kind: Some(1),
                algorithm: Some(EDDSA),
                curve: Some(6),
                first: None,
                second: Some(x),
                third: None,
            } => x.try_into().ok().map(Self::Ed25519),
            Fields {
                kind: Some(3),
                algorithm: Some(RS256),
                curve: None,
                first: Some(modulus),
                second: Some(exponent),
                third: None,
            } => Some(Self::Rs256 {
                modulus: modulus.to_vec(),
                exponent: exponent.to_vec(),
            }),
            _ => None,
        };
        read.ok_or(Refusal::Key)
    }

    /// The COSE number of its algorithm.
    pub(super) fn algorithm(&self) -> i64 {
        match self {
            Self::Es256(_) => ES256,
            Self::Ed25519(_) => EDDSA,
            Self::Rs256 { .. } => RS256,
        }
    }

    /// Whether `signature` is of this key over `message`.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = match self {
            Self::Es256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
            Self::Rs256 { modulus, exponent } => RsaPublicKeyComponents {
                n: modulus,
                e: exponent,
            }
            .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
        };
        verified.is_ok()
    }
}
