//! When a record is due, and what it lacks.

use directory::completeness::{ALL, Lack, lacks};
use directory::content::Content;
use directory::review::{Facts, URGENT, months, review_by};
use directory::taxonomy::{TermId, Vocabulary};
use jiff::civil::date;

#[test]
fn the_urgent_needs_are_needs_of_the_taxonomy() {
    let content = Content::shipped().expect("the shipped content");
    for need in URGENT {
        let term = content.taxonomy.term(&TermId::from(need)).expect(need);
        assert_eq!(term.vocabulary, Vocabulary::Need);
    }
}

#[test]
fn crisis_and_shelter_are_asked_twice_a_year_and_the_rest_once() {
    let legal = [TermId::from("legal")];
    let shelter = [TermId::from("legal"), TermId::from("shelter-housing")];
    assert_eq!((months(&[]), months(&legal), months(&shelter)), (12, 12, 6));
    assert_eq!(review_by(&legal, date(2026, 11, 24)), date(2027, 11, 24));
    assert_eq!(review_by(&shelter, date(2026, 8, 31)), date(2027, 2, 28));
}

#[test]
fn the_date_that_was_set_comes_first_and_doubt_counts_against_the_record() {
    let needs = [TermId::from("legal")];
    let facts = Facts {
        needs: &needs,
        verified_on: None,
        read_on: "2025-11",
        review_by: None,
    };
    assert_eq!(facts.due(), Some(date(2026, 11, 1)));
    assert!(!facts.is_stale(date(2026, 11, 1)));
    assert!(facts.is_stale(date(2026, 11, 2)));
    assert!(facts.is_due_within(date(2026, 10, 5), 30));
    assert!(!facts.is_due_within(date(2026, 10, 1), 30));
    let verified = Facts {
        verified_on: Some(date(2026, 1, 31)),
        ..facts
    };
    assert_eq!(verified.due(), Some(date(2027, 1, 31)));
    let set = Facts {
        review_by: Some(date(2026, 3, 1)),
        ..verified
    };
    assert_eq!(set.due(), Some(date(2026, 3, 1)));
    let nobody_knows = Facts {
        read_on: "",
        ..facts
    };
    assert!(nobody_knows.is_stale(date(1990, 1, 1)));
}

#[test]
fn what_is_missing_is_told_by_its_weight() {
    let content = Content::shipped().expect("the shipped content");
    let mut sorted = ALL;
    sorted.sort_unstable();
    assert_eq!(sorted, ALL, "the list stands in the order of weight");
    let mut service = content.services[0].clone();
    service.phones.clear();
    service.email = None;
    service.website = None;
    service.description.fr.clear();
    let found = lacks(&service);
    assert_eq!(found.first(), Some(&Lack::AnyContact));
    assert!(found.contains(&Lack::DescriptionFrench));
    assert!(found.is_sorted());
    service.website = Some("https://example.org".to_owned());
    assert_eq!(lacks(&service).first(), Some(&Lack::Phone));
}
