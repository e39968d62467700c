//! Applying an export that was looked at: the same file, and what the report said, or nothing.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use store::{ImportReport, ImportRun, ImportRunState};

use super::job::begin_work;
use super::run::at;
use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::Form;
use crate::staff::pages::FormPage;
use crate::staff::routes::StaffRoute;

/// The run and its report, when it waits for somebody to apply it here.
fn ready(site: &Site, run: &ImportRun) -> Option<ImportReport> {
    let waits = run.state == ImportRunState::Compared && site.imports.of(run.id).is_some();
    run.kept.report.clone().filter(|_| waits)
}

/// Asks once more, with the numbers.
pub(crate) async fn apply_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let run = at(&site, &here).await?;
    let place = &here.at;
    let back = StaffRoute::ImportRun.of(run.id, place.lang);
    let Some(report) = ready(&site, &run) else {
        return Ok(Redirect::to(&back).into_response());
    };
    let counts = report.together();
    let form = Form::to(place.here())
        .along("plan", report.plan.clone())
        .along("digest", run.kept.digest.clone());
    let said = |key: &str, count: u64| place.fill(key, &[("count", count.into())]);
    let mut page = FormPage::new(
        here.frame(place.say("imports-apply-title")),
        form,
        place.say("imports-apply-go"),
    )
    .back(back, place.say("imports-run-title"))
    .saying(place.say("imports-apply-lead"))
    .saying(said("imports-apply-new", counts.new))
    .saying(said("imports-apply-changed", counts.changed));
    if counts.gone > 0 {
        page = page.saying(said("imports-apply-gone", counts.gone));
    }
    if counts.conflicts > 0 {
        page = page.saying(said("imports-apply-conflicts", counts.conflicts));
    }
    page.dangerous().show()
}

/// Begins to apply it.
pub(crate) async fn apply(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let run = at(&site, &here).await?;
    let back = StaffRoute::ImportRun.of(run.id, here.at.lang);
    let found = ready(&site, &run).zip(site.imports.of(run.id));
    let Some((report, job)) = found else {
        return Ok(here.done(&back, "unchanged"));
    };
    if sent.get("plan") != report.plan || sent.get("digest") != run.kept.digest {
        // The page was about an older report: they look at this one first.
        return Ok(here.done(&back, "look-again"));
    }
    let now = site.clock.now();
    let applying = ImportRunState::Applying;
    site.store
        .mark_import_run(&here.actor, run.id, applying, None, now)
        .await?;
    begin_work(&site, &here.actor, &job, Some(report));
    Ok(Redirect::to(&back).into_response())
}
