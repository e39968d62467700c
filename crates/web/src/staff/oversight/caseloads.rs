//! Caseloads: who carries how many cases, what of it is overdue, what nobody has worked on for the longest.
//! Dates and counts; not a word of what is in a case.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::summary::{CaseloadRow, caseloads as by_worker};
use casework::words::{CaseId, WorkerId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::CarriedCase;

use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::cases::words;
use crate::staff::door::SignedIn;
use crate::staff::frame::{At, StaffFrame};
use crate::staff::list::{Asked, Cell, Filter, Go, ListView, Row, Sheet};
use crate::staff::routes::StaffRoute;

/// What somebody carries, as it is read.
struct Load {
    name: Markup,
    cases: u32,
    open: u32,
    overdue: u32,
    oldest: Markup,
    quietest: Markup,
}

/// The context of `templates/staff/oversight/caseloads.html`.
#[derive(Template)]
#[template(path = "staff/oversight/caseloads.html")]
struct CaseloadsPage<'a> {
    frame: StaffFrame<'a>,
    loads: Vec<Load>,
    list: ListView,
}

/// The page, as its address asks.
pub(crate) async fn caseloads(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show(&site, &here, &Asked::in_query(uri.query())?).await
}

/// The page, narrowed by words.
pub(crate) async fn caseloads_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show(&site, &here, &Asked::in_form(&sent)?).await
}

/// Whole days since then.
fn days_since(now: Timestamp, then: Timestamp) -> i64 {
    (now.duration_since(then).as_hours() / 24).max(0)
}

fn days(at: &At, days: Option<i64>) -> Markup {
    match days.and_then(|days| u64::try_from(days).ok()) {
        Some(days) => at.fill("oversight-days", &[("count", days.into())]),
        None => Markup::ours(""),
    }
}

fn said_day(site: &Site, at: &At, moment: Timestamp) -> (Date, Markup) {
    let day = site.settings.zone.to_datetime(moment).date();
    (day, say::date(day, at.messages()))
}

fn load_row(site: &Site, now: Timestamp, case: &CarriedCase) -> CaseloadRow {
    CaseloadRow {
        case: CaseId(case.id),
        code: case.code,
        worker: case.lead.map(WorkerId),
        stage: case.stage,
        last_worked_on: site.settings.zone.to_datetime(case.worked_at).date(),
        open_tasks: case.open_tasks,
        overdue_tasks: case.overdue_tasks,
        oldest_task_days: case.oldest_task_at.map(|at| days_since(now, at)),
    }
}

fn lead(at: &At, case: &CarriedCase) -> Markup {
    match &case.lead_name {
        Some(name) => Markup::escaped(name),
        None => at.say("oversight-no-lead"),
    }
}

async fn show(site: &Site, here: &SignedIn, asked: &Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let now = site.clock.now();
    let today = site.settings.zone.to_datetime(now).date();
    let cases = site
        .store
        .carried_cases(&here.actor, today, &site.moment())
        .await?;
    let rows: Vec<CaseloadRow> = cases.iter().map(|case| load_row(site, now, case)).collect();
    let name = |worker: Option<WorkerId>| {
        let known = |case: &&CarriedCase| case.lead == worker.map(|worker| worker.0);
        cases
            .iter()
            .find(known)
            .map_or_else(|| at.say("oversight-no-lead"), |case| lead(at, case))
    };
    let mut loads: Vec<Load> = by_worker(&rows)
        .into_iter()
        .map(|(worker, load)| Load {
            name: name(worker),
            cases: load.cases,
            open: load.open_tasks,
            overdue: load.overdue_tasks,
            oldest: days(at, load.oldest_task_days),
            quietest: load
                .quietest
                .map(|day| say::date(day, at.messages()))
                .unwrap_or_default(),
        })
        .collect();
    loads.sort_by(|one, other| {
        (other.overdue, other.cases)
            .cmp(&(one.overdue, one.cases))
            .then_with(|| one.name.as_str().cmp(other.name.as_str()))
    });
    let sheet = sheet(site, at, now, &cases);
    if asked.wants_csv() {
        return Ok(sheet.csv(asked));
    }
    page(&CaseloadsPage {
        loads,
        list: sheet.view(asked, at.to(StaffRoute::Caseloads), at.lang),
        frame: here.frame(at.say("oversight-caseloads")),
    })
}

fn sheet(site: &Site, at: &At, now: Timestamp, cases: &[CarriedCase]) -> Sheet {
    let mut sheet = Sheet::with_columns(vec![
        ("worked", at.say("oversight-worked")),
        ("code", at.say("cases-code")),
        ("lead", at.say("oversight-lead")),
        ("stage", at.say("cases-stage")),
        ("open", at.say("oversight-open-tasks")),
        ("overdue", at.say("oversight-overdue-tasks")),
        ("oldest", at.say("oversight-oldest-task")),
    ]);
    sheet.filters = vec![Filter {
        key: "late",
        label: at.say("oversight-overdue-tasks"),
        choices: vec![
            ("yes".to_owned(), at.say("oversight-late-yes")),
            ("no".to_owned(), at.say("oversight-late-no")),
        ],
    }];
    sheet.rows = cases
        .iter()
        .map(|case| {
            let (day, worked) = said_day(site, at, case.worked_at);
            let number =
                |count: u32| Cell::words(&count.to_string()).ordered_by(format!("{count:06}"));
            let oldest = case.oldest_task_at.map(|at| days_since(now, at));
            Row {
                cells: vec![
                    Cell::said(worked).ordered_by(day.to_string()),
                    Cell::link(
                        &StaffRoute::Case.of(case.id, at.lang),
                        &case.code.to_string(),
                    ),
                    Cell::said(lead(at, case)),
                    Cell::said(words::stage(at, case.stage)),
                    number(case.open_tasks),
                    number(case.overdue_tasks),
                    Cell::said(days(at, oldest))
                        .ordered_by(format!("{:06}", oldest.unwrap_or(-1).max(0))),
                ],
                values: vec![(
                    "late",
                    if case.overdue_tasks > 0 { "yes" } else { "no" }.to_owned(),
                )],
            }
        })
        .collect();
    sheet
}
