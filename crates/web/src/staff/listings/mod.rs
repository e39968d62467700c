//! Keeping listings true: the list, one listing, editing it, what was changed, what the public suggests,
//! what may be there twice.

pub(crate) mod duplicates;
mod edit;
mod form;
mod history;
mod imports;
mod list;
mod look;
mod now;
mod record;
mod suggestions;
mod words;

use std::sync::Arc;

use axum::response::Response;
use directory::edit::Known;
use kernel::Actor;
use store::{Record, StoreError};

use super::door::SignedIn;
use crate::house::Site;
use crate::problem::Problem;

pub(crate) use edit::{edit_form, new_form, save, save_new};
pub(crate) use history::{show as history, show_history, who};
pub(crate) use imports::{
    conflicts, decide, import_rows, import_rows_by_words, imports, plain as plain_value, reason,
    row_form, row_retry, set_aside, set_aside_form,
};
pub(crate) use list::{list, list_by_words, verify_all, verify_form};
pub(crate) use now::{now_form, save_now};
pub(crate) use record::{show as record, verify};
pub(crate) use suggestions::{decline, decline_form, queue};
pub(crate) use words::label_of;

/// What texts are read against.
fn known(site: &Site) -> Known<'_> {
    Known {
        taxonomy: &site.content.taxonomy,
        gazetteer: &site.content.gazetteer,
    }
}

/// The record that the address is about; one that this person may not read is not there for them.
async fn record_at(site: &Site, here: &SignedIn) -> Result<Record, Problem> {
    let id = here.at.id()?;
    match site.store.record(&here.actor, id).await {
        Ok(Some(record)) => Ok(record),
        Ok(None) | Err(StoreError::Forbidden(_)) => Err(Problem::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// Goes on to a page that says truthfully whether the public sees it already.
async fn done(
    site: &Arc<Site>,
    here: &SignedIn,
    address: &str,
    word: Option<&str>,
) -> Result<Response, Problem> {
    let counter = site.store.change_counter(&Actor::Public).await?;
    let shown = site.freshness.shows(counter).await;
    let saved = if shown { "shown" } else { "soon" };
    Ok(here.done(address, word.unwrap_or(saved)))
}
