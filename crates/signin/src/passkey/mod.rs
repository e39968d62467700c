//! Passkeys (W3C Web Authentication Level 3): taking a new one, and checking the proof that one gives.
//!
//! A passkey is both factors at once: the thing one has, and the finger, face or code by which it knows its
//! owner, which is why [`register`] and [`verify`] insist that it says so. No attestation is asked for: which
//! make of authenticator somebody uses is none of the house's business.
//!
//! The steps of sections 7.1 and 7.2 stand in the code by their numbers; those that are missing are the
//! browser's (1 to 4) or the store's, and say so.

mod authenticator_data;
mod cbor;
mod client_data;
mod cose;
mod party;
#[cfg(any(test, feature = "testing"))]
pub mod software;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;

use authenticator_data::AuthenticatorData;
use cbor::Reader;
use client_data::{ClientData, GET, NEW};
use cose::PublicKey;
pub use party::RelyingParty;

use crate::sha256;

/// Signature algorithms that are taken, as COSE numbers them, the one liked best first.
pub const ALGORITHMS: [i64; 3] = [cose::ES256, cose::EDDSA, cose::RS256];
/// The longest id of a passkey, in bytes (section 7.1, step 26).
pub const LONGEST_ID: usize = 1023;

/// Why a proof was not taken. Said in the log at most: to the person, all of them are one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Cannot be read.
    #[error("the answer of the browser cannot be read")]
    Malformed,
    /// A proof of another kind.
    #[error("the proof is of another kind")]
    Kind,
    /// Not what the house asked, asked too long ago, or answered already.
    #[error("the proof answers another question")]
    Challenge,
    /// Made on another site's page.
    #[error("the proof was made for another site")]
    Origin,
    /// Made inside another site's frame.
    #[error("the proof was made inside another page")]
    CrossOrigin,
    /// For another house.
    #[error("the passkey belongs to another house")]
    RelyingParty,
    /// Nobody touched it.
    #[error("nobody was present")]
    NotPresent,
    /// It does not say that it knew its owner.
    #[error("the passkey did not check who uses it")]
    NotVerified,
    /// It says of its copies what cannot be.
    #[error("what the passkey says of its copies cannot be")]
    Backup,
    /// An algorithm that was not offered, or a key that is none.
    #[error("the key is of another kind")]
    Key,
    /// Vouched for in a way that was not asked for, or wrongly.
    #[error("the attestation cannot be taken")]
    Attestation,
    /// Not signed with the key.
    #[error("the signature is not right")]
    Signature,
    /// Its counter stands still or goes back: there may be a second one of it.
    #[error("the counter did not advance")]
    Counter,
}

/// What a browser answers when it has made a passkey.
#[derive(Debug, Clone)]
pub struct Registration {
    /// `response.clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `response.attestationObject`.
    pub attestation_object: Vec<u8>,
}

/// What is kept of a passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPasskey {
    /// Its id, at most [`LONGEST_ID`] bytes.
    pub credential_id: Vec<u8>,
    /// Its public key, as a COSE key.
    pub public_key: Vec<u8>,
    /// How often it has signed, or zero when it does not count.
    pub sign_count: u32,
    /// It may be copied to other machines of its owner.
    pub backup_eligible: bool,
}

/// What a browser answers when a passkey has given proof.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// `rawId`.
    pub credential_id: Vec<u8>,
    /// `response.userHandle`.
    pub user_handle: Vec<u8>,
    /// `response.clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `response.authenticatorData`.
    pub authenticator_data: Vec<u8>,
    /// `response.signature`.
    pub signature: Vec<u8>,
}

/// What was kept of the passkey that gives proof.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its public key, as a COSE key.
    pub public_key: &'a [u8],
    /// Its counter, the last time.
    pub sign_count: u32,
    /// Whether it could be copied when it was made.
    pub backup_eligible: bool,
}

/// Whether the passkey must say that it knew its owner. In the house it always must; most of the
/// standard's own examples do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    MustBeVerified,
    #[cfg(test)]
    MayBeAnyone,
}

/// Takes a new passkey (section 7.1). `is_ours` says whether a challenge is the one that was given to this
/// very person, in this session, and is still good.
pub fn register(
    party: &RelyingParty,
    registration: &Registration,
    is_ours: impl FnOnce(&[u8]) -> bool,
) -> Result<NewPasskey, Refusal> {
    take(party, registration, is_ours, Owner::MustBeVerified)
}

fn take(
    party: &RelyingParty,
    registration: &Registration,
    is_ours: impl FnOnce(&[u8]) -> bool,
    owner: Owner,
) -> Result<NewPasskey, Refusal> {
    // 5, 6: the client data, read. 7: its kind. 8: its challenge. 9, 10, 11: its origin.
    ClientData::read(&registration.client_data)?.check(NEW, party, is_ours)?;
    // 12: its hash.
    let hash = sha256(&registration.client_data);
    // 13: the attestation object, decoded.
    let attestation = Attestation::read(&registration.attestation_object)?;
    let data = AuthenticatorData::read(attestation.authenticator_data)?;
    // 14 to 17.
    check_data(&data, party, owner)?;
    // 18, 19: whether it can be copied decides nothing here.
    let attested = data.attested.as_ref().ok_or(Refusal::Malformed)?;
    // 20: a key of an algorithm that was offered.
    let key = PublicKey::read(attested.public_key)?;
    // 21: no extension was asked for; those that came are not looked at.
    // 22 to 25: none, or vouched for by itself, as the browser may pass on where none was asked for.
    attestation.check(&key, &hash)?;
    // 26: an id of a sensible length.
    if attested.credential_id.is_empty() || attested.credential_id.len() > LONGEST_ID {
        return Err(Refusal::Malformed);
    }
    // 27 (nobody has it yet), 28 (kept): the store's.
    Ok(NewPasskey {
        credential_id: attested.credential_id.to_vec(),
        public_key: attested.public_key.to_vec(),
        sign_count: data.sign_count,
        backup_eligible: data.backup_eligible(),
    })
}

/// Checks the proof that a passkey gives (section 7.2), and says where its counter stands now. `is_ours` as
/// in [`register`]. That the passkey is the person's (steps 5 and 6) is the store's to see.
pub fn verify(
    party: &RelyingParty,
    assertion: &Assertion,
    known: Known<'_>,
    is_ours: impl FnOnce(&[u8]) -> bool,
) -> Result<u32, Refusal> {
    prove(party, assertion, known, is_ours, Owner::MustBeVerified)
}

fn prove(
    party: &RelyingParty,
    assertion: &Assertion,
    known: Known<'_>,
    is_ours: impl FnOnce(&[u8]) -> bool,
    owner: Owner,
) -> Result<u32, Refusal> {
    // 7: the three parts. 8, 9: the client data, read. 10: its kind. 11: its challenge. 12, 13, 14: its origin.
    ClientData::read(&assertion.client_data)?.check(GET, party, is_ours)?;
    let data = AuthenticatorData::read(&assertion.authenticator_data)?;
    // 15 to 18.
    check_data(&data, party, owner)?;
    // 19: what can be copied does not change.
    if data.backup_eligible() != known.backup_eligible {
        return Err(Refusal::Backup);
    }
    // 20: whether it was copied decides nothing here. 21: no extension was asked for.
    // 22: the hash of the client data. 23: the signature.
    let mut signed = assertion.authenticator_data.clone();
    signed.extend_from_slice(&sha256(&assertion.client_data));
    if !PublicKey::read(known.public_key)?.verifies(&signed, &assertion.signature) {
        return Err(Refusal::Signature);
    }
    // 24: the counter, where the passkey has one.
    let counts = data.sign_count != 0 || known.sign_count != 0;
    if counts && data.sign_count <= known.sign_count {
        return Err(Refusal::Counter);
    }
    // 25 (what was kept is brought up to date): the store's.
    Ok(data.sign_count)
}

/// Steps 14 to 17 of section 7.1, which are steps 15 to 18 of section 7.2.
fn check_data(
    data: &AuthenticatorData<'_>,
    party: &RelyingParty,
    owner: Owner,
) -> Result<(), Refusal> {
    // For this house.
    if *data.party_hash != sha256(party.id().as_bytes()) {
        return Err(Refusal::RelyingParty);
    }
    // Somebody was there.
    if !data.user_present() {
        return Err(Refusal::NotPresent);
    }
    // And it was its owner.
    if owner == Owner::MustBeVerified && !data.user_verified() {
        return Err(Refusal::NotVerified);
    }
    // What cannot be copied was not.
    if data.backed_up() && !data.backup_eligible() {
        return Err(Refusal::Backup);
    }
    Ok(())
}

/// How an authenticator vouches for a new passkey (section 6.5).
struct Attestation<'a> {
    format: &'a str,
    statement: &'a [u8],
    authenticator_data: &'a [u8],
}

impl<'a> Attestation<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut reader = Reader::new(bytes);
        let (mut format, mut statement, mut data) = (None, None, None);
        for _ in 0..reader.map()? {
            let known = match reader.text()? {
                "fmt" => format.replace(reader.text()?).is_some(),
                "attStmt" => statement.replace(reader.whole()?).is_some(),
                "authData" => data.replace(reader.bytes()?).is_some(),
                _ => reader.whole().map(|_| false)?,
            };
            // A field that comes twice could be read in two ways.
            if known {
                return Err(Refusal::Malformed);
            }
        }
        reader.end()?;
        Ok(Self {
            format: format.ok_or(Refusal::Malformed)?,
            statement: statement.ok_or(Refusal::Malformed)?,
            authenticator_data: data.ok_or(Refusal::Malformed)?,
        })
    }

    fn check(&self, key: &PublicKey, hash: &[u8; 32]) -> Result<(), Refusal> {
        let mut reader = Reader::new(self.statement);
        let fields = reader.map()?;
        match self.format {
            // Section 8.7: an empty map.
            "none" if fields == 0 => Ok(()),
            // Section 8.2, self attestation: the algorithm of the key itself, and its signature.
            "packed" => {
                let (mut algorithm, mut signature) = (None, None);
                for _ in 0..fields {
                    match reader.text()? {
                        "alg" => algorithm = Some(reader.integer()?),
                        "sig" => signature = Some(reader.bytes()?),
                        // A certificate: more than was asked for.
                        _ => return Err(Refusal::Attestation),
                    }
                }
                let mut signed = self.authenticator_data.to_vec();
                signed.extend_from_slice(hash);
                let right = algorithm == Some(key.algorithm())
                    && signature.is_some_and(|signature| key.verifies(&signed, signature));
                right.then_some(()).ok_or(Refusal::Attestation)
            }
            _ => Err(Refusal::Attestation),
        }
    }
}
