//! Exceptions to consent: a law obliges, or somebody's life is in danger. Asked for with authority, reason and
//! the least that serves; a second person agrees; the privacy officer is told; a day at most.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::Permission;
use axum::extract::State;
use axum::response::Response;
use casework::consent::{
    DataKind, Exception, ExceptionFault, ExceptionKind, LONGEST_EXCEPTION, Purpose, Recipient,
};
use casework::words::{CaseId, ExceptionId, OrganizationId, Private, WorkerId};
use jiff::SignedDuration;
use store::{CaseError, CaseItem, CaseSummary, StaffOrganization, StoreError};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::stack::{Act, Block, Card, StackPage};

use super::outline::pair;
use super::team::Team;
use super::{choices, known_at, purpose, titled_summary, to, unknown, words};
use crate::staff::routes::StaffRoute;

/// Hours that the form offers.
const HOURS: [i64; 4] = [1, 4, 12, 24];

/// The page.
pub(crate) async fn exceptions(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    let houses = site.store.staff_organizations(&here.actor).await?;
    let form = asks(&here).then(|| fields(&here, &houses, &Fields::default()));
    show(&site, &here, &case, &houses, form).await
}

/// Whoever works on cases asks; the others agree or end.
fn asks(here: &SignedIn) -> bool {
    here.me.may(Permission::WorkCases) || here.me.may(Permission::CoordinateCases)
}

fn fields(here: &SignedIn, houses: &[StaffOrganization], sent: &Fields) -> Form {
    let at = &here.at;
    let long = |name, key: &str| Field::new(name, at.say(key), Kind::Long).holding(sent.get(name));
    let to = sent.get("recipient");
    let mut recipients = vec![Choice::new(
        "",
        at.say("oversight-exception-choose"),
        to.is_empty(),
    )];
    recipients.extend(houses.iter().map(|one| {
        let name = say::text(&one.name, at.messages());
        let id = one.id.to_string();
        let chosen = id == to;
        Choice::new(id, name, chosen)
    }));
    let chosen: BTreeSet<&str> = sent.all("kinds").collect();
    let kinds = DataKind::ALL
        .iter()
        .map(|kind| {
            let said = at.say(&format!("cases-data-{kind}"));
            Choice::new(kind.as_str(), said, chosen.contains(kind.as_str()))
        })
        .collect();
    let hours = match sent.get("hours") {
        "" => "4",
        hours => hours,
    };
    let hours = HOURS
        .map(|one| {
            let count = u64::try_from(one).unwrap_or_default();
            let said = at.fill("oversight-hours", &[("count", count.into())]);
            Choice::new(one.to_string(), said, hours == one.to_string())
        })
        .into();
    Form::to(at.here())
        .along("act", "ask")
        .with(Field::new(
            "kind",
            at.say("oversight-exception-kind"),
            Kind::One(choices(
                ExceptionKind::ALL,
                ExceptionKind::as_str,
                |word| at.say(&format!("oversight-exception-{word}")),
                ExceptionKind::parse(sent.get("kind")),
            )),
        ))
        .with(
            Field::new(
                "authority",
                at.say("oversight-exception-authority"),
                Kind::Text,
            )
            .holding(sent.get("authority"))
            .hinting(at.say("oversight-exception-authority-hint")),
        )
        .with(
            long("reason", "oversight-exception-reason")
                .hinting(at.say("oversight-exception-reason-hint")),
        )
        .with(Field::new(
            "purpose",
            at.say("cases-consent-purpose"),
            Kind::Select(choices(
                Purpose::ALL,
                Purpose::as_str,
                |word| at.say(&format!("cases-purpose-{word}")),
                Purpose::parse(sent.get("purpose")).or(Some(Purpose::Referral)),
            )),
        ))
        .with(Field::new(
            "recipient",
            at.say("cases-consent-recipient"),
            Kind::Select(recipients),
        ))
        .with(
            Field::new(
                "kinds",
                at.say("cases-consent-kinds"),
                Kind::Any(vec![(Markup::ours(""), kinds)]),
            )
            .hinting(at.say("oversight-exception-kinds-hint")),
        )
        .with(
            long("minimum", "oversight-exception-minimum")
                .hinting(at.say("oversight-exception-minimum-hint")),
        )
        .with(Field::new(
            "hours",
            at.say("oversight-exception-hours"),
            Kind::Select(hours),
        ))
}

fn read(
    site: &Site,
    here: &SignedIn,
    case: Uuid,
    houses: &[StaffOrganization],
    sent: &Fields,
) -> Result<Exception, (&'static str, &'static str)> {
    let kind = ExceptionKind::parse(sent.get("kind")).ok_or(("kind", "cases-fault-answer"))?;
    let purpose = Purpose::parse(sent.get("purpose")).ok_or(("purpose", "cases-fault-answer"))?;
    let recipient = Uuid::try_parse(sent.get("recipient"))
        .ok()
        .filter(|id| houses.iter().any(|one| one.id == *id))
        .ok_or(("recipient", "cases-fault-recipient"))?;
    let hours = sent
        .get("hours")
        .parse()
        .ok()
        .filter(|hours| HOURS.contains(hours))
        .ok_or(("hours", "cases-fault-answer"))?;
    let now = site.clock.now();
    let lasts = SignedDuration::from_hours(hours).min(LONGEST_EXCEPTION);
    Ok(Exception {
        id: ExceptionId(Uuid::nil()),
        case: CaseId(case),
        kind,
        authority: Private::new(sent.get("authority")),
        reason: Private::new(sent.get("reason")),
        purpose,
        recipient: Recipient::Organization(OrganizationId(recipient)),
        kinds: sent.all("kinds").filter_map(DataKind::parse).collect(),
        minimum: Private::new(sent.get("minimum")),
        first: WorkerId(here.me.id),
        second: None,
        from: now,
        to: now.saturating_add(lasts).unwrap_or(now),
        privacy_officer_told_at: None,
        ended_at: None,
    })
}

/// The field that a fault is about, and its message.
const fn about(fault: ExceptionFault) -> (&'static str, &'static str) {
    use ExceptionFault as F;
    match fault {
        F::NoAuthority => ("authority", "oversight-fault-authority"),
        F::NoReason => ("reason", "cases-fault-needs-reason"),
        F::NoKinds => ("kinds", "cases-fault-kinds"),
        F::NotMinimum => ("kinds", "oversight-fault-everything"),
        F::MinimumNotExplained => ("minimum", "oversight-fault-minimum"),
        F::TooLong | F::NotNow | F::Ended => ("hours", "oversight-fault-over"),
        F::NoSecondPerson | F::SamePerson | F::PrivacyOfficerNotTold => {
            ("kind", "cases-fault-needs-second-person")
        }
    }
}

/// Asks for one, agrees to one, or ends one.
pub(crate) async fn change_exception(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    let (store, moment) = (&site.store, site.moment());
    let item = Uuid::try_parse(sent.get("item"));
    match (sent.get("act"), item) {
        ("agree", Ok(item)) => {
            let agreed = store
                .second_exception(&here.actor, case.id, item, &moment)
                .await;
            let done = match agreed {
                Ok(()) => "exception-agreed",
                Err(StoreError::Case(CaseError::NeedsSecondPerson)) => "needs-second",
                Err(StoreError::Case(CaseError::ExceptionFaults(_))) => "exception-over",
                Err(error) => return Err(unknown(error)),
            };
            return Ok(here.done(&here.at.here(), done));
        }
        ("end", Ok(item)) => {
            store
                .end_exception(&here.actor, case.id, item, &moment)
                .await
                .map_err(unknown)?;
            return Ok(here.done(&here.at.here(), "exception-ended"));
        }
        _ => {}
    }
    if !asks(&here) {
        return Err(Problem::NotFound);
    }
    let houses = store.staff_organizations(&here.actor).await?;
    let mut form = fields(&here, &houses, &sent);
    let exception = match read(&site, &here, case.id, &houses, &sent) {
        Ok(exception) => exception,
        Err((field, key)) => {
            form.blame(field, here.at.say(key));
            return show(&site, &here, &case, &houses, Some(form)).await;
        }
    };
    match store
        .ask_exception(&here.actor, case.id, &exception, &moment)
        .await
    {
        Ok(_) => Ok(here.done(&here.at.here(), "exception")),
        Err(StoreError::Case(CaseError::ExceptionFaults(faults))) => {
            for fault in faults {
                let (field, key) = about(fault);
                form.blame(field, here.at.say(key));
            }
            show(&site, &here, &case, &houses, Some(form)).await
        }
        Err(error) => {
            super::blame(&mut form, &here.at, "kind", error)?;
            show(&site, &here, &case, &houses, Some(form)).await
        }
    }
}

async fn show(
    site: &Site,
    here: &SignedIn,
    case: &CaseSummary,
    houses: &[StaffOrganization],
    form: Option<Form>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let found = site
        .store
        .case_exceptions(&here.actor, case.id, purpose(&here.me), &site.moment())
        .await
        .map_err(unknown)?;
    let team = Team::read(site, here, case.id).await?;
    let cards = found
        .iter()
        .rev()
        .map(|item| card(site, here, item, houses, &team))
        .collect();
    let mut page = StackPage::new(
        here.frame(titled_summary(at, case, "oversight-exceptions")),
        at.here(),
    )
    .back(to(here, case.id, StaffRoute::Case), at.say("cases-back"))
    .saying(at.say("oversight-exceptions-lead"))
    .with(
        Block::new(at.say("oversight-exceptions-now"))
            .holding(cards, at.say("oversight-exceptions-none")),
    );
    if let Some(form) = form {
        page = page.with(
            Block::new(at.say("oversight-exception-new"))
                .saying(at.say("oversight-exception-new-lead"))
                .asking(form, at.say("oversight-exception-go"), "go"),
        );
    }
    page.show()
}

/// Where an exception stands: its word.
fn state(site: &Site, exception: &Exception) -> &'static str {
    let over = site.clock.now() >= exception.to;
    match (exception.ended_at, exception.second) {
        (Some(_), _) => "ended",
        (None, _) if over => "over",
        (None, None) => "waits",
        (None, Some(_)) => "counts",
    }
}

fn card(
    site: &Site,
    here: &SignedIn,
    item: &CaseItem<Exception>,
    houses: &[StaffOrganization],
    team: &Team,
) -> Card {
    let at = &here.at;
    let exception = &item.payload;
    let state = state(site, exception);
    let recipient = match exception.recipient {
        Recipient::Organization(id) | Recipient::Outside(id) => {
            houses.iter().find(|one| one.id == id.0).map_or_else(
                || at.say("cases-consent-gone"),
                |one| say::text(&one.name, at.messages()),
            )
        }
        Recipient::Person => at.say("cases-consent-herself"),
    };
    let head = at.fill(
        "cases-consent-head",
        &[
            (
                "purpose",
                (&at.say(&format!("oversight-exception-{}", exception.kind))).into(),
            ),
            ("to", (&recipient).into()),
        ],
    );
    let kinds: Vec<String> = exception
        .kinds
        .iter()
        .map(|kind| at.say(&format!("cases-data-{kind}")).to_string())
        .collect();
    let moment = |when| words::moment(when, &site.settings.zone, at.messages());
    let mut lines = vec![
        pair(
            at,
            "oversight-exception-authority",
            &words::written(&exception.authority),
        ),
        pair(
            at,
            "oversight-exception-reason",
            &words::written(&exception.reason),
        ),
        pair(at, "cases-consent-kinds", &Markup::built(kinds.join(", "))),
        pair(
            at,
            "oversight-exception-minimum",
            &words::written(&exception.minimum),
        ),
        period(at, &moment(exception.from), &moment(exception.to)),
        pair(
            at,
            "oversight-exception-first",
            &name(here, team, exception.first),
        ),
    ];
    if let Some(second) = exception.second {
        lines.push(pair(
            at,
            "oversight-exception-second",
            &name(here, team, second),
        ));
    }
    let act = |does, key: &str, class| Act {
        does,
        item: item.id.to_string(),
        words: at.say(key),
        about: head.clone(),
        class,
    };
    let mut acts = Vec::new();
    if state == "waits" && exception.first.0 != here.me.id {
        acts.push(act("agree", "oversight-exception-agree", "go"));
    }
    if matches!(state, "waits" | "counts") {
        acts.push(act("end", "oversight-exception-end", ""));
    }
    Card {
        mark: Some(at.say(&format!("oversight-exception-state-{state}"))),
        late: matches!(state, "waits" | "counts"),
        lines,
        acts,
        head,
        ..Card::default()
    }
}

/// From when to when.
pub(super) fn period(at: &At, from: &Markup, until: &Markup) -> Markup {
    at.fill(
        "oversight-period",
        &[("from", from.into()), ("until", until.into())],
    )
}

/// A name, also of somebody of another organization who is reading this.
fn name(here: &SignedIn, team: &Team, who: WorkerId) -> Markup {
    if who.0 == here.me.id {
        return Markup::escaped(&here.me.name);
    }
    team.name(who, &here.at)
}
