//! One step of a guide: one screen, what comes before and after, and how far one is.

use std::sync::Arc;

use ::guidance::{Card, Guide, html};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::around::Around;
use super::sources::{self, SourceLine};
use super::{GuideNumber, StepNumber, guide_of, is_about_children};
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
    StepNumber(step): StepNumber,
) -> Result<Response, Problem> {
    let guide = guide_of(&site, number)?;
    let card = guide.article(lang).cards.get(step - 1);
    let card = card.ok_or(Problem::NotFound)?;
    page(&StepPage::new(&site, lang, guide, card, step))
}

/// The context of `templates/guidance/step.html`.
#[derive(Template)]
#[template(path = "guidance/step.html")]
pub(crate) struct StepPage<'a> {
    frame: Frame<'a>,
    call_now: Arc<CallNow>,
    guide_title: Markup,
    title: Markup,
    body: Markup,
    /// "Step 3 of 6".
    position: Markup,
    guide: String,
    previous: Option<String>,
    next: Option<String>,
    near: String,
    about_children: bool,
    sources: Vec<SourceLine>,
}

impl<'a> StepPage<'a> {
    fn new(site: &'a Site, lang: Lang, guide: &Guide, card: &Card, step: usize) -> Self {
        let number = guide.number;
        let frame = Frame::new(
            site,
            lang,
            Switch::to(|lang| Route::step(number, step, lang)),
        );
        let messages = frame.messages();
        let article = guide.article(lang);
        let around = Around::new(&site.settings.guides, messages, number);
        let count = article.cards.len();
        let to = |step: usize| Route::step(number, step, lang);
        Self {
            call_now: site.call_now(&site.finder.current()),
            guide_title: Markup::escaped(&article.title),
            title: Markup::escaped(&card.title),
            body: Markup::built(html::card(card, lang, &guide.sources, &around)),
            position: frame.fill(
                "guidance-position",
                &[("step", step.into()), ("count", count.into())],
            ),
            guide: Route::Guide.guide(number, lang),
            previous: (step > 1).then(|| to(step - 1)),
            next: (step < count).then(|| to(step + 1)),
            near: Route::Near.guide(number, lang),
            about_children: is_about_children(guide),
            sources: sources::lines(guide, Some(&card.sources()), messages),
            frame,
        }
    }

    fn unread(&self) -> bool {
        self.sources.iter().any(|source| !source.is_verified)
    }
}
