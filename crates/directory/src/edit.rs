//! A service as fields that a form can carry: every fact has a stable name and a text, the texts can be
//! read back, and two people's edits of one record can be merged field by field.
//!
//! A text that was not touched leaves the fact exactly as it is, even where a form could not say it as
//! finely as the record does. Nothing here knows a database or a page.

mod field;
mod hours;
mod merge;
mod phones;
mod read;
mod written;

use std::collections::BTreeMap;

use crate::phone::PhoneNumber;

pub use field::{Field, Group, MOST_PHONES, PhonePart};
pub use merge::{Conflict, Merged, merge};
pub use read::{Fault, Known, Wrong, read};

/// What a difference says: a field, its text before and its text after. Empty: not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which field.
    pub field: Field,
    /// Its text before.
    pub before: String,
    /// Its text after.
    pub after: String,
}

/// The texts of a record's fields. A field that is not there is empty: nobody has said.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<Field, String>);

/// Says how many, never what: a record may hold a confidential address.
impl std::fmt::Debug for Values {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Values({} fields)", self.0.len())
    }
}

/// Whether a text can be the address of a page, as a form takes it.
pub fn is_website(text: &str) -> bool {
    crate::content::is_website(text)
}

/// Whether a text can be an e-mail address, as a form takes it.
pub fn is_email(text: &str) -> bool {
    crate::content::is_email(text)
}

impl Values {
    /// No field at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text of a field; empty when nobody has said.
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", String::as_str)
    }

    /// Gives a field a text. Line ends become `\n`, and white space around it is no part of it.
    pub fn set(&mut self, field: Field, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        if let (Field::Phone(_, PhonePart::Number), Ok(number)) =
            (field, text.parse::<PhoneNumber>())
        {
            // Two ways to type one number are not two numbers.
            self.0.insert(field, phones::written(&number));
        } else if text.is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, text.to_owned());
        }
    }

    /// The fields that have a text, in the order of a form.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, text)| (*field, text.as_str()))
    }

    /// These texts with every text of `changes` laid over them; a field of `changes` whose text is
    /// empty is emptied. A telephone line without a number has no kind: a form sends one all the same.
    #[must_use]
    pub fn with(&self, changes: &BTreeMap<Field, String>) -> Self {
        let mut values = self.clone();
        for (field, text) in changes {
            values.set(*field, text);
        }
        for line in 1..=MOST_PHONES {
            if values.get(Field::Phone(line, PhonePart::Number)).is_empty() {
                values.0.remove(&Field::Phone(line, PhonePart::Type));
            }
        }
        values
    }

    /// Every field that differs from here to `after`, in the order of a form.
    pub fn differences(&self, after: &Self) -> Vec<Difference> {
        let mut fields: Vec<Field> = self.0.keys().chain(after.0.keys()).copied().collect();
        fields.sort_unstable();
        fields.dedup();
        fields
            .into_iter()
            .filter(|field| self.get(*field) != after.get(*field))
            .map(|field| Difference {
                field,
                before: self.get(field).to_owned(),
                after: after.get(field).to_owned(),
            })
            .collect()
    }
}
