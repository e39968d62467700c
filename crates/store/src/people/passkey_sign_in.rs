//! Signing in with a passkey: one proof, which is both factors.

use kernel::Actor;
use signin::passkey::{Assertion, Known, Refusal, RelyingParty, verify};

use super::passkey_challenge::{self, PasskeyChallenge, Purpose};
use super::session::Device;
use super::sign_in::SignedIn;
use super::throttle::NetworkKey;
use super::{Moment, failed_sign_in, passkey, person};
use crate::Store;
use crate::error::StoreError;
use crate::policy::{self, Action};

/// What somebody brings who wants to sign in with a passkey.
#[derive(Debug, Clone)]
pub struct PasskeyAttempt {
    /// The proof.
    pub assertion: Assertion,
    /// What kind of machine they are at.
    pub device: Device,
    /// As in [`crate::SignIn`].
    pub network: Option<NetworkKey>,
}

impl Store {
    /// A question that any passkey of the house may answer, good for ten minutes and one answer. Nothing
    /// is written down.
    pub fn ask_passkey(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<PasskeyChallenge, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        Ok(passkey_challenge::ask(
            self.vault()?,
            Purpose::SignIn,
            moment,
        ))
    }

    /// Signs somebody in by the proof of a passkey. No code is asked for: the passkey has seen to it that
    /// it was its owner. Waits after wrong passphrases do not hold: a proof cannot be guessed, and nobody
    /// shall lock its owner out.
    pub async fn sign_in_with_passkey(
        &self,
        actor: &Actor,
        party: &RelyingParty,
        attempt: &PasskeyAttempt,
        moment: &Moment<'_>,
    ) -> Result<SignedIn, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let vault = self.vault()?;
        if let Err(wait) = self.take_try(attempt.network, moment) {
            return Ok(SignedIn::Refused { wait });
        }
        let assertion = &attempt.assertion;
        let mut transaction = self.write().await?;
        let kept = passkey::by_credential(&mut transaction, &assertion.credential_id).await?;
        // Whose it is, both the house and the passkey say (Web Authentication, 7.2, step 6).
        let Some(kept) = kept.filter(|kept| kept.person_id.as_bytes()[..] == assertion.user_handle)
        else {
            return Ok(SignedIn::NOT_RIGHT);
        };
        let keys = person::keys(&mut transaction, kept.person_id).await?;
        let Some(keys) = keys.filter(|keys| keys.active) else {
            return Ok(SignedIn::NOT_RIGHT);
        };
        let known = Known {
            public_key: &kept.public_key,
            sign_count: kept.sign_count,
            backup_eligible: kept.backup_eligible,
        };
        let mut answered = Vec::new();
        let verified = verify(party, assertion, known, |challenge| {
            answered = challenge.to_vec();
            passkey_challenge::is_ours(vault, Purpose::SignIn, challenge, moment.now)
        });
        let sign_count = match verified {
            Ok(sign_count) => sign_count,
            Err(Refusal::Challenge) => return Ok(SignedIn::StartAgain),
            Err(_) => return Ok(SignedIn::NOT_RIGHT),
        };
        let first = passkey_challenge::use_up(&mut transaction, &answered, moment).await?
            && passkey::used(&mut transaction, &kept, sign_count, moment).await?;
        if !first {
            return Ok(SignedIn::StartAgain);
        }
        let outcome = self
            .begin_session(&mut transaction, keys.id, attempt.device, moment)
            .await?;
        transaction.commit().await?;
        let account = failed_sign_in::account(vault, &keys.email_key);
        self.remember(&outcome, &account, attempt.network);
        Ok(outcome)
    }
}
