//! A list to print: what one needs on paper, with a neutral title and nothing else.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use search::Page;

use super::entry::{Entry, Telling};
use super::question::{MANY, Question};
use super::start;
use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::messages::Messages;
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
    let index = site.finder.current();
    let mut found = index.find(&request, now)?;
    if found.total == 0 {
        found.results = std::mem::take(&mut found.fallback);
    }
    let reader = Reader::new(
        now,
        request.near.map(|near| near.province),
        &site.content.gazetteer,
    );
    let telling = Telling {
        descriptions: &site.descriptions(&index),
        taxonomy: &site.content.taxonomy,
        reader: &reader,
        messages: Messages::of(lang),
    };
    page(&PrintPage::new(&site, &question, &found, &telling))
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
        question: &'a Question,
        found: &Page,
        telling: &Telling<'_>,
    ) -> Self {
        let switch = Switch::link(Route::Print).with_form(question.hidden());
        let frame = Frame::new(site, telling.messages.lang(), switch);
        let entries = found
            .results
            .iter()
            .take(MANY)
            .map(|found| Entry::new(found, telling))
            .collect();
        Self {
            frame,
            question,
            entries,
        }
    }
}
