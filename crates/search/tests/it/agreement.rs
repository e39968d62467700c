//! The finder and the long way agree: the same results in the same order, the same counts, the same
//! pages. The finder passes over blocks of documents that cannot enter a page; the long way passes
//! over nothing, so here is seen that nothing is lost by it.

use std::collections::HashSet;
use std::sync::Arc;

use directory::Listing;
use directory::query;
use directory::taxonomy::Taxonomy;
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use search::{Index, Page, Request};
use uuid::Uuid;

use crate::made_up::{self, NOW, SLACK_KM, World};
use crate::plainly::{Answer, Plainly, measured_from};

/// A morning, an evening, and a night.
const MOMENTS: [&str; 3] = [
    NOW,
    "2026-11-24T19:30:00-08:00",
    "2026-11-25T03:00:00-08:00",
];
/// Longer answers are not walked through to the end: it takes too long.
const MOST_WALKED: usize = 1_500;

struct Compared<'a> {
    listings: &'a [Listing],
    index: &'a Index,
    plainly: &'a Plainly<'a>,
}

impl Compared<'_> {
    fn request(&self, request: &Request, now: Timestamp) -> TestCaseResult {
        let page = self.find(request, now)?;
        let mut folded = query::read(&request.text);
        for word in &mut folded {
            let repaired = page.corrected.iter().find(|(typed, _)| typed == word);
            if let Some((_, read_as)) = repaired {
                word.clone_from(read_as);
            }
        }
        let answer = self.plainly.answer(request, &folded, now);
        prop_assert_eq!(page.total, answer.order.len(), "total");
        prop_assert_eq!(page.widened, answer.widened, "widened");
        prop_assert_eq!(&page.facets, &answer.facets, "counts");
        let per_page = request.per_page.clamp(1, 100);
        let pages = answer.order.len().div_ceil(per_page);
        prop_assert_eq!(page.pages, pages, "pages");
        prop_assert_eq!(page.page, request.page.min(pages.max(1)), "page");
        prop_assert_eq!(
            page.fallback.is_empty() || page.total == 0,
            true,
            "fallback"
        );
        self.order(request, &page, &answer, per_page)?;
        self.every_page(request, now, &page, per_page)
    }

    fn find(&self, request: &Request, now: Timestamp) -> Result<Page, TestCaseError> {
        let found = self.index.find(request, now);
        found.map_err(|error| TestCaseError::fail(error.to_string()))
    }

    /// The results of a page are those that belong on it, in their order. Equals that stand in one
    /// place come by identifier; which of two places comes first when no distance is measured is the
    /// index's own business.
    fn order(
        &self,
        request: &Request,
        page: &Page,
        answer: &Answer,
        per_page: usize,
    ) -> TestCaseResult {
        let from = (page.page - 1) * per_page;
        let due = &answer.order[from..answer.order.len().min(from + per_page)];
        prop_assert_eq!(page.results.len(), due.len(), "results on the page");
        for (found, due) in page.results.iter().zip(due) {
            let number = self.plainly.numbers.get(&found.listing.id).copied();
            let own = answer
                .order
                .iter()
                .find(|placed| Some(placed.listing) == number);
            let Some(own) = own else {
                return Err(TestCaseError::fail("a result that is no answer"));
            };
            prop_assert_eq!(&*found.listing, &self.listings[own.listing]);
            prop_assert_eq!(own.score, due.score, "points");
            prop_assert_eq!(found.distance_km, own.distance, "distance");
            let same_distance = match (own.distance, due.distance) {
                (Some(own), Some(due)) => (own - due).abs() < SLACK_KM,
                (own, due) => own == due,
            };
            prop_assert!(
                same_distance,
                "{:?}: {own:?} where {due:?} belongs",
                request.sort
            );
            if measured_from(request).is_some() {
                prop_assert_eq!(own.listing, due.listing, "equals by identifier");
            }
        }
        Ok(())
    }

    /// Page after page shows every answer once, and a long page the same as the short one in question.
    fn every_page(
        &self,
        request: &Request,
        now: Timestamp,
        page: &Page,
        per_page: usize,
    ) -> TestCaseResult {
        if page.total > MOST_WALKED {
            return Ok(());
        }
        let mut request = request.clone();
        request.per_page = 100;
        let mut walked = Vec::with_capacity(page.total);
        for number in 1..=page.total.div_ceil(request.per_page) {
            request.page = number;
            let results = self.find(&request, now)?.results;
            walked.extend(results.iter().map(|found| found.listing.id));
        }
        let different: HashSet<Uuid> = walked.iter().copied().collect();
        prop_assert_eq!((walked.len(), different.len()), (page.total, page.total));
        let from = (page.page - 1) * per_page;
        let shown: Vec<Uuid> = page.results.iter().map(|found| found.listing.id).collect();
        prop_assert_eq!(
            &walked[from..from + shown.len()],
            &shown,
            "the same in every walk"
        );
        Ok(())
    }
}

fn compare(
    world: &World,
    taxonomy: &Arc<Taxonomy>,
    listings: &[u64],
    requests: &[u64],
) -> TestCaseResult {
    let listings: Vec<Listing> = listings.iter().map(|&seed| world.listing(seed)).collect();
    let index = Index::in_memory(listings.iter().cloned(), taxonomy.clone())
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    let compared = Compared {
        listings: &listings,
        index: &index,
        plainly: &Plainly::new(&listings, taxonomy),
    };
    for (&seed, moment) in requests.iter().zip(MOMENTS.iter().cycle()) {
        let request = world.request(seed);
        let now = moment.parse().expect("a moment");
        compared
            .request(&request, now)
            .map_err(|error| TestCaseError::fail(format!("{error}\nfor {request:?} at {now}")))?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_directories_are_searched_as_the_long_way_does(
        listings in proptest::collection::hash_set(any::<u64>(), 0..300),
        requests in proptest::collection::vec(any::<u64>(), 1..25),
    ) {
        let listings: Vec<u64> = listings.into_iter().collect();
        compare(&World::new(), &Arc::new(made_up::taxonomy()), &listings, &requests)?;
    }
}

/// Enough for dozens of blocks, most of which never are looked into for a short page.
#[test]
fn a_large_directory_is_searched_as_the_long_way_does() {
    let listings: Vec<u64> = (0..4_000).collect();
    let requests: Vec<u64> = (0..250).collect();
    let compared = compare(
        &World::new(),
        &Arc::new(made_up::taxonomy()),
        &listings,
        &requests,
    );
    compared.unwrap_or_else(|error| panic!("{error}"));
}
