//! Who may do what: Cedar policies, schema, one decision.
//!
//! The rules stand in `policies/*.cedar`, where a person who is no programmer can read them and a
//! program can analyse them; the schema beside them says what there is to speak of. [`decide`] is
//! the only question. Nothing here knows a database: whoever asks brings the [`Standing`] of the
//! person along, looked up in the same transaction as the act (docs/decisions/0006).

mod action;
mod decision;
mod permission;
mod policies;
mod roles;
#[cfg(test)]
mod tests;

pub use action::Action;
pub use decision::{CaseRelation, Decision, Principal, Request, Resource, Standing, decide};
pub use permission::{Permission, PermissionGroup, UnknownPermission};
pub use roles::{ADMINISTRATOR, SHIPPED_ROLES, ShippedRole, shipped_role};
