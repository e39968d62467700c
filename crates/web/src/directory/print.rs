//! A list to print: what one needs on paper, with a neutral title and nothing else.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;
use search::Page;

use super::entry::Entry;
use super::question::{MANY, Question};
use super::start;
use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say::Reader;

/// An address is not a question: whoever opens it sees the form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    start::page_at(&site, lang, Route::Print)
}

/// The list that was on the screen, for paper.
pub(crate) async fn list(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let question = Question::read(&fields, &site.content.taxonomy);
    let request = question.request(lang, &site.content);
    let now = site.clock.now();
    let mut found = site.finder.current().find(&request, now)?;
    if found.total == 0 {
        found.results = std::mem::take(&mut found.fallback);
    }
    let reader = Reader::new(
        now,
        request.near.map(|near| near.province),
        &site.content.gazetteer,
    );
    page(&PrintPage::new(&site, lang, &question, &found, &reader))
}

/// The context of `templates/directory/print.html`.
#[derive(Template)]
#[template(path = "directory/print.html")]
pub(crate) struct PrintPage<'a> {
    frame: Frame<'a>,
    question: &'a Question,
    entries: Vec<Entry>,
}

impl<'a> PrintPage<'a> {
    pub(crate) fn new(
        site: &'a Site,
        lang: Lang,
        question: &'a Question,
        found: &Page,
        reader: &Reader,
    ) -> Self {
        let switch = Switch::link(Route::Print).with_form(question.hidden());
        let frame = Frame::new(site, lang, switch);
        let taxonomy = &site.content.taxonomy;
        let entries = found
            .results
            .iter()
            .take(MANY)
            .map(|found| Entry::new(found, taxonomy, reader, frame.messages()))
            .collect();
        Self {
            frame,
            question,
            entries,
        }
    }
}
