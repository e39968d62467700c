//! Two records that speak of the same service: found, judged, merged, and taken apart again.

use directory::content::Content;
use directory::duplicates::{Choices, MergeField, Side};
use directory::location::Confidentiality;
use directory::service::Service;
use kernel::{Actor, Lang, Text};
use uuid::Uuid;

use super::sample;
use crate::testing::stores;
use crate::{NewSuggestion, Store, StoreError};

const OPERATOR: Actor = Actor::Operator;
const MERGE: Uuid = Uuid::from_u128(1);

fn phone(number: &str) -> directory::phone::Phone {
    directory::phone::Phone {
        number: number.parse().expect("a number"),
        ..sample::full("full").phones[0].clone()
    }
}

/// Two accounts of one line, and another line.
fn content() -> Content {
    let line = Service {
        name: Text::new("Night line of the harbour", "Ligne de nuit du havre"),
        website: Some("https://harbour.example/night".to_owned()),
        phones: vec![phone("6045550142")],
        location: Some(sample::location(Confidentiality::Public)),
        ..sample::plain("night-line")
    };
    let again = Service {
        name: Text::new("Night Line of the Harbor Inc.", ""),
        email: Some("night@harbour.example".to_owned()),
        phones: vec![phone("6045550142"), phone("6045550143")],
        organization_id: directory::shipped_id("organization", "annex"),
        ..Service {
            id: directory::shipped_id("service", "night-line-again"),
            slug: "night-line-again".to_owned(),
            ..line.clone()
        }
    };
    let other = Service {
        name: Text::new("Legal clinic", "Clinique juridique"),
        phones: vec![phone("4165550100")],
        ..sample::plain("clinic")
    };
    let hidden = Service {
        location: Some(sample::location(Confidentiality::Hidden)),
        ..sample::full("hidden")
    };
    sample::content(vec![line, again, other, hidden])
}

fn id(slug: &str) -> Uuid {
    directory::shipped_id("service", slug)
}

async fn load(store: &Store, content: &Content) {
    store
        .load_content(&Actor::System, content, sample::NOW)
        .await
        .expect("loaded");
}

async fn find(store: &Store) -> Vec<(Uuid, Uuid)> {
    store
        .find_duplicates(&OPERATOR, 0.3, 2, sample::NOW)
        .await
        .expect("found");
    let found = store.duplicate_candidates(&OPERATOR).await.expect("read");
    found.iter().map(|pair| (pair.first, pair.second)).collect()
}

async fn merge(
    store: &Store,
    content: &Content,
    versions: [i64; 2],
    choices: &Choices,
) -> Result<(), StoreError> {
    let (stays, goes) = (id("night-line"), id("night-line-again"));
    store
        .merge_services(
            &OPERATOR,
            &content.gazetteer,
            stays,
            goes,
            versions,
            choices,
            sample::NOW,
            MERGE,
        )
        .await
}

async fn services(store: &Store) -> Vec<Service> {
    store.services(&OPERATOR).await.expect("read")
}

/// Without what a merge and its undoing are meant to move.
fn facts(services: Vec<Service>) -> Vec<Service> {
    let plain = |service| Service {
        last_modified: None,
        ..service
    };
    services.into_iter().map(plain).collect()
}

fn pair() -> (Uuid, Uuid) {
    let (one, other) = (id("night-line"), id("night-line-again"));
    (one.min(other), one.max(other))
}

#[tokio::test]
async fn a_pair_is_found_with_its_evidence_and_judged_once() {
    for test in stores().await {
        let store = &test.store;
        let mut content = content();
        load(store, &content).await;
        assert_eq!(find(store).await, [pair()], "{}", test.name);

        let beside = store
            .duplicate_pair(&OPERATOR, pair().1, pair().0)
            .await
            .expect("read")
            .expect("both are there");
        assert_eq!((beside.first.id, beside.second.id), pair());
        assert!(beside.differences.contains(&MergeField::NameEn));
        assert!(!beside.differences.contains(&MergeField::Location));

        let ids = [pair().1, pair().0];
        let stale = store
            .not_the_same(&OPERATOR, ids, [1, 2], sample::NOW)
            .await;
        assert!(
            matches!(stale, Err(StoreError::EditedSince { .. })),
            "{stale:?}"
        );
        store
            .not_the_same(&OPERATOR, ids, [1, 1], sample::NOW)
            .await
            .expect("judged");
        assert!(
            store
                .duplicate_candidates(&OPERATOR)
                .await
                .expect("read")
                .is_empty()
        );
        assert!(find(store).await.is_empty(), "remembered on {}", test.name);

        // What is not compared changes: still remembered. What is compared changes: asked again.
        content.services[0].provenance.note = Some("new".to_owned());
        load(store, &content).await;
        assert!(find(store).await.is_empty(), "{}", test.name);
        content.services[0].name.en = "Night line of the harbours".to_owned();
        load(store, &content).await;
        assert_eq!(find(store).await, [pair()], "{}", test.name);
    }
}

#[tokio::test]
async fn a_pair_that_did_not_change_is_shown_as_it_was_found() {
    for test in stores().await {
        let store = &test.store;
        load(store, &content()).await;
        let later = sample::NOW + jiff::SignedDuration::from_mins(5);
        store
            .find_duplicates(&Actor::System, 0.3, 1, later)
            .await
            .expect("found");
        let found = store.duplicate_candidates(&OPERATOR).await.expect("read");
        let beside = store
            .duplicate_pair(&OPERATOR, pair().0, pair().1)
            .await
            .expect("read")
            .expect("both are there");
        assert!((f64::from(beside.comparison.score) - found[0].score).abs() < 1e-6);
        assert_eq!(beside.comparison.evidence.to_vec(), found[0].evidence);
    }
}

#[tokio::test]
async fn a_merge_unites_and_its_undoing_leaves_no_trace() {
    for test in stores().await {
        let store = &test.store;
        let content = content();
        load(store, &content).await;
        find(store).await;
        let suggestion = NewSuggestion {
            service_id: id("night-line-again"),
            lang: Lang::En,
            message: "The number moved".to_owned(),
            contact: None,
        };
        store
            .add_suggestion(&Actor::Public, suggestion, sample::NOW, Uuid::from_u128(9))
            .await
            .expect("kept");
        let before = services(store).await;
        let counter = store.change_counter(&OPERATOR).await.expect("read");

        let choices = Choices::from([(MergeField::NameEn, Side::Other)]);
        merge(store, &content, [1, 1], &choices)
            .await
            .expect("merged");
        let after = services(store).await;
        assert_eq!(after.len(), before.len() - 1, "{}", test.name);
        let merged = after.iter().find(|service| service.id == id("night-line"));
        let merged = merged.expect("it stays");
        assert_eq!(merged.name.en, "Night Line of the Harbor Inc.");
        assert_eq!(merged.name.fr, "Ligne de nuit du havre");
        // Nobody chose: the survivor says nothing, so the other's word is taken.
        assert_eq!(merged.email.as_deref(), Some("night@harbour.example"));
        let numbers: Vec<_> = merged
            .phones
            .iter()
            .map(|phone| phone.number.digits())
            .collect();
        assert_eq!(numbers, ["6045550142", "6045550143"]);
        assert!(store.change_counter(&OPERATOR).await.expect("read") > counter);
        let lives_on = store
            .merged_into(&Actor::Public, id("night-line-again"))
            .await;
        assert_eq!(lives_on.expect("read"), Some(id("night-line")));
        let moved = store.suggestions(&OPERATOR).await.expect("read");
        assert_eq!(moved[0].service_id, id("night-line"));
        assert!(
            store
                .duplicate_candidates(&OPERATOR)
                .await
                .expect("read")
                .is_empty()
        );
        // The content files bring the merged record back by no means.
        let mut newer = super::duplicates::content();
        newer.services[2].name.en = "Legal clinic of the harbour".to_owned();
        load(store, &newer).await;
        assert_eq!(services(store).await.len(), before.len() - 1);
        load(store, &content).await;

        let merges = store
            .service_merges(&OPERATOR, id("night-line"))
            .await
            .expect("read");
        assert_eq!(merges.len(), 1);
        assert_eq!(merges[0].merged_name.en, "Night Line of the Harbor Inc.");
        assert_eq!(merges[0].survivor_name.fr, "Ligne de nuit du havre");
        assert_eq!(store.merges(&OPERATOR).await.expect("read"), merges);
        store
            .undo_merge(&OPERATOR, &content.gazetteer, MERGE, sample::NOW)
            .await
            .expect("undone");
        assert_eq!(facts(services(store).await), facts(before), "{}", test.name);
        let lives_on = store
            .merged_into(&Actor::Public, id("night-line-again"))
            .await;
        assert_eq!(lives_on.expect("read"), None);
        let back = store.suggestions(&OPERATOR).await.expect("read");
        assert_eq!(back[0].service_id, id("night-line-again"));
        // They follow the content files again.
        let mut newer = content;
        newer.services[1].name.en = "Harbour night line".to_owned();
        load(store, &newer).await;
        let read = services(store).await;
        assert!(
            read.iter()
                .any(|service| service.name.en == "Harbour night line")
        );
        let again = store
            .undo_merge(&OPERATOR, &newer.gazetteer, MERGE, sample::NOW)
            .await;
        assert!(matches!(again, Err(StoreError::NoSuchMerge)), "{again:?}");
    }
}

#[tokio::test]
async fn what_was_edited_since_is_not_overwritten() {
    for test in stores().await {
        let store = &test.store;
        let content = content();
        load(store, &content).await;
        let stale = merge(store, &content, [1, 7], &Choices::new()).await;
        assert!(
            matches!(stale, Err(StoreError::EditedSince { .. })),
            "{stale:?}"
        );

        merge(store, &content, [1, 1], &Choices::new())
            .await
            .expect("merged");
        // A second merge is an edit of the survivor too.
        let (stays, goes) = (id("night-line"), id("clinic"));
        let choices = Choices::from([(MergeField::NameEn, Side::Other)]);
        let second = Uuid::from_u128(2);
        store
            .merge_services(
                &OPERATOR,
                &content.gazetteer,
                stays,
                goes,
                [2, 1],
                &choices,
                sample::NOW,
                second,
            )
            .await
            .expect("merged");
        let refused = store
            .undo_merge(&OPERATOR, &content.gazetteer, MERGE, sample::NOW)
            .await;
        let Err(StoreError::EditedSince { fields }) = refused else {
            panic!("{}: {refused:?}", test.name);
        };
        assert_eq!(fields, [MergeField::NameEn]);
        // The last one first, then the first.
        for merge in [second, MERGE] {
            store
                .undo_merge(&OPERATOR, &content.gazetteer, merge, sample::NOW)
                .await
                .expect("undone");
        }
    }
}

#[tokio::test]
async fn a_hidden_place_goes_nowhere() {
    for test in stores().await {
        let store = &test.store;
        let content = content();
        load(store, &content).await;
        let take = |survivor, other, side| {
            let choices = Choices::from([(MergeField::Location, side)]);
            let gazetteer = &content.gazetteer;
            async move {
                store
                    .merge_services(
                        &OPERATOR,
                        gazetteer,
                        survivor,
                        other,
                        [1, 1],
                        &choices,
                        sample::NOW,
                        MERGE,
                    )
                    .await
            }
        };
        for (survivor, other) in [(id("clinic"), id("hidden")), (id("hidden"), id("clinic"))] {
            let refused = take(survivor, other, Side::Other).await;
            assert!(
                matches!(refused, Err(StoreError::ConfidentialPlace(_))),
                "{refused:?}"
            );
        }
        let before = services(store).await;
        take(id("hidden"), id("clinic"), Side::Survivor)
            .await
            .expect("merged");
        let beside = store
            .duplicate_pair(&OPERATOR, id("hidden"), id("night-line"))
            .await
            .expect("read")
            .expect("there");
        let both = [&beside.first, &beside.second];
        for (service, withheld) in both.into_iter().zip(beside.places_withheld) {
            assert_eq!(withheld, service.id == id("hidden"), "{}", test.name);
            assert_eq!(service.location.is_none(), withheld, "{}", test.name);
        }
        store
            .undo_merge(&OPERATOR, &content.gazetteer, MERGE, sample::NOW)
            .await
            .expect("undone");
        assert_eq!(facts(services(store).await), facts(before), "{}", test.name);
    }
}

#[tokio::test]
async fn one_record_is_no_pair() {
    for test in stores().await {
        let store = &test.store;
        let content = content();
        load(store, &content).await;
        let one = id("clinic");
        let pair = store
            .duplicate_pair(&OPERATOR, one, one)
            .await
            .expect("read");
        assert!(pair.is_none());
        let nobody = store.duplicate_pair(&OPERATOR, one, Uuid::nil()).await;
        assert!(nobody.expect("read").is_none());
        let same = store
            .merge_services(
                &OPERATOR,
                &content.gazetteer,
                one,
                one,
                [1, 1],
                &Choices::new(),
                sample::NOW,
                MERGE,
            )
            .await;
        assert!(matches!(same, Err(StoreError::SameRecord)), "{same:?}");
        let unknown = store
            .not_the_same(&OPERATOR, [one, Uuid::nil()], [1, 1], sample::NOW)
            .await;
        assert!(
            matches!(unknown, Err(StoreError::UnknownService(_))),
            "{unknown:?}"
        );
    }
}
