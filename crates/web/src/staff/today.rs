//! What needs me today. Other parts of the desk add their own needs to [`NEEDS`].

use std::pin::Pin;
use std::sync::Arc;

use access::Permission;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use directory::review;
use jiff::SignedDuration;
use store::PersonState;
use store::{Suggestion, SuggestionState};

use super::door::{SignedIn, may_open};
use super::frame::StaffFrame;
use super::people::Staff;
use super::routes::StaffRoute;
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;

/// Something that waits for this person.
#[derive(Debug)]
pub(crate) struct Need {
    /// How many.
    pub(crate) count: usize,
    /// What, with its number's grammar.
    pub(crate) what: Markup,
    /// Where it is done.
    pub(crate) href: String,
}

/// Looks whether something waits for this person.
type Look = for<'a> fn(
    &'a Site,
    &'a SignedIn,
) -> Pin<Box<dyn Future<Output = Result<Vec<Need>, Problem>> + Send + 'a>>;

/// Everything that may wait, the most urgent first.
const NEEDS: [Look; 10] = [
    |_, here| Box::pin(async move { Ok(own_second_factor(here)) }),
    |site, here| Box::pin(received(site, here)),
    |site, here| Box::pin(looks_unseen(site, here)),
    |site, here| Box::pin(requests_waiting(site, here)),
    |site, here| Box::pin(cases_due(site, here)),
    |site, here| Box::pin(agreements(site, here)),
    |site, here| Box::pin(people(site, here)),
    |site, here| Box::pin(suggestions(site, here)),
    |site, here| Box::pin(overdue_listings(site, here)),
    |site, here| Box::pin(duplicates(site, here)),
];

/// The first page of the desk.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let mut needs = Vec::new();
    for look in NEEDS {
        needs.extend(look(&site, &here).await?);
    }
    let name = &here.me.name;
    page(&TodayPage {
        frame: here.frame(here.at.say("staff-today")),
        greeting: here
            .at
            .fill("staff-today-greeting", &[("name", name.into())]),
        needs,
    })
}

/// The context of `templates/staff/today.html`.
#[derive(Template)]
#[template(path = "staff/today.html")]
struct TodayPage<'a> {
    frame: StaffFrame<'a>,
    greeting: Markup,
    needs: Vec<Need>,
}

/// A passphrase alone is not much.
fn own_second_factor(here: &SignedIn) -> Vec<Need> {
    if here.me.totp {
        return Vec::new();
    }
    vec![Need {
        count: 1,
        what: here.at.say("staff-need-second"),
        href: here.at.to(StaffRoute::Authenticator).to_owned(),
    }]
}

/// How long before its end an invitation is worth a look.
const SOON: SignedDuration = SignedDuration::from_hours(48);

/// Looks into cases with a reason that nobody has seen yet, and exceptions that count.
async fn looks_unseen(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    let count = super::oversight::unseen(site, here).await?;
    Ok(match count {
        0 => Vec::new(),
        count => vec![Need {
            count,
            what: here
                .at
                .fill("oversight-need-looks", &[("count", count.into())]),
            href: here.at.to(StaffRoute::Oversight).to_owned(),
        }],
    })
}

/// People who asked for what is theirs, for whoever guards privacy: others find theirs among what is due.
async fn requests_waiting(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    if !here.me.may(Permission::GuardPrivacy) || !may_open(&here.me, StaffRoute::Oversight) {
        return Ok(Vec::new());
    }
    let moment = site.moment();
    let count = site
        .store
        .requests_waiting(&here.actor, &moment)
        .await?
        .len();
    Ok(match count {
        0 => Vec::new(),
        count => vec![Need {
            count,
            what: here
                .at
                .fill("oversight-need-requests", &[("count", count.into())]),
            href: here.at.to(StaffRoute::Oversight).to_owned(),
        }],
    })
}

/// What is due in one's cases.
async fn cases_due(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    if !may_open(&here.me, StaffRoute::Cases) {
        return Ok(Vec::new());
    }
    let found = super::cases::due_now(site, here).await?;
    Ok(found
        .into_iter()
        .map(|(count, key)| Need {
            count,
            what: here.at.fill(key, &[("count", count.into())]),
            href: here.at.to(StaffRoute::Cases).to_owned(),
        })
        .collect())
}

/// What other organizations ask of one's own.
async fn received(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    let found = super::cases::sharing::waiting(site, here).await?;
    Ok(found
        .into_iter()
        .map(|(count, key)| Need {
            count,
            what: here.at.fill(key, &[("count", count.into())]),
            href: here.at.to(StaffRoute::Received).to_owned(),
        })
        .collect())
}

/// Agreements of one's organization that lapse soon.
async fn agreements(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    let count = super::agreements::lapsing(site, here).await?;
    if count == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![Need {
        count,
        what: here.at.fill("agreements-need", &[("count", count.into())]),
        href: format!("{}?state=lapses", here.at.to(StaffRoute::Agreements)),
    }])
}

/// Invitations that end soon, and people whose passphrase stands alone.
async fn people(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    if !may_open(&here.me, StaffRoute::People) {
        return Ok(Vec::new());
    }
    let people = Staff::read(site, here).await?.people;
    let now = site.clock.now();
    let list = here.at.to(StaffRoute::People);
    let ending = people
        .iter()
        .filter(|one| one.state == PersonState::Invited)
        .filter(|one| {
            one.invited_until
                .is_none_or(|until| until.duration_since(now) < SOON)
        })
        .count();
    let alone = people
        .iter()
        .filter(|one| one.state == PersonState::Active && !one.totp && one.id != here.me.id)
        .count();
    let need = |count: usize, key: &str, filter: &str| Need {
        count,
        what: here.at.fill(key, &[("count", count.into())]),
        href: format!("{list}?{filter}"),
    };
    Ok([
        need(ending, "staff-need-invitations", "state=invited"),
        need(alone, "staff-need-people-second", "state=active&code=no"),
    ]
    .into_iter()
    .filter(|need| need.count > 0)
    .collect())
}

/// Corrections that the public suggested.
async fn suggestions(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    if !here.me.permissions.contains(&Permission::Curate) {
        return Ok(Vec::new());
    }
    let suggestions = site.store.suggestions(&here.actor).await?;
    let new = |one: &&Suggestion| one.state == SuggestionState::New;
    let waiting = suggestions.iter().filter(new).count();
    if waiting == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![Need {
        count: waiting,
        what: here
            .at
            .fill("staff-need-suggestions", &[("count", waiting.into())]),
        href: here.at.to(StaffRoute::Suggestions).to_owned(),
    }])
}

/// Pairs of listings that may be the same service.
async fn duplicates(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    if !may_open(&here.me, StaffRoute::Duplicates) {
        return Ok(Vec::new());
    }
    let waiting = site.store.duplicate_candidates(&here.actor).await?.len();
    if waiting == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![Need {
        count: waiting,
        what: here
            .at
            .fill("staff-need-duplicates", &[("count", waiting.into())]),
        href: here.at.to(StaffRoute::Duplicates).to_owned(),
    }])
}

/// Listings that should have been confirmed by now.
async fn overdue_listings(site: &Site, here: &SignedIn) -> Result<Vec<Need>, Problem> {
    if !may_open(&here.me, StaffRoute::ConfirmListings) {
        return Ok(Vec::new());
    }
    let today = review::today(site.clock.now());
    let records = site.store.records(&here.actor).await?;
    let overdue = records
        .iter()
        .filter(|record| record.public && record.due.is_none_or(|due| due < today))
        .count();
    let list = here.at.to(StaffRoute::Listings);
    Ok(match overdue {
        0 => Vec::new(),
        overdue => vec![Need {
            count: overdue,
            what: here
                .at
                .fill("staff-need-overdue", &[("count", overdue.into())]),
            href: format!("{list}?confirm=past"),
        }],
    })
}
