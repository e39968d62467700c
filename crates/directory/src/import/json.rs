//! Records of a JSON document, one by one: an array, pages of an interface, a line each (ndjson), or a
//! single record.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::Table;
use super::decode::Decoded;

/// Longest record, in bytes; memory is bounded.
const LONGEST_RECORD: u64 = 32 << 20;

/// Keys under which an interface or a dump wraps its records.
const WRAPPERS: [&str; 7] = [
    "contents", "content", "items", "data", "results", "records", "value",
];

/// What gets the records: the table when the document says it, the number of the record, from 1.
pub(super) type Take<'t> = dyn FnMut(Option<Table>, u32, Map<String, Value>) -> io::Result<()> + 't;

struct Watched<R> {
    source: R,
    since_record: Rc<Cell<u64>>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.since_record.set(self.since_record.get() + read as u64);
        if self.since_record.get() > LONGEST_RECORD {
            return Err(io::Error::other("a record of JSON is longer than 32 MB"));
        }
        Ok(read)
    }
}

struct State<'t> {
    take: &'t mut Take<'t>,
    since_record: Rc<Cell<u64>>,
    count: u32,
    /// What `take` refused: serde has words only.
    problem: Option<io::Error>,
}

impl State<'_> {
    fn give(&mut self, table: Option<Table>, value: Value) -> Result<(), String> {
        self.since_record.set(0);
        self.count += 1;
        match value {
            Value::Object(map) => (self.take)(table, self.count, map).map_err(|problem| {
                let words = problem.to_string();
                self.problem = Some(problem);
                words
            }),
            _ => (self.take)(table, self.count, Map::new()).map_err(|problem| problem.to_string()),
        }
    }
}

/// Reads every record. `Err` with `InvalidData` where the JSON ends to be JSON: what came before was
/// taken.
pub(super) fn each<'t>(
    source: impl Read,
    table: Option<Table>,
    take: &'t mut Take<'t>,
) -> io::Result<()> {
    let since_record = Rc::new(Cell::new(0));
    let reader = BufReader::with_capacity(
        1 << 16,
        Watched {
            source: Decoded::new(source),
            since_record: Rc::clone(&since_record),
        },
    );
    let mut state = State {
        take,
        since_record,
        count: 0,
        problem: None,
    };
    let mut json = serde_json::Deserializer::from_reader(reader);
    while json.end().is_err() {
        let read = Document {
            state: &mut state,
            table,
        }
        .deserialize(&mut json);
        if let Err(problem) = read {
            if let Some(problem) = state.problem.take() {
                return Err(problem);
            }
            return Err(match problem.classify() {
                serde_json::error::Category::Io => io::Error::other(problem),
                _ => io::Error::new(io::ErrorKind::InvalidData, problem),
            });
        }
    }
    Ok(())
}

struct Document<'s, 't> {
    state: &'s mut State<'t>,
    table: Option<Table>,
}

impl<'de> DeserializeSeed<'de> for Document<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        use serde::de::Error as _;
        while let Some(value) = sequence.next_element::<Value>()? {
            self.state
                .give(self.table, value)
                .map_err(A::Error::custom)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        use serde::de::Error as _;
        let mut record = Map::new();
        let mut wrapped = false;
        while let Some(key) = map.next_key::<String>()? {
            let is_record = record.contains_key("id") || record.contains_key("name");
            let wraps = WRAPPERS.contains(&key.as_str());
            let table = Table::named(&key)
                .filter(|_| !wraps)
                .map(|(table, _)| table);
            let top = matches!(
                table,
                Some(
                    Table::Organization
                        | Table::Service
                        | Table::Location
                        | Table::ServiceAtLocation
                )
            ) && key.ends_with('s');
            if !is_record && (wraps || top) {
                wrapped = true;
                map.next_value_seed(Document {
                    state: self.state,
                    table: table.or(self.table),
                })?;
            } else {
                record.insert(key, map.next_value()?);
            }
        }
        if !wrapped || record.contains_key("id") || record.contains_key("name") {
            self.state
                .give(self.table, Value::Object(record))
                .map_err(A::Error::custom)?;
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.state.give(self.table, Value::Null).map_err(E::custom)
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.state.give(self.table, Value::Null).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.state.give(self.table, Value::Null).map_err(E::custom)
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.state.give(self.table, Value::Null).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.state.give(self.table, Value::Null).map_err(E::custom)
    }
}

/// The table of a record that does not say it.
pub(super) fn guess(record: &Map<String, Value>) -> Option<Table> {
    let has = |key: &str| record.contains_key(key);
    if has("service_id") && has("location_id") || has("location") && has("service") {
        Some(Table::ServiceAtLocation)
    } else if [
        "organization",
        "organization_id",
        "status",
        "eligibility_description",
        "application_process",
        "service_at_locations",
    ]
    .iter()
    .any(|key| has(key))
        && !has("latitude")
    {
        Some(Table::Service)
    } else if [
        "services",
        "legal_status",
        "tax_status",
        "organization_identifiers",
        "year_incorporated",
        "website",
    ]
    .iter()
    .any(|key| has(key))
    {
        Some(Table::Organization)
    } else if ["latitude", "addresses", "location_type"]
        .iter()
        .any(|key| has(key))
    {
        Some(Table::Location)
    } else {
        None
    }
}
