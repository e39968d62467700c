//! What the finder must answer, worked out the long way: every listing is looked at, every feature is
//! read from the listing itself, and the points come from [`directory::ranking`]. Slow and plain on
//! purpose; nothing here knows of bitmaps, blocks or bounds.

mod counts;
mod told;

use std::collections::{HashMap, HashSet};

use directory::Listing;
use directory::listing::Area;
use directory::query::{Plan, Word};
use directory::ranking::{self, Audience, Band, Features, Fit, Score, Way};
use directory::taxonomy::{Taxonomy, TermId, Vocabulary};
use jiff::Timestamp;
use search::{Facets, Request, Sort};
use uuid::Uuid;

use told::{
    audience, distance, facts, is_always_open, is_in_reach, is_open, lacks, languages, reach,
    stands_in,
};
pub use told::{measured_from, stems};

/// Words that take part in the ranking: the rarest.
const RANKED_WORDS: usize = 8;
/// Documents after which commoner words are not looked for, when none has all the words.
const ENOUGH: usize = 200;

/// A directory to be searched the long way.
pub struct Plainly<'a> {
    listings: &'a [Listing],
    taxonomy: &'a Taxonomy,
    /// Stems of each listing's name, and of everything said of it.
    stems: Vec<(HashSet<String>, HashSet<String>)>,
    /// How many listings have each stem.
    frequency: HashMap<String, u32>,
    /// Where each listing stands in `listings`.
    pub numbers: HashMap<Uuid, usize>,
}

/// One listing that answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    pub listing: usize,
    pub score: Score,
    /// Kilometres, when both ends may be measured.
    pub distance: Option<f64>,
}

/// The whole answer.
pub struct Answer {
    /// Everything that answers, in order.
    pub order: Vec<Placed>,
    pub widened: bool,
    pub facets: Facets,
}

/// A question with what the listings make of it.
struct Asked<'a> {
    request: &'a Request,
    plan: &'a Plan,
    now: Timestamp,
    /// Rarest first, with its weight; what nothing has comes last.
    words: Vec<(&'a Word, u32)>,
}

impl<'a> Plainly<'a> {
    pub fn new(listings: &'a [Listing], taxonomy: &'a Taxonomy) -> Self {
        let stems: Vec<_> = listings
            .iter()
            .map(|listing| stems(listing, taxonomy))
            .collect();
        let mut frequency = HashMap::new();
        for (_, all) in &stems {
            for stem in all {
                *frequency.entry(stem.clone()).or_insert(0) += 1;
            }
        }
        let ids = listings.iter().map(|listing| listing.id);
        Self {
            listings,
            taxonomy,
            stems,
            frequency,
            numbers: ids.zip(0..).collect(),
        }
    }

    /// Answers a request whose words were read as `folded`.
    pub fn answer(&self, request: &Request, folded: &[String], now: Timestamp) -> Answer {
        let plan = Plan::from_words(folded, self.taxonomy);
        let asked = Asked {
            request,
            plan: &plan,
            now,
            words: self.by_rarity(&plan),
        };
        let admitted: Vec<usize> = (0..self.listings.len())
            .filter(|&listing| self.passes(&asked, listing))
            .collect();
        let mut found: Vec<usize> = admitted
            .iter()
            .copied()
            .filter(|&listing| self.answers(&asked, listing))
            .collect();
        let mut widened = false;
        if found.is_empty() && asked.words.len() > 1 {
            found = self.with_any_word(&asked, &admitted);
            widened = !found.is_empty();
        }
        let facets = self.facets(&found, now);
        let mut order: Vec<Placed> = found
            .into_iter()
            .map(|listing| self.placed(&asked, listing))
            .collect();
        let nearest = request.sort == Sort::Nearest && measured_from(request).is_some();
        order.sort_by(|one, other| {
            let by_points = other.score.cmp(&one.score);
            let far = |placed: &Placed| placed.distance.unwrap_or(f64::INFINITY);
            let by_distance = far(one).total_cmp(&far(other));
            let order = if nearest {
                by_distance.then(by_points)
            } else {
                by_points.then(by_distance)
            };
            let id = |placed: &Placed| self.listings[placed.listing].id;
            order.then(id(one).cmp(&id(other)))
        });
        Answer {
            order,
            widened,
            facets,
        }
    }

    /// Listings that have the word, counted once for each of its stems.
    fn frequency(&self, word: &Word) -> u32 {
        let of = |stem: &String| self.frequency.get(stem).copied().unwrap_or(0);
        word.stems.iter().map(of).sum()
    }

    fn by_rarity<'p>(&self, plan: &'p Plan) -> Vec<(&'p Word, u32)> {
        let mut words: Vec<&Word> = plan.words.iter().collect();
        words.sort_by_key(|word| match self.frequency(word) {
            0 => u32::MAX,
            some => some,
        });
        let documents = self.listings.len() as u32;
        let weight = |word: &Word| match self.frequency(word) {
            0 => 0,
            some => (documents / some).max(1).ilog2() + 1,
        };
        words.into_iter().map(|word| (word, weight(word))).collect()
    }

    fn answers(&self, asked: &Asked<'_>, listing: usize) -> bool {
        let terms = &asked.plan.terms;
        if asked.words.is_empty() && terms.is_empty() {
            return true;
        }
        let all = &self.stems[listing].1;
        let has_all = !asked.words.is_empty() && asked.words.iter().all(|(word, _)| has(all, word));
        // Who a person is does not make an answer by itself, unless nothing else was said.
        let is_people = |id: &TermId| self.vocabulary(id) == Some(Vocabulary::Population);
        let only_people = terms.iter().all(|(id, _)| is_people(id));
        let listing = &self.listings[listing];
        let names = |id: &TermId| {
            listing.needs.contains(id)
                || listing.populations.contains(id)
                || listing.exploitation.contains(id)
        };
        has_all
            || terms
                .iter()
                .any(|(id, _)| (only_people || !is_people(id)) && names(id))
    }

    fn with_any_word(&self, asked: &Asked<'_>, admitted: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (word, _) in &asked.words {
            for &listing in admitted {
                if has(&self.stems[listing].1, word) && !found.contains(&listing) {
                    found.push(listing);
                }
            }
            if found.len() >= ENOUGH {
                break;
            }
        }
        found
    }

    fn vocabulary(&self, id: &TermId) -> Option<Vocabulary> {
        self.taxonomy.term(id).map(|term| term.vocabulary)
    }

    fn passes(&self, asked: &Asked<'_>, listing: usize) -> bool {
        let (listing, filters) = (&self.listings[listing], &asked.request.filters);
        let access = &listing.access;
        let province = |province| {
            stands_in(listing) == Some(province)
                || match &listing.area {
                    Area::National => true,
                    Area::Provinces(provinces) | Area::Circle { provinces, .. } => {
                        provinces.contains(&province)
                    }
                }
        };
        filters.needs.iter().all(|id| listing.needs.contains(id))
            && filters
                .populations
                .iter()
                .all(|id| listing.everyone || listing.populations.contains(id))
            && filters
                .exploitation
                .iter()
                .all(|id| listing.exploitation.contains(id))
            && filters
                .languages
                .iter()
                .all(|code| languages(listing).any(|spoken| spoken == code))
            && (!filters.open_now || is_open(listing, asked.now))
            && (!filters.no_police_report || access.police_report_needed == Some(false))
            && (!filters.no_status || access.status_needed == Some(false))
            && (!filters.always_open || is_always_open(listing, asked.now))
            && filters.province.is_none_or(province)
            && is_in_reach(asked.request, listing)
    }

    fn placed(&self, asked: &Asked<'_>, listing: usize) -> Placed {
        let distance = distance(asked.request, &self.listings[listing]);
        let features = Features {
            fit: self.fit(asked, listing),
            facts: facts(&self.listings[listing], asked.now),
            way: Way {
                reach: reach(asked.request, &self.listings[listing]),
                distance: distance.map(Band::of_km),
            },
            urgent: asked.plan.urgent,
        };
        Placed {
            listing,
            score: ranking::score(&features),
            distance,
        }
    }

    fn fit(&self, asked: &Asked<'_>, number: usize) -> Fit {
        let (listing, (name, all)) = (&self.listings[number], &self.stems[number]);
        let strength = |id: &TermId| {
            let heard = asked.plan.terms.iter().find(|(heard, _)| heard == id);
            heard.map_or(0, |&(_, strength)| u16::from(strength))
        };
        let sum = |ids: &[TermId]| ids.iter().map(strength).sum();
        let heard_kinds = asked
            .plan
            .terms
            .iter()
            .any(|(id, _)| self.vocabulary(id) == Some(Vocabulary::Exploitation));
        let exploitation: u16 = sum(&listing.exploitation);
        let population: u16 = sum(&listing.populations);
        let ranked = &asked.words[..asked.words.len().min(RANKED_WORDS)];
        let share = |stems: &HashSet<String>| {
            let whole: u32 = ranked.iter().map(|(_, weight)| weight).sum();
            let held = ranked.iter().filter(|(word, _)| has(stems, word));
            let part: u32 = held.map(|(_, weight)| weight).sum();
            (part * 100).checked_div(whole).unwrap_or(0) as u8
        };
        let named = asked.words.len() > 1 && ranked.iter().all(|(word, _)| has(name, word));
        // Without a question nobody was named, and nobody was left out.
        let asks_nothing = asked.words.is_empty() && asked.plan.terms.is_empty();
        let audience = match audience(asked.plan, asked.request, listing) {
            _ if asks_nothing || named => Audience::Open,
            Audience::Unnamed if population > 0 => Audience::Open,
            audience => audience,
        };
        Fit {
            need: sum(&listing.needs),
            main_need: listing.needs.first().map_or(0, strength),
            exploitation,
            made_for_it: heard_kinds && listing.dedicated,
            other_exploitation: heard_kinds
                && !listing.exploitation.is_empty()
                && exploitation == 0,
            population,
            audience,
            other_language: asked.request.lang.is_some_and(|lang| lacks(listing, lang)),
            in_name: share(name),
            named,
            in_text: share(all),
        }
    }
}

fn has(stems: &HashSet<String>, word: &Word) -> bool {
    word.stems.iter().any(|stem| stems.contains(stem))
}
