//! Listings that may be the same service: the list, one pair beside each other, merging, and undoing a merge.

mod list;
mod merges;
mod pair;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use directory::duplicates::{Agreement, Field};
use store::{BY_ITSELF_LIMIT, REVIEW_MINIMUM};

use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::Form;
use crate::staff::pages::FormPage;
use crate::staff::routes::StaffRoute;

pub(crate) use list::{list, list_by_words};
pub(crate) use merges::{merges, merges_by_words, of_survivor, undo, undo_form};
pub(crate) use pair::{merge, not_the_same, show};

/// How sure a score is, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likelihood {
    VeryLikely,
    Likely,
    Even,
    Unlikely,
}

impl Likelihood {
    const OF_A_LIST: [Self; 3] = [Self::VeryLikely, Self::Likely, Self::Even];

    fn of(score: f64) -> Self {
        match score {
            0.9.. => Self::VeryLikely,
            0.7.. => Self::Likely,
            REVIEW_MINIMUM.. => Self::Even,
            _ => Self::Unlikely,
        }
    }

    /// Its word in addresses and message keys.
    const fn code(self) -> &'static str {
        match self {
            Self::VeryLikely => "very-likely",
            Self::Likely => "likely",
            Self::Even => "even",
            Self::Unlikely => "unlikely",
        }
    }

    fn said(self, messages: &'static Messages) -> Markup {
        messages.say(&format!("duplicates-likelihood-{}", self.code()))
    }
}

/// Of 100 such pairs, how many are the same. Never all or none: no score is that sure.
fn of_hundred(score: f64) -> u64 {
    ((score * 100.0).round() as u64).clamp(1, 99)
}

fn field_name(field: Field, messages: &'static Messages) -> Markup {
    messages.say(&format!("duplicates-field-{}", field.code()))
}

fn agreement(agreement: Agreement, messages: &'static Messages) -> Markup {
    messages.say(&format!("duplicates-agreement-{}", agreement.code()))
}

/// What the page says before anybody looks.
fn find_page(here: &SignedIn, too_many: bool) -> Result<Response, Problem> {
    let at = &here.at;
    let frame = here.frame(at.say("duplicates-find-title"));
    let form = Form::to(at.here());
    let page = FormPage::new(frame, form, at.say("duplicates-find-go"))
        .saying(at.say("duplicates-find-lead"))
        .back(at.to(StaffRoute::Duplicates), at.say("duplicates-title"));
    if too_many {
        let limit = [("limit", BY_ITSELF_LIMIT.into())];
        page.only_saying(at.fill("duplicates-find-too-many", &limit))
    } else {
        page.saying(at.say("duplicates-find-kept"))
    }
    .show()
}

fn too_many(site: &Site) -> bool {
    site.finder.current().len() > BY_ITSELF_LIMIT
}

/// What looking does, and its button.
pub(crate) async fn find_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    find_page(&here, too_many(&site))
}

/// How long the page waits for the search; a large directory is looked through behind it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks through the directory. One at a time: whoever presses again is told that it is under way.
pub(crate) async fn find(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let list = here.at.to(StaffRoute::Duplicates);
    if too_many(&site) {
        return find_page(&here, true);
    }
    let Ok(turn) = Arc::clone(&site.looking).try_lock_owned() else {
        return Ok(here.done(list, "looking"));
    };
    let actor = here.actor;
    let search = tokio::spawn(async move {
        let _turn = turn;
        // Half of the machine: people are reading pages.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let now = site.clock.now();
        let found = site
            .store
            .find_duplicates(&actor, REVIEW_MINIMUM, cores.div_ceil(2), now)
            .await;
        if let Err(error) = &found {
            tracing::error!("the directory could not be looked through: {error}");
        }
        found
    });
    match tokio::time::timeout(PATIENCE, search).await {
        Ok(Ok(found)) => {
            found?;
            Ok(here.done(list, "looked"))
        }
        Ok(Err(panic)) => Err(Problem::broken(&panic)),
        Err(_) => Ok(here.done(list, "looking")),
    }
}
