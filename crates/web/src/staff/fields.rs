//! Forms of the desk: fields with their labels, hints, and what is wrong beside them.
//!
//! A form is a value: a page that comes back has the person's own words in it. Passphrases and codes are the
//! exception: their fields have no value, so that they cannot be sent back.

use directory::text::fold;
use kernel::Lang;

use crate::frame::HiddenFields;
use crate::markup::Markup;

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One line.
    Text,
    /// Several lines.
    Long,
    /// An e-mail address.
    Email,
    /// A day, `2026-11-25`; where a browser has no field for it, one line.
    Day,
    /// A time of day, `17:30`.
    Time,
    /// A whole number.
    Number,
    /// The passphrase that the person has.
    Passphrase,
    /// A passphrase that the person chooses.
    NewPassphrase,
    /// A code from an authenticator, or a recovery code.
    Code,
    /// Words that narrow the choices of the field after it, with a button of their own.
    Narrow(Markup),
    /// A file, with the endings that it may have.
    File(&'static str),
    /// One of many, folded.
    Select(Vec<Choice>),
    /// One of a few, all seen.
    One(Vec<Choice>),
    /// Any of some, in groups; the name of a group may be empty.
    Any(Vec<(Markup, Vec<Choice>)>),
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) value: String,
    /// What the person reads.
    pub(crate) label: Markup,
    /// A sentence more; may be empty.
    pub(crate) hint: Markup,
    /// It is chosen.
    pub(crate) chosen: bool,
}

impl Choice {
    /// A choice without a hint.
    pub(crate) fn new(value: impl Into<String>, label: Markup, chosen: bool) -> Self {
        Self {
            value: value.into(),
            label,
            hint: Markup::ours(""),
            chosen,
        }
    }
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name in the form and its id in the page.
    pub(crate) name: &'static str,
    /// What it is called.
    pub(crate) label: Markup,
    /// What helps to fill it in; may be empty.
    pub(crate) hint: Markup,
    /// What stands in it.
    pub(crate) value: String,
    /// What is wrong with it.
    pub(crate) fault: Option<Markup>,
    /// What it takes.
    pub(crate) kind: Kind,
    /// The language that is written in it, where that is not the page's.
    pub(crate) lang: Option<Lang>,
    /// What the browser may fill in.
    pub(crate) autocomplete: &'static str,
    /// Texts that are offered while one types; anything else may be written.
    pub(crate) offers: Vec<Markup>,
}

impl Field {
    /// A field without a value.
    pub(crate) fn new(name: &'static str, label: Markup, kind: Kind) -> Self {
        let autocomplete = match kind {
            Kind::Passphrase => "current-password",
            Kind::NewPassphrase => "new-password",
            Kind::Code => "one-time-code",
            Kind::Email => "username",
            _ => "off",
        };
        Self {
            name,
            label,
            hint: Markup::ours(""),
            value: String::new(),
            fault: None,
            kind,
            lang: None,
            autocomplete,
            offers: Vec::new(),
        }
    }

    /// The same with these words in it; fields for secrets stay empty.
    pub(crate) fn holding(mut self, value: &str) -> Self {
        if !matches!(
            self.kind,
            Kind::Passphrase | Kind::NewPassphrase | Kind::Code
        ) {
            value.clone_into(&mut self.value);
        }
        self
    }

    /// The same with a hint.
    pub(crate) fn hinting(self, hint: Markup) -> Self {
        Self { hint, ..self }
    }

    /// The same, written in this language.
    pub(crate) fn written_in(self, lang: Lang) -> Self {
        Self {
            lang: Some(lang),
            ..self
        }
    }

    /// The same, filled in by the browser as this.
    pub(crate) fn completing(self, autocomplete: &'static str) -> Self {
        Self {
            autocomplete,
            ..self
        }
    }

    /// The `type` of an input of one line.
    pub(crate) fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Email => "email",
            Kind::Passphrase | Kind::NewPassphrase => "password",
            Kind::Day => "date",
            Kind::Time => "time",
            _ => "text",
        }
    }

    /// It takes a code.
    pub(crate) fn is_code(&self) -> bool {
        self.kind == Kind::Code
    }

    /// It takes digits: a telephone shows those.
    pub(crate) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    /// It takes words as people write them.
    pub(crate) fn is_plain(&self) -> bool {
        self.kind == Kind::Text
    }

    /// The ids that describe the field, for `aria-describedby`.
    pub(crate) fn described_by(&self) -> String {
        let mut ids = String::new();
        if !self.hint.is_empty() {
            ids = format!("{}-hint", self.name);
        }
        if self.fault.is_some() {
            if !ids.is_empty() {
                ids.push(' ');
            }
            ids.push_str(self.name);
            ids.push_str("-fault");
        }
        ids
    }

    /// The choices by group, each with its id. The first has the field's own, so that a link from the list of
    /// faults leads to it.
    pub(crate) fn groups(&self) -> Vec<Group<'_>> {
        let nameless = Markup::ours("");
        let groups: Vec<(Markup, &[Choice])> = match &self.kind {
            Kind::One(choices) => vec![(nameless, choices)],
            Kind::Any(groups) => groups
                .iter()
                .map(|(name, choices)| (name.clone(), choices.as_slice()))
                .collect(),
            _ => Vec::new(),
        };
        let mut number = 0;
        let mut id = || {
            number += 1;
            match number {
                1 => self.name.to_owned(),
                more => format!("{}-{more}", self.name),
            }
        };
        groups
            .into_iter()
            .map(|(name, choices)| Group {
                name,
                choices: choices.iter().map(|choice| (id(), choice)).collect(),
            })
            .collect()
    }

    /// The `type` of its choices.
    pub(crate) fn choice_type(&self) -> &'static str {
        match self.kind {
            Kind::One(_) => "radio",
            _ => "checkbox",
        }
    }
}

/// Choices that stand together.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    /// May be empty.
    pub(crate) name: Markup,
    /// With their ids.
    pub(crate) choices: Vec<(String, &'a Choice)>,
}

/// Choices that are all seen without a search.
const FEW: usize = 20;

/// A list to choose from. A long one has a field before it whose words narrow it: without scripts, by a
/// button of its own, `narrow`. What is chosen stays in the list, whatever the words.
pub(crate) fn choosing(
    at: &super::frame::At,
    name: &'static str,
    label: Markup,
    choices: Vec<Choice>,
    words: &str,
) -> Vec<Field> {
    let all = choices.len();
    if all <= FEW {
        return vec![Field::new(name, label, Kind::Select(choices))];
    }
    let wanted = fold(words);
    let fits = |choice: &Choice| {
        let name = fold(&super::list::plain(&choice.label));
        let named = wanted.split_whitespace().all(|word| name.contains(word));
        named || choice.chosen || choice.value.is_empty()
    };
    let fitting: Vec<Choice> = choices.into_iter().filter(fits).collect();
    let counts = [("count", fitting.len().into()), ("all", all.into())];
    let hint = at.fill("staff-narrow-hint", &counts);
    let go = Kind::Narrow(at.say("staff-narrow-go"));
    vec![
        Field::new(
            NARROW_WORDS,
            at.fill("staff-narrow-label", &[("what", (&label).into())]),
            go,
        )
        .holding(words),
        Field::new(name, label, Kind::Select(fitting)).hinting(hint),
    ]
}

/// The name of the words that narrow a list, in the form.
pub(crate) const NARROW_WORDS: &str = "narrow-words";
/// The name of the button.
pub(crate) const NARROW: &str = "narrow";

/// A form, whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// Where it is sent.
    pub(crate) action: String,
    /// What is sent with it, unseen.
    pub(crate) hidden: HiddenFields,
    /// Another form's fields, kept while something else is asked: names and values as they were sent.
    pub(crate) carried: Vec<(String, String)>,
    /// Its fields in order.
    pub(crate) fields: Vec<Field>,
}

impl Form {
    /// A form that is sent to `action`.
    pub(crate) fn to(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            ..Self::default()
        }
    }

    /// The same with a field more.
    pub(crate) fn with(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// The same with some fields more.
    pub(crate) fn with_all(mut self, fields: Vec<Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// The same with something sent along.
    pub(crate) fn along(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into().into()));
        self
    }

    /// Says what is wrong with the field `name`; the first fault of a field stays.
    pub(crate) fn blame(&mut self, name: &str, fault: Markup) {
        let field = self.fields.iter_mut().find(|field| field.name == name);
        debug_assert!(field.is_some(), "the form has no field {name}");
        if let Some(field) = field
            && field.fault.is_none()
        {
            field.fault = Some(fault);
        }
    }

    /// It has a button that narrows a list: then Enter must not press that one.
    pub(crate) fn narrows(&self) -> bool {
        let narrow = |field: &Field| matches!(field.kind, Kind::Narrow(_));
        self.fields.iter().any(narrow)
    }

    /// It sends a file.
    pub(crate) fn takes_file(&self) -> bool {
        let file = |field: &Field| matches!(field.kind, Kind::File(_));
        self.fields.iter().any(file)
    }

    /// Something is wrong.
    pub(crate) fn is_faulty(&self) -> bool {
        self.faults().next().is_some()
    }

    /// What is wrong, in the order of the fields: the id to go to, and the words.
    pub(crate) fn faults(&self) -> impl Iterator<Item = (&'static str, &Markup)> {
        self.fields
            .iter()
            .filter_map(|field| Some((field.name, field.fault.as_ref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_never_sent_back() {
        for kind in [Kind::Passphrase, Kind::NewPassphrase, Kind::Code] {
            let field = Field::new("secret", Markup::ours("x"), kind).holding("open sesame");
            assert_eq!(field.value, "");
        }
        let field = Field::new("name", Markup::ours("x"), Kind::Text).holding("Ada");
        assert_eq!(field.value, "Ada");
    }

    #[test]
    fn faults_come_in_the_order_of_the_fields() {
        let field = |name| Field::new(name, Markup::ours("x"), Kind::Text);
        let mut form = Form::to("/en").with(field("a")).with(field("b"));
        assert!(!form.is_faulty());
        form.blame("b", Markup::ours("second"));
        form.blame("a", Markup::ours("first"));
        form.blame("a", Markup::ours("not this"));
        let told: Vec<_> = form
            .faults()
            .map(|(id, words)| (id, words.as_str()))
            .collect();
        assert_eq!(told, [("a", "first"), ("b", "second")]);
        assert_eq!(form.fields[0].described_by(), "a-fault");
    }
}
