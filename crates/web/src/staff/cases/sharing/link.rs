//! A one-time link for an agency without an account: its address and its code, shown once to whoever made it.

use askama::Template;
use axum::response::Response;
use casework::outside_link::LONGEST;
use casework::words::Private;
use store::OpenCase;
use uuid::Uuid;

use super::super::titled;
use super::{fault, overview, when};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::staff::door::SignedIn;
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// The context of `templates/staff/cases/sharing/link.html`.
#[derive(Template)]
#[template(path = "staff/cases/sharing/link.html")]
struct LinkPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    address: String,
    code: String,
    lasts: Markup,
}

/// Makes the link and shows it. It is kept by nobody here: whoever loses it makes another.
pub(super) async fn make(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    referral: Uuid,
    origin: &str,
) -> Result<Response, Problem> {
    let (id, at) = (case.summary.id, &here.at);
    let now = site.clock.now();
    let until = now.checked_add(LONGEST).unwrap_or(now);
    let made = site
        .store
        .make_outside_link(&here.actor, id, referral, until, &site.moment())
        .await;
    let made = match made {
        Ok(made) => made,
        Err(error) => {
            let said = fault(error, at)?;
            return overview::show(site, here, case, Some(said)).await;
        }
    };
    let lasts = when(site, at, made.until);
    page(&LinkPage {
        back: StaffRoute::CaseSharing.of(id, at.lang),
        address: format!(
            "{origin}{}",
            Route::OneTime.with_token(&made.token.reveal(), at.lang)
        ),
        code: spaced(&made.code),
        lasts: at.fill("sharing-link-lasts", &[("when", (&lasts).into())]),
        frame: here.frame(titled(at, case, "sharing-link")),
    })
}

/// Six digits in two groups: easier to say, and to write down.
fn spaced(code: &Private) -> String {
    let (first, rest) = code
        .expose()
        .split_at_checked(3)
        .unwrap_or((code.expose(), ""));
    format!("{first} {rest}")
}
