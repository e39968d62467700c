//! No method of the store is missing from the table of who may do what.

use super::policy::{Expected, table};
use super::statements::sources;

/// Methods that open, close and migrate: there is nobody to ask yet.
const BEFORE_ANYONE: [&str; 10] = [
    "sqlite",
    "sqlite_in_memory",
    "postgres",
    "close",
    "migrate",
    // What this process holds, and nothing of the database.
    "with_vault",
    "with_session_limits",
    "with_cheap_passphrases",
    "argon2_runs",
    "network_key",
];

#[test]
fn no_method_is_missing_from_the_table() {
    let mut found = Vec::new();
    for (file, text) in sources() {
        // Public methods inside `impl Store { … }`, whose closing brace stands at the line's start.
        for block in text.split("\nimpl Store {").skip(1) {
            let block = block.split("\n}").next().unwrap_or_default();
            for method in block.split("\n    pub ").skip(1) {
                let Some((_, signature)) = method.split_once("fn ") else {
                    continue;
                };
                let name = signature.split(['(', '<']).next().unwrap_or_default();
                let parameters = signature.split(") ->").next().unwrap_or_default();
                let first = parameters
                    .split_once("&self,")
                    .map(|(_, rest)| rest.trim_start());
                let asks = first.is_some_and(|first| first.starts_with("actor: &Actor"));
                assert!(
                    asks || BEFORE_ANYONE.contains(&name),
                    "{file}: {name} does not take the actor first"
                );
                if asks {
                    found.push(name.to_owned());
                }
            }
        }
    }
    found.sort();
    let mut expected: Vec<_> = table()
        .map(|Expected(name, ..)| (*name).to_owned())
        .collect();
    expected.sort();
    assert_eq!(found, expected);
}
