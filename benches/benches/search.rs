//! Micro-benchmarks of the search core over 10,000 made-up listings: `cargo bench -p benches`.

use std::hint::black_box;
use std::sync::Arc;

use benches::generator::Generator;
use benches::measure;
use criterion::{Criterion, criterion_group, criterion_main};
use directory::content::Content;
use directory::geography::{Near, Point, Province};
use directory::query::Plan;
use jiff::Timestamp;
use kernel::Text;
use search::{Filters, Index, Request, Sort};

const LISTINGS: usize = 10_000;

fn words(text: &str) -> Request {
    Request {
        text: text.to_owned(),
        ..Request::default()
    }
}

fn from_prince_george() -> Near {
    Near {
        label: Text::new("Prince George, BC", "Prince George, BC"),
        province: Province::BC,
        point: Point {
            latitude: 53.917,
            longitude: -122.749,
        },
        measurable: true,
        fsa: None,
        district: None,
    }
}

fn cases() -> Vec<(&'static str, Request)> {
    vec![
        ("words", words("trauma counselling")),
        (
            "words, French without accents",
            words("hebergement d'urgence"),
        ),
        ("everyday phrase", words("mon patron garde mon passeport")),
        ("typing mistake", words("counsceling")),
        ("browse with counts", Request::default()),
        (
            "browse one need",
            Request {
                filters: Filters {
                    needs: vec!["shelter-housing".into()],
                    ..Filters::default()
                },
                ..Request::default()
            },
        ),
        (
            "nearest first",
            Request {
                near: Some(from_prince_george()),
                sort: Sort::Nearest,
                ..Request::default()
            },
        ),
        (
            "words within 50 km",
            Request {
                text: "shelter".to_owned(),
                near: Some(from_prince_george()),
                filters: Filters {
                    radius_km: Some(50),
                    ..Filters::default()
                },
                ..Request::default()
            },
        ),
    ]
}

fn search_core(criterion: &mut Criterion) {
    let content = Content::shipped().expect("the shipped content is sound");
    let taxonomy = Arc::new(content.taxonomy.clone());
    let generator = Generator::new().expect("the shipped towns are sound");
    let index = Index::in_memory(generator.listings(LISTINGS), Arc::clone(&taxonomy))
        .expect("the made-up directory can be indexed");
    let now: Timestamp = measure::NOW.parse().expect("a moment");
    criterion.bench_function("plan of a phrase", |bencher| {
        bencher.iter(|| {
            Plan::parse(
                black_box("my boss took my passport and won't pay me"),
                &taxonomy,
            )
        });
    });
    for (name, request) in cases() {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| index.find(black_box(&request), now).expect("an answer"));
        });
    }
    criterion.bench_function("one made-up listing", |bencher| {
        let mut at = 0;
        bencher.iter(|| {
            at += 1;
            generator.listing(at)
        });
    });
}

criterion_group!(core, search_core);
criterion_main!(core);
