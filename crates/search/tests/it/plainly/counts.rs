//! How many of the results have each value, counted one by one.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use directory::Listing;
use directory::taxonomy::{TermId, Vocabulary};
use jiff::Timestamp;
use search::Facets;

use super::Plainly;
use super::told::{is_always_open, is_open, languages};

impl Plainly<'_> {
    pub fn facets(&self, found: &[usize], now: Timestamp) -> Facets {
        let listings = || found.iter().map(|&listing| &self.listings[listing]);
        let count = |holds: &dyn Fn(&Listing) -> bool| {
            listings().filter(|&listing| holds(listing)).count() as u32
        };
        let terms = |vocabulary, holds: &dyn Fn(&Listing, &TermId) -> bool| {
            self.taxonomy
                .of(vocabulary)
                .map(|term| (term.id.clone(), count(&|listing| holds(listing, &term.id))))
                .filter(|&(_, count)| count > 0)
                .collect()
        };
        let mut spoken: HashMap<&String, u32> = HashMap::new();
        for listing in self.listings {
            for code in languages(listing).collect::<HashSet<_>>() {
                *spoken.entry(code).or_default() += 1;
            }
        }
        let mut codes: Vec<&String> = spoken.keys().copied().collect();
        codes.sort_by_key(|&code| (Reverse(spoken[code]), code));
        Facets {
            needs: terms(Vocabulary::Need, &|listing, id| listing.needs.contains(id)),
            populations: terms(Vocabulary::Population, &|listing, id| {
                listing.everyone || listing.populations.contains(id)
            }),
            languages: codes
                .into_iter()
                .map(|code| {
                    let speaks = |listing: &Listing| languages(listing).any(|own| own == code);
                    (code.clone(), count(&speaks))
                })
                .filter(|&(_, count)| count > 0)
                .collect(),
            open_now: count(&|listing| is_open(listing, now)),
            no_police_report: count(&|listing| listing.access.police_report_needed == Some(false)),
            no_status: count(&|listing| listing.access.status_needed == Some(false)),
            always_open: count(&|listing| is_always_open(listing, now)),
        }
    }
}
