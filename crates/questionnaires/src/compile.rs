//! The flat form of an instrument: items in order with numbers for names, so that an evaluation is one
//! pass over arrays. Only what was checked is compiled.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::check::scores_choices;
use crate::model::{
    Action, EnableBehavior, EnableWhen, Expression, Item, ItemType, Meaning, Method, Operator,
    Questionnaire, Value,
};

/// An instrument that is ready to be answered and evaluated.
#[derive(Debug)]
pub struct Compiled {
    pub(crate) questionnaire: Questionnaire,
    pub(crate) items: Vec<FlatItem>,
    pub(crate) index: HashMap<String, usize>,
    pub(crate) dimensions: Vec<FlatDimension>,
    pub(crate) scores: Vec<FlatScore>,
    pub(crate) lenses: Vec<FlatLens>,
    pub(crate) contradictions: Vec<Node>,
    /// For each action that comes by itself: its place, and what settles it.
    pub(crate) by_itself: Vec<(usize, Option<Node>)>,
}

/// One item, in the order of the form.
#[derive(Debug)]
pub(crate) struct FlatItem {
    pub(crate) link_id: String,
    pub(crate) kind: ItemType,
    pub(crate) parent: Option<usize>,
    pub(crate) required: bool,
    pub(crate) repeats: bool,
    pub(crate) max_length: usize,
    pub(crate) limits: (i64, i64),
    pub(crate) options: Vec<FlatOption>,
    /// Which options mean what, as bits.
    pub(crate) present: u64,
    pub(crate) absent: u64,
    pub(crate) open: u64,
    pub(crate) exclusive: u64,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) any: bool,
}

/// One answer that can be chosen; its place in the list is its bit.
#[derive(Debug)]
pub(crate) struct FlatOption {
    pub(crate) code: String,
    pub(crate) means: Meaning,
    pub(crate) weight: Option<i32>,
}

/// A condition on an earlier item.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) question: usize,
    pub(crate) test: Test,
}

/// What is asked of the earlier answer.
#[derive(Debug)]
pub(crate) enum Test {
    Exists(bool),
    /// The option with this bit is chosen.
    Chosen(u64),
    /// Something is chosen, and not this.
    NotChosen(u64),
    Boolean(bool),
    Integer(Operator, i64),
    Date(Operator, Date),
    Text(Operator, String),
}

/// Members of a dimension with the strength of each, and its rule over counts of strengths.
#[derive(Debug)]
pub(crate) struct FlatDimension {
    pub(crate) items: Vec<(usize, usize)>,
    /// Alternatives; each is a list of (strengths as bits, at least).
    pub(crate) rule: Option<Vec<Vec<(u8, u16)>>>,
    /// How many strengths the rule knows.
    pub(crate) strengths: usize,
}

/// A sum or a mean.
#[derive(Debug)]
pub(crate) struct FlatScore {
    pub(crate) items: Vec<usize>,
    pub(crate) method: Method,
}

/// A lens; its parts in the order of the file.
#[derive(Debug)]
pub(crate) struct FlatLens {
    /// When it is present, and when it is not needed.
    pub(crate) elements: Vec<(Node, Option<Node>)>,
    pub(crate) classes: Vec<Node>,
}

/// A condition with numbers for names.
#[derive(Debug)]
pub(crate) enum Node {
    Item(usize),
    /// This option of this item; the bits of its open answers beside it.
    Is {
        item: usize,
        option: u64,
        open: u64,
    },
    Dimension(usize),
    Any(Vec<Self>),
    All(Vec<Self>),
    Not(Box<Self>),
}

impl Compiled {
    /// The flat form of what was checked; `None` when a reference leads nowhere, which a check would
    /// have told.
    pub(crate) fn new(questionnaire: Questionnaire) -> Option<Self> {
        let mut items = Vec::new();
        for item in &questionnaire.item {
            flatten(&questionnaire, item, None, &mut items);
        }
        let index: HashMap<String, usize> = items
            .iter()
            .enumerate()
            .map(|(at, item)| (item.link_id.clone(), at))
            .collect();
        for (at, item) in questionnaire.items().into_iter().enumerate() {
            let conditions = item
                .enable_when
                .iter()
                .map(|one| condition(&items, &index, one))
                .collect::<Option<Vec<_>>>()?;
            items[at].conditions = conditions;
        }
        let mut compiled = Self {
            items,
            index,
            dimensions: Vec::new(),
            scores: Vec::new(),
            lenses: Vec::new(),
            contradictions: Vec::new(),
            by_itself: Vec::new(),
            questionnaire,
        };
        compiled.dimensions = compiled.flat_dimensions()?;
        compiled.scores = compiled.flat_scores()?;
        compiled.lenses = compiled.flat_lenses()?;
        let contradictions = compiled.questionnaire.contradiction.iter();
        compiled.contradictions = contradictions
            .map(|one| compiled.node(&one.when))
            .collect::<Option<_>>()?;
        compiled.by_itself = compiled.actions_by_themselves()?;
        Some(compiled)
    }

    /// The instrument as it was written.
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// An action by its id.
    pub fn action(&self, id: &str) -> Option<&Action> {
        let actions = &self.questionnaire.action;
        actions.iter().find(|action| action.id == id)
    }

    fn actions_by_themselves(&self) -> Option<Vec<(usize, Option<Node>)>> {
        let mut found = Vec::new();
        for (at, action) in self.questionnaire.action.iter().enumerate() {
            match &action.unless {
                Some(unless) => found.push((at, Some(self.node(unless)?))),
                None if action.always => found.push((at, None)),
                None => {}
            }
        }
        Some(found)
    }

    fn flat_dimensions(&self) -> Option<Vec<FlatDimension>> {
        let questionnaire = &self.questionnaire;
        let mut found = Vec::new();
        for dimension in &questionnaire.dimension {
            let rule = match &dimension.rule {
                Some(name) => Some(questionnaire.rule.iter().find(|rule| rule.id == *name)?),
                None => None,
            };
            let strength = |name: &String| rule?.strengths.iter().position(|one| one == name);
            let mut items = Vec::new();
            for item in questionnaire.items() {
                if item.dimension.as_ref() == Some(&dimension.id) {
                    let at = *self.index.get(&item.link_id)?;
                    let strength = match (&item.strength, rule) {
                        (_, None) => 0,
                        (Some(name), Some(_)) => strength(name)?,
                        (None, Some(_)) => return None,
                    };
                    items.push((at, strength));
                }
            }
            let clauses = |rule: &crate::model::Rule| {
                let count = |count: &crate::model::Count| {
                    let bits = count
                        .of
                        .iter()
                        .map(|name| strength(name).map(|at| 1_u8 << at));
                    let bits: Option<Vec<u8>> = bits.collect();
                    Some((
                        bits?.into_iter().fold(0, |all, bit| all | bit),
                        count.at_least,
                    ))
                };
                let clause = |clause: &crate::model::Clause| {
                    clause.all.iter().map(count).collect::<Option<Vec<_>>>()
                };
                rule.any.iter().map(clause).collect::<Option<Vec<_>>>()
            };
            found.push(FlatDimension {
                items,
                rule: match rule {
                    Some(rule) => Some(clauses(rule)?),
                    None => None,
                },
                strengths: rule.map_or(1, |rule| rule.strengths.len()),
            });
        }
        Some(found)
    }

    fn flat_scores(&self) -> Option<Vec<FlatScore>> {
        let mut found = Vec::new();
        for score in &self.questionnaire.score {
            let mut choices = Vec::new();
            for link_id in &score.items {
                let items = self.questionnaire.items();
                let item = items.into_iter().find(|item| item.link_id == *link_id)?;
                scores_choices(item, false, &mut choices);
            }
            let items = choices
                .iter()
                .map(|(item, _)| self.index.get(&item.link_id).copied())
                .collect::<Option<Vec<_>>>()?;
            found.push(FlatScore {
                items,
                method: score.method,
            });
        }
        Some(found)
    }

    fn flat_lenses(&self) -> Option<Vec<FlatLens>> {
        let mut found = Vec::new();
        for lens in &self.questionnaire.lens {
            let mut elements = Vec::new();
            for element in &lens.element {
                let not_needed = match &element.not_needed_when {
                    Some(when) => Some(self.node(when)?),
                    None => None,
                };
                elements.push((self.node(&element.when)?, not_needed));
            }
            let classes = lens.class.iter().map(|class| self.node(&class.when));
            found.push(FlatLens {
                elements,
                classes: classes.collect::<Option<_>>()?,
            });
        }
        Some(found)
    }

    fn node(&self, expression: &Expression) -> Option<Node> {
        let nodes = |parts: &[Expression]| {
            let nodes = parts.iter().map(|part| self.node(part));
            nodes.collect::<Option<Vec<_>>>()
        };
        Some(match expression {
            Expression::Present(id) => Node::Item(*self.index.get(id)?),
            Expression::Is { item, is } => {
                let at = *self.index.get(item)?;
                Node::Is {
                    item: at,
                    option: bit(&self.items[at], is)?,
                    open: self.items[at].open,
                }
            }
            Expression::Dimension { dimension } => {
                let dimensions = &self.questionnaire.dimension;
                Node::Dimension(dimensions.iter().position(|one| one.id == *dimension)?)
            }
            Expression::Any { any } => Node::Any(nodes(any)?),
            Expression::All { all } => Node::All(nodes(all)?),
            Expression::Not { not } => Node::Not(Box::new(self.node(not)?)),
        })
    }
}

fn flatten(
    questionnaire: &Questionnaire,
    item: &Item,
    parent: Option<usize>,
    found: &mut Vec<FlatItem>,
) {
    let own = found.len();
    let options = questionnaire.options(item);
    let bits = |wanted: &dyn Fn(&crate::model::AnswerOption) -> bool| {
        let chosen = options
            .iter()
            .enumerate()
            .filter(|(_, option)| wanted(option));
        chosen.fold(0_u64, |all, (at, _)| all | 1 << at)
    };
    found.push(FlatItem {
        link_id: item.link_id.clone(),
        kind: item.kind,
        parent,
        required: item.required,
        repeats: item.repeats,
        max_length: item.max_length.map_or(usize::MAX, |length| length as usize),
        limits: (
            item.min_value.unwrap_or(i32::MIN.into()),
            item.max_value.unwrap_or(i32::MAX.into()),
        ),
        present: bits(&|option| option.means == Meaning::Present),
        absent: bits(&|option| option.means == Meaning::Absent),
        open: bits(&|option| option.means.is_open()),
        exclusive: bits(&|option| option.exclusive),
        options: options
            .iter()
            .map(|option| FlatOption {
                code: option.code.clone(),
                means: option.means,
                weight: option.weight,
            })
            .collect(),
        conditions: Vec::new(),
        any: item.enable_behavior == Some(EnableBehavior::Any),
    });
    for child in &item.item {
        flatten(questionnaire, child, Some(own), found);
    }
}

/// The bit of an option.
pub(crate) fn bit(item: &FlatItem, code: &str) -> Option<u64> {
    let at = item.options.iter().position(|option| option.code == code)?;
    1_u64.checked_shl(u32::try_from(at).ok()?)
}

fn condition(
    items: &[FlatItem],
    index: &HashMap<String, usize>,
    written: &EnableWhen,
) -> Option<Condition> {
    let question = *index.get(&written.question)?;
    let item = &items[question];
    let operator = written.operator;
    let test = match (item.kind, &written.answer) {
        (_, Value::Boolean(value)) if operator == Operator::Exists => Test::Exists(*value),
        (ItemType::Choice, Value::Text(code)) => match operator {
            Operator::NotEqual => Test::NotChosen(bit(item, code)?),
            _ => Test::Chosen(bit(item, code)?),
        },
        (ItemType::Boolean, Value::Boolean(value)) => {
            Test::Boolean(*value == (operator == Operator::Equal))
        }
        (ItemType::Integer, Value::Integer(number)) => Test::Integer(operator, *number),
        (ItemType::Date, Value::Text(day)) => Test::Date(operator, day.parse().ok()?),
        (ItemType::String | ItemType::Text, Value::Text(text)) => {
            Test::Text(operator, text.clone())
        }
        _ => return None,
    };
    Some(Condition { question, test })
}
