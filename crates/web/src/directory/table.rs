//! A list as a table (CSV), for those who work with one: everything that was found, on one file.

use std::sync::Arc;

use ::directory::Listing;
use ::directory::hsds::tables::guarded;
use ::directory::phone::{Phone, PhoneKind};
use ::directory::service::Fees;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use kernel::{Lang, Text};

use super::question::Question;
use super::start;
use crate::form::{Form, ORDINARY};
use crate::handler::Here;
use crate::house::Site;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// Rows of one table. Whoever wants a larger directory whole has the HSDS interface.
const MOST_ROWS: usize = 5_000;

/// Names of the columns, by their messages.
const COLUMNS: [&str; 12] = [
    "directory-table-name",
    "directory-table-organization",
    "directory-table-phones",
    "directory-table-email",
    "directory-table-website",
    "directory-table-town",
    "directory-table-province",
    "directory-table-languages",
    "directory-table-cost",
    "directory-table-places",
    "directory-table-description",
    "directory-table-standing",
];

/// An address is not a question: whoever opens it sees the form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    start::page_at(&site, lang, Route::Table)
}

/// The list that was on the screen, all pages of it.
pub(crate) async fn list(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let question = Question::read(&fields, &site.content.taxonomy);
    let request = question.request(lang, &site.content);
    let index = site.finder.current();
    let found = index.matching(&request, site.clock.now())?;
    let listings = found
        .into_iter()
        .take(MOST_ROWS)
        .map(|position| index.listing_at(position))
        .collect::<Result<Vec<_>, _>>()?;
    let listings = listings.iter().map(|listing| &**listing);
    let body = table(listings, lang).map_err(|error| Problem::broken(&error))?;
    let headers: [(HeaderName, HeaderValue); 2] = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
        // A name that tells nothing, as it stays among the downloads.
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_static(match lang {
                Lang::En => "attachment; filename=\"list.csv\"",
                Lang::Fr => "attachment; filename=\"liste.csv\"",
            }),
        ),
    ];
    Ok((headers, body).into_response())
}

/// Listings as a table (CSV) with the column names of `lang`, for a person and their spreadsheet:
/// formulas in it are text (see [`guarded`]).
pub fn table<'a>(
    listings: impl Iterator<Item = &'a Listing>,
    lang: Lang,
) -> Result<Vec<u8>, csv::Error> {
    let messages = Messages::of(lang);
    // The mark at the beginning: without it, some programs take UTF-8 for something else.
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    table.write_record(COLUMNS.map(|key| messages.say(key).plain()))?;
    for listing in listings {
        table.write_record(row(listing, messages).iter().map(|cell| guarded(cell)))?;
    }
    table
        .into_inner()
        .map_err(|error| std::io::Error::other(error.to_string()).into())
}

fn row(listing: &Listing, messages: &'static Messages) -> Vec<String> {
    let place = listing.location.as_ref();
    vec![
        words(&listing.name, messages),
        words(&listing.organization, messages),
        listing
            .phones
            .iter()
            .map(|phone| line(phone, messages))
            .collect::<Vec<_>>()
            .join("; "),
        listing.email.clone().unwrap_or_default(),
        listing.website.clone().unwrap_or_default(),
        place.map_or_else(String::new, |place| place.city.clone()),
        place.map_or_else(String::new, |place| place.province.code().to_owned()),
        say::languages(&listing.languages, messages).plain(),
        match listing.fees {
            Fees::Free => messages.say("directory-table-free").plain(),
            Fees::Unknown => String::new(),
        },
        say::capacities_counted(listing, messages),
        words(&listing.description, messages),
        say::standing(listing, messages).plain(),
    ]
}

/// A text, labelled when it exists in the other language only.
fn words(text: &Text, messages: &'static Messages) -> String {
    let (words, lang) = text.shown(messages.lang());
    if lang == messages.lang() || words.is_empty() {
        return words.to_owned();
    }
    format!("{words} {}", messages.say("frame-only-other").plain())
}

fn line(phone: &Phone, messages: &'static Messages) -> String {
    let kind = match phone.kind {
        PhoneKind::Voice => None,
        PhoneKind::Sms => Some("frame-text"),
        PhoneKind::Tty => Some("frame-tty"),
        PhoneKind::Fax => Some("frame-fax"),
    };
    let mut line = phone.number.to_string();
    if let Some(key) = kind {
        line = format!("{} {line}", messages.say(key).plain());
    }
    if let Some(digits) = &phone.extension {
        let extension = messages.fill("frame-extension", &[("extension", digits.into())]);
        line = format!("{line} {}", extension.plain());
    }
    line
}
