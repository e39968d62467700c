//! Proving once more who one is, before something that could lock people out or let people in.

use std::sync::Arc;

use axum::body::Body;
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

/// Asks, and keeps the form that was sent meanwhile; secrets in it are typed again.
pub(crate) async fn ask_and_keep(mut here: SignedIn, body: Body) -> Result<Response, Problem> {
    let sent = Fields::read(&form::receive(body, ORDINARY).await?)?;
    let to = here.at.here();
    let mut form = Form::to(here.at.to(StaffRoute::StepUp)).along("to", to);
    form.carried = sent
        .iter()
        .filter(|(name, _)| !SECRETS.contains(name))
        .map(|(name, value)| (format!("{KEPT}{name}"), value.to_owned()))
        .collect();
    form.fields.push(field(&here));
    // The page is the one that asks, wherever it was met.
    here.at.route = StaffRoute::StepUp;
    show(&here, form)
}

/// Fields whose values are never sent back.
const SECRETS: [&str; 4] = ["passphrase", "again", "old", "code"];
/// Before the names of the fields of a form that is kept.
const KEPT: &str = "kept.";

/// The fields of the form that is kept, without their mark.
fn kept(sent: &Fields) -> Vec<(String, String)> {
    sent.iter()
        .filter_map(|(name, value)| {
            let name = name.strip_prefix(KEPT)?;
            Some((name.to_owned(), value.to_owned()))
        })
        .collect()
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
            let kept = kept(&sent);
            let mut answer = if kept.is_empty() {
                Redirect::to(&to).into_response()
            } else {
                send_again(&here, to, kept)?
            };
            cookie::give(&mut answer, &token.reveal(), secure);
            return Ok(answer);
        }
        SteppedUp::Refused { wait } => wait,
    };
    let mut form = fields(&here, sent.get("to"));
    form.carried = kept(&sent)
        .into_iter()
        .map(|(name, value)| (format!("{KEPT}{name}"), value))
        .collect();
    form.blame(
        "passphrase",
        if wait.is_zero() {
            here.at.say("staff-step-up-refused")
        } else {
            explain::wait(&here.at, wait)
        },
    );
    show(&here, form)
}

/// The form that was kept, to be sent with one more press.
fn send_again(
    here: &SignedIn,
    to: String,
    kept: Vec<(String, String)>,
) -> Result<Response, Problem> {
    let form = Form {
        carried: kept,
        ..Form::to(to)
    };
    let frame = here.frame(here.at.say("staff-step-up-kept-title"));
    FormPage::new(frame, form, here.at.say("staff-step-up-go"))
        .saying(here.at.say("staff-step-up-kept-lead"))
        .show()
}

fn fields(here: &SignedIn, to: &str) -> Form {
    keeping(to, Form::to(here.at.here())).with(field(here))
}

fn field(here: &SignedIn) -> Field {
    let passphrase = here.at.say("people-passphrase");
    Field::new("passphrase", passphrase, Kind::Passphrase)
}

fn show(here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let frame = here.frame(here.at.say("staff-step-up-title"));
    FormPage::new(frame, form, here.at.say("staff-step-up-go"))
        .saying(here.at.say("staff-step-up-lead"))
        .show()
}
