//! A worker's own calendar feed: its page, and the feed itself at a secret address. The feed says when they
//! are busy and nothing more; a wrong address and one that has ended answer alike.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use store::CalendarToken;

use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::{Origin, SignedIn};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::network::Network;
use crate::staff::pages::OncePage;
use crate::staff::routes::StaffRoute;

/// The context of `templates/staff/care/calendar.html`.
#[derive(Template)]
#[template(path = "staff/care/calendar.html")]
struct CalendarPage<'a> {
    frame: StaffFrame<'a>,
    /// Since when there is an address.
    since: Option<Markup>,
    here: String,
}

/// The page.
pub(crate) async fn calendar_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let at = &here.at;
    let since = site.store.calendar_feed(&here.actor).await?;
    let since = since.map(|since| {
        let day = site.settings.zone.to_datetime(since).date();
        let day = say::date(day, at.messages());
        at.fill("care-calendar-since", &[("date", (&day).into())])
    });
    page(&CalendarPage {
        since,
        here: at.here(),
        frame: here.frame(at.say("care-calendar")),
    })
}

/// Makes a new address, which is shown this once, or ends the one there is.
pub(crate) async fn change_calendar(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    Origin(origin): Origin,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let at = &here.at;
    match sent.get("act") {
        "make" => {
            let made = site
                .store
                .make_calendar_feed(&here.actor, &site.moment())
                .await?;
            let path = StaffRoute::CalendarFeed.with_token(&made.reveal(), at.lang);
            page(&OncePage {
                lead: vec![at.say("care-calendar-once")],
                secrets: vec![format!("{origin}{path}")],
                after: vec![at.say("care-calendar-how"), at.say("care-calendar-lost")],
                back: (
                    at.to(StaffRoute::Calendar).to_owned(),
                    at.say("care-calendar"),
                ),
                frame: here.frame(at.say("care-calendar-made")),
            })
        }
        "end" => {
            site.store.end_calendar_feed(&here.actor).await?;
            Ok(here.done(at.to(StaffRoute::Calendar), "calendar-ended"))
        }
        _ => Err(Problem::BadForm),
    }
}

/// The feed, for a calendar that asks again and again.
pub(crate) async fn feed(
    State(site): State<Arc<Site>>,
    at: At,
    network: Network,
) -> Result<Response, Problem> {
    let token = CalendarToken::parse(&at.about).ok_or(Problem::NotFound)?;
    let moment = site.moment();
    let busy = site
        .store
        .calendar(&kernel::Actor::Public, &token, network.key(&site), &moment)
        .await?
        .ok_or(Problem::NotFound)?;
    let feed = casework::ical::feed(&busy, at.lang, moment.now);
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], feed).into_response())
}
