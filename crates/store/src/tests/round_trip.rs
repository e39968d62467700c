//! What goes in comes out the same, on every engine.

use directory::Listing;
use directory::content::Content;
use directory::service::Service;
use kernel::Actor;

use super::sample;
use crate::Store;
use crate::testing::stores;

async fn comes_out_the_same(store: &Store, content: &Content) {
    store
        .load_content(&Actor::System, content, sample::NOW)
        .await
        .expect("loaded");
    let mut organizations = content.organizations.clone();
    organizations.sort_by(|a, b| a.slug.cmp(&b.slug));
    let mut services = content.services.clone();
    services.sort_by(|a, b| a.slug.cmp(&b.slug));

    let read = store.organizations(&Actor::System).await.expect("read");
    assert_eq!(read, organizations);
    let read = store.services(&Actor::System).await.expect("read");
    assert_eq!(read.len(), services.len());
    for (read, service) in read.iter().zip(services) {
        let kept = Service {
            last_modified: Some(sample::NOW),
            ..service
        };
        assert_eq!(*read, kept);
    }
    let read = store.taxonomy_terms(&Actor::Public).await.expect("read");
    assert_eq!(read, content.taxonomy.terms());
}

/// What the public sees is the same whether it is built from the content files, which know the
/// confidential places, or from the public tables, which do not.
async fn listings_are_the_same(store: &Store, content: &Content) -> Vec<Listing> {
    let organization_of = |service: &Service| {
        let mut organizations = content.organizations.iter();
        organizations.find(|organization| organization.id == service.organization_id)
    };
    let mut expected: Vec<Listing> = content
        .services
        .iter()
        .filter_map(|service| {
            let listing = Listing::build(service, organization_of(service)?, &content.gazetteer)?;
            Some(Listing {
                last_modified: Some(sample::NOW),
                ..listing
            })
        })
        .collect();
    expected.sort_by(|a, b| a.slug.cmp(&b.slug));
    let listings = store
        .listings(&Actor::Public, &content.gazetteer)
        .await
        .expect("listings");
    assert_eq!(listings, expected);
    for expected in expected.iter().take(10) {
        let one = store
            .listing(&Actor::Public, &content.gazetteer, expected.id)
            .await
            .expect("a listing");
        assert_eq!(one.as_ref(), Some(expected));
    }
    listings
}

#[tokio::test]
async fn every_field_of_a_service() {
    let content = sample::content(sample::services());
    for test in stores().await {
        comes_out_the_same(&test.store, &content).await;
        let listings = listings_are_the_same(&test.store, &content).await;
        assert_eq!(listings.len(), 5, "{}", test.name);
    }
}

#[tokio::test]
async fn a_service_that_is_not_public_has_no_listing() {
    let content = sample::content(sample::services());
    for test in stores().await {
        comes_out_the_same(&test.store, &content).await;
        for slug in ["unlisted", "defunct", "no-such-service"] {
            let id = directory::shipped_id("service", slug);
            let found = test
                .store
                .listing(&Actor::System, &content.gazetteer, id)
                .await
                .expect("an answer");
            assert_eq!(found, None, "{}", test.name);
        }
    }
}

#[tokio::test]
async fn the_shipped_directory() {
    let content = Content::shipped().expect("content");
    assert!(content.services.len() > 100);
    for test in stores().await {
        comes_out_the_same(&test.store, &content).await;
        listings_are_the_same(&test.store, &content).await;
    }
}

#[tokio::test]
async fn more_services_than_fit_one_statement() {
    let services = (0..1_337)
        .map(|number| sample::full(&format!("service-{number:05}")))
        .collect();
    let content = sample::content(services);
    for test in stores().await {
        comes_out_the_same(&test.store, &content).await;
    }
}
