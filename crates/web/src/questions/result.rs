//! The result: what to do next, what the answers show, and how to keep them. On the screen and on paper.

use ::directory::review;
use askama::Template;
use axum::response::Response;
use kernel::Lang;

use super::findings::Findings;
use super::run::{Sitting, room};
use super::view::{self, Told};
use crate::frame::{Frame, HiddenFields};
use crate::handler::page;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// The result on the screen.
pub(crate) fn page_of(sitting: &Sitting<'_>) -> Result<Response, Problem> {
    let frame = sitting.frame("result", None);
    page(&ResultPage::new(sitting, frame))
}

/// The result and every answer, to print.
pub(crate) fn paper_of(sitting: &Sitting<'_>) -> Result<Response, Problem> {
    let frame = sitting.frame("paper", None);
    page(&PaperPage::new(sitting, frame))
}

/// The context of `templates/questions/result.html`.
#[derive(Template)]
#[template(path = "questions/result.html")]
pub(crate) struct ResultPage<'a> {
    frame: Frame<'a>,
    room: Route,
    hidden: HiddenFields,
    title: Markup,
    progress: Markup,
    findings: Findings,
}

impl<'a> ResultPage<'a> {
    fn new(sitting: &Sitting<'_>, frame: Frame<'a>) -> Self {
        let messages = frame.messages();
        let draft = &sitting.step.draft;
        Self {
            room: room(&draft.form),
            hidden: draft.hidden(&[]),
            title: say::text(&sitting.instrument.questionnaire().title, messages),
            progress: progress(sitting, &frame),
            findings: Findings::of(sitting, messages),
            frame,
        }
    }

    fn here(&self, lang: Lang) -> &'static str {
        self.room.address(lang)
    }

    /// What the finder can look for, once each.
    fn needs(&self) -> Vec<&(String, Markup)> {
        let mut found: Vec<&(String, Markup)> = Vec::new();
        for need in self.findings.actions.iter().flat_map(|step| &step.needs) {
            if !found.iter().any(|(id, _)| *id == need.0) {
                found.push(need);
            }
        }
        found
    }
}

fn progress(sitting: &Sitting<'_>, frame: &Frame<'_>) -> Markup {
    let progress = sitting.evaluation.progress;
    frame.fill(
        "questions-review-progress",
        &[
            ("answered", u64::from(progress.answered).into()),
            ("asked", u64::from(progress.asked).into()),
        ],
    )
}

/// The context of `templates/questions/paper.html`.
#[derive(Template)]
#[template(path = "questions/paper.html")]
pub(crate) struct PaperPage<'a> {
    frame: Frame<'a>,
    room: Route,
    hidden: HiddenFields,
    title: Markup,
    made: Markup,
    progress: Markup,
    findings: Findings,
    parts: Vec<(Markup, Vec<Told>)>,
}

impl<'a> PaperPage<'a> {
    fn new(sitting: &Sitting<'_>, frame: Frame<'a>) -> Self {
        let messages = frame.messages();
        let draft = &sitting.step.draft;
        let questionnaire = sitting.instrument.questionnaire();
        let site = sitting.step.site;
        let today = review::today(site.clock.now());
        let today = say::date(today, messages);
        let parts = sitting.asked().map(|at| {
            let told = sitting.screens[at].items.iter().filter_map(|item| {
                view::told(sitting.instrument, item, draft, &sitting.sorted, messages)
            });
            (sitting.heading(at, messages), told.collect::<Vec<_>>())
        });
        Self {
            room: room(&draft.form),
            hidden: draft.hidden(&[]),
            title: say::text(&questionnaire.title, messages),
            made: frame.fill(
                "questions-paper-made",
                &[
                    ("date", (&today).into()),
                    ("version", (&questionnaire.version).into()),
                ],
            ),
            progress: progress(sitting, &frame),
            findings: Findings::of(sitting, messages),
            parts: parts.filter(|(_, told)| !told.is_empty()).collect(),
            frame,
        }
    }

    fn here(&self, lang: Lang) -> &'static str {
        self.room.address(lang)
    }
}
