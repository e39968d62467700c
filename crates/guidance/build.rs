//! Folds the guides and the facts of the jurisdictions into the program.
//!
//! Writes a list of `(path, bytes)` for `src/library.rs`. Cargo runs it again whenever anything under
//! the two folders changes, also when a file comes or goes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FOLDERS: [&str; 2] = ["guides", "jurisdictions"];

fn main() -> io::Result<()> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut files = Vec::new();
    for folder in FOLDERS {
        let folder = content.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        walk(&folder, &mut files)?;
    }
    files.sort();

    let mut list = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&content).map_err(io::Error::other)?;
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        let path = format!("content/{}", name.join("/"));
        let whole = file.canonicalize()?;
        let whole = whole
            .to_str()
            .ok_or_else(|| io::Error::other("a path that is not UTF-8"))?;
        writeln!(list, "({path:?}, include_bytes!({whole:?})),").map_err(io::Error::other)?;
    }
    list.push(']');
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo gives OUT_DIR"))?;
    fs::write(Path::new(&out).join("shipped.rs"), list)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|kind| kind == "toml" || kind == "md")
        {
            files.push(path);
        }
    }
    Ok(())
}
