//! How many results each further filter would leave.

use directory::taxonomy::{Taxonomy, Vocabulary};

use crate::bits;
use crate::candidates::Candidates;
use crate::columns::Columns;
use crate::moment::Moment;
use crate::page::Facets;

/// Lists longer than one document in so many are counted as bitmaps. Measured: adding up one
/// document's values costs about as much as counting four words of every bitmap.
const DENSE: usize = 4;

/// Counts of every facet value over all documents; they never change while the index lives.
pub(crate) fn of_everything(columns: &Columns) -> Vec<u32> {
    (0..columns.layout.values())
        .map(|value| columns.bitmap(columns.layout.facet(value)).count())
        .collect()
}

/// Counts over the candidates.
pub(crate) fn count(
    columns: &Columns,
    taxonomy: &Taxonomy,
    moment: &Moment,
    candidates: &Candidates,
    everything: &[u32],
) -> Facets {
    match candidates {
        Candidates::Set(set) if bits::count(set) == columns.documents => {
            named(columns, taxonomy, everything, moment.open_count)
        }
        Candidates::Set(set) => of_set(columns, taxonomy, moment, set),
        Candidates::Dense(dense) => of_set(columns, taxonomy, moment, &dense.set),
        Candidates::List(list) if list.documents.len() * DENSE > columns.documents => {
            let mut set = vec![0; bits::words_for(columns.documents)];
            for &document in &list.documents {
                bits::insert(&mut set, document);
            }
            of_set(columns, taxonomy, moment, &set)
        }
        Candidates::List(list) => of_list(columns, taxonomy, moment, &list.documents),
    }
}

fn of_set(columns: &Columns, taxonomy: &Taxonomy, moment: &Moment, set: &[u64]) -> Facets {
    // Documents of one place lie together: only the stretch that has any is counted.
    let first = set.iter().position(|&word| word != 0).unwrap_or(set.len());
    let end = set
        .iter()
        .rposition(|&word| word != 0)
        .map_or(first, |last| last + 1);
    let stretch = &set[first..end];
    let occupied = bits::count(stretch);
    if occupied * DENSE < stretch.len() * 64 {
        let mut documents = Vec::with_capacity(occupied);
        bits::for_each(stretch, first, |document| documents.push(document));
        return of_list(columns, taxonomy, moment, &documents);
    }
    let counts: Vec<u32> = (0..columns.layout.values())
        .map(|value| {
            columns
                .bitmap(columns.layout.facet(value))
                .starting_at(first)
                .count_with(stretch)
        })
        .collect();
    let open = stretch
        .iter()
        .zip(&moment.open[first..end])
        .map(|(word, open)| (word & open).count_ones())
        .sum();
    named(columns, taxonomy, &counts, open)
}

/// Adds up eight values at a time: each byte of facet values is spread over eight byte-wide counters,
/// which are emptied into the totals before they can overflow.
fn of_list(columns: &Columns, taxonomy: &Taxonomy, moment: &Moment, documents: &[u32]) -> Facets {
    let bytes = columns.layout.values().div_ceil(8);
    let mut counts = vec![0_u32; bytes * 8];
    let mut counters = vec![0_u64; bytes];
    let mut open = 0;
    for run in documents.chunks(255) {
        for &document in run {
            let values = columns.facets(document).as_flattened();
            for (counter, &byte) in counters.iter_mut().zip(values) {
                *counter += SPREAD[usize::from(byte)];
            }
            open += u32::from(bits::contains(&moment.open, document));
        }
        for (counter, counts) in counters.iter_mut().zip(counts.as_chunks_mut::<8>().0) {
            for (count, byte) in counts.iter_mut().zip(counter.to_le_bytes()) {
                *count += u32::from(byte);
            }
            *counter = 0;
        }
    }
    named(columns, taxonomy, &counts, open)
}

/// Bit i of a byte as byte i of a word.
const SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                table[byte] |= 1 << (8 * bit);
            }
            bit += 1;
        }
        byte += 1;
    }
    table
};

fn named(columns: &Columns, taxonomy: &Taxonomy, counts: &[u32], open: u32) -> Facets {
    let layout = columns.layout;
    let of = |vocabulary| {
        taxonomy
            .terms()
            .iter()
            .zip(counts)
            .filter(|&(term, &count)| term.vocabulary == vocabulary && count > 0)
            .map(|(term, &count)| (term.id.clone(), count))
            .collect()
    };
    Facets {
        needs: of(Vocabulary::Need),
        populations: of(Vocabulary::Population),
        languages: columns
            .tables
            .languages
            .iter()
            .enumerate()
            .map(|(number, code)| (code, counts[layout.language(number)]))
            .filter(|&(_, count)| count > 0)
            .map(|(code, count)| (code.clone(), count))
            .collect(),
        open_now: open,
        no_police_report: counts[layout.no_police()],
        no_status: counts[layout.no_status()],
        always_open: counts[layout.always()],
    }
}
