//! What one file says about another: ids that must be unique, ids that must exist.

use std::collections::HashMap;

use crate::taxonomy::{TermId, Vocabulary};

use super::fault::Fault;
use super::sheet::At;

/// Ids given and ids meant, with their places, to be compared when every file is read.
#[derive(Debug, Default)]
pub(super) struct References {
    organizations: Ids,
    services: Ids,
    regions: Ids,
    terms: Ids,
    vocabularies: HashMap<String, Vocabulary>,
    meant_regions: Vec<(String, At)>,
    meant_terms: Vec<(String, Option<Vocabulary>, At)>,
}

/// Ids of one kind, each with everywhere it is given.
#[derive(Debug, Default)]
struct Ids(HashMap<String, Vec<At>>);

impl Ids {
    fn give(&mut self, id: &str, at: At) {
        self.0.entry(id.to_owned()).or_default().push(at);
    }

    fn check_unique(&self, kind: &str, faults: &mut Vec<Fault>) {
        for (id, places) in &self.0 {
            for at in places.iter().skip(1) {
                let first = &places[0];
                faults.push(at.fault(
                    format!(
                        "the {kind} id {id:?} is taken: {}:{}",
                        first.file, first.line
                    ),
                    "give this one an id of its own, or delete one of the two",
                ));
            }
        }
    }

    /// What to do about an id that does not exist.
    fn remedy(&self, id: &str, where_from: &str) -> String {
        let near = self.0.keys().filter_map(|known| {
            let distance = crate::geography::edits(id.as_bytes(), known.as_bytes(), 2)?;
            Some((distance, known))
        });
        match near.min() {
            Some((_, known)) => format!("did you mean {known:?}?"),
            None => format!("use an id of {where_from}, or add it there"),
        }
    }
}

impl References {
    pub(super) fn give_organization(&mut self, id: &str, at: At) {
        self.organizations.give(id, at);
    }

    pub(super) fn give_service(&mut self, id: &str, at: At) {
        self.services.give(id, at);
    }

    pub(super) fn give_region(&mut self, id: &str, at: At) {
        self.regions.give(id, at);
    }

    pub(super) fn give_term(&mut self, id: &str, vocabulary: Vocabulary, at: At) {
        self.terms.give(id, at);
        self.vocabularies.insert(id.to_owned(), vocabulary);
    }

    /// Somebody means a region.
    pub(super) fn mean_region(&mut self, id: &str, at: At) {
        self.meant_regions.push((id.to_owned(), at));
    }

    /// Somebody means a term, of one list when that matters.
    pub(super) fn mean_term(&mut self, id: &TermId, vocabulary: Option<Vocabulary>, at: At) {
        self.meant_terms.push((id.0.clone(), vocabulary, at));
    }

    pub(super) fn check(&self, faults: &mut Vec<Fault>) {
        self.organizations.check_unique("organization", faults);
        self.services.check_unique("service", faults);
        self.regions.check_unique("region", faults);
        self.terms.check_unique("term", faults);
        for (id, at) in &self.meant_regions {
            if !self.regions.0.contains_key(id) {
                let remedy = self.regions.remedy(id, "content/places/regions.toml");
                faults.push(at.fault(format!("there is no region {id:?}"), remedy));
            }
        }
        for (id, wanted, at) in &self.meant_terms {
            let found = self.vocabularies.get(id).copied();
            let file = wanted.map_or("content/taxonomy", file_of);
            match (found, wanted) {
                (None, _) => {
                    let remedy = self.terms.remedy(id, file);
                    faults.push(at.fault(format!("there is no term {id:?}"), remedy));
                }
                (Some(found), Some(wanted)) if found != *wanted => faults.push(at.fault(
                    format!("the term {id:?} is of {}, not of {file}", file_of(found)),
                    "move it to the key where it belongs",
                )),
                _ => {}
            }
        }
    }
}

/// The file of a list of terms.
pub(super) const fn file_of(vocabulary: Vocabulary) -> &'static str {
    match vocabulary {
        Vocabulary::Need => "content/taxonomy/needs.toml",
        Vocabulary::Population => "content/taxonomy/populations.toml",
        Vocabulary::Exploitation => "content/taxonomy/exploitation.toml",
    }
}
