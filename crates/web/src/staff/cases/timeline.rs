//! Everything that was written into a case, the newest first.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::contact::ContactRules;
use casework::need::NeedEntry;
use casework::note::Note;
use casework::task::Task;
use casework::words::WorkerId;
use store::{AnyItem, CaseParts};

use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

use super::team::Team;
use super::{titled, view_at, words};

/// One thing, as it is read.
struct Entry {
    head: Markup,
    words: Markup,
}

/// The context of `templates/staff/cases/timeline.html`.
#[derive(Template)]
#[template(path = "staff/cases/timeline.html")]
struct TimelinePage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    entries: Vec<Entry>,
}

/// The page.
pub(crate) async fn timeline(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = view_at(&site, &here, CaseParts::Everything).await?;
    let id = case.open.summary.id;
    let team = Team::of(&case);
    let entries = case
        .items
        .iter()
        .rev()
        .map(|item| entry(&site, &here.at, item, &team))
        .collect();
    page(&TimelinePage {
        back: StaffRoute::Case.of(id, here.at.lang),
        entries,
        frame: here.frame(titled(&here.at, &case.open, "cases-timeline")),
    })
}

fn entry(site: &Site, at: &At, item: &AnyItem, team: &Team) -> Entry {
    let when = words::moment(item.created_at, &site.settings.zone, at.messages());
    let who = item.created_by.map_or_else(
        || at.say("cases-somebody"),
        |id| team.name(WorkerId(id), at),
    );
    let kind = at.say(&format!("cases-kind-{}", item.kind.word()));
    let said = if let Some(note) = item.of::<Note>() {
        words::written(&note.words)
    } else if let Some(task) = item.of::<Task>() {
        words::written(&task.words)
    } else if let Some(need) = item.of::<NeedEntry>() {
        let need_of = at.say(&format!("cases-need-of-{}", need.need));
        let state = at.say(&format!("cases-need-state-{}", need.state));
        Markup::built(format!("{need_of}: {state}"))
    } else if let Some(rules) = item.of::<ContactRules>() {
        let lines: Vec<String> = super::contact::said_rules(at, &rules)
            .iter()
            .map(ToString::to_string)
            .collect();
        Markup::built(lines.join("\n"))
    } else {
        Markup::ours("")
    };
    Entry {
        head: Markup::built(format!("{when} · {kind} · {who}")),
        words: said,
    }
}
