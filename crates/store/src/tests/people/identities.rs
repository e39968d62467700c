//! Identity providers: linked by whoever is signed in, never by an address; one answer to one question.

use kernel::Actor;
use signin::oidc::{Identity, SecondFactor};
use uuid::Uuid;

use super::house::{Fixture, PASSPHRASE, at, id, secret};
use crate::testing::stores;
use crate::{
    BrowserToken, Device, IdentityAsked, IdentityAttempt, IdentityBegun, IdentityQuestion,
    IdentityReturn, PeopleChangeKind, PeopleError, ProofOf, SignedIn, StateToken, SteppedUp, Store,
    StoreError,
};

const ISSUER: &str = "https://id.example";
const MINUTE: i64 = 60;

async fn begin(store: &Store, actor: &Actor, linking: Option<Uuid>, second: i64) -> IdentityAsked {
    let question = IdentityQuestion {
        linking,
        going_to: "/en/desk/people".to_owned(),
        network: None,
    };
    match store.ask_identity(actor, &question, &at(second)).await {
        Ok(IdentityBegun::Go(asked)) => asked,
        other => panic!("{other:?}"),
    }
}

async fn take(
    store: &Store,
    state: &StateToken,
    browser: &BrowserToken,
    second: i64,
) -> Option<IdentityReturn> {
    let moment = at(second);
    let taken = store
        .take_identity_question(&Actor::Public, state, browser, &moment)
        .await;
    taken.expect("an answer")
}

async fn sign_in(store: &Store, identity: &Identity, second: i64) -> Option<SignedIn> {
    let attempt = IdentityAttempt {
        identity: identity.clone(),
        rule: SecondFactor::Said,
        device: Device::Computer,
        network: None,
    };
    let answer = store
        .sign_in_with_identity(&Actor::Public, &attempt, &at(second))
        .await;
    answer.expect("an answer")
}

/// Proves once more who one is; the id of the session.
async fn stepped_up(house: &Fixture<'_>, name: &str, actor: &Actor, second: i64) -> Uuid {
    let (_, session) = house
        .sign_in(&Fixture::email(name, house.own), second)
        .await;
    let proof = ProofOf::Passphrase(secret(PASSPHRASE));
    let stepped = house
        .store
        .step_up(actor, session.id, &proof, &at(second))
        .await;
    assert!(matches!(stepped, Ok(SteppedUp::Done(..))));
    session.id
}

/// Links as a person does who comes back at once.
async fn link(
    store: &Store,
    actor: &Actor,
    session: Uuid,
    identity: &Identity,
) -> Result<(), StoreError> {
    let asked = begin(store, actor, Some(session), 1).await;
    let returned = take(store, &asked.state, &asked.browser, 2).await;
    let returned = returned.expect("back");
    store
        .link_identity(&Actor::Public, &returned, identity, &at(2))
        .await
}

#[tokio::test]
async fn one_comes_back_once_and_in_the_same_browser() {
    for test in stores().await {
        let store = &test.store;
        let asked = begin(store, &Actor::Public, None, 0).await;
        let other = begin(store, &Actor::Public, None, 0).await;
        // A link that somebody else was sent, opened in this browser; and the other way round.
        assert!(take(store, &other.state, &asked.browser, 1).await.is_none());
        assert!(take(store, &asked.state, &other.browser, 1).await.is_none());
        let back = take(store, &asked.state, &asked.browser, 1).await;
        let back = back.expect("back");
        assert_eq!(back.nonce, asked.nonce, "{}", test.name);
        assert_eq!(back.verifier, asked.verifier);
        assert_eq!(back.going_to, "/en/desk/people");
        assert!(!back.is_linking());
        assert!(take(store, &asked.state, &asked.browser, 1).await.is_none());
        assert!(
            take(store, &other.state, &other.browser, 10 * MINUTE)
                .await
                .is_none()
        );
        assert_ne!(asked.nonce, other.nonce);
        assert!(asked.verifier.len() >= 43);
    }
}

#[tokio::test]
async fn an_identity_opens_the_account_that_it_was_linked_to() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let eve = house.person("eve", house.own, &["administrator"]).await;
        // The subject is Ana's address: what a provider calls somebody opens nothing by itself.
        let identity = Identity::unchecked(ISSUER, &Fixture::email("ana", house.own), &[]);
        assert!(
            sign_in(store, &identity, 0).await.is_none(),
            "{}",
            test.name
        );
        let session = stepped_up(&house, "ana", &ana, 0).await;
        link(store, &ana, session, &identity).await.expect("linked");
        let Some(SignedIn::Done(_, session)) = sign_in(store, &identity, 5).await else {
            panic!("not signed in on {}", test.name);
        };
        assert_eq!(session.person_id, id(&ana));
        let linked = store.linked_identity(&ana, ISSUER).await.expect("read");
        assert_eq!(
            linked.and_then(|linked| linked.last_used_at),
            Some(at(5).now)
        );
        for other in [
            Identity::unchecked("https://id.example/", identity.subject(), &[]),
            Identity::unchecked(ISSUER, "ANA", &[]),
        ] {
            assert!(sign_in(store, &other, 5).await.is_none());
        }
        // It cannot be linked to a second account, nor a second one to this account.
        let eves = stepped_up(&house, "eve", &eve, 0).await;
        let taken = link(store, &eve, eves, &identity).await;
        assert!(matches!(
            taken,
            Err(StoreError::People(PeopleError::IdentityTaken))
        ));
        let second = Identity::unchecked(ISSUER, "second", &[]);
        let session = stepped_up(&house, "ana", &ana, 0).await;
        let taken = link(store, &ana, session, &second).await;
        assert!(matches!(
            taken,
            Err(StoreError::People(PeopleError::IdentityTaken))
        ));
        // Eve takes hers off, which is none; Ana takes hers off.
        let none = store.unlink_identity(&eve, ISSUER, &at(6)).await;
        assert!(matches!(
            none,
            Err(StoreError::People(PeopleError::UnknownIdentity))
        ));
        store
            .unlink_identity(&ana, ISSUER, &at(6))
            .await
            .expect("unlinked");
        assert!(sign_in(store, &identity, 7).await.is_none());
        let changes = store.people_changes(&Actor::Operator, at(9).now, 50).await;
        let of_ana: Vec<PeopleChangeKind> = changes
            .expect("read")
            .into_iter()
            .filter(|change| change.by_person_id == Some(id(&ana)))
            .map(|change| change.what)
            .collect();
        assert_eq!(
            of_ana,
            [
                PeopleChangeKind::IdentityUnlinked,
                PeopleChangeKind::IdentityLinked
            ]
        );
    }
}

#[tokio::test]
async fn a_link_is_made_only_while_its_owner_has_just_proved_who_they_are() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let identity = Identity::unchecked(ISSUER, "ana", &[]);
        let late = |answer: Result<(), StoreError>| {
            matches!(
                answer,
                Err(StoreError::People(PeopleError::IdentityTooLate))
            )
        };
        // Not proved; proved too long ago; signed out meanwhile; a sign-in instead.
        let (_, plain) = house.sign_in(&Fixture::email("ana", house.own), 0).await;
        assert!(
            late(link(store, &ana, plain.id, &identity).await),
            "{}",
            test.name
        );
        let session = stepped_up(&house, "ana", &ana, 0).await;
        let asked = begin(store, &ana, Some(session), 9 * MINUTE).await;
        let back = take(store, &asked.state, &asked.browser, 11 * MINUTE).await;
        let back = back.expect("back");
        let moment = at(11 * MINUTE);
        let linked = store
            .link_identity(&Actor::Public, &back, &identity, &moment)
            .await;
        assert!(late(linked));
        let session = stepped_up(&house, "ana", &ana, 0).await;
        let asked = begin(store, &ana, Some(session), 1).await;
        let back = take(store, &asked.state, &asked.browser, 1).await;
        let back = back.expect("back");
        store.end_session(&ana, session).await.expect("ended");
        let linked = store
            .link_identity(&Actor::Public, &back, &identity, &at(1))
            .await;
        assert!(late(linked));
        let asked = begin(store, &Actor::Public, None, 1).await;
        let back = take(store, &asked.state, &asked.browser, 1).await;
        let back = back.expect("back");
        let linked = store
            .link_identity(&Actor::Public, &back, &identity, &at(1))
            .await;
        assert!(late(linked));
        // Nobody begins a link in another's session.
        let eve = house.person("eve", house.own, &[]).await;
        let session = stepped_up(&house, "ana", &ana, 0).await;
        let question = IdentityQuestion {
            linking: Some(session),
            going_to: String::new(),
            network: None,
        };
        let begun = store.ask_identity(&eve, &question, &at(1)).await;
        assert!(matches!(
            begun,
            Err(StoreError::People(PeopleError::UnknownSession))
        ));
        assert!(sign_in(store, &identity, 2).await.is_none());
    }
}

#[tokio::test]
async fn a_suspended_account_stays_shut_and_a_reset_takes_the_link_off() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let identity = Identity::unchecked(ISSUER, "ana", &["mfa"]);
        let session = stepped_up(&house, "ana", &ana, 0).await;
        link(store, &ana, session, &identity).await.expect("linked");
        let operator = &Actor::Operator;
        store
            .suspend(operator, id(&ana), &at(3))
            .await
            .expect("suspended");
        let shut = sign_in(store, &identity, 4).await;
        assert!(matches!(shut, Some(SignedIn::Refused { wait }) if wait.is_zero()));
        store
            .reinstate(operator, id(&ana), &at(5))
            .await
            .expect("reinstated");
        let open = sign_in(store, &identity, 6).await;
        assert!(matches!(open, Some(SignedIn::Done(..))), "{}", test.name);
        store
            .reset(operator, id(&ana), false, &at(7))
            .await
            .expect("reset");
        assert!(sign_in(store, &identity, 8).await.is_none());
    }
}

/// Whoever has an authenticator here is asked for its code, unless the provider has seen two factors.
#[tokio::test]
async fn a_providers_word_counts_as_two_factors_only_when_it_says_so() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let one = Identity::unchecked(ISSUER, "ana", &["pwd"]);
        let two = Identity::unchecked(ISSUER, "ana", &["pwd", "mfa"]);
        let session = stepped_up(&house, "ana", &ana, 0).await;
        link(store, &ana, session, &one).await.expect("linked");
        let setup = store.start_totp(&ana, &at(0)).await.expect("begun");
        let code = super::account::shown(&setup, 0);
        store.confirm_totp(&ana, &code, &at(0)).await.expect("on");
        let asked = sign_in(store, &one, 1).await;
        assert!(
            matches!(asked, Some(SignedIn::NeedsCode(_))),
            "{}",
            test.name
        );
        let open = sign_in(store, &two, 1).await;
        assert!(matches!(open, Some(SignedIn::Done(..))));
    }
}

/// What a flood can fill is bounded, and a network that has used its tries up goes nowhere.
#[tokio::test]
async fn nobody_is_sent_without_end() {
    for test in stores().await {
        let store = &test.store;
        let network = store.network_key("192.0.2.7".parse().expect("an address"));
        let question = IdentityQuestion {
            linking: None,
            going_to: String::new(),
            network: Some(network),
        };
        let mut waits = 0;
        for _ in 0..30 {
            let begun = store.ask_identity(&Actor::Public, &question, &at(0)).await;
            waits += usize::from(matches!(begun, Ok(IdentityBegun::Wait(_))));
        }
        assert_eq!(waits, 10, "{}", test.name);
    }
}
