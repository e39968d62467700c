//! Items and answers as templates show them.

use kernel::Text;
use questionnaires::Compiled;
use questionnaires::model::{AnswerOption, Item, ItemType, Questionnaire};

use super::draft::{Draft, Sorted, Wrong, longest, name};
use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;

/// One question on its screen.
pub(crate) struct Asked {
    /// The name of its field.
    pub(crate) name: String,
    /// The beginning of every id in it.
    pub(crate) id: String,
    pub(crate) text: Markup,
    pub(crate) help: Option<Markup>,
    pub(crate) error: Option<Markup>,
    pub(crate) field: Field,
}

/// How it is answered.
pub(crate) enum Field {
    /// A text to read.
    Words,
    /// One of a list.
    One(Vec<Choice>),
    /// Several of a list.
    Many(Vec<Choice>),
    /// One line.
    Line(String),
    /// Several lines; characters at most.
    Lines(String, usize),
    /// A whole number.
    Number(String),
    /// A day.
    Day(String),
}

/// One answer that can be chosen.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: Markup,
    pub(crate) chosen: bool,
}

/// One answer, as it is read back.
pub(crate) struct Told {
    pub(crate) text: Markup,
    /// One paragraph for each answer; what somebody wrote is data and escaped.
    pub(crate) answers: Vec<Markup>,
    pub(crate) error: Option<Markup>,
}

/// The words of an item: as it is asked of the person, or of whoever fills the form in with them.
pub(crate) fn words(item: &Item, told: bool) -> &Text {
    match &item.told {
        Some(words) if told => words,
        _ => &item.text,
    }
}

/// The words of an item, set for the page.
pub(crate) fn text(item: &Item, told: bool, messages: &'static Messages) -> Markup {
    say::text(words(item, told), messages)
}

/// What is wrong with an answer, as a message.
pub(crate) fn explain(wrong: Wrong, messages: &'static Messages) -> Markup {
    let number = |value: i64| Markup::escaped(&value.to_string());
    match wrong {
        Wrong::Choice => messages.say("questions-wrong-choice"),
        Wrong::Number => messages.say("questions-wrong-number"),
        Wrong::Range(low, high) => messages.fill(
            "questions-wrong-range",
            &[
                ("low", (&number(low)).into()),
                ("high", (&number(high)).into()),
            ],
        ),
        Wrong::Day => messages.say("questions-wrong-day"),
        Wrong::Long(over, limit) => messages.fill(
            "questions-wrong-long",
            &[("over", over.into()), ("limit", limit.into())],
        ),
    }
}

/// A question on its screen, with what was written for it.
pub(crate) fn asked(
    instrument: &Questionnaire,
    item: &Item,
    at: usize,
    draft: &Draft,
    sorted: Option<&Sorted>,
    messages: &'static Messages,
) -> Asked {
    let given = draft.given(&item.link_id);
    let first = || given.first().cloned().unwrap_or_default();
    let choices = |options: &[AnswerOption]| {
        let choices = options.iter().map(|option| Choice {
            chosen: given.contains(&option.code),
            value: option.code.clone(),
            label: say::text(&option.text, messages),
        });
        choices.collect()
    };
    let field = match item.kind {
        ItemType::Choice if item.repeats => Field::Many(choices(instrument.options(item))),
        ItemType::Choice => Field::One(choices(instrument.options(item))),
        ItemType::Boolean => Field::One(
            [("true", "questions-yes"), ("false", "questions-no")]
                .map(|(value, key)| Choice {
                    chosen: given.iter().any(|known| known == value),
                    value: value.to_owned(),
                    label: messages.say(key),
                })
                .into(),
        ),
        ItemType::Integer => Field::Number(first()),
        ItemType::Date => Field::Day(first()),
        ItemType::String => Field::Line(first()),
        ItemType::Text => Field::Lines(first(), longest(item)),
        ItemType::Group | ItemType::Display => Field::Words,
    };
    let wrong = sorted.and_then(|sorted| sorted.wrong.get(&item.link_id));
    Asked {
        name: format!("{}{}", name::QUESTION, item.link_id),
        id: format!("question-{at}"),
        text: text(item, draft.is_told(), messages),
        help: item.help.as_ref().map(|help| say::text(help, messages)),
        error: wrong.map(|wrong| explain(*wrong, messages)),
        field,
    }
}

/// What was answered to an item, in words; nothing where nothing was.
pub(crate) fn told(
    instrument: &Compiled,
    item: &Item,
    draft: &Draft,
    sorted: &Sorted,
    messages: &'static Messages,
) -> Option<Told> {
    let given = draft.given(&item.link_id);
    if given.is_empty() {
        return None;
    }
    let options = instrument.questionnaire().options(item);
    let answers = given
        .iter()
        .map(|value| answer(item, options, value, messages));
    let wrong = sorted.wrong.get(&item.link_id);
    Some(Told {
        text: text(item, draft.is_told(), messages),
        answers: answers.collect(),
        error: wrong.map(|wrong| explain(*wrong, messages)),
    })
}

fn answer(
    item: &Item,
    options: &[AnswerOption],
    value: &str,
    messages: &'static Messages,
) -> Markup {
    match item.kind {
        ItemType::Choice => {
            let mut options = options.iter();
            let known = options.find(|option| option.code == value);
            known.map_or_else(
                || Markup::escaped(value),
                |option| say::text(&option.text, messages),
            )
        }
        ItemType::Boolean if value == "true" => messages.say("questions-yes"),
        ItemType::Boolean if value == "false" => messages.say("questions-no"),
        ItemType::Date => match value.parse() {
            Ok(day) => say::date(day, messages),
            Err(_) => Markup::escaped(value),
        },
        _ => lines(value),
    }
}

/// What somebody wrote, with its line ends.
fn lines(written: &str) -> Markup {
    let lines: Vec<String> = written
        .lines()
        .map(|line| Markup::escaped(line).to_string())
        .collect();
    Markup::built(lines.join("<br>"))
}
