//! Lenses over the same answers: elements one by one, or the classes of a published table.

use kernel::Text;

use crate::compile::{Compiled, Node};
use crate::finding::Finding;
use crate::model::Lens;

use super::DimensionResult;
use super::read::Answered;

/// What a lens shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LensResult<'q> {
    /// The lens as it was written, with its source.
    pub lens: &'q Lens,
    /// Its elements in order.
    pub elements: Vec<ElementResult<'q>>,
    /// Its classes in order.
    pub classes: Vec<ClassResult<'q>>,
}

/// One element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementResult<'q> {
    /// Its id.
    pub id: &'q str,
    /// What people read.
    pub name: &'q Text,
    /// Present, absent, or not recorded.
    pub finding: Finding,
    /// Whether this lens can do without it: `Present` means that it is not needed here.
    pub not_needed: Finding,
    /// Items that are present and speak for it.
    pub because: Vec<&'q str>,
    /// Items that are open and could still decide it.
    pub open: Vec<&'q str>,
    /// What to do when it is present.
    pub actions: &'q [String],
}

/// One class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassResult<'q> {
    /// Its id; `None`: no class of the table fits.
    pub id: Option<&'q str>,
    /// What people read.
    pub name: &'q Text,
    /// `Present`: it fits, whatever is still open. `NotKnown`: it may yet.
    pub finding: Finding,
    /// Dimensions that are positive and speak for it.
    pub dimensions: Vec<&'q str>,
    /// Items that are present and speak for it.
    pub because: Vec<&'q str>,
    /// What to do when it fits.
    pub actions: &'q [String],
}

impl<'q> LensResult<'q> {
    /// The class that fits whatever is still open, if one does.
    pub fn settled(&self) -> Option<&ClassResult<'q>> {
        let mut classes = self.classes.iter();
        classes.find(|class| class.finding == Finding::Present)
    }

    /// Classes that open answers could still lead to.
    pub fn possible(&self) -> impl Iterator<Item = &ClassResult<'q>> {
        let classes = self.classes.iter();
        classes.filter(|class| class.finding == Finding::NotKnown)
    }

    /// An element by its id.
    pub fn element(&self, id: &str) -> Option<&ElementResult<'q>> {
        self.elements.iter().find(|element| element.id == id)
    }

    /// Ids of what to do next, by what is present.
    pub fn actions(&self) -> impl Iterator<Item = &'q str> + use<'_, 'q> {
        let elements = self.elements.iter();
        let elements = elements
            .filter(|element| element.finding == Finding::Present)
            .flat_map(|element| element.actions);
        let classes = self.classes.iter();
        let classes = classes
            .filter(|class| class.finding == Finding::Present)
            .flat_map(|class| class.actions);
        elements.chain(classes).map(String::as_str)
    }
}

/// The items and dimensions under a condition, by what is said of them.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    pub(super) present: Vec<usize>,
    pub(super) open: Vec<usize>,
    pub(super) absent: Vec<usize>,
    pub(super) dimensions: Vec<usize>,
}

/// What a condition comes to.
pub(super) fn finding(
    node: &Node,
    answered: &Answered<'_>,
    dimensions: &[DimensionResult<'_>],
) -> Finding {
    match node {
        Node::Item(at) => answered.finding(*at),
        Node::Is { item, option, open } => answered.is(*item, *option, *open),
        Node::Dimension(at) => dimensions[*at].finding.unwrap_or(Finding::NotKnown),
        Node::Any(parts) => parts.iter().fold(Finding::Absent, |so_far, part| {
            so_far.or(finding(part, answered, dimensions))
        }),
        Node::All(parts) => parts.iter().fold(Finding::Present, |so_far, part| {
            so_far.and(finding(part, answered, dimensions))
        }),
        Node::Not(part) => finding(part, answered, dimensions).opposite(),
    }
}

/// What stands under a condition.
pub(super) fn leaves(
    node: &Node,
    answered: &Answered<'_>,
    dimensions: &[DimensionResult<'_>],
    found: &mut Leaves,
) {
    match node {
        Node::Item(at) | Node::Is { item: at, .. } => {
            let list = match finding(node, answered, dimensions) {
                Finding::Present => &mut found.present,
                Finding::NotKnown => &mut found.open,
                Finding::Absent => &mut found.absent,
            };
            if !list.contains(at) {
                list.push(*at);
            }
        }
        Node::Dimension(at) => {
            let is_positive = dimensions[*at].finding == Some(Finding::Present);
            if is_positive && !found.dimensions.contains(at) {
                found.dimensions.push(*at);
            }
        }
        Node::Any(parts) | Node::All(parts) => {
            for part in parts {
                leaves(part, answered, dimensions, found);
            }
        }
        Node::Not(part) => leaves(part, answered, dimensions, found),
    }
}

impl Compiled {
    pub(super) fn lens_results(
        &self,
        answered: &Answered<'_>,
        dimensions: &[DimensionResult<'_>],
    ) -> Vec<LensResult<'_>> {
        let lenses = self.lenses.iter().zip(&self.questionnaire.lens);
        lenses
            .map(|(flat, lens)| {
                let elements = flat.elements.iter().zip(&lens.element);
                let elements = elements.map(|((when, not_needed), element)| {
                    let mut found = Leaves::default();
                    leaves(when, answered, dimensions, &mut found);
                    let not_needed = not_needed.as_ref();
                    ElementResult {
                        id: &element.id,
                        name: &element.name,
                        finding: finding(when, answered, dimensions),
                        not_needed: not_needed
                            .map_or(Finding::Absent, |node| finding(node, answered, dimensions)),
                        because: self.names(&found.present),
                        open: self.names(&found.open),
                        actions: &element.action,
                    }
                });
                LensResult {
                    lens,
                    elements: elements.collect(),
                    classes: self.class_results(flat, lens, answered, dimensions),
                }
            })
            .collect()
    }

    fn class_results<'q>(
        &'q self,
        flat: &crate::compile::FlatLens,
        lens: &'q Lens,
        answered: &Answered<'_>,
        dimensions: &[DimensionResult<'_>],
    ) -> Vec<ClassResult<'q>> {
        let mut results = Vec::with_capacity(flat.classes.len() + 1);
        // The first class that fits is the one; it keeps later ones from fitting.
        let mut none_before = Finding::Present;
        for (node, class) in flat.classes.iter().zip(&lens.class) {
            let fits = finding(node, answered, dimensions);
            let mut found = Leaves::default();
            leaves(node, answered, dimensions, &mut found);
            let names = found.dimensions.iter();
            results.push(ClassResult {
                id: Some(&class.id),
                name: &class.name,
                finding: fits.and(none_before),
                dimensions: names
                    .map(|&at| self.questionnaire.dimension[at].id.as_str())
                    .collect(),
                because: self.names(&found.present),
                actions: &class.action,
            });
            none_before = none_before.and(fits.opposite());
        }
        if let Some(unclassified) = &lens.unclassified {
            results.push(ClassResult {
                id: None,
                name: &unclassified.name,
                finding: none_before,
                dimensions: Vec::new(),
                because: Vec::new(),
                actions: &unclassified.action,
            });
        }
        results
    }
}
