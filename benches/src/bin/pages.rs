//! `cargo run --release -p benches --bin pages -- --rounds 5`
//!
//! Answers every search of the mixed queries in one thread, through the program's own router but
//! without a socket, and prints what one page cost: for profiling (`perf record`, `valgrind
//! --tool=callgrind`), where a load generator would stand in the way.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::sync::Arc;

use anyhow::{Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use benches::generator::Generator;
use benches::{http, machine, queries};
use clap::Parser;
use directory::content::Content;
use search::Index;
use tower::ServiceExt as _;

/// Answers the mixed queries as pages.
#[derive(Debug, Parser)]
struct Arguments {
    /// Listings in the made-up directory.
    #[arg(long, default_value_t = 10_000)]
    size: usize,
    /// Times each query is answered.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// What the client accepts: "gzip" or "identity".
    #[arg(long, default_value = "gzip")]
    encoding: String,
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let content = Content::shipped().map_err(|faults| anyhow::anyhow!("{faults}"))?;
    let generator = Generator::new()?;
    let searches: Vec<_> = queries::queries(&generator)
        .iter()
        .map(http::form)
        .collect();
    let taxonomy = Arc::new(content.taxonomy.clone());
    let index = Index::in_memory(generator.listings(arguments.size), taxonomy)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let router = http::pages(index, content).await?;
        ask(&router, &searches, &arguments.encoding, 1).await?;
        let begun = machine::process_cpu();
        let bytes = ask(&router, &searches, &arguments.encoding, arguments.rounds).await?;
        let spent = machine::process_cpu().saturating_sub(begun);
        let pages = (searches.len() * arguments.rounds) as f64;
        println!(
            "{:.1} us of processor time and {:.0} bytes of body for each of {pages} pages",
            spent.as_secs_f64() * 1e6 / pages,
            bytes as f64 / pages,
        );
        Ok(())
    })
}

/// Sends every search `rounds` times; gives the bytes of all bodies.
async fn ask(
    router: &Router,
    searches: &[(&'static str, String)],
    encoding: &str,
    rounds: usize,
) -> Result<usize> {
    let mut bytes = 0;
    for (path, body) in searches.iter().cycle().take(searches.len() * rounds) {
        let request = Request::post(*path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(ACCEPT_ENCODING, encoding)
            .body(Body::from(body.clone()))?;
        let answer = router.clone().oneshot(request).await?;
        ensure!(answer.status().is_success(), "{path}: {}", answer.status());
        bytes += to_bytes(answer.into_body(), usize::MAX).await?.len();
    }
    Ok(bytes)
}
