//! What the answers show, with the items behind each finding, and what to do next. Never what somebody is,
//! and never a probability.

use questionnaires::model::{Action, Standing};
use questionnaires::{DimensionResult, Finding, LensResult, ScoreResult};

use super::about::{Known, Lacking, texts};
use super::review::Contradiction;
use super::run::Sitting;
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;

/// Everything that an evaluation says, as `templates/questions/findings.html` shows it.
pub(crate) struct Findings {
    pub(crate) notices: Vec<Markup>,
    pub(crate) actions: Vec<Step>,
    pub(crate) contradictions: Vec<Contradiction>,
    pub(crate) not_scored: Option<Lacking>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) rules: Vec<Markup>,
    pub(crate) scores: Vec<Score>,
    pub(crate) lenses: Vec<Lens>,
    pub(crate) known: Known,
    /// A child is or may be involved.
    pub(crate) child: bool,
    /// Answers to questions that are not asked here, and that do not count.
    pub(crate) set_aside: Vec<Markup>,
}

/// Something to do.
pub(crate) struct Step {
    pub(crate) text: Markup,
    pub(crate) urgent: bool,
    /// Needs for the finder: id and name.
    pub(crate) needs: Vec<(String, Markup)>,
}

/// A group of indicators.
pub(crate) struct Dimension {
    pub(crate) name: Markup,
    /// What its rule says; nothing where no rule is applied.
    pub(crate) finding: Option<Markup>,
    pub(crate) because: Vec<Markup>,
    pub(crate) counts: Markup,
}

/// A sum or a mean.
pub(crate) struct Score {
    pub(crate) name: Markup,
    pub(crate) band: Markup,
    pub(crate) value: Option<Markup>,
    /// Where to begin: the lowest.
    pub(crate) lowest: Vec<Markup>,
    pub(crate) open: Option<Markup>,
}

/// One way to look at the same answers.
pub(crate) struct Lens {
    pub(crate) name: Markup,
    pub(crate) description: Markup,
    pub(crate) class: Option<Class>,
    pub(crate) elements: Vec<Element>,
    pub(crate) known: Option<Known>,
}

/// A row of a published table.
pub(crate) struct Class {
    pub(crate) said: Markup,
    pub(crate) dimensions: Vec<Markup>,
    pub(crate) possible: Vec<Markup>,
}

/// A part of a lens.
pub(crate) struct Element {
    pub(crate) name: Markup,
    pub(crate) finding: Markup,
    pub(crate) present: bool,
    pub(crate) note: Option<Markup>,
    pub(crate) unverified: bool,
    pub(crate) because: Vec<Markup>,
}

/// Whether what to do next speaks of a child: then the page leads to the duty to report.
pub(crate) fn may_involve_a_child(actions: &[&Action]) -> bool {
    let mut needs = actions.iter().flat_map(|action| &action.needs);
    needs.any(|need| need == "child-protection")
}

impl Findings {
    /// What a sitting comes to.
    pub(crate) fn of(sitting: &Sitting<'_>, messages: &'static Messages) -> Self {
        let questionnaire = sitting.instrument.questionnaire();
        let evaluation = &sitting.evaluation;
        let actions = evaluation.actions(sitting.instrument);
        let site = sitting.step.site;
        let dimensions = evaluation.dimensions.iter();
        Self {
            notices: texts(&questionnaire.notice, messages),
            child: may_involve_a_child(&actions),
            actions: actions
                .into_iter()
                .map(|action| Step::of(action, site, messages))
                .collect(),
            contradictions: Contradiction::all(sitting, messages),
            not_scored: evaluation
                .not_scored
                .map(|refusal| Lacking::of(refusal.missing, messages)),
            dimensions: dimensions
                .map(|one| Dimension::of(one, sitting, messages))
                .collect(),
            rules: questionnaire
                .rule
                .iter()
                .map(|rule| say::text(&rule.name, messages))
                .collect(),
            scores: evaluation
                .scores
                .iter()
                .map(|one| Score::of(one, sitting, messages))
                .collect(),
            lenses: evaluation
                .lenses
                .iter()
                .map(|one| Lens::of(one, sitting, messages))
                .collect(),
            known: Known::of(&questionnaire.provenance, messages),
            set_aside: sitting.names(&evaluation.set_aside, messages),
        }
    }
}

impl Step {
    /// An action, with the names of the needs that the directory knows.
    pub(crate) fn of(action: &Action, site: &Site, messages: &'static Messages) -> Self {
        let needs = action.needs.iter().filter_map(|id| {
            let term = site.content.taxonomy.term(&id.as_str().into())?;
            Some((id.clone(), say::text(&term.name, messages)))
        });
        Self {
            text: say::text(&action.text, messages),
            urgent: action.urgent,
            needs: needs.collect(),
        }
    }
}

impl Dimension {
    fn of(
        result: &DimensionResult<'_>,
        sitting: &Sitting<'_>,
        messages: &'static Messages,
    ) -> Self {
        let dimensions = &sitting.instrument.questionnaire().dimension;
        let written = dimensions.iter().find(|one| one.id == result.id);
        let finding = result.finding.map(|finding| match finding {
            Finding::Present => messages.say("questions-dimension-shown"),
            Finding::Absent => messages.say("questions-dimension-not-shown"),
            Finding::NotKnown => messages.say("questions-dimension-open"),
        });
        Self {
            name: written.map_or_else(
                || Markup::escaped(result.id),
                |one| say::text(&one.name, messages),
            ),
            finding,
            because: sitting.names(&result.because, messages),
            counts: messages.fill(
                "questions-dimension-counts",
                &[
                    ("present", result.because.len().into()),
                    ("absent", result.absent.len().into()),
                    ("open", result.open.len().into()),
                ],
            ),
        }
    }
}

impl Score {
    fn of(result: &ScoreResult<'_>, sitting: &Sitting<'_>, messages: &'static Messages) -> Self {
        let scores = &sitting.instrument.questionnaire().score;
        let written = scores.iter().find(|one| one.id == result.id);
        let most = written.and_then(|score| score.band.last());
        let band = match (result.band, result.value) {
            (Some(band), _) => say::text(&band.name, messages),
            (None, Some(_)) => messages.say("questions-score-open"),
            (None, None) => messages.say("questions-score-none"),
        };
        let value = result.value.zip(most).map(|(value, most)| {
            let value = Markup::escaped(&number(value, messages));
            let most = Markup::escaped(&number(most.max, messages));
            messages.fill(
                "questions-score-value",
                &[("value", (&value).into()), ("most", (&most).into())],
            )
        });
        let lowest: Vec<&str> = result.because.iter().take(2).copied().collect();
        Self {
            name: say::text(result.name, messages),
            band,
            value,
            lowest: sitting.names(&lowest, messages),
            open: (!result.open.is_empty()).then(|| {
                messages.fill(
                    "questions-review-open",
                    &[("count", result.open.len().into())],
                )
            }),
        }
    }
}

/// `1.5`, `1,5`: one decimal at most.
pub(crate) fn number(value: f64, messages: &'static Messages) -> String {
    let written = format!("{value:.1}");
    let written = written.strip_suffix(".0").unwrap_or(&written);
    match messages.lang() {
        kernel::Lang::En => written.to_owned(),
        kernel::Lang::Fr => written.replace('.', ","),
    }
}

impl Lens {
    fn of(result: &LensResult<'_>, sitting: &Sitting<'_>, messages: &'static Messages) -> Self {
        let written = result.lens;
        let elements = result.elements.iter().map(|element| {
            let model = written.element.iter().find(|one| one.id == element.id);
            let standing = model.and_then(|model| model.standing);
            Element {
                name: say::text(element.name, messages),
                finding: messages.say(match (element.finding, element.not_needed) {
                    (Finding::Present, _) => "questions-element-present",
                    (_, Finding::Present) => "questions-element-not-needed",
                    (Finding::Absent, _) => "questions-element-absent",
                    (Finding::NotKnown, _) => "questions-element-not-recorded",
                }),
                present: element.finding == Finding::Present,
                note: model
                    .and_then(|model| model.note.as_ref())
                    .map(|note| say::text(note, messages)),
                unverified: standing == Some(Standing::Memory),
                because: sitting.names(&element.because, messages),
            }
        });
        Self {
            name: say::text(&written.name, messages),
            description: say::text(&written.description, messages),
            class: (!result.classes.is_empty()).then(|| Class::of(result, sitting, messages)),
            elements: elements.collect(),
            known: written
                .provenance
                .as_ref()
                .map(|provenance| Known::of(provenance, messages)),
        }
    }
}

impl Class {
    fn of(result: &LensResult<'_>, sitting: &Sitting<'_>, messages: &'static Messages) -> Self {
        let all = &sitting.instrument.questionnaire().dimension;
        let Some(settled) = result.settled() else {
            let possible = result.possible();
            return Self {
                said: messages.say("questions-class-open"),
                dimensions: Vec::new(),
                possible: possible
                    .map(|class| say::text(class.name, messages))
                    .collect(),
            };
        };
        let dimensions = settled.dimensions.iter().filter_map(|id| {
            let one = all.iter().find(|one| one.id == *id)?;
            Some(say::text(&one.name, messages))
        });
        Self {
            said: say::text(settled.name, messages),
            dimensions: dimensions.collect(),
            possible: Vec::new(),
        }
    }
}
