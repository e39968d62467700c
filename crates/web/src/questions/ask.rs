//! One screen of questions.

use askama::Template;
use axum::response::Response;
use kernel::Lang;

use super::run::{Sitting, room};
use super::view::{self, Asked, Field};
use crate::frame::{Frame, HiddenFields};
use crate::handler::page;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// The screen `at`; `mend` says beside each field what is wrong with it.
pub(crate) fn page_of(sitting: &Sitting<'_>, at: usize, mend: bool) -> Result<Response, Problem> {
    page(&AskPage::new(sitting, at, mend))
}

/// The context of `templates/questions/ask.html`.
#[derive(Template)]
#[template(path = "questions/ask.html")]
pub(crate) struct AskPage<'a> {
    frame: Frame<'a>,
    room: Route,
    hidden: HiddenFields,
    at: usize,
    title: Markup,
    progress: Markup,
    heading: Markup,
    help: Option<Markup>,
    questions: Vec<Asked>,
}

impl<'a> AskPage<'a> {
    fn new(sitting: &Sitting<'a>, at: usize, mend: bool) -> Self {
        let frame = sitting.frame("show", Some(at));
        let messages = frame.messages();
        let draft = &sitting.step.draft;
        let questionnaire = sitting.instrument.questionnaire();
        let screen = &sitting.screens[at];
        let shown = screen.shown(&sitting.evaluation);
        // What was answered and is wrong is always said; that it is wrong now, only where one goes on.
        let sorted = (mend || !sitting.sorted.wrong.is_empty()).then_some(&sitting.sorted);
        let questions = shown
            .iter()
            .enumerate()
            .map(|(place, item)| view::asked(questionnaire, item, place, draft, sorted, messages));
        let title = say::text(&questionnaire.title, messages);
        let place = sitting.asked().take_while(|one| *one <= at).count();
        Self {
            room: room(&draft.form),
            hidden: draft.hidden(&shown),
            at,
            progress: frame.fill(
                "questions-ask-progress",
                &[("at", place.into()), ("of", sitting.asked().count().into())],
            ),
            heading: screen.group.map_or_else(
                || title.clone(),
                |group| view::text(group, draft.is_told(), messages),
            ),
            help: screen
                .group
                .and_then(|group| group.help.as_ref())
                .map(|help| say::text(help, messages)),
            title,
            questions: questions.collect(),
            frame,
        }
    }

    fn here(&self, lang: Lang) -> &'static str {
        self.room.address(lang)
    }
}
