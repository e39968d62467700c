//! `cairn directory check` and `cairn directory stats`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ::directory::content::{Content, Faults};
use anyhow::{Context as _, bail};
use kernel::{Actor, Clock as _, SystemClock};
use serde::Serialize;

use crate::cli::{CheckArguments, JsonArguments};
use crate::config::Config;
use crate::{DONE, FOUND_FAULTS, house, report, schema_report};

/// Reads every content file and prints each fault with its remedy.
pub fn check(arguments: &CheckArguments) -> anyhow::Result<u8> {
    if let Some(file) = &arguments.hsds {
        return check_hsds(file, arguments.json);
    }
    let outcome = match &arguments.folder {
        None => Content::shipped(),
        Some(folder) => read_folder(folder)?,
    };
    match outcome {
        Ok(content) => {
            if arguments.json {
                report::json(&Checked::sound(&content))?;
            } else {
                println!(
                    "No faults: {} organizations, {} services.",
                    content.organizations.len(),
                    content.services.len()
                );
            }
            Ok(DONE)
        }
        Err(faults) => {
            if arguments.json {
                report::json(&Checked::faulty(&faults))?;
            } else {
                println!("{faults}");
            }
            Ok(FOUND_FAULTS)
        }
    }
}

/// Holds every record of a file against the schemas and says each fault by its JSON pointer.
fn check_hsds(file: &Path, json: bool) -> anyhow::Result<u8> {
    let said = || format!("reading {}", file.display());
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let source = fs::File::open(file).with_context(said)?;
    let checked = ::directory::import::check_hsds(&name, source).with_context(said)?;
    if json {
        report::json(&schema_report::checked_json(&name, &checked))?;
    } else {
        print!("{}", schema_report::checked_terminal(&name, &checked));
    }
    let sound = checked.valid == checked.records;
    Ok(if sound { DONE } else { FOUND_FAULTS })
}

#[derive(Debug, Serialize)]
struct Checked {
    organizations: usize,
    services: usize,
    faults: Vec<String>,
}

impl Checked {
    fn sound(content: &Content) -> Self {
        Self {
            organizations: content.organizations.len(),
            services: content.services.len(),
            faults: Vec::new(),
        }
    }

    fn faulty(faults: &Faults) -> Self {
        Self {
            organizations: 0,
            services: 0,
            faults: faults.iter().map(ToString::to_string).collect(),
        }
    }
}

fn read_folder(folder: &Path) -> anyhow::Result<Result<Content, Faults>> {
    let read = files(folder)?;
    Ok(Content::read(
        read.iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    ))
}

/// Every file of a folder that is laid out like `content/`, by its path there.
pub(crate) fn files(folder: &Path) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    if !folder.is_dir() {
        bail!("{} is not a folder", folder.display());
    }
    let mut files = Vec::new();
    gather(folder, &mut files)?;
    files.sort();
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let name = file
            .strip_prefix(folder)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        read.push((format!("content/{name}"), bytes));
    }
    Ok(read)
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// What the database holds for the public, as a program reads it.
#[derive(Debug, Serialize)]
struct Counts {
    organizations: u64,
    services: u64,
    with_phone: u64,
    always_open: u64,
    verified: u64,
    national: u64,
    by_province: BTreeMap<&'static str, u64>,
    by_need: BTreeMap<String, u64>,
    by_confidence: BTreeMap<String, u64>,
}

/// Counts what the database holds for the public.
pub async fn stats(config: &Config, arguments: &JsonArguments) -> anyhow::Result<u8> {
    let counts = count(config).await?;
    if arguments.json {
        report::json(&counts)?;
        return Ok(DONE);
    }
    println!("organizations   {:>4}", counts.organizations);
    println!("services        {:>4}", counts.services);
    println!("with a phone    {:>4}", counts.with_phone);
    println!("day and night   {:>4}", counts.always_open);
    println!("verified        {:>4}", counts.verified);
    println!("national        {:>4}", counts.national);
    print_table("whole provinces", counts.by_province.iter());
    print_table("needs", counts.by_need.iter());
    print_table("how the facts are known", counts.by_confidence.iter());
    Ok(DONE)
}

fn print_table(
    title: &str,
    rows: impl Iterator<Item = (impl std::fmt::Display, impl std::fmt::Display)>,
) {
    println!("\n{title}");
    for (name, count) in rows {
        println!("  {name:<22} {count:>4}");
    }
}

async fn count(config: &Config) -> anyhow::Result<Counts> {
    let store = house::open_store(config).await?;
    store
        .load_content(
            &Actor::System,
            &house::shipped_content()?,
            SystemClock.now(),
        )
        .await?;
    let found = store.statistics(&Actor::Operator).await?;
    let mut by_confidence = BTreeMap::new();
    for (confidence, count) in &found.by_confidence {
        let name = serde_json::to_value(confidence)?;
        by_confidence.insert(name.as_str().unwrap_or_default().to_owned(), *count);
    }
    Ok(Counts {
        organizations: found.organizations,
        services: found.services,
        with_phone: found.with_phone,
        always_open: found.always_open,
        verified: found.verified,
        national: found.national,
        by_province: found
            .by_province
            .iter()
            .map(|(province, count)| (province.code(), *count))
            .collect(),
        by_need: found
            .by_need
            .iter()
            .map(|(need, count)| (need.0.clone(), *count))
            .collect(),
        by_confidence,
    })
}
