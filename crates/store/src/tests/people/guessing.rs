//! Ten thousand guesses get nowhere: counted by how many reach Argon2 at all.

use std::time::Duration;

use kernel::Actor;

use super::house::{Fixture, PASSPHRASE, at, secret};
use crate::testing::stores;
use crate::{Device, NetworkKey, SignIn, SignedIn, Store};

async fn guess(
    store: &Store,
    email: &str,
    passphrase: &str,
    network: Option<NetworkKey>,
    second: i64,
) -> SignedIn {
    let attempt = SignIn {
        email: secret(email),
        passphrase: secret(passphrase),
        device: Device::Other,
        network,
    };
    let moment = at(second);
    store
        .sign_in(&Actor::Public, &attempt, &moment)
        .await
        .expect("an answer")
}

#[expect(clippy::unnecessary_wraps, reason = "as it stands in an attempt")]
fn network(store: &Store, number: u32) -> Option<NetworkKey> {
    Some(store.network_key(std::net::IpAddr::from(number.to_be_bytes())))
}

#[tokio::test]
async fn ten_thousand_guesses_at_one_account_from_everywhere() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let before = store.argon2_runs();
        // All at one moment, each from another network.
        for number in 0..5_000 {
            let guessed = guess(
                store,
                &email,
                &format!("guess number {number}"),
                network(store, number),
                0,
            )
            .await;
            assert!(matches!(guessed, SignedIn::Refused { .. }));
        }
        assert_eq!(store.argon2_runs() - before, 5, "{}", test.name);
        // One each second for more than an hour.
        for number in 0..5_000u32 {
            let second = 1 + i64::from(number);
            guess(
                store,
                &email,
                "another guess entirely",
                network(store, number),
                second,
            )
            .await;
        }
        let looked_at = store.argon2_runs() - before;
        assert!(
            looked_at <= 16,
            "{looked_at} of 10,000 guesses on {}",
            test.name
        );
        // Not even the right passphrase is looked at while the account waits, and the wait is told.
        let SignedIn::Refused { wait } = guess(store, &email, PASSPHRASE, None, 5_001).await else {
            panic!("it waits");
        };
        assert!(wait <= Duration::from_secs(15 * 60 + 1) && wait > Duration::ZERO);
        let waited = 5_001 + i64::try_from(wait.as_secs()).expect("small");
        house.sign_in(&email, waited).await;
        // Signing in wipes the failures out.
        guess(store, &email, "one mistake", None, waited + 1).await;
        house.sign_in(&email, waited + 2).await;
    }
}

#[tokio::test]
async fn ten_thousand_accounts_from_one_network() {
    for test in stores().await {
        let store = &test.store;
        let before = store.argon2_runs();
        for number in 0..10_000 {
            let email = format!("person{number}@example.org");
            guess(
                store,
                &email,
                "one popular passphrase",
                network(store, 1),
                0,
            )
            .await;
        }
        assert_eq!(store.argon2_runs() - before, 20, "{}", test.name);
    }
}

#[tokio::test]
async fn guesses_at_one_time_are_counted_one_by_one() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let before = store.argon2_runs();
        let guesses = (0..30).map(|_| guess(store, &email, "all at once, they think", None, 0));
        futures_util::future::join_all(guesses).await;
        assert_eq!(store.argon2_runs() - before, 5, "{}", test.name);
    }
}

#[tokio::test]
async fn an_address_that_nobody_has_is_answered_alike() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        house.person("ana", house.own, &[]).await;
        let answers = async |email: &str| {
            let mut said = Vec::new();
            for second in 0..12 {
                let before = store.argon2_runs();
                let answer = guess(store, email, "a guess", None, second).await;
                let SignedIn::Refused { wait } = answer else {
                    panic!("let in");
                };
                said.push((wait, store.argon2_runs() - before));
            }
            said
        };
        let known = answers(&Fixture::email("ana", house.own)).await;
        let unknown = answers("nobody@example.org").await;
        assert_eq!(known, unknown, "{}", test.name);
        assert_eq!(known[0], (Duration::ZERO, 1));
        assert!(known[11].0 > Duration::ZERO && known[11].1 == 0);
        // What is no address at all, or a flood of characters, is no different.
        for odd in ["", "\0", &"x".repeat(100_000), "' OR 1=1 --"] {
            assert!(matches!(
                guess(store, odd, odd, None, 0).await,
                SignedIn::Refused { .. }
            ));
        }
    }
}

#[tokio::test]
async fn a_stranger_does_not_keep_the_owner_out_where_they_sign_in() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let office = network(store, 1);
        let signed_in = guess(store, &email, PASSPHRASE, office, 0).await;
        assert!(matches!(signed_in, SignedIn::Done(..)), "{}", test.name);
        for number in 10..200 {
            guess(store, &email, "a guess", network(store, number), 1).await;
        }
        let elsewhere = guess(store, &email, PASSPHRASE, network(store, 300), 2).await;
        assert!(matches!(elsewhere, SignedIn::Refused { wait } if !wait.is_zero()));
        let signed_in = guess(store, &email, PASSPHRASE, office, 2).await;
        assert!(matches!(signed_in, SignedIn::Done(..)));
    }
}

#[tokio::test]
async fn waits_outlive_a_restart_and_end_with_a_link_from_the_operator() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        for _ in 0..10 {
            guess(store, &email, "a guess", None, 0).await;
        }
        // As after a restart: the same database, nothing in memory.
        let restarted = Store {
            throttle: std::sync::Arc::default(),
            ..store.clone()
        };
        let answer = guess(&restarted, &email, PASSPHRASE, None, 1).await;
        assert!(
            matches!(answer, SignedIn::Refused { wait } if !wait.is_zero()),
            "{}",
            test.name
        );
        let reset = store
            .reset(&Actor::Operator, super::house::id(&ana), false, &at(2))
            .await;
        let token = reset.expect("a link");
        let new = secret("une loutre dort sur le dos");
        store
            .accept_link(&Actor::Public, &token, &new, &at(3))
            .await
            .expect("chosen");
        let signed_in = guess(store, &email, new.expose(), None, 4).await;
        assert!(matches!(signed_in, SignedIn::Done(..)));
    }
}

#[tokio::test]
async fn nothing_of_what_is_typed_is_kept() {
    for test in stores().await {
        let store = &test.store;
        guess(
            store,
            "stranger@example.org",
            "my passphrase elsewhere",
            None,
            0,
        )
        .await;
        let vault = store.vault().expect("keys");
        let account = vault.blind_index("failed_sign_in", "account", b"stranger@example.org");
        assert!(!account.contains("stranger"));
        // The row stands under the keyed digest, and under nothing that could be read.
        let mut transaction = store.write().await.expect("writing");
        let moment = at(1);
        let begun =
            crate::people::failed_sign_in::begin(&mut transaction, &account, false, &moment);
        assert_eq!(begun.await.expect("begun"), Ok(2), "{}", test.name);
    }
}

#[tokio::test]
async fn failures_are_forgotten_after_a_day() {
    for test in stores().await {
        let store = &test.store;
        for _ in 0..9 {
            guess(store, "somebody@example.org", "a guess", None, 0).await;
        }
        let next_day = 24 * 3_600 + 1;
        for _ in 0..4 {
            let answer = guess(store, "somebody@example.org", "a guess", None, next_day).await;
            assert!(
                matches!(answer, SignedIn::Refused { wait } if wait.is_zero()),
                "{}",
                test.name
            );
        }
    }
}
