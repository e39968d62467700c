//! Envelope encryption: the only crate that touches ciphers.
//!
//! A [`Vault`] holds the deployment's keys. It seals a value so that only the holder of the key can
//! open it, and only in the place it was sealed for ([`Place`]): a sealed text that somebody moves to
//! another row, column or table does not open. [`Vault::blind_index`] finds a sealed value again
//! without opening any. A [`CaseKey`] is the data key of one case, wrapped by the deployment's; a [`CodeKey`] comes from a code that only its holder has. [`file`]
//! keeps the deployment's keys in a file that only its owner can read, [`command`] asks another program
//! for them. [`chain`] makes a history that tells when it was tampered with.
//!
//! Cipher: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, read 2026-11-24), 24-byte nonces from
//! chance, so that no counter has to survive a restored backup. Keys for each use come from the
//! deployment's key by HKDF-SHA-256 (RFC 5869).

mod case_key;
pub mod chain;
mod code_key;
pub mod command;
pub mod file;
mod key;
mod seal;

pub use case_key::CaseKey;
pub use code_key::CodeKey;
pub use command::KeyCommandError;
pub use file::KeyFileError;
pub use key::{KEY_LENGTH, Key};
pub use seal::{KeySource, Place, Vault, VaultError};
