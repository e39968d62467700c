//! The start page: whom to call now, one search, a few everyday needs.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::call_now::CallNow;
use super::question::Question;
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// Needs that stand on the start page, where the directory's taxonomy has them.
const EVERYDAY: [&str; 6] = [
    "crisis-line",
    "shelter-housing",
    "legal",
    "immigration",
    "health",
    "basic-needs",
];

/// The start page.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page_at(&site, lang, Route::Start)
}

/// The start page under another address, such as that of the results when nothing was asked.
pub(crate) fn page_at(site: &Site, lang: Lang, route: Route) -> Result<Response, Problem> {
    let call_now = site.call_now(&site.finder.current());
    page(&StartPage::new(site, lang, route, call_now))
}

/// The context of `templates/directory/start.html`.
#[derive(Template)]
#[template(path = "directory/start.html")]
pub(crate) struct StartPage<'a> {
    frame: Frame<'a>,
    question: Question,
    place_error: Option<Markup>,
    call_now: Arc<CallNow>,
    needs: Vec<(&'static str, Markup)>,
}

impl<'a> StartPage<'a> {
    pub(crate) fn new(site: &'a Site, lang: Lang, route: Route, call_now: Arc<CallNow>) -> Self {
        let frame = Frame::new(site, lang, Switch::link(route));
        let needs = EVERYDAY
            .into_iter()
            .filter_map(|id| {
                let term = site.content.taxonomy.term(&id.into())?;
                Some((id, say::text(&term.name, frame.messages())))
            })
            .collect();
        Self {
            frame,
            question: Question::default(),
            place_error: None,
            call_now,
            needs,
        }
    }
}
