//! One-time links: the first account of the house, an invitation, a new passphrase after a reset.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use kernel::{Actor, Lang, Secret, Text};
use store::{LinkKind, LinkToken, SetUp};

use super::explain::blame;
use super::fields::{Choice, Field, Form, Kind};
use super::frame::{At, StaffFrame};
use super::pages::FormPage;
use super::routes::StaffRoute;
use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;

/// The form of the first account.
pub(crate) async fn set_up_form(
    State(site): State<Arc<Site>>,
    at: At,
) -> Result<Response, Problem> {
    let token = token(&at)?;
    let link = site
        .store
        .link(&Actor::Public, &token, &site.moment())
        .await?;
    if link.is_none_or(|link| link.kind != LinkKind::Setup) {
        return Err(Problem::LinkGone);
    }
    show_set_up(&at, set_up_fields(&at, &form::Fields::default()))
}

/// Makes the first account and its organization.
pub(crate) async fn set_up(
    State(site): State<Arc<Site>>,
    at: At,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let token = token(&at)?;
    let mut form = set_up_fields(&at, &sent);
    same_twice(&mut form, &at, &sent);
    if form.is_faulty() {
        return show_set_up(&at, form);
    }
    let first = SetUp {
        name: sent.get("name").to_owned(),
        email: sent.get("email").trim().to_owned(),
        lang: lang(&sent, at.lang),
        organization: Text::new(
            sent.get("organization_en").trim(),
            sent.get("organization_fr").trim(),
        ),
        passphrase: Secret::new(sent.get("passphrase").to_owned()),
    };
    let made = site
        .store
        .set_up(&Actor::Public, &token, &first, &site.moment())
        .await;
    match made {
        Ok(_) => Ok(signed_up(lang(&sent, at.lang))),
        Err(error) => {
            blame(&mut form, &at, error)?;
            show_set_up(&at, form)
        }
    }
}

fn set_up_fields(at: &At, sent: &form::Fields) -> Form {
    let text = |name, key, kind| Field::new(name, at.say(key), kind).holding(sent.get(name));
    let form = Form::to(at.here())
        .with(text("name", "people-name", Kind::Text).completing("name"))
        .with(text("email", "people-email", Kind::Email))
        .with(lang_field(at, lang(sent, at.lang)))
        .with(
            text("organization_en", "people-organization-en", Kind::Text)
                .hinting(at.say("people-organization-hint"))
                .written_in(Lang::En),
        )
        .with(text("organization_fr", "people-organization-fr", Kind::Text).written_in(Lang::Fr));
    with_passphrase(form, at)
}

fn show_set_up(at: &At, form: Form) -> Result<Response, Problem> {
    let frame = StaffFrame::new(at, None, at.say("people-set-up-title"));
    FormPage::new(frame, form, at.say("people-set-up-go"))
        .saying(at.say("people-set-up-lead"))
        .show()
}

/// The form in which an invited person, or one whose account was reset, chooses a passphrase.
pub(crate) async fn invitation_form(
    State(site): State<Arc<Site>>,
    at: At,
) -> Result<Response, Problem> {
    let token = token(&at)?;
    let name = guest(&site, &token).await?;
    show_invitation(&at, &name, with_passphrase(Form::to(at.here()), &at))
}

/// Takes the passphrase; the link is used up.
pub(crate) async fn accept(
    State(site): State<Arc<Site>>,
    at: At,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let token = token(&at)?;
    let name = guest(&site, &token).await?;
    let mut form = with_passphrase(Form::to(at.here()), &at);
    same_twice(&mut form, &at, &sent);
    if form.is_faulty() {
        return show_invitation(&at, &name, form);
    }
    let passphrase = Secret::new(sent.get("passphrase").to_owned());
    let accepted = site
        .store
        .accept_link(&Actor::Public, &token, &passphrase, &site.moment())
        .await;
    match accepted {
        Ok(_) => Ok(signed_up(at.lang)),
        Err(error) => {
            blame(&mut form, &at, error)?;
            show_invitation(&at, &name, form)
        }
    }
}

/// The name of whoever an invitation, or a link for a new passphrase, was made for.
async fn guest(site: &Site, token: &LinkToken) -> Result<String, Problem> {
    let link = site
        .store
        .link(&Actor::Public, token, &site.moment())
        .await?;
    link.and_then(|link| link.name).ok_or(Problem::LinkGone)
}

fn show_invitation(at: &At, name: &str, form: Form) -> Result<Response, Problem> {
    let title = at.fill("people-invitation-title", &[("name", name.into())]);
    FormPage::new(
        StaffFrame::new(at, None, title),
        form,
        at.say("people-invitation-go"),
    )
    .saying(at.say("people-invitation-lead"))
    .show()
}

/// Adds the two fields of a new passphrase. Twice, because nobody can see what they type and a slip would
/// lock them out.
pub(crate) fn with_passphrase(form: Form, at: &At) -> Form {
    form.with(
        Field::new(
            "passphrase",
            at.say("people-passphrase-new"),
            Kind::NewPassphrase,
        )
        .hinting(at.say("people-passphrase-hint")),
    )
    .with(Field::new(
        "again",
        at.say("people-passphrase-again"),
        Kind::NewPassphrase,
    ))
}

/// Both fields hold the same.
pub(crate) fn same_twice(form: &mut Form, at: &At, sent: &form::Fields) {
    if sent.get("passphrase") != sent.get("again") {
        form.blame("again", at.say("people-fault-passphrase-again"));
    }
}

/// The language that a person chose.
pub(crate) fn lang(sent: &form::Fields, otherwise: Lang) -> Lang {
    sent.get("lang").parse().unwrap_or(otherwise)
}

/// The field in which a person chooses a language.
pub(crate) fn lang_field(at: &At, chosen: Lang) -> Field {
    let choice = |lang: Lang| {
        let name = crate::say::language(lang.code(), at.messages());
        Choice::new(lang.code(), name, lang == chosen)
    };
    let kind = Kind::One(Lang::ALL.map(choice).to_vec());
    Field::new("lang", at.say("people-lang"), kind)
}

fn token(at: &At) -> Result<LinkToken, Problem> {
    LinkToken::parse(&at.about).ok_or(Problem::LinkGone)
}

fn signed_up(lang: Lang) -> Response {
    let sign_in = StaffRoute::SignIn.address(lang);
    Redirect::to(&format!("{sign_in}?done=welcome")).into_response()
}
