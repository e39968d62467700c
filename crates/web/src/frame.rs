//! What stands around every page: language, the way out, the way to the same page in the other language.

use std::borrow::Cow;

use kernel::Lang;
use uuid::Uuid;

use crate::house::Site;
use crate::markup::Markup;
use crate::messages::{Messages, Value};
use crate::routes::Route;

/// The context of `templates/frame.html`.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    messages: &'static Messages,
    pub(crate) exit_url: &'a str,
    pub(crate) switch: Switch,
}

/// How one gets to the same page in the other language: by its address, or, for a page that answers
/// a form, by sending the same form there.
#[derive(Debug)]
pub(crate) struct Switch {
    route: Route,
    service: Option<Uuid>,
    pub(crate) form: Option<HiddenFields>,
}

/// Fields that are sent again as they were.
pub(crate) type HiddenFields = Vec<(&'static str, Cow<'static, str>)>;

impl Switch {
    /// A page with an address of its own.
    pub(crate) const fn link(route: Route) -> Self {
        Self {
            route,
            service: None,
            form: None,
        }
    }

    /// A page about one service.
    pub(crate) const fn service(route: Route, id: Uuid) -> Self {
        Self {
            route,
            service: Some(id),
            form: None,
        }
    }

    /// The same, as an answer to a form.
    pub(crate) fn with_form(self, fields: HiddenFields) -> Self {
        Self {
            form: Some(fields),
            ..self
        }
    }

    fn address(&self, lang: Lang) -> Cow<'static, str> {
        match self.service {
            Some(id) => Cow::Owned(self.route.of(id, lang)),
            None => Cow::Borrowed(self.route.address(lang)),
        }
    }
}

impl<'a> Frame<'a> {
    /// The frame of a page in `lang`.
    pub(crate) fn new(site: &'a Site, lang: Lang, switch: Switch) -> Self {
        Self {
            messages: Messages::of(lang),
            exit_url: site.exit_url(lang),
            switch,
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.messages.lang()
    }

    pub(crate) fn other(&self) -> Lang {
        self.lang().other()
    }

    pub(crate) fn messages(&self) -> &'static Messages {
        self.messages
    }

    /// A message without variables.
    pub(crate) fn say(&self, key: &str) -> Markup {
        self.messages.say(key)
    }

    /// A message with its variables.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, Value<'_>)]) -> Markup {
        self.messages.fill(key, values)
    }

    /// The address of another page in the same language.
    pub(crate) fn to(&self, route: Route) -> &'static str {
        route.address(self.lang())
    }

    /// The address of the same page in the other language.
    pub(crate) fn across(&self) -> Cow<'static, str> {
        self.switch.address(self.other())
    }

    /// The line that the licence of the place data asks for.
    pub(crate) fn places(&self) -> Markup {
        let link = r#"<a href="https://www.geonames.org" rel="noreferrer nofollow">GeoNames (geonames.org)</a>"#;
        self.fill("frame-places", &[("source", (&Markup::ours(link)).into())])
    }
}
