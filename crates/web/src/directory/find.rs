//! Results: whom to turn to, best first, each with why it is listed.

use std::sync::Arc;

use ::directory::geography::{Near, Place};
use ::directory::query::MOST_CHARACTERS;
use ::directory::taxonomy::TermId;
use ::guidance::{Guide, Kind};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;
use search::{Index, Page};

use super::call_now::CallNow;
use super::entry::{Entry, Telling};
use super::filters::{self, Group, ProvinceChoice};
use super::question::{FEW, MANY, Question};
use super::start;
use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::group_thousands;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say::{self, Reader};

/// An address is not a question: whoever opens it sees the form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    start::page_at(&site, lang, Route::Find)
}

/// Answers a question.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let question = Question::read(&fields, &site.content.taxonomy);
    let request = question.request(lang, &site.content);
    let now = site.clock.now();
    let index = site.finder.current();
    let found = index.find(&request, now)?;
    let near = request.near.as_ref();
    page(&FindPage::new(&site, lang, &question, near, &found, &index))
}

/// The context of `templates/directory/find.html`.
#[derive(Template)]
#[template(path = "directory/find.html")]
pub(crate) struct FindPage<'a> {
    frame: Frame<'a>,
    question: &'a Question,
    heading: Markup,
    /// What we understood, corrected, left out: one sentence each.
    notes: Vec<Markup>,
    place_error: Option<Markup>,
    place_choices: Vec<PlaceChoice>,
    entries: Vec<Entry>,
    /// Whom to call anyway.
    fallback: Vec<Entry>,
    groups: Vec<Group<'a>>,
    provinces: Vec<ProvinceChoice>,
    page: usize,
    pages: usize,
    position: Markup,
    call_now: Arc<CallNow>,
    measurable: bool,
}

/// A place that may have been meant.
#[derive(Debug)]
struct PlaceChoice {
    label: String,
}

impl<'a> FindPage<'a> {
    /// Puts an answer into words.
    pub(crate) fn new(
        site: &'a Site,
        lang: Lang,
        question: &'a Question,
        near: Option<&Near>,
        found: &'a Page,
        index: &Arc<Index>,
    ) -> Self {
        let switch = Switch::link(Route::Find).with_form(question.hidden());
        let frame = Frame::new(site, lang, switch);
        let messages = frame.messages();
        let taxonomy = &site.content.taxonomy;
        let reader = Reader::new(
            site.clock.now(),
            near.map(|near| near.province),
            &site.content.gazetteer,
        );
        let telling = Telling {
            descriptions: &site.descriptions(index),
            taxonomy,
            reader: &reader,
            messages,
        };
        let entry = |found| Entry::new(found, &telling);
        let unknown_place = near.is_none() && !question.place.trim().is_empty();
        Self {
            heading: heading(&frame, found.total, near),
            notes: {
                let mut notes = notes(&frame, site, question, near, found);
                notes.extend(found_guide(&frame, site, &found.understood));
                notes
            },
            place_error: place_error(&frame, question, near),
            place_choices: if unknown_place {
                choices(site, question, lang)
            } else {
                Vec::new()
            },
            entries: found.results.iter().map(entry).collect(),
            fallback: found.fallback.iter().map(entry).collect(),
            groups: filters::groups(question, &found.facets, site, messages),
            provinces: filters::provinces(question, messages),
            page: found.page,
            pages: found.pages,
            position: frame.fill(
                "directory-find-page",
                &[("page", found.page.into()), ("pages", found.pages.into())],
            ),
            call_now: site.call_now(index),
            measurable: near.is_some_and(|near| near.measurable),
            question,
            frame,
        }
    }

    fn narrowed(&self) -> bool {
        self.question.is_narrowed()
    }

    fn many(&self) -> bool {
        self.question.per_page == MANY
    }

    fn number(&self, count: u32) -> String {
        group_thousands(u64::from(count), self.frame.lang())
    }

    fn few_and_many(&self) -> [(usize, bool); 2] {
        [(FEW, !self.many()), (MANY, self.many())]
    }
}

/// That nobody knows the place that was typed.
pub(crate) fn place_error(
    frame: &Frame<'_>,
    question: &Question,
    near: Option<&Near>,
) -> Option<Markup> {
    let typed = question.place.trim();
    (near.is_none() && !typed.is_empty()).then(|| {
        let place = shortened(typed);
        frame.fill("directory-find-place-unknown", &[("place", place.into())])
    })
}

/// "12 services near Prince George, BC".
pub(super) fn heading(frame: &Frame<'_>, total: usize, near: Option<&Near>) -> Markup {
    match (total, near) {
        (0, _) => frame.say("directory-find-none"),
        (_, None) => frame.fill("directory-find-found", &[("count", total.into())]),
        (_, Some(near)) => {
            let place = near.label.get(frame.lang());
            frame.fill(
                "directory-find-found-near",
                &[("count", total.into()), ("place", place.into())],
            )
        }
    }
}

/// What we understood, corrected, left out: one sentence each.
pub(super) fn notes(
    frame: &Frame<'_>,
    site: &Site,
    question: &Question,
    near: Option<&Near>,
    found: &Page,
) -> Vec<Markup> {
    let mut notes = Vec::new();
    if question.text.chars().nth(MOST_CHARACTERS).is_some() {
        notes.push(frame.fill(
            "directory-find-shortened",
            &[("limit", MOST_CHARACTERS.into())],
        ));
    }
    for (typed, read) in &found.corrected {
        notes.push(frame.fill(
            "directory-find-corrected",
            &[("typed", typed.into()), ("read", read.into())],
        ));
    }
    if let Some(needs) = understood(frame, site, found) {
        notes.push(frame.fill("directory-find-understood", &[("needs", (&needs).into())]));
    }
    if found.widened {
        notes.push(frame.say("directory-find-widened"));
    }
    match near {
        Some(near) if !near.measurable && near.fsa.is_some() => {
            notes.push(frame.say("directory-find-rural"));
        }
        None if question.place.trim().is_empty() => {
            notes.push(frame.say("directory-find-no-place"));
        }
        _ => {}
    }
    notes
}

/// A guide for the person themselves, when their words speak of the kind of exploitation it is about: their
/// rights, or whom to tell. Guides to signs are for those who look on, and are not held out here.
fn found_guide(frame: &Frame<'_>, site: &Site, understood: &[TermId]) -> Option<Markup> {
    let guides = &site.settings.guides.guides;
    let fits = |guide: &&Guide| {
        let kinds = &guide.local_services.exploitation;
        matches!(guide.kind, Kind::Rights | Kind::Report)
            && understood
                .iter()
                .any(|id| kinds.iter().any(|kind| kind == id.as_str()))
    };
    let guide = guides.iter().find(fits)?;
    let lang = frame.lang();
    let link = Markup::built(format!(
        "<a href=\"{}\">{}</a>",
        Route::Guide.guide(guide.number, lang),
        Markup::escaped(&guide.article(lang).title)
    ));
    Some(frame.fill("guidance-found", &[("guide", (&link).into())]))
}

/// The first few terms the person's words led to.
fn understood(frame: &Frame<'_>, site: &Site, found: &Page) -> Option<Markup> {
    let names: Vec<String> = found
        .understood
        .iter()
        .filter_map(|id| site.content.taxonomy.term(id))
        .take(3)
        .map(|term| say::text(&term.name, frame.messages()).to_string())
        .collect();
    (!names.is_empty()).then(|| Markup::built(names.join(" · ")))
}

fn choices(site: &Site, question: &Question, lang: Lang) -> Vec<PlaceChoice> {
    site.content
        .gazetteer
        .near_misses(shortened(&question.place))
        .iter()
        .map(|place: &Place| PlaceChoice {
            label: place.label().get(lang).to_owned(),
        })
        .collect()
}

/// Enough of a place to recognise it by.
fn shortened(place: &str) -> &str {
    let end = place
        .char_indices()
        .nth(60)
        .map_or(place.len(), |(at, _)| at);
    &place[..end]
}
