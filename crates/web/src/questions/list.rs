//! Which questionnaires there are, by what they are for.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;
use questionnaires::Compiled;
use questionnaires::model::Status;

use super::application;
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// What they are for, in the order of the page, and which they are. What stands nowhere comes last.
const SHELVES: [(&str, &str, &[&str]); 2] = [
    (
        "questions-list-after",
        "questions-list-after-lead",
        &[
            "needs-assessment",
            "ilo-labour-adult",
            "ilo-labour-child",
            "ilo-sexual-adult",
            "ilo-sexual-child",
            "legal-elements",
        ],
    ),
    (
        "questions-list-ours",
        "questions-list-ours-lead",
        &["cultural-competency", "organisational-readiness"],
    ),
];

/// The list.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page_of(&site, lang, None)
}

/// The list, with a sentence above it where something did not work.
pub(crate) fn page_of(
    site: &Site,
    lang: Lang,
    fault: Option<&'static str>,
) -> Result<Response, Problem> {
    page(&ListPage::new(site, lang, fault))
}

/// The context of `templates/questions/list.html`.
#[derive(Template)]
#[template(path = "questions/list.html")]
pub(crate) struct ListPage<'a> {
    frame: Frame<'a>,
    fault: Option<Markup>,
    shelves: Vec<Shelf>,
}

/// Questionnaires with one purpose.
struct Shelf {
    heading: Markup,
    lead: Option<Markup>,
    forms: Vec<Entry>,
}

/// One of them.
struct Entry {
    id: String,
    title: Markup,
    description: Markup,
}

impl<'a> ListPage<'a> {
    fn new(site: &'a Site, lang: Lang, fault: Option<&str>) -> Self {
        let frame = Frame::new(site, lang, Switch::link(Route::Questions));
        let messages = frame.messages();
        let entry = |instrument: &Compiled| {
            let questionnaire = instrument.questionnaire();
            Entry {
                id: questionnaire.id.clone(),
                title: say::text(&questionnaire.title, messages),
                description: say::text(&questionnaire.description, messages),
            }
        };
        let library = &site.questionnaires;
        let is_ready = |one: &&Compiled| {
            let questionnaire = one.questionnaire();
            questionnaire.not_available.is_none() && questionnaire.status == Status::Active
        };
        let mut shelves: Vec<Shelf> = SHELVES
            .into_iter()
            .map(|(key, lead, ids)| {
                let forms = ids.iter().filter_map(|id| library.latest(id));
                Shelf {
                    heading: messages.say(key),
                    lead: Some(messages.say(lead)),
                    forms: forms.filter(is_ready).map(entry).collect(),
                }
            })
            .collect();
        let is_shelved = |one: &&Compiled| {
            let id = one.questionnaire().id.as_str();
            SHELVES.iter().any(|(_, _, ids)| ids.contains(&id))
        };
        // The application has a door of its own.
        let others = library
            .all()
            .filter(|one| !is_shelved(one) && one.questionnaire().id != application::FORM);
        let (ready, waiting): (Vec<&Compiled>, Vec<&Compiled>) = others.partition(is_ready);
        for (key, lead, forms) in [
            ("questions-list-other", None, ready),
            (
                "questions-list-waiting",
                Some("questions-list-waiting-lead"),
                waiting,
            ),
        ] {
            shelves.push(Shelf {
                heading: messages.say(key),
                lead: lead.map(|key| messages.say(key)),
                forms: forms.into_iter().map(entry).collect(),
            });
        }
        shelves.retain(|shelf| !shelf.forms.is_empty());
        Self {
            fault: fault.map(|key| frame.say(key)),
            shelves,
            frame,
        }
    }
}
