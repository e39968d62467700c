//! The finder inside another site's page: a frame of ours on theirs. No script of ours runs there,
//! none of theirs here; no cookie; services open in a tab of their own.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::call_now::CallNow;
use super::entry::{Entry, Telling};
use super::find;
use super::question::Question;
use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say::Reader;

/// The form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    let index = site.finder.current();
    page(&EmbedPage {
        frame: Frame::new(&site, lang, Switch::link(Route::Embed)),
        question: Question::default(),
        place_error: None,
        call_now: site.call_now(&index),
        answer: None,
    })
}

/// The form with what was found.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let question = Question::read(&fields, &site.content.taxonomy);
    let request = question.request(lang, &site.content);
    let index = site.finder.current();
    let mut found = index.find(&request, site.clock.now())?;
    let switch = Switch::link(Route::Embed).with_form(question.hidden());
    let frame = Frame::new(&site, lang, switch);
    let near = request.near.as_ref();
    let reader = Reader::new(
        site.clock.now(),
        near.map(|near| near.province),
        &site.content.gazetteer,
    );
    let heading = find::heading(&frame, found.total, near);
    let notes = find::notes(&frame, &site, &question, near, &found);
    if found.total == 0 {
        found.results = std::mem::take(&mut found.fallback);
    }
    let telling = Telling {
        descriptions: &site.descriptions(&index),
        taxonomy: &site.content.taxonomy,
        reader: &reader,
        messages: frame.messages(),
    };
    let entries = found
        .results
        .iter()
        .map(|found| Entry::new(found, &telling))
        .collect();
    let position = frame.fill(
        "directory-find-page",
        &[("page", found.page.into()), ("pages", found.pages.into())],
    );
    page(&EmbedPage {
        place_error: find::place_error(&frame, &question, near),
        call_now: site.call_now(&index),
        answer: Some(Found {
            heading,
            notes,
            entries,
            page: found.page,
            pages: found.pages,
            position,
        }),
        frame,
        question,
    })
}

/// The context of `templates/directory/embed.html`.
#[derive(Template)]
#[template(path = "directory/embed.html")]
struct EmbedPage<'a> {
    frame: Frame<'a>,
    question: Question,
    place_error: Option<Markup>,
    call_now: Arc<CallNow>,
    answer: Option<Found>,
}

/// What was found, in words.
struct Found {
    heading: Markup,
    notes: Vec<Markup>,
    entries: Vec<Entry>,
    page: usize,
    pages: usize,
    position: Markup,
}

/// Whether a path is one that may stand in other sites' frames.
pub(crate) fn is_embeddable(path: &str) -> bool {
    Lang::ALL
        .into_iter()
        .any(|lang| Route::Embed.pattern(lang) == path)
}
