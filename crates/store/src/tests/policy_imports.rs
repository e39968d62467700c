//! How the table of who may do what calls the methods around imports.

use std::collections::BTreeMap;

use kernel::{Actor, Lang, Random as _, SystemRandom};
use uuid::Uuid;

use super::policy::{Answer, Given, known};
use super::sample;
use crate::{ConflictChoice, ImportRunState, NewImportRun, Store, StoreError};

pub(super) fn each_listing<'a>(
    store: &'a Store,
    actor: &'a Actor,
    content: &'a Given,
) -> Answer<'a> {
    Box::pin(async move {
        let (give, _nobody) = tokio::sync::mpsc::channel(1);
        store.each_listing(actor, &content.gazetteer, &give).await
    })
}

pub(super) fn import<'a>(store: &'a Store, actor: &'a Actor, content: &'a Given) -> Answer<'a> {
    Box::pin(async move {
        let mut harvest = super::import::harvest("nothing", &[]);
        let request = super::import::request("nothing", &content.gazetteer, true);
        store.import(actor, &mut harvest, request).await.map(|_| ())
    })
}

pub(super) fn retry_quarantined<'a>(
    store: &'a Store,
    actor: &'a Actor,
    content: &'a Given,
) -> Answer<'a> {
    Box::pin(async move {
        let cells = BTreeMap::new();
        let id = Uuid::from_u128(0xdec);
        let retried = store
            .retry_quarantined(actor, known(content), id, &cells, Lang::En, sample::NOW)
            .await;
        match retried {
            Err(StoreError::UnknownQuarantinedRow(_)) => Ok(()),
            other => other.map(|_| ()),
        }
    })
}

pub(super) fn decide_conflict<'a>(
    store: &'a Store,
    actor: &'a Actor,
    content: &'a Given,
) -> Answer<'a> {
    Box::pin(async move {
        let about = (Uuid::from_u128(0xdec), "name");
        let choice = ConflictChoice::KeepOurs;
        let decided = store
            .decide_conflict(actor, known(content), about, choice, sample::NOW)
            .await;
        match decided {
            Err(StoreError::UnknownConflict(_)) => Ok(()),
            other => other,
        }
    })
}

pub(super) fn begin_import_run<'a>(store: &'a Store, actor: &'a Actor, _: &'a Given) -> Answer<'a> {
    Box::pin(async move {
        let run = NewImportRun {
            id: SystemRandom.uuid(),
            source: "nothing",
            format: "csv",
            file: "nothing.csv",
            size: 0,
            digest: "",
        };
        store.begin_import_run(actor, run, sample::NOW).await
    })
}

pub(super) fn mark_import_run<'a>(store: &'a Store, actor: &'a Actor, _: &'a Given) -> Answer<'a> {
    Box::pin(async move {
        let id = Uuid::from_u128(0xdec);
        let state = ImportRunState::Discarded;
        let marked = store
            .mark_import_run(actor, id, state, None, sample::NOW)
            .await;
        match marked {
            Err(StoreError::UnknownImportRun(_)) => Ok(()),
            other => other,
        }
    })
}
