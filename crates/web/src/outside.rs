//! The page behind a one-time link: what was shared with an agency that has no account here. It takes the code
//! that was told by telephone, opens once, and says one and the same thing whatever stands in the way. No
//! cookie, no script that keeps anything, nothing written down about who came.

use std::num::NonZeroU32;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use casework::referral::DeclineReason;
use casework::words::Private;
use kernel::{Actor, Lang};
use store::{LinkToken, ReferralAnswer, SharedCase, StoreError};

use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::staff::cases::sharing::shown::{self, Part};
use crate::staff::cases::words;
use crate::staff::frame::At;
use crate::staff::network::Network;
use crate::staff::routes::StaffRoute;

/// Tries a minute that one network has, over all links: enough for whoever mistypes.
pub(crate) const TRIES_PER_MINUTE: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Characters of an address's secret that are worth looking at.
const LONGEST_SECRET: usize = 200;

/// The context of `templates/outside/code.html`: where the code is asked for, whatever the address.
#[derive(Template)]
#[template(path = "outside/code.html")]
pub(crate) struct CodePage<'a> {
    frame: Frame<'a>,
    action: String,
    fault: bool,
}

/// The context of `templates/outside/opened.html`: what was shared, and the answer.
#[derive(Template)]
#[template(path = "outside/opened.html")]
pub(crate) struct OpenedPage<'a> {
    frame: Frame<'a>,
    action: String,
    code: String,
    need: Markup,
    message: Markup,
    parts: Vec<Part>,
    reasons: Vec<(&'static str, Markup)>,
    fault: bool,
}

/// The context of `templates/outside/answered.html`.
#[derive(Template)]
#[template(path = "outside/answered.html")]
pub(crate) struct AnsweredPage<'a> {
    frame: Frame<'a>,
    said: Markup,
}

fn frame<'a>(site: &'a Site, lang: Lang, token: &str) -> Frame<'a> {
    Frame::new(
        site,
        lang,
        Switch::to(|lang| Route::OneTime.with_token(token, lang)),
    )
}

/// Not for search engines, whoever puts the address somewhere.
fn unlisted(mut answer: Response) -> Response {
    answer.headers_mut().insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow, noarchive"),
    );
    answer
}

/// A secret as an address may have it; what cannot be one is no address of ours.
fn secret(token: &str) -> Result<&str, Problem> {
    let plain = token
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if plain && token.len() <= LONGEST_SECRET {
        Ok(token)
    } else {
        Err(Problem::NotFound)
    }
}

/// The page that asks for the code. It does not look whether there is a link: nobody learns that from it.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    show_code(&site, lang, secret(&token)?, false)
}

fn show_code(site: &Site, lang: Lang, token: &str, fault: bool) -> Result<Response, Problem> {
    let answer = page(&CodePage {
        frame: frame(site, lang, token),
        action: Route::OneTime.with_token(token, lang),
        fault,
    })?;
    Ok(unlisted(answer))
}

/// Opens the link, or answers what it opened.
pub(crate) async fn open(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    network: Network,
    Path(token): Path<String>,
    Form(sent): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let token = secret(&token)?;
    // One that tries too often is told what everybody is told, and uses up no try of whoever has the code.
    if site.outside.count(network.0).is_err() {
        return show_code(&site, lang, token, true);
    }
    let Some(link) = LinkToken::parse(token) else {
        return show_code(&site, lang, token, true);
    };
    let code = Private::new(sent.get("code"));
    if sent.get("act") == "answer" {
        return answer(&site, lang, (token, &link), &code, &sent).await;
    }
    let opened = site
        .store
        .open_outside_link(&Actor::Public, &link, &code, &site.moment())
        .await;
    match opened {
        Ok(shared) => show_opened(&site, lang, token, &code, &shared),
        // A link of a case that is gone, too, is told apart from nothing.
        Err(StoreError::Case(_) | StoreError::Forbidden(_)) => show_code(&site, lang, token, true),
        Err(error) => Err(error.into()),
    }
}

/// The desk's words, for what both show.
fn desk_words(lang: Lang) -> Result<At, Problem> {
    At::path(StaffRoute::Today.address(lang), None).ok_or(Problem::NotFound)
}

fn show_opened(
    site: &Site,
    lang: Lang,
    token: &str,
    code: &Private,
    shared: &SharedCase,
) -> Result<Response, Problem> {
    let at = desk_words(lang)?;
    let answer = page(&OpenedPage {
        frame: frame(site, lang, token),
        action: Route::OneTime.with_token(token, lang),
        code: code.expose().to_owned(),
        need: at.say(&format!("cases-need-of-{}", shared.referral.need)),
        message: words::written(&shared.referral.message),
        parts: shown::parts(site, &at, shared),
        reasons: reasons(&at),
        fault: false,
    })?;
    Ok(unlisted(answer))
}

/// Every no that can be given, with its reason.
fn reasons(at: &At) -> Vec<(&'static str, Markup)> {
    DeclineReason::ALL
        .iter()
        .map(|reason| {
            let why = at.say(&format!("sharing-declined-{reason}"));
            let said = at.fill("sharing-outside-no", &[("why", (&why).into())]);
            (reason.as_str(), said)
        })
        .collect()
}

async fn answer(
    site: &Site,
    lang: Lang,
    (token, link): (&str, &LinkToken),
    code: &Private,
    sent: &crate::form::Fields,
) -> Result<Response, Problem> {
    let at = desk_words(lang)?;
    let (answer, key) = match sent.get("answer") {
        "accept" => (Some(ReferralAnswer::Accept), "sharing-outside-accepted"),
        reason => (
            DeclineReason::parse(reason).map(ReferralAnswer::Decline),
            "sharing-outside-declined",
        ),
    };
    let Some(answer) = answer else {
        // What was shared is not shown a second time: only the answer is asked again.
        let asked = page(&OpenedPage {
            frame: frame(site, lang, token),
            action: Route::OneTime.with_token(token, lang),
            code: code.expose().to_owned(),
            need: Markup::ours(""),
            message: Markup::ours(""),
            parts: Vec::new(),
            reasons: reasons(&at),
            fault: true,
        })?;
        return Ok(unlisted(asked));
    };
    let done = site
        .store
        .answer_outside_link(&Actor::Public, link, code, answer, &site.moment())
        .await;
    match done {
        Ok(()) => Ok(unlisted(page(&AnsweredPage {
            frame: frame(site, lang, token),
            said: at.say(key),
        })?)),
        Err(StoreError::Case(_) | StoreError::Forbidden(_)) => show_code(site, lang, token, true),
        Err(error) => Err(error.into()),
    }
}
