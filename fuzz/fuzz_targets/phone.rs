//! Telephone numbers.
#![no_main]

use directory::phone::PhoneNumber;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|written: &str| {
    if let Ok(number) = written.parse::<PhoneNumber>() {
        assert_eq!(number.to_string().parse(), Ok(number.clone()));
        assert_eq!(number.uri().parse(), Ok(number));
    }
});
