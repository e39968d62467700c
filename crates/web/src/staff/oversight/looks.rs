//! Looks into cases that were not one's own, and exceptions to consent: what whoever guards privacy must see,
//! and what an auditor may, without the reasons.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Permission;
use axum::extract::State;
use axum::response::Response;
use store::{CaseError, ItemKind, OversightLine, StoreError};
use uuid::Uuid;

use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::cases::{unknown, words};
use crate::staff::door::{SignedIn, may_open};
use crate::staff::routes::StaffRoute;
use crate::staff::stack::{Act, Block, Card, StackPage};

/// How many looks wait for this person, for the first page of the desk.
pub(crate) async fn unseen(site: &Site, here: &SignedIn) -> Result<usize, Problem> {
    if !here.me.may(Permission::GuardPrivacy) || !may_open(&here.me, StaffRoute::Oversight) {
        return Ok(0);
    }
    let found = site.store.oversight(&here.actor, &site.moment()).await?;
    Ok(found
        .iter()
        .filter(|line| line.by != Some(here.me.id) && waits(site, line))
        .count())
}

/// Somebody must look at it.
fn waits(site: &Site, line: &OversightLine) -> bool {
    if line.kind == ItemKind::BrokenGlass {
        return line.state == "broken";
    }
    let over = line.until.is_some_and(|until| site.clock.now() >= until);
    matches!(line.state.as_str(), "waits" | "agreed") && !over
}

/// The page.
pub(crate) async fn looks(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    show(&site, &here).await
}

/// Says that one has looked at a reason.
pub(crate) async fn see_look(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let (case, glass) = sent
        .get("item")
        .split_once('_')
        .and_then(|(case, glass)| Some((Uuid::try_parse(case).ok()?, Uuid::try_parse(glass).ok()?)))
        .ok_or(Problem::BadForm)?;
    let seen = site
        .store
        .see_broken_glass(&here.actor, case, glass, &site.moment())
        .await;
    let done = match seen {
        Ok(()) => "seen",
        Err(StoreError::Case(CaseError::NeedsSecondPerson)) => "needs-second",
        Err(error) => return Err(unknown(error)),
    };
    Ok(here.done(&here.at.here(), done))
}

async fn show(site: &Site, here: &SignedIn) -> Result<Response, Problem> {
    let at = &here.at;
    let found = site.store.oversight(&here.actor, &site.moment()).await?;
    // The reasons are sealed in the cases: whoever guards privacy opens those that nobody has looked at.
    let mut reasons = BTreeMap::new();
    if here.me.may(Permission::GuardPrivacy) {
        for glass in site
            .store
            .broken_glasses(&here.actor, &site.moment())
            .await?
        {
            reasons.insert(glass.id, words::written(&glass.payload.reason));
        }
    }
    let cards = |kind: ItemKind| -> Vec<Card> {
        found
            .iter()
            .filter(|line| line.kind == kind)
            .map(|line| card(site, here, line, reasons.get(&line.id)))
            .collect()
    };
    let lead = if here.me.may(Permission::GuardPrivacy) {
        "oversight-looks-lead"
    } else {
        "oversight-looks-lead-audit"
    };
    let mut page = StackPage::new(here.frame(at.say("oversight-looks")), at.here())
        .saying(at.say(lead))
        .with(
            Block::new(at.say("oversight-looks-glass"))
                .holding(cards(ItemKind::BrokenGlass), at.say("oversight-looks-none")),
        )
        .with(Block::new(at.say("oversight-exceptions")).holding(
            cards(ItemKind::Exception),
            at.say("oversight-exceptions-none-all"),
        ));
    if here.me.may(Permission::GuardPrivacy) {
        let requests = requests(site, here).await?;
        page = page.with(
            Block::new(at.say("oversight-requests"))
                .saying(at.say("oversight-requests-find"))
                .holding(requests, at.say("oversight-requests-none-all")),
        );
    }
    page.show()
}

/// Requests of people for what is theirs that wait, with the day to answer.
async fn requests(site: &Site, here: &SignedIn) -> Result<Vec<Card>, Problem> {
    let at = &here.at;
    let today = site.settings.zone.to_datetime(site.clock.now()).date();
    let waiting = site
        .store
        .requests_waiting(&here.actor, &site.moment())
        .await?;
    Ok(waiting
        .iter()
        .map(|line| {
            let due: Option<jiff::civil::Date> =
                line.due.as_deref().and_then(|due| due.parse().ok());
            Card {
                head: Markup::built(line.code.to_string()),
                href: StaffRoute::CaseRequests.of(line.case_id, at.lang),
                mark: Some(at.say(&format!("oversight-request-state-{}", line.state))),
                late: due.is_none_or(|due| due <= today),
                lines: vec![match due {
                    Some(due) => {
                        let day = say::date(due, at.messages());
                        at.fill("oversight-request-by", &[("day", (&day).into())])
                    }
                    None => at.say("oversight-request-no-clock"),
                }],
                ..Card::default()
            }
        })
        .collect())
}

fn card(site: &Site, here: &SignedIn, line: &OversightLine, reason: Option<&Markup>) -> Card {
    let at = &here.at;
    let messages = at.messages();
    let name = line
        .by_name
        .as_ref()
        .map_or_else(|| at.say("cases-somebody"), |name| Markup::escaped(name));
    let who = match &line.organization {
        Some(organization) => {
            Markup::built(format!("{name} · {}", say::text(organization, messages)))
        }
        None => name,
    };
    let code = line.code.to_string();
    let head = at.fill(
        "oversight-look-head",
        &[("code", (&code).into()), ("name", (&who).into())],
    );
    let moment = |when| words::moment(when, &site.settings.zone, messages);
    let mut lines = vec![match line.until {
        Some(until) => at.fill(
            "oversight-period",
            &[
                ("from", (&moment(line.at)).into()),
                ("until", (&moment(until)).into()),
            ],
        ),
        None => moment(line.at),
    }];
    let waiting = waits(site, line);
    let guards = here.me.may(Permission::GuardPrivacy);
    if let Some(reason) = reason {
        lines.push(reason.clone());
    }
    let mut acts = Vec::new();
    if line.kind == ItemKind::BrokenGlass && waiting && guards {
        if line.by == Some(here.me.id) {
            lines.push(at.say("oversight-look-own"));
        } else {
            acts.push(Act {
                does: "seen",
                item: format!("{}_{}", line.case_id, line.id),
                words: at.say("oversight-look-seen"),
                about: head.clone(),
                class: "go",
            });
        }
    }
    let state = match line.kind {
        ItemKind::BrokenGlass if waiting => "oversight-look-waits",
        ItemKind::BrokenGlass => "oversight-look-was-seen",
        _ if line.state == "ended" => "oversight-exception-state-ended",
        _ if !waiting => "oversight-exception-state-over",
        _ if line.state == "waits" => "oversight-exception-state-waits",
        _ => "oversight-exception-state-counts",
    };
    let route = match line.kind {
        ItemKind::Exception => StaffRoute::CaseExceptions,
        _ => StaffRoute::Case,
    };
    Card {
        href: if guards && may_open(&here.me, route) {
            route.of(line.case_id, at.lang)
        } else {
            String::new()
        },
        mark: Some(at.say(state)),
        late: waiting,
        head,
        lines,
        acts,
    }
}
