//! A place that becomes confidential: the reasons of edits, and what merges keep, are sealed with the rest of
//! its past. And an organization that two people edit at once.

use std::collections::BTreeMap;

use directory::duplicates::{Choices, MergeField, Side};
use directory::edit::{Field, Known};
use directory::location::{Confidentiality, Location};
use directory::service::Service;
use kernel::{Actor, Text};
use uuid::Uuid;

use super::people::{Fixture, at};
use super::sample;
use crate::testing::{Folder, dump, fixed_vault, stores};
use crate::{Edit, OrganizationEdited, OrganizationFault, Store};

const OPERATOR: Actor = Actor::Operator;

fn id(slug: &str) -> Uuid {
    directory::shipped_id("service", slug)
}

fn edit(base_version: i64, field: Field, text: &str, reason: &str) -> Edit {
    Edit {
        base_version,
        changes: [(field, text.to_owned())].into(),
        reason: reason.to_owned(),
        verified: false,
        suggestion: None,
        look: false,
    }
}

fn place() -> Location {
    Location {
        address: Some("12 Whispered Lane".to_owned()),
        ..sample::location(Confidentiality::Public)
    }
}

/// Two accounts of one house, at a place that anyone may know.
fn content() -> directory::content::Content {
    let house = Service {
        name: Text::new("House of rest", "Maison de repos"),
        location: Some(place()),
        ..sample::plain("house-of-rest")
    };
    let again = Service {
        id: id("house-again"),
        slug: "house-again".to_owned(),
        name: Text::new("Rest house", ""),
        ..house.clone()
    };
    sample::content(vec![house, again])
}

/// Everything that the database says.
async fn told_by(store: &Store) -> String {
    dump(store).await.join("\n")
}

async fn save(store: &Store, content: &directory::content::Content, edit: Edit) {
    let known = Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    };
    let saved = store
        .edit_service(&OPERATOR, known, id("house-of-rest"), edit, sample::NOW)
        .await;
    assert!(
        matches!(saved, Ok(crate::Edited::Saved { .. })),
        "{saved:?}"
    );
}

#[tokio::test]
async fn what_is_hidden_today_stands_nowhere_from_yesterday() {
    let content = content();
    let address = place().address.expect("an address");
    for test in stores().await {
        let store = &test.store;
        let loaded = store
            .load_content(&Actor::System, &content, sample::NOW)
            .await;
        loaded.expect("loaded");
        let told = format!("They moved to {address} in May.");
        save(
            store,
            &content,
            edit(1, Field::NameEnglish, "House of peace", &told),
        )
        .await;
        let choices = Choices::from([(MergeField::NameEn, Side::Survivor)]);
        store
            .merge_services(
                &OPERATOR,
                &content.gazetteer,
                id("house-of-rest"),
                id("house-again"),
                [2, 1],
                &choices,
                sample::NOW,
                Uuid::from_u128(9),
            )
            .await
            .expect("merged");
        assert!(
            told_by(store).await.contains(&address),
            "it may be known still"
        );

        save(
            store,
            &content,
            edit(3, Field::Confidentiality, "hidden", "She asked us to."),
        )
        .await;
        let everything = told_by(store).await;
        assert!(
            !everything.contains(&address),
            "{}: {everything}",
            test.name
        );
        assert!(!everything.contains("Prince George"), "{}", test.name);
        assert!(
            !everything.contains("She asked us to"),
            "a reason may tell as much"
        );

        // Whoever may know reads all of it still; whoever may not reads that there is something.
        let history = store
            .history(&OPERATOR, id("house-of-rest"))
            .await
            .expect("read");
        let reasons: Vec<&str> = history.iter().map(|entry| entry.reason.as_str()).collect();
        assert!(reasons.contains(&told.as_str()) && reasons.contains(&"She asked us to."));
        let house = Fixture::new(store).await;
        let editor = house.person("cu", house.own, &["curator"]).await;
        let theirs = store
            .history(&editor, id("house-of-rest"))
            .await
            .expect("read");
        assert!(theirs.iter().all(|entry| entry.reason.is_empty()));
        let withheld = |entry: &crate::HistoryEntry| {
            let mut changes = entry.changes.iter();
            changes.any(|one| one.field == "reason" && one.after.is_none() && one.confidential)
        };
        assert_eq!(theirs.iter().filter(|entry| withheld(entry)).count(), 2);

        // The merge can be undone, and neither record tells where it is.
        let undone = store
            .undo_merge(
                &OPERATOR,
                &content.gazetteer,
                Uuid::from_u128(9),
                sample::NOW,
            )
            .await;
        undone.expect("undone");
        let services = store.services(&OPERATOR).await.expect("read");
        assert_eq!(services.len(), 2);
        for service in &services {
            let place = service.location.as_ref().expect("it is kept");
            assert_eq!(
                place.confidentiality,
                Confidentiality::Hidden,
                "{}",
                service.slug
            );
            assert_eq!(place.address.as_ref(), Some(&address));
        }
        assert!(!told_by(store).await.contains(&address), "{}", test.name);
    }
}

/// What an older version left open is sealed at the next start, and is gone from the file.
#[tokio::test]
async fn what_was_left_open_is_sealed_at_the_start() {
    use crate::engine::on_engine;
    let folder = Folder::new();
    let path = folder.0.join("cairn.sqlite");
    let store = Store::sqlite(&path)
        .await
        .expect("opened")
        .with_vault(fixed_vault());
    store.migrate().await.expect("migrated");
    let content = content();
    let loaded = store
        .load_content(&Actor::System, &content, sample::NOW)
        .await;
    loaded.expect("loaded");
    save(
        &store,
        &content,
        edit(1, Field::Confidentiality, "hidden", ""),
    )
    .await;
    let mut transaction = store.write().await.expect("a transaction");
    on_engine!(&mut transaction, connection => {
        sqlx::query("UPDATE service_change SET reason = 'At 5 Muted Lane' WHERE version = 2")
            .execute(&mut **connection)
            .await
            .expect("as it was");
    });
    transaction.commit().await.expect("kept");
    assert_eq!(store.seal_places(&Actor::System).await.expect("sealed"), 1);
    assert_eq!(
        store.seal_places(&Actor::System).await.expect("sealed"),
        0,
        "once"
    );
    let history = store
        .history(&OPERATOR, id("house-of-rest"))
        .await
        .expect("read");
    assert_eq!(history[0].reason, "At 5 Muted Lane");
    assert!(!told_by(&store).await.contains("Muted"));
}

#[tokio::test]
async fn an_area_around_a_hidden_place_is_not_brought_by_a_merge() {
    let mut content = content();
    content.services[0].location = Some(sample::location(Confidentiality::Hidden));
    content.services[1].coverage = directory::location::Coverage::Radius { km: 40 };
    for test in stores().await {
        let store = &test.store;
        let loaded = store
            .load_content(&Actor::System, &content, sample::NOW)
            .await;
        loaded.expect("loaded");
        let merge = async |choices: &Choices| {
            store
                .merge_services(
                    &OPERATOR,
                    &content.gazetteer,
                    id("house-of-rest"),
                    id("house-again"),
                    [1, 1],
                    choices,
                    sample::NOW,
                    Uuid::from_u128(9),
                )
                .await
        };
        let asked = Choices::from([(MergeField::Coverage, Side::Other)]);
        let refused = merge(&asked).await;
        assert!(
            matches!(refused, Err(crate::StoreError::ConfidentialPlace(_))),
            "{}",
            test.name
        );
        merge(&Choices::new()).await.expect("merged without it");
        let services = store.services(&OPERATOR).await.expect("read");
        assert_eq!(services[0].coverage, content.services[0].coverage);
    }
}

#[tokio::test]
async fn two_edits_of_an_organization_meet_field_by_field() {
    for test in stores().await {
        let store = &test.store;
        let content = sample::content(vec![sample::plain("line")]);
        let loaded = store
            .load_content(&Actor::System, &content, sample::NOW)
            .await;
        loaded.expect("loaded");
        let house = directory::shipped_id("organization", "house");
        let save = async |version: i64, texts: &[(&'static str, &str)]| {
            let texts: BTreeMap<_, _> = texts
                .iter()
                .map(|(field, text)| (*field, (*text).to_owned()))
                .collect();
            let edited = store
                .edit_organization(&OPERATOR, house, version, &texts, &at(9))
                .await;
            edited.expect("an answer")
        };
        let first = store.organization_record(&OPERATOR, house).await;
        let version = first.expect("read").expect("there").version;
        let modified = async || {
            let listing = store
                .listing(&Actor::Public, &content.gazetteer, id("line"))
                .await;
            listing.expect("read").expect("public").last_modified
        };
        let before = modified().await;
        assert_eq!(
            save(version, &[("name.en", "Our House")]).await,
            OrganizationEdited::Saved
        );
        assert_ne!(modified().await, before, "who asks what changed is told");
        // The second wrote elsewhere: both stay.
        assert_eq!(
            save(version, &[("email", "a@example.org")]).await,
            OrganizationEdited::Saved
        );
        // The third wrote in the same field: nothing is overwritten.
        let third = save(
            version,
            &[("name.en", "Their House"), ("website", "https://a.example")],
        )
        .await;
        let OrganizationEdited::Conflict {
            version: now,
            conflicts,
            merged,
        } = third
        else {
            panic!("{}: {third:?}", test.name);
        };
        assert_eq!(
            conflicts,
            [("name.en", "Our House".to_owned(), "Their House".to_owned())]
        );
        assert_eq!(merged["website"], "https://a.example");
        let chosen = [("name.en", "Their House"), ("website", "https://a.example")];
        assert_eq!(save(now, &chosen).await, OrganizationEdited::Saved);
        assert_eq!(
            save(now + 1, &[("email", "a@example.org")]).await,
            OrganizationEdited::Unchanged
        );
        let faulty = save(
            now + 1,
            &[
                ("name.en", ""),
                ("name.fr", ""),
                ("email", "x"),
                ("website", "y"),
            ],
        )
        .await;
        assert_eq!(
            faulty,
            OrganizationEdited::Faulty(vec![
                ("name.en", OrganizationFault::NoName),
                ("website", OrganizationFault::Website),
                ("email", OrganizationFault::Email),
            ])
        );
        let history = store
            .organization_history(&OPERATOR, house)
            .await
            .expect("read");
        assert_eq!(history.len(), 3);
        assert_eq!(history[0].changes.len(), 2);
        assert_eq!(history[2].changes[0].after.as_deref(), Some("Our House"));
    }
}
