//! Everything that is asked and shared of one case: enquiries with their answers, referrals with where they
//! stand, one-time links, transfers; and what can be done about each.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::consent::Recipient;
use casework::enquiry::{Enquiry, EnquiryAnswer, EnquiryState};
use casework::moment::Moment as Now;
use casework::outside_link::OutsideLink;
use casework::referral::{Referral, ReferralState};
use casework::transfer::Transfer;
use store::{AnyItem, LeadMove, OpenCase};
use uuid::Uuid;

use super::super::{case_at, purpose, titled, unknown};
use super::{Agencies, fault, id_of, needs_said, when};
use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::{Origin, SignedIn};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

/// Something that can be done about a line: the word that the form sends, what the button says.
struct Act {
    word: &'static str,
    item: Uuid,
    words: Markup,
}

/// One agency's answer.
struct AnswerLine {
    to: Markup,
    state: Markup,
    waits: bool,
    about: Vec<Markup>,
    /// The way to a referral to them.
    refer: Option<String>,
}

struct EnquiryLine {
    head: Markup,
    about: Vec<Markup>,
    words: Markup,
    answers: Vec<AnswerLine>,
    act: Option<Act>,
}

struct ShareLine {
    head: Markup,
    state: Markup,
    waits: bool,
    about: Vec<Markup>,
    acts: Vec<Act>,
}

/// The context of `templates/staff/cases/sharing/overview.html`.
#[derive(Template)]
#[template(path = "staff/cases/sharing/overview.html")]
struct SharingPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    open: bool,
    fault: Option<Markup>,
    actions: Vec<(String, Markup)>,
    enquiries: Vec<EnquiryLine>,
    referrals: Vec<ShareLine>,
    transfers: Vec<ShareLine>,
}

/// The page.
pub(crate) async fn sharing(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    show(&site, &here, &case, None).await
}

/// Takes an enquiry or a referral back, closes one, or makes a link.
pub(crate) async fn change_sharing(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    Origin(origin): Origin,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let id = case.summary.id;
    let item = id_of(&sent, "item").ok_or(Problem::NotFound)?;
    let (actor, moment) = (&here.actor, site.moment());
    let moved = async |step: LeadMove| {
        let moved = site.store.move_referral(actor, id, item, step, &moment);
        moved.await.map(|_| ())
    };
    let (done, word) = match sent.get("act") {
        "recall-enquiry" => {
            let recalled = site.store.recall_enquiry(actor, id, item, &moment);
            (recalled.await, "enquiry-recalled")
        }
        "recall" => (moved(LeadMove::Recall).await, "referral-recalled"),
        "close" => (moved(LeadMove::Close).await, "saved"),
        "link" => return super::link::make(&site, &here, &case, item, &origin).await,
        _ => return Err(Problem::BadForm),
    };
    match done {
        Ok(()) => Ok(here.done(&here.at.here(), word)),
        Err(error) => {
            let said = fault(error, &here.at)?;
            show(&site, &here, &case, Some(said)).await
        }
    }
}

pub(super) async fn show(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    fault: Option<Markup>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let id = case.summary.id;
    let all = site
        .store
        .case_timeline(&here.actor, id, purpose(&here.me), &site.moment())
        .await
        .map_err(unknown)?;
    let agencies = Agencies::read(site, here).await?;
    let view = View {
        site,
        at,
        case: id,
        agencies: &agencies,
        now: site.clock.now().into(),
    };
    let open = case.case.standing.is_open();
    let actions = [
        (StaffRoute::CaseEnquiry, "sharing-enquiry"),
        (StaffRoute::CaseReferral, "sharing-referral"),
        (StaffRoute::CaseTransfer, "sharing-transfer"),
    ]
    .map(|(route, key)| (route.of(id, at.lang), at.say(key)));
    let mut frame = here.frame(titled(at, case, "sharing-title"));
    frame.faulty = fault.is_some();
    page(&SharingPage {
        back: StaffRoute::Case.of(id, at.lang),
        here: at.here(),
        open,
        fault,
        actions: if open { actions.into() } else { Vec::new() },
        enquiries: view.enquiries(&all),
        referrals: view.referrals(&all),
        transfers: view.transfers(&all),
        frame,
    })
}

struct View<'a> {
    site: &'a Site,
    at: &'a At,
    case: Uuid,
    agencies: &'a Agencies,
    now: Now,
}

impl View<'_> {
    fn fill_when(&self, key: &str, moment: jiff::Timestamp) -> Markup {
        let said = when(self.site, self.at, moment);
        self.at.fill(key, &[("when", (&said).into())])
    }

    fn enquiries(&self, all: &[AnyItem]) -> Vec<EnquiryLine> {
        let answers: Vec<EnquiryAnswer> = all.iter().filter_map(AnyItem::of).collect();
        let mut lines: Vec<EnquiryLine> = all
            .iter()
            .filter_map(|item| Some((item, item.of::<Enquiry>()?)))
            .map(|(item, enquiry)| self.enquiry(item, &enquiry, &answers))
            .collect();
        lines.reverse();
        lines
    }

    fn enquiry(&self, item: &AnyItem, enquiry: &Enquiry, answers: &[EnquiryAnswer]) -> EnquiryLine {
        let at = self.at;
        let theirs: Vec<&EnquiryAnswer> = answers
            .iter()
            .filter(|answer| answer.enquiry.0 == item.id)
            .collect();
        let stands = theirs
            .iter()
            .any(|answer| answer.state.is_open() || answer.state.is_answer());
        let over = self.now.has_ended(enquiry.until);
        let asked = when(self.site, at, item.created_at);
        let needs = needs_said(at, &enquiry.needs);
        let mut about = super::shown::people(at, enquiry);
        let key = if over {
            "sharing-enquiry-over"
        } else {
            "sharing-enquiry-lasts"
        };
        about.push(self.fill_when(key, enquiry.until));
        EnquiryLine {
            head: at.fill(
                "sharing-enquiry-head",
                &[("when", (&asked).into()), ("needs", (&needs).into())],
            ),
            about,
            words: Markup::escaped(&enquiry.words),
            answers: theirs
                .iter()
                .map(|answer| self.answer(item.id, enquiry, answer))
                .collect(),
            act: stands.then(|| Act {
                word: "recall-enquiry",
                item: item.id,
                words: at.say("sharing-enquiry-recall"),
            }),
        }
    }

    fn answer(&self, id: Uuid, enquiry: &Enquiry, answer: &EnquiryAnswer) -> AnswerLine {
        let at = self.at;
        let over = self.now.has_ended(enquiry.until);
        let word = match answer.state {
            EnquiryState::Sent | EnquiryState::Seen if over => "unanswered",
            state => state.as_str(),
        };
        let mut about = Vec::new();
        if answer.state.is_answer() && answer.state != EnquiryState::Cannot {
            about.extend(
                answer
                    .until
                    .map(|until| self.fill_when("sharing-answer-until", until)),
            );
        }
        if !answer.words.is_empty() {
            about.push(Markup::escaped(&answer.words));
        }
        let helps = matches!(
            answer.state,
            EnquiryState::Could | EnquiryState::CouldIf | EnquiryState::CallUs
        );
        let need = enquiry.needs.iter().next();
        let refer = need.filter(|_| helps).map(|need| {
            let page = StaffRoute::CaseReferral.of(self.case, at.lang);
            format!("{page}?to={}&need={need}&enquiry={id}", answer.to.0)
        });
        AnswerLine {
            to: self.agencies.name(answer.to.0, at),
            state: at.say(&format!("sharing-answer-{word}")),
            waits: answer.state.is_answer(),
            about,
            refer,
        }
    }

    fn referrals(&self, all: &[AnyItem]) -> Vec<ShareLine> {
        let links: Vec<OutsideLink> = all.iter().filter_map(AnyItem::of).collect();
        let mut lines: Vec<ShareLine> = all
            .iter()
            .filter_map(|item| Some((item, item.of::<Referral>()?)))
            .map(|(item, referral)| self.referral(item.id, &referral, &links))
            .collect();
        lines.reverse();
        lines
    }

    fn referral(&self, id: Uuid, referral: &Referral, links: &[OutsideLink]) -> ShareLine {
        let at = self.at;
        let to = self.agencies.named(referral.to, at);
        let need = at.say(&format!("cases-need-of-{}", referral.need));
        let kinds: Vec<String> = referral
            .kinds
            .iter()
            .map(|kind| at.say(&format!("cases-data-{kind}")).to_string())
            .collect();
        let mut about = vec![Markup::built(kinds.join(", "))];
        about.extend(
            referral
                .sent_at
                .map(|sent| self.fill_when("sharing-sent", sent)),
        );
        if referral.state.is_share() {
            let until = super::until_said(self.site, at, referral.until);
            about.push(at.fill("sharing-until", &[("when", (&until).into())]));
        }
        let late = referral.answer_by.is_some_and(|by| self.now.has_ended(by));
        if let Some(by) = referral
            .answer_by
            .filter(|_| referral.state.awaits_answer())
        {
            let key = if late {
                "sharing-answer-late"
            } else {
                "sharing-answer-by"
            };
            about.push(self.fill_when(key, by));
        }
        about.extend(
            referral
                .declined
                .map(|why| at.say(&format!("sharing-declined-{why}"))),
        );
        about.extend(
            referral
                .outcome
                .map(|what| at.say(&format!("sharing-outcome-{what}"))),
        );
        about.extend(
            referral
                .ended
                .map(|why| at.say(&format!("sharing-ended-{why}"))),
        );
        for link in links.iter().filter(|link| link.referral.0 == id) {
            about.push(self.link(link));
        }
        ShareLine {
            head: at.fill(
                "sharing-referral-head",
                &[("need", (&need).into()), ("to", (&to).into())],
            ),
            state: at.say(&format!("sharing-state-{}", referral.state)),
            waits: referral.state == ReferralState::Declined
                || (late && referral.state.awaits_answer()),
            about,
            acts: self.acts(id, referral),
        }
    }

    fn link(&self, link: &OutsideLink) -> Markup {
        if let Some(opened) = link.opened_at {
            return self.fill_when("sharing-link-opened", opened);
        }
        match link.dead(&self.now) {
            Some(refusal) => self.at.say(&format!("sharing-link-dead-{refusal}")),
            None => self.fill_when("sharing-link-waits", link.until),
        }
    }

    fn acts(&self, id: Uuid, referral: &Referral) -> Vec<Act> {
        use ReferralState as S;
        let act = |word, key| Act {
            word,
            item: id,
            words: self.at.say(key),
        };
        let mut acts = Vec::new();
        if matches!(referral.to, Recipient::Outside(_)) && referral.state.awaits_answer() {
            acts.push(act("link", "sharing-link-make"));
        }
        match referral.state {
            S::Draft | S::Sent | S::Seen => acts.push(act("recall", "sharing-recall")),
            S::Accepted | S::InService | S::Outcome => acts.push(act("close", "sharing-close")),
            S::Declined => acts.push(act("close", "sharing-noted")),
            _ => {}
        }
        acts
    }

    fn transfers(&self, all: &[AnyItem]) -> Vec<ShareLine> {
        let mut lines: Vec<ShareLine> = all
            .iter()
            .filter_map(AnyItem::of::<Transfer>)
            .map(|transfer| {
                let to = self.agencies.name(transfer.to.0, self.at);
                ShareLine {
                    head: self
                        .at
                        .fill("sharing-transfer-head", &[("to", (&to).into())]),
                    state: self.at.say(&format!("sharing-transfer-{}", transfer.state)),
                    waits: false,
                    about: vec![self.fill_when("sharing-transfer-until", transfer.until)],
                    acts: Vec::new(),
                }
            })
            .collect();
        lines.reverse();
        lines
    }
}
