//! What people type into a case: codes, amounts, rules of repeating, language tags, enquiries; and files.
#![no_main]

use casework::case::{ClientCode, LanguageTag};
use casework::document::{Offered, Scan, check};
use casework::enquiry::{self, Known};
use casework::fund::Cents;
use casework::task::Repeat;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = check(&Offered {
        bytes,
        name: "letter.docx",
        is_identity_paper: false,
        scan: Scan::Clean,
        scan_required: true,
    });
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(code) = text.parse::<ClientCode>() {
        assert_eq!(code.to_string().parse(), Ok(code));
    }
    if let Ok(tag) = text.parse::<LanguageTag>() {
        assert_eq!(tag.as_str().parse(), Ok(tag.clone()));
    }
    if let Ok(rule) = text.parse::<Repeat>() {
        assert_eq!(rule.to_string().parse(), Ok(rule.clone()));
    }
    if let Ok(amount) = text.parse::<Cents>() {
        assert_eq!(amount.to_string().parse(), Ok(amount));
    }
    let name = text.get(..text.len().min(8)).unwrap_or_default();
    for finding in enquiry::check(text, &Known { words: &[name] }) {
        assert!(text.get(finding.from..finding.to).is_some());
    }
});
