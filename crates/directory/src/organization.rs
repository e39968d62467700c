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
    /// HSDS `website`.
    pub website: Option<String>,
}
