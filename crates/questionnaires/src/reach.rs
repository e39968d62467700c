//! Whether each item can ever be asked: conditions that lead nowhere, in circles, or against each other.

use std::collections::HashMap;

use crate::check::Checking;
use crate::model::{EnableBehavior, EnableWhen, Item, ItemType, Operator, Value};

/// More ways than this to reach one item are not told apart; it counts as reachable.
const MOST_WAYS: usize = 256;

/// Faults of `enableWhen`.
pub(crate) fn check(checking: &mut Checking<'_>) {
    let order = checking.order.clone();
    let position: HashMap<&str, usize> = order
        .iter()
        .enumerate()
        .rev()
        .map(|(at, item)| (item.link_id.as_str(), at))
        .collect();
    let before = checking_conditions(checking, &order, &position);
    let parents = parents(&order);
    let circular = circles(&order, &position, &parents);
    for (at, item) in order.iter().enumerate() {
        if circular[at] {
            checking.error(
                "item",
                &item.link_id,
                "its enableWhen leads back to itself: it can never be asked",
                "break the circle; ask one of them always",
            );
        } else if let Some(later) = item.enable_when.iter().find(|one| {
            position
                .get(one.question.as_str())
                .is_some_and(|&q| q >= at)
        }) {
            checking.error(
                "item",
                &item.link_id,
                format!("it waits for {:?}, which is asked later", later.question),
                "put the question first; forms are filled from top to bottom",
            );
        }
    }
    // What follows only makes sense where every condition leads to an earlier question.
    let is_sound = before
        && !circular.contains(&true)
        && checking.items.len() == order.len()
        && order.iter().enumerate().all(|(at, item)| {
            let earlier = |one: &EnableWhen| position[one.question.as_str()] < at;
            item.enable_when.iter().all(earlier)
        });
    if is_sound {
        unreachable_items(checking, &order, &position, &parents);
    }
}

/// Each condition by itself; true when none is at fault.
fn checking_conditions(
    checking: &mut Checking<'_>,
    order: &[&Item],
    position: &HashMap<&str, usize>,
) -> bool {
    let mut sound = true;
    for item in order {
        let id = item.link_id.as_str();
        if item.enable_when.len() > 1 && item.enable_behavior.is_none() {
            sound = false;
            checking.error(
                "item",
                id,
                "several conditions, and not said whether all or any must hold",
                "write enableBehavior = \"all\" or \"any\"",
            );
        }
        for condition in &item.enable_when {
            let question = position
                .get(condition.question.as_str())
                .map(|&at| order[at]);
            let fault = match question {
                Some(question) if question.kind.is_question() => {
                    unfit(checking, question, condition)
                }
                _ => Some(format!(
                    "its enableWhen speaks of {:?}, and no question has this linkId",
                    condition.question
                )),
            };
            if let Some(fault) = fault {
                sound = false;
                checking.error("item", id, fault, "correct the condition, or take it out");
            }
        }
    }
    sound
}

/// Why a condition does not suit the type of its question.
fn unfit(checking: &Checking<'_>, question: &Item, condition: &EnableWhen) -> Option<String> {
    let id = &question.link_id;
    if condition.operator == Operator::Exists {
        return (!matches!(condition.answer, Value::Boolean(_)))
            .then(|| format!("`exists` on {id:?} is compared with true or false"));
    }
    let is_order = !matches!(condition.operator, Operator::Equal | Operator::NotEqual);
    let can_be_ordered = matches!(question.kind, ItemType::Integer | ItemType::Date);
    if is_order && !can_be_ordered {
        return Some(format!("answers to {id:?} are not greater or less"));
    }
    match (question.kind, &condition.answer) {
        (ItemType::Boolean, Value::Boolean(_))
        | (ItemType::Integer, Value::Integer(_))
        | (ItemType::String | ItemType::Text, Value::Text(_)) => None,
        (ItemType::Date, Value::Text(day)) => day
            .parse::<jiff::civil::Date>()
            .is_err()
            .then(|| format!("{day:?} is not a day such as 2026-11-25")),
        (ItemType::Choice, Value::Text(code)) => {
            let options = checking.questionnaire.options(question);
            let is_known = options.iter().any(|option| option.code == *code);
            (!is_known).then(|| format!("{id:?} has no answer {code:?}: it is never asked"))
        }
        _ => Some(format!("it compares {id:?} with an answer of another type")),
    }
}

/// The group each item stands in.
fn parents(order: &[&Item]) -> Vec<Option<usize>> {
    fn walk(item: &Item, at: &mut usize, parent: Option<usize>, found: &mut [Option<usize>]) {
        let own = *at;
        found[own] = parent;
        *at += 1;
        for child in &item.item {
            walk(child, at, Some(own), found);
        }
    }
    let mut found = vec![None; order.len()];
    let mut at = 0;
    while at < order.len() {
        walk(order[at], &mut at, None, &mut found);
    }
    found
}

/// Items that depend on themselves, by way of conditions and groups.
fn circles(
    order: &[&Item],
    position: &HashMap<&str, usize>,
    parents: &[Option<usize>],
) -> Vec<bool> {
    let needs: Vec<Vec<usize>> = order
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let questions = item.enable_when.iter();
            let questions = questions.filter_map(|one| position.get(one.question.as_str()));
            questions.copied().chain(parents[at]).collect()
        })
        .collect();
    let reaches_itself = |start: usize| {
        let mut seen = vec![false; order.len()];
        let mut next = needs[start].clone();
        while let Some(at) = next.pop() {
            if at == start {
                return true;
            }
            if !std::mem::replace(&mut seen[at], true) {
                next.extend(&needs[at]);
            }
        }
        false
    };
    (0..order.len()).map(reaches_itself).collect()
}

/// What must be true of one question for an item to be asked.
#[derive(Debug, Clone, PartialEq)]
enum Demand {
    /// No answer.
    Nothing,
    /// One of these codes (or "true", "false"); all that were possible, where nothing is asked of them.
    Codes(Vec<String>),
    /// A number, or the number of a day, between these.
    Between(i64, i64),
    /// Some answer.
    Something,
}

type Way = HashMap<usize, Demand>;

fn unreachable_items(
    checking: &mut Checking<'_>,
    order: &[&Item],
    position: &HashMap<&str, usize>,
    parents: &[Option<usize>],
) {
    let mut ways: Vec<Vec<Way>> = Vec::with_capacity(order.len());
    for (at, item) in order.iter().enumerate() {
        let inherited = parents[at].map_or_else(|| vec![Way::new()], |parent| ways[parent].clone());
        let mut options: Vec<Vec<Way>> = Vec::new();
        for condition in &item.enable_when {
            let question = position[condition.question.as_str()];
            let demand = demand(checking, order[question], condition);
            let own = demand
                .into_iter()
                .map(|demand| Way::from([(question, demand)]));
            // To answer a question one must have been asked it.
            let exists_not =
                condition.operator == Operator::Exists && condition.answer == Value::Boolean(false);
            let asked = if exists_not {
                vec![Way::new()]
            } else {
                ways[question].clone()
            };
            options.push(meet(&own.collect::<Vec<_>>(), &asked, order));
        }
        let found = match item.enable_behavior {
            Some(EnableBehavior::Any) if options.len() > 1 => {
                meet(&inherited, &options.concat(), order)
            }
            _ => options
                .iter()
                .fold(inherited, |so_far, option| meet(&so_far, option, order)),
        };
        let parent_is_open = parents[at].is_none_or(|parent| !ways[parent].is_empty());
        if found.is_empty() && parent_is_open {
            checking.error(
                "item",
                &item.link_id,
                "it is unreachable: no answers fulfil its enableWhen",
                "look at the conditions of its group and of the questions it waits for",
            );
        }
        ways.push(found);
    }
}

/// What a condition asks of its question; `None` when nothing could fulfil it.
fn demand(checking: &Checking<'_>, question: &Item, condition: &EnableWhen) -> Option<Demand> {
    if condition.operator == Operator::Exists {
        return Some(match condition.answer {
            Value::Boolean(false) => Demand::Nothing,
            _ => Demand::Something,
        });
    }
    match (question.kind, &condition.answer) {
        (ItemType::Choice, Value::Text(code)) => {
            let wants_it = condition.operator == Operator::Equal;
            let options = checking.questionnaire.options(question).iter();
            let codes: Vec<String> = options
                .map(|option| option.code.clone())
                .filter(|option| (option == code) == wants_it)
                .collect();
            (!codes.is_empty()).then_some(Demand::Codes(codes))
        }
        (ItemType::Boolean, Value::Boolean(value)) => {
            let wanted = *value == (condition.operator == Operator::Equal);
            Some(Demand::Codes(vec![wanted.to_string()]))
        }
        (ItemType::Integer, Value::Integer(number)) => {
            let low = question.min_value.unwrap_or(i64::MIN);
            let high = question.max_value.unwrap_or(i64::MAX);
            between(condition.operator, *number, low, high)
        }
        (ItemType::Date, Value::Text(day)) => {
            let day: jiff::civil::Date = day.parse().ok()?;
            let number = i64::from(day.year()) * 400 + i64::from(day.day_of_year());
            between(condition.operator, number, i64::MIN, i64::MAX)
        }
        _ => Some(Demand::Something),
    }
}

fn between(operator: Operator, number: i64, low: i64, high: i64) -> Option<Demand> {
    let (low, high) = match operator {
        Operator::Equal => (low.max(number), high.min(number)),
        Operator::Greater => (low.max(number.saturating_add(1)), high),
        Operator::AtLeast => (low.max(number), high),
        Operator::Less => (low, high.min(number.saturating_sub(1))),
        Operator::AtMost => (low, high.min(number)),
        Operator::NotEqual | Operator::Exists => (low, high),
    };
    (low <= high).then_some(Demand::Between(low, high))
}

/// Every way that fulfils one of each side.
fn meet(left: &[Way], right: &[Way], order: &[&Item]) -> Vec<Way> {
    let mut found = Vec::new();
    for a in left {
        for b in right {
            if found.len() >= MOST_WAYS {
                return found;
            }
            found.extend(both(a, b, order));
        }
    }
    found
}

fn both(a: &Way, b: &Way, order: &[&Item]) -> Option<Way> {
    let mut way = a.clone();
    for (&question, demand) in b {
        let met = match way.get(&question) {
            None => demand.clone(),
            Some(own) => narrow(own, demand, order[question].repeats)?,
        };
        way.insert(question, met);
    }
    Some(way)
}

/// Both demands on one question at once.
fn narrow(a: &Demand, b: &Demand, repeats: bool) -> Option<Demand> {
    match (a, b) {
        (Demand::Nothing, Demand::Nothing) => Some(Demand::Nothing),
        (Demand::Nothing, _) | (_, Demand::Nothing) => None,
        (Demand::Something, other) | (other, Demand::Something) => Some(other.clone()),
        // Different answers may fulfil each.
        _ if repeats => Some(a.clone()),
        (Demand::Codes(a), Demand::Codes(b)) => {
            let codes: Vec<String> = a.iter().filter(|code| b.contains(code)).cloned().collect();
            (!codes.is_empty()).then_some(Demand::Codes(codes))
        }
        (&Demand::Between(low, high), &Demand::Between(from, to)) => {
            let (low, high) = (low.max(from), high.min(to));
            (low <= high).then_some(Demand::Between(low, high))
        }
        _ => None,
    }
}
