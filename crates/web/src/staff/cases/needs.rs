//! What she needs: the ten needs with where each stands, and what became of them. A line is added, never
//! changed; what was refused or not to be had goes into the gap log, which names nobody.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::need::{self, Barrier, Need, NeedEntry, NeedState};
use casework::words::{Private, WorkerId};
use store::{CaseItem, CaseParts, CaseView, ItemKind};

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
use super::{blame, choices, day, day_field, titled, view_at, words};

/// A need with its lines, the newest first.
struct NeedPart {
    name: Markup,
    state: Markup,
    open: bool,
    lines: Vec<(Markup, Markup)>,
}

/// The context of `templates/staff/cases/needs.html`.
#[derive(Template)]
#[template(path = "staff/cases/needs.html")]
struct NeedsPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    needs: Vec<NeedPart>,
    form: Form,
    open: bool,
}

/// What the page shows.
const KINDS: &[ItemKind] = &[ItemKind::Need];

/// The page.
pub(crate) async fn needs_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let form = fields(&site, &here.at, &Fields::default());
    show(&here, &view, form)
}

fn fields(site: &Site, at: &At, sent: &Fields) -> Form {
    let state = NeedState::parse(sent.get("state"));
    let barrier = Barrier::parse(sent.get("barrier"));
    let mut barriers = vec![Choice::new(
        "",
        at.say("cases-barrier-none"),
        barrier.is_none(),
    )];
    barriers.extend(choices(
        Barrier::ALL,
        Barrier::as_str,
        |word| at.say(&format!("cases-barrier-{word}")),
        barrier,
    ));
    let today = site.settings.zone.to_datetime(site.clock.now()).date();
    let on = match sent.get("on") {
        "" => today.to_string(),
        day => day.to_owned(),
    };
    Form::to(at.here())
        .with(Field::new(
            "need",
            at.say("cases-need"),
            Kind::Select(choices(
                Need::ALL,
                Need::as_str,
                |word| at.say(&format!("cases-need-of-{word}")),
                Need::parse(sent.get("need")),
            )),
        ))
        .with(Field::new(
            "state",
            at.say("cases-need-state"),
            Kind::One(choices(
                NeedState::ALL,
                NeedState::as_str,
                |word| at.say(&format!("cases-need-state-{word}")),
                state,
            )),
        ))
        .with(day_field(at, "on", "cases-need-on", &on))
        .with(
            Field::new("barrier", at.say("cases-barrier"), Kind::Select(barriers))
                .hinting(at.say("cases-barrier-hint")),
        )
        .with(
            Field::new("outcome", at.say("cases-need-outcome"), Kind::Text)
                .holding(sent.get("outcome")),
        )
}

/// Adds a line.
pub(crate) async fn add_need(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let case = &view.open;
    let mut form = fields(&site, &here.at, &sent);
    let need = Need::parse(sent.get("need")).ok_or(Problem::BadForm)?;
    let Some(state) = NeedState::parse(sent.get("state")) else {
        form.blame("state", here.at.say("cases-fault-need-state"));
        return show(&here, &view, form);
    };
    let Ok(Some(on)) = day(sent.get("on")) else {
        form.blame("on", here.at.say("cases-fault-day"));
        return show(&here, &view, form);
    };
    let entry = NeedEntry {
        need,
        state,
        on,
        organization: None,
        barrier: Barrier::parse(sent.get("barrier")),
        outcome: Private::new(sent.get("outcome")),
        by: WorkerId(here.me.id),
    };
    let id = case.summary.id;
    match site
        .store
        .add_need(&here.actor, id, &entry, &site.moment())
        .await
    {
        Ok(_) => Ok(here.done(&StaffRoute::CaseNeeds.of(id, here.at.lang), "saved")),
        Err(error) => {
            blame(&mut form, &here.at, "need", error)?;
            show(&here, &view, form)
        }
    }
}

fn show(here: &SignedIn, view: &CaseView, form: Form) -> Result<Response, Problem> {
    let (at, case) = (&here.at, &view.open);
    let id = case.summary.id;
    let entries: Vec<CaseItem<NeedEntry>> = view.all().collect();
    let team = Team::of(view);
    let all: Vec<NeedEntry> = entries.into_iter().map(|item| item.payload).collect();
    let map = need::map(&all);
    let needs = Need::ALL.iter().map(|one| {
        let state = map.get(one).copied().unwrap_or(NeedState::NotAsked);
        NeedPart {
            name: at.say(&format!("cases-need-of-{one}")),
            state: at.say(&format!("cases-need-state-{state}")),
            open: state.is_open(),
            lines: all
                .iter()
                .rev()
                .filter(|entry| entry.need == *one)
                .map(|entry| line(at, entry, &team))
                .collect(),
        }
    });
    let mut frame = here.frame(titled(at, case, "cases-needs"));
    frame.faulty = form.is_faulty();
    page(&NeedsPage {
        back: StaffRoute::Case.of(id, at.lang),
        needs: needs.collect(),
        open: case.case.standing.is_open(),
        form,
        frame,
    })
}

fn line(at: &At, entry: &NeedEntry, team: &Team) -> (Markup, Markup) {
    let day = say::date(entry.on, at.messages());
    let state = at.say(&format!("cases-need-state-{}", entry.state));
    let barrier = entry.barrier.map_or_else(String::new, |barrier| {
        format!(" · {}", at.say(&format!("cases-barrier-{barrier}")))
    });
    let who = team.name(entry.by, at);
    (
        Markup::built(format!("{day} · {state}{barrier} · {who}")),
        words::written(&entry.outcome),
    )
}
