//! The history of a case: who changed what, when. It holds no word of hers, so whoever answers for a case may
//! see it without reading the case.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use store::{CaseEntry, CaseEvent};

use crate::form::Fields;
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

use super::{known_at, titled_summary, unknown, words};

/// Entries of one page.
const PAGE: u16 = 100;

/// An entry as it is read.
struct Line {
    number: i64,
    when: Markup,
    who: Markup,
    what: Markup,
}

/// The context of `templates/staff/cases/history.html`.
#[derive(Template)]
#[template(path = "staff/cases/history.html")]
struct HistoryPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    lines: Vec<Line>,
    /// Where the older ones are.
    older: Option<String>,
}

/// The page. `?before=` is the number of an entry: ours, and nothing that was typed.
pub(crate) async fn history(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let at = &here.at;
    let case = known_at(&site, &here).await?;
    let asked = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let before = asked.get("before").parse().ok();
    let entries = site
        .store
        .case_history(&here.actor, case.id, before, PAGE, &site.moment())
        .await
        .map_err(unknown)?;
    let full = entries.len() == usize::from(PAGE);
    let older = entries
        .last()
        .filter(|_| full)
        .map(|entry| format!("{}?before={}", at.here(), entry.sequence));
    page(&HistoryPage {
        back: StaffRoute::Case.of(case.id, at.lang),
        lines: entries.iter().map(|entry| line(&site, at, entry)).collect(),
        older,
        frame: here.frame(titled_summary(at, &case, "oversight-history")),
    })
}

fn line(site: &Site, at: &At, entry: &CaseEntry) -> Line {
    let messages = at.messages();
    let name = match (&entry.by_name, entry.by) {
        (Some(name), _) => Markup::escaped(name),
        (None, by) => at.say(&format!(
            "oversight-by-{}",
            match by {
                store::ChangedBy::Person => "gone",
                store::ChangedBy::Link => "link",
                store::ChangedBy::Operator | store::ChangedBy::System => "program",
            }
        )),
    };
    let who = match &entry.by_organization {
        Some(organization) => {
            Markup::built(format!("{name} · {}", say::text(organization, messages)))
        }
        None => name,
    };
    Line {
        number: entry.sequence,
        when: words::moment(entry.at, &site.settings.zone, messages),
        who,
        what: what(at, entry),
    }
}

fn what(at: &At, entry: &CaseEntry) -> Markup {
    let kind = entry
        .kind
        .map(|kind| at.say(&format!("cases-kind-{}", kind.word())));
    let key = match entry.what {
        CaseEvent::Opened => "opened",
        CaseEvent::Changed => "changed",
        CaseEvent::Moved => {
            let stage = at
                .messages()
                .find(&format!("cases-stage-{}", entry.detail))
                .unwrap_or_else(|| at.say("cases-stage"));
            return at.fill("oversight-event-moved", &[("stage", (&stage).into())]);
        }
        CaseEvent::Assigned => "assigned",
        CaseEvent::Unassigned => "unassigned",
        CaseEvent::ItemAdded => "added",
        CaseEvent::ItemChanged => "item-changed",
        CaseEvent::ConsentRecorded => "consent",
        CaseEvent::ConsentWithdrawn => "consent-withdrawn",
        CaseEvent::ShareEnded => "share-ended",
        CaseEvent::Read => "read",
        CaseEvent::SharedRead => "shared-read",
        CaseEvent::GlassBroken => "glass-broken",
        CaseEvent::GlassSeen => "glass-seen",
        CaseEvent::Exported => "exported",
        CaseEvent::Held => "held",
        CaseEvent::Released => "released",
        CaseEvent::LinkMade => "link-made",
        CaseEvent::LinkOpened => "link-opened",
        CaseEvent::Erased => "erased",
        CaseEvent::Shredded => "shredded",
        CaseEvent::KeepingSet
        | CaseEvent::TakeOutAsked
        | CaseEvent::TakeOutAgreed
        | CaseEvent::MarkWasWrong => "house",
    };
    let said = at.say(&format!("oversight-event-{key}"));
    match kind {
        Some(kind) => at.fill(
            "oversight-pair",
            &[("name", (&said).into()), ("what", (&kind).into())],
        ),
        None => said,
    }
}
