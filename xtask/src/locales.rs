//! Messages: written in both languages, with the same variables, and none that nobody uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;

const LOCALES: &str = "crates/web/locales";

/// Keys in one language only, keys whose variables differ, keys that no template or code names.
pub(crate) fn check(root: &Path) -> anyhow::Result<Vec<String>> {
    let english = read_folder(&root.join(LOCALES).join("en"))?;
    let french = read_folder(&root.join(LOCALES).join("fr"))?;
    let mut faults = differences(&english, &french);
    let mut used = String::new();
    for folder in ["crates/web/src", "crates/web/templates"] {
        gather(&root.join(folder), &mut used)?;
    }
    faults.extend(
        english
            .keys()
            .filter(|key| !is_used(key, &used))
            .map(|key| format!("{key}: written, but nothing uses it")),
    );
    Ok(faults)
}

/// Message key → the variables it takes.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn differences(english: &Messages, french: &Messages) -> Vec<String> {
    let mut faults = Vec::new();
    for (key, variables) in english {
        match french.get(key) {
            None => faults.push(format!("{key}: not written in French")),
            Some(other) if other != variables => {
                faults.push(format!(
                    "{key}: English takes {variables:?}, French {other:?}"
                ));
            }
            Some(_) => {}
        }
    }
    for key in french.keys().filter(|key| !english.contains_key(*key)) {
        faults.push(format!("{key}: not written in English"));
    }
    faults
}

fn read_folder(folder: &Path) -> anyhow::Result<Messages> {
    let mut messages = Messages::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        messages.extend(read(&fs::read_to_string(&path)?));
    }
    Ok(messages)
}

/// Enough of Fluent's grammar for keys and variables: a key starts a line, what follows belongs to it.
fn read(text: &str) -> Messages {
    let mut messages = Messages::new();
    let mut current = None;
    for line in text.lines() {
        let begins = line
            .chars()
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic());
        if begins && let Some((key, _)) = line.split_once('=') {
            current = Some(key.trim().to_owned());
            messages.entry(key.trim().to_owned()).or_default();
        }
        if let Some(key) = &current
            && !line.starts_with('#')
            && let Some(variables) = messages.get_mut(key)
        {
            variables.extend(variables_of(line));
        }
    }
    messages
}

fn variables_of(line: &str) -> impl Iterator<Item = String> {
    line.split('{').skip(1).filter_map(|piece| {
        let name: String = piece
            .trim_start()
            .strip_prefix('$')?
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-' || *letter == '_')
            .collect();
        Some(name)
    })
}

/// A key is used when its text stands somewhere between quotes or backticks, or when a longer key is
/// put together from its beginning (`"finder-need-" + id`): such prefixes end in a hyphen.
fn is_used(key: &str, used: &str) -> bool {
    if used.contains(&format!("\"{key}\"")) {
        return true;
    }
    key.match_indices('-').any(|(at, _)| {
        used.contains(&format!("\"{}", &key[..=at])) && used.contains(&format!("{}{{", &key[..=at]))
    })
}

fn gather(folder: &Path, into: &mut String) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, into)?;
        } else {
            into.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_named() {
        let english = read("a-b = One { $count } thing\nc-d = Two\n");
        let french = read("a-b = Une chose\ne-f = Trois\n");
        let faults = differences(&english, &french);
        assert_eq!(faults.len(), 3, "{faults:?}");
    }

    #[test]
    fn use_is_found_whole_or_by_its_beginning() {
        assert!(is_used("start-title", "message(\"start-title\")"));
        assert!(is_used(
            "problem-404-title",
            "format!(\"problem-{code}-title\")"
        ));
        assert!(!is_used("start-title", "message(\"start-titles\")"));
    }
}
