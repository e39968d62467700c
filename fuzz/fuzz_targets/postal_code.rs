//! Postal codes, of which three characters are kept.
#![no_main]

use directory::geography::Fsa;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    if let Ok(fsa) = Fsa::parse(typed) {
        assert_eq!(fsa.as_str().len(), 3);
        assert_eq!(Fsa::parse(fsa.as_str()), Ok(fsa));
    }
});
