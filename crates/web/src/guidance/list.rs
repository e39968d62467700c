//! All guides, by what brings a person here.

use std::sync::Arc;

use ::guidance::{Guide, Kind};
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

/// The page.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&ListPage::new(&site, lang))
}

/// What brings a person here, in the order in which it cannot wait, and the kinds of guides that answer it.
const GROUPS: [(&str, Kind); 6] = [
    ("guidance-group-respond", Kind::Respond),
    ("guidance-group-recognise", Kind::Recognise),
    ("guidance-group-report", Kind::Report),
    ("guidance-group-audience", Kind::Audience),
    ("guidance-group-rights", Kind::Rights),
    ("guidance-group-care", Kind::Care),
];

/// The context of `templates/guidance/list.html`.
#[derive(Template)]
#[template(path = "guidance/list.html")]
pub(crate) struct ListPage<'a> {
    frame: Frame<'a>,
    call_now: Arc<CallNow>,
    groups: Vec<Group>,
}

/// Guides under one heading.
struct Group {
    heading: Markup,
    links: Vec<(String, Markup)>,
}

impl<'a> ListPage<'a> {
    pub(crate) fn new(site: &'a Site, lang: Lang) -> Self {
        let frame = Frame::new(site, lang, Switch::link(Route::Guides));
        let guides = &site.settings.guides.guides;
        let link = |guide: &Guide| {
            let title = Markup::escaped(&guide.article(lang).title);
            (Route::Guide.guide(guide.number, lang), title)
        };
        let groups = GROUPS.into_iter().map(|(heading, kind)| {
            let mut links: Vec<_> = guides
                .iter()
                .filter(|guide| guide.kind == kind)
                .map(link)
                .collect();
            // What the law asks is no guide, and belongs beside those of its kind.
            let law = match kind {
                Kind::Report => Some((Route::Duty, "guidance-duty-heading")),
                Kind::Rights => Some((Route::Orders, "guidance-order-heading")),
                _ => None,
            };
            links.extend(law.map(|(route, key)| (frame.to(route).to_owned(), frame.say(key))));
            Group {
                heading: frame.say(heading),
                links,
            }
        });
        let groups = groups.filter(|group| !group.links.is_empty()).collect();
        Self {
            call_now: site.call_now(&site.finder.current()),
            groups,
            frame,
        }
    }
}
