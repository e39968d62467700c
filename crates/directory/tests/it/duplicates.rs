//! Duplicates: what is a pair and what is not, whatever the records hold and however many threads look.

use directory::duplicates::{Agreement, Cluster, Field, Matcher, PASSES, Record};
use directory::geography::Province;
use kernel::Text;
use proptest::prelude::*;
use uuid::Uuid;

fn shelter() -> Record {
    Record {
        id: Uuid::from_u128(1),
        organization: Text::new("Harbour Women's Society", "Société des femmes du havre"),
        name: Text::new("Emergency shelter", "Refuge d'urgence"),
        description: Text::new(
            "Safe beds for women and their children, with meals, counselling and help with housing.",
            "Des lits sûrs pour les femmes et leurs enfants, avec repas, soutien et aide au logement.",
        ),
        phones: vec!["604-555-0142".to_owned()],
        website: "https://www.harbour.example/shelter".to_owned(),
        email: "help@harbour.example".to_owned(),
        address: "1125 Howe Street".to_owned(),
        city: "Vancouver".to_owned(),
        province: Some(Province::BC),
        postal_code: "V6Z 2K8".to_owned(),
        languages: vec!["en".to_owned(), "fr".to_owned()],
    }
}

/// Others, so that words have a frequency.
fn around(records: Vec<Record>) -> Vec<Record> {
    let towns = [
        "Calgary", "Regina", "Halifax", "Moncton", "Laval", "Sudbury",
    ];
    let mut all = records;
    for at in 0..120_u128 {
        let town = towns[at as usize % towns.len()];
        all.push(Record {
            id: Uuid::from_u128(1_000 + at),
            organization: Text::new(
                format!("{town} Services {at}"),
                format!("Services {town} {at}"),
            ),
            name: Text::new("Support group", "Groupe de soutien"),
            phones: vec![format!("403555{at:04}")],
            city: town.to_owned(),
            province: Some(Province::AB),
            ..Record::default()
        });
    }
    all
}

fn score(one: Record, other: Record) -> f32 {
    Matcher::new(&around(vec![one, other]), 1)
        .compare(0, 1)
        .score
}

/// What is different, and how it becomes so.
type Change = (&'static str, fn(&mut Record));

#[test]
fn another_account_of_a_service_is_found() {
    let same: [Change; 9] = [
        ("a typing mistake", |record| {
            record.name.en = "Emergancy sheltre".to_owned();
        }),
        ("an abbreviation", |record| {
            record.organization.en = "Harbour Women's Soc. Inc.".to_owned();
        }),
        ("languages in each other's place", |record| {
            for text in [
                &mut record.organization,
                &mut record.name,
                &mut record.description,
            ] {
                std::mem::swap(&mut text.en, &mut text.fr);
            }
        }),
        ("one language", |record| {
            record.organization.fr.clear();
            record.name.fr.clear();
            record.description = Text::default();
        }),
        ("the telephone moved", |record| {
            record.phones = vec!["604-555-0199".to_owned()];
        }),
        ("the organization in front", |record| {
            record.name.en = "Harbour Women's Society - Emergency shelter".to_owned();
            record.name.fr.clear();
        }),
        ("no site, no mailbox", |record| {
            record.website.clear();
            record.email.clear();
        }),
        ("a language more, or none said", |record| {
            record.languages.push("pa".to_owned());
        }),
        ("another way to write everything", |record| {
            record.phones = vec!["+1 (604) 555.0142 ext. 3".to_owned()];
            record.website = "HTTP://harbour.example/shelter/".to_owned();
            record.address = "1125, Howe St., Unit 4".to_owned();
            record.city = "VANCOUVER".to_owned();
        }),
    ];
    for (what, change) in same {
        let mut other = shelter();
        change(&mut other);
        let score = score(shelter(), other);
        assert!(score > 0.9, "{what}: {score}");
    }
}

#[test]
fn what_only_looks_alike_is_not_a_pair() {
    let different: [Change; 4] = [
        ("another service at the same counter", |record| {
            record.name = Text::new(
                "Immigration legal clinic",
                "Clinique juridique en immigration",
            );
            record.website = "https://harbour.example/clinic".to_owned();
            record.description = Text::new(
                "Lawyers who explain permits, refugee claims and appeals, without cost.",
                "Des avocates expliquent les permis, les demandes d'asile et les appels, sans frais.",
            );
        }),
        ("the line of the other language", |record| {
            record.phones = vec!["604-555-0177".to_owned()];
            record.languages = vec!["pa".to_owned()];
        }),
        ("a branch in another town", |record| {
            record.city = "Kelowna".to_owned();
            record.address = "12 Main Street".to_owned();
            record.postal_code = "V1Y 1A1".to_owned();
            record.phones = vec!["250-555-0101".to_owned()];
        }),
        ("a namesake in another province", |record| {
            record.city = "Halifax".to_owned();
            record.province = Some(Province::NS);
            record.address = "3 Water Street".to_owned();
            record.postal_code = "B3J 1A1".to_owned();
            record.phones = vec!["902-555-0101".to_owned()];
            record.website = "https://haven.example".to_owned();
            record.email = "info@haven.example".to_owned();
        }),
    ];
    for (what, change) in different {
        let mut other = shelter();
        change(&mut other);
        let score = score(shelter(), other);
        assert!(score < 0.5, "{what}: {score}");
    }
}

#[test]
fn evidence_says_what_agrees() {
    let mut other = shelter();
    other.phones = vec!["604-555-0143".to_owned()];
    other.website.clear();
    other.name = Text::new("Emergency shelters", "");
    let comparison = Matcher::new(&around(vec![shelter(), other]), 1).compare(0, 1);
    let said = |field: Field| comparison.evidence[field as usize].agreement;
    assert_eq!(said(Field::Organization), Agreement::Same);
    assert_eq!(said(Field::Name), Agreement::Same);
    assert_eq!(said(Field::Phone), Agreement::Close);
    assert_eq!(said(Field::Website), Agreement::Unknown);
    assert_eq!(said(Field::Place), Agreement::Same);
    assert_eq!(said(Field::Languages), Agreement::Same);
    for (evidence, field) in comparison.evidence.iter().zip(Field::ALL) {
        assert_eq!(evidence.field, field);
    }
}

#[test]
fn of_many_that_are_alike_none_is_lost() {
    // Far more than a block holds.
    let records = around(vec![shelter(); 300]);
    let matcher = Matcher::new(&records, 2);
    let clusters = matcher.clusters(&matcher.pairs(0.5), 0.5);
    assert!(clusters.contains(&Cluster {
        members: (0..300).collect()
    }));
}

#[test]
fn nothing_at_all_is_compared_too() {
    for records in [
        Vec::new(),
        vec![Record::default()],
        vec![Record::default(); 3],
        // The same id twice is the source's fault; both are looked at.
        vec![shelter(), shelter()],
    ] {
        let matcher = Matcher::new(&records, 4);
        let pairs = matcher.pairs(0.0);
        assert!(pairs.iter().all(|pair| pair.first < pair.second));
        matcher.clusters(&pairs, 0.5);
    }
    // Two records that say nothing are no pair.
    let nothing = Matcher::new(&around(vec![Record::default(); 2]), 1);
    assert!(nothing.compare(0, 1).score < 0.5);
}

#[test]
fn endless_fields_are_cut() {
    let long = "é🏔 refuge ".repeat(10_000);
    let record = Record {
        organization: Text::new(&long, &long),
        name: Text::new(&long, "x".repeat(10_000)),
        description: Text::new(&long, &long),
        phones: vec![long.clone(); 50],
        website: long.clone(),
        email: long.clone(),
        address: long.clone(),
        city: long.clone(),
        postal_code: long,
        ..shelter()
    };
    let matcher = Matcher::new(&around(vec![record.clone(), record]), 2);
    assert!(matcher.compare(0, 1).score > 0.5);
    assert_eq!(matcher.block_keys(0).len(), PASSES.len());
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zé ]{0,12}",
        "\\PC{0,6}",
        Just("Centre d'aide Saint-Abbott".to_owned()),
        Just("Women's Shelter Inc.".to_owned()),
    ]
}

prop_compose! {
    fn record()(
        names in prop::array::uniform6(word()),
        phones in prop::collection::vec("[0-9-]{0,12}", 0..3),
        address in prop_oneof![Just("12 Howe St".to_owned()), word()],
        city in prop_oneof![Just("Laval".to_owned()), word()],
        website in prop_oneof![Just("a.example".to_owned()), word()],
    ) -> Record {
        let [one, two, three, four, five, six] = names;
        Record {
            organization: Text::new(one, two),
            name: Text::new(three, four),
            description: Text::new(five, six),
            phones,
            address,
            city,
            website,
            ..Record::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_score_has_no_direction(one in record(), other in record()) {
        let there = Matcher::new(&around(vec![one.clone(), other.clone()]), 1).compare(0, 1);
        let back = Matcher::new(&around(vec![other, one]), 1).compare(0, 1);
        prop_assert!((0.0..=1.0).contains(&there.score));
        prop_assert!((there.score - back.score).abs() < 1e-4, "{} {}", there.score, back.score);
    }

    #[test]
    fn records_that_are_alike_are_always_met(one in record(), others in prop::collection::vec(record(), 0..20)) {
        let mut records = vec![one.clone()];
        records.extend(others);
        records.push(one);
        let last = records.len() - 1;
        let met = Matcher::new(&records, 2).graded();
        prop_assert!(met.iter().any(|&(first, second, _)| (first, second) == (0, last)));
    }

    #[test]
    fn threads_change_nothing(records in prop::collection::vec(record(), 0..40)) {
        let alone = Matcher::new(&records, 1);
        let together = Matcher::new(&records, 3);
        let (one, three) = (alone.pairs(0.1), together.pairs(0.1));
        prop_assert_eq!(&one, &three);
        prop_assert_eq!(alone.clusters(&one, 0.5), together.clusters(&three, 0.5));
    }
}

#[test]
fn the_shipped_directory_is_looked_through() {
    let content = directory::content::Content::shipped().expect("sound content");
    let records: Vec<Record> = content
        .services
        .iter()
        .filter_map(|service| {
            let mut organizations = content.organizations.iter();
            let organization = organizations.find(|one| one.id == service.organization_id)?;
            Some(Record::of(service, organization))
        })
        .collect();
    assert_eq!(records.len(), content.services.len());
    let matcher = Matcher::new(&records, 2);
    // Nobody has found a duplicate among them by hand.
    let sure: Vec<_> = matcher
        .pairs(0.9)
        .into_iter()
        .map(|pair| {
            let named = |at: usize| (&records[at].organization.en, &records[at].name.en);
            (pair.score, named(pair.first), named(pair.second))
        })
        .collect();
    assert!(sure.is_empty(), "{sure:#?}");

    // Two lines of youth protection in Montréal are alike in everything but their number and the
    // language they answer in.
    let line = |slug: &str| {
        let id = directory::shipped_id("service", slug);
        let mut all = records.iter();
        all.position(|record| record.id == id).expect("a line")
    };
    let beside = matcher.compare(line("qc-dpj-mtla"), line("qc-dpj-mtlf"));
    let languages = beside.evidence[Field::Languages as usize];
    assert_eq!(languages.agreement, Agreement::Different);
    assert!(languages.weight < 0.0, "{languages:?}");
}
