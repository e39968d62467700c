//! What Cairn's own profile of HSDS says beside HSDS (content/standards/profile): both languages, access
//! facts, coverage, terms by their ids. Read back, so that what one house writes another takes in whole.
//!
//! Not taken: `verification`. Who was asked, and when, is for each house to say of itself.

use std::collections::{BTreeMap, HashMap};

use kernel::{Lang, Text};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::fault::FaultKind;
use super::row::{Columns, Field, Row};
use super::{Table, languages, schedule, words};
use crate::geography::{Gazetteer, Province};
use crate::hsds::taxonomy_term_id;
use crate::location::{Confidentiality, Coverage, Location};
use crate::phone::Phone;
use crate::service::{Access, Service};
use crate::taxonomy::{Taxonomy, Vocabulary};

/// Properties that stand in a row as JSON: objects, as they do in our tables, and what belongs to a line.
pub(super) fn is_kept_whole(table: Table, key: &str, value: &Value) -> bool {
    match key {
        "translations" => value.is_object(),
        "access" | "coverage" => value.is_object() && table == Table::Service,
        "schedules" | "languages" => value.is_array() && table == Table::Phone,
        _ => false,
    }
}

/// The texts of a row in both languages, by field.
#[derive(Debug, Default)]
pub(super) struct Translations(BTreeMap<String, BTreeMap<String, String>>);

impl Translations {
    pub(super) fn of(row: &Row) -> Self {
        let written = row.get(Field::Translations).unwrap_or_default();
        Self(serde_json::from_str(written).unwrap_or_default())
    }

    /// Puts both sides in the place of the one that was read.
    pub(super) fn fill(&self, field: &str, text: &mut Text, clean: fn(&str) -> String) {
        let Some(sides) = self.0.get(field) else {
            return;
        };
        let side = |lang: Lang| sides.get(lang.code()).map(|said| clean(said));
        let (en, fr) = (side(Lang::En), side(Lang::Fr));
        if en
            .as_ref()
            .or(fr.as_ref())
            .is_some_and(|said| !said.is_empty())
        {
            *text = Text::new(en.unwrap_or_default(), fr.unwrap_or_default());
        }
    }
}

/// A text of several lines. Spaces that must not break stay: a house like ours has put them there.
pub(super) fn text(said: &str) -> String {
    let plain = words::plain(said);
    if plain.html || plain.cut {
        return plain.text;
    }
    let kept = |letter: &char| *letter == '\n' || !letter.is_control();
    said.trim().chars().filter(kept).collect()
}

/// A text of one line.
pub(super) fn line(said: &str) -> String {
    let text = text(said);
    if text.contains('\n') {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    text
}

#[derive(Deserialize)]
struct Reach {
    extent: String,
    #[serde(default)]
    provinces: Vec<String>,
    name: Option<Name>,
    radius_km: Option<f64>,
}

#[derive(Deserialize)]
struct Name {
    #[serde(default)]
    en: String,
    #[serde(default)]
    fr: String,
}

/// The area that the profile's `coverage` means; `None` where it is none of ours.
fn coverage(written: &str, gazetteer: &Gazetteer) -> Option<Coverage> {
    let reach: Reach = serde_json::from_str(written).ok()?;
    match reach.extent.as_str() {
        "national" => Some(Coverage::National),
        "provinces" => {
            let codes = reach.provinces.iter();
            let provinces: Option<Vec<Province>> = codes.map(|code| Province::read(code)).collect();
            provinces.map(Coverage::Provinces)
        }
        "circle" => match reach.name {
            Some(Name { en, fr }) => gazetteer
                .regions()
                .iter()
                .find(|region| region.name.en == en || region.name.fr == fr)
                .map(|region| Coverage::Region(region.id.clone())),
            None => reach
                .radius_km
                .filter(|km| (1.0..=5_000.0).contains(km))
                .map(|km| Coverage::Radius {
                    km: km.round() as u16,
                }),
        },
        _ => None,
    }
}

/// Puts what the profile says of a service over what was made of HSDS alone.
pub(super) fn put(service: &mut Service, row: &Row, gazetteer: &Gazetteer) {
    let translations = Translations::of(row);
    translations.fill("name", &mut service.name, line);
    translations.fill("description", &mut service.description, text);
    translations.fill("interpretation_services", &mut service.interpretation, text);
    service.dedicated |= row.yes(Field::Dedicated);
    service.everyone |= row.yes(Field::ServesEveryone);
    let access = row
        .get(Field::AccessFacts)
        .map(serde_json::from_str::<Access>);
    if let Some(Ok(said)) = access {
        service.access = Access {
            minimum_age: service.access.minimum_age,
            maximum_age: service.access.maximum_age,
            ..said
        };
    }
    let written = row
        .get(Field::ExtentText)
        .filter(|text| text.starts_with('{'));
    if let Some(coverage) = written.and_then(|written| coverage(written, gazetteer)) {
        service.coverage = coverage;
    }
}

/// The terms of ours that attributes name by their ids: whether there was one.
pub(super) fn put_terms(
    service: &mut Service,
    children: &[Row],
    known: &HashMap<Uuid, (usize, Vocabulary)>,
    taxonomy: &Taxonomy,
) -> bool {
    let mut found = false;
    let attributes = children.iter().filter(|row| row.table == Table::Attribute);
    for id in attributes.filter_map(|row| row.get(Field::TaxonomyTermId)) {
        let term = Uuid::try_parse(id).ok().and_then(|id| known.get(&id));
        let Some((at, vocabulary)) = term else {
            continue;
        };
        found = true;
        let list = match vocabulary {
            Vocabulary::Need => &mut service.needs,
            Vocabulary::Population => &mut service.populations,
            Vocabulary::Exploitation => &mut service.exploitation,
        };
        let id = &taxonomy.terms()[*at].id;
        if !list.contains(id) {
            list.push(id.clone());
        }
    }
    found
}

/// Our terms by their HSDS ids.
pub(super) fn terms(taxonomy: &Taxonomy) -> HashMap<Uuid, (usize, Vocabulary)> {
    let terms = taxonomy.terms().iter().enumerate();
    terms
        .map(|(at, term)| (taxonomy_term_id(&term.id), (at, term.vocabulary)))
        .collect()
}

/// The rows of a list that stands in a row.
fn rows(row: &Row, field: Field, table: Table, faults: &mut Vec<FaultKind>) -> Vec<Row> {
    let written = row.get(field).filter(|written| written.starts_with('['));
    let Some(written) = written else {
        return Vec::new();
    };
    let Ok(list) = serde_json::from_str::<Vec<BTreeMap<String, Value>>>(written) else {
        faults.push(FaultKind::WrongShape);
        return Vec::new();
    };
    let mut columns = Columns::new();
    let one = |object: BTreeMap<String, Value>| {
        let mut inner = Row::new(table, row.at);
        for (key, value) in object {
            let (number, _) = columns.number(table, &key);
            match value {
                Value::String(text) => inner.put_number(number, &text),
                Value::Null => {}
                other => inner.put_number(number, &other.to_string()),
            }
        }
        inner
    };
    list.into_iter().map(one).collect()
}

/// What the profile says of a line.
pub(super) fn put_on_phones(
    phones: &mut [Phone],
    row: &Row,
    lang: Lang,
    faults: &mut Vec<FaultKind>,
) {
    let translations = Translations::of(row);
    let openings = rows(row, Field::Schedules, Table::Schedule, faults);
    let mut spoken: Vec<String> = Vec::new();
    for language in rows(row, Field::Language, Table::Language, faults) {
        let written = language.get(Field::Code).or(language.get(Field::Name));
        match written.and_then(languages::code) {
            Some(code) if spoken.iter().all(|known| known != code) => spoken.push(code.to_owned()),
            Some(_) => {}
            None => faults.push(FaultKind::UnknownLanguage),
        }
    }
    for phone in phones {
        phone.languages.clone_from(&spoken);
        if !openings.is_empty() {
            let read = schedule::hours(openings.iter(), None, lang);
            faults.extend(read.faults.into_iter().map(|(kind, _)| kind));
            phone.hours = Some(read.hours);
        }
        translations.fill("description", &mut phone.label, line);
        if let Some(digits) = row.get(Field::ExtensionDigits) {
            let sound = digits.len() <= 8 && digits.bytes().all(|one| one.is_ascii_digit());
            if sound {
                phone.extension = Some(digits.to_owned());
            }
        }
        phone.keyword = row
            .get(Field::Keyword)
            .map(line)
            .filter(|word| word.chars().count() <= 20);
    }
}

/// A place that its own house calls approximate stays so here.
pub(super) fn put_on_place(location: Option<&mut Location>, row: Option<&Row>) {
    let approximate = row
        .and_then(|row| row.get(Field::Confidential))
        .is_some_and(|said| said == "approximate");
    if let Some(location) = location.filter(|_| approximate) {
        location.confidentiality = Confidentiality::Approximate;
    }
}

/// As it stands in a row.
pub(super) fn cell(value: &Value) -> String {
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_read_and_nonsense_is_not() {
        let mut row = Row::new(Table::Service, 0);
        row.put(
            Field::Translations,
            r#"{"name":{"en":"Help <b>line</b>","fr":"Ligne"},"description":{"fr":"Mots"},"x":{"en":""}}"#,
        );
        let translations = Translations::of(&row);
        let mut name = Text::new("Help", "");
        translations.fill("name", &mut name, line);
        assert_eq!((name.en.as_str(), name.fr.as_str()), ("Help line", "Ligne"));
        translations.fill("x", &mut name, line);
        translations.fill("y", &mut name, line);
        assert_eq!(name.fr, "Ligne");
        let mut odd = Row::new(Table::Service, 0);
        odd.put(Field::Translations, "[1]");
        Translations::of(&odd).fill("name", &mut name, line);
        assert_eq!(name.en, "Help line");
    }
}
