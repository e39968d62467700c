//! Scores: every answer has a weight or none on purpose, and bands cover the whole range.

use crate::model::{Item, ItemType, Meaning, Method, Score};

use super::Checking;

impl<'a> Checking<'a> {
    pub(super) fn scores(&mut self) {
        let questionnaire = self.questionnaire;
        self.unique(
            "score",
            questionnaire.score.iter().map(|score| score.id.as_str()),
        );
        for score in &questionnaire.score {
            self.one_score(score);
        }
    }

    fn one_score(&mut self, score: &'a Score) {
        let id = score.id.as_str();
        self.text("score", id, "name", &score.name);
        if self.questionnaire.not_scored.is_some() {
            self.error(
                "score",
                id,
                "the instrument says that it is not scored",
                "take the score out until the weights are known",
            );
        }
        let mut items = Vec::new();
        for link_id in &score.items {
            match self.items.get(link_id.as_str()).copied() {
                Some(item) => choices(item, false, &mut items),
                None => self.error(
                    "score",
                    id,
                    format!("no item has the linkId {link_id:?}"),
                    "correct it, or add the item",
                ),
            }
        }
        if items.is_empty() {
            self.error("score", id, "it counts no choice", "name items to count");
            return;
        }
        let mut range: Option<(i64, i64)> = None;
        for (item, is_optional) in items {
            let Some((mut low, mut high)) = self.weights(score, item) else {
                return;
            };
            range = Some(match (score.method, range) {
                (Method::Mean, Some((least, most))) => (least.min(low), most.max(high)),
                (Method::Mean, None) => (low, high),
                (Method::Sum, sum) => {
                    if is_optional || self.may_not_apply(item) {
                        (low, high) = (low.min(0), high.max(0));
                    }
                    let (least, most) = sum.unwrap_or_default();
                    (least + low, most + high)
                }
            });
        }
        if let Some((low, high)) = range {
            self.bands(score, low as f64, high as f64);
        }
    }

    /// The smallest and the largest weight; `None` after a fault.
    fn weights(&mut self, score: &Score, item: &'a Item) -> Option<(i64, i64)> {
        let questionnaire = self.questionnaire;
        if item.repeats {
            self.error(
                "score",
                &score.id,
                format!(
                    "{:?} takes several answers and cannot be counted",
                    item.link_id
                ),
                "count an item that takes one",
            );
            return None;
        }
        let mut weights = Vec::new();
        for option in questionnaire.options(item) {
            match option.weight {
                Some(weight) if !option.means.is_open() => weights.push(i64::from(weight)),
                Some(_) => {
                    self.error(
                        "item",
                        &item.link_id,
                        format!("the answer {:?} is open and yet has a weight", option.code),
                        "what is not known counts neither for nor against: take the weight out",
                    );
                    return None;
                }
                None if option.means.is_open() => {}
                None => {
                    self.error(
                        "item",
                        &item.link_id,
                        format!(
                            "it is scored in {:?}, and the answer {:?} has no weight",
                            score.id, option.code
                        ),
                        "give it a weight from the source; if it is not known, do not score",
                    );
                    return None;
                }
            }
        }
        Some((*weights.iter().min()?, *weights.iter().max()?))
    }

    fn may_not_apply(&self, item: &Item) -> bool {
        self.questionnaire
            .options(item)
            .iter()
            .any(|option| option.means == Meaning::NotApplicable)
    }

    #[expect(
        clippy::float_cmp,
        reason = "borders are written in the file and must meet exactly"
    )]
    fn bands(&mut self, score: &'a Score, low: f64, high: f64) {
        let id = score.id.as_str();
        let step = match score.method {
            Method::Sum => 1.0,
            Method::Mean => 0.0,
        };
        let mut expected = low;
        for band in &score.band {
            self.text("score", id, "band.name", &band.name);
            if band.action.is_empty() {
                self.error(
                    "score",
                    id,
                    "a band ends in no action",
                    "say what to do next",
                );
            }
            self.action_references("score", id, &band.action);
            if band.min > band.max {
                self.error(
                    "score",
                    id,
                    "a band ends before it begins",
                    "exchange min and max",
                );
            }
            if band.min != expected {
                let what = if band.min > expected {
                    format!("nothing covers {expected} to {}", band.min)
                } else {
                    format!("two bands cover {} to {expected}", band.min)
                };
                self.error(
                    "score",
                    id,
                    format!("bands do not cover the range {low} to {high}: {what}"),
                    format!("let this band begin at {expected}"),
                );
            }
            expected = band.max + step;
        }
        if expected != high + step {
            self.error(
                "score",
                id,
                format!(
                    "bands do not cover the range {low} to {high}: the last ends at {}",
                    expected - step
                ),
                format!("let the last band end at {high}"),
            );
        }
    }
}

/// The choices of an item or a group, and whether each may be left unasked.
pub(crate) fn choices<'a>(item: &'a Item, is_optional: bool, found: &mut Vec<(&'a Item, bool)>) {
    let is_optional = is_optional || !item.enable_when.is_empty();
    if item.kind == ItemType::Choice {
        found.push((item, is_optional));
    }
    for child in &item.item {
        choices(child, is_optional, found);
    }
}
