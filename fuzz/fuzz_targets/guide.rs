//! The reader of guides: whatever the text, it does not panic, and every fault says what and what to do.
#![no_main]

use guidance::{Library, Vocabulary};
use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = br#"number = 1
kind = "respond"
licence = "CC BY 4.0"
version = 1
checked_on = "2026-11-25"
review_by = "2027-05-31"
reviewed_by = []
[local_services]
needs = ["crisis-line"]
"#;

fuzz_target!(|text: &[u8]| {
    let files = [
        ("guides/one/guide.toml", HEAD),
        ("guides/one/en.md", text),
        ("guides/one/fr.md", text),
        ("guides/two/guide.toml", text),
        ("jurisdictions/mb/duty-to-report.toml", text),
    ];
    let library = Library::read(
        files,
        &Vocabulary::default(),
        jiff::civil::date(2026, 11, 25),
    );
    for fault in &library.faults {
        assert!(!fault.problem.is_empty() && !fault.remedy.is_empty());
    }
});
