//! A guide on one sheet of paper: all its steps, in one language, or each language on a side of its own.

use std::sync::Arc;

use ::guidance::{Guide, Kind, html};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::around::Around;
use super::sources::{self, SourceLine};
use super::{GuideNumber, guide_of};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// In the language of the address.
pub(crate) async fn one(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    GuideNumber(number): GuideNumber,
) -> Result<Response, Problem> {
    let guide = guide_of(&site, number)?;
    page(&SheetPage::new(&site, lang, guide, Route::GuideSheet))
}

/// In both, that of the address first.
pub(crate) async fn both(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    GuideNumber(number): GuideNumber,
) -> Result<Response, Problem> {
    let guide = guide_of(&site, number)?;
    page(&SheetPage::new(&site, lang, guide, Route::GuideBoth))
}

/// The context of `templates/guidance/sheet.html`.
#[derive(Template)]
#[template(path = "guidance/sheet.html")]
pub(crate) struct SheetPage<'a> {
    frame: Frame<'a>,
    title: Markup,
    guide: String,
    sides: Vec<Side>,
}

/// The guide in one language.
struct Side {
    lang: Lang,
    messages: &'static Messages,
    title: Markup,
    summary: Markup,
    /// Title and words of each step.
    steps: Vec<(Markup, Markup)>,
    signs: bool,
    /// Who gives it out.
    name: Option<Markup>,
    sources: Vec<SourceLine>,
    standing: Vec<Markup>,
}

impl<'a> SheetPage<'a> {
    fn new(site: &'a Site, lang: Lang, guide: &Guide, route: Route) -> Self {
        let number = guide.number;
        let langs = match route {
            Route::GuideBoth => vec![lang, lang.other()],
            _ => vec![lang],
        };
        Self {
            frame: Frame::new(site, lang, Switch::to(|lang| route.guide(number, lang))),
            title: Markup::escaped(&guide.article(lang).title),
            guide: Route::Guide.guide(number, lang),
            sides: langs
                .into_iter()
                .map(|lang| Side::new(site, lang, guide))
                .collect(),
        }
    }
}

impl Side {
    fn new(site: &Site, lang: Lang, guide: &Guide) -> Self {
        let messages = Messages::of(lang);
        let article = guide.article(lang);
        let around = Around::new(&site.settings.guides, messages, guide.number);
        let steps = article.cards.iter().map(|card| {
            let words = html::card(card, lang, &guide.sources, &around);
            (Markup::escaped(&card.title), Markup::built(words))
        });
        let summary = html::blocks(&article.summary, lang, &guide.sources, &around);
        Self {
            lang,
            messages,
            title: Markup::escaped(&article.title),
            summary: Markup::built(summary),
            steps: steps.collect(),
            signs: guide.kind == Kind::Recognise,
            name: name_on_paper(site, messages),
            sources: sources::lines(guide, None, messages),
            standing: sources::standing(guide, messages),
        }
    }

    fn unread(&self) -> bool {
        self.sources.iter().any(|source| !source.is_verified)
    }
}

/// The organization that gives the paper out, when the operator named it.
pub(crate) fn name_on_paper(site: &Site, messages: &'static Messages) -> Option<Markup> {
    let name = say::text(&site.settings.name_on_paper, messages);
    (!name.is_empty()).then_some(name)
}
