//! Rules, dimensions, lenses and contradictions.

use kernel::Text;

use crate::model::{Expression, Lens, Rule};

use super::Checking;

/// As many strengths as fit in the flat form.
const MOST_STRENGTHS: usize = 8;

impl<'a> Checking<'a> {
    pub(super) fn rules_and_dimensions(&mut self) {
        let questionnaire = self.questionnaire;
        self.unique(
            "rule",
            questionnaire.rule.iter().map(|rule| rule.id.as_str()),
        );
        self.unique(
            "dimension",
            questionnaire.dimension.iter().map(|one| one.id.as_str()),
        );
        for rule in &questionnaire.rule {
            self.one_rule(rule);
        }
        for dimension in &questionnaire.dimension {
            let id = dimension.id.as_str();
            self.text("dimension", id, "name", &dimension.name);
            let strengths: Vec<Option<&str>> = self
                .order
                .iter()
                .filter(|item| item.dimension.as_deref() == Some(id))
                .map(|item| item.strength.as_deref())
                .collect();
            if strengths.is_empty() {
                self.error(
                    "dimension",
                    id,
                    "no item belongs to it",
                    "name it in the items, or take it out",
                );
            }
            let Some(name) = &dimension.rule else {
                continue;
            };
            if questionnaire.not_scored.is_some() {
                self.error(
                    "dimension",
                    id,
                    "the instrument says that it is not scored, and this has a rule",
                    "take `rule` out until the weights are known",
                );
            }
            let Some(rule) = questionnaire.rule.iter().find(|known| known.id == *name) else {
                self.error(
                    "dimension",
                    id,
                    format!("there is no rule {name:?}"),
                    "write it under [[rule]], or correct its id",
                );
                continue;
            };
            let available = |of: &[String]| {
                let counted = strengths.iter().flatten();
                counted
                    .filter(|&&one| of.iter().any(|name| name == one))
                    .count()
            };
            let reachable = rule.any.iter().any(|clause| {
                clause
                    .all
                    .iter()
                    .all(|count| available(&count.of) >= usize::from(count.at_least))
            });
            if !reachable {
                self.error(
                    "dimension",
                    id,
                    "no answers could ever make it positive",
                    "look at the strengths of its items and at the rule",
                );
            }
        }
        self.unique(
            "contradiction",
            questionnaire
                .contradiction
                .iter()
                .map(|one| one.id.as_str()),
        );
        for contradiction in &questionnaire.contradiction {
            let id = contradiction.id.as_str();
            self.text("contradiction", id, "text", &contradiction.text);
            self.expression("contradiction", id, &contradiction.when);
        }
    }

    fn one_rule(&mut self, rule: &Rule) {
        let id = rule.id.as_str();
        self.text("rule", id, "name", &rule.name);
        if rule.strengths.is_empty() || rule.strengths.len() > MOST_STRENGTHS {
            self.error(
                "rule",
                id,
                format!("a rule knows 1 to {MOST_STRENGTHS} strengths"),
                "list them, strongest first",
            );
        }
        if rule.any.is_empty() || rule.any.iter().any(|clause| clause.all.is_empty()) {
            self.error(
                "rule",
                id,
                "a rule without counts holds always or never",
                "write what must be reached",
            );
        }
        for count in rule.any.iter().flat_map(|clause| &clause.all) {
            if count.at_least == 0 || count.of.is_empty() {
                self.error(
                    "rule",
                    id,
                    "a count begins at 1 and names strengths",
                    "write how many of which",
                );
            }
            for strength in &count.of {
                if !rule.strengths.contains(strength) {
                    self.error(
                        "rule",
                        id,
                        format!("it counts {strength:?}, which is none of its strengths"),
                        "correct the name, or add it to `strengths`",
                    );
                }
            }
        }
    }

    pub(super) fn lenses(&mut self) {
        let questionnaire = self.questionnaire;
        self.unique(
            "lens",
            questionnaire.lens.iter().map(|lens| lens.id.as_str()),
        );
        for lens in &questionnaire.lens {
            self.one_lens(lens);
        }
    }

    fn one_lens(&mut self, lens: &'a Lens) {
        let id = lens.id.as_str();
        self.text("lens", id, "name", &lens.name);
        self.text("lens", id, "description", &lens.description);
        if let Some(provenance) = &lens.provenance {
            self.provenance("lens", id, provenance);
        }
        if lens.element.is_empty() == lens.class.is_empty() {
            self.error(
                "lens",
                id,
                "a lens has either elements or classes",
                "give it one of the two",
            );
        }
        self.parts_differ(id, lens.element.iter().map(|element| element.id.as_str()));
        self.parts_differ(id, lens.class.iter().map(|class| class.id.as_str()));
        for element in &lens.element {
            self.part_text(id, &element.id, &element.name);
            if let Some(note) = &element.note {
                self.part_text(id, &element.id, note);
            }
            self.condition(lens, &element.when);
            if let Some(not_needed) = &element.not_needed_when {
                self.expression("lens", id, not_needed);
            }
            self.action_references("lens", id, &element.action);
        }
        for class in &lens.class {
            self.part_text(id, &class.id, &class.name);
            self.condition(lens, &class.when);
            self.ends_in_action(id, &class.action);
        }
        match &lens.unclassified {
            Some(unclassified) => {
                self.part_text(id, "unclassified", &unclassified.name);
                self.ends_in_action(id, &unclassified.action);
            }
            None if !lens.class.is_empty() => self.error(
                "lens",
                id,
                "it does not say what to do when no class fits",
                "write [lens.unclassified]",
            ),
            None => {}
        }
        if !lens.class.is_empty() && self.questionnaire.not_scored.is_some() {
            self.error(
                "lens",
                id,
                "the instrument says that it is not scored, and this classifies",
                "take the classes out until the weights are known",
            );
        }
    }

    fn condition(&mut self, lens: &'a Lens, when: &'a Expression) {
        self.expression("lens", &lens.id, when);
        if lens.monotone && has_not(when) {
            self.error(
                "lens",
                &lens.id,
                "it says that it is monotone and has a `not`",
                "take the `not` out, or `monotone`",
            );
        }
    }

    fn ends_in_action(&mut self, id: &str, actions: &'a [String]) {
        if actions.is_empty() {
            self.error(
                "lens",
                id,
                "a class ends in no action",
                "say what to do next",
            );
        }
        self.action_references("lens", id, actions);
    }

    fn part_text(&mut self, lens: &str, part: &str, text: &Text) {
        self.text("lens", lens, part, text);
    }

    fn parts_differ<'b>(&mut self, lens: &str, ids: impl Iterator<Item = &'b str>) {
        let ids: Vec<&str> = ids.collect();
        for (at, id) in ids.iter().enumerate() {
            if ids[..at].contains(id) {
                self.error(
                    "lens",
                    lens,
                    format!("the part {id:?} is there twice"),
                    "give each its own id",
                );
            }
        }
    }
}

fn has_not(expression: &Expression) -> bool {
    match expression {
        Expression::Not { .. } => true,
        Expression::Any { any: parts } | Expression::All { all: parts } => {
            parts.iter().any(has_not)
        }
        _ => false,
    }
}
