//! The end of every guide: services near the reader, for what the guide is about.

use std::borrow::Cow;
use std::sync::Arc;

use ::guidance::Guide;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::local::{self, Helpers, Reached, Wanted};
use super::place::{Asked, PLACE};
use super::{GuideNumber, guide_of, is_about_children};
use crate::directory::call_now::CallNow;
use crate::directory::entry::{Entry, Telling};
use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say::{self, Reader};

/// The form, and lines for all of Canada.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    GuideNumber(number): GuideNumber,
) -> Result<Response, Problem> {
    let guide = guide_of(&site, number)?;
    page(&NearPage::new(&site, lang, guide, Asked::default(), false)?)
}

/// Services near the place that was typed.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    GuideNumber(number): GuideNumber,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let guide = guide_of(&site, number)?;
    let asked = Asked::read(&fields, &site);
    page(&NearPage::new(&site, lang, guide, asked, true)?)
}

/// The context of `templates/guidance/near.html`.
#[derive(Template)]
#[template(path = "guidance/near.html")]
pub(crate) struct NearPage<'a> {
    frame: Frame<'a>,
    call_now: Arc<CallNow>,
    heading: Markup,
    title: Markup,
    guide: String,
    number: u16,
    place: String,
    place_error: Option<Markup>,
    choices: Vec<String>,
    groups: Vec<Group>,
    /// The need that the finder opens with.
    need: Option<String>,
    about_children: bool,
}

/// Services of one need, in words.
struct Group {
    name: Markup,
    entries: Vec<Entry>,
}

impl<'a> NearPage<'a> {
    fn new(
        site: &'a Site,
        lang: Lang,
        guide: &Guide,
        asked: Asked,
        was_sent: bool,
    ) -> Result<Self, Problem> {
        let number = guide.number;
        let mut switch = Switch::to(|lang| Route::Near.guide(number, lang));
        if was_sent {
            switch = switch.with_form(vec![(PLACE, Cow::Owned(asked.typed.clone()))]);
        }
        let frame = Frame::new(site, lang, switch);
        let index = site.finder.current();
        let call_now = site.call_now(&index);
        let wanted = Wanted::of(Some(guide));
        let near = asked.near.as_ref();
        let found = local::look(
            site,
            &index,
            &wanted,
            near,
            Reached::Anyhow,
            lang,
            &call_now,
        )?;
        let reader = Reader::new(
            site.clock.now(),
            near.map(|near| near.province),
            &site.content.gazetteer,
        );
        let telling = Telling {
            descriptions: &site.descriptions(&index),
            taxonomy: &site.content.taxonomy,
            reader: &reader,
            messages: frame.messages(),
        };
        let groups = found.iter().map(|one| Group::new(one, &telling)).collect();
        Ok(Self {
            heading: match asked.label(lang) {
                Some(place) => frame.fill("guidance-near-place", &[("place", place.into())]),
                None => frame.say("guidance-near-heading"),
            },
            title: Markup::escaped(&guide.article(lang).title),
            guide: Route::Guide.guide(number, lang),
            number,
            place_error: asked.error(&frame),
            choices: asked.choices(site, lang),
            groups,
            need: wanted.first().map(|need| need.as_str().to_owned()),
            about_children: is_about_children(guide),
            place: asked.typed,
            call_now,
            frame,
        })
    }

    fn action(&self) -> String {
        Route::Near.guide(self.number, self.frame.lang())
    }
}

impl Group {
    fn new(helpers: &Helpers, telling: &Telling<'_>) -> Self {
        let term = telling.taxonomy.term(&helpers.need);
        Self {
            name: term.map_or(Markup::ours(""), |term| {
                say::text(&term.name, telling.messages)
            }),
            entries: helpers
                .found
                .iter()
                .map(|found| Entry::new(found, telling))
                .collect(),
        }
    }
}
