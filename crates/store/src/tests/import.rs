//! Imports on every engine: applied once, applied again, changed at the source, edited here.

use directory::content::Content;
use directory::geography::Gazetteer;
use directory::import::{Harvest, InHand, InMemory, Options};
use directory::service::Status;
use kernel::Actor;

use super::sample;
use crate::testing::stores;
use crate::{ImportRequest, Imported, Store};

pub(super) const FILES: [(&str, &str); 5] = [
    (
        "organizations.csv",
        "id,name,description,website\no1,Example House,A house.,https://example.org\n",
    ),
    (
        "services.csv",
        "id,organization_id,name,description,status,email,minimum_age\n\
         s1,o1,Night shelter,Beds.,active,beds@example.org,18\n\
         s2,o1,Day centre,Meals.,active,,\n\
         s3,o9,Elsewhere,Unknown.,,else@example.org,\n",
    ),
    (
        "locations.csv",
        "id,name,address_1,city,state_province,confidential\n\
         l1,House,12 Secret Road,Prince George,BC,yes\nl2,Unused,1 Any Street,Prince George,BC,\n",
    ),
    (
        "service_at_location.csv",
        "id,service_id,location_id\nx1,s1,l1\n",
    ),
    (
        "phones.csv",
        "id,service_id,number\np1,s1,250-555-0100\np2,s2,250-555-0101\np3,s9,250-555-0102\n",
    ),
];

/// What is read from these files.
pub(super) fn harvest(source: &str, files: &[(&str, &str)]) -> Harvest {
    let files = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let content = sample::content(Vec::new());
    directory::import::read(
        &mut InHand(files),
        &Options::new(source, "2026-11"),
        &content.gazetteer,
        &content.taxonomy,
        &InMemory,
    )
    .expect("readable")
}

pub(super) fn request<'a>(
    source: &'a str,
    gazetteer: &'a Gazetteer,
    apply: bool,
) -> ImportRequest<'a> {
    ImportRequest {
        apply,
        ..ImportRequest::look(source, gazetteer, sample::NOW)
    }
}

pub(super) async fn import(
    store: &Store,
    content: &Content,
    files: &[(&str, &str)],
    apply: bool,
) -> Imported {
    let mut harvest = harvest("test", files);
    store
        .import(
            &Actor::Operator,
            &mut harvest,
            request("test", &content.gazetteer, apply),
        )
        .await
        .expect("imported")
}

/// The files with one word of one file changed.
pub(super) fn with(file: usize, from: &str, to: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = FILES
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    assert!(files[file].1.contains(from));
    files[file].1 = files[file].1.replace(from, to);
    files
}

pub(super) fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect()
}

#[tokio::test]
async fn an_import_is_applied_once() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        let dry = import(store, &content, &FILES, false).await;
        assert!(!dry.applied);
        assert_eq!(
            store.services(&Actor::Operator).await.expect("read").len(),
            0
        );
        assert_eq!(
            store
                .quarantine(&Actor::Operator)
                .await
                .expect("read")
                .len(),
            0
        );

        let first = import(store, &content, &FILES, true).await;
        assert!(first.applied, "{}", test.name);
        assert_eq!((first.services.new, first.organizations.new), (3, 2));
        assert_eq!(
            first.quarantined, 2,
            "a phone of nobody, a place nobody uses"
        );
        assert_eq!(dry.services, first.services);
        assert_eq!(dry.organizations, first.organizations);
        assert_eq!(dry.changes, first.changes);

        let services = store.services(&Actor::Operator).await.expect("read");
        let mut read = harvest("test", &FILES);
        while let Some(expected) = read.next_service().expect("memory") {
            let found = services
                .iter()
                .find(|one| one.id == expected.id)
                .expect("there");
            let mut found = found.clone();
            found.last_modified = None;
            assert_eq!(found, expected, "what was read is what is kept");
        }
        let listings = store
            .listings(&Actor::Public, &content.gazetteer)
            .await
            .expect("read");
        let told = format!("{listings:?}");
        assert!(!told.contains("Secret Road") && !told.contains("Prince George"));

        let (give, mut take) = tokio::sync::mpsc::channel(100);
        store
            .each_listing(&Actor::Public, &content.gazetteer, &give)
            .await
            .expect("read");
        drop(give);
        let mut streamed = Vec::new();
        while let Some(mut slice) = take.recv().await {
            streamed.append(&mut slice);
        }
        streamed.sort_by(|a, b| a.slug.cmp(&b.slug));
        assert_eq!(streamed, listings);

        let again = import(store, &content, &FILES, true).await;
        assert!(!again.applied);
        assert_eq!(again.change_counter, first.change_counter);
        assert_eq!((again.services.unchanged, again.services.new), (3, 0));
        assert_eq!((again.quarantined, again.left_quarantine), (0, 0));

        // The content files leave it alone.
        store
            .load_content(&Actor::System, &content, sample::NOW)
            .await
            .expect("loaded");
        assert_eq!(
            store.services(&Actor::Operator).await.expect("read").len(),
            3
        );
    }
}

#[tokio::test]
async fn what_the_source_changes_follows_and_what_was_edited_here_stays() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        import(store, &content, &FILES, true).await;
        let changed = with(1, "Night shelter,Beds.", "Night shelter,Beds and meals.");
        let second = import(store, &content, &borrowed(&changed), true).await;
        assert_eq!(
            (second.services.changed, second.services.conflicts),
            (1, 0),
            "{:?}",
            second.changes
        );
        assert_eq!(second.changes[0].fields.len(), 1);
        assert_eq!(second.changes[0].fields[0].field, "description");

        // Somebody here mends the name of one and the source changes name and address of the same.
        edit_name(store, "Night shelter", "Night house").await;
        let mut both = with(
            1,
            "Night shelter,Beds.",
            "Overnight shelter,Beds and meals.",
        );
        both[1].1 = both[1].1.replace("beds@example.org", "new@example.org");
        let third = import(store, &content, &borrowed(&both), true).await;
        assert_eq!(
            (third.services.changed, third.services.conflicts),
            (1, 1),
            "{:?}",
            third.changes
        );
        let services = store.services(&Actor::Operator).await.expect("read");
        let shelter = services
            .iter()
            .find(|one| one.email.as_deref() == Some("new@example.org"));
        assert_eq!(
            shelter.expect("its address followed").name.en,
            "Night house"
        );

        // It is told once, and then both rest.
        let fourth = import(store, &content, &borrowed(&both), true).await;
        assert!(!fourth.applied);
    }
}

#[tokio::test]
async fn what_the_source_drops_is_withdrawn_and_can_come_back() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        import(store, &content, &FILES, true).await;
        let without = with(1, "s2,o1,Day centre,Meals.,active,,\n", "");
        let second = import(store, &content, &borrowed(&without), true).await;
        assert_eq!((second.services.gone, second.services.unchanged), (1, 2));
        assert_eq!(second.quarantined, 1, "its phone has nobody now");
        assert_eq!(
            store.services(&Actor::Operator).await.expect("read").len(),
            2
        );
        let back = import(store, &content, &FILES, true).await;
        assert_eq!((back.services.changed, back.left_quarantine), (1, 1));
        let services = store.services(&Actor::Operator).await.expect("read");
        assert_eq!(services.len(), 3);
        assert!(services.iter().all(|one| one.status == Status::Active));
    }
}

/// As an editor would.
pub(super) async fn edit_name(store: &Store, from: &str, to: &str) {
    use crate::engine::on_engine;
    let mut transaction = store.write().await.expect("a transaction");
    on_engine!(&mut transaction, connection => {
        sqlx::query("UPDATE service SET name_en = $1 WHERE name_en = $2")
            .bind(to)
            .bind(from)
            .execute(&mut **connection)
            .await
            .expect("edited");
    });
    transaction.commit().await.expect("kept");
}
