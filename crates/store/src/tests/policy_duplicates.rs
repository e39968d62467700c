//! How the methods about duplicates are called, for the table of who may do what.

use kernel::Actor;
use uuid::Uuid;

use super::policy::{Answer, Given};
use super::sample;
use crate::Store;

pub(super) fn not_the_same<'a>(
    store: &'a Store,
    actor: &'a Actor,
    content: &'a Given,
) -> Answer<'a> {
    let pair = [content.services[0].id, content.services[1].id];
    Box::pin(async move { store.not_the_same(actor, pair, [1, 1], sample::NOW).await })
}

const MERGE: Uuid = Uuid::from_u128(77);

pub(super) fn merge_services<'a>(
    store: &'a Store,
    actor: &'a Actor,
    content: &'a Given,
) -> Answer<'a> {
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
pub(super) fn undo_merge<'a>(store: &'a Store, actor: &'a Actor, content: &'a Given) -> Answer<'a> {
    Box::pin(async move {
        store
            .undo_merge(actor, &content.gazetteer, MERGE, sample::NOW)
            .await
    })
}
