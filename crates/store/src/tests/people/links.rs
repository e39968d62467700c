//! One-time links: good once, for a while, for one person, and never in the database as they are.

use kernel::{Actor, Lang, Text};

use super::house::{Fixture, PASSPHRASE, at, id, secret};
use crate::testing::stores;
use crate::{
    Link, LinkKind, LinkToken, PeopleChangeKind, PeopleError, PersonState, SetUp, SignedIn, Store,
    StoreError,
};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn about() -> SetUp {
    SetUp {
        name: "Rosalie Exemple".to_owned(),
        email: "rosalie@maison-fictive.example".to_owned(),
        lang: Lang::Fr,
        passphrase: secret(PASSPHRASE),
        organization: Text::new("", "Maison fictive"),
    }
}

fn gone<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::People(PeopleError::LinkGone)))
}

async fn link(store: &Store, token: &LinkToken, second: i64) -> Option<Link> {
    let moment = at(second);
    let found = store.link(&Actor::Public, token, &moment).await;
    found.expect("an answer")
}

#[tokio::test]
async fn the_first_person_sets_the_house_up_once() {
    for test in stores().await {
        let store = &test.store;
        let begin = async |second| {
            let begun = store.begin_setup(&Actor::System, &at(second)).await;
            begun.expect("an answer")
        };
        let first = begin(0).await.expect("nobody yet");
        let second = begin(HOUR).await.expect("nobody yet");
        assert!(
            link(store, &first, HOUR).await.is_none(),
            "only the newest is good"
        );
        let found = link(store, &second, HOUR).await.expect("good");
        assert_eq!(found.kind, LinkKind::Setup, "{}", test.name);
        assert!(link(store, &second, HOUR + DAY).await.is_none(), "24 hours");
        // What cannot be leaves the link good.
        let bad = SetUp {
            passphrase: secret("court"),
            ..about()
        };
        let answer = store
            .set_up(&Actor::Public, &second, &bad, &at(2 * HOUR))
            .await;
        assert!(matches!(
            answer,
            Err(StoreError::People(PeopleError::PassphraseTooShort))
        ));
        let bad = SetUp {
            organization: Text::new(" ", ""),
            ..about()
        };
        let answer = store
            .set_up(&Actor::Public, &second, &bad, &at(2 * HOUR))
            .await;
        assert!(matches!(
            answer,
            Err(StoreError::People(PeopleError::EmptyName))
        ));

        let id = store
            .set_up(&Actor::Public, &second, &about(), &at(2 * HOUR))
            .await;
        let me = Actor::Person(id.expect("set up"));
        assert!(gone(
            &store
                .set_up(&Actor::Public, &second, &about(), &at(2 * HOUR))
                .await
        ));
        assert!(begin(3 * HOUR).await.is_none(), "somebody is there");
        let me = store.me(&me).await.expect("me");
        assert!(me.may(access::Permission::ManageRoles));
        assert!(!me.may(access::Permission::SeeConfidentialAny));
        assert_eq!(me.organization.fr, "Maison fictive");
        let attempt = crate::SignIn {
            email: secret("rosalie@maison-fictive.example"),
            passphrase: secret(PASSPHRASE),
            device: crate::Device::Phone,
            network: None,
        };
        let signed_in = store.sign_in(&Actor::Public, &attempt, &at(3 * HOUR)).await;
        assert!(matches!(signed_in, Ok(SignedIn::Done(..))));
    }
}

#[tokio::test]
async fn two_who_follow_the_first_link_at_one_time_make_one_house() {
    for test in stores().await {
        let store = &test.store;
        let begun = store.begin_setup(&Actor::System, &at(0)).await;
        let token = begun.expect("an answer").expect("nobody yet");
        let other = SetUp {
            email: "eve@maison-fictive.example".to_owned(),
            ..about()
        };
        let ours = about();
        let (moment, later) = (at(1), at(1));
        let (first, second) = futures_util::join!(
            store.set_up(&Actor::Public, &token, &ours, &moment),
            store.set_up(&Actor::Public, &token, &other, &later),
        );
        assert!(first.is_ok() != second.is_ok(), "{}", test.name);
        let people = store.people(&Actor::Operator, None).await.expect("read");
        assert_eq!(people.len(), 1);
    }
}

#[tokio::test]
async fn an_invitation_is_good_once_for_seven_days() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let new = Fixture::new_person("ana", house.own, &["curator"]);
        let (id, token) = store
            .invite(&Actor::Operator, &new, &at(0))
            .await
            .expect("invited");
        let found = link(store, &token, 0).await.expect("good");
        assert_eq!(found.kind, LinkKind::Invitation);
        assert_eq!(found.name.as_deref(), Some("ana"), "{}", test.name);
        assert!(link(store, &token, 7 * DAY).await.is_none());
        let person = store.person(&Actor::Operator, id).await.expect("read");
        assert_eq!(person.state, PersonState::Invited);
        assert_eq!(person.invited_until, Some(at(7 * DAY).now));
        // Nobody signs in before they have accepted.
        let refused = house.try_sign_in(&new.email, PASSPHRASE, 1).await;
        assert!(matches!(refused, SignedIn::Refused { .. }));

        let again = store
            .invite_again(&Actor::Operator, id, &at(DAY))
            .await
            .expect("again");
        assert!(gone(
            &store
                .accept_link(&Actor::Public, &token, &secret(PASSPHRASE), &at(DAY))
                .await
        ));
        let short = store
            .accept_link(&Actor::Public, &again, &secret("court"), &at(DAY))
            .await;
        assert!(matches!(
            short,
            Err(StoreError::People(PeopleError::PassphraseTooShort))
        ));
        let accepted = store
            .accept_link(&Actor::Public, &again, &secret(PASSPHRASE), &at(DAY))
            .await;
        assert_eq!(accepted.expect("accepted"), id);
        assert!(gone(
            &store
                .accept_link(&Actor::Public, &again, &secret(PASSPHRASE), &at(DAY))
                .await
        ));
        house.sign_in(&new.email, DAY + 1).await;
        let late = store.invite_again(&Actor::Operator, id, &at(DAY)).await;
        assert!(matches!(
            late,
            Err(StoreError::People(PeopleError::WrongState))
        ));
    }
}

#[tokio::test]
async fn a_suspended_invitation_cannot_be_accepted() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let new = Fixture::new_person("ana", house.own, &[]);
        let (id, token) = store
            .invite(&Actor::Operator, &new, &at(0))
            .await
            .expect("invited");
        store
            .suspend(&Actor::Operator, id, &at(1))
            .await
            .expect("suspended");
        assert!(link(store, &token, 2).await.is_none(), "{}", test.name);
        assert!(gone(
            &store
                .accept_link(&Actor::Public, &token, &secret(PASSPHRASE), &at(2))
                .await
        ));
        store
            .reinstate(&Actor::Operator, id, &at(3))
            .await
            .expect("reinstated");
        let person = store.person(&Actor::Operator, id).await.expect("read");
        assert_eq!(person.state, PersonState::Invited);
    }
}

#[tokio::test]
async fn a_reset_link_changes_the_passphrase_and_keeps_the_second_factor() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let reset = store.reset(&Actor::Operator, id(&ana), false, &at(0)).await;
        let token = reset.expect("a link");
        // Until it is used, the old passphrase is still one's own.
        house.sign_in(&email, 1).await;
        assert!(link(store, &token, DAY).await.is_none(), "24 hours");
        let new = secret("une loutre dort sur le dos");
        store
            .accept_link(&Actor::Public, &token, &new, &at(2))
            .await
            .expect("chosen");
        let old = house.try_sign_in(&email, PASSPHRASE, 3).await;
        assert!(matches!(old, SignedIn::Refused { .. }), "{}", test.name);
        assert!(matches!(
            house.try_sign_in(&email, new.expose(), 4).await,
            SignedIn::Done(..)
        ));
        assert!(gone(
            &store
                .accept_link(&Actor::Public, &token, &new, &at(5))
                .await
        ));
        // A link of another kind does not set a house up.
        let reset = store.reset(&Actor::Operator, id(&ana), true, &at(6)).await;
        let token = reset.expect("a link");
        assert!(gone(
            &store.set_up(&Actor::Public, &token, &about(), &at(7)).await
        ));
        let changes = store
            .people_changes(&Actor::Operator, at(DAY).now, 100)
            .await;
        let kinds: Vec<_> = changes
            .expect("read")
            .into_iter()
            .map(|change| change.what)
            .collect();
        for kind in [
            PeopleChangeKind::Invited,
            PeopleChangeKind::Accepted,
            PeopleChangeKind::Reset,
            PeopleChangeKind::ResetUsed,
            PeopleChangeKind::ResetWithSecondFactor,
        ] {
            assert!(kinds.contains(&kind), "{kind:?}");
        }
    }
}

#[tokio::test]
async fn an_address_is_one_person_however_it_is_written() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        house.person("ana", house.own, &[]).await;
        let mut twin = Fixture::new_person("ana", house.own, &[]);
        twin.email = format!(" {} ", twin.email.to_uppercase());
        twin.organization_id = house.other;
        let answer = store.invite(&Actor::Operator, &twin, &at(0)).await;
        assert!(
            matches!(answer, Err(StoreError::People(PeopleError::EmailTaken))),
            "{}",
            test.name
        );
        for (bad, problem) in [
            (
                Fixture::new_person(" ", house.own, &[]),
                PeopleError::EmptyName,
            ),
            (
                Fixture::new_person("x", uuid::Uuid::from_u128(7), &[]),
                PeopleError::UnknownOrganization,
            ),
        ] {
            let answer = store.invite(&Actor::Operator, &bad, &at(0)).await;
            assert!(matches!(answer, Err(StoreError::People(found)) if found == problem));
        }
        let mut bad = Fixture::new_person("x", house.own, &[]);
        bad.roles.insert(uuid::Uuid::from_u128(7));
        let answer = store.invite(&Actor::Operator, &bad, &at(0)).await;
        assert!(matches!(
            answer,
            Err(StoreError::People(PeopleError::UnknownRole))
        ));
    }
}
