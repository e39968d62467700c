//! Rows of a CSV file, one by one, however large the file is.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use super::decode::Decoded;

/// Longest row, in bytes. Longer ones come of a quotation mark that is not closed; memory is bounded.
const LONGEST_ROW: u64 = 8 << 20;

/// Fails when a row never ends.
struct Watched<R> {
    source: R,
    since_row: Rc<Cell<u64>>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.since_row.set(self.since_row.get() + read as u64);
        if self.since_row.get() > LONGEST_ROW {
            return Err(io::Error::other(
                "a row is longer than 8 MB: a quotation mark is probably not closed",
            ));
        }
        Ok(read)
    }
}

/// A CSV file that is being read.
pub(super) struct Lines<'a> {
    reader: ::csv::Reader<Box<dyn Read + 'a>>,
    since_row: Rc<Cell<u64>>,
    foreign: Rc<Cell<u64>>,
    record: ::csv::StringRecord,
    /// The names of the columns.
    pub(super) header: Vec<String>,
    /// Lines before the header.
    skipped: u32,
}

impl<'a> Lines<'a> {
    /// Reads the header; `None` for an empty file.
    pub(super) fn open(source: impl Read + 'a) -> io::Result<Option<Self>> {
        let decoded = Decoded::new(source);
        let foreign = decoded.foreign();
        let mut buffered = BufReader::with_capacity(1 << 16, decoded);
        let mut skipped = 0;
        // Empty lines, and Excel's own word about separators.
        let mut named = None;
        let start = loop {
            let begin = buffered.fill_buf()?;
            if begin.is_empty() {
                return Ok(None);
            }
            if begin[0] == b'\n' {
                buffered.consume(1);
                skipped += 1;
            } else if begin.len() > 5 && begin[..4].eq_ignore_ascii_case(b"sep=") {
                named = Some(begin[4]);
                let end = begin
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .map_or(begin.len(), |at| at + 1);
                buffered.consume(end);
                skipped += 1;
            } else {
                break begin.to_vec();
            }
        };
        let delimiter = named.unwrap_or_else(|| delimiter(&start));
        let since_row = Rc::new(Cell::new(0));
        let watched: Box<dyn Read + 'a> = Box::new(Watched {
            source: buffered,
            since_row: Rc::clone(&since_row),
        });
        let mut reader = ::csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .delimiter(delimiter)
            .from_reader(watched);
        let mut record = ::csv::StringRecord::new();
        if !reader.read_record(&mut record).map_err(problem)? {
            return Ok(None);
        }
        let header = record.iter().map(|name| name.trim().to_owned()).collect();
        Ok(Some(Self {
            reader,
            since_row,
            foreign,
            record,
            header,
            skipped,
        }))
    }

    /// The next row and its line; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<(u32, &::csv::StringRecord)>> {
        self.since_row.set(0);
        if !self.reader.read_record(&mut self.record).map_err(problem)? {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, ::csv::Position::line);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Ok(Some((line.saturating_add(self.skipped), &self.record)))
    }

    /// How many bytes so far were not UTF-8.
    pub(super) fn foreign(&self) -> u64 {
        self.foreign.get()
    }
}

fn problem(problem: ::csv::Error) -> io::Error {
    match problem.into_kind() {
        ::csv::ErrorKind::Io(problem) => problem,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// What stands most often in the first line, outside of quotation marks.
fn delimiter(start: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for &byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(byte == *delimiter);
                }
            }
            _ => {}
        }
    }
    let (delimiter, _) = counts
        .into_iter()
        .rev()
        .max_by_key(|&(_, count)| count)
        .unwrap_or((b',', 0));
    if counts.iter().all(|(_, count)| *count == 0) {
        b','
    } else {
        delimiter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<String>, Vec<(u32, Vec<String>)>) {
        let mut lines = Lines::open(text.as_bytes())
            .expect("readable")
            .expect("rows");
        let mut rows = Vec::new();
        while let Some((line, record)) = lines.next().expect("readable") {
            rows.push((line, record.iter().map(ToOwned::to_owned).collect()));
        }
        (lines.header, rows)
    }

    #[test]
    fn delimiters_and_line_numbers() {
        for (text, line) in [
            ("a,b\n1,2\n", 2),
            ("a;b\r\n1;2", 2),
            ("a\tb\r1\t2\r", 2),
            ("\n\na|b\n1|2\n", 4),
            ("sep=;\na;b\n1;2\n", 3),
        ] {
            let (header, rows) = rows(text);
            assert_eq!(header, ["a", "b"], "{text:?}");
            assert_eq!(
                rows,
                [(line, vec!["1".to_owned(), "2".to_owned()])],
                "{text:?}"
            );
        }
        let (_, rows) = rows("a,b\n\"one\ntwo\",2\n3,4\n");
        assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_does_not_eat_the_memory() {
        struct Bytes<I>(I);
        impl<I: Iterator<Item = u8>> Read for Bytes<I> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let mut read = 0;
                for (place, byte) in into.iter_mut().zip(&mut self.0) {
                    *place = byte;
                    read += 1;
                }
                Ok(read)
            }
        }
        let endless = "a,b\n1,\""
            .bytes()
            .chain(std::iter::repeat_n(b'x', 20 << 20));
        let mut lines = Lines::open(Bytes(endless))
            .expect("readable")
            .expect("rows");
        let problem = lines.next().map(|_| ()).expect_err("too long");
        assert!(problem.to_string().contains("quotation mark"));
    }
}
