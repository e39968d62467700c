//! The table `organization` as the staff side sees it: who is inside whom, and how many people each has.

use std::collections::BTreeMap;

use directory::organization::Organization;
use kernel::{Actor, Lang, Text};
use uuid::Uuid;

use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::problem::PeopleError;
use super::{Moment, person, standing};
use crate::Store;
use crate::directory::history::ChangeKind;
use crate::directory::{change, organization as directory_organization, organization_edit};
use crate::engine::{Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// An organization to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrganization {
    /// Its name. One language is enough.
    pub name: Text,
    /// The organization it is a chapter of.
    pub parent: Option<Uuid>,
}

/// An organization as the staff side lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffOrganization {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Text,
    /// The organization it is a chapter of.
    pub parent: Option<Uuid>,
    /// How many people have an account there, whatever its state.
    pub people: u64,
}

statements! {
    Both ALL =
        "SELECT id, name_en, name_fr, parent_organization_id FROM organization WHERE withdrawn = 0";
    Both PEOPLE =
        "SELECT organization_id, COUNT(*) AS people FROM person GROUP BY organization_id";
    Both KNOWN = "SELECT id FROM organization WHERE id = $1";
    Both ADD =
        "INSERT INTO organization
            (id, slug, name_en, name_fr, parent_organization_id, origin, withdrawn, record_digest)
         VALUES ($1, $2, $3, $4, $5, 'local', 0, '')";
    Both MOVE = "UPDATE organization SET parent_organization_id = $2 WHERE id = $1";
}

/// A name in one language at least.
pub(super) fn checked_name(name: &Text) -> Result<Text, PeopleError> {
    let side = |side: &str| {
        if side.trim().is_empty() {
            Ok(String::new())
        } else {
            person::checked_name(side)
        }
    };
    let name = Text::new(side(&name.en)?, side(&name.fr)?);
    if name.is_empty() {
        return Err(PeopleError::EmptyName);
    }
    Ok(name)
}

/// Refuses an organization that is not there.
pub(super) async fn refuse_unknown(
    transaction: &mut Transaction,
    id: Uuid,
) -> Result<(), StoreError> {
    let found = transaction
        .all(&KNOWN, &[id.into()], |row| row.text("id"))
        .await?;
    if found.is_empty() {
        return Err(PeopleError::UnknownOrganization.into());
    }
    Ok(())
}

/// Adds an organization; its name has been checked.
pub(super) async fn add(
    transaction: &mut Transaction,
    name: &Text,
    parent: Option<Uuid>,
    moment: &Moment<'_>,
) -> Result<Uuid, StoreError> {
    if let Some(parent) = parent {
        refuse_unknown(transaction, parent).await?;
    }
    let id = moment.id();
    let values: [Value<'_>; 5] = [
        id.into(),
        id.to_string().into(),
        (&name.en).into(),
        (&name.fr).into(),
        parent.map(|parent| parent.to_string()).into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(id)
}

impl Store {
    /// Every organization with its parent and the number of its people, by English name: for lists and
    /// for choosing. Names are public; how many people is told to whoever may read who they are.
    pub async fn staff_organizations(
        &self,
        actor: &Actor,
    ) -> Result<Vec<StaffOrganization>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadHouse, None).await?;
        let all = policy::allow(&mut transaction, actor, Action::ReadPeople, None).await;
        let mut people: BTreeMap<Uuid, u64> = BTreeMap::new();
        transaction
            .each(&PEOPLE, &[], |row| {
                let count = row.integer("people")? as u64;
                people.insert(row.parsed("organization_id")?, count);
                Ok(())
            })
            .await?;
        if all.is_err() {
            let own = match actor {
                Actor::Person(id) => standing::of(&mut transaction, *id, true).await?,
                _ => None,
            };
            people.retain(|id, _| {
                own.as_ref()
                    .is_some_and(|own| own.organizations_within.contains(id))
            });
        }
        let mut organizations = transaction
            .all(&ALL, &[], |row| {
                let id = row.parsed("id")?;
                Ok(StaffOrganization {
                    id,
                    name: row.both("name_en", "name_fr")?,
                    parent: row.optional_parsed("parent_organization_id")?,
                    people: people.get(&id).copied().unwrap_or_default(),
                })
            })
            .await?;
        organizations.sort_by_cached_key(|one| (one.name.shown(Lang::En).0.to_lowercase(), one.id));
        Ok(organizations)
    }

    /// Adds an organization, or a chapter inside one. Until it has a listing, the public sees nothing
    /// of it.
    pub async fn add_organization(
        &self,
        actor: &Actor,
        new: &NewOrganization,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(
            &mut transaction,
            actor,
            Action::ManageOrganizations,
            new.parent,
        )
        .await?;
        let name = checked_name(&new.name)?;
        let id = add(&mut transaction, &name, new.parent, moment).await?;
        let about = About {
            organization: Some(id),
            ..About::default()
        };
        record(
            &mut transaction,
            actor,
            moment,
            Kind::OrganizationAdded,
            about,
        )
        .await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Renames an organization. Its listings show the new name at the next index.
    pub async fn rename_organization(
        &self,
        actor: &Actor,
        id: Uuid,
        name: &Text,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(
            &mut transaction,
            actor,
            Action::ManageOrganizations,
            Some(id),
        )
        .await?;
        refuse_unknown(&mut transaction, id).await?;
        let name = checked_name(name)?;
        let before = directory_organization::read_one(&mut transaction, id).await?;
        let before = before.ok_or(PeopleError::UnknownOrganization)?;
        let after = Organization {
            name,
            ..before.clone()
        };
        let (kind, by) = (ChangeKind::Edit, (actor, moment));
        let vault = self.vault().ok();
        organization_edit::write(&mut transaction, &before, &after, kind, by, vault).await?;
        let about = About {
            organization: Some(id),
            ..About::default()
        };
        record(
            &mut transaction,
            actor,
            moment,
            Kind::OrganizationRenamed,
            about,
        )
        .await?;
        transaction.commit().await
    }

    /// Puts an organization inside another, or takes it out.
    pub async fn move_organization(
        &self,
        actor: &Actor,
        id: Uuid,
        parent: Option<Uuid>,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(
            &mut transaction,
            actor,
            Action::ManageOrganizations,
            Some(id),
        )
        .await?;
        // One move at a time: two that each are harmless could make a circle together.
        change::lock(&mut transaction).await?;
        refuse_unknown(&mut transaction, id).await?;
        if let Some(parent) = parent {
            refuse_unknown(&mut transaction, parent).await?;
            if standing::within(&mut transaction, id)
                .await?
                .contains(&parent)
            {
                return Err(PeopleError::Cycle.into());
            }
        }
        let values = [id.into(), parent.map(|parent| parent.to_string()).into()];
        transaction.execute(&MOVE, &values).await?;
        let about = About {
            organization: Some(id),
            detail: parent.map(|parent| parent.to_string()).unwrap_or_default(),
            ..About::default()
        };
        record(
            &mut transaction,
            actor,
            moment,
            Kind::OrganizationMoved,
            about,
        )
        .await?;
        transaction.commit().await
    }
}
