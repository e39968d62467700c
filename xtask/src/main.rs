//! Checks that need code. `cargo xtask` runs them all and prints what to mend; `./test` calls it.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool"
)]

mod doors;
mod layering;
mod locales;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = workspace_root();
    let mut failed = 0;
    for (name, check) in CHECKS {
        match check(&root) {
            Ok(faults) if faults.is_empty() => println!("ok      {name}"),
            Ok(faults) => {
                failed += 1;
                println!("FAILED  {name}");
                for fault in faults {
                    println!("          {fault}");
                }
            }
            Err(error) => {
                failed += 1;
                println!("FAILED  {name}: {error:#}");
            }
        }
    }
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        eprintln!("{failed} of {} checks failed", CHECKS.len());
        ExitCode::FAILURE
    }
}

/// A check returns what is wrong, one line each; an error means that it could not look.
type Check = fn(&Path) -> anyhow::Result<Vec<String>>;

const CHECKS: [(&str, Check); 4] = [
    ("who may use whom", layering::check),
    (
        "docs/architecture.md says the same",
        layering::check_document,
    ),
    ("every module says what it is for", doors::check),
    ("both languages have the same messages", locales::check),
];

/// The folder that holds the workspace, wherever this runs from.
fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every check passes on the tree as it is; each check's own module shows that it can fail.
    #[test]
    fn the_tree_is_in_order() {
        for (name, check) in CHECKS {
            let faults = check(&workspace_root()).unwrap_or_else(|error| vec![error.to_string()]);
            assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
        }
    }
}
