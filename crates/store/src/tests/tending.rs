//! Keeping records true: edits that meet, verification, free places, suggestions, and a history that
//! is complete and keeps its secrets.

use std::collections::BTreeMap;

use directory::capacity::Unit;
use directory::content::Content;
use directory::edit::{Field, Known, PhonePart, Values, Wrong};
use directory::location::Confidentiality;
use directory::service::{Service, Status};
use jiff::{Timestamp, ToSpan as _};
use kernel::{Actor, Lang, Random as _, SeededRandom, SystemRandom};
use uuid::Uuid;

use super::people::Fixture;
use super::sample;
use crate::testing::stores;
use crate::{
    ChangeKind, Edit, Edited, EditedBy, NewSuggestion, Store, StoreError, SuggestionState,
};

const OPERATOR: Actor = Actor::Operator;
const NUMBER: Field = Field::Phone(1, PhonePart::Number);

fn known(content: &Content) -> Known<'_> {
    Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    }
}

fn later() -> Timestamp {
    sample::NOW + 48.hours()
}

fn edit(base_version: i64, changes: &[(Field, &str)]) -> Edit {
    Edit {
        base_version,
        changes: changes
            .iter()
            .map(|&(field, text)| (field, text.to_owned()))
            .collect(),
        reason: "They called us".to_owned(),
        verified: false,
        suggestion: None,
        look: false,
    }
}

async fn loaded(store: &Store, content: &Content) {
    store
        .load_content(&Actor::System, content, sample::NOW)
        .await
        .expect("loaded");
}

fn id(slug: &str) -> Uuid {
    directory::shipped_id("service", slug)
}

async fn save(store: &Store, content: &Content, slug: &str, edit: Edit) -> Edited {
    store
        .edit_service(&OPERATOR, known(content), id(slug), edit, later())
        .await
        .expect("an answer")
}

async fn service(store: &Store, slug: &str) -> Service {
    let services = store.services(&OPERATOR).await.expect("services");
    let found = services.into_iter().find(|service| service.slug == slug);
    found.expect(slug)
}

#[tokio::test]
async fn a_new_number_is_shown_at_once_and_nothing_else_changes() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let counter = store.change_counter(&OPERATOR).await.expect("a counter");
        let saved = save(
            store,
            &content,
            "full",
            edit(1, &[(NUMBER, "613 555 0142")]),
        )
        .await;
        assert!(matches!(saved, Edited::Saved { version: 2 }), "{saved:?}");
        let after = store.change_counter(&OPERATOR).await.expect("a counter");
        assert_eq!(after, counter + 1, "{}", test.name);

        let before = sample::full("full");
        let mut phones = before.phones.clone();
        phones[0].number = "6135550142".parse().expect("a number");
        let expected = Service {
            phones,
            last_modified: Some(later()),
            ..before
        };
        assert_eq!(service(store, "full").await, expected, "{}", test.name);
        let listing = store
            .listing(&Actor::Public, &content.gazetteer, id("full"))
            .await
            .expect("read")
            .expect("public");
        assert_eq!(listing.phones, expected.phones);
        assert_eq!(listing.last_modified, Some(later()));
    }
}

#[tokio::test]
async fn what_was_edited_here_is_left_alone_by_the_content_files() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        save(
            store,
            &content,
            "full",
            edit(1, &[(NUMBER, "613 555 0142")]),
        )
        .await;
        let mut newer = sample::content(sample::services());
        for service in &mut newer.services {
            service.email = Some("newer@example.org".to_owned());
        }
        let loaded = store
            .load_content(&Actor::System, &newer, later())
            .await
            .expect("loaded");
        assert_eq!(loaded.kept_local, 1);
        let kept = service(store, "full").await;
        assert_eq!(kept.phones[0].number.digits(), "6135550142");
        assert_ne!(kept.email.as_deref(), Some("newer@example.org"));
        // What the content files changed stands in the history of the others.
        let history = store.history(&OPERATOR, id("plain")).await.expect("read");
        assert_eq!(history.len(), 1);
        assert_eq!(history[0].kind, ChangeKind::Shipped);
        assert_eq!(history[0].by, EditedBy::System);
        assert_eq!(history[0].changes[0].field, "email");
    }
}

#[tokio::test]
async fn two_people_edit_one_record() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let first = edit(1, &[(NUMBER, "613 555 0142")]);
        let second = edit(1, &[(Field::Email, "new@example.org")]);
        let third = edit(
            1,
            &[(NUMBER, "613 555 0177"), (Field::NameFrench, "Maison")],
        );
        assert!(matches!(
            save(store, &content, "full", first).await,
            Edited::Saved { version: 2 }
        ));
        // Made on version 1 too, and touching something else: both stand.
        assert!(matches!(
            save(store, &content, "full", second).await,
            Edited::Saved { version: 3 }
        ));
        let both = service(store, "full").await;
        assert_eq!(both.phones[0].number.digits(), "6135550142");
        assert_eq!(both.email.as_deref(), Some("new@example.org"));
        // The same number otherwise: nothing is saved, and both texts are shown.
        let Edited::Conflict(conflict) = save(store, &content, "full", third).await else {
            panic!("a conflict on {}", test.name);
        };
        assert_eq!(conflict.version, 3);
        assert_eq!(conflict.conflicts.len(), 1);
        assert_eq!(conflict.conflicts[0].field, NUMBER);
        assert_eq!(conflict.conflicts[0].base, "250-555-0100");
        assert_eq!(conflict.conflicts[0].theirs, "613-555-0142");
        assert_eq!(conflict.conflicts[0].mine, "613-555-0177");
        // What did not conflict waits in the merge.
        assert_eq!(conflict.merged.get(Field::NameFrench), "Maison");
        assert_eq!(service(store, "full").await, both);
        // Having seen it, they choose; now it is saved.
        let chosen = edit(
            3,
            &[(NUMBER, "613 555 0177"), (Field::NameFrench, "Maison")],
        );
        assert!(matches!(
            save(store, &content, "full", chosen).await,
            Edited::Saved { version: 4 }
        ));
        // Saving what is there already changes nothing.
        let again = edit(4, &[(NUMBER, "613 555 0177")]);
        let counter = store.change_counter(&OPERATOR).await.expect("a counter");
        let unchanged = save(
            store,
            &content,
            "full",
            edit(4, &[(Field::NameFrench, "Maison")]),
        );
        assert!(matches!(unchanged.await, Edited::Unchanged));
        assert_eq!(
            store.change_counter(&OPERATOR).await.expect("a counter"),
            counter
        );
        assert!(!matches!(
            save(store, &content, "full", again).await,
            Edited::Conflict(_)
        ));
    }
}

#[tokio::test]
async fn the_history_tells_every_field_of_every_act() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let mut values = vec![Values::of(&service(store, "full").await)];
        let acts = [
            edit(1, &[(NUMBER, "613 555 0142"), (Field::Url, "")]),
            edit(
                2,
                &[(Field::Status, "active"), (Field::NameFrench, "Maison")],
            ),
            Edit {
                verified: true,
                ..edit(3, &[(Field::PetsWelcome, "yes")])
            },
        ];
        for act in acts {
            save(store, &content, "full", act).await;
            values.push(Values::of(&service(store, "full").await));
        }
        let history = store.history(&OPERATOR, id("full")).await.expect("read");
        assert_eq!(history.len(), 3, "{}", test.name);
        for (entry, version) in history.iter().rev().zip(2..) {
            assert_eq!(entry.version, version);
            assert_eq!(entry.at, later());
            assert_eq!(entry.by, EditedBy::Operator);
            assert_eq!(entry.reason, "They called us");
            let at = usize::try_from(version).expect("small");
            let told: BTreeMap<String, (String, String)> = entry
                .changes
                .iter()
                .filter(|change| change.field.parse::<Field>().is_ok())
                .map(|change| {
                    let texts = (
                        change.before.clone().unwrap_or_default(),
                        change.after.clone().unwrap_or_default(),
                    );
                    (change.field.clone(), texts)
                })
                .collect();
            let happened: BTreeMap<String, (String, String)> = values[at - 2]
                .differences(&values[at - 1])
                .into_iter()
                .map(|difference| {
                    (
                        difference.field.to_string(),
                        (difference.before, difference.after),
                    )
                })
                .collect();
            assert_eq!(told, happened, "version {version} on {}", test.name);
        }
        let verified = &history[0].changes;
        assert!(verified.iter().any(|change| change.field == "verified_on"));
    }
}

#[tokio::test]
async fn still_true_lasts_until_its_interval_is_over() {
    let mut services = sample::services();
    services[0].needs = vec!["shelter".into()];
    let content = sample::content(services);
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        save(
            store,
            &content,
            "full",
            edit(1, &[(NUMBER, "613 555 0142")]),
        )
        .await;
        let seen = [(id("plain"), 1), (id("full"), 1)];
        let verified = store
            .verify_services(&OPERATOR, known(&content), &seen, later())
            .await
            .expect("verified");
        assert_eq!(verified.verified, [id("plain")]);
        assert_eq!(verified.changed_since, [id("full")], "{}", test.name);
        let plain = service(store, "plain").await;
        let today = directory::review::today(later());
        assert_eq!(plain.provenance.verified_on, Some(today));
        let due = plain.provenance.review_by.expect("a date");
        assert_eq!(due, directory::review::review_by(&plain.needs, today));
        let records = store.records(&OPERATOR).await.expect("records");
        let summary = records.iter().find(|record| record.id == id("plain"));
        assert_eq!(summary.expect("plain").due, Some(due));
        assert_eq!(summary.expect("plain").version, 2);
        let history = store.history(&OPERATOR, id("plain")).await.expect("read");
        assert_eq!(history[0].kind, ChangeKind::Verify);
    }
}

#[tokio::test]
async fn free_places_are_shown_with_their_age_and_written_down() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let set = |figure| store.set_capacity(&OPERATOR, id("plain"), Unit::Bed, figure, later());
        set(Some((3, Some(12)))).await.expect("set");
        let listing = store
            .listing(&Actor::Public, &content.gazetteer, id("plain"))
            .await
            .expect("read")
            .expect("public");
        assert_eq!(listing.capacities.len(), 1, "{}", test.name);
        let capacity = listing.capacities[0];
        assert_eq!((capacity.available, capacity.maximum), (3, Some(12)));
        // The index is made from what comes slice by slice: it must know of them too.
        let (give, mut take) = tokio::sync::mpsc::channel(100);
        store
            .each_listing(&Actor::Public, &content.gazetteer, &give)
            .await
            .expect("read");
        drop(give);
        let mut streamed = Vec::new();
        while let Some(slice) = take.recv().await {
            streamed.extend(slice);
        }
        let streamed = streamed.iter().find(|one| one.id == id("plain"));
        assert_eq!(streamed.expect("streamed").capacities, listing.capacities);
        assert!(!capacity.is_old(later() + 24.hours()));
        assert!(capacity.is_old(later() + 25.hours()));
        let too_many = set(Some((13, Some(12)))).await;
        assert!(matches!(too_many, Err(StoreError::MoreThanAll)));
        set(None).await.expect("no longer counted");
        let history = store.history(&OPERATOR, id("plain")).await.expect("read");
        assert_eq!(history.len(), 2);
        assert_eq!(history[1].changes[0].after.as_deref(), Some("3 / 12"));
        assert_eq!(history[0].changes[0].before.as_deref(), Some("3 / 12"));
        // Counting is no edit: the record still follows the content files.
        assert!(
            !store
                .record(&OPERATOR, id("plain"))
                .await
                .expect("read")
                .expect("there")
                .local
        );
    }
}

fn suggestion(words: &str) -> NewSuggestion {
    NewSuggestion {
        service_id: id("plain"),
        lang: Lang::En,
        message: words.to_owned(),
        contact: Some("me@example.org".to_owned()),
    }
}

#[tokio::test]
async fn a_suggestion_is_answered_once_and_its_sender_forgotten() {
    let content = sample::content(sample::services());
    let random = SeededRandom::new(7);
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let (good, bad) = (random.uuid(), random.uuid());
        for (words, id) in [("The number is 613 555 0142", good), ("Nonsense", bad)] {
            store
                .add_suggestion(&Actor::Public, suggestion(words), sample::NOW, id)
                .await
                .expect("kept");
        }
        let records = store.records(&OPERATOR).await.expect("records");
        let plain = records.iter().find(|record| record.id == id("plain"));
        assert_eq!(plain.expect("plain").suggestions, 2);

        let answer = Edit {
            suggestion: Some(good),
            ..edit(
                1,
                &[
                    (NUMBER, "613 555 0142"),
                    (Field::Phone(1, PhonePart::Type), "voice"),
                ],
            )
        };
        let saved = save(store, &content, "plain", answer.clone()).await;
        assert!(matches!(saved, Edited::Saved { .. }), "{saved:?}");
        let history = store.history(&OPERATOR, id("plain")).await.expect("read");
        assert_eq!(history[0].kind, ChangeKind::Suggestion);
        // Twice is once.
        let again = store
            .edit_service(&OPERATOR, known(&content), id("plain"), answer, later())
            .await;
        assert!(matches!(again, Err(StoreError::UnknownSuggestion(_))));

        let silent = store.decline_suggestion(&OPERATOR, bad, " ", later()).await;
        assert!(matches!(silent, Err(StoreError::EmptyMessage)));
        store
            .decline_suggestion(&OPERATOR, bad, "Nothing to correct", later())
            .await
            .expect("declined");
        for found in store.suggestions(&OPERATOR).await.expect("read") {
            assert_eq!(found.contact, None, "{}", test.name);
            let decision = found.decision.expect("decided");
            assert_eq!(decision.on, directory::review::today(later()));
            assert_eq!(decision.by, "operator");
            assert_eq!(found.state == SuggestionState::Accepted, found.id == good);
        }
    }
}

/// A suggestion about one service cannot be closed by an edit of another.
#[tokio::test]
async fn a_suggestion_belongs_to_its_service() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let about = Uuid::from_u128(5);
        store
            .add_suggestion(&Actor::Public, suggestion("words"), sample::NOW, about)
            .await
            .expect("kept");
        let wrong = Edit {
            suggestion: Some(about),
            ..edit(1, &[(Field::NameFrench, "Autre")])
        };
        let answer = store
            .edit_service(&OPERATOR, known(&content), id("full"), wrong, later())
            .await;
        assert!(matches!(answer, Err(StoreError::UnknownSuggestion(_))));
        assert_eq!(service(store, "full").await.name, sample::full("full").name);
    }
}

#[tokio::test]
async fn faults_are_told_and_nothing_is_saved() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let bad = edit(1, &[(NUMBER, "call us"), (Field::Needs, "nothing")]);
        let Edited::Faulty(faults) = save(store, &content, "full", bad).await else {
            panic!("faults on {}", test.name);
        };
        assert_eq!(faults.len(), 2);
        assert_eq!(faults[1].wrong, Wrong::Term);
        let long = Edit {
            reason: "x".repeat(501),
            ..edit(1, &[])
        };
        let answer = store
            .edit_service(&OPERATOR, known(&content), id("full"), long, later())
            .await;
        assert!(matches!(answer, Err(StoreError::MessageTooLong { .. })));
        let nobody = store
            .edit_service(
                &OPERATOR,
                known(&content),
                Uuid::nil(),
                edit(1, &[]),
                later(),
            )
            .await;
        assert!(matches!(nobody, Err(StoreError::UnknownService(_))));
        assert!(
            store
                .history(&OPERATOR, id("full"))
                .await
                .expect("read")
                .is_empty()
        );
        let same = service(store, "full").await;
        assert_eq!(same.phones, sample::full("full").phones);
        assert_eq!(same.status, Status::TemporarilyClosed);
    }
}

#[tokio::test]
async fn a_new_record_is_not_listed_until_somebody_says_so() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let house = content.organizations[0].id;
        let new = Uuid::from_u128(77);
        let known = known(&content);
        let nameless = store
            .add_service(&OPERATOR, known, house, &BTreeMap::new(), new, later())
            .await
            .expect("an answer");
        assert!(matches!(nameless, Edited::Faulty(_)), "{}", test.name);
        let named = BTreeMap::from([(Field::NameEnglish, "New line".to_owned())]);
        store
            .add_service(&OPERATOR, known, house, &named, new, later())
            .await
            .expect("added");
        let listing = store.listing(&Actor::Public, &content.gazetteer, new).await;
        assert!(listing.expect("read").is_none());
        let record = store
            .record(&OPERATOR, new)
            .await
            .expect("read")
            .expect("there");
        assert!(record.local);
        assert_eq!(record.organization.id, house);
        assert!(!record.lacks.is_empty());
        let history = store.history(&OPERATOR, new).await.expect("read");
        assert_eq!(history[0].kind, ChangeKind::Add);
        let lost = store
            .add_service(
                &OPERATOR,
                known,
                Uuid::nil(),
                &BTreeMap::new(),
                Uuid::from_u128(78),
                later(),
            )
            .await;
        assert!(matches!(lost, Err(StoreError::UnknownOrganization(_))));
    }
}

/// A change of a hidden address leaves no trace where the public may look, and none in the open table
/// of the history.
#[tokio::test]
async fn a_hidden_address_moves_unseen() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let before = store
            .listing(&Actor::Public, &content.gazetteer, id("hidden"))
            .await
            .expect("read");
        let moved = edit(1, &[(Field::Address1, "98 Moved Road")]);
        let saved = save(store, &content, "hidden", moved).await;
        assert!(matches!(saved, Edited::Saved { version: 2 }));
        let after = store
            .listing(&Actor::Public, &content.gazetteer, id("hidden"))
            .await
            .expect("read");
        assert_eq!(after, before, "not even the time, on {}", test.name);
        let history = store.history(&OPERATOR, id("hidden")).await.expect("read");
        let change = &history[0].changes[0];
        assert!(change.confidential);
        assert_eq!(change.after.as_deref(), Some("98 Moved Road"));
        let place = service(store, "hidden").await.location.expect("a place");
        assert_eq!(place.confidentiality, Confidentiality::Hidden);
        assert_eq!(place.address.as_deref(), Some("98 Moved Road"));
    }
}

/// A listing of `organization` that is due eight days from [`sample::NOW`].
async fn due_soon(store: &Store, content: &Content, organization: Uuid) {
    let changes = [
        (Field::NameEnglish, "Night line"),
        (Field::Listed, "yes"),
        (Field::ReadOn, "2025-12-02"),
    ];
    let changes = changes.map(|(field, text)| (field, text.to_owned())).into();
    let id = SystemRandom.uuid();
    store
        .add_service(
            &OPERATOR,
            known(content),
            organization,
            &changes,
            id,
            sample::NOW,
        )
        .await
        .expect("added");
}

#[tokio::test]
async fn whoever_may_confirm_is_reminded_once_a_week_and_each_message_goes_once() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let house = Fixture::new(store).await;
        let editor = house.person("editor", house.own, &["listing-editor"]).await;
        house.person("trainer", house.own, &["trainer"]).await;
        house.person("far", house.other, &["listing-editor"]).await;
        let system = Actor::System;
        let ask = |now| store.ask_reminders(&system, now, || SystemRandom.uuid());
        assert_eq!(
            ask(sample::NOW).await.expect("asked"),
            0,
            "nothing is theirs"
        );
        due_soon(store, &content, house.own).await;
        assert_eq!(ask(sample::NOW).await.expect("asked"), 1, "{}", test.name);
        let days = |days: i64| sample::NOW + (24 * days).hours();
        assert_eq!(ask(days(6)).await.expect("asked"), 0, "not within a week");

        let claim = |now| store.claim_reminder(&system, now);
        let first = claim(days(6)).await.expect("claimed").expect("one");
        assert_eq!(first.email, Fixture::email("editor", house.own));
        assert!(
            claim(days(6)).await.expect("claimed").is_none(),
            "it is claimed"
        );
        // Whoever claimed it was stopped: the next one sends it, and then nobody.
        let late = days(6) + 16.minutes();
        let again = claim(late).await.expect("claimed").expect("one");
        assert_eq!(again.id, first.id);
        for _ in 0..2 {
            store
                .reminder_sent(&system, again.id, late)
                .await
                .expect("sent");
        }
        assert!(claim(days(7)).await.expect("claimed").is_none());

        // Who has left by then gets nothing.
        assert_eq!(ask(days(8)).await.expect("asked"), 1);
        let Actor::Person(editor) = editor else {
            unreachable!("a person");
        };
        let moment = crate::Moment {
            now: days(8),
            random: &SystemRandom,
        };
        store
            .suspend(&OPERATOR, editor, &moment)
            .await
            .expect("suspended");
        assert!(claim(days(8)).await.expect("claimed").is_none());
        assert_eq!(ask(days(16)).await.expect("asked"), 0);
    }
}

/// Confidential texts are for whoever may know the place, and for nobody else, whatever they may edit.
#[tokio::test]
async fn the_history_keeps_its_secrets_from_those_who_may_edit() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        loaded(store, &content).await;
        let house = Fixture::new(store).await;
        // A curator edits everywhere, and knows the hidden places of their own organization only.
        let curator = house.person("curator", house.own, &["curator"]).await;
        let moved = edit(1, &[(Field::Address1, "98 Moved Road")]);
        save(store, &content, "hidden", moved).await;
        let history = store.history(&curator, id("hidden")).await.expect("read");
        let change = &history[0].changes[0];
        assert!(change.confidential, "{}", test.name);
        assert_eq!((&change.before, &change.after), (&None, &None));
        let record = store.record(&curator, id("hidden")).await.expect("read");
        let record = record.expect("there");
        assert!(record.place_withheld);
        let place = record
            .service
            .location
            .map(|place| (place.city, place.address));
        assert!(place.is_none_or(|(city, address)| city.is_empty() && address.is_none()));
        let publish = edit(2, &[(Field::Confidentiality, "public")]);
        let answer = store
            .edit_service(&curator, known(&content), id("hidden"), publish, later())
            .await;
        assert!(matches!(answer, Err(StoreError::Forbidden(_))));
        let mend = edit(2, &[(Field::Email, "night@example.org")]);
        let answer = store
            .edit_service(&curator, known(&content), id("hidden"), mend, later())
            .await;
        assert!(matches!(answer, Ok(Edited::Saved { .. })));
        let kept = service(store, "hidden").await.location.expect("a place");
        assert_eq!(kept.address.as_deref(), Some("98 Moved Road"));
    }
}
