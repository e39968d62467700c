//! Tasks of a case: what is to be done, by whom, by when, again if need be.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::task::{Repeat, Task, Urgency};
use casework::words::{CaseId, Private, TaskId, WorkerId};
use store::{CaseError, CaseItem, CaseParts, CaseView, ItemKind, StoreError};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

use super::team::Team;
use super::{blame, day, day_field, titled, view_at, words};

/// How often something comes again: the word of the form, and the rule.
const REPEATS: [(&str, &str); 4] = [
    ("daily", "FREQ=DAILY"),
    ("weekly", "FREQ=WEEKLY"),
    ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
    ("monthly", "FREQ=MONTHLY"),
];

/// A task as it is read.
struct TaskLine {
    id: Uuid,
    words: Markup,
    about: Markup,
    late: bool,
}

/// The context of `templates/staff/cases/tasks.html`.
#[derive(Template)]
#[template(path = "staff/cases/tasks.html")]
struct TasksPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    open_tasks: Vec<TaskLine>,
    done: Vec<TaskLine>,
    form: Form,
    open: bool,
}

/// What the page shows.
const KINDS: &[ItemKind] = &[ItemKind::Task];

/// The page.
pub(crate) async fn tasks(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let team = Team::of(&view);
    let form = fields(&here, &Fields::default(), &team);
    show(&site, &here, &view, form, &team)
}

fn fields(here: &SignedIn, sent: &Fields, team: &Team) -> Form {
    let at = &here.at;
    let chosen = match sent.get("assignee") {
        "" => here.me.id.to_string(),
        id => id.to_owned(),
    };
    let mut who = vec![Choice::new(
        "nobody",
        at.say("cases-task-nobody"),
        chosen == "nobody",
    )];
    who.extend(team.people.iter().filter(|one| one.assigned).map(|one| {
        let id = one.id.to_string();
        let is = id == chosen;
        Choice::new(id, Markup::escaped(&one.name), is)
    }));
    let repeat = sent.get("repeat");
    let mut repeats = vec![Choice::new(
        "",
        at.say("cases-repeat-none"),
        repeat.is_empty(),
    )];
    repeats.extend(REPEATS.map(|(word, _)| {
        Choice::new(
            word,
            at.say(&format!("cases-repeat-{word}")),
            word == repeat,
        )
    }));
    Form::to(at.here())
        .along("act", "add")
        .with(
            Field::new("words", at.say("cases-task-words"), Kind::Text).holding(sent.get("words")),
        )
        .with(Field::new(
            "assignee",
            at.say("cases-task-assignee"),
            Kind::Select(who),
        ))
        .with(day_field(at, "due", "cases-task-due", sent.get("due")))
        .with(Field::new(
            "repeat",
            at.say("cases-task-repeat"),
            Kind::Select(repeats),
        ))
}

/// Adds a task, or marks one as done.
pub(crate) async fn change_task(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let case = &view.open;
    let team = Team::of(&view);
    let saved = match sent.get("act") {
        "add" => match read(&site, &here, &sent, case.summary.id, &team) {
            Ok(task) => site
                .store
                .add_case_item(&here.actor, case.summary.id, &task, &site.moment())
                .await
                .map(|_| ()),
            Err((field, key)) => {
                let mut form = fields(&here, &sent, &team);
                form.blame(field, here.at.say(key));
                return show(&site, &here, &view, form, &team);
            }
        },
        "done" => finish(&site, &here, case.summary.id, &sent).await?,
        _ => return Err(Problem::BadForm),
    };
    match saved {
        Ok(()) => Ok(here.done(&here.at.here(), "saved")),
        Err(error) => {
            let mut form = fields(&here, &sent, &team);
            blame(&mut form, &here.at, "words", error)?;
            show(&site, &here, &view, form, &team)
        }
    }
}

fn read(
    site: &Site,
    here: &SignedIn,
    sent: &Fields,
    case: Uuid,
    team: &Team,
) -> Result<Task, (&'static str, &'static str)> {
    let words = Private::new(sent.get("words"));
    if words.is_empty() {
        return Err(("words", "cases-fault-task-empty"));
    }
    let due = day(sent.get("due")).map_err(|()| ("due", "cases-fault-day"))?;
    let repeat = REPEATS
        .iter()
        .find(|(word, _)| *word == sent.get("repeat"))
        .and_then(|(_, rule)| rule.parse::<Repeat>().ok());
    if repeat.is_some() && due.is_none() {
        return Err(("due", "cases-fault-repeat-day"));
    }
    let assignee = Uuid::try_parse(sent.get("assignee"))
        .ok()
        .filter(|id| team.people.iter().any(|one| one.id == *id && one.assigned));
    Ok(Task {
        id: TaskId(Uuid::nil()),
        case: CaseId(case),
        words,
        assignee: assignee.map(WorkerId),
        due,
        repeat,
        repeats_from: None,
        by: WorkerId(here.me.id),
        at: site.clock.now(),
        done_at: None,
        done_by: None,
    })
}

/// Marks a task as done; the next of a row comes with it. Somebody else may have done it in between: the
/// list shows it as it is.
async fn finish(
    site: &Site,
    here: &SignedIn,
    case: Uuid,
    sent: &Fields,
) -> Result<Result<(), StoreError>, Problem> {
    let id = Uuid::try_parse(sent.get("item")).map_err(|_| Problem::BadForm)?;
    let today = site.settings.zone.to_datetime(site.clock.now()).date();
    let saved = site
        .store
        .finish_task(&here.actor, case, id, today, &site.moment())
        .await;
    Ok(match saved {
        Ok(_) | Err(StoreError::Case(CaseError::ChangedSince { .. })) => Ok(()),
        Err(error) => Err(error),
    })
}

fn show(
    site: &Site,
    here: &SignedIn,
    view: &CaseView,
    form: Form,
    team: &Team,
) -> Result<Response, Problem> {
    let (at, case) = (&here.at, &view.open);
    let id = case.summary.id;
    let mut found: Vec<CaseItem<Task>> = view.all().collect();
    found.sort_by_key(|item| (item.payload.due.is_none(), item.payload.due));
    let (done, waiting): (Vec<_>, Vec<_>) = found
        .iter()
        .partition(|item| item.payload.done_at.is_some());
    let lines = |items: Vec<&CaseItem<Task>>| {
        items
            .into_iter()
            .map(|item| line(site, at, item, team))
            .collect()
    };
    let mut frame = here.frame(titled(at, case, "cases-tasks"));
    frame.faulty = form.is_faulty();
    page(&TasksPage {
        back: StaffRoute::Case.of(id, at.lang),
        here: at.here(),
        open_tasks: lines(waiting),
        done: lines(done),
        form,
        open: case.case.standing.is_open(),
        frame,
    })
}

fn line(site: &Site, at: &At, item: &CaseItem<Task>, team: &Team) -> TaskLine {
    let task = &item.payload;
    let now = site.clock.now();
    let today = site.settings.zone.to_datetime(now).date();
    let urgency = task.urgency(today);
    let mut about = Vec::new();
    if let Some(due) = task.due {
        about.push(say::date(due, at.messages()).to_string());
    }
    if let Some(urgency @ (Urgency::Overdue | Urgency::Today)) = urgency {
        about.push(at.say(&format!("cases-urgency-{urgency}")).to_string());
    }
    about.push(match task.assignee {
        Some(who) => team.name(who, at).to_string(),
        None => at.say("cases-task-nobody").to_string(),
    });
    if let Some(repeat) = &task.repeat {
        let rule = repeat.to_string();
        let known = REPEATS.iter().find(|(_, known)| *known == rule);
        let said = match known {
            Some((word, _)) => at.say(&format!("cases-repeat-{word}")),
            None => Markup::escaped(&rule),
        };
        about.push(said.to_string());
    }
    let days: usize = task.age_days(now).try_into().unwrap_or(0);
    about.push(
        at.fill("cases-task-age", &[("count", days.into())])
            .to_string(),
    );
    TaskLine {
        id: item.id,
        words: words::written(&task.words),
        about: Markup::built(about.join(" · ")),
        late: matches!(urgency, Some(Urgency::Overdue)),
    }
}
