//! Signing in and out.

use std::sync::Arc;

use askama::Template;
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
use super::routes::StaffRoute;
use crate::form::{self, Fields, ORDINARY};
use crate::handler::{page, scripted};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;

/// Letters of an e-mail address (RFC 5321, 4.5.3.1: 64, "@", 255).
const EMAIL: usize = 320;

/// Whoever comes: where from, and with what kind of machine.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comer {
    pub(super) network: Network,
    pub(super) device: Device,
}

impl Comer {
    pub(super) fn new(network: Network, headers: &HeaderMap) -> Self {
        Self {
            network,
            device: device(headers),
        }
    }
}

/// The form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    at: At,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let to = query.get("to");
    show(&site, &at, Shown::form(first_step(&at, "", to), to))
}

/// Lets a person in: with e-mail and passphrase, in a second step with a code, or with a passkey.
pub(crate) async fn sign_in(
    State(site): State<Arc<Site>>,
    Secure(secure): Secure,
    network: Network,
    at: At,
    headers: HeaderMap,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let comer = Comer::new(network, &headers);
    let asked = if sent.was_sent("challenge") {
        code(&site, &at, network, &sent).await?
    } else if sent.was_sent("credential") {
        passkey(&site, &at, &comer, &sent).await?
    } else {
        passphrase(&site, &at, &comer, &sent).await?
    };
    let token = match asked {
        Step::Page(shown) => return show(&site, &at, *shown),
        Step::In(token) => token,
    };
    // The session that this browser had before ends: one browser, one person.
    if let Some(old) = door::token(&headers, secure) {
        site.store.sign_out(&Actor::Public, &old).await?;
    }
    let to = destination(&site, &at, &token, sent.get("to")).await?;
    let mut answer = Redirect::to(&to).into_response();
    // A new token, whatever the browser sent before.
    cookie::give(&mut answer, &token.reveal(), secure);
    Ok(answer)
}

/// Where somebody goes who has come in.
pub(super) async fn destination(
    site: &Site,
    at: &At,
    token: &SessionToken,
    to: &str,
) -> Result<String, Problem> {
    Ok(match going_to(to) {
        Some(place) => place.in_lang(place.lang),
        None => StaffRoute::Today
            .address(own_lang(site, token, at.lang).await?)
            .to_owned(),
    })
}

/// What is shown of the sign-in.
pub(super) struct Shown {
    form: Form,
    /// Where one was going.
    to: String,
    /// What is wrong, where no field of the form is at fault.
    fault: Option<Markup>,
    /// The other ways to sign in stand beside it.
    ways: bool,
}

impl Shown {
    /// The first step.
    fn form(form: Form, to: &str) -> Self {
        Self {
            form,
            to: to.to_owned(),
            fault: None,
            ways: true,
        }
    }

    /// The first step, empty, after something else than a field was wrong.
    #[cfg(feature = "passkeys")]
    fn fault(at: &At, to: &str, fault: Markup) -> Self {
        Self {
            fault: Some(fault),
            ..Self::form(first_step(at, "", to), to)
        }
    }

    /// The second step, for whoever has proved the first.
    pub(super) fn code(at: &At, challenge: &ChallengeToken, to: &str) -> Self {
        Self {
            ways: false,
            ..Self::form(second_step(at, challenge, to), to)
        }
    }
}

enum Step {
    /// The same page again, or the next.
    Page(Box<Shown>),
    /// They are in.
    In(SessionToken),
}

impl Step {
    fn page(shown: Shown) -> Self {
        Self::Page(Box::new(shown))
    }
}

/// What the page needs to ask a passkey.
#[cfg_attr(
    not(feature = "passkeys"),
    expect(dead_code, reason = "a program without passkeys asks none")
)]
pub(super) struct AskedPasskey {
    pub(super) challenge: String,
    pub(super) party: String,
    pub(super) script: &'static str,
}

#[cfg(feature = "passkeys")]
async fn passkey(site: &Site, at: &At, comer: &Comer, sent: &Fields) -> Result<Step, Problem> {
    let to = sent.get("to");
    let fault = match super::passkeys::bring(site, comer, sent).await? {
        SignedIn::Done(token, _) => return Ok(Step::In(token)),
        SignedIn::NeedsCode(challenge) => {
            return Ok(Step::page(Shown::code(at, &challenge, to)));
        }
        SignedIn::Refused { wait } if wait.is_zero() => at.say("staff-passkey-refused"),
        SignedIn::Refused { wait } => explain::wait(at, wait),
        SignedIn::StartAgain => at.say("staff-passkey-late"),
    };
    Ok(Step::page(Shown::fault(at, to, fault)))
}

#[cfg(not(feature = "passkeys"))]
async fn passkey(_: &Site, _: &At, _: &Comer, _: &Fields) -> Result<Step, Problem> {
    Err(Problem::BadForm)
}

/// The language that the person reads.
async fn own_lang(site: &Site, token: &SessionToken, otherwise: Lang) -> Result<Lang, Problem> {
    let known = site
        .store
        .session(&Actor::Public, token, &site.moment())
        .await?;
    Ok(known.map_or(otherwise, |(_, me)| me.lang))
}

async fn passphrase(site: &Site, at: &At, comer: &Comer, sent: &Fields) -> Result<Step, Problem> {
    let email: String = sent.get("email").trim().chars().take(EMAIL).collect();
    let mut form = first_step(at, &email, sent.get("to"));
    if email.is_empty() {
        form.blame("email", at.say("staff-sign-in-no-email"));
    }
    if sent.get("passphrase").is_empty() {
        form.blame("passphrase", at.say("staff-sign-in-no-passphrase"));
    }
    let to = sent.get("to");
    if form.is_faulty() {
        return Ok(Step::page(Shown::form(form, to)));
    }
    let attempt = SignIn {
        email: Secret::new(email),
        passphrase: Secret::new(sent.get("passphrase").to_owned()),
        device: comer.device,
        network: comer.network.key(site),
    };
    let outcome = site
        .store
        .sign_in(&Actor::Public, &attempt, &site.moment())
        .await?;
    Ok(match outcome {
        SignedIn::Done(token, _) => Step::In(token),
        SignedIn::NeedsCode(challenge) => Step::page(Shown::code(at, &challenge, to)),
        SignedIn::Refused { wait } => {
            form.blame("email", at.say("staff-sign-in-refused"));
            if !wait.is_zero() {
                form.blame("passphrase", explain::wait(at, wait));
            }
            Step::page(Shown::form(form, to))
        }
        SignedIn::StartAgain => Step::page(Shown::form(form, to)),
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
    let to = sent.get("to");
    let Some(challenge) = ChallengeToken::parse(sent.get("challenge")) else {
        return Ok(Step::page(Shown::form(first_step(at, "", to), to)));
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
        SignedIn::NeedsCode(challenge) => Step::page(Shown::code(at, &challenge, to)),
        SignedIn::Refused { wait } => {
            let mut shown = Shown::code(at, &challenge, to);
            shown.form.blame(
                "code",
                if wait.is_zero() {
                    at.say("people-fault-wrong-code")
                } else {
                    explain::wait(at, wait)
                },
            );
            Step::page(shown)
        }
        SignedIn::StartAgain => {
            let mut form = first_step(at, "", to);
            form.blame("email", at.say("staff-sign-in-too-late"));
            Step::page(Shown::form(form, to))
        }
    })
}

fn first_step(at: &At, email: &str, to: &str) -> Form {
    let passphrase = at.say("people-passphrase");
    keeping(to, Form::to(at.to(StaffRoute::SignIn)))
        .with(Field::new("email", at.say("people-email"), Kind::Email).holding(email))
        .with(Field::new("passphrase", passphrase, Kind::Passphrase))
}

fn second_step(at: &At, challenge: &ChallengeToken, to: &str) -> Form {
    let code = Field::new("code", at.say("people-code"), Kind::Code);
    keeping(to, Form::to(at.to(StaffRoute::SignIn)))
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

/// The context of `templates/staff/sign-in.html`.
#[derive(Template)]
#[template(path = "staff/sign-in.html")]
struct SignInPage<'a> {
    frame: StaffFrame<'a>,
    form: Form,
    fault: Option<Markup>,
    passkey: Option<AskedPasskey>,
    /// Where the button of the identity provider leads, and its words.
    identity: Option<(&'static str, Markup)>,
    /// Where one was going: an address of ours, or nothing.
    to: String,
}

/// The page of the sign-in.
pub(super) fn show(site: &Site, at: &At, shown: Shown) -> Result<Response, Problem> {
    let frame = StaffFrame::new(at, None, at.say("staff-sign-in-title"));
    let faulty = shown.form.is_faulty() || shown.fault.is_some();
    let (passkey, identity) = if shown.ways {
        (ask_passkey(site)?, identity(site, at))
    } else {
        (None, None)
    };
    let has_script = passkey.is_some();
    let answer = page(&SignInPage {
        frame: frame.faulty(faulty),
        form: shown.form,
        fault: shown.fault,
        passkey,
        identity,
        to: going_to(&shown.to).map_or_else(String::new, |place| place.in_lang(place.lang)),
    })?;
    Ok(if has_script { scripted(answer) } else { answer })
}

#[cfg(feature = "passkeys")]
use super::passkeys::ask as ask_passkey;

#[cfg(not(feature = "passkeys"))]
fn ask_passkey(_: &Site) -> Result<Option<AskedPasskey>, Problem> {
    Ok(None)
}

#[cfg(feature = "oidc")]
fn identity(site: &Site, at: &At) -> Option<(&'static str, Markup)> {
    let provider = site.settings.identity.as_ref()?;
    let words = at.fill("staff-identity-go", &[("name", provider.name().into())]);
    Some((at.to(StaffRoute::IdentitySignIn), words))
}

#[cfg(not(feature = "oidc"))]
fn identity(_: &Site, _: &At) -> Option<(&'static str, Markup)> {
    None
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
