//! Every answer, screen by screen, to be read once more and changed.

use askama::Template;
use axum::response::Response;
use kernel::Lang;
use questionnaires::ContradictionFound;

use super::run::{Sitting, room};
use super::view::{self, Told};
use crate::frame::{Frame, HiddenFields};
use crate::handler::page;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// The page with all answers.
pub(crate) fn page_of(sitting: &Sitting<'_>) -> Result<Response, Problem> {
    page(&ReviewPage::new(sitting))
}

/// The context of `templates/questions/review.html`.
#[derive(Template)]
#[template(path = "questions/review.html")]
pub(crate) struct ReviewPage<'a> {
    frame: Frame<'a>,
    room: Route,
    hidden: HiddenFields,
    title: Markup,
    progress: Markup,
    /// Something must be mended before a result can be shown.
    is_wrong: bool,
    contradictions: Vec<Contradiction>,
    strays: Vec<Stray>,
    parts: Vec<Part>,
}

/// One screen's answers.
struct Part {
    at: usize,
    heading: Markup,
    told: Vec<Told>,
    open: Option<Markup>,
}

/// Answers that cannot all be right.
pub(crate) struct Contradiction {
    pub(crate) text: Markup,
    pub(crate) items: Vec<Markup>,
    /// The screens on which they can be changed, and what those are called.
    pub(crate) screens: Vec<(usize, Markup)>,
}

/// An answer to a question that is not there any more.
pub(crate) struct Stray {
    pub(crate) question: String,
    pub(crate) answer: String,
}

impl Stray {
    /// All of a sitting's.
    pub(crate) fn all(sitting: &Sitting<'_>) -> Vec<Self> {
        let strays = sitting.sorted.strays.iter();
        strays
            .map(|(question, answer)| Self {
                question: question.clone(),
                answer: answer.clone(),
            })
            .collect()
    }
}

impl Contradiction {
    /// All of a sitting's.
    pub(crate) fn all(sitting: &Sitting<'_>, messages: &'static Messages) -> Vec<Self> {
        let found = sitting.evaluation.contradictions.iter();
        found
            .map(|one| {
                let (text, items) = match one {
                    ContradictionFound::Several { item } => {
                        (messages.say("questions-contradiction-several"), vec![*item])
                    }
                    ContradictionFound::Exclusive { item } => (
                        messages.say("questions-contradiction-exclusive"),
                        vec![*item],
                    ),
                    ContradictionFound::Declared { text, items, .. } => {
                        (say::text(text, messages), items.clone())
                    }
                };
                let screens = sitting.screens.iter().enumerate();
                let screens = screens.filter(|(_, screen)| {
                    let mut asked = screen.items.iter();
                    asked.any(|item| items.contains(&item.link_id.as_str()))
                });
                Self {
                    text,
                    screens: screens
                        .map(|(at, _)| (at, sitting.heading(at, messages)))
                        .collect(),
                    items: sitting.names(&items, messages),
                }
            })
            .collect()
    }
}

impl Sitting<'_> {
    /// The words of items, by `linkId`.
    pub(crate) fn names(&self, link_ids: &[&str], messages: &'static Messages) -> Vec<Markup> {
        let items = self.instrument.questionnaire().items();
        let told = self.step.draft.is_told();
        let found = link_ids
            .iter()
            .filter_map(|link_id| items.iter().find(|item| item.link_id == *link_id));
        found.map(|item| view::text(item, told, messages)).collect()
    }

    /// What the screen `at` is called.
    pub(crate) fn heading(&self, at: usize, messages: &'static Messages) -> Markup {
        let questionnaire = self.instrument.questionnaire();
        let group = self.screens.get(at).and_then(|screen| screen.group);
        let told = self.step.draft.is_told();
        group.map_or_else(
            || say::text(&questionnaire.title, messages),
            |group| view::text(group, told, messages),
        )
    }
}

impl<'a> ReviewPage<'a> {
    fn new(sitting: &Sitting<'a>) -> Self {
        let frame = sitting.frame("review", None);
        let messages = frame.messages();
        let draft = &sitting.step.draft;
        let parts = sitting.asked().map(|at| {
            let screen = &sitting.screens[at];
            let questions = screen.shown(&sitting.evaluation);
            let questions = questions.into_iter().filter(|item| item.kind.is_question());
            let (mut told, mut open) = (Vec::new(), 0_usize);
            for item in questions {
                match view::told(sitting.instrument, item, draft, &sitting.sorted, messages) {
                    Some(one) => told.push(one),
                    None => open += 1,
                }
            }
            Part {
                at,
                heading: sitting.heading(at, messages),
                told,
                open: (open > 0)
                    .then(|| frame.fill("questions-review-open", &[("count", open.into())])),
            }
        });
        let progress = sitting.evaluation.progress;
        Self {
            room: room(&draft.form),
            hidden: draft.hidden(&[]),
            title: say::text(&sitting.instrument.questionnaire().title, messages),
            progress: frame.fill(
                "questions-review-progress",
                &[
                    ("answered", u64::from(progress.answered).into()),
                    ("asked", u64::from(progress.asked).into()),
                ],
            ),
            is_wrong: !sitting.sorted.wrong.is_empty(),
            contradictions: Contradiction::all(sitting, messages),
            strays: Stray::all(sitting),
            parts: parts.collect(),
            frame,
        }
    }

    fn here(&self, lang: Lang) -> &'static str {
        self.room.address(lang)
    }
}
