//! Signing in and out.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse as _, Redirect, Response};
use kernel::{Actor, Lang, Secret};
use store::{ChallengeToken, CodeAttempt, Device, SessionToken, SignIn, SignedIn};

use super::cookie;
use super::door::{self, Secure, going_to};
use super::explain;
use super::fields::{Field, Form, Kind};
use super::frame::{At, StaffFrame};
use super::network::Network;
use super::pages::FormPage;
use super::routes::StaffRoute;
use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;

/// Letters of an e-mail address (RFC 5321, 4.5.3.1: 64, "@", 255).
const EMAIL: usize = 320;

/// The form.
pub(crate) async fn form(at: At, OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    show(&at, first_step(&at, "", query.get("to")))
}

/// Lets a person in: with e-mail and passphrase, or, in a second step, with a code.
pub(crate) async fn sign_in(
    State(site): State<Arc<Site>>,
    Secure(secure): Secure,
    network: Network,
    at: At,
    headers: HeaderMap,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let asked = if sent.was_sent("challenge") {
        code(&site, &at, network, &sent).await?
    } else {
        passphrase(&site, &at, network, &headers, &sent).await?
    };
    let token = match asked {
        Step::Page(form) => return show(&at, form),
        Step::In(token) => token,
    };
    // The session that this browser had before ends: one browser, one person.
    if let Some(old) = door::token(&headers, secure) {
        site.store.sign_out(&Actor::Public, &old).await?;
    }
    let to = match going_to(sent.get("to")) {
        Some(place) => place.in_lang(place.lang),
        None => StaffRoute::Today
            .address(own_lang(&site, &token, at.lang).await?)
            .to_owned(),
    };
    let mut answer = Redirect::to(&to).into_response();
    // A new token, whatever the browser sent before.
    cookie::give(&mut answer, &token.reveal(), secure);
    Ok(answer)
}

enum Step {
    /// The same page again, or the next.
    Page(Form),
    /// They are in.
    In(SessionToken),
}

/// The language that the person reads.
async fn own_lang(site: &Site, token: &SessionToken, otherwise: Lang) -> Result<Lang, Problem> {
    let known = site
        .store
        .session(&Actor::Public, token, &site.moment())
        .await?;
    Ok(known.map_or(otherwise, |(_, me)| me.lang))
}

async fn passphrase(
    site: &Site,
    at: &At,
    network: Network,
    headers: &HeaderMap,
    sent: &Fields,
) -> Result<Step, Problem> {
    let email: String = sent.get("email").trim().chars().take(EMAIL).collect();
    let mut form = first_step(at, &email, sent.get("to"));
    if email.is_empty() {
        form.blame("email", at.say("staff-sign-in-no-email"));
    }
    if sent.get("passphrase").is_empty() {
        form.blame("passphrase", at.say("staff-sign-in-no-passphrase"));
    }
    if form.is_faulty() {
        return Ok(Step::Page(form));
    }
    let attempt = SignIn {
        email: Secret::new(email),
        passphrase: Secret::new(sent.get("passphrase").to_owned()),
        device: device(headers),
        network: network.key(site),
    };
    let outcome = site
        .store
        .sign_in(&Actor::Public, &attempt, &site.moment())
        .await?;
    Ok(match outcome {
        SignedIn::Done(token, _) => Step::In(token),
        SignedIn::NeedsCode(challenge) => Step::Page(second_step(at, &challenge, sent.get("to"))),
        SignedIn::Refused { wait } => {
            form.blame("email", at.say("staff-sign-in-refused"));
            if !wait.is_zero() {
                form.blame("passphrase", explain::wait(at, wait));
            }
            Step::Page(form)
        }
        SignedIn::StartAgain => Step::Page(form),
    })
}

/// What kind of machine it is: enough to recognise one's own sessions, too little to follow anyone.
fn device(headers: &HeaderMap) -> Device {
    let agent = headers
        .get(USER_AGENT)
        .and_then(|value| value.to_str().ok());
    Device::of_user_agent(agent.unwrap_or_default())
}

async fn code(site: &Site, at: &At, network: Network, sent: &Fields) -> Result<Step, Problem> {
    let Some(challenge) = ChallengeToken::parse(sent.get("challenge")) else {
        return Ok(Step::Page(first_step(at, "", sent.get("to"))));
    };
    let attempt = CodeAttempt {
        challenge: challenge.clone(),
        code: Secret::new(sent.get("code").to_owned()),
        network: network.key(site),
    };
    let outcome = site
        .store
        .sign_in_with_code(&Actor::Public, &attempt, &site.moment())
        .await?;
    Ok(match outcome {
        SignedIn::Done(token, _) => Step::In(token),
        SignedIn::NeedsCode(challenge) => Step::Page(second_step(at, &challenge, sent.get("to"))),
        SignedIn::Refused { wait } => {
            let mut form = second_step(at, &challenge, sent.get("to"));
            form.blame(
                "code",
                if wait.is_zero() {
                    at.say("people-fault-wrong-code")
                } else {
                    explain::wait(at, wait)
                },
            );
            Step::Page(form)
        }
        SignedIn::StartAgain => {
            let mut form = first_step(at, "", sent.get("to"));
            form.blame("email", at.say("staff-sign-in-too-late"));
            Step::Page(form)
        }
    })
}

fn first_step(at: &At, email: &str, to: &str) -> Form {
    let passphrase = at.say("people-passphrase");
    keeping(to, Form::to(at.here()))
        .with(Field::new("email", at.say("people-email"), Kind::Email).holding(email))
        .with(Field::new("passphrase", passphrase, Kind::Passphrase))
}

fn second_step(at: &At, challenge: &ChallengeToken, to: &str) -> Form {
    let code = Field::new("code", at.say("people-code"), Kind::Code);
    keeping(to, Form::to(at.here()))
        .along("challenge", challenge.reveal())
        .with(code.hinting(at.say("people-code-hint")))
}

/// Keeps where one was going.
pub(crate) fn keeping(to: &str, form: Form) -> Form {
    match going_to(to) {
        Some(place) => form.along("to", place.in_lang(place.lang)),
        None => form,
    }
}

fn show(at: &At, form: Form) -> Result<Response, Problem> {
    let frame = StaffFrame::new(at, None, at.say("staff-sign-in-title"));
    FormPage::new(frame, form, at.say("staff-sign-in-go"))
        .ending(at.say("staff-sign-in-lost"))
        .show()
}

/// Ends the session, in the database too.
pub(crate) async fn sign_out(
    State(site): State<Arc<Site>>,
    Secure(secure): Secure,
    at: At,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(token) = door::token(&headers, secure) {
        site.store.sign_out(&Actor::Public, &token).await?;
    }
    let to = format!("{}?done=signed-out", at.to(StaffRoute::SignIn));
    let mut answer = Redirect::to(&to).into_response();
    cookie::take(&mut answer, secure);
    Ok(answer)
}
