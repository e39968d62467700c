//! The policies against their schema, and the whole table: action × role × whose.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::str::FromStr as _;

use cedar_policy::{PolicySet, Schema, ValidationMode, Validator};
use uuid::Uuid;

use crate::policies::{FILES, POLICIES, SCHEMA};
use crate::{
    Action, CaseRelation, Decision, Permission, Principal, Request, Resource, SHIPPED_ROLES,
    Standing, decide,
};

const OWN: Uuid = Uuid::from_u128(1);
const CHAPTER: Uuid = Uuid::from_u128(2);
const OTHER: Uuid = Uuid::from_u128(3);

fn standing(permissions: &[Permission]) -> Standing {
    Standing {
        person: Uuid::from_u128(9),
        organization: OWN,
        organizations_within: BTreeSet::from([OWN, CHAPTER]),
        permissions: permissions.iter().copied().collect(),
    }
}

fn may(principal: Principal<'_>, action: Action, resource: Resource) -> bool {
    let request = Request {
        principal,
        action,
        resource,
    };
    decide(&request) == Decision::Allow
}

/// A case of `organization`, and how it stands to whoever asks.
fn case(organization: Uuid, word: &str) -> Resource {
    Resource::Case(CaseRelation {
        case: Uuid::from_u128(7),
        organization,
        assigned: word == "assigned",
        shared: word == "shared",
        glass_broken: word == "glass",
    })
}

/// For one principal: to a case of one's own organization that one was given (a), or not (o); of a
/// chapter (c), and with the glass broken (g); of another organization (x), of it and shared with one's
/// own (s), with the glass broken (b), and given to one (w).
fn case_row(principal: Principal<'_>, action: Action) -> String {
    [
        ('a', case(OWN, "assigned")),
        ('o', case(OWN, "")),
        ('c', case(CHAPTER, "")),
        ('g', case(CHAPTER, "glass")),
        ('x', case(OTHER, "")),
        ('s', case(OTHER, "shared")),
        ('b', case(OTHER, "glass")),
        ('w', case(OTHER, "assigned")),
    ]
    .into_iter()
    .map(|(letter, resource)| {
        if may(principal, action, resource) {
            letter
        } else {
            '.'
        }
    })
    .collect()
}

/// Whether an action is about a case: the schema says so.
fn about_a_case(action: Action) -> bool {
    let list = SCHEMA.split("resource: [Case]").next().unwrap_or_default();
    let list = list.rsplit("action\n").next().unwrap_or_default();
    list.contains(&format!("\"{}\"", action.name()))
}

/// For one principal: to the house, one's own organization, one's chapter, another's.
fn row(principal: Principal<'_>, action: Action) -> String {
    [
        ('h', Resource::House),
        ('o', Resource::Organization(OWN)),
        ('c', Resource::Organization(CHAPTER)),
        ('x', Resource::Organization(OTHER)),
    ]
    .into_iter()
    .map(|(letter, resource)| {
        if may(principal, action, resource) {
            letter
        } else {
            '.'
        }
    })
    .collect()
}

#[test]
fn policies_hold_against_the_schema() {
    let schema = Schema::from_str(SCHEMA).expect("the schema parses");
    for (name, text) in FILES {
        let policies: PolicySet = text
            .parse()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let outcome = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        let complaints: Vec<String> = outcome
            .validation_errors()
            .map(ToString::to_string)
            .chain(outcome.validation_warnings().map(ToString::to_string))
            .collect();
        assert!(complaints.is_empty(), "{name}: {complaints:#?}");
    }
}

#[test]
fn a_policy_about_nothing_that_exists_is_found() {
    let schema = Schema::from_str(SCHEMA).expect("the schema parses");
    let text = r#"permit (principal is Person, action == Action::"edit-lisitng", resource);"#;
    let policies: PolicySet = text.parse().expect("it parses");
    let outcome = Validator::new(schema).validate(&policies, ValidationMode::Strict);
    assert!(!outcome.validation_passed());
}

#[test]
fn every_policy_says_what_it_is() {
    let mut names = BTreeSet::new();
    for policy in POLICIES.policies() {
        let name = policy.annotation("id").expect("an @id").to_owned();
        assert!(names.insert(name.clone()), "{name} twice");
    }
}

#[test]
fn schema_and_program_know_the_same_actions() {
    let schema = Schema::from_str(SCHEMA).expect("the schema parses");
    let written: BTreeSet<String> = schema
        .actions()
        .map(|uid| uid.id().unescaped().to_owned())
        .collect();
    let known: BTreeSet<String> = Action::ALL
        .iter()
        .map(|action| action.name().to_owned())
        .collect();
    assert_eq!(written, known);
}

#[test]
fn every_permission_permits_something_or_waits_for_its_domain() {
    let waiting = [Permission::Train];
    let nothing = standing(&[]);
    for &permission in Permission::ALL {
        let with = standing(&[permission]);
        let adds = Action::ALL.iter().any(|&action| {
            row(Principal::Person(&with), action) != row(Principal::Person(&nothing), action)
        });
        assert_eq!(adds, !waiting.contains(&permission), "{permission}");
    }
}

#[test]
fn words_round_trip_and_nothing_lacks_a_language() {
    for &permission in Permission::ALL {
        assert_eq!(permission.word().parse(), Ok(permission));
        for lang in kernel::Lang::ALL {
            assert!(!permission.label(lang).is_empty());
            assert!(!permission.group().label(lang).is_empty());
        }
    }
    let mut slugs = BTreeSet::new();
    for role in SHIPPED_ROLES {
        assert!(slugs.insert(role.slug), "{} twice", role.slug);
        assert_eq!(
            crate::shipped_role(role.id()).map(|role| role.slug),
            Some(role.slug)
        );
        for lang in kernel::Lang::ALL {
            assert!(!role.name(lang).is_empty() && !role.description(lang).is_empty());
        }
    }
    assert!("edit-everything".parse::<Permission>().is_err());
}

/// One row per action: who may (h house, o own organization, c chapter, x another organization).
/// Whoever changes a policy changes this table, and whoever reviews it sees who gained what.
const TABLE: &str = include_str!("../policies/table.txt");

#[test]
fn who_may_do_what() {
    let mut text = String::from(
        "# Who may do what. h: to the house as a whole; o: to one's own organization; c: to a chapter\n\
         # of it; x: to another organization. Reviewed by hand, held against the policies by a test.\n\
         #\n\
         # About a case (eight letters): a, o: of one's own organization, given to one or not; c, g: of a\n\
         # chapter, and with the glass broken; x, s, b, w: of another organization, and shared with one's\n\
         # own, with the glass broken, given to one.\n",
    );
    let none = standing(&[]);
    for &action in Action::ALL {
        let row = if about_a_case(action) { case_row } else { row };
        let mut rows = vec![
            ("public", row(Principal::Public, action)),
            ("program", row(Principal::System, action)),
            ("operator", row(Principal::Operator, action)),
            ("person without role", row(Principal::Person(&none), action)),
        ];
        for role in SHIPPED_ROLES {
            let standing = standing(role.permissions);
            rows.push((role.slug, row(Principal::Person(&standing), action)));
        }
        let _ = writeln!(text, "\n{}", action.name());
        if rows.iter().all(|(_, row)| *row == rows[0].1) {
            rows = vec![("everyone", rows.swap_remove(0).1)];
        }
        for (name, row) in rows
            .iter()
            .filter(|(_, row)| !row.chars().all(|letter| letter == '.'))
        {
            let _ = writeln!(text, "    {name:<20} {row}");
        }
    }
    assert!(text == TABLE, "the policies now say:\n{text}");
}
