//! One file while it is read: its text, where its lines begin, and the faults found in it.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use super::LARGEST_FILE;
use super::fault::Fault;

/// Where something stands: a file, a line, a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub(super) file: Arc<str>,
    pub(super) line: u32,
    pub(super) column: Option<u32>,
}

impl At {
    pub(super) fn fault(&self, problem: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault {
            line: Some(self.line),
            column: self.column,
            ..Fault::in_file(&self.file, problem, remedy)
        }
    }
}

/// One file while it is read.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    file: Arc<str>,
    text: &'a str,
    /// Byte offsets at which lines begin.
    lines: Vec<usize>,
    faults: RefCell<Vec<Fault>>,
}

impl<'a> Sheet<'a> {
    /// Refuses what is too large to be one of ours, and what is not UTF-8.
    pub(super) fn new(file: &str, bytes: &'a [u8]) -> Result<Self, Fault> {
        if bytes.len() > LARGEST_FILE {
            return Err(Fault::in_file(
                file,
                format!("the file is larger than {} MiB", LARGEST_FILE >> 20),
                "cut it into smaller files, or look whether it is the right one",
            ));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let line = 1 + good.matches('\n').count();
            Fault {
                line: Some(line as u32),
                ..Fault::in_file(
                    file,
                    "there is a character that is not UTF-8",
                    "save the file again with the encoding UTF-8",
                )
            }
        })?;
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Ok(Self {
            file: file.into(),
            text,
            lines: std::iter::once(0).chain(breaks).collect(),
            faults: RefCell::default(),
        })
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Line and column of a stretch of the text.
    pub(super) fn at(&self, span: &Range<usize>) -> At {
        let line = self.lines.partition_point(|&start| start <= span.start);
        let start = self.lines[line.saturating_sub(1)];
        let before = self.text.get(start..span.start).unwrap_or_default();
        At {
            file: self.file.clone(),
            line: line as u32,
            column: Some(1 + before.chars().count() as u32),
        }
    }

    /// A whole line.
    pub(super) fn at_line(&self, line: u64) -> At {
        At {
            file: self.file.clone(),
            line: line as u32,
            column: None,
        }
    }

    pub(super) fn fault(
        &self,
        span: &Range<usize>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let fault = self.at(span).fault(problem, remedy);
        self.faults.borrow_mut().push(fault);
    }

    pub(super) fn fault_on_line(
        &self,
        line: u64,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let fault = self.at_line(line).fault(problem, remedy);
        self.faults.borrow_mut().push(fault);
    }

    pub(super) fn fault_in_file(&self, problem: impl Into<String>, remedy: impl Into<String>) {
        let fault = Fault::in_file(&self.file, problem, remedy);
        self.faults.borrow_mut().push(fault);
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }
}
