//! What a person searches for.
#![no_main]

use std::sync::LazyLock;

use directory::content::Content;
use directory::query::{MOST_WORDS, Plan};
use libfuzzer_sys::fuzz_target;

static CONTENT: LazyLock<Content> = LazyLock::new(|| Content::shipped().expect("it ships sound"));

fuzz_target!(|text: &str| {
    let plan = Plan::parse(text, &CONTENT.taxonomy);
    assert!(plan.words.len() <= MOST_WORDS);
});
