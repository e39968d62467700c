//! One-time links: setting the house up, inviting, choosing a new passphrase.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use kernel::{Actor, Lang, Secret, Text};
use uuid::Uuid;

use super::passphrase::check_passphrase;
use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::person::{self, NewRow, PersonState};
pub use super::person_link::LinkKind;
use super::problem::PeopleError;
use super::token::LinkToken;
use super::{
    Moment, failed_sign_in, managing, organization, passkey, person_identity, person_link,
    recovery_code, role, session, sign_in_challenge,
};
use crate::Store;
use crate::directory::change;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::policy::{self, Action};

/// How long the link that sets the house up is good for; a fresh one comes with each start.
const SETUP: SignedDuration = SignedDuration::from_hours(24);
/// How long an invitation can be accepted.
const INVITATION: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a new passphrase can be chosen: it is handed over at once, so it need not be long.
const RESET: SignedDuration = SignedDuration::from_hours(24);

/// Somebody to be invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// Their work address.
    pub email: String,
    /// The language they read.
    pub lang: Lang,
    /// The organization they will work for.
    pub organization_id: Uuid,
    /// Their roles.
    pub roles: BTreeSet<Uuid>,
}

/// What whoever follows the first link says.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// Their name.
    pub name: String,
    /// Their work address.
    pub email: String,
    /// The language they read.
    pub lang: Lang,
    /// Their passphrase.
    pub passphrase: Secret<String>,
    /// The name of their organization. One language is enough.
    pub organization: Text,
}

/// What a link is for, so that its page can say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is for.
    pub kind: LinkKind,
    /// For whom: their name.
    pub name: Option<String>,
    /// For whom: their address.
    pub email: Option<String>,
}

/// Makes a link of a person; those they had before end.
async fn make(
    transaction: &mut Transaction,
    kind: LinkKind,
    person: Uuid,
    moment: &Moment<'_>,
) -> Result<LinkToken, StoreError> {
    let good_for = if kind == LinkKind::Reset {
        RESET
    } else {
        INVITATION
    };
    person_link::sweep(transaction, moment.now).await?;
    let token = LinkToken::fresh(moment.random);
    let until = moment.after(good_for);
    person_link::add(transaction, &token, kind, Some(person), until).await?;
    Ok(token)
}

impl Store {
    /// The link with which the first administrator sets the house up, while there is no account; one
    /// that was made before opens nothing any more. `None` when there is an account.
    pub async fn begin_setup(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<Option<LinkToken>, StoreError> {
        policy::decide(actor, Action::BeginSetup)?;
        let mut transaction = self.write().await?;
        if person::count(&mut transaction).await? > 0 {
            return Ok(None);
        }
        let token = LinkToken::fresh(moment.random);
        let until = moment.after(SETUP);
        person_link::add(&mut transaction, &token, LinkKind::Setup, None, until).await?;
        transaction.commit().await?;
        Ok(Some(token))
    }

    /// What a link is for; `None` when it was used, has expired or never was.
    pub async fn link(
        &self,
        actor: &Actor,
        token: &LinkToken,
        moment: &Moment<'_>,
    ) -> Result<Option<Link>, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let mut transaction = self.read().await?;
        let Some((kind, id)) = person_link::read(&mut transaction, token, moment.now).await? else {
            return Ok(None);
        };
        let keys = match id {
            Some(id) => person::keys(&mut transaction, id).await?,
            None => None,
        };
        let (name, email) = keys.map(|keys| (keys.name, keys.email)).unzip();
        Ok(Some(Link { kind, name, email }))
    }

    /// Sets the house up: the first organization and its administrator, who can then sign in.
    pub async fn set_up(
        &self,
        actor: &Actor,
        token: &LinkToken,
        about: &SetUp,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        // Looked at before Argon2 works: without a link, nobody makes the machine work.
        let link = self.link(actor, token, moment).await?;
        if link.is_none_or(|link| link.kind != LinkKind::Setup) {
            return Err(PeopleError::LinkGone.into());
        }
        let name = person::checked_name(&about.name)?;
        let email = person::checked_email(&about.email)?;
        let organization_name = organization::checked_name(&about.organization)?;
        check_passphrase(about.passphrase.expose(), &name, &email)?;
        let hash = self
            .passphrases
            .hash(&about.passphrase, moment.random)
            .await?;

        let mut transaction = self.write().await?;
        change::lock(&mut transaction).await?;
        if !person_link::use_up(&mut transaction, token).await? {
            return Err(PeopleError::LinkGone.into());
        }
        if person::count(&mut transaction).await? > 0 {
            return Err(PeopleError::SetUpAlready.into());
        }
        let organization =
            organization::add(&mut transaction, &organization_name, None, moment).await?;
        let id = moment.id();
        let row = NewRow {
            id,
            name: &name,
            email: &email,
            lang: about.lang,
            organization_id: organization,
            state: PersonState::Active,
            passphrase_hash: Some(hash),
        };
        person::add(&mut transaction, row).await?;
        let administrator = access::SHIPPED_ROLES
            .iter()
            .find(|role| role.slug == access::ADMINISTRATOR)
            .map(access::ShippedRole::id);
        role::give(&mut transaction, id, &administrator.into_iter().collect()).await?;
        let about = About {
            organization: Some(organization),
            ..About::person(id)
        };
        record(&mut transaction, actor, moment, Kind::SetUp, about).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Invites somebody: their id, and the link to hand over, good for seven days.
    pub async fn invite(
        &self,
        actor: &Actor,
        new: &NewPerson,
        moment: &Moment<'_>,
    ) -> Result<(Uuid, LinkToken), StoreError> {
        let mut transaction = self.write().await?;
        let organization = new.organization_id;
        policy::allow(
            &mut transaction,
            actor,
            Action::ManagePeople,
            Some(organization),
        )
        .await?;
        organization::refuse_unknown(&mut transaction, organization).await?;
        let name = person::checked_name(&new.name)?;
        let email = person::checked_email(&new.email)?;
        let granted = role::permissions_of(&mut transaction, &new.roles).await?;
        managing::within_own(&mut transaction, actor, &granted).await?;
        let id = moment.id();
        let row = NewRow {
            id,
            name: &name,
            email: &email,
            lang: new.lang,
            organization_id: organization,
            state: PersonState::Invited,
            passphrase_hash: None,
        };
        person::add(&mut transaction, row).await?;
        role::give(&mut transaction, id, &new.roles).await?;
        // There is somebody now: the house is set up through them.
        person_link::end_setup(&mut transaction).await?;
        let token = make(&mut transaction, LinkKind::Invitation, id, moment).await?;
        let detail: Vec<String> = new.roles.iter().map(|role| format!("+{role}")).collect();
        let about = About {
            organization: Some(organization),
            detail: detail.join(" "),
            ..About::person(id)
        };
        record(&mut transaction, actor, moment, Kind::Invited, about).await?;
        transaction.commit().await?;
        Ok((id, token))
    }

    /// Another link for somebody who has not accepted yet; the one before ends.
    pub async fn invite_again(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<LinkToken, StoreError> {
        let mut transaction = self.write().await?;
        let person = managing::managed(&mut transaction, actor, id).await?;
        if person.state != PersonState::Invited {
            return Err(PeopleError::WrongState.into());
        }
        let token = make(&mut transaction, LinkKind::Invitation, id, moment).await?;
        record(
            &mut transaction,
            actor,
            moment,
            Kind::InvitedAgain,
            About::person(id),
        )
        .await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// A link with which somebody chooses a new passphrase, good for 24 hours, to be handed over in
    /// person. Their sessions end at once and their waits are over; their passkeys and what is linked of an
    /// identity provider are taken off. `second_factor`: also takes the
    /// authenticator off, for who has lost it.
    pub async fn reset(
        &self,
        actor: &Actor,
        id: Uuid,
        second_factor: bool,
        moment: &Moment<'_>,
    ) -> Result<LinkToken, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        let person = managing::managed(&mut transaction, actor, id).await?;
        if person.state != PersonState::Active {
            return Err(PeopleError::WrongState.into());
        }
        let token = make(&mut transaction, LinkKind::Reset, id, moment).await?;
        session::end_all(&mut transaction, id, None).await?;
        sign_in_challenge::end_all(&mut transaction, id).await?;
        let account = failed_sign_in::account(vault, &person::email_key(&person.email));
        failed_sign_in::clear(&mut transaction, &account).await?;
        // Each of these opens the account alone; whoever had it may have added one.
        passkey::end_all(&mut transaction, id).await?;
        person_identity::end_all(&mut transaction, id).await?;
        let kind = if second_factor {
            person::set_totp(&mut transaction, id, None, None, 0).await?;
            recovery_code::end_all(&mut transaction, id).await?;
            Kind::ResetWithSecondFactor
        } else {
            Kind::Reset
        };
        record(&mut transaction, actor, moment, kind, About::person(id)).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Chooses a passphrase through an invitation or a link for a new one. Signs nobody in: whoever
    /// has a second factor is still asked for it.
    pub async fn accept_link(
        &self,
        actor: &Actor,
        token: &LinkToken,
        passphrase: &Secret<String>,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let link = self.link(actor, token, moment).await?;
        let Some(Link {
            kind: LinkKind::Invitation | LinkKind::Reset,
            name: Some(name),
            email: Some(email),
        }) = link
        else {
            return Err(PeopleError::LinkGone.into());
        };
        check_passphrase(passphrase.expose(), &name, &email)?;
        let hash = self.passphrases.hash(passphrase, moment.random).await?;

        let mut transaction = self.write().await?;
        let found = person_link::read(&mut transaction, token, moment.now).await?;
        let Some((kind, Some(id))) = found else {
            return Err(PeopleError::LinkGone.into());
        };
        if !person_link::use_up(&mut transaction, token).await? {
            return Err(PeopleError::LinkGone.into());
        }
        person::set_passphrase_hash(&mut transaction, id, &hash).await?;
        let what = if kind == LinkKind::Invitation {
            person::set_state(&mut transaction, id, PersonState::Active).await?;
            Kind::Accepted
        } else {
            Kind::ResetUsed
        };
        session::end_all(&mut transaction, id, None).await?;
        sign_in_challenge::end_all(&mut transaction, id).await?;
        record(&mut transaction, actor, moment, what, About::person(id)).await?;
        transaction.commit().await?;
        Ok(id)
    }
}
