//! A TOML table, read key by key.
//!
//! By hand rather than by `derive(Deserialize)`, which stops at the first fault of a file: here a wrong
//! value is noted and reading goes on, and [`Table::finish`] notes every key that nobody asked for.

use std::ops::Range;

use kernel::Text;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::sheet::{At, Sheet};

/// One value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// A table of a file. Methods return `None` for a key that is absent or wrong, and note the fault.
#[derive(Debug)]
pub(super) struct Table<'s, 'a> {
    sheet: &'s Sheet<'a>,
    span: Range<usize>,
    /// What it is, for messages: "the service", "the location".
    what: &'static str,
    entries: Vec<(Found<String>, Spanned<DeValue<'a>>)>,
    known: Vec<&'static str>,
}

impl<'s, 'a> Table<'s, 'a> {
    /// The whole file; `None` when it is not TOML at all. Every fault of the grammar is noted.
    pub(super) fn document(sheet: &'s Sheet<'a>) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(sheet.text());
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            sheet.fault(
                &span,
                format!("this is not TOML: {}", error.message()),
                "look at this line and the one before for a missing quote, bracket, comma or equals sign",
            );
        }
        // What could be saved of a broken file would only give misleading faults.
        errors
            .is_empty()
            .then(|| Self::new(sheet, 0..0, "the file", table.into_inner()))
    }

    fn new(
        sheet: &'s Sheet<'a>,
        span: Range<usize>,
        what: &'static str,
        table: DeTable<'a>,
    ) -> Self {
        let entries = table.into_iter().map(|(key, value)| {
            let span = key.span();
            let value_of_key = key.into_inner().into_owned();
            let key = Found {
                value: value_of_key,
                span,
            };
            (key, value)
        });
        Self {
            sheet,
            span,
            what,
            entries: entries.collect(),
            known: Vec::new(),
        }
    }

    pub(super) fn span(&self) -> &Range<usize> {
        &self.span
    }

    pub(super) fn at(&self, span: &Range<usize>) -> At {
        self.sheet.at(span)
    }

    /// Notes a fault at `span`.
    pub(super) fn fault(
        &self,
        span: &Range<usize>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.sheet.fault(span, problem, remedy);
    }

    /// Where `key` stands, or the table when it does not.
    pub(super) fn span_of(&self, key: &str) -> Range<usize> {
        self.entries
            .iter()
            .find(|(known, _)| known.value == key)
            .map_or_else(|| self.span.clone(), |(known, _)| known.span.clone())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, _)| known.value == key)
    }

    /// Notes that `key` must be there and is not.
    pub(super) fn missing(&self, key: &str) {
        self.fault(
            &self.span,
            format!("{} has no `{key}`", self.what),
            format!("add `{key} = …`"),
        );
    }

    fn value(&mut self, key: &'static str) -> Option<&Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.entries
            .iter()
            .find(|(known, _)| known.value == key)
            .map(|(_, value)| value)
    }

    fn typed<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        read: impl FnOnce(&DeValue<'a>) -> Option<T>,
    ) -> Option<Found<T>> {
        let value = self.value(key)?;
        let span = value.span();
        let found = value.get_ref();
        let kind = found.type_str();
        if let Some(value) = read(found) {
            return Some(Found { value, span });
        }
        self.fault(
            &span,
            format!("`{key}` is of the kind {kind}"),
            format!("write {wanted}"),
        );
        None
    }

    /// Text between quotes, without spaces around, not empty, at most `most` characters.
    pub(super) fn text(&mut self, key: &'static str, most: usize) -> Option<Found<String>> {
        let found = self.typed(key, "text between quotes", |value| {
            value.as_str().map(str::to_owned)
        })?;
        self.sound(key, found, most)
    }

    pub(super) fn required_text(
        &mut self,
        key: &'static str,
        most: usize,
    ) -> Option<Found<String>> {
        if !self.has(key) {
            self.missing(key);
        }
        self.text(key, most)
    }

    fn sound(&self, key: &str, found: Found<String>, most: usize) -> Option<Found<String>> {
        let length = found.value.chars().count();
        if found.value.trim().is_empty() {
            let remedy = "write it, or leave the key out when it is not known";
            self.fault(&found.span, format!("`{key}` is empty"), remedy);
        } else if length > most {
            self.fault(
                &found.span,
                format!("`{key}` has {length} characters; {most} is the most"),
                "make it shorter",
            );
        } else if found
            .value
            .chars()
            .any(|character| character.is_control() && character != '\n')
        {
            let remedy = "delete the character and type the line again";
            self.fault(
                &found.span,
                format!("`{key}` holds an invisible control character"),
                remedy,
            );
        } else {
            return Some(Found {
                value: found.value.trim().to_owned(),
                span: found.span,
            });
        }
        None
    }

    /// Text in both languages; `None` when the key is absent. A missing side is a fault.
    pub(super) fn both(&mut self, key: &'static str, most: usize) -> Option<Text> {
        let mut sides = self.table(key, "the text")?;
        for lang in ["en", "fr"] {
            if !sides.has(lang) {
                let language = if lang == "en" { "English" } else { "French" };
                let problem = format!("`{key}` is not written in {language}");
                sides.fault(&sides.span, problem, format!("add `{lang} = \"…\"`"));
            }
        }
        let en = sides.text("en", most);
        let fr = sides.text("fr", most);
        sides.finish();
        Some(Text::new(en?.value, fr?.value))
    }

    pub(super) fn required_both(&mut self, key: &'static str, most: usize) -> Option<Text> {
        if !self.has(key) {
            self.missing(key);
        }
        self.both(key, most)
    }

    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.typed(key, "true or false, without quotes", DeValue::as_bool)
            .map(|found| found.value)
    }

    pub(super) fn number(&mut self, key: &'static str) -> Option<Found<f64>> {
        self.typed(key, "a number, without quotes", |value| {
            let written = match value {
                DeValue::Float(number) => number.as_str(),
                DeValue::Integer(number) => number.as_str(),
                _ => return None,
            };
            written
                .replace('_', "")
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
        })
    }

    /// A whole number up to `most`.
    pub(super) fn whole<T: TryFrom<i64>>(&mut self, key: &'static str, most: i64) -> Option<T> {
        let found = self.number(key)?;
        let number = found.value as i64;
        let fits = found.value.fract() == 0.0 && (0..=most).contains(&number);
        match T::try_from(number) {
            Ok(number) if fits => Some(number),
            _ => {
                let problem = format!("`{key}` is {}", found.value);
                let remedy = format!("write a whole number from 0 to {most}");
                self.fault(&found.span, problem, remedy);
                None
            }
        }
    }

    /// A list of texts; empty when the key is absent.
    pub(super) fn list(&mut self, key: &'static str, most: usize) -> Vec<Found<String>> {
        self.texts(key, most).unwrap_or_default()
    }

    /// A list of at least one text.
    pub(super) fn required_list(&mut self, key: &'static str, most: usize) -> Vec<Found<String>> {
        if !self.has(key) {
            self.missing(key);
        }
        let items = self.texts(key, most);
        if items.as_ref().is_some_and(Vec::is_empty) {
            let problem = format!("the list `{key}` is empty");
            self.fault(&self.span_of(key), problem, "write at least one");
        }
        items.unwrap_or_default()
    }

    fn texts(&mut self, key: &'static str, most: usize) -> Option<Vec<Found<String>>> {
        let wanted = "a list of texts: [\"one\", \"two\"]";
        let found = self.typed(key, wanted, |value| {
            let items = value.as_array()?.iter();
            let items = items.map(|item| (item.span(), item.get_ref().as_str().map(str::to_owned)));
            Some(items.collect::<Vec<_>>())
        })?;
        let mut items: Vec<Found<String>> = Vec::new();
        for (span, item) in found.value {
            let Some(value) = item else {
                self.fault(
                    &span,
                    format!("`{key}` holds something that is not text"),
                    format!("write {wanted}"),
                );
                continue;
            };
            let Some(item) = self.sound(key, Found { value, span }, most) else {
                continue;
            };
            if items.iter().any(|known| known.value == item.value) {
                let problem = format!("`{key}` holds {:?} twice", item.value);
                self.fault(&item.span, problem, "delete one of them");
            }
            items.push(item);
        }
        Some(items)
    }

    /// A table inside this one.
    pub(super) fn table(&mut self, key: &'static str, what: &'static str) -> Option<Self> {
        let found = self.typed(key, "a table: [name] or { key = value }", |value| {
            value.as_table().cloned()
        })?;
        let header = self.span_of(key);
        Some(Self::new(self.sheet, header, what, found.value))
    }

    /// The tables of a list of tables; empty when the key is absent.
    pub(super) fn tables(&mut self, key: &'static str, what: &'static str) -> Vec<Self> {
        let Some(found) = self.typed(key, "tables: [[name]]", |value| {
            let items = value.as_array()?.iter();
            items
                .map(|item| Some((item.span(), item.get_ref().as_table()?.clone())))
                .collect::<Option<Vec<_>>>()
        }) else {
            return Vec::new();
        };
        let tables = found.value.into_iter();
        tables
            .map(|(span, table)| Self::new(self.sheet, span, what, table))
            .collect()
    }

    /// Notes every key that nobody asked for.
    pub(super) fn finish(self) {
        for (key, _) in &self.entries {
            if self.known.contains(&key.value.as_str()) {
                continue;
            }
            let near = self.known.iter().filter_map(|known| {
                let limit = 2;
                crate::geography::edits(key.value.as_bytes(), known.as_bytes(), limit)
                    .map(|distance| (distance, known))
            });
            let remedy = match near.min() {
                Some((_, known)) => format!("did you mean `{known}`?"),
                None => format!("the keys here are: {}", self.known.join(", ")),
            };
            self.fault(
                &key.span,
                format!("{} has an unknown key `{}`", self.what, key.value),
                remedy,
            );
        }
    }
}
