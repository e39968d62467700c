//! All cases of an organization taken out: asked for by one who guards privacy, agreed to by another, handed over
//! once.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use casework::words::Private;
use store::{CaseError, StoreError, TakeOut};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::cases::{unknown, words};
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::routes::StaffRoute;
use crate::staff::stack::{Act, Block, Card, StackPage};

use super::named;

/// The page.
pub(crate) async fn take_outs(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    show(&site, &here, &Fields::default(), None).await
}

/// Asks, agrees, or is handed the file.
pub(crate) async fn change_take_out(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let (store, moment) = (&site.store, site.moment());
    let item = Uuid::try_parse(sent.get("item"));
    let again = here.at.here();
    let refused = |error| match error {
        StoreError::Case(CaseError::NeedsSecondPerson) => Ok("needs-second"),
        StoreError::Case(CaseError::Closed | CaseError::UnknownItem) => Ok("take-out-over"),
        error => Err(unknown(error)),
    };
    match (sent.get("act"), item) {
        ("agree", Ok(item)) => {
            let done = match store.agree_take_out(&here.actor, item, &moment).await {
                Ok(()) => "take-out-agreed",
                Err(error) => refused(error)?,
            };
            Ok(here.done(&again, done))
        }
        ("take", Ok(item)) => match store.take_out(&here.actor, item, &moment).await {
            Ok(cases) => {
                let mut answer = cases.into_response();
                let headers = answer.headers_mut();
                headers.insert(
                    CONTENT_TYPE,
                    HeaderValue::from_static("application/x-ndjson; charset=utf-8"),
                );
                headers.insert(
                    CONTENT_DISPOSITION,
                    HeaderValue::from_static("attachment; filename=\"cases.ndjson\""),
                );
                Ok(answer)
            }
            Err(error) => Ok(here.done(&again, refused(error)?)),
        },
        _ => {
            let organization =
                Uuid::try_parse(sent.get("organization")).map_err(|_| Problem::BadForm)?;
            let reason = Private::new(sent.get("reason"));
            let asked = store
                .ask_take_out(&here.actor, organization, &reason, &moment)
                .await;
            match asked {
                Ok(_) => Ok(here.done(&again, "take-out-asked")),
                Err(StoreError::Case(CaseError::NeedsReason)) => {
                    let fault = Some(("reason", "cases-fault-needs-reason"));
                    show(&site, &here, &sent, fault).await
                }
                Err(StoreError::Case(CaseError::UnknownOrganization)) => {
                    let fault = Some(("organization", "cases-fault-recipient"));
                    show(&site, &here, &sent, fault).await
                }
                Err(error) => Err(unknown(error)),
            }
        }
    }
}

async fn show(
    site: &Site,
    here: &SignedIn,
    sent: &Fields,
    fault: Option<(&'static str, &'static str)>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let houses = site.store.staff_organizations(&here.actor).await?;
    let found = site.store.take_outs(&here.actor, &site.moment()).await?;
    let chosen = sent.get("organization");
    let choices = houses
        .iter()
        .map(|one| {
            let id = one.id.to_string();
            let is = id == chosen || (chosen.is_empty() && one.id == here.me.organization_id);
            Choice::new(id, say::text(&one.name, at.messages()), is)
        })
        .collect();
    let mut form = Form::to(at.here())
        .along("act", "ask")
        .with(Field::new(
            "organization",
            at.say("oversight-organization"),
            Kind::Select(choices),
        ))
        .with(
            Field::new("reason", at.say("oversight-take-out-reason"), Kind::Long)
                .holding(sent.get("reason"))
                .hinting(at.say("oversight-take-out-reason-hint")),
        );
    if let Some((field, key)) = fault {
        form.blame(field, at.say(key));
    }
    let cards = found
        .iter()
        .map(|one| card(site, here, one, &named(at, &houses, one.organization)))
        .collect();
    StackPage::new(here.frame(at.say("oversight-take-outs")), at.here())
        .back(
            at.to(StaffRoute::Keeping).to_owned(),
            at.say("oversight-keeping-title"),
        )
        .saying(at.say("oversight-take-outs-lead"))
        .with(
            Block::new(at.say("oversight-take-outs-all"))
                .holding(cards, at.say("oversight-take-outs-none")),
        )
        .with(Block::new(at.say("oversight-take-out-new")).asking(
            form,
            at.say("oversight-take-out-go"),
            "danger",
        ))
        .show()
}

fn card(site: &Site, here: &SignedIn, one: &TakeOut, house: &Markup) -> Card {
    let at = &here.at;
    let over = site.clock.now() >= one.until;
    let state = match (one.taken_at, one.agreed_at) {
        (Some(_), _) => "taken",
        (None, _) if over => "over",
        (None, Some(_)) => "agreed",
        (None, None) => "waits",
    };
    let moment = |when| words::moment(when, &site.settings.zone, at.messages());
    let name = |name: &Option<String>| {
        name.as_ref()
            .map_or_else(|| at.say("cases-somebody"), |name| Markup::escaped(name))
    };
    let by = |key: &str, who: &Markup, when: &Markup| {
        at.fill(key, &[("name", who.into()), ("when", when.into())])
    };
    let mut lines = vec![
        words::written(&one.reason),
        by(
            "oversight-take-out-asked",
            &name(&one.asked_by_name),
            &moment(one.asked_at),
        ),
    ];
    if let Some(agreed) = one.agreed_at {
        lines.push(by(
            "oversight-take-out-agreed",
            &name(&one.agreed_by_name),
            &moment(agreed),
        ));
    }
    if let Some(count) = one.cases.and_then(|count| u64::try_from(count).ok()) {
        lines.push(at.fill("oversight-take-out-cases", &[("count", count.into())]));
    }
    let act = |does, key: &str, class| Act {
        does,
        item: one.id.to_string(),
        words: at.say(key),
        about: house.clone(),
        class,
    };
    let acts = match state {
        "waits" if one.asked_by != here.me.id => {
            vec![act("agree", "oversight-take-out-agree", "danger")]
        }
        "agreed" => vec![act("take", "oversight-take-out-take", "danger")],
        _ => Vec::new(),
    };
    Card {
        head: house.clone(),
        mark: Some(at.say(&format!("oversight-take-out-{state}-state"))),
        late: matches!(state, "waits" | "agreed"),
        lines,
        acts,
        ..Card::default()
    }
}
