//! What was merged, and making two listings of one again.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use directory::duplicates::MergeField;
use directory::review;
use store::{ServiceMerge, StoreError};
use uuid::Uuid;

use super::super::done;
use super::pair::merge_field;
use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::{SignedIn, may_open};
use crate::staff::fields::Form;
use crate::staff::list::{Asked, Cell, Filter, Row, Sheet};
use crate::staff::pages::{FormPage, list_page};
use crate::staff::routes::StaffRoute;

/// Merges of one page.
const ROWS: usize = 25;

/// The list, as its address asks.
pub(crate) async fn merges(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show_merges(&site, &here, Asked::in_query(uri.query())?).await
}

/// The list, narrowed by words.
pub(crate) async fn merges_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show_merges(&site, &here, Asked::in_form(&sent)?).await
}

async fn show_merges(site: &Site, here: &SignedIn, asked: Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let asked = asked.or_down_by("when");
    let merges = site.store.merges(&here.actor).await?;
    let mut sheet = Sheet::with_columns(vec![
        ("stayed", at.say("duplicates-merges-stayed")),
        ("went", at.say("duplicates-merges-went")),
        ("when", at.say("duplicates-merges-when")),
        ("state", at.say("duplicates-merges-state")),
    ])
    .with_pages_of(ROWS);
    let choice = |value: &str, key: &str| (value.to_owned(), at.say(key));
    sheet.filters = vec![Filter {
        key: "undone",
        label: at.say("duplicates-merges-state"),
        choices: vec![
            choice("no", "duplicates-merges-merged"),
            choice("yes", "duplicates-merges-undone"),
        ],
    }];
    sheet.rows = merges.iter().map(|merge| row(here, merge)).collect();
    let actions = vec![(
        at.to(StaffRoute::Duplicates).to_owned(),
        at.say("duplicates-title"),
    )];
    list_page(here, &sheet, &asked, "duplicates-merges-title", actions)
}

fn row(here: &SignedIn, merge: &ServiceMerge) -> Row {
    let at = &here.at;
    let (value, state) = if merge.undone_at.is_some() {
        ("yes", Cell::said(at.say("duplicates-merges-undone")))
    } else {
        let mut cell = Cell::said(at.say("duplicates-merges-merged"));
        let href = StaffRoute::UndoMerge.of(merge.id, at.lang);
        let name = Markup::escaped(merge.merged_name.shown(at.lang).0);
        cell.shown = Markup::built(format!(
            "<span>{} <a href=\"{href}\">{}<span class=\"hidden\"> {name}</span></a></span>",
            cell.shown,
            at.say("duplicates-undo-go"),
        ));
        ("no", cell)
    };
    let day = review::today(merge.merged_at).to_string();
    Row {
        cells: vec![
            Cell::link(
                &StaffRoute::Listing.of(merge.survivor_id, at.lang),
                merge.survivor_name.shown(at.lang).0,
            ),
            Cell::words(merge.merged_name.shown(at.lang).0),
            Cell::words(&day).ordered_by(merge.merged_at.to_string()),
            state,
        ],
        values: vec![("undone", value.to_owned())],
    }
}

/// What was merged into a listing and can be taken out again, for its own page: the sentence and the way.
pub(crate) async fn of_survivor(
    site: &Site,
    here: &SignedIn,
    survivor: Uuid,
) -> Result<Vec<(Markup, String)>, Problem> {
    let at = &here.at;
    if !may_open(&here.me, StaffRoute::UndoMerge) {
        return Ok(Vec::new());
    }
    let merges = site.store.service_merges(&here.actor, survivor).await?;
    let standing = merges.into_iter().filter(|merge| merge.undone_at.is_none());
    Ok(standing
        .map(|merge| {
            (
                sentence(here, &merge),
                StaffRoute::UndoMerge.of(merge.id, at.lang),
            )
        })
        .collect())
}

fn sentence(here: &SignedIn, merge: &ServiceMerge) -> Markup {
    let messages = here.at.messages();
    let day = say::date(review::today(merge.merged_at), messages);
    messages.fill(
        "duplicates-merged-on",
        &[
            ("name", (&say::text(&merge.merged_name, messages)).into()),
            ("date", (&day).into()),
        ],
    )
}

/// The merge that the address is about, unless it was undone.
async fn merge_at(site: &Site, here: &SignedIn) -> Result<ServiceMerge, Problem> {
    let id = here.at.id()?;
    let merges = site.store.merges(&here.actor).await?;
    let mut standing = merges.into_iter().filter(|merge| merge.undone_at.is_none());
    standing
        .find(|merge| merge.id == id)
        .ok_or(Problem::NotFound)
}

fn undo_page(
    here: &SignedIn,
    merge: &ServiceMerge,
    refused: Option<&[MergeField]>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let messages = at.messages();
    let survivor = say::text(&merge.survivor_name, messages);
    let page = FormPage::new(
        here.frame(at.say("duplicates-undo-title")),
        Form::to(at.here()),
        at.say("duplicates-undo-go"),
    )
    .saying(sentence(here, merge))
    .back(StaffRoute::Listing.of(merge.survivor_id, at.lang), survivor);
    match refused {
        None => page
            .saying(at.say("duplicates-undo-lead"))
            .saying(at.say("duplicates-undo-address")),
        Some(fields) => {
            let mut page = page.only_saying(at.say("duplicates-undo-refused"));
            if !fields.is_empty() {
                let names: Vec<String> = fields
                    .iter()
                    .map(|field| merge_field(*field, messages).to_string())
                    .collect();
                let fields = Markup::built(names.join(", "));
                page = page
                    .ending(at.fill("duplicates-undo-changed", &[("fields", (&fields).into())]));
            }
            page.ending(at.say("duplicates-undo-instead"))
        }
    }
    .show()
}

/// What undoing does, and its button.
pub(crate) async fn undo_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let merge = merge_at(&site, &here).await?;
    undo_page(&here, &merge, None)
}

/// Makes two listings of one again.
pub(crate) async fn undo(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let merge = match merge_at(&site, &here).await {
        Ok(merge) => merge,
        // Somebody was faster, or pressed twice.
        Err(Problem::NotFound) => {
            return Ok(here.done(here.at.to(StaffRoute::Merges), "merge-gone"));
        }
        Err(problem) => return Err(problem),
    };
    let gazetteer = &site.content.gazetteer;
    let now = site.clock.now();
    let undone = site
        .store
        .undo_merge(&here.actor, gazetteer, merge.id, now)
        .await;
    match undone {
        Ok(()) => {
            let merges = here.at.to(StaffRoute::Merges);
            done(&site, &here, merges, Some("unmerged")).await
        }
        Err(StoreError::EditedSince { fields }) => undo_page(&here, &merge, Some(&fields)),
        Err(StoreError::NoSuchMerge) => Ok(here.done(here.at.to(StaffRoute::Merges), "merge-gone")),
        Err(error) => Err(error.into()),
    }
}
