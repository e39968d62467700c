//! What a person may do, read in the transaction of the act: a role taken away ends at once.

use std::collections::BTreeSet;

use access::{Permission, Standing, shipped_role};
use uuid::Uuid;

use crate::engine::Transaction;
use crate::error::StoreError;
use crate::statements::statements;

statements! {
    Both ACTIVE = "SELECT organization_id FROM person WHERE id = $1 AND state = 'active'";
    /// One row per role and permission; a role of the program has no permissions here.
    Both GRANTED =
        "SELECT person_role.role_id AS role_id, role_permission.permission AS permission
         FROM person_role
         LEFT JOIN role_permission ON role_permission.role_id = person_role.role_id
         WHERE person_role.person_id = $1";
    /// An organization, its chapters, and theirs. UNION drops what it has seen, so that even a damaged
    /// tree ends.
    Both WITHIN =
        "WITH RECURSIVE within (id) AS (
            SELECT CAST($1 AS TEXT)
            UNION
            SELECT organization.id FROM organization
            JOIN within ON organization.parent_organization_id = within.id
         )
         SELECT id FROM within";
}

/// The standing of an active person; `None` for anyone else. The chapters are read only when the act
/// is about an organization.
pub(crate) async fn of(
    transaction: &mut Transaction,
    person: Uuid,
    with_chapters: bool,
) -> Result<Option<Standing>, StoreError> {
    let found = transaction
        .all(&ACTIVE, &[person.into()], |row| {
            row.parsed::<Uuid>("organization_id")
        })
        .await?;
    let Some(organization) = found.first().copied() else {
        return Ok(None);
    };
    let organizations_within = if with_chapters {
        within(transaction, organization).await?
    } else {
        BTreeSet::from([organization])
    };
    Ok(Some(Standing {
        person,
        organization,
        organizations_within,
        permissions: permissions(transaction, person).await?,
    }))
}

/// An organization with its chapters, and theirs.
pub(crate) async fn within(
    transaction: &mut Transaction,
    organization: Uuid,
) -> Result<BTreeSet<Uuid>, StoreError> {
    let found = transaction
        .all(&WITHIN, &[organization.into()], |row| row.parsed("id"))
        .await?;
    Ok(found.into_iter().collect())
}

/// What a person's roles let them do, whatever the state of their account.
pub(super) async fn permissions(
    transaction: &mut Transaction,
    person: Uuid,
) -> Result<BTreeSet<Permission>, StoreError> {
    let rows = transaction
        .all(&GRANTED, &[person.into()], |row| {
            Ok((
                row.parsed::<Uuid>("role_id")?,
                row.optional_text("permission")?,
            ))
        })
        .await?;
    Ok(rows
        .into_iter()
        .flat_map(|(role, permission)| granted(role, permission.as_deref()))
        .collect())
}

/// What one row grants. A word that no version knows any more grants nothing.
pub(crate) fn granted(role: Uuid, permission: Option<&str>) -> Vec<Permission> {
    match permission {
        Some(word) => word.parse().into_iter().collect(),
        None => shipped_role(role).map_or_else(Vec::new, |role| role.permissions.to_vec()),
    }
}
