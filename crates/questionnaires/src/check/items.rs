//! Items, the lists of answers, and what belongs to which type.

use crate::model::{AnswerOption, FILLED, Item, ItemType, Meaning};

use super::Checking;

/// As many answers as fit in the flat form.
const MOST_OPTIONS: usize = 64;

impl<'a> Checking<'a> {
    pub(super) fn each_item(&mut self) {
        let questionnaire = self.questionnaire;
        let order = self.order.clone();
        self.unique("item", order.iter().map(|item| item.link_id.as_str()));
        self.unique(
            "valueSet",
            questionnaire.value_set.iter().map(|set| set.id.as_str()),
        );
        for set in &questionnaire.value_set {
            self.options("valueSet", &set.id, &set.option);
        }
        for item in order {
            self.one_item(item);
        }
    }

    fn one_item(&mut self, item: &'a Item) {
        let id = item.link_id.as_str();
        if id.is_empty() || id.len() > 64 || id.chars().any(char::is_whitespace) {
            self.error(
                "item",
                id,
                "a linkId has 1 to 64 characters and no space",
                "shorten it",
            );
        }
        self.text("item", id, "text", &item.text);
        if let Some(help) = &item.help {
            self.text("item", id, "help", help);
        }
        if let Some(told) = &item.told {
            self.text("item", id, "told", told);
            let (question, answer) = FILLED;
            let filled = self.items.get(question).copied();
            let options = filled.map_or(&[][..], |filled| self.questionnaire.options(filled));
            if !options.iter().any(|option| option.code == answer) {
                self.error(
                    "item",
                    id,
                    format!("it has `told`, and no choice {question:?} with an answer {answer:?} says when to use it"),
                    "ask who fills the form in, or take `told` out",
                );
            }
        }
        if item.kind == ItemType::Choice {
            self.choice(item);
        } else if item.answer_value_set.is_some() || !item.answer_option.is_empty() {
            self.error(
                "item",
                id,
                "only a choice has a list of answers",
                "make it a choice, or take the list out",
            );
        }
        if (item.kind == ItemType::Group) == item.item.is_empty() {
            self.error(
                "item",
                id,
                "a group holds items, and nothing else does",
                "put the items into a group, or give the group items",
            );
        }
        if !item.kind.is_question() && (item.required || item.repeats) {
            self.error(
                "item",
                id,
                "only a question is required or repeats",
                "take `required` and `repeats` out; repeat the questions inside",
            );
        }
        let is_written = matches!(item.kind, ItemType::String | ItemType::Text);
        if item.max_length.is_some() && !is_written {
            self.error(
                "item",
                id,
                "only a string or a text has maxLength",
                "take it out",
            );
        }
        let limits = (item.min_value, item.max_value);
        if limits != (None, None) && item.kind != ItemType::Integer {
            self.error(
                "item",
                id,
                "only an integer has minValue and maxValue",
                "take them out",
            );
        }
        let fits = |limit: Option<i64>| limit.is_none_or(|limit| i32::try_from(limit).is_ok());
        if !fits(limits.0) || !fits(limits.1) {
            self.error(
                "item",
                id,
                "minValue or maxValue is too large for FHIR, whose integers have 32 bits",
                "choose a nearer limit",
            );
        }
        if let (Some(min), Some(max)) = limits
            && min > max
        {
            self.error(
                "item",
                id,
                "minValue is above maxValue: no answer fits",
                "exchange them",
            );
        }
        self.in_dimension(item);
    }

    fn choice(&mut self, item: &'a Item) {
        let id = item.link_id.as_str();
        match (&item.answer_value_set, item.answer_option.is_empty()) {
            (Some(set), true) => {
                let sets = &self.questionnaire.value_set;
                if !sets.iter().any(|known| known.id == *set) {
                    self.error(
                        "item",
                        id,
                        format!("there is no valueSet {set:?}"),
                        "write it under [[valueSet]], or correct its id",
                    );
                }
            }
            (None, false) => self.options("item", id, &item.answer_option),
            _ => self.error(
                "item",
                id,
                "a choice has either answerValueSet or answerOption",
                "give it one of the two",
            ),
        }
    }

    fn options(&mut self, kind: &'static str, id: &str, options: &[AnswerOption]) {
        if options.is_empty() || options.len() > MOST_OPTIONS {
            self.error(
                kind,
                id,
                format!("a list has 1 to {MOST_OPTIONS} answers"),
                "shorten it, or cut the question in two",
            );
        }
        for (at, option) in options.iter().enumerate() {
            self.text(kind, id, &format!("answer {:?}", option.code), &option.text);
            if options[..at].iter().any(|other| other.code == option.code) {
                self.error(
                    kind,
                    id,
                    format!("the answer {:?} is there twice", option.code),
                    "give each its own code",
                );
            }
            if option.code.is_empty() || option.code.chars().any(char::is_whitespace) {
                self.error(
                    kind,
                    id,
                    format!("the code {:?} is empty or has a space", option.code),
                    "use letters, digits and hyphens",
                );
            }
        }
    }

    fn in_dimension(&mut self, item: &'a Item) {
        let id = item.link_id.as_str();
        let questionnaire = self.questionnaire;
        let Some(name) = &item.dimension else {
            if item.strength.is_some() {
                self.error(
                    "item",
                    id,
                    "it has a strength and no dimension",
                    "name the dimension",
                );
            }
            return;
        };
        let dimensions = &questionnaire.dimension;
        let Some(dimension) = dimensions.iter().find(|known| known.id == *name) else {
            self.error(
                "item",
                id,
                format!("there is no dimension {name:?}"),
                "write it under [[dimension]], or correct its id",
            );
            return;
        };
        if !item.kind.is_question() || !self.can_be_present(item) {
            self.error(
                "item",
                id,
                "it is in a dimension, and no answer means that it is present",
                "make it a choice with an option `means = \"present\"`, or a boolean",
            );
        }
        let Some(rule) = &dimension.rule else {
            return;
        };
        let rule = questionnaire.rule.iter().find(|known| known.id == *rule);
        match (&item.strength, rule) {
            (None, _) => self.error(
                "item",
                id,
                "it is scored, and its strength (weight) is not given",
                "give `strength` from the source; if it is not known, say so in `notScored` and take the rule from the dimension",
            ),
            (Some(strength), Some(rule)) if !rule.strengths.contains(strength) => self.error(
                "item",
                id,
                format!("the rule knows no strength {strength:?}"),
                format!("use one of: {}", rule.strengths.join(", ")),
            ),
            _ => {}
        }
    }

    /// Some answer to it says "present".
    pub(super) fn can_be_present(&self, item: &Item) -> bool {
        match item.kind {
            ItemType::Boolean => true,
            ItemType::Choice => self
                .questionnaire
                .options(item)
                .iter()
                .any(|option| option.means == Meaning::Present),
            _ => false,
        }
    }
}
