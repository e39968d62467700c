//! Something wrong in a content file, said so that whoever wrote it can mend it.

use std::fmt;

/// How much a fault weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is left out until it is mended.
    Error,
    /// The file is served, and somebody should look at it.
    Warning,
}

/// One thing that is wrong. Fields have the names of `directory::content::Fault`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as it was given.
    pub file: String,
    /// The line, from 1, when it is on one.
    pub line: Option<u32>,
    /// Whether the file can be served all the same.
    pub severity: Severity,
    /// What is wrong, in plain words.
    pub problem: String,
    /// What to do, in plain words.
    pub remedy: String,
}

/// `content/guides/x/en.md:12: what is wrong — what to do`.
impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        if self.severity == Severity::Warning {
            formatter.write_str(": warning")?;
        }
        write!(formatter, ": {} — {}", self.problem, self.remedy)
    }
}

/// The faults of one file while it is read.
#[derive(Debug)]
pub(crate) struct Faults<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<Fault>,
}

impl<'a> Faults<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            found: Vec::new(),
        }
    }

    /// The line of a byte of the text, from 1.
    pub(crate) fn line(&self, at: usize) -> u32 {
        let ends = self.text.match_indices('\n');
        1 + ends.take_while(|&(end, _)| end < at).count() as u32
    }

    /// The first line that holds `words`: for what a parsed value no longer knows.
    pub(crate) fn line_of(&self, words: &str) -> Option<u32> {
        self.text.find(words).map(|at| self.line(at))
    }

    pub(crate) fn at(&mut self, at: usize, problem: impl Into<String>, remedy: impl Into<String>) {
        let line = self.line(at);
        self.error(Some(line), problem, remedy);
    }

    pub(crate) fn error(
        &mut self,
        line: Option<u32>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(line, Severity::Error, problem.into(), remedy.into());
    }

    pub(crate) fn warning(
        &mut self,
        line: Option<u32>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(line, Severity::Warning, problem.into(), remedy.into());
    }

    fn push(&mut self, line: Option<u32>, severity: Severity, problem: String, remedy: String) {
        self.found.push(Fault {
            file: self.file.to_owned(),
            line,
            severity,
            problem,
            remedy,
        });
    }

    pub(crate) fn into_vec(self) -> Vec<Fault> {
        self.found
    }
}

/// Whether one of them keeps the file out.
pub(crate) fn any_error(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.severity == Severity::Error)
}
