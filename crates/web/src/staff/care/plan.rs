//! The safety plan. The page begins with her own question: does a copy exist? Without her wish nothing is kept,
//! and what was kept before is gone from the history too.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::safety_plan::{CopyWish, SafetyParts, SafetyPlan};
use casework::words::{CaseId, Private, WorkerId};
use store::{CaseError, CaseItem, OpenCase, StoreError};

use super::super::cases::{blame, case_at, choices, day_field, titled, words};
use super::room::{CARE, Reading, items_of, today, value};
use crate::form::{self, Fields};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

/// The parts: the field, and what it is called.
const PARTS: [(&str, &str); 6] = [
    ("risks", "care-plan-risks"),
    ("lessening", "care-plan-lessening"),
    ("threatened", "care-plan-threatened"),
    ("word", "care-plan-word"),
    ("leaving", "care-plan-leaving"),
    ("devices", "care-plan-devices"),
];

fn part<'a>(parts: &'a SafetyParts, name: &str) -> &'a Private {
    match name {
        "risks" => &parts.risks,
        "lessening" => &parts.lessening,
        "threatened" => &parts.when_threatened,
        "word" => &parts.safety_word,
        "leaving" => &parts.leaving,
        _ => &parts.devices,
    }
}

/// The context of `templates/staff/care/plan.html`.
#[derive(Template)]
#[template(path = "staff/care/plan.html")]
struct PlanPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    /// What she decided, and when it was talked through.
    stands: Option<(Markup, Markup)>,
    parts: Vec<(Markup, Markup)>,
    may_print: bool,
    /// A copy is here: it can be taken away.
    has_copy: bool,
    version: i64,
    form: Form,
    open: bool,
}

/// The context of `templates/staff/care/plan-paper.html`: what goes on paper says neither what it is nor
/// whose.
#[derive(Template)]
#[template(path = "staff/care/plan-paper.html")]
struct PaperPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    parts: Vec<(Markup, Markup)>,
}

/// The page; with `?paper=yes` the plan as it goes on paper, where she wants that.
pub(crate) async fn plan(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let plan = plan_of(&site, &here, &case).await?;
    let asked = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    if asked.has("paper") {
        let plan = plan.as_ref().map(|item| &item.payload);
        let plan = plan.filter(|plan| plan.may_be_printed());
        let parts = plan.ok_or(Problem::NotFound)?.parts();
        return page(&PaperPage {
            back: here.at.here(),
            parts: said(&here.at, parts),
            frame: here.frame(here.at.say("care-plan-paper-title")),
        });
    }
    let form = fields(
        &site,
        &here.at,
        &known(plan.as_ref()),
        version(plan.as_ref()),
    );
    show(&here, &case, plan.as_ref(), form)
}

async fn plan_of(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
) -> Result<Option<CaseItem<SafetyPlan>>, Problem> {
    let found = items_of::<SafetyPlan>(site, here, case).await?;
    Ok(found.into_iter().next_back())
}

fn version(plan: Option<&CaseItem<SafetyPlan>>) -> i64 {
    plan.map_or(0, |plan| plan.version)
}

fn known(plan: Option<&CaseItem<SafetyPlan>>) -> Fields {
    let Some(plan) = plan.map(|item| &item.payload) else {
        return Fields::default();
    };
    let mut pairs = vec![
        ("copy".to_owned(), plan.copy.to_string()),
        ("on".to_owned(), plan.on.to_string()),
    ];
    if let Some(day) = plan.review_on {
        pairs.push(("review".to_owned(), day.to_string()));
    }
    if let Some(parts) = plan.parts() {
        for (name, _) in PARTS {
            pairs.push((name.to_owned(), part(parts, name).expose().to_owned()));
        }
    }
    Fields::of(pairs)
}

fn fields(site: &Site, at: &At, sent: &Fields, version: i64) -> Form {
    let day = today(site).to_string();
    let mut wishes = choices(
        &CopyWish::ALL[1..],
        CopyWish::as_str,
        |word| at.say(&format!("care-copy-{word}")),
        CopyWish::parse(sent.get("copy")),
    );
    for choice in &mut wishes {
        choice.hint = at.say(&format!("care-copy-hint-{}", choice.value));
    }
    let mut form = Form::to(at.here())
        .along("act", "save")
        .along("version", version.to_string())
        .with(
            Field::new("copy", at.say("care-plan-copy"), Kind::One(wishes))
                .hinting(at.say("care-plan-copy-hint")),
        )
        .with(day_field(at, "on", "care-plan-on", value(sent, "on", &day)))
        .with(
            day_field(at, "review", "care-plan-review", sent.get("review"))
                .hinting(at.say("care-plan-review-hint")),
        );
    for (name, label) in PARTS {
        form = form.with(
            Field::new(name, at.say(label), Kind::Long)
                .holding(sent.get(name))
                .hinting(at.say(&format!("care-plan-hint-{name}"))),
        );
    }
    form
}

/// Writes the plan as she wishes it, or takes the copy away.
pub(crate) async fn save_plan(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<CARE>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let case = case_at(&site, &here).await?;
    let looked_at: i64 = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    let before = plan_of(&site, &here, &case).await?;
    let mut form = fields(&site, at, &sent, looked_at);
    let plan = if sent.get("act") == "take-away" {
        let plan = before.as_ref().ok_or(Problem::NotFound)?.payload.clone();
        plan.with_wish(CopyWish::None)
    } else {
        let mut reading = Reading::of(&sent, at);
        match read(&site, &here, &case, &mut reading) {
            Some(plan) if reading.faults.is_empty() => plan,
            _ => {
                for (field, fault) in reading.faults {
                    form.blame(field, fault);
                }
                return show(&here, &case, before.as_ref(), form);
            }
        }
    };
    let id = case.summary.id;
    let saved = site
        .store
        .save_safety_plan(&here.actor, id, looked_at, &plan, &site.moment())
        .await;
    match saved {
        Ok(_) if plan.parts().is_none() => Ok(here.done(&at.here(), "plan-no-copy")),
        Ok(_) => Ok(here.done(&at.here(), "saved")),
        Err(StoreError::Case(CaseError::ChangedSince { .. } | CaseError::UnknownItem)) => {
            let now = plan_of(&site, &here, &case).await?;
            let mut form = fields(&site, at, &sent, version(now.as_ref()));
            say_theirs(&mut form, at, &sent, &known(now.as_ref()));
            show(&here, &case, now.as_ref(), form)
        }
        Err(error) => {
            blame(&mut form, at, "copy", error)?;
            show(&here, &case, before.as_ref(), form)
        }
    }
}

fn say_theirs(form: &mut Form, at: &At, sent: &Fields, theirs: &Fields) {
    for field in &mut form.fields {
        let (mine, other) = (sent.get(field.name).trim(), theirs.get(field.name).trim());
        if mine == other {
            continue;
        }
        let said = match (field.name, CopyWish::parse(other)) {
            ("copy", Some(wish)) => at.say(&format!("care-copy-{wish}")),
            _ if other.is_empty() => at.say("cases-nothing"),
            _ => Markup::escaped(other),
        };
        field.fault = Some(at.fill("cases-fault-theirs", &[("value", (&said).into())]));
    }
    if !form.is_faulty() {
        form.blame("copy", at.say("cases-fault-changed-since"));
    }
}

fn read(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    reading: &mut Reading<'_>,
) -> Option<SafetyPlan> {
    let copy = reading.word("copy", CopyWish::parse);
    let on = reading.needed_day("on");
    let review = reading.day("review");
    let parts = SafetyParts {
        risks: reading.words("risks"),
        lessening: reading.words("lessening"),
        when_threatened: reading.words("threatened"),
        safety_word: reading.words("word"),
        leaving: reading.words("leaving"),
        devices: reading.words("devices"),
    };
    let written = PARTS.iter().any(|(name, _)| !part(&parts, name).is_empty());
    // What was typed would be lost without a word: say so, and let the worker take it out.
    if copy == Some(CopyWish::None) && written {
        reading.fault("copy", "care-fault-plan-no-copy");
    }
    Some(SafetyPlan::new(
        CaseId(case.summary.id),
        copy?,
        parts,
        on?,
        review,
        WorkerId(here.me.id),
        site.clock.now(),
    ))
}

fn said(at: &At, parts: Option<&SafetyParts>) -> Vec<(Markup, Markup)> {
    let Some(parts) = parts else {
        return Vec::new();
    };
    PARTS
        .iter()
        .map(|(name, label)| (*label, part(parts, name)))
        .filter(|(_, said)| !said.is_empty())
        .map(|(label, said)| (at.say(label), words::written(said)))
        .collect()
}

fn show(
    here: &SignedIn,
    case: &OpenCase,
    plan: Option<&CaseItem<SafetyPlan>>,
    form: Form,
) -> Result<Response, Problem> {
    let at = &here.at;
    let mut frame = here.frame(titled(at, case, "care-plan"));
    frame.faulty = form.is_faulty();
    let now = plan.map(|item| &item.payload);
    let stands = now.map(|plan| {
        let day = say::date(plan.on, at.messages());
        let mut when = at
            .fill("care-plan-talked", &[("date", (&day).into())])
            .to_string();
        if let Some(review) = plan.review_on {
            let day = say::date(review, at.messages());
            let again = at.fill("care-plan-again", &[("date", (&day).into())]);
            when = format!("{when} {again}");
        }
        (
            at.say(&format!("care-copy-{}", plan.copy)),
            Markup::built(when),
        )
    });
    let parts = now.and_then(SafetyPlan::parts);
    page(&PlanPage {
        back: StaffRoute::Case.of(case.summary.id, at.lang),
        here: at.here(),
        stands,
        may_print: now.is_some_and(SafetyPlan::may_be_printed),
        has_copy: parts.is_some(),
        parts: said(at, parts),
        version: version(plan),
        form,
        open: case.case.standing.is_open(),
        frame,
    })
}
