//! The table `organization`.

use directory::organization::Organization;
use uuid::Uuid;

use super::plan::Standing;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "organization",
    columns: &[
        "id",
        "slug",
        "name_en",
        "name_fr",
        "description_en",
        "description_fr",
        "website",
        "email",
        "parent_organization_id",
        "origin",
        "withdrawn",
        "record_digest",
    ],
    key: Some("id"),
};

pub(crate) const WITHDRAW: ByIds = ByIds {
    before: "UPDATE organization SET withdrawn = 1 WHERE id IN",
    after: "",
};

/// The columns that make an [`Organization`], then `$after`.
macro_rules! select {
    ($after:literal) => {
        concat!(
            "SELECT id, slug, name_en, name_fr, description_en, description_fr, website, email,
                parent_organization_id
             FROM organization ",
            $after
        )
    };
}

statements! {
    Both STANDINGS = "SELECT id, origin, withdrawn, record_digest FROM organization";
    Both READ = select!("WHERE withdrawn = 0");
    /// Also those whose content file is gone: a local service may still belong to one.
    Both READ_EVERY = select!("");
    Both READ_PUBLIC = select!(
        "WHERE EXISTS (
            SELECT 1 FROM service WHERE service.organization_id = organization.id AND EXISTS (
                SELECT 1 FROM public_service WHERE public_service.id = service.id))"
    );
    Both READ_ONE = select!("WHERE id = $1");
}

/// The values of a shipped organization.
pub(super) fn push<'a>(organization: &'a Organization, digest: &'a str, into: &mut Vec<Value<'a>>) {
    into.extend([
        organization.id.into(),
        (&organization.slug).into(),
        (&organization.name.en).into(),
        (&organization.name.fr).into(),
        (&organization.description.en).into(),
        (&organization.description.fr).into(),
        (&organization.website).into(),
        (&organization.email).into(),
        organization
            .parent_organization_id
            .map(|id| id.to_string())
            .into(),
        Standing::SHIPPED.into(),
        false.into(),
        digest.into(),
    ]);
}

pub(super) fn from_row(row: &dyn Row) -> Result<Organization, StoreError> {
    Ok(Organization {
        id: row.parsed::<Uuid>("id")?,
        slug: row.text("slug")?,
        name: row.both("name_en", "name_fr")?,
        description: row.both("description_en", "description_fr")?,
        website: row.optional_text("website")?,
        email: row.optional_text("email")?,
        parent_organization_id: row.optional_parsed("parent_organization_id")?,
    })
}

/// The organizations of the directory.
pub(super) async fn read(transaction: &mut Transaction) -> Result<Vec<Organization>, StoreError> {
    transaction.all(&READ, &[], from_row).await
}

/// Every organization a service may belong to.
pub(super) async fn read_every(
    transaction: &mut Transaction,
) -> Result<Vec<Organization>, StoreError> {
    transaction.all(&READ_EVERY, &[], from_row).await
}

/// Every organization that has a service the public may see.
pub(super) async fn read_public(
    transaction: &mut Transaction,
) -> Result<Vec<Organization>, StoreError> {
    transaction.all(&READ_PUBLIC, &[], from_row).await
}

/// One organization; `None` when there is none.
pub(crate) async fn read_one(
    transaction: &mut Transaction,
    id: Uuid,
) -> Result<Option<Organization>, StoreError> {
    let found = transaction.all(&READ_ONE, &[id.into()], from_row).await?;
    Ok(found.into_iter().next())
}
