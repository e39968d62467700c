//! Loading: idempotent, counted, never deleting, never overwriting what was made here.

use directory::location::Coverage;
use directory::service::{Service, Status};
use directory::taxonomy::{Taxonomy, Vocabulary};
use kernel::Actor;

use super::sample;
use crate::Store;
use crate::engine::Row;
use crate::statements::{Speaks, Statement};
use crate::testing::stores;

const SYSTEM: Actor = Actor::System;

/// Statements the house itself never says.
const fn test_only(text: &'static str) -> Statement {
    Statement {
        name: "test",
        speaks: Speaks::Both,
        text,
    }
}

async fn count(store: &Store, statement: Statement) -> i64 {
    let read = |row: &dyn Row| row.integer("total");
    let mut transaction = store.read().await.expect("reading");
    transaction
        .one(&statement, &[], read)
        .await
        .expect("a count")
}

async fn slugs(store: &Store) -> Vec<String> {
    let services = store.services(&SYSTEM).await.expect("services");
    services.into_iter().map(|service| service.slug).collect()
}

#[tokio::test]
async fn the_same_content_twice_changes_nothing() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        assert_eq!(store.change_counter(&SYSTEM).await.expect("counter"), 0);
        let first = store
            .load_content(&SYSTEM, &content, sample::NOW)
            .await
            .expect("loaded");
        assert!(first.changed);
        assert_eq!(first.services_written, content.services.len());
        assert_eq!(first.organizations_written, 2);
        assert_eq!(first.change_counter, 1);
        let second = store
            .load_content(&SYSTEM, &content, sample::NOW)
            .await
            .expect("loaded");
        assert!(!second.changed);
        assert_eq!(second.services_written, 0);
        assert_eq!(second.change_counter, 1);
        assert_eq!(store.change_counter(&SYSTEM).await.expect("counter"), 1);
    }
}

#[tokio::test]
async fn only_what_changed_is_written() {
    for test in stores().await {
        let store = &test.store;
        let mut services = sample::services();
        let before = sample::content(services.clone());
        store
            .load_content(&SYSTEM, &before, sample::NOW)
            .await
            .expect("loaded");
        // Every table loses or gains a row.
        services[1] = Service {
            name: services[1].name.clone(),
            coverage: Coverage::National,
            ..sample::plain("full")
        };
        services[0].phones = services[3].phones.clone();
        let after = sample::content(services.clone());
        let loaded = store
            .load_content(&SYSTEM, &after, sample::NOW)
            .await
            .expect("loaded");
        assert_eq!(
            (loaded.services_written, loaded.organizations_written),
            (2, 0)
        );
        assert_eq!(loaded.change_counter, 2);
        let mut expected = after.services;
        for service in &mut expected {
            service.last_modified = Some(sample::NOW);
        }
        expected.sort_by(|a, b| a.slug.cmp(&b.slug));
        let read = store.services(&SYSTEM).await.expect("services");
        assert_eq!(read, expected, "{}", test.name);
        let locations = test_only("SELECT COUNT(*) AS total FROM location");
        let with_location = expected.iter().filter(|service| service.location.is_some());
        assert_eq!(
            count(store, locations).await,
            with_location.count() as i64,
            "{}: a location without a service was left behind",
            test.name
        );
    }
}

#[tokio::test]
async fn a_service_that_vanished_is_withdrawn_and_may_come_back() {
    for test in stores().await {
        let store = &test.store;
        let all = sample::content(sample::services());
        store
            .load_content(&SYSTEM, &all, sample::NOW)
            .await
            .expect("loaded");
        let fewer = sample::content(sample::services().split_off(1));
        let loaded = store
            .load_content(&SYSTEM, &fewer, sample::NOW)
            .await
            .expect("loaded");
        assert_eq!((loaded.services_written, loaded.services_withdrawn), (0, 1));
        assert!(!slugs(store).await.contains(&"plain".to_owned()));
        let rows = test_only("SELECT COUNT(*) AS total FROM service");
        assert_eq!(count(store, rows).await, all.services.len() as i64);
        let listings = store
            .listings(&Actor::Public, &all.gazetteer)
            .await
            .expect("listings");
        assert!(listings.iter().all(|listing| listing.slug != "plain"));

        let loaded = store
            .load_content(&SYSTEM, &all, sample::NOW)
            .await
            .expect("loaded");
        assert_eq!((loaded.services_written, loaded.services_withdrawn), (1, 0));
        assert!(slugs(store).await.contains(&"plain".to_owned()));
    }
}

#[tokio::test]
async fn what_was_edited_here_is_left_alone() {
    for test in stores().await {
        let store = &test.store;
        let mut services = sample::services();
        let content = sample::content(services.clone());
        store
            .load_content(&SYSTEM, &content, sample::NOW)
            .await
            .expect("loaded");
        let edit = test_only(
            "UPDATE service SET origin = 'local', name_en = 'Edited here' WHERE slug IN ('full', 'plain')",
        );
        let mut transaction = store.write().await.expect("writing");
        let edited = transaction.execute(&edit, &[]).await.expect("edited");
        transaction.commit().await.expect("committed");
        assert_eq!(edited, 2);

        // One is changed by the content, the other vanishes from it.
        let mut services = services.split_off(1);
        services[0].name.en = "Changed in the content".to_owned();
        let content = sample::content(services);
        let loaded = store
            .load_content(&SYSTEM, &content, sample::NOW)
            .await
            .expect("loaded");
        assert_eq!(
            (
                loaded.services_written,
                loaded.services_withdrawn,
                loaded.kept_local
            ),
            (0, 0, 1)
        );
        let edited = store.services(&SYSTEM).await.expect("services");
        let names: Vec<_> = edited
            .iter()
            .filter(|service| service.name.en == "Edited here")
            .map(|service| service.slug.as_str())
            .collect();
        assert_eq!(names, ["full", "plain"], "{}", test.name);
    }
}

#[tokio::test]
async fn a_term_in_the_middle_moves_the_others() {
    for test in stores().await {
        let mut content = sample::content(sample::services());
        let store = &test.store;
        store
            .load_content(&SYSTEM, &content, sample::NOW)
            .await
            .expect("loaded");
        let mut terms = content.taxonomy.terms().to_vec();
        terms.insert(1, sample::term("legal", Vocabulary::Need));
        content.taxonomy =
            Taxonomy::new(terms.clone(), &[], &(Vec::new(), Vec::new())).expect("taxonomy");
        store
            .load_content(&SYSTEM, &content, sample::NOW)
            .await
            .expect("loaded");
        let read = store.taxonomy_terms(&SYSTEM).await.expect("terms");
        assert_eq!(read, terms, "{}", test.name);
    }
}

#[tokio::test]
async fn a_load_that_fails_leaves_everything_as_it_was() {
    for test in stores().await {
        let store = &test.store;
        let good = sample::content(sample::services());
        store
            .load_content(&SYSTEM, &good, sample::NOW)
            .await
            .expect("loaded");
        let mut services = sample::services();
        services[0].name.en = "Changed".to_owned();
        services[6].needs = vec!["no-such-term".into()];
        let bad = sample::content(services);
        assert!(
            store
                .load_content(&SYSTEM, &bad, sample::NOW)
                .await
                .is_err(),
            "{}",
            test.name
        );
        assert_eq!(store.change_counter(&SYSTEM).await.expect("counter"), 1);
        let read = store.services(&SYSTEM).await.expect("services");
        assert!(read.iter().all(|service| service.name.en != "Changed"));
    }
}

#[tokio::test]
async fn the_view_and_the_rule_agree_on_who_is_public() {
    let states = [
        Status::Active,
        Status::Inactive,
        Status::Defunct,
        Status::TemporarilyClosed,
    ];
    let services: Vec<Service> = states
        .into_iter()
        .flat_map(|status| [(status, true), (status, false)])
        .map(|(status, listed)| Service {
            status,
            listed,
            ..sample::plain(&format!("{status:?}-{listed}"))
        })
        .collect();
    let content = sample::content(services);
    let mut expected: Vec<_> = content
        .services
        .iter()
        .filter(|service| service.is_public())
        .map(|service| service.slug.clone())
        .collect();
    expected.sort();
    let public = test_only(
        "SELECT COUNT(*) AS total FROM public_service JOIN service ON service.id = public_service.id",
    );
    for test in stores().await {
        let store = &test.store;
        store
            .load_content(&SYSTEM, &content, sample::NOW)
            .await
            .expect("loaded");
        let listings = store
            .listings(&Actor::Public, &content.gazetteer)
            .await
            .expect("listings");
        let slugs: Vec<_> = listings.into_iter().map(|listing| listing.slug).collect();
        assert_eq!(slugs, expected, "{}", test.name);
        let statement = Statement { ..public };
        assert_eq!(count(store, statement).await, expected.len() as i64);
    }
}

#[tokio::test]
async fn statistics_count_what_is_public() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        store
            .load_content(&SYSTEM, &content, sample::NOW)
            .await
            .expect("loaded");
        let statistics = store.statistics(&Actor::Public).await.expect("statistics");
        // plain, full, approximate, hidden, words-for-hours; not the unlisted nor the defunct one.
        assert_eq!(statistics.services, 5, "{}", test.name);
        assert_eq!(statistics.organizations, 1);
        assert_eq!(statistics.with_phone, 2);
        assert_eq!(statistics.always_open, 2);
        assert_eq!(statistics.verified, 2);
        assert_eq!(statistics.national, 1);
        let needs: Vec<_> = statistics
            .by_need
            .iter()
            .map(|(term, total)| (term.as_str(), *total))
            .collect();
        assert_eq!(needs, [("crisis", 2), ("shelter", 2)]);
        let provinces: Vec<_> = statistics
            .by_province
            .iter()
            .map(|(province, total)| (province.code(), *total))
            .collect();
        assert_eq!(provinces, [("BC", 1), ("YT", 1)]);
    }
}

#[tokio::test]
async fn two_nodes_that_start_together_load_once() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let (first, second) = (test.store.clone(), test.store.clone());
        let (first, second) = tokio::join!(
            first.load_content(&SYSTEM, &content, sample::NOW),
            second.load_content(&SYSTEM, &content, sample::NOW)
        );
        let loaded = [first.expect("loaded"), second.expect("loaded")];
        let changed = loaded.iter().filter(|loaded| loaded.changed).count();
        assert_eq!(changed, 1, "{}", test.name);
    }
}

#[tokio::test]
async fn only_a_public_change_moves_last_modified() {
    let later = sample::NOW + jiff::SignedDuration::from_hours(24);
    for test in stores().await {
        let store = &test.store;
        let mut services = sample::services();
        let before = sample::content(services.clone());
        store
            .load_content(&SYSTEM, &before, sample::NOW)
            .await
            .expect("loaded");
        // A note is for whoever corrects the record; a phone is for everyone.
        services[0].provenance.note = Some("Asked again.".to_owned());
        services[3].phones.clear();
        let (unseen, seen) = (services[0].id, services[3].id);
        let after = sample::content(services);
        store
            .load_content(&SYSTEM, &after, later)
            .await
            .expect("loaded");
        let read = store.services(&SYSTEM).await.expect("services");
        let modified = |id| {
            let mut of = read.iter().filter(|service| service.id == id);
            of.next().and_then(|service| service.last_modified)
        };
        assert_eq!(modified(unseen), Some(sample::NOW), "{}", test.name);
        assert_eq!(modified(seen), Some(later), "{}", test.name);
    }
}
