//! Puts the directory's facts into words: times, areas, reasons, languages, standing.

mod area;
mod freshness;
mod moment;
mod open_state;
mod phone;
mod reason;

use directory::Listing;
use directory::service::Standing;
use kernel::Text;

use crate::markup::Markup;
use crate::messages::{self, Messages};

pub(crate) use area::{area, place};
pub(crate) use freshness::{capacities, capacities_counted, capacities_of, stale};
pub(crate) use moment::{clock_time, date, month_of};
pub(crate) use open_state::{Reader, open_state, tone};
pub(crate) use phone::PhoneLine;
pub(crate) use reason::reasons;

/// Text of the directory, labelled when it exists in the other language only.
pub(crate) fn text(text: &Text, messages: &'static Messages) -> Markup {
    let (words, lang) = text.shown(messages.lang());
    // Content is typed on ordinary keyboards; its marks are set as the pages' own are.
    let words = &*messages::set(words, lang);
    if lang == messages.lang() || words.is_empty() {
        return Markup::escaped(words);
    }
    Markup::built(format!(
        "<span lang=\"{}\">{}</span> <span class=\"only\">{}</span>",
        lang.tag(),
        Markup::escaped(words),
        messages.say("frame-only-other")
    ))
}

/// The name of a language by its BCP 47 code; a code without a name stands for itself.
pub(crate) fn language(code: &str, messages: &'static Messages) -> Markup {
    messages
        .find(&format!("language-{code}"))
        .unwrap_or_else(|| Markup::escaped(code))
}

/// The names of languages, one after the other.
pub(crate) fn languages(codes: &[String], messages: &'static Messages) -> Markup {
    let mut out = String::new();
    for code in codes {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(language(code, messages).as_str());
    }
    Markup::built(out)
}

/// A link out of the house, of which one reads the host; only a page of the web becomes one.
pub(crate) fn website(address: &str) -> Option<Markup> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(link_out(address, host.strip_prefix("www.").unwrap_or(host)))
}

/// A link to another site, which does not learn where one was.
pub(crate) fn link_out(address: &str, words: &str) -> Markup {
    Markup::built(format!(
        "<a href=\"{}\" rel=\"noreferrer nofollow\">{}</a>",
        Markup::escaped(address),
        Markup::escaped(words)
    ))
}

/// How well a listing's facts are known.
pub(crate) fn standing(listing: &Listing, messages: &'static Messages) -> Markup {
    match listing.standing() {
        Standing::Verified(on) => {
            let on = date(on, messages);
            messages.fill("service-standing-verified", &[("date", (&on).into())])
        }
        Standing::ReadInSource => {
            let read = month_of(&listing.read_on, messages);
            messages.fill("service-standing-read", &[("date", (&read).into())])
        }
        Standing::NotYetVerified => messages.say("service-standing-unverified"),
    }
}

/// The listing's facts were not read in a source by us.
pub(crate) fn is_unverified(listing: &Listing) -> bool {
    listing.standing() == Standing::NotYetVerified
}

#[cfg(test)]
mod tests {
    use kernel::Lang;

    use super::*;

    #[test]
    fn content_is_set_as_the_pages_are() {
        let text = Text::new("It's here : x", "L'aide : « oui » ; où ?");
        let said = |lang| super::text(&text, Messages::of(lang)).to_string();
        assert_eq!(said(Lang::En), "It’s here : x");
        assert_eq!(
            said(Lang::Fr),
            "L’aide\u{a0}: «\u{a0}oui\u{a0}»\u{a0}; où\u{a0}?"
        );
        let only = Text::new("", "« Ici »");
        let said = super::text(&only, Messages::of(Lang::En)).to_string();
        assert!(
            said.contains("«\u{a0}Ici\u{a0}»"),
            "set in its own language"
        );
    }
}
