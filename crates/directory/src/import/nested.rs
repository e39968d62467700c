//! Records of JSON with other records nested in them, taken apart into the rows of HSDS.

use std::io;

use serde_json::{Map, Value};

use super::fault::{FaultKind, Spot};
use super::intake::{Intake, content_id};
use super::report::Outcome;
use super::row::{Field, Row};
use super::{Table, json, profile};

impl Intake<'_> {
    pub(super) fn read_json(
        &mut self,
        name: &str,
        source: Box<dyn io::Read + '_>,
    ) -> io::Result<()> {
        let named = Table::named(name);
        if let Some((_, false)) = named {
            self.note_file(FaultKind::NearlyNamed);
        }
        let named = named.map(|(table, _)| table);
        self.file().table = named.map(|table| table.name().to_owned());
        let mut take = |table: Option<Table>, number: u32, record: Map<String, Value>| {
            let table = table.or(named).or_else(|| json::guess(&record));
            let Some(table) = table.filter(|_| !record.is_empty()) else {
                let at = self.count(number)?;
                self.report.note(FaultKind::WrongShape, at);
                self.report.mark(at, Outcome::Ignored);
                return Ok(());
            };
            let file = u16::try_from(self.report.files.len() - 1).unwrap_or(u16::MAX);
            let at = Spot { file, line: number };
            if self.report.schema.look(table, &record, at) {
                self.report.faults.note(FaultKind::AgainstSchema, at);
            }
            self.take_record(table, record, None, number, 0).map(|_| ())
        };
        match json::each(source, named, &mut take) {
            Err(problem) if problem.kind() == io::ErrorKind::InvalidData => {
                self.note_file(FaultKind::NotJson);
                Ok(())
            }
            other => other,
        }
    }

    /// Takes a record and everything nested in it; its id.
    fn take_record(
        &mut self,
        table: Table,
        record: Map<String, Value>,
        parent: Option<(Table, &str)>,
        number: u32,
        depth: usize,
    ) -> io::Result<String> {
        let at = self.count(number)?;
        let mut row = Row::new(table, at);
        let mut nested = Vec::new();
        for (key, value) in record {
            match value {
                Value::Null => {}
                Value::Bool(_) | Value::Number(_) => {
                    self.put_cell(&mut row, &key, &value.to_string());
                }
                Value::String(text) => self.put_cell(&mut row, &key, &text),
                _ if profile::is_kept_whole(table, &key, &value) => {
                    self.put_cell(&mut row, &key, &profile::cell(&value));
                }
                Value::Array(_) | Value::Object(_) => nested.push((key, value)),
            }
        }
        match parent {
            Some((Table::Organization, id)) => row.put(Field::OrganizationId, id),
            Some((Table::Service, id)) if table == Table::Attribute => {
                row.put(Field::LinkId, id);
                row.put(Field::LinkEntity, "service");
            }
            Some((Table::Service, id))
                if table != Table::Organization && table != Table::Program =>
            {
                row.put(Field::ServiceId, id);
            }
            Some((Table::Location, id)) => row.put(Field::LocationId, id),
            Some((Table::ServiceAtLocation, id))
                if !matches!(table, Table::Location | Table::Service) =>
            {
                row.put(Field::ServiceAtLocationId, id);
            }
            Some((Table::Phone, id)) => row.put(Field::PhoneId, id),
            Some((Table::Contact, id)) => row.put(Field::ContactId, id),
            Some((other, id)) if table == Table::Attribute => {
                row.put(Field::LinkId, id);
                row.put(Field::LinkEntity, other.name());
            }
            _ => {}
        }
        let own = row.get(Field::Id).map(ToOwned::to_owned);
        let id = own.unwrap_or_else(|| {
            let id = content_id(&row, &self.columns);
            if !row.cells.is_empty() {
                self.report.note(FaultKind::BlankId, at);
            }
            row.put(Field::Id, &id);
            id
        });
        for (key, value) in nested {
            let inner = Table::named(&key)
                .map(|(table, _)| table)
                .or(match key.as_str() {
                    "taxonomy_detail" => Some(Table::Taxonomy),
                    _ => None,
                });
            let Some(inner) = inner.filter(|_| depth < 8) else {
                *self.file().unused_columns.entry(key).or_default() += 1;
                continue;
            };
            let several = match value {
                Value::Array(several) => several,
                one => vec![one],
            };
            for value in several {
                let record = match value {
                    Value::Object(record) => record,
                    Value::String(text) => {
                        let mut record = Map::new();
                        record.insert("name".to_owned(), Value::String(text));
                        record
                    }
                    _ => {
                        self.report.note(FaultKind::WrongShape, at);
                        continue;
                    }
                };
                let inner_id =
                    self.take_record(inner, record, Some((table, &id)), number, depth + 1)?;
                // The nested record is what the link leads to.
                match (table, inner) {
                    (Table::Service | Table::Location, Table::Organization) => {
                        row.put(Field::OrganizationId, &inner_id);
                    }
                    (Table::ServiceAtLocation, Table::Location) => {
                        row.put(Field::LocationId, &inner_id);
                    }
                    (Table::ServiceAtLocation, Table::Service) => {
                        row.put(Field::ServiceId, &inner_id);
                    }
                    (Table::Service, Table::Location) => row.put(Field::LocationId, &inner_id),
                    (Table::Attribute, Table::TaxonomyTerm) => {
                        row.put(Field::TaxonomyTermId, &inner_id);
                    }
                    _ => {}
                }
            }
        }
        self.take_whole(row)?;
        Ok(id)
    }

    fn put_cell(&mut self, row: &mut Row, key: &str, value: &str) {
        let (number, known) = self.columns.number(row.table, key);
        row.put_number(number, value);
        if !known && !value.trim().is_empty() {
            *self
                .file()
                .unused_columns
                .entry(key.to_owned())
                .or_default() += 1;
        }
    }
}
