//! Rows of a flat export, taken apart by a mapping into the rows of HSDS they stand for.

use std::collections::HashSet;
use std::io;

use super::Table;
use super::csv::Lines;
use super::fault::FaultKind;
use super::intake::{Intake, content_id};
use super::mapping::{FileMapping, Target};
use super::report::Outcome;
use super::row::{Field, Row};

impl Intake<'_> {
    pub(super) fn read_mapped(
        &mut self,
        mapping: &FileMapping,
        lines: &mut Lines<'_>,
    ) -> io::Result<()> {
        let header = lines.header.clone();
        self.file().table = Some("by mapping".to_owned());
        // What each column means under each kind of row, in the order of the file.
        let kinds: Vec<Vec<(usize, &Target)>> = mapping
            .rows
            .iter()
            .map(|kind| {
                let mut targets = Vec::new();
                for (at, column) in header.iter().enumerate() {
                    for (name, to) in &kind.columns {
                        if name.trim().eq_ignore_ascii_case(column) {
                            targets.extend(to.iter().map(|target| (at, target)));
                        }
                    }
                }
                targets
            })
            .collect();
        let used: HashSet<usize> = kinds.iter().flatten().map(|(at, _)| *at).collect();
        let mut unused = vec![0_u32; header.len()];
        while let Some((line, record)) = lines.next()? {
            let at = self.count(line)?;
            let record = record.clone();
            for (column, count) in unused.iter_mut().enumerate() {
                let holds = record
                    .get(column)
                    .is_some_and(|cell| !cell.trim().is_empty());
                *count += u32::from(holds && !used.contains(&column));
            }
            if record.iter().all(|cell| cell.trim().is_empty()) {
                self.report.note(FaultKind::EmptyRow, at);
                self.report.mark(at, Outcome::Ignored);
                continue;
            }
            if record.len() != header.len() {
                self.report.note(FaultKind::Ragged, at);
            }
            let cell = |name: &str| {
                let column = header
                    .iter()
                    .position(|one| one.eq_ignore_ascii_case(name))?;
                record.get(column)
            };
            let Some(kind) = mapping.rows.iter().position(|kind| kind.fits(cell)) else {
                let mut whole = Row::new(Table::Service, at);
                for (column, value) in header.iter().zip(record.iter()) {
                    let number = self.columns.number(Table::Service, column).0;
                    whole.put_number(number, value);
                }
                self.refuse(FaultKind::UnmappedRow, whole)?;
                continue;
            };
            let mut groups: Vec<(&str, Row)> = Vec::new();
            for (column, target) in &kinds[kind] {
                let value = record.get(*column).unwrap_or_default();
                if value.trim().is_empty() {
                    if target.required {
                        self.report.note(FaultKind::RequiredCellBlank, at);
                    }
                    continue;
                }
                let known = groups.iter().position(|(group, _)| *group == target.group);
                let place = known.unwrap_or(groups.len());
                if known.is_none() {
                    groups.push((&target.group, Row::new(target.table, at)));
                }
                let row = &mut groups[place].1;
                let field = target.field.as_str();
                if target.table == Table::Phone && matches!(field, "tty" | "fax" | "sms") {
                    row.put(Field::Number, value);
                    row.put(Field::Type, field);
                    continue;
                }
                let (number, _) = self.columns.number(target.table, field);
                if target.append {
                    row.append(number, value);
                } else {
                    row.put_number(number, value);
                }
            }
            let rows = groups.into_iter().map(|(_, row)| row).collect();
            self.take_apart(rows, at)?;
        }
        for (column, count) in header.into_iter().zip(unused) {
            if count > 0 {
                *self.file().unused_columns.entry(column).or_default() += count;
            }
        }
        Ok(())
    }

    /// Takes the rows that one flat row stands for: what belongs to what follows from their standing
    /// in it together.
    fn take_apart(&mut self, mut rows: Vec<Row>, at: u32) -> io::Result<()> {
        let record = |row: &Row| {
            matches!(
                row.table,
                Table::Organization | Table::Service | Table::Location | Table::ServiceAtLocation
            )
        };
        let only_keys = |row: &Row| {
            row.cells.iter().all(|(number, _)| {
                [Field::OrganizationId, Field::ServiceId, Field::LocationId]
                    .iter()
                    .any(|key| *key as u16 == *number)
            })
        };
        // A key without a value beside it is no row: the phone was blank.
        rows.retain(|row| record(row) || !only_keys(row));
        if let Some(organization) = rows.iter_mut().find(|row| row.table == Table::Organization)
            && organization.get(Field::Id).is_none()
            && let Some(name) = organization.get(Field::Name)
        {
            // In a flat list an organization is its name.
            let id = format!("name:{}", crate::text::fold(name));
            organization.put(Field::Id, &id);
        }
        for row in &mut rows {
            if row.get(Field::Id).is_none() && matches!(row.table, Table::Service | Table::Location)
            {
                let id = content_id(row, &self.columns);
                self.report.note(FaultKind::BlankId, at);
                row.put(Field::Id, &id);
            }
        }
        let mut location = id_of(&rows, Table::Location);
        let service = id_of(&rows, Table::Service);
        let organization = id_of(&rows, Table::Organization);
        let has_address = rows.iter().any(|row| row.table == Table::Address);
        if location.is_none()
            && has_address
            && let Some(service) = &service
        {
            let id = format!("place of {service}");
            let mut row = Row::new(Table::Location, at);
            row.put(Field::Id, &id);
            rows.push(row);
            location = Some(id);
        }
        for row in &mut rows {
            let owned = [
                Field::ServiceId,
                Field::LocationId,
                Field::OrganizationId,
                Field::ServiceAtLocationId,
                Field::LinkId,
            ]
            .iter()
            .any(|key| row.get(*key).is_some());
            match row.table {
                Table::Service | Table::Location => {
                    if row.get(Field::OrganizationId).is_none()
                        && let Some(organization) = &organization
                    {
                        row.put(Field::OrganizationId, organization);
                    }
                }
                Table::Address | Table::PostalAddress if !owned => {
                    match (&location, &organization) {
                        (Some(id), _) => row.put(Field::LocationId, id),
                        (None, Some(id)) => row.put(Field::OrganizationId, id),
                        _ => {}
                    }
                }
                Table::ServiceAtLocation => {
                    if let Some(id) = &location {
                        row.put(Field::LocationId, id);
                    }
                    if let Some(id) = &service {
                        row.put(Field::ServiceId, id);
                    }
                }
                Table::Organization => {}
                _ if !owned => match (&service, &location, &organization) {
                    (Some(id), ..) => row.put(Field::ServiceId, id),
                    (None, Some(id), _) => row.put(Field::LocationId, id),
                    (None, None, Some(id)) => row.put(Field::OrganizationId, id),
                    _ => {}
                },
                _ => {}
            }
        }
        let linked = rows.iter().any(|row| row.table == Table::ServiceAtLocation);
        if !linked && let (Some(service), Some(location)) = (&service, &location) {
            let mut row = Row::new(Table::ServiceAtLocation, at);
            row.put(Field::ServiceId, service);
            row.put(Field::LocationId, location);
            rows.push(row);
        }
        if rows.is_empty() {
            self.report.note(FaultKind::EmptyRow, at);
            self.report.mark(at, Outcome::Ignored);
        }
        for row in rows {
            self.take(row)?;
        }
        Ok(())
    }
}

fn id_of(rows: &[Row], table: Table) -> Option<String> {
    rows.iter()
        .find(|row| row.table == table)
        .and_then(|row| row.get(Field::Id))
        .map(ToOwned::to_owned)
}
