//! Services near a reader for what a guide is about: a few for each need, in the finder's order.
//!
//! They come from the finder's listings and from nowhere else: that type has no field that could hold a
//! confidential place.

use std::collections::HashSet;
use std::sync::Arc;

use ::directory::Listing;
use ::directory::geography::Near;
use ::directory::listing::{Area, Covers};
use ::directory::phone::{Phone, PhoneKind};
use ::directory::taxonomy::{TermId, Vocabulary};
use ::guidance::Guide;
use kernel::Lang;
use search::{Filters, Found, Index, Request};

use crate::directory::call_now::CallNow;
use crate::house::Site;
use crate::problem::Problem;

/// Services of one need: a choice, not a list.
pub(crate) const MOST: usize = 3;
/// Results looked at before those that do not reach the place are left out.
const LOOKED_AT: usize = 30;

/// Needs of a sheet that belongs to no guide.
const GENERAL: [&str; 6] = [
    "crisis-line",
    "shelter-housing",
    "health",
    "legal",
    "immigration",
    "victim-services",
];

/// What help is wanted.
#[derive(Debug)]
pub(crate) struct Wanted {
    needs: Vec<TermId>,
    population: Option<TermId>,
}

impl Wanted {
    /// What the guide says, or what most people need.
    pub(crate) fn of(guide: Option<&Guide>) -> Self {
        let Some(guide) = guide else {
            return Self {
                needs: GENERAL.map(TermId::from).to_vec(),
                population: None,
            };
        };
        let services = &guide.local_services;
        let term = |id: &String| TermId::from(id.as_str());
        Self {
            needs: services.needs.iter().map(term).collect(),
            // Each further one would narrow the list: a service for children is not one for youth.
            population: services.populations.first().map(term),
        }
    }

    /// The need it is most of all about.
    pub(crate) fn first(&self) -> Option<&TermId> {
        self.needs.first()
    }
}

/// Services of one need.
#[derive(Debug)]
pub(crate) struct Helpers {
    pub(crate) need: TermId,
    pub(crate) found: Vec<Found>,
}

/// Which services are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reached {
    /// Any: the page says how.
    Anyhow,
    /// Paper is for those with a number, or at least a page of their own.
    OnPaper,
}

impl Reached {
    fn holds(self, listing: &Listing) -> bool {
        let callable = |phone: &Phone| phone.kind != PhoneKind::Fax;
        self == Self::Anyhow || listing.website.is_some() || listing.phones.iter().any(callable)
    }
}

/// A few services for each need that reach `near`, or that serve all of Canada when there is no place.
/// What stands in `call_now` is on the page already; nothing stands twice.
pub(crate) fn look(
    site: &Site,
    index: &Arc<Index>,
    wanted: &Wanted,
    near: Option<&Near>,
    reached: Reached,
    lang: Lang,
    call_now: &CallNow,
) -> Result<Vec<Helpers>, Problem> {
    let now = site.clock.now();
    let mut seen = HashSet::new();
    let mut groups = Vec::new();
    for need in &wanted.needs {
        let known = site.content.taxonomy.term(need);
        if known.is_none_or(|term| term.vocabulary != Vocabulary::Need) {
            continue;
        }
        let ask = |population: Option<&TermId>| {
            let request = Request {
                lang: Some(lang),
                near: near.cloned(),
                filters: Filters {
                    needs: vec![need.clone()],
                    populations: population.into_iter().cloned().collect(),
                    ..Filters::default()
                },
                per_page: LOOKED_AT,
                ..Request::default()
            };
            index.find(&request, now)
        };
        let mut results = ask(wanted.population.as_ref())?.results;
        if results.is_empty() && wanted.population.is_some() {
            results = ask(None)?.results;
        }
        let found: Vec<Found> = results
            .into_iter()
            .filter(|found| {
                reaches(&found.listing, near) && !stands_already(&found.listing, call_now)
            })
            .filter(|found| reached.holds(&found.listing))
            .filter(|found| seen.insert(found.listing.id))
            .take(MOST)
            .collect();
        if !found.is_empty() {
            groups.push(Helpers {
                need: need.clone(),
                found,
            });
        }
    }
    Ok(groups)
}

/// The service serves who is there; without a place, only what serves everywhere does.
fn reaches(listing: &Listing, near: Option<&Near>) -> bool {
    match near {
        Some(near) => listing.area.covers(near) != Covers::No,
        None => listing.area == Area::National,
    }
}

/// Its number is one of those at the top of the page.
fn stands_already(listing: &Listing, call_now: &CallNow) -> bool {
    let first = listing.phones.first();
    first.is_some_and(|phone| {
        let mut lines = call_now.lines();
        lines.any(|line| line.number.digits() == phone.number.digits())
    })
}
