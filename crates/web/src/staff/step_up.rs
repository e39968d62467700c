//! Proving once more who one is, before something that could lock people out or let people in.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use kernel::Secret;
use store::{ProofOf, SteppedUp};

use super::cookie;
use super::door::{Secure, SignedIn, going_to};
use super::explain;
use super::fields::{Field, Form, Kind};
use super::pages::FormPage;
use super::routes::StaffRoute;
use super::sign_in::keeping;
use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;

/// The form.
pub(crate) async fn form(
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let form = fields(&here, query.get("to"));
    show(&here, form)
}

/// Takes the proof. The session goes on under a new token.
pub(crate) async fn confirm(
    State(site): State<Arc<Site>>,
    Secure(secure): Secure,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let proof = ProofOf::Passphrase(Secret::new(sent.get("passphrase").to_owned()));
    let stepped = site
        .store
        .step_up(&here.actor, here.session.id, &proof, &site.moment())
        .await?;
    let wait = match stepped {
        SteppedUp::Done(token, _) => {
            let to = match going_to(sent.get("to")) {
                Some(place) => place.in_lang(place.lang),
                None => here.at.to(StaffRoute::Today).to_owned(),
            };
            let mut answer = Redirect::to(&to).into_response();
            cookie::give(&mut answer, &token.reveal(), secure);
            return Ok(answer);
        }
        SteppedUp::Refused { wait } => wait,
    };
    let mut form = fields(&here, sent.get("to"));
    form.blame(
        "passphrase",
        match wait.is_zero() {
            true => here.at.say("staff-step-up-refused"),
            false => explain::wait(&here.at, wait),
        },
    );
    show(&here, form)
}

fn fields(here: &SignedIn, to: &str) -> Form {
    let passphrase = here.at.say("people-passphrase");
    keeping(to, Form::to(here.at.here())).with(Field::new(
        "passphrase",
        passphrase,
        Kind::Passphrase,
    ))
}

fn show(here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let frame = here.frame(here.at.say("staff-step-up-title"));
    FormPage::new(frame, form, here.at.say("staff-step-up-go"))
        .saying(here.at.say("staff-step-up-lead"))
        .show()
}
