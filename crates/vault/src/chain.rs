//! What makes a history tell when it was tampered with: hashes that each stand on the one before, a mark
//! on the last that only the holder of the key can make, and signatures that anybody can check.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::hmac::{Hmac, KeyInit as _, Mac as _};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::{Key, Vault, VaultError};

/// Bytes of a hash.
pub const HASH_LENGTH: usize = 32;
/// What the first entry stands on.
pub const FIRST_HASH: [u8; HASH_LENGTH] = [0; HASH_LENGTH];

/// The hash of one link of a chain: of `parts`, each with its length before it, and of the hash before.
/// SHA-256.
pub fn link(previous: &[u8; HASH_LENGTH], parts: &[&[u8]]) -> [u8; HASH_LENGTH] {
    let mut digest = Sha256::new();
    digest.update(b"cairn history 1");
    digest.update(previous);
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// SHA-256 of some bytes.
pub fn digest(bytes: &[u8]) -> [u8; HASH_LENGTH] {
    Sha256::digest(bytes).into()
}

/// A hash as a column holds it.
pub fn hash_text(hash: &[u8; HASH_LENGTH]) -> String {
    URL_SAFE_NO_PAD.encode(hash)
}

/// The hash that a column holds; `None` for anything else.
pub fn parse_hash(text: &str) -> Option<[u8; HASH_LENGTH]> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    bytes.try_into().ok()
}

impl Vault {
    /// The mark on the last entry of a chain, made with the newest key: `version.base64url(HMAC-SHA-256)`.
    /// Whoever can write into the database but has no key cannot make one.
    pub fn mark(&self, sequence: u64, hash: &[u8; HASH_LENGTH]) -> String {
        mark(&self.current(), sequence, hash)
    }

    /// Whether a mark was made for this entry with one of these keys.
    pub fn is_marked(
        &self,
        sequence: u64,
        hash: &[u8; HASH_LENGTH],
        given: &str,
    ) -> Result<bool, VaultError> {
        let (version, _) = crate::seal::split(given)?;
        let expected = mark(&self.key(version)?, sequence, hash);
        Ok(expected.as_bytes().ct_eq(given.as_bytes()).into())
    }

    /// Signs with Ed25519 (RFC 8032) under a key derived from the newest of the deployment's keys.
    pub fn sign(&self, message: &[u8]) -> Signature {
        let key = self.current();
        let pair = pair(&key);
        Signature {
            key_version: key.version(),
            public_key: URL_SAFE_NO_PAD.encode(pair.public_key().as_ref()),
            signature: URL_SAFE_NO_PAD.encode(pair.sign(message).as_ref()),
        }
    }

    /// Whether the signature is right, and by one of these keys.
    pub fn is_signed_here(&self, message: &[u8], signature: &Signature) -> bool {
        let ours = self.key(signature.key_version).is_ok_and(|key| {
            URL_SAFE_NO_PAD.encode(pair(&key).public_key().as_ref()) == signature.public_key
        });
        ours && signature.is_right(message)
    }
}

/// A signature, and the key that anybody can check it with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The version of the deployment's key that the signing key came from.
    pub key_version: u32,
    /// The public key: 32 bytes in base64url.
    pub public_key: String,
    /// The signature: 64 bytes in base64url.
    pub signature: String,
}

impl Signature {
    /// Whether the public key in it made it. Whose that key is, it cannot say.
    pub fn is_right(&self, message: &[u8]) -> bool {
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text);
        let (Ok(public), Ok(signature)) = (decoded(&self.public_key), decoded(&self.signature))
        else {
            return false;
        };
        UnparsedPublicKey::new(&ED25519, public)
            .verify(message, &signature)
            .is_ok()
    }
}

fn pair(key: &Key) -> Ed25519KeyPair {
    let seed = key.for_use("history signature");
    Ed25519KeyPair::from_seed_unchecked(seed.as_ref()).expect("32 bytes are a seed")
}

fn mark(key: &Key, sequence: u64, hash: &[u8; HASH_LENGTH]) -> String {
    let secret = key.for_use("history mark");
    let mut mac =
        <Hmac<Sha256>>::new_from_slice(secret.as_ref()).expect("HMAC takes a key of any length");
    mac.update(&sequence.to_le_bytes());
    mac.update(hash);
    let code = mac.finalize().into_bytes();
    format!("{}.{}", key.version(), URL_SAFE_NO_PAD.encode(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(versions: &[u32]) -> Vault {
        let keys = versions.iter().map(|&version| Key::new(version, [9; 32]));
        Vault::new(keys.collect()).expect("keys")
    }

    #[test]
    fn parts_that_run_together_alike_hash_apart() {
        let one = link(&FIRST_HASH, &[b"ab", b"c"]);
        assert_ne!(one, link(&FIRST_HASH, &[b"a", b"bc"]));
        assert_ne!(one, link(&one, &[b"ab", b"c"]));
        assert_eq!(parse_hash(&hash_text(&one)), Some(one));
        assert_eq!(parse_hash("short"), None);
    }

    /// Our own fixed vector: a chain that was written by one version verifies in every later one.
    #[test]
    fn the_first_link_is_what_it_always_was() {
        assert_eq!(hash_text(&link(&FIRST_HASH, &[b"a", b""])), LINK);
    }

    const LINK: &str = "MFofXxOL5xR5Gf50KAJ5saJivjbctALZPmVIe61Adro";

    #[test]
    fn a_mark_is_for_one_entry_and_one_key() {
        let hash = digest(b"entry");
        let old = vault(&[1]).mark(7, &hash);
        let vault = vault(&[1, 2]);
        assert_eq!(vault.is_marked(7, &hash, &old), Ok(true));
        assert_eq!(vault.is_marked(8, &hash, &old), Ok(false));
        assert_eq!(vault.is_marked(7, &digest(b"other"), &old), Ok(false));
        let other = Vault::new(vec![Key::new(1, [8; 32])]).expect("a key");
        assert_eq!(other.is_marked(7, &hash, &old), Ok(false));
        assert_eq!(
            other.is_marked(7, &hash, &vault.mark(7, &hash)),
            Err(VaultError::UnknownVersion(2))
        );
    }

    /// RFC 8032, section 7.1, test 2, read 2026-11-25.
    #[test]
    fn the_signature_is_what_the_standard_says() {
        let bytes = |text: &str| -> Vec<u8> {
            (0..text.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal"))
                .collect()
        };
        let seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).expect("a seed");
        assert_eq!(
            pair.public_key().as_ref(),
            bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        );
        let expected = bytes(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        );
        assert_eq!(pair.sign(&[0x72]).as_ref(), expected);
    }

    #[test]
    fn anybody_can_check_a_signature_and_nobody_else_can_make_it() {
        let vault = vault(&[1, 2]);
        let signed = vault.sign(b"checkpoint");
        assert_eq!(signed.key_version, 2);
        assert!(signed.is_right(b"checkpoint") && vault.is_signed_here(b"checkpoint", &signed));
        assert!(!signed.is_right(b"another"));
        let stranger = Vault::new(vec![Key::new(2, [3; 32])]).expect("a key");
        let forged = stranger.sign(b"checkpoint");
        assert!(forged.is_right(b"checkpoint"));
        assert!(!vault.is_signed_here(b"checkpoint", &forged));
    }
}
