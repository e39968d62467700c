//! Records as a table of words, which every program can read.

use std::path::Path;

use anyhow::{Context, Result};
use directory::duplicates::{Matcher, PASSES, Record};
use kernel::Text;
use uuid::Uuid;

const COLUMNS: [&str; 15] = [
    "id",
    "organization_en",
    "organization_fr",
    "name_en",
    "name_fr",
    "description_en",
    "description_fr",
    "phones",
    "website",
    "email",
    "address",
    "city",
    "province",
    "postal_code",
    "languages",
];

/// Writes records, and for each the keys that bring it together with others, one column to a pass:
/// whoever compares the same pairs by other means needs no blocking of its own.
pub fn write(path: &Path, records: &[Record], matcher: &Matcher) -> Result<()> {
    let mut writer =
        csv::Writer::from_path(path).with_context(|| format!("writing {}", path.display()))?;
    let blocks: Vec<String> = (0..PASSES.len())
        .map(|pass| format!("block_{pass}"))
        .collect();
    writer.write_record(
        COLUMNS
            .iter()
            .copied()
            .chain(blocks.iter().map(String::as_str)),
    )?;
    for (at, record) in records.iter().enumerate() {
        let keys = matcher.block_keys(at).map(|keys| {
            let keys: Vec<String> = keys.iter().map(|key| format!("{key:x}")).collect();
            keys.join(" ")
        });
        let place = at.to_string();
        let phones = record.phones.join("|");
        let languages = record.languages.join(" ");
        let fields = [
            &place,
            &record.organization.en,
            &record.organization.fr,
            &record.name.en,
            &record.name.fr,
            &record.description.en,
            &record.description.fr,
            &phones,
            &record.website,
            &record.email,
            &record.address,
            &record.city,
        ];
        let province = record
            .province
            .map_or("", directory::geography::Province::code);
        writer.write_record(
            fields
                .into_iter()
                .map(String::as_str)
                .chain([province, record.postal_code.as_str(), languages.as_str()])
                .chain(keys.iter().map(String::as_str)),
        )?;
    }
    writer.flush()?;
    Ok(())
}

/// Reads the records back; their ids are their places.
pub fn read(path: &Path) -> Result<Vec<Record>> {
    let mut reader =
        csv::Reader::from_path(path).with_context(|| format!("reading {}", path.display()))?;
    let mut records = Vec::new();
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row)? {
        let field = |at: usize| row.get(at).unwrap_or_default().to_owned();
        records.push(Record {
            id: Uuid::from_u128(records.len() as u128),
            organization: Text::new(field(1), field(2)),
            name: Text::new(field(3), field(4)),
            description: Text::new(field(5), field(6)),
            phones: row[7]
                .split('|')
                .filter(|phone| !phone.is_empty())
                .map(str::to_owned)
                .collect(),
            website: field(8),
            email: field(9),
            address: field(10),
            city: field(11),
            province: row[12].parse().ok(),
            postal_code: field(13),
            languages: row[14].split_whitespace().map(str::to_owned).collect(),
        });
    }
    Ok(records)
}
