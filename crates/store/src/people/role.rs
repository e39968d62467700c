//! The tables `role`, `role_permission`, `person_role`: what people may do, as data.

use std::collections::{BTreeMap, BTreeSet};

use access::{Permission, SHIPPED_ROLES, ShippedRole, shipped_role};
use kernel::{Actor, Lang, Text};
use uuid::Uuid;

use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::problem::PeopleError;
use super::{Moment, managing, person, standing};
use crate::Store;
use crate::directory::change;
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::{Batch, statements};

/// A role, shipped or made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: Uuid,
    /// The key of a role that ships with Cairn; `None` for one made here, which can be changed.
    pub shipped: Option<&'static str>,
    /// Its name.
    pub name: Text,
    /// What it is for.
    pub description: Text,
    /// What it lets its holder do.
    pub permissions: BTreeSet<Permission>,
    /// How many people have it, whatever the state of their accounts.
    pub people: u64,
    /// Its version: what a change is made on.
    pub version: i64,
}

/// A role to be made, or what one is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRole {
    /// Its name. One language is enough; the other is then labelled.
    pub name: Text,
    /// What it is for.
    pub description: Text,
    /// What it lets its holder do.
    pub permissions: BTreeSet<Permission>,
}

pub(crate) const PERMISSION_BATCH: Batch = Batch {
    table: "role_permission",
    columns: &["role_id", "permission"],
    key: None,
};

pub(crate) const PERSON_BATCH: Batch = Batch {
    table: "person_role",
    columns: &["person_id", "role_id"],
    key: None,
};

statements! {
    Both READ =
        "SELECT id, name_en, name_fr, description_en, description_fr, version FROM role";
    Both PERMISSIONS = "SELECT role_id, permission FROM role_permission";
    Both HOLDERS = "SELECT role_id, COUNT(*) AS people FROM person_role GROUP BY role_id";
    Both OF_PERSON = "SELECT role_id FROM person_role WHERE person_id = $1";
    Both OF_EVERYBODY = "SELECT person_id, role_id FROM person_role";
    Both TAKE_ALL = "DELETE FROM person_role WHERE person_id = $1";
    Both ADD =
        "INSERT INTO role (id, name_en, name_fr, description_en, description_fr)
         VALUES ($1, $2, $3, $4, $5)";
    Both CHANGE =
        "UPDATE role SET name_en = $2, name_fr = $3, description_en = $4, description_fr = $5,
            version = version + 1
         WHERE id = $1";
    Both DROP_PERMISSIONS = "DELETE FROM role_permission WHERE role_id = $1";
    Both DELETE = "DELETE FROM role WHERE id = $1";
}

/// The roles of one person.
pub(super) async fn of_person(
    transaction: &mut Transaction,
    person: Uuid,
) -> Result<BTreeSet<Uuid>, StoreError> {
    let found = transaction
        .all(&OF_PERSON, &[person.into()], |row| row.parsed("role_id"))
        .await?;
    Ok(found.into_iter().collect())
}

/// The roles of everybody.
pub(super) async fn of_everybody(
    transaction: &mut Transaction,
) -> Result<BTreeMap<Uuid, BTreeSet<Uuid>>, StoreError> {
    let mut roles: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    transaction
        .each(&OF_EVERYBODY, &[], |row| {
            let person = row.parsed("person_id")?;
            roles
                .entry(person)
                .or_default()
                .insert(row.parsed("role_id")?);
            Ok(())
        })
        .await?;
    Ok(roles)
}

/// Gives a person these roles and no others.
pub(super) async fn give(
    transaction: &mut Transaction,
    person: Uuid,
    roles: &BTreeSet<Uuid>,
) -> Result<(), StoreError> {
    transaction.execute(&TAKE_ALL, &[person.into()]).await?;
    let values: Vec<Value<'_>> = roles
        .iter()
        .flat_map(|role| [person.into(), (*role).into()])
        .collect();
    transaction.insert(&PERSON_BATCH, &values).await
}

/// What these roles let one do together. A role that is not there is an error.
pub(super) async fn permissions_of(
    transaction: &mut Transaction,
    roles: &BTreeSet<Uuid>,
) -> Result<BTreeSet<Permission>, StoreError> {
    let all = read(transaction).await?;
    let mut granted = BTreeSet::new();
    for id in roles {
        let role = all.iter().find(|role| role.id == *id);
        granted.extend(&role.ok_or(PeopleError::UnknownRole)?.permissions);
    }
    Ok(granted)
}

fn shipped(role: &'static ShippedRole) -> Role {
    Role {
        id: role.id(),
        shipped: Some(role.slug),
        name: Text::new(role.name(Lang::En), role.name(Lang::Fr)),
        description: Text::new(role.description(Lang::En), role.description(Lang::Fr)),
        permissions: role.permissions.iter().copied().collect(),
        people: 0,
        version: 1,
    }
}

/// Every role: the program's in their order, then those made here by their English names.
async fn read(transaction: &mut Transaction) -> Result<Vec<Role>, StoreError> {
    let mut own = transaction
        .all(&READ, &[], |row| {
            Ok(Role {
                id: row.parsed("id")?,
                shipped: None,
                name: row.both("name_en", "name_fr")?,
                description: row.both("description_en", "description_fr")?,
                permissions: BTreeSet::new(),
                people: 0,
                version: row.integer("version")?,
            })
        })
        .await?;
    own.sort_by_cached_key(|role| (role.name.shown(Lang::En).0.to_lowercase(), role.id));
    let mut roles: Vec<Role> = SHIPPED_ROLES.iter().map(shipped).chain(own).collect();
    transaction
        .each(&PERMISSIONS, &[], |row| {
            let id: Uuid = row.parsed("role_id")?;
            let granted = standing::granted(id, row.optional_text("permission")?.as_deref());
            if let Some(role) = roles.iter_mut().find(|role| role.id == id) {
                role.permissions.extend(granted);
            }
            Ok(())
        })
        .await?;
    transaction
        .each(&HOLDERS, &[], |row| {
            let id: Uuid = row.parsed("role_id")?;
            if let Some(role) = roles.iter_mut().find(|role| role.id == id) {
                role.people = row.integer("people")? as u64;
            }
            Ok(())
        })
        .await?;
    Ok(roles)
}

fn checked(role: &NewRole) -> Result<Text, PeopleError> {
    let side = |side: &str| {
        if side.trim().is_empty() {
            Ok(String::new())
        } else {
            person::checked_name(side)
        }
    };
    let name = Text::new(side(&role.name.en)?, side(&role.name.fr)?);
    if name.is_empty() {
        return Err(PeopleError::EmptyName);
    }
    let long = |text: &str| text.chars().count() > 2_000;
    if long(&role.description.en) || long(&role.description.fr) {
        return Err(PeopleError::NameTooLong);
    }
    Ok(name)
}

/// A description without what no keyboard writes.
fn clean(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|character| !character.is_control() || *character == '\n');
    kept.collect::<String>().trim().to_owned()
}

fn values<'a>(id: Uuid, name: &'a Text, role: &NewRole) -> [Value<'a>; 5] {
    [
        id.into(),
        (&name.en).into(),
        (&name.fr).into(),
        clean(&role.description.en).into(),
        clean(&role.description.fr).into(),
    ]
}

async fn keep_permissions(
    transaction: &mut Transaction,
    id: Uuid,
    permissions: &BTreeSet<Permission>,
) -> Result<(), StoreError> {
    transaction.execute(&DROP_PERMISSIONS, &[id.into()]).await?;
    let values: Vec<Value<'_>> = permissions
        .iter()
        .flat_map(|permission| [id.into(), permission.word().into()])
        .collect();
    transaction.insert(&PERMISSION_BATCH, &values).await
}

/// A role made here; one of the program's cannot be touched.
async fn changeable(transaction: &mut Transaction, id: Uuid) -> Result<Role, StoreError> {
    if shipped_role(id).is_some() {
        return Err(PeopleError::ShippedRole.into());
    }
    let all = read(transaction).await?;
    let found = all.into_iter().find(|role| role.id == id);
    found.ok_or_else(|| PeopleError::UnknownRole.into())
}

impl Store {
    /// Every role: those that ship with Cairn, then those made here.
    pub async fn roles(&self, actor: &Actor) -> Result<Vec<Role>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadHouse, None).await?;
        read(&mut transaction).await
    }

    /// Makes a role. Nobody makes one that may more than they may themselves.
    pub async fn add_role(
        &self,
        actor: &Actor,
        role: &NewRole,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ManageRoles, None).await?;
        managing::within_own(&mut transaction, actor, &role.permissions).await?;
        let name = checked(role)?;
        let id = moment.id();
        transaction.execute(&ADD, &values(id, &name, role)).await?;
        keep_permissions(&mut transaction, id, &role.permissions).await?;
        let words: Vec<&str> = role.permissions.iter().map(|one| one.word()).collect();
        let about = About {
            role: Some(id),
            detail: words.join(" "),
            ..About::default()
        };
        record(&mut transaction, actor, moment, Kind::RoleAdded, about).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Changes a role, for everybody who has it, from this moment on. It is refused when somebody changed
    /// it since `version`.
    pub async fn change_role(
        &self,
        actor: &Actor,
        (id, version): (Uuid, i64),
        role: &NewRole,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ManageRoles, None).await?;
        change::lock(&mut transaction).await?;
        let old = changeable(&mut transaction, id).await?;
        // Also what it could do before: nobody takes away what they could not give back.
        let both: BTreeSet<Permission> =
            old.permissions.union(&role.permissions).copied().collect();
        managing::within_own(&mut transaction, actor, &both).await?;
        let name = checked(role)?;
        if old.version != version {
            return Err(PeopleError::ChangedSince.into());
        }
        let before = managing::administrators(&mut transaction).await?;
        transaction
            .execute(&CHANGE, &values(id, &name, role))
            .await?;
        keep_permissions(&mut transaction, id, &role.permissions).await?;
        managing::keep_an_administrator(&mut transaction, before).await?;
        let added = role.permissions.difference(&old.permissions);
        let gone = old.permissions.difference(&role.permissions);
        let detail: Vec<String> = added
            .map(|one| format!("+{one}"))
            .chain(gone.map(|one| format!("-{one}")))
            .collect();
        let about = About {
            role: Some(id),
            detail: detail.join(" "),
            ..About::default()
        };
        record(&mut transaction, actor, moment, Kind::RoleChanged, about).await?;
        transaction.commit().await
    }

    /// Deletes a role that nobody has.
    pub async fn delete_role(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ManageRoles, None).await?;
        change::lock(&mut transaction).await?;
        let role = changeable(&mut transaction, id).await?;
        if role.people > 0 {
            return Err(PeopleError::RoleInUse.into());
        }
        managing::within_own(&mut transaction, actor, &role.permissions).await?;
        transaction.execute(&DROP_PERMISSIONS, &[id.into()]).await?;
        transaction.execute(&DELETE, &[id.into()]).await?;
        let about = About {
            role: Some(id),
            ..About::default()
        };
        record(&mut transaction, actor, moment, Kind::RoleDeleted, about).await?;
        transaction.commit().await
    }
}
