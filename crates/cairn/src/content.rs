//! `cairn content check`: everything that ships, with an operator's folder laid over it, held against
//! the rules of whoever reads it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ::directory::content::Content;
use ::directory::taxonomy::Vocabulary;
use jiff::tz::TimeZone;
use kernel::{Clock as _, SystemClock};
use questionnaires::{Known, Library};
use serde::Serialize;

use crate::cli::CheckArguments;
use crate::{DONE, FOUND_FAULTS, directory, report};

/// Files by path, such as `content/questionnaires/tvit.toml`.
type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// One fault, as it is printed and as a program reads it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Fault {
    file: String,
    line: Option<u32>,
    severity: &'static str,
    problem: String,
    remedy: String,
    /// All of it in one line.
    text: String,
}

#[derive(Debug, Serialize)]
struct Checked {
    files: usize,
    errors: usize,
    warnings: usize,
    faults: Vec<Fault>,
}

/// Prints each fault with its remedy; warnings alone are no failure.
pub fn check(arguments: &CheckArguments) -> anyhow::Result<u8> {
    let mut files: Files = Content::shipped_files()
        .chain(questionnaires::shipped_files())
        .chain(guidance::shipped_files())
        .map(|(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes)))
        .collect();
    if let Some(folder) = &arguments.folder {
        let laid_over = directory::files(folder)?.into_iter();
        files.extend(laid_over.map(|(path, bytes)| (path, Cow::Owned(bytes))));
    }
    let faults = faults(&files);
    let errors = faults
        .iter()
        .filter(|fault| fault.severity == ERROR)
        .count();
    let checked = Checked {
        files: files.len(),
        errors,
        warnings: faults.len() - errors,
        faults,
    };
    if arguments.json {
        report::json(&checked)?;
    } else {
        for fault in &checked.faults {
            println!("{}", fault.text);
        }
        println!(
            "{} files: {} errors, {} warnings.",
            checked.files, checked.errors, checked.warnings
        );
    }
    Ok(if errors == 0 { DONE } else { FOUND_FAULTS })
}

const ERROR: &str = "error";

/// Each crate reads its own folder; what it refuses is told here in one form.
fn faults(files: &Files) -> Vec<Fault> {
    let mut found = Vec::new();
    let directory = Content::read(within(files, &["directory", "places", "taxonomy"]));
    let needs = match directory {
        Ok(content) => {
            let needs = content.taxonomy.of(Vocabulary::Need);
            Some(needs.map(|term| term.id.as_str().to_owned()).collect())
        }
        Err(faults) => {
            found.extend(faults.iter().map(|fault| Fault {
                file: fault.file.clone(),
                line: fault.line,
                severity: ERROR,
                problem: fault.problem.clone(),
                remedy: fault.remedy.clone(),
                text: fault.to_string(),
            }));
            None
        }
    };
    let today = TimeZone::UTC.to_datetime(SystemClock.now()).date();
    let questionnaires = within(files, &["questionnaires"]);
    let (_, faults) = Library::read(questionnaires, &Known { needs }, today);
    found.extend(faults.into_iter().map(|fault| Fault {
        severity: if fault.is_error() { ERROR } else { "warning" },
        text: fault.to_string(),
        file: fault.file,
        line: fault.line,
        problem: fault.problem,
        remedy: fault.remedy,
    }));
    let all = || within(files, &["directory", "taxonomy", "guides", "jurisdictions"]);
    let vocabulary = guidance::Vocabulary::read(all());
    let faults = guidance::Library::read(all(), &vocabulary, today).faults;
    found.extend(faults.into_iter().map(|fault| Fault {
        severity: match fault.severity {
            guidance::Severity::Error => ERROR,
            guidance::Severity::Warning => "warning",
        },
        text: fault.to_string(),
        file: fault.file,
        line: fault.line,
        problem: fault.problem,
        remedy: fault.remedy,
    }));
    found.sort();
    found
}

/// The files of some folders of `content/`.
fn within<'a>(files: &'a Files, folders: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let is_inside = |path: &str| {
        let inside = path.strip_prefix("content/").unwrap_or(path);
        let folder = inside.split('/').next().unwrap_or_default();
        folders.contains(&folder)
    };
    files
        .iter()
        .filter(move |(path, _)| is_inside(path))
        .map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
}
