//! What is compared of each record, in a few machine words, worked out once.

use super::Record;
use super::folding::{beginning, fold};
use super::hashing::{Map, hash, mix};
use super::languages::Languages;
use super::lexicon;
use super::names::{Name, Names};
use super::places::{self, House};
use crate::geography::Province;
use crate::text;

/// Telephone numbers of a record that are compared.
pub(super) const PHONES: usize = 4;
/// Words of a description that are kept: those with the smallest hashes, which is a fair sample
/// (Broder 1997: a sketch by smallest hashes tells how much two texts share).
const SKETCH: usize = 32;
/// Bytes of a description that are read.
const TEXT_LIMIT: usize = 4_000;

/// A record, ready to be compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Features {
    /// The organization's name in English and French.
    pub(super) organization: [Name; 2],
    /// The service's name in English and French.
    pub(super) name: [Name; 2],
    /// Numbers; 0 where there is none.
    pub(super) phones: [u64; PHONES],
    /// Host and path of its page; 0: none.
    pub(super) page: (u32, u32),
    /// Mailbox and its host; 0: none.
    pub(super) mailbox: (u32, u32),
    pub(super) house: House,
    /// 0: not known.
    pub(super) town: u32,
    pub(super) province: Option<Province>,
    /// 0: not known.
    pub(super) postal_area: u32,
    /// What it speaks.
    pub(super) languages: Languages,
    /// A sample of the description's words, sorted; 0 behind the last.
    sketch: [u32; SKETCH],
    /// One number for everything above.
    pub(super) digest: u64,
}

/// All records, ready to be compared.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) names: Names,
    pub(super) records: Vec<Features>,
    /// How many records have each value that can be common.
    pub(super) counts: Counts,
}

/// How many records share a value. A value that many have tells little.
#[derive(Debug, Default)]
pub(super) struct Counts {
    phones: Map<u64, u32>,
    organizations: Map<u64, u32>,
    hosts: Map<u32, u32>,
}

impl Counts {
    fn of(records: &[Features]) -> Self {
        let mut counts = Self::default();
        for record in records {
            for &phone in record.phones.iter().filter(|&&phone| phone != 0) {
                *counts.phones.entry(phone).or_default() += 1;
            }
            let [english, french] = record.organization.map(|name| name.key);
            for key in [english, if french == english { 0 } else { french }] {
                if key != 0 {
                    *counts.organizations.entry(key).or_default() += 1;
                }
            }
            if record.page.0 != 0 {
                *counts.hosts.entry(record.page.0).or_default() += 1;
            }
        }
        counts
    }

    /// Records that have this number.
    pub(super) fn phone(&self, phone: u64) -> u32 {
        self.phones.get(&phone).copied().unwrap_or(1)
    }

    /// Records whose organization has this name.
    pub(super) fn organization(&self, key: u64) -> u32 {
        self.organizations.get(&key).copied().unwrap_or(1)
    }

    /// Records whose page is at this host.
    pub(super) fn host(&self, host: u32) -> u32 {
        self.hosts.get(&host).copied().unwrap_or(1)
    }
}

impl Prepared {
    /// Prepares records on so many threads; the same answer on any number.
    pub(super) fn of(records: &[Record], threads: usize) -> Self {
        let size = records.len().div_ceil(threads.max(1)).max(1);
        let common = &common_words(records, threads);
        let parts: Vec<(Names, Vec<Features>)> = std::thread::scope(|scope| {
            let running: Vec<_> = records
                .chunks(size)
                .map(|part| scope.spawn(move || prepare(part, common)))
                .collect();
            running
                .into_iter()
                .map(|thread| match thread.join() {
                    Ok(part) => part,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        });
        let mut parts = parts.into_iter();
        let (mut names, mut features) = parts.next().unwrap_or_default();
        features.reserve(records.len().saturating_sub(features.len()));
        for (other, more) in parts {
            let moved = names.append(&other);
            features.extend(more.into_iter().map(|mut record| {
                for name in record.organization.iter_mut().chain(&mut record.name) {
                    name.move_by(moved);
                }
                record
            }));
        }
        weigh(&mut names, &mut features);
        let counts = Counts::of(&features);
        Self {
            names,
            records: features,
            counts,
        }
    }
}

/// A word tells the more the fewer records have it.
fn weigh(names: &mut Names, records: &mut [Features]) {
    let mut frequency: Map<u32, u32> = Map::default();
    for word in &names.words {
        *frequency.entry(word.hash).or_default() += 1;
    }
    let total = names.words.len().max(1) as f32;
    for word in &mut names.words {
        let count = frequency.get(&word.hash).copied().unwrap_or(1);
        // A word of the field is common everywhere, though a small directory may have it once.
        let floor = if word.is_known() { total / 400.0 } else { 0.0 };
        word.weight = (1.0 + total / (count as f32 + floor)).ln();
    }
    for record in records {
        for name in record.organization.iter_mut().chain(&mut record.name) {
            name.weight = names.of(name).iter().map(|word| word.weight).sum();
        }
    }
}

/// Words that so many descriptions have (one in eight) that two which share them share nothing. Counted
/// in a sample: a word of every eighth description is in many of twenty thousand.
fn common_words(records: &[Record], threads: usize) -> Map<u32, u32> {
    const SAMPLE: usize = 20_000;
    let step = records.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<&Record> = records.iter().step_by(step).collect();
    let size = sample.len().div_ceil(threads.max(1)).max(1);
    let parts: Vec<Map<u32, u32>> = std::thread::scope(|scope| {
        let running: Vec<_> = sample
            .chunks(size)
            .map(|part| scope.spawn(|| count_words(part)))
            .collect();
        running
            .into_iter()
            .map(|thread| match thread.join() {
                Ok(part) => part,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    let mut counts: Map<u32, u32> = Map::default();
    for (word, count) in parts.into_iter().flatten() {
        *counts.entry(word).or_default() += count;
    }
    let many = (records.len() / step / 8).max(8) as u32;
    counts.retain(|_, count| *count > many);
    counts
}

/// How many descriptions have each word.
fn count_words(records: &[&Record]) -> Map<u32, u32> {
    let (mut folded, mut words) = (String::new(), Vec::new());
    let mut counts: Map<u32, u32> = Map::default();
    for record in records {
        words.clear();
        add_words(&record.description.en, &mut folded, &mut words);
        add_words(&record.description.fr, &mut folded, &mut words);
        words.sort_unstable();
        words.dedup();
        for &word in &words {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}

fn prepare(records: &[Record], common: &Map<u32, u32>) -> (Names, Vec<Features>) {
    let mut names = Names::default();
    let mut folded = String::new();
    let mut sample = Vec::new();
    let features = records
        .iter()
        .map(|record| {
            let mut phones = [0; PHONES];
            let numbers = record.phones.iter().map(|phone| places::phone(phone));
            let mut kept = 0;
            for number in numbers.filter(|&number| number != 0) {
                if kept < PHONES && !phones.contains(&number) {
                    phones[kept] = number;
                    kept += 1;
                }
            }
            phones[..kept].sort_unstable();
            let organization = both(&mut names, &record.organization);
            let name =
                both(&mut names, &record.name).map(|name| names.without(name, &organization));
            let mut features = Features {
                organization,
                name,
                phones,
                page: places::page(&record.website),
                mailbox: places::mailbox(&record.email),
                house: places::house(&record.address, &mut folded),
                town: places::town(&record.city, &mut folded),
                province: record.province,
                postal_area: places::postal_area(&record.postal_code),
                languages: Languages::of(&record.languages, organization.iter().chain(&name)),
                sketch: [0; SKETCH],
                digest: 0,
            };
            sample.clear();
            for side in [&record.description.en, &record.description.fr] {
                add_words(side, &mut folded, &mut sample);
            }
            sample.retain(|word| !common.contains_key(word));
            sample.sort_unstable();
            sample.dedup();
            sample.truncate(SKETCH);
            features.sketch[..sample.len()].copy_from_slice(&sample);
            features.digest = digest(&features);
            features
        })
        .collect();
    (names, features)
}

/// Both sides of a name; the second is empty when it is the first again.
fn both(names: &mut Names, name: &kernel::Text) -> [Name; 2] {
    let english = names.take(&name.en);
    if name.fr == name.en {
        return [english, Name::default()];
    }
    [english, names.take(&name.fr)]
}

/// The words of a description that say something, as hashes.
fn add_words(description: &str, folded: &mut String, sample: &mut Vec<u32>) {
    fold(beginning(description, TEXT_LIMIT), folded);
    for word in text::words(folded) {
        if word.len() > 3 && !matches!(lexicon::look_up(word), Some(lexicon::Known::LeftOut(_))) {
            let word = lexicon::singular(beginning(word, 40));
            sample.push((hash(word.as_bytes()) as u32).max(1));
        }
    }
}

fn digest(features: &Features) -> u64 {
    let mut digest = 0;
    let mut take = |number: u64| digest = mix(digest ^ number);
    // Languages may stand in each other's place.
    for [english, french] in [features.organization, features.name] {
        take(mix(english.key).wrapping_add(mix(french.key)));
    }
    features.phones.iter().copied().for_each(&mut take);
    for number in [
        features.page.0,
        features.page.1,
        features.mailbox.0,
        features.house.number,
        features.town,
        features.postal_area,
    ] {
        take(u64::from(number));
    }
    take(features.house.street_key());
    take(features.languages.key());
    features
        .sketch
        .iter()
        .for_each(|&word| take(u64::from(word)));
    digest
}

impl Features {
    /// Something says what it is called.
    pub(super) fn has_name(&self) -> bool {
        self.organization
            .iter()
            .chain(&self.name)
            .any(|name| name.count > 0)
    }

    /// How much two descriptions share of the shorter, from 0 to 1; `None` when one is not written.
    pub(super) fn shared_text(&self, other: &Self) -> Option<f32> {
        const ENOUGH: usize = 3;
        let count = |sketch: &[u32; SKETCH]| sketch.iter().take_while(|&&word| word != 0).count();
        let (ones, others) = (count(&self.sketch), count(&other.sketch));
        if ones < ENOUGH || others < ENOUGH {
            return None;
        }
        // Below the smaller of the two largest hashes both samples are complete.
        let top = |sketch: &[u32; SKETCH], count: usize| {
            if count < SKETCH {
                u32::MAX
            } else {
                sketch[count - 1]
            }
        };
        let top = top(&self.sketch, ones).min(top(&other.sketch, others));
        let below = |sketch: &[u32]| sketch.partition_point(|&word| word <= top);
        let left = &self.sketch[..below(&self.sketch[..ones])];
        let right = &other.sketch[..below(&other.sketch[..others])];
        let (mut one, mut two, mut shared) = (0, 0, 0_u32);
        while let (Some(&here), Some(&there)) = (left.get(one), right.get(two)) {
            shared += u32::from(here == there);
            one += usize::from(here <= there);
            two += usize::from(there <= here);
        }
        let shorter = left.len().min(right.len());
        (shorter > 2).then(|| shared as f32 / shorter as f32)
    }
}
