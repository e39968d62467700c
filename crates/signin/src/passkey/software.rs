//! An authenticator made of software, for tests: makes passkeys and gives proof, rightly or wrongly.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

use super::{Assertion, Registration, RelyingParty};
use crate::{base64url, sha256};

/// One passkey and the machine it is on. What it says of itself can be changed, to see it refused.
#[derive(Debug)]
pub struct SoftwareAuthenticator {
    key: EcdsaKeyPair,
    random: SystemRandom,
    /// The id of its passkey.
    pub credential_id: Vec<u8>,
    /// Whose it is.
    pub user_handle: Vec<u8>,
    /// The site on whose page it is used.
    pub origin: String,
    /// The house it believes to be at.
    pub party_id: String,
    /// Its flags: present, verified, and what else it says of itself.
    pub flags: u8,
    /// Its counter; advances with each proof unless it is zero.
    pub sign_count: u32,
    /// Used inside another site's frame.
    pub cross_origin: bool,
}

impl SoftwareAuthenticator {
    /// One with a fresh key, at this house, of whoever has this handle. `number` sets it apart from others.
    ///
    /// # Panics
    /// When the machine gives no chance.
    pub fn new(party: &RelyingParty, user_handle: &[u8], number: u8) -> Self {
        let random = SystemRandom::new();
        let document =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("chance");
        let key =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random)
                .expect("a key");
        let credential_id = sha256(key.public_key().as_ref()).to_vec();
        Self {
            key,
            random,
            credential_id: [credential_id, vec![number]].concat(),
            user_handle: user_handle.to_vec(),
            origin: party.origin().to_owned(),
            party_id: party.id().to_owned(),
            // Present and verified.
            flags: 0b101,
            sign_count: 0,
            cross_origin: false,
        }
    }

    /// Makes the passkey.
    pub fn register(&self, challenge: &[u8]) -> Registration {
        let mut data = self.data(0x40);
        data.extend([0; 16]);
        data.extend((self.credential_id.len() as u16).to_be_bytes());
        data.extend(&self.credential_id);
        data.extend(self.public_key());
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend((data.len() as u16).to_be_bytes());
        object.extend(data);
        Registration {
            client_data: self.client_data("webauthn.create", challenge),
            attestation_object: object,
        }
    }

    /// Gives proof.
    ///
    /// # Panics
    /// When the machine gives no chance.
    pub fn prove(&mut self, challenge: &[u8]) -> Assertion {
        if self.sign_count > 0 {
            self.sign_count += 1;
        }
        let client_data = self.client_data("webauthn.get", challenge);
        let authenticator_data = self.data(0);
        let signed = [&authenticator_data[..], &sha256(&client_data)].concat();
        let signature = self.key.sign(&self.random, &signed).expect("chance");
        Assertion {
            credential_id: self.credential_id.clone(),
            user_handle: self.user_handle.clone(),
            client_data,
            authenticator_data,
            signature: signature.as_ref().to_vec(),
        }
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let mut data = sha256(self.party_id.as_bytes()).to_vec();
        data.push(self.flags | more);
        data.extend(self.sign_count.to_be_bytes());
        data
    }

    /// As a COSE key.
    pub fn public_key(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let mut key = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        key.extend(&point[1..33]);
        key.extend(b"\x22\x58\x20");
        key.extend(&point[33..]);
        key
    }

    fn client_data(&self, kind: &str, challenge: &[u8]) -> Vec<u8> {
        let said = serde_json::json!({
            "type": kind,
            "challenge": base64url(challenge),
            "origin": self.origin,
            "crossOrigin": self.cross_origin,
        });
        said.to_string().into_bytes()
    }
}
