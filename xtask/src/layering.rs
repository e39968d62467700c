//! Who may use whom among our own crates: the house has floors, and nobody walks through walls.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each crate and the crates it may depend on outside of tests. `docs/architecture.md` carries the
/// same table, and a check keeps the two alike.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("kernel", &[]),
    ("directory", &["kernel"]),
    ("casework", &["kernel"]),
    ("guidance", &["kernel"]),
    ("questionnaires", &["kernel"]),
    ("signin", &[]),
    ("access", &["kernel"]),
    ("vault", &["kernel"]),
    (
        "store",
        &[
            "access",
            "casework",
            "directory",
            "kernel",
            "signin",
            "vault",
        ],
    ),
    ("search", &["directory", "kernel"]),
    (
        "web",
        &[
            "access",
            "casework",
            "directory",
            "guidance",
            "kernel",
            "questionnaires",
            "search",
            "signin",
            "store",
        ],
    ),
    (
        "cairn",
        &[
            "casework",
            "directory",
            "guidance",
            "kernel",
            "questionnaires",
            "search",
            "signin",
            "store",
            "vault",
            "web",
        ],
    ),
];

/// Crates that stand outside the house and may look into every room.
const OUTSIDE: [&str; 3] = ["xtask", "journeys", "benches"];

/// Edges of the workspace as it is, against [`MAY_USE`].
pub(crate) fn check(root: &Path) -> anyhow::Result<Vec<String>> {
    Ok(faults(&edges(root)?))
}

type Edges = BTreeMap<String, BTreeSet<String>>;

fn edges(root: &Path) -> anyhow::Result<Edges> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .other_options(vec!["--offline".to_owned()])
        .exec()
        .context("reading cargo metadata")?;
    let members: BTreeSet<String> = metadata
        .packages
        .iter()
        .map(|package| package.name.to_string())
        .collect();
    Ok(metadata
        .packages
        .iter()
        .map(|package| {
            let uses = package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind == DependencyKind::Normal)
                .filter(|dependency| members.contains(&dependency.name))
                .map(|dependency| dependency.name.clone())
                .collect();
            (package.name.to_string(), uses)
        })
        .collect())
}

fn faults(edges: &Edges) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut faults = Vec::new();
    for (user, used) in edges {
        if OUTSIDE.contains(&user.as_str()) {
            continue;
        }
        let Some(may_use) = allowed.get(user.as_str()) else {
            faults.push(format!(
                "{user}: a new crate; decide whom it may use in xtask/src/layering.rs and docs/architecture.md"
            ));
            continue;
        };
        for name in used {
            if !may_use.contains(&name.as_str()) {
                faults.push(format!("{user} uses {name}, which it may not"));
            }
        }
    }
    faults
}

/// The table in `docs/architecture.md` names exactly the crates and edges of [`MAY_USE`].
pub(crate) fn check_document(root: &Path) -> anyhow::Result<Vec<String>> {
    let document = fs::read_to_string(root.join("docs/architecture.md"))
        .context("docs/architecture.md must exist")?;
    Ok(MAY_USE
        .into_iter()
        .map(|(user, used)| row(user, used))
        .filter(|row| !document.lines().any(|line| line == row))
        .map(|row| format!("docs/architecture.md lacks the line: {row}"))
        .collect())
}

fn row(user: &str, used: &[&str]) -> String {
    let used = if used.is_empty() {
        "nothing of ours".to_owned()
    } else {
        used.iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!("| `{user}` | {used} |")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_edge_and_an_unknown_crate_are_found() {
        let edges = Edges::from([
            ("directory".to_owned(), BTreeSet::from(["store".to_owned()])),
            ("attic".to_owned(), BTreeSet::new()),
            ("benches".to_owned(), BTreeSet::from(["web".to_owned()])),
        ]);
        let faults = faults(&edges);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].starts_with("attic"));
        assert_eq!(faults[1], "directory uses store, which it may not");
    }
}
