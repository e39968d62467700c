//! Safety, privacy, accessibility, about: pages that are mostly words.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use crate::directory::call_now::CallNow;
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// When the accessibility statement was last gone through.
const STATEMENT_DATE: &str = "2026-11";

/// How to stay safer.
pub(crate) async fn safety(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&SafetyPage::new(&site, lang))
}

/// What is kept.
pub(crate) async fn privacy(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&PrivacyPage::new(&site, lang))
}

/// The accessibility statement.
pub(crate) async fn accessibility(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&AccessibilityPage::new(&site, lang))
}

/// What Cairn is and is not.
pub(crate) async fn about(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&AboutPage::new(&site, lang))
}

/// The context of `templates/site/safety.html`.
#[derive(Template)]
#[template(path = "site/safety.html")]
pub(crate) struct SafetyPage<'a> {
    frame: Frame<'a>,
    call_now: Arc<CallNow>,
}

impl<'a> SafetyPage<'a> {
    pub(crate) fn new(site: &'a Site, lang: Lang) -> Self {
        Self {
            frame: Frame::new(site, lang, Switch::link(Route::Safety)),
            call_now: site.call_now(&site.finder.current()),
        }
    }
}

/// The context of `templates/site/privacy.html`.
#[derive(Template)]
#[template(path = "site/privacy.html")]
pub(crate) struct PrivacyPage<'a> {
    frame: Frame<'a>,
}

impl<'a> PrivacyPage<'a> {
    pub(crate) fn new(site: &'a Site, lang: Lang) -> Self {
        Self {
            frame: Frame::new(site, lang, Switch::link(Route::Privacy)),
        }
    }
}

/// The context of `templates/site/accessibility.html`.
#[derive(Template)]
#[template(path = "site/accessibility.html")]
pub(crate) struct AccessibilityPage<'a> {
    frame: Frame<'a>,
    date: Markup,
}

impl<'a> AccessibilityPage<'a> {
    pub(crate) fn new(site: &'a Site, lang: Lang) -> Self {
        let frame = Frame::new(site, lang, Switch::link(Route::Accessibility));
        let date = say::month_of(STATEMENT_DATE, frame.messages());
        Self {
            date: frame.fill("site-accessibility-date", &[("date", (&date).into())]),
            frame,
        }
    }
}

/// The context of `templates/site/about.html`.
#[derive(Template)]
#[template(path = "site/about.html")]
pub(crate) struct AboutPage<'a> {
    frame: Frame<'a>,
    count: Markup,
    licence: Markup,
}

impl<'a> AboutPage<'a> {
    pub(crate) fn new(site: &'a Site, lang: Lang) -> Self {
        let frame = Frame::new(site, lang, Switch::link(Route::About));
        let count = site.finder.current().len();
        let licence = "https://creativecommons.org/licenses/by/4.0/";
        let link = say::link_out(licence, "CC BY 4.0");
        Self {
            count: frame.fill("site-about-facts-count", &[("count", count.into())]),
            licence: frame.fill("site-about-licence-content", &[("licence", (&link).into())]),
            frame,
        }
    }
}
