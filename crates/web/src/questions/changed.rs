//! The questions changed while somebody was answering: it is said, and nothing that was answered is lost.

use askama::Template;
use axum::response::Response;
use kernel::Lang;
use questionnaires::{Change, ChangeKind, Compiled, changes};

use super::review::Stray;
use super::run::{Sitting, Step, frame, room};
use super::view::{self, Told};
use crate::frame::{Frame, HiddenFields};
use crate::handler::page;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// Says what changed, and asks how to go on.
pub(crate) fn page_of(
    step: Step<'_>,
    older: Option<&Compiled>,
    newest: &Compiled,
) -> Result<Response, Problem> {
    let frame = frame(&step, "show", None);
    let sitting = Sitting::begin(step, newest)?;
    page(&ChangedPage::new(frame, &sitting, older))
}

/// The context of `templates/questions/changed.html`.
#[derive(Template)]
#[template(path = "questions/changed.html")]
pub(crate) struct ChangedPage<'a> {
    frame: Frame<'a>,
    room: Route,
    hidden: HiddenFields,
    title: Markup,
    versions: Markup,
    kept: Markup,
    can_stay: bool,
    changes: Vec<Markup>,
    /// Answers that do not fit any more, with the words of their questions now.
    unfit: Vec<Told>,
    strays: Vec<Stray>,
}

impl<'a> ChangedPage<'a> {
    fn new(frame: Frame<'a>, sitting: &Sitting<'_>, older: Option<&Compiled>) -> Self {
        let messages = frame.messages();
        let draft = &sitting.step.draft;
        let questionnaire = sitting.instrument.questionnaire();
        let items = questionnaire.items().into_iter();
        let unfit = items
            .filter(|item| sitting.sorted.wrong.contains_key(&item.link_id))
            .filter_map(|item| {
                view::told(sitting.instrument, item, draft, &sitting.sorted, messages)
            });
        let fitting: usize = sitting.sorted.response.answers.values().map(Vec::len).sum();
        let changes = older.map(|older| changes(older.questionnaire(), questionnaire));
        Self {
            room: room(&draft.form),
            hidden: draft.hidden(&[]),
            title: say::text(&questionnaire.title, messages),
            versions: frame.fill(
                "questions-changed-versions",
                &[
                    ("answered", (&draft.version).into()),
                    ("now", (&questionnaire.version).into()),
                ],
            ),
            kept: frame.fill("questions-changed-kept", &[("count", fitting.into())]),
            can_stay: older.is_some(),
            changes: changes
                .unwrap_or_default()
                .iter()
                .filter_map(|change| describe(change, sitting, older, messages))
                .collect(),
            unfit: unfit.collect(),
            strays: Stray::all(sitting),
            frame,
        }
    }

    fn here(&self, lang: Lang) -> &'static str {
        self.room.address(lang)
    }
}

/// One change in words; what is no question is told once, as scoring.
fn describe(
    change: &Change,
    sitting: &Sitting<'_>,
    older: Option<&Compiled>,
    messages: &'static Messages,
) -> Option<Markup> {
    let key = match change.kind {
        ChangeKind::Added => "questions-changed-added",
        ChangeKind::Removed => "questions-changed-removed",
        ChangeKind::Type | ChangeKind::Answers => "questions-changed-answers",
        ChangeKind::Wording => "questions-changed-wording",
        ChangeKind::Conditions => "questions-changed-conditions",
        ChangeKind::Weight | ChangeKind::Scoring => "questions-changed-scoring",
    };
    let here = sitting.instrument.questionnaire().items().into_iter();
    let there = older.map(|older| older.questionnaire().items());
    let item = here
        .chain(there.unwrap_or_default())
        .find(|item| item.link_id == change.subject);
    match item {
        Some(item) => {
            let words = view::text(item, sitting.step.draft.is_told(), messages);
            Some(messages.fill(key, &[("question", (&words).into())]))
        }
        None if change.kind == ChangeKind::Scoring => Some(messages.fill(
            key,
            &[(
                "question",
                (&messages.say("questions-changed-whole")).into(),
            )],
        )),
        None => None,
    }
}
