//! `/`: both languages side by side, neither before the other more than reading order demands.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use kernel::Lang;

use crate::directory::call_now::CallNow;
use crate::frame::Frame;
use crate::handler::page;
use crate::house::Site;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;

/// The page that chooses a language.
pub(crate) async fn show(State(site): State<Arc<Site>>) -> Result<Response, Problem> {
    let call_now = site.call_now(&site.finder.current());
    page(&ChooserPage::new(&site, call_now))
}

/// Crawlers may read the pages: people look for help in search engines too.
pub(crate) async fn robots() -> Response {
    (
        [(CONTENT_TYPE, "text/plain; charset=utf-8")],
        "User-agent: *\nAllow: /\n",
    )
        .into_response()
}

/// The context of `templates/site/chooser.html`.
#[derive(Template)]
#[template(path = "site/chooser.html")]
pub(crate) struct ChooserPage<'a> {
    frame: Frame<'a>,
    sides: [(&'static Messages, &'static str); 2],
    call_now: Arc<CallNow>,
}

impl<'a> ChooserPage<'a> {
    pub(crate) fn new(site: &'a Site, call_now: Arc<CallNow>) -> Self {
        Self {
            frame: Frame::in_both(site),
            sides: Lang::ALL.map(|lang| (Messages::of(lang), Route::Start.address(lang))),
            call_now,
        }
    }
}
