//! Who read a case: for those who answer for it, with names; and a sheet for the person, to print, in English
//! or French, by day and organization. Workers are not named on it: the organization answers for them, and a
//! sheet may fall into other hands.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use kernel::Lang;
use store::{CaseAccess, CaseEvent, CaseSummary};

use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

use super::{known_at, titled_summary, unknown, words};

/// A line, as those who answer for the case see it.
struct Line {
    when: Markup,
    who: Markup,
    what: Markup,
    times: u32,
}

/// A line of the sheet.
pub(super) struct SheetLine {
    pub(super) day: Markup,
    pub(super) who: Markup,
    pub(super) what: Markup,
    pub(super) times: u32,
}

/// The context of `templates/staff/cases/access.html`.
#[derive(Template)]
#[template(path = "staff/cases/access.html")]
struct AccessPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    form: Form,
    sheet: Sheet,
    lines: Vec<Line>,
}

/// The sheet for the person.
struct Sheet {
    lang: Lang,
    title: Markup,
    lead: Vec<Markup>,
    heads: [Markup; 4],
    lines: Vec<SheetLine>,
    none: Markup,
    made: Markup,
}

/// The page, with the sheet in the language of the page.
pub(crate) async fn access(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let lang = here.at.lang;
    show(&site, &here, lang).await
}

/// The same with the sheet in the language that the person reads.
pub(crate) async fn access_in(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let wanted = sent.get("sheet");
    let lang = Lang::ALL
        .into_iter()
        .find(|lang| lang.code() == wanted)
        .unwrap_or(here.at.lang);
    show(&site, &here, lang).await
}

async fn show(site: &Site, here: &SignedIn, lang: Lang) -> Result<Response, Problem> {
    let at = &here.at;
    let case = known_at(site, here).await?;
    let found = site
        .store
        .case_accesses(&here.actor, case.id, &site.moment())
        .await
        .map_err(unknown)?;
    let choices = Lang::ALL
        .into_iter()
        .map(|one| {
            let said = at.say(&format!("oversight-sheet-in-{}", one.code()));
            Choice::new(one.code(), said, one == lang)
        })
        .collect();
    let form = Form::to(at.here()).with(Field::new(
        "sheet",
        at.say("oversight-sheet-language"),
        Kind::Select(choices),
    ));
    page(&AccessPage {
        back: StaffRoute::Case.of(case.id, at.lang),
        form,
        sheet: sheet(site, &case, &found, Messages::of(lang)),
        lines: found.iter().map(|one| line(site, here, one)).collect(),
        frame: here.frame(titled_summary(at, &case, "oversight-access")),
    })
}

fn line(site: &Site, here: &SignedIn, access: &CaseAccess) -> Line {
    let messages = here.at.messages();
    let name = access.name.as_ref().map_or_else(
        || messages.say("oversight-access-outside"),
        |name| Markup::escaped(name),
    );
    let who = match &access.organization {
        Some(organization) => {
            Markup::built(format!("{name} · {}", say::text(organization, messages)))
        }
        None => name,
    };
    Line {
        when: words::moment(access.at, &site.settings.zone, messages),
        who,
        what: what(access, messages),
        times: access.times,
    }
}

/// What was done and what for, in a phrase.
pub(super) fn what(access: &CaseAccess, messages: &'static Messages) -> Markup {
    match access.what {
        CaseEvent::Read => {
            let purpose = messages
                .find(&format!("oversight-for-{}", access.detail))
                .unwrap_or_else(|| messages.say("oversight-for-work"));
            match access.kind {
                None => purpose,
                Some(kind) => {
                    let kind = messages.say(&format!("cases-kind-{}", kind.word()));
                    messages.fill(
                        "oversight-read-kind",
                        &[("purpose", (&purpose).into()), ("kind", (&kind).into())],
                    )
                }
            }
        }
        CaseEvent::SharedRead => messages.say("oversight-did-shared"),
        CaseEvent::GlassBroken => messages.say("oversight-did-glass"),
        CaseEvent::LinkOpened => messages.say("oversight-did-link"),
        _ => match access.detail.as_str() {
            "own-copy-html" | "own-copy-json" => messages.say("oversight-did-own-copy"),
            _ => messages.say("oversight-did-exported"),
        },
    }
}

/// The lines of the sheet: by day, organization and purpose, with how often. Nothing is left out.
pub(super) fn sheet_lines(
    site: &Site,
    found: &[CaseAccess],
    messages: &'static Messages,
) -> Vec<SheetLine> {
    let mut lines: BTreeMap<(std::cmp::Reverse<Date>, String, String), u32> = BTreeMap::new();
    for access in found {
        let day = site.settings.zone.to_datetime(access.at).date();
        let who = access.organization.as_ref().map_or_else(
            || messages.say("oversight-access-outside"),
            |organization| say::text(organization, messages),
        );
        let key = (
            std::cmp::Reverse(day),
            who.to_string(),
            what(access, messages).to_string(),
        );
        let times = lines.entry(key).or_default();
        *times = times.saturating_add(access.times);
    }
    lines
        .into_iter()
        .map(|((day, who, what), times)| SheetLine {
            day: say::date(day.0, messages),
            who: Markup::built(who),
            what: Markup::built(what),
            times,
        })
        .collect()
}

fn sheet(
    site: &Site,
    case: &CaseSummary,
    found: &[CaseAccess],
    messages: &'static Messages,
) -> Sheet {
    let code = case.code.to_string();
    let made = words::moment(site.clock.now(), &site.settings.zone, messages);
    Sheet {
        lang: messages.lang(),
        title: messages.fill("oversight-sheet-title", &[("code", (&code).into())]),
        lead: ["oversight-sheet-lead", "oversight-sheet-names"]
            .map(|key| messages.say(key))
            .into(),
        heads: [
            "oversight-sheet-day",
            "oversight-sheet-who",
            "oversight-sheet-what",
            "oversight-sheet-times",
        ]
        .map(|key| messages.say(key)),
        lines: sheet_lines(site, found, messages),
        none: messages.say("oversight-sheet-none"),
        made: messages.fill("cases-summary-made", &[("when", (&made).into())]),
    }
}
