//! Every module has a name on its door: its first line says what it is for.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// Where our own Rust lives.
const ROOMS: [&str; 4] = ["crates", "xtask", "tests", "benches"];

/// Longer than this, a file is probably two rooms.
const LONGEST: usize = 700;

/// Files without a first `//!` line, and files that have grown into two rooms.
pub(crate) fn check(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut files = Vec::new();
    for room in ROOMS {
        collect(&root.join(room), &mut files)?;
    }
    files.sort();
    let mut faults = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let name = file.strip_prefix(root).unwrap_or(&file).display();
        if !has_door(&text) {
            faults.push(format!(
                "{name}: the first line must say what the module is for (//! …)"
            ));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            faults.push(format!("{name}: {lines} lines; split it into rooms"));
        }
    }
    Ok(faults)
}

fn has_door(text: &str) -> bool {
    text.lines().next().is_some_and(|line| {
        line.strip_prefix("//! ")
            .is_some_and(|rest| rest.len() > 15)
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_needs_a_name() {
        assert!(has_door("//! Opening hours: our own model.\n"));
        assert!(!has_door("//! hours\n"));
        assert!(!has_door("use std::fs;\n"));
    }
}
