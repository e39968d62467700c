//! One's own account: proving oneself anew, passphrase, second factor.

use std::time::Duration;

use kernel::{Actor, Secret};
use uuid::Uuid;
use vault::{Place, Vault};
use zeroize::Zeroizing;

use super::passphrase::check_passphrase;
use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::person::{self, Keys};
use super::problem::PeopleError;
use super::session::{self, Session};
use super::token::SessionToken;
use super::totp::{self, TotpSetup};
use super::{Moment, failed_sign_in, person_link, recovery_code, sign_in_challenge};
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;

/// By what one proves oneself anew.
#[derive(Debug, Clone)]
pub enum ProofOf {
    /// The passphrase.
    Passphrase(Secret<String>),
    /// A code of the authenticator, or a recovery code.
    Code(Secret<String>),
}

/// Whether one has proved oneself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proven {
    /// Yes, and it is done.
    Done,
    /// No. Zero: it was not right; otherwise so long nothing is looked at.
    Refused {
        /// How long to wait.
        wait: Duration,
    },
}

/// Whether dangerous acts are allowed now.
#[derive(Debug, Clone)]
pub enum SteppedUp {
    /// Yes, for ten minutes; the session has another token from now on.
    Done(SessionToken, Session),
    /// No. Zero: it was not right; otherwise so long nothing is looked at.
    Refused {
        /// How long to wait.
        wait: Duration,
    },
}

/// Where a secret of an authenticator stands.
fn place<'a>(column: &'a str, row: &'a str) -> Place<'a> {
    Place {
        table: "person",
        column,
        row,
    }
}

const SECRET: &str = "totp_secret";
const PENDING: &str = "totp_pending";

/// Whether a code is right, using it up: six digits of the authenticator, or a recovery code.
pub(super) async fn use_code(
    transaction: &mut Transaction,
    vault: &Vault,
    keys: &Keys,
    code: &str,
    moment: &Moment<'_>,
) -> Result<bool, StoreError> {
    let Some(sealed) = &keys.totp_secret else {
        return Ok(false);
    };
    let row = keys.id.to_string();
    let secret = vault.open(place(SECRET, &row), sealed)?;
    if let Some(step) = totp::step_of(&secret, code, moment.now, keys.totp_last_step)? {
        return person::use_totp_step(transaction, keys.id, step).await;
    }
    recovery_code::use_up(transaction, vault, keys.id, code).await
}

/// Seals anew, under the newest key, what is sealed of a person.
pub(super) async fn reseal(
    transaction: &mut Transaction,
    vault: &Vault,
    keys: &Keys,
    moment: &Moment<'_>,
) -> Result<bool, StoreError> {
    let row = keys.id.to_string();
    let anew = |column, sealed: &Option<String>| match sealed {
        Some(sealed) => vault.reseal(place(column, &row), sealed, moment.random),
        None => Ok(None),
    };
    let secret = anew(SECRET, &keys.totp_secret)?;
    let pending = anew(PENDING, &keys.totp_pending)?;
    if secret.is_none() && pending.is_none() {
        return Ok(false);
    }
    let secret = secret.or_else(|| keys.totp_secret.clone());
    let pending = pending.or_else(|| keys.totp_pending.clone());
    person::set_totp(transaction, keys.id, secret, pending, keys.totp_last_step).await?;
    Ok(true)
}

impl Store {
    /// Proves oneself anew, so that dangerous acts are allowed for ten minutes. The session gets a new
    /// token; the old one opens nothing any more.
    pub async fn step_up(
        &self,
        actor: &Actor,
        session_id: Uuid,
        proof: &ProofOf,
        moment: &Moment<'_>,
    ) -> Result<SteppedUp, StoreError> {
        let (keys, account) = match self.begin_proof(actor, moment).await? {
            Ok(begun) => begun,
            Err(wait) => return Ok(SteppedUp::Refused { wait }),
        };
        let not_right = SteppedUp::Refused {
            wait: Duration::ZERO,
        };
        if let ProofOf::Passphrase(passphrase) = proof {
            let stored = keys.passphrase_hash.clone();
            if !self.passphrases.verify(passphrase, stored).await? {
                return Ok(not_right);
            }
        }
        let mut transaction = self.write().await?;
        let keys = person::own_keys(&mut transaction, actor).await?;
        if let ProofOf::Code(code) = proof {
            let vault = self.vault()?;
            if !use_code(&mut transaction, vault, &keys, code.expose(), moment).await? {
                return Ok(not_right);
            }
        }
        session::one_of(&mut transaction, keys.id, session_id).await?;
        let (token, session) =
            session::step_up(&mut transaction, keys.id, session_id, moment).await?;
        failed_sign_in::clear(&mut transaction, &account).await?;
        transaction.commit().await?;
        Ok(SteppedUp::Done(token, session))
    }

    /// Changes one's own passphrase. Every other session ends, and so does every link.
    pub async fn change_passphrase(
        &self,
        actor: &Actor,
        session_id: Uuid,
        current: &Secret<String>,
        new: &Secret<String>,
        moment: &Moment<'_>,
    ) -> Result<Proven, StoreError> {
        let (keys, account) = match self.begin_proof(actor, moment).await? {
            Ok(begun) => begun,
            Err(wait) => return Ok(Proven::Refused { wait }),
        };
        let stored = keys.passphrase_hash.clone();
        if !self.passphrases.verify(current, stored).await? {
            return Ok(Proven::Refused {
                wait: Duration::ZERO,
            });
        }
        check_passphrase(new.expose(), &keys.name, &keys.email)?;
        let hash = self.passphrases.hash(new, moment.random).await?;
        let mut transaction = self.write().await?;
        let id = person::own_keys(&mut transaction, actor).await?.id;
        person::set_passphrase_hash(&mut transaction, id, &hash).await?;
        session::end_all(&mut transaction, id, Some(session_id)).await?;
        sign_in_challenge::end_all(&mut transaction, id).await?;
        person_link::end_all(&mut transaction, id).await?;
        failed_sign_in::clear(&mut transaction, &account).await?;
        let about = About::person(id);
        record(
            &mut transaction,
            actor,
            moment,
            Kind::PassphraseChanged,
            about,
        )
        .await?;
        transaction.commit().await?;
        Ok(Proven::Done)
    }

    /// Begins setting up an authenticator: what to show, once. Nothing changes until
    /// [`Store::confirm_totp`]; beginning again makes another secret.
    pub async fn start_totp(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<TotpSetup, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        let keys = person::own_keys(&mut transaction, actor).await?;
        let mut secret = Zeroizing::new([0; totp::SECRET]);
        moment.random.fill(secret.as_mut());
        let row = keys.id.to_string();
        let sealed = vault.seal(place(PENDING, &row), secret.as_ref(), moment.random);
        let (old, last) = (keys.totp_secret.clone(), keys.totp_last_step);
        person::set_totp(&mut transaction, keys.id, old, Some(sealed), last).await?;
        transaction.commit().await?;
        totp::setup(secret.as_ref(), &keys.email)
    }

    /// What [`Store::start_totp`] began, to be shown again where the code was mistyped.
    pub async fn pending_totp(&self, actor: &Actor) -> Result<Option<TotpSetup>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        let keys = person::own_keys(&mut transaction, actor).await?;
        let Some(sealed) = &keys.totp_pending else {
            return Ok(None);
        };
        let secret = vault.open(place(PENDING, &keys.id.to_string()), sealed)?;
        totp::setup(&secret, &keys.email).map(Some)
    }

    /// Confirms the authenticator with a code of it. Gives ten recovery codes, shown once. From now on
    /// a code is asked for at every sign-in.
    pub async fn confirm_totp(
        &self,
        actor: &Actor,
        code: &Secret<String>,
        moment: &Moment<'_>,
    ) -> Result<Vec<Secret<String>>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        let keys = person::own_keys(&mut transaction, actor).await?;
        let row = keys.id.to_string();
        let pending = keys.totp_pending.as_ref();
        let pending = pending.ok_or(PeopleError::NoSecondFactor)?;
        let secret = vault.open(place(PENDING, &row), pending)?;
        let step = totp::step_of(&secret, code.expose(), moment.now, 0)?;
        let step = step.ok_or(PeopleError::WrongCode)?;
        let sealed = vault.seal(place(SECRET, &row), &secret, moment.random);
        person::set_totp(&mut transaction, keys.id, Some(sealed), None, step).await?;
        let codes = recovery_code::renew(&mut transaction, vault, keys.id, moment).await?;
        let about = About::person(keys.id);
        record(
            &mut transaction,
            actor,
            moment,
            Kind::SecondFactorAdded,
            about,
        )
        .await?;
        transaction.commit().await?;
        Ok(codes)
    }

    /// Takes the authenticator off one's own account, with its recovery codes. A dangerous act.
    pub async fn remove_totp(&self, actor: &Actor, moment: &Moment<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let keys = person::own_keys(&mut transaction, actor).await?;
        if keys.totp_secret.is_none() {
            return Err(PeopleError::NoSecondFactor.into());
        }
        person::set_totp(&mut transaction, keys.id, None, None, 0).await?;
        recovery_code::end_all(&mut transaction, keys.id).await?;
        let about = About::person(keys.id);
        record(
            &mut transaction,
            actor,
            moment,
            Kind::SecondFactorRemoved,
            about,
        )
        .await?;
        transaction.commit().await
    }

    /// Ten new recovery codes instead of those there were; shown once. A dangerous act.
    pub async fn new_recovery_codes(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<Vec<Secret<String>>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        let keys = person::own_keys(&mut transaction, actor).await?;
        if keys.totp_secret.is_none() {
            return Err(PeopleError::NoSecondFactor.into());
        }
        let codes = recovery_code::renew(&mut transaction, vault, keys.id, moment).await?;
        let about = About::person(keys.id);
        record(
            &mut transaction,
            actor,
            moment,
            Kind::RecoveryCodesMade,
            about,
        )
        .await?;
        transaction.commit().await?;
        Ok(codes)
    }

    /// How many recovery codes are left.
    pub async fn recovery_codes_left(&self, actor: &Actor) -> Result<u64, StoreError> {
        let mut transaction = self.read().await?;
        let person = person::own(&mut transaction, actor).await?;
        recovery_code::left(&mut transaction, person).await
    }

    /// Writes a try down before it is looked at, apart from those of strangers who try the address.
    async fn begin_proof(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<Result<(Keys, String), Duration>, StoreError> {
        let mut transaction = self.write().await?;
        let keys = person::own_keys(&mut transaction, actor).await?;
        let account = failed_sign_in::signed_in_account(self.vault()?, keys.id);
        let begun = self
            .begin_try(&mut transaction, &account, None, moment)
            .await?;
        if let Err(wait) = begun {
            return Ok(Err(wait));
        }
        transaction.commit().await?;
        Ok(Ok((keys, account)))
    }
}
