//! Bytes of any export as UTF-8 lines: byte order marks, UTF-16, Windows Latin in between, and every
//! kind of line end.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

const PIECE: usize = 64 * 1024;

/// Reads UTF-8 with `\n` at the end of lines, whatever the bytes were.
///
/// What is valid UTF-8 is taken as such; a byte that is not is read as Windows Latin (1252), which is
/// what exports that are not UTF-8 hold, and counted. So a file of one encoding is read rightly, and
/// so is one that was pasted together from two.
pub(super) struct Decoded<R> {
    source: R,
    kind: Kind,
    /// Bytes read and not yet understood.
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    after_return: bool,
    started: bool,
    ended: bool,
    foreign: Rc<Cell<u64>>,
}

enum Kind {
    Utf8,
    Utf16(Box<Decoder>),
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            kind: Kind::Utf8,
            raw: Vec::new(),
            ready: Vec::new(),
            given: 0,
            after_return: false,
            started: false,
            ended: false,
            foreign: Rc::default(),
        }
    }

    /// How many bytes were not UTF-8, now and while reading goes on.
    pub(super) fn foreign(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.foreign)
    }

    fn fill(&mut self) -> io::Result<()> {
        let held = self.raw.len();
        self.raw.resize(held + PIECE, 0);
        let read = loop {
            match self.source.read(&mut self.raw[held..]) {
                Err(problem) if problem.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.raw.truncate(held + read);
        self.ended = read == 0;
        if !self.started && (self.raw.len() >= 64 || self.ended) {
            self.started = true;
            self.look();
        }
        if self.started {
            self.understand();
        }
        Ok(())
    }

    /// Decides by the beginning.
    fn look(&mut self) {
        let utf16 = |encoding: &'static encoding_rs::Encoding| {
            Kind::Utf16(Box::new(encoding.new_decoder_without_bom_handling()))
        };
        match self.raw.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => drop(self.raw.drain(..3)),
            [0xff, 0xfe, ..] => {
                self.raw.drain(..2);
                self.kind = utf16(UTF_16LE);
            }
            [0xfe, 0xff, ..] => {
                self.raw.drain(..2);
                self.kind = utf16(UTF_16BE);
            }
            bytes => {
                // Letters of our languages leave every second byte empty.
                let empty = |from: usize| {
                    let (mut zero, mut all) = (0, 0);
                    for byte in bytes.iter().take(400).skip(from).step_by(2) {
                        zero += usize::from(*byte == 0);
                        all += 1;
                    }
                    all > 0 && zero * 4 > all * 3
                };
                if empty(1) && !empty(0) {
                    self.kind = utf16(UTF_16LE);
                } else if empty(0) && !empty(1) {
                    self.kind = utf16(UTF_16BE);
                }
            }
        }
    }

    fn understand(&mut self) {
        self.ready.clear();
        self.given = 0;
        let mut text = Vec::with_capacity(self.raw.len() + 16);
        match &mut self.kind {
            Kind::Utf16(decoder) => {
                let mut out = vec![0; self.raw.len() * 3 + 16];
                let (result, _, written, replaced) =
                    decoder.decode_to_utf8(&self.raw, &mut out, self.ended);
                debug_assert_eq!(result, CoderResult::InputEmpty);
                if replaced {
                    self.foreign.set(self.foreign.get() + 1);
                }
                out.truncate(written);
                text = out;
                self.raw.clear();
            }
            Kind::Utf8 => {
                let mut at = 0;
                while at < self.raw.len() {
                    match std::str::from_utf8(&self.raw[at..]) {
                        Ok(valid) => {
                            text.extend_from_slice(valid.as_bytes());
                            at = self.raw.len();
                        }
                        Err(problem) => {
                            let valid = at + problem.valid_up_to();
                            text.extend_from_slice(&self.raw[at..valid]);
                            let wrong = match problem.error_len() {
                                Some(length) => length,
                                None if self.ended => self.raw.len() - valid,
                                None => {
                                    at = valid;
                                    break;
                                }
                            };
                            let bytes = &self.raw[valid..valid + wrong];
                            let (latin, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
                            text.extend_from_slice(latin.as_bytes());
                            self.foreign.set(self.foreign.get() + wrong as u64);
                            at = valid + wrong;
                        }
                    }
                }
                self.raw.drain(..at);
            }
        }
        self.ready = self.with_plain_line_ends(text);
    }

    fn with_plain_line_ends(&mut self, text: Vec<u8>) -> Vec<u8> {
        if !self.after_return && !text.contains(&b'\r') {
            return text;
        }
        let mut plain = Vec::with_capacity(text.len());
        for byte in text {
            match byte {
                b'\n' if self.after_return => {}
                b'\r' => plain.push(b'\n'),
                other => plain.push(other),
            }
            self.after_return = byte == b'\r';
        }
        plain
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            self.fill()?;
        }
        let length = into.len().min(self.ready.len() - self.given);
        into[..length].copy_from_slice(&self.ready[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, u64) {
        // One byte at a time: a cut can fall anywhere.
        struct Slowly<'a>(&'a [u8]);
        impl Read for Slowly<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let Some((first, rest)) = self.0.split_first() else {
                    return Ok(0);
                };
                into[0] = *first;
                self.0 = rest;
                Ok(1)
            }
        }
        let mut reader = Decoded::new(Slowly(bytes));
        let foreign = reader.foreign();
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("UTF-8");
        (text, foreign.get())
    }

    #[test]
    fn every_encoding_reads_the_same() {
        let text = "id,nom\n1,Maison d’été à Trois-Rivières\n";
        let utf16 = |big: bool| {
            let bytes = move |unit: u16| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            };
            text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
        };
        assert_eq!(decoded(text.as_bytes()), (text.to_owned(), 0));
        let marked = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
        assert_eq!(decoded(&marked), (text.to_owned(), 0));
        assert_eq!(
            decoded(&[&[0xff, 0xfe], utf16(false).as_slice()].concat()).0,
            text
        );
        assert_eq!(
            decoded(&[&[0xfe, 0xff], utf16(true).as_slice()].concat()).0,
            text
        );
        assert_eq!(decoded(&utf16(false)).0, text);
        assert_eq!(decoded(&utf16(true)).0, text);
        let (latin, ..) = WINDOWS_1252.encode(text);
        assert_eq!(decoded(&latin), (text.to_owned(), 5));
    }

    #[test]
    fn two_encodings_in_one_file() {
        let mixed = ["é,".repeat(40).as_bytes(), b"Caf\xe9 \x96 bar\n".as_slice()].concat();
        assert_eq!(
            decoded(&mixed),
            (format!("{}Café – bar\n", "é,".repeat(40)), 2)
        );
    }

    #[test]
    fn every_line_end_is_one() {
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(
                decoded(format!("a{end}b{end}{end}c").as_bytes()).0,
                "a\nb\n\nc"
            );
        }
    }
}
