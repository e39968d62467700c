//! Sessions: begun under a token nobody has seen, ended by time, by hand, and by what changes an account.

use kernel::{Actor, Lang};

use super::house::{Fixture, PASSPHRASE, at, id, secret};
use crate::testing::stores;
use crate::{PeopleError, Proven, SessionToken, SignedIn, StoreError};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;

#[tokio::test]
async fn whoever_signs_in_is_who_they_are() {
    for test in stores().await {
        let house = Fixture::new(&test.store).await;
        let ana = house.person("ana", house.own, &["listing-editor"]).await;
        let email = Fixture::email("ana", house.own);
        // However the address is written.
        let (token, session) = house
            .sign_in(&format!(" {} ", email.to_uppercase()), 0)
            .await;
        assert_eq!(session.person_id, id(&ana), "{}", test.name);
        let found = test.store.session(&Actor::Public, &token, &at(1)).await;
        let (session, me) = found.expect("an answer").expect("signed in");
        assert_eq!((me.id, me.lang), (id(&ana), Lang::Fr));
        assert_eq!(me.organization.en, "Fictional Federation");
        assert!(me.may(access::Permission::EditOwnListings));
        assert!(!me.may(access::Permission::ManageAnyPeople));
        assert!(!me.totp && !session.is_stepped_up(at(1).now));
        // Another signing-in has another token, and both go on.
        let (other, _) = house.sign_in(&email, 2).await;
        assert_ne!(token.reveal(), other.reveal());
        assert_eq!(
            test.store.sessions(&ana, &at(3)).await.expect("read").len(),
            2
        );
    }
}

#[tokio::test]
async fn a_token_that_was_never_given_opens_nothing() {
    for test in stores().await {
        let house = Fixture::new(&test.store).await;
        house.person("ana", house.own, &[]).await;
        let planted = SessionToken::parse(&"A".repeat(43)).expect("a token");
        let (token, _) = house.sign_in(&Fixture::email("ana", house.own), 0).await;
        assert_ne!(token.reveal(), planted.reveal());
        let found = test.store.session(&Actor::Public, &planted, &at(0)).await;
        assert!(found.expect("an answer").is_none(), "{}", test.name);
    }
}

#[tokio::test]
async fn sessions_end_when_idle_and_in_any_case() {
    for test in stores().await {
        let house = Fixture::new(&test.store).await;
        house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let open = async |token: &SessionToken, second| {
            let found = test.store.session(&Actor::Public, token, &at(second)).await;
            found.expect("an answer").is_some()
        };
        let (token, _) = house.sign_in(&email, 0).await;
        assert!(open(&token, 30 * MINUTE - 1).await, "{}", test.name);
        assert!(
            !open(&token, 60 * MINUTE).await,
            "30 minutes without a request"
        );
        let (token, _) = house.sign_in(&email, 0).await;
        let mut second = 0;
        while second < 12 * HOUR {
            assert!(open(&token, second).await, "{second}");
            second += 29 * MINUTE;
        }
        assert!(!open(&token, 12 * HOUR).await, "12 hours in all");
    }
}

#[tokio::test]
async fn each_session_can_be_seen_and_ended_by_its_owner_only() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let eve = house.person("eve", house.own, &["administrator"]).await;
        let email = Fixture::email("ana", house.own);
        let (first, first_session) = house.sign_in(&email, 0).await;
        let (second, second_session) = house.sign_in(&email, 1).await;
        let error = store.end_session(&eve, first_session.id).await;
        assert!(matches!(
            error,
            Err(StoreError::People(PeopleError::UnknownSession))
        ));
        store
            .end_session(&ana, first_session.id)
            .await
            .expect("ended");
        let open = async |token: &SessionToken| {
            let found = store.session(&Actor::Public, token, &at(2)).await;
            found.expect("an answer").is_some()
        };
        assert!(!open(&first).await && open(&second).await, "{}", test.name);
        let (third, _) = house.sign_in(&email, 2).await;
        let ended = store.end_other_sessions(&ana, second_session.id).await;
        assert_eq!(ended.expect("ended"), 1);
        assert!(!open(&third).await && open(&second).await);
        store.sign_out(&Actor::Public, &second).await.expect("out");
        assert!(!open(&second).await);
    }
}

#[tokio::test]
async fn what_changes_an_account_ends_its_sessions() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let open = async |token: &SessionToken| {
            let found = store.session(&Actor::Public, token, &at(9)).await;
            found.expect("an answer").is_some()
        };
        let (here, session) = house.sign_in(&email, 0).await;
        let (there, _) = house.sign_in(&email, 0).await;
        let new = "une loutre dort sur le dos";
        let changed = store
            .change_passphrase(&ana, session.id, &secret(PASSPHRASE), &secret(new), &at(1))
            .await;
        assert_eq!(changed.expect("an answer"), Proven::Done);
        assert!(open(&here).await && !open(&there).await, "{}", test.name);
        let old = house.try_sign_in(&email, PASSPHRASE, 2).await;
        assert!(matches!(old, SignedIn::Refused { .. }));

        store
            .suspend(&Actor::Operator, id(&ana), &at(3))
            .await
            .expect("suspended");
        assert!(!open(&here).await);
        let refused = house.try_sign_in(&email, new, 4).await;
        assert!(matches!(refused, SignedIn::Refused { wait } if wait.is_zero()));
        assert!(matches!(
            store.me(&ana).await,
            Err(StoreError::Forbidden(_))
        ));
        store
            .reinstate(&Actor::Operator, id(&ana), &at(5))
            .await
            .expect("reinstated");
        let SignedIn::Done(again, _) = house.try_sign_in(&email, new, 6).await else {
            panic!("signed in");
        };
        let reset = store.reset(&Actor::Operator, id(&ana), false, &at(7)).await;
        reset.expect("a link");
        assert!(!open(&again).await);
    }
}

#[tokio::test]
async fn a_wrong_passphrase_changes_nothing() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let (_, session) = house.sign_in(&Fixture::email("ana", house.own), 0).await;
        let change = async |current: &str, new: &str| {
            store
                .change_passphrase(&ana, session.id, &secret(current), &secret(new), &at(1))
                .await
        };
        let refused = change("un hibou dort", "une loutre dort sur le dos").await;
        assert!(matches!(refused, Ok(Proven::Refused { wait }) if wait.is_zero()));
        for (new, problem) in [
            ("court", PeopleError::PassphraseTooShort),
            ("motdepasse2026", PeopleError::PassphraseCommon),
        ] {
            let refused = change(PASSPHRASE, new).await;
            assert!(matches!(refused, Err(StoreError::People(found)) if found == problem));
        }
        house.sign_in(&Fixture::email("ana", house.own), 2).await;
    }
}

#[tokio::test]
async fn a_hash_at_lower_costs_is_made_anew_when_its_owner_signs_in() {
    for test in stores().await {
        let house = Fixture::new(&test.store).await;
        house.person("ana", house.own, &[]).await;
        let mut dear = test.store.clone();
        dear.passphrases =
            std::sync::Arc::new(crate::people::passphrase::Passphrases::with_cost(128, 2));
        let dear_house = Fixture {
            store: &dear,
            ..house
        };
        let email = Fixture::email("ana", dear_house.own);
        dear_house.sign_in(&email, 0).await;
        assert_eq!(
            dear.argon2_runs(),
            2,
            "verified, then made anew: {}",
            test.name
        );
        dear_house.sign_in(&email, 1).await;
        assert_eq!(dear.argon2_runs(), 3, "only verified");
    }
}
