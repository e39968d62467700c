//! A key that a code gives, for what the house keeps for somebody it does not know: without the code,
//! nothing here opens it, the deployment's own key included.

use std::fmt;

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{KeyInit as _, Payload};
use hkdf::Hkdf;
use kernel::Random;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::seal::{NONCE, decrypt, encrypt, place_data, split};
use crate::{KEY_LENGTH, Place, VaultError};

/// The version of the way from code to key.
const VERSION: u32 = 1;
/// What stands before a value sealed under a code, to tell it from others.
const MARK: char = 'k';

/// A key from a code. The code itself must be beyond guessing (100 bits from chance or more): the way from
/// code to key is quick, and slows nobody down who has the database.
pub struct CodeKey(XChaCha20Poly1305);

impl CodeKey {
    /// The key of a code, by HKDF-SHA-256 (RFC 5869).
    pub fn of(code: &[u8]) -> Self {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        // HKDF-SHA-256 refuses only more than 255 × 32 bytes.
        Hkdf::<Sha256>::new(Some(b"cairn code"), code)
            .expand(b"seal", key.as_mut())
            .expect("32 bytes are few");
        Self(XChaCha20Poly1305::new(&(*key).into()))
    }

    /// Seals `plain` for `place`: `k1.base64url(nonce ‖ sealed)`.
    pub fn seal(&self, place: Place<'_>, plain: &[u8], random: &dyn Random) -> String {
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce);
        let about = associated_data(place);
        let payload = Payload {
            msg: plain,
            aad: &about,
        };
        format!("{MARK}{VERSION}.{}", encrypt(&self.0, nonce, payload))
    }

    /// Opens what was sealed for `place` under the same code.
    pub fn open(&self, place: Place<'_>, sealed: &str) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let text = sealed.strip_prefix(MARK).ok_or(VaultError::NotSealed)?;
        let (version, text) = split(text)?;
        if version != VERSION {
            return Err(VaultError::UnknownVersion(version));
        }
        decrypt(&self.0, text, &associated_data(place))
    }
}

fn associated_data(place: Place<'_>) -> Vec<u8> {
    place_data(b"cairn code 1", &[], place, VERSION)
}

/// Says that it is one, never which bytes.
impl fmt::Debug for CodeKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CodeKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;

    use super::*;

    const PLACE: Place<'_> = Place {
        table: "kept_answers",
        column: "sealed",
        row: "a",
    };

    #[test]
    fn only_the_same_code_opens_it_and_only_in_its_place() {
        let random = SeededRandom::new(1);
        let key = CodeKey::of(b"the code");
        let sealed = key.seal(PLACE, "Ève".as_bytes(), &random);
        assert_eq!(
            CodeKey::of(b"the code")
                .open(PLACE, &sealed)
                .map(|plain| plain.to_vec()),
            Ok("Ève".as_bytes().to_vec())
        );
        assert!(CodeKey::of(b"the cod").open(PLACE, &sealed).is_err());
        let other = Place { row: "b", ..PLACE };
        assert!(key.open(other, &sealed).is_err());
        assert_ne!(sealed, key.seal(PLACE, "Ève".as_bytes(), &random));
        assert_eq!(format!("{key:?}"), "CodeKey(…)");
    }
}
