//! Who is meant, also when a question does not say so: whoever speaks of a child's body speaks of a
//! child. Helps to put first what is for them, and last what is for others.

use crate::taxonomy::TermId;

/// People one says one belongs to, or speaks of, when one does: what is only for them is not meant
/// when nobody named them. What is for women or families is often right for whoever asks.
const SAID_WHEN_MEANT: [&str; 7] = [
    "men",
    "trans-nonbinary",
    "youth",
    "children",
    "indigenous",
    "migrant-workers",
    "lgbtq2s",
];

/// What speaks of people without naming them.
const SPEAKS_OF: [(&str, &[&str]); 8] = [
    ("child-protection", &["children", "youth"]),
    ("child-sexual", &["children", "youth"]),
    ("children", &["youth"]),
    ("youth", &["children"]),
    ("labour", &["migrant-workers"]),
    ("domestic-servitude", &["migrant-workers"]),
    ("immigration", &["migrant-workers"]),
    ("interpretation", &["migrant-workers"]),
];

/// What is for these people is only meant when they were named.
pub fn is_said_when_meant(population: &TermId) -> bool {
    SAID_WHEN_MEANT.contains(&population.as_str())
}

/// The people that a term speaks of without naming them.
pub fn spoken_of(term: &TermId) -> impl Iterator<Item = TermId> {
    SPEAKS_OF
        .iter()
        .filter(|(speaks, _)| *speaks == term.as_str())
        .flat_map(|(_, people)| people.iter().map(|&id| TermId::from(id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;

    #[test]
    fn every_term_named_here_is_one() {
        let content = Content::shipped().expect("the shipped content is good");
        let spoken = SPEAKS_OF
            .iter()
            .flat_map(|(term, people)| [*term].into_iter().chain(people.iter().copied()));
        for id in SAID_WHEN_MEANT.into_iter().chain(spoken) {
            assert!(content.taxonomy.term(&id.into()).is_some(), "{id}");
        }
    }
}
