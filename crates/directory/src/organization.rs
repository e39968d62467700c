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
