//! One's own passkeys: seeing them, adding one, removing one; and signing in with one.
//!
//! The two pages that have this are the only ones of the desk with a script. It asks the passkey and sends
//! what it says as a form; without it, passkeys are not offered and everything else is as always.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Actor;
use signin::from_base64url;
use signin::passkey::{ALGORITHMS, Assertion, Registration, RelyingParty};
use store::{PASSKEY_LIMIT, PasskeyAttempt, PasskeyQuestion};
use uuid::Uuid;

use super::account::moment;
use super::door::SignedIn;
use super::explain::blame;
use super::fields::{Field, Form, Kind};
use super::frame::StaffFrame;
use super::routes::StaffRoute;
use super::sign_in::{AskedPasskey, Comer};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::{page, scripted};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;

/// The house as passkeys know it, or "there is no such page": the address of the house is not configured,
/// or browsers have no passkeys there.
fn party(site: &Site) -> Result<&RelyingParty, Problem> {
    site.settings.passkeys.as_ref().ok_or(Problem::NotFound)
}

/// One's passkeys, and the form for one more.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    show(&site, &here, fields(&here, "")).await
}

/// Adds the passkey that was made, or removes one.
pub(crate) async fn change(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let party = party(&site)?;
    let own = here.at.to(StaffRoute::Passkeys);
    if let Ok(id) = Uuid::try_parse(sent.get("remove")) {
        let moment = site.moment();
        site.store.remove_passkey(&here.actor, id, &moment).await?;
        return Ok(here.done(own, "passkey-removed"));
    }
    let name = sent.get("name").trim();
    let bytes = |field| from_base64url(sent.get(field)).ok_or(Problem::BadForm);
    let registration = Registration {
        client_data: bytes("client_data")?,
        attestation_object: bytes("attestation")?,
    };
    let (session, moment) = (here.session.id, site.moment());
    let added = site
        .store
        .add_passkey(&here.actor, session, party, &registration, name, &moment);
    match added.await {
        Ok(()) => Ok(here.done(own, "passkey-added")),
        Err(error) => {
            let mut form = fields(&here, name);
            blame(&mut form, &here.at, error)?;
            show(&site, &here, form).await
        }
    }
}

fn fields(here: &SignedIn, name: &str) -> Form {
    let field = Field::new("name", here.at.say("people-passkeys-name"), Kind::Text);
    let field = field.hinting(here.at.say("people-passkeys-name-hint"));
    Form::to(here.at.to(StaffRoute::Passkeys)).with(field.holding(name))
}

async fn show(site: &Site, here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let party = party(site)?;
    let at = &here.at;
    let passkeys = site.store.passkeys(&here.actor).await?;
    let asked = if passkeys.len() < PASSKEY_LIMIT {
        let moment = site.moment();
        let question = site
            .store
            .passkey_question(&here.actor, here.session.id, &moment);
        Some(Asked {
            question: question.await?,
            party: party.id().to_owned(),
            algorithms: ALGORITHMS.map(|number| number.to_string()).join(" "),
        })
    } else {
        None
    };
    let frame = here.frame(at.say("people-passkeys-title"));
    let passkeys = passkeys.into_iter().map(|passkey| One {
        id: passkey.id,
        name: passkey.name,
        added: moment(passkey.created_at, at),
        used: match passkey.last_used_at {
            Some(used) => moment(used, at),
            None => at.say("people-passkeys-never"),
        },
    });
    let shown = page(&PasskeysPage {
        frame: frame.faulty(form.is_faulty()),
        passkeys: passkeys.collect(),
        asked,
        form,
    });
    shown.map(scripted)
}

/// The context of `templates/staff/passkeys.html`.
#[derive(Template)]
#[template(path = "staff/passkeys.html")]
struct PasskeysPage<'a> {
    frame: StaffFrame<'a>,
    passkeys: Vec<One>,
    /// What the script needs to make one more, when there is room.
    asked: Option<Asked>,
    form: Form,
}

struct One {
    id: Uuid,
    name: String,
    added: Markup,
    used: Markup,
}

struct Asked {
    question: PasskeyQuestion,
    party: String,
    algorithms: String,
}

impl Asked {
    fn known(&self) -> String {
        self.question.known.join(" ")
    }
}

/// What the sign-in page needs to ask a passkey; `None` where there are none.
pub(super) fn ask(site: &Site) -> Result<Option<AskedPasskey>, Problem> {
    let Some(party) = &site.settings.passkeys else {
        return Ok(None);
    };
    let challenge = site.store.ask_passkey(&Actor::Public, &site.moment())?;
    Ok(Some(AskedPasskey {
        challenge: challenge.reveal(),
        party: party.id().to_owned(),
        script: crate::assets::PASSKEY_SCRIPT.as_str(),
    }))
}

/// Signs somebody in with what their passkey said.
pub(super) async fn bring(
    site: &Site,
    comer: &Comer,
    sent: &Fields,
) -> Result<store::SignedIn, Problem> {
    let party = party(site)?;
    let bytes = |field| from_base64url(sent.get(field)).ok_or(Problem::BadForm);
    let attempt = PasskeyAttempt {
        assertion: Assertion {
            credential_id: bytes("credential")?,
            user_handle: bytes("user")?,
            client_data: bytes("client_data")?,
            authenticator_data: bytes("authenticator_data")?,
            signature: bytes("signature")?,
        },
        device: comer.device,
        network: comer.network.key(site),
    };
    let moment = site.moment();
    let brought = site
        .store
        .sign_in_with_passkey(&Actor::Public, party, &attempt, &moment);
    Ok(brought.await?)
}
