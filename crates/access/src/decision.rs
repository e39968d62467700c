//! The one question: may this principal do this to that?

use std::collections::{BTreeSet, HashMap, HashSet};
use std::str::FromStr as _;
use std::sync::LazyLock;

use cedar_policy::{
    Authorizer, Context, Decision as CedarDecision, Entities, Entity, EntityId, EntityTypeName,
    EntityUid, Request as CedarRequest, RestrictedExpression,
};
use uuid::Uuid;

use crate::policies::POLICIES;
use crate::{Action, Permission};

/// What a signed-in person may do, and for whom, at the moment of the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub person: Uuid,
    /// The organization they work for.
    pub organization: Uuid,
    /// That organization, its chapters, and the chapters of those.
    pub organizations_within: BTreeSet<Uuid>,
    /// What their roles let them do.
    pub permissions: BTreeSet<Permission>,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Principal<'a> {
    /// Someone on the public side. Also someone whose account ended: they may what anyone may.
    Public,
    /// The program itself.
    System,
    /// The person at the command line.
    Operator,
    /// Someone signed in.
    Person(&'a Standing),
}

/// What the act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// The house as a whole.
    House,
    /// What belongs to one organization: its listings, its people.
    Organization(Uuid),
    /// One case, as it stands to whoever asks.
    Case(CaseRelation),
}

/// How a case stands to whoever asks, at the moment of the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CaseRelation {
    /// The case.
    pub case: Uuid,
    /// Its lead organization.
    pub organization: Uuid,
    /// Whether they work on it.
    pub assigned: bool,
    /// Whether a live consent and a live referral let their organization see something of it.
    pub shared: bool,
    /// Whether they broke the glass, and may still look.
    pub glass_broken: bool,
}

/// Who wants to do what to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'a> {
    /// Who asks.
    pub principal: Principal<'a>,
    /// What they want to do.
    pub action: Action,
    /// What it is about.
    pub resource: Resource,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub enum Decision {
    /// A policy permits it.
    Allow,
    /// None does.
    Deny,
}

/// Decides by the policies. What cannot be evaluated is denied.
pub fn decide(request: &Request<'_>) -> Decision {
    match (request.principal, request.resource) {
        // The finder asks on every page: the answers about whoever is not a person are worked out
        // once, from the same policies.
        (Principal::Public, Resource::House) => remembered(0, request.action),
        (Principal::System, Resource::House) => remembered(1, request.action),
        (Principal::Operator, Resource::House) => remembered(2, request.action),
        _ => evaluate(request),
    }
}

fn remembered(who: usize, action: Action) -> Decision {
    static KNOWN: LazyLock<[HashMap<Action, Decision>; 3]> = LazyLock::new(|| {
        [Principal::Public, Principal::System, Principal::Operator].map(|principal| {
            Action::ALL
                .iter()
                .map(|&action| {
                    let resource = Resource::House;
                    let request = Request {
                        principal,
                        action,
                        resource,
                    };
                    (action, evaluate(&request))
                })
                .collect()
        })
    });
    KNOWN[who].get(&action).copied().unwrap_or(Decision::Deny)
}

fn evaluate(request: &Request<'_>) -> Decision {
    let principal = match request.principal {
        Principal::Public => uid("Visitor", "visitor"),
        Principal::System => uid("Program", "program"),
        Principal::Operator => uid("Operator", "operator"),
        Principal::Person(standing) => uid("Person", &standing.person.to_string()),
    };
    let resource = match request.resource {
        Resource::House => uid("House", "house"),
        Resource::Organization(id) => organization(id),
        Resource::Case(relation) => uid("Case", &relation.case.to_string()),
    };
    let entities = entities(request, &principal, &resource);
    let action = uid("Action", request.action.name());
    let asked = CedarRequest::new(principal, action, resource, Context::empty(), None);
    let (Some(entities), Ok(asked)) = (entities, asked) else {
        return Decision::Deny;
    };
    match Authorizer::new()
        .is_authorized(&asked, &POLICIES, &entities)
        .decision()
    {
        CedarDecision::Allow => Decision::Allow,
        CedarDecision::Deny => Decision::Deny,
    }
}

fn entities(
    request: &Request<'_>,
    principal: &EntityUid,
    resource: &EntityUid,
) -> Option<Entities> {
    let mut entities = Vec::new();
    let standing = match request.principal {
        Principal::Person(standing) => Some(standing),
        _ => None,
    };
    if let Some(standing) = standing {
        entities.push(person(principal.clone(), standing)?);
    }
    if let Resource::Case(relation) = request.resource {
        entities.push(case(resource.clone(), &relation, principal, standing)?);
    }
    Entities::from_entities(entities, None).ok()
}

fn person(uid_of_person: EntityUid, standing: &Standing) -> Option<Entity> {
    let expression = |id| RestrictedExpression::new_entity_uid(organization(id));
    let within = standing.organizations_within.iter().copied();
    let attributes = HashMap::from([
        ("organization".to_owned(), expression(standing.organization)),
        (
            "within".to_owned(),
            RestrictedExpression::new_set(within.map(expression)),
        ),
    ]);
    let permissions: HashSet<EntityUid> = standing
        .permissions
        .iter()
        .map(|permission| uid("Permission", permission.word()))
        .collect();
    Entity::new(uid_of_person, attributes, permissions).ok()
}

/// Of those who work on a case, and of all else that it stands in relation to, only what concerns whoever
/// asks is filled in.
fn case(
    uid_of_case: EntityUid,
    relation: &CaseRelation,
    principal: &EntityUid,
    standing: Option<&Standing>,
) -> Option<Entity> {
    let set_of = |holds: bool, entity: EntityUid| {
        let members = holds.then(|| RestrictedExpression::new_entity_uid(entity));
        RestrictedExpression::new_set(members)
    };
    let theirs = standing.map(|standing| standing.organization);
    let attributes = HashMap::from([
        (
            "organization".to_owned(),
            RestrictedExpression::new_entity_uid(organization(relation.organization)),
        ),
        (
            "workers".to_owned(),
            set_of(relation.assigned, principal.clone()),
        ),
        (
            "glassBrokenBy".to_owned(),
            set_of(relation.glass_broken, principal.clone()),
        ),
        (
            "sharedWith".to_owned(),
            set_of(
                relation.shared && theirs.is_some(),
                organization(theirs.unwrap_or_default()),
            ),
        ),
    ]);
    Entity::new(uid_of_case, attributes, HashSet::new()).ok()
}

fn organization(id: Uuid) -> EntityUid {
    uid("Organization", &id.to_string())
}

/// `kind` is one of the schema's words.
fn uid(kind: &'static str, id: &str) -> EntityUid {
    let kind = EntityTypeName::from_str(kind).expect("a word of the schema");
    EntityUid::from_type_name_and_id(kind, EntityId::new(id))
}
