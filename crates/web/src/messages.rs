//! What the pages say, in each language: the Fluent files of `locales/`, read once.
//!
//! Messages are compiled when the program starts, so that a page of thirty results costs look-ups
//! and copies, not parsing. The part of Fluent in use is small: words, variables, and a choice by
//! number; `compile` refuses anything else, and a test holds the outcome against Fluent's own
//! formatter.

mod compile;
mod typography;

use std::collections::HashMap;
use std::sync::LazyLock;

use kernel::Lang;

use crate::markup::{Markup, escape_into};

pub(crate) use typography::{group_thousands, set};

/// One file in both languages, folded into the program.
macro_rules! files {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../locales/en/", $name, ".ftl")),
            include_str!(concat!("../locales/fr/", $name, ".ftl")),
        )
    };
}

/// Every file of messages: name, English, French.
const FILES: [(&str, &str, &str); 18] = [
    files!("frame"),
    files!("guidance"),
    files!("directory"),
    files!("service"),
    files!("site"),
    files!("listings"),
    files!("imports"),
    files!("duplicates"),
    files!("questions"),
    files!("application"),
    files!("languages"),
    files!("staff"),
    files!("people"),
    files!("cases"),
    files!("care"),
    files!("sharing"),
    files!("agreements"),
    files!("oversight"),
];

static ENGLISH: LazyLock<Messages> = LazyLock::new(|| Messages::read(Lang::En));
static FRENCH: LazyLock<Messages> = LazyLock::new(|| Messages::read(Lang::Fr));

/// Everything that can be said in one language.
#[derive(Debug)]
pub struct Messages {
    lang: Lang,
    messages: HashMap<String, Message>,
}

/// One message, in pieces; `whole` when it has no variables.
#[derive(Debug)]
struct Message {
    pieces: Vec<Piece>,
    whole: Option<String>,
}

/// A stretch of a message.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    /// Words, escaped for HTML.
    Words(String),
    /// A variable's place.
    Variable(String),
    /// A choice by number: the forms for exact numbers, for "one", for all others.
    Choice {
        variable: String,
        exact: Vec<(u64, Vec<Piece>)>,
        one: Option<Vec<Piece>>,
        other: Vec<Piece>,
    },
}

/// What is put in a variable's place.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Words; escaped when they are put in.
    Words(&'a str),
    /// Something that is safe already.
    Markup(&'a Markup),
    /// A count; written the way the language groups digits.
    Number(u64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(words: &'a str) -> Self {
        Self::Words(words)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(words: &'a String) -> Self {
        Self::Words(words)
    }
}

impl<'a> From<&'a Markup> for Value<'a> {
    fn from(markup: &'a Markup) -> Self {
        Self::Markup(markup)
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(u64::from(number))
    }
}

impl Messages {
    /// What can be said in `lang`.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &ENGLISH,
            Lang::Fr => &FRENCH,
        }
    }

    fn read(lang: Lang) -> Self {
        let mut messages = HashMap::new();
        for (_, english, french) in FILES {
            let source = match lang {
                Lang::En => english,
                Lang::Fr => french,
            };
            compile::read(&typography::set(source, lang), &mut messages);
        }
        Self { lang, messages }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The message `key`, which has no variables.
    pub fn say(&'static self, key: &str) -> Markup {
        match self.messages.get(key) {
            Some(Message {
                whole: Some(words), ..
            }) => Markup::ours(words),
            Some(_) => self.fill(key, &[]),
            None => missing(key),
        }
    }

    /// The message `key`, when there is one: for keys put together from data.
    pub fn find(&'static self, key: &str) -> Option<Markup> {
        self.messages.contains_key(key).then(|| self.say(key))
    }

    /// The message `key` with its variables filled in.
    pub fn fill(&self, key: &str, values: &[(&str, Value<'_>)]) -> Markup {
        let Some(message) = self.messages.get(key) else {
            return missing(key);
        };
        let mut out = String::with_capacity(96);
        self.write(&message.pieces, values, &mut out);
        Markup::built(out)
    }

    fn write(&self, pieces: &[Piece], values: &[(&str, Value<'_>)], out: &mut String) {
        let value = |name: &str| {
            let found = values.iter().find(|(known, _)| *known == name);
            debug_assert!(found.is_some(), "the variable {name} is not given");
            found.map(|&(_, value)| value)
        };
        for piece in pieces {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Variable(name) => match value(name) {
                    Some(Value::Words(words)) => escape_into(words, out),
                    Some(Value::Markup(markup)) => out.push_str(markup.as_str()),
                    Some(Value::Number(number)) => {
                        out.push_str(&group_thousands(number, self.lang));
                    }
                    None => {}
                },
                Piece::Choice {
                    variable,
                    exact,
                    one,
                    other,
                } => {
                    let chosen = match value(variable) {
                        Some(Value::Number(number)) => exact
                            .iter()
                            .find(|(known, _)| *known == number)
                            .map(|(_, pieces)| pieces)
                            .or(one.as_ref().filter(|_| self.is_one(number)))
                            .unwrap_or(other),
                        _ => other,
                    };
                    self.write(chosen, values, out);
                }
            }
        }
    }

    /// CLDR's rule for whole numbers: English "one" is 1, French is 0 and 1.
    fn is_one(&self, number: u64) -> bool {
        match self.lang {
            Lang::En => number == 1,
            Lang::Fr => number <= 1,
        }
    }

    /// The keys of all messages, for tests.
    #[cfg(test)]
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }

    /// A message as a reader reads it, with something short for each variable; for tests.
    #[cfg(test)]
    pub(crate) fn plain(&self, key: &str) -> Option<String> {
        fn read(pieces: &[Piece], out: &mut String) {
            for piece in pieces {
                match piece {
                    Piece::Words(words) => out.push_str(words),
                    Piece::Variable(_) => out.push_str("12"),
                    Piece::Choice { other, .. } => read(other, out),
                }
            }
        }
        let mut out = String::new();
        read(&self.messages.get(key)?.pieces, &mut out);
        Some(out)
    }
}

/// A test renders every page with every message, so this is never reached in a release; should it
/// be, the key tells a developer more than an empty place would.
fn missing(key: &str) -> Markup {
    debug_assert!(false, "the message {key} is not written");
    Markup::escaped(key)
}

#[cfg(test)]
mod tests;
