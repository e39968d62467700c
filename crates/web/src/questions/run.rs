//! Which page a pressed button leads to.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use kernel::Lang;
use questionnaires::{Compiled, Evaluation};

use super::draft::{ANSWERS, Draft, Sorted, Standing, name};
use super::screens::{Screen, screens};
use super::{about, application, ask, changed, list, result, review};
use crate::form::{Fields, Form};
use crate::frame::{Frame, Switch};
use crate::handler::Here;
use crate::house::Site;
use crate::problem::Problem;
use crate::routes::Route;

/// One request: whose answers, to which instrument, in which language.
pub(crate) struct Step<'a> {
    pub(crate) site: &'a Site,
    pub(crate) lang: Lang,
    pub(crate) draft: Draft,
}

/// An instrument while it is being answered.
pub(crate) struct Sitting<'a> {
    pub(crate) step: Step<'a>,
    pub(crate) instrument: &'a Compiled,
    pub(crate) screens: Vec<Screen<'a>>,
    pub(crate) sorted: Sorted,
    pub(crate) evaluation: Evaluation<'a>,
}

/// Takes a form and answers with the page its button asks for.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ANSWERS>,
) -> Result<Response, Problem> {
    let draft = Draft::read(&fields);
    let step = Step {
        site: &site,
        lang,
        draft,
    };
    go(step, &fields)
}

/// The page that a draft and a button lead to.
pub(crate) fn go(mut step: Step<'_>, fields: &Fields) -> Result<Response, Problem> {
    let library = &step.site.questionnaires;
    let pressed = fields.get(name::GO);
    if step.draft.form.is_empty() {
        return list::page_of(step.site, step.lang, None);
    }
    if step.draft.version.is_empty() {
        return match library.latest(&step.draft.form) {
            Some(instrument) => about::page_of(&step, instrument),
            None => list::page_of(step.site, step.lang, Some("questions-list-unknown")),
        };
    }
    match step.draft.standing(library) {
        Standing::Unknown => list::page_of(step.site, step.lang, Some("questions-list-unknown")),
        Standing::Here(instrument) => Sitting::begin(step, instrument)?.turn_to(fields),
        Standing::Changed {
            older: Some(older), ..
        } if pressed == "stay" => {
            step.draft.stay();
            Sitting::begin(step, older)?.review()
        }
        Standing::Changed { newest, .. } if pressed == "move" => {
            step.draft.move_to(newest);
            Sitting::begin(step, newest)?.review()
        }
        Standing::Changed { older, newest } => changed::page_of(step, older, newest),
    }
}

impl<'a> Sitting<'a> {
    /// Holds the answers against the instrument.
    pub(crate) fn begin(step: Step<'a>, instrument: &'a Compiled) -> Result<Self, Problem> {
        let sorted = step.draft.sort(instrument);
        let evaluation = instrument
            .evaluate(&sorted.response)
            .map_err(|_| Problem::broken(&"answers that were sorted do not fit"))?;
        Ok(Self {
            step,
            instrument,
            screens: screens(instrument.questionnaire()),
            sorted,
            evaluation,
        })
    }

    /// The page that the pressed button asks for.
    fn turn_to(&self, fields: &Fields) -> Result<Response, Problem> {
        let number = |field: &str| fields.get(field).parse::<usize>().ok();
        if let Some(edit) = number(name::EDIT) {
            return self.show(edit);
        }
        let at = number(name::AT);
        match (fields.get(name::GO), at) {
            ("show", Some(at)) => self.show(at),
            ("next", Some(at)) if self.is_wrong(at) => ask::page_of(self, at, true),
            ("next" | "skip", Some(at)) => match self.asked_after(at) {
                Some(next) => self.show(next),
                None => self.review(),
            },
            ("back", Some(at)) => match self.asked_before(at) {
                Some(before) => self.show(before),
                None => about::page_of(&self.step, self.instrument),
            },
            // What does not fit is mended before anything is made of it.
            ("result" | "paper", _) if !self.sorted.wrong.is_empty() => self.review(),
            ("result", _) if self.is_application() => application::page_of(self),
            ("paper", _) if self.is_application() => {
                application::paper_of(self, application::back_to(fields))
            }
            ("result", _) => result::page_of(self),
            ("paper", _) => result::paper_of(self),
            ("about", _) => about::page_of(&self.step, self.instrument),
            ("begin", _) => {
                let first = self.first_asked();
                self.show(first)
            }
            _ => self.review(),
        }
    }

    fn is_application(&self) -> bool {
        self.step.draft.form == application::FORM
    }

    pub(crate) fn review(&self) -> Result<Response, Problem> {
        review::page_of(self)
    }

    fn show(&self, at: usize) -> Result<Response, Problem> {
        let is_asked = |screen: &Screen<'_>| screen.is_asked(&self.evaluation);
        if self.screens.get(at).is_some_and(is_asked) {
            return ask::page_of(self, at, false);
        }
        self.review()
    }

    fn is_wrong(&self, at: usize) -> bool {
        let screen = self.screens.get(at);
        screen.is_some_and(|screen| {
            let mut items = screen.items.iter();
            items.any(|item| self.sorted.wrong.contains_key(&item.link_id))
        })
    }

    /// The places of the screens on which something is asked now.
    pub(crate) fn asked(&self) -> impl Iterator<Item = usize> {
        let screens = self.screens.iter().enumerate();
        screens
            .filter(|(_, screen)| screen.is_asked(&self.evaluation))
            .map(|(at, _)| at)
    }

    fn first_asked(&self) -> usize {
        self.asked().next().unwrap_or_default()
    }

    fn asked_after(&self, at: usize) -> Option<usize> {
        self.asked().find(|next| *next > at)
    }

    fn asked_before(&self, at: usize) -> Option<usize> {
        self.asked().take_while(|before| *before < at).last()
    }

    /// The frame of a page in this sitting. The language link sends the same answers to the same page.
    pub(crate) fn frame(&self, go: &'static str, at: Option<usize>) -> Frame<'a> {
        frame(&self.step, go, at)
    }
}

/// The room in which an instrument is answered.
pub(crate) fn room(form: &str) -> Route {
    if form == application::FORM {
        Route::Prepare
    } else {
        Route::Questions
    }
}

/// The frame of a page with these answers.
pub(crate) fn frame<'a>(step: &Step<'a>, go: &'static str, at: Option<usize>) -> Frame<'a> {
    let mut form = step.draft.hidden(&[]);
    form.push((name::GO, go.into()));
    if let Some(at) = at {
        form.push((name::AT, at.to_string().into()));
    }
    let switch = Switch::link(room(&step.draft.form)).with_form(form);
    Frame::new(step.site, step.lang, switch)
}
