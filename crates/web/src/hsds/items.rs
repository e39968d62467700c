//! A list of objects that are made when they are needed: one page of it, or all of it as lines.

use std::fmt;
use std::sync::Arc;

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::response::Response;
use bytes::Bytes;
use kernel::Lang;
use serde::Serialize;

use super::answer::{self, AsItIs};
use super::parameters::{Asked, PER_PAGE};
use super::problem::ApiProblem;

/// Objects made at one time for lines.
const AT_ONCE: usize = 64;

/// Makes the object at a place of the list, as JSON.
type Make = dyn Fn(usize) -> Result<String, ApiProblem> + Send + Sync;

/// A list.
#[derive(Clone)]
pub(super) struct Items {
    count: usize,
    make: Arc<Make>,
    lang: Lang,
    /// Whether `proximity` was heeded, when it was asked for.
    proximity_applied: Option<bool>,
}

impl fmt::Debug for Items {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}

/// What stands around the objects of a page, in the order of HSDS.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "names of HSDS")]
struct Page {
    total_items: usize,
    total_pages: usize,
    page_number: usize,
    size: usize,
    first_page: bool,
    last_page: bool,
    empty: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    proximity_applied: Option<bool>,
}

impl Items {
    pub(super) fn new(
        count: usize,
        lang: Lang,
        make: impl Fn(usize) -> Result<String, ApiProblem> + Send + Sync + 'static,
    ) -> Self {
        Self {
            count,
            make: Arc::new(make),
            lang,
            proximity_applied: None,
        }
    }

    /// Objects that are there already.
    pub(super) fn ready(objects: &[impl Serialize], lang: Lang) -> Result<Self, ApiProblem> {
        let made = objects
            .iter()
            .map(serde_json::to_string)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self::new(made.len(), lang, move |at| {
            Ok(made.get(at).cloned().unwrap_or_default())
        }))
    }

    pub(super) fn with_proximity(self, applied: Option<bool>) -> Self {
        Self {
            proximity_applied: applied,
            ..self
        }
    }

    /// As the client wants it: a page, or lines.
    pub(super) fn answer(self, asked: &Asked) -> Result<Response, ApiProblem> {
        self.answer_with(asked, PER_PAGE)
    }

    /// The same, with another usual number of objects to a page.
    pub(super) fn answer_with(self, asked: &Asked, usual: usize) -> Result<Response, ApiProblem> {
        let (page, per_page) = asked.page(usual)?;
        if asked.lines()? {
            return Ok(self.lines());
        }
        self.page(page, per_page)
    }

    fn page(&self, page: usize, per_page: usize) -> Result<Response, ApiProblem> {
        let total_pages = self.count.div_ceil(per_page);
        let from = (page - 1).saturating_mul(per_page).min(self.count);
        let to = from.saturating_add(per_page).min(self.count);
        let around = Page {
            total_items: self.count,
            total_pages,
            page_number: page,
            size: to - from,
            first_page: page == 1,
            last_page: page >= total_pages,
            empty: from == to,
            proximity_applied: self.proximity_applied,
        };
        let mut body = serde_json::to_string(&around)?;
        body.pop();
        body.push_str(",\"contents\":[");
        for at in from..to {
            if at > from {
                body.push(',');
            }
            body.push_str(&(self.make)(at)?);
        }
        body.push_str("]}");
        Ok(answer::whole(
            body.into_bytes(),
            "application/json",
            Some(self.lang),
        ))
    }

    /// Everything, a line each, made as it is sent: however long the list, little of it is in memory.
    fn lines(self) -> Response {
        let lang = self.lang;
        let lines = futures_util::stream::unfold((self, 0), async |(items, from)| {
            if from >= items.count {
                return None;
            }
            let to = (from + AT_ONCE).min(items.count);
            let mut piece = String::new();
            for at in from..to {
                match (items.make)(at) {
                    Ok(line) => {
                        piece.push_str(&line);
                        piece.push('\n');
                    }
                    // The head is gone: breaking off is the one way left to say it.
                    Err(_) => {
                        return Some((Err(std::io::Error::other("broken")), (items, usize::MAX)));
                    }
                }
            }
            // Others get their turn between two pieces of a long list.
            tokio::task::yield_now().await;
            Some((Ok(Bytes::from(piece)), (items, to)))
        });
        let mut answer = Response::new(Body::from_stream(lines));
        answer.extensions_mut().insert(AsItIs);
        let headers = answer.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-ndjson"),
        );
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
        answer
    }
}
