//! Who may do what: every method of the store × every kind of actor, and no method left out.

use std::pin::Pin;

use directory::content::Content;
use kernel::{Actor, Lang};
use uuid::Uuid;

use super::{sample, statements::sources};
use crate::testing::stores;
use crate::{NewSuggestion, Store, StoreError};

const ACTORS: [Actor; 4] = [
    Actor::Public,
    Actor::System,
    Actor::Operator,
    Actor::Person(Uuid::from_u128(1)),
];

/// Sendable, or a web server could not wait for it.
type Answer<'a> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 'a>>;
type Call = for<'a> fn(&'a Store, &'a Actor, &'a Content) -> Answer<'a>;

/// A method, how to call it, and whether the public, the system, the operator and a signed-in
/// person without a role may.
struct Expected(&'static str, Call, [bool; 4]);

macro_rules! call {
    (|$store:ident, $actor:ident, $content:ident| $call:expr) => {
        |$store, $actor, $content| {
            let _ = &$content;
            Box::pin(async move { $call.await.map(|_| ()) })
        }
    };
}

const EVERYONE: [bool; 4] = [true; 4];
const HOUSE: [bool; 4] = [false, true, true, false];
const OPERATOR: [bool; 4] = [false, false, true, false];

const TABLE: &[Expected] = &[
    Expected(
        "load_content",
        call!(|s, a, c| s.load_content(a, c, sample::NOW)),
        HOUSE,
    ),
    Expected(
        "listings",
        call!(|s, a, c| s.listings(a, &c.gazetteer)),
        EVERYONE,
    ),
    Expected(
        "listing",
        call!(|s, a, c| s.listing(a, &c.gazetteer, Uuid::nil())),
        EVERYONE,
    ),
    Expected("organizations", call!(|s, a, c| s.organizations(a)), HOUSE),
    Expected("services", call!(|s, a, c| s.services(a)), HOUSE),
    Expected(
        "taxonomy_terms",
        call!(|s, a, c| s.taxonomy_terms(a)),
        EVERYONE,
    ),
    Expected(
        "change_counter",
        call!(|s, a, c| s.change_counter(a)),
        EVERYONE,
    ),
    Expected("statistics", call!(|s, a, c| s.statistics(a)), EVERYONE),
    Expected("add_suggestion", add_suggestion, EVERYONE),
    Expected("suggestions", call!(|s, a, c| s.suggestions(a)), OPERATOR),
    Expected(
        "find_duplicates",
        call!(|s, a, c| s.find_duplicates(a, 0.9, 1, sample::NOW)),
        OPERATOR,
    ),
    Expected(
        "duplicate_candidates",
        call!(|s, a, c| s.duplicate_candidates(a)),
        OPERATOR,
    ),
    Expected(
        "duplicate_pair",
        call!(|s, a, c| s.duplicate_pair(a, c.services[0].id, c.services[1].id)),
        OPERATOR,
    ),
    Expected(
        "not_the_same",
        call!(|s, a, c| s.not_the_same(a, c.services[0].id, c.services[1].id, sample::NOW)),
        OPERATOR,
    ),
    Expected("merge_services", merge_services, OPERATOR),
    Expected("undo_merge", undo_merge, OPERATOR),
    Expected(
        "service_merges",
        call!(|s, a, c| s.service_merges(a, c.services[0].id)),
        OPERATOR,
    ),
    Expected(
        "merged_into",
        call!(|s, a, c| s.merged_into(a, c.services[0].id)),
        EVERYONE,
    ),
    Expected("health", call!(|s, a, c| s.health(a)), HOUSE),
];

fn add_suggestion<'a>(store: &'a Store, actor: &'a Actor, content: &'a Content) -> Answer<'a> {
    let suggestion = NewSuggestion {
        service_id: content.services[0].id,
        lang: Lang::En,
        message: "words".to_owned(),
        contact: None,
    };
    Box::pin(async move {
        let at = ACTORS.iter().position(|other| other == actor);
        let id = Uuid::from_u128(at.expect("an actor of the table") as u128);
        let now = jiff::Timestamp::UNIX_EPOCH;
        store.add_suggestion(actor, suggestion, now, id).await
    })
}

const MERGE: Uuid = Uuid::from_u128(77);

fn merge_services<'a>(store: &'a Store, actor: &'a Actor, content: &'a Content) -> Answer<'a> {
    let [survivor, other] = [content.services[0].id, content.services[1].id];
    Box::pin(async move {
        let choices = directory::duplicates::Choices::new();
        let (gazetteer, versions) = (&content.gazetteer, [1, 1]);
        store
            .merge_services(
                actor,
                gazetteer,
                survivor,
                other,
                versions,
                &choices,
                sample::NOW,
                MERGE,
            )
            .await
    })
}

/// Undoes what the row before it did.
fn undo_merge<'a>(store: &'a Store, actor: &'a Actor, content: &'a Content) -> Answer<'a> {
    Box::pin(async move {
        store
            .undo_merge(actor, &content.gazetteer, MERGE, sample::NOW)
            .await
    })
}

#[tokio::test]
async fn every_method_decides_as_the_table_says() {
    let content = sample::content(sample::services());
    for test in stores().await {
        let store = &test.store;
        store
            .load_content(&Actor::System, &content, sample::NOW)
            .await
            .expect("loaded");
        for Expected(method, call, allowed) in TABLE {
            for (actor, allowed) in ACTORS.iter().zip(allowed) {
                let answer = call(store, actor, &content).await;
                let forbidden = matches!(answer, Err(StoreError::Forbidden(_)));
                assert_eq!(
                    !forbidden, *allowed,
                    "{method} for {actor:?} on {}",
                    test.name
                );
                assert!(forbidden || answer.is_ok(), "{method}: {answer:?}");
            }
        }
    }
}

/// Methods that open, close and migrate: there is nobody to ask yet.
const BEFORE_ANYONE: [&str; 5] = ["sqlite", "sqlite_in_memory", "postgres", "close", "migrate"];

#[test]
fn no_method_is_missing_from_the_table() {
    let mut found = Vec::new();
    for (file, text) in sources() {
        // Public methods inside `impl Store { … }`, whose closing brace stands at the line's start.
        for block in text.split("\nimpl Store {").skip(1) {
            let block = block.split("\n}").next().unwrap_or_default();
            for method in block.split("\n    pub ").skip(1) {
                let Some((_, signature)) = method.split_once("fn ") else {
                    continue;
                };
                let name = signature.split(['(', '<']).next().unwrap_or_default();
                let parameters = signature.split(") ->").next().unwrap_or_default();
                let first = parameters
                    .split_once("&self,")
                    .map(|(_, rest)| rest.trim_start());
                let asks = first.is_some_and(|first| first.starts_with("actor: &Actor"));
                assert!(
                    asks || BEFORE_ANYONE.contains(&name),
                    "{file}: {name} does not take the actor first"
                );
                if asks {
                    found.push(name.to_owned());
                }
            }
        }
    }
    found.sort();
    let mut expected: Vec<_> = TABLE
        .iter()
        .map(|Expected(name, ..)| (*name).to_owned())
        .collect();
    expected.sort();
    assert_eq!(found, expected);
}
