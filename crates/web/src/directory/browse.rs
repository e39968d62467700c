//! All kinds of help and all provinces, as buttons that ask the finder: no address names a topic.

use std::sync::Arc;

use ::directory::geography::Province;
use ::directory::taxonomy::{TermId, Vocabulary};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use kernel::Lang;
use search::{Filters, Index, Request};

use super::filters;
use super::question::Question;
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// The page.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    let kinds = site.kinds(&site.finder.current())?;
    page(&BrowsePage::new(&site, lang, &kinds))
}

/// How many services there are for each need and in each province.
#[derive(Debug)]
pub(crate) struct Kinds {
    needs: Vec<(TermId, u32)>,
    provinces: Vec<(Province, usize)>,
}

impl Kinds {
    /// Counts in the directory.
    pub(crate) fn from_index(index: &Index, now: Timestamp) -> search::Result<Self> {
        let count = |province| {
            let filters = Filters {
                province,
                ..Filters::default()
            };
            let request = Request {
                filters,
                per_page: 1,
                ..Request::default()
            };
            index.find(&request, now)
        };
        let mut provinces = Vec::with_capacity(Province::ALL.len());
        for province in Province::ALL {
            provinces.push((province, count(Some(province))?.total));
        }
        Ok(Self {
            needs: count(None)?.facets.needs,
            provinces,
        })
    }
}

/// The context of `templates/directory/browse.html`.
#[derive(Template)]
#[template(path = "directory/browse.html")]
pub(crate) struct BrowsePage<'a> {
    frame: Frame<'a>,
    question: Question,
    place_error: Option<Markup>,
    needs: Vec<Choice>,
    provinces: Vec<Choice>,
}

/// A button.
struct Choice {
    value: String,
    label: Markup,
    description: Markup,
    count: Markup,
}

impl<'a> BrowsePage<'a> {
    pub(crate) fn new(site: &'a Site, lang: Lang, kinds: &Kinds) -> Self {
        let frame = Frame::new(site, lang, Switch::link(Route::Browse));
        let messages = frame.messages();
        let count =
            |number: u64| messages.fill("directory-filter-results", &[("count", number.into())]);
        let needs = site
            .content
            .taxonomy
            .of(Vocabulary::Need)
            .filter_map(|term| {
                let (_, number) = kinds.needs.iter().find(|(id, _)| *id == term.id)?;
                Some(Choice {
                    value: term.id.0.clone(),
                    label: say::text(&term.name, messages),
                    description: say::text(&term.description, messages),
                    count: count(u64::from(*number)),
                })
            })
            .collect();
        let provinces = filters::provinces(&Question::default(), messages)
            .into_iter()
            .filter_map(|choice| {
                let (_, total) = kinds
                    .provinces
                    .iter()
                    .find(|(province, _)| province.code() == choice.code)?;
                Some(Choice {
                    value: choice.code.to_owned(),
                    label: Markup::escaped(&choice.name),
                    description: Markup::ours(""),
                    count: count(*total as u64),
                })
            })
            .collect();
        Self {
            frame,
            question: Question::default(),
            place_error: None,
            needs,
            provinces,
        }
    }
}
