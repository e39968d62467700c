//! Counting the gap log for those who plan: by need, by place, by reason, for one year, with what is small
//! held back.
//!
//! A count below [`LEAST`] could be one person. Beside a total, one count that is held back is the total less
//! the others: so a line holds back none, or several that come to [`LEAST`] at least together. Years are not
//! added up: the difference of two sums would be a year.

use std::collections::{BTreeMap, BTreeSet};

use crate::need::{Barrier, GapEntry, GapKind, Need};

/// The least count that is shown. Cairn's own choice, on the careful side of "fewer than five": no statute
/// that binds every house was found. The entries are not people; one person may have left several.
pub const LEAST: u32 = 5;

/// A count as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Something, and too little to say how much; or held back so that another one stays so.
    HeldBack,
    /// So many.
    Shown(u32),
}

/// The counts of one need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedCounts {
    /// All of it.
    pub total: Counted,
    /// How it failed.
    pub kinds: BTreeMap<GapKind, Counted>,
    /// By region; `None` where nobody said.
    pub regions: BTreeMap<Option<String>, Counted>,
    /// By what stood in the way.
    pub reasons: BTreeMap<Barrier, Counted>,
}

/// The counts of one year, by need, and the years there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapCounts {
    /// Years of which there is anything, the newest first.
    pub years: Vec<i16>,
    /// By need. A need of which nothing was missing is not there.
    pub needs: BTreeMap<Need, NeedCounts>,
}

/// Counts one year.
pub fn count(entries: &[GapEntry], year: i16) -> GapCounts {
    let years: BTreeSet<i16> = entries.iter().map(|entry| entry.month.year()).collect();
    let mut of_need: BTreeMap<Need, Vec<&GapEntry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.month.year() == year) {
        of_need.entry(entry.need).or_default().push(entry);
    }
    let needs = of_need
        .into_iter()
        .map(|(need, entries)| {
            let total = number(entries.len());
            let shown = total >= LEAST;
            let counts = NeedCounts {
                total: if shown {
                    Counted::Shown(total)
                } else {
                    Counted::HeldBack
                },
                kinds: held_back(&tally(&entries, |entry| entry.kind), shown),
                regions: held_back(&tally(&entries, |entry| entry.region.clone()), shown),
                reasons: held_back(&tally(&entries, |entry| entry.reason), shown),
            };
            (need, counts)
        })
        .collect();
    GapCounts {
        years: years.into_iter().rev().collect(),
        needs,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn tally<K: Ord>(entries: &[&GapEntry], key: impl Fn(&GapEntry) -> K) -> BTreeMap<K, u32> {
    let mut counts: BTreeMap<K, u32> = BTreeMap::new();
    for entry in entries {
        let count = counts.entry(key(entry)).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

/// A line with its small counts held back, and as many more as it takes that none can be worked out.
fn held_back<K: Ord + Clone>(counts: &BTreeMap<K, u32>, total_shown: bool) -> BTreeMap<K, Counted> {
    let mut back: BTreeSet<K> = counts
        .iter()
        .filter(|(_, count)| **count < LEAST)
        .map(|(key, _)| key.clone())
        .collect();
    let sum = |back: &BTreeSet<K>| -> u32 { back.iter().filter_map(|key| counts.get(key)).sum() };
    while total_shown && !back.is_empty() && (back.len() < 2 || sum(&back) < LEAST) {
        let smallest = counts
            .iter()
            .filter(|(key, _)| !back.contains(*key))
            .min_by_key(|(_, count)| **count)
            .map(|(key, _)| key.clone());
        match smallest {
            Some(key) => back.insert(key),
            None => break,
        };
    }
    counts
        .iter()
        .map(|(key, count)| {
            let shown = if back.contains(key) {
                Counted::HeldBack
            } else {
                Counted::Shown(*count)
            };
            (key.clone(), shown)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(year: u16, region: u8, reason: usize) -> GapEntry {
        GapEntry {
            need: Need::ShelterHousing,
            region: (region > 0).then(|| format!("region-{region}")),
            month: format!("{year}-03").parse().expect("a month"),
            kind: GapKind::Unavailable,
            reason: Barrier::ALL[reason],
        }
    }

    #[test]
    fn what_is_small_is_held_back_and_cannot_be_worked_out() {
        // Seven in one place and two in another: neither is shown beside their sum.
        let entries: Vec<GapEntry> = (0..9)
            .map(|at| entry(2026, if at < 7 { 1 } else { 2 }, 0))
            .collect();
        let counts = count(&entries, 2026);
        let need = &counts.needs[&Need::ShelterHousing];
        assert_eq!(need.total, Counted::Shown(9));
        assert!(need.regions.values().all(|one| *one == Counted::HeldBack));
        assert_eq!(need.reasons[&Barrier::NoCapacity], Counted::Shown(9));
        let few = count(&entries[..4], 2026);
        assert_eq!(few.needs[&Need::ShelterHousing].total, Counted::HeldBack);
        assert_eq!(count(&entries, 2025).needs.len(), 0);
        assert_eq!(counts.years, [2026]);
    }

    proptest! {
        #[test]
        fn no_count_below_the_least_is_shown_or_left_over(
            rows in prop::collection::vec((2025_u16..2027, 0_u8..5, 0_usize..6), 0..80),
        ) {
            let entries: Vec<GapEntry> = rows
                .iter()
                .map(|(year, region, reason)| entry(*year, *region, *reason))
                .collect();
            for need in count(&entries, 2026).needs.values() {
                let lines: [Vec<Counted>; 3] = [
                    need.kinds.values().copied().collect(),
                    need.regions.values().copied().collect(),
                    need.reasons.values().copied().collect(),
                ];
                for line in lines {
                    let shown: u32 = line
                        .iter()
                        .map(|one| match one {
                            Counted::Shown(count) => *count,
                            Counted::HeldBack => 0,
                        })
                        .sum();
                    let small = |one: &Counted| matches!(one, Counted::Shown(count) if *count < LEAST);
                    prop_assert_eq!(line.iter().find(|one| small(one)), None);
                    let back = line.iter().filter(|one| **one == Counted::HeldBack).count();
                    if let Counted::Shown(total) = need.total {
                        prop_assert_eq!(back == 0, shown == total);
                        prop_assert!(back == 0 || (back >= 2 && total - shown >= LEAST));
                    }
                }
            }
        }
    }
}
