//! `cargo run --release -p benches --bin finder -- --size 100000 --sqlite --http`
//!
//! Measures the finder over a made-up directory and prints what it found. Everything it compares is
//! measured in the same run, on the same machine. What each number means: `docs/benchmarks.md`.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use benches::generator::Generator;
#[cfg(feature = "http")]
use benches::http::compare as over_http;
use benches::load::Compared;
use benches::machine::{Machine, Memory};
use benches::measure::{self, Agreement, Built, Latency, Misspelt, Took};
use benches::queries::{self, Query};
use benches::sqlite::Alternative;
use benches::timing::{Summary, milliseconds};
use clap::Parser;
use directory::content::Content;
use directory::taxonomy::Taxonomy;
use jiff::Timestamp;
use search::{Index, Request};
use serde_json::{Value, json};

/// Measures the finder over a made-up directory.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Debug, Parser)]
struct Arguments {
    /// Listings in the made-up directory.
    #[arg(long, default_value_t = 10_000)]
    size: usize,
    /// Times each query is asked while latencies are taken.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Measure SQLite FTS5 and R*Tree doing the same work, and compare the results.
    #[arg(long)]
    sqlite: bool,
    /// Measure the pages over HTTP, and the floor under them.
    #[arg(long)]
    http: bool,
    /// Print the slowest queries, the misspelt ones that found nothing sensible, and differences.
    #[arg(long)]
    verbose: bool,
    /// Ask only the queries whose description (as `--verbose` prints it) contains this.
    #[arg(long)]
    only: Option<String>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    json: bool,
    /// Where the index on disk and the SQLite database are made (default: a new temporary folder).
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// Everything one run found.
struct Report {
    machine: Machine,
    size: usize,
    built: Built,
    serving: Memory,
    ours: Engine,
    misspelt: Misspelt,
    misspelt_failed: Vec<String>,
    repaired_queries: usize,
    sqlite: Option<(Engine, Took, u64, Agreement)>,
    http: Vec<Compared>,
    peak: f64,
}

/// What one engine did.
struct Engine {
    latency: Latency,
    one_thread: f64,
    two_threads: f64,
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let machine = Machine::here();
    let folder = Folder::new(arguments.folder.clone())?;
    let report = run(&arguments, machine, &folder.0)?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&report.json())?);
    } else {
        report.print(arguments.verbose);
    }
    Ok(())
}

/// A folder of this run's own, removed when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(parent: Option<PathBuf>) -> Result<Self> {
        let parent = parent.unwrap_or_else(std::env::temp_dir);
        let folder = parent.join(format!("cairn-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("creating {}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is in a temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run(arguments: &Arguments, machine: Machine, folder: &std::path::Path) -> Result<Report> {
    let now: Timestamp = measure::NOW.parse()?;
    let content = Content::shipped().map_err(|faults| anyhow::anyhow!("{faults}"))?;
    let taxonomy = Arc::new(content.taxonomy.clone());
    let generator = Generator::new()?;
    let mut queries = queries::queries(&generator);
    if let Some(only) = &arguments.only {
        queries.retain(|query| measure::describe(&query.request).contains(only));
        anyhow::ensure!(!queries.is_empty(), "no query contains {only:?}");
    }

    let (index, built) = measure::build(&generator, arguments.size, folder, &taxonomy)?;
    let index = Arc::new(index);
    let ours = ours(&index, &queries, arguments.rounds, now)?;
    let (misspelt, misspelt_failed) = measure::misspelt(&index, &queries, &taxonomy, now)?;
    let mut repaired_queries = 0;
    for query in &queries {
        repaired_queries += usize::from(!index.find(&query.request, now)?.corrected.is_empty());
    }
    let serving = Memory::here();
    let sqlite = if arguments.sqlite {
        Some(sqlite(
            arguments, &generator, &taxonomy, folder, &index, &queries, now,
        )?)
    } else {
        None
    };
    drop(index);
    let http = if arguments.http {
        over_http(&generator, arguments.size, content, &queries)?
    } else {
        Vec::new()
    };
    Ok(Report {
        machine,
        size: arguments.size,
        built,
        serving,
        ours,
        misspelt,
        misspelt_failed,
        repaired_queries,
        sqlite,
        http,
        peak: Memory::here().peak,
    })
}

#[cfg(not(feature = "http"))]
fn over_http(_: &Generator, _: usize, _: Content, _: &[Query]) -> Result<Vec<Compared>> {
    anyhow::bail!("this program was built without the feature \"http\"")
}

fn ours(index: &Arc<Index>, queries: &[Query], rounds: usize, now: Timestamp) -> Result<Engine> {
    let ask = |request: &Request| -> Result<()> {
        std::hint::black_box(index.find(request, now)?);
        Ok(())
    };
    measure::latency(queries, 1, ask)?;
    Ok(Engine {
        latency: measure::latency(queries, rounds, ask)?,
        one_thread: measure::throughput(queries, 1, || Ok(ask))?,
        two_threads: measure::throughput(queries, 2, || Ok(ask))?,
    })
}

fn sqlite(
    arguments: &Arguments,
    generator: &Generator,
    taxonomy: &Arc<Taxonomy>,
    folder: &std::path::Path,
    index: &Index,
    queries: &[Query],
    now: Timestamp,
) -> Result<(Engine, Took, u64, Agreement)> {
    let (alternative, took) = measure::timed(|| {
        Alternative::build(
            folder,
            generator.listings(arguments.size),
            Arc::clone(taxonomy),
        )
    })?;
    // Comparing everything is SQLite's warm-up.
    let agreement = measure::agreement(index, &alternative, queries, now)?;
    let make = || {
        let mut asker = alternative.asker()?;
        Ok(move |request: &Request| -> Result<()> {
            std::hint::black_box(asker.find(request, now)?);
            Ok(())
        })
    };
    let engine = Engine {
        latency: measure::latency(queries, 1, make()?)?,
        one_thread: measure::throughput(queries, 1, make)?,
        two_threads: measure::throughput(queries, 2, make)?,
    };
    Ok((engine, took, alternative.bytes()?, agreement))
}

impl Report {
    fn print(&self, verbose: bool) {
        let Machine {
            cores,
            model,
            memory_gib,
            load,
        } = &self.machine;
        println!("machine   {cores} x {model}, {memory_gib:.0} GiB, load {load:.2} at the start");
        println!("listings  {}", self.size);
        self.print_built();
        println!(
            "\nper query, microseconds         p50      p99     mean  longest |  q/s of one thread (1/mean)"
        );
        print_engine("finder", &self.ours);
        if let Some((engine, took, bytes, agreement)) = &self.sqlite {
            print_engine("SQLite", engine);
            self.print_comparison(engine, *took, *bytes, agreement, verbose);
        }
        let misspelt = &self.misspelt;
        println!(
            "\nmisspelt  {} asked, {} find something, {} something sensible ({} find anything when rightly spelt); words were repaired in {} of all queries",
            misspelt.asked,
            misspelt.found,
            misspelt.sensible,
            misspelt.findable,
            self.repaired_queries
        );
        for compared in &self.http {
            println!("http      {compared}");
        }
        if verbose {
            for (spent, query) in &self.ours.latency.slowest {
                println!("slow      {:>8.0} us  {query}", micro(*spent));
            }
            for failed in &self.misspelt_failed {
                println!("misspelt  {failed}");
            }
        }
        println!("memory    highest in the whole run {:.0} MiB", self.peak);
    }

    fn print_built(&self) {
        let built = &self.built;
        let ready = if built.listings_ready {
            "listings ready in memory"
        } else {
            "generator included"
        };
        if let Some(took) = built.in_memory {
            println!(
                "build     in memory {:.2} s wall, {:.2} s cpu ({ready}); highest memory by then {:.0} MiB",
                took.wall.as_secs_f64(),
                took.cpu.as_secs_f64(),
                built.in_memory_peak
            );
        }
        if let (Some(disk), Some(reopen)) = (built.on_disk, built.reopen) {
            println!(
                "build     on disk {:.2} s wall, {:.2} s cpu (generator included), {:.1} MB, highest memory {:.0} MiB; opened again in {:.1} ms",
                disk.wall.as_secs_f64(),
                disk.cpu.as_secs_f64(),
                built.bytes as f64 / 1e6,
                built.on_disk_peak,
                milliseconds(reopen.wall)
            );
        }
        println!(
            "serving   {:.0} MiB resident ({:.0} MiB not backed by a file)",
            self.serving.now, self.serving.anonymous
        );
    }

    fn print_comparison(
        &self,
        engine: &Engine,
        took: Took,
        bytes: u64,
        agreement: &Agreement,
        verbose: bool,
    ) {
        println!(
            "SQLite    built in {:.2} s wall, {:.2} s cpu (generator included), {:.1} MB",
            took.wall.as_secs_f64(),
            took.cpu.as_secs_f64(),
            bytes as f64 / 1e6
        );
        println!(
            "ratio     {:.1} x by mean processor time, {:.1} x in the one-thread loop, {:.1} x in the two-thread loop",
            self.ratio(engine),
            self.ours.one_thread / engine.one_thread,
            self.ours.two_threads / engine.two_threads
        );
        println!(
            "agreement {} agree in total and in every count, {} differ (typo repair), {} differ (other)",
            agreement.agree,
            agreement.repaired,
            agreement.other.len()
        );
        let shown = if verbose { agreement.other.len() } else { 5 };
        for difference in agreement.other.iter().take(shown) {
            println!("  differs: {difference}");
        }
    }

    fn ratio(&self, sqlite: &Engine) -> f64 {
        self.ours.latency.cpu.per_second() / sqlite.latency.cpu.per_second()
    }

    fn json(&self) -> Value {
        let built = &self.built;
        json!({
            "machine": {
                "cores": self.machine.cores, "model": self.machine.model,
                "memory_gib": self.machine.memory_gib, "load": self.machine.load,
            },
            "listings": self.size,
            "build": {
                "in_memory": built.in_memory.map(took_json), "on_disk": built.on_disk.map(took_json),
                "reopen": built.reopen.map(took_json), "bytes": built.bytes,
                "in_memory_peak_mib": built.in_memory_peak, "on_disk_peak_mib": built.on_disk_peak,
                "listings_ready": built.listings_ready,
            },
            "serving_mib": { "resident": self.serving.now, "anonymous": self.serving.anonymous },
            "finder": engine_json(&self.ours),
            "misspelt": {
                "asked": self.misspelt.asked, "found": self.misspelt.found,
                "sensible": self.misspelt.sensible, "findable": self.misspelt.findable,
            },
            "queries_repaired": self.repaired_queries,
            "sqlite": self.sqlite.as_ref().map(|(engine, took, bytes, agreement)| json!({
                "engine": engine_json(engine), "build": took_json(*took), "bytes": bytes,
                "ratio": self.ratio(engine),
                "agree": agreement.agree, "differ_repaired": agreement.repaired,
                "differ_other": agreement.other,
            })),
            "http": self.http.iter().map(Compared::json).collect::<Vec<_>>(),
            "peak_mib": self.peak,
        })
    }
}

fn micro(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn print_engine(name: &str, engine: &Engine) {
    let line = |label: &str, summary: &Summary| {
        println!(
            "{name:7} {label:20} {:>8.0} {:>8.0} {:>8.0} {:>8.0} | {:>9.0}",
            micro(summary.p50),
            micro(summary.p99),
            micro(summary.mean),
            micro(summary.longest),
            summary.per_second()
        );
    };
    line("cpu", &engine.latency.cpu);
    line("wall", &engine.latency.wall);
    for (class, summary) in &engine.latency.by_class {
        line(class, summary);
    }
    println!(
        "{name:7} loop: {:.0} q/s on one thread, {:.0} q/s on two",
        engine.one_thread, engine.two_threads
    );
}

fn took_json(took: Took) -> Value {
    json!({ "wall_s": took.wall.as_secs_f64(), "cpu_s": took.cpu.as_secs_f64() })
}

fn summary_json(summary: &Summary) -> Value {
    json!({
        "p50_us": micro(summary.p50), "p99_us": micro(summary.p99), "mean_us": micro(summary.mean),
        "longest_us": micro(summary.longest), "count": summary.count,
    })
}

fn engine_json(engine: &Engine) -> Value {
    let classes: serde_json::Map<String, Value> = engine
        .latency
        .by_class
        .iter()
        .map(|(class, summary)| ((*class).to_owned(), summary_json(summary)))
        .collect();
    json!({
        "cpu": summary_json(&engine.latency.cpu), "wall": summary_json(&engine.latency.wall),
        "by_class_cpu": classes,
        "loop_one_thread_qps": engine.one_thread, "loop_two_threads_qps": engine.two_threads,
    })
}
