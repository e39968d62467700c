//! The readers of content/: the same bytes as every kind of file.
#![no_main]

use directory::content::Content;
use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 11] = [
    "content/directory/bc/example-house.toml",
    "content/taxonomy/needs.toml",
    "content/taxonomy/populations.toml",
    "content/taxonomy/exploitation.toml",
    "content/taxonomy/phrases.en.toml",
    "content/taxonomy/phrases.fr.toml",
    "content/taxonomy/fillers.toml",
    "content/places/places.csv",
    "content/places/fsa.csv",
    "content/places/regions.toml",
    "content/places/provinces.toml",
];

fuzz_target!(|bytes: &[u8]| {
    if let Err(faults) = Content::read(PATHS.map(|path| (path, bytes))) {
        for fault in faults.iter() {
            assert!(fault.file.starts_with("content/"));
            assert!(!fault.problem.is_empty() && !fault.remedy.is_empty());
        }
    }
});
