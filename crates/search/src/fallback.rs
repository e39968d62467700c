//! Whom to call when nothing was found: chosen by what services are, never by which.

use directory::geography::Province;

use crate::columns::Columns;
use crate::flags::Flags;
use crate::tables::AreaEntry;

/// Lines to offer for each kind; a handful, so that the choice stays a choice.
const NATIONAL: usize = 1;
const OF_PROVINCE: usize = 2;
const EMERGENCY: usize = 1;

/// Lines that answer day and night, best first.
#[derive(Debug, Default)]
pub(crate) struct Fallback {
    /// For all of Canada, made for people touched by trafficking.
    national: Vec<u32>,
    /// For each province.
    provinces: [Vec<u32>; Province::ALL.len()],
    /// The emergency number.
    emergency: Vec<u32>,
}

impl Fallback {
    pub(crate) fn new(columns: &Columns) -> Self {
        let mut fallback = Self::default();
        let mut lines: Vec<u32> = (0..columns.documents as u32)
            .filter(|&document| {
                let flags = columns.flags(document);
                flags.has(Flags::CRISIS) || flags.has(Flags::EMERGENCY)
            })
            .collect();
        // Made for trafficking first, then by how it was checked; `sort_by_key` keeps the rest in order.
        lines.sort_by_key(|&document| {
            let flags = columns.flags(document);
            std::cmp::Reverse((flags.has(Flags::DEDICATED), flags.trust()))
        });
        for document in lines {
            let flags = columns.flags(document);
            let area = &columns.tables.areas[columns.area(document) as usize];
            match area {
                _ if flags.has(Flags::EMERGENCY) => {
                    keep(&mut fallback.emergency, document, EMERGENCY);
                }
                AreaEntry::National if flags.has(Flags::DEDICATED) => {
                    keep(&mut fallback.national, document, NATIONAL);
                }
                AreaEntry::Provinces(bits) => {
                    for province in Province::ALL {
                        if bits & province.bit() != 0 {
                            keep(
                                &mut fallback.provinces[province as usize],
                                document,
                                OF_PROVINCE,
                            );
                        }
                    }
                }
                _ => {}
            }
        }
        fallback
    }

    /// Whom to call from `province`.
    pub(crate) fn lines(&self, province: Option<Province>) -> Vec<u32> {
        let of_province = province.map_or(&[][..], |province| &self.provinces[province as usize]);
        self.national
            .iter()
            .chain(of_province)
            .chain(&self.emergency)
            .copied()
            .collect()
    }
}

fn keep(lines: &mut Vec<u32>, document: u32, most: usize) {
    if lines.len() < most {
        lines.push(document);
    }
}
