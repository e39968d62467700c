//! Suggested corrections: kept word for word, with a day and without a time.

use jiff::Timestamp;
use kernel::{Actor, Lang, Random as _, SeededRandom};
use uuid::Uuid;

use super::sample;
use crate::testing::stores;
use crate::{
    CONTACT_LIMIT, MESSAGE_LIMIT, NewSuggestion, Store, StoreError, SuggestionState, WAITING_LIMIT,
};

const PUBLIC: Actor = Actor::Public;

fn now() -> Timestamp {
    "2026-11-24T23:59:59Z".parse().expect("a moment")
}

fn suggestion(message: &str) -> NewSuggestion {
    NewSuggestion {
        service_id: directory::shipped_id("service", "plain"),
        lang: Lang::Fr,
        message: message.to_owned(),
        contact: None,
    }
}

async fn loaded(store: &Store) {
    let content = sample::content(sample::services());
    store
        .load_content(&Actor::System, &content, sample::NOW)
        .await
        .expect("loaded");
}

#[tokio::test]
async fn words_are_kept_as_they_are() {
    let random = SeededRandom::new(1);
    let hostile =
        "'); DROP TABLE suggestion; -- <script>alert(1)</script> \u{202e}שלום 🏔 $1 {{7*7}}";
    for test in stores().await {
        let store = &test.store;
        loaded(store).await;
        let new = NewSuggestion {
            contact: Some("  o'neil@example.org ".to_owned()),
            ..suggestion(&format!("{hostile}\r\nline\0 two"))
        };
        let id = random.uuid();
        store
            .add_suggestion(&PUBLIC, new, now(), id)
            .await
            .expect("kept");
        let found = store.suggestions(&Actor::Operator).await.expect("read");
        assert_eq!(found.len(), 1, "{}", test.name);
        assert_eq!(found[0].id, id);
        assert_eq!(found[0].lang, Lang::Fr);
        assert_eq!(found[0].message, format!("{hostile}\nline two"));
        assert_eq!(found[0].contact.as_deref(), Some("o'neil@example.org"));
        assert_eq!(found[0].received_on.to_string(), "2026-11-24");
        assert_eq!(found[0].state, SuggestionState::New);
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_told() {
    for test in stores().await {
        let store = &test.store;
        loaded(store).await;
        let refused = async |new: NewSuggestion| {
            store
                .add_suggestion(&PUBLIC, new, now(), Uuid::from_u128(7))
                .await
                .expect_err("refused")
        };
        // Characters, not bytes: é has two bytes.
        let longest = "é".repeat(MESSAGE_LIMIT);
        let error = refused(suggestion(&format!("{longest}é"))).await;
        assert!(matches!(
            error,
            StoreError::MessageTooLong {
                found: 2_001,
                limit: 2_000
            }
        ));
        let error = refused(suggestion(&"x".repeat(10_240))).await;
        assert!(matches!(
            error,
            StoreError::MessageTooLong { found: 10_240, .. }
        ));
        let error = refused(suggestion(" \n\0 ")).await;
        assert!(matches!(error, StoreError::EmptyMessage));
        let error = refused(NewSuggestion {
            contact: Some("x".repeat(CONTACT_LIMIT + 1)),
            ..suggestion("words")
        })
        .await;
        assert!(matches!(
            error,
            StoreError::ContactTooLong { found: 201, .. }
        ));
        for unknown in [
            Uuid::nil(),
            // There, but not for the public: the answer must be the same.
            directory::shipped_id("service", "unlisted"),
            directory::shipped_id("service", "defunct"),
        ] {
            let error = refused(NewSuggestion {
                service_id: unknown,
                ..suggestion("words")
            })
            .await;
            assert!(matches!(error, StoreError::UnknownService(id) if id == unknown));
        }
        assert!(
            store
                .suggestions(&Actor::Operator)
                .await
                .expect("read")
                .is_empty()
        );

        store
            .add_suggestion(&PUBLIC, suggestion(&longest), now(), Uuid::from_u128(8))
            .await
            .expect("the longest message fits");
    }
}

#[tokio::test]
async fn a_flood_is_bounded_and_leaves_other_services_open() {
    let random = SeededRandom::new(2);
    for test in stores().await {
        let store = &test.store;
        loaded(store).await;
        for _ in 0..WAITING_LIMIT {
            store
                .add_suggestion(&PUBLIC, suggestion("flood"), now(), random.uuid())
                .await
                .expect("kept");
        }
        let error = store
            .add_suggestion(&PUBLIC, suggestion("one more"), now(), random.uuid())
            .await
            .expect_err("refused");
        assert!(matches!(
            error,
            StoreError::TooManyWaiting {
                limit: WAITING_LIMIT
            }
        ));
        let other = NewSuggestion {
            service_id: directory::shipped_id("service", "full"),
            ..suggestion("another service")
        };
        store
            .add_suggestion(&PUBLIC, other, now(), random.uuid())
            .await
            .expect("kept");
    }
}

#[tokio::test]
async fn a_suggestion_outlives_the_service_it_is_about() {
    for test in stores().await {
        let store = &test.store;
        loaded(store).await;
        store
            .add_suggestion(&PUBLIC, suggestion("words"), now(), Uuid::from_u128(9))
            .await
            .expect("kept");
        let mut services = sample::services();
        services[0].name.en = "Renamed".to_owned();
        for content in [
            sample::content(services.clone()),
            sample::content(services.split_off(1)),
        ] {
            store
                .load_content(&Actor::System, &content, sample::NOW)
                .await
                .expect("loaded");
            let found = store.suggestions(&Actor::Operator).await.expect("read");
            assert_eq!(found.len(), 1, "{}", test.name);
        }
    }
}

#[test]
fn a_debug_line_repeats_nothing() {
    let new = NewSuggestion {
        contact: Some("me@example.org".to_owned()),
        ..suggestion("my words")
    };
    let text = format!("{new:?}");
    assert!(!text.contains("my words") && !text.contains("me@example.org"));
}
