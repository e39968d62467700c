//! `cairn doctor`: looks at the installation and says what is wrong and what to do about it.

use std::fs;

use anyhow::Context as _;
use kernel::{Actor, Clock as _, SystemClock};
use serde::Serialize;

use crate::cli::JsonArguments;
use crate::config::Config;
use crate::{DONE, FOUND_FAULTS, house, key, report};

/// One thing looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    well: bool,
    said: String,
}

impl Finding {
    fn from(what: &'static str, outcome: anyhow::Result<String>) -> Self {
        match outcome {
            Ok(said) => Self {
                what,
                well: true,
                said,
            },
            Err(error) => Self {
                what,
                well: false,
                said: format!("{error:#}"),
            },
        }
    }
}

/// Looks at everything, in the order in which one thing depends on another.
pub async fn run(config: &Config, arguments: &JsonArguments) -> anyhow::Result<u8> {
    let findings = vec![
        Finding::from("data folder", data_folder(config)),
        Finding::from("content", content()),
        Finding::from("database", database(config).await),
        Finding::from("key", key(config)),
        Finding::from("index", index(config).await),
        Finding::from("guides", guides(config).await),
        Finding::from("clock", clock()),
        Finding::from("certificate", certificate(config)),
    ];
    if arguments.json {
        report::json(&findings)?;
    } else {
        for finding in &findings {
            let mark = if finding.well { "ok    " } else { "FAULT " };
            println!("{mark} {:<12} {}", finding.what, finding.said);
        }
    }
    let well = findings.iter().all(|finding| finding.well);
    Ok(if well { DONE } else { FOUND_FAULTS })
}

fn data_folder(config: &Config) -> anyhow::Result<String> {
    let folder = &config.data;
    house::private_folder(folder)?;
    let probe = folder.join(".doctor");
    fs::write(&probe, b"").with_context(|| format!("{} cannot be written to", folder.display()))?;
    fs::remove_file(&probe)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(folder)?.permissions().mode() & 0o777;
        if mode & 0o007 != 0 {
            anyhow::bail!(
                "{} can be read by anyone on this machine: chmod 700 {0}",
                folder.display()
            );
        }
    }
    Ok(folder.display().to_string())
}

fn content() -> anyhow::Result<String> {
    let content = house::shipped_content()?;
    Ok(format!(
        "{} organizations, {} services",
        content.organizations.len(),
        content.services.len()
    ))
}

async fn guides(config: &Config) -> anyhow::Result<String> {
    let house = house::open(config).await?;
    let guides = &house.settings.guides;
    let (errors, due): (Vec<_>, Vec<_>) = guides
        .faults
        .iter()
        .partition(|fault| fault.severity == guidance::Severity::Error);
    if !errors.is_empty() {
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow::bail!(
            "left out, and what ships is served instead:\n{}",
            told.join("\n")
        );
    }
    Ok(format!(
        "{} guides, {} sheets, {} to look at again",
        guides.guides.len(),
        guides.sheets.len(),
        due.len()
    ))
}

async fn database(config: &Config) -> anyhow::Result<String> {
    let store = house::open_store(config).await?;
    let health = store.health(&Actor::Operator).await?;
    anyhow::ensure!(
        health.problems.is_empty(),
        "{}; restore the last backup",
        health.problems.join("; ")
    );
    Ok(format!(
        "{} ({}), schema {}",
        health.engine, health.mode, health.known
    ))
}

fn key(config: &Config) -> anyhow::Result<String> {
    let vault = vault::file::load(&key::path(config))?;
    Ok(format!(
        "{}, version {} seals",
        key::path(config).display(),
        vault.current_version()
    ))
}

async fn index(config: &Config) -> anyhow::Result<String> {
    let house = house::open(config).await?;
    let index = house.finder.current();
    let request = search::Request {
        per_page: 1,
        page: 1,
        ..search::Request::default()
    };
    let page = index.find(&request, SystemClock.now())?;
    anyhow::ensure!(
        page.total == index.len(),
        "it holds {} services but finds {}: delete the index folder and start again",
        index.len(),
        page.total
    );
    Ok(format!("{} services", index.len()))
}

/// A clock far off makes "open now" and every date wrong.
fn clock() -> anyhow::Result<String> {
    let now = SystemClock.now();
    let built: jiff::Timestamp = "2026-11-01T00:00:00Z".parse()?;
    anyhow::ensure!(
        now >= built,
        "this machine says it is {now}, which is before this program was made: set its clock"
    );
    Ok(now.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

fn certificate(config: &Config) -> anyhow::Result<String> {
    let Some((certificate, key)) = &config.tls else {
        return Ok("none: plain HTTP, for this machine or behind a proxy".to_owned());
    };
    for file in [certificate, key] {
        fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    }
    Ok(format!("{}", certificate.display()))
}
