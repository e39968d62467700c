//! Self-assessments side by side: several raters of one version, and two times of one instrument.
//! Only what was asked the same way is compared; nothing is averaged over people who did not answer.

use crate::answers::{Answer, Response};
use crate::compile::Compiled;
use crate::evaluate::Evaluation;
use crate::version::EvaluationError;

/// One score as several saw it.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreComparison {
    /// The score.
    pub id: String,
    /// Each one's value, in the order given; `None` where that one answered nothing of it.
    pub values: Vec<Option<f64>>,
    /// The largest minus the smallest value; `None` with fewer than two.
    pub spread: Option<f64>,
}

/// One item as several saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemComparison {
    /// The item.
    pub link_id: String,
    /// Each one's weight, in the order given; `None`: not answered, open, or not applicable.
    pub weights: Vec<Option<i32>>,
    /// The largest minus the smallest weight; `None` with fewer than two.
    pub spread: Option<i32>,
}

/// Several raters of the same version.
#[derive(Debug, Clone, PartialEq)]
pub struct Raters {
    /// Scores in the order of the file.
    pub scores: Vec<ScoreComparison>,
    /// Weighed items, those on which raters differ most first: what to talk about.
    pub items: Vec<ItemComparison>,
}

/// The same instrument at two times; earlier first in every list.
#[derive(Debug, Clone, PartialEq)]
pub struct OverTime {
    /// Scores that are made of the same items, asked in the same way, at both times.
    pub scores: Vec<ScoreComparison>,
    /// Items that were asked the same way at both times.
    pub items: Vec<ItemComparison>,
    /// Items that were changed, came or went in between, and scores that count them: not compared.
    pub not_comparable: Vec<String>,
}

impl ScoreComparison {
    /// Later minus earlier; `None` when either is missing.
    pub fn change(&self) -> Option<f64> {
        Some((*self.values.last()?)? - (*self.values.first()?)?)
    }
}

impl ItemComparison {
    /// Later minus earlier; `None` when either is missing.
    pub fn change(&self) -> Option<i32> {
        Some((*self.weights.last()?)? - (*self.weights.first()?)?)
    }
}

/// Holds the answers of several raters side by side.
pub fn raters(instrument: &Compiled, responses: &[Response]) -> Result<Raters, EvaluationError> {
    let evaluations = responses
        .iter()
        .map(|response| instrument.evaluate(response))
        .collect::<Result<Vec<_>, _>>()?;
    let scores = instrument.questionnaire.score.iter();
    let scores = scores.map(|score| {
        let value = |evaluation: &Evaluation<'_>| evaluation.score(&score.id)?.value;
        score_comparison(&score.id, evaluations.iter().map(value).collect())
    });
    let scores = scores.collect();
    let mut items: Vec<ItemComparison> = instrument
        .items
        .iter()
        .filter(|item| item.options.iter().any(|option| option.weight.is_some()))
        .map(|item| {
            let weights = responses.iter().zip(&evaluations);
            let weights = weights
                .map(|(response, evaluation)| {
                    weight(instrument, response, evaluation, &item.link_id)
                })
                .collect();
            item_comparison(&item.link_id, weights)
        })
        .collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.spread));
    Ok(Raters { scores, items })
}

/// Holds two times side by side; the versions may differ, and then only what stayed the same is
/// compared.
pub fn over_time(
    before: (&Compiled, &Response),
    after: (&Compiled, &Response),
) -> Result<OverTime, EvaluationError> {
    let (old, new) = (before.0, after.0);
    if old.questionnaire.id != new.questionnaire.id {
        return Err(EvaluationError::OtherInstrument {
            answered: old.questionnaire.id.clone(),
            asked: new.questionnaire.id.clone(),
        });
    }
    let evaluations = [old.evaluate(before.1)?, new.evaluate(after.1)?];
    let changed: Vec<String> = crate::version::changes(&old.questionnaire, &new.questionnaire)
        .into_iter()
        .map(|change| change.subject)
        .collect();
    let is_same = |id: &String| !changed.contains(id);
    let mut not_comparable: Vec<String> = changed
        .iter()
        .filter(|id| old.index.contains_key(*id) || new.index.contains_key(*id))
        .cloned()
        .collect();
    not_comparable.dedup();
    let mut scores = Vec::new();
    for (at, score) in new.questionnaire.score.iter().enumerate() {
        let earlier = old
            .questionnaire
            .score
            .iter()
            .position(|one| one.id == score.id);
        let same_items = earlier.is_some_and(|earlier| {
            let names = |instrument: &Compiled, score: usize| -> Vec<String> {
                let items = instrument.scores[score].items.iter();
                items
                    .map(|&item| instrument.items[item].link_id.clone())
                    .collect()
            };
            let (was, is) = (names(old, earlier), names(new, at));
            was == is
                && is.iter().all(is_same)
                && old.scores[earlier].method == new.scores[at].method
        });
        if same_items {
            let values = evaluations.iter();
            let values = values.map(|one| one.score(&score.id)?.value).collect();
            scores.push(score_comparison(&score.id, values));
        } else {
            not_comparable.push(score.id.clone());
        }
    }
    let items = new
        .items
        .iter()
        .filter(|item| item.options.iter().any(|option| option.weight.is_some()))
        .filter(|item| old.index.contains_key(&item.link_id) && is_same(&item.link_id))
        .map(|item| {
            let weights = vec![
                weight(old, before.1, &evaluations[0], &item.link_id),
                weight(new, after.1, &evaluations[1], &item.link_id),
            ];
            item_comparison(&item.link_id, weights)
        })
        .collect();
    Ok(OverTime {
        scores,
        items,
        not_comparable,
    })
}

/// The weight of the one answer to an item that is asked.
fn weight(
    instrument: &Compiled,
    response: &Response,
    evaluation: &Evaluation<'_>,
    link_id: &str,
) -> Option<i32> {
    let item = &instrument.items[*instrument.index.get(link_id)?];
    let [Answer::Code(code)] = response.get(link_id) else {
        return None;
    };
    if !evaluation.enabled.contains(&link_id) {
        return None;
    }
    let mut options = item.options.iter();
    options.find(|option| option.code == *code)?.weight
}

fn score_comparison(id: &str, values: Vec<Option<f64>>) -> ScoreComparison {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let low = known.iter().copied().fold(f64::INFINITY, f64::min);
    let high = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    ScoreComparison {
        id: id.to_owned(),
        values,
        spread: (known.len() > 1).then_some(high - low),
    }
}

fn item_comparison(link_id: &str, weights: Vec<Option<i32>>) -> ItemComparison {
    let known: Vec<i32> = weights.iter().flatten().copied().collect();
    let spread = known.iter().max().zip(known.iter().min());
    ItemComparison {
        link_id: link_id.to_owned(),
        weights,
        spread: spread
            .filter(|_| known.len() > 1)
            .map(|(high, low)| high - low),
    }
}
