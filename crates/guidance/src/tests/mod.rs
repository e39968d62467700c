//! What ships is whole, and what is not whole is told.

mod faults;
mod reading;
mod shipped;

use std::path::{Path, PathBuf};

use crate::{Target, Vocabulary, html};

/// The ids of content/, read from the folder: the crate itself folds in only what it serves.
fn vocabulary() -> Vocabulary {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut files = Vec::new();
    for folder in ["taxonomy", "directory"] {
        walk(&content.join(folder), &content, &mut files);
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect();
    let vocabulary = Vocabulary::read(files);
    assert!(vocabulary.needs.len() > 10 && vocabulary.services.len() > 100);
    vocabulary
}

fn walk(folder: &Path, content: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("content is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, content, files);
        } else if path.extension().is_some_and(|kind| kind == "toml") {
            let name = path.strip_prefix(content).expect("inside content");
            let bytes = std::fs::read(&path).expect("a file that can be read");
            files.push((name.to_string_lossy().replace('\\', "/"), bytes));
        }
    }
}

/// A page on which every link leads somewhere.
struct Anywhere;

impl html::Page for Anywhere {
    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Guide { slug, card } => Some(format!("/{slug}/{}", card.unwrap_or(1))),
            Target::Page(name) => Some(format!("/{name}")),
            Target::Telephone(_) => None,
        }
    }

    fn source(&self, number: usize, is_verified: bool) -> String {
        let mark = if is_verified { "" } else { ", not verified" };
        format!("source {number}{mark}")
    }

    fn next(&self) -> &'static str {
        "Next:"
    }
}
