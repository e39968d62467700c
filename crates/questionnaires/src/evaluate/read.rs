//! Answers by name become answers by number; whether each item is asked, and what is said of it.

use crate::answers::{Answer, Response, ResponseFault};
use crate::compile::{Compiled, FlatItem, Test, bit};
use crate::finding::Finding;
use crate::model::{ItemType, Operator};

/// The answers to an instrument, by the numbers of its items.
pub(super) struct Answered<'a> {
    given: Vec<&'a [Answer]>,
    /// Chosen options as bits.
    pub(super) chosen: Vec<u64>,
    /// What each item's answers say, whether or not it is asked.
    said: Vec<Finding>,
    /// Whether each item is asked: not known while the answer that decides it is open.
    pub(super) enabled: Vec<Finding>,
    clashes: Vec<Option<Clash>>,
}

/// Several answers where only one can be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clash {
    /// To an item that takes one.
    Several,
    /// One of them stands alone.
    Exclusive,
}

impl Answered<'_> {
    /// What can be said of an item.
    pub(super) fn finding(&self, at: usize) -> Finding {
        match self.enabled[at] {
            // It does not apply here.
            Finding::Absent => Finding::Absent,
            // Answers to what is not asked do not count, and are told elsewhere.
            Finding::NotKnown => Finding::NotKnown,
            Finding::Present => self.said[at],
        }
    }

    /// Whether this option was chosen.
    pub(super) fn is(&self, at: usize, option: u64, open: u64) -> Finding {
        match self.enabled[at] {
            Finding::Present if self.clashes[at].is_none() => {
                let chosen = self.chosen[at];
                if chosen & option != 0 {
                    Finding::Present
                } else if chosen == 0 || chosen & open != 0 {
                    Finding::NotKnown
                } else {
                    Finding::Absent
                }
            }
            Finding::Absent => Finding::Absent,
            _ => Finding::NotKnown,
        }
    }

    pub(super) fn was_answered(&self, at: usize) -> bool {
        !self.given[at].is_empty()
    }

    pub(super) fn clash(&self, at: usize) -> Option<Clash> {
        match self.enabled[at] {
            Finding::Present => self.clashes[at],
            _ => None,
        }
    }
}

impl Compiled {
    /// Every answer that does not fit its item, by `linkId`. Empty: it can be evaluated.
    pub fn faults(&self, response: &Response) -> Vec<ResponseFault> {
        self.read(response).err().unwrap_or_default()
    }

    pub(super) fn read<'a>(
        &self,
        response: &'a Response,
    ) -> Result<Answered<'a>, Vec<ResponseFault>> {
        let count = self.items.len();
        let mut answered = Answered {
            given: vec![&[]; count],
            chosen: vec![0; count],
            said: vec![Finding::NotKnown; count],
            enabled: vec![Finding::NotKnown; count],
            clashes: vec![None; count],
        };
        let mut faults = Vec::new();
        for (link_id, answers) in &response.answers {
            let Some(&at) = self.index.get(link_id) else {
                faults.push(ResponseFault::UnknownItem(link_id.clone()));
                continue;
            };
            let item = &self.items[at];
            if let Some(fault) = answers.iter().find_map(|answer| fault(item, answer)) {
                faults.push(fault(link_id.clone()));
                continue;
            }
            answered.given[at] = answers;
            for answer in answers {
                if let Answer::Code(code) = answer {
                    answered.chosen[at] |= bit(item, code).unwrap_or_default();
                }
            }
            answered.clashes[at] = clash(item, answers, answered.chosen[at]);
            answered.said[at] = said(item, answers, answered.chosen[at], answered.clashes[at]);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        for (at, item) in self.items.iter().enumerate() {
            let enabled = enabled(item, &self.items, &answered);
            answered.enabled[at] = enabled;
        }
        Ok(answered)
    }
}

type MakeFault = fn(String) -> ResponseFault;

fn fault(item: &FlatItem, answer: &Answer) -> Option<MakeFault> {
    match (item.kind, answer) {
        (ItemType::Group | ItemType::Display, _) => Some(ResponseFault::NotAQuestion),
        (ItemType::Choice, Answer::Code(code)) => bit(item, code)
            .is_none()
            .then_some(ResponseFault::UnknownCode as MakeFault),
        (ItemType::Boolean, Answer::Boolean(_)) | (ItemType::Date, Answer::Date(_)) => None,
        (ItemType::Integer, &Answer::Integer(number)) => {
            let (low, high) = item.limits;
            let fits = (low..=high).contains(&number);
            (!fits).then_some(ResponseFault::OutOfRange as MakeFault)
        }
        (ItemType::String | ItemType::Text, Answer::Text(text)) => {
            let fits = text.len() <= item.max_length || text.chars().count() <= item.max_length;
            (!fits).then_some(ResponseFault::TooLong as MakeFault)
        }
        _ => Some(ResponseFault::WrongType),
    }
}

fn clash(item: &FlatItem, answers: &[Answer], chosen: u64) -> Option<Clash> {
    if chosen & item.exclusive != 0 && chosen.count_ones() > 1 {
        return Some(Clash::Exclusive);
    }
    let first = answers.first()?;
    let differ = answers.iter().any(|answer| answer != first);
    (differ && !item.repeats).then_some(Clash::Several)
}

fn said(item: &FlatItem, answers: &[Answer], chosen: u64, clash: Option<Clash>) -> Finding {
    if answers.is_empty() || clash.is_some() {
        return Finding::NotKnown;
    }
    match (item.kind, &answers[0]) {
        (ItemType::Boolean, Answer::Boolean(value)) => Finding::of(*value),
        (ItemType::Choice, _) => {
            let value = !(item.present | item.absent | item.open);
            if chosen & (item.present | value) != 0 {
                Finding::Present
            } else if chosen & item.open != 0 {
                Finding::NotKnown
            } else {
                Finding::Absent
            }
        }
        _ => Finding::Present,
    }
}

/// Whether an item is asked. Its question and its group stand before it.
fn enabled(item: &FlatItem, items: &[FlatItem], answered: &Answered<'_>) -> Finding {
    let parent = item
        .parent
        .map_or(Finding::Present, |at| answered.enabled[at]);
    let mut tests = item.conditions.iter().map(|condition| {
        let at = condition.question;
        match (&condition.test, answered.enabled[at]) {
            (Test::Exists(false), Finding::Absent) => Finding::Present,
            (_, Finding::Absent) => Finding::Absent,
            (_, Finding::NotKnown) => Finding::NotKnown,
            (test, Finding::Present) => holds(test, &items[at], answered, at),
        }
    });
    let own = if item.conditions.is_empty() {
        Finding::Present
    } else if item.any {
        tests.fold(Finding::Absent, Finding::or)
    } else {
        tests.all_of()
    };
    parent.and(own)
}

/// "And" over many.
trait AllOf {
    fn all_of(&mut self) -> Finding;
}

impl<I: Iterator<Item = Finding>> AllOf for I {
    fn all_of(&mut self) -> Finding {
        self.fold(Finding::Present, Finding::and)
    }
}

fn holds(test: &Test, question: &FlatItem, answered: &Answered<'_>, at: usize) -> Finding {
    let given = answered.given[at];
    let chosen = answered.chosen[at];
    match test {
        Test::Exists(wanted) => match (given.is_empty(), wanted) {
            // It may still be answered.
            (true, true) => Finding::NotKnown,
            (is_empty, wanted) => Finding::of(is_empty != *wanted),
        },
        _ if given.is_empty() || answered.clashes[at].is_some() => Finding::NotKnown,
        Test::Chosen(option) => answered.is(at, *option, question.open),
        Test::NotChosen(option) => Finding::of(chosen & option == 0),
        Test::Boolean(wanted) => any(
            given,
            |answer| matches!(answer, Answer::Boolean(value) if value == wanted),
        ),
        Test::Integer(operator, number) => any(
            given,
            |answer| matches!(answer, Answer::Integer(value) if compares(*operator, value, number)),
        ),
        Test::Date(operator, day) => any(
            given,
            |answer| matches!(answer, Answer::Date(value) if compares(*operator, value, day)),
        ),
        Test::Text(operator, text) => any(
            given,
            |answer| matches!(answer, Answer::Text(value) if compares(*operator, value, text)),
        ),
    }
}

fn any(given: &[Answer], wanted: impl Fn(&Answer) -> bool) -> Finding {
    Finding::of(given.iter().any(wanted))
}

fn compares<T: Ord>(operator: Operator, left: &T, right: &T) -> bool {
    match operator {
        Operator::Exists => true,
        Operator::Equal => left == right,
        Operator::NotEqual => left != right,
        Operator::Greater => left > right,
        Operator::Less => left < right,
        Operator::AtLeast => left >= right,
        Operator::AtMost => left <= right,
    }
}
