//! The table `person`: name, work address, language, organization; how they prove themselves; nothing more.

use std::collections::BTreeSet;

use access::Permission;
use jiff::Timestamp;
use kernel::{Actor, Lang, Text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::problem::PeopleError;
use super::standing;
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
pub(crate) struct Keys {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) email_key: String,
    pub(super) active: bool,
    pub(super) passphrase_hash: Option<String>,
    pub(crate) totp_secret: Option<String>,
    pub(crate) totp_pending: Option<String>,
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

pub(super) fn from_row(row: &dyn Row) -> Result<Person, StoreError> {
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

/// An address as it is compared. Whatever is typed has one, also what is no address.
pub(super) fn email_key(email: &str) -> String {
    email
        .trim()
        .chars()
        .filter(|character| !character.is_control())
        .take(EMAIL_LIMIT + 1)
        .flat_map(char::to_lowercase)
        .collect()
}

/// A name that is one: no control characters, not empty, not too long.
pub(super) fn checked_name(name: &str) -> Result<String, PeopleError> {
    let name: String = name
        .chars()
        .filter(|character| !character.is_control())
        .collect();
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
        && labels
            .iter()
            .all(|label| !label.is_empty() && label.len() < 64);
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

pub(super) async fn refuse_taken(
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
    transaction
        .one(&COUNT, &[], |row| row.integer("people"))
        .await
}

/// One's own id, when one is somebody whose account lets in.
pub(crate) async fn own(transaction: &mut Transaction, actor: &Actor) -> Result<Uuid, StoreError> {
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
pub(crate) async fn keys(
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
    transaction
        .execute(&SET_PASSPHRASE, &[id.into(), hash.into()])
        .await?;
    Ok(())
}

/// Keeps sealed secrets of an authenticator, and the last step whose code was used.
pub(crate) async fn set_totp(
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
    Ok(transaction
        .execute(&USE_STEP, &[id.into(), step.into()])
        .await?
        == 1)
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
pub(super) async fn one(transaction: &mut Transaction, id: Uuid) -> Result<Person, StoreError> {
    let found = transaction.all(&ONE, &[id.into()], from_row).await?;
    found
        .into_iter()
        .next()
        .ok_or_else(|| PeopleError::UnknownPerson.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_could_be_one() {
        for good in [
            "a@example.org",
            " Rosalie.Exemple+x@maison.example ",
            "é@exemple.example",
        ] {
            assert!(checked_email(good).is_ok(), "{good}");
        }
        let long = format!("{}@example.org", "x".repeat(250));
        for bad in [
            "",
            "@",
            "a@",
            "@b.c",
            "a@b",
            "a@b..c",
            "a@.c",
            "a b@c.d",
            "a@b@c.d",
            "<a@b.c>",
            "a@b.c,d@e.f",
            "a@b.c\r\nBcc: x@y.z",
            "a\0@b.c",
            &long,
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
        assert_eq!(
            checked_name(&"é".repeat(NAME_LIMIT + 1)),
            Err(PeopleError::NameTooLong)
        );
    }
}
