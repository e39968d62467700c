//! Everything that can be wrong with an instrument, told at once, each with its place and its remedy.

mod items;
mod rules;
mod scores;

pub(crate) use scores::choices as scores_choices;

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use kernel::Text;

use crate::fault::{Fault, Severity};
use crate::file::{self, Lines};
use crate::model::{Expression, Item, Provenance, Questionnaire};
use crate::reach;

/// What lies outside the file and may be named in it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Ids of content/taxonomy/needs.toml; `None`: not looked at.
    pub needs: Option<BTreeSet<String>>,
}

/// Reads one file and names everything that is wrong with it on `today`. The instrument comes back
/// when it can be used: there may still be warnings.
pub fn check(
    path: &str,
    bytes: &[u8],
    known: &Known,
    today: Date,
) -> (Option<Questionnaire>, Vec<Fault>) {
    let (questionnaire, lines) = match file::parse(path, bytes) {
        Ok(parsed) => parsed,
        Err(fault) => return (None, vec![fault]),
    };
    let faults = check_model(path, &questionnaire, &lines, known, today);
    let usable = !faults.iter().any(Fault::is_error);
    (usable.then_some(questionnaire), faults)
}

/// The same for an instrument that did not come from a file of ours.
pub(crate) fn check_model(
    path: &str,
    questionnaire: &Questionnaire,
    lines: &Lines,
    known: &Known,
    today: Date,
) -> Vec<Fault> {
    let mut checking = Checking {
        path,
        questionnaire,
        lines,
        today,
        items: HashMap::new(),
        order: questionnaire.items(),
        used_actions: BTreeSet::new(),
        faults: Vec::new(),
    };
    for item in &checking.order {
        checking.items.entry(&item.link_id).or_insert(item);
    }
    checking.whole();
    checking.each_item();
    reach::check(&mut checking);
    checking.rules_and_dimensions();
    checking.scores();
    checking.lenses();
    checking.actions(known);
    let mut faults = checking.faults;
    faults.sort_by(|a, b| (a.line, &a.problem).cmp(&(b.line, &b.problem)));
    faults.dedup();
    faults
}

/// One instrument while it is checked.
pub(crate) struct Checking<'a> {
    path: &'a str,
    pub(crate) questionnaire: &'a Questionnaire,
    lines: &'a Lines,
    today: Date,
    /// Items by `linkId`; the first of those that share one.
    pub(crate) items: HashMap<&'a str, &'a Item>,
    pub(crate) order: Vec<&'a Item>,
    used_actions: BTreeSet<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Checking<'a> {
    /// Something wrong with the part of this kind and id.
    pub(crate) fn error(
        &mut self,
        kind: &'static str,
        id: &str,
        what: impl AsRef<str>,
        remedy: impl Into<String>,
    ) {
        let line = self.lines.of(kind, id);
        let what = format!("{kind} {id:?}: {}", what.as_ref());
        let fault = Fault::error(self.path, line, what, remedy);
        self.faults.push(fault);
    }

    fn error_in_file(&mut self, what: impl Into<String>, remedy: impl Into<String>) {
        let fault = Fault::error(self.path, None, what, remedy);
        self.faults.push(fault);
    }

    fn warning(&mut self, line: Option<u32>, what: impl Into<String>, remedy: impl Into<String>) {
        let fault = Fault::error(self.path, line, what, remedy);
        self.faults.push(Fault {
            severity: Severity::Warning,
            ..fault
        });
    }

    /// Both languages are written.
    fn text(&mut self, kind: &'static str, id: &str, field: &str, text: &Text) {
        for (code, side) in [("en", &text.en), ("fr", &text.fr)] {
            if side.trim().is_empty() {
                self.error(
                    kind,
                    id,
                    format!("{field}.{code} is missing"),
                    "write it in both languages; neither ships alone",
                );
            }
        }
    }

    /// No two parts of a kind share an id.
    fn unique<'b>(&mut self, kind: &'static str, ids: impl IntoIterator<Item = &'b str>) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for id in ids {
            let nth = seen.entry(id).or_default();
            *nth += 1;
            if *nth > 1 {
                let name = if kind == "item" { "linkId" } else { "id" };
                let line = self.lines.nth(kind, id, *nth - 1);
                let what = format!("{kind} {id:?}: this {name} is used twice");
                let fault = Fault::error(
                    self.path,
                    line,
                    what,
                    "give each its own; answers are kept by it",
                );
                self.faults.push(fault);
            }
        }
    }

    fn whole(&mut self) {
        let questionnaire = self.questionnaire;
        let id = questionnaire.id.as_str();
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        if id.is_empty() || !id.chars().all(|letter| is_plain(letter) || letter == '-') {
            self.error_in_file(
                format!("id {id:?} is not made of lower-case letters, digits and hyphens"),
                "rename it, for example ilo-labour-adult",
            );
        }
        let version = questionnaire.version.as_str();
        if version.is_empty() || version.contains(['|', ' ', '#']) {
            self.error_in_file(
                format!("version {version:?} cannot stand in an address"),
                "use digits, letters and dots, for example 1.0",
            );
        }
        self.text("questionnaire", id, "title", &questionnaire.title);
        self.text(
            "questionnaire",
            id,
            "description",
            &questionnaire.description,
        );
        for notice in &questionnaire.notice {
            self.text("questionnaire", id, "notice", notice);
        }
        self.provenance("questionnaire", id, &questionnaire.provenance);
        let missing = [&questionnaire.not_available, &questionnaire.not_scored];
        for missing in missing.into_iter().flatten() {
            self.text("questionnaire", id, "reason", &missing.reason);
            if missing.obtain.is_empty() {
                self.error_in_file(
                    "it is held back without saying what must be obtained",
                    "list in `obtain` what must be there first",
                );
            }
            for obtain in &missing.obtain {
                self.text("questionnaire", id, "obtain", obtain);
            }
        }
        let has_question = self.order.iter().any(|item| item.kind.is_question());
        if questionnaire.not_available.is_some() && !self.order.is_empty() {
            self.error_in_file(
                "it says that it is not available and yet has items",
                "take `notAvailable` out, or the items",
            );
        }
        if questionnaire.not_available.is_none() && !has_question {
            self.error_in_file(
                "there is no question in it",
                "add items, or say in `notAvailable` what must be obtained first",
            );
        }
    }

    fn provenance(&mut self, kind: &'static str, id: &str, provenance: &Provenance) {
        if provenance.source.is_empty() {
            self.error(kind, id, "it names no source", "say where it comes from");
        }
        for source in &provenance.source {
            self.text(kind, id, "provenance.source.title", &source.title);
            let is_web = |url: &String| url.starts_with("https://") && !url.contains(' ');
            if !source.url.as_ref().is_none_or(is_web) {
                self.error(
                    kind,
                    id,
                    "the address of a source is not one",
                    "write the whole address with https://, or leave `url` out",
                );
            }
        }
        self.text(kind, id, "provenance.licence", &provenance.licence);
        self.text(kind, id, "provenance.wording", &provenance.wording);
        if provenance.checked_on > self.today {
            self.error(
                kind,
                id,
                format!("checkedOn {} lies ahead", provenance.checked_on),
                "write the day on which it was really checked",
            );
        }
        if provenance.review_by <= provenance.checked_on {
            self.error(
                kind,
                id,
                "reviewBy is not after checkedOn",
                "write a later day",
            );
        } else if provenance.review_by < self.today {
            let line = self.lines.of(kind, id);
            self.warning(
                line,
                format!(
                    "{kind} {id:?}: it was to be looked at again by {}",
                    provenance.review_by
                ),
                "hold it against its source, then change checkedOn and reviewBy",
            );
        }
    }

    /// Every reference in a condition leads somewhere.
    fn expression(&mut self, kind: &'static str, id: &str, expression: &'a Expression) {
        match expression {
            Expression::Present(link_id) => {
                let Some(item) = self.reference(kind, id, link_id) else {
                    return;
                };
                if !self.can_be_present(item) {
                    self.error(
                        kind,
                        id,
                        format!("no answer to {link_id:?} means that it is present"),
                        "compare its code with `is`, or give an option `means = \"present\"`",
                    );
                }
            }
            Expression::Is { item: link_id, is } => {
                let Some(item) = self.reference(kind, id, link_id) else {
                    return;
                };
                let questionnaire = self.questionnaire;
                let options = questionnaire.options(item);
                if !options.iter().any(|option| option.code == *is) {
                    self.error(
                        kind,
                        id,
                        format!("{link_id:?} has no answer {is:?}"),
                        "use one of its codes",
                    );
                }
            }
            Expression::Dimension { dimension } => {
                let found = self
                    .questionnaire
                    .dimension
                    .iter()
                    .find(|known| known.id == *dimension);
                if found.is_none_or(|known| known.rule.is_none()) {
                    self.error(
                        kind,
                        id,
                        format!("there is no dimension {dimension:?} with a rule"),
                        "name one that has a rule",
                    );
                }
            }
            Expression::Any { any: parts } | Expression::All { all: parts } => {
                if parts.is_empty() {
                    self.error(kind, id, "a condition is empty", "name at least one part");
                }
                for part in parts {
                    self.expression(kind, id, part);
                }
            }
            Expression::Not { not } => self.expression(kind, id, not),
        }
    }

    /// The question of this `linkId`, or a fault.
    fn reference(&mut self, kind: &'static str, id: &str, link_id: &str) -> Option<&'a Item> {
        let item = self.items.get(link_id).copied();
        if item.is_none_or(|item| !item.kind.is_question()) {
            self.error(
                kind,
                id,
                format!("it speaks of {link_id:?}, and no question has this linkId"),
                "correct the linkId, or add the question",
            );
            return None;
        }
        item
    }

    /// Every action that is named is written down.
    fn action_references(&mut self, kind: &'static str, id: &str, actions: &'a [String]) {
        for action in actions {
            self.used_actions.insert(action);
            if !self
                .questionnaire
                .action
                .iter()
                .any(|one| one.id == *action)
            {
                self.error(
                    kind,
                    id,
                    format!("there is no action {action:?}"),
                    "write it under [[action]], or correct its id",
                );
            }
        }
    }

    fn actions(&mut self, known: &Known) {
        let questionnaire = self.questionnaire;
        self.unique(
            "action",
            questionnaire.action.iter().map(|action| action.id.as_str()),
        );
        for action in &questionnaire.action {
            self.text("action", &action.id, "text", &action.text);
            if let Some(unless) = &action.unless {
                self.expression("action", &action.id, unless);
            }
            let comes_by_itself = action.always || action.unless.is_some();
            if !comes_by_itself && !self.used_actions.contains(action.id.as_str()) {
                let line = self.lines.of("action", &action.id);
                self.warning(
                    line,
                    format!("action {:?}: nothing leads to it", action.id),
                    "name it in a band, a class or an element, say when it comes (`always`, `unless`), or take it out",
                );
            }
            for need in &action.needs {
                let is_known = known
                    .needs
                    .as_ref()
                    .is_none_or(|needs| needs.contains(need));
                if !is_known {
                    self.error(
                        "action",
                        &action.id,
                        format!("there is no need {need:?}"),
                        "use an id of content/taxonomy/needs.toml",
                    );
                }
            }
        }
    }
}
