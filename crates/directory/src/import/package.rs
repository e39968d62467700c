//! The files of an export: in memory, in a zip, or wherever the caller keeps them.

use std::io::{self, Read, Seek};

/// Files of an export. Names are for people and for recognising tables: nothing is ever written under
/// one.
pub trait Package {
    /// Their names, in the order to read them.
    fn names(&self) -> Vec<String>;
    /// Opens the file at a place in that order.
    fn open(&mut self, at: usize) -> io::Result<Box<dyn Read + '_>>;
}

/// Files in memory.
#[derive(Debug, Default, Clone)]
pub struct InHand(pub Vec<(String, Vec<u8>)>);

impl Package for InHand {
    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| name.clone()).collect()
    }

    fn open(&mut self, at: usize) -> io::Result<Box<dyn Read + '_>> {
        let (_, bytes) = self
            .0
            .get(at)
            .ok_or_else(|| io::Error::other("no such file"))?;
        Ok(Box::new(bytes.as_slice()))
    }
}

/// How much a zip may hold.
#[derive(Debug, Clone, Copy)]
pub struct ZipLimits {
    /// Files.
    pub files: usize,
    /// Bytes when unpacked, all files together.
    pub total: u64,
    /// How many times larger a file may be than it is packed. Text packs 5 to 20 times; a bomb a
    /// thousand times.
    pub ratio: u64,
}

impl Default for ZipLimits {
    fn default() -> Self {
        Self {
            files: 10_000,
            total: 16 << 30,
            ratio: 200,
        }
    }
}

/// A zip, read in place: nothing of it is ever written to disk.
pub struct Zipped<R> {
    archive: zip::ZipArchive<R>,
    entries: Vec<(usize, String)>,
    limits: ZipLimits,
    left: u64,
}

impl<R: Read + Seek> Zipped<R> {
    /// Opens it; refuses what is too much before anything is unpacked.
    pub fn new(source: R, limits: ZipLimits) -> io::Result<Self> {
        let mut archive = zip::ZipArchive::new(source).map_err(io::Error::other)?;
        if archive.len() > limits.files {
            return Err(io::Error::other(format!(
                "the zip holds {} files; {} are possible",
                archive.len(),
                limits.files
            )));
        }
        let mut entries = Vec::new();
        let mut total = 0_u64;
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at).map_err(io::Error::other)?;
            let name = file.name().map_err(io::Error::other)?.into_owned();
            let hidden = name.starts_with("__MACOSX/") || name.ends_with(".DS_Store");
            if file.is_dir() || hidden {
                continue;
            }
            total = total.saturating_add(file.size());
            entries.push((at, name));
        }
        if total > limits.total {
            return Err(io::Error::other(format!(
                "the zip says that it holds {total} bytes; {} are possible",
                limits.total
            )));
        }
        entries.sort_by(|a, b| a.1.cmp(&b.1));
        Ok(Self {
            archive,
            entries,
            limits,
            left: limits.total,
        })
    }
}

impl<R: Read + Seek> Package for Zipped<R> {
    fn names(&self) -> Vec<String> {
        self.entries.iter().map(|(_, name)| name.clone()).collect()
    }

    fn open(&mut self, at: usize) -> io::Result<Box<dyn Read + '_>> {
        let (index, _) = self
            .entries
            .get(at)
            .ok_or_else(|| io::Error::other("no such file"))?;
        let file = self.archive.by_index(*index).map_err(io::Error::other)?;
        // What the zip says of sizes may be a lie: what comes out is counted.
        let by_ratio = (file.compressed_size().max(1024)).saturating_mul(self.limits.ratio);
        Ok(Box::new(Counted {
            source: file,
            by_ratio,
            total: &mut self.left,
        }))
    }
}

struct Counted<'l, R> {
    source: R,
    by_ratio: u64,
    total: &'l mut u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        let count = read as u64;
        if count > self.by_ratio || count > *self.total {
            return Err(io::Error::other(
                "the zip unpacks to far more than it should hold: it may be made to fill a disk",
            ));
        }
        self.by_ratio -= count;
        *self.total -= count;
        Ok(read)
    }
}
