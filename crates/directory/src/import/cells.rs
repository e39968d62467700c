//! Single cells of an export as facts of the directory: status, fees, ages, dates, addresses of pages.

use std::fmt::Write as _;

use uuid::Uuid;

use super::fault::FaultKind;
use super::row::{Field, Row};
use super::words::Plain;
use super::{Table, when};
use crate::service::{Access, Fees, Service, Status};
use crate::text;

/// The street of a hidden place stands in words that the public reads.
pub(super) fn tells(service: &Service, street: &str) -> bool {
    let key = |text: &str| {
        text::words(text)
            .map(text::fold)
            .collect::<Vec<_>>()
            .join(" ")
    };
    // "12 Any Street, unit 3" is told by "12 Any Street" too.
    let street = key(street.split(',').next().unwrap_or(street));
    street.len() >= 6
        && [
            &service.name.en,
            &service.name.fr,
            &service.description.en,
            &service.description.fr,
        ]
        .iter()
        .any(|public| key(public).contains(&street))
}

/// Notes what was done to a text.
pub(super) fn note_plain(plain: &Plain, at: u32, note: &mut impl FnMut(FaultKind, u32)) {
    if plain.html {
        note(FaultKind::Html, at);
    }
    if plain.cut {
        note(FaultKind::TooLong, at);
    }
}

pub(super) fn add_paragraph(to: &mut String, said: &str) {
    if said.is_empty() || to.contains(said) {
        return;
    }
    if !to.is_empty() {
        to.push_str("\n\n");
    }
    to.push_str(said);
}

pub(super) fn status(row: &Row, note: &mut impl FnMut(FaultKind, u32)) -> Status {
    let Some(written) = row.get(Field::Status) else {
        note(FaultKind::BlankStatus, row.at);
        return Status::Active;
    };
    match text::fold(written).as_str() {
        "active" | "actif" | "open" | "yes" | "1" | "true" | "published" | "current" => {
            Status::Active
        }
        "inactive" | "inactif" | "no" | "0" | "false" | "suspended" => Status::Inactive,
        "defunct" | "closed" | "ferme" | "deleted" | "archived" => Status::Defunct,
        "temporarily closed" | "temporarily_closed" | "ferme temporairement" => {
            Status::TemporarilyClosed
        }
        _ => {
            note(FaultKind::UnknownStatus, row.at);
            Status::Inactive
        }
    }
}

pub(super) fn fees(row: &Row, children: &[Row]) -> Fees {
    let free = |said: &str| {
        matches!(
            text::fold(said.trim_end_matches('.')).as_str(),
            "free"
                | "none"
                | "no fee"
                | "no fees"
                | "no cost"
                | "no charge"
                | "free of charge"
                | "free to everyone"
                | "gratuit"
                | "sans frais"
                | "0"
                | "0.00"
                | "$0"
        )
    };
    let costs: Vec<&Row> = children
        .iter()
        .filter(|child| child.table == Table::CostOption)
        .collect();
    let said = row.get(Field::FeesDescription).is_some_and(free);
    let by_option = !costs.is_empty()
        && costs.iter().all(|cost| {
            [Field::Option, Field::Amount, Field::Description]
                .into_iter()
                .filter_map(|field| cost.get(field))
                .any(free)
        });
    if said || by_option {
        Fees::Free
    } else {
        Fees::Unknown
    }
}

pub(super) fn access(row: &Row, note: &mut impl FnMut(FaultKind, u32)) -> Access {
    let mut age = |field| {
        let written = row.get(field)?;
        match written.parse::<f64>() {
            Ok(years) if (0.0..=120.0).contains(&years) => Some(years as u8),
            // Months, or "no limit" as a great number.
            Ok(years) if years >= 120.0 => None,
            _ => {
                note(FaultKind::BadAge, row.at);
                None
            }
        }
    };
    Access {
        minimum_age: age(Field::MinimumAge).filter(|years| *years > 0),
        maximum_age: age(Field::MaximumAge),
        ..Access::default()
    }
}

pub(super) fn source_date(row: &Row, note: &mut impl FnMut(FaultKind, u32)) -> Option<String> {
    let written = row
        .get(Field::AssuredDate)
        .or(row.get(Field::LastModified))?;
    match when::date(written) {
        when::Written::Day(day) => Some(day.to_string()),
        when::Written::Ambiguous => {
            note(FaultKind::AmbiguousDate, row.at);
            None
        }
        when::Written::Unreadable => {
            note(FaultKind::BadDate, row.at);
            None
        }
    }
}

/// A web address people can open: http or https, with a host.
pub(super) fn website(written: &str) -> Option<String> {
    let written = written
        .split_whitespace()
        .next()?
        .trim_matches(['"', '<', '>', ',', ';']);
    let lower = written.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or(lower.strip_prefix("http://"));
    let host_on = rest.unwrap_or(&lower);
    let host = host_on.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let plausible = name.contains('.')
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && name
            .chars()
            .all(|one| one.is_alphanumeric() || matches!(one, '-' | '.'))
        && written.len() <= 500
        && !written.contains(['"', '\'', '<', '>', '\\', '`', '@']);
    if !plausible || (rest.is_none() && lower.contains("://")) || lower.starts_with("javascript:") {
        return None;
    }
    Some(if rest.is_some() {
        written.to_owned()
    } else {
        format!("https://{written}")
    })
}

/// An e-mail address.
pub(super) fn email(written: &str) -> Option<String> {
    let written = written.trim().trim_start_matches("mailto:");
    let (name, host) = written.split_once('@')?;
    let fine = |one: char| one.is_ascii_alphanumeric() || "._%+-'".contains(one);
    let plausible = !name.is_empty()
        && name.chars().all(fine)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host
            .chars()
            .all(|one| one.is_alphanumeric() || matches!(one, '-' | '.'))
        && written.len() <= 254;
    plausible.then(|| written.to_owned())
}

/// A short name of its own: words of the name, and the beginning of the id.
pub(super) fn slug(name: &str, id: Uuid) -> String {
    let mut slug = String::new();
    for word in text::words(name).take(8) {
        let folded: String = text::fold(word)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        if folded.is_empty() || slug.len() + folded.len() > 60 {
            continue;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&folded);
    }
    if !slug.is_empty() {
        slug.push('-');
    }
    let _ = write!(slug, "{:08x}", (id.as_u128() >> 96) as u32);
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_pages() {
        for (written, read) in [
            ("www.example.org", Some("https://www.example.org")),
            ("http://example.org/a?b", Some("http://example.org/a?b")),
            ("HTTPS://Example.org", Some("HTTPS://Example.org")),
            ("javascript:alert(1)", None),
            ("ftp://example.org", None),
            ("see Facebook", None),
            ("a@example.org", None),
            ("http://", None),
        ] {
            assert_eq!(website(written).as_deref(), read, "{written}");
        }
        assert_eq!(
            email("mailto:a.b@example.org").as_deref(),
            Some("a.b@example.org")
        );
        for written in ["a@b", "@example.org", "a b@example.org", "none"] {
            assert_eq!(email(written), None, "{written}");
        }
    }
}
