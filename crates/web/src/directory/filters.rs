//! The boxes that narrow the list, with how many services each would leave.

use ::directory::geography::Province;
use ::directory::taxonomy::{Taxonomy, TermId, Vocabulary};
use search::Facets;

use super::question::{Question, name};
use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;

/// One box to tick.
#[derive(Debug)]
pub(crate) struct Tick {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) label: Markup,
    pub(crate) count: u32,
    pub(crate) ticked: bool,
}

/// Boxes under one heading.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) legend: Markup,
    pub(crate) ticks: Vec<Tick>,
}

/// All boxes for `question`. A box that would leave nothing is shown only when it is ticked.
pub(crate) fn groups(
    question: &Question,
    facets: &Facets,
    taxonomy: &Taxonomy,
    messages: &'static Messages,
) -> Vec<Group> {
    let filters = &question.filters;
    let group = |key, ticks: Vec<Tick>| Group {
        legend: messages.say(key),
        ticks,
    };
    let terms = |vocabulary, name, counts: &[(TermId, u32)], ticked: &[TermId]| {
        terms(taxonomy, vocabulary, name, counts, ticked, messages)
    };
    let mut groups = vec![
        group("directory-filter-more", plain(question, facets, messages)),
        group(
            "directory-filter-need",
            terms(Vocabulary::Need, name::NEED, &facets.needs, &filters.needs),
        ),
        group(
            "directory-filter-population",
            terms(
                Vocabulary::Population,
                name::POPULATION,
                &facets.populations,
                &filters.populations,
            ),
        ),
        group(
            "directory-filter-language",
            languages(question, facets, messages),
        ),
    ];
    groups.retain(|group| !group.ticks.is_empty());
    groups
}

fn plain(question: &Question, facets: &Facets, messages: &'static Messages) -> Vec<Tick> {
    let filters = &question.filters;
    let tick = |name, key, count, ticked| Tick {
        name,
        value: "1".to_owned(),
        label: messages.say(key),
        count,
        ticked,
    };
    let mut ticks = vec![
        tick(
            name::OPEN_NOW,
            "directory-filter-open",
            facets.open_now,
            filters.open_now,
        ),
        tick(
            name::ALWAYS_OPEN,
            "directory-filter-always",
            facets.always_open,
            filters.always_open,
        ),
        tick(
            name::NO_POLICE_REPORT,
            "directory-filter-no-police",
            facets.no_police_report,
            filters.no_police_report,
        ),
        tick(
            name::NO_STATUS,
            "directory-filter-no-status",
            facets.no_status,
            filters.no_status,
        ),
    ];
    ticks.retain(|tick| tick.count > 0 || tick.ticked);
    ticks
}

fn terms(
    taxonomy: &Taxonomy,
    vocabulary: Vocabulary,
    name: &'static str,
    counts: &[(TermId, u32)],
    ticked: &[TermId],
    messages: &'static Messages,
) -> Vec<Tick> {
    taxonomy
        .of(vocabulary)
        .map(|term| Tick {
            name,
            value: term.id.0.clone(),
            label: say::text(&term.name, messages),
            count: count_of(&term.id, counts),
            ticked: ticked.contains(&term.id),
        })
        .filter(|tick| tick.count > 0 || tick.ticked)
        .collect()
}

fn languages(question: &Question, facets: &Facets, messages: &'static Messages) -> Vec<Tick> {
    let ticked = &question.filters.languages;
    let missing = ticked
        .iter()
        .filter(|code| !facets.languages.iter().any(|(known, _)| known == *code))
        .map(|code| (code, 0));
    facets
        .languages
        .iter()
        .map(|(code, count)| (code, *count))
        .chain(missing)
        .map(|(code, count)| Tick {
            name: name::LANGUAGE,
            value: code.clone(),
            label: say::language(code, messages),
            count,
            ticked: ticked.contains(code),
        })
        .collect()
}

fn count_of<T: PartialEq>(value: &T, counts: &[(T, u32)]) -> u32 {
    counts
        .iter()
        .find(|(known, _)| known == value)
        .map_or(0, |&(_, count)| count)
}

/// A province or territory to choose, or all of Canada.
#[derive(Debug)]
pub(crate) struct ProvinceChoice {
    pub(crate) code: &'static str,
    pub(crate) name: String,
    pub(crate) chosen: bool,
}

/// The provinces in the order of the alphabet; the accent of Île does not move it.
pub(crate) fn provinces(question: &Question, messages: &'static Messages) -> Vec<ProvinceChoice> {
    let mut choices: Vec<ProvinceChoice> = Province::ALL
        .into_iter()
        .map(|province| ProvinceChoice {
            code: province.code(),
            name: province.name().get(messages.lang()).to_owned(),
            chosen: question.filters.province == Some(province),
        })
        .collect();
    choices.sort_by_cached_key(|choice| choice.name.replace('Î', "I"));
    choices
}
