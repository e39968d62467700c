//! A case's own data key: what is known of a person is sealed under it, and it alone is wrapped by the
//! deployment's key. When the wrapped key is gone, so is everything it sealed.

use std::fmt;

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{KeyInit as _, Payload};
use kernel::Random;
use zeroize::Zeroizing;

use crate::seal::{NONCE, decrypt, encrypt, place_data, split};
use crate::{KEY_LENGTH, Key, Place, Vault, VaultError};

/// The version of a case's data key. A case has one for as long as it lives.
const VERSION: u32 = 1;
/// What stands before a value sealed under a case's key, to tell it from one under the deployment's.
const MARK: char = 'c';

/// The data key of one case. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct CaseKey {
    /// The id of the case. A value of one case does not open in another, whatever the keys.
    case: String,
    key: Key,
    cipher: XChaCha20Poly1305,
}

impl CaseKey {
    /// A fresh key from chance for the case of this id.
    pub fn generate(case: &str, random: &dyn Random) -> Self {
        Self::of(case, Key::fresh(VERSION, random))
    }

    fn of(case: &str, key: Key) -> Self {
        let cipher = XChaCha20Poly1305::new(&(*key.for_use("case")).into());
        Self {
            case: case.to_owned(),
            key,
            cipher,
        }
    }

    /// The key under the newest of the deployment's keys, for the column of its case.
    pub fn wrap(&self, vault: &Vault, random: &dyn Random) -> String {
        vault.seal(key_place(&self.case), self.key.bytes(), random)
    }

    /// The key of the case of this id. One that was wrapped for another case is refused.
    pub fn unwrap(vault: &Vault, case: &str, wrapped: &str) -> Result<Self, VaultError> {
        let bytes = vault.open(key_place(case), wrapped)?;
        let bytes: &[u8; KEY_LENGTH] = bytes
            .as_slice()
            .try_into()
            .map_err(|_| VaultError::NotSealed)?;
        Ok(Self::of(case, Key::new(VERSION, *bytes)))
    }

    /// The same key under the newest of the deployment's keys; `None` when it is under it already.
    /// Nothing that the case's key sealed is touched.
    pub fn rewrap(
        vault: &Vault,
        case: &str,
        wrapped: &str,
        random: &dyn Random,
    ) -> Result<Option<String>, VaultError> {
        vault.reseal(key_place(case), wrapped, random)
    }

    /// Seals `plain` for `place` in this case: `c1.base64url(nonce ‖ sealed)`.
    pub fn seal(&self, place: Place<'_>, plain: &[u8], random: &dyn Random) -> String {
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce);
        let about = self.associated_data(place);
        let payload = Payload {
            msg: plain,
            aad: &about,
        };
        format!("{MARK}{VERSION}.{}", encrypt(&self.cipher, nonce, payload))
    }

    /// Opens what was sealed for `place` in this case.
    pub fn open(&self, place: Place<'_>, sealed: &str) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let text = sealed.strip_prefix(MARK).ok_or(VaultError::NotSealed)?;
        let (version, text) = split(text)?;
        if version != VERSION {
            return Err(VaultError::UnknownVersion(version));
        }
        decrypt(&self.cipher, text, &self.associated_data(place))
    }

    fn associated_data(&self, place: Place<'_>) -> Vec<u8> {
        place_data(b"cairn case 1", &[&self.case], place, VERSION)
    }
}

/// Where the wrapped key of a case stands.
fn key_place(case: &str) -> Place<'_> {
    Place {
        table: "case_record",
        column: "wrapped_key",
        row: case,
    }
}

/// Says that it is one, never which bytes.
impl fmt::Debug for CaseKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CaseKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;
    use proptest::prelude::*;

    use super::*;

    const PLACE: Place<'_> = Place {
        table: "case_item",
        column: "sealed",
        row: "0190",
    };

    fn vault(versions: &[u8]) -> Vault {
        let keys = versions
            .iter()
            .map(|&version| Key::new(u32::from(version), [version; KEY_LENGTH]));
        Vault::new(keys.collect()).expect("keys")
    }

    /// Our own vectors, made once from these inputs and never to change: a value that was sealed by
    /// one version of Cairn opens in every later one.
    #[test]
    fn what_was_sealed_in_2026_opens_for_ever() {
        let random = SeededRandom::new(20_261_124);
        let vault = vault(&[1]);
        let key = CaseKey::generate("case-1", &random);
        let wrapped = key.wrap(&vault, &random);
        let sealed = key.seal(PLACE, "Ève dort à l’abri".as_bytes(), &random);
        assert_eq!(wrapped, WRAPPED);
        assert_eq!(sealed, SEALED);
        let key = CaseKey::unwrap(&vault, "case-1", WRAPPED).expect("unwrapped");
        let opened = key.open(PLACE, SEALED).expect("opened");
        assert_eq!(opened.as_slice(), "Ève dort à l’abri".as_bytes());
    }

    const WRAPPED: &str = "1.dhiRU5-DbWWx4tgFEhcptMs12Tv8vQTuw7l-XqoN0WbPh84EEC10ULknEI8lR5X-MSv55szmFKnHE41C7f-a9aWuKuZfm16j";
    const SEALED: &str =
        "c1.E3nn5MWX5dfk4CUBnXHjSz6QO3PG3tmgbhuSEqU6EzmqOKUoY3GZFfW1VMJ48kTeCngqHk9LZh1Igra9MQ";

    #[test]
    fn a_wrapped_key_is_its_case_s_only() {
        let random = SeededRandom::new(1);
        let vault = vault(&[1]);
        let wrapped = CaseKey::generate("a", &random).wrap(&vault, &random);
        assert!(CaseKey::unwrap(&vault, "a", &wrapped).is_ok());
        assert_eq!(
            CaseKey::unwrap(&vault, "b", &wrapped).err(),
            Some(VaultError::CannotOpen)
        );
    }

    #[test]
    fn rotating_wraps_the_key_anew_and_touches_nothing_else() {
        let random = SeededRandom::new(2);
        let (old, both) = (vault(&[1]), vault(&[1, 2]));
        let key = CaseKey::generate("a", &random);
        let sealed = key.seal(PLACE, b"words", &random);
        let wrapped = key.wrap(&old, &random);
        let anew = CaseKey::rewrap(&both, "a", &wrapped, &random)
            .expect("opens")
            .expect("anew");
        assert!(anew.starts_with("2."));
        let again = CaseKey::rewrap(&both, "a", &anew, &random);
        assert_eq!(again, Ok(None));
        let key = CaseKey::unwrap(&both, "a", &anew).expect("unwrapped");
        assert_eq!(
            key.open(PLACE, &sealed).expect("opens").as_slice(),
            b"words"
        );
        assert_eq!(
            CaseKey::unwrap(&old, "a", &anew).err(),
            Some(VaultError::UnknownVersion(2))
        );
    }

    #[test]
    fn what_the_deployment_s_key_sealed_is_no_value_of_a_case() {
        let random = SeededRandom::new(3);
        let vault = vault(&[1]);
        let key = CaseKey::generate("a", &random);
        for text in [
            "", "c", "c1", "c1.", "c1.AAAA", "1.AAAA", "c1.***", "cx.AAAA",
        ] {
            assert_eq!(key.open(PLACE, text), Err(VaultError::NotSealed), "{text}");
        }
        let other = vault.seal(PLACE, b"words", &random);
        assert_eq!(key.open(PLACE, &other), Err(VaultError::NotSealed));
        assert_eq!(
            key.open(
                PLACE,
                &key.seal(PLACE, b"words", &random).replace("c1.", "c2.")
            ),
            Err(VaultError::UnknownVersion(2))
        );
        assert_eq!(format!("{key:?}"), "CaseKey(…)");
    }

    proptest! {
        #[test]
        fn whatever_is_sealed_opens_in_its_case_and_place_only(
            plain in proptest::collection::vec(any::<u8>(), 0..300),
            parts in proptest::array::uniform4("[a-z0-9-]{0,6}"),
            others in proptest::array::uniform4("[a-z0-9-]{0,6}"),
        ) {
            let random = SeededRandom::new(4);
            let vault = vault(&[1]);
            let [case, table, column, row] = &parts;
            let key = CaseKey::generate(case, &random);
            let place = Place { table, column, row };
            let sealed = key.seal(place, &plain, &random);
            prop_assert_eq!(key.open(place, &sealed).expect("opens").to_vec(), plain);
            if parts != others {
                // The very same bytes, given out as another case's key: still refused.
                let [case, table, column, row] = &others;
                let bytes = CaseKey { case: case.clone(), ..key };
                let moved = bytes.open(Place { table, column, row }, &sealed);
                prop_assert_eq!(moved, Err(VaultError::CannotOpen));
            }
            let _ = vault;
        }
    }
}
