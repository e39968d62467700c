//! An instrument in screens: few questions at a time, in the order of the file. The screens of a version
//! never move, whatever is answered; those on which nothing is asked are passed over.

use questionnaires::Evaluation;
use questionnaires::model::{Item, ItemType, Questionnaire};

/// How much stands on one screen: six choices, two texts, or something between.
const ROOM: usize = 6;

/// Questions that are asked together.
pub(crate) struct Screen<'q> {
    /// The group they stand in.
    pub(crate) group: Option<&'q Item>,
    /// Questions and texts, in order.
    pub(crate) items: Vec<&'q Item>,
}

impl Screen<'_> {
    /// Something is asked here now.
    pub(crate) fn is_asked(&self, evaluation: &Evaluation<'_>) -> bool {
        self.items
            .iter()
            .any(|item| item.kind.is_question() && is_enabled(item, evaluation))
    }

    /// What is shown: what is asked, and what is asked once a question beside it is answered. Without
    /// scripts, nothing can appear while one writes.
    pub(crate) fn shown(&self, evaluation: &Evaluation<'_>) -> Vec<&Item> {
        let stands_here = |link_id: &str| self.items.iter().any(|one| one.link_id == link_id);
        let may_come = |item: &Item| {
            let mut conditions = item.enable_when.iter();
            conditions.any(|condition| stands_here(&condition.question))
        };
        let items = self.items.iter().copied();
        items
            .filter(|item| is_enabled(item, evaluation) || may_come(item))
            .collect()
    }
}

fn is_enabled(item: &Item, evaluation: &Evaluation<'_>) -> bool {
    evaluation.enabled.contains(&item.link_id.as_str())
}

/// Every screen, in order.
pub(crate) fn screens(questionnaire: &Questionnaire) -> Vec<Screen<'_>> {
    let mut found = Vec::new();
    let mut alone: Vec<&Item> = Vec::new();
    for item in &questionnaire.item {
        if item.kind == ItemType::Group {
            cut(None, &std::mem::take(&mut alone), &mut found);
            let mut inside = Vec::new();
            flatten(item, &mut inside);
            cut(Some(item), &inside, &mut found);
        } else {
            alone.push(item);
        }
    }
    cut(None, &alone, &mut found);
    found
}

fn flatten<'q>(group: &'q Item, found: &mut Vec<&'q Item>) {
    for item in &group.item {
        if item.kind == ItemType::Group {
            flatten(item, found);
        } else {
            found.push(item);
        }
    }
}

/// What one item takes of the room.
const fn size(item: &Item) -> usize {
    match item.kind {
        ItemType::Choice if item.repeats => 3,
        ItemType::Choice | ItemType::Display | ItemType::Boolean => 1,
        ItemType::Text => 3,
        _ => 2,
    }
}

/// Cuts a group into screens of about the same size. What waits for a question beside it stays with it.
fn cut<'q>(group: Option<&'q Item>, items: &[&'q Item], found: &mut Vec<Screen<'q>>) {
    let total: usize = items.iter().map(|item| size(item)).sum();
    let pages = total.div_ceil(ROOM).max(1);
    let fair = total.div_ceil(pages);
    let mut page: Vec<&Item> = Vec::new();
    let mut filled = 0;
    for item in items {
        let waits = item
            .enable_when
            .iter()
            .any(|condition| page.iter().any(|one| one.link_id == condition.question));
        if filled >= fair && !waits {
            found.push(Screen {
                group,
                items: std::mem::take(&mut page),
            });
            filled = 0;
        }
        page.push(item);
        filled += size(item);
    }
    if !page.is_empty() {
        found.push(Screen { group, items: page });
    }
}

#[cfg(test)]
mod tests {
    use questionnaires::Library;

    use super::*;

    #[test]
    fn every_question_stands_on_one_screen_and_none_is_crowded() {
        let library = Library::shipped();
        for instrument in library.all() {
            let questionnaire = instrument.questionnaire();
            let screens = screens(questionnaire);
            let shown: Vec<&str> = screens
                .iter()
                .flat_map(|screen| &screen.items)
                .map(|item| item.link_id.as_str())
                .collect();
            let items = questionnaire.items().into_iter();
            let asked: Vec<&str> = items
                .filter(|item| item.kind != ItemType::Group)
                .map(|item| item.link_id.as_str())
                .collect();
            assert_eq!(shown, asked, "{}", questionnaire.id);
            for screen in &screens {
                assert!(screen.items.len() <= 8, "{}", questionnaire.id);
            }
        }
    }

    #[test]
    fn a_long_group_is_cut_evenly() {
        let library = Library::shipped();
        let instrument = library.latest("ilo-labour-adult").expect("it ships");
        let sizes: Vec<usize> = screens(instrument.questionnaire())
            .iter()
            .map(|screen| screen.items.len())
            .collect();
        assert!(sizes.iter().all(|size| (2..=6).contains(size)), "{sizes:?}");
    }
}
