//! A telephone line as it stands on a page: a link where one can be pressed, a number everywhere.

use directory::phone::{Phone, PhoneKind, PhoneNumber};

use crate::markup::Markup;
use crate::messages::Messages;

/// One line.
#[derive(Debug)]
pub(crate) struct PhoneLine {
    /// What stands before the number: "Text the word HELLO to".
    pub(crate) before: Markup,
    /// The number with non-breaking hyphens, as people read it.
    pub(crate) number: String,
    /// `tel:` or `sms:`; a fax has none.
    pub(crate) href: Option<String>,
    /// Extension and label.
    pub(crate) after: Markup,
    /// Its languages, when they differ from the service's.
    pub(crate) languages: Markup,
}

impl PhoneLine {
    /// The line in words.
    pub(crate) fn new(phone: &Phone, messages: &'static Messages) -> Self {
        let uri = phone.number.uri();
        let (before, href) = match phone.kind {
            PhoneKind::Voice => (Markup::ours(""), Some(format!("tel:{uri}"))),
            PhoneKind::Tty => (messages.say("frame-tty"), Some(format!("tel:{uri}"))),
            PhoneKind::Fax => (messages.say("frame-fax"), None),
            PhoneKind::Sms => (texting(phone, messages), Some(format!("sms:{uri}"))),
        };
        Self {
            before,
            number: phone.number.to_string(),
            href,
            after: after(phone, messages),
            languages: super::languages(&phone.languages, messages),
        }
    }

    /// A bare number to call.
    pub(crate) fn voice(number: &PhoneNumber) -> Self {
        Self {
            before: Markup::ours(""),
            number: number.to_string(),
            href: Some(format!("tel:{}", number.uri())),
            after: Markup::ours(""),
            languages: Markup::ours(""),
        }
    }
}

fn texting(phone: &Phone, messages: &'static Messages) -> Markup {
    match &phone.keyword {
        Some(word) => messages.fill("frame-text-word", &[("word", word.into())]),
        None => messages.say("frame-text"),
    }
}

fn after(phone: &Phone, messages: &'static Messages) -> Markup {
    let label = super::text(&phone.label, messages);
    let Some(extension) = &phone.extension else {
        return label;
    };
    let extension = messages.fill("frame-extension", &[("extension", extension.into())]);
    if label.is_empty() {
        return extension;
    }
    Markup::built(format!("{extension}, {label}"))
}
