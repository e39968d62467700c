//! Sealing, opening, finding again.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::hmac::{Hmac, Mac as _};
use kernel::Random;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::Key;

/// Bytes of a nonce.
pub(crate) const NONCE: usize = 24;

/// Where a sealed value stands. It opens nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a str,
    /// The id of the row.
    pub row: &'a str,
}

/// Why something was not opened. Never says what it held.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// No keys at all.
    #[error("there is no key")]
    NoKey,
    /// Two keys of one version, or version 0.
    #[error("key version {0} stands twice, or is not a version")]
    BadVersion(u32),
    /// Sealed under a key that is not here.
    #[error("sealed under key version {0}, which this key file does not have")]
    UnknownVersion(u32),
    /// Not in the form in which we seal.
    #[error("not a sealed value")]
    NotSealed,
    /// Another key, another place, or changed since.
    #[error(
        "cannot be opened: it was sealed with another key or for another place, or was changed"
    )]
    CannotOpen,
}

/// Where keys come from, to be asked again when something is sealed under a key that came later.
pub trait KeySource: fmt::Debug + Send + Sync {
    /// The keys as they are now; `None` when they cannot be read at this moment.
    fn keys(&self) -> Option<Vec<Key>>;
}

/// The deployment's keys. Seals with the newest, opens with whichever it was. Clones share them.
#[derive(Clone)]
pub struct Vault {
    /// Oldest first, never empty.
    keys: Arc<RwLock<Arc<[Key]>>>,
    source: Option<Arc<Source>>,
}

struct Source {
    source: Box<dyn KeySource>,
    /// When it was last asked in vain: whoever writes nonsense into the database must not make the
    /// program read its keys all day.
    in_vain: Mutex<Option<Instant>>,
}

/// How long a source that was asked in vain is left alone.
const IN_VAIN: Duration = Duration::from_secs(10);

impl Vault {
    /// A vault of these keys.
    pub fn new(keys: Vec<Key>) -> Result<Self, VaultError> {
        Ok(Self {
            keys: Arc::new(RwLock::new(checked(keys)?)),
            source: None,
        })
    }

    /// The same vault, which asks `source` when it meets a version that it does not have: a key that was
    /// added while the program runs is used without a restart.
    #[must_use]
    pub fn with_source(mut self, source: impl KeySource + 'static) -> Self {
        self.source = Some(Arc::new(Source {
            source: Box::new(source),
            in_vain: Mutex::new(None),
        }));
        self
    }

    /// The keys, oldest first.
    pub fn keys(&self) -> Arc<[Key]> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The version that seals.
    pub fn current_version(&self) -> u32 {
        self.current().version()
    }

    pub(crate) fn current(&self) -> Key {
        let keys = self.keys();
        keys.last().expect("a vault is never empty").clone()
    }

    pub(crate) fn key(&self, version: u32) -> Result<Key, VaultError> {
        if let Some(key) = found(&self.keys(), version) {
            return Ok(key);
        }
        self.ask_again(version)
            .ok_or(VaultError::UnknownVersion(version))
    }

    fn ask_again(&self, version: u32) -> Option<Key> {
        let source = self.source.as_ref()?;
        let mut in_vain = source
            .in_vain
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have asked while we waited.
        if let Some(key) = found(&self.keys(), version) {
            return Some(key);
        }
        if in_vain.is_some_and(|when| when.elapsed() < IN_VAIN) {
            return None;
        }
        let read = source.source.keys().and_then(|keys| checked(keys).ok());
        let key = read.as_ref().and_then(|keys| found(keys, version));
        match (read, &key) {
            (Some(keys), Some(_)) => {
                *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
                *in_vain = None;
            }
            _ => *in_vain = Some(Instant::now()),
        }
        key
    }

    /// Seals `plain` for `place`, as text that a column can hold: `version.base64url(nonce ‖ sealed)`.
    /// The same value sealed twice gives two texts.
    pub fn seal(&self, place: Place<'_>, plain: &[u8], random: &dyn Random) -> String {
        let key = &self.current();
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce);
        let about = associated_data(place, key.version());
        let payload = Payload {
            msg: plain,
            aad: &about,
        };
        format!(
            "{}.{}",
            key.version(),
            encrypt(&cipher(key), nonce, payload)
        )
    }

    /// Opens what was sealed for `place`. What it holds is wiped from memory when it is dropped.
    pub fn open(&self, place: Place<'_>, sealed: &str) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (version, text) = split(sealed)?;
        let key = self.key(version)?;
        let about = associated_data(place, version);
        decrypt(&cipher(&key), text, &about)
    }

    /// The same value under the newest key; `None` when it is under it already.
    pub fn reseal(
        &self,
        place: Place<'_>,
        sealed: &str,
        random: &dyn Random,
    ) -> Result<Option<String>, VaultError> {
        if split(sealed)?.0 == self.current_version() {
            return Ok(None);
        }
        let plain = self.open(place, sealed)?;
        Ok(Some(self.seal(place, &plain, random)))
    }

    /// A text that is the same for the same value of the same column, and tells nothing without the
    /// key: for exact look-ups of what is sealed. Under the newest key.
    pub fn blind_index(&self, table: &str, column: &str, value: &[u8]) -> String {
        blind(&self.current(), table, column, value)
    }

    /// The same under every key, newest first: what to look for, as older rows may still stand under
    /// an older key.
    pub fn blind_indexes(&self, table: &str, column: &str, value: &[u8]) -> Vec<String> {
        let keys = self.keys();
        keys.iter()
            .rev()
            .map(|key| blind(key, table, column, value))
            .collect()
    }

    /// For each version, a text by which a database can tell whether it is the same key, and from
    /// which nothing about the key can be worked out.
    pub fn fingerprints(&self) -> Vec<(u32, String)> {
        self.keys()
            .iter()
            .map(|key| {
                let mark = key.for_use("fingerprint");
                (key.version(), URL_SAFE_NO_PAD.encode(&mark[..16]))
            })
            .collect()
    }
}

/// Says where, never what.
impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(formatter)
    }
}

/// Says which, never what.
impl fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Vault(up to version {})", self.current_version())
    }
}

/// Oldest first, each version once.
fn checked(mut keys: Vec<Key>) -> Result<Arc<[Key]>, VaultError> {
    keys.sort_by_key(Key::version);
    if keys.is_empty() {
        return Err(VaultError::NoKey);
    }
    let mut last = 0;
    for key in &keys {
        if key.version() == last {
            return Err(VaultError::BadVersion(last));
        }
        last = key.version();
    }
    Ok(keys.into())
}

fn found(keys: &[Key], version: u32) -> Option<Key> {
    keys.iter().find(|key| key.version() == version).cloned()
}

/// `base64url(nonce ‖ sealed)`.
pub(crate) fn encrypt(
    cipher: &XChaCha20Poly1305,
    nonce: [u8; NONCE],
    payload: Payload<'_, '_>,
) -> String {
    // The cipher refuses only more than 256 GiB.
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .expect("less than 256 GiB");
    let mut bytes = nonce.to_vec();
    bytes.extend_from_slice(&sealed);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What [`encrypt`] made, when it is in its place and unchanged.
pub(crate) fn decrypt(
    cipher: &XChaCha20Poly1305,
    text: &str,
    about: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| VaultError::NotSealed)?;
    let Some((nonce, sealed)) = bytes.split_first_chunk::<NONCE>() else {
        return Err(VaultError::NotSealed);
    };
    let payload = Payload {
        msg: sealed,
        aad: about,
    };
    cipher
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| VaultError::CannotOpen)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&(*key.for_use("seal")).into())
}

pub(crate) fn split(sealed: &str) -> Result<(u32, &str), VaultError> {
    let (version, text) = sealed.split_once('.').ok_or(VaultError::NotSealed)?;
    let version = version.parse().map_err(|_| VaultError::NotSealed)?;
    Ok((version, text))
}

/// Table, column, row and key version, each with its length before it: no two places read alike.
fn associated_data(place: Place<'_>, version: u32) -> Vec<u8> {
    place_data(b"cairn sealed 1", &[], place, version)
}

/// The same behind a word for the use, and whatever else the place belongs to.
pub(crate) fn place_data(
    purpose: &[u8],
    belonging: &[&str],
    place: Place<'_>,
    version: u32,
) -> Vec<u8> {
    let mut data = purpose.to_vec();
    let parts = [place.table, place.column, place.row];
    for part in belonging.iter().chain(&parts) {
        data.extend_from_slice(&(part.len() as u64).to_le_bytes());
        data.extend_from_slice(part.as_bytes());
    }
    data.extend_from_slice(&version.to_le_bytes());
    data
}

fn blind(key: &Key, table: &str, column: &str, value: &[u8]) -> String {
    let secret = key.for_use(&format!("blind index {table}.{column}"));
    let mut mac = <Hmac<Sha256> as hkdf::hmac::KeyInit>::new_from_slice(secret.as_ref())
        .expect("HMAC takes a key of any length");
    mac.update(value);
    let code = mac.finalize().into_bytes();
    format!("{}.{}", key.version(), URL_SAFE_NO_PAD.encode(code))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use kernel::SeededRandom;
    use proptest::prelude::*;

    use super::*;

    const PLACE: Place<'_> = Place {
        table: "person",
        column: "totp_secret",
        row: "0190",
    };

    fn vault(versions: &[u32]) -> Vault {
        let keys = versions
            .iter()
            .map(|&version| Key::new(version, [version as u8; 32]));
        Vault::new(keys.collect()).expect("keys")
    }

    /// draft-irtf-cfrg-xchacha-03, appendix A.3.1 (AEAD_XChaCha20_Poly1305), read 2026-11-24.
    #[test]
    fn the_cipher_gives_what_the_draft_says() {
        let mut key = [0; 32];
        for (at, byte) in key.iter_mut().enumerate() {
            *byte = 0x80 + at as u8;
        }
        let mut nonce = [0; NONCE];
        for (at, byte) in nonce.iter_mut().enumerate() {
            *byte = 0x40 + at as u8;
        }
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let about = [
            0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
        ];
        let sealed = XChaCha20Poly1305::new(&key.into())
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: plain,
                    aad: &about,
                },
            )
            .expect("sealed");
        let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
                        731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
                        2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
                        21f9664c97637da9768812f615c68b13b52e\
                        c0875924c1c7987947deafd8780acf49";
        let mut hexadecimal = String::new();
        for byte in sealed {
            let _ = write!(hexadecimal, "{byte:02x}");
        }
        assert_eq!(hexadecimal, expected);
    }

    #[test]
    fn what_was_sealed_under_an_older_key_opens_and_is_sealed_anew() {
        let random = SeededRandom::new(1);
        let old = vault(&[1]);
        let both = vault(&[2, 1]);
        let sealed = old.seal(PLACE, b"JBSWY3DPEHPK3PXP", &random);
        assert_eq!(
            both.open(PLACE, &sealed).expect("opens").as_slice(),
            b"JBSWY3DPEHPK3PXP"
        );
        let anew = both
            .reseal(PLACE, &sealed, &random)
            .expect("opens")
            .expect("anew");
        assert!(anew.starts_with("2."));
        assert_eq!(old.open(PLACE, &anew), Err(VaultError::UnknownVersion(2)));
        assert_eq!(both.reseal(PLACE, &anew, &random), Ok(None));
    }

    #[test]
    fn a_key_that_came_later_is_asked_for_once() {
        #[derive(Debug)]
        struct Counting(Arc<Mutex<(u32, Vec<u32>)>>);
        impl KeySource for Counting {
            fn keys(&self) -> Option<Vec<Key>> {
                let mut state = self.0.lock().expect("nobody panicked");
                state.0 += 1;
                let keys = state.1.iter();
                Some(
                    keys.map(|&version| Key::new(version, [version as u8; 32]))
                        .collect(),
                )
            }
        }
        let random = SeededRandom::new(1);
        let state = Arc::new(Mutex::new((0, vec![1])));
        let asked = || state.lock().expect("nobody panicked").0;
        let running = vault(&[1]).with_source(Counting(Arc::clone(&state)));
        let clone = running.clone();
        state.lock().expect("nobody panicked").1 = vec![1, 2];
        let sealed = vault(&[1, 2]).seal(PLACE, b"words", &random);
        assert!(clone.open(PLACE, &sealed).is_ok());
        assert_eq!((asked(), running.current_version()), (1, 2));
        // Nonsense in the database: asked once, then left alone.
        for _ in 0..3 {
            let answer = running.open(PLACE, &sealed.replacen('2', "9", 1));
            assert_eq!(answer, Err(VaultError::UnknownVersion(9)));
        }
        assert_eq!(asked(), 2);
    }

    #[test]
    fn another_key_of_the_same_version_opens_nothing() {
        let sealed = vault(&[1]).seal(PLACE, b"words", &SeededRandom::new(1));
        let other = Vault::new(vec![Key::new(1, [7; 32])]).expect("a key");
        assert_eq!(other.open(PLACE, &sealed), Err(VaultError::CannotOpen));
    }

    #[test]
    fn what_is_not_sealed_is_told_from_what_cannot_be_opened() {
        for text in ["", "1", "1.", "1.AAAA", "x.AAAA", "1.***", "-1.AAAA"] {
            assert_eq!(
                vault(&[1]).open(PLACE, text),
                Err(VaultError::NotSealed),
                "{text}"
            );
        }
    }

    #[test]
    fn versions_are_versions() {
        let key = |version| Key::new(version, [1; 32]);
        assert_eq!(Vault::new(vec![]).err(), Some(VaultError::NoKey));
        assert_eq!(
            Vault::new(vec![key(0)]).err(),
            Some(VaultError::BadVersion(0))
        );
        assert_eq!(
            Vault::new(vec![key(2), key(2)]).err(),
            Some(VaultError::BadVersion(2))
        );
    }

    #[test]
    fn a_blind_index_is_the_same_only_for_the_same_column_and_key() {
        let vault = vault(&[1, 2]);
        let index = vault.blind_index("person", "email", b"ada@example.org");
        assert_eq!(
            index,
            vault.blind_index("person", "email", b"ada@example.org")
        );
        assert_ne!(
            index,
            vault.blind_index("person", "name", b"ada@example.org")
        );
        assert_ne!(
            index,
            vault.blind_index("person", "email", b"bob@example.org")
        );
        let all = vault.blind_indexes("person", "email", b"ada@example.org");
        assert_eq!(all.len(), 2);
        assert_eq!(all[0], index);
        assert_ne!(all[0][2..], all[1][2..]);
    }

    #[test]
    fn debug_tells_nothing() {
        let text = format!("{:?} {:?}", vault(&[1]), Key::new(3, [0xab; 32]));
        assert_eq!(text, "Vault(up to version 1) Key(version 3)");
    }

    proptest! {
        #[test]
        fn whatever_is_sealed_opens_in_its_place_only(
            plain in proptest::collection::vec(any::<u8>(), 0..200),
            row in "[a-z0-9-]{0,12}",
            other in "[a-z0-9-]{0,12}",
            flip in any::<prop::sample::Index>(),
        ) {
            let vault = vault(&[1]);
            let place = Place { row: &row, ..PLACE };
            let sealed = vault.seal(place, &plain, &SeededRandom::new(5));
            prop_assert_eq!(vault.open(place, &sealed).expect("opens").to_vec(), plain);
            if other != row {
                let elsewhere = Place { row: &other, ..PLACE };
                prop_assert_eq!(vault.open(elsewhere, &sealed), Err(VaultError::CannotOpen));
            }
            // Parts that run together the same way are still different places.
            let shifted = Place { table: "persontotp", column: "_secret", row: &row };
            prop_assert_eq!(vault.open(shifted, &sealed), Err(VaultError::CannotOpen));
            let mut bytes = URL_SAFE_NO_PAD.decode(&sealed[2..]).expect("base64url");
            let at = flip.index(bytes.len());
            bytes[at] ^= 1;
            let changed = format!("1.{}", URL_SAFE_NO_PAD.encode(bytes));
            prop_assert_eq!(vault.open(place, &changed), Err(VaultError::CannotOpen));
        }
    }
}
