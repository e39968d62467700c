//! `cargo run --release -p benches --bin import -- --size 1000000`
//!
//! Writes a made-up export, takes it in, takes it in again, and builds the index of it: how long each
//! took, and how much memory at most.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, ensure};
use benches::export;
use benches::generator::Generator;
use benches::machine::{Machine, Memory, folder_bytes};
use clap::Parser;
use directory::Listing;
use directory::content::Content;
use directory::import::{Options, Package, Scratch, ScratchFile};
use jiff::Timestamp;
use kernel::{Actor, SystemRandom};
use search::Index;
use store::{ImportRequest, Store};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures an import.
#[derive(Debug, Parser)]
struct Arguments {
    /// Services in the made-up export.
    #[arg(long, default_value_t = 4_000)]
    size: u64,
    /// Where everything is made; must not exist. It is removed afterwards unless --keep is given.
    #[arg(long)]
    folder: PathBuf,
    /// Leave the export and the database there.
    #[arg(long)]
    keep: bool,
    /// Take the same export in once more.
    #[arg(long)]
    again: bool,
}

struct Folder(Vec<PathBuf>);

impl Package for Folder {
    fn names(&self) -> Vec<String> {
        self.0
            .iter()
            .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
            .collect()
    }

    fn open(&mut self, at: usize) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(&self.0[at])?))
    }
}

struct Unnamed(PathBuf);

impl Scratch for Unnamed {
    fn file(&self) -> io::Result<Box<dyn ScratchFile>> {
        Ok(Box::new(tempfile::tempfile_in(&self.0)?))
    }
}

fn say(what: &str, since: Instant) {
    let memory = Memory::here();
    println!(
        "{what:<28} {:>8.1} s   {:>6.0} MiB at most",
        since.elapsed().as_secs_f64(),
        memory.peak
    );
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let machine = Machine::here();
    println!(
        "{} services; {} cores of {}, {:.0} GiB, load {}",
        arguments.size, machine.cores, machine.model, machine.memory_gib, machine.load
    );
    ensure!(!arguments.folder.exists(), "the folder is there already");
    let export = arguments.folder.join("export");
    fs::create_dir_all(&export)?;
    let now = Timestamp::constant(1_795_557_600, 0);
    let since = Instant::now();
    export::write(&export, &Generator::new()?, arguments.size, now)?;
    println!(
        "{:.0} MB of CSV written in {:.1} s",
        folder_bytes(&export)? as f64 / 1e6,
        since.elapsed().as_secs_f64()
    );

    let content = Content::shipped().map_err(|faults| anyhow::anyhow!("{faults}"))?;
    let vault = vault::file::load_or_create(&arguments.folder.join("key"), &SystemRandom)?;
    let store = Store::sqlite(&arguments.folder.join("cairn.sqlite"))
        .await?
        .with_vault(vault);
    store.migrate().await?;
    store.load_content(&Actor::System, &content, now).await?;
    let whole = Instant::now();
    take_in(&arguments, &store, &content, now).await?;
    let since = Instant::now();
    let index = index(&arguments, &store, &content).await?;
    say("index", since);
    say("import and index", whole);
    println!(
        "{} in the index; database {:.0} MB",
        index.len(),
        fs::metadata(arguments.folder.join("cairn.sqlite"))?.len() as f64 / 1e6
    );
    if arguments.again {
        take_in(&arguments, &store, &content, now).await?;
    }
    store.close().await;
    if !arguments.keep {
        drop(index);
        fs::remove_dir_all(&arguments.folder)?;
    }
    Ok(())
}

async fn take_in(
    arguments: &Arguments,
    store: &Store,
    content: &Content,
    now: Timestamp,
) -> Result<()> {
    let mut files: Vec<PathBuf> = fs::read_dir(arguments.folder.join("export"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    let options = Options::new("made up", "2026-11-24");
    let scratch = Unnamed(arguments.folder.clone());
    let since = Instant::now();
    let mut harvest = directory::import::read(
        &mut Folder(files),
        &options,
        &content.gazetteer,
        &content.taxonomy,
        &scratch,
    )?;
    say("read and joined", since);
    println!(
        "{:>40} rows, {} services, {} faults",
        harvest.report.rows(),
        harvest.report.services,
        harvest.report.faults.total()
    );
    let since = Instant::now();
    let imported = store
        .import(
            &Actor::Operator,
            &mut harvest,
            ImportRequest::apply(&options.source, &content.gazetteer, now),
        )
        .await?;
    say("compared and written", since);
    println!(
        "{:>40} new, {} as before",
        imported.services.new, imported.services.unchanged
    );
    Ok(())
}

async fn index(arguments: &Arguments, store: &Store, content: &Content) -> Result<Index> {
    let folder = arguments.folder.join("index");
    let taxonomy = Arc::new(content.taxonomy.clone());
    let (give, mut take) = tokio::sync::mpsc::channel::<Vec<Listing>>(4);
    let building = tokio::task::spawn_blocking(move || {
        let slices = std::iter::from_fn(|| take.blocking_recv());
        Index::on_disk(&folder, slices.flatten(), taxonomy, 1)
    });
    store
        .each_listing(&Actor::System, &content.gazetteer, &give)
        .await?;
    drop(give);
    Ok(building.await??)
}
