//! The caseload: one's own cases, or those of one's organization, by code and stage; and what is due in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Permission;
use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::case::Stage;
use casework::task::{Urgency, urgency};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use store::{CaseList, CaseSummary, DeskLine, ItemKind, StaffOrganization};

use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::frame::{At, StaffFrame};
use crate::staff::list::{Asked, Cell, Filter, Go, ListView, Row, Sheet};
use crate::staff::routes::StaffRoute;

use super::{sharing, words};

/// The caseload, as its address asks.
pub(crate) async fn list(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show(&site, &here, &Asked::in_query(uri.query())?).await
}

/// The caseload, narrowed by words.
pub(crate) async fn list_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show(&site, &here, &Asked::in_form(&sent)?).await
}

/// Which cases somebody's caseload holds: their own, or all of their organization when they lead there.
fn whose(here: &SignedIn) -> CaseList {
    let leads = here.me.may(Permission::CoordinateCases)
        || here.me.may(Permission::SuperviseCases)
        || here.me.may(Permission::GuardPrivacy);
    if leads {
        CaseList::Organization(here.me.organization_id)
    } else {
        CaseList::Mine
    }
}

/// What is due, by case; and today.
struct DueNow {
    lines: Vec<Line>,
    by_case: BTreeMap<uuid::Uuid, (Urgency, Option<Date>)>,
}

/// Something that is due.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) code: String,
    pub(crate) href: String,
    pub(crate) what: Markup,
    pub(crate) when: Markup,
    pub(crate) urgency: Urgency,
    /// It is an answer, or a no, of others: it waits whatever the day.
    answered: bool,
}

impl Line {
    /// It should have been done, or is for today.
    fn late(&self) -> bool {
        self.answered || matches!(self.urgency, Urgency::Overdue | Urgency::Today)
    }
}

/// The day that an item stands for; a moment counts by its day in the house's zone.
fn day_of(site: &Site, due: &str) -> Option<Date> {
    if let Ok(moment) = due.parse::<jiff::Timestamp>() {
        return Some(site.settings.zone.to_datetime(moment).date());
    }
    due.parse().ok()
}

/// Kinds that ask somebody to do something on a day, as long as they stand in one of these states.
fn asks(line: &DeskLine) -> bool {
    match line.kind {
        ItemKind::Consent => line.state == "given",
        ItemKind::ContactRules => true,
        // What is over has another word; one that is past and still planned wants to be told.
        ItemKind::Appointment => line.state == "planned",
        ItemKind::Transfer => line.state == "proposed",
        ItemKind::Exception => line.state == "waits",
        ItemKind::AccessRequest => matches!(line.state.as_str(), "received" | "confirmed"),
        ItemKind::FollowUp => line.state == "due",
        // What is asked of others is said by `sharing`.
        ItemKind::Enquiry
        | ItemKind::EnquiryAnswer
        | ItemKind::Referral
        | ItemKind::OutsideLink
        | ItemKind::BrokenGlass => false,
        _ => !matches!(
            line.state.as_str(),
            "done" | "closed" | "ended" | "cancelled"
        ),
    }
}

/// How far ahead a consent or an order that lapses is worth a look: the "about to lapse".
const AHEAD: [Urgency; 3] = [Urgency::Overdue, Urgency::Today, Urgency::ThisWeek];

/// Whether it is worth a look on this day. Orders, statuses and permits take long to renew: they come 90 days
/// before, and go when they have been over for a month.
fn is_near(kind: ItemKind, urgency: Urgency, day: Date, today: Date) -> bool {
    let days = day.duration_since(today).as_hours() / 24;
    match kind {
        ItemKind::ProtectionOrder | ItemKind::Immigration => (-30..=LAPSING).contains(&days),
        _ => AHEAD.contains(&urgency),
    }
}

/// Days before the end of an order or a permit (casework.md 4.4).
const LAPSING: i64 = casework::immigration::REMINDERS[0] as i64;

async fn due(site: &Site, here: &SignedIn) -> Result<DueNow, Problem> {
    let at = &here.at;
    let today = site.settings.zone.to_datetime(site.clock.now()).date();
    // What comes within the week, and permits long before; nothing that nobody would look at.
    let before = today.checked_add((LAPSING + 1).days()).unwrap_or(Date::MAX);
    let found = site
        .store
        .case_desk(&here.actor, whose(here), before, &site.moment())
        .await?;
    let mut lines = Vec::new();
    let mut by_case = BTreeMap::new();
    let houses = site.store.staff_organizations(&here.actor).await?;
    let after_closing = [
        ItemKind::FollowUp,
        ItemKind::AccessRequest,
        ItemKind::EndWarning,
    ];
    for line in found
        .iter()
        .filter(|line| line.stage < Stage::Closed || after_closing.contains(&line.kind))
    {
        let day = line.due.as_deref().and_then(|due| day_of(site, due));
        let urgency = urgency(day, today);
        let shared = sharing::waits(line, is_past(site, line));
        let answered = shared.as_ref().is_some_and(|(_, waits)| *waits);
        let soon = day.is_some_and(|day| is_near(line.kind, urgency, day, today));
        if !answered && (!soon || (shared.is_none() && !asks(line))) {
            continue;
        }
        let first = by_case.entry(line.case_id).or_insert((urgency, day));
        if urgency < first.0 {
            *first = (urgency, day);
        }
        lines.push(Line {
            code: line.code.to_string(),
            href: match shared {
                Some(_) => StaffRoute::CaseSharing.of(line.case_id, at.lang),
                None => address(here, line),
            },
            what: match &shared {
                Some((key, _)) => from_others(at, key, line, &houses),
                None => at.say(&format!("cases-due-{}", line.kind.word())),
            },
            when: when(at, urgency, day),
            urgency,
            answered,
        });
    }
    lines.sort_by_key(|line| (!line.answered, line.urgency));
    Ok(DueNow { lines, by_case })
}

/// The moment by which it was due has come.
fn is_past(site: &Site, line: &DeskLine) -> bool {
    let due = line
        .due
        .as_deref()
        .and_then(|due| due.parse::<Timestamp>().ok());
    due.is_some_and(|due| due <= site.clock.now())
}

/// A line about something that is asked of others, with their name.
fn from_others(at: &At, key: &str, line: &DeskLine, houses: &[StaffOrganization]) -> Markup {
    let them = houses
        .iter()
        .find(|one| Some(one.id) == line.organization_id)
        .map_or_else(
            || at.say("cases-consent-gone"),
            |one| say::text(&one.name, at.messages()),
        );
    at.fill(key, &[("to", (&them).into())])
}

/// Where what is due is done.
fn address(here: &SignedIn, line: &DeskLine) -> String {
    let route = match line.kind {
        ItemKind::FollowUp => StaffRoute::CaseFollowUps,
        ItemKind::AccessRequest => StaffRoute::CaseRequests,
        ItemKind::Exception => StaffRoute::CaseExceptions,
        _ => StaffRoute::Case,
    };
    let route = if crate::staff::door::may_open(&here.me, route) {
        route
    } else {
        StaffRoute::Case
    };
    route.of(line.case_id, here.at.lang)
}

fn when(at: &At, urgency: Urgency, day: Option<Date>) -> Markup {
    let said = at.say(&format!("cases-urgency-{urgency}"));
    match day {
        Some(day) if urgency != Urgency::Today => {
            let day = say::date(day, at.messages());
            Markup::built(format!("{said} ({day})"))
        }
        _ => said,
    }
}

/// What waits in the cases of whoever is signed in, for the first page of the desk: how many, and the
/// sentence.
pub(crate) async fn due_now(
    site: &Site,
    here: &SignedIn,
) -> Result<Vec<(usize, &'static str)>, Problem> {
    let found = due(site, here).await?;
    let count = |urgency| {
        found
            .lines
            .iter()
            .filter(|line| !line.answered && line.urgency == urgency)
            .count()
    };
    let answered = found.lines.iter().filter(|line| line.answered).count();
    Ok([
        (answered, "sharing-need-answered"),
        (count(Urgency::Overdue), "cases-need-overdue"),
        (count(Urgency::Today), "cases-need-today"),
        (count(Urgency::ThisWeek), "cases-need-week"),
        (count(Urgency::Later), "care-need-lapsing"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .collect())
}

/// The context of `templates/staff/cases/list.html`.
#[derive(Template)]
#[template(path = "staff/cases/list.html")]
struct CasesPage<'a> {
    frame: StaffFrame<'a>,
    actions: Vec<(String, Markup)>,
    due: Vec<Line>,
    /// That there are more than the list holds.
    more: Option<Markup>,
    list: ListView,
}

async fn show(site: &Site, here: &SignedIn, asked: &Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let due = due(site, here).await?;
    // Of one stage, when one was chosen; otherwise what is open.
    let stage = Stage::parse(asked.chosen("stage"));
    let caseload = site.store.caseload(&here.actor, whose(here), stage).await?;
    let cases = caseload.cases;
    let mut sheet = Sheet::with_columns(vec![
        ("code", at.say("cases-code")),
        ("stage", at.say("cases-stage")),
        ("due", at.say("cases-due")),
        ("opened", at.say("cases-opened")),
        ("changed", at.say("cases-changed")),
    ]);
    sheet.filters = vec![
        Filter {
            key: "stage",
            label: at.say("cases-stage"),
            choices: Stage::ALL
                .iter()
                .map(|stage| (stage.to_string(), words::stage(at, *stage)))
                .collect(),
        },
        Filter {
            key: "due",
            label: at.say("cases-due"),
            choices: AHEAD
                .iter()
                .map(|one| (one.to_string(), at.say(&format!("cases-urgency-{one}"))))
                .collect(),
        },
    ];
    sheet.rows = cases
        .iter()
        .map(|case| row(site, at, case, due.by_case.get(&case.id)))
        .collect();
    if asked.wants_csv() {
        return Ok(sheet.csv(asked));
    }
    let mut actions = Vec::new();
    if crate::staff::door::may_open(&here.me, StaffRoute::NewCase) {
        for (route, key) in [
            (StaffRoute::NewCase, "cases-new"),
            (StaffRoute::FindCase, "cases-find"),
            (StaffRoute::QuickNote, "cases-quick"),
        ] {
            actions.push((at.to(route).to_owned(), at.say(key)));
        }
    }
    page(&CasesPage {
        actions,
        due: due.lines,
        more: caseload.more.then(|| {
            at.fill(
                "oversight-list-more",
                &[("count", store::LONGEST_LIST.into())],
            )
        }),
        list: sheet.view(asked, at.to(StaffRoute::Cases), at.lang),
        frame: here.frame(at.say("cases-title")),
    })
}

fn row(site: &Site, at: &At, case: &CaseSummary, due: Option<&(Urgency, Option<Date>)>) -> Row {
    let day = |moment: jiff::Timestamp| {
        let day = site.settings.zone.to_datetime(moment).date();
        Cell::said(say::date(day, at.messages())).ordered_by(moment.to_string())
    };
    let due_cell = match due {
        Some((urgency, day)) => Cell::said(when(at, *urgency, *day))
            .ordered_by(day.map(|day| day.to_string()).unwrap_or_default()),
        None => Cell::words("").ordered_by("9999"),
    };
    Row {
        cells: vec![
            Cell::link(
                &StaffRoute::Case.of(case.id, at.lang),
                &case.code.to_string(),
            ),
            Cell::said(words::stage(at, case.stage)),
            due_cell,
            day(case.opened_at),
            day(case.changed_at),
        ],
        values: vec![
            ("stage", case.stage.to_string()),
            (
                "due",
                due.map(|(urgency, _)| urgency.to_string())
                    .unwrap_or_default(),
            ),
        ],
    }
}
