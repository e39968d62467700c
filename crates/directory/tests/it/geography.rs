//! Finding places, postal codes, provinces and regions.

use std::sync::LazyLock;

use directory::content::Content;
use directory::geography::{Fsa, Gazetteer, Near, Point, Province};
use kernel::{Lang, Text};
use proptest::prelude::*;

static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Content::shipped().expect("tested in content.rs").gazetteer);

fn find(typed: &str) -> Near {
    GAZETTEER.find(typed).unwrap_or_else(|| {
        panic!(
            "{typed:?} is not found; near: {:?}",
            GAZETTEER.near_misses(typed)
        )
    })
}

#[test]
fn towns_are_found_however_they_are_typed() {
    for (typed, label) in [
        ("Prince George", "Prince George, BC"),
        ("prince george", "Prince George, BC"),
        ("PRINCE-GEORGE", "Prince George, BC"),
        ("  Prince  George , BC ", "Prince George, BC"),
        ("Prince George (BC)", "Prince George, BC"),
        ("Prince George British Columbia", "Prince George, BC"),
        (
            "Prince George, Colombie-Britannique, Canada",
            "Prince George, BC",
        ),
        ("Prince George C.-B.", "Prince George, BC"),
        ("prince george b.c.", "Prince George, BC"),
        ("Halifax Nova Scotia", "Halifax, NS"),
        ("Halifax, Nouvelle-Écosse", "Halifax, NS"),
        ("Moncton NB", "Moncton, NB"),
        ("st john's", "St. John's, NL"),
        ("St. John’s", "St. John's, NL"),
        ("saint johns NL", "St. John's, NL"),
        ("Saint-Jean", "St. John's, NL"),
        ("Saint-Jean N.-B.", "Saint John, NB"),
        ("saint john", "Saint John, NB"),
        ("trois rivieres", "Trois-Rivières, QC"),
        ("Trois‑Rivières", "Trois-Rivières, QC"),
        ("Quebec", "Quebec City, QC"),
        ("Québec", "Quebec City, QC"),
        ("Quebec City", "Quebec City, QC"),
        ("Québec, Québec", "Quebec City, QC"),
        ("ville de Québec", "Quebec City, QC"),
        ("Montreal", "Montreal, QC"),
        ("MONTRÉAL (Québec)", "Montreal, QC"),
        ("city of Toronto", "Toronto, ON"),
        ("Toronto area", "Toronto, ON"),
        ("Kinngait", "Cape Dorset, NU"),
        ("goose bay", "Happy Valley-Goose Bay, NL"),
        ("100 mile house", "100 Mile House, BC"),
        ("saint louis du ha ha", "Saint-Louis-du-Ha! Ha!, QC"),
        ("behchoko", "Behchokǫ̀, NT"),
    ] {
        let near = find(typed);
        assert_eq!(near.label.en, label, "{typed}");
        assert!(near.measurable, "{typed}");
        assert_eq!(near.fsa, None, "{typed}");
    }
    assert_eq!(find("montreal").label.get(Lang::Fr), "Montréal, QC");
    assert_eq!(find("quebec").label.get(Lang::Fr), "Québec, QC");
}

#[test]
fn of_towns_with_one_name_the_largest_is_meant_unless_a_province_is_said() {
    assert_eq!(find("Windsor").province, Province::ON);
    assert_eq!(find("Windsor NS").province, Province::NS);
    assert_eq!(find("Windsor, Québec").province, Province::QC);
    assert_eq!(find("Richmond").province, Province::BC);
    assert_eq!(find("Richmond Ont").province, Province::ON);
    assert_eq!(find("Victoria").province, Province::BC);
    assert_eq!(find("Victoria PEI").province, Province::PE);
}

#[test]
fn a_province_alone_is_never_measured_from() {
    for (typed, province) in [
        ("BC", Province::BC),
        ("b.c.", Province::BC),
        ("Ontario", Province::ON),
        ("ontario canada", Province::ON),
        ("Nouvelle-Écosse", Province::NS),
        ("ile du prince edouard", Province::PE),
        ("PEI", Province::PE),
        ("Newfoundland", Province::NL),
        ("T.N.-O.", Province::NT),
        ("Nunavut", Province::NU),
        ("yukon", Province::YT),
        ("QC", Province::QC),
        ("province de Québec", Province::QC),
        ("Quebec province", Province::QC),
    ] {
        let near = find(typed);
        assert_eq!(near.province, province, "{typed}");
        assert_eq!(near.label, province.name(), "{typed}");
        assert!(!near.measurable, "{typed}");
    }
}

#[test]
fn regions_are_found_by_name() {
    let near = find("Gaspésie–Îles-de-la-Madeleine");
    assert_eq!(near.province, Province::QC);
    assert!(!near.measurable, "too wide");
    for region in GAZETTEER.regions() {
        for name in [&region.name.en, &region.name.fr] {
            let near = find(name);
            assert!(region.provinces.contains(&near.province), "{name}");
        }
    }
}

#[test]
fn postal_codes_are_found_and_only_three_characters_are_kept() {
    for typed in [
        "V2L",
        "v2l 1a1",
        "V2L1A1",
        "v2l-1a1",
        " V 2 L ",
        "Prince George V2L 1A1",
        "V2L 1",
    ] {
        let near = find(typed);
        assert_eq!(
            near.fsa.map(|fsa| fsa.to_string()).as_deref(),
            Some("V2L"),
            "{typed}"
        );
        assert_eq!(near.province, Province::BC);
        assert!(near.measurable);
        assert!(
            near.label.en.starts_with("V2L (Prince George"),
            "{}",
            near.label.en
        );
        assert!(!format!("{near:?}").contains("1A1"), "{near:?}");
    }
}

#[test]
fn large_areas_give_no_distance() {
    let rural = find("V0J 1A0");
    assert!(!rural.measurable);
    assert_eq!(rural.province, Province::BC);
    assert!(!find("X0A").measurable);
    assert!(!find("E8B").measurable, "87 km wide");
    assert!(find("M5V").measurable);
}

#[test]
fn a_postal_area_nobody_knows_still_tells_the_province() {
    for (typed, province) in [
        ("V9C 9Z9", Province::BC),
        ("X1B", Province::NT),
        ("X0B", Province::NU),
        ("Y9Y", Province::YT),
        ("K9Z", Province::ON),
    ] {
        let near = find(typed);
        assert_eq!(near.province, province, "{typed}");
        assert!(near.point.is_in_canada());
    }
    let near = find("Y9Y");
    assert!(!near.measurable);
    assert_eq!(near.label, Text::new("Y9Y (Yukon)", "Y9Y (Yukon)"));
}

#[test]
fn letters_of_postal_codes_follow_canada_post() {
    for letter in 'A'..='Z' {
        let never = "DFIOQU".contains(letter);
        let first = Fsa::parse(&format!("{letter}1A"));
        assert_eq!(
            first.is_err(),
            never || "WZ".contains(letter),
            "{letter} first"
        );
        let third = Fsa::parse(&format!("A1{letter}"));
        assert_eq!(third.is_err(), never, "{letter} third");
        let fifth = Fsa::parse(&format!("A1A 1{letter}1"));
        assert_eq!(fifth.is_err(), never, "{letter} fifth");
    }
    for wrong in [
        "",
        "V",
        "V2",
        "V2L 1A11",
        "2VL",
        "VV2",
        "V2L 11A",
        "V2L\u{0}",
        "Ｖ２Ｌ",
        "V2É",
        "90210",
    ] {
        assert!(Fsa::parse(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn nobody_is_guessed() {
    for typed in [
        "",
        " ",
        "Prince Gorge",
        "xyzzy",
        "Halifax ON",
        "🏔️",
        "'; DROP TABLE",
        "ab cd ef gh",
        ", BC x",
    ] {
        assert_eq!(GAZETTEER.find(typed), None, "{typed:?}");
    }
}

#[test]
fn near_misses_come_likeliest_first() {
    let names = |typed: &str| -> Vec<String> {
        let places = GAZETTEER.near_misses(typed).into_iter();
        places.map(|place| place.label().en).collect()
    };
    assert_eq!(
        names("Prince Gorge").first().map(String::as_str),
        Some("Prince George, BC")
    );
    assert_eq!(
        names("prnice george bc").first().map(String::as_str),
        Some("Prince George, BC")
    );
    assert_eq!(
        names("Monreal").first().map(String::as_str),
        Some("Montreal, QC")
    );
    assert_eq!(
        names("Halifx").first().map(String::as_str),
        Some("Halifax, NS")
    );
    assert_eq!(
        names("Halifax ON").first().map(String::as_str),
        Some("Halifax, NS"),
        "the wrong province"
    );
    assert!(names("Prince Gorge").len() <= 5);
    assert!(names("x").is_empty());
    assert!(names("").is_empty());
    assert!(names(&"a".repeat(10_000)).is_empty());
}

#[test]
fn published_points_of_towns() {
    let point = GAZETTEER
        .town_point("montréal", Province::QC)
        .expect("a large town");
    assert!(
        point.distance_km(Point {
            latitude: 45.5088,
            longitude: -73.5878
        }) < 5.0
    );
    assert_eq!(GAZETTEER.town_point("Montréal", Province::BC), None);
}

#[test]
fn distances_are_great_circles() {
    let toronto = GAZETTEER
        .town_point("Toronto", Province::ON)
        .expect("known");
    let vancouver = GAZETTEER
        .town_point("Vancouver", Province::BC)
        .expect("known");
    let distance = toronto.distance_km(vancouver);
    assert!((3_340.0..3_380.0).contains(&distance), "{distance}");
    assert!(toronto.distance_km(toronto).abs() < 1e-9);
}

proptest! {
    #[test]
    fn whatever_is_typed_is_survived(typed in any::<String>()) {
        let _ = GAZETTEER.find(&typed);
        prop_assert!(GAZETTEER.near_misses(&typed).len() <= 5);
    }

    #[test]
    fn a_whole_code_and_its_beginning_are_one_place(code in "[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] ?-?[0-9][ABCEGHJ-NPRSTV-Z][0-9]", upper in any::<bool>()) {
        let typed = if upper { code.to_uppercase() } else { code.to_lowercase() };
        let whole = GAZETTEER.find(&typed);
        prop_assert_eq!(&whole, &GAZETTEER.find(&typed[..3]));
        let near = whole.ok_or_else(|| TestCaseError::fail("a postal code is always somewhere"))?;
        let kept = format!("{near:?}");
        let rest = &typed[typed.len() - 3..];
        prop_assert!(!kept.to_uppercase().contains(&rest.to_uppercase()), "{}", kept);
        prop_assert!(near.point.is_in_canada());
        if near.fsa.is_some_and(Fsa::is_rural) {
            prop_assert!(!near.measurable);
        }
    }
}

#[test]
fn every_town_is_found_by_its_name_and_province() {
    // Whatever the punctuation: the way the content itself writes them.
    let content = Content::shipped_files().find(|(path, _)| path.ends_with("places.csv"));
    let (_, bytes) = content.expect("shipped");
    let text = std::str::from_utf8(bytes).expect("checked by the parser");
    let mut missed = Vec::new();
    for line in text.lines().skip(1).filter(|line| !line.contains('"')) {
        let cells: Vec<&str> = line.split(',').collect();
        let typed = format!("{}, {}", cells[1], cells[2]);
        let right = GAZETTEER
            .find(&typed)
            .is_some_and(|near| near.measurable && near.province.code() == cells[2]);
        if !right {
            missed.push(typed);
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
}
