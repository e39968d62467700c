//! What a file that somebody sent really is: told by its first bytes, whatever its name says.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};

use directory::import::{Package, ZipLimits, Zipped};

/// How much a zip may hold that comes through a browser: less than at the command line.
const LIMITS: ZipLimits = ZipLimits {
    files: 1_000,
    total: 4 << 30,
    ratio: 200,
};
/// Bytes that are looked at.
const HEAD: u64 = 4096;
/// The longest name of a file that is kept, in characters.
const NAME: usize = 100;

/// A kind of file that can be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Csv,
    Json,
    Zip,
}

impl FileKind {
    /// Its word in the table of runs.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Zip => "zip",
        }
    }

    /// The kind that the first bytes tell; `None` where it is none that can be read.
    fn of_bytes(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Some(Self::Zip);
        }
        if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
            return Some(Self::Csv);
        }
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let written = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
        let mut begins = text.iter().filter(|byte| !byte.is_ascii_whitespace());
        let first = begins.next()?;
        if !text.iter().all(written) || *first == b'<' || text.starts_with(b"%PDF") {
            return None;
        }
        Some(match first {
            b'{' | b'[' => Self::Json,
            _ => Self::Csv,
        })
    }

    /// The kind of a file.
    pub(super) fn of(file: &File) -> io::Result<Option<Self>> {
        let mut head = Vec::new();
        begin(file)?.take(HEAD).read_to_end(&mut head)?;
        Ok(Self::of_bytes(&head))
    }

    /// The kind that a name promises.
    pub(super) fn promised(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "json" | "ndjson" | "jsonl" => Some(Self::Json),
            "zip" => Some(Self::Zip),
            _ => None,
        }
    }
}

/// The same file from its beginning.
pub(super) fn begin(file: &File) -> io::Result<File> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// A name without folders and without what no keyboard writes. Nothing is ever written under it.
pub(super) fn plain_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last
        .chars()
        .filter(|letter| !letter.is_control())
        .take(NAME)
        .collect();
    name.trim().to_owned()
}

/// The files of an export that somebody sent.
pub(super) fn open(file: &File, name: &str, kind: FileKind) -> io::Result<Box<dyn Package>> {
    if kind == FileKind::Zip {
        let zip = Zipped::new(BufReader::new(begin(file)?), LIMITS)?;
        return Ok(Box::new(zip));
    }
    let name = if FileKind::promised(name) == Some(kind) {
        name.to_owned()
    } else {
        // It is read as what it is: its table is known by the rest of the name.
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        format!("{stem}.{}", kind.word())
    };
    Ok(Box::new(Alone {
        name,
        file: begin(file)?,
    }))
}

/// One file that is no zip.
struct Alone {
    name: String,
    file: File,
}

impl Package for Alone {
    fn names(&self) -> Vec<String> {
        vec![self.name.clone()]
    }

    fn open(&mut self, _: usize) -> io::Result<Box<dyn Read + '_>> {
        begin(&self.file).map(|file| Box::new(file) as Box<dyn Read>)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (head, kind) in [
            (&b"id,name\n1,A\n"[..], Some(FileKind::Csv)),
            (b"\xef\xbb\xbfid,name\n", Some(FileKind::Csv)),
            (b"\xff\xfei\0d\0", Some(FileKind::Csv)),
            (b"caf\xe9,1\n", Some(FileKind::Csv)),
            (b" \n[{\"id\":1}]", Some(FileKind::Json)),
            (b"PK\x03\x04rest", Some(FileKind::Zip)),
            (b"%PDF-1.7\n", None),
            (b"<!doctype html>", None),
            (b"\x89PNG\r\n\x1a\n", None),
            (b"MZ\x90\0\x03", None),
            (b"   \n ", None),
            (b"", None),
        ] {
            assert_eq!(FileKind::of_bytes(head), kind, "{head:?}");
        }
    }

    #[test]
    fn a_name_is_no_path() {
        for (sent, name) in [
            ("services.csv", "services.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\export.zip", "export.zip"),
            ("a\u{0}b\n.csv", "ab.csv"),
            ("..", ".."),
            ("", ""),
        ] {
            assert_eq!(plain_name(sent), name, "{sent:?}");
        }
        assert_eq!(plain_name(&"é".repeat(500)).chars().count(), NAME);
    }
}
