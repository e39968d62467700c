//! Reading JSON strictly: what nobody took is told at the end, with its path.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Problem;

/// Where problems are gathered.
pub(super) type Problems = RefCell<Vec<Problem>>;

pub(super) fn problem(problems: &Problems, path: &str, what: impl Into<String>) {
    problems.borrow_mut().push(Problem {
        path: path.to_owned(),
        what: what.into(),
    });
}

/// One object while it is read.
pub(super) struct Object<'a> {
    map: &'a Map<String, Value>,
    pub(super) path: String,
    taken: BTreeSet<&'static str>,
    pub(super) problems: &'a Problems,
}

impl<'a> Object<'a> {
    pub(super) fn new(value: &'a Value, path: String, problems: &'a Problems) -> Option<Self> {
        let Some(map) = value.as_object() else {
            problem(problems, &path, "here an object is expected");
            return None;
        };
        Some(Self {
            map,
            path,
            taken: BTreeSet::new(),
            problems,
        })
    }

    pub(super) fn below(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    pub(super) fn problem(&self, key: &str, what: impl Into<String>) {
        problem(self.problems, &self.below(key), what);
    }

    /// The value of a field, taken.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'a Value> {
        self.taken.insert(key);
        self.map.get(key)
    }

    /// Takes fields whose content does not matter here.
    pub(super) fn pass_over(&mut self, keys: &[&'static str]) {
        self.taken.extend(keys);
    }

    fn typed<T>(
        &mut self,
        key: &'static str,
        kind: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(key)?;
        let read = read(value);
        if read.is_none() {
            self.problem(key, format!("here {kind} is expected"));
        }
        read
    }

    pub(super) fn string(&mut self, key: &'static str) -> Option<&'a str> {
        self.typed(key, "a text", Value::as_str)
    }

    /// A text that must be there.
    pub(super) fn needed(&mut self, key: &'static str) -> String {
        if !self.map.contains_key(key) {
            self.problem(key, "it is missing");
        }
        self.string(key).unwrap_or_default().to_owned()
    }

    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        self.typed(key, "true or false", Value::as_bool)
    }

    pub(super) fn integer(&mut self, key: &'static str) -> Option<i64> {
        self.typed(key, "a whole number", Value::as_i64)
    }

    /// The objects of a list.
    pub(super) fn objects(&mut self, key: &'static str) -> Vec<Self> {
        let Some(list) = self.typed(key, "a list", Value::as_array) else {
            return Vec::new();
        };
        let base = self.below(key);
        let objects = list.iter().enumerate();
        objects
            .filter_map(|(at, value)| Self::new(value, format!("{base}[{at}]"), self.problems))
            .collect()
    }

    /// A field of a fixed vocabulary, read by serde's names.
    pub(super) fn code<T: serde::de::DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        let value = self.take(key)?;
        let read = serde_json::from_value(value.clone()).ok();
        if read.is_none() {
            self.problem(key, format!("{value} is outside the subset"));
        }
        read
    }

    /// Tells what nobody took.
    pub(super) fn finish(self) {
        for key in self.map.keys() {
            if !self.taken.contains(key.as_str()) {
                self.problem(key, "this is outside the subset; take it out");
            }
        }
    }
}
