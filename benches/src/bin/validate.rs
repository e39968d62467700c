//! `cargo run --release -p benches --bin validate`
//!
//! Holds HSDS services against the merged schemas, with formats asserted: our own table beside the
//! `jsonschema` crate, on the same bytes in the same run, turn by turn. With the reading of the JSON and
//! without it; sound services (every answer of the shipped directory and the published example) and
//! the same with a fault in each.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use benches::machine;
use clap::Parser;
use directory::Listing;
use directory::content::Content;
use directory::hsds::schema::bundle;
use directory::hsds::validate::{SCHEMAS, Schema};
use directory::hsds::{Depth, Edge, PublicOrganization, Version};
use jiff::Timestamp;
use jsonschema::Validator;
use kernel::Lang;
use serde_json::{Value, json};

/// Validates services.
#[derive(Debug, Parser)]
struct Arguments {
    /// Turns; the median of each side counts.
    #[arg(long, default_value_t = 15)]
    turns: usize,
    /// Times that all services are validated in a turn.
    #[arg(long, default_value_t = 20)]
    rounds: usize,
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The published example, whole.
const EXAMPLE: &str =
    include_str!("../../../content/standards/hsds-3.1/examples/service_full.json");

struct Sides {
    ours: Schema<'static>,
    theirs: Validator,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let sides = Sides {
        ours: SCHEMAS.of("service").context("the schema of a service")?,
        theirs: jsonschema::options()
            .should_validate_formats(true)
            .build(&bundle("service", true))?,
    };
    let sound = services()?;
    let broken: Vec<Value> = sound.iter().cloned().enumerate().map(break_one).collect();
    for (values, valid) in [(&sound, true), (&broken, false)] {
        for value in values {
            ensure!(sides.ours.is_valid(value) == valid, "ours: {value}");
            ensure!(sides.theirs.is_valid(value) == valid, "theirs: {value}");
        }
    }
    println!(
        "{} services, {:.1} kB each; services a second, one thread\n",
        sound.len(),
        bytes(&sound).iter().map(Vec::len).sum::<usize>() as f64 / 1e3 / sound.len() as f64,
    );
    println!(
        "{:<34} {:>12} {:>12} {:>7}",
        "", "ours", "jsonschema", "times"
    );
    for (what, values) in [("sound", &sound), ("a fault in each", &broken)] {
        let bytes = bytes(values);
        let ours = |value: &Value| sides.ours.is_valid(value);
        let theirs = |value: &Value| sides.theirs.is_valid(value);
        line(
            &arguments,
            &format!("{what}, yes or no"),
            values,
            ours,
            theirs,
        );
        let ours = |value: &Value| sides.ours.faults(value).is_empty();
        let theirs = |value: &Value| sides.theirs.iter_errors(value).count() == 0;
        line(
            &arguments,
            &format!("{what}, every fault"),
            values,
            ours,
            theirs,
        );
        let ours = |text: &Vec<u8>| {
            let value: Value = serde_json::from_slice(text).unwrap_or_default();
            sides.ours.faults(&value).is_empty()
        };
        let theirs = |text: &Vec<u8>| {
            let value: Value = serde_json::from_slice(text).unwrap_or_default();
            sides.theirs.iter_errors(&value).count() == 0
        };
        line(
            &arguments,
            &format!("{what}, every fault, reading too"),
            &bytes,
            ours,
            theirs,
        );
    }
    Ok(())
}

/// Measures both sides in turn and prints the medians.
fn line<T>(
    arguments: &Arguments,
    what: &str,
    all: &[T],
    ours: impl Fn(&T) -> bool,
    theirs: impl Fn(&T) -> bool,
) {
    let mut times = [Vec::new(), Vec::new()];
    for turn in 0..=arguments.turns {
        let spent = [
            measure(arguments.rounds, all, &ours),
            measure(arguments.rounds, all, &theirs),
        ];
        // The first turn warms up.
        if turn > 0 {
            times[0].push(spent[0]);
            times[1].push(spent[1]);
        }
    }
    let [ours, theirs] = times.map(|mut times| {
        times.sort_unstable();
        let median = times[times.len() / 2].as_secs_f64();
        (all.len() * arguments.rounds) as f64 / median
    });
    println!(
        "{what:<34} {ours:>12.0} {theirs:>12.0} {:>7.2}",
        ours / theirs
    );
}

/// Processor time of `rounds` over `all`.
fn measure<T>(rounds: usize, all: &[T], is_valid: &impl Fn(&T) -> bool) -> Duration {
    let begun = machine::process_cpu();
    for _ in 0..rounds {
        for one in all {
            black_box(is_valid(black_box(one)));
        }
    }
    machine::process_cpu().saturating_sub(begun)
}

fn bytes(values: &[Value]) -> Vec<Vec<u8>> {
    values
        .iter()
        .map(|value| value.to_string().into_bytes())
        .collect()
}

/// Every listed service of the shipped directory in full, and the published example.
fn services() -> Result<Vec<Value>> {
    let content = Content::shipped().map_err(|faults| anyhow::anyhow!("{faults}"))?;
    let edge = Edge {
        lang: Lang::En,
        version: Version::V3_1,
        now: Timestamp::constant(1_795_557_600, 0),
        taxonomy: &content.taxonomy,
        language_name: &|_, _| None,
    };
    let mut services = vec![serde_json::from_str(EXAMPLE)?];
    for service in &content.services {
        let organization = content
            .organizations
            .iter()
            .find(|one| one.id == service.organization_id)
            .context("its organization")?;
        if let Some(listing) = Listing::build(service, organization, &content.gazetteer) {
            let organization = PublicOrganization::from(&listing);
            let service = edge.service(&listing, &organization, Depth::Full);
            services.push(serde_json::to_value(service)?);
        }
    }
    Ok(services)
}

/// One fault in each, of a kind that turns with its number.
fn break_one((at, mut service): (usize, Value)) -> Value {
    let (field, wrong) = [
        ("id", json!("not an id")),
        ("status", json!("open")),
        ("name", json!(7)),
        ("email", json!("nobody")),
        ("url", json!("www.example.org")),
        ("last_modified", json!("yesterday")),
        (
            "phones",
            json!([{"id": "11111111-1111-4111-8111-111111111111"}]),
        ),
    ][at % 7]
        .clone();
    service[field] = wrong;
    service
}
