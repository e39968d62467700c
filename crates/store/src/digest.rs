//! Digests that tell changed content from unchanged content.

use std::fmt::Write as _;

use directory::location::Confidentiality;
use directory::organization::Organization;
use directory::service::Service;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use vault::Vault;
use zeroize::Zeroizing;

/// Takes in values one after the other.
#[derive(Default)]
pub(crate) struct Digest(Sha256);

impl Digest {
    /// Takes in a value.
    pub(crate) fn take(&mut self, value: &impl Serialize) {
        self.0
            .update(serde_json::to_vec(value).expect("our own records are plain data"));
    }

    /// The first 128 bits of SHA-256 in hexadecimal: enough to tell versions of a record apart.
    pub(crate) fn finish(self) -> String {
        let digest = self.0.finalize();
        let mut text = String::with_capacity(32);
        for byte in &digest[..16] {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

/// The digest of one record.
pub(crate) fn of(record: &impl Serialize) -> String {
    let mut digest = Digest::default();
    digest.take(record);
    digest.finish()
}

/// Whether the record holds a place that the public may not know.
pub(crate) fn is_confidential(service: &Service) -> bool {
    let place = service.location.as_ref();
    place.is_some_and(|place| place.confidentiality != Confidentiality::Public)
}

/// The digests that a service may stand under, the newest first. Anyone could try addresses until a plain
/// digest fits, so digests are made with the vault's keys, and there is one for each key. A place that is
/// public today may be hidden tomorrow: it makes no difference what it is now.
pub(crate) struct Digests(Vec<String>);

impl Digests {
    /// Whether a record that stands under `known` says the same.
    pub(crate) fn contain(&self, known: &str) -> bool {
        self.0.iter().any(|one| one == known)
    }

    /// What to write down: what stands there already where it says the same.
    pub(crate) fn keep(mut self, known: Option<&str>) -> String {
        match known.filter(|known| self.contain(known)) {
            Some(known) => known.to_owned(),
            None => self.0.swap_remove(0),
        }
    }
}

/// The digests of a service. Without keys, a confidential place cannot be written down at all, and what
/// is only compared stays in memory.
pub(crate) fn of_service(service: &Service, vault: Option<&Vault>) -> Digests {
    let plain =
        Zeroizing::new(serde_json::to_vec(service).expect("our own records are plain data"));
    let mut digests = vault
        .map(|vault| vault.blind_indexes("service", "record_digest", &plain))
        .unwrap_or_default();
    if digests.is_empty() || !is_confidential(service) {
        // As it was written down before there was a key.
        digests.push(of(service));
    }
    Digests(digests)
}

/// The digest of an organization: nothing of it is secret.
pub(crate) fn of_organization(organization: &Organization) -> Digests {
    Digests(vec![of(organization)])
}

/// The digests of a service as a source gave it, without the day it was read on: a newer copy that says
/// the same is no change. Always made with the keys: a place that is public today may be hidden tomorrow.
pub(crate) fn of_imported(service: &Service, vault: &Vault) -> Digests {
    let mut same = service.clone();
    same.provenance.read_on.clear();
    let plain = Zeroizing::new(serde_json::to_vec(&same).expect("our own records are plain data"));
    Digests(vault.blind_indexes("imported_record", "record_digest", &plain))
}
