//! `cairn directory import` and `cairn directory quarantine`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ::directory::edit::Known;
use ::directory::hours::Zone;
use ::directory::import::{
    self as taking, Mapping, Options, Package, Scratch, ScratchFile, Stage, ZipLimits, Zipped,
};
use anyhow::{Context as _, bail};
use indicatif::ProgressBar;
use jiff::Timestamp;
use kernel::{Actor, Clock as _, Random as _, SystemClock, SystemRandom};
use store::{ImportRequest, NewImportRun, Retried, Store};
use uuid::Uuid;

use crate::cli::{ImportArguments, QuarantineArguments, QuarantineCommand};
use crate::config::Config;
use crate::{DONE, FOUND_FAULTS, house, import_report, report};

/// Reads an export, says what is wrong with it and what it would change, and changes it when asked.
pub async fn run(config: &Config, arguments: &ImportArguments) -> anyhow::Result<u8> {
    let options = options(arguments)?;
    let content = house::shipped_content()?;
    let store = house::open_store(config).await?;
    house::private_folder(&config.data)?;
    let scratch = InFolder(config.data.clone());
    let bar = BAR.get_or_init(|| report::counting("Reading"));
    let gazetteer = content.gazetteer.clone();
    let taxonomy = content.taxonomy.clone();
    let path = arguments.path.clone();
    let (read, options) = tokio::task::spawn_blocking(move || {
        let read = open(&path).and_then(|mut package| {
            taking::read(package.as_mut(), &options, &gazetteer, &taxonomy, &scratch)
                .with_context(|| format!("reading {}; nothing was changed", path.display()))
        });
        (read, options)
    })
    .await?;
    let mut harvest = read?;
    bar.set_message("Comparing");
    bar.set_position(0);
    // Records may refer to the shipped taxonomy, so it has to be there.
    store
        .load_content(&Actor::System, &content, SystemClock.now())
        .await?;
    // What only looks leaves no trace.
    let run = if arguments.apply {
        Some(begin_run(&store, &arguments.path, &options.source).await?)
    } else {
        None
    };
    let imported = store
        .import(
            &Actor::Operator,
            &mut harvest,
            ImportRequest {
                source: &options.source,
                gazetteer: &content.gazetteer,
                apply: arguments.apply,
                now: SystemClock.now(),
                watch: &|done| {
                    if let Some(bar) = BAR.get() {
                        bar.set_position(done);
                    }
                },
                expected: None,
                run,
            },
        )
        .await?;
    bar.finish_and_clear();
    if let Some(file) = &arguments.html {
        let page = import_report::html(&options.source, &harvest.report, &imported);
        fs::write(file, page).with_context(|| format!("writing {}", file.display()))?;
    }
    if arguments.json {
        report::json(&import_report::json(
            &options.source,
            &harvest.report,
            &imported,
        ))?;
    } else {
        print!("{}", import_report::terminal(&harvest.report, &imported));
        if !arguments.apply {
            println!("\nNothing was changed. To write it: the same command with --apply");
        }
    }
    Ok(if harvest.report.faults.total() == 0 {
        DONE
    } else {
        FOUND_FAULTS
    })
}

/// Writes down that an export is being applied, for the desk's list of imports.
async fn begin_run(store: &Store, path: &Path, source: &str) -> anyhow::Result<Uuid> {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    let format = match ending.to_str().unwrap_or_default() {
        _ if path.is_dir() => "folder",
        "zip" => "zip",
        "json" | "ndjson" | "jsonl" => "json",
        _ => "csv",
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let size = fs::metadata(path).map_or(0, |about| about.len());
    let run = NewImportRun {
        id: SystemRandom.uuid(),
        source,
        format,
        file: &name,
        size: if path.is_dir() { 0 } else { size },
        digest: "",
    };
    store
        .begin_import_run(&Actor::Operator, run, SystemClock.now())
        .await?;
    Ok(run.id)
}

/// Lists the rows that wait to be mended, or mends one, or sets one aside.
pub async fn quarantine(config: &Config, arguments: &QuarantineArguments) -> anyhow::Result<u8> {
    let store = house::open_store(config).await?;
    let now = SystemClock.now();
    match &arguments.command {
        None | Some(QuarantineCommand::List) => list(&store, arguments.json).await,
        Some(QuarantineCommand::Retry { id, set, lang }) => {
            let content = house::shipped_content()?;
            let known = Known {
                taxonomy: &content.taxonomy,
                gazetteer: &content.gazetteer,
            };
            let row = store
                .quarantined_row(&Actor::Operator, *id)
                .await?
                .with_context(|| format!("there is no row {id}"))?;
            let cells = changed(row.cells, set)?;
            let retried = store
                .retry_quarantined(&Actor::Operator, known, *id, &cells, *lang, now)
                .await?;
            if arguments.json {
                report::json(&retried)?;
            } else {
                println!("{}", said(&retried));
            }
            Ok(match retried {
                Retried::TakenIn(_) => DONE,
                _ => FOUND_FAULTS,
            })
        }
        Some(QuarantineCommand::SetAside { id, reason }) => {
            store
                .set_aside_quarantined(&Actor::Operator, *id, reason, now)
                .await?;
            println!("Set aside. Nothing is made of it, even when it comes again.");
            Ok(DONE)
        }
    }
}

async fn list(store: &Store, json: bool) -> anyhow::Result<u8> {
    let rows = store.quarantine(&Actor::Operator).await?;
    if json {
        report::json(&rows)?;
        return Ok(DONE);
    }
    for row in &rows {
        println!(
            "{}\n    {}  {} line {}  {}  {}\n    {}",
            row.id,
            row.source,
            row.file,
            row.line,
            row.table,
            row.reason,
            serde_json::to_string(&row.cells)?
        );
    }
    println!(
        "{} rows wait. Mend them at their source and import again: those that can stand then leave. Or \
         mend one here: cairn directory quarantine retry ID --set COLUMN=VALUE",
        rows.len()
    );
    Ok(DONE)
}

/// The cells with `COLUMN=VALUE` said of some.
fn changed(
    mut cells: BTreeMap<String, String>,
    set: &[String],
) -> anyhow::Result<BTreeMap<String, String>> {
    for one in set {
        let Some((column, value)) = one.split_once('=') else {
            bail!("--set needs COLUMN=VALUE");
        };
        if value.trim().is_empty() {
            cells.remove(column.trim());
        } else {
            cells.insert(column.trim().to_owned(), value.trim().to_owned());
        }
    }
    Ok(cells)
}

fn said(retried: &Retried) -> String {
    match retried {
        Retried::TakenIn(Some(service)) => format!("Taken in: service {service}."),
        Retried::TakenIn(None) => "Taken in.".to_owned(),
        Retried::StillFaulty(kind) => format!(
            "It still cannot be taken in: {} [{}]. Nothing was changed.",
            kind.words().shown(kernel::Lang::En).0,
            kind.code()
        ),
        Retried::AlreadyThere => {
            "The record is there and says this already. Nothing was changed.".to_owned()
        }
        Retried::Differs(fields) => format!(
            "The record says something else in: {}. Nothing was changed; edit the record itself.",
            fields.join(", ")
        ),
        Retried::OnlyAtItsSource => "This row belongs with others of its file. Mend it at its \
             source, or name its service with --set service_id=ID. Nothing was changed."
            .to_owned(),
    }
}

static BAR: OnceLock<ProgressBar> = OnceLock::new();

fn watch(stage: Stage, done: u64) {
    if let Some(bar) = BAR.get() {
        bar.set_message(match stage {
            Stage::Reading => "Reading",
            Stage::Joining => "Joining",
        });
        bar.set_position(done);
    }
}

fn options(arguments: &ImportArguments) -> anyhow::Result<Options> {
    let source = match &arguments.source {
        Some(name) if name.trim().is_empty() => bail!("--source needs a name"),
        Some(name) => name.trim().to_owned(),
        None => arguments
            .path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default(),
    };
    let read_on = match &arguments.read_on {
        Some(day) => day.clone(),
        None => day_of(&arguments.path)?,
    };
    let mut options = Options::new(source, read_on);
    options.lang = arguments.lang;
    options.watch = Arc::new(watch);
    if let Some(zone) = &arguments.time_zone {
        options.time_zone = Some(Zone::named(zone)?);
    }
    if let Some(file) = &arguments.mapping {
        let text =
            fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
        let yaml = file.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
        });
        let mapping = if yaml {
            Mapping::from_yaml(&text)
        } else {
            Mapping::from_toml(&text)
        };
        options.mapping = Some(mapping.with_context(|| format!("in {}", file.display()))?);
    }
    Ok(options)
}

fn day_of(path: &Path) -> anyhow::Result<String> {
    let about = fs::metadata(path).with_context(|| format!("reading {}", path.display()))?;
    let changed = Timestamp::try_from(about.modified()?)?;
    Ok(changed.strftime("%Y-%m-%d").to_string())
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Package>> {
    if path.is_dir() {
        let mut files = Vec::new();
        gather(path, &mut files)?;
        files.sort();
        return Ok(Box::new(Files {
            root: path.to_owned(),
            files,
        }));
    }
    let file = File::open(path).with_context(|| format!("reading {}", path.display()))?;
    if path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
    {
        let zip = Zipped::new(io::BufReader::new(file), ZipLimits::default())
            .with_context(|| format!("reading {}", path.display()))?;
        return Ok(Box::new(zip));
    }
    Ok(Box::new(Files {
        root: path.parent().unwrap_or(path).to_owned(),
        files: vec![path.to_owned()],
    }))
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            gather(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Files where they lie.
struct Files {
    root: PathBuf,
    files: Vec<PathBuf>,
}

impl Package for Files {
    fn names(&self) -> Vec<String> {
        self.files
            .iter()
            .map(|file| {
                let name = file.strip_prefix(&self.root).unwrap_or(file);
                name.to_string_lossy().into_owned()
            })
            .collect()
    }

    fn open(&mut self, at: usize) -> io::Result<Box<dyn Read + '_>> {
        let file = self
            .files
            .get(at)
            .ok_or_else(|| io::Error::other("no such file"))?;
        Ok(Box::new(File::open(file)?))
    }
}

/// Scratch files in the data folder, without a name: nobody else can open them, and they are gone when
/// the program is, however it ends.
struct InFolder(PathBuf);

impl Scratch for InFolder {
    fn file(&self) -> io::Result<Box<dyn ScratchFile>> {
        Ok(Box::new(tempfile::tempfile_in(&self.0)?))
    }
}
