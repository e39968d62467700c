//! Whatever the text, reading does not panic, and nothing comes out that is not on the list.

use jiff::civil::date;
use kernel::Lang;
use proptest::prelude::*;

use super::Anywhere;
use crate::{Library, Vocabulary, html, shipped_files};

const HEAD: &str = r#"number = 1
kind = "respond"
licence = "CC BY 4.0"
version = 1
checked_on = "2026-11-25"
review_by = "2027-05-31"
reviewed_by = []
[local_services]
needs = ["crisis-line"]
"#;

fn read(en: &str, fr: &str) -> Library {
    let vocabulary = Vocabulary {
        needs: ["crisis-line".to_owned()].into(),
        ..Vocabulary::default()
    };
    let files = [
        ("guides/one/guide.toml", HEAD),
        ("guides/one/en.md", en),
        ("guides/one/fr.md", fr),
    ];
    let files = files.map(|(path, text)| (path, text.as_bytes()));
    Library::read(files, &vocabulary, date(2026, 11, 25))
}

/// Pieces of Markdown, so that more than paragraphs is met.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# ".to_owned()),
        Just("\n## ".to_owned()),
        Just("\n### ".to_owned()),
        Just("\n- ".to_owned()),
        Just("\n1. ".to_owned()),
        Just("\n> ".to_owned()),
        Just("\n\n".to_owned()),
        Just("**".to_owned()),
        Just("*".to_owned()),
        Just("[a](guide:one#1)".to_owned()),
        Just("[^a]".to_owned()),
        Just("<b>".to_owned()),
        Just("</script>".to_owned()),
        Just("`".to_owned()),
        Just("|---|".to_owned()),
        Just("\n**Next:** x\n".to_owned()),
        "\\PC{0,12}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(en in markdown(), fr in "\\PC*") {
        let library = read(&en, &fr);
        for fault in &library.faults {
            prop_assert!(!fault.problem.is_empty() && !fault.remedy.is_empty());
        }
    }

    #[test]
    fn no_words_become_tags(words in "\\PC{1,40}") {
        // One word with a letter at each end, so that no mark of Markdown stands at the edge.
        let text = format!("# A\n\n## B\n\nx{words}x\n\n**Next:** go.\n");
        let other = text.replace("**Next:**", "**Ensuite :**");
        for guide in read(&text, &other).guides {
            for lang in Lang::ALL {
                for card in &guide.article(lang).cards {
                    let html = html::card(card, lang, &guide.sources, &Anywhere);
                    let mut rest = html.as_str();
                    while let Some(at) = rest.find('<') {
                        let tag = &rest[at..=at + rest[at..].find('>').expect("a tag ends")];
                        let name = tag.trim_start_matches(['<', '/']);
                        let known = ["p>", "p class", "strong>", "em>", "a href", "a>", "sup>"];
                        prop_assert!(known.iter().any(|known| name.starts_with(known)), "{tag}");
                        rest = &rest[at + tag.len()..];
                    }
                }
            }
        }
    }

    #[test]
    fn a_shipped_file_cut_anywhere_does_not_panic(file in 0_usize..200, cut in 0_usize..4000) {
        let files: Vec<(&str, &[u8])> = shipped_files().collect();
        let (path, bytes) = files[file % files.len()];
        let cut = &bytes[..cut.min(bytes.len())];
        let changed = files
            .iter()
            .filter(|(other, _)| other.split('/').nth(2) == path.split('/').nth(2))
            .map(|&(other, bytes)| if other == path { (path, cut) } else { (other, bytes) });
        Library::read(changed, &Vocabulary::default(), date(2026, 11, 25));
    }
}

#[test]
fn marks_are_set_as_a_printer_sets_them() {
    let library = read(
        "# A\n\n## B\n\nIt's fine: go on.\n\n**Next:** go.\n",
        "# A\n\n## B\n\nC'est « bien » : allez! Non ; oui ?\n\n**Ensuite :** allez.\n",
    );
    let guide = library.guides.first().expect("whole");
    let english = html::card(&guide.en.cards[0], Lang::En, &[], &Anywhere);
    assert!(english.contains("It\u{2019}s fine: go on."), "{english}");
    let french = html::card(&guide.fr.cards[0], Lang::Fr, &[], &Anywhere);
    assert!(
        french.contains("C\u{2019}est «\u{a0}bien\u{a0}»\u{a0}: allez! Non\u{a0}; oui\u{a0}?"),
        "{french}"
    );
}

#[test]
fn marks_within_marks_do_not_exhaust_the_stack() {
    let deep = "*a **b ".repeat(4_000);
    read(&format!("# A\n\n## B\n\n{deep}\n"), &"> ".repeat(4_000));
    read(&"[".repeat(4_000), &"- ".repeat(2_000));
}
