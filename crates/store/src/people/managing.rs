//! Looking after people: who may act on whom, and what can be done.

use std::collections::{BTreeMap, BTreeSet};

use access::Permission;
use jiff::Timestamp;
use kernel::{Actor, Lang};
use uuid::Uuid;

use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::person::{self, Me, Person, PersonDetails, PersonState};
use super::problem::PeopleError;
use super::{Moment, organization, person_link, role, session, sign_in_challenge, standing};
use crate::Store;
use crate::directory::change;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::policy::{self, Action};

/// How many active people could look after people and roles of the whole house.
pub(super) async fn administrators(transaction: &mut Transaction) -> Result<usize, StoreError> {
    let rows = transaction
        .all(&person::GRANTED_TO_ACTIVE, &[], |row| {
            let granted = standing::granted(
                row.parsed("role_id")?,
                row.optional_text("permission")?.as_deref(),
            );
            Ok((row.parsed::<Uuid>("person_id")?, granted))
        })
        .await?;
    let mut held: BTreeMap<Uuid, BTreeSet<Permission>> = BTreeMap::new();
    for (person, granted) in rows {
        held.entry(person).or_default().extend(granted);
    }
    let needed = [Permission::ManageAnyPeople, Permission::ManageRoles];
    Ok(held
        .values()
        .filter(|held| needed.iter().all(|permission| held.contains(permission)))
        .count())
}

/// Refuses an act that would leave nobody to look after people and roles, where there was somebody.
pub(super) async fn keep_an_administrator(
    transaction: &mut Transaction,
    before: usize,
) -> Result<(), StoreError> {
    if before > 0 && administrators(transaction).await? == 0 {
        return Err(PeopleError::LastAdministrator.into());
    }
    Ok(())
}

/// Refuses to a person what goes beyond what they hold. The operator holds the machine.
pub(super) async fn within_own(
    transaction: &mut Transaction,
    actor: &Actor,
    permissions: &BTreeSet<Permission>,
) -> Result<(), StoreError> {
    let Actor::Person(id) = actor else {
        return Ok(());
    };
    let own = standing::permissions(transaction, *id).await?;
    if permissions.is_subset(&own) {
        Ok(())
    } else {
        Err(PeopleError::BeyondOwn.into())
    }
}

/// The person an act is about, once it is clear that the actor may act on them: they look after the
/// organization, and the person may nothing that they may not. Otherwise a link for a new passphrase
/// would be a way to become them.
pub(super) async fn managed(
    transaction: &mut Transaction,
    actor: &Actor,
    id: Uuid,
) -> Result<Person, StoreError> {
    // One after the other: two administrators who suspend each other at one time leave one.
    change::lock(transaction).await?;
    let person = match person::one(transaction, id).await {
        // Whoever may look after nobody is told so, and not whether there is such a person.
        Err(StoreError::People(problem)) => {
            policy::allow(transaction, actor, Action::ManagePeople, None).await?;
            return Err(problem.into());
        }
        found => found?,
    };
    let organization = Some(person.organization_id);
    policy::allow(transaction, actor, Action::ManagePeople, organization).await?;
    let theirs = standing::permissions(transaction, id).await?;
    within_own(transaction, actor, &theirs).await?;
    Ok(person)
}

impl Store {
    /// Who one is.
    pub async fn me(&self, actor: &Actor) -> Result<Me, StoreError> {
        let mut transaction = self.read().await?;
        let id = person::own(&mut transaction, actor).await?;
        let found = person::me(&mut transaction, id).await?;
        found.ok_or(StoreError::Forbidden(Action::UseOwnAccount))
    }

    /// Changes one's own name and language.
    pub async fn change_own_details(
        &self,
        actor: &Actor,
        name: &str,
        lang: Lang,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let id = person::own(&mut transaction, actor).await?;
        let person = person::one(&mut transaction, id).await?;
        let name = person::checked_name(name)?;
        let values = [
            id.into(),
            name.into(),
            (&person.email).into(),
            person::email_key(&person.email).into(),
            lang.code().into(),
            person.organization_id.into(),
        ];
        transaction.execute(&person::SET_DETAILS, &values).await?;
        let about = About::person(id);
        record(&mut transaction, actor, moment, Kind::DetailsChanged, about).await?;
        transaction.commit().await
    }

    /// The people of an organization, or of the whole house, by name.
    pub async fn people(
        &self,
        actor: &Actor,
        organization: Option<Uuid>,
    ) -> Result<Vec<Person>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadPeople, organization).await?;
        let mut people = match organization {
            Some(id) => {
                transaction
                    .all(&person::OF_ORGANIZATION, &[id.into()], person::from_row)
                    .await?
            }
            None => transaction.all(&person::ALL, &[], person::from_row).await?,
        };
        let mut roles = role::of_everybody(&mut transaction).await?;
        let invitations = person_link::invitations(&mut transaction).await?;
        let invitations: BTreeMap<Uuid, Timestamp> = invitations.into_iter().collect();
        for person in &mut people {
            person.roles = roles.remove(&person.id).unwrap_or_default();
            person.invited_until = invitations.get(&person.id).copied();
        }
        people.sort_by_cached_key(|person| (person.name.to_lowercase(), person.id));
        Ok(people)
    }

    /// One person.
    pub async fn person(&self, actor: &Actor, id: Uuid) -> Result<Person, StoreError> {
        let mut transaction = self.read().await?;
        let mut person = match person::one(&mut transaction, id).await {
            Err(StoreError::People(problem)) => {
                policy::allow(&mut transaction, actor, Action::ReadPeople, None).await?;
                return Err(problem.into());
            }
            found => found?,
        };
        let organization = Some(person.organization_id);
        policy::allow(&mut transaction, actor, Action::ReadPeople, organization).await?;
        person.roles = role::of_person(&mut transaction, id).await?;
        let invitations = person_link::invitations(&mut transaction).await?;
        let mut invitations = invitations.into_iter();
        person.invited_until = invitations
            .find(|(of, _)| *of == id)
            .map(|(_, until)| until);
        Ok(person)
    }

    /// Changes who somebody is, or which organization they work for.
    pub async fn change_person(
        &self,
        actor: &Actor,
        id: Uuid,
        details: &PersonDetails,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        managed(&mut transaction, actor, id).await?;
        let organization = details.organization_id;
        policy::allow(
            &mut transaction,
            actor,
            Action::ManagePeople,
            Some(organization),
        )
        .await?;
        organization::refuse_unknown(&mut transaction, organization).await?;
        let name = person::checked_name(&details.name)?;
        let email = person::checked_email(&details.email)?;
        let key = person::email_key(&email);
        person::refuse_taken(&mut transaction, &key, Some(id)).await?;
        let values = [
            id.into(),
            name.into(),
            email.into(),
            key.into(),
            details.lang.code().into(),
            organization.into(),
        ];
        transaction.execute(&person::SET_DETAILS, &values).await?;
        let about = About {
            organization: Some(organization),
            ..About::person(id)
        };
        record(&mut transaction, actor, moment, Kind::DetailsChanged, about).await?;
        transaction.commit().await
    }

    /// Gives somebody these roles and no others. Nobody gives what they do not hold.
    pub async fn set_roles(
        &self,
        actor: &Actor,
        id: Uuid,
        roles: &BTreeSet<Uuid>,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        managed(&mut transaction, actor, id).await?;
        let before = administrators(&mut transaction).await?;
        let granted = role::permissions_of(&mut transaction, roles).await?;
        within_own(&mut transaction, actor, &granted).await?;
        let old = role::of_person(&mut transaction, id).await?;
        role::give(&mut transaction, id, roles).await?;
        keep_an_administrator(&mut transaction, before).await?;
        let added = roles.difference(&old).map(|role| format!("+{role}"));
        let gone = old.difference(roles).map(|role| format!("-{role}"));
        let detail: Vec<String> = added.chain(gone).collect();
        let about = About {
            detail: detail.join(" "),
            ..About::person(id)
        };
        record(&mut transaction, actor, moment, Kind::RolesChanged, about).await?;
        transaction.commit().await
    }

    /// Lets somebody in no more, from this moment on: their sessions end, their links too.
    pub async fn suspend(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let person = managed(&mut transaction, actor, id).await?;
        if person.state == PersonState::Suspended {
            return Err(PeopleError::WrongState.into());
        }
        let before = administrators(&mut transaction).await?;
        person::set_state(&mut transaction, id, PersonState::Suspended).await?;
        keep_an_administrator(&mut transaction, before).await?;
        session::end_all(&mut transaction, id, None).await?;
        sign_in_challenge::end_all(&mut transaction, id).await?;
        person_link::end_all(&mut transaction, id).await?;
        record(
            &mut transaction,
            actor,
            moment,
            Kind::Suspended,
            About::person(id),
        )
        .await?;
        transaction.commit().await
    }

    /// Lets somebody in again. Who had no passphrase yet needs a new invitation.
    pub async fn reinstate(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let person = managed(&mut transaction, actor, id).await?;
        if person.state != PersonState::Suspended {
            return Err(PeopleError::WrongState.into());
        }
        let keys = person::keys(&mut transaction, id).await?;
        let chosen = keys.is_some_and(|keys| keys.passphrase_hash.is_some());
        let state = if chosen {
            PersonState::Active
        } else {
            PersonState::Invited
        };
        person::set_state(&mut transaction, id, state).await?;
        record(
            &mut transaction,
            actor,
            moment,
            Kind::Reinstated,
            About::person(id),
        )
        .await?;
        transaction.commit().await
    }
}
