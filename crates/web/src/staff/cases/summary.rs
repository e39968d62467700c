//! A summary of a case to print, with the parts that somebody chose: nothing is on paper that was not asked for.

use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::contact::ContactRules;
use casework::need::{self, Need, NeedEntry, NeedState};
use casework::note::Note;
use casework::task::Task;
use store::{CaseParts, OpenCase};

use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

use super::contact::said_rules;
use super::overview::{about, note_lines};
use super::team::Team;
use super::{case_at, form_page, titled, view_at, words};

/// The parts, in the order of the paper.
const PARTS: [&str; 5] = ["contact", "person", "needs", "tasks", "notes"];

/// A part with its lines.
struct Part {
    name: Markup,
    lines: Vec<Markup>,
}

/// The context of `templates/staff/cases/summary.html`.
#[derive(Template)]
#[template(path = "staff/cases/summary.html")]
struct SummaryPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    made: Markup,
    parts: Vec<Part>,
}

/// The form in which one chooses.
pub(crate) async fn summary_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    show_form(&here, &case, None)
}

fn show_form(here: &SignedIn, case: &OpenCase, fault: Option<&str>) -> Result<Response, Problem> {
    let at = &here.at;
    let parts = PARTS
        .map(|part| Choice::new(part, at.say(&format!("cases-summary-{part}")), false))
        .into();
    let mut form = Form::to(at.here()).with(Field::new(
        "parts",
        at.say("cases-summary-parts"),
        Kind::Any(vec![(Markup::ours(""), parts)]),
    ));
    if let Some(key) = fault {
        form.blame("parts", at.say(key));
    }
    form_page(here, case, "cases-summary", form, "cases-summary-go")
        .saying(at.say("cases-summary-lead"))
        .show()
}

/// The summary.
pub(crate) async fn print(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let chosen = chosen(&sent);
    if chosen.is_empty() {
        let case = case_at(&site, &here).await?;
        return show_form(&here, &case, Some("cases-fault-parts"));
    }
    let view = view_at(&site, &here, CaseParts::Everything).await?;
    let (at, case, all) = (&here.at, &view.open, &view.items);
    let id = case.summary.id;
    let team = Team::of(&view);
    let parts = chosen
        .into_iter()
        .map(|part| Part {
            name: at.say(&format!("cases-summary-{part}")),
            lines: lines(&site, at, case, part, all, &team),
        })
        .collect();
    let made = words::moment(site.clock.now(), &site.settings.zone, at.messages());
    page(&SummaryPage {
        back: StaffRoute::Case.of(id, at.lang),
        made: at.fill("cases-summary-made", &[("when", (&made).into())]),
        parts,
        frame: here.frame(titled(at, case, "cases-summary")),
    })
}

fn chosen(sent: &Fields) -> Vec<&'static str> {
    PARTS
        .into_iter()
        .filter(|part| sent.all("parts").any(|asked| asked == *part))
        .collect()
}

fn lines(
    site: &Site,
    at: &At,
    case: &OpenCase,
    part: &str,
    all: &[store::AnyItem],
    team: &Team,
) -> Vec<Markup> {
    match part {
        "contact" => {
            let rules = all
                .iter()
                .rev()
                .find_map(store::AnyItem::of::<ContactRules>);
            rules.map_or_else(
                || vec![at.say("cases-contact-none")],
                |rules| said_rules(at, &rules),
            )
        }
        "person" => about(at, case)
            .into_iter()
            .map(|(name, said)| pair(&name, &said))
            .collect(),
        "needs" => {
            let entries: Vec<NeedEntry> = all.iter().filter_map(store::AnyItem::of).collect();
            let map = need::map(&entries);
            Need::ALL
                .iter()
                .filter_map(|one| {
                    let state = map.get(one).copied().unwrap_or(NeedState::NotAsked);
                    (state != NeedState::NotAsked).then(|| {
                        pair(
                            &at.say(&format!("cases-need-of-{one}")),
                            &at.say(&format!("cases-need-state-{state}")),
                        )
                    })
                })
                .collect()
        }
        "tasks" => all
            .iter()
            .filter_map(store::AnyItem::of::<Task>)
            .filter(|task| task.done_at.is_none())
            .map(|task| {
                let words = words::written(&task.words);
                match task.due {
                    Some(day) => pair(&say::date(day, at.messages()), &words),
                    None => words,
                }
            })
            .collect(),
        _ => {
            let notes: Vec<Note> = all.iter().filter_map(store::AnyItem::of).collect();
            note_lines(site, at, &notes, team)
                .into_iter()
                .map(|line| {
                    let mut said = format!("{}: {}", line.head, line.words);
                    for (head, words) in line.corrections {
                        said.push('\n');
                        said.push_str(&at.say("cases-note-corrected").to_string());
                        let _ = write!(said, " {head}: {words}");
                    }
                    Markup::built(said)
                })
                .collect()
        }
    }
}

fn pair(name: &Markup, said: &Markup) -> Markup {
    Markup::built(format!("<b>{name}</b>: {said}"))
}
