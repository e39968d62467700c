//! Signing in: the passphrase, then the code. Every answer is the same for an address that nobody has.

use std::time::Duration;

use kernel::{Actor, Secret};
use uuid::Uuid;

use super::session::{self, Device, Session};
use super::throttle::NetworkKey;
use super::token::{ChallengeToken, SessionToken};
use super::{Moment, account, failed_sign_in, person, sign_in_challenge};
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::policy::{self, Action};

/// What somebody brings who wants to sign in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// What they typed as their address.
    pub email: Secret<String>,
    /// What they typed as their passphrase.
    pub passphrase: Secret<String>,
    /// What kind of machine they are at.
    pub device: Device,
    /// Where they come from ([`Store::network_key`]); `None` when it is not known, as behind a proxy
    /// that says nothing: then only the account's own waits count.
    pub network: Option<NetworkKey>,
}

/// What somebody brings whose passphrase was right.
#[derive(Debug, Clone)]
pub struct CodeAttempt {
    /// From [`SignedIn::NeedsCode`].
    pub challenge: ChallengeToken,
    /// Six digits of an authenticator, or a recovery code.
    pub code: Secret<String>,
    /// As in [`SignIn`].
    pub network: Option<NetworkKey>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum SignedIn {
    /// Signed in, under a token that nobody has seen before.
    Done(SessionToken, Session),
    /// The passphrase was right; a code is asked for, within five minutes.
    NeedsCode(ChallengeToken),
    /// Not signed in. `wait` is zero when address, passphrase or code were not right, and otherwise
    /// says how long nothing is even looked at.
    Refused {
        /// How long to wait.
        wait: Duration,
    },
    /// The five minutes are over, or the code was given already: begin again.
    StartAgain,
}

impl SignedIn {
    pub(super) const NOT_RIGHT: Self = Self::Refused {
        wait: Duration::ZERO,
    };
}

impl Store {
    /// Signs somebody in by address and passphrase. Takes as long for an address that nobody has, and
    /// the same waits are kept for it.
    pub async fn sign_in(
        &self,
        actor: &Actor,
        attempt: &SignIn,
        moment: &Moment<'_>,
    ) -> Result<SignedIn, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let email_key = person::email_key(attempt.email.expose());
        let account = failed_sign_in::account(self.vault()?, &email_key);
        let mut transaction = self.write().await?;
        let begun = self
            .begin_try(&mut transaction, &account, attempt.network, moment)
            .await?;
        let failures = match begun {
            Ok(failures) => failures,
            Err(wait) => return Ok(SignedIn::Refused { wait }),
        };
        let found = person::keys_by_email(&mut transaction, &email_key).await?;
        transaction.commit().await?;
        if failures == 1 {
            // A first failure may be a new row, and only new rows need room.
            let mut transaction = self.write().await?;
            failed_sign_in::sweep(&mut transaction, moment).await?;
            transaction.commit().await?;
        }

        let stored = found.as_ref().and_then(|keys| keys.passphrase_hash.clone());
        let right = self
            .passphrases
            .verify(&attempt.passphrase, stored.clone())
            .await?;
        let (Some(found), Some(stored), true) = (found, stored, right) else {
            return Ok(SignedIn::NOT_RIGHT);
        };
        // Costs that have risen since: made anew while the passphrase is at hand.
        let renewed = if self.passphrases.is_outdated(&stored) {
            let hash = self.passphrases.hash(&attempt.passphrase, moment.random);
            Some(hash.await?)
        } else {
            None
        };

        let mut transaction = self.write().await?;
        // Looked at again: Argon2 takes its time, and an account may be suspended meanwhile.
        let keys = person::keys(&mut transaction, found.id).await?;
        let Some(keys) =
            keys.filter(|keys| keys.passphrase_hash.as_deref() == Some(stored.as_str()))
        else {
            return Ok(SignedIn::NOT_RIGHT);
        };
        if !keys.active {
            return Ok(SignedIn::NOT_RIGHT);
        }
        if let Some(hash) = renewed {
            person::set_passphrase_hash(&mut transaction, keys.id, &hash).await?;
        }
        let outcome = if keys.totp_secret.is_some() {
            let challenge =
                sign_in_challenge::add(&mut transaction, keys.id, attempt.device, moment).await?;
            SignedIn::NeedsCode(challenge)
        } else {
            self.finish(&mut transaction, &account, keys.id, attempt.device, moment)
                .await?
        };
        transaction.commit().await?;
        self.remember(&outcome, &account, attempt.network);
        Ok(outcome)
    }

    /// The second step, for who has an authenticator.
    pub async fn sign_in_with_code(
        &self,
        actor: &Actor,
        attempt: &CodeAttempt,
        moment: &Moment<'_>,
    ) -> Result<SignedIn, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let mut transaction = self.write().await?;
        let asked = sign_in_challenge::read(&mut transaction, &attempt.challenge, moment).await?;
        let Some((id, device)) = asked else {
            return Ok(SignedIn::StartAgain);
        };
        let keys = person::keys(&mut transaction, id).await?;
        let Some(keys) = keys.filter(|keys| keys.active && keys.totp_secret.is_some()) else {
            return Ok(SignedIn::StartAgain);
        };
        let account = failed_sign_in::account(self.vault()?, &keys.email_key);
        if let Err(wait) = self
            .begin_try(&mut transaction, &account, attempt.network, moment)
            .await?
        {
            return Ok(SignedIn::Refused { wait });
        }
        let vault = self.vault()?;
        let right = account::use_code(
            &mut transaction,
            vault,
            &keys,
            attempt.code.expose(),
            moment,
        )
        .await?;
        let outcome = if right {
            self.finish(&mut transaction, &account, id, device, moment)
                .await?
        } else {
            SignedIn::NOT_RIGHT
        };
        // Also when it was wrong: the failure stays.
        transaction.commit().await?;
        self.remember(&outcome, &account, attempt.network);
        Ok(outcome)
    }

    /// Takes a try from the network: for proofs that nobody can guess, but that cost something to check.
    pub(super) fn take_try(
        &self,
        network: Option<NetworkKey>,
        moment: &Moment<'_>,
    ) -> Result<(), Duration> {
        network.map_or(Ok(()), |network| self.throttle.take(network, moment.now))
    }

    /// Takes a try from the network and writes it down for the account.
    pub(super) async fn begin_try(
        &self,
        transaction: &mut Transaction,
        account: &str,
        network: Option<NetworkKey>,
        moment: &Moment<'_>,
    ) -> Result<Result<i64, Duration>, StoreError> {
        if let Some(network) = network
            && let Err(wait) = self.throttle.take(network, moment.now)
        {
            return Ok(Err(wait));
        }
        let known = network.is_some_and(|network| self.throttle.knows(account, network));
        failed_sign_in::begin(transaction, account, known, moment).await
    }

    async fn finish(
        &self,
        transaction: &mut Transaction,
        account: &str,
        person: Uuid,
        device: Device,
        moment: &Moment<'_>,
    ) -> Result<SignedIn, StoreError> {
        failed_sign_in::clear(transaction, account).await?;
        self.begin_session(transaction, person, device, moment)
            .await
    }

    /// Lets a person in who has proved themselves. Guesses at their passphrase go on counting.
    pub(super) async fn begin_session(
        &self,
        transaction: &mut Transaction,
        person: Uuid,
        device: Device,
        moment: &Moment<'_>,
    ) -> Result<SignedIn, StoreError> {
        sign_in_challenge::end_all(transaction, person).await?;
        let (token, session) =
            session::start(transaction, self.session_limits, person, device, moment).await?;
        Ok(SignedIn::Done(token, session))
    }

    /// Remembers from which network somebody came in.
    pub(super) fn remember(&self, outcome: &SignedIn, account: &str, network: Option<NetworkKey>) {
        if let (SignedIn::Done(..), Some(network)) = (outcome, network) {
            self.throttle.signed_in(account, network);
        }
    }
}
