//! Answers as a whole: pages, odd questions, what is offered when nothing is found, and whether what
//! is said of a result is true of it.

use std::collections::HashSet;

use directory::Listing;
use directory::geography::Province;
use directory::hours::OpenState;
use directory::listing::{Area, Covers};
use directory::phone::PhoneKind;
use directory::query::Plan;
use jiff::Timestamp;
use search::{Filters, Found, Reason, Request, Sort};

use crate::made_up::NOW;
use crate::plainly::stems;
use crate::shipped::{CONTENT, INDEX, ask, find, hopeless};

#[test]
fn every_result_stands_on_exactly_one_page() {
    for (text, per_page) in [("", 7), ("shelter", 3), ("avocat", 1), ("", 100), ("", 0)] {
        let mut request = Request {
            text: text.to_owned(),
            per_page,
            ..Request::default()
        };
        let first = find(&request);
        let mut seen = HashSet::new();
        for number in 1..=first.pages {
            request.page = number;
            let page = find(&request);
            assert_eq!(
                (page.page, page.pages, page.total),
                (number, first.pages, first.total)
            );
            let due = per_page.max(1).min(first.total - seen.len());
            assert_eq!(page.results.len(), due, "{text:?} page {number}");
            for found in page.results {
                assert!(
                    seen.insert(found.listing.id),
                    "{} again",
                    found.listing.slug
                );
            }
        }
        assert_eq!(seen.len(), first.total);
        assert!(first.total > 10, "{text:?}");
    }
}

#[test]
fn a_page_past_the_end_is_the_last() {
    let ask = |page| {
        find(&Request {
            page,
            per_page: 8,
            ..Request::default()
        })
    };
    let last = ask(ask(1).pages);
    for number in [last.pages + 1, 1_000_000, usize::MAX] {
        let page = ask(number);
        let ids = |page: &search::Page| -> Vec<_> {
            page.results.iter().map(|found| found.listing.id).collect()
        };
        assert_eq!((page.page, ids(&page)), (last.pages, ids(&last)));
    }
    assert_eq!(ask(0).page, 1);
}

#[test]
fn an_empty_question_asks_for_everything() {
    for text in ["", "   ", "\n\t", "?!…", "the", "l'", "👩‍👧 🙏", "\u{301}"] {
        let page = ask(text);
        assert_eq!(page.total, INDEX.len(), "{text:?}");
        assert!(page.fallback.is_empty() && page.understood.is_empty());
    }
}

#[test]
fn odd_questions_are_answered() {
    let long = "shelter ".repeat(1_250);
    assert_eq!(long.len(), 10_000);
    assert_eq!(ask(&long).total, ask("shelter").total);
    let one_word = "x".repeat(10_000);
    assert_eq!(ask(&one_word).total, 0);
    assert!(ask("shelter 🏠🙏").total > 0);
    for text in [
        "أحتاج مساعدة",
        "אני צריכה עזרה",
        "\u{202e}retlehs",
        "我需要帮助",
        "ᐃᑲᔪᖅᑕᐅᓗᖓ",
        "\0\0\0",
        "%00' OR 1=1 --",
        "<script>alert(1)</script>",
        "shelter AND (NOT \"",
        "*:*",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    ] {
        let page = ask(text);
        assert!(page.total > 0 || !page.fallback.is_empty(), "{text:?}");
    }
}

/// Nothing found: the national line made for this, then the province's own, then the emergency number.
#[test]
fn whoever_finds_nothing_is_told_whom_to_call() {
    for province in [
        None,
        Some(Province::BC),
        Some(Province::QC),
        Some(Province::NU),
    ] {
        let page = find(&Request {
            filters: Filters {
                province,
                ..hopeless()
            },
            ..Request::default()
        });
        assert_eq!(page.total, 0);
        let lines: Vec<&Listing> = page.fallback.iter().map(|found| &*found.listing).collect();
        let [first, between @ .., last] = lines.as_slice() else {
            panic!("{province:?}: at least two lines");
        };
        assert!(
            first.dedicated && first.area == Area::National,
            "{}",
            first.slug
        );
        assert!(
            last.phones
                .iter()
                .any(|phone| phone.number.digits() == "911")
        );
        for line in between {
            let own = province.expect("lines of a province, for whoever named one");
            let covers = matches!(&line.area, Area::Provinces(all) if all.contains(&own));
            assert!(covers, "{} for {own}", line.slug);
            assert!(line.needs.contains(&"crisis-line".into()), "{}", line.slug);
        }
        assert!(between.len() <= 2, "a handful");
        for found in &page.fallback {
            let emergency = found.listing.slug == last.slug;
            assert!(
                emergency || found.open == OpenState::Always,
                "{}",
                found.listing.slug
            );
        }
    }
    let of_province = |province| {
        let filters = Filters {
            province: Some(province),
            ..hopeless()
        };
        find(&Request {
            filters,
            ..Request::default()
        })
    };
    assert!(
        of_province(Province::QC).fallback.len() > 2,
        "Québec has lines of its own"
    );
}

#[test]
fn the_place_of_whoever_finds_nothing_says_which_province() {
    let near = CONTENT.gazetteer.find("Sherbrooke, QC").expect("a town");
    let page = find(&Request {
        near: Some(near),
        filters: hopeless(),
        ..Request::default()
    });
    let quebec = |found: &&Found| matches!(&found.listing.area, Area::Provinces(all) if all.contains(&Province::QC));
    assert!(page.fallback.iter().any(|found| quebec(&found)));
}

/// Every reason, of every result of many requests, is true of the listing it is told of.
#[test]
fn reasons_are_true_of_what_they_are_told_of() {
    let now: Timestamp = NOW.parse().expect("a moment");
    let mut told = 0;
    for place in [
        None,
        Some("Prince George, BC"),
        Some("Montréal"),
        Some("X0A"),
        Some("Ontario"),
    ] {
        let near = place.and_then(|place| CONTENT.gazetteer.find(place));
        for text in [
            "",
            "he took my passport",
            "refuge pour femmes",
            "covenant house",
            "my daughter is 13 and he has photos of her",
            "zzzzzz",
        ] {
            for (languages, province) in [
                (vec![], None),
                (vec!["fr".to_owned()], Some(Province::ON)),
                (vec!["zz".to_owned()], None),
            ] {
                let request = Request {
                    text: text.to_owned(),
                    near: near.clone(),
                    filters: Filters {
                        languages,
                        province,
                        ..Filters::default()
                    },
                    sort: Sort::Best,
                    per_page: 100,
                    ..Request::default()
                };
                let page = find(&request);
                for found in page.results.iter().chain(&page.fallback) {
                    for reason in &found.reasons {
                        assert!(
                            is_true(reason, found, &request, now),
                            "{reason:?} of {} for {text:?} near {place:?}",
                            found.listing.slug
                        );
                        told += 1;
                    }
                }
            }
        }
    }
    assert!(told > 1_000, "{told}");
}

fn is_true(reason: &Reason, found: &Found, request: &Request, now: Timestamp) -> bool {
    let listing = &found.listing;
    match reason {
        Reason::Need(id) => listing.needs.contains(id),
        Reason::Population(id) => listing.populations.contains(id),
        Reason::Exploitation(id) => listing.exploitation.contains(id),
        Reason::Name | Reason::Words => {
            let (name, all) = stems(listing, &CONTENT.taxonomy);
            let held = if *reason == Reason::Name { name } else { all };
            let words = Plan::parse(&request.text, &CONTENT.taxonomy).words;
            let mut asked = words.iter().flat_map(|word| &word.stems);
            asked.any(|stem| held.contains(stem))
        }
        Reason::CallNow => listing.phones.iter().any(|phone| {
            let hours = phone.hours.as_ref().unwrap_or(&listing.hours);
            matches!(phone.kind, PhoneKind::Voice | PhoneKind::Sms) && hours.at(now).is_open()
        }),
        Reason::National => listing.area == Area::National,
        Reason::ServesProvince(province) => {
            matches!(&listing.area, Area::Provinces(all) if all.contains(province))
        }
        Reason::ServesRegion(region) => {
            let near = request.near.as_ref();
            let covers = near.is_none_or(|near| listing.area.covers(near) >= Covers::Nearly);
            covers && matches!(&listing.area, Area::Circle { name, .. } if name == region)
        }
        Reason::Near => found.distance_km.is_some_and(|km| km <= 50.0),
        Reason::Dedicated => listing.dedicated,
        Reason::Language(code) => {
            let of_lines = listing.phones.iter().flat_map(|phone| &phone.languages);
            listing
                .languages
                .iter()
                .chain(of_lines)
                .any(|own| own == code)
        }
    }
}
