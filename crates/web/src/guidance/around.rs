//! What stands around the words of a guide: where its links lead, how a source's number is read aloud.

use ::guidance::{Library, Target, html};

use crate::messages::Messages;
use crate::routes::Route;

/// The page that shows a guide, in one language.
pub(crate) struct Around<'a> {
    library: &'a Library,
    messages: &'static Messages,
    /// The guide that is shown: help near it is help for its needs.
    guide: u16,
    next: String,
}

impl<'a> Around<'a> {
    /// Around the guide of this number.
    pub(crate) fn new(library: &'a Library, messages: &'static Messages, guide: u16) -> Self {
        Self {
            library,
            messages,
            guide,
            next: messages.say("guidance-next").plain(),
        }
    }
}

impl html::Page for Around<'_> {
    fn address(&self, target: &Target) -> Option<String> {
        let lang = self.messages.lang();
        let to = |route: Route| Some(route.address(lang).to_owned());
        match target {
            Target::Guide { slug, card } => {
                let guide = self.library.guide_of(slug)?;
                Some(match card {
                    Some(step) => Route::step(guide.number, *step, lang),
                    None => Route::Guide.guide(guide.number, lang),
                })
            }
            Target::Page(name) => match name.as_str() {
                "start" => to(Route::Start),
                "find" => Some(Route::Near.guide(self.guide, lang)),
                "browse" => to(Route::Browse),
                "card" => to(Route::Card),
                "safety" => to(Route::Safety),
                "privacy" => to(Route::Privacy),
                "about" => to(Route::About),
                "duty-to-report" => to(Route::Duty),
                "protection-order" => to(Route::Orders),
                _ => None,
            },
            Target::Telephone(_) => None,
        }
    }

    fn source(&self, number: usize, is_verified: bool) -> String {
        let key = if is_verified {
            "guidance-source-number"
        } else {
            "guidance-source-number-unverified"
        };
        self.messages
            .fill(key, &[("number", number.into())])
            .plain()
    }

    fn next(&self) -> &str {
        &self.next
    }
}
