//! One guide: what it gives, its steps, help near the reader, where its facts come from.

use std::sync::Arc;

use ::guidance::{Guide, html};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::around::Around;
use super::sources::{self, SourceLine};
use super::{GuideNumber, guide_of, is_about_children};
use crate::directory::call_now::CallNow;
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;

/// The page.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    GuideNumber(number): GuideNumber,
) -> Result<Response, Problem> {
    page(&GuidePage::new(&site, lang, guide_of(&site, number)?))
}

/// The context of `templates/guidance/guide.html`.
#[derive(Template)]
#[template(path = "guidance/guide.html")]
pub(crate) struct GuidePage<'a> {
    frame: Frame<'a>,
    call_now: Arc<CallNow>,
    title: Markup,
    summary: Markup,
    /// Address and title of each step.
    steps: Vec<(String, Markup)>,
    about_children: bool,
    sheet: String,
    both: String,
    near: String,
    number: u16,
    sources: Vec<SourceLine>,
    standing: Vec<Markup>,
}

impl<'a> GuidePage<'a> {
    pub(crate) fn new(site: &'a Site, lang: Lang, guide: &Guide) -> Self {
        let number = guide.number;
        let frame = Frame::new(
            site,
            lang,
            Switch::to(|lang| Route::Guide.guide(number, lang)),
        );
        let messages = frame.messages();
        let article = guide.article(lang);
        let around = Around::new(&site.settings.guides, messages, number);
        let summary = html::blocks(&article.summary, lang, &guide.sources, &around);
        let steps = article.cards.iter().enumerate().map(|(at, card)| {
            (
                Route::step(number, at + 1, lang),
                Markup::escaped(&card.title),
            )
        });
        Self {
            call_now: site.call_now(&site.finder.current()),
            title: Markup::escaped(&article.title),
            summary: Markup::built(summary),
            steps: steps.collect(),
            about_children: is_about_children(guide),
            sheet: Route::GuideSheet.guide(number, lang),
            both: Route::GuideBoth.guide(number, lang),
            near: Route::Near.guide(number, lang),
            number,
            sources: sources::lines(guide, None, messages),
            standing: sources::standing(guide, messages),
            frame,
        }
    }

    /// "Begin: step 1 of 6".
    fn begin(&self) -> Markup {
        self.frame
            .fill("guidance-begin", &[("count", self.steps.len().into())])
    }

    fn unread(&self) -> bool {
        self.sources.iter().any(|source| !source.is_verified)
    }
}
