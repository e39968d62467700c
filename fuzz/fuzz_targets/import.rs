//! The reader of exports: the same bytes as a table, as JSON, as a flat list and as a zip. Each row ends
//! somewhere.
#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use directory::content::Content;
use directory::import::{
    InHand, InMemory, Options, Outcome, Package, ZipLimits, Zipped, read,
};
use libfuzzer_sys::fuzz_target;

static CONTENT: LazyLock<Content> = LazyLock::new(|| Content::shipped().expect("it ships"));

fn take(package: &mut dyn Package) {
    let options = Options::new("fuzz", "2026");
    let (gazetteer, taxonomy) = (&CONTENT.gazetteer, &CONTENT.taxonomy);
    if let Ok(mut harvest) = read(package, &options, gazetteer, taxonomy, &InMemory) {
        assert_eq!(harvest.report.count(Outcome::Open), 0);
        while let Some(service) = harvest.next_service().expect("memory") {
            assert!(!service.name.is_empty());
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    for name in ["services.csv", "phones.csv", "schedules.csv", "export.json", "pages.ndjson"] {
        take(&mut InHand(vec![(name.to_owned(), bytes.to_vec())]));
    }
    let limits = ZipLimits {
        files: 10,
        total: 1 << 20,
        ratio: 100,
    };
    if let Ok(mut zip) = Zipped::new(Cursor::new(bytes), limits) {
        take(&mut zip);
    }
});
