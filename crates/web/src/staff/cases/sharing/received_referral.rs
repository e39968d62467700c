//! One referral as its recipient reads it: how she may be reached first, then what was shared, until when; and
//! the answers. Each opening is decided anew: once the sharing has ended, the page says that and nothing else.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::referral::{DeclineReason, OutcomeKind, RecipientView, ReferralState};
use store::{ReceivedReferral, ReferralAnswer, SharedCase, StoreError};

use super::super::{choices, words};
use super::shown::{self, Part};
use super::{Agencies, until_said};
use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

/// An answer that can be given now: what the button says, and what must be said with it. The context of
/// `templates/staff/cases/sharing/step.html`.
#[derive(Template)]
#[template(path = "staff/cases/sharing/step.html")]
struct Step {
    title: Markup,
    form: Form,
    go: Markup,
    class: &'static str,
}

/// The context of `templates/staff/cases/sharing/received_referral.html`.
#[derive(Template)]
#[template(path = "staff/cases/sharing/received_referral.html")]
struct ReferralPage<'a> {
    frame: StaffFrame<'a>,
    from: Markup,
    state: Markup,
    until: Markup,
    message: Markup,
    parts: Vec<Part>,
    steps: Vec<Step>,
    fault: Option<Markup>,
}

/// The context of `templates/staff/cases/sharing/ended.html`: that it is over, and no word more.
#[derive(Template)]
#[template(path = "staff/cases/sharing/ended.html")]
struct EndedPage<'a> {
    frame: StaffFrame<'a>,
    said: Markup,
}

/// The referral in the address; one that was sent to others is not there.
async fn find(site: &Site, here: &SignedIn) -> Result<ReceivedReferral, Problem> {
    let id = here.at.id()?;
    let own = here.me.organization_id;
    let all = site
        .store
        .received_referrals(&here.actor, own, &site.moment())
        .await?;
    all.into_iter()
        .find(|one| one.id == id)
        .ok_or(Problem::NotFound)
}

/// The page.
pub(crate) async fn received_referral(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let found = find(&site, &here).await?;
    show(&site, &here, &found, None).await
}

/// Answers it.
pub(crate) async fn answer_referral(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let found = find(&site, &here).await?;
    let at = &here.at;
    let answer = match sent.get("act") {
        "accept" => Some(ReferralAnswer::Accept),
        "decline" => DeclineReason::parse(sent.get("reason")).map(ReferralAnswer::Decline),
        "begin" => Some(ReferralAnswer::Begin),
        "report" => OutcomeKind::parse(sent.get("outcome")).map(ReferralAnswer::Report),
        _ => return Err(Problem::BadForm),
    };
    let Some(answer) = answer else {
        let key = match sent.get("act") {
            "decline" => "sharing-fault-reason",
            _ => "sharing-fault-outcome",
        };
        return show(&site, &here, &found, Some((sent.get("act"), at.say(key)))).await;
    };
    let done = site
        .store
        .answer_referral(&here.actor, found.case_id, found.id, answer, &site.moment())
        .await;
    match done {
        Ok(_) => Ok(here.done(&at.here(), "answered")),
        // It ended, or a colleague answered: the page shows how it stands.
        Err(StoreError::Forbidden(_) | StoreError::Case(_)) => {
            let found = find(&site, &here).await?;
            show(&site, &here, &found, None).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(
    site: &Site,
    here: &SignedIn,
    found: &ReceivedReferral,
    fault: Option<(&str, Markup)>,
) -> Result<Response, Problem> {
    let shared = site
        .store
        .shared_case(&here.actor, found.case_id, found.id, &site.moment())
        .await;
    match shared {
        Ok(shared) => show_shared(site, here, found, &shared, fault).await,
        Err(StoreError::Forbidden(_) | StoreError::Case(_)) => {
            // As it stands after the store has looked: asking may have ended it.
            let found = find(site, here).await?;
            let at = &here.at;
            let word = match found.view {
                RecipientView::Declined => "sharing-ended-declined",
                _ => "sharing-ended",
            };
            page(&EndedPage {
                said: at.say(word),
                frame: here.frame(at.say("sharing-received-referral")),
            })
        }
        Err(error) => Err(error.into()),
    }
}

async fn show_shared(
    site: &Site,
    here: &SignedIn,
    found: &ReceivedReferral,
    shared: &SharedCase,
    fault: Option<(&str, Markup)>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let agencies = Agencies::names(site, here).await?;
    let from = agencies.name(found.from.0, at);
    let need = at.say(&format!("cases-need-of-{}", shared.referral.need));
    let until = until_said(site, at, shared.referral.until);
    let mut steps = steps(at, shared.referral.state);
    let mut said = None;
    if let Some((act, words)) = fault {
        for step in &mut steps {
            let name = match act {
                "decline" => "reason",
                _ => "outcome",
            };
            if step.form.fields.iter().any(|field| field.name == name) {
                step.form.blame(name, words.clone());
            }
        }
        said = Some(words);
    }
    let mut frame = here.frame(at.say("sharing-received-referral"));
    frame.faulty = said.is_some();
    page(&ReferralPage {
        from: at.fill(
            "sharing-received-for",
            &[("need", (&need).into()), ("from", (&from).into())],
        ),
        state: at.say(&format!("sharing-theirs-{}", shared.referral.state)),
        until: at.fill(
            "sharing-received-shared-until",
            &[("when", (&until).into())],
        ),
        message: words::written(&shared.referral.message),
        parts: shown::parts(site, at, shared),
        steps,
        fault: said,
        frame,
    })
}

/// What can be answered from here.
fn steps(at: &At, state: ReferralState) -> Vec<Step> {
    use ReferralState as S;
    let plain = |act: &'static str, key: &str| Step {
        title: at.say(&format!("sharing-step-{act}")),
        form: Form::to(at.here()).along("act", act),
        go: at.say(key),
        class: "go",
    };
    let decline = || Step {
        title: at.say("sharing-step-decline"),
        form: Form::to(at.here())
            .along("act", "decline")
            .with(reason_field(at)),
        go: at.say("sharing-step-decline-go"),
        class: "",
    };
    let report = || Step {
        title: at.say("sharing-step-report"),
        form: Form::to(at.here()).along("act", "report").with(Field::new(
            "outcome",
            at.say("sharing-outcome"),
            Kind::One(choices(
                OutcomeKind::ALL,
                OutcomeKind::as_str,
                |word| at.say(&format!("sharing-outcome-{word}")),
                None,
            )),
        )),
        go: at.say("sharing-step-report-go"),
        class: "",
    };
    match state {
        S::Sent | S::Seen => vec![plain("accept", "sharing-step-accept-go"), decline()],
        S::Accepted => vec![plain("begin", "sharing-step-begin-go"), report(), decline()],
        S::InService => vec![report()],
        _ => Vec::new(),
    }
}

/// Why it is declined.
fn reason_field(at: &At) -> Field {
    Field::new(
        "reason",
        at.say("sharing-decline-why"),
        Kind::One(choices(
            DeclineReason::ALL,
            DeclineReason::as_str,
            |word| at.say(&format!("sharing-declined-{word}")),
            None,
        )),
    )
}
