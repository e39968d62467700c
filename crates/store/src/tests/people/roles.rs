//! Roles and organizations: nobody gives what they do not hold, and somebody always remains.

use std::collections::BTreeSet;

use access::Permission;
use kernel::{Actor, Text};

use super::house::{Fixture, at, id, role, roles};
use crate::testing::stores;
use crate::{
    NewOrganization, NewRole, PeopleChangeKind, PeopleError, PersonDetails, Store, StoreError,
};

fn is<T: std::fmt::Debug>(answer: &Result<T, StoreError>, problem: PeopleError) -> bool {
    matches!(answer, Err(StoreError::People(found)) if *found == problem)
}

fn forbidden<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::Forbidden(_)))
}

fn new_role(name: &str, permissions: &[Permission]) -> NewRole {
    NewRole {
        name: Text::new(name, ""),
        description: Text::default(),
        permissions: permissions.iter().copied().collect(),
    }
}

/// A role that looks after the people of one organization, which the operator made.
async fn local_manager(store: &Store) -> uuid::Uuid {
    let role = new_role(
        "Local manager",
        &[
            Permission::ManageOwnPeople,
            Permission::EditOwnListings,
            Permission::VerifyOwnListings,
            Permission::SeeConfidentialOwn,
        ],
    );
    let added = store.add_role(&Actor::Operator, &role, &at(0)).await;
    added.expect("added")
}

#[tokio::test]
async fn a_role_taken_away_ends_at_once() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let root = house.person("root", house.own, &["administrator"]).await;
        let ana = house.person("ana", house.other, &["administrator"]).await;
        store.people(&ana, None).await.expect("may");
        store
            .set_roles(&root, id(&ana), &roles(&["curator"]), &at(1))
            .await
            .expect("changed");
        assert!(forbidden(&store.people(&ana, None).await), "{}", test.name);
        let me = store.me(&ana).await.expect("me");
        assert!(me.may(Permission::Curate) && !me.may(Permission::ManageAnyPeople));
    }
}

#[tokio::test]
async fn nobody_gives_or_touches_more_than_they_hold() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let manager = local_manager(store).await;
        let root = house.person("root", house.own, &["administrator"]).await;
        let bob = house.person("bob", house.own, &[]).await;
        let local = house.person("local", house.own, &[]).await;
        let operator = &Actor::Operator;
        store
            .set_roles(operator, id(&local), &BTreeSet::from([manager]), &at(0))
            .await
            .expect("given");

        // Within one's own, and within what one holds.
        store
            .set_roles(&local, id(&bob), &roles(&["listing-editor"]), &at(1))
            .await
            .expect("given");
        let answer = store
            .set_roles(&local, id(&bob), &roles(&["administrator"]), &at(1))
            .await;
        assert!(is(&answer, PeopleError::BeyondOwn), "{}", test.name);
        let answer = store
            .set_roles(&local, id(&local), &roles(&["administrator"]), &at(1))
            .await;
        assert!(is(&answer, PeopleError::BeyondOwn));
        let grand = Fixture::new_person("grand", house.own, &["administrator"]);
        assert!(is(
            &store.invite(&local, &grand, &at(1)).await,
            PeopleError::BeyondOwn
        ));
        // A link to the administrator's account would be the account.
        for answer in [
            store
                .reset(&local, id(&root), true, &at(2))
                .await
                .map(|_| ()),
            store.suspend(&local, id(&root), &at(2)).await,
            store
                .set_roles(&local, id(&root), &BTreeSet::new(), &at(2))
                .await,
        ] {
            assert!(is(&answer, PeopleError::BeyondOwn));
        }
        // Changing somebody's address is the way to their next link.
        let details = PersonDetails {
            name: "root".to_owned(),
            email: "local@elsewhere.example".to_owned(),
            lang: kernel::Lang::En,
            organization_id: house.own,
        };
        let answer = store
            .change_person(&local, id(&root), &details, &at(2))
            .await;
        assert!(is(&answer, PeopleError::BeyondOwn));
        // The administrator does not hold what only the machine's operator gives first.
        let answer = store
            .set_roles(&root, id(&bob), &roles(&["confidential-reader"]), &at(3))
            .await;
        assert!(is(&answer, PeopleError::BeyondOwn));
        let role = new_role("Sees all", &[Permission::SeeConfidentialAny]);
        assert!(is(
            &store.add_role(&root, &role, &at(3)).await,
            PeopleError::BeyondOwn
        ));
        let reader = roles(&["confidential-reader"]);
        store
            .set_roles(operator, id(&bob), &reader, &at(4))
            .await
            .expect("given");
        let answer = store.reset(&root, id(&bob), false, &at(5)).await;
        assert!(is(&answer, PeopleError::BeyondOwn), "nor becomes who does");
    }
}

#[tokio::test]
async fn whose_people_one_looks_after() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let manager = BTreeSet::from([local_manager(store).await]);
        let parent = house.person("parent", house.own, &[]).await;
        let chapter = house.person("chapter", house.chapter, &[]).await;
        let other = house.person("other", house.other, &[]).await;
        for actor in [&parent, &chapter] {
            store
                .set_roles(&Actor::Operator, id(actor), &manager, &at(0))
                .await
                .expect("given");
        }
        // A federation looks after its chapters, a chapter not after its federation, nobody after others.
        for (actor, organization, may) in [
            (&parent, house.own, true),
            (&parent, house.chapter, true),
            (&parent, house.other, false),
            (&chapter, house.own, false),
            (&chapter, house.chapter, true),
            (&chapter, house.other, false),
        ] {
            let answer = store.people(actor, Some(organization)).await;
            assert_eq!(
                !forbidden(&answer),
                may,
                "{actor:?} {organization} on {}",
                test.name
            );
        }
        assert!(forbidden(&store.people(&parent, None).await));
        // Whether there is such a person is not told either.
        for unknown in [id(&other), uuid::Uuid::from_u128(7)] {
            assert!(forbidden(&store.person(&parent, unknown).await));
            assert!(forbidden(&store.suspend(&parent, unknown, &at(1)).await));
        }
        // Nor does one move one's people where one has no say.
        let details = PersonDetails {
            name: "chapter".to_owned(),
            email: Fixture::email("chapter", house.chapter),
            lang: kernel::Lang::En,
            organization_id: house.other,
        };
        assert!(forbidden(
            &store
                .change_person(&parent, id(&chapter), &details, &at(1))
                .await
        ));
        // How many people there are elsewhere is not told.
        let seen = store.staff_organizations(&chapter).await.expect("read");
        let people = |organization| {
            let found = seen.iter().find(|one| one.id == organization);
            found.expect("listed").people
        };
        assert_eq!(
            (
                people(house.own),
                people(house.chapter),
                people(house.other)
            ),
            (0, 1, 0)
        );
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let root = house.person("root", house.own, &["administrator"]).await;
        let second = house.person("second", house.own, &["administrator"]).await;
        store
            .suspend(&root, id(&second), &at(1))
            .await
            .expect("another remains");
        for answer in [
            store.suspend(&root, id(&root), &at(2)).await,
            store
                .set_roles(&root, id(&root), &roles(&["curator"]), &at(2))
                .await,
            store.suspend(&Actor::Operator, id(&root), &at(2)).await,
        ] {
            assert!(is(&answer, PeopleError::LastAdministrator), "{}", test.name);
        }
        store.people(&root, None).await.expect("nothing changed");
        store
            .reinstate(&root, id(&second), &at(3))
            .await
            .expect("back");
        store
            .set_roles(&root, id(&root), &roles(&["curator"]), &at(4))
            .await
            .expect("another remains");
    }
}

#[tokio::test]
async fn two_administrators_who_suspend_each_other_leave_one() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let one = house.person("one", house.own, &["administrator"]).await;
        let two = house.person("two", house.own, &["administrator"]).await;
        let (moment, later) = (at(1), at(1));
        let (first, second) = futures_util::join!(
            store.suspend(&one, id(&two), &moment),
            store.suspend(&two, id(&one), &later),
        );
        assert!(
            first.is_ok() != second.is_ok(),
            "{first:?} {second:?} on {}",
            test.name
        );
    }
}

#[tokio::test]
async fn own_roles_are_data() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let root = house.person("root", house.own, &["administrator"]).await;
        let ana = house.person("ana", house.own, &[]).await;
        let made = new_role("Night desk", &[Permission::VerifyOwnListings]);
        let night = store.add_role(&root, &made, &at(1)).await.expect("made");
        store
            .set_roles(&root, id(&ana), &BTreeSet::from([night]), &at(2))
            .await
            .expect("given");
        let more = new_role(
            "Night desk",
            &[Permission::VerifyOwnListings, Permission::Curate],
        );
        store
            .change_role(&root, (night, 1), &more, &at(3))
            .await
            .expect("changed");
        assert!(
            store.me(&ana).await.expect("me").may(Permission::Curate),
            "{}",
            test.name
        );
        // Whoever has the page of before open is told, and overwrites nothing.
        assert!(is(
            &store.change_role(&root, (night, 1), &made, &at(4)).await,
            PeopleError::ChangedSince
        ));
        assert!(is(
            &store.delete_role(&root, night, &at(4)).await,
            PeopleError::RoleInUse
        ));
        store
            .set_roles(&root, id(&ana), &BTreeSet::new(), &at(5))
            .await
            .expect("taken");
        store
            .delete_role(&root, night, &at(6))
            .await
            .expect("deleted");
        assert!(is(
            &store.delete_role(&root, night, &at(7)).await,
            PeopleError::UnknownRole
        ));
        // What ships means the same in every house.
        let shipped = role("curator");
        assert!(is(
            &store.change_role(&root, (shipped, 1), &more, &at(8)).await,
            PeopleError::ShippedRole
        ));
        assert!(is(
            &store.delete_role(&root, shipped, &at(8)).await,
            PeopleError::ShippedRole
        ));
        let nameless = new_role("  ", &[]);
        assert!(is(
            &store.add_role(&root, &nameless, &at(8)).await,
            PeopleError::EmptyName
        ));
        let all = store.roles(&ana).await.expect("anybody's pages name them");
        assert_eq!(all.len(), access::SHIPPED_ROLES.len());
        // A role that carries the last administrator cannot be emptied.
        let all: Vec<Permission> = store
            .me(&root)
            .await
            .expect("me")
            .permissions
            .into_iter()
            .collect();
        let copy = store
            .add_role(&root, &new_role("Copy", &all), &at(9))
            .await
            .expect("copied");
        store
            .set_roles(&root, id(&root), &BTreeSet::from([copy]), &at(10))
            .await
            .expect("given");
        let empty = new_role("Copy", &[]);
        let answer = store.change_role(&root, (copy, 1), &empty, &at(11)).await;
        assert!(is(&answer, PeopleError::LastAdministrator));
    }
}

#[tokio::test]
async fn organizations_never_make_a_circle() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let root = house.person("root", house.own, &["administrator"]).await;
        let new = NewOrganization {
            name: Text::new("", "Section de la section"),
            parent: Some(house.chapter),
        };
        let deep = store
            .add_organization(&root, &new, &at(1))
            .await
            .expect("added");
        for (moved, into) in [
            (house.own, house.own),
            (house.own, house.chapter),
            (house.own, deep),
        ] {
            let answer = store
                .move_organization(&root, moved, Some(into), &at(2))
                .await;
            assert!(is(&answer, PeopleError::Cycle), "{}", test.name);
        }
        store
            .move_organization(&root, house.other, Some(deep), &at(3))
            .await
            .expect("moved");
        store
            .move_organization(&root, house.chapter, None, &at(4))
            .await
            .expect("taken out");
        store
            .move_organization(&root, house.own, Some(deep), &at(5))
            .await
            .expect("no circle now");
        let unknown = uuid::Uuid::from_u128(7);
        let answer = store
            .move_organization(&root, house.own, Some(unknown), &at(6))
            .await;
        assert!(is(&answer, PeopleError::UnknownOrganization));
        let before = store.change_counter(&Actor::System).await.expect("read");
        let name = Text::new("New name", "Nouveau nom");
        store
            .rename_organization(&root, house.other, &name, &at(7))
            .await
            .expect("renamed");
        let after = store.change_counter(&Actor::System).await.expect("read");
        assert!(after > before, "the finder is told");
        let seen = store.staff_organizations(&root).await.expect("read");
        assert!(
            seen.iter()
                .any(|one| one.name == name && one.id == house.other)
        );
    }
}

#[tokio::test]
async fn two_moves_at_one_time_make_no_circle() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let operator = &Actor::Operator;
        let (moment, later) = (at(1), at(1));
        let (first, second) = futures_util::join!(
            store.move_organization(operator, house.own, Some(house.other), &moment),
            store.move_organization(operator, house.other, Some(house.own), &later),
        );
        assert!(
            first.is_ok() != second.is_ok(),
            "{first:?} {second:?} on {}",
            test.name
        );
    }
}

#[tokio::test]
async fn every_act_leaves_a_row_that_nobody_changes() {
    for said in crate::register::ALL {
        for statement in said.statements {
            let writes = ["UPDATE people_change", "DELETE FROM people_change"];
            assert!(
                !writes.iter().any(|begin| statement.text.contains(begin)),
                "{}",
                statement.name
            );
        }
    }
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let root = house.person("root", house.own, &["administrator"]).await;
        let auditor = house.person("auditor", house.other, &["auditor"]).await;
        let ana = house.person("ana", house.own, &[]).await;
        store
            .set_roles(&root, id(&ana), &roles(&["curator"]), &at(1))
            .await
            .expect("given");
        // What was refused leaves nothing.
        let _ = store
            .set_roles(&root, id(&ana), &roles(&["confidential-reader"]), &at(2))
            .await;
        store
            .suspend(&root, id(&ana), &at(3))
            .await
            .expect("suspended");
        let read = store
            .people_changes(&auditor, at(10).now, 2)
            .await
            .expect("read");
        let told: Vec<_> = read
            .iter()
            .map(|one| (one.what, one.by_person_id, one.person_id))
            .collect();
        let (by, about) = (Some(id(&root)), Some(id(&ana)));
        assert_eq!(
            told,
            [
                (PeopleChangeKind::Suspended, by, about),
                (PeopleChangeKind::RolesChanged, by, about)
            ],
            "{}",
            test.name
        );
        assert_eq!(read[1].detail, format!("+{}", role("curator")));
        assert_eq!(read[0].at, at(3).now);
        let curator = house.person("curator", house.own, &["curator"]).await;
        assert!(forbidden(
            &store.people_changes(&curator, at(10).now, 2).await
        ));
    }
}
