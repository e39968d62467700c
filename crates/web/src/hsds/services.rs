//! Services, and services at the places that may be told.

use std::sync::Arc;

use ::directory::geography::Near;
use ::directory::hsds::Depth;
use ::directory::listing::Covers;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use jiff::Timestamp;

use super::current::View;
use super::items::Items;
use super::parameters::{Asked, MOST_MINIMAL, Name, PAGING, PER_PAGE, accepts, parse_id};
use super::problem::ApiProblem;
use super::{answer, edge};
use crate::house::Site;

/// Parameters of `/services`.
pub(super) const OF_SERVICES: [Name; 10] = [
    Name::Search,
    PAGING[0],
    PAGING[1],
    PAGING[2],
    Name::TaxonomyTermId,
    Name::TaxonomyId,
    Name::OrganizationId,
    Name::ModifiedAfter,
    Name::Minimal,
    Name::Full,
];

/// Parameters of `/service_at_locations`.
pub(super) const OF_PLACES: [Name; 11] = [
    Name::Search,
    PAGING[0],
    PAGING[1],
    PAGING[2],
    Name::TaxonomyTermId,
    Name::TaxonomyId,
    Name::OrganizationId,
    Name::ModifiedAfter,
    Name::Full,
    Name::Postcode,
    Name::Proximity,
];

const fn depth(full: bool) -> Depth {
    if full { Depth::Full } else { Depth::List }
}

/// The type a list answers with.
pub(super) fn must_accept(request: &Request, kind: &str) -> Result<(), ApiProblem> {
    if accepts(request.headers(), kind) {
        Ok(())
    } else {
        Err(ApiProblem::NotAcceptable)
    }
}

/// What a list may be sent as.
pub(super) fn must_accept_list(request: &Request) -> Result<(), ApiProblem> {
    must_accept(request, "application/json")
        .or_else(|_| must_accept(request, "application/x-ndjson"))
}

/// `/services`.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept_list(&request)?;
    let asked = Asked::read(request, &OF_SERVICES).await?;
    let (minimal, full) = (asked.flag(Name::Minimal)?, asked.flag(Name::Full)?);
    let view = site.hsds.current.get(&site).await?;
    let rows = rows(&site, &view, &asked)?;
    let usual = if minimal { MOST_MINIMAL } else { PER_PAGE };
    let (lang, version) = (asked.lang, asked.version);
    let items = Items::new(rows.len(), lang, move |at| {
        let (listing, organization) = view.listing(rows[at])?;
        let edge = super::edge_of(&site, lang, version);
        Ok(if minimal {
            serde_json::to_string(&edge.minimal(&listing))?
        } else {
            serde_json::to_string(&edge.service(&listing, organization, depth(full)))?
        })
    });
    items.answer_with(&asked, usual)
}

/// `/services/{id}`.
pub(super) async fn one(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    let asked = Asked::read(request, &[]).await?;
    let view = site.hsds.current.get(&site).await?;
    let row = parse_id(&id).and_then(|id| view.service(id));
    let (listing, organization) = view.listing(row.ok_or(ApiProblem::NotFound)?)?;
    let service = edge(&site, &asked).service(&listing, organization, Depth::Full);
    answer::object(&service, asked.lang)
}

/// `/service_at_locations`.
pub(super) async fn places(
    State(site): State<Arc<Site>>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept_list(&request)?;
    let asked = Asked::read(request, &OF_PLACES).await?;
    let full = asked.flag(Name::Full)?;
    let (postcode, proximity) = (asked.postcode()?, asked.proximity()?);
    let view = site.hsds.current.get(&site).await?;
    let mut rows = rows(&site, &view, &asked)?;
    rows.retain(|&row| view.rows[row as usize].has_place);
    let near = postcode.and_then(|code| site.content.gazetteer.find(code.as_str()));
    if let Some(near) = &near {
        rows = nearby(&view, rows, near, proximity)?;
    }
    let applied = proximity.map(|_| near.is_some_and(|near| near.measurable));
    let (lang, version) = (asked.lang, asked.version);
    let items = Items::new(rows.len(), lang, move |at| {
        let (listing, organization) = view.listing(rows[at])?;
        let edge = super::edge_of(&site, lang, version);
        let place = edge.service_at_location(&listing, organization, depth(full));
        Ok(serde_json::to_string(&place)?)
    });
    items.with_proximity(applied).answer(&asked)
}

/// `/service_at_locations/{id}`.
pub(super) async fn place(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    let asked = Asked::read(request, &[]).await?;
    let view = site.hsds.current.get(&site).await?;
    let row = parse_id(&id).and_then(|id| view.place(id));
    let (listing, organization) = view.listing(row.ok_or(ApiProblem::NotFound)?)?;
    let place = edge(&site, &asked)
        .service_at_location(&listing, organization, Depth::Full)
        .ok_or(ApiProblem::NotFound)?;
    answer::object(&place, asked.lang)
}

/// Rows that satisfy everything that was asked of services: each parameter narrows. In the order of
/// their ids, or best first when there are words to search for.
pub(super) fn rows(site: &Site, view: &View, asked: &Asked) -> Result<Vec<u32>, ApiProblem> {
    let mut rows = match asked.search()? {
        None => (0..view.rows.len() as u32).collect(),
        Some(words) => {
            let request = search::Request {
                text: words.to_owned(),
                lang: Some(asked.lang),
                ..search::Request::default()
            };
            view.search(&request, beginning_of_day(site.clock.now()))?
        }
    };
    for name in [Name::TaxonomyTermId, Name::TaxonomyId] {
        if let Some(id) = asked.id(name)? {
            match view.mask(id) {
                Some(mask) => rows.retain(|&row| view.names(row, mask)),
                None => rows.clear(),
            }
        }
    }
    if let Some(id) = asked.id(Name::OrganizationId)? {
        let organization = view.organization_at(id).map(|at| at as u32);
        rows.retain(|&row| Some(view.rows[row as usize].organization) == organization);
    }
    if let Some(since) = asked.modified_after()? {
        // A record without a date may have changed at any time.
        let changed = |row: &u32| {
            let modified = view.rows[*row as usize].modified;
            modified.is_none_or(|modified| modified >= since)
        };
        rows.retain(changed);
    }
    Ok(rows)
}

/// The order of a search depends on what is open. Taken once a day, it stays the same while a client
/// reads page after page.
fn beginning_of_day(now: Timestamp) -> Timestamp {
    const DAY: i64 = 24 * 60 * 60;
    Timestamp::from_second(now.as_second().div_euclid(DAY) * DAY).unwrap_or(now)
}

/// Places whose service may reach a postal area and, when metres are given and the area is small
/// enough to measure from its middle, whose public point lies within them. An approximate place is
/// measured from its town's published point; a hidden one is not in `rows` at all.
fn nearby(
    view: &View,
    rows: Vec<u32>,
    near: &Near,
    proximity: Option<f64>,
) -> Result<Vec<u32>, ApiProblem> {
    let mut kept = Vec::new();
    for row in rows {
        let (listing, _) = view.listing(row)?;
        let within = match proximity.filter(|_| near.measurable) {
            None => listing.area.covers(near) != Covers::No,
            Some(metres) => listing
                .location
                .as_ref()
                .and_then(|place| place.point)
                .is_some_and(|point| near.point.distance_km(point) * 1_000.0 <= metres),
        };
        if within {
            kept.push(row);
        }
    }
    Ok(kept)
}
