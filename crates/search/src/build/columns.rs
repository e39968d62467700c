//! Turning the draft into the sections of the columns file.

use std::collections::{BTreeMap, HashSet};

use directory::geography::Province;
use directory::listing::Area;
use directory::taxonomy::Taxonomy;

use super::draft::Draft;
use crate::bits;
use crate::flags::Flags;
use crate::layout::Layout;
use crate::storage::Section;
use crate::tables::{AreaEntry, Tables};
use crate::{Error, Result};

/// All sections, in their order.
pub(super) fn sections(
    draft: &Draft<'_>,
    order: &[u32],
    taxonomy: &Taxonomy,
) -> Result<Vec<(Section, Vec<u8>)>> {
    let (languages, rank) = languages_by_frequency(draft, order);
    let layout = Layout::new(taxonomy, languages.len());
    let tables = Tables {
        languages,
        areas: draft.areas.clone(),
        hours: draft.hours.clone(),
        schedules: draft.schedules.clone(),
    };
    let rows = || order.iter().map(|&listing| &draft.rows[listing as usize]);
    let balls = rows()
        .map(|row| row.ball.x)
        .chain(rows().map(|row| row.ball.y))
        .chain(rows().map(|row| row.ball.z));
    let mut ids: Vec<(u128, u32)> = rows()
        .zip(0..)
        .map(|(row, document)| (row.id.as_u128(), document))
        .collect();
    ids.sort_unstable();
    let (terms, facets, bitmaps) = sets(draft, order, &layout, &rank);
    Ok(vec![
        (
            Section::Tables,
            postcard::to_stdvec(&tables).map_err(Error::Encode)?,
        ),
        (Section::Words, words(draft, taxonomy)?),
        (Section::Balls, balls.flat_map(f32::to_le_bytes).collect()),
        (
            Section::Flags,
            rows()
                .flat_map(|row| row.flags.bits().to_le_bytes())
                .collect(),
        ),
        (
            Section::Provinces,
            rows()
                .map(|row| row.province.map_or(u8::MAX, |province| province as u8))
                .collect(),
        ),
        (
            Section::Areas,
            rows().flat_map(|row| row.area.to_le_bytes()).collect(),
        ),
        (
            Section::Schedules,
            rows().flat_map(|row| row.schedule.to_le_bytes()).collect(),
        ),
        (
            Section::Mains,
            rows()
                .flat_map(|row| [row.main.need, row.main.people])
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
        (
            Section::Terms,
            terms.into_iter().flat_map(u64::to_le_bytes).collect(),
        ),
        (
            Section::Facets,
            facets.into_iter().flat_map(u64::to_le_bytes).collect(),
        ),
        (
            Section::Bits,
            bitmaps.into_iter().flat_map(u64::to_le_bytes).collect(),
        ),
        (
            Section::Offsets,
            rows().flat_map(|row| row.record.to_le_bytes()).collect(),
        ),
        (
            Section::Ids,
            ids.iter().flat_map(|(id, _)| id.to_le_bytes()).collect(),
        ),
        (
            Section::IdDocuments,
            ids.iter()
                .flat_map(|(_, document)| document.to_le_bytes())
                .collect(),
        ),
    ])
}

/// Languages, most frequent first, and the place of each of the draft's numbers among them.
fn languages_by_frequency(draft: &Draft<'_>, order: &[u32]) -> (Vec<String>, Vec<usize>) {
    let names = draft.language_names.strings();
    let mut counts = vec![0_u32; names.len()];
    for &listing in order {
        for &language in draft.languages(listing) {
            counts[language as usize] += 1;
        }
    }
    let mut by_frequency: Vec<usize> = (0..names.len()).collect();
    by_frequency.sort_by_key(|&language| (std::cmp::Reverse(counts[language]), &names[language]));
    let mut rank = vec![0; names.len()];
    for (place, &language) in by_frequency.iter().enumerate() {
        rank[language] = place;
    }
    let sorted = by_frequency
        .iter()
        .map(|&language| names[language].clone())
        .collect();
    (sorted, rank)
}

/// Per document the terms and the facet values, and all bitmaps.
fn sets(
    draft: &Draft<'_>,
    order: &[u32],
    layout: &Layout,
    language_rank: &[usize],
) -> (Vec<u64>, Vec<u64>, Vec<u64>) {
    let populations = draft.populations();
    let stride = bits::words_for(order.len());
    let mut terms = vec![0; order.len() * layout.term_words];
    let mut facets = vec![0; order.len() * layout.facet_words];
    let mut bitmaps = vec![0; layout.bitmaps * stride];
    for (document, &listing) in order.iter().enumerate() {
        let row = &draft.rows[listing as usize];
        let own_terms = &mut terms[document * layout.term_words..];
        let own_facets = &mut facets[document * layout.facet_words..];
        let mut mark = |bitmap: usize| {
            bits::insert(
                &mut bitmaps[bitmap * stride..(bitmap + 1) * stride],
                document as u32,
            );
        };
        let mut values = HashSet::new();
        for &term in draft.terms(listing) {
            bits::insert(own_terms, term);
            values.insert(term as usize);
            mark(layout.named(term as usize));
        }
        if row.flags.has(Flags::EVERYONE) {
            values.extend(populations.iter().copied());
        }
        values.extend(
            draft
                .languages(listing)
                .iter()
                .map(|&language| layout.language(language_rank[language as usize])),
        );
        for (flag, value) in [
            (Flags::NO_POLICE, layout.no_police()),
            (Flags::NO_STATUS, layout.no_status()),
            (Flags::ALWAYS, layout.always()),
        ] {
            if row.flags.has(flag) {
                values.insert(value);
            }
        }
        for value in values {
            bits::insert(own_facets, value as u32);
            mark(layout.facet(value));
        }
        for province in Province::ALL {
            let (wholly, partly) = reach(&draft.areas[row.area as usize], province);
            if wholly {
                mark(layout.reaches(province));
            }
            if wholly || partly || row.province == Some(province) {
                mark(layout.concerns(province));
            }
        }
    }
    (terms, facets, bitmaps)
}

/// Whether an area has all of a province, or some of it.
fn reach(area: &AreaEntry, province: Province) -> (bool, bool) {
    match area {
        AreaEntry::National => (true, true),
        AreaEntry::Provinces(provinces) => (provinces & province.bit() != 0, false),
        AreaEntry::Around { provinces, .. } => (false, provinces & province.bit() != 0),
        AreaEntry::Circle(area) => {
            let partly =
                matches!(area, Area::Circle { provinces, .. } if provinces.contains(&province));
            (false, partly)
        }
    }
}

/// Whole words of the directory and of everyday phrases, with how often they occur.
fn words(draft: &Draft<'_>, taxonomy: &Taxonomy) -> Result<Vec<u8>> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (word, count) in draft.whole_words() {
        *counts.entry(word).or_default() += u64::from(count);
    }
    for word in taxonomy.phrase_words() {
        *counts.entry(word).or_default() += 1;
    }
    let unwritable = |_| Error::Damaged("the list of words cannot be written");
    let mut map = tantivy_fst::MapBuilder::memory();
    for (word, count) in counts {
        map.insert(word, count).map_err(unwritable)?;
    }
    map.into_inner().map_err(unwritable)
}
