//! An organization (HSDS `organization`): who offers services.

use kernel::Text;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who offers services.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organization {
    /// HSDS `id`.
    pub id: Uuid,
    /// The short name a person who edits content knows it by; unique.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// What it is, in plain words (HSDS `description`). Empty: nobody has written it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// HSDS `website`.
    pub website: Option<String>,
    /// HSDS `email`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// HSDS `parent_organization_id`: a chapter is an organization inside another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_organization_id: Option<Uuid>,
}

/// What the public may see of an organization: one that has something to show. An allow-list, as
/// [`Listing`](crate::Listing) is for services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicOrganization {
    /// HSDS `id`.
    pub id: Uuid,
    /// Its name.
    pub name: Text,
    /// What it is. Empty: nobody has written it.
    pub description: Text,
    /// HSDS `website`.
    pub website: Option<String>,
    /// HSDS `email`.
    pub email: Option<String>,
    /// The organization it is inside of, when that one is public too.
    pub parent_organization_id: Option<Uuid>,
}

impl PublicOrganization {
    /// What may be said of the organizations that have a public service, from all of `organizations`:
    /// `has_public_service` tells which. A parent that has none is not named.
    pub fn of(
        organizations: Vec<Organization>,
        has_public_service: impl Fn(Uuid) -> bool,
    ) -> Vec<Self> {
        organizations
            .into_iter()
            .filter(|organization| has_public_service(organization.id))
            .map(|organization| Self {
                id: organization.id,
                name: organization.name,
                description: organization.description,
                website: organization.website,
                email: organization.email,
                parent_organization_id: organization
                    .parent_organization_id
                    .filter(|&parent| has_public_service(parent)),
            })
            .collect()
    }
}

impl From<&crate::Listing> for PublicOrganization {
    /// What a listing itself tells of its organization.
    fn from(listing: &crate::Listing) -> Self {
        Self {
            id: listing.organization_id,
            name: listing.organization.clone(),
            description: Text::default(),
            website: None,
            email: None,
            parent_organization_id: None,
        }
    }
}
