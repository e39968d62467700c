//! Why a result is listed, told from the listing itself.

use directory::Listing;
use directory::geography::Province;
use directory::listing::Area;
use directory::query::Plan;
use directory::ranking::Reach;
use directory::taxonomy::{Taxonomy, Vocabulary};
use jiff::Timestamp;

use crate::candidates::Marks;
use crate::flags::languages;
use crate::page::Reason;
use crate::request::Request;

/// A result this near, in kilometres, is called near.
const NEAR_KM: f64 = 50.0;

/// What reasons are told from, beside the listing.
pub(crate) struct Telling<'a> {
    pub(crate) request: &'a Request,
    pub(crate) plan: &'a Plan,
    pub(crate) taxonomy: &'a Taxonomy,
    pub(crate) now: Timestamp,
}

impl Telling<'_> {
    /// Reasons, most telling first.
    pub(crate) fn reasons(
        &self,
        listing: &Listing,
        marks: Marks,
        reach: Reach,
        distance_km: Option<f64>,
    ) -> Vec<Reason> {
        let mut reasons = Vec::new();
        self.terms(listing, &mut reasons);
        if marks.in_name != 0 {
            reasons.push(Reason::Name);
        } else if marks.in_text != 0 {
            reasons.push(Reason::Words);
        }
        if listing.can_call(self.now) {
            reasons.push(Reason::CallNow);
        }
        if distance_km.is_some_and(|km| km <= NEAR_KM) {
            reasons.push(Reason::Near);
        }
        reasons.extend(self.area(listing, reach));
        if listing.dedicated {
            reasons.push(Reason::Dedicated);
        }
        // Lines offered when nothing was found may not speak it.
        let asked = self.request.filters.languages.iter();
        reasons.extend(
            asked
                .filter(|&code| languages(listing).any(|spoken| spoken == code))
                .map(|code| Reason::Language(code.clone())),
        );
        reasons
    }

    /// Terms that were asked for, by phrase or by filter, and that the listing names.
    fn terms(&self, listing: &Listing, reasons: &mut Vec<Reason>) {
        let filters = &self.request.filters;
        let heard = self.plan.terms.iter().map(|(id, _)| id);
        let asked = heard
            .chain(&filters.needs)
            .chain(&filters.exploitation)
            .chain(&filters.populations);
        for id in asked {
            let Some(term) = self.taxonomy.term(id) else {
                continue;
            };
            let reason = match term.vocabulary {
                Vocabulary::Need if listing.needs.contains(id) => Reason::Need(id.clone()),
                Vocabulary::Exploitation if listing.exploitation.contains(id) => {
                    Reason::Exploitation(id.clone())
                }
                Vocabulary::Population if listing.populations.contains(id) => {
                    Reason::Population(id.clone())
                }
                _ => continue,
            };
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }

    fn area(&self, listing: &Listing, reach: Reach) -> Option<Reason> {
        match (&listing.area, reach) {
            (Area::National, _) => Some(Reason::National),
            (Area::Provinces(provinces), Reach::Province) => {
                let wanted = self.province()?;
                provinces
                    .contains(&wanted)
                    .then_some(Reason::ServesProvince(wanted))
            }
            (Area::Provinces(provinces), Reach::SomeProvince) => {
                provinces.first().copied().map(Reason::ServesProvince)
            }
            (Area::Circle { name, .. }, Reach::Region | Reach::Outskirts | Reach::SomeRegion)
                if !name.is_empty() =>
            {
                Some(Reason::ServesRegion(name.clone()))
            }
            _ => None,
        }
    }

    /// Where the person is, else the province they browse.
    fn province(&self) -> Option<Province> {
        let near = self.request.near.as_ref().map(|near| near.province);
        near.or(self.request.filters.province)
    }
}
