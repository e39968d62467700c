//! What one's own organization was asked: enquiries without a name, referrals, transfers. The lists say nothing
//! of anybody; what was shared is read on a page of its own, and only while it is shared.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::enquiry::EnquiryState;
use casework::moment::Moment as Now;
use casework::referral::{RecipientView, ReferralState};
use casework::transfer::TransferState;
use store::{ProposedTransfer, ReceivedEnquiry, ReceivedReferral};
use uuid::Uuid;

use super::{Agencies, fault, id_of, needs_said, when};
use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::{SignedIn, may_open};
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// A line that leads to its page.
struct Line {
    href: String,
    what: Markup,
    state: Markup,
    about: Markup,
    waits: bool,
}

/// A transfer that can be answered here.
struct TransferLine {
    id: Uuid,
    what: Markup,
    state: Markup,
    about: Markup,
    waits: bool,
    accepted: bool,
}

/// The context of `templates/staff/cases/sharing/received.html`.
#[derive(Template)]
#[template(path = "staff/cases/sharing/received.html")]
struct ReceivedPage<'a> {
    frame: StaffFrame<'a>,
    here: String,
    fault: Option<Markup>,
    enquiries: Vec<Line>,
    referrals: Vec<Line>,
    transfers: Vec<TransferLine>,
}

/// Everything that was received, the newest first.
struct All {
    enquiries: Vec<ReceivedEnquiry>,
    referrals: Vec<ReceivedReferral>,
    transfers: Vec<ProposedTransfer>,
}

impl All {
    async fn read(site: &Site, here: &SignedIn) -> Result<Self, Problem> {
        let (actor, own) = (&here.actor, here.me.organization_id);
        let mut all = Self {
            enquiries: site.store.received_enquiries(actor, own).await?,
            referrals: site
                .store
                .received_referrals(actor, own, &site.moment())
                .await?,
            transfers: site.store.proposed_transfers(actor, own).await?,
        };
        all.enquiries.reverse();
        all.referrals.reverse();
        all.transfers.reverse();
        Ok(all)
    }
}

/// The page.
pub(crate) async fn received(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    show(&site, &here, None).await
}

/// Takes a transfer, or does not.
pub(crate) async fn answer_transfer(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let accept = match sent.get("act") {
        "accept" => true,
        "decline" => false,
        _ => return Err(Problem::BadForm),
    };
    let item = id_of(&sent, "item").ok_or(Problem::NotFound)?;
    let own = here.me.organization_id;
    let all = site.store.proposed_transfers(&here.actor, own).await?;
    let transfer = all
        .iter()
        .find(|one| one.id == item)
        .ok_or(Problem::NotFound)?;
    let answered = site
        .store
        .answer_transfer(&here.actor, transfer.case_id, item, accept, &site.moment())
        .await;
    match answered {
        Ok(_) => Ok(here.done(&here.at.here(), "answered")),
        Err(error) => {
            let said = fault(error, &here.at)?;
            show(&site, &here, Some(said)).await
        }
    }
}

async fn show(site: &Site, here: &SignedIn, fault: Option<Markup>) -> Result<Response, Problem> {
    let at = &here.at;
    let all = All::read(site, here).await?;
    let agencies = Agencies::names(site, here).await?;
    let now: Now = site.clock.now().into();
    let mut frame = here.frame(at.say("sharing-received"));
    frame.faulty = fault.is_some();
    page(&ReceivedPage {
        here: at.here(),
        fault,
        enquiries: all
            .enquiries
            .iter()
            .map(|one| enquiry(site, here, one, &now))
            .collect(),
        referrals: all
            .referrals
            .iter()
            .map(|one| referral(site, here, one, &agencies))
            .collect(),
        transfers: all
            .transfers
            .iter()
            .map(|one| transfer(site, here, one, &agencies, &now))
            .collect(),
        frame,
    })
}

/// An enquiry that can still be answered and was not.
fn is_waiting(one: &ReceivedEnquiry, now: &Now) -> bool {
    one.answer.state.is_open() && !now.has_ended(one.enquiry.until)
}

fn enquiry(site: &Site, here: &SignedIn, one: &ReceivedEnquiry, now: &Now) -> Line {
    let at = &here.at;
    let word = match one.answer.state {
        EnquiryState::Sent | EnquiryState::Seen if now.has_ended(one.enquiry.until) => "over",
        state => state.as_str(),
    };
    let until = when(site, at, one.enquiry.until);
    Line {
        href: StaffRoute::ReceivedEnquiry.of(one.id, at.lang),
        what: needs_said(at, &one.enquiry.needs),
        state: at.say(&format!("sharing-received-{word}")),
        about: at.fill("sharing-received-until", &[("when", (&until).into())]),
        waits: is_waiting(one, now),
    }
}

fn referral(site: &Site, here: &SignedIn, one: &ReceivedReferral, agencies: &Agencies) -> Line {
    let at = &here.at;
    let from = agencies.name(one.from.0, at);
    let (word, waits) = match one.view {
        RecipientView::Open(state) => (state.as_str(), state.awaits_answer()),
        RecipientView::Declined => (ReferralState::Declined.as_str(), false),
        RecipientView::Over => ("over", false),
    };
    let what = match one.need {
        Some(need) => {
            let need = at.say(&format!("cases-need-of-{need}"));
            let values = [("need", (&need).into()), ("from", (&from).into())];
            at.fill("sharing-received-for", &values)
        }
        None => at.fill("sharing-received-from", &[("from", (&from).into())]),
    };
    let about = match one.answer_by.filter(|_| waits) {
        Some(by) => {
            let by = when(site, at, by);
            at.fill("sharing-answer-by", &[("when", (&by).into())])
        }
        None => Markup::ours(""),
    };
    Line {
        href: StaffRoute::ReceivedReferral.of(one.id, at.lang),
        what,
        state: at.say(&format!("sharing-theirs-{word}")),
        about,
        waits,
    }
}

fn transfer(
    site: &Site,
    here: &SignedIn,
    one: &ProposedTransfer,
    agencies: &Agencies,
    now: &Now,
) -> TransferLine {
    let at = &here.at;
    let from = agencies.name(one.from.0, at);
    let until = when(site, at, one.until);
    let lasts = !now.has_ended(one.until);
    TransferLine {
        id: one.id,
        what: at.fill("sharing-transfer-from", &[("from", (&from).into())]),
        state: at.say(&format!("sharing-transfer-{}", one.state)),
        about: at.fill("sharing-transfer-until", &[("when", (&until).into())]),
        waits: lasts && one.state == TransferState::Proposed,
        accepted: lasts && one.state == TransferState::Accepted,
    }
}

/// What waits for an answer of one's organization, for the first page of the desk.
pub(crate) async fn waiting(
    site: &Site,
    here: &SignedIn,
) -> Result<Vec<(usize, &'static str)>, Problem> {
    if !may_open(&here.me, StaffRoute::Received) {
        return Ok(Vec::new());
    }
    let all = All::read(site, here).await?;
    let now: Now = site.clock.now().into();
    let enquiries = all
        .enquiries
        .iter()
        .filter(|one| is_waiting(one, &now))
        .count();
    let referrals = all
        .referrals
        .iter()
        .filter(|one| matches!(one.view, RecipientView::Open(state) if state.awaits_answer()))
        .count();
    let transfers = all
        .transfers
        .iter()
        .filter(|one| one.state == TransferState::Proposed && !now.has_ended(one.until))
        .count();
    Ok([
        (enquiries, "sharing-need-enquiries"),
        (referrals, "sharing-need-referrals"),
        (transfers, "sharing-need-transfers"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .collect())
}
