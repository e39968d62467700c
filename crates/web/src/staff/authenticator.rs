//! One's own authenticator and recovery codes. Secrets are shown on these pages only, once.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use kernel::Secret;
use store::{PeopleError, StoreError, TotpSetup};

use super::door::SignedIn;
use super::explain::blame;
use super::fields::{Field, Form, Kind};
use super::pages::{FormPage, OncePage};
use super::picture::qr_code;
use super::routes::StaffRoute;
use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;

/// Shows a new secret: as a picture, as text, and asks for the first code.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let totp = site.store.start_totp(&here.actor, &site.moment()).await?;
    show(&here, &totp, fields(&here))
}

/// Takes the first code; the recovery codes are shown once.
pub(crate) async fn confirm(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let code = Secret::new(sent.get("code").to_owned());
    let confirmed = site
        .store
        .confirm_totp(&here.actor, &code, &site.moment())
        .await;
    match confirmed {
        Ok(codes) => show_codes(&here, &codes),
        Err(error) => {
            let mut form = fields(&here);
            blame(&mut form, &here.at, error)?;
            // The same secret: the person has it in their authenticator already.
            let pending = site.store.pending_totp(&here.actor).await?;
            let totp = pending.ok_or(Problem::NotFound)?;
            show(&here, &totp, form)
        }
    }
}

fn fields(here: &SignedIn) -> Form {
    let code = Field::new("code", here.at.say("people-code"), Kind::Code);
    Form::to(here.at.to(StaffRoute::Authenticator)).with(code)
}

fn show(here: &SignedIn, totp: &TotpSetup, form: Form) -> Result<Response, Problem> {
    let label = here.at.say("people-authenticator-picture");
    let drawn = qr_code(totp.address.expose(), &label);
    let secret = Markup::built(format!(
        "<span class=\"secret\">{}</span>",
        Markup::escaped(totp.secret.expose())
    ));
    let text = here.at.fill(
        "people-authenticator-secret",
        &[("secret", (&secret).into())],
    );
    let frame = here.frame(here.at.say("people-authenticator-title"));
    let mut shown = FormPage::new(frame, form, here.at.say("people-authenticator-go"))
        .saying(here.at.say("people-authenticator-lead"))
        .back(
            here.at.to(StaffRoute::Account),
            here.at.say("people-account-back"),
        );
    if let Some(drawn) = drawn {
        shown = shown.drawing(drawn);
    }
    shown.explaining(text).show()
}

/// Asks before the authenticator is taken off.
pub(crate) async fn remove_form(here: SignedIn) -> Result<Response, Problem> {
    let at = &here.at;
    let frame = here.frame(at.say("people-authenticator-remove"));
    let form = Form::to(at.here());
    let shown = FormPage::new(frame, form, at.say("people-authenticator-remove-go"));
    let shown = if here.me.totp {
        shown
            .saying(at.say("people-authenticator-remove-lead"))
            .dangerous()
    } else {
        shown.only_saying(at.say("people-authenticator-remove-none"))
    };
    shown
        .back(at.to(StaffRoute::Account), at.say("people-account-back"))
        .show()
}

/// Takes the authenticator and its recovery codes off.
pub(crate) async fn remove(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let at = &here.at;
    match site.store.remove_totp(&here.actor, &site.moment()).await {
        Ok(()) => Ok(here.done(at.to(StaffRoute::Account), "code-off")),
        Err(StoreError::People(PeopleError::NoSecondFactor)) => {
            Ok(Redirect::to(at.to(StaffRoute::Authenticator)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Asks before the old codes are taken away.
pub(crate) async fn codes_form(here: SignedIn) -> Result<Response, Problem> {
    let frame = here.frame(here.at.say("people-codes-title"));
    let form = Form::to(here.at.here());
    FormPage::new(frame, form, here.at.say("people-codes-go"))
        .saying(here.at.say("people-codes-lead"))
        .back(
            here.at.to(StaffRoute::Account),
            here.at.say("people-account-back"),
        )
        .show()
}

/// Makes new codes; the old ones open nothing any more.
pub(crate) async fn new_codes(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let codes = site
        .store
        .new_recovery_codes(&here.actor, &site.moment())
        .await?;
    show_codes(&here, &codes)
}

fn show_codes(here: &SignedIn, codes: &[Secret<String>]) -> Result<Response, Problem> {
    page(&OncePage {
        frame: here.frame(here.at.say("people-codes-once-title")),
        lead: vec![here.at.say("people-codes-once-lead")],
        secrets: codes.iter().map(|code| code.expose().clone()).collect(),
        after: vec![here.at.say("people-codes-once-after")],
        back: (
            here.at.to(StaffRoute::Account).to_owned(),
            here.at.say("people-codes-once-back"),
        ),
    })
}
