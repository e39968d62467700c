//! Takes a file of answers in again, to go on where somebody stopped.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::response::Response;
use kernel::Lang;

use super::run::{Step, go};
use super::sent::{self, Fault};
use crate::form::Fields;
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;

/// The form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page_of(&site, lang, None)
}

/// Reads the file and shows every answer in it, or says why it cannot.
pub(crate) async fn receive(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    request: Request,
) -> Result<Response, Problem> {
    let draft = match sent::files(request).await? {
        Ok(parts) => parts
            .first()
            .ok_or(Fault::Missing)
            .and_then(|part| sent::read(&part.bytes, &site.questionnaires)),
        Err(fault) => Err(fault),
    };
    match draft {
        Ok(draft) => {
            let step = Step {
                site: &site,
                lang,
                draft,
            };
            go(step, &Fields::default())
        }
        Err(fault) => page_of(&site, lang, Some(fault)),
    }
}

fn page_of(site: &Site, lang: Lang, fault: Option<Fault>) -> Result<Response, Problem> {
    let frame = Frame::new(site, lang, Switch::link(Route::QuestionsOpen));
    page(&OpenPage {
        fault: fault.map(|fault| frame.say(fault.key())),
        frame,
    })
}

/// The context of `templates/questions/open.html`.
#[derive(Template)]
#[template(path = "questions/open.html")]
pub(crate) struct OpenPage<'a> {
    frame: Frame<'a>,
    fault: Option<Markup>,
}
