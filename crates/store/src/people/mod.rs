//! People who sign in, what they may do, and the organizations they work for: their tables, one file
//! each, and the methods that read and write them.
//!
//! Signing in: [`sign_in`], [`passkey_sign_in`], [`person_identity`]. One's own account: [`account`]. Other people: [`managing`], [`invitation`], [`role`].
//! What decides how often somebody may guess: [`throttle`], [`failed_sign_in`]. Whoever asks is looked up in
//! [`standing`], in the transaction of the act. Every act leaves a row in [`people_change`].

pub(crate) mod account;
pub(crate) mod failed_sign_in;
pub(crate) mod identity_question;
pub(crate) mod invitation;
pub(crate) mod managing;
pub(crate) mod organization;
pub(crate) mod passkey;
pub(crate) mod passkey_challenge;
pub(crate) mod passkey_sign_in;
pub(crate) mod passphrase;
pub(crate) mod people_change;
pub(crate) mod person;
pub(crate) mod person_identity;
pub(crate) mod person_link;
pub(crate) mod problem;
pub(crate) mod recovery_code;
pub(crate) mod role;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod sign_in_challenge;
pub(crate) mod standing;
pub(crate) mod throttle;
pub(crate) mod token;
pub(crate) mod totp;
pub(crate) mod vault_key;

use jiff::{SignedDuration, Timestamp};
use kernel::Random;
use uuid::Uuid;

/// When something is done, and the chance that its ids, tokens and salts come from.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// The time, from a [`kernel::Clock`].
    pub now: Timestamp,
    /// The chance.
    pub random: &'a dyn Random,
}

impl Moment<'_> {
    /// An id for a row (version 7: rows made one after the other stand one after the other).
    pub(crate) fn id(&self) -> Uuid {
        let mut chance = [0; 10];
        self.random.fill(&mut chance);
        let milliseconds = u64::try_from(self.now.as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &chance).into_uuid()
    }

    /// So much later.
    pub(crate) fn after(&self, duration: SignedDuration) -> Timestamp {
        self.now.saturating_add(duration).unwrap_or(Timestamp::MAX)
    }

    /// So much earlier.
    pub(crate) fn before(&self, duration: SignedDuration) -> Timestamp {
        self.now.saturating_sub(duration).unwrap_or(Timestamp::MIN)
    }
}

/// A time as it is stored: whole seconds, so that the texts stand in the order of the times.
pub(crate) fn stored(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
