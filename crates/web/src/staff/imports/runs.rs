//! Every export that was looked at or taken in.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use store::{ImportRun, ImportRunState};

use super::state_key;
use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;
use crate::staff::account::moment;
use crate::staff::door::SignedIn;
use crate::staff::list::{Asked, Cell, Filter, Row, Sheet, plain};
use crate::staff::listings::who;
use crate::staff::pages::list_page;
use crate::staff::routes::StaffRoute;

/// The states that the list can be narrowed to.
const STATES: [ImportRunState; 7] = [
    ImportRunState::Reading,
    ImportRunState::Compared,
    ImportRunState::Applying,
    ImportRunState::Applied,
    ImportRunState::Unchanged,
    ImportRunState::Failed,
    ImportRunState::Discarded,
];

/// The list, as its address asks.
pub(crate) async fn runs(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show(&site, &here, Asked::in_query(uri.query())?).await
}

/// The list, narrowed by words.
pub(crate) async fn runs_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show(&site, &here, Asked::in_form(&sent)?).await
}

async fn show(site: &Site, here: &SignedIn, asked: Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let asked = asked.last_first();
    let runs = site.store.import_runs(&here.actor).await?;
    let mut sheet = Sheet::with_columns(vec![
        ("when", at.say("imports-when")),
        ("source", at.say("imports-source")),
        ("format", at.say("imports-format")),
        ("who", at.say("imports-who")),
        ("state", at.say("imports-result")),
        ("rows", at.say("imports-rows-read")),
        ("faults", at.say("imports-faults")),
        ("new", at.say("imports-new")),
        ("changed", at.say("imports-changed")),
        ("gone", at.say("imports-gone-short")),
        ("conflicts", at.say("imports-conflicts-short")),
        ("aside", at.say("imports-aside-column")),
    ]);
    let formats: BTreeSet<&str> = runs.iter().map(|run| run.format.as_str()).collect();
    let format = |word: &str| at.say(&format!("imports-format-{word}"));
    sheet.filters = vec![
        Filter {
            key: "result",
            label: at.say("imports-result"),
            choices: STATES
                .map(|state| (state_key(state).to_owned(), at.say(state_key(state))))
                .to_vec(),
        },
        Filter {
            key: "form",
            label: at.say("imports-format"),
            choices: formats
                .into_iter()
                .map(|word| (word.to_owned(), format(word)))
                .collect(),
        },
    ];
    let row = |run: &ImportRun| {
        let when = moment(run.started_at, at);
        let href = StaffRoute::ImportRun.of(run.id, at.lang);
        let number =
            |count: u64| Cell::words(&count.to_string()).ordered_by(format!("{count:020}"));
        Row {
            cells: vec![
                Cell::link(&href, &plain(&when)).ordered_by(run.started_at.to_string()),
                Cell::words(&run.source),
                Cell::said(format(&run.format)),
                Cell::said(who(here, run.started_by)),
                Cell::said(at.say(state_key(run.state))),
                number(run.rows),
                number(run.faults),
                number(run.counts.new),
                number(run.counts.changed),
                number(run.counts.gone),
                number(run.counts.conflicts),
                number(run.quarantined),
            ],
            values: vec![
                ("result", state_key(run.state).to_owned()),
                ("form", run.format.clone()),
            ],
        }
    };
    sheet.rows = runs.iter().map(row).collect();
    let actions = vec![
        (
            at.to(StaffRoute::NewImport).to_owned(),
            at.say("imports-new-title"),
        ),
        (
            at.to(StaffRoute::Imports).to_owned(),
            at.say("imports-title"),
        ),
    ];
    list_page(here, &sheet, &asked, "imports-runs-title", actions)
}
