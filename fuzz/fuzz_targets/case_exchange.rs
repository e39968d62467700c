//! Cases from elsewhere: the same bytes as HTCDS in JSON and CSV, and as an export of Primero.
#![no_main]

use casework::exchange::{from_csv, from_json, from_primero, import, to_csv, to_json};
use libfuzzer_sys::fuzz_target;
use uuid::Uuid;

fuzz_target!(|text: &str| {
    let _ = from_primero(text, Uuid::nil);
    for read in [from_json(text), from_csv(text)] {
        let Ok((cases, _)) = read else { continue };
        for case in &cases {
            let _ = import(case, Uuid::nil());
        }
        // What was read can be written and read again.
        from_json(&to_json(&cases)).expect("written by us");
        from_csv(&to_csv(&cases).0).expect("written by us");
    }
});
