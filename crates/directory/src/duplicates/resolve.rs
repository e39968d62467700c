//! From pairs to groups: what matches the same record is the same, unless the two are surely not.

use super::matcher::{Cluster, Pair};

/// Members of a group that are compared with another group's before the two become one.
const WITNESSES: usize = 8;
/// Below this, two records are surely not the same.
const SURELY_NOT: f32 = 0.02;

/// Groups of records, from the surest pair to the least sure. Two groups become one when a pair of at
/// least `minimum` joins them and no member of one is surely not a member of the other.
pub(super) fn clusters(
    count: usize,
    pairs: &[Pair],
    minimum: f32,
    score: impl Fn(usize, usize) -> f32,
) -> Vec<Cluster> {
    let mut by_score: Vec<&Pair> = pairs.iter().filter(|pair| pair.score >= minimum).collect();
    by_score.sort_unstable_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then((one.first, one.second).cmp(&(other.first, other.second)))
    });
    let mut group_of: Vec<u32> = vec![u32::MAX; count];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for pair in by_score {
        let (one, other) = (
            open(&mut group_of, &mut groups, pair.first),
            open(&mut group_of, &mut groups, pair.second),
        );
        if one == other {
            continue;
        }
        let contradicted = groups[one].iter().take(WITNESSES).any(|&left| {
            groups[other].iter().take(WITNESSES).any(|&right| {
                (left, right) != (pair.first, pair.second)
                    && (right, left) != (pair.first, pair.second)
                    && score(left, right) < SURELY_NOT
            })
        });
        if contradicted {
            continue;
        }
        let (small, large) = if groups[one].len() < groups[other].len() {
            (one, other)
        } else {
            (other, one)
        };
        let moved = std::mem::take(&mut groups[small]);
        for &member in &moved {
            group_of[member] = large as u32;
        }
        groups[large].extend(moved);
    }
    let mut clusters: Vec<Cluster> = groups
        .into_iter()
        .filter(|members| members.len() > 1)
        .map(|mut members| {
            members.sort_unstable();
            Cluster { members }
        })
        .collect();
    clusters.sort_unstable_by(|one, other| one.members.cmp(&other.members));
    clusters
}

/// The group of a record, made when it has none.
fn open(group_of: &mut [u32], groups: &mut Vec<Vec<usize>>, record: usize) -> usize {
    if group_of[record] == u32::MAX {
        group_of[record] = groups.len() as u32;
        groups.push(vec![record]);
    }
    group_of[record] as usize
}
