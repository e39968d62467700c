//! How long cases are kept and how soon requests are answered, by organization; cases near their end; and the
//! certificates of those that are gone.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::access_request::AccessClock;
use casework::retention::{KeptState, Schedule};
use store::{KeepingRules, KeptCase, KeptCertificate, StaffOrganization};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::cases::{said_state, unknown, words};
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;
use crate::staff::stack::{Act, Block, Card, StackPage};

use super::named;

/// The page.
pub(crate) async fn rules(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    show(&site, &here, &Fields::default(), &[]).await
}

fn houses_field(
    at: &At,
    name: &'static str,
    houses: &[StaffOrganization],
    chosen: &str,
    own: Uuid,
) -> Field {
    let choices = houses
        .iter()
        .map(|one| {
            let id = one.id.to_string();
            let is = id == chosen || (chosen.is_empty() && one.id == own);
            Choice::new(id, say::text(&one.name, at.messages()), is)
        })
        .collect();
    Field::new(
        name,
        at.say("oversight-organization"),
        Kind::Select(choices),
    )
}

fn schedule_fields(here: &SignedIn, houses: &[StaffOrganization], sent: &Fields) -> Form {
    let at = &here.at;
    let line = |name, key: &str, kind| Field::new(name, at.say(key), kind).holding(sent.get(name));
    Form::to(at.here())
        .along("act", "schedule")
        .with(houses_field(
            at,
            "organization",
            houses,
            sent.get("organization"),
            here.me.organization_id,
        ))
        .with(
            line("name", "oversight-schedule-name", Kind::Text)
                .hinting(at.say("oversight-schedule-name-hint")),
        )
        .with(
            line("source", "oversight-source", Kind::Text).hinting(at.say("oversight-source-hint")),
        )
        .with(line("months", "oversight-months", Kind::Number))
        .with(
            line("months_minor", "oversight-months-minor", Kind::Number)
                .hinting(at.say("oversight-months-minor-hint")),
        )
        .with(
            line("warning", "oversight-warning-days", Kind::Number)
                .hinting(at.say("oversight-warning-days-hint")),
        )
}

fn clock_fields(here: &SignedIn, houses: &[StaffOrganization], sent: &Fields) -> Form {
    let at = &here.at;
    let line = |name, key: &str, kind| Field::new(name, at.say(key), kind).holding(sent.get(name));
    Form::to(at.here())
        .along("act", "clock")
        .with(houses_field(
            at,
            "clock_organization",
            houses,
            sent.get("clock_organization"),
            here.me.organization_id,
        ))
        .with(line("days", "oversight-clock-days", Kind::Number))
        .with(
            line("extension", "oversight-clock-extension", Kind::Number)
                .hinting(at.say("oversight-clock-extension-hint")),
        )
        .with(
            line("clock_source", "oversight-source", Kind::Text)
                .hinting(at.say("oversight-source-hint")),
        )
}

type Faults = Vec<(&'static str, &'static str)>;

/// A whole number from 1; nothing where a field that may be empty is.
fn number(sent: &Fields, name: &'static str, faults: &mut Faults) -> Option<u16> {
    let written = sent.get(name).trim();
    let read = written
        .parse::<u16>()
        .ok()
        .filter(|one| (1..=1_200).contains(one));
    if read.is_none() && !written.is_empty() {
        faults.push((name, "oversight-fault-number"));
    }
    read
}

fn needed(sent: &Fields, name: &'static str, faults: &mut Faults) -> Option<u16> {
    let read = number(sent, name, faults);
    if read.is_none() && sent.get(name).trim().is_empty() {
        faults.push((name, "oversight-fault-number"));
    }
    read
}

fn words_of(sent: &Fields, name: &'static str, faults: &mut Faults) -> String {
    let written = sent.get(name).trim();
    if written.is_empty() {
        faults.push((name, "oversight-fault-source"));
    }
    written.chars().take(300).collect()
}

/// Sets a schedule or a clock, or ends a schedule.
pub(crate) async fn change_rules(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let (store, moment) = (&site.store, site.moment());
    let mut faults = Vec::new();
    let here_again = here.at.here();
    match sent.get("act") {
        "end" => {
            let id = Uuid::try_parse(sent.get("item")).map_err(|_| Problem::BadForm)?;
            store
                .end_schedule(&here.actor, id, &moment)
                .await
                .map_err(unknown)?;
            return Ok(here.done(&here_again, "rule-ended"));
        }
        "clock" => {
            let organization = organization(&sent, "clock_organization")?;
            let days = needed(&sent, "days", &mut faults);
            let extension_days = number(&sent, "extension", &mut faults);
            let source = words_of(&sent, "clock_source", &mut faults);
            if let (Some(days), true) = (days, faults.is_empty()) {
                let clock = AccessClock {
                    days,
                    extension_days,
                    source,
                };
                store
                    .set_access_clock(&here.actor, organization, &clock, &moment)
                    .await
                    .map_err(unknown)?;
                return Ok(here.done(&here_again, "saved"));
            }
        }
        _ => {
            let organization = organization(&sent, "organization")?;
            let name = words_of(&sent, "name", &mut faults);
            let source = words_of(&sent, "source", &mut faults);
            let months = needed(&sent, "months", &mut faults);
            let months_if_minor = number(&sent, "months_minor", &mut faults);
            let warning_days = needed(&sent, "warning", &mut faults);
            if let (Some(months), Some(warning_days), true) =
                (months, warning_days, faults.is_empty())
            {
                let schedule = Schedule {
                    name,
                    source,
                    months,
                    months_if_minor,
                    warning_days,
                };
                store
                    .add_schedule(&here.actor, organization, &schedule, &moment)
                    .await
                    .map_err(unknown)?;
                return Ok(here.done(&here_again, "rule-set"));
            }
        }
    }
    show(&site, &here, &sent, &faults).await
}

fn organization(sent: &Fields, name: &'static str) -> Result<Uuid, Problem> {
    Uuid::try_parse(sent.get(name)).map_err(|_| Problem::BadForm)
}

async fn show(
    site: &Site,
    here: &SignedIn,
    sent: &Fields,
    faults: &[(&'static str, &'static str)],
) -> Result<Response, Problem> {
    let at = &here.at;
    let (store, moment) = (&site.store, site.moment());
    let houses = store.staff_organizations(&here.actor).await?;
    let rules = store.keeping_rules(&here.actor, &moment).await?;
    let kept = store.kept_cases(&here.actor, &moment).await?;
    let ended = store.end_certificates(&here.actor, &moment).await?;
    let nothing = Fields::default();
    let of_clock = sent.get("act") == "clock";
    let mut schedule = schedule_fields(here, &houses, if of_clock { &nothing } else { sent });
    let mut clock = clock_fields(here, &houses, if of_clock { sent } else { &nothing });
    for (field, key) in faults {
        let form = if of_clock { &mut clock } else { &mut schedule };
        form.blame(field, at.say(key));
    }
    StackPage::new(here.frame(at.say("oversight-keeping-title")), at.here())
        .saying(at.say("oversight-keeping-lead"))
        .leading(
            at.to(StaffRoute::TakeOuts).to_owned(),
            at.say("oversight-take-outs"),
        )
        .with(
            Block::new(at.say("oversight-kept-cases")).holding(
                kept.iter()
                    .map(|case| kept_card(at, &houses, case))
                    .collect(),
                at.say("oversight-kept-none"),
            ),
        )
        .with(
            Block::new(at.say("oversight-schedules"))
                .saying(at.say("oversight-schedules-lead"))
                .holding(
                    schedule_cards(site, at, &houses, &rules),
                    at.say("oversight-schedules-none"),
                )
                .asking(schedule, at.say("oversight-schedule-go"), "go"),
        )
        .with(
            Block::new(at.say("oversight-clocks"))
                .saying(at.say("oversight-clocks-lead"))
                .holding(
                    clock_cards(site, at, &houses, &rules),
                    at.say("oversight-clocks-none"),
                )
                .asking(clock, at.say("oversight-clock-go"), "go"),
        )
        .with(
            Block::new(at.say("oversight-certificates")).holding(
                ended
                    .iter()
                    .map(|kept| ended_card(site, at, &houses, kept))
                    .collect(),
                at.say("oversight-certificates-none"),
            ),
        )
        .show()
}

fn kept_card(at: &At, houses: &[StaffOrganization], case: &KeptCase) -> Card {
    let mut lines = vec![named(at, houses, case.organization)];
    if case.asked {
        lines.push(at.say("oversight-kept-asked"));
    }
    let state = case.retention.state;
    Card {
        head: Markup::built(case.code.to_string()),
        href: StaffRoute::CaseKeeping.of(case.id, at.lang),
        mark: Some(said_state(at, case.retention)),
        late: matches!(state, KeptState::WarningDue | KeptState::Due) || case.asked,
        lines,
        ..Card::default()
    }
}

/// Who set it, and when.
fn set(site: &Site, at: &At, by: Option<&String>, since: jiff::Timestamp) -> Markup {
    let name = by.map_or_else(|| at.say("cases-somebody"), |name| Markup::escaped(name));
    let when = words::moment(since, &site.settings.zone, at.messages());
    at.fill(
        "oversight-set-by",
        &[("name", (&name).into()), ("when", (&when).into())],
    )
}

fn schedule_cards(
    site: &Site,
    at: &At,
    houses: &[StaffOrganization],
    rules: &KeepingRules,
) -> Vec<Card> {
    rules
        .schedules
        .iter()
        .map(|kept| {
            let schedule = &kept.schedule;
            let months = |count: u16| {
                at.fill(
                    "oversight-months-count",
                    &[("count", u64::from(count).into())],
                )
            };
            let name = Markup::escaped(&schedule.name);
            let house = named(at, houses, kept.organization);
            let head = at.fill(
                "oversight-pair",
                &[("name", (&house).into()), ("what", (&name).into())],
            );
            let mut lines = vec![at.fill(
                "oversight-schedule-says",
                &[
                    ("months", (&months(schedule.months)).into()),
                    ("days", u64::from(schedule.warning_days).into()),
                ],
            )];
            if let Some(minor) = schedule.months_if_minor {
                lines.push(at.fill(
                    "oversight-schedule-minor",
                    &[("months", (&months(minor)).into())],
                ));
            }
            lines.push(Markup::escaped(&schedule.source));
            lines.push(set(site, at, kept.set_by.as_ref(), kept.since));
            let holds = kept.ended_at.is_none();
            let acts = if holds {
                vec![Act {
                    does: "end",
                    item: kept.id.to_string(),
                    words: at.say("oversight-schedule-end"),
                    about: head.clone(),
                    class: "",
                }]
            } else {
                Vec::new()
            };
            Card {
                mark: Some(at.say(if holds {
                    "oversight-rule-holds"
                } else {
                    "oversight-rule-ended"
                })),
                head,
                lines,
                acts,
                ..Card::default()
            }
        })
        .collect()
}

fn clock_cards(
    site: &Site,
    at: &At,
    houses: &[StaffOrganization],
    rules: &KeepingRules,
) -> Vec<Card> {
    let mut seen = std::collections::BTreeSet::new();
    rules
        .clocks
        .iter()
        .map(|kept| {
            let newest = seen.insert(kept.organization);
            let mut lines = vec![at.fill(
                "oversight-clock-says",
                &[("count", u64::from(kept.clock.days).into())],
            )];
            if let Some(more) = kept.clock.extension_days {
                lines.push(at.fill("oversight-clock-more", &[("count", u64::from(more).into())]));
            }
            lines.push(Markup::escaped(&kept.clock.source));
            lines.push(set(site, at, kept.set_by.as_ref(), kept.since));
            Card {
                head: named(at, houses, kept.organization),
                mark: Some(at.say(if newest {
                    "oversight-rule-holds"
                } else {
                    "oversight-rule-ended"
                })),
                lines,
                ..Card::default()
            }
        })
        .collect()
}

fn ended_card(site: &Site, at: &At, houses: &[StaffOrganization], kept: &KeptCertificate) -> Card {
    Card {
        head: Markup::built(kept.certificate.code.to_string()),
        href: StaffRoute::EndCertificate.of(kept.case_id, at.lang),
        lines: vec![
            named(at, houses, kept.organization),
            words::moment(
                kept.certificate.ended_at,
                &site.settings.zone,
                at.messages(),
            ),
        ],
        ..Card::default()
    }
}

/// The context of `templates/staff/oversight/certificate.html`.
#[derive(Template)]
#[template(path = "staff/oversight/certificate.html")]
struct CertificatePage<'a> {
    frame: StaffFrame<'a>,
    lines: Vec<(Markup, Markup)>,
    message: String,
    signature: String,
    public_key: String,
}

/// A certificate, to print and to check elsewhere.
pub(crate) async fn certificate(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let at = &here.at;
    let kept = site
        .store
        .end_certificate(&here.actor, at.id()?, &site.moment())
        .await?
        .ok_or(Problem::NotFound)?;
    let houses = site.store.staff_organizations(&here.actor).await?;
    let one = &kept.certificate;
    let name = |name: &Option<String>| {
        name.as_ref()
            .map_or_else(|| at.say("cases-somebody"), |name| Markup::escaped(name))
    };
    let moment = |when| words::moment(when, &site.settings.zone, at.messages());
    let lines = [
        ("cases-code", Markup::built(one.code.to_string())),
        (
            "oversight-organization",
            named(at, &houses, kept.organization),
        ),
        ("cases-opened", moment(one.opened_at)),
        ("oversight-certificate-ended", moment(one.ended_at)),
        (
            "oversight-certificate-items",
            Markup::built(one.items.to_string()),
        ),
        ("oversight-certificate-asked", name(&kept.asked_by)),
        ("oversight-certificate-done", name(&kept.done_by)),
        (
            "oversight-certificate-entry",
            Markup::built(one.sequence.to_string()),
        ),
        (
            "oversight-certificate-key",
            Markup::built(one.key_version.to_string()),
        ),
    ]
    .map(|(key, said)| (at.say(key), said))
    .into();
    page(&CertificatePage {
        lines,
        message: one.message(),
        signature: one.signature.clone(),
        public_key: one.public_key.clone(),
        frame: here.frame(at.say("oversight-certificate")),
    })
}
