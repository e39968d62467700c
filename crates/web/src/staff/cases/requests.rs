//! Requests of a person for what is hers: written down when they come, confirmed that it is she, answered by a
//! day.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use casework::access_request::{
    AccessRequest, AccessRequestKind, AccessRequestRefused, AccessRequestState, Confirmation,
};
use casework::words::Private;
use store::{CaseError, CaseItem, CasePurpose, CaseSummary, NewRequest, RequestStep, StoreError};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::{SignedIn, may_open};
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;
use crate::staff::stack::{Block, Card, StackPage};

use super::outline::pair;
use super::{choices, day, day_field, known_at, titled_summary, to, unknown, words};

/// Steps of a request, as a form sends them.
const STEPS: [&str; 5] = ["confirm", "answer", "refuse", "extend", "withdraw"];

/// The page.
pub(crate) async fn requests(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    show(&site, &here, &case, &Sent::default()).await
}

/// What was sent, and to which of the two forms.
#[derive(Default)]
struct Sent {
    fields: Fields,
    faults: Vec<(&'static str, Markup)>,
    step: bool,
}

fn confirmations(at: &At, name: &'static str, sent: &Fields) -> Field {
    let chosen: BTreeSet<&str> = sent.all(name).collect();
    let ways = Confirmation::ALL
        .iter()
        .map(|way| {
            let said = at.say(&format!("oversight-known-by-{way}"));
            Choice::new(way.as_str(), said, chosen.contains(way.as_str()))
        })
        .collect();
    Field::new(
        name,
        at.say("oversight-request-confirmed"),
        Kind::Any(vec![(Markup::ours(""), ways)]),
    )
    .hinting(at.say("oversight-request-confirmed-hint"))
}

fn new_fields(site: &Site, at: &At, sent: &Fields) -> Form {
    let today = site.settings.zone.to_datetime(site.clock.now()).date();
    let received = match sent.get("received") {
        "" => today.to_string(),
        day => day.to_owned(),
    };
    Form::to(at.here())
        .along("act", "add")
        .with(Field::new(
            "kind",
            at.say("oversight-request-kind"),
            Kind::One(choices(
                AccessRequestKind::ALL,
                AccessRequestKind::as_str,
                |word| at.say(&format!("oversight-request-{word}")),
                AccessRequestKind::parse(sent.get("kind")),
            )),
        ))
        .with(
            Field::new("words", at.say("oversight-request-words"), Kind::Long)
                .holding(sent.get("words")),
        )
        .with(day_field(
            at,
            "received",
            "oversight-request-received",
            &received,
        ))
        .with(confirmations(at, "known", sent))
}

/// The form for the next step, of one of the requests that wait.
fn step_fields(at: &At, waiting: &[&CaseItem<AccessRequest>], sent: &Fields) -> Form {
    let one = sent.get("item");
    let requests = waiting
        .iter()
        .map(|item| {
            let id = item.id.to_string();
            let chosen = id == one || waiting.len() == 1;
            Choice::new(id, head(at, &item.payload), chosen)
        })
        .collect();
    let steps = STEPS
        .map(|step| {
            let said = at.say(&format!("oversight-step-{step}"));
            Choice::new(step, said, sent.get("step") == step)
        })
        .into();
    Form::to(at.here())
        .along("act", "step")
        .with(Field::new(
            "item",
            at.say("oversight-step-which"),
            Kind::Select(requests),
        ))
        .with(Field::new(
            "step",
            at.say("oversight-step"),
            Kind::One(steps),
        ))
        .with(confirmations(at, "confirmations", sent))
        .with(
            Field::new("answer", at.say("oversight-step-words"), Kind::Long)
                .holding(sent.get("answer"))
                .hinting(at.say("oversight-step-words-hint")),
        )
}

fn ways(sent: &Fields, name: &'static str) -> BTreeSet<Confirmation> {
    sent.all(name).filter_map(Confirmation::parse).collect()
}

/// What is wrong with a step, and where.
fn about(refused: AccessRequestRefused, step: &str) -> (&'static str, &'static str) {
    match refused {
        AccessRequestRefused::NotFromHere => ("step", "oversight-fault-step"),
        AccessRequestRefused::NotConfirmed if step == "answer" => {
            ("step", "oversight-fault-not-confirmed")
        }
        AccessRequestRefused::NotConfirmed => ("confirmations", "oversight-fault-not-confirmed"),
        AccessRequestRefused::NoReason => ("answer", "cases-fault-needs-reason"),
        AccessRequestRefused::NotExtendable => ("step", "oversight-fault-not-extendable"),
    }
}

/// Writes a request down, or takes one a step on.
pub(crate) async fn change_request(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    if sent.get("act") == "step" {
        return step(&site, &here, &case, sent).await;
    }
    let mut faults = Vec::new();
    let kind = AccessRequestKind::parse(sent.get("kind"));
    if kind.is_none() {
        faults.push(("kind", here.at.say("cases-fault-answer")));
    }
    let received = day(sent.get("received")).ok().flatten();
    if received.is_none() {
        faults.push(("received", here.at.say("cases-fault-day")));
    }
    let (Some(kind), Some(received_on)) = (kind, received) else {
        let sent = Sent {
            fields: sent,
            faults,
            step: false,
        };
        return show(&site, &here, &case, &sent).await;
    };
    let new = NewRequest {
        kind,
        words: Private::new(sent.get("words")),
        received_on,
        confirmations: ways(&sent, "known"),
    };
    site.store
        .add_request(&here.actor, case.id, &new, &site.moment())
        .await
        .map_err(unknown)?;
    Ok(here.done(&here.at.here(), "request"))
}

async fn step(
    site: &Arc<Site>,
    here: &SignedIn,
    case: &CaseSummary,
    sent: Fields,
) -> Result<Response, Problem> {
    let words = Private::new(sent.get("answer"));
    let asked = match sent.get("step") {
        "confirm" => Some(RequestStep::Confirm(ways(&sent, "confirmations"))),
        "answer" => Some(RequestStep::Answer(words)),
        "refuse" => Some(RequestStep::Refuse(words)),
        "extend" => Some(RequestStep::Extend(words)),
        "withdraw" => Some(RequestStep::Withdraw),
        _ => None,
    };
    let item = Uuid::try_parse(sent.get("item")).map_err(|_| Problem::BadForm)?;
    let fault = match asked {
        None => ("step", "cases-fault-answer"),
        Some(asked) => {
            let done = site
                .store
                .step_request(&here.actor, case.id, item, &asked, &site.moment())
                .await;
            match done {
                Ok(()) => return Ok(here.done(&here.at.here(), "saved")),
                Err(StoreError::Case(CaseError::Request(refused))) => {
                    about(refused, sent.get("step"))
                }
                Err(error) => return Err(unknown(error)),
            }
        }
    };
    let sent = Sent {
        fields: sent,
        faults: vec![(fault.0, here.at.say(fault.1))],
        step: true,
    };
    show(site, here, case, &sent).await
}

/// What is asked.
pub(super) fn head(at: &At, request: &AccessRequest) -> Markup {
    let kind = at.say(&format!("oversight-request-{}", request.kind));
    let day = say::date(request.received_on, at.messages());
    at.fill(
        "oversight-request-head",
        &[("kind", (&kind).into()), ("day", (&day).into())],
    )
}

async fn show(
    site: &Site,
    here: &SignedIn,
    case: &CaseSummary,
    sent: &Sent,
) -> Result<Response, Problem> {
    let at = &here.at;
    let purpose = CasePurpose::AccessRequest;
    let found = site
        .store
        .case_requests(&here.actor, case.id, purpose, &site.moment())
        .await
        .map_err(unknown)?;
    let today = site.settings.zone.to_datetime(site.clock.now()).date();
    let open = |request: &AccessRequest| {
        matches!(
            request.state,
            AccessRequestState::Received | AccessRequestState::Confirmed
        )
    };
    let cards = found
        .iter()
        .rev()
        .map(|item| {
            let request = &item.payload;
            let known: Vec<String> = request
                .confirmations
                .iter()
                .map(|way| at.say(&format!("oversight-known-by-{way}")).to_string())
                .collect();
            let mut lines = Vec::new();
            if !request.words.is_empty() {
                lines.push(words::written(&request.words));
            }
            lines.push(match request.answer_by {
                Some(by) => {
                    let by = say::date(by, at.messages());
                    at.fill("oversight-request-by", &[("day", (&by).into())])
                }
                None => at.say("oversight-request-no-clock"),
            });
            if !known.is_empty() {
                lines.push(pair(
                    at,
                    "oversight-request-confirmed",
                    &Markup::built(known.join(", ")),
                ));
            }
            if let Some(reason) = &request.extension {
                lines.push(pair(
                    at,
                    "oversight-request-extended",
                    &words::written(reason),
                ));
            }
            if !request.answer.is_empty() {
                lines.push(pair(
                    at,
                    "oversight-request-answer",
                    &words::written(&request.answer),
                ));
            }
            Card {
                head: head(at, request),
                mark: Some(at.say(&format!("oversight-request-state-{}", request.state))),
                late: open(request) && request.answer_by.is_none_or(|by| by <= today),
                lines,
                ..Card::default()
            }
        })
        .collect();
    let waiting: Vec<&CaseItem<AccessRequest>> =
        found.iter().filter(|item| open(&item.payload)).collect();
    let nothing = Fields::default();
    let (new_sent, step_sent) = if sent.step {
        (&nothing, &sent.fields)
    } else {
        (&sent.fields, &nothing)
    };
    let mut new = new_fields(site, at, new_sent);
    let mut next = step_fields(at, &waiting, step_sent);
    for (field, fault) in &sent.faults {
        let form = if sent.step { &mut next } else { &mut new };
        form.blame(field, fault.clone());
    }
    let mut page = StackPage::new(
        here.frame(titled_summary(at, case, "oversight-requests")),
        at.here(),
    )
    .back(to(here, case.id, StaffRoute::Case), at.say("cases-back"))
    .saying(at.say("oversight-requests-lead"));
    if may_open(&here.me, StaffRoute::CaseCopy) {
        page = page.leading(
            to(here, case.id, StaffRoute::CaseCopy),
            at.say("oversight-copy"),
        );
    }
    page = page.with(
        Block::new(at.say("oversight-requests-now"))
            .holding(cards, at.say("oversight-requests-none")),
    );
    if !waiting.is_empty() {
        page = page.with(Block::new(at.say("oversight-step-title")).asking(
            next,
            at.say("oversight-step-go"),
            "go",
        ));
    }
    page.with(
        Block::new(at.say("oversight-request-new"))
            .saying(at.say("oversight-request-new-lead"))
            .asking(new, at.say("oversight-request-go"), "go"),
    )
    .show()
}
