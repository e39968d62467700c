//! A transfer: another organization leads from now on. They are asked without anything that says who she is;
//! then she is asked; then somebody else than whoever proposed it completes it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::consent::Consent;
use casework::transfer::{Transfer, TransferState};
use casework::words::{CaseId, OrganizationId, Private, TransferId, WorkerId};
use store::{CaseItem, OpenCase};
use uuid::Uuid;

use super::super::team::Team;
use super::super::{case_at, purpose, titled, unknown, words};
use super::{Agencies, after_hours, fault, hours_field, id_of, when};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Field, Form, Kind, NARROW, NARROW_WORDS, choosing};
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// How long the others have to answer, and she to agree.
const LASTS: [&str; 3] = ["1d", "3d", "7d"];

/// A transfer that is under way.
struct Standing {
    id: Uuid,
    head: Markup,
    state: Markup,
    about: Vec<Markup>,
    /// What comes next, in words.
    next: Markup,
    /// Where she is asked, while she has not agreed.
    ask: Option<String>,
    may_complete: bool,
}

/// The context of `templates/staff/cases/sharing/transfer.html`.
#[derive(Template)]
#[template(path = "staff/cases/sharing/transfer.html")]
struct TransferPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    fault: Option<Markup>,
    standing: Option<Standing>,
    form: Form,
}

/// The page.
pub(crate) async fn transfer(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let agencies = Agencies::read(&site, &here).await?;
    let form = fields(&here, &case, &agencies, &Fields::default());
    show(&site, &here, &case, &agencies, form, None).await
}

fn fields(here: &SignedIn, case: &OpenCase, agencies: &Agencies, sent: &Fields) -> Form {
    let at = &here.at;
    let chosen = id_of(sent, "to");
    let own = case.summary.lead_organization_id;
    let mut all = agencies.choices(own, chosen, at);
    // Only somebody with an account can lead.
    all.retain(|choice| {
        let id = Uuid::try_parse(&choice.value);
        choice.value.is_empty() || id.is_ok_and(|id| agencies.has_account(id))
    });
    let lasts = match sent.get("lasts") {
        "" => "3d",
        word => word,
    };
    Form::to(at.here())
        .along("act", "propose")
        .with_all(choosing(
            at,
            "to",
            at.say("sharing-transfer-to"),
            all,
            sent.get(NARROW_WORDS),
        ))
        .with(
            Field::new("reason", at.say("sharing-transfer-reason"), Kind::Long)
                .holding(sent.get("reason"))
                .hinting(at.say("sharing-transfer-reason-hint")),
        )
        .with(hours_field(
            at,
            "lasts",
            "sharing-transfer-lasts",
            &LASTS,
            lasts,
        ))
}

/// Proposes, takes back or completes.
pub(crate) async fn change_transfer(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let id = case.summary.id;
    let agencies = Agencies::read(&site, &here).await?;
    let mut form = fields(&here, &case, &agencies, &sent);
    let (actor, at, moment) = (&here.actor, &here.at, site.moment());
    if sent.has(NARROW) {
        return show(&site, &here, &case, &agencies, form, None).await;
    }
    let item = id_of(&sent, "item");
    let done = match (sent.get("act"), item) {
        ("recall", Some(item)) => {
            let recalled = site.store.recall_transfer(actor, id, item, &moment).await;
            recalled.map(|_| "transfer-recalled")
        }
        ("complete", Some(item)) => {
            let completed = site.store.complete_transfer(actor, id, item, &moment).await;
            if completed.is_ok() {
                // Nobody here may open it any more: the caseload is where they go.
                return Ok(here.done(at.to(StaffRoute::Cases), "transferred"));
            }
            completed.map(|()| "transferred")
        }
        ("propose", _) => match read(&site, &here, &case, &agencies, &sent) {
            Ok(transfer) => {
                let proposed = site.store.propose_transfer(actor, id, &transfer, &moment);
                proposed.await.map(|_| "transfer-proposed")
            }
            Err((field, key)) => {
                form.blame(field, at.say(key));
                return show(&site, &here, &case, &agencies, form, None).await;
            }
        },
        _ => return Err(Problem::NotFound),
    };
    match done {
        Ok(word) => Ok(here.done(&at.here(), word)),
        Err(error) => {
            let said = fault(error, at)?;
            show(&site, &here, &case, &agencies, form, Some(said)).await
        }
    }
}

fn read(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    agencies: &Agencies,
    sent: &Fields,
) -> Result<Transfer, (&'static str, &'static str)> {
    let now = site.clock.now();
    let to = id_of(sent, "to")
        .filter(|id| agencies.has_account(*id) && agencies.one(*id).is_some())
        .ok_or(("to", "sharing-fault-to"))?;
    Ok(Transfer {
        id: TransferId(Uuid::nil()),
        case: CaseId(case.summary.id),
        from: OrganizationId(case.summary.lead_organization_id),
        to: OrganizationId(to),
        reason: Private::new(sent.get("reason")),
        state: TransferState::Proposed,
        proposed_by: WorkerId(here.me.id),
        proposed_at: now,
        until: after_hours(now, sent.get("lasts")).ok_or(("lasts", "sharing-fault-when"))?,
        approved_by: None,
        consent: None,
        changed_at: now,
    })
}

async fn show(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    agencies: &Agencies,
    form: Form,
    fault: Option<Markup>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let (id, why, moment) = (case.summary.id, purpose(&here.me), site.moment());
    let all: Vec<CaseItem<Transfer>> = site
        .store
        .case_items(&here.actor, id, why, &moment)
        .await
        .map_err(unknown)?;
    let now = site.clock.now().into();
    let under_way = all.iter().rev().find(|item| {
        let stands = matches!(
            item.payload.state,
            TransferState::Proposed | TransferState::Accepted
        );
        stands && item.payload.to.0 != case.summary.lead_organization_id
    });
    let standing = match under_way {
        None => None,
        Some(item) => {
            let consents: Vec<CaseItem<Consent>> = site
                .store
                .case_items(&here.actor, id, why, &moment)
                .await
                .map_err(unknown)?;
            let consents: Vec<Consent> = consents.into_iter().map(|item| item.payload).collect();
            let agreed = item.payload.fresh_consent(&consents, &now).is_some();
            let team = Team::read(site, here, id).await?;
            Some(standing(site, here, case, agencies, item, agreed, &team))
        }
    };
    let mut frame = here.frame(titled(at, case, "sharing-transfer"));
    frame.faulty = form.is_faulty() || fault.is_some();
    page(&TransferPage {
        back: StaffRoute::CaseSharing.of(id, at.lang),
        here: at.here(),
        fault,
        standing,
        form,
        frame,
    })
}

fn standing(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    agencies: &Agencies,
    item: &CaseItem<Transfer>,
    agreed: bool,
    team: &Team,
) -> Standing {
    let at = &here.at;
    let transfer = &item.payload;
    let to = agencies.name(transfer.to.0, at);
    let accepted = transfer.state == TransferState::Accepted;
    let proposer = transfer.proposed_by.0 == here.me.id;
    let key = match (accepted, agreed, proposer) {
        (false, ..) => "sharing-transfer-next-answer",
        (true, false, _) => "sharing-transfer-next-consent",
        (true, true, true) => "sharing-transfer-next-other",
        (true, true, false) => "sharing-transfer-next-complete",
    };
    let until = when(site, at, transfer.until);
    let by = team.name(transfer.proposed_by, at);
    let mut about = vec![
        at.fill("sharing-transfer-by", &[("name", (&by).into())]),
        at.fill("sharing-transfer-until", &[("when", (&until).into())]),
    ];
    if !transfer.reason.is_empty() {
        about.push(words::written(&transfer.reason));
    }
    let consents = StaffRoute::CaseConsents.of(case.summary.id, at.lang);
    Standing {
        id: item.id,
        head: at.fill("sharing-transfer-head", &[("to", (&to).into())]),
        state: at.say(&format!("sharing-transfer-{}", transfer.state)),
        about,
        next: at.say(key),
        ask: (accepted && !agreed).then(|| {
            format!(
                "{consents}?purpose=transfer&recipient={}&kinds=outline#answer",
                transfer.to.0
            )
        }),
        may_complete: accepted && agreed && !proposer,
    }
}
