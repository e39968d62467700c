//! Something wrong in a content file, said so that whoever wrote it can mend it.

use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as it was given.
    pub file: String,
    /// The line, from 1, when it is on one.
    pub line: Option<u32>,
    /// The column in characters, from 1, when it is known.
    pub column: Option<u32>,
    /// What is wrong, in plain words.
    pub problem: String,
    /// What to do, in plain words.
    pub remedy: String,
}

impl Fault {
    /// A fault of a whole file, or of a file that is not there.
    pub(super) fn in_file(
        file: &str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            column: None,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

/// `content/directory/bc/x.toml:12:3: what is wrong — what to do`.
impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(formatter, ":{number}")?;
        }
        write!(formatter, ": {} — {}", self.problem, self.remedy)
    }
}

/// Everything that is wrong, by file and line; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// `None` when there is none.
    pub(super) fn found(mut faults: Vec<Fault>) -> Option<Self> {
        faults.sort();
        faults.dedup();
        (!faults.is_empty()).then_some(Self(faults))
    }

    pub(super) fn one(fault: Fault) -> Self {
        Self(vec![fault])
    }

    /// The faults, by file and line.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }

    /// How many.
    #[expect(clippy::len_without_is_empty, reason = "there is always at least one")]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.0.iter().enumerate() {
            if number > 0 {
                formatter.write_str("\n")?;
            }
            fault.fmt(formatter)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
