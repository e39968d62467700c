//! What an instrument is for, how to use it and how well it is known: read before it starts. One that is
//! not here yet says what must be obtained first, and does not start.

use askama::Template;
use axum::response::Response;
use kernel::Text;
use questionnaires::Compiled;
use questionnaires::model::{Missing, Provenance, Standing};

use super::run::{Step, frame, room};
use super::screens::screens;
use crate::frame::{Frame, HiddenFields, Switch};
use crate::handler::page;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// The page before the first question.
pub(crate) fn page_of(step: &Step<'_>, instrument: &Compiled) -> Result<Response, Problem> {
    page(&AboutPage::new(step, instrument))
}

/// The context of `templates/questions/about.html`.
#[derive(Template)]
#[template(path = "questions/about.html")]
pub(crate) struct AboutPage<'a> {
    frame: Frame<'a>,
    room: Route,
    hidden: HiddenFields,
    title: Markup,
    description: Markup,
    notices: Vec<Markup>,
    length: Markup,
    not_available: Option<Lacking>,
    not_scored: Option<Lacking>,
    known: Known,
}

/// What is missing, and what must be obtained first.
pub(crate) struct Lacking {
    pub(crate) reason: Markup,
    pub(crate) obtain: Vec<Markup>,
}

/// Where facts come from and how well they are known.
pub(crate) struct Known {
    pub(crate) standing: Markup,
    pub(crate) wording: Markup,
    pub(crate) licence: Markup,
    pub(crate) reviewed: Markup,
    pub(crate) sources: Vec<Markup>,
}

impl Lacking {
    pub(crate) fn of(missing: &Missing, messages: &'static Messages) -> Self {
        Self {
            reason: say::text(&missing.reason, messages),
            obtain: texts(&missing.obtain, messages),
        }
    }
}

impl Known {
    pub(crate) fn of(provenance: &Provenance, messages: &'static Messages) -> Self {
        let checked = say::date(provenance.checked_on, messages);
        let standing = match provenance.standing {
            Standing::Source => "questions-known-source",
            Standing::Secondary => "questions-known-secondary",
            Standing::Memory => "questions-known-memory",
            Standing::Ours => "questions-known-ours",
        };
        let reviewed = if provenance.reviewed_by.is_empty() {
            messages.say("questions-known-nobody")
        } else {
            let names = provenance.reviewed_by.join(", ");
            messages.fill("questions-known-reviewed", &[("names", (&names).into())])
        };
        let sources = provenance.source.iter().map(|source| {
            let title = say::text(&source.title, messages);
            let address = source.url.as_deref().and_then(say::website);
            address.map_or_else(
                || title.clone(),
                |link| Markup::built(format!("{title} ({link})")),
            )
        });
        Self {
            standing: messages.fill(standing, &[("date", (&checked).into())]),
            wording: say::text(&provenance.wording, messages),
            licence: say::text(&provenance.licence, messages),
            reviewed,
            sources: sources.collect(),
        }
    }
}

pub(crate) fn texts(texts: &[Text], messages: &'static Messages) -> Vec<Markup> {
    texts.iter().map(|one| say::text(one, messages)).collect()
}

impl<'a> AboutPage<'a> {
    fn new(step: &Step<'a>, instrument: &Compiled) -> Self {
        let questionnaire = instrument.questionnaire();
        let mut step_to_this = Step {
            site: step.site,
            lang: step.lang,
            draft: step.draft.clone(),
        };
        if step_to_this.draft.version.is_empty() {
            let answers = std::mem::take(&mut step_to_this.draft.answers);
            step_to_this.draft = super::draft::Draft::to(instrument);
            step_to_this.draft.answers = answers;
        }
        // A page that has an address is reached by it in the other language too.
        let frame = if step_to_this.draft.answers.is_empty()
            && room(&step_to_this.draft.form) == Route::Prepare
        {
            Frame::new(step.site, step.lang, Switch::link(Route::Prepare))
        } else {
            frame(&step_to_this, "about", None)
        };
        let messages = frame.messages();
        let questions = questionnaire.items().into_iter();
        let questions = questions.filter(|item| item.kind.is_question()).count();
        let lacking = |missing: &Option<Missing>| {
            let missing = missing.as_ref();
            missing.map(|missing| Lacking::of(missing, messages))
        };
        Self {
            room: room(&step_to_this.draft.form),
            hidden: step_to_this.draft.hidden(&[]),
            title: say::text(&questionnaire.title, messages),
            description: say::text(&questionnaire.description, messages),
            notices: texts(&questionnaire.notice, messages),
            length: frame.fill(
                "questions-about-length",
                &[
                    ("questions", questions.into()),
                    ("screens", screens(questionnaire).len().into()),
                ],
            ),
            not_available: lacking(&questionnaire.not_available),
            not_scored: lacking(&questionnaire.not_scored),
            known: Known::of(&questionnaire.provenance, messages),
            frame,
        }
    }
}
