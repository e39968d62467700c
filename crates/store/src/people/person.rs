//! The table `person`: name, work address, language, organization; how they prove themselves; nothing more.

use std::collections::{BTreeMap, BTreeSet};

use access::Permission;
use jiff::Timestamp;
use kernel::{Actor, Lang, Text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::problem::PeopleError;
use super::{Moment, organization, person_link, role, session, sign_in_challenge, standing};
use crate::Store;
use crate::directory::change;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// The longest name, in characters.
pub const NAME_LIMIT: usize = 200;
/// The longest address, in bytes (RFC 5321, 4.5.3.1.3: 256 with its brackets).
const EMAIL_LIMIT: usize = 254;

/// Whether an account lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonState {
    /// Has not chosen a passphrase yet.
    Invited,
    /// Lets in.
    Active,
    /// Does not let in.
    Suspended,
}

/// Who somebody is, as they may be shown to whoever looks after people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their work address.
    pub email: String,
    /// The language they read.
    pub lang: Lang,
    /// The organization they work for.
    pub organization_id: Uuid,
    /// Whether their account lets in.
    pub state: PersonState,
    /// Whether they have a second factor.
    pub totp: bool,
    /// Their roles.
    pub roles: BTreeSet<Uuid>,
    /// Until when the invitation can be accepted, when they have not yet; `None` for an invitation
    /// that has expired and was swept up.
    pub invited_until: Option<Timestamp>,
}

/// What may be changed about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDetails {
    /// Their name.
    pub name: String,
    /// Their work address.
    pub email: String,
    /// The language they read.
    pub lang: Lang,
    /// The organization they work for.
    pub organization_id: Uuid,
}

/// Somebody to themselves: what every page needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// One's id.
    pub id: Uuid,
    /// One's name.
    pub name: String,
    /// One's work address.
    pub email: String,
    /// The language one reads.
    pub lang: Lang,
    /// The organization one works for.
    pub organization_id: Uuid,
    /// Its name.
    pub organization: Text,
    /// What one's roles let one do.
    pub permissions: BTreeSet<Permission>,
    /// Whether one has a second factor.
    pub totp: bool,
}

impl Me {
    /// Whether one's roles let one do this, for whatever organizations they do.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

/// How somebody proves themselves. Never leaves the store.
#[derive(Clone)]
pub(super) struct Keys {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) email_key: String,
    pub(super) active: bool,
    pub(super) passphrase_hash: Option<String>,
    pub(super) totp_secret: Option<String>,
    pub(super) totp_pending: Option<String>,
    pub(super) totp_last_step: i64,
}

statements! {
    Both ADD =
        "INSERT INTO person
            (id, name, email, email_key, lang, organization_id, state, passphrase_hash,
             totp_secret, totp_pending, totp_last_step)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL, 0)";
    Both COUNT = "SELECT COUNT(*) AS people FROM person";
    Both ALL =
        "SELECT id, name, email, lang, organization_id, state, totp_secret
         FROM person";
    Both OF_ORGANIZATION =
        "SELECT id, name, email, lang, organization_id, state, totp_secret
         FROM person WHERE organization_id = $1";
    Both ONE =
        "SELECT id, name, email, lang, organization_id, state, totp_secret
         FROM person WHERE id = $1";
    Both ID_BY_EMAIL = "SELECT id FROM person WHERE email_key = $1";
    Both ME =
        "SELECT person.name AS name, person.email AS email, person.lang AS lang,
            person.organization_id AS organization_id, person.totp_secret AS totp_secret,
            organization.name_en AS name_en, organization.name_fr AS name_fr
         FROM person JOIN organization ON organization.id = person.organization_id
         WHERE person.id = $1 AND person.state = 'active'";
    Both KEYS =
        "SELECT id, name, email, email_key, state, passphrase_hash, totp_secret, totp_pending,
            totp_last_step
         FROM person WHERE id = $1";
    Both KEYS_OF_ALL =
        "SELECT id, name, email, email_key, state, passphrase_hash, totp_secret, totp_pending,
            totp_last_step
         FROM person WHERE totp_secret IS NOT NULL OR totp_pending IS NOT NULL";
    Both SET_DETAILS =
        "UPDATE person SET name = $2, email = $3, email_key = $4, lang = $5, organization_id = $6
         WHERE id = $1";
    Both SET_STATE = "UPDATE person SET state = $2 WHERE id = $1";
    Both SET_PASSPHRASE = "UPDATE person SET passphrase_hash = $2 WHERE id = $1";
    Both SET_TOTP =
        "UPDATE person SET totp_secret = $2, totp_pending = $3, totp_last_step = $4 WHERE id = $1";
    /// Only forwards: of two who bring one code at one time, one comes too late.
    Both USE_STEP = "UPDATE person SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2";
    /// Who is left to look after people and roles: one row per person, role and permission.
    Both GRANTED_TO_ACTIVE =
        "SELECT person_role.person_id AS person_id, person_role.role_id AS role_id,
            role_permission.permission AS permission
         FROM person_role
         JOIN person ON person.id = person_role.person_id AND person.state = 'active'
         LEFT JOIN role_permission ON role_permission.role_id = person_role.role_id";
}

fn from_row(row: &dyn Row) -> Result<Person, StoreError> {
    Ok(Person {
        id: row.parsed("id")?,
        name: row.text("name")?,
        email: row.text("email")?,
        lang: row.parsed("lang")?,
        organization_id: row.parsed("organization_id")?,
        state: row.word("state")?,
        totp: row.optional_text("totp_secret")?.is_some(),
        roles: BTreeSet::new(),
        invited_until: None,
    })
}

fn keys_from_row(row: &dyn Row) -> Result<Keys, StoreError> {
    Ok(Keys {
        id: row.parsed("id")?,
        name: row.text("name")?,
        email: row.text("email")?,
        email_key: row.text("email_key")?,
        active: row.word::<PersonState>("state")? == PersonState::Active,
        passphrase_hash: row.optional_text("passphrase_hash")?,
        totp_secret: row.optional_text("totp_secret")?,
        totp_pending: row.optional_text("totp_pending")?,
        totp_last_step: row.integer("totp_last_step")?,
    })
}

/// An address as it is compared.
pub(super) fn email_key(email: &str) -> String {
    email.trim().chars().take(EMAIL_LIMIT + 1).flat_map(char::to_lowercase).collect()
}

/// A name that is one: no control characters, not empty, not too long.
pub(super) fn checked_name(name: &str) -> Result<String, PeopleError> {
    let name: String = name.chars().filter(|character| !character.is_control()).collect();
    let name = name.trim();
    if name.is_empty() {
        return Err(PeopleError::EmptyName);
    }
    if name.chars().count() > NAME_LIMIT {
        return Err(PeopleError::NameTooLong);
    }
    Ok(name.to_owned())
}

/// An address that could be one: something, an @, a name with a dot. What it is worth shows when
/// something is sent there.
pub(super) fn checked_email(email: &str) -> Result<String, PeopleError> {
    let email = email.trim();
    let (local, domain) = email.rsplit_once('@').ok_or(PeopleError::BadEmail)?;
    let bad = |character: char| {
        character.is_whitespace() || character.is_control() || "<>(),;:\\\"[]".contains(character)
    };
    let labels: Vec<&str> = domain.split('.').collect();
    let well = !local.is_empty()
        && !local.contains('@')
        && email.len() <= EMAIL_LIMIT
        && !email.contains(bad)
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty() && label.len() < 64);
    if well {
        Ok(email.to_owned())
    } else {
        Err(PeopleError::BadEmail)
    }
}

/// A person to be added.
pub(super) struct NewRow<'a> {
    pub(super) id: Uuid,
    pub(super) name: &'a str,
    pub(super) email: &'a str,
    pub(super) lang: Lang,
    pub(super) organization_id: Uuid,
    pub(super) state: PersonState,
    pub(super) passphrase_hash: Option<String>,
}

/// Adds a person; the address must be nobody's.
pub(super) async fn add(transaction: &mut Transaction, row: NewRow<'_>) -> Result<(), StoreError> {
    let key = email_key(row.email);
    refuse_taken(transaction, &key, None).await?;
    let values: [Value<'_>; 8] = [
        row.id.into(),
        row.name.into(),
        row.email.into(),
        key.into(),
        row.lang.code().into(),
        row.organization_id.into(),
        crate::engine::word(&row.state).into(),
        row.passphrase_hash.into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(())
}

async fn refuse_taken(
    transaction: &mut Transaction,
    key: &str,
    except: Option<Uuid>,
) -> Result<(), StoreError> {
    let found = transaction
        .all(&ID_BY_EMAIL, &[key.into()], |row| row.parsed::<Uuid>("id"))
        .await?;
    if found.iter().any(|id| Some(*id) != except) {
        return Err(PeopleError::EmailTaken.into());
    }
    Ok(())
}

/// How many accounts there are, whatever their state.
pub(super) async fn count(transaction: &mut Transaction) -> Result<i64, StoreError> {
    transaction.one(&COUNT, &[], |row| row.integer("people")).await
}

/// One's own id, when one is somebody whose account lets in.
pub(super) async fn own(transaction: &mut Transaction, actor: &Actor) -> Result<Uuid, StoreError> {
    policy::allow(transaction, actor, Action::UseOwnAccount, None).await?;
    match actor {
        Actor::Person(id) => Ok(*id),
        _ => Err(StoreError::Forbidden(Action::UseOwnAccount)),
    }
}

/// How one proves oneself, when one is somebody whose account lets in.
pub(super) async fn own_keys(
    transaction: &mut Transaction,
    actor: &Actor,
) -> Result<Keys, StoreError> {
    let id = own(transaction, actor).await?;
    let found = keys(transaction, id).await?;
    found.ok_or(StoreError::Forbidden(Action::UseOwnAccount))
}

/// How somebody proves themselves.
pub(super) async fn keys(
    transaction: &mut Transaction,
    id: Uuid,
) -> Result<Option<Keys>, StoreError> {
    let found = transaction.all(&KEYS, &[id.into()], keys_from_row).await?;
    Ok(found.into_iter().next())
}

/// The same by address, in lower case.
pub(super) async fn keys_by_email(
    transaction: &mut Transaction,
    key: &str,
) -> Result<Option<Keys>, StoreError> {
    let found = transaction
        .all(&ID_BY_EMAIL, &[key.into()], |row| row.parsed::<Uuid>("id"))
        .await?;
    match found.first() {
        Some(id) => keys(transaction, *id).await,
        None => Ok(None),
    }
}

/// Everybody who has something sealed.
pub(super) async fn all_sealed(transaction: &mut Transaction) -> Result<Vec<Keys>, StoreError> {
    transaction.all(&KEYS_OF_ALL, &[], keys_from_row).await
}

/// Keeps the hash of a passphrase.
pub(super) async fn set_passphrase_hash(
    transaction: &mut Transaction,
    id: Uuid,
    hash: &str,
) -> Result<(), StoreError> {
    transaction.execute(&SET_PASSPHRASE, &[id.into(), hash.into()]).await?;
    Ok(())
}

/// Keeps sealed secrets of an authenticator, and the last step whose code was used.
pub(super) async fn set_totp(
    transaction: &mut Transaction,
    id: Uuid,
    secret: Option<String>,
    pending: Option<String>,
    last_step: i64,
) -> Result<(), StoreError> {
    let values = [id.into(), secret.into(), pending.into(), last_step.into()];
    transaction.execute(&SET_TOTP, &values).await?;
    Ok(())
}

/// Uses a step up; `false` when it was used in the meantime.
pub(super) async fn use_totp_step(
    transaction: &mut Transaction,
    id: Uuid,
    step: i64,
) -> Result<bool, StoreError> {
    Ok(transaction.execute(&USE_STEP, &[id.into(), step.into()]).await? == 1)
}

/// Sets whether an account lets in. Sessions and challenges of one that does not are over.
pub(super) async fn set_state(
    transaction: &mut Transaction,
    id: Uuid,
    state: PersonState,
) -> Result<(), StoreError> {
    let values = [id.into(), crate::engine::word(&state).into()];
    transaction.execute(&SET_STATE, &values).await?;
    Ok(())
}

/// Somebody to themselves; `None` when their account does not let in.
pub(super) async fn me(transaction: &mut Transaction, id: Uuid) -> Result<Option<Me>, StoreError> {
    let found = transaction
        .all(&ME, &[id.into()], |row| {
            Ok(Me {
                id,
                name: row.text("name")?,
                email: row.text("email")?,
                lang: row.parsed("lang")?,
                organization_id: row.parsed("organization_id")?,
                organization: row.both("name_en", "name_fr")?,
                permissions: BTreeSet::new(),
                totp: row.optional_text("totp_secret")?.is_some(),
            })
        })
        .await?;
    let Some(mut me) = found.into_iter().next() else {
        return Ok(None);
    };
    me.permissions = standing::permissions(transaction, id).await?;
    Ok(Some(me))
}

/// One person, without their roles.
async fn one(transaction: &mut Transaction, id: Uuid) -> Result<Person, StoreError> {
    let found = transaction.all(&ONE, &[id.into()], from_row).await?;
    found
        .into_iter()
        .next()
        .ok_or_else(|| PeopleError::UnknownPerson.into())
}

/// How many active people could look after people and roles of the whole house.
pub(super) async fn administrators(transaction: &mut Transaction) -> Result<usize, StoreError> {
    let rows = transaction
        .all(&GRANTED_TO_ACTIVE, &[], |row| {
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
    let person = match one(transaction, id).await {
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
        let id = own(&mut transaction, actor).await?;
        let found = me(&mut transaction, id).await?;
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
        let id = own(&mut transaction, actor).await?;
        let person = one(&mut transaction, id).await?;
        let name = checked_name(name)?;
        let values = [
            id.into(),
            name.into(),
            (&person.email).into(),
            email_key(&person.email).into(),
            lang.code().into(),
            person.organization_id.into(),
        ];
        transaction.execute(&SET_DETAILS, &values).await?;
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
            Some(id) => transaction.all(&OF_ORGANIZATION, &[id.into()], from_row).await?,
            None => transaction.all(&ALL, &[], from_row).await?,
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
        let mut person = match one(&mut transaction, id).await {
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
        person.invited_until = invitations.find(|(of, _)| *of == id).map(|(_, until)| until);
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
        policy::allow(&mut transaction, actor, Action::ManagePeople, Some(organization)).await?;
        organization::refuse_unknown(&mut transaction, organization).await?;
        let name = checked_name(&details.name)?;
        let email = checked_email(&details.email)?;
        let key = email_key(&email);
        refuse_taken(&mut transaction, &key, Some(id)).await?;
        let values = [
            id.into(),
            name.into(),
            email.into(),
            key.into(),
            details.lang.code().into(),
            organization.into(),
        ];
        transaction.execute(&SET_DETAILS, &values).await?;
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
        set_state(&mut transaction, id, PersonState::Suspended).await?;
        keep_an_administrator(&mut transaction, before).await?;
        session::end_all(&mut transaction, id, None).await?;
        sign_in_challenge::end_all(&mut transaction, id).await?;
        person_link::end_all(&mut transaction, id).await?;
        record(&mut transaction, actor, moment, Kind::Suspended, About::person(id)).await?;
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
        let keys = keys(&mut transaction, id).await?;
        let chosen = keys.is_some_and(|keys| keys.passphrase_hash.is_some());
        let state = if chosen {
            PersonState::Active
        } else {
            PersonState::Invited
        };
        set_state(&mut transaction, id, state).await?;
        record(&mut transaction, actor, moment, Kind::Reinstated, About::person(id)).await?;
        transaction.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_could_be_one() {
        for good in ["a@example.org", " Rosalie.Exemple+x@maison.example ", "é@exemple.example"] {
            assert!(checked_email(good).is_ok(), "{good}");
        }
        let long = format!("{}@example.org", "x".repeat(250));
        for bad in [
            "", "@", "a@", "@b.c", "a@b", "a@b..c", "a@.c", "a b@c.d", "a@b@c.d", "<a@b.c>", "a@b.c,d@e.f",
            "a@b.c\r\nBcc: x@y.z", "a\0@b.c", &long,
        ] {
            assert_eq!(checked_email(bad), Err(PeopleError::BadEmail), "{bad}");
        }
        assert_eq!(email_key(" Ana@Example.ORG "), "ana@example.org");
    }

    #[test]
    fn a_name_that_is_one() {
        assert_eq!(checked_name("  Ana\u{0}\u{7} B. ").as_deref(), Ok("Ana B."));
        assert_eq!(checked_name(" \n "), Err(PeopleError::EmptyName));
        assert!(checked_name(&"é".repeat(NAME_LIMIT)).is_ok());
        assert_eq!(checked_name(&"é".repeat(NAME_LIMIT + 1)), Err(PeopleError::NameTooLong));
    }
}
