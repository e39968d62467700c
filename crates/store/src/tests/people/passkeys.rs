//! Passkeys: added by their owner, good alone, once for each question, and gone with a reset.

use kernel::Actor;
use signin::passkey::RelyingParty;
use signin::passkey::software::SoftwareAuthenticator;
use uuid::Uuid;

use super::house::{Fixture, PASSPHRASE, at, id};
use crate::testing::stores;
use crate::{
    Device, PASSKEY_LIMIT, PasskeyAttempt, PasskeyChallenge, PeopleChangeKind, PeopleError,
    Session, SignedIn, Store, StoreError,
};

const MINUTE: i64 = 60;

fn party() -> RelyingParty {
    RelyingParty::of_address("https://cairn.example").expect("an address")
}

fn bytes(challenge: &PasskeyChallenge) -> Vec<u8> {
    signin::from_base64url(&challenge.reveal()).expect("base64url")
}

/// Adds a passkey in a session.
async fn add(
    store: &Store,
    actor: &Actor,
    session: &Session,
    number: u8,
) -> Result<SoftwareAuthenticator, StoreError> {
    let asked = store.passkey_question(actor, session.id, &at(0)).await?;
    let handle = signin::from_base64url(&asked.user_handle).expect("base64url");
    let authenticator = SoftwareAuthenticator::new(&party(), &handle, number);
    let made = authenticator.register(&bytes(&asked.challenge));
    store
        .add_passkey(actor, session.id, &party(), &made, "Phone", &at(1))
        .await?;
    Ok(authenticator)
}

fn attempt(authenticator: &mut SoftwareAuthenticator, challenge: &[u8]) -> PasskeyAttempt {
    PasskeyAttempt {
        assertion: authenticator.prove(challenge),
        device: Device::Phone,
        network: None,
    }
}

async fn bring(store: &Store, attempt: &PasskeyAttempt, second: i64) -> SignedIn {
    let answer = store
        .sign_in_with_passkey(&Actor::Public, &party(), attempt, &at(second))
        .await;
    answer.expect("an answer")
}

fn ask(store: &Store, second: i64) -> Vec<u8> {
    let asked = store.ask_passkey(&Actor::Public, &at(second));
    bytes(&asked.expect("asked"))
}

/// What is wrong about a proof.
type Lie = fn(&mut PasskeyAttempt, &SoftwareAuthenticator);

fn refused(outcome: &SignedIn) -> bool {
    matches!(outcome, SignedIn::Refused { wait } if wait.is_zero())
}

#[tokio::test]
async fn a_passkey_lets_its_owner_in_without_anything_typed() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let (_, session) = house.sign_in(&Fixture::email("ana", house.own), 0).await;
        let mut phone = add(store, &ana, &session, 1).await.expect("added");
        let question = ask(store, MINUTE);
        let proof = attempt(&mut phone, &question);
        let SignedIn::Done(token, session) = bring(store, &proof, 2 * MINUTE).await else {
            panic!("not signed in on {}", test.name);
        };
        assert_eq!(session.person_id, id(&ana));
        assert_eq!(session.device, Device::Phone);
        assert!(!session.is_stepped_up(at(2 * MINUTE).now));
        let found = store.session(&Actor::Public, &token, &at(2 * MINUTE)).await;
        assert!(found.expect("an answer").is_some());
        // The same answer again, and another answer to the same question.
        let again = bring(store, &proof, 2 * MINUTE).await;
        assert!(matches!(again, SignedIn::StartAgain), "{again:?}");
        let again = bring(store, &attempt(&mut phone, &question), 2 * MINUTE).await;
        assert!(matches!(again, SignedIn::StartAgain), "{again:?}");
        let known = store.passkeys(&ana).await.expect("read");
        assert_eq!(known[0].name, "Phone");
        assert_eq!(known[0].last_used_at, Some(at(2 * MINUTE).now));
        // A question that is too old.
        let late = attempt(&mut phone, &ask(store, 0));
        let late = bring(store, &late, 10 * MINUTE).await;
        assert!(matches!(late, SignedIn::StartAgain), "{late:?}");
    }
}

#[tokio::test]
async fn a_passkey_needs_no_code_beside_it_and_no_wait_holds_it_up() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let (_, session) = house.sign_in(&email, 0).await;
        let mut phone = add(store, &ana, &session, 1).await.expect("added");
        // A stranger guesses until the account waits.
        for _ in 0..9 {
            house.try_sign_in(&email, "not the right words", 1).await;
        }
        let waits = house.try_sign_in(&email, PASSPHRASE, 1).await;
        assert!(matches!(waits, SignedIn::Refused { wait } if !wait.is_zero()));
        let proof = attempt(&mut phone, &ask(store, 1));
        assert!(
            matches!(bring(store, &proof, 1).await, SignedIn::Done(..)),
            "{}",
            test.name
        );
        // The stranger has gained nothing by it.
        let waits = house.try_sign_in(&email, PASSPHRASE, 1).await;
        assert!(matches!(waits, SignedIn::Refused { wait } if !wait.is_zero()));
    }
}

#[tokio::test]
async fn proofs_that_are_not_right_let_nobody_in() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let eve = house.person("eve", house.own, &[]).await;
        let (_, session) = house.sign_in(&Fixture::email("ana", house.own), 0).await;
        let (_, eves) = house.sign_in(&Fixture::email("eve", house.own), 0).await;
        let mut phone = add(store, &ana, &session, 1).await.expect("added");
        let mut other = add(store, &eve, &eves, 2).await.expect("added");
        let lies: [Lie; 4] = [
            |proof, _| proof.assertion.signature[9] ^= 1,
            // Eve's passkey, and the claim that it is Ana's; Ana's passkey with Eve's signature.
            |proof, phone| proof.assertion.user_handle.clone_from(&phone.user_handle),
            |proof, phone| {
                proof.assertion.user_handle.clone_from(&phone.user_handle);
                proof
                    .assertion
                    .credential_id
                    .clone_from(&phone.credential_id);
            },
            |proof, _| proof.assertion.credential_id = vec![0; 33],
        ];
        for lie in lies {
            let mut proof = attempt(&mut other, &ask(store, 0));
            lie(&mut proof, &phone);
            assert!(refused(&bring(store, &proof, 1).await), "{}", test.name);
        }
        // Another house's question; a question for adding one.
        let unknown = attempt(&mut phone, &[7; 67]);
        assert!(matches!(
            bring(store, &unknown, 1).await,
            SignedIn::StartAgain
        ));
        let adding = store.passkey_question(&ana, session.id, &at(0)).await;
        let adding = bytes(&adding.expect("asked").challenge);
        let proof = attempt(&mut phone, &adding);
        assert!(matches!(
            bring(store, &proof, 1).await,
            SignedIn::StartAgain
        ));
        // Without its owner's finger.
        phone.flags = 0b001;
        let proof = attempt(&mut phone, &ask(store, 0));
        assert!(refused(&bring(store, &proof, 1).await));
        phone.flags = 0b101;
        // Nobody was let in, and an account that is suspended lets nobody in.
        store
            .suspend(&Actor::Operator, id(&ana), &at(1))
            .await
            .expect("suspended");
        let proof = attempt(&mut phone, &ask(store, 0));
        assert!(refused(&bring(store, &proof, 2).await));
        store
            .reinstate(&Actor::Operator, id(&ana), &at(3))
            .await
            .expect("reinstated");
        let proof = attempt(&mut phone, &ask(store, 0));
        assert!(matches!(bring(store, &proof, 4).await, SignedIn::Done(..)));
    }
}

#[tokio::test]
async fn a_copy_is_noticed_by_its_counter() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let (_, session) = house.sign_in(&Fixture::email("ana", house.own), 0).await;
        let mut phone = add(store, &ana, &session, 1).await.expect("added");
        phone.sign_count = 4;
        let proof = attempt(&mut phone, &ask(store, 0));
        assert!(matches!(bring(store, &proof, 1).await, SignedIn::Done(..)));
        phone.sign_count = 3;
        let proof = attempt(&mut phone, &ask(store, 0));
        assert!(refused(&bring(store, &proof, 1).await), "{}", test.name);
        let proof = attempt(&mut phone, &ask(store, 0));
        assert!(refused(&bring(store, &proof, 1).await) || phone.sign_count > 5);
    }
}

#[tokio::test]
async fn one_adds_and_removes_ones_own_only() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let eve = house.person("eve", house.own, &["administrator"]).await;
        let (_, session) = house.sign_in(&Fixture::email("ana", house.own), 0).await;
        let (_, eves) = house.sign_in(&Fixture::email("eve", house.own), 0).await;
        let people = |answer: Result<(), StoreError>| match answer {
            Err(StoreError::People(error)) => error,
            other => panic!("{other:?}"),
        };
        // A question that was put to somebody else, or in another session.
        let asked = store.passkey_question(&ana, session.id, &at(0)).await;
        let challenge = bytes(&asked.expect("asked").challenge);
        let planted = SoftwareAuthenticator::new(&party(), id(&ana).as_bytes(), 9);
        let made = planted.register(&challenge);
        let add_for = async |actor: &Actor, session: Uuid, name: &str, second| {
            let added = store
                .add_passkey(actor, session, &party(), &made, name, &at(second))
                .await;
            people(added)
        };
        let late = PeopleError::PasskeyTooLate;
        assert_eq!(add_for(&eve, eves.id, "x", 1).await, late);
        assert_eq!(
            add_for(&eve, session.id, "x", 1).await,
            PeopleError::UnknownSession
        );
        assert_eq!(add_for(&ana, session.id, "x", 10 * MINUTE).await, late);
        assert_eq!(
            add_for(&ana, session.id, " ", 1).await,
            PeopleError::EmptyName
        );
        let elsewhere = RelyingParty::of_address("https://elsewhere.example").expect("an address");
        let added = store
            .add_passkey(&ana, session.id, &elsewhere, &made, "x", &at(1))
            .await;
        assert_eq!(people(added), PeopleError::PasskeyRefused);
        // None of this used the question up.
        let added = store
            .add_passkey(&ana, session.id, &party(), &made, "x", &at(1))
            .await;
        added.expect("added");
        assert_eq!(add_for(&ana, session.id, "x", 1).await, late);
        // The same passkey under another question.
        let asked = store.passkey_question(&ana, session.id, &at(0)).await;
        let asked = asked.expect("asked");
        assert_eq!(asked.known, [signin::base64url(&planted.credential_id)]);
        let made = planted.register(&bytes(&asked.challenge));
        let added = store
            .add_passkey(&ana, session.id, &party(), &made, "x", &at(1))
            .await;
        assert_eq!(people(added), PeopleError::PasskeyKnown);
        let mine = store.passkeys(&ana).await.expect("read");
        assert_eq!(mine.len(), 1, "{}", test.name);
        let removed = store.remove_passkey(&eve, mine[0].id, &at(2)).await;
        assert_eq!(people(removed), PeopleError::UnknownPasskey);
        store
            .remove_passkey(&ana, mine[0].id, &at(2))
            .await
            .expect("removed");
        assert!(store.passkeys(&ana).await.expect("read").is_empty());
        for number in 0..PASSKEY_LIMIT {
            let number = u8::try_from(number).expect("few");
            add(store, &ana, &session, number).await.expect("added");
        }
        let one_more = add(store, &ana, &session, 99).await;
        assert!(matches!(
            one_more,
            Err(StoreError::People(PeopleError::TooManyPasskeys))
        ));
    }
}

#[tokio::test]
async fn a_reset_takes_passkeys_off_and_all_of_it_is_written_down() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let (_, session) = house.sign_in(&Fixture::email("ana", house.own), 0).await;
        let mut phone = add(store, &ana, &session, 1).await.expect("added");
        add(store, &ana, &session, 2).await.expect("added");
        let mine = store.passkeys(&ana).await.expect("read");
        store
            .remove_passkey(&ana, mine[1].id, &at(2))
            .await
            .expect("removed");
        store
            .reset(&Actor::Operator, id(&ana), false, &at(3))
            .await
            .expect("reset");
        assert!(store.passkeys(&ana).await.expect("read").is_empty());
        let proof = attempt(&mut phone, &ask(store, 3));
        assert!(refused(&bring(store, &proof, 3).await), "{}", test.name);
        let changes = store.people_changes(&Actor::Operator, at(9).now, 50).await;
        let changes = changes.expect("read");
        let count = |what| {
            let of = changes
                .iter()
                .filter(|change| change.what == what && change.by_person_id == Some(id(&ana)));
            of.count()
        };
        assert_eq!(count(PeopleChangeKind::PasskeyAdded), 2);
        assert_eq!(count(PeopleChangeKind::PasskeyRemoved), 1);
    }
}
