//! Something wrong in an instrument, said so that whoever wrote it can mend it.

use std::fmt;

/// Whether it keeps the file from being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is not used until it is mended; the others are.
    Error,
    /// The file is used, and somebody should look.
    Warning,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as it was given.
    pub file: String,
    /// The line, from 1, when it is on one.
    pub line: Option<u32>,
    /// Whether the file can still be used.
    pub severity: Severity,
    /// What is wrong, with the path inside the file, in plain words.
    pub problem: String,
    /// What to do, in plain words.
    pub remedy: String,
}

impl Fault {
    /// An error, on a line when that is known.
    pub(crate) fn error(
        file: &str,
        line: Option<u32>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line,
            severity: Severity::Error,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }

    /// The file cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// `content/questionnaires/x.toml:12: what is wrong — what to do`.
impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        let warning = match self.severity {
            Severity::Error => "",
            Severity::Warning => "warning: ",
        };
        write!(formatter, ": {warning}{} — {}", self.problem, self.remedy)
    }
}
