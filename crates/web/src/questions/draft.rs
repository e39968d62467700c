//! What somebody has answered so far, as it travels through the fields of the page. The house keeps none of
//! it, so whatever comes back may have been written by anyone: each value is held against its item anew.

use std::borrow::Cow;
use std::collections::BTreeMap;

use questionnaires::model::{FILLED, Item, ItemType, Questionnaire};
use questionnaires::{Answer, Compiled, Library, Response, ResponseFault};

use crate::assets::short_hash;
use crate::form::Fields;
use crate::frame::HiddenFields;

/// Bytes of a form with answers: every text of the longest instrument, in any alphabet.
pub(crate) const ANSWERS: usize = 768 * 1024;
/// Characters of a text whose item states no limit.
const LONGEST_TEXT: usize = 4_000;
/// Characters of a one-line answer whose item states no limit.
const LONGEST_LINE: usize = 300;
/// Answers to one question that are looked at; a list has at most 64.
const MOST_ANSWERS: usize = 64;

/// Names of the fields; plain, because some browsers remember names.
pub(crate) mod name {
    /// The instrument.
    pub(crate) const FORM: &str = "form";
    /// Its version, and the mark of its content.
    pub(crate) const VERSION: &str = "version";
    pub(crate) const MARK: &str = "mark";
    /// An answer that is not on this page: `linkId=value`.
    pub(crate) const ANSWER: &str = "a";
    /// Before the `linkId` of a question that is on this page.
    pub(crate) const QUESTION: &str = "q.";
    /// The screen that was shown.
    pub(crate) const AT: &str = "at";
    /// What the pressed button asks for.
    pub(crate) const GO: &str = "go";
    /// A button: the screen to change.
    pub(crate) const EDIT: &str = "edit";
    /// The older version is kept on purpose.
    pub(crate) const STAY: &str = "stay";
    /// The code under which the answers are kept, where the person gave it.
    pub(crate) const CODE: &str = "code";
}

/// Answers as they were written, right or wrong, with the version they were given to.
#[derive(Default, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) form: String,
    pub(crate) version: String,
    mark: String,
    stay: bool,
    /// Empty: the house keeps nothing.
    pub(crate) code: String,
    pub(crate) answers: BTreeMap<String, Vec<String>>,
}

/// Says which instrument, never what was answered.
impl std::fmt::Debug for Draft {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Draft({} {})", self.form, self.version)
    }
}

/// How the version that was answered stands to those that are here.
pub(crate) enum Standing<'a> {
    /// No such instrument.
    Unknown,
    /// It is the newest, or an older one that the person keeps on purpose.
    Here(&'a Compiled),
    /// It changed since; the older one, when it is still here.
    Changed {
        older: Option<&'a Compiled>,
        newest: &'a Compiled,
    },
}

/// Why an answer does not fit its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// None of the choices.
    Choice,
    /// Not a whole number.
    Number,
    /// A number outside the limits.
    Range(i64, i64),
    /// Not a day.
    Day,
    /// So many characters too many, of this limit.
    Long(usize, usize),
}

/// The answers, told apart.
pub(crate) struct Sorted {
    /// Those that fit.
    pub(crate) response: Response,
    /// Those that do not, by `linkId`.
    pub(crate) wrong: BTreeMap<String, Wrong>,
    /// Answers to questions that are not there.
    pub(crate) strays: Vec<(String, String)>,
}

impl Draft {
    /// An empty one, to this version.
    pub(crate) fn to(instrument: &Compiled) -> Self {
        let questionnaire = instrument.questionnaire();
        Self {
            form: questionnaire.id.clone(),
            version: questionnaire.version.clone(),
            mark: mark(questionnaire),
            ..Self::default()
        }
    }

    /// What a file or a kept row holds, as a form would send it.
    pub(crate) fn of(response: &Response, library: &Library) -> Self {
        let known = library.get(&response.questionnaire, &response.version);
        let answers = response.answers.iter().map(|(link_id, given)| {
            let given = given.iter().take(MOST_ANSWERS).map(written).collect();
            (link_id.clone(), given)
        });
        Self {
            form: response.questionnaire.clone(),
            version: response.version.clone(),
            mark: known.map_or_else(String::new, |known| mark(known.questionnaire())),
            answers: answers.collect(),
            ..Self::default()
        }
    }

    /// What was kept under a code.
    pub(crate) fn kept(
        form: String,
        version: String,
        mark: String,
        answers: BTreeMap<String, Vec<String>>,
    ) -> Self {
        Self {
            form,
            version,
            mark,
            answers,
            ..Self::default()
        }
    }

    /// Which version was answered, and the mark of its content.
    pub(crate) fn version_and_mark(&self) -> (&str, &str) {
        (&self.version, &self.mark)
    }

    /// Reads a form.
    pub(crate) fn read(fields: &Fields) -> Self {
        let mut draft = Self {
            form: fields.get(name::FORM).to_owned(),
            version: fields.get(name::VERSION).to_owned(),
            mark: fields.get(name::MARK).to_owned(),
            stay: fields.has(name::STAY),
            code: fields.get(name::CODE).to_owned(),
            answers: BTreeMap::new(),
        };
        for (field, value) in fields.iter() {
            if field == name::ANSWER
                && let Some((link_id, value)) = value.split_once('=')
            {
                draft.add(link_id, value);
            } else if let Some(link_id) = field.strip_prefix(name::QUESTION) {
                draft.add(link_id, value);
            }
        }
        draft
    }

    fn add(&mut self, link_id: &str, value: &str) {
        let value = value.replace("\r\n", "\n");
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let given = self.answers.entry(link_id.to_owned()).or_default();
        if given.len() < MOST_ANSWERS && !given.iter().any(|known| known == value) {
            given.push(value.to_owned());
        }
    }

    /// What was written for an item.
    pub(crate) fn given(&self, link_id: &str) -> &[String] {
        self.answers.get(link_id).map_or(&[], Vec::as_slice)
    }

    /// Somebody else fills it in, together with the person.
    pub(crate) fn is_told(&self) -> bool {
        let (question, answer) = FILLED;
        self.given(question).iter().any(|given| given == answer)
    }

    /// Everything again, but the answers to these, which stand on the page.
    pub(crate) fn hidden(&self, but: &[&Item]) -> HiddenFields {
        let mut fields: HiddenFields = vec![
            (name::FORM, Cow::Owned(self.form.clone())),
            (name::VERSION, Cow::Owned(self.version.clone())),
            (name::MARK, Cow::Owned(self.mark.clone())),
        ];
        if self.stay {
            fields.push((name::STAY, Cow::Borrowed("1")));
        }
        if !self.code.is_empty() {
            fields.push((name::CODE, Cow::Owned(self.code.clone())));
        }
        for (link_id, given) in &self.answers {
            if but.iter().any(|item| item.link_id == *link_id) {
                continue;
            }
            let given = given.iter().map(|value| format!("{link_id}={value}"));
            fields.extend(given.map(|value| (name::ANSWER, Cow::Owned(value))));
        }
        fields
    }

    /// Which instrument this belongs to, and whether it is still the same.
    pub(crate) fn standing<'a>(&self, library: &'a Library) -> Standing<'a> {
        let Some(newest) = library.latest(&self.form) else {
            return Standing::Unknown;
        };
        // The content may change without its version: the mark tells.
        let is_mine = |one: &&Compiled| mark(one.questionnaire()) == self.mark;
        let mine = library.get(&self.form, &self.version).filter(is_mine);
        match mine {
            Some(mine) if std::ptr::eq(mine, newest) || self.stay => Standing::Here(mine),
            older => Standing::Changed { older, newest },
        }
    }

    /// Goes on with the version that was answered, though there is a newer one.
    pub(crate) fn stay(&mut self) {
        self.stay = true;
    }

    /// Goes on with the newest version. Answers that do not fit it stay as they were written.
    pub(crate) fn move_to(&mut self, newest: &Compiled) {
        let questionnaire = newest.questionnaire();
        self.version.clone_from(&questionnaire.version);
        self.mark = mark(questionnaire);
        self.stay = false;
    }

    /// Holds each answer against its item.
    pub(crate) fn sort(&self, instrument: &Compiled) -> Sorted {
        let questionnaire = instrument.questionnaire();
        let mut sorted = Sorted {
            response: Response::to(questionnaire),
            wrong: BTreeMap::new(),
            strays: Vec::new(),
        };
        let items = questionnaire.items();
        for (link_id, given) in &self.answers {
            let item = items.iter().find(|item| item.link_id == *link_id);
            let Some(item) = item.filter(|item| item.kind.is_question()) else {
                let strays = given.iter().map(|value| (link_id.clone(), value.clone()));
                sorted.strays.extend(strays);
                continue;
            };
            for value in given {
                match read(questionnaire, item, value) {
                    Ok(answer) => sorted.response.add(link_id, answer),
                    Err(wrong) => {
                        sorted.wrong.insert(link_id.clone(), wrong);
                    }
                }
            }
        }
        // The engine looks again; what it still refuses is no answer here either.
        for fault in instrument.faults(&sorted.response) {
            let wrong = match fault {
                ResponseFault::UnknownCode(_) => Wrong::Choice,
                ResponseFault::OutOfRange(_) => Wrong::Number,
                _ => Wrong::Long(0, 0),
            };
            sorted.response.clear(fault.link_id());
            sorted.wrong.insert(fault.link_id().to_owned(), wrong);
        }
        for link_id in sorted.wrong.keys() {
            sorted.response.clear(link_id);
        }
        sorted
    }
}

/// The most characters an item takes.
pub(crate) fn longest(item: &Item) -> usize {
    let usual = if item.kind == ItemType::Text {
        LONGEST_TEXT
    } else {
        LONGEST_LINE
    };
    item.max_length
        .and_then(|length| usize::try_from(length).ok())
        .unwrap_or(usual)
}

fn read(questionnaire: &Questionnaire, item: &Item, value: &str) -> Result<Answer, Wrong> {
    match item.kind {
        ItemType::Choice => {
            let mut options = questionnaire.options(item).iter();
            let known = options.any(|option| option.code == value);
            known.then(|| Answer::code(value)).ok_or(Wrong::Choice)
        }
        ItemType::Boolean => value
            .parse()
            .map(Answer::Boolean)
            .map_err(|_| Wrong::Choice),
        ItemType::Integer => {
            let number: i64 = value.parse().map_err(|_| Wrong::Number)?;
            let low = item.min_value.unwrap_or(i32::MIN.into());
            let high = item.max_value.unwrap_or(i32::MAX.into());
            (low..=high)
                .contains(&number)
                .then_some(Answer::Integer(number))
                .ok_or(Wrong::Range(low, high))
        }
        ItemType::Date => value.parse().map(Answer::Date).map_err(|_| Wrong::Day),
        _ => {
            let (found, limit) = (value.chars().count(), longest(item));
            if found > limit {
                return Err(Wrong::Long(found - limit, limit));
            }
            Ok(Answer::Text(value.to_owned()))
        }
    }
}

/// An answer as a form sends it.
fn written(answer: &Answer) -> String {
    match answer {
        Answer::Code(code) => code.clone(),
        Answer::Boolean(value) => value.to_string(),
        Answer::Integer(number) => number.to_string(),
        Answer::Date(day) => day.to_string(),
        Answer::Text(text) => text.clone(),
    }
}

/// Ten characters that change when anything of the instrument does.
fn mark(questionnaire: &Questionnaire) -> String {
    let bytes = serde_json::to_vec(questionnaire).expect("an instrument is plain data");
    let mut mark = short_hash(bytes);
    mark.truncate(10);
    mark
}
