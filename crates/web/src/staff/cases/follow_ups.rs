//! Follow-ups after a case was closed: when each is due, whether she may be reached now, and what became of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use casework::contact::{Attempt, ContactRefusal, ContactRules, Verdict, Way, may_contact};
use casework::follow_up::{FollowUpEntry, FollowUpState};
use casework::words::Private;
use store::{
    CaseError, CaseItem, CaseParts, CaseView, FollowUpAnswer, FollowUpContact, ItemKind, StoreError,
};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;
use crate::staff::stack::{Block, Card, StackPage};

use super::contact::said_rules;
use super::{purpose, titled, to, unknown, words};

/// What a follow-up may become by hand.
const ANSWERS: [FollowUpState; 4] = [
    FollowUpState::Done,
    FollowUpState::NotReached,
    FollowUpState::Declined,
    FollowUpState::NotAsked,
];

const KINDS: &[ItemKind] = &[ItemKind::FollowUp, ItemKind::ContactRules];

async fn read(site: &Site, here: &SignedIn) -> Result<CaseView, Problem> {
    let id = here.at.id()?;
    site.store
        .case_view(
            &here.actor,
            id,
            CaseParts::Kinds(KINDS),
            purpose(&here.me),
            &site.moment(),
        )
        .await
        .map_err(unknown)
}

/// The page.
pub(crate) async fn follow_ups(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = read(&site, &here).await?;
    show(&site, &here, &case, &Fields::default(), &[])
}

fn rules(case: &CaseView) -> Option<ContactRules> {
    case.all::<ContactRules>().last().map(|item| item.payload)
}

/// A contact by the way with this number among those that were agreed. What is on the page was read.
fn attempt(rules: &ContactRules, number: usize, sent: &Fields) -> Option<Attempt> {
    let way = rules.ways.get(number)?;
    Some(Attempt {
        way: way.way,
        destination: way.destination.clone(),
        leaves_message: false,
        names_organization: false,
        shows_number: false,
        automatic: false,
        again: false,
        code_word_ready: sent.has("ready"),
        list_read: sent.has("ready"),
    })
}

/// Whether she may be reached by each way now, if whoever calls is ready.
fn now(site: &Site, at: &At, case: &CaseView) -> Vec<Card> {
    let Some(rules) = rules(case) else {
        return Vec::new();
    };
    let out = case.open.case.standing.is_out_of_contact();
    let ready = Fields::of(vec![("ready".to_owned(), "yes".to_owned())]);
    rules
        .ways
        .iter()
        .enumerate()
        .filter_map(|(number, way)| {
            let attempt = attempt(&rules, number, &ready)?;
            let verdict = may_contact(Some(&rules), out, &attempt, &site.clock.now().into());
            let (mark, lines) = match &verdict {
                Verdict::Allowed => ("yes", Vec::new()),
                Verdict::Refused(reasons) => ("no", said_refusals(at, reasons)),
            };
            Some(Card {
                head: named(at, way.way, &way.destination),
                mark: Some(at.say(&format!("oversight-contact-now-{mark}"))),
                late: !verdict.is_allowed(),
                lines,
                ..Card::default()
            })
        })
        .collect()
}

fn named(at: &At, way: Way, destination: &Private) -> Markup {
    let way = at.say(&format!("cases-way-{way}"));
    at.fill(
        "cases-contact-way",
        &[
            ("way", (&way).into()),
            ("to", (&words::written(destination)).into()),
        ],
    )
}

fn said_refusals(at: &At, reasons: &BTreeSet<ContactRefusal>) -> Vec<Markup> {
    reasons
        .iter()
        .map(|reason| at.say(&format!("oversight-contact-{reason}")))
        .collect()
}

fn head(at: &At, entry: &FollowUpEntry) -> Markup {
    let day = say::date(entry.due, at.messages());
    at.fill(
        "oversight-follow-up-head",
        &[
            (
                "after",
                (&at.say(&format!("oversight-follow-up-{}", entry.after))).into(),
            ),
            ("day", (&day).into()),
        ],
    )
}

fn fields(at: &At, case: &CaseView, waiting: &[CaseItem<FollowUpEntry>], sent: &Fields) -> Form {
    let which = waiting
        .iter()
        .enumerate()
        .map(|(place, item)| {
            let id = item.id.to_string();
            let chosen = id == sent.get("item") || (sent.get("item").is_empty() && place == 0);
            Choice::new(id, head(at, &item.payload), chosen)
        })
        .collect();
    let answers = ANSWERS
        .map(|state| {
            let said = at.say(&format!("oversight-follow-up-is-{state}"));
            Choice::new(state.as_str(), said, sent.get("state") == state.as_str())
        })
        .into();
    let way = sent.get("way");
    let mut ways = vec![
        Choice::new("none", at.say("oversight-follow-up-no-way"), way == "none"),
        Choice::new("hers", at.say("oversight-follow-up-hers"), way == "hers"),
    ];
    if let Some(rules) = rules(case) {
        ways.extend(rules.ways.iter().enumerate().map(|(number, one)| {
            let value = number.to_string();
            let chosen = value == way;
            Choice::new(value, named(at, one.way, &one.destination), chosen)
        }));
    }
    let ready = vec![Choice::new(
        "yes",
        at.say("oversight-follow-up-ready-yes"),
        sent.has("ready"),
    )];
    Form::to(at.here())
        .with(Field::new(
            "item",
            at.say("oversight-follow-up-which"),
            Kind::Select(which),
        ))
        .with(Field::new(
            "state",
            at.say("oversight-follow-up-what"),
            Kind::One(answers),
        ))
        .with(Field::new(
            "way",
            at.say("oversight-follow-up-way"),
            Kind::Select(ways),
        ))
        .with(Field::new(
            "ready",
            at.say("oversight-follow-up-ready"),
            Kind::Any(vec![(Markup::ours(""), ready)]),
        ))
        .with(
            Field::new("words", at.say("oversight-follow-up-words"), Kind::Long)
                .holding(sent.get("words"))
                .hinting(at.say("oversight-follow-up-words-hint")),
        )
}

/// Writes down what became of one.
pub(crate) async fn answer_follow_up(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = read(&site, &here).await?;
    let at = &here.at;
    let item = Uuid::try_parse(sent.get("item")).map_err(|_| Problem::BadForm)?;
    let state = FollowUpState::parse(sent.get("state")).filter(|state| ANSWERS.contains(state));
    let Some(state) = state else {
        let fault = [("state", at.say("cases-fault-answer"))];
        return show(&site, &here, &case, &sent, &fault);
    };
    let contact = match sent.get("way") {
        "hers" => Some(FollowUpContact::Hers),
        number => rules(&case)
            .zip(number.parse().ok())
            .and_then(|(rules, number)| attempt(&rules, number, &sent))
            .map(FollowUpContact::Ours),
    };
    let answer = FollowUpAnswer {
        state,
        contact,
        words: Private::new(sent.get("words")),
    };
    let done = site
        .store
        .answer_follow_up(
            &here.actor,
            case.open.summary.id,
            item,
            &answer,
            &site.moment(),
        )
        .await;
    let faults = match done {
        Ok(()) => return Ok(here.done(&at.here(), "saved")),
        Err(StoreError::Case(CaseError::Contact(reasons))) => {
            let said: Vec<String> = said_refusals(at, &reasons)
                .iter()
                .map(ToString::to_string)
                .collect();
            let reasons = Markup::built(said.join(" "));
            let field = if reasons_are_about_readiness(&answer, &case, &site) {
                "ready"
            } else {
                "way"
            };
            let said = at.fill("oversight-fault-contact", &[("reasons", (&reasons).into())]);
            [(field, said)]
        }
        Err(StoreError::Case(CaseError::NotConsented(_))) => {
            [("way", at.say("oversight-fault-follow-up-no"))]
        }
        Err(StoreError::Case(CaseError::NeedsReason)) => {
            [("words", at.say("cases-fault-needs-reason"))]
        }
        Err(StoreError::Case(CaseError::ChangedSince { .. })) => {
            [("item", at.say("cases-fault-changed-since"))]
        }
        Err(error) => return Err(unknown(error)),
    };
    show(&site, &here, &case, &sent, &faults)
}

/// The contact would be right if only whoever calls were ready for it.
fn reasons_are_about_readiness(answer: &FollowUpAnswer, case: &CaseView, site: &Site) -> bool {
    let Some(FollowUpContact::Ours(attempt)) = &answer.contact else {
        return false;
    };
    let ready = Attempt {
        code_word_ready: true,
        list_read: true,
        ..attempt.clone()
    };
    let out = case.open.case.standing.is_out_of_contact();
    may_contact(rules(case).as_ref(), out, &ready, &site.clock.now().into()).is_allowed()
}

fn show(
    site: &Site,
    here: &SignedIn,
    case: &CaseView,
    sent: &Fields,
    faults: &[(&'static str, Markup)],
) -> Result<Response, Problem> {
    let at = &here.at;
    let today = site.settings.zone.to_datetime(site.clock.now()).date();
    let mut all: Vec<CaseItem<FollowUpEntry>> = case.all().collect();
    all.sort_by_key(|item| item.payload.due);
    let cards = all
        .iter()
        .map(|item| {
            let entry = &item.payload;
            let waits = entry.state == FollowUpState::Due;
            Card {
                head: head(at, entry),
                mark: Some(at.say(&format!("oversight-follow-up-is-{}", entry.state))),
                late: waits && entry.due <= today,
                lines: if entry.words.is_empty() {
                    Vec::new()
                } else {
                    vec![words::written(&entry.words)]
                },
                ..Card::default()
            }
        })
        .collect();
    let waiting: Vec<CaseItem<FollowUpEntry>> = all
        .into_iter()
        .filter(|item| item.payload.state == FollowUpState::Due)
        .collect();
    let mut before = Block::new(at.say("cases-contact-before"));
    match rules(case) {
        Some(rules) => {
            for line in said_rules(at, &rules) {
                before = before.saying(line);
            }
        }
        None => before = before.saying(at.say("cases-contact-none")),
    }
    let mut page = StackPage::new(
        here.frame(titled(at, &case.open, "oversight-follow-ups")),
        at.here(),
    )
    .back(
        to(here, case.open.summary.id, StaffRoute::Case),
        at.say("cases-back"),
    )
    .saying(at.say("oversight-follow-ups-lead"))
    .with(before)
    .with(
        Block::new(at.say("oversight-contact-now"))
            .holding(now(site, at, case), at.say("oversight-contact-no-way")),
    )
    .with(
        Block::new(at.say("oversight-follow-ups-all"))
            .holding(cards, at.say("oversight-follow-ups-none")),
    );
    if !waiting.is_empty() {
        let mut form = fields(at, case, &waiting, sent);
        for (field, fault) in faults {
            form.blame(field, fault.clone());
        }
        page = page.with(Block::new(at.say("oversight-follow-up-title")).asking(
            form,
            at.say("oversight-follow-up-go"),
            "go",
        ));
    }
    page.show()
}
