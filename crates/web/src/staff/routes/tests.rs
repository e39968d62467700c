//! Every address of the desk is one page, and nothing else is one.

use std::collections::HashSet;

use super::*;

#[test]
fn every_address_is_one_page_and_belongs_to_the_desk() {
    let mut seen = HashSet::new();
    for route in StaffRoute::ALL {
        for lang in Lang::ALL {
            let pattern = route.pattern(lang);
            assert!(seen.insert(pattern), "{pattern} twice");
            assert!(is_desk(pattern), "{pattern}");
            let path = pattern
                .replace("{id}", "0190d3c8-7a5e-4000-8000-000000000001")
                .replace("{token}", "a-b_C9");
            let place = Place::at(&path).expect("a place");
            assert_eq!((place.route, place.lang), (route, lang), "{path}");
            let across = place.in_lang(lang.other());
            assert_eq!(Place::at(&across).map(|there| there.route), Some(route));
        }
        assert!(route.is_page() || route.takes_form());
    }
}

#[test]
fn what_is_no_page_is_no_place() {
    for path in [
        "/en/desks",
        "/en/desk/",
        "/en/desk/people/",
        "/en/desk/people/a/b/roles",
        "/en/desk/people/a%2f",
        "//en/desk",
        "https://elsewhere.example/en/desk",
        "/fr/desk",
        "/en/find",
    ] {
        assert_eq!(Place::at(path), None, "{path}");
    }
    assert!(!is_desk("/en/desks") && !is_desk("/en") && is_desk("/en/desk/nothing"));
}
