//! One's own account: name, language, passphrase, and where one is signed in.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::Secret;
use store::{Device, Proven, Session};
use uuid::Uuid;

use super::arrival::{lang, lang_field, same_twice, with_passphrase};
use super::cookie;
use super::door::{Secure, SignedIn};
use super::explain::{self, blame};
use super::fields::{Field, Form, Kind};
use super::frame::{At, StaffFrame};
use super::pages::FormPage;
use super::routes::StaffRoute;
use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;

/// One's own page.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let form = details(&here.at, &here.me.name, here.me.lang);
    show(&site, &here, form)
}

/// Keeps name and language. The desk goes on in the language that was chosen.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let lang = lang(&sent, here.me.lang);
    let name = sent.get("name").trim();
    let kept = site
        .store
        .change_own_details(&here.actor, name, lang, &site.moment())
        .await;
    match kept {
        Ok(()) => Ok(here.done(StaffRoute::Account.address(lang), "saved")),
        Err(error) => {
            let mut form = details(&here.at, name, lang);
            blame(&mut form, &here.at, error)?;
            show(&site, &here, form)
        }
    }
}

fn details(at: &At, name: &str, lang: kernel::Lang) -> Form {
    let field = Field::new("name", at.say("people-name"), Kind::Text);
    Form::to(at.to(StaffRoute::Account))
        .with(field.holding(name).completing("name"))
        .with(lang_field(at, lang))
}

fn show(site: &Site, here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let frame = here.frame(here.at.say("people-account-title"));
    let frame = frame.faulty(form.is_faulty());
    page(&AccountPage {
        organization: say::text(&here.me.organization, here.at.messages()),
        ways: ways(site, &here.at),
        frame,
        form,
    })
}

/// The pages of other ways to sign in, where there are any.
#[cfg_attr(
    not(any(feature = "passkeys", feature = "oidc")),
    expect(unused_variables, unused_mut, reason = "there are no other ways")
)]
fn ways(site: &Site, at: &At) -> Vec<(&'static str, Markup)> {
    let mut ways = Vec::new();
    #[cfg(feature = "passkeys")]
    if site.settings.passkeys.is_some() {
        ways.push((at.to(StaffRoute::Passkeys), at.say("people-passkeys-title")));
    }
    #[cfg(feature = "oidc")]
    if let Some(provider) = &site.settings.identity {
        let words = at.fill("people-identity-title", &[("name", provider.name().into())]);
        ways.push((at.to(StaffRoute::Identity), words));
    }
    ways
}

/// The context of `templates/staff/account.html`.
#[derive(Template)]
#[template(path = "staff/account.html")]
struct AccountPage<'a> {
    frame: StaffFrame<'a>,
    organization: Markup,
    /// Addresses and names.
    ways: Vec<(&'static str, Markup)>,
    form: Form,
}

impl AccountPage<'_> {
    fn me(&self) -> &store::Me {
        // The frame of a page for an account always has one.
        self.frame.me.expect("somebody is signed in")
    }
}

/// The form of a new passphrase.
pub(crate) async fn passphrase_form(here: SignedIn) -> Result<Response, Problem> {
    let form = passphrases(&here.at);
    show_passphrase(&here, form)
}

/// Changes the passphrase and ends every other session.
pub(crate) async fn change_passphrase(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let mut form = passphrases(&here.at);
    same_twice(&mut form, &here.at, &sent);
    if form.is_faulty() {
        return show_passphrase(&here, form);
    }
    let old = Secret::new(sent.get("old").to_owned());
    let new = Secret::new(sent.get("passphrase").to_owned());
    let changed = site
        .store
        .change_passphrase(&here.actor, here.session.id, &old, &new, &site.moment())
        .await;
    match changed {
        Ok(Proven::Done) => {
            return Ok(here.done(here.at.to(StaffRoute::Account), "passphrase"));
        }
        Ok(Proven::Refused { wait }) if wait.is_zero() => {
            form.blame("old", here.at.say("people-fault-passphrase-wrong"));
        }
        Ok(Proven::Refused { wait }) => form.blame("old", explain::wait(&here.at, wait)),
        Err(error) => blame(&mut form, &here.at, error)?,
    }
    show_passphrase(&here, form)
}

fn passphrases(at: &At) -> Form {
    let old = Field::new("old", at.say("people-passphrase-old"), Kind::Passphrase);
    with_passphrase(Form::to(at.here()).with(old), at)
}

fn show_passphrase(here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let frame = here.frame(here.at.say("people-passphrase-title"));
    FormPage::new(frame, form, here.at.say("people-passphrase-go"))
        .saying(here.at.say("people-passphrase-lead"))
        .back(
            here.at.to(StaffRoute::Account),
            here.at.say("people-account-back"),
        )
        .show()
}

/// Where one is signed in.
pub(crate) async fn sessions(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let sessions = site.store.sessions(&here.actor, &site.moment()).await?;
    let one = |session: Session| OneSession {
        id: session.id,
        this: session.id == here.session.id,
        device: here.at.say(match session.device {
            Device::Computer => "people-device-computer",
            Device::Phone => "people-device-phone",
            Device::Other => "people-device-other",
        }),
        started: moment(session.started_at, &here.at),
        seen: moment(session.last_seen_at, &here.at),
    };
    page(&SessionsPage {
        frame: here.frame(here.at.say("people-sessions-title")),
        sessions: sessions.into_iter().map(one).collect(),
    })
}

/// Ends one session, or all but this one.
pub(crate) async fn end_sessions(
    State(site): State<Arc<Site>>,
    Secure(secure): Secure,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    match Uuid::try_parse(sent.get("session")) {
        Ok(id) => site.store.end_session(&here.actor, id).await?,
        Err(_) if sent.get("session") == "others" => {
            site.store
                .end_other_sessions(&here.actor, here.session.id)
                .await?;
        }
        Err(_) => return Err(Problem::BadForm),
    }
    if sent.get("session") == here.session.id.to_string() {
        let to = format!("{}?done=signed-out", here.at.to(StaffRoute::SignIn));
        let mut answer = Redirect::to(&to).into_response();
        cookie::take(&mut answer, secure);
        return Ok(answer);
    }
    Ok(here.done(here.at.to(StaffRoute::Sessions), "ended"))
}

/// The context of `templates/staff/sessions.html`.
#[derive(Template)]
#[template(path = "staff/sessions.html")]
struct SessionsPage<'a> {
    frame: StaffFrame<'a>,
    sessions: Vec<OneSession>,
}

struct OneSession {
    id: Uuid,
    this: bool,
    device: Markup,
    started: Markup,
    seen: Markup,
}

/// A moment as a date and a time. Every node says it in Coordinated Universal Time, and says so: the
/// program does not know where a person is.
pub(crate) fn moment(at: Timestamp, page: &At) -> Markup {
    let local = TimeZone::UTC.to_datetime(at);
    let date = say::date(local.date(), page.messages());
    let time = say::clock_time(local.time(), page.messages());
    page.fill(
        "people-moment",
        &[("date", (&date).into()), ("time", (&time).into())],
    )
}
