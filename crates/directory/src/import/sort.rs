//! Putting more in order than memory holds: pieces are sorted in memory, written to scratch files, and
//! merged as they are read back.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, BufReader, BufWriter, Cursor, Read, Seek, SeekFrom, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A file that is gone when it is dropped.
pub trait ScratchFile: Read + Write + Seek + Send {}
impl<T: Read + Write + Seek + Send> ScratchFile for T {}

/// Gives scratch files. Whoever calls decides where they lie; nobody else can read them, for an
/// export may hold addresses that must stay hidden.
pub trait Scratch: Sync {
    /// A new, empty one.
    fn file(&self) -> io::Result<Box<dyn ScratchFile>>;
}

/// Scratch files in memory, for tests and small things.
#[derive(Debug, Default)]
pub struct InMemory;

impl Scratch for InMemory {
    fn file(&self) -> io::Result<Box<dyn ScratchFile>> {
        Ok(Box::new(Cursor::new(Vec::new())))
    }
}

/// Sorts by key; what has the same key stays in the order it came in.
pub(super) struct Sorter<'s> {
    scratch: &'s dyn Scratch,
    budget: usize,
    arena: Vec<u8>,
    index: Vec<(u128, usize)>,
    runs: Vec<Box<dyn ScratchFile>>,
}

impl<'s> Sorter<'s> {
    /// Holds at most about `budget` bytes in memory.
    pub(super) fn new(scratch: &'s dyn Scratch, budget: usize) -> Self {
        Self {
            scratch,
            budget,
            arena: Vec::new(),
            index: Vec::new(),
            runs: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, key: u128, value: &impl Serialize) -> io::Result<()> {
        let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
        self.push_bytes(key, &bytes)
    }

    pub(super) fn push_bytes(&mut self, key: u128, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.index.push((key, self.arena.len()));
        self.arena.extend_from_slice(&length.to_le_bytes());
        self.arena.extend_from_slice(bytes);
        if self.arena.len() + self.index.len() * 32 > self.budget {
            self.spill()?;
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        self.index.sort_unstable();
        let mut file = self.scratch.file()?;
        {
            let mut writer = BufWriter::with_capacity(1 << 18, &mut file);
            for &(key, at) in &self.index {
                writer.write_all(&key.to_le_bytes())?;
                writer.write_all(&self.arena[at..at + 4 + length_at(&self.arena, at)])?;
            }
            writer.flush()?;
        }
        self.arena.clear();
        self.index.clear();
        self.runs.push(file);
        Ok(())
    }

    /// What was pushed, in order.
    pub(super) fn finish(mut self) -> io::Result<Sorted> {
        if !self.runs.is_empty() && !self.index.is_empty() {
            self.spill()?;
        }
        self.index.sort_unstable();
        let mut sorted = Sorted {
            arena: self.arena,
            index: self.index.into_iter(),
            runs: Vec::with_capacity(self.runs.len()),
            heap: BinaryHeap::new(),
        };
        for (at, mut file) in self.runs.into_iter().enumerate() {
            file.seek(SeekFrom::Start(0))?;
            let mut run = BufReader::with_capacity(1 << 16, file);
            if let Some(key) = next_key(&mut run)? {
                sorted.heap.push(Reverse((key, at)));
            }
            sorted.runs.push(run);
        }
        Ok(sorted)
    }
}

fn length_at(arena: &[u8], at: usize) -> usize {
    let mut length = [0; 4];
    length.copy_from_slice(&arena[at..at + 4]);
    u32::from_le_bytes(length) as usize
}

fn next_key(run: &mut impl Read) -> io::Result<Option<u128>> {
    let mut key = [0; 16];
    match run.read_exact(&mut key) {
        Ok(()) => Ok(Some(u128::from_le_bytes(key))),
        Err(problem) if problem.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Things in order, read back one by one.
pub(super) struct Sorted {
    arena: Vec<u8>,
    index: std::vec::IntoIter<(u128, usize)>,
    runs: Vec<BufReader<Box<dyn ScratchFile>>>,
    heap: BinaryHeap<Reverse<(u128, usize)>>,
}

impl Sorted {
    /// The key of what comes next.
    pub(super) fn peek(&self) -> Option<u128> {
        if self.runs.is_empty() {
            return self.index.as_slice().first().map(|&(key, _)| key);
        }
        self.heap.peek().map(|Reverse((key, _))| *key)
    }

    /// The next.
    pub(super) fn next_bytes(&mut self) -> io::Result<Option<(u128, Vec<u8>)>> {
        if self.runs.is_empty() {
            let Some((key, at)) = self.index.next() else {
                return Ok(None);
            };
            let length = length_at(&self.arena, at);
            return Ok(Some((key, self.arena[at + 4..at + 4 + length].to_vec())));
        }
        let Some(Reverse((key, at))) = self.heap.pop() else {
            return Ok(None);
        };
        let run = &mut self.runs[at];
        let mut length = [0; 4];
        run.read_exact(&mut length)?;
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        run.read_exact(&mut bytes)?;
        if let Some(next) = next_key(run)? {
            self.heap.push(Reverse((next, at)));
        }
        Ok(Some((key, bytes)))
    }

    /// The next, read as what it was written as.
    pub(super) fn next<T: DeserializeOwned>(&mut self) -> io::Result<Option<(u128, T)>> {
        let Some((key, bytes)) = self.next_bytes()? else {
            return Ok(None);
        };
        let value = postcard::from_bytes(&bytes).map_err(io::Error::other)?;
        Ok(Some((key, value)))
    }

    /// Everything with the next key. `too_many` gets what stands beyond `most`.
    pub(super) fn next_group<T: DeserializeOwned>(
        &mut self,
        most: usize,
        mut too_many: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<Option<(u128, Vec<T>)>> {
        let Some((key, first)) = self.next()? else {
            return Ok(None);
        };
        let mut group = vec![first];
        while self.peek() == Some(key) {
            let Some((_, value)) = self.next()? else {
                break;
            };
            if group.len() < most {
                group.push(value);
            } else {
                too_many(value)?;
            }
        }
        Ok(Some((key, group)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However little memory there is, the order is that of a stable sort.
        #[test]
        fn it_sorts_as_a_stable_sort_does(
            keys in prop::collection::vec(0_u128..20, 0..300),
            budget in 1_usize..4_000,
        ) {
            let mut sorter = Sorter::new(&InMemory, budget);
            let mut expected: Vec<(u128, usize)> = Vec::new();
            for (at, &key) in keys.iter().enumerate() {
                sorter.push(key, &at).expect("memory");
                expected.push((key, at));
            }
            expected.sort_unstable();
            let mut sorted = sorter.finish().expect("memory");
            let mut found = Vec::new();
            while let Some(next) = sorted.next::<usize>().expect("memory") {
                found.push(next);
            }
            prop_assert_eq!(found, expected);
        }
    }
}
