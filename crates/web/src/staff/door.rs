//! The door of the desk: who is signed in, and whether they may open the page that they ask for.
//!
//! It stands before every handler and reads `routes.rs`, so that no handler can forget. The store decides
//! again in each of its methods, for each record; this is the first lock, not the only one.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use kernel::Actor;
use store::{Me, Session, SessionToken};

use super::cookie;
use super::frame::At;
use super::imports;
use super::routes::{Needs, Place, StaffRoute};
use super::step_up;
use crate::house::Site;
use crate::problem::Problem;

/// Whoever is signed in, and the page they ask for.
#[derive(Debug, Clone)]
pub(crate) struct SignedIn {
    pub(crate) actor: Actor,
    pub(crate) me: Me,
    pub(crate) session: Session,
    pub(crate) at: At,
}

impl SignedIn {
    /// The frame of the page, with this heading.
    pub(crate) fn frame(&self, title: crate::markup::Markup) -> super::frame::StaffFrame<'_> {
        super::frame::StaffFrame::new(&self.at, Some(&self.me), title)
    }

    /// Goes to a page, which says what was just done.
    pub(crate) fn done(&self, address: &str, done: &str) -> Response {
        debug_assert!(
            self.at
                .messages()
                .find(&format!("staff-done-{done}"))
                .is_some()
        );
        Redirect::to(&format!("{address}?done={done}")).into_response()
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let found = parts.extensions.get::<Arc<Self>>();
        // A handler of a page that anyone may open has asked for someone: a mistake of ours.
        found
            .map(|signed_in| Self::clone(signed_in))
            .ok_or_else(|| Problem::broken(&"nobody is known at this page"))
    }
}

/// The person's browser speaks TLS.
pub(crate) struct Secure(pub(crate) bool);

impl FromRequestParts<Arc<Site>> for Secure {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        site: &Arc<Site>,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self(cookie::is_secure(&parts.headers, site.settings.tls)))
    }
}

/// The beginning of this house's addresses, as the person's browser knows it: for a link that is handed on.
pub(crate) struct Origin(pub(crate) String);

impl FromRequestParts<Arc<Site>> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        site: &Arc<Site>,
    ) -> Result<Self, Self::Rejection> {
        let secure = cookie::is_secure(&parts.headers, site.settings.tls);
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        let scheme = if secure { "https" } else { "http" };
        Ok(Self(host.map_or_else(String::new, |host| {
            format!("{scheme}://{host}")
        })))
    }
}

/// Lets a request through to its page, or sends it where it has to go first.
pub(crate) async fn keep(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match admit(&site, &parts).await {
        Ok(Admitted::Anyone) => {}
        Ok(Admitted::Person(signed_in)) => {
            parts.extensions.insert(Arc::new(*signed_in));
        }
        Ok(Admitted::WithForm(signed_in)) => {
            let asked = step_up::ask_and_keep(*signed_in, body).await;
            return asked.unwrap_or_else(Problem::into_response);
        }
        Ok(Admitted::WithFile(address)) => {
            imports::let_pass(&site, body).await;
            return Redirect::to(&address).into_response();
        }
        Ok(Admitted::Elsewhere(address)) => return Redirect::to(&address).into_response(),
        Err(problem) => return problem.into_response(),
    }
    next.run(Request::from_parts(parts, body)).await
}

enum Admitted {
    Anyone,
    Person(Box<SignedIn>),
    /// First they must prove who they are; what they sent is kept.
    WithForm(Box<SignedIn>),
    /// First they must prove who they are, there; the file that they sent must be sent again.
    WithFile(String),
    /// First they must go there.
    Elsewhere(String),
}

async fn admit(site: &Site, asked: &Parts) -> Result<Admitted, Problem> {
    let at = At::path(asked.uri.path(), asked.uri.query()).ok_or(Problem::NotFound)?;
    if at.route.needs() == Needs::Nothing {
        return Ok(Admitted::Anyone);
    }
    let Some((session, me)) = who(site, &asked.headers).await? else {
        return Ok(Admitted::Elsewhere(first(StaffRoute::SignIn, &at)));
    };
    if !may_open(&me, at.route) {
        return Err(Problem::Forbidden);
    }
    let proved = !at.route.is_dangerous() || session.is_stepped_up(site.clock.now());
    let first_step_up = first(StaffRoute::StepUp, &at);
    let signed_in = Box::new(SignedIn {
        actor: Actor::Person(me.id),
        me,
        session,
        at,
    });
    Ok(if proved {
        Admitted::Person(signed_in)
    } else if asked.method == Method::POST && signed_in.at.route.takes_file() {
        Admitted::WithFile(first_step_up)
    } else if asked.method == Method::POST {
        // The ten minutes ended while a form was filled in: it must not be lost.
        Admitted::WithForm(signed_in)
    } else {
        Admitted::Elsewhere(first_step_up)
    })
}

/// Whose session the browser's cookie belongs to.
pub(crate) async fn who(
    site: &Site,
    headers: &HeaderMap,
) -> Result<Option<(Session, Me)>, Problem> {
    let secure = cookie::is_secure(headers, site.settings.tls);
    let Some(token) = token(headers, secure) else {
        return Ok(None);
    };
    let moment = site.moment();
    Ok(site.store.session(&Actor::Public, &token, &moment).await?)
}

/// The token of the browser's cookie, whether or not it opens anything.
pub(crate) fn token(headers: &HeaderMap, secure: bool) -> Option<SessionToken> {
    cookie::token(headers, secure).and_then(SessionToken::parse)
}

/// The person's permissions open the page.
pub(crate) fn may_open(me: &Me, route: StaffRoute) -> bool {
    route.needs().are_met(&me.permissions)
}

/// The address of `route`, and in it where one was going: our own address, with nothing that was typed.
fn first(route: StaffRoute, at: &At) -> String {
    let to = at.here();
    if at.route.is_page() && to != at.to(StaffRoute::Today) {
        format!("{}?to={to}", at.to(route))
    } else {
        at.to(route).to_owned()
    }
}

/// Where one was going, when it is a page of the desk that wants an account; never anywhere else.
pub(crate) fn going_to(to: &str) -> Option<Place<'_>> {
    Place::at(to).filter(|place| place.route.is_page() && place.route.needs() != Needs::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_to_our_own_pages_only() {
        for to in [
            "",
            "/",
            "//elsewhere.example",
            "//elsewhere.example/en/desk",
            "https://elsewhere.example/en/desk",
            "/\\elsewhere.example",
            "/en/desk/../../x",
            "/en/desk\r\nLocation: x",
            "/en/desk?x=//elsewhere.example",
            "/en/desk/people/..%2f..",
            "/en/desk/sign-out",
            "/en/desk/sign-in",
            "/en/desk/setup/abc",
            "javascript:alert(1)",
        ] {
            assert_eq!(going_to(to), None, "{to}");
        }
        let place = going_to("/fr/bureau/personnes/0190d3c8-7a5e-4000-8000-000000000001");
        assert_eq!(place.map(|place| place.route), Some(StaffRoute::Person));
    }
}
