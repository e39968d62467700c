//! Which records are compared at all: those that share a rare fact. Without this, a hundred thousand
//! records would make five thousand million pairs.
//!
//! Each pass gives a record a few keys; records with the same key stand in one block. A block larger
//! than [`BLOCK_LIMIT`] shares nothing rare and is left out, so that the work grows with the
//! records and not with their square; whoever is missed there is met in another pass. Records that
//! are alike in everything are never lost, however many there are: they are compared in a chain.

use std::thread::{Scope, ScopedJoinHandle};

use super::features::{Features, Prepared};
use super::hashing::mix;
use super::names::Name;

/// Records in a block, at most.
pub const BLOCK_LIMIT: usize = 40;

/// What the passes bring together, in the order of their numbers.
pub const PASSES: [&str; 10] = [
    "everything",
    "phone",
    "website and town",
    "email",
    "house and town",
    "town and a word of the organization",
    "town and a word of the name",
    "two words of the organization",
    "both names",
    "website and a word of the name",
];

const EVERYTHING: u64 = 0;
const PHONE: u64 = 1;
const PAGE_AND_TOWN: u64 = 2;
const MAILBOX: u64 = 3;
const HOUSE: u64 = 4;
const TOWN_AND_ORGANIZATION: u64 = 5;
const TOWN_AND_NAME: u64 = 6;
const TWO_WORDS: u64 = 7;
const BOTH_NAMES: u64 = 8;
const PAGE_AND_NAME: u64 = 9;

/// Bits of a key that are not the number of its pass.
const PASS_SHIFT: u32 = 60;

/// The pass a key belongs to.
pub(super) const fn pass_of(key: u64) -> usize {
    (key >> PASS_SHIFT) as usize
}

/// Records that share a key, laid out so that blocks can be walked and the keys of a record compared.
#[derive(Debug)]
pub(super) struct Blocks {
    /// Members of all blocks, one block after the other.
    members: Vec<u32>,
    /// Key, first member, end of each block.
    spans: Vec<(u64, u32, u32)>,
    /// Where each record's keys begin in `keys`.
    starts: Vec<u32>,
    /// The keys that brought a record into a block, sorted.
    keys: Vec<u64>,
    /// Neighbours among records alike in everything that are too many for a block.
    chains: Vec<(u32, u32)>,
}

/// The keys of a record.
fn keys(prepared: &Prepared, record: &Features, into: &mut Vec<u64>) {
    let from = into.len();
    let mut add = |pass: u64, one: u64, other: u64| {
        let key = mix(one.wrapping_add(mix(other ^ pass)));
        into.push(pass << PASS_SHIFT | key >> (64 - PASS_SHIFT));
    };
    add(EVERYTHING, record.digest, 0);
    for &phone in record.phones.iter().filter(|&&phone| phone != 0) {
        add(PHONE, phone, 0);
    }
    let town = u64::from(record.town);
    let host = u64::from(record.page.0);
    if host != 0 {
        add(PAGE_AND_TOWN, host, town);
    }
    if record.mailbox.0 != 0 {
        add(MAILBOX, u64::from(record.mailbox.0), 0);
    }
    if record.house.number != 0 && (town != 0 || record.house.street_key() != 0) {
        let place = if town == 0 {
            record.house.street_key()
        } else {
            town
        };
        add(HOUSE, u64::from(record.house.number), place);
    }
    for name in &record.organization {
        let rarest = rarest(prepared, name);
        for &word in rarest.iter().filter(|&&word| word != 0) {
            add(TOWN_AND_ORGANIZATION, town, word);
        }
        if rarest[1] != 0 {
            add(
                TWO_WORDS,
                rarest[0].min(rarest[1]),
                rarest[0].max(rarest[1]),
            );
        }
    }
    for name in &record.name {
        for word in rarest(prepared, name).into_iter().filter(|&word| word != 0) {
            add(TOWN_AND_NAME, town, word);
            if host != 0 {
                add(PAGE_AND_NAME, host, word);
            }
        }
        for organization in &record.organization {
            if name.key != 0 && organization.key != 0 {
                add(BOTH_NAMES, name.key, organization.key);
            }
        }
    }
    into[from..].sort_unstable();
    let mut kept = from;
    for at in from..into.len() {
        if at == from || into[at] != into[kept - 1] {
            into[kept] = into[at];
            kept += 1;
        }
    }
    into.truncate(kept);
}

/// The two words of a name that the fewest records have; 0 where there is none.
fn rarest(prepared: &Prepared, name: &Name) -> [u64; 2] {
    let mut best = [(0.0_f32, 0_u64); 2];
    for word in prepared.names.of(name) {
        let found = (word.weight, u64::from(word.hash));
        if found.1 == best[0].1 {
            continue;
        }
        if found > best[0] {
            best = [found, best[0]];
        } else if found > best[1] {
            best[1] = found;
        }
    }
    best.map(|(_, word)| word)
}

impl Blocks {
    /// Brings records together, on so many threads.
    pub(super) fn of(prepared: &Prepared, threads: usize) -> Self {
        let threads = threads.max(1);
        let count = prepared.records.len();
        let size = count.div_ceil(threads).max(1);
        // Each thread sorts a range of keys, so that nothing is merged afterwards.
        let mut dealt: Vec<Vec<Vec<(u64, u32)>>> = std::thread::scope(|scope| {
            let parts = prepared.records.chunks(size).enumerate();
            let running = parts.map(|(part, records)| {
                scope.spawn(move || {
                    let mut hands = vec![Vec::new(); threads];
                    let mut found = Vec::new();
                    for (at, record) in (part * size..).zip(records) {
                        found.clear();
                        keys(prepared, record, &mut found);
                        for &key in &found {
                            let hand = ((key & 0xffff) as usize * threads) >> 16;
                            hands[hand].push((key, at as u32));
                        }
                    }
                    hands
                })
            });
            join(running.collect::<Vec<_>>(), scope)
        });
        let hands: Vec<Vec<Vec<(u64, u32)>>> = (0..threads)
            .map(|hand| {
                let of_each = dealt.iter_mut();
                of_each
                    .map(|hands| std::mem::take(&mut hands[hand]))
                    .collect()
            })
            .collect();
        let sorted: Vec<Vec<(u64, u32)>> = std::thread::scope(|scope| {
            let running = hands.into_iter().map(|hand| {
                scope.spawn(move || {
                    let mut all = hand.concat();
                    all.sort_unstable();
                    all
                })
            });
            join(running.collect::<Vec<_>>(), scope)
        });
        Self::lay_out(count, &sorted)
    }

    fn lay_out(count: usize, sorted: &[Vec<(u64, u32)>]) -> Self {
        let mut blocks = Self {
            members: Vec::new(),
            spans: Vec::new(),
            starts: vec![0; count + 1],
            keys: Vec::new(),
            chains: Vec::new(),
        };
        for block in sorted
            .iter()
            .flat_map(|part| part.chunk_by(|a, b| a.0 == b.0))
        {
            let key = block[0].0;
            match block.len() {
                1 => {}
                2..=BLOCK_LIMIT => {
                    let start = blocks.members.len() as u32;
                    blocks
                        .members
                        .extend(block.iter().map(|&(_, record)| record));
                    let end = blocks.members.len() as u32;
                    blocks.spans.push((key, start, end));
                    for &(_, record) in block {
                        blocks.starts[record as usize + 1] += 1;
                    }
                }
                _ if pass_of(key) == EVERYTHING as usize => {
                    let neighbours = block.windows(2).map(|two| (two[0].1, two[1].1));
                    blocks.chains.extend(neighbours);
                }
                _ => {}
            }
        }
        for at in 1..=count {
            blocks.starts[at] += blocks.starts[at - 1];
        }
        let mut next = blocks.starts.clone();
        blocks.keys = vec![0; blocks.starts[count] as usize];
        for &(key, start, end) in &blocks.spans {
            for &member in &blocks.members[start as usize..end as usize] {
                let at = &mut next[member as usize];
                blocks.keys[*at as usize] = key;
                *at += 1;
            }
        }
        // One range of keys after the other, and each sorted: but keys of one record come from
        // several ranges.
        for record in 0..count {
            let (start, end) = (
                blocks.starts[record] as usize,
                blocks.starts[record + 1] as usize,
            );
            blocks.keys[start..end].sort_unstable();
        }
        blocks
    }

    /// How many blocks and chains there are to walk.
    pub(super) fn count(&self) -> usize {
        self.spans.len() + self.chains.len()
    }

    /// The keys that bring `record` into blocks, sorted.
    pub(super) fn keys_of(&self, record: usize) -> &[u64] {
        &self.keys[self.starts[record] as usize..self.starts[record + 1] as usize]
    }

    /// Every pair of the blocks in `range`, each pair once: in the block of the smallest key that
    /// the two share.
    pub(super) fn pairs(&self, range: std::ops::Range<usize>, mut take: impl FnMut(usize, usize)) {
        for at in range {
            let Some(&(key, start, end)) = self.spans.get(at) else {
                let (one, other) = self.chains[at - self.spans.len()];
                if self.first_shared(one as usize, other as usize).is_none() {
                    take(one as usize, other as usize);
                }
                continue;
            };
            let members = &self.members[start as usize..end as usize];
            for (at, &one) in members.iter().enumerate() {
                for &other in &members[at + 1..] {
                    let (one, other) = (one as usize, other as usize);
                    if self.first_shared(one, other) == Some(key) {
                        take(one, other);
                    }
                }
            }
        }
    }

    /// The smallest key that two records share.
    fn first_shared(&self, one: usize, other: usize) -> Option<u64> {
        let (mut ones, mut others) = (self.keys_of(one), self.keys_of(other));
        while let (Some((&left, more)), Some((&right, rest))) =
            (ones.split_first(), others.split_first())
        {
            match left.cmp(&right) {
                std::cmp::Ordering::Equal => return Some(left),
                std::cmp::Ordering::Less => ones = more,
                std::cmp::Ordering::Greater => others = rest,
            }
        }
        None
    }
}

/// The answers of threads, in the order they were started.
fn join<'scope, T>(
    running: Vec<ScopedJoinHandle<'scope, T>>,
    _scope: &'scope Scope<'scope, '_>,
) -> Vec<T> {
    let finish = |thread: ScopedJoinHandle<'scope, T>| match thread.join() {
        Ok(answer) => answer,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    running.into_iter().map(finish).collect()
}
