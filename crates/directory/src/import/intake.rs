//! Reading the files of an export: each row is taken apart, named in HSDS terms, and put where it can be
//! joined with what it belongs to.

use std::collections::{BTreeMap, HashMap};
use std::io;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::csv::Lines;
use super::fault::{FaultKind, Spot};
use super::mapping::Mapping;
use super::package::Package;
use super::report::{FileReport, Outcome, Report};
use super::row::{Columns, Field, Row};
use super::schedule;
use super::sort::{Scratch, Sorter};
use super::{Options, Table};

/// Most bytes each of the sorters holds in memory.
const BUDGET: usize = 48 << 20;

/// A row that cannot stand alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantined {
    /// Where it stands.
    pub spot: Spot,
    /// The table it was read as.
    pub table: Table,
    /// Why it cannot stand alone.
    pub kind: FaultKind,
    /// What it says, by column.
    pub cells: BTreeMap<String, String>,
}

/// A service at a location, with what is said of both.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Place {
    /// Key of the service at location.
    pub(super) key: u128,
    /// The row that links the two.
    pub(super) link: Row,
    /// What belongs to the link.
    pub(super) own: Vec<Row>,
    /// The location and what belongs to it, the location first; empty until it is joined.
    pub(super) location: Vec<Row>,
}

/// What is sorted by location and by service.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Part {
    Row(Row),
    Place(Box<Place>),
}

/// A term of the export's own taxonomy.
#[derive(Debug)]
pub(super) struct SourceTerm {
    pub(super) name: String,
    pub(super) row: Row,
    pub(super) used: bool,
}

/// An export that is being read.
pub(super) struct Intake<'s> {
    pub(super) options: &'s Options,
    pub(super) namespace: Uuid,
    pub(super) columns: Columns,
    pub(super) report: Report,
    pub(super) organizations: Sorter<'s>,
    pub(super) links: Sorter<'s>,
    pub(super) locations: Sorter<'s>,
    pub(super) services: Sorter<'s>,
    pub(super) quarantine: Sorter<'s>,
    /// Rows of locations that are quarantined unless some service uses them.
    pub(super) perhaps: Sorter<'s>,
    pub(super) terms: HashMap<u128, SourceTerm>,
    pub(super) mappings: Vec<Mapping>,
}

impl<'s> Intake<'s> {
    pub(super) fn new(options: &'s Options, scratch: &'s dyn Scratch) -> Self {
        let sorter = || Sorter::new(scratch, BUDGET);
        let mappings = match &options.mapping {
            Some(mapping) => vec![mapping.clone()],
            None => Mapping::shipped(),
        };
        Self {
            options,
            namespace: super::namespace(&options.source),
            columns: Columns::new(),
            report: Report::default(),
            organizations: sorter(),
            links: sorter(),
            locations: sorter(),
            services: sorter(),
            quarantine: sorter(),
            perhaps: sorter(),
            terms: HashMap::new(),
            mappings,
        }
    }

    /// The key of a record: its id here, UUIDv5 of source, table and id.
    pub(super) fn key(&self, table: Table, id: &str) -> u128 {
        super::imported_id(self.namespace, table, id).as_u128()
    }

    /// Reads every file.
    pub(super) fn read(&mut self, package: &mut dyn Package) -> io::Result<()> {
        for (at, name) in package.names().into_iter().enumerate() {
            if at >= usize::from(u16::MAX) {
                return Err(io::Error::other("too many files"));
            }
            self.report.starts.push(self.report.lines.len() as u32);
            self.report.files.push(FileReport {
                name: name.clone(),
                ..FileReport::default()
            });
            let ending = name
                .rsplit('.')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            let source = package.open(at)?;
            let read = match ending.as_str() {
                "csv" | "tsv" | "txt" => self.read_csv(&name, source),
                "json" | "ndjson" | "jsonl" if !is_description(&name) => {
                    self.read_json(&name, source)
                }
                _ => {
                    self.note_file(FaultKind::UnknownFile);
                    Ok(())
                }
            };
            read.map_err(|problem| {
                let line = self.report.lines.last().copied().unwrap_or(0);
                io::Error::new(
                    problem.kind(),
                    format!("{name}, after line {line}: {problem}"),
                )
            })?;
        }
        Ok(())
    }

    pub(super) fn file(&mut self) -> &mut FileReport {
        let last = self.report.files.len() - 1;
        &mut self.report.files[last]
    }

    pub(super) fn note_file(&mut self, kind: FaultKind) {
        let file = u16::try_from(self.report.files.len() - 1).unwrap_or(u16::MAX);
        self.report.faults.note(kind, Spot { file, line: 0 });
    }

    /// Counts a row that was read.
    pub(super) fn count(&mut self, line: u32) -> io::Result<u32> {
        let at = u32::try_from(self.report.lines.len())
            .ok()
            .filter(|at| *at < u32::MAX)
            .ok_or_else(|| io::Error::other("more than four billion rows"))?;
        self.report.lines.push(line);
        self.report.outcomes.push(Outcome::Open);
        self.file().rows += 1;
        if at % 4096 == 0 {
            (self.options.watch)(super::Stage::Reading, u64::from(at));
        }
        Ok(at)
    }

    fn read_csv(&mut self, name: &str, source: Box<dyn io::Read + '_>) -> io::Result<()> {
        let Some(mut lines) = Lines::open(source)? else {
            return Ok(());
        };
        let mapped = self
            .mappings
            .iter()
            .find_map(|mapping| mapping.file(name, &lines.header))
            .cloned();
        let read = if let Some(mapping) = mapped {
            self.read_mapped(&mapping, &mut lines)
        } else if let Some((table, exact)) = Table::named(name) {
            if !exact {
                self.note_file(FaultKind::NearlyNamed);
            }
            // 1.x calls its terms taxonomies.
            let table = match table {
                Table::Taxonomy if lines.header.iter().any(|one| one.starts_with("parent")) => {
                    Table::TaxonomyTerm
                }
                other => other,
            };
            self.read_table(table, &mut lines)
        } else {
            self.note_file(FaultKind::UnknownFile);
            self.read_unknown(&mut lines)
        };
        if lines.foreign() > 0 {
            self.note_file(FaultKind::NotUtf8);
        }
        read
    }

    /// Rows of a file that nobody knows: counted, and each said to be ignored.
    fn read_unknown(&mut self, lines: &mut Lines<'_>) -> io::Result<()> {
        while let Some((line, _)) = lines.next()? {
            let at = self.count(line)?;
            self.report.mark(at, Outcome::Ignored);
        }
        Ok(())
    }

    fn read_table(&mut self, table: Table, lines: &mut Lines<'_>) -> io::Result<()> {
        self.file().table = Some(table.name().to_owned());
        let header = lines.header.clone();
        let numbers: Vec<(u16, bool)> = header
            .iter()
            .map(|column| self.columns.number(table, column))
            .collect();
        let mut unused = vec![0_u32; header.len()];
        while let Some((line, record)) = lines.next()? {
            let at = self.count(line)?;
            let mut row = Row::new(table, at);
            for ((value, (number, known)), unused) in record.iter().zip(&numbers).zip(&mut unused) {
                row.put_number(*number, value);
                *unused += u32::from(!known && !value.trim().is_empty());
            }
            if record.len() != header.len() && !(record.len() == 1 && row.cells.is_empty()) {
                self.report.note(FaultKind::Ragged, at);
            }
            self.take_whole(row)?;
        }
        for (column, count) in header.into_iter().zip(unused) {
            if count > 0 {
                *self.file().unused_columns.entry(column).or_default() += count;
            }
        }
        Ok(())
    }

    /// Takes a row that is not taken apart.
    pub(super) fn take_whole(&mut self, row: Row) -> io::Result<()> {
        if row.cells.is_empty() {
            self.report.note(FaultKind::EmptyRow, row.at);
            self.report.mark(row.at, Outcome::Ignored);
            return Ok(());
        }
        self.take(row)
    }

    /// Puts a row where it can be joined.
    pub(super) fn take(&mut self, mut row: Row) -> io::Result<()> {
        *self.report.tables.entry(row.table.name()).or_default() += 1;
        if row.get(Field::Id).is_none()
            && matches!(
                row.table,
                Table::Organization | Table::Service | Table::Location | Table::ServiceAtLocation
            )
        {
            let id = content_id(&row, &self.columns);
            let own = row.table != Table::ServiceAtLocation;
            if own {
                self.report.note(FaultKind::BlankId, row.at);
            }
            row.put(Field::Id, &id);
        }
        match row.table {
            Table::Organization => self.put(Belongs::Itself, row),
            Table::Service => {
                self.link_by_column(&row, Field::LocationId)?;
                self.put(Belongs::Itself, row)
            }
            Table::Location => {
                self.link_by_column(&row, Field::ServiceId)?;
                self.put(Belongs::Itself, row)
            }
            Table::ServiceAtLocation => self.take_link(row),
            Table::Schedule => self.take_schedule(row),
            Table::Address
            | Table::PostalAddress
            | Table::Phone
            | Table::HolidaySchedule
            | Table::Language
            | Table::ServiceArea
            | Table::Eligibility
            | Table::CostOption
            | Table::Attribute => self.take_child(row),
            Table::TaxonomyTerm | Table::Taxonomy => {
                let id = row.get(Field::Id).map(ToOwned::to_owned);
                let (Some(id), Some(name)) = (id, row.get(Field::Name).map(ToOwned::to_owned))
                else {
                    return self.ignore(FaultKind::NoUseHere, &row);
                };
                let key = self.key(Table::TaxonomyTerm, &id);
                if let Some(known) = self.terms.get(&key) {
                    let same = known.name == name;
                    let kind = if same {
                        FaultKind::SameTwice
                    } else {
                        FaultKind::IdReused
                    };
                    self.report.note(kind, row.at);
                    if same {
                        self.report.mark(row.at, Outcome::Merged);
                        return Ok(());
                    }
                    return self.refuse_noted(kind, row);
                }
                self.terms.insert(
                    key,
                    SourceTerm {
                        name,
                        row,
                        used: false,
                    },
                );
                Ok(())
            }
            Table::Contact => self.ignore(FaultKind::PersonalData, &row),
            _ => self.ignore(FaultKind::NoUseHere, &row),
        }
    }

    /// A service that names its location itself, or a location its service.
    fn link_by_column(&mut self, row: &Row, column: Field) -> io::Result<()> {
        let (Some(own), Some(others)) = (row.get(Field::Id), row.get(column)) else {
            return Ok(());
        };
        let (own, others) = (own.to_owned(), others.to_owned());
        for other in others
            .split([',', ';'])
            .map(str::trim)
            .filter(|one| !one.is_empty())
        {
            let mut link = Row::new(Table::ServiceAtLocation, row.at);
            let own_column = if column == Field::LocationId {
                Field::ServiceId
            } else {
                Field::LocationId
            };
            link.put(own_column, &own);
            link.put(column, other);
            let id = content_id(&link, &self.columns);
            link.put(Field::Id, &id);
            self.put(Belongs::Itself, link)?;
        }
        Ok(())
    }

    fn take_link(&mut self, row: Row) -> io::Result<()> {
        let (Some(services), Some(locations)) =
            (row.get(Field::ServiceId), row.get(Field::LocationId))
        else {
            let kind = FaultKind::BelongsToNothing;
            return self.refuse(kind, row);
        };
        if !services.contains([',', ';']) && !locations.contains([',', ';']) {
            return self.put(Belongs::Itself, row);
        }
        // Several ids in one cell.
        let (services, locations) = (services.to_owned(), locations.to_owned());
        let split = |ids: &str| -> Vec<String> {
            let ids = ids.split([',', ';']).map(str::trim);
            ids.filter(|id| !id.is_empty())
                .map(ToOwned::to_owned)
                .collect()
        };
        for service in split(&services) {
            for location in split(&locations) {
                let mut link = Row::new(Table::ServiceAtLocation, row.at);
                link.put(Field::ServiceId, &service);
                link.put(Field::LocationId, &location);
                let id = content_id(&link, &self.columns);
                link.put(Field::Id, &id);
                self.put(Belongs::Itself, link)?;
            }
        }
        Ok(())
    }

    /// Hours in words become a row for each opening where they can be read.
    fn take_schedule(&mut self, row: Row) -> io::Result<()> {
        let Some(words) = row.get(Field::HoursText).map(ToOwned::to_owned) else {
            return self.take_child(row);
        };
        let Some(openings) = schedule::from_words(&words) else {
            return self.take_child(row);
        };
        let added = u32::try_from(openings.len()).unwrap_or(0).saturating_sub(1);
        *self.report.tables.entry(row.table.name()).or_default() += added;
        for opening in openings {
            let mut part = row.clone();
            part.cells
                .retain(|(number, _)| *number != Field::HoursText as u16);
            part.put(Field::Weekday, schedule::code(opening.day));
            match opening.times {
                Some((opens, closes)) => {
                    part.put(Field::OpensAt, &opens.strftime("%H:%M").to_string());
                    part.put(Field::ClosesAt, &closes.strftime("%H:%M").to_string());
                }
                None => part.put(Field::Closed, "yes"),
            }
            self.take_child(part)?;
        }
        Ok(())
    }

    /// A row that belongs to a record: the finest link counts.
    fn take_child(&mut self, row: Row) -> io::Result<()> {
        let entity = row
            .get(Field::LinkEntity)
            .map(|entity| Table::named(entity).map(|(table, _)| table));
        let belongs = match row.table {
            Table::Attribute => match (entity, row.get(Field::ServiceId)) {
                (_, Some(_)) => Some(Belongs::To(Table::Service, Field::ServiceId)),
                (Some(Some(Table::Service)) | None, None) if row.get(Field::LinkId).is_some() => {
                    Some(Belongs::To(Table::Service, Field::LinkId))
                }
                (Some(_), None) => return self.ignore(FaultKind::NoUseHere, &row),
                _ => None,
            },
            Table::Address | Table::PostalAddress => first(
                &row,
                &[
                    (Table::Location, Field::LocationId),
                    (Table::Organization, Field::OrganizationId),
                ],
            ),
            Table::Phone => first(
                &row,
                &[
                    (Table::ServiceAtLocation, Field::ServiceAtLocationId),
                    (Table::Service, Field::ServiceId),
                    (Table::Location, Field::LocationId),
                    (Table::Organization, Field::OrganizationId),
                ],
            ),
            Table::ServiceArea => first(
                &row,
                &[
                    (Table::ServiceAtLocation, Field::ServiceAtLocationId),
                    (Table::Service, Field::ServiceId),
                ],
            ),
            Table::Eligibility | Table::CostOption => {
                first(&row, &[(Table::Service, Field::ServiceId)])
            }
            _ => first(
                &row,
                &[
                    (Table::ServiceAtLocation, Field::ServiceAtLocationId),
                    (Table::Service, Field::ServiceId),
                    (Table::Location, Field::LocationId),
                ],
            ),
        };
        match belongs {
            Some(belongs) => self.put(belongs, row),
            None if row.get(Field::ContactId).is_some() => {
                self.ignore(FaultKind::PersonalData, &row)
            }
            // Of a record that cannot have such a thing here.
            None if [Field::LocationId, Field::OrganizationId]
                .iter()
                .any(|key| row.get(*key).is_some()) =>
            {
                self.ignore(FaultKind::NoUseHere, &row)
            }
            None if row.get(Field::PhoneId).is_some() => self.ignore(FaultKind::NoUseHere, &row),
            None => self.refuse(FaultKind::BelongsToNothing, row),
        }
    }

    fn put(&mut self, belongs: Belongs, row: Row) -> io::Result<()> {
        let (table, field) = match belongs {
            Belongs::Itself => (row.table, Field::Id),
            Belongs::To(table, field) => (table, field),
        };
        let key = self.key(table, row.get(field).unwrap_or_default());
        match table {
            Table::Organization => self.organizations.push(key, &row),
            Table::ServiceAtLocation => self.links.push(key, &row),
            Table::Location => self.locations.push(key, &Part::Row(row)),
            _ => self.services.push(key, &Part::Row(row)),
        }
    }

    /// Nothing here holds such a row.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "it ends the way of a row, as `refuse` does"
    )]
    pub(super) fn ignore(&mut self, kind: FaultKind, row: &Row) -> io::Result<()> {
        self.report.note(kind, row.at);
        self.report.mark(row.at, Outcome::Ignored);
        Ok(())
    }

    /// Puts a row in quarantine.
    pub(super) fn refuse(&mut self, kind: FaultKind, row: Row) -> io::Result<()> {
        self.report.note(kind, row.at);
        self.refuse_noted(kind, row)
    }

    pub(super) fn refuse_noted(&mut self, kind: FaultKind, row: Row) -> io::Result<()> {
        self.report.mark(row.at, Outcome::Quarantined);
        let key = u128::from(row.at);
        self.quarantine.push(key, &(kind, row))
    }

    /// What a quarantined row says, by column.
    pub(super) fn written_out(
        columns: &Columns,
        report: &Report,
        kind: FaultKind,
        row: Row,
    ) -> Quarantined {
        Quarantined {
            spot: report.spot(row.at),
            table: row.table,
            kind,
            cells: row
                .cells
                .into_iter()
                .map(|(number, value)| (columns.name(number).to_owned(), value))
                .collect(),
        }
    }
}

#[derive(Clone, Copy)]
enum Belongs {
    Itself,
    To(Table, Field),
}

fn first(row: &Row, candidates: &[(Table, Field)]) -> Option<Belongs> {
    candidates
        .iter()
        .find(|(_, field)| row.get(*field).is_some())
        .map(|&(table, field)| Belongs::To(table, field))
}

/// An id made of what a row says, for one that has none.
pub(super) fn content_id(row: &Row, columns: &Columns) -> String {
    let mut cells: Vec<(&str, &str)> = row
        .cells
        .iter()
        .map(|(number, value)| (columns.name(*number), value.as_str()))
        .collect();
    cells.sort_unstable();
    let mut text = String::from(row.table.name());
    for (name, value) in cells {
        text.push('\u{1f}');
        text.push_str(name);
        text.push('\u{1e}');
        text.push_str(value);
    }
    format!(
        "content:{}",
        Uuid::new_v5(&super::IMPORTED, text.as_bytes())
    )
}

/// A file that describes an export and holds none of its rows.
fn is_description(name: &str) -> bool {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    [
        "datapackage.json",
        "openapi.json",
        "package.json",
        "schema.json",
    ]
    .iter()
    .any(|known| base.eq_ignore_ascii_case(known))
}
