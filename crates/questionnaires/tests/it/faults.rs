//! Bad files: each fault is told with its line and its remedy, and the rest still serves.

use questionnaires::{Known, LARGEST_FILE, Library, Severity};

use crate::support::{SMALL, read, today};

/// The small instrument with one change, and what must be said of it: part of the fault, and a text on
/// its line.
fn told(change: &[(&str, &str)], what: &str, on_line: Option<&str>) {
    let mut text = SMALL.to_owned();
    for (from, to) in change {
        assert!(text.contains(from), "{from:?} is in the small instrument");
        text = text.replacen(from, to, 1);
    }
    let (library, faults) = read(&text);
    let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
    let fault = faults
        .iter()
        .find(|fault| fault.problem.contains(what))
        .unwrap_or_else(|| panic!("{what:?} is told; instead: {all:#?}"));
    assert_eq!(fault.severity, Severity::Error);
    assert_eq!(fault.file, "folder/small.toml");
    assert!(fault.remedy.len() > 5);
    assert!(library.latest("small").is_none(), "{what}");
    if let Some(on_line) = on_line {
        let line = fault.line.unwrap_or_else(|| panic!("a line: {fault}"));
        let line = text.lines().nth(line as usize - 1).expect("the line");
        assert!(line.contains(on_line), "{fault}: {line}");
    }
}

#[test]
fn the_small_instrument_itself_is_sound() {
    let (library, faults) = read(SMALL);
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(library.latest("small").is_some());
}

#[test]
fn languages_are_both_there() {
    told(
        &[(r#"text = { en = "W", fr = "W" }"#, r#"text = { en = "W" }"#)],
        "text.fr is missing",
        Some("linkId = \"w\""),
    );
    told(
        &[(
            r#"text = { en = "Do it.", fr = "Faites-le." }"#,
            r#"text = { en = " ", fr = "Faites-le." }"#,
        )],
        "text.en is missing",
        Some("id = \"act\""),
    );
    told(
        &[(r#"fr = "Petit""#, r#"fr = """#)],
        "title.fr is missing",
        None,
    );
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    told(
        &[("linkId = \"yes\"", "linkId = \"n\"")],
        "this linkId is used twice",
        Some("linkId = \"n\""),
    );
    told(
        &[("id = \"sign\"", "id = \"rating\"")],
        "this id is used twice",
        None,
    );
    told(
        &[("answerValueSet = \"sign\"", "answerValueSet = \"sings\"")],
        "there is no valueSet \"sings\"",
        Some("linkId = \"s\""),
    );
    told(
        &[("dimension = \"d\"", "dimension = \"x\"")],
        "there is no dimension \"x\"",
        None,
    );
    told(
        &[("rule = \"two\"", "rule = \"three\"")],
        "there is no rule \"three\"",
        None,
    );
    told(
        &[("action = [\"act\"]", "action = [\"wait\"]")],
        "there is no action \"wait\"",
        None,
    );
    told(
        &[("items = [\"ratings\"]", "items = [\"rating\"]")],
        "no item has the linkId",
        None,
    );
    told(
        &[("{ not = \"w\" }", "{ not = \"q\" }")],
        "it speaks of \"q\"",
        None,
    );
    told(
        &[("{ not = \"w\" }", "{ not = \"r1\" }")],
        "no answer to \"r1\" means",
        None,
    );
    told(
        &[("{ not = \"w\" }", "{ item = \"r1\", is = \"middle\" }")],
        "has no answer \"middle\"",
        None,
    );
    told(
        &[("question = \"s\"", "question = \"z\"")],
        "no question has this linkId",
        None,
    );
    told(
        &[("question = \"s\"", "question = \"signs\"")],
        "no question has this linkId",
        None,
    );
}

#[test]
fn a_weight_that_is_not_known_is_not_scored() {
    told(
        &[("strength = \"weak\"\n", "")],
        "its strength (weight) is not given",
        Some("linkId = \"w\""),
    );
    told(
        &[("strength = \"weak\"\n", "strength = \"mild\"\n")],
        "knows no strength",
        None,
    );
    told(
        &[(r#", fr = "Haut" }, weight = 2 }"#, r#", fr = "Haut" } }"#)],
        "the answer \"high\" has no weight",
        None,
    );
    told(
        &[(
            r#"means = "not-known" },
]

[[rule]]"#,
            r#"means = "not-known", weight = 1 },
]

[[rule]]"#,
        )],
        "is open and yet has a weight",
        None,
    );
    let refusal = r#"
[notScored]
reason = { en = "No.", fr = "Non." }
obtain = [{ en = "It.", fr = "Cela." }]

[[valueSet]]"#;
    told(
        &[("\n[[valueSet]]", refusal)],
        "says that it is not scored",
        None,
    );
}

#[test]
fn bands_cover_the_range() {
    told(
        &[("min = 2.0, max = 4.0", "min = 3.0, max = 4.0")],
        "nothing covers 2 to 3",
        Some("id = \"sum\""),
    );
    told(
        &[("min = 2.0, max = 4.0", "min = 1.0, max = 4.0")],
        "two bands cover 1 to 2",
        None,
    );
    told(
        &[("min = 2.0, max = 4.0", "min = 2.0, max = 3.0")],
        "the last ends at 3",
        None,
    );
    told(
        &[("min = 1.0, max = 2.0", "min = 1.5, max = 2.0")],
        "nothing covers 1 to 1.5",
        Some("id = \"mean\""),
    );
    told(
        &[("min = 0.0, max = 1.0", "min = 1.0, max = 0.0")],
        "ends before it begins",
        None,
    );
    told(
        &[(
            "fr = \"Bas\" }, action = [\"act\"]",
            "fr = \"Bas\" }, action = []",
        )],
        "ends in no action",
        None,
    );
}

#[test]
fn circles_and_dead_ends_are_found() {
    // s waits for why, which waits for s.
    told(
        &[(
            "required = true\n",
            "enableWhen = [{ question = \"why\", operator = \"exists\", answer = true }]\n",
        )],
        "leads back to itself",
        Some("linkId = \"s\""),
    );
    told(
        &[(
            "required = true\n",
            "enableWhen = [{ question = \"s\", operator = \"=\", answer = \"present\" }]\n",
        )],
        "leads back to itself",
        None,
    );
    told(
        &[(
            "required = true\n",
            "enableWhen = [{ question = \"yes\", operator = \"=\", answer = true }]\n",
        )],
        "which is asked later",
        None,
    );
    told(
        &[("answer = \"present\"", "answer = \"perhaps\"")],
        "has no answer \"perhaps\"",
        None,
    );
    told(
        &[("answer = 3", "answer = 11")],
        "it is unreachable",
        Some("linkId = \"day\""),
    );
    told(
        &[(
            "enableWhen = [{ question = \"s\", operator = \"=\", answer = \"present\" }]",
            "enableBehavior = \"all\"\nenableWhen = [\n  { question = \"s\", operator = \"=\", answer = \"present\" },\n  { question = \"s\", operator = \"=\", answer = \"absent\" },\n]",
        )],
        "it is unreachable",
        Some("linkId = \"why\""),
    );
    // Reached only by way of a question that the other condition keeps from being asked.
    told(
        &[
            (
                "linkId = \"w\"\n",
                "linkId = \"w\"\nenableWhen = [{ question = \"s\", operator = \"=\", answer = \"absent\" }]\n",
            ),
            (
                "enableWhen = [{ question = \"s\", operator = \"=\", answer = \"present\" }]",
                "enableBehavior = \"all\"\nenableWhen = [\n  { question = \"s\", operator = \"=\", answer = \"present\" },\n  { question = \"w\", operator = \"exists\", answer = true },\n]",
            ),
        ],
        "it is unreachable",
        Some("linkId = \"why\""),
    );
    told(
        &[(
            "enableWhen = [{ question = \"s\", operator = \"=\", answer = \"present\" }]",
            "enableWhen = [\n  { question = \"s\", operator = \"=\", answer = \"present\" },\n  { question = \"s\", operator = \"=\", answer = \"absent\" },\n]",
        )],
        "not said whether all or any",
        None,
    );
    told(
        &[("answer = 3", "answer = \"three\"")],
        "an answer of another type",
        None,
    );
    told(
        &[(
            "operator = \"=\", answer = \"present\"",
            "operator = \">\", answer = \"present\"",
        )],
        "not greater or less",
        None,
    );
    told(
        &[("atLeast = 1 }, {", "atLeast = 2 }, {")],
        "could ever make it positive",
        Some("id = \"d\""),
    );
}

#[test]
fn types_hold_what_belongs_to_them() {
    told(&[("minValue = 0", "minValue = 11")], "no answer fits", None);
    told(
        &[("type = \"integer\"", "type = \"text\"")],
        "only an integer has",
        None,
    );
    told(
        &[(
            "type = \"choice\"\ntext = { en = \"W\"",
            "type = \"string\"\ntext = { en = \"W\"",
        )],
        "only a choice has a list",
        None,
    );
    told(
        &[(
            "type = \"text\"\nmaxLength = 20",
            "type = \"text\"\nrepeats = true\nmaxLength = 20\nanswerOption = []\nminValue = 1",
        )],
        "only an integer has",
        None,
    );
    told(&[("code = \"b\"", "code = \"a\"")], "is there twice", None);
    told(
        &[(
            "type = \"group\"\ntext = { en = \"Facts\"",
            "type = \"display\"\ntext = { en = \"Facts\"",
        )],
        "a group holds items",
        None,
    );
    told(
        &[("version = \"1.0\"", "version = \"1|0\"")],
        "cannot stand in an address",
        None,
    );
    told(
        &[("id = \"small\"", "id = \"Small one\"")],
        "is not made of lower-case",
        None,
    );
}

#[test]
fn sources_and_dates_are_held_to_account() {
    told(
        &[("checkedOn = \"2026-11-01\"", "checkedOn = \"2026-12-24\"")],
        "lies ahead",
        None,
    );
    told(
        &[("reviewBy = \"2027-11-01\"", "reviewBy = \"2026-10-01\"")],
        "not after checkedOn",
        None,
    );
    told(
        &[(
            "source = [{ title = { en = \"Nothing\", fr = \"Rien\" } }]",
            "source = []",
        )],
        "names no source",
        None,
    );
    let text = SMALL
        .replace("checkedOn = \"2026-11-01\"", "checkedOn = \"2025-11-01\"")
        .replace("reviewBy = \"2027-11-01\"", "reviewBy = \"2026-11-01\"");
    let (library, faults) = read(&text);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert_eq!(faults[0].severity, Severity::Warning, "it still serves");
    assert!(library.latest("small").is_some());
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    told(
        &[("status = \"active\"", "status = \"ready\"")],
        "it cannot be read",
        Some("status"),
    );
    told(&[("required = true", "requierd = true")], "requierd", None);
    told(
        &[("linkId = \"s\"", "linkId = ")],
        "it cannot be read",
        Some("linkId"),
    );
    let (_, faults) = Library::read(
        [("x.toml", [b'a', b'\n', 0xFF].as_slice())],
        &Known::default(),
        today(),
    );
    assert_eq!(faults[0].line, Some(2));
    let large = vec![b' '; LARGEST_FILE + 1];
    let (_, faults) = Library::read([("x.toml", large.as_slice())], &Known::default(), today());
    assert!(faults[0].problem.contains("larger than"));
}

#[test]
fn one_faulty_file_leaves_the_others_in_use() {
    let broken = SMALL
        .replace("id = \"small\"", "id = \"broken\"")
        .replace("fr = \"Petit\"", "fr = \"\"");
    let again = SMALL.to_owned();
    let (library, faults) = Library::read(
        [
            ("a.toml", SMALL.as_bytes()),
            ("b.toml", broken.as_bytes()),
            ("c.toml", again.as_bytes()),
        ],
        &Known::default(),
        today(),
    );
    assert!(library.latest("small").is_some());
    assert!(library.latest("broken").is_none());
    let files: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(files, ["b.toml", "c.toml"], "{faults:#?}");
    assert!(faults[1].problem.contains("in another file too"));
}

/// Whatever the bytes, nothing panics.
#[test]
fn cut_files_are_told_and_not_fatal() {
    for end in (0..SMALL.len()).step_by(7) {
        let (library, faults) = read(&SMALL[..end]);
        let is_used = library.latest("small").is_some();
        assert_eq!(
            is_used,
            !faults.iter().any(questionnaires::Fault::is_error),
            "{end}"
        );
    }
}
