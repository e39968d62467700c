//! What ships: no fault, both languages, every card one small screen.

use std::collections::BTreeSet;

use jiff::civil::date;
use kernel::Lang;

use super::{Anywhere, vocabulary};
use crate::jurisdiction::{JURISDICTIONS, Subject};
use crate::{Card, Guide, Kind, Library, Target, html, shipped_files};

fn library() -> Library {
    Library::read(shipped_files(), &vocabulary(), date(2026, 11, 25))
}

fn cards(library: &Library) -> impl Iterator<Item = (&Guide, Lang, &Card)> {
    library.guides.iter().flat_map(|guide| {
        Lang::ALL.into_iter().flat_map(move |lang| {
            let cards = guide.article(lang).cards.iter();
            cards.map(move |card| (guide, lang, card))
        })
    })
}

#[test]
fn what_ships_has_no_fault() {
    let faults: Vec<String> = library().faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_guide_that_was_promised_ships() {
    let library = library();
    let slugs: Vec<&str> = library
        .guides
        .iter()
        .map(|guide| guide.slug.as_str())
        .collect();
    assert_eq!(
        slugs,
        [
            "respond",
            "first-things",
            "what-to-say",
            "interpreters",
            "safety-planning",
            "recognise-labour",
            "recognise-sexual",
            "recognise-domestic",
            "recognise-child",
            "recognise-forced-crime",
            "recognise-forced-marriage",
            "for-health",
            "for-schools",
            "for-hotels-and-transport",
            "for-inspectors",
            "for-settlement-workers",
            "for-police",
            "for-faith-communities",
            "for-family-and-friends",
            "worker-rights",
            "permit-for-victims",
            "online-child",
            "after-disclosure",
            "vicarious-trauma",
        ]
    );
    for (at, guide) in library.guides.iter().enumerate() {
        assert_eq!(usize::from(guide.number), at + 1);
        // Nobody has reviewed them yet; whoever does writes it here and in the guide.
        assert!(guide.reviewed_by.is_empty(), "{}", guide.slug);
        assert_eq!(library.guide(guide.number), library.guide_of(&guide.slug));
    }
}

#[test]
fn every_card_is_a_small_page() {
    let library = library();
    let mut number = 0;
    for (guide, lang, card) in cards(&library) {
        let html = html::card(card, lang, &guide.sources, &Anywhere);
        assert!(
            html.len() < 6_000,
            "{} {lang} {}: {} bytes",
            guide.slug,
            card.title,
            html.len()
        );
        assert!(!card.next.is_empty());
        number += 1;
    }
    assert!(number > 200, "{number}");
}

#[test]
fn every_list_of_signs_says_that_no_list_proves_anything() {
    let library = library();
    let guides = library
        .guides
        .iter()
        .filter(|guide| guide.kind == Kind::Recognise);
    assert_eq!(guides.clone().count(), 6);
    for guide in guides {
        let index = guide
            .sources
            .iter()
            .position(|source| source.id == "no-checklist");
        assert!(index.is_some(), "{}", guide.slug);
    }
}

#[test]
fn nothing_is_asked_for_that_must_not_be_kept() {
    // The guide about children online leads out: no form, no upload, no page of ours but help and duty.
    let library = library();
    let guide = library.guide_of("online-child").expect("ships");
    let html: String = Lang::ALL
        .into_iter()
        .flat_map(|lang| {
            let cards = guide.article(lang).cards.iter();
            cards.map(move |card| html::card(card, lang, &guide.sources, &Anywhere))
        })
        .collect();
    for tag in ["<form", "<input", "<img", "http"] {
        assert!(!html.contains(tag), "{tag}");
    }
    for number in ["tel:911", "tel:+18666589022"] {
        assert!(html.contains(number), "{number}");
    }
}

#[test]
fn what_is_not_verified_says_so_on_the_page() {
    let library = library();
    let mut unverified = 0;
    for (guide, lang, card) in cards(&library) {
        let html = html::card(card, lang, &guide.sources, &Anywhere);
        for (at, source) in guide.sources.iter().enumerate() {
            let number = at + 1;
            let mark = format!("href=\"#source-{number}\" aria-label=\"source {number}");
            for (place, _) in html.match_indices(&mark) {
                let after = &html[place + mark.len()..];
                let says = after.starts_with(&format!(", not verified\">{number}?</a>"));
                assert!(says || after.starts_with(&format!("\">{number}</a>")));
                assert_eq!(
                    says,
                    !source.confidence.is_verified(),
                    "{} {lang}",
                    guide.slug
                );
                unverified += usize::from(says);
            }
        }
    }
    assert!(unverified > 10, "{unverified}");
}

#[test]
fn every_guide_can_be_reached_from_another() {
    let library = library();
    let mut reached = BTreeSet::new();
    for (guide, _, card) in cards(&library) {
        for line in card.lines() {
            crate::article::walk(line, &mut |inline| {
                if let crate::Inline::Link {
                    target: Target::Guide { slug, .. },
                    ..
                } = inline
                    && *slug != guide.slug
                {
                    reached.insert(slug.clone());
                }
            });
        }
    }
    // Signs and readers' guides are reached from the list of guides.
    for guide in &library.guides {
        let listed = matches!(guide.kind, Kind::Recognise | Kind::Audience);
        assert!(listed || reached.contains(&guide.slug), "{}", guide.slug);
    }
}

#[test]
fn every_province_and_territory_has_its_duty_to_report() {
    let library = library();
    for code in JURISDICTIONS {
        let code = code.to_uppercase();
        let sheet = library
            .sheet_of(&code, Subject::DutyToReport)
            .expect("a file for each");
        for id in Subject::DutyToReport.required() {
            assert!(sheet.rule(id).is_some(), "{code} {id}");
        }
    }
    let orders: Vec<&str> = library
        .sheets
        .iter()
        .filter(|sheet| sheet.subject == Subject::ProtectionOrder)
        .map(|sheet| sheet.jurisdiction.as_str())
        .collect();
    assert_eq!(orders, ["AB", "MB", "ON", "SK"]);
}

#[test]
fn what_nobody_found_is_not_told_as_known() {
    let library = library();
    let sheet = library
        .sheet_of("SK", Subject::ProtectionOrder)
        .expect("ships");
    for id in ["where", "elements", "duration", "variation", "appeal"] {
        let rule = sheet.rule(id).expect("said to be unknown");
        assert!(!rule.verified, "{id}");
    }
    for sheet in &library.sheets {
        for rule in &sheet.rules {
            assert!(rule.below_age.is_none() || rule.verified);
            assert!(!rule.verified || rule.source.starts_with("http"));
        }
    }
}
