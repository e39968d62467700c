//! Kinds of values that several files share: slugs, choices, provinces, addresses, dates, languages.

use std::str::FromStr;

use jiff::civil::Date;

use crate::geography::{Point, Province};

use super::table::{Found, Table};

/// Most characters of a name.
pub(crate) const NAME: usize = 200;
/// Most characters of a sentence or two.
pub(crate) const SENTENCE: usize = 500;
/// Most characters of a description.
pub(crate) const DESCRIPTION: usize = 2_000;
/// Most characters of a web address or e-mail address.
pub(crate) const ADDRESS: usize = 500;
/// Most characters of an id.
const SLUG: usize = 80;

impl Table<'_, '_> {
    /// An id: small letters, digits and single hyphens.
    pub(super) fn slug(&mut self, key: &'static str) -> Option<Found<String>> {
        let slug = self.required_text(key, SLUG)?;
        if is_slug(&slug.value) {
            return Some(slug);
        }
        self.fault(
            &slug.span,
            format!("{:?} cannot be an id", slug.value),
            "use small letters without accents, digits, and single hyphens between them",
        );
        None
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let written = self.text(key, NAME)?;
        let choice = choices.iter().find(|(word, _)| *word == written.value);
        if choice.is_none() {
            let words: Vec<&str> = choices.iter().map(|&(word, _)| word).collect();
            self.fault(
                &written.span,
                format!("`{key}` is {:?}", written.value),
                format!("use one of: {}", words.join(", ")),
            );
        }
        choice.map(|&(_, value)| value)
    }

    pub(super) fn required_choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        if !self.has(key) {
            self.missing(key);
        }
        self.choice(key, choices)
    }

    pub(super) fn province(&mut self, key: &'static str) -> Option<Province> {
        let written = self.required_text(key, NAME)?;
        self.parse_province(&written)
    }

    pub(super) fn parse_province(&self, written: &Found<String>) -> Option<Province> {
        // Codes are written one way, so that one can search the files for them.
        let province = Province::ALL
            .into_iter()
            .find(|province| province.code() == written.value);
        if province.is_none() {
            self.fault(
                &written.span,
                format!("{:?} is not a province or territory", written.value),
                "use its two capital letters, such as BC, QC or NT",
            );
        }
        province
    }

    /// `latitude` and `longitude`; a fault when one is alone or the point is not in Canada.
    pub(super) fn point(&mut self) -> Option<Point> {
        let latitude = self.number("latitude");
        let longitude = self.number("longitude");
        match (&latitude, &longitude) {
            (Some(_), None) if !self.has("longitude") => self.missing("longitude"),
            (None, Some(_)) if !self.has("latitude") => self.missing("latitude"),
            _ => {}
        }
        let span = latitude.as_ref()?.span.clone();
        let point = Point {
            latitude: latitude?.value,
            longitude: longitude?.value,
        };
        if point.is_in_canada() {
            return Some(point);
        }
        self.fault(
            &span,
            format!(
                "the point {}, {} is not in Canada",
                point.latitude, point.longitude
            ),
            "check both numbers: latitude is 41 to 84, longitude -142 to -52 with its minus sign",
        );
        None
    }

    pub(super) fn website(&mut self, key: &'static str) -> Option<String> {
        let written = self.text(key, ADDRESS)?;
        self.check_website(&written).then_some(written.value)
    }

    pub(super) fn check_website(&self, written: &Found<String>) -> bool {
        let is_address = is_website(&written.value);
        if !is_address {
            self.fault(
                &written.span,
                format!("{:?} is not a web address", written.value),
                "write it whole, from https:// on, without spaces or quotes in it",
            );
        }
        is_address
    }

    pub(super) fn email(&mut self, key: &'static str) -> Option<String> {
        let written = self.text(key, ADDRESS)?;
        let is_address = is_email(&written.value);
        if is_address {
            return Some(written.value);
        }
        self.fault(
            &written.span,
            format!("{:?} is not an e-mail address", written.value),
            "write one address, such as help@example.org",
        );
        None
    }

    /// A whole date.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Found<Date>> {
        let written = self.text(key, NAME)?;
        let value = parse_date(&written.value);
        if value.is_none() {
            self.fault(
                &written.span,
                format!("{:?} is not a date", written.value),
                "write year-month-day, such as 2026-11-24",
            );
        }
        Some(Found {
            value: value?,
            span: written.span,
        })
    }

    /// A date as far as it is known: `2014`, `2023-04` or `2023-04-15`.
    pub(super) fn loose_date(&mut self, key: &'static str) -> Option<String> {
        let written = self.text(key, NAME)?;
        if is_loose_date(&written.value) {
            return Some(written.value);
        }
        self.fault(
            &written.span,
            format!("{:?} is not a date", written.value),
            "write 2014, 2023-04 or 2023-04-15",
        );
        None
    }

    /// BCP 47 codes: `fr`, `iu`, `zh-Hant`.
    pub(super) fn languages(&mut self, key: &'static str) -> Vec<String> {
        let written = self.list(key, NAME);
        written
            .into_iter()
            .filter(|code| {
                let sound = is_language(&code.value);
                if !sound {
                    self.fault(
                        &code.span,
                        format!("{:?} is not a language code", code.value),
                        "use a BCP 47 code in its usual form, such as fr, iu, crk or zh-Hant",
                    );
                }
                sound
            })
            .map(|code| code.value)
            .collect()
    }

    /// A text that some type knows how to read.
    pub(super) fn parsed<T: FromStr>(&mut self, key: &'static str, remedy: &str) -> Option<T>
    where
        T::Err: std::fmt::Display,
    {
        let written = self.required_text(key, NAME)?;
        match written.value.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(
                    &written.span,
                    format!("{:?}: {error}", written.value),
                    remedy,
                );
                None
            }
        }
    }
}

pub(super) fn is_slug(written: &str) -> bool {
    written.split('-').all(|part| {
        let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !part.is_empty() && part.bytes().all(small)
    })
}

fn parse_date(written: &str) -> Option<Date> {
    // jiff reads other forms too; one is enough for people who search the files.
    let shape = written
        .bytes()
        .map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq(*b"0000-00-00").then(|| written.parse().ok())?
}

/// A BCP 47 code in its usual form.
pub(crate) fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// A web address, whole, without what could end an attribute it stands in.
pub(crate) fn is_website(written: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| written.strip_prefix(scheme));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let sound =
            |character: char| !character.is_whitespace() && !"<>\"'`{}\\".contains(character);
        host.contains('.') && rest.chars().all(sound)
    })
}

/// One e-mail address.
pub(crate) fn is_email(written: &str) -> bool {
    written.split_once('@').is_some_and(|(name, host)| {
        let sound = |character: char| character.is_alphanumeric() || ".-_+'".contains(character);
        !name.is_empty()
            && name.chars().all(sound)
            && host.split('.').count() > 1
            && host.split('.').all(|part| !part.is_empty())
            && host
                .chars()
                .all(|character| character.is_alphanumeric() || ".-".contains(character))
    })
}

/// A date as exactly as a source gives it: `2014`, `2023-04`, `2023-04-15`.
pub(crate) fn is_loose_date(written: &str) -> bool {
    let whole = match written.split('-').count() {
        1 => format!("{written}-01-01"),
        2 => format!("{written}-01"),
        _ => written.to_owned(),
    };
    parse_date(&whole).is_some()
}
