//! What stands around every page: language, the way out, the way to the same page in the other language.

use std::borrow::Cow;
use std::fmt::Write as _;

use kernel::Lang;
use uuid::Uuid;

use crate::house::Site;
use crate::markup::Markup;
use crate::messages::{Messages, Value};
use crate::routes::{CHOOSER, Route};
use crate::say;

/// The context of `templates/frame.html`.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    messages: &'static Messages,
    /// The address tells no language, so the page speaks both.
    both: bool,
    pub(crate) exit_url: &'a str,
    pub(crate) switch: Switch,
}

/// How one gets to the same page in the other language: by its address, or, for a page that answers
/// a form, by sending the same form there.
#[derive(Debug)]
pub(crate) struct Switch {
    addresses: [Cow<'static, str>; Lang::ALL.len()],
    pub(crate) form: Option<HiddenFields>,
}

/// Fields that are sent again as they were.
pub(crate) type HiddenFields = Vec<(&'static str, Cow<'static, str>)>;

impl Switch {
    /// A page with an address of its own.
    pub(crate) fn link(route: Route) -> Self {
        Self {
            addresses: Lang::ALL.map(|lang| Cow::Borrowed(route.address(lang))),
            form: None,
        }
    }

    /// A page about one service.
    pub(crate) fn service(route: Route, id: Uuid) -> Self {
        Self::to(|lang| route.of(id, lang))
    }

    /// A page whose address is put together.
    pub(crate) fn to(address: impl Fn(Lang) -> String) -> Self {
        Self {
            addresses: Lang::ALL.map(|lang| Cow::Owned(address(lang))),
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
}

impl<'a> Frame<'a> {
    /// The frame of a page in `lang`.
    pub(crate) fn new(site: &'a Site, lang: Lang, switch: Switch) -> Self {
        Self {
            messages: Messages::of(lang),
            both: false,
            exit_url: site.exit_url(lang),
            switch,
        }
    }

    /// The frame of a page that speaks both languages.
    pub(crate) fn in_both(site: &'a Site) -> Self {
        Self {
            both: true,
            ..Self::new(site, Lang::En, Switch::link(Route::Start))
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

    /// A message without variables, in every language of the page, for an attribute.
    pub(crate) fn plainly(&self, key: &str) -> Markup {
        self.in_each(key, |side, words| words.push_str(side.say(key).as_str()))
    }

    /// The same for the inside of an element: each language is marked as what it is.
    pub(crate) fn marked(&self, key: &str) -> Markup {
        self.in_each(key, |side, words| {
            let _ = write!(
                words,
                "<span lang=\"{}\">{}</span>",
                side.lang().tag(),
                side.say(key)
            );
        })
    }

    fn in_each(&self, key: &str, add: impl Fn(&'static Messages, &mut String)) -> Markup {
        if !self.both {
            return self.say(key);
        }
        let mut words = String::new();
        for lang in Lang::ALL {
            if !words.is_empty() {
                words.push_str(" · ");
            }
            add(Messages::of(lang), &mut words);
        }
        Markup::built(words)
    }

    /// A message with its variables.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, Value<'_>)]) -> Markup {
        self.messages.fill(key, values)
    }

    /// The first page: of this language, or of none.
    pub(crate) fn home(&self) -> &'static str {
        if self.both {
            CHOOSER
        } else {
            self.to(Route::Start)
        }
    }

    /// The address of another page in the same language.
    pub(crate) fn to(&self, route: Route) -> &'static str {
        route.address(self.lang())
    }

    /// The address of the same page in the other language.
    pub(crate) fn across(&self) -> &str {
        &self.switch.addresses[self.other() as usize]
    }

    /// The line that the licence of the place data asks for.
    pub(crate) fn places(&self) -> Markup {
        let link = say::link_out("https://www.geonames.org", "GeoNames (geonames.org)");
        self.fill("frame-places", &[("source", (&link).into())])
    }
}
