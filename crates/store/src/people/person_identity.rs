//! The table `person_identity`: accounts of identity providers that open an account here.
//!
//! One is linked by a person who is signed in and has proved once more who they are, and in no other way:
//! an address or a name that a provider tells opens nothing.

use jiff::Timestamp;
use kernel::Actor;
use signin::oidc::{Identity, SecondFactor};
use uuid::Uuid;

use super::identity_question::IdentityReturn;
use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::problem::PeopleError;
use super::session::Device;
use super::sign_in::SignedIn;
use super::throttle::NetworkKey;
use super::{Moment, failed_sign_in, person, session, sign_in_challenge, stored};
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// What is linked to one's own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkedIdentity {
    /// When it was linked.
    pub linked_at: Timestamp,
    /// When it last let its owner in.
    pub last_used_at: Option<Timestamp>,
}

/// Somebody who comes back from a provider and wants to sign in.
#[derive(Debug, Clone)]
pub struct IdentityAttempt {
    /// Who the provider says they are.
    pub identity: Identity,
    /// When that counts as both factors.
    pub rule: SecondFactor,
    /// What kind of machine they are at.
    pub device: Device,
    /// As in [`crate::SignIn`].
    pub network: Option<NetworkKey>,
}

statements! {
    Both ADD =
        "INSERT INTO person_identity (id, person_id, issuer, subject, linked_at, last_used_at)
         VALUES ($1, $2, $3, $4, $5, NULL)
         ON CONFLICT DO NOTHING";
    Both OF_PERSON =
        "SELECT linked_at, last_used_at FROM person_identity WHERE person_id = $1 AND issuer = $2";
    Both BY_SUBJECT =
        "SELECT id, person_id FROM person_identity WHERE issuer = $1 AND subject = $2";
    Both USED = "UPDATE person_identity SET last_used_at = $2 WHERE id = $1";
    Both DELETE = "DELETE FROM person_identity WHERE person_id = $1 AND issuer = $2";
    Both DELETE_ALL = "DELETE FROM person_identity WHERE person_id = $1";
}

/// Takes all of a person's off.
pub(super) async fn end_all(transaction: &mut Transaction, person: Uuid) -> Result<(), StoreError> {
    transaction.execute(&DELETE_ALL, &[person.into()]).await?;
    Ok(())
}

impl Store {
    /// What is linked to one's own account of this provider.
    pub async fn linked_identity(
        &self,
        actor: &Actor,
        issuer: &str,
    ) -> Result<Option<LinkedIdentity>, StoreError> {
        let mut transaction = self.read().await?;
        let person = person::own(&mut transaction, actor).await?;
        let found = transaction
            .all(&OF_PERSON, &[person.into(), issuer.into()], |row| {
                Ok(LinkedIdentity {
                    linked_at: row.parsed("linked_at")?,
                    last_used_at: row.optional_parsed("last_used_at")?,
                })
            })
            .await?;
        Ok(found.into_iter().next())
    }

    /// Links an account of a provider to the account of whoever asked to, while their session is still open
    /// and their proof still fresh. `actor` is anyone: coming from the provider's page, the browser does
    /// not send the session along; `returned` says who it is.
    pub async fn link_identity(
        &self,
        actor: &Actor,
        returned: &IdentityReturn,
        identity: &Identity,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let Some((id, session_id)) = returned.linking else {
            return Err(PeopleError::IdentityTooLate.into());
        };
        let mut transaction = self.write().await?;
        let owner = Actor::Person(id);
        person::own(&mut transaction, &owner).await?;
        let session = session::one_of(&mut transaction, id, session_id).await;
        let fresh = match session {
            Ok(session) => session.is_stepped_up(moment.now),
            Err(StoreError::People(PeopleError::UnknownSession)) => false,
            Err(error) => return Err(error),
        };
        if !fresh {
            return Err(PeopleError::IdentityTooLate.into());
        }
        let values = [
            moment.id().into(),
            id.into(),
            identity.issuer().into(),
            identity.subject().into(),
            stored(moment.now).into(),
        ];
        if transaction.execute(&ADD, &values).await? == 0 {
            return Err(PeopleError::IdentityTaken.into());
        }
        let about = About {
            detail: identity.issuer().to_owned(),
            ..About::person(id)
        };
        record(
            &mut transaction,
            &owner,
            moment,
            Kind::IdentityLinked,
            about,
        )
        .await?;
        transaction.commit().await
    }

    /// Takes what is linked of a provider off one's own account. A dangerous act.
    pub async fn unlink_identity(
        &self,
        actor: &Actor,
        issuer: &str,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let person = person::own(&mut transaction, actor).await?;
        let values = [person.into(), issuer.into()];
        if transaction.execute(&DELETE, &values).await? == 0 {
            return Err(PeopleError::UnknownIdentity.into());
        }
        let about = About {
            detail: issuer.to_owned(),
            ..About::person(person)
        };
        record(
            &mut transaction,
            actor,
            moment,
            Kind::IdentityUnlinked,
            about,
        )
        .await?;
        transaction.commit().await
    }

    /// Signs somebody in by what a provider says of them; `None` when nobody has linked it. Who has an
    /// authenticator here is still asked for its code, unless the provider has seen a second factor.
    pub async fn sign_in_with_identity(
        &self,
        actor: &Actor,
        attempt: &IdentityAttempt,
        moment: &Moment<'_>,
    ) -> Result<Option<SignedIn>, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let vault = self.vault()?;
        let identity = &attempt.identity;
        let mut transaction = self.write().await?;
        let values = [identity.issuer().into(), identity.subject().into()];
        let found = transaction
            .all(&BY_SUBJECT, &values, |row| {
                Ok((row.parsed::<Uuid>("id")?, row.parsed::<Uuid>("person_id")?))
            })
            .await?;
        let Some((link, id)) = found.into_iter().next() else {
            return Ok(None);
        };
        let keys = person::keys(&mut transaction, id).await?;
        let Some(keys) = keys.filter(|keys| keys.active) else {
            return Ok(Some(SignedIn::NOT_RIGHT));
        };
        let values = [link.into(), stored(moment.now).into()];
        transaction.execute(&USED, &values).await?;
        let enough = keys.totp_secret.is_none() || identity.has_second_factor(&attempt.rule);
        let outcome = if enough {
            self.begin_session(&mut transaction, id, attempt.device, moment)
                .await?
        } else {
            let challenge =
                sign_in_challenge::add(&mut transaction, id, attempt.device, moment).await?;
            SignedIn::NeedsCode(challenge)
        };
        transaction.commit().await?;
        let account = failed_sign_in::account(vault, &keys.email_key);
        self.remember(&outcome, &account, attempt.network);
        Ok(Some(outcome))
    }
}
