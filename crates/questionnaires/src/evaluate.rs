//! Answers become findings, each with the items behind it. What is open stays open: a finding is only
//! settled when no answer that is still missing could change it.

mod lens;
mod read;
mod score;

use kernel::Text;

use crate::answers::Response;
use crate::compile::Compiled;
use crate::finding::Finding;
use crate::model::{Action, Missing};
use crate::version::EvaluationError;

pub use lens::{ClassResult, ElementResult, LensResult};
pub use score::ScoreResult;

use read::Answered;

/// What the answers say. Names are `linkId`s and ids of the instrument that was evaluated.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation<'q> {
    /// Why the instrument is not scored, when it is not.
    pub not_scored: Option<Refusal<'q>>,
    /// Items that are asked now, in order, groups and texts included.
    pub enabled: Vec<&'q str>,
    /// How far the form is filled.
    pub progress: Progress,
    /// Required questions without an answer.
    pub missing: Vec<&'q str>,
    /// Dimensions in the order of the file.
    pub dimensions: Vec<DimensionResult<'q>>,
    /// Scores in the order of the file.
    pub scores: Vec<ScoreResult<'q>>,
    /// Lenses in the order of the file.
    pub lenses: Vec<LensResult<'q>>,
    /// Answers that cannot all be right.
    pub contradictions: Vec<ContradictionFound<'q>>,
    /// Ids of actions that come by themselves: always, or until something is settled.
    pub by_themselves: Vec<&'q str>,
    /// Items with answers that do not count, because the item is not asked here.
    pub set_aside: Vec<&'q str>,
}

/// The instrument refuses to score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal<'q> {
    /// Why, and what would have to be obtained.
    pub missing: &'q Missing,
}

/// How many questions that are asked have which kind of answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// All questions that are asked.
    pub asked: u32,
    /// With an answer of any kind.
    pub answered: u32,
    /// Marked present.
    pub present: u32,
    /// Marked absent.
    pub absent: u32,
    /// Answered in a way that leaves it open: not known, not asked, declined, not applicable.
    pub open: u32,
}

/// How many indicators of each strength, strongest first, as the rule names them.
pub type Strengths = Vec<u16>;

/// What a dimension comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DimensionResult<'q> {
    /// Its id.
    pub id: &'q str,
    /// Whether its rule is fulfilled; `None` where no rule is applied.
    pub finding: Option<Finding>,
    /// Items that are present.
    pub because: Vec<&'q str>,
    /// Items without a settled answer.
    pub open: Vec<&'q str>,
    /// Items that are recorded as absent.
    pub absent: Vec<&'q str>,
    /// Present items by strength.
    pub counts: Strengths,
}

/// Answers that cannot all be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContradictionFound<'q> {
    /// An item that takes one answer has several; it counts as not known.
    Several {
        /// The item.
        item: &'q str,
    },
    /// An answer that stands alone ("none of these") stands beside another; it counts as not known.
    Exclusive {
        /// The item.
        item: &'q str,
    },
    /// The instrument says that these cannot both be.
    Declared {
        /// The contradiction's id.
        id: &'q str,
        /// What to tell.
        text: &'q Text,
        /// The items it speaks of.
        items: Vec<&'q str>,
    },
}

impl Compiled {
    /// Evaluates answers to this version; refuses answers to another, and answers that do not fit.
    pub fn evaluate(&self, response: &Response) -> Result<Evaluation<'_>, EvaluationError> {
        let questionnaire = &self.questionnaire;
        if response.questionnaire != questionnaire.id {
            return Err(EvaluationError::OtherInstrument {
                answered: response.questionnaire.clone(),
                asked: questionnaire.id.clone(),
            });
        }
        if response.version != questionnaire.version {
            return Err(self.other_version(response, None));
        }
        let answered = self.read(response).map_err(EvaluationError::Faults)?;
        let dimensions = self.dimension_results(&answered);
        let contradictions = self.contradictions(&answered, &dimensions);
        let (progress, missing) = self.progress(&answered);
        let names = |wanted: &dyn Fn(usize) -> bool| {
            let items = self.items.iter().enumerate();
            let named = items.filter(|(at, _)| wanted(*at));
            named.map(|(_, item)| item.link_id.as_str()).collect()
        };
        Ok(Evaluation {
            not_scored: questionnaire
                .not_scored
                .as_ref()
                .map(|missing| Refusal { missing }),
            enabled: names(&|at| answered.enabled[at] == Finding::Present),
            set_aside: names(&|at| {
                answered.enabled[at] != Finding::Present && answered.was_answered(at)
            }),
            by_themselves: self.by_themselves(&answered, &dimensions),
            progress,
            missing,
            scores: self.score_results(&answered),
            lenses: self.lens_results(&answered, &dimensions),
            dimensions,
            contradictions,
        })
    }

    fn dimension_results(&self, answered: &Answered<'_>) -> Vec<DimensionResult<'_>> {
        let dimensions = self.dimensions.iter().zip(&self.questionnaire.dimension);
        dimensions
            .map(|(flat, dimension)| {
                let mut counts = vec![0_u16; flat.strengths];
                // As many as there would be if everything open were present.
                let mut most = [0_u16; 8];
                let mut least = [0_u16; 8];
                let mut result = DimensionResult {
                    id: &dimension.id,
                    finding: None,
                    because: Vec::new(),
                    open: Vec::new(),
                    absent: Vec::new(),
                    counts: Vec::new(),
                };
                for &(at, strength) in &flat.items {
                    let name = self.items[at].link_id.as_str();
                    match answered.finding(at) {
                        Finding::Present => {
                            counts[strength] += 1;
                            least[strength] += 1;
                            most[strength] += 1;
                            result.because.push(name);
                        }
                        Finding::NotKnown => {
                            most[strength] += 1;
                            result.open.push(name);
                        }
                        Finding::Absent => result.absent.push(name),
                    }
                }
                result.counts = counts;
                result.finding = flat.rule.as_ref().map(|rule| {
                    if fulfilled(rule, &least) {
                        Finding::Present
                    } else if fulfilled(rule, &most) {
                        Finding::NotKnown
                    } else {
                        Finding::Absent
                    }
                });
                result
            })
            .collect()
    }

    fn contradictions(
        &self,
        answered: &Answered<'_>,
        dimensions: &[DimensionResult<'_>],
    ) -> Vec<ContradictionFound<'_>> {
        let mut found = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let item_name = item.link_id.as_str();
            match answered.clash(at) {
                Some(read::Clash::Several) => {
                    found.push(ContradictionFound::Several { item: item_name });
                }
                Some(read::Clash::Exclusive) => {
                    found.push(ContradictionFound::Exclusive { item: item_name });
                }
                None => {}
            }
        }
        let declared = self.contradictions.iter();
        for (node, written) in declared.zip(&self.questionnaire.contradiction) {
            if lens::finding(node, answered, dimensions) == Finding::Present {
                let mut leaves = lens::Leaves::default();
                lens::leaves(node, answered, dimensions, &mut leaves);
                let mut items = self.names(&leaves.present);
                items.extend(self.names(&leaves.absent));
                found.push(ContradictionFound::Declared {
                    id: &written.id,
                    text: &written.text,
                    items,
                });
            }
        }
        found
    }

    fn by_themselves(
        &self,
        answered: &Answered<'_>,
        dimensions: &[DimensionResult<'_>],
    ) -> Vec<&str> {
        let actions = self.by_itself.iter();
        let due = actions.filter(|(_, unless)| {
            let settled = unless
                .as_ref()
                .map(|node| lens::finding(node, answered, dimensions));
            settled != Some(Finding::Present)
        });
        due.map(|(at, _)| self.questionnaire.action[*at].id.as_str())
            .collect()
    }

    fn progress(&self, answered: &Answered<'_>) -> (Progress, Vec<&str>) {
        let mut progress = Progress::default();
        let mut missing = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            if !item.kind.is_question() || answered.enabled[at] != Finding::Present {
                continue;
            }
            progress.asked += 1;
            if !answered.was_answered(at) {
                if item.required {
                    missing.push(item.link_id.as_str());
                }
                continue;
            }
            progress.answered += 1;
            match answered.finding(at) {
                Finding::Present => progress.present += 1,
                Finding::Absent => progress.absent += 1,
                Finding::NotKnown => progress.open += 1,
            }
        }
        (progress, missing)
    }

    pub(crate) fn names(&self, items: &[usize]) -> Vec<&str> {
        let names = items.iter().map(|&at| self.items[at].link_id.as_str());
        names.collect()
    }
}

/// Whether counts of strengths fulfil a rule.
fn fulfilled(rule: &[Vec<(u8, u16)>], counts: &[u16; 8]) -> bool {
    let reached = |&(strengths, at_least): &(u8, u16)| {
        let counted = counts.iter().enumerate();
        let sum: u16 = counted
            .filter(|(at, _)| strengths & (1 << at) != 0)
            .map(|(_, count)| count)
            .sum();
        sum >= at_least
    };
    rule.iter().any(|clause| clause.iter().all(reached))
}

impl<'q> Evaluation<'q> {
    /// A dimension by its id.
    pub fn dimension(&self, id: &str) -> Option<&DimensionResult<'q>> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// A lens by its id.
    pub fn lens(&self, id: &str) -> Option<&LensResult<'q>> {
        self.lenses.iter().find(|lens| lens.lens.id == id)
    }

    /// A score by its id.
    pub fn score(&self, id: &str) -> Option<&ScoreResult<'q>> {
        self.scores.iter().find(|score| score.id == id)
    }

    /// What to do next: each action once, urgent ones first, otherwise in the order of the results.
    pub fn actions(&self, instrument: &'q Compiled) -> Vec<&'q Action> {
        let lenses = self.lenses.iter().flat_map(LensResult::actions);
        let scores = self.scores.iter().flat_map(ScoreResult::actions);
        let mut found: Vec<&Action> = Vec::new();
        let by_themselves = self.by_themselves.iter().copied();
        for id in by_themselves.chain(lenses).chain(scores) {
            if let Some(action) = instrument.action(id)
                && !found.iter().any(|one| one.id == action.id)
            {
                found.push(action);
            }
        }
        found.sort_by_key(|action| !action.urgent);
        found
    }
}
