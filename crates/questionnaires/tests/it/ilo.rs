//! The ILO indicators: the full tables, every boundary of the rule, and an oracle of its own.

use std::collections::BTreeMap;

use questionnaires::{Answer, Compiled, Evaluation, Finding, Library, Response};

use crate::support::{Chance, SHIPPED};

/// The published tables, written here again: for each dimension the strengths of its indicators in
/// order (S strong, M medium, W weak, - not in the list), for an adult and for a child.
const TABLE: [(&str, &str, &str); 6] = [
    ("D1", "SMMMMMMMMW", "SMMMMMMMMS"),
    ("D2", "SMMMMMMMMM", "SSSSMMMMMM"),
    ("D3", "MMMMMMMMMMMMMMWW", "MMMMMMM-MMMMMMMM"),
    ("D4", "SMMMMMMMW", "SMMMMMM-M"),
    ("D5", "SSSSMMMMMMMMMMW", "SSSSSSSSMMMMMMM"),
    ("D6", "MMMMMWW", "MMMMMMM"),
];

/// Codes of indicators with their strengths.
fn table(child: bool) -> Vec<(String, String, char)> {
    let mut found = Vec::new();
    for (dimension, adult, of_child) in TABLE {
        let column = if child { of_child } else { adult };
        for (at, strength) in column.chars().enumerate() {
            if strength != '-' {
                let code = format!("{dimension}.{:02}", at + 1);
                found.push((dimension.to_owned(), code, strength));
            }
        }
    }
    found
}

fn strength_of(letter: char) -> &'static str {
    match letter {
        'S' => "strong",
        'M' => "medium",
        _ => "weak",
    }
}

fn instrument(library: &Library, child: bool) -> &Compiled {
    let id = if child {
        "ilo-labour-child"
    } else {
        "ilo-labour-adult"
    };
    library.latest(id).expect("it ships")
}

#[test]
fn the_tables_are_complete() {
    let library = &*SHIPPED;
    for child in [false, true] {
        let questionnaire = instrument(library, child).questionnaire();
        let written: Vec<(String, String, String)> = questionnaire
            .items()
            .into_iter()
            .filter_map(|item| {
                Some((
                    item.dimension.clone()?,
                    item.link_id.clone(),
                    item.strength.clone()?,
                ))
            })
            .collect();
        let expected: Vec<(String, String, String)> = table(child)
            .into_iter()
            .map(|(dimension, code, letter)| (dimension, code, strength_of(letter).to_owned()))
            .collect();
        assert_eq!(written, expected);
    }
}

#[test]
fn the_counts_are_the_published_ones() {
    let count = |child: bool, letter: char| -> Vec<usize> {
        let table = table(child);
        let of = |dimension: &str| {
            let rows = table.iter().filter(|row| row.0 == dimension);
            rows.filter(|row| row.2 == letter).count()
        };
        TABLE.iter().map(|(dimension, ..)| of(dimension)).collect()
    };
    assert_eq!(table(false).len(), 67);
    assert_eq!(table(true).len(), 65);
    assert_eq!(count(false, 'S'), [1, 1, 0, 1, 4, 0]);
    assert_eq!(count(false, 'W'), [1, 0, 2, 1, 1, 2]);
    assert_eq!(count(true, 'W'), [0; 6]);
    let missing: Vec<String> = table(false).into_iter().map(|row| row.1).collect();
    let child: Vec<String> = table(true).into_iter().map(|row| row.1).collect();
    let missing: Vec<&String> = missing
        .iter()
        .filter(|code| !child.contains(code))
        .collect();
    assert_eq!(missing, ["D3.08", "D4.08"]);
}

/// The rule as its text has it, not as the engine has it.
fn positive(strong: usize, medium: usize, weak: usize) -> bool {
    if strong >= 2 {
        return true;
    }
    if strong == 1 {
        return medium >= 1 || weak >= 1;
    }
    medium >= 3 || (medium == 2 && weak >= 1)
}

#[test]
fn the_words_of_the_rule_hold() {
    assert!(!positive(1, 0, 0), "one strong alone");
    assert!(!positive(0, 2, 0), "two medium alone");
    assert!(!positive(0, 0, 9), "any number of weak");
    assert!(!positive(0, 1, 9), "one medium and any number of weak");
    assert!(positive(2, 0, 0) && positive(1, 1, 0) && positive(1, 0, 1));
    assert!(positive(0, 3, 0) && positive(0, 2, 1));
}

/// Every number of strong, medium and weak that a dimension can have, each known in full.
#[test]
fn every_boundary_of_the_rule() {
    let library = &*SHIPPED;
    let mut tried = 0;
    for child in [false, true] {
        let instrument = instrument(library, child);
        let table = table(child);
        for (dimension, ..) in TABLE {
            let of = |letter: char| -> Vec<&str> {
                let rows = table
                    .iter()
                    .filter(|row| row.0 == dimension && row.2 == letter);
                rows.map(|row| row.1.as_str()).collect()
            };
            let (strong, medium, weak) = (of('S'), of('M'), of('W'));
            for s in 0..=strong.len() {
                for m in 0..=medium.len() {
                    for w in 0..=weak.len() {
                        let mut response = Response::to(instrument.questionnaire());
                        for (codes, number) in [(&strong, s), (&medium, m), (&weak, w)] {
                            for (at, code) in codes.iter().enumerate() {
                                let said = if at < number { "present" } else { "absent" };
                                response.give(code, Answer::code(said));
                            }
                        }
                        let evaluation = instrument.evaluate(&response).expect("sound");
                        let result = evaluation.dimension(dimension).expect("it is there");
                        let expected = if positive(s, m, w) {
                            Finding::Present
                        } else {
                            Finding::Absent
                        };
                        assert_eq!(result.finding, Some(expected), "{dimension} {s} {m} {w}");
                        assert_eq!(result.because.len(), s + m + w);
                        tried += 1;
                    }
                }
            }
        }
    }
    assert!(tried > 400, "{tried}");
}

/// What is known of a dimension: every way in which open indicators could turn out is tried.
fn oracle(present: [usize; 3], open: [usize; 3]) -> Finding {
    let mut can_be = [false; 2];
    for s in 0..=open[0] {
        for m in 0..=open[1] {
            for w in 0..=open[2] {
                let is = positive(present[0] + s, present[1] + m, present[2] + w);
                can_be[usize::from(is)] = true;
            }
        }
    }
    match can_be {
        [true, true] => Finding::NotKnown,
        [true, false] => Finding::Absent,
        _ => Finding::Present,
    }
}

/// The published table of classes.
fn class([d1, d2, d4, d5]: [bool; 4]) -> Option<&'static str> {
    match (d1 || d2, d4, d5) {
        (false, false, false) => Some("none-shown"),
        (false, true, false) => Some("exploitation"),
        (true, true, false) if !d2 => Some("deception-exploitation"),
        (true, true, true) => Some("forced-labour"),
        _ => None,
    }
}

fn ways(finding: Finding) -> &'static [bool] {
    match finding {
        Finding::Present => &[true],
        Finding::Absent => &[false],
        Finding::NotKnown => &[false, true],
    }
}

fn check_classes(found: &BTreeMap<String, Finding>, evaluation: &Evaluation<'_>) {
    let lens = evaluation.lens("ilo-classification").expect("the lens");
    let mut reached: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut all = 0;
    for &d1 in ways(found["D1"]) {
        for &d2 in ways(found["D2"]) {
            for &d4 in ways(found["D4"]) {
                for &d5 in ways(found["D5"]) {
                    *reached.entry(class([d1, d2, d4, d5])).or_default() += 1;
                    all += 1;
                }
            }
        }
    }
    for result in &lens.classes {
        let reached = reached.get(&result.id).copied().unwrap_or_default();
        let expected = match reached {
            0 => Finding::Absent,
            some if some == all => Finding::Present,
            _ => Finding::NotKnown,
        };
        if result.id.is_some() || expected == Finding::NotKnown {
            assert_eq!(result.finding, expected, "{:?} of {found:?}", result.id);
        } else {
            // "No row fits" may stay open although it is settled; it is never settled wrongly.
            assert!(
                result.finding == expected || result.finding == Finding::NotKnown,
                "{found:?}"
            );
        }
    }
}

/// 120,000 random sets of answers against the oracle.
#[test]
fn a_brute_force_oracle_agrees() {
    let library = &*SHIPPED;
    let mut chance = Chance(0x0CA1_12A5);
    let mut seen: BTreeMap<(String, u8), usize> = BTreeMap::new();
    for child in [false, true] {
        let instrument = instrument(library, child);
        let table = table(child);
        for _ in 0..60_000 {
            // Some sets are nearly empty, some nearly full.
            let density = 2 + chance.below(14);
            let openness = 2 + chance.below(14);
            let mut response = Response::to(instrument.questionnaire());
            let mut counts: BTreeMap<&str, ([usize; 3], [usize; 3])> = BTreeMap::new();
            for (dimension, code, letter) in &table {
                let strength = "SMW".find(*letter).expect("a strength");
                let counted = counts.entry(dimension).or_default();
                if chance.below(openness) == 0 {
                    counted.1[strength] += 1;
                    match chance.below(3) {
                        0 => response.give(code, Answer::code("not-known")),
                        1 => response.give(code, Answer::code("not-asked")),
                        _ => {}
                    }
                } else if chance.below(density) == 0 {
                    counted.0[strength] += 1;
                    response.give(code, Answer::code("present"));
                } else {
                    response.give(code, Answer::code("absent"));
                }
            }
            let evaluation = instrument.evaluate(&response).expect("sound");
            let mut found = BTreeMap::new();
            for (dimension, (present, open)) in counts {
                let expected = oracle(present, open);
                let result = evaluation.dimension(dimension).expect("it is there");
                assert_eq!(
                    result.finding,
                    Some(expected),
                    "{dimension}: {present:?} present, {open:?} open"
                );
                let counted: Vec<usize> = result.counts.iter().map(|&n| usize::from(n)).collect();
                assert_eq!(counted, present);
                assert_eq!(result.open.len(), open.iter().sum::<usize>());
                found.insert(dimension.to_owned(), expected);
                *seen
                    .entry((dimension.to_owned(), expected as u8))
                    .or_default() += 1;
            }
            check_classes(&found, &evaluation);
            let means = ["D1", "D2", "D3", "D5", "D6"].map(|one| found[one]);
            let any = if means.contains(&Finding::Present) {
                Finding::Present
            } else if means.contains(&Finding::NotKnown) {
                Finding::NotKnown
            } else {
                Finding::Absent
            };
            let expected = match (child, any, found["D4"]) {
                (true, _, exploitation) => exploitation,
                (false, Finding::Absent, _) | (false, _, Finding::Absent) => Finding::Absent,
                (false, Finding::Present, Finding::Present) => Finding::Present,
                (false, ..) => Finding::NotKnown,
            };
            let lens = evaluation.lens("palermo-reading").expect("the lens");
            assert_eq!(lens.classes[0].finding, expected);
        }
    }
    // Each outcome of each dimension was met often: the comparison was not an empty one.
    assert_eq!(seen.len(), 18);
    assert!(seen.values().all(|&times| times > 100), "{seen:?}");
}

#[test]
fn nothing_answered_settles_nothing() {
    let library = &*SHIPPED;
    for child in [false, true] {
        let instrument = instrument(library, child);
        let response = Response::to(instrument.questionnaire());
        let evaluation = instrument.evaluate(&response).expect("sound");
        for dimension in &evaluation.dimensions {
            assert_eq!(
                dimension.finding,
                Some(Finding::NotKnown),
                "{}",
                dimension.id
            );
        }
        let lens = evaluation.lens("ilo-classification").expect("the lens");
        assert!(lens.settled().is_none());
        assert_eq!(lens.possible().count(), 5);
        // Where the person is a child, the duty to report waits for no finding.
        let actions = evaluation.actions(instrument);
        let actions: Vec<&str> = actions.iter().map(|one| one.id.as_str()).collect();
        let expected: &[&str] = if child { &["duty-to-report"] } else { &[] };
        assert_eq!(actions, expected);
    }
}

#[test]
fn a_settled_class_names_its_reasons_and_ends_in_an_action() {
    let library = &*SHIPPED;
    let instrument = instrument(library, true);
    let mut response = Response::to(instrument.questionnaire());
    for code in ["D1.01", "D1.02", "D4.01", "D4.02", "D5.01", "D5.03"] {
        response.give(code, Answer::code("present"));
    }
    let evaluation = instrument.evaluate(&response).expect("sound");
    let lens = evaluation.lens("ilo-classification").expect("the lens");
    let class = lens.settled().expect("settled, whatever is open");
    assert_eq!(class.id, Some("forced-labour"));
    assert_eq!(class.dimensions, ["D1", "D4", "D5"]);
    let result = evaluation.dimension("D5").expect("it is there");
    assert_eq!(result.because, ["D5.01", "D5.03"]);
    // A child: the duty to report comes first.
    assert_eq!(evaluation.actions(instrument)[0].id, "duty-to-report");
}

#[test]
fn the_sexual_lists_can_be_answered_and_refuse_to_score() {
    let library = &*SHIPPED;
    for (id, count) in [("ilo-sexual-adult", 67), ("ilo-sexual-child", 65)] {
        let instrument = library.latest(id).expect("it ships");
        let mut response = Response::to(instrument.questionnaire());
        let items = instrument.questionnaire().items();
        for item in items.iter().filter(|item| item.kind.is_question()) {
            assert_eq!(item.strength, None, "{}", item.link_id);
            response.give(&item.link_id, Answer::code("present"));
        }
        let evaluation = instrument.evaluate(&response).expect("sound");
        let refusal = evaluation.not_scored.expect("it refuses");
        assert!(refusal.missing.reason.is_complete());
        assert_eq!(evaluation.progress.present, count);
        assert!(
            evaluation
                .dimensions
                .iter()
                .all(|one| one.finding.is_none())
        );
        assert!(evaluation.lenses.is_empty() && evaluation.scores.is_empty());
        let is_child = id.ends_with("child");
        assert_eq!(
            evaluation.by_themselves.contains(&"duty-to-report"),
            is_child
        );
    }
}
