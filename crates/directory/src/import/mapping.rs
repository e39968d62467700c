//! Mappings: which column of a foreign export means which column of HSDS.
//!
//! Our own form is TOML (docs/guides/importing.md); the YAML forms of Open Referral's transformer are
//! read too, as far as they go.

use serde_json::Value;

use super::Table;

/// A mapping.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// What it is called.
    pub name: String,
    /// A file that has all these columns is in this format. Empty: only when asked for.
    pub recognise: Vec<String>,
    pub(super) files: Vec<FileMapping>,
}

/// What one file's rows mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FileMapping {
    /// The file's name without its ending; `None`: any file.
    pub(super) name: Option<String>,
    pub(super) rows: Vec<RowMapping>,
}

/// What rows of one kind mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowMapping {
    /// A column and the values it must have one of.
    pub(super) when: Vec<(String, Vec<String>)>,
    pub(super) columns: Vec<(String, Vec<Target>)>,
}

/// Where a cell goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) table: Table,
    /// Cells of one group make one row: `phone#2`.
    pub(super) group: String,
    pub(super) field: String,
    pub(super) append: bool,
    pub(super) required: bool,
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// It is not TOML.
    #[error("the mapping is not TOML: {0}")]
    Toml(String),
    /// It is not the part of YAML that is read.
    #[error("line {line} of the mapping cannot be read: {problem}")]
    Yaml {
        /// Line, from 1.
        line: usize,
        /// Why.
        problem: &'static str,
    },
    /// It has the wrong shape.
    #[error("the mapping's {0} must be {1}")]
    Shape(String, &'static str),
    /// A target that is no table and column.
    #[error(
        "{0:?} is no table and column: write them with a dot between, such as \"service.name\" or \"phone#2.number\""
    )]
    Target(String),
}

const SHIPPED: [&str; 2] = [
    include_str!("mappings/icarol.toml"),
    include_str!("mappings/flat.toml"),
];

impl Mapping {
    /// The mappings inside the program.
    pub fn shipped() -> Vec<Self> {
        SHIPPED
            .iter()
            .map(|text| Self::from_toml(text).expect("the shipped mappings are tested"))
            .collect()
    }

    /// Reads one in our own form.
    pub fn from_toml(text: &str) -> Result<Self, MappingError> {
        let value: toml::Table = toml::from_str(text)
            .map_err(|problem| MappingError::Toml(problem.message().to_owned()))?;
        let value = serde_json::to_value(value)
            .map_err(|problem| MappingError::Toml(problem.to_string()))?;
        let mut mapping = Self {
            name: text_of(&value, "name").unwrap_or_default(),
            recognise: texts(value.get("recognise"), "recognise")?,
            files: Vec::new(),
        };
        for file in list(value.get("file"), "file")? {
            let mut rows = Vec::new();
            for row in list(file.get("row"), "row")? {
                rows.push(row_mapping(row)?);
            }
            if let Some(columns) = file.get("columns") {
                rows.push(RowMapping {
                    when: Vec::new(),
                    columns: columns_of(columns)?,
                });
            }
            mapping.files.push(FileMapping {
                name: text_of(file, "name").map(|name| stem(&name)),
                rows,
            });
        }
        if mapping.files.is_empty() {
            return Err(MappingError::Shape("file".to_owned(), "a list of [[file]]"));
        }
        Ok(mapping)
    }

    /// Reads one in either of the YAML forms.
    pub fn from_yaml(text: &str) -> Result<Self, MappingError> {
        let value = super::yaml::read(text)?;
        let files = value
            .as_object()
            .ok_or_else(|| MappingError::Shape("document".to_owned(), "a list of files"))?;
        let mut mapping = Self {
            name: "yaml".to_owned(),
            ..Self::default()
        };
        for (name, file) in files {
            let columns = file.get("columns").unwrap_or(file);
            mapping.files.push(FileMapping {
                name: Some(stem(name)),
                rows: vec![RowMapping {
                    when: Vec::new(),
                    columns: columns_of(columns)?,
                }],
            });
        }
        Ok(mapping)
    }

    /// What the rows of a file with these columns mean; `None`: this mapping is not for it.
    pub(super) fn file(&self, name: &str, header: &[String]) -> Option<&FileMapping> {
        let has = |column: &String| header.iter().any(|one| one.eq_ignore_ascii_case(column));
        if !self.recognise.iter().all(has) {
            return None;
        }
        let name = stem(name);
        self.files
            .iter()
            .find(|file| file.name.as_ref().is_none_or(|known| *known == name))
    }
}

impl RowMapping {
    pub(super) fn fits<'c>(&self, cell: impl Fn(&str) -> Option<&'c str>) -> bool {
        self.when.iter().all(|(column, values)| {
            let found = cell(column).unwrap_or_default().trim();
            values.iter().any(|value| value.eq_ignore_ascii_case(found))
        })
    }
}

fn stem(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let base = base.strip_suffix(".csv").unwrap_or(base);
    base.to_ascii_lowercase()
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(ToOwned::to_owned)
}

fn texts(value: Option<&Value>, what: &str) -> Result<Vec<String>, MappingError> {
    match value {
        None => Ok(Vec::new()),
        Some(Value::String(one)) => Ok(vec![one.clone()]),
        Some(Value::Array(several)) => several
            .iter()
            .map(|one| one.as_str().map(ToOwned::to_owned))
            .collect::<Option<_>>()
            .ok_or_else(|| MappingError::Shape(what.to_owned(), "texts")),
        Some(_) => Err(MappingError::Shape(what.to_owned(), "texts")),
    }
}

fn list<'v>(value: Option<&'v Value>, what: &str) -> Result<&'v [Value], MappingError> {
    match value {
        None => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(MappingError::Shape(what.to_owned(), "a list")),
    }
}

fn row_mapping(row: &Value) -> Result<RowMapping, MappingError> {
    let mut when = Vec::new();
    if let Some(Value::Object(conditions)) = row.get("when") {
        for (column, values) in conditions {
            when.push((column.clone(), texts(Some(values), column)?));
        }
    }
    let columns = row
        .get("columns")
        .ok_or_else(|| MappingError::Shape("row".to_owned(), "a table with columns"))?;
    Ok(RowMapping {
        when,
        columns: columns_of(columns)?,
    })
}

fn columns_of(columns: &Value) -> Result<Vec<(String, Vec<Target>)>, MappingError> {
    let columns = columns
        .as_object()
        .ok_or_else(|| MappingError::Shape("columns".to_owned(), "columns and where they go"))?;
    columns
        .iter()
        .map(|(column, to)| Ok((column.clone(), targets(to)?)))
        .collect()
}

fn targets(value: &Value) -> Result<Vec<Target>, MappingError> {
    match value {
        Value::Array(several) => several
            .iter()
            .map(targets)
            .collect::<Result<Vec<_>, _>>()
            .map(|found| found.into_iter().flatten().collect()),
        Value::String(short) => Ok(vec![target(short)?]),
        Value::Object(long) => {
            let yes = |key: &str| matches!(long.get(key), Some(Value::Bool(true)));
            let text = |key: &str| long.get(key).and_then(Value::as_str);
            let mut target = match (text("to"), text("model"), text("field")) {
                (Some(short), ..) => target(short)?,
                (None, Some(model), Some(field)) => target(&format!("{model}.{field}"))?,
                _ => return Err(MappingError::Target(value.to_string())),
            };
            target.append = yes("append");
            target.required = yes("required");
            Ok(vec![target])
        }
        // A column that is named and goes nowhere.
        Value::Null => Ok(Vec::new()),
        _ => Err(MappingError::Target(value.to_string())),
    }
}

fn target(short: &str) -> Result<Target, MappingError> {
    let wrong = || MappingError::Target(short.to_owned());
    let (group, field) = short.split_once('.').ok_or_else(wrong)?;
    let table = group.split('#').next().unwrap_or(group);
    let (table, _) = Table::named(table).ok_or_else(wrong)?;
    if field.trim().is_empty() {
        return Err(wrong());
    }
    Ok(Target {
        table,
        group: group.to_owned(),
        field: field.trim().to_owned(),
        append: false,
        required: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_mappings_can_be_read() {
        assert_eq!(Mapping::shipped().len(), SHIPPED.len());
    }

    #[test]
    fn a_wrong_mapping_says_what_is_wrong() {
        for (text, words) in [
            ("x = [", "not TOML"),
            ("name = 'x'", "list of [[file]]"),
            ("[[file]]\ncolumns.a = 'nothing'", "no table and column"),
            ("[[file]]\ncolumns.a = 'star.name'", "no table and column"),
            (
                "[[file]]\n[[file.row]]\nwhen.a = 'b'",
                "a table with columns",
            ),
        ] {
            let problem = Mapping::from_toml(text).expect_err(text).to_string();
            assert!(problem.contains(words), "{problem}");
        }
    }
}
