//! `cargo run --release -p benches --no-default-features --bin duplicates -- --python target/venv/bin/python`
//!
//! Makes records of which a tenth are duplicates, finds the pairs, and prints how right and how fast;
//! with `--python`, splink and recordlinkage do the same beside it, on the same blocking keys.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use std::collections::HashSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use benches::duplicates::{MINIMUM, Rightness, all_pairs, calibration, learn, table, true_pairs};
use benches::generator::records::{Made, records};
use benches::machine::{Machine, Memory, process_cpu};
use clap::Parser;
use directory::duplicates::{Matcher, Record};
use serde::{Deserialize, Serialize};

/// Finds duplicates among made-up records.
#[derive(Debug, Parser)]
struct Arguments {
    /// Records, a tenth of which are duplicates.
    #[arg(long, default_value_t = 100_000)]
    size: usize,
    /// Seeds to report on. The weights were fitted on 1, 2 and 3.
    #[arg(long, value_delimiter = ',', default_value = "11,12,13")]
    seeds: Vec<u64>,
    /// Threads.
    #[arg(long, default_value_t = std::thread::available_parallelism().map_or(1, usize::from))]
    threads: usize,
    /// A Python that has splink, duckdb, recordlinkage and pandas: they run beside ours.
    #[arg(long)]
    python: Option<PathBuf>,
    /// What does the same in Python.
    #[arg(long, value_delimiter = ',', default_value = "splink,recordlinkage")]
    beside: Vec<String>,
    /// Fit the weights on the seeds 1, 2 and 3 and print them as Rust.
    #[arg(long)]
    learn: bool,
    /// Print pairs that were missed or wrongly found, at most so many of each.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Where tables are written (default: a new temporary folder).
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Match the records of this table and print what it took: what the run beside others starts.
    #[arg(long, hide = true)]
    table: Option<PathBuf>,
    /// Where `--table` writes the pairs.
    #[arg(long, hide = true)]
    pairs: Option<PathBuf>,
}

/// What a program says of its run.
#[derive(Debug, Serialize, Deserialize)]
struct Took {
    seconds: f64,
    cpu: f64,
    /// MiB.
    peak: f64,
    compared: u64,
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if arguments.learn {
        let model = learn::fit(&[1, 2, 3], arguments.size, arguments.threads)?;
        print!("{}", learn::source(&model));
        return Ok(());
    }
    if let (Some(table), Some(pairs)) = (&arguments.table, &arguments.pairs) {
        let took = match_table(table, pairs, arguments.threads)?;
        println!("{}", serde_json::to_string(&took)?);
        return Ok(());
    }
    let machine = Machine::here();
    println!(
        "{} cores of {}, {:.0} GiB, load {:.2}; {} records, threads: {}",
        machine.cores,
        machine.model,
        machine.memory_gib,
        machine.load,
        arguments.size,
        arguments.threads
    );
    println!(
        "{:<28} {:>8} {:>8} {:>8} {:>10} {:>9} {:>8} {:>8}",
        "", "seconds", "cpu s", "MiB", "compared", "precision", "recall", "F1"
    );
    for &seed in &arguments.seeds {
        report(&arguments, seed)?;
    }
    Ok(())
}

fn report(arguments: &Arguments, seed: u64) -> Result<()> {
    let made = records(seed, arguments.size)?;
    let plain: Vec<Record> = made.iter().map(|one| one.record.clone()).collect();
    let truth = true_pairs(&made);
    let matcher = Matcher::new(&plain, arguments.threads);
    let pairs = matcher.pairs(0.01);
    let (mean, largest) = calibration(&pairs, &truth);
    let met: HashSet<(usize, usize)> = matcher
        .graded()
        .iter()
        .map(|&(one, other, _)| (one, other))
        .collect();
    println!(
        "seed {seed}: {} true pairs, of which the blocks bring together {:.4}; calibration error {mean:.4}, largest {largest:.3}",
        truth.len(),
        Rightness::of(&met, &truth).recall,
    );

    let folder = arguments
        .folder
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join(format!("duplicates-{}", std::process::id())));
    std::fs::create_dir_all(&folder)?;
    let table = folder.join(format!("records-{seed}.csv"));
    table::write(&table, &plain, &matcher)?;
    drop((matcher, pairs, met));

    let found = folder.join("ours.csv");
    let took = run(Command::new(std::env::current_exe()?)
        .arg("--threads")
        .arg(arguments.threads.to_string())
        .arg("--table")
        .arg(&table)
        .arg("--pairs")
        .arg(&found))?;
    let ours = read_pairs(&found)?;
    print_line("cairn", &took, &ours, &truth);
    if let Some(python) = &arguments.python {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("duplicates.py");
        let trained = folder.join("records-1.csv");
        if !trained.exists() {
            let made = records(1, arguments.size.min(30_000))?;
            let plain: Vec<Record> = made.iter().map(|one| one.record.clone()).collect();
            table::write(&trained, &plain, &Matcher::new(&plain, arguments.threads))?;
            write_pairs(&folder.join("truth-1.csv"), true_pairs(&made))?;
        }
        for engine in &arguments.beside {
            let found = folder.join(format!("{engine}.csv"));
            let took = run(Command::new(python)
                .arg(&script)
                .arg(engine)
                .arg(&table)
                .arg(&found)
                .arg(&trained)
                .arg(folder.join("truth-1.csv")))?;
            print_line(engine, &took, &read_pairs(&found)?, &truth);
        }
    }
    show(arguments.show, &made, &ours, &truth);
    if arguments.folder.is_none() {
        // What cannot be removed is in a temporary folder.
        let _ = std::fs::remove_dir_all(&folder);
    }
    Ok(())
}

/// Reads a table, finds the pairs, writes them; times everything from opening the table to the last
/// pair.
fn match_table(table: &Path, out: &Path, threads: usize) -> Result<Took> {
    let start = Instant::now();
    let records = table::read(table)?;
    let read = start.elapsed();
    let matcher = Matcher::new(&records, threads);
    let prepared = start.elapsed();
    let pairs = matcher.pairs(MINIMUM);
    let compared = start.elapsed();
    let clusters = matcher.clusters(&pairs, MINIMUM);
    let found: HashSet<(usize, usize)> = clusters
        .iter()
        .flat_map(|cluster| all_pairs(&cluster.members))
        .collect();
    let took = Took {
        seconds: start.elapsed().as_secs_f64(),
        cpu: process_cpu().as_secs_f64(),
        peak: Memory::here().peak,
        compared: 0,
    };
    eprintln!(
        "  read {:.3}, prepared and blocked {:.3}, compared {:.3}, resolved {:.3}",
        read.as_secs_f64(),
        prepared.saturating_sub(read).as_secs_f64(),
        compared.saturating_sub(prepared).as_secs_f64(),
        start.elapsed().saturating_sub(compared).as_secs_f64(),
    );
    write_pairs(out, found)?;
    Ok(Took {
        compared: matcher.graded().len() as u64,
        ..took
    })
}

fn run(command: &mut Command) -> Result<Took> {
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("starting {command:?}"))?;
    ensure!(output.status.success(), "{command:?} failed");
    let text = String::from_utf8(output.stdout)?;
    let last = text.lines().last().context("it said nothing")?;
    Ok(serde_json::from_str(last)?)
}

fn write_pairs(path: &Path, pairs: impl IntoIterator<Item = (usize, usize)>) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for (one, other) in pairs {
        writeln!(file, "{one},{other}")?;
    }
    Ok(file.flush()?)
}

fn read_pairs(path: &Path) -> Result<HashSet<(usize, usize)>> {
    let text = std::fs::read_to_string(path)?;
    text.lines()
        .map(|line| {
            let (one, other) = line.split_once(',').context("a pair has a comma")?;
            let (one, other): (usize, usize) = (one.parse()?, other.parse()?);
            Ok((one.min(other), one.max(other)))
        })
        .collect()
}

fn print_line(
    name: &str,
    took: &Took,
    found: &HashSet<(usize, usize)>,
    truth: &HashSet<(usize, usize)>,
) {
    let right = Rightness::of(found, truth);
    println!(
        "  {name:<26} {:>8.2} {:>8.2} {:>8.0} {:>10} {:>9.4} {:>8.4} {:>8.4}",
        took.seconds,
        took.cpu,
        took.peak,
        took.compared,
        right.precision,
        right.recall,
        right.f1()
    );
}

fn show(
    count: usize,
    made: &[Made],
    found: &HashSet<(usize, usize)>,
    truth: &HashSet<(usize, usize)>,
) {
    if count == 0 {
        return;
    }
    let plain: Vec<Record> = made.iter().map(|one| one.record.clone()).collect();
    let matcher = Matcher::new(&plain, 2);
    for (title, pairs) in [
        ("missed", truth.difference(found)),
        ("wrong", found.difference(truth)),
    ] {
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort_unstable();
        for &&(one, other) in pairs.iter().take(count) {
            let comparison = matcher.compare(one, other);
            println!("{title} {:.3}", comparison.score);
            for place in [one, other] {
                let record = &plain[place];
                println!(
                    "    {} / {} | {} / {} | {:?} | {} | {} | {} {} {} | {:.30}",
                    record.organization.en,
                    record.organization.fr,
                    record.name.en,
                    record.name.fr,
                    record.phones,
                    record.website,
                    record.email,
                    record.address,
                    record.city,
                    record.postal_code,
                    record.description.en
                );
            }
            for evidence in comparison.evidence {
                print!(
                    " {}:{} {:+.1}",
                    evidence.field.code(),
                    evidence.agreement.code(),
                    evidence.weight
                );
            }
            println!();
        }
    }
}
