//! What an authenticator says and signs (section 6.1): for whom, who was there, how often, which key.

use super::Refusal;
use super::cbor::Reader;

/// Bits of the flags.
const USER_PRESENT: u8 = 1 << 0;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const ATTESTED: u8 = 1 << 6;
const EXTENSIONS: u8 = 1 << 7;

/// Authenticator data, read.
#[derive(Debug)]
pub(super) struct AuthenticatorData<'a> {
    /// SHA-256 of the house's id.
    pub(super) party_hash: &'a [u8; 32],
    flags: u8,
    pub(super) sign_count: u32,
    /// A new key, where one was made.
    pub(super) attested: Option<Attested<'a>>,
}

/// A new key.
#[derive(Debug)]
pub(super) struct Attested<'a> {
    pub(super) credential_id: &'a [u8],
    /// As a COSE key.
    pub(super) public_key: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut reader = Reader::new(bytes);
        let party_hash = reader.array()?;
        let [flags] = *reader.array()?;
        let sign_count = u32::from_be_bytes(*reader.array()?);
        let has = |flag: u8| flags & flag != 0;
        let attested = if has(ATTESTED) {
            // Which make it is (the AAGUID) is passed over.
            reader.take(16)?;
            let length = u16::from_be_bytes(*reader.array()?);
            Some(Attested {
                credential_id: reader.take(usize::from(length))?,
                public_key: reader.whole()?,
            })
        } else {
            None
        };
        if has(EXTENSIONS) {
            reader.whole()?;
        }
        reader.end()?;
        Ok(Self {
            party_hash,
            flags,
            sign_count,
            attested,
        })
    }

    /// Somebody touched it.
    pub(super) fn user_present(&self) -> bool {
        self.flags & USER_PRESENT != 0
    }

    /// It knew its owner.
    pub(super) fn user_verified(&self) -> bool {
        self.flags & USER_VERIFIED != 0
    }

    /// It may be copied to other machines of its owner.
    pub(super) fn backup_eligible(&self) -> bool {
        self.flags & BACKUP_ELIGIBLE != 0
    }

    /// It was copied.
    pub(super) fn backed_up(&self) -> bool {
        self.flags & BACKED_UP != 0
    }
}
