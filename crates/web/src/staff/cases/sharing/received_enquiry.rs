//! One enquiry without a name, as the organization that was asked reads it; and its answer.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::enquiry::{EnquiryReply, EnquiryState};
use casework::moment::Moment as Now;
use store::{ReceivedEnquiry, StoreError};

use super::{after_hours, fault, hours_field, needs_said, shown, when};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// What can be answered.
const ANSWERS: [EnquiryState; 4] = [
    EnquiryState::Could,
    EnquiryState::CouldIf,
    EnquiryState::CallUs,
    EnquiryState::Cannot,
];
/// How long they hold what they have.
const HOLD: [&str; 4] = ["2h", "12h", "1d", "3d"];
/// Characters of conditions: a sentence or two.
const WORDS: usize = 1_000;

/// The context of `templates/staff/cases/sharing/received_enquiry.html`.
#[derive(Template)]
#[template(path = "staff/cases/sharing/received_enquiry.html")]
struct EnquiryPage<'a> {
    frame: StaffFrame<'a>,
    needs: Markup,
    about: Vec<Markup>,
    words: Markup,
    /// What was answered before.
    answered: Option<Markup>,
    /// Why nothing can be answered any more.
    over: Option<Markup>,
    form: Form,
}

/// The enquiry in the address; one that another organization was asked is not there.
async fn find(site: &Site, here: &SignedIn) -> Result<ReceivedEnquiry, Problem> {
    let id = here.at.id()?;
    let own = here.me.organization_id;
    let all = site.store.received_enquiries(&here.actor, own).await?;
    all.into_iter()
        .find(|one| one.id == id)
        .ok_or(Problem::NotFound)
}

/// The page. That somebody has read it is told to those who ask.
pub(crate) async fn received_enquiry(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let found = find(&site, &here).await?;
    let now: Now = site.clock.now().into();
    if found.answer.state == EnquiryState::Sent && !now.has_ended(found.enquiry.until) {
        let seen = EnquiryReply {
            state: EnquiryState::Seen,
            words: "",
            until: None,
        };
        let (case, id) = (found.case_id, found.id);
        let marked = site
            .store
            .answer_enquiry(&here.actor, case, id, &seen, &site.moment())
            .await;
        // A colleague may have opened or answered it at the same time.
        if let Err(error) = marked
            && !matches!(error, StoreError::Case(_))
        {
            return Err(error.into());
        }
    }
    let sent = answered(&found);
    show(&site, &here, &found, fields(&here, &sent))
}

/// What a form holds: what was answered before.
fn answered(found: &ReceivedEnquiry) -> Fields {
    if !found.answer.state.is_answer() {
        return Fields::default();
    }
    Fields::of(vec![
        ("state".to_owned(), found.answer.state.to_string()),
        ("words".to_owned(), found.answer.words.clone()),
    ])
}

fn fields(here: &SignedIn, sent: &Fields) -> Form {
    let at = &here.at;
    let chosen = EnquiryState::parse(sent.get("state"));
    let states = ANSWERS
        .into_iter()
        .map(|state| {
            let said = at.say(&format!("sharing-reply-{state}"));
            Choice::new(state.as_str(), said, chosen == Some(state))
        })
        .collect();
    let hold = match sent.get("hold") {
        "" => "12h",
        word => word,
    };
    Form::to(at.here())
        .with(Field::new(
            "state",
            at.say("sharing-reply"),
            Kind::One(states),
        ))
        .with(
            hours_field(at, "hold", "sharing-reply-hold", &HOLD, hold)
                .hinting(at.say("sharing-reply-hold-hint")),
        )
        .with(
            Field::new("words", at.say("sharing-reply-words"), Kind::Long)
                .holding(sent.get("words"))
                .hinting(at.say("sharing-reply-words-hint")),
        )
}

/// Answers.
pub(crate) async fn answer_enquiry(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let found = find(&site, &here).await?;
    let at = &here.at;
    let mut form = fields(&here, &sent);
    let state = EnquiryState::parse(sent.get("state")).filter(|state| ANSWERS.contains(state));
    let Some(state) = state else {
        form.blame("state", at.say("sharing-fault-reply"));
        return show(&site, &here, &found, form);
    };
    let words = sent.get("words").trim();
    if state == EnquiryState::CouldIf && words.is_empty() {
        form.blame("words", at.say("sharing-fault-if"));
        return show(&site, &here, &found, form);
    }
    if words.chars().count() > WORDS {
        form.blame("words", at.say("sharing-fault-long"));
        return show(&site, &here, &found, form);
    }
    let reply = EnquiryReply {
        state,
        words,
        until: (state != EnquiryState::Cannot)
            .then(|| after_hours(site.clock.now(), sent.get("hold")))
            .flatten(),
    };
    let done = site
        .store
        .answer_enquiry(&here.actor, found.case_id, found.id, &reply, &site.moment())
        .await;
    match done {
        Ok(_) => Ok(here.done(at.to(StaffRoute::Received), "answered")),
        Err(error) => {
            form.blame("state", fault(error, at)?);
            show(&site, &here, &found, form)
        }
    }
}

fn show(
    site: &Site,
    here: &SignedIn,
    found: &ReceivedEnquiry,
    form: Form,
) -> Result<Response, Problem> {
    let at = &here.at;
    let (enquiry, answer) = (&found.enquiry, &found.answer);
    let now: Now = site.clock.now().into();
    let said = |key: &str, moment| {
        let said = when(site, at, moment);
        at.fill(key, &[("when", (&said).into())])
    };
    let mut about = shown::people(at, enquiry);
    about.push(match enquiry.needed_by {
        Some(by) => said("sharing-needed-by", by),
        None => at.say("sharing-needed-later"),
    });
    about.push(said("sharing-received-until", enquiry.until));
    let over = if answer.state == EnquiryState::Recalled {
        Some(at.say("sharing-received-recalled-lead"))
    } else {
        now.has_ended(enquiry.until)
            .then(|| at.say("sharing-received-over-lead"))
    };
    let mut frame = here.frame(at.say("sharing-received-enquiry"));
    frame.faulty = form.is_faulty();
    page(&EnquiryPage {
        needs: needs_said(at, &enquiry.needs),
        about,
        words: Markup::escaped(&enquiry.words),
        answered: answer.state.is_answer().then(|| {
            let said = at.say(&format!("sharing-reply-{}", answer.state));
            at.fill("sharing-received-answered", &[("answer", (&said).into())])
        }),
        over,
        form,
        frame,
    })
}
