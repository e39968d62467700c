//! What stands around every page of the desk: sections, search, language, the way out.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::Lang;
use store::Me;
use uuid::Uuid;

use super::door::may_open;
use super::routes::{Place, StaffRoute};
use crate::form::Fields;
use crate::markup::Markup;
use crate::messages::{Messages, Value};
use crate::problem::Problem;
use crate::routes::Route;

/// The page that was asked for.
#[derive(Debug, Clone)]
pub(crate) struct At {
    pub(crate) lang: Lang,
    pub(crate) route: StaffRoute,
    /// The id or the token in the address.
    pub(crate) about: String,
    /// What was just done, as the address says (`?done=saved`): one of our own words, or nothing.
    done: Option<String>,
}

impl At {
    /// The page at `path`, where there is one.
    pub(crate) fn path(path: &str, query: Option<&str>) -> Option<Self> {
        let Place { lang, route, about } = Place::at(path)?;
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        let done = Some(fields.get("done").to_owned()).filter(|done| !done.is_empty());
        Some(Self {
            lang,
            route,
            about: about.to_owned(),
            done,
        })
    }

    /// No page, but its words in this language: for a sheet that is given to somebody who reads another one.
    pub(crate) fn of_lang(lang: Lang) -> Self {
        Self {
            lang,
            route: StaffRoute::Today,
            about: String::new(),
            done: None,
        }
    }

    /// Another page in the same language.
    pub(crate) fn to(&self, route: StaffRoute) -> &'static str {
        route.address(self.lang)
    }

    /// The id in the address, or "there is no such page".
    pub(crate) fn id(&self) -> Result<Uuid, Problem> {
        Uuid::try_parse(&self.about).map_err(|_| Problem::NotFound)
    }

    /// Everything that can be said here.
    pub(crate) fn messages(&self) -> &'static Messages {
        Messages::of(self.lang)
    }

    /// A message without variables.
    pub(crate) fn say(&self, key: &str) -> Markup {
        self.messages().say(key)
    }

    /// A message with its variables.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, Value<'_>)]) -> Markup {
        self.messages().fill(key, values)
    }

    /// The address of this page.
    pub(crate) fn here(&self) -> String {
        self.place().in_lang(self.lang)
    }

    fn place(&self) -> Place<'_> {
        Place {
            lang: self.lang,
            route: self.route,
            about: &self.about,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for At {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::path(parts.uri.path(), parts.uri.query()).ok_or(Problem::NotFound)
    }
}

/// The context of `templates/staff/frame.html`.
#[derive(Debug)]
pub(crate) struct StaffFrame<'a> {
    at: &'a At,
    /// Who is signed in.
    pub(crate) me: Option<&'a Me>,
    /// The page's heading, and its name in the tab.
    pub(crate) title: Markup,
    /// What was just done.
    pub(crate) done: Option<Markup>,
    /// Something is wrong on the page; the tab says so first.
    pub(crate) faulty: bool,
}

impl<'a> StaffFrame<'a> {
    /// The frame of the page `at`, seen by `me`.
    pub(crate) fn new(at: &'a At, me: Option<&'a Me>, title: Markup) -> Self {
        let done = at.done.as_ref();
        Self {
            at,
            me,
            title,
            done: done.and_then(|word| at.messages().find(&format!("staff-done-{word}"))),
            faulty: false,
        }
    }

    /// The same, of a page on which something is wrong.
    pub(crate) fn faulty(self, faulty: bool) -> Self {
        Self { faulty, ..self }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.at.lang
    }

    pub(crate) fn other(&self) -> Lang {
        self.at.lang.other()
    }

    pub(crate) fn messages(&self) -> &'static Messages {
        self.at.messages()
    }

    /// A message without variables.
    pub(crate) fn say(&self, key: &str) -> Markup {
        self.at.say(key)
    }

    /// Another page in the same language.
    pub(crate) fn to(&self, route: StaffRoute) -> &'static str {
        self.at.to(route)
    }

    /// The same page in the other language; what only answers a form has none of its own.
    pub(crate) fn across(&self) -> String {
        let place = self.at.place();
        if place.route.is_page() {
            place.in_lang(self.other())
        } else {
            StaffRoute::Today.address(self.other()).to_owned()
        }
    }

    /// The public side.
    pub(crate) fn public(&self) -> &'static str {
        Route::Start.address(self.at.lang)
    }

    /// The sections that this person may open.
    pub(crate) fn sections(&self) -> Vec<(StaffRoute, Markup)> {
        StaffRoute::SECTIONS
            .into_iter()
            .filter(|(route, _)| self.me.is_some_and(|me| may_open(me, *route)))
            .map(|(route, name)| (route, self.say(name)))
            .collect()
    }

    /// This very page.
    pub(crate) fn is_here(&self, route: StaffRoute) -> bool {
        self.at.route == route
    }

    /// A page of that section.
    pub(crate) fn is_within(&self, section: StaffRoute) -> bool {
        self.at.route.section() == section
    }
}
