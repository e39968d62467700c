//! One case on one page: how she may be reached first, then what is due, what she needs, what was noted.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::contact::ContactRules;
use casework::need::{self, Need, NeedEntry, NeedState};
use casework::note::{Note, NoteKind};
use casework::task::{Task, Urgency};
use casework::words::WorkerId;
use store::{CaseError, CaseParts, CaseView, OpenCase, StoreError};

use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::{SignedIn, may_open};
use crate::staff::fields::{Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

use super::contact::said_rules;
use super::team::Team;
use super::{choices, known_at, purpose, unknown, words};

/// The page: one reading of everything that may be seen. Whoever may know of the case and not read it sees
/// its outline.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let id = here.at.id()?;
    let (store, moment) = (&site.store, site.moment());
    let (parts, why) = (CaseParts::WhateverIsSeen, purpose(&here.me));
    match store.case_view(&here.actor, id, parts, why, &moment).await {
        Ok(view) => page(&CasePage::new(&site, &here, &view, &Inside::of(&view))),
        // Also a case whose key is destroyed: what is left of it is its outline.
        Err(StoreError::Forbidden(_) | StoreError::Case(CaseError::Closed)) => {
            let case = known_at(&site, &here).await?;
            super::outline::show(&site, &here, &case).await
        }
        Err(error) => Err(unknown(error)),
    }
}

/// What the overview shows of a case.
struct Inside {
    rules: Option<ContactRules>,
    needs: Vec<NeedEntry>,
    notes: Vec<Note>,
    tasks: Vec<Task>,
    team: Team,
}

impl Inside {
    fn of(view: &CaseView) -> Self {
        let items = || view.items.iter();
        Self {
            rules: items().filter_map(store::AnyItem::of).next_back(),
            needs: items().filter_map(store::AnyItem::of).collect(),
            notes: items().filter_map(store::AnyItem::of).collect(),
            tasks: items().filter_map(store::AnyItem::of).collect(),
            team: Team::of(view),
        }
    }
}

/// A line of the map of needs.
struct NeedLine {
    name: Markup,
    state: Markup,
    open: bool,
}

/// A note as it is read, with what corrected it.
pub(super) struct NoteLine {
    pub(super) id: uuid::Uuid,
    pub(super) head: Markup,
    pub(super) words: Markup,
    pub(super) corrections: Vec<(Markup, Markup)>,
    /// The last of the thread: what a further note corrects.
    pub(super) last: uuid::Uuid,
}

/// The context of `templates/staff/cases/overview.html`.
#[derive(Template)]
#[template(path = "staff/cases/overview.html")]
struct CasePage<'a> {
    frame: StaffFrame<'a>,
    stage: Markup,
    side: Vec<(bool, Markup)>,
    /// How she may be reached, or that nothing was agreed.
    rules: Vec<Markup>,
    has_rules: bool,
    person: Vec<(Markup, Markup)>,
    tasks: Vec<(Markup, Markup, bool)>,
    needs: Vec<NeedLine>,
    notes: Vec<NoteLine>,
    /// That there are more than these.
    more_notes: Option<Markup>,
    team: Vec<Markup>,
    note_form: Form,
    open: bool,
    /// What was told is shown, and not only who she is.
    narrative: bool,
    sections: Vec<(String, Markup)>,
}

/// How many notes the overview shows.
const NOTES: usize = 8;

impl<'a> CasePage<'a> {
    fn new(site: &Site, here: &'a SignedIn, view: &CaseView, inside: &Inside) -> Self {
        let case = &view.open;
        let at = &here.at;
        let today = site.settings.zone.to_datetime(site.clock.now()).date();
        let map = need::map(&inside.needs);
        let mut tasks: Vec<&Task> = inside
            .tasks
            .iter()
            .filter(|task| task.done_at.is_none())
            .collect();
        tasks.sort_by_key(|task| (task.due.is_none(), task.due));
        let notes = note_lines(site, at, &inside.notes, &inside.team);
        let more = notes.len().saturating_sub(NOTES);
        Self {
            stage: words::stage(at, case.case.standing.stage),
            side: words::side(at, &case.case),
            rules: inside
                .rules
                .as_ref()
                .map(|rules| said_rules(at, rules))
                .unwrap_or_default(),
            has_rules: inside.rules.is_some(),
            person: about(at, case),
            tasks: tasks
                .into_iter()
                .map(|task| {
                    let urgency = task.urgency(today).unwrap_or(Urgency::NoDay);
                    let late = matches!(urgency, Urgency::Overdue | Urgency::Today);
                    let day = task.due.map(|day| say::date(day, at.messages()));
                    let when = match day {
                        Some(day) if urgency == Urgency::Today || urgency == Urgency::Overdue => {
                            Markup::built(format!(
                                "{} ({day})",
                                at.say(&format!("cases-urgency-{urgency}"))
                            ))
                        }
                        Some(day) => day,
                        None => at.say("cases-urgency-no-day"),
                    };
                    (words::written(&task.words), when, late)
                })
                .collect(),
            needs: Need::ALL
                .iter()
                .map(|need| {
                    let state = map.get(need).copied().unwrap_or(NeedState::NotAsked);
                    NeedLine {
                        name: at.say(&format!("cases-need-of-{need}")),
                        state: at.say(&format!("cases-need-state-{state}")),
                        open: state.is_open(),
                    }
                })
                .collect(),
            notes: notes.into_iter().take(NOTES).collect(),
            more_notes: (more > 0).then(|| at.fill("cases-notes-more", &[("count", more.into())])),
            team: inside.team.on_the_case(at),
            note_form: note_form(here, StaffRoute::CaseNotes.of(case.summary.id, at.lang)),
            open: case.case.standing.is_open() && view.narrative,
            narrative: view.narrative,
            sections: sections(here, view),
            frame: here.frame(Markup::built(case.summary.code.to_string())),
        }
    }
}

/// The pages of a case, in the order in which one needs them. Another room of the desk adds its own here.
/// Whoever looks through the broken glass sees who she is, and has the ways of their own.
fn sections(here: &SignedIn, view: &CaseView) -> Vec<(String, Markup)> {
    const TOLD: [(StaffRoute, &str); 22] = [
        (StaffRoute::CaseContact, "cases-contact"),
        (StaffRoute::CaseConsents, "cases-consents"),
        (StaffRoute::CaseSharing, "sharing-title"),
        (StaffRoute::CaseNotes, "cases-notes"),
        (StaffRoute::CaseTasks, "cases-tasks"),
        (StaffRoute::CaseAppointments, "care-appointments"),
        (StaffRoute::CaseNeeds, "cases-needs"),
        (StaffRoute::CaseSafetyPlan, "care-plan"),
        (StaffRoute::CaseDependants, "care-dependants"),
        (StaffRoute::CaseOrders, "care-orders"),
        (StaffRoute::CaseImmigration, "care-immigration"),
        (StaffRoute::CaseFund, "care-fund"),
        (StaffRoute::CaseConferences, "care-conferences"),
        (StaffRoute::CaseAssessments, "care-assessments"),
        (StaffRoute::CaseFacts, "care-facts"),
        (StaffRoute::CaseDocuments, "care-documents"),
        (StaffRoute::CasePerson, "cases-person"),
        (StaffRoute::CaseDetails, "cases-details"),
        (StaffRoute::CaseStage, "cases-move"),
        (StaffRoute::CaseTeam, "cases-team"),
        (StaffRoute::CaseTimeline, "cases-timeline"),
        (StaffRoute::CaseSummary, "cases-summary"),
    ];
    const ANSWERED_FOR: [(StaffRoute, &str); 7] = [
        (StaffRoute::CaseFollowUps, "oversight-follow-ups"),
        (StaffRoute::CaseExceptions, "oversight-exceptions"),
        (StaffRoute::CaseRequests, "oversight-requests"),
        (StaffRoute::CaseCopy, "oversight-copy"),
        (StaffRoute::CaseKeeping, "oversight-keeping"),
        (StaffRoute::CaseAccess, "oversight-access"),
        (StaffRoute::CaseHistory, "oversight-history"),
    ];
    // Who works on it and where it goes next are also for those who do not read it.
    let outline = |route| matches!(route, StaffRoute::CaseTeam | StaffRoute::CaseStage);
    let told = TOLD
        .into_iter()
        .filter(|(route, _)| view.narrative || outline(*route));
    told.chain(ANSWERED_FOR)
        .filter(|(route, _)| may_open(&here.me, *route))
        .map(|(route, key)| {
            (
                route.of(view.open.summary.id, here.at.lang),
                here.at.say(key),
            )
        })
        .collect()
}

/// What is known of her that helps to help, each with its name.
pub(super) fn about(at: &At, case: &OpenCase) -> Vec<(Markup, Markup)> {
    let messages = at.messages();
    let mut lines = Vec::new();
    if let Some(person) = &case.person {
        let person = &person.payload;
        for (key, words) in [
            ("cases-person-alias", &person.alias),
            ("cases-person-pronouns", &person.pronouns),
        ] {
            if !words.is_empty() {
                lines.push((at.say(key), words::written(words)));
            }
        }
    }
    lines.push((
        at.say("cases-age"),
        at.say(&format!("cases-age-{}", case.case.age_band)),
    ));
    if !case.case.languages.is_empty() {
        let tags: Vec<String> = case
            .case
            .languages
            .iter()
            .map(|tag| tag.as_str().to_owned())
            .collect();
        lines.push((at.say("cases-languages"), say::languages(&tags, messages)));
    }
    if case.case.interpreter {
        lines.push((at.say("cases-interpreter"), at.say("cases-interpreter-yes")));
    }
    lines
}

/// Notes, the newest first, each with its corrections under it.
pub(super) fn note_lines(site: &Site, at: &At, notes: &[Note], team: &Team) -> Vec<NoteLine> {
    let head = |note: &Note| {
        let when = words::moment(note.happened_at, &site.settings.zone, at.messages());
        let kind = at.say(&format!("cases-note-kind-{}", note.kind));
        let minutes = note.minutes.map_or_else(String::new, |minutes| {
            let count: usize = minutes.into();
            let said = at.fill("cases-note-minutes", &[("count", count.into())]);
            format!(" · {said}")
        });
        let who = team.name(note.by, at);
        Markup::built(format!("{when} · {kind}{minutes} · {who}"))
    };
    let mut lines: Vec<NoteLine> = casework::note::threads(notes)
        .into_iter()
        .filter_map(|thread| {
            let (first, rest) = thread.split_first()?;
            Some(NoteLine {
                id: first.id.0,
                head: head(first),
                words: words::written(&first.words),
                corrections: rest
                    .iter()
                    .map(|note| (head(note), words::written(&note.words)))
                    .collect(),
                last: rest.last().unwrap_or(first).id.0,
            })
        })
        .collect();
    lines.reverse();
    lines
}

/// The form of a note: words first, so that one can type at once.
pub(super) fn note_form(here: &SignedIn, action: String) -> Form {
    let at = &here.at;
    Form::to(action)
        .with(Field::new("words", at.say("cases-note-words"), Kind::Long))
        .with(Field::new(
            "kind",
            at.say("cases-note-kind"),
            Kind::Select(choices(
                NoteKind::ALL,
                NoteKind::as_str,
                |word| at.say(&format!("cases-note-kind-{word}")),
                Some(NoteKind::Call),
            )),
        ))
        .with(Field::new(
            "minutes",
            at.say("cases-note-minutes-spent"),
            Kind::Number,
        ))
}

impl Team {
    /// Who works on it, the lead first.
    pub(super) fn on_the_case(&self, at: &At) -> Vec<Markup> {
        let mut lines: Vec<(bool, Markup)> = self
            .people
            .iter()
            .filter(|one| one.assigned)
            .map(|one| {
                let name = Markup::escaped(&one.name);
                let said = if one.lead {
                    at.fill("cases-team-lead-is", &[("name", (&name).into())])
                } else {
                    name
                };
                (!one.lead, said)
            })
            .collect();
        lines.sort_by_key(|(after, _)| *after);
        lines.into_iter().map(|(_, said)| said).collect()
    }

    /// The name of whoever wrote something.
    pub(crate) fn name(&self, who: WorkerId, at: &At) -> Markup {
        self.people.iter().find(|one| one.id == who.0).map_or_else(
            || at.say("cases-somebody"),
            |one| Markup::escaped(&one.name),
        )
    }
}
