//! The boxes that narrow the list, with how many services each would leave.

use std::borrow::Cow;

use ::directory::geography::Province;
use ::directory::taxonomy::{Taxonomy, TermId, Vocabulary};
use search::Facets;

use super::question::{Question, name};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;

/// One box to tick.
#[derive(Debug)]
pub(crate) struct Tick<'a> {
    pub(crate) name: &'static str,
    pub(crate) value: &'a str,
    label: Cow<'a, Markup>,
    pub(crate) count: u32,
    pub(crate) ticked: bool,
}

impl Tick<'_> {
    pub(crate) fn label(&self) -> &Markup {
        &self.label
    }
}

/// Boxes under one heading.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    pub(crate) legend: Markup,
    pub(crate) ticks: Vec<Tick<'a>>,
}

/// The names of the taxonomy's terms as they stand on a page, in the taxonomy's order.
#[derive(Debug)]
pub(crate) struct TermNames(Vec<Markup>);

impl TermNames {
    pub(crate) fn new(taxonomy: &Taxonomy, messages: &'static Messages) -> Self {
        let terms = taxonomy.terms().iter();
        Self(terms.map(|term| say::text(&term.name, messages)).collect())
    }
}

/// All boxes for `question`. A box that would leave nothing is shown only when it is ticked.
pub(crate) fn groups<'a>(
    question: &'a Question,
    facets: &'a Facets,
    site: &'a Site,
    messages: &'static Messages,
) -> Vec<Group<'a>> {
    let filters = &question.filters;
    let taxonomy = &site.content.taxonomy;
    let names = site.term_names(messages);
    let group = |key, ticks: Vec<Tick<'a>>| Group {
        legend: messages.say(key),
        ticks,
    };
    let terms = |vocabulary, name, counts: &[(TermId, u32)], ticked: &[TermId]| {
        let mut counts = counts.iter().peekable();
        let terms = taxonomy.terms().iter().zip(&names.0);
        let ticks = terms
            .filter(|(term, _)| term.vocabulary == vocabulary)
            .map(|(term, label)| Tick {
                name,
                value: term.id.as_str(),
                label: Cow::Borrowed(label),
                // Counts stand in the taxonomy's order.
                count: counts
                    .next_if(|(id, _)| *id == term.id)
                    .map_or(0, |counted| counted.1),
                ticked: ticked.contains(&term.id),
            });
        ticks.filter(|tick| tick.count > 0 || tick.ticked).collect()
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

fn plain(question: &Question, facets: &Facets, messages: &'static Messages) -> Vec<Tick<'static>> {
    let filters = &question.filters;
    let tick = |name, key, count, ticked| Tick {
        name,
        value: "1",
        label: Cow::Owned(messages.say(key)),
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

fn languages<'a>(
    question: &'a Question,
    facets: &'a Facets,
    messages: &'static Messages,
) -> Vec<Tick<'a>> {
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
            value: code,
            label: Cow::Owned(say::language(code, messages)),
            count,
            ticked: ticked.contains(code),
        })
        .collect()
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
