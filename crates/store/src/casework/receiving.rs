//! Which organizations have somebody here who receives what is asked of them: the others are reached by a
//! one-time link.

use std::collections::{BTreeMap, BTreeSet};

use access::Permission;
use kernel::Actor;
use uuid::Uuid;

use crate::Store;
use crate::error::StoreError;
use crate::people::standing;
use crate::policy::{self, Action};
use crate::statements::statements;

statements! {
    /// One row per person, role and permission; a role of the program has no permissions here.
    Both GRANTED =
        "SELECT person.id AS person_id, person.organization_id AS organization_id,
            person_role.role_id AS role_id, role_permission.permission AS permission
         FROM person
         JOIN person_role ON person_role.person_id = person.id
         LEFT JOIN role_permission ON role_permission.role_id = person_role.role_id
         WHERE person.state = 'active'";
}

impl Store {
    /// The organizations in which somebody with an open account receives referrals. It says nothing of who.
    pub async fn receiving_organizations(
        &self,
        actor: &Actor,
    ) -> Result<BTreeSet<Uuid>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        let mut people: BTreeMap<(Uuid, Uuid), BTreeSet<Permission>> = BTreeMap::new();
        transaction
            .each(&GRANTED, &[], |row| {
                let who = (row.parsed("organization_id")?, row.parsed("person_id")?);
                let permission = row.optional_text("permission")?;
                let granted = standing::granted(row.parsed("role_id")?, permission.as_deref());
                people.entry(who).or_default().extend(granted);
                Ok(())
            })
            .await?;
        // Whoever manages accounts sees nothing of a case, whatever their roles say (`casework.cedar`).
        let manages = [Permission::ManageAnyPeople, Permission::ManageRoles];
        Ok(people
            .into_iter()
            .filter(|(_, may)| {
                may.contains(&Permission::ReceiveReferrals)
                    && !manages.iter().any(|one| may.contains(one))
            })
            .map(|((organization, _), _)| organization)
            .collect())
    }
}
