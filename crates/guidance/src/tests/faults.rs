//! One fault at a time in a guide or a sheet that is otherwise whole: it is told, with its file and
//! line, and only what it spoils is left out.

use jiff::civil::date;

use super::vocabulary;
use crate::{Fault, Library, Severity};

const HEAD: &str = r#"number = 1
kind = "respond"
licence = "CC BY 4.0"
version = 1
checked_on = "2026-11-25"
review_by = "2027-05-31"
reviewed_by = []

[local_services]
needs = ["crisis-line"]

[[source]]
id = "a"
title = { en = "A page", fr = "Une page" }
url = "https://example.org/a"
read_on = "2026-11"
confidence = "read-from-source"
"#;

const EN: &str = "# A guide

For you.

## One

Call if you can. [^a]

- Sit down.
- Drink water.

**Next:** go on.
";

const FR: &str = "# Un guide

Pour vous.

## Un

Appelez si vous pouvez. [^a]

- Asseyez-vous.
- Buvez de l'eau.

**Ensuite :** continuez.
";

const SHEET: &str = r#"jurisdiction = "YT"
name = { en = "Yukon", fr = "Yukon" }
statute = { en = "An Act", fr = "Une loi" }
statute_verified = true
services = ["yt-child"]
"#;

fn rule(id: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\ntext = {{ en = \"x\", fr = \"x\" }}\nsource = \"https://example.org\"\n\
         read_on = \"2026-11\"\nreview_by = \"2027-05-31\"\nverified = true\n"
    )
}

fn sheet() -> String {
    let rules: Vec<String> = ["child", "who", "when", "to-whom", "how"].map(rule).into();
    format!("{SHEET}{}", rules.concat())
}

/// A whole guide `other` beside the one that is changed, and a sheet.
fn read(head: &str, en: &str, fr: &str, sheet: &str) -> Library {
    let other = HEAD.replace("number = 1", "number = 2");
    let files = [
        ("content/guides/one/guide.toml", head),
        ("content/guides/one/en.md", en),
        ("content/guides/one/fr.md", fr),
        ("guides/other/guide.toml", &other),
        ("guides/other/en.md", EN),
        ("guides/other/fr.md", FR),
        ("content/jurisdictions/yt/duty-to-report.toml", sheet),
    ];
    let files = files.map(|(path, text)| (path, text.as_bytes()));
    Library::read(files, &vocabulary(), date(2026, 11, 25))
}

fn told(library: &Library, part: &str) -> Fault {
    let found = library
        .faults
        .iter()
        .find(|fault| fault.to_string().contains(part));
    found.cloned().unwrap_or_else(|| {
        let all: Vec<String> = library.faults.iter().map(ToString::to_string).collect();
        panic!("{part:?} is not among:\n{}", all.join("\n"))
    })
}

#[test]
fn what_is_whole_has_no_fault() {
    let library = read(HEAD, EN, FR, &sheet());
    assert!(library.faults.is_empty(), "{:?}", library.faults);
    assert_eq!((library.guides.len(), library.sheets.len()), (2, 1));
}

#[test]
fn every_fault_of_a_text_is_told_and_the_rest_is_served() {
    let cases: &[(&str, &str, &str)] = &[
        ("# A guide\n", "", "en.md:1: the guide has no title"),
        (
            "## One",
            "### One",
            "en.md:5: a heading of this level has no place here",
        ),
        ("## One", "##### One", "en.md:5: a heading of this level"),
        (
            "For you.",
            "For you.\n\n# Again",
            "en.md:5: there is a second title (#)",
        ),
        (
            "**Next:** go on.",
            "Go on.",
            "en.md:5: the card does not end with what to do next",
        ),
        (
            "**Next:** go on.",
            "**Next:**",
            "en.md:5: the card does not end with what to do next",
        ),
        (
            "Sit down.",
            "Sit <b>down</b>.",
            "en.md:9: a guide cannot hold raw HTML",
        ),
        (
            "Sit down.",
            "Sit `down`.",
            "en.md:9: a guide cannot hold code",
        ),
        (
            "Sit down.",
            "![x](y.png)",
            "en.md:9: a guide cannot hold a picture",
        ),
        (
            "Sit down.",
            "Sit down.\n  - Or not.",
            "a guide cannot hold a list inside another block",
        ),
        (
            "Sit down.",
            "Sit ~~up~~ down.",
            "a guide cannot hold struck-out words",
        ),
        (
            "For you.",
            "| a | b |\n|---|---|\n| c | d |",
            "en.md:3: a guide cannot hold a table",
        ),
        ("For you.", "    code", "en.md:3: a guide cannot hold code"),
        (
            "For you.",
            "<script>x</script>",
            "en.md:3: a guide cannot hold raw HTML",
        ),
        ("For you.", "---", "en.md:3: a guide cannot hold a rule"),
        ("[^a]", "[^b]", "en.md:7: there is no source “b”"),
        (" [^a]", "", "the source “a” is not used"),
        (
            "[^a]",
            "[^a] [x](https://example.org)",
            "a guide does not lead to other sites",
        ),
        ("[^a]", "[^a] [x](nowhere)", "the link has no kind"),
        (
            "[^a]",
            "[^a] [x](javascript:alert)",
            "a guide does not lead to other sites",
        ),
        (
            "[^a]",
            "[^a] [x](page:nothing)",
            "there is no page of this name",
        ),
        (
            "[^a]",
            "[^a] [x](guide:nothing)",
            "leads to the guide “nothing”",
        ),
        (
            "[^a]",
            "[^a] [x](guide:other#7)",
            "the guide “other” has 1 cards",
        ),
        ("[^a]", "[^a] [x](guide:other#0)", "not a number from 1"),
        ("[^a]", "[^a] [](guide:other)", "the link has no words"),
        (
            "[^a]",
            "[^a] [911](tel:112)",
            "the link says “911” and calls 112",
        ),
        (
            "[^a]",
            "[^a] [1-800-555-0199](tel:+18005550199)",
            "no service of the directory has the number",
        ),
        (
            "[^a]",
            "[^a] [x](tel:abc)",
            "the telephone number is not digits",
        ),
        ("Sit down.", "Wait 3 days.", "“3” in “Wait 3 days."),
        ("Sit down.", "It is against the law.", "“law” in"),
        ("Sit down.", "The Act says so.", "“Act” in"),
        ("For you.", "In 2019 all changed.", "“2019” in"),
        ("go on.", "wait 5 days.", "“5” in"),
        (
            "- Drink water.\n",
            "",
            "card 1: English has a list of 1, French has a list of 2",
        ),
        (
            "Sit down.",
            "[Sit](guide:other).",
            "card 1: English has a list of 2 with a link",
        ),
        (
            "For you.",
            "For you.\n\nAnd me.",
            "what stands before the first card differs",
        ),
        (
            "**Next:** go on.",
            "**Next:** go on.\n\n## Two\n\n**Next:** end.",
            "English has 2 cards, French 1",
        ),
    ];
    for (from, to, problem) in cases {
        assert!(EN.contains(from), "{from}");
        let library = read(HEAD, &EN.replacen(from, to, 1), FR, &sheet());
        // Some faults are told of the French file, which then differs.
        let fault = told(&library, problem);
        assert!(fault.file.starts_with("content/guides/one/"), "{fault}");
        assert!(!fault.remedy.is_empty());
        let slugs: Vec<&str> = library
            .guides
            .iter()
            .map(|guide| guide.slug.as_str())
            .collect();
        assert_eq!(slugs, ["other"], "{problem}");
        assert_eq!(library.sheets.len(), 1);
    }
}

#[test]
fn every_fault_of_a_head_is_told() {
    let cases: &[(&str, &str, &str)] = &[
        ("number = 1", "", "guide.toml:1: missing field `number`"),
        (
            "version = 1",
            "version = 1\ncolour = 2",
            "guide.toml:5: unknown field `colour`",
        ),
        (
            "\"respond\"",
            "\"recipe\"",
            "guide.toml:2: unknown variant `recipe`",
        ),
        (
            "\"crisis-line\"",
            "\"pony\"",
            "there is no “pony” among needs",
        ),
        ("[\"crisis-line\"]", "[]", "the guide ends without services"),
        (
            "review_by = \"2027-05-31\"",
            "review_by = \"2026-11-25\"",
            "looked at again before it was checked",
        ),
        (
            "url = \"https://example.org/a\"\n",
            "",
            "says it was read, and not where or when",
        ),
        (
            "\"2026-11\"",
            "\"2026-13\"",
            "says it was read, and not where or when",
        ),
        (
            "fr = \"Une page\"",
            "fr = \"\"",
            "the source “a” is not named in both languages",
        ),
        ("\"2026-11-25\"", "\"yesterday\"", "guide.toml:5:"),
    ];
    for (from, to, problem) in cases {
        assert!(HEAD.contains(from), "{from}");
        let library = read(&HEAD.replacen(from, to, 1), EN, FR, &sheet());
        let fault = told(&library, problem);
        assert_eq!(fault.severity, Severity::Error, "{fault}");
        assert!(library.guide_of("other").is_some(), "{problem}");
        assert_eq!(library.sheets.len(), 1);
    }
}

#[test]
fn of_two_guides_with_one_number_the_first_is_served() {
    let head = HEAD.replace("number = 1", "number = 2");
    let library = read(&head, EN, FR, &sheet());
    let fault = told(&library, "guide.toml:1: another guide has the number 2");
    assert_eq!(fault.file, "guides/other/guide.toml");
    assert!(library.guide_of("one").is_some() && library.guide_of("other").is_none());
}

#[test]
fn a_guide_past_its_review_is_served_with_a_warning() {
    let head = HEAD
        .replace("2027-05-31", "2026-10-31")
        .replace("checked_on = \"2026-11-25\"", "checked_on = \"2026-05-01\"");
    let library = read(&head, EN, FR, &sheet());
    let fault = told(&library, "was to be looked at by 2026-10-31");
    assert_eq!(fault.severity, Severity::Warning);
    assert!(fault.to_string().contains("guide.toml:6: warning: "));
    assert!(library.guide_of("one").is_some());
}

#[test]
fn a_missing_language_is_told_and_the_guide_left_out() {
    let files = [
        ("guides/one/guide.toml", HEAD),
        ("guides/one/en.md", EN),
        ("guides/one/notes.txt", "x"),
        ("guides/stray.md", "x"),
    ];
    let files = files.map(|(path, text)| (path, text.as_bytes()));
    let library = Library::read(files, &vocabulary(), date(2026, 11, 25));
    assert!(library.guides.is_empty());
    told(
        &library,
        "content/guides/one/fr.md: the guide is missing in this language",
    );
    told(
        &library,
        "guides/one/notes.txt: nothing reads a file of this name",
    );
    told(
        &library,
        "guides/stray.md: nothing reads a file of this name",
    );
}

#[test]
fn hard_words_and_long_cards_are_told() {
    let hard = "Individuals experiencing exploitation may demonstrate eligibility for comprehensive \
                interdisciplinary assistance irrespective of immigration documentation.";
    let library = read(
        HEAD,
        &EN.replace("For you.", &[hard; 9].join(" ")),
        FR,
        &sheet(),
    );
    told(&library, "the guide is hard to read: grade");
    let long = "Drink water now and then. ".repeat(60);
    let library = read(HEAD, &EN.replace("Drink water.", &long), FR, &sheet());
    told(&library, "en.md:5: the card has");
}

#[test]
fn a_list_of_signs_without_its_sentence_is_told() {
    let head = HEAD.replace("\"respond\"", "\"recognise\"");
    let library = read(&head, EN, FR, &sheet());
    told(
        &library,
        "lists signs and does not say that no list proves anything",
    );
    assert!(library.guide_of("one").is_none());
}

#[test]
fn every_fault_of_a_sheet_is_told_and_the_guides_are_served() {
    let cases: &[(&str, &str, &str)] = &[
        (
            "\"YT\"",
            "\"QC\"",
            "toml:1: the file is in the folder yt and says QC",
        ),
        (
            "fr = \"Une loi\"",
            "fr = \"\"",
            "toml:3: the statute is not there in both languages",
        ),
        (
            "\"yt-child\"",
            "\"yt-nobody\"",
            "toml:5: the directory has no service “yt-nobody”",
        ),
        (
            "id = \"who\"",
            "id = \"whom\"",
            "nothing shows a rule “whom”",
        ),
        (
            "id = \"who\"",
            "id = \"child\"",
            "the rule “child” is there 2 times",
        ),
        (
            "fr = \"x\"",
            "fr = \"\"",
            "the rule “child” is not in both languages",
        ),
        (
            "\"https://example.org\"",
            "\"from memory\"",
            "does not say where it was read",
        ),
        ("\"2026-11\"", "\"lately\"", "does not say when it was read"),
        (
            "verified = true\n\n",
            "verified = false\nbelow_age = 18\n\n",
            "gives an age to compute with that nobody verified",
        ),
        ("review_by", "review_at", "unknown field `review_at`"),
    ];
    let sheet = sheet();
    for (from, to, problem) in cases {
        assert!(sheet.contains(from), "{from}");
        let library = read(HEAD, EN, FR, &sheet.replacen(from, to, 1));
        let fault = told(&library, problem);
        assert_eq!(fault.severity, Severity::Error, "{fault}");
        assert!(library.sheets.is_empty(), "{problem}");
        assert_eq!(library.guides.len(), 2);
    }
    let old = sheet.replacen("2027-05-31", "2026-01-01", 1);
    let library = read(HEAD, EN, FR, &old);
    assert_eq!(
        told(&library, "was to be looked at").severity,
        Severity::Warning
    );
    assert_eq!(library.sheets.len(), 1);
}

#[test]
fn what_is_not_text_is_told() {
    let large = vec![b'x'; 300 << 10];
    let files: [(&str, &[u8]); 3] = [
        ("guides/one/en.md", b"# A\n\xff"),
        ("guides/two/en.md", &large),
        ("directory/bc/x.toml", b"\xff"),
    ];
    let library = Library::read(files, &vocabulary(), date(2026, 11, 25));
    told(
        &library,
        "guides/one/en.md:2: there is a character that is not UTF-8",
    );
    told(&library, "guides/two/en.md: the file is larger than");
    assert!(
        library
            .faults
            .iter()
            .all(|fault| !fault.file.contains("directory"))
    );
}
