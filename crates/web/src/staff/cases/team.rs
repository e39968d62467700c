//! Who works on a case, and who leads it: the one person whom she can ask for.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use store::{CaseColleague, CaseSummary, CaseView};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::routes::StaffRoute;

use super::{blame, known_at, summary_page, unknown};

/// The people of the lead organization, and who of them works on the case.
pub(crate) struct Team {
    pub(crate) people: Vec<CaseColleague>,
}

impl Team {
    pub(crate) async fn read(site: &Site, here: &SignedIn, case: Uuid) -> Result<Self, Problem> {
        let people = site
            .store
            .case_colleagues(&here.actor, case, &site.moment())
            .await
            .map_err(unknown)?;
        Ok(Self { people })
    }

    /// Whoever works on a case that was opened, or wrote into it.
    pub(super) fn of(view: &CaseView) -> Self {
        Self {
            people: view.people.clone(),
        }
    }
}

/// The form.
pub(crate) async fn team(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    let team = Team::read(&site, &here, case.id).await?;
    show(&here, &case, fields(&here, &team, None))
}

fn fields(here: &SignedIn, team: &Team, sent: Option<&Fields>) -> Form {
    let at = &here.at;
    let chosen = |one: &CaseColleague| match sent {
        Some(sent) => sent.all("workers").any(|id| id == one.id.to_string()),
        None => one.assigned,
    };
    let leads = |one: &CaseColleague| match sent {
        Some(sent) => sent.get("lead") == one.id.to_string(),
        None => one.lead,
    };
    // Whoever works on it is listed even when their role has changed since.
    let people: Vec<&CaseColleague> = team
        .people
        .iter()
        .filter(|one| one.assigned || one.may_work)
        .collect();
    let workers = people
        .iter()
        .map(|one| Choice::new(one.id.to_string(), Markup::escaped(&one.name), chosen(one)))
        .collect();
    let mut lead = vec![Choice::new(
        "",
        at.say("cases-team-no-lead"),
        !people.iter().any(|one| leads(one)),
    )];
    lead.extend(
        people
            .iter()
            .map(|one| Choice::new(one.id.to_string(), Markup::escaped(&one.name), leads(one))),
    );
    Form::to(at.here())
        .with(Field::new(
            "workers",
            at.say("cases-team-workers"),
            Kind::Any(vec![(Markup::ours(""), workers)]),
        ))
        .with(Field::new(
            "lead",
            at.say("cases-team-lead"),
            Kind::Select(lead),
        ))
}

/// Says who works on it.
pub(crate) async fn change_team(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    let id = case.id;
    let team = Team::read(&site, &here, id).await?;
    let lead = Uuid::try_parse(sent.get("lead")).ok();
    let chosen: Vec<Uuid> = sent
        .all("workers")
        .filter_map(|id| Uuid::try_parse(id).ok())
        .chain(lead)
        .collect();
    let moment = site.moment();
    for one in &team.people {
        let wanted = chosen.contains(&one.id);
        let leads = lead == Some(one.id);
        let done = if wanted && (!one.assigned || (leads && !one.lead)) {
            site.store
                .assign_case(&here.actor, id, one.id, leads, &moment)
                .await
        } else if !wanted && one.assigned {
            site.store
                .unassign_case(&here.actor, id, one.id, &moment)
                .await
        } else {
            Ok(())
        };
        if let Err(error) = done {
            let mut form = fields(&here, &team, Some(&sent));
            if matches!(error, store::StoreError::Forbidden(_)) {
                form.blame("workers", here.at.say("cases-fault-assign"));
            } else {
                blame(&mut form, &here.at, "workers", error)?;
            }
            return show(&here, &case, form);
        }
    }
    // Whoever took themselves off may not open it any more: the caseload is where they go.
    Ok(here.done(here.at.to(StaffRoute::Cases), "saved"))
}

fn show(here: &SignedIn, case: &CaseSummary, form: Form) -> Result<Response, Problem> {
    summary_page(here, case, "cases-team", form, "people-save")
        .saying(here.at.say("cases-team-lead-in"))
        .show()
}
