//! A wallet card: numbers and hours, no name and no topic.

use std::sync::Arc;

use ::directory::Listing;
use ::directory::hours::Rule;
use ::directory::phone::{Phone, PhoneKind};
use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::call_now::CallNow;
use super::{ServiceId, listing};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say::{self, PhoneLine};

/// Numbers that fit on a card.
const MOST_NUMBERS: usize = 6;

/// The card with the national lines.
pub(crate) async fn national(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    let lines = site.call_now(&site.finder.current());
    let messages = Messages::of(lang);
    let frame = Frame::new(&site, lang, Switch::link(Route::Card));
    page(&CardPage::new(frame, national_numbers(&lines, messages)))
}

/// The card of one service.
pub(crate) async fn service(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    ServiceId(id): ServiceId,
) -> Result<Response, Problem> {
    let listing = listing(&site, id)?;
    let frame = Frame::new(&site, lang, Switch::service(Route::ServiceCard, id));
    let numbers = numbers(&listing, frame.messages());
    page(&CardPage::new(frame, numbers))
}

/// The context of `templates/directory/card.html`.
#[derive(Template)]
#[template(path = "directory/card.html")]
pub(crate) struct CardPage<'a> {
    frame: Frame<'a>,
    numbers: Vec<Number>,
}

/// One number, with what it is; the card itself leaves that out.
pub(crate) struct Number {
    line: PhoneLine,
    when: Markup,
    what: Markup,
}

impl<'a> CardPage<'a> {
    pub(crate) fn new(frame: Frame<'a>, mut numbers: Vec<Number>) -> Self {
        numbers.truncate(MOST_NUMBERS);
        Self { frame, numbers }
    }
}

/// The numbers of everyone's card.
pub(crate) fn national_numbers(lines: &CallNow, messages: &'static Messages) -> Vec<Number> {
    lines
        .lines()
        .map(|line| Number {
            line: PhoneLine::voice(&line.number),
            when: messages.say("frame-call-any-time"),
            what: say::text(&line.name, messages),
        })
        .collect()
}

/// The numbers of one service.
pub(crate) fn numbers(listing: &Listing, messages: &'static Messages) -> Vec<Number> {
    let lines = listing
        .phones
        .iter()
        .filter(|phone| phone.kind != PhoneKind::Fax);
    lines
        .map(|phone| Number {
            line: PhoneLine {
                // The label may name the topic; the extension may not be left out.
                after: match &phone.extension {
                    Some(digits) => {
                        messages.fill("frame-extension", &[("extension", digits.into())])
                    }
                    None => Markup::ours(""),
                },
                ..PhoneLine::new(phone, messages)
            },
            when: match phone.hours.as_ref().unwrap_or(&listing.hours).rule {
                Rule::Always => messages.say("frame-call-any-time"),
                Rule::Unknown | Rule::Weekly(_) => Markup::ours(""),
            },
            what: what(listing, phone, messages),
        })
        .collect()
}

/// What a line is, for the list beside the card: the service, and which of its lines.
fn what(listing: &Listing, phone: &Phone, messages: &'static Messages) -> Markup {
    let name = say::text(&listing.name, messages);
    let label = say::text(&phone.label, messages);
    if label.is_empty() {
        return name;
    }
    Markup::built(format!("{name} · {label}"))
}
