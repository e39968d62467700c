//! From a request to a page: the steps of one search.

use directory::query::{self, Plan};
use directory::ranking::Reach;
use jiff::Timestamp;

use crate::candidates::{Candidates, Sieve, Sources};
use crate::moment::Moment;
use crate::page::{Found, Page};
use crate::place::Place;
use crate::question::Question;
use crate::rank::Ranking;
use crate::reasons::Telling;
use crate::request::Request;
use crate::{Index, Result, facets};

/// No page is longer, whatever is asked.
const LONGEST_PAGE: usize = 100;

impl Index {
    /// Answers `request` as of `now` (to the minute).
    pub fn find(&self, request: &Request, now: Timestamp) -> Result<Page> {
        let mut folded = query::read(&request.text);
        let corrected = self
            .spelling
            .repair(&mut folded, &self.taxonomy, &self.words)?;
        let plan = Plan::from_words(&folded, &self.taxonomy);
        let question = Question::new(&plan, request, &self.taxonomy, &self.words)?;
        let moment = self.moment(now);
        let place = Place::new(&self.columns, request);
        let (candidates, widened) = self.candidates(request, &question, &moment, &place)?;

        let total = candidates.total();
        let per_page = request.per_page.clamp(1, LONGEST_PAGE);
        let pages = total.div_ceil(per_page);
        let page = request.page.clamp(1, pages.max(1));
        let ranking = Ranking {
            columns: &self.columns,
            moment: &moment,
            place: &place,
            question: &question,
            sort: request.sort,
        };
        let best = ranking.best(&candidates, (page * per_page).min(total));
        let telling = Telling {
            request,
            plan: &plan,
            taxonomy: &self.taxonomy,
            now,
        };
        let shown = best.get((page - 1) * per_page..).unwrap_or_default();
        let fallback = if total == 0 {
            self.fallback_lines(request)
        } else {
            Vec::new()
        };
        Ok(Page {
            total,
            page,
            pages,
            results: self.fetch(shown, &candidates, &place, &telling)?,
            facets: facets::count(
                &self.columns,
                &self.taxonomy,
                &moment,
                &candidates,
                &self.everything,
            ),
            understood: plan
                .terms
                .iter()
                .filter(|&&(_, strength)| strength > query::IMPLIED)
                .map(|(id, _)| id.clone())
                .collect(),
            urgent: plan.urgent,
            corrected,
            widened,
            fallback: self.fetch(&fallback, &candidates, &place, &telling)?,
        })
    }

    /// Positions of everything that answers `request` as of `now`, best first, on one page however
    /// long: for programs that read it through.
    pub fn matching(&self, request: &Request, now: Timestamp) -> Result<Vec<u32>> {
        let mut folded = query::read(&request.text);
        self.spelling
            .repair(&mut folded, &self.taxonomy, &self.words)?;
        let plan = Plan::from_words(&folded, &self.taxonomy);
        let question = Question::new(&plan, request, &self.taxonomy, &self.words)?;
        let moment = self.moment(now);
        let place = Place::new(&self.columns, request);
        let (candidates, _) = self.candidates(request, &question, &moment, &place)?;
        let ranking = Ranking {
            columns: &self.columns,
            moment: &moment,
            place: &place,
            question: &question,
            sort: request.sort,
        };
        Ok(ranking.best(&candidates, candidates.total()))
    }

    /// Documents with all the words or a term; when there are none, documents with any of the words.
    fn candidates(
        &self,
        request: &Request,
        question: &Question,
        moment: &Moment,
        place: &Place,
    ) -> Result<(Candidates, bool)> {
        let sources = Sources {
            columns: &self.columns,
            words: &self.words,
            sieve: Sieve::new(&self.columns, &self.taxonomy, moment, &request.filters),
            place,
        };
        let candidates = sources.gather(question)?;
        if candidates.total() > 0 || question.words.len() < 2 {
            return Ok((candidates, false));
        }
        let wider = sources.gather_any_word(question)?;
        let widened = wider.total() > 0;
        Ok((wider, widened))
    }

    fn fallback_lines(&self, request: &Request) -> Vec<u32> {
        let near = request.near.as_ref().map(|near| near.province);
        self.fallback.lines(near.or(request.filters.province))
    }

    fn fetch(
        &self,
        documents: &[u32],
        candidates: &Candidates,
        place: &Place,
        telling: &Telling<'_>,
    ) -> Result<Vec<Found>> {
        documents
            .iter()
            .map(|&document| {
                let listing = self
                    .recent
                    .listing(document, || self.columns.listing(document))?;
                let reach: Reach = place.reach(
                    self.columns.area(document),
                    place.chord(&self.columns, document),
                );
                let near = telling.request.near.as_ref().filter(|near| near.measurable);
                let point = listing
                    .location
                    .as_ref()
                    .and_then(|location| location.point);
                let distance_km = near
                    .zip(point)
                    .map(|(near, point)| near.point.distance_km(point));
                Ok(Found {
                    document,
                    open: listing.open_state(telling.now),
                    reasons: telling.reasons(
                        &listing,
                        candidates.marks(document),
                        reach,
                        distance_km,
                    ),
                    distance_km,
                    listing,
                })
            })
            .collect()
    }
}
