//! The readers of mappings, TOML and YAML.
#![no_main]

use directory::import::Mapping;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Mapping::from_toml(text);
    let _ = Mapping::from_yaml(text);
});
