//! A confidential place does not leave the curators' hands by way of the store.

use directory::content::Content;
use directory::location::Confidentiality;
use directory::service::Service;
use kernel::Actor;

use super::sample;
use crate::engine::Transaction;
use crate::register::ALL;
use crate::statements::{Speaks, Statement};
use crate::testing::{Folder, empty_stores, fixed_vault, stores};
use crate::{Store, StoreError};

/// What only curators, the start and the change of keys may say.
const CURATORS_ONLY: [(&str, &[&str]); 2] = [
    (
        "directory/history.rs",
        &["READ_EVERY", "READ_SEALED", "RESEAL"],
    ),
    (
        "directory/location.rs",
        &[
            "DELETE_UNSEALED",
            "READ_EVERY",
            "READ_SEALED",
            "READ_UNSEALED",
            "RESEAL",
        ],
    ),
];

#[test]
fn no_public_statement_names_the_confidential_table() {
    let mut found = Vec::new();
    for said in ALL {
        for statement in said.statements {
            let text = statement.text;
            if text.contains("location_confidential") || text.contains("_sealed") {
                found.push((said.file, statement.name));
            }
        }
        for by_ids in said.by_ids {
            assert!(!by_ids.before.contains("location_confidential"));
            assert!(!by_ids.before.contains("_sealed"));
        }
    }
    found.sort_unstable();
    let expected: Vec<_> = CURATORS_ONLY
        .iter()
        .flat_map(|(file, names)| names.iter().map(move |name| (*file, *name)))
        .collect();
    assert_eq!(found, expected);
}

fn confidential(confidentiality: Confidentiality) -> Content {
    sample::content(vec![Service {
        location: Some(sample::location(confidentiality)),
        ..sample::full("refuge")
    }])
}

#[tokio::test]
async fn a_listing_holds_nothing_of_the_place() {
    for confidentiality in [Confidentiality::Approximate, Confidentiality::Hidden] {
        let content = confidential(confidentiality);
        for test in stores().await {
            let store = &test.store;
            store
                .load_content(&Actor::System, &content, sample::NOW)
                .await
                .expect("loaded");
            let listings = store
                .listings(&Actor::Public, &content.gazetteer)
                .await
                .expect("listings");
            assert_eq!(listings.len(), 1);
            let text = serde_json::to_string(&listings).expect("JSON");
            assert!(!text.contains("Secret Street"), "{text}");
            assert!(!text.contains("53.91"), "{text}");
            assert!(!text.contains("122.74"), "{text}");
            if confidentiality == Confidentiality::Hidden {
                assert!(listings[0].location.is_none());
                assert!(!text.contains("Prince George"), "{text}");
            }
        }
    }
}

async fn violates(mut transaction: Transaction, text: &'static str) -> bool {
    let statement = Statement {
        name: "test",
        speaks: Speaks::Both,
        text,
    };
    transaction.execute(&statement, &[]).await.is_err()
}

#[tokio::test]
async fn the_database_itself_refuses_an_address_in_the_public_table() {
    let content = confidential(Confidentiality::Hidden);
    for test in stores().await {
        let store = &test.store;
        store
            .load_content(&Actor::System, &content, sample::NOW)
            .await
            .expect("loaded");
        for text in [
            "UPDATE location SET address_1 = '12 Secret Street'",
            "UPDATE location SET latitude = 53.9, longitude = -122.7",
            "UPDATE location SET city = 'Prince George'",
            "UPDATE location SET confidentiality = 'public'",
        ] {
            let writing = store.write().await.expect("writing");
            assert!(violates(writing, text).await, "{}: {text}", test.name);
        }
    }
}

#[tokio::test]
async fn the_curators_read_it_whole() {
    let content = confidential(Confidentiality::Hidden);
    for test in stores().await {
        let store = &test.store;
        store
            .load_content(&Actor::System, &content, sample::NOW)
            .await
            .expect("loaded");
        let services = store.services(&Actor::Operator).await.expect("services");
        assert_eq!(services[0].location, content.services[0].location);
    }
}

const TEST: Statement = Statement {
    name: "test",
    speaks: Speaks::Both,
    text: "SELECT sealed FROM location_sealed",
};

/// Whoever takes the database without the key learns nothing, and cannot pass one house's seal off as
/// another's.
#[tokio::test]
async fn without_the_key_there_is_nothing_to_read() {
    let content = confidential(Confidentiality::Hidden);
    for test in stores().await {
        let store = &test.store;
        store
            .load_content(&Actor::System, &content, sample::NOW)
            .await
            .expect("loaded");
        let mut transaction = store.read().await.expect("reading");
        let sealed = transaction
            .all(&TEST, &[], |row| row.text("sealed"))
            .await
            .expect("read");
        drop(transaction);
        assert_eq!(sealed.len(), 1, "{}", test.name);
        assert!(sealed[0].starts_with("1."));
        let other = vault::Vault::new(vec![vault::Key::new(1, [0x2d; 32])]).expect("a key");
        let stranger = store.clone().with_vault(other);
        let answer = stranger.services(&Actor::Operator).await;
        assert!(matches!(answer, Err(StoreError::Vault(_))), "{}", test.name);
        // What is public stays readable for everyone.
        let listings = stranger.listings(&Actor::Public, &content.gazetteer).await;
        assert_eq!(listings.expect("listings").len(), 1);
    }
}

/// The bytes of the file itself, after the address was edited: neither the old nor the new one is in
/// it, nor in the journal beside it.
#[tokio::test]
async fn the_file_holds_no_hidden_address() {
    let folder = Folder::new();
    let path = folder.0.join("cairn.sqlite");
    let store = Store::sqlite(&path)
        .await
        .expect("opened")
        .with_vault(fixed_vault());
    store.migrate().await.expect("migrated");
    let content = confidential(Confidentiality::Hidden);
    store
        .load_content(&Actor::System, &content, sample::NOW)
        .await
        .expect("loaded");
    let edit = crate::Edit {
        base_version: 1,
        changes: [(directory::edit::Field::Address1, "98 Moved Road".to_owned())].into(),
        reason: String::new(),
        verified: false,
        suggestion: None,
        look: false,
    };
    let known = directory::edit::Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    };
    store
        .edit_service(
            &Actor::Operator,
            known,
            content.services[0].id,
            edit,
            sample::NOW,
        )
        .await
        .expect("edited");
    store.close().await;
    let mut files = 0;
    for entry in std::fs::read_dir(&folder.0).expect("the folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        for secret in ["Secret Street", "98 Moved Road", "Prince George", "53.91"] {
            let found = bytes
                .windows(secret.len())
                .any(|seen| seen == secret.as_bytes());
            assert!(!found, "{secret}");
        }
        files += 1;
    }
    assert!(files >= 1);
}

/// A database from before there was a key keeps its places: they are sealed and taken out of the old
/// table.
#[tokio::test]
async fn places_from_before_the_key_are_sealed_at_start() {
    let content = confidential(Confidentiality::Hidden);
    for test in empty_stores().await {
        let store = &test.store.clone().with_vault(fixed_vault());
        store.migrate().await.expect("migrated");
        store
            .load_content(&Actor::System, &content, sample::NOW)
            .await
            .expect("loaded");
        // As version 2 left it.
        let mut transaction = store.write().await.expect("writing");
        for text in [
            "DELETE FROM location_sealed",
            "INSERT INTO location_confidential (location_id, city, state_province, latitude,
                longitude, point_precision, address_1)
             SELECT id, 'Prince George', 'BC', 53.5, -122.5, 'address', '12 Old Street'
             FROM location",
        ] {
            let statement = Statement {
                name: "test",
                speaks: Speaks::Both,
                text,
            };
            transaction.execute(&statement, &[]).await.expect(text);
        }
        transaction.commit().await.expect("committed");
        assert_eq!(store.seal_places(&Actor::System).await.expect("sealed"), 1);
        assert_eq!(store.seal_places(&Actor::System).await.expect("sealed"), 0);
        let services = store.services(&Actor::Operator).await.expect("services");
        let place = services[0].location.as_ref().expect("a place");
        assert_eq!(
            place.address.as_deref(),
            Some("12 Old Street"),
            "{}",
            test.name
        );
        assert_eq!(place.confidentiality, Confidentiality::Hidden);
    }
}
