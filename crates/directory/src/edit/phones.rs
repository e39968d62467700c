//! Telephone lines as fields: `phones.1.number` and its sisters. A line without a number is no line.

use kernel::Text;

use super::hours::{line_hours, line_text};
use super::read::{Reading, Wrong, list};
use super::{Field, MOST_PHONES, PhonePart, Values};
use crate::content::is_language;
use crate::phone::{Phone, PhoneKind, PhoneNumber};

const KINDS: [(&str, PhoneKind); 4] = [
    ("voice", PhoneKind::Voice),
    ("sms", PhoneKind::Sms),
    ("tty", PhoneKind::Tty),
    ("fax", PhoneKind::Fax),
];

/// Most characters of a keyword.
const KEYWORD: usize = 40;
/// Most digits of an extension.
const EXTENSION: usize = 10;

/// A number as people read it, with the hyphen that keyboards have.
pub(super) fn written(number: &PhoneNumber) -> String {
    number.to_string().replace('\u{2011}', "-")
}

/// Writes a service's lines.
pub(super) fn write(phones: &[Phone], into: &mut Values) {
    for (line, phone) in (1..=MOST_PHONES).zip(phones) {
        let kind = KINDS.iter().find(|(_, kind)| *kind == phone.kind);
        let hours = phone.hours.as_ref().map(line_text).unwrap_or_default();
        let parts = [
            (PhonePart::Number, phone.number.digits()),
            (PhonePart::Type, kind.map_or("", |(word, _)| word)),
            (
                PhonePart::Extension,
                phone.extension.as_deref().unwrap_or_default(),
            ),
            (
                PhonePart::Keyword,
                phone.keyword.as_deref().unwrap_or_default(),
            ),
            (PhonePart::DescriptionEnglish, &phone.label.en),
            (PhonePart::DescriptionFrench, &phone.label.fr),
            (PhonePart::Languages, &phone.languages.join(", ")),
            (PhonePart::Schedule, &hours),
        ];
        for (part, text) in parts {
            into.set(Field::Phone(line, part), text);
        }
    }
}

/// Reads a service's lines; those without a number close up.
pub(super) fn read(reading: &mut Reading<'_>) {
    let mut fields = Vec::new();
    for line in 1..=MOST_PHONES {
        fields.extend(PhonePart::ALL.map(|part| Field::Phone(line, part)));
    }
    if !reading.touched(&fields) {
        return;
    }
    let faults = reading.faults.len();
    let mut phones = Vec::new();
    for line in 1..=MOST_PHONES {
        phones.extend(phone(reading, line));
    }
    if reading.faults.len() == faults {
        reading.service.phones = phones;
    }
}

fn phone(reading: &mut Reading<'_>, line: u8) -> Option<Phone> {
    let at = |part| Field::Phone(line, part);
    let values = reading.values;
    if values.get(at(PhonePart::Number)).is_empty() {
        // A line that was emptied goes away; words without a number would go with it unseen.
        let says_something = [
            PhonePart::Extension,
            PhonePart::Keyword,
            PhonePart::DescriptionEnglish,
            PhonePart::DescriptionFrench,
        ];
        let left = says_something.into_iter().find(|part| {
            let text = values.get(at(*part));
            !text.is_empty() && text != reading.base.get(at(*part))
        });
        if left.is_some() {
            reading.fault(at(PhonePart::Number), Wrong::Required);
        }
        return None;
    }
    let number = match values.get(at(PhonePart::Number)).parse() {
        Ok(number) => Some(number),
        Err(error) => {
            reading.fault(at(PhonePart::Number), Wrong::Phone(error));
            None
        }
    };
    let written = match values.get(at(PhonePart::Type)) {
        "" => "voice",
        word => word,
    };
    let kind = KINDS.iter().find(|(word, _)| *word == written);
    if kind.is_none() {
        reading.fault(at(PhonePart::Type), Wrong::Choice);
    }
    let kind = kind.map(|&(_, kind)| kind);
    let keyword = reading.short(at(PhonePart::Keyword), KEYWORD);
    if keyword.is_some() && kind.is_some_and(|kind| kind != PhoneKind::Sms) {
        reading.fault(at(PhonePart::Keyword), Wrong::Keyword);
    }
    let extension = reading.short(at(PhonePart::Extension), EXTENSION);
    let digits = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
    if extension.as_ref().is_some_and(|text| !digits(text)) {
        reading.fault(at(PhonePart::Extension), Wrong::Extension);
    }
    let label = Text::new(
        reading.name(at(PhonePart::DescriptionEnglish)),
        reading.name(at(PhonePart::DescriptionFrench)),
    );
    let languages = list(values.get(at(PhonePart::Languages)));
    if !languages.iter().all(|code| is_language(code)) {
        reading.fault(at(PhonePart::Languages), Wrong::Language);
    }
    let hours = hours(reading, line);
    Some(Phone {
        number: number?,
        kind: kind?,
        keyword,
        extension,
        label,
        hours,
        languages,
    })
}

fn hours(reading: &mut Reading<'_>, line: u8) -> Option<crate::hours::Hours> {
    let field = Field::Phone(line, PhonePart::Schedule);
    let text = reading.values.get(field);
    // The same words as before mean the same hours, however finely the record holds them.
    let before = reading
        .before
        .phones
        .iter()
        .filter_map(|phone| phone.hours.as_ref());
    let same = before.into_iter().find(|hours| line_text(hours) == text);
    if text.is_empty() || same.is_some() {
        return same.cloned();
    }
    match line_hours(text) {
        Ok(hours) => Some(hours),
        Err(wrong) => {
            reading.fault(field, wrong);
            None
        }
    }
}
