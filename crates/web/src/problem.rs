//! What went wrong, as a page in the reader's language. Nothing a person sent is repeated or logged.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::Lang;
use store::PeopleError;
use uuid::Uuid;

use crate::directory::call_now::CallNow;
use crate::frame::{Frame, Switch};
use crate::house::Site;
use crate::messages::Messages;
use crate::routes::Route;

/// Why there is no page. The front door turns it into one, in the language of the address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Whoever is signed in may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Another site made the browser send this form.
    #[error("the form comes from elsewhere")]
    FromElsewhere,
    /// A one-time link that was used, or is too old.
    #[error("the link is gone")]
    LinkGone,
    /// There is no such page or service.
    #[error("not found")]
    NotFound,
    /// The page exists, but not for this method.
    #[error("wrong method")]
    WrongMethod,
    /// The form is damaged or is not UTF-8.
    #[error("the form cannot be read")]
    BadForm,
    /// The form is larger than any of ours.
    #[error("the form is too long")]
    TooLong,
    /// The answer took too long, or is not possible now.
    #[error("too slow")]
    TooSlow,
    /// Our own fault. The cause goes to the log with the reference number that the page shows; it
    /// must never hold a visitor's words.
    #[error("{cause}")]
    Broken {
        /// What happened, for the operator.
        cause: String,
    },
}

impl Problem {
    /// Our own fault, for this reason.
    pub(crate) fn broken(cause: &impl ToString) -> Self {
        Self::Broken {
            cause: cause.to_string(),
        }
    }

    /// The problem behind an answer that some layer gave without a page.
    pub(crate) fn of_status(status: StatusCode) -> Option<Self> {
        match status.as_u16() {
            403 => Some(Self::Forbidden),
            404 => Some(Self::NotFound),
            405 => Some(Self::WrongMethod),
            413 => Some(Self::TooLong),
            408 | 503 => Some(Self::TooSlow),
            400..=499 => Some(Self::BadForm),
            500.. => Some(Self::Broken {
                cause: format!("a layer answered {status}"),
            }),
            _ => None,
        }
    }

    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Forbidden | Self::FromElsewhere => StatusCode::FORBIDDEN,
            Self::LinkGone => StatusCode::GONE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the messages about it are called: the status, or what sets it apart from others of its status.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Forbidden => "403",
            Self::FromElsewhere => "elsewhere",
            Self::LinkGone => "410",
            Self::NotFound => "404",
            Self::WrongMethod => "405",
            Self::BadForm => "400",
            Self::TooLong => "413",
            Self::TooSlow => "503",
            Self::Broken { .. } => "500",
        }
    }

    /// A number for our own fault, under which its cause is in the log.
    pub(crate) fn logged(&self, site: &Site) -> Option<String> {
        matches!(self, Self::Broken { .. }).then(|| {
            let reference = reference(site.random.uuid());
            tracing::error!(reference, cause = %self, "a page could not be made");
            reference
        })
    }

    /// The page, in one language or, where the address tells none, in both.
    pub(crate) fn page(&self, site: &Site, lang: Option<Lang>) -> askama::Result<String> {
        let reference = self.logged(site);
        let (frame, langs) = match lang {
            Some(lang) => (
                Frame::new(site, lang, Switch::link(Route::Start)),
                vec![lang],
            ),
            None => (Frame::in_both(site), Lang::ALL.to_vec()),
        };
        ProblemPage {
            frame,
            word: self.word(),
            sides: langs.into_iter().map(Messages::of).collect(),
            reference,
            call_now: site.call_now(&site.finder.current()),
        }
        .render()
    }
}

/// Eight characters that a person can read out over the telephone.
fn reference(id: Uuid) -> String {
    id.simple().to_string()[..8].to_owned()
}

/// Carries the problem to the front door, which knows the language.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<search::Error> for Problem {
    fn from(error: search::Error) -> Self {
        Self::broken(&error)
    }
}

impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        match error {
            // What a person can mend is said beside its field; the rest is no page of theirs.
            store::StoreError::UnknownService(_)
            | store::StoreError::Case(store::CaseError::UnknownItem) => Self::NotFound,
            store::StoreError::Forbidden(_) => Self::Forbidden,
            store::StoreError::People(error) => error.into(),
            store::StoreError::Case(_) => Self::BadForm,
            error => Self::broken(&error),
        }
    }
}

/// What no form of ours lets a person ask; what one does is said beside its field (`staff/explain.rs`).
impl From<PeopleError> for Problem {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::UnknownPerson
            | PeopleError::UnknownOrganization
            | PeopleError::UnknownRole
            | PeopleError::UnknownSession
            | PeopleError::UnknownPasskey
            | PeopleError::UnknownIdentity
            | PeopleError::NoSecondFactor => Self::NotFound,
            PeopleError::LinkGone | PeopleError::SetUpAlready => Self::LinkGone,
            PeopleError::BeyondOwn => Self::Forbidden,
            _ => Self::BadForm,
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::broken(&error)
    }
}

/// Makes panics say where they happened and nothing else: the usual message repeats the value at
/// fault, which could be a visitor's words. The program calls it once, when it begins to serve.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(|| "somewhere".to_owned(), ToString::to_string);
        tracing::error!(place, "a panic was caught");
    }));
}

#[derive(Template)]
#[template(path = "site/problem.html")]
pub(crate) struct ProblemPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) word: &'static str,
    /// One language, or both.
    pub(crate) sides: Vec<&'static Messages>,
    pub(crate) reference: Option<String>,
    pub(crate) call_now: Arc<CallNow>,
}

impl ProblemPage<'_> {
    fn heading(&self, side: &'static Messages) -> crate::markup::Markup {
        side.say(&format!("site-problem-{}-heading", self.word))
    }

    fn text(&self, side: &'static Messages) -> crate::markup::Markup {
        side.say(&format!("site-problem-{}-text", self.word))
    }

    fn reference_line(&self, side: &'static Messages) -> Option<crate::markup::Markup> {
        self.reference.as_ref().map(|reference| {
            side.fill(
                "site-problem-500-reference",
                &[("reference", reference.into())],
            )
        })
    }
}
