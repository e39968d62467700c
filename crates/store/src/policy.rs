//! Who may ask the store for what. The rules themselves are in `access`: here is how they are asked.

pub use access::Action;
use access::{CaseRelation, Decision, Principal, Request, Resource, Standing};
use kernel::Actor;
use uuid::Uuid;

use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::standing;

/// Answers whether `actor` may do `action` to what belongs to `organization` (`None`: to the house as
/// a whole). Asked inside the transaction of the act, so that a role taken away ends at once.
pub(crate) async fn allow(
    transaction: &mut Transaction,
    actor: &Actor,
    action: Action,
    organization: Option<Uuid>,
) -> Result<(), StoreError> {
    let resource = organization.map_or(Resource::House, Resource::Organization);
    let Actor::Person(person) = actor else {
        return answer(principal(actor), action, resource);
    };
    let chapters = organization.is_some();
    match standing::of(transaction, *person, chapters).await? {
        Some(standing) => answer(Principal::Person(&standing), action, resource),
        // An account that was suspended may what anyone may, and no more.
        None => answer(Principal::Public, action, resource),
    }
}

/// Answers whether whoever has this standing may do `action` to a case that stands to them like this.
pub(crate) fn allow_case(
    actor: &Actor,
    standing: Option<&Standing>,
    action: Action,
    relation: CaseRelation,
) -> Result<(), StoreError> {
    let principal = match standing {
        Some(standing) => Principal::Person(standing),
        None => principal(actor),
    };
    answer(principal, action, Resource::Case(relation))
}

/// Answers whether `actor` may do `action` to the house as a whole, without looking anyone up: a person
/// may here what anyone may. For what is public, and for the program's own work.
pub fn decide(actor: &Actor, action: Action) -> Result<(), StoreError> {
    answer(principal(actor), action, Resource::House)
}

fn principal(actor: &Actor) -> Principal<'static> {
    match actor {
        Actor::System => Principal::System,
        Actor::Operator => Principal::Operator,
        Actor::Public | Actor::Person(_) => Principal::Public,
    }
}

fn answer(principal: Principal<'_>, action: Action, resource: Resource) -> Result<(), StoreError> {
    let request = Request {
        principal,
        action,
        resource,
    };
    match access::decide(&request) {
        Decision::Allow => Ok(()),
        Decision::Deny => Err(StoreError::Forbidden(action)),
    }
}
