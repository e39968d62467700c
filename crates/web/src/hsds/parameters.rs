//! What a client asks: parameters from the address and from the body, read strictly.
//!
//! Strictly, because a client that misspells `modified_after` must be told, not given everything.

use std::str::FromStr;

use ::directory::geography::Fsa;
use ::directory::hsds::Version;
use axum::extract::Request;
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, Uri};
use jiff::Timestamp;
use kernel::Lang;
use serde_json::Value;
use uuid::Uuid;

use super::problem::ApiProblem;
use crate::form::{Fields, ORDINARY, receive};

/// Objects on a page when nothing is said.
pub(crate) const PER_PAGE: usize = 50;
/// Objects on a page at most.
pub(crate) const MOST_PER_PAGE: usize = 1_000;
/// Objects of `minimal` on the one page that HSDS wants them on.
pub(crate) const MOST_MINIMAL: usize = 50_000;
/// The last page that can be asked for.
pub(crate) const LAST_PAGE: usize = 10_000_000;
/// Metres: half the way round the world.
pub(crate) const FARTHEST: f64 = 20_040_000.0;
/// Characters of a search.
pub(crate) const LONGEST_SEARCH: usize = 500;

/// The name of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Name {
    Search,
    Page,
    PerPage,
    Format,
    TaxonomyTermId,
    TaxonomyId,
    OrganizationId,
    ModifiedAfter,
    Minimal,
    Full,
    FullService,
    Postcode,
    Proximity,
    TopOnly,
    ParentId,
    Language,
    Version,
}

impl Name {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Page => "page",
            Self::PerPage => "per_page",
            Self::Format => "format",
            Self::TaxonomyTermId => "taxonomy_term_id",
            Self::TaxonomyId => "taxonomy_id",
            Self::OrganizationId => "organization_id",
            Self::ModifiedAfter => "modified_after",
            Self::Minimal => "minimal",
            Self::Full => "full",
            Self::FullService => "full_service",
            Self::Postcode => "postcode",
            Self::Proximity => "proximity",
            Self::TopOnly => "top_only",
            Self::ParentId => "parent_id",
            Self::Language => "language",
            Self::Version => "version",
        }
    }

    /// What its value may be, for the message.
    const fn may_be(self) -> &'static str {
        match self {
            Self::Search => "≤ 500",
            Self::Page => "1–10000000",
            Self::PerPage => "1–1000",
            Self::Format => "json | ndjson",
            Self::TaxonomyTermId | Self::TaxonomyId | Self::OrganizationId | Self::ParentId => {
                "UUID"
            }
            Self::ModifiedAfter => "RFC 3339: 2026-11-24T00:00:00Z",
            Self::Minimal | Self::Full | Self::FullService | Self::TopOnly => "true | false",
            Self::Postcode => "V2L | V2L 1A1",
            Self::Proximity => "0–20040000 (m)",
            Self::Language => "en | fr",
            Self::Version => "3.0 | 3.1 | 3.2 | 3.3",
        }
    }
}

/// How many, and which.
pub(crate) const PAGING: [Name; 3] = [Name::Page, Name::PerPage, Name::Format];
/// How every answer can be told.
pub(crate) const TELLING: [Name; 2] = [Name::Language, Name::Version];

/// The parameters of one request.
#[derive(Debug)]
pub(crate) struct Asked {
    values: Vec<(Name, String)>,
    /// The language of the answer.
    pub(crate) lang: Lang,
    /// The version of HSDS to speak.
    pub(crate) version: Version,
}

impl Asked {
    /// Reads a request to an address that has the parameters `known` besides language and version.
    pub(crate) async fn read(request: Request, known: &[Name]) -> Result<Self, ApiProblem> {
        let mut asked = Self {
            values: Vec::new(),
            lang: Lang::En,
            version: Version::default(),
        };
        let (head, body) = request.into_parts();
        let query = Fields::read_as_sent(head.uri.query().unwrap_or_default().as_bytes())?;
        for (name, value) in query.iter() {
            asked.add(known, name, value.to_owned())?;
        }
        if head.method == Method::POST {
            let body = receive(body, ORDINARY).await?;
            if !body.is_empty() {
                asked.add_body(known, &head.headers, &body)?;
            }
        }
        asked.lang = asked
            .parsed(Name::Language)?
            .unwrap_or_else(|| preferred(&head.headers));
        asked.version = asked.parsed(Name::Version)?.unwrap_or_default();
        Ok(asked)
    }

    fn add_body(
        &mut self,
        known: &[Name],
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), ApiProblem> {
        let kind = headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().split(';').next();
        match kind
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
            .as_str()
        {
            "application/x-www-form-urlencoded" => {
                for (name, value) in Fields::read_as_sent(body)?.iter() {
                    self.add(known, name, value.to_owned())?;
                }
                Ok(())
            }
            "application/json" => {
                let body = serde_json::from_slice(body).map_err(|_| ApiProblem::BadBody)?;
                let Value::Object(body) = body else {
                    return Err(ApiProblem::BadBody);
                };
                for (name, value) in body {
                    self.add_json(known, &name, value)?;
                }
                Ok(())
            }
            _ => Err(ApiProblem::UnsupportedMedia),
        }
    }

    /// In JSON a number is a number and a flag is a flag.
    fn add_json(&mut self, known: &[Name], name: &str, value: Value) -> Result<(), ApiProblem> {
        let found = find(known, name)?;
        let fits = match found {
            Name::Page | Name::PerPage => value.is_u64() || value.is_f64(),
            Name::Proximity => value.is_number(),
            Name::Minimal | Name::Full | Name::FullService | Name::TopOnly => value.is_boolean(),
            _ => value.is_string(),
        };
        if !fits {
            return Err(wrong(found));
        }
        let written = match value {
            Value::String(text) => text,
            // 2.0 is the integer 2, to JSON Schema.
            Value::Number(number) if matches!(found, Name::Page | Name::PerPage) => number
                .as_u64()
                .or_else(|| {
                    let whole = number.as_f64().filter(|whole| whole.fract() == 0.0)?;
                    (0.0..1e12).contains(&whole).then_some(whole as u64)
                })
                .ok_or_else(|| wrong(found))?
                .to_string(),
            other => other.to_string(),
        };
        self.add(known, name, written)
    }

    fn add(&mut self, known: &[Name], name: &str, value: String) -> Result<(), ApiProblem> {
        let name = find(known, name)?;
        if self.values.iter().any(|(other, _)| *other == name) {
            return Err(ApiProblem::Twice {
                name: name.as_str(),
            });
        }
        self.values.push((name, value));
        Ok(())
    }

    fn value(&self, name: Name) -> Option<&str> {
        self.values
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a parameter, when it was given.
    fn parsed<T: FromStr>(&self, name: Name) -> Result<Option<T>, ApiProblem> {
        self.value(name)
            .map(|value| value.parse().map_err(|_| wrong(name)))
            .transpose()
    }

    /// Words to search for; `None` when there are none.
    pub(crate) fn search(&self) -> Result<Option<&str>, ApiProblem> {
        let words = self.value(Name::Search).unwrap_or_default();
        if words.chars().nth(LONGEST_SEARCH).is_some() {
            return Err(wrong(Name::Search));
        }
        Ok(Some(words.trim()).filter(|words| !words.is_empty()))
    }

    pub(crate) fn id(&self, name: Name) -> Result<Option<Uuid>, ApiProblem> {
        self.value(name)
            .map(|written| parse_id(written).ok_or_else(|| wrong(name)))
            .transpose()
    }

    pub(crate) fn flag(&self, name: Name) -> Result<bool, ApiProblem> {
        Ok(self.parsed(name)?.unwrap_or(false))
    }

    /// A moment, or a day, which begins at midnight UTC.
    pub(crate) fn modified_after(&self) -> Result<Option<Timestamp>, ApiProblem> {
        let Some(written) = self.value(Name::ModifiedAfter) else {
            return Ok(None);
        };
        // An unescaped + of an offset arrives as a space.
        let written = written.trim().replace(' ', "+").to_ascii_uppercase();
        if let Ok(day) = written.parse::<jiff::civil::Date>()
            && written.len() == 10
        {
            let midnight = jiff::tz::Offset::UTC.to_timestamp(day.at(0, 0, 0, 0));
            return midnight.map(Some).map_err(|_| wrong(Name::ModifiedAfter));
        }
        written
            .parse()
            .map(Some)
            .map_err(|_| wrong(Name::ModifiedAfter))
    }

    /// A postal code or its first three characters, of which no more is kept.
    pub(crate) fn postcode(&self) -> Result<Option<Fsa>, ApiProblem> {
        let Some(written) = self.value(Name::Postcode) else {
            return Ok(None);
        };
        let plain = match written.as_bytes() {
            [_, _, _] | [_, _, _, _, _, _] => written.bytes().all(|b| b.is_ascii_alphanumeric()),
            [_, _, _, b' ' | b'-', _, _, _] => true,
            _ => false,
        };
        let code = Fsa::parse(written).ok().filter(|_| plain);
        code.map(Some).ok_or_else(|| wrong(Name::Postcode))
    }

    /// Metres; only together with a postal code.
    pub(crate) fn proximity(&self) -> Result<Option<f64>, ApiProblem> {
        let Some(metres) = self.parsed::<f64>(Name::Proximity)? else {
            return Ok(None);
        };
        if !(0.0..=FARTHEST).contains(&metres) {
            return Err(wrong(Name::Proximity));
        }
        if self.value(Name::Postcode).is_none() {
            return Err(ApiProblem::Together {
                name: Name::Proximity.as_str(),
                needs: Name::Postcode.as_str(),
            });
        }
        Ok(Some(metres))
    }

    /// Lines of JSON instead of a page.
    pub(crate) fn lines(&self) -> Result<bool, ApiProblem> {
        match self.value(Name::Format) {
            None | Some("json") => Ok(false),
            Some("ndjson") => Ok(true),
            Some(_) => Err(wrong(Name::Format)),
        }
    }

    /// Which page, from 1, and how many objects to each when nothing is said of it.
    pub(crate) fn page(&self, usual: usize) -> Result<(usize, usize), ApiProblem> {
        let number = |name, most| match self.parsed::<usize>(name)? {
            None => Ok(None),
            Some(number) if (1..=most).contains(&number) => Ok(Some(number)),
            Some(_) => Err(wrong(name)),
        };
        Ok((
            number(Name::Page, LAST_PAGE)?.unwrap_or(1),
            number(Name::PerPage, MOST_PER_PAGE)?.unwrap_or(usual),
        ))
    }
}

fn find(known: &[Name], name: &str) -> Result<Name, ApiProblem> {
    known
        .iter()
        .chain(&TELLING)
        .copied()
        .find(|known| known.as_str() == name)
        .ok_or_else(|| {
            let names = known.iter().chain(&TELLING);
            let names: Vec<&str> = names.map(|name| name.as_str()).collect();
            ApiProblem::UnknownParameter {
                known: names.join(", "),
            }
        })
}

const fn wrong(name: Name) -> ApiProblem {
    ApiProblem::Parameter {
        name: name.as_str(),
        may_be: name.may_be(),
    }
}

/// An id as HSDS writes it, with its four hyphens.
pub(crate) fn parse_id(written: &str) -> Option<Uuid> {
    Some(written)
        .filter(|written| written.len() == 36)
        .and_then(|written| Uuid::try_parse(written).ok())
}

/// The language in which to say what is wrong, before the parameters were understood.
pub(crate) fn spoken(uri: &Uri, headers: &HeaderMap) -> Lang {
    let query = uri.query().unwrap_or_default();
    let named = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("language="));
    named
        .and_then(|lang| lang.parse().ok())
        .unwrap_or_else(|| preferred(headers))
}

/// Which of the two languages `Accept-Language` likes better; English when it does not say.
fn preferred(headers: &HeaderMap) -> Lang {
    let weight = |wanted: Lang| -> f32 {
        let listed = headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .split(',');
        let weights = listed.filter_map(|one| {
            let mut parts = one.split(';').map(str::trim);
            let primary = parts.next()?.split('-').next()?;
            let quality = parts
                .find_map(|part| part.strip_prefix("q="))
                .and_then(|quality| quality.parse::<f32>().ok())
                .unwrap_or(1.0);
            primary
                .eq_ignore_ascii_case(wanted.code())
                .then_some(quality)
        });
        weights.fold(0.0, f32::max)
    };
    if weight(Lang::Fr) > weight(Lang::En) {
        Lang::Fr
    } else {
        Lang::En
    }
}

/// Whether the client takes an answer of this type.
pub(crate) fn accepts(headers: &HeaderMap, kind: &str) -> bool {
    let mut listed = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .peekable();
    if listed.peek().is_none() {
        return true;
    }
    let group = kind.split('/').next().unwrap_or_default();
    listed.any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().unwrap_or_default().to_ascii_lowercase();
        let fits = named == "*/*"
            || named == kind
            || named.strip_suffix("/*") == Some(group)
            // JSON is JSON to whoever asks for a kind of it.
            || (kind == "application/json" && named == "application/problem+json")
            || (kind == "application/x-ndjson" && named == "application/json");
        fits && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}
