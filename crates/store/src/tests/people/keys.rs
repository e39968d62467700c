//! The deployment's keys and the database they belong to.

use kernel::{Actor, Secret};
use vault::{Key, Vault};

use super::house::{Fixture, at, id};
use crate::people::person;
use crate::testing::{fixed_vault, stores};
use crate::{Store, StoreError};

fn keys(bytes: &[(u32, u8)]) -> Vault {
    let keys = bytes
        .iter()
        .map(|(version, byte)| Key::new(*version, [*byte; 32]));
    Vault::new(keys.collect()).expect("keys")
}

#[tokio::test]
async fn another_key_is_noticed_before_it_does_harm() {
    let system = &Actor::System;
    for test in stores().await {
        let with = |bytes: &[(u32, u8)]| test.store.clone().with_vault(keys(bytes));
        assert!(!test.store.has_keys(system).await.expect("read"));
        with(&[(1, 7)]).check_keys(system).await.expect("taken");
        assert!(test.store.has_keys(system).await.expect("read"));
        with(&[(1, 7)]).check_keys(system).await.expect("the same");
        let answer = with(&[(1, 8)]).check_keys(system).await;
        assert!(
            matches!(answer, Err(StoreError::OtherKey { version: 1 })),
            "{}",
            test.name
        );
        with(&[(1, 7), (2, 9)])
            .check_keys(system)
            .await
            .expect("a newer one beside it");
        // Without the newer one, what it sealed could not be opened.
        let answer = with(&[(1, 7)]).check_keys(system).await;
        assert!(matches!(answer, Err(StoreError::OtherKey { version: 2 })));
        let answer = with(&[(1, 7), (2, 10)]).check_keys(system).await;
        assert!(matches!(answer, Err(StoreError::OtherKey { version: 2 })));
    }
}

#[tokio::test]
async fn a_newer_key_seals_everything_anew() {
    for test in stores().await {
        let house = Fixture::new(&test.store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let setup = test.store.start_totp(&ana, &at(0)).await.expect("begun");
        let newer = vec![Key::new(1, [0x2c; 32]), Key::new(2, [9; 32])];
        let store = test
            .store
            .clone()
            .with_vault(Vault::new(newer).expect("keys"));
        assert_eq!(
            store
                .reseal(&Actor::Operator, &at(1))
                .await
                .expect("sealed"),
            1
        );
        assert_eq!(
            store
                .reseal(&Actor::Operator, &at(2))
                .await
                .expect("sealed"),
            0
        );
        let mut transaction = store.read().await.expect("reading");
        let keys = person::keys(&mut transaction, id(&ana))
            .await
            .expect("read");
        drop(transaction);
        let sealed = keys.expect("ana").totp_pending.expect("sealed");
        assert!(sealed.starts_with("2."), "{}", test.name);
        let again = store
            .pending_totp(&ana)
            .await
            .expect("opened")
            .expect("begun");
        assert_eq!(again.secret, setup.secret);
    }
}

#[tokio::test]
async fn without_a_key_nobody_signs_in() {
    let store = Store::sqlite_in_memory().await.expect("a store");
    store.migrate().await.expect("migrated");
    let attempt = crate::SignIn {
        email: Secret::new("a@example.org".to_owned()),
        passphrase: Secret::new("un hibou lit sous la pluie".to_owned()),
        device: crate::Device::Other,
        network: None,
    };
    let answer = store.sign_in(&Actor::Public, &attempt, &at(0)).await;
    assert!(matches!(answer, Err(StoreError::NoVault)));
    let store = store.with_vault(fixed_vault());
    let answer = store.sign_in(&Actor::Public, &attempt, &at(0)).await;
    assert!(matches!(answer, Ok(crate::SignedIn::Refused { .. })));
}
