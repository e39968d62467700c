//! A confidential place does not leave the curators' hands by way of the store.

use directory::content::Content;
use directory::location::Confidentiality;
use directory::service::Service;
use kernel::Actor;

use super::sample;
use crate::engine::Transaction;
use crate::register::ALL;
use crate::statements::{Speaks, Statement};
use crate::testing::stores;

const CURATORS_ONLY: &str = "READ_EVERY";

#[test]
fn no_public_statement_names_the_confidential_table() {
    let mut found = Vec::new();
    for said in ALL {
        for statement in said.statements {
            if statement.text.contains("_confidential") {
                found.push((said.file, statement.name));
            }
        }
        for by_ids in said.by_ids {
            assert!(!by_ids.before.contains("_confidential"));
        }
    }
    found.sort_unstable();
    let expected = ["directory/history.rs", "directory/location.rs"];
    assert_eq!(found, expected.map(|file| (file, CURATORS_ONLY)));
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
