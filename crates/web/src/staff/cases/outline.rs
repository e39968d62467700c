//! A case as whoever supervises or guards privacy sees it: its code, where it stands, who works on it, and the
//! ways that are theirs. Nothing of hers, and no reading.

use std::sync::Arc;

use ::access::Permission;
use axum::response::Response;
use store::CaseSummary;

use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::{SignedIn, may_open};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;
use crate::staff::stack::{Block, Card, StackPage};

use super::team::Team;
use super::{to, words};

/// The page.
pub(super) async fn show(
    site: &Arc<Site>,
    here: &SignedIn,
    case: &CaseSummary,
) -> Result<Response, Problem> {
    let at = &here.at;
    let team = Team::read(site, here, case.id).await?;
    let day = |moment: jiff::Timestamp| {
        say::date(site.settings.zone.to_datetime(moment).date(), at.messages())
    };
    let mut lines = vec![
        pair(at, "cases-stage", &words::stage(at, case.stage)),
        pair(at, "cases-opened", &day(case.opened_at)),
        pair(at, "cases-changed", &day(case.changed_at)),
    ];
    if let Some(closed) = case.closed_at {
        lines.push(pair(at, "oversight-closed", &day(closed)));
    }
    if case.legal_hold {
        lines.push(at.say("cases-legal-hold"));
    }
    let standing = Card {
        head: at.say("oversight-outline-stands"),
        lines,
        ..Card::default()
    };
    let people = team.on_the_case(at);
    let nobody = people.is_empty();
    let carried = Card {
        head: at.say("cases-team"),
        lines: if nobody {
            vec![at.say("cases-team-nobody")]
        } else {
            people
        },
        late: nobody,
        ..Card::default()
    };
    let mut page = StackPage::new(here.frame(Markup::built(case.code.to_string())), at.here())
        .back(
            at.to(StaffRoute::Cases).to_owned(),
            at.say("cases-list-back"),
        )
        .saying(at.say("oversight-outline-lead"));
    for (route, key) in sections(here) {
        page = page.leading(to(here, case.id, route), at.say(key));
    }
    page.with(
        Block::new(at.say("oversight-outline")).holding(vec![standing, carried], Markup::ours("")),
    )
    .show()
}

/// The ways that are open to them, the one into the case last.
fn sections(here: &SignedIn) -> Vec<(StaffRoute, &'static str)> {
    [
        (StaffRoute::CaseTeam, "cases-team"),
        (StaffRoute::CaseStage, "cases-move"),
        (StaffRoute::CaseExceptions, "oversight-exceptions"),
        (StaffRoute::CaseRequests, "oversight-requests"),
        (StaffRoute::CaseCopy, "oversight-copy"),
        (StaffRoute::CaseAccess, "oversight-access"),
        (StaffRoute::CaseHistory, "oversight-history"),
        (StaffRoute::CaseKeeping, "oversight-keeping"),
        (StaffRoute::CaseGlass, "oversight-glass"),
    ]
    .into_iter()
    .filter(|(route, _)| may_open(&here.me, *route))
    .filter(|(route, _)| {
        // Whoever guards privacy neither gives work out nor closes.
        let leads =
            here.me.may(Permission::SuperviseCases) || here.me.may(Permission::CoordinateCases);
        leads || !matches!(route, StaffRoute::CaseTeam | StaffRoute::CaseStage)
    })
    .collect()
}

/// A name and what stands behind it.
pub(super) fn pair(at: &At, key: &str, said: &Markup) -> Markup {
    at.fill(
        "oversight-pair",
        &[("name", (&at.say(key)).into()), ("what", said.into())],
    )
}
