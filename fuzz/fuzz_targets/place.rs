//! Where a person says they are.
#![no_main]

use std::sync::LazyLock;

use directory::content::Content;
use libfuzzer_sys::fuzz_target;

static CONTENT: LazyLock<Content> = LazyLock::new(|| Content::shipped().expect("it ships sound"));

fuzz_target!(|typed: &str| {
    if let Some(near) = CONTENT.gazetteer.find(typed) {
        assert!(near.point.is_in_canada());
    }
    assert!(CONTENT.gazetteer.near_misses(typed).len() <= 5);
});
