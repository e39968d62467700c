//! Signing in through an identity provider, and linking one's account of it to one's account here.
//!
//! One goes there from a page that says so, and comes back by a link. Two things follow from coming back by a
//! link of another site: the browser does not send the strict cookie of the session along, so another one
//! tells that it is the browser that went; and the next page is not shown by a redirection, which would still
//! count as the other site's, but by a page of ours that goes on by itself.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use kernel::Actor;
use signin::oidc::{Asked, Disbelief, Identity, Returned};
use store::{
    BrowserToken, IdentityAttempt, IdentityBegun, IdentityQuestion, IdentityReturn, PeopleError,
    StateToken, StoreError,
};

use super::account::moment;
use super::cookie;
use super::door::{Secure, SignedIn, going_to};
use super::explain;
use super::fields::Form;
use super::frame::{At, StaffFrame};
use super::network::Network;
use super::pages::FormPage;
use super::routes::StaffRoute;
use super::sign_in::{self, Comer, Shown};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::identity::{Brought, IdentityProvider, NotKnown, Unreachable};
use crate::markup::Markup;
use crate::problem::Problem;

/// The provider, or "there is no such page".
fn provider(site: &Site) -> Result<&IdentityProvider, Problem> {
    site.settings.identity.as_deref().ok_or(Problem::NotFound)
}

/// What is linked to one's account.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let provider = provider(&site)?;
    let at = &here.at;
    let issuer = provider.issuer().as_str();
    let linked = site.store.linked_identity(&here.actor, issuer).await?;
    let name = [("name", provider.name().into())];
    let lead = match linked {
        Some(_) => "people-identity-linked",
        None => "people-identity-none",
    };
    let linked = linked.map(|linked| {
        let used = match linked.last_used_at {
            Some(used) => moment(used, at),
            None => at.say("people-passkeys-never"),
        };
        (moment(linked.linked_at, at), used)
    });
    page(&IdentityPage {
        frame: here.frame(at.fill("people-identity-title", &name)),
        lead: at.fill(lead, &name),
        linked,
        here: at.here(),
    })
}

/// The context of `templates/staff/identity.html`.
#[derive(Template)]
#[template(path = "staff/identity.html")]
struct IdentityPage<'a> {
    frame: StaffFrame<'a>,
    lead: Markup,
    /// Since when, and when it was last used.
    linked: Option<(Markup, Markup)>,
    here: String,
}

/// Takes the link off, or goes to the provider to make one.
pub(crate) async fn change(
    State(site): State<Arc<Site>>,
    Secure(secure): Secure,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let provider = provider(&site)?;
    match sent.get("act") {
        "unlink" => {
            let issuer = provider.issuer().as_str();
            let unlinked = site
                .store
                .unlink_identity(&here.actor, issuer, &site.moment())
                .await;
            unlinked?;
            Ok(here.done(here.at.to(StaffRoute::Account), "identity-off"))
        }
        "link" => {
            let question = IdentityQuestion {
                linking: Some(here.session.id),
                going_to: String::new(),
                network: None,
            };
            leave(&site, &here.at, &here.actor, &question, secure).await
        }
        _ => Err(Problem::BadForm),
    }
}

/// Goes to the provider to sign in.
pub(crate) async fn go(
    State(site): State<Arc<Site>>,
    Secure(secure): Secure,
    network: Network,
    at: At,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let to = going_to(sent.get("to"));
    let question = IdentityQuestion {
        linking: None,
        going_to: to.map_or_else(String::new, |place| place.in_lang(place.lang)),
        network: network.key(&site),
    };
    leave(&site, &at, &Actor::Public, &question, secure).await
}

async fn leave(
    site: &Site,
    at: &At,
    actor: &Actor,
    question: &IdentityQuestion,
    secure: bool,
) -> Result<Response, Problem> {
    let provider = provider(site)?;
    let moment = site.moment();
    let known = match provider.metadata(moment.now).await {
        Ok(known) => known,
        Err(why) => return stopped(at, why_not(at, provider, why)),
    };
    let asked = match site.store.ask_identity(actor, question, &moment).await? {
        IdentityBegun::Go(asked) => asked,
        IdentityBegun::Wait(wait) => return stopped(at, explain::wait(at, wait)),
    };
    let redirect_uri = provider.redirect_uri(at.lang);
    let state = asked.state.reveal();
    let to = provider.client(&redirect_uri).address(
        &known,
        Asked {
            state: &state,
            nonce: &asked.nonce,
            verifier: &asked.verifier,
        },
    );
    let name = [("name", provider.name().into())];
    let mut answer = onward(at, "staff-identity-leave", &name, to)?;
    cookie::give_away(&mut answer, &asked.browser.reveal(), secure);
    Ok(answer)
}

/// Somebody comes back from the provider.
pub(crate) async fn come_back(
    State(site): State<Arc<Site>>,
    Secure(secure): Secure,
    network: Network,
    at: At,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let provider = provider(&site)?;
    let sent = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let browser = cookie::away(&headers, secure).and_then(BrowserToken::parse);
    let mut answer = match StateToken::parse(sent.get("state")).zip(browser) {
        Some((state, browser)) => {
            let taken = site
                .store
                .take_identity_question(&Actor::Public, &state, &browser, &site.moment())
                .await?;
            let comer = Comer::new(network, &headers);
            match taken {
                Some(question) => {
                    let come = Come {
                        site: &site,
                        provider,
                        at: &at,
                        question: &question,
                        secure,
                    };
                    come.in_with(&sent, comer).await?
                }
                None => again(&at)?,
            }
        }
        None => again(&at)?,
    };
    cookie::take_away(&mut answer, secure);
    Ok(answer)
}

/// Somebody who came back to a question of ours.
struct Come<'a> {
    site: &'a Site,
    provider: &'a IdentityProvider,
    at: &'a At,
    question: &'a IdentityReturn,
    secure: bool,
}

impl Come<'_> {
    async fn in_with(&self, sent: &Fields, comer: Comer) -> Result<Response, Problem> {
        let identity = match self.identify(sent).await {
            Ok(identity) => identity,
            Err(why) => return stopped(self.at, why),
        };
        if self.question.is_linking() {
            self.link(&identity).await
        } else {
            self.sign_in(identity, comer).await
        }
    }

    /// Who it is, or why that is not known.
    async fn identify(&self, sent: &Fields) -> Result<Identity, Markup> {
        let (at, provider) = (self.at, self.provider);
        let now = self.site.clock.now();
        let not = |why| why_not(at, provider, why);
        let known = provider.metadata(now).await.map_err(not)?;
        let named = |key: &str| at.fill(key, &[("name", provider.name().into())]);
        let code = match Returned::read(|name| sent.get(name), &known, provider.issuer()) {
            Returned::Code(code) => code,
            Returned::Denied => return Err(named("staff-identity-denied")),
            Returned::Unavailable => return Err(not(Unreachable.into())),
            Returned::Nonsense => return Err(at.say("staff-identity-again")),
        };
        let redirect_uri = provider.redirect_uri(at.lang);
        let brought = Brought {
            code,
            nonce: &self.question.nonce,
            verifier: &self.question.verifier,
            redirect_uri: &redirect_uri,
        };
        provider.identify(&known, brought, now).await.map_err(not)
    }

    async fn link(&self, identity: &Identity) -> Result<Response, Problem> {
        let (at, site) = (self.at, self.site);
        let moment = site.moment();
        let linked = site
            .store
            .link_identity(&Actor::Public, self.question, identity, &moment);
        let name = [("name", self.provider.name().into())];
        match linked.await {
            Ok(()) => {
                let to = at.to(StaffRoute::Identity).to_owned();
                onward(at, "staff-identity-now-linked", &name, to)
            }
            Err(StoreError::People(PeopleError::IdentityTaken)) => {
                stopped(at, at.fill("staff-identity-taken", &name))
            }
            Err(StoreError::People(PeopleError::IdentityTooLate) | StoreError::Forbidden(_)) => {
                stopped(at, at.say("staff-identity-late"))
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn sign_in(&self, identity: Identity, comer: Comer) -> Result<Response, Problem> {
        let (at, site, provider) = (self.at, self.site, self.provider);
        let attempt = IdentityAttempt {
            identity,
            rule: provider.second_factor().clone(),
            device: comer.device,
            network: comer.network.key(site),
        };
        let moment = site.moment();
        let signed = site
            .store
            .sign_in_with_identity(&Actor::Public, &attempt, &moment)
            .await?;
        let name = [("name", provider.name().into())];
        let to = &self.question.going_to;
        match signed {
            Some(store::SignedIn::Done(token, _)) => {
                let to = sign_in::destination(site, at, &token, to).await?;
                let mut answer = onward(at, "staff-identity-in", &name, to)?;
                cookie::give(&mut answer, &token.reveal(), self.secure);
                Ok(answer)
            }
            Some(store::SignedIn::NeedsCode(challenge)) => {
                sign_in::show(site, at, Shown::code(at, &challenge, to))
            }
            Some(store::SignedIn::Refused { .. } | store::SignedIn::StartAgain) => {
                stopped(at, at.say("staff-identity-shut"))
            }
            None => stopped(at, at.fill("staff-identity-unlinked", &name)),
        }
    }
}

/// What to say where it is not known who somebody is. The provider's own words are never shown; the operator
/// finds in the log what kind of thing it was.
fn why_not(at: &At, provider: &IdentityProvider, why: NotKnown) -> Markup {
    tracing::warn!("nobody came in through the identity provider: {why}");
    let key = match why {
        NotKnown::Unreachable(_) => "staff-identity-down",
        NotKnown::Disbelief(Disbelief::Code) => return at.say("staff-identity-again"),
        NotKnown::Disbelief(Disbelief::Clock) => "staff-identity-clock",
        NotKnown::Disbelief(_) => "staff-identity-disbelief",
    };
    at.fill(key, &[("name", provider.name().into())])
}

/// Nothing was begun in this browser, or too long ago, or it is over.
fn again(at: &At) -> Result<Response, Problem> {
    stopped(at, at.say("staff-identity-again"))
}

/// A page that only says what is the matter, with the way back to the sign-in.
fn stopped(at: &At, words: Markup) -> Result<Response, Problem> {
    let frame = StaffFrame::new(at, None, at.say("staff-identity-stopped"));
    let sign_in = at.to(StaffRoute::SignIn);
    FormPage::new(frame, Form::to(sign_in), at.say("staff-sign-in-go"))
        .only_saying(words)
        .back(sign_in, at.say("staff-identity-back"))
        .show()
}

/// The context of `templates/staff/onward.html`: a page that goes on by itself.
#[derive(Template)]
#[template(path = "staff/onward.html")]
struct OnwardPage<'a> {
    frame: StaffFrame<'a>,
    words: Markup,
    to: String,
}

fn onward(
    at: &At,
    key: &str,
    values: &[(&str, crate::messages::Value<'_>)],
    to: String,
) -> Result<Response, Problem> {
    page(&OnwardPage {
        frame: StaffFrame::new(at, None, at.say("staff-onward-title")),
        words: at.fill(key, values),
        to,
    })
}
