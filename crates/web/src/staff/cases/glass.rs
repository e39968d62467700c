//! Looking into a case that is not one's own: with a reason, for a day, and never unseen.

use std::sync::Arc;

use access::Permission;
use axum::extract::State;
use axum::response::Response;
use casework::words::Private;
use store::CaseSummary;

use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Field, Form, Kind};
use crate::staff::routes::StaffRoute;

use super::{blame, known_at, summary_page};

fn fields(here: &SignedIn, reason: &str) -> Form {
    let at = &here.at;
    Form::to(at.here()).with(
        Field::new("reason", at.say("oversight-glass-reason"), Kind::Long)
            .holding(reason)
            .hinting(at.say("oversight-glass-reason-hint")),
    )
}

/// The form, with what will happen.
pub(crate) async fn glass_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    show(&here, &case, fields(&here, ""))
}

/// Breaks the glass.
pub(crate) async fn break_glass(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    let reason = Private::new(sent.get("reason"));
    let broken = site
        .store
        .break_glass(&here.actor, case.id, &reason, &site.moment())
        .await;
    match broken {
        Ok(_) => Ok(here.done(&StaffRoute::Case.of(case.id, here.at.lang), "glass")),
        Err(error) => {
            let mut form = fields(&here, sent.get("reason"));
            blame(&mut form, &here.at, "reason", error)?;
            show(&here, &case, form)
        }
    }
}

fn show(here: &SignedIn, case: &CaseSummary, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let what = if here.me.may(Permission::GuardPrivacy) {
        "oversight-glass-opens-all"
    } else {
        "oversight-glass-opens-identity"
    };
    summary_page(here, case, "oversight-glass", form, "oversight-glass-go")
        .saying(at.say("oversight-glass-lead"))
        .saying(at.say(what))
        .saying(at.say("oversight-glass-recorded"))
        .saying(at.say("oversight-glass-lasts"))
        .dangerous()
        .show()
}
